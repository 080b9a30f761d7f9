"""The day after: whether extra pain had settled, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from stretchplayer.core.catalogue import Record
from stretchplayer.core.comfort import limits


class Settled(StrEnum):
    """Whether any extra pain settled within a day."""

    YES = "yes"
    NO = "no"
    NONE = "none"  # there was no extra pain
    SKIPPED = "skipped"  # not answered: says nothing


class NextDayAnswer(Record, frozen=True, kw_only=True):
    """What was said of the sessions of a date, on a later one."""

    about: date
    settled: Settled
    at: datetime


def day_to_ask_about(
    session_days: Iterable[date], answers: Iterable[NextDayAnswer], today: date
) -> date | None:
    """The last date with a session, while it can be asked about and was not yet.

    Nothing is asked about today: the day is not over. `session_days` may hold any dates.
    """
    last = max((day for day in session_days if day < today), default=None)
    if last is None or (today - last).days > limits.NEXT_DAY_WITHIN_DAYS:
        return None
    return None if any(answer.about == last for answer in answers) else last


def is_unsettled(answers: Iterable[NextDayAnswer], since: datetime) -> bool:
    """Whether it was said after that instant that extra pain had not settled."""
    return any(answer.at > since and answer.settled is Settled.NO for answer in answers)


def unsettled_running(answers: Sequence[NextDayAnswer]) -> bool:
    """Whether the last answers, by the date they are about, are all No, and enough of them to pause.

    What was not answered says nothing, and does not break a run.
    """
    told = sorted(
        (answer for answer in answers if answer.settled is not Settled.SKIPPED),
        key=lambda answer: answer.about,
    )
    last = told[-limits.UNSETTLED_THAT_PAUSE :]
    enough = len(last) == limits.UNSETTLED_THAT_PAUSE
    return enough and all(answer.settled is Settled.NO for answer in last)
