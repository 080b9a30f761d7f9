"""Weeks of local dates. They run Monday to Sunday, always.

Dates alone are counted, never hours: a day of 23 or 25 hours is one day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

DAYS_IN_WEEK = 7


def monday_of(day: date) -> date:
    """The Monday of the week this day is in."""
    return day - timedelta(days=day.weekday())


def days_of_week(monday: date) -> tuple[date, ...]:
    """The seven days that begin with this Monday."""
    return tuple(monday + timedelta(days=i) for i in range(DAYS_IN_WEEK))


def mondays(days: Iterable[date], today: date, weeks: int | None) -> list[date]:
    """Mondays of the weeks to show, oldest first, the last being the week of `today`.

    With `weeks` that many; without, from the week of the earliest day (none when there is no day).
    """
    last = monday_of(today)
    if weeks is not None:
        first = last - timedelta(weeks=weeks - 1)
    else:
        earliest = min((day for day in days if day <= today), default=None)
        if earliest is None:
            return []
        first = monday_of(earliest)
    return [first + timedelta(weeks=i) for i in range((last - first).days // DAYS_IN_WEEK + 1)]
