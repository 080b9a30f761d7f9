"""The weeks that charts show: so many, up to one of them, with a way to those before and after."""

from __future__ import annotations

from datetime import date, timedelta

from stretchplayer.core.catalogue import Record
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK, monday_of


class Period(Record, frozen=True, kw_only=True):
    """Whole weeks, Monday to Sunday. `first` and `last` are the Mondays of the first and the last."""

    first: date
    last: date
    has_earlier: bool
    has_later: bool

    @property
    def end(self) -> date:
        """The last Sunday."""
        return self.last + timedelta(days=DAYS_IN_WEEK - 1)

    @property
    def weeks(self) -> int:
        """How many weeks."""
        return (self.last - self.first).days // DAYS_IN_WEEK + 1

    @property
    def mondays(self) -> list[date]:
        """Each week's Monday, oldest first."""
        return [self.first + timedelta(weeks=i) for i in range(self.weeks)]

    @property
    def earlier(self) -> date:
        """The last week of the period before this one."""
        return self.last - timedelta(weeks=self.weeks)

    @property
    def later(self) -> date:
        """The last week of the period after this one."""
        return self.last + timedelta(weeks=self.weeks)


def period(weeks: int | None, last: date | None, first_note: date | None, today: date) -> Period:
    """So many weeks up to the week of `last`; ``None`` weeks: from the first note to today.

    It never goes past the week of `today`, and it is never moved to before the first note. A period that
    ends today may begin before it: its weeks are then blank.
    """
    this_week = monday_of(today)
    lowest = min(monday_of(first_note or today), this_week)
    if weeks is None:
        return Period(first=lowest, last=this_week, has_earlier=False, has_later=False)
    span = timedelta(weeks=weeks - 1)
    end = min(this_week, max(monday_of(last or today), lowest + span))
    first = end - span
    return Period(first=first, last=end, has_earlier=first > lowest, has_later=end < this_week)
