"""What is handed on of the notes, read a month at a time: a lifetime needs no more memory than a month.

Entries that were taken back are in none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import History, Measurement
from stretchplayer.core.measures import Measures

_SPAN = timedelta(days=31)


class Diary(NamedTuple):
    """Where the notes are read."""

    history: History
    measures: Measures
    person: str  # an id of whom the notes are about; no name
    name_of: Callable[[str], str]  # what a stretch is called


class Reading(NamedTuple):
    """One try of a flexibility test."""

    number: int  # among the tries of its side, from 1
    side: Side | None
    value: float
    unit: str
    painful: bool
    raw: str | None  # what was read, where the value was worked out of it: JSON


class Span(NamedTuple):
    """Dates from the first to the last, both included; None leaves an end open."""

    first: date | None
    last: date | None


def spans(history: History, today: date) -> Iterator[Span]:
    """All time in pieces, in order. Nothing is left out, whatever the calendar of the machine said."""
    begin = history.first_date()
    if begin is None or begin > today:
        yield Span(None, None)
        return
    yield Span(None, begin - timedelta(days=1))
    while begin + _SPAN <= today:
        yield Span(begin, begin + _SPAN - timedelta(days=1))
        begin += _SPAN
    yield Span(begin, None)


def sittings(measures: Measures) -> Iterator[Measurement]:
    """All sittings of all flexibility tests."""
    yield from measures.measurements()


def readings(sitting: Measurement) -> Iterator[Reading]:
    """The tries of a sitting, in the order made."""
    counts: dict[Side | None, int] = {}
    for trial in sitting.trials:
        counts[trial.side] = counts.get(trial.side, 0) + 1
        read = trial.tape or trial.photo
        yield Reading(
            number=counts[trial.side],
            side=trial.side,
            value=trial.value,
            unit=sitting.unit,
            painful=trial.painful,
            raw=None if read is None else msgspec.json.encode(read).decode(),
        )
