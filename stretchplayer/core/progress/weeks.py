"""Weeks of local dates. Those that are compared run Monday to Sunday, always.

Dates alone are counted, never hours: a day of 23 or 25 hours is one day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from stretchplayer.core.preferences import WeekStart

DAYS_IN_WEEK = 7


def monday_of(day: date) -> date:
    """The Monday of the week this day is in."""
    return day - timedelta(days=day.weekday())


def days_of_week(first: date) -> tuple[date, ...]:
    """The seven days that begin with this one."""
    return tuple(first + timedelta(days=i) for i in range(DAYS_IN_WEEK))


def first_day_of(day: date, begins: WeekStart) -> date:
    """The first day of the week this day is in, as weeks are shown."""
    sunday = begins is WeekStart.SUNDAY
    return monday_of(day + timedelta(days=1)) - timedelta(days=1) if sunday else monday_of(day)


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
