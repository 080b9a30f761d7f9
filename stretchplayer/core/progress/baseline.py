"""The start that later weeks are compared with.

People often begin on bad days, and most episodes ease by themselves in four to six weeks, so a start is
two weeks long and needs eight rated days (`SOURCES.md`, Statistics: regression to the mean).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stretchplayer.core.catalogue import Record
from stretchplayer.core.history import RatingKind
from stretchplayer.core.progress.numbers import mean
from stretchplayer.core.progress.pain import DayValue

BASELINE_DAYS = 14
BASELINE_RATED_DAYS = 8


class Baseline(Record, frozen=True, kw_only=True):
    """The first fourteen days with enough ratings of one kind."""

    first: date
    days: tuple[DayValue, ...]  # the rated ones

    @property
    def last(self) -> date:
        """Its last date, rated or not."""
        return self.first + timedelta(days=BASELINE_DAYS - 1)

    @property
    def kind(self) -> RatingKind:
        """What its days answer."""
        return self.days[0].kind

    @property
    def mean(self) -> float:
        """Average of its day values, 0 to 10."""
        return mean([day.value for day in self.days])


def baseline(values: Sequence[DayValue]) -> Baseline | None:
    """The first fourteen days that begin with a rated one and have eight of them.

    `values` are of one kind, oldest first. ``None`` when there are no such days yet.
    """
    for place, begin in enumerate(values):
        end = begin.day + timedelta(days=BASELINE_DAYS)
        days = tuple(value for value in values[place : place + BASELINE_DAYS] if value.day < end)
        if len(days) >= BASELINE_RATED_DAYS:
            return Baseline(first=begin.day, days=days)
    return None
