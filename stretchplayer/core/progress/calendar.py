"""Days done, day by day and week by week. A day without a session is a fact, and no fault."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from stretchplayer.core.catalogue import Record
from stretchplayer.core.progress.minutes import DayState, state_of_day
from stretchplayer.core.progress.weeks import days_of_week
from stretchplayer.core.summaries import PlayedDay

MS_PER_MINUTE = 60_000


class CalendarDay(Record, frozen=True, kw_only=True):
    """One day; one to come is `NONE`."""

    day: date
    state: DayState
    minutes: float
    is_flare: bool
    is_today: bool
    is_future: bool


class CalendarWeek(Record, frozen=True, kw_only=True):
    """Seven days from Monday on."""

    days: tuple[CalendarDay, ...]

    @property
    def week_start(self) -> date:
        """Its Monday."""
        return self.days[0].day

    @property
    def days_done(self) -> int:
        """Days with a session, short ones too."""
        return sum(day.state is not DayState.NONE for day in self.days)

    @property
    def is_open(self) -> bool:
        """Whether it is the week of today."""
        return any(day.is_today for day in self.days)


def calendar(
    mondays: Sequence[date], played: Sequence[PlayedDay], flares: Collection[date], today: date
) -> list[CalendarWeek]:
    """The weeks that begin with these Mondays."""
    minutes = {one.day: one.played_ms / MS_PER_MINUTE for one in played if one.day <= today}
    flare_days = frozenset(flares)
    return [CalendarWeek(days=_days(monday, minutes, flare_days, today)) for monday in mondays]


def _days(
    monday: date, minutes: Mapping[date, float], flares: Collection[date], today: date
) -> tuple[CalendarDay, ...]:
    return tuple(
        CalendarDay(
            day=day,
            state=state_of_day(minutes.get(day)),
            minutes=minutes.get(day, 0.0),
            is_flare=day in flares,
            is_today=day == today,
            is_future=day > today,
        )
        for day in days_of_week(monday)
    )
