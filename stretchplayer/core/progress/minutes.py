"""Minutes played by week, and the strip of this week's days.

A session belongs to the local date it began on, also when it ends after midnight. Minutes are time
played: pauses and waits for a rating do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from stretchplayer.core.catalogue import Record
from stretchplayer.core.history import SessionRecord
from stretchplayer.core.preferences import WeekStart
from stretchplayer.core.progress.weeks import days_of_week, first_day_of, monday_of, mondays
from stretchplayer.core.summaries import PlayedDay

MS_PER_MINUTE = 60_000
SHORTEST_MINUTES = 1.0  # below this a session was opened rather than done
FULL_DAY_MINUTES = 6.0  # between the built-in short day (about 5) and the full routine (about 10)


class WeekMinutes(Record, frozen=True, kw_only=True):
    """One week. Zero minutes is a fact here: nothing was played; pain has gaps instead."""

    week_start: date
    minutes: float
    sessions: int
    days: int  # dates with a session
    is_open: bool  # the week of today


class DayState(StrEnum):
    """How a day of the strip is drawn."""

    DONE = "done"
    SHORT = "short"
    NONE = "none"


class StripDay(Record, frozen=True, kw_only=True):
    """One day of the strip; a day to come is `NONE`."""

    day: date
    state: DayState
    minutes: float
    is_today: bool
    is_future: bool


class WeekStrip(Record, frozen=True, kw_only=True):
    """The seven days of the week of today."""

    days: tuple[StripDay, ...]

    @property
    def days_done(self) -> int:
        """Days with a session, short ones too: some is plenty."""
        return sum(day.state is not DayState.NONE for day in self.days)

    @property
    def minutes(self) -> float:
        """Minutes played this week."""
        return sum(day.minutes for day in self.days)

    @property
    def done_today(self) -> bool:
        """Whether there was a session today."""
        return any(day.is_today and day.state is not DayState.NONE for day in self.days)


def minutes_by_day(sessions: Iterable[SessionRecord]) -> dict[date, float]:
    """Minutes of each local date with a session of at least `SHORTEST_MINUTES`."""
    return {day: sum(map(_minutes, group)) for day, group in _by_day(sessions).items()}


def weekly_minutes(
    sessions: Sequence[SessionRecord], today: date, weeks: int | None = None, last: date | None = None
) -> list[WeekMinutes]:
    """One entry a week, oldest first, up to the week of `last`; see `weekly_pain`."""
    known = [session for session in sessions if session.local_date <= today]
    played = [
        PlayedDay(day=day, played_ms=sum(one.played_ms for one in group), sessions=len(group))
        for day, group in _by_day(known).items()
    ]
    return minutes_of_weeks(mondays((one.day for one in played), last or today, weeks), played, today)


def minutes_of_weeks(mondays: Sequence[date], played: Sequence[PlayedDay], today: date) -> list[WeekMinutes]:
    """Minutes, sessions and days of the weeks that begin with these Mondays."""
    by_week: dict[date, list[PlayedDay]] = {}
    for one in played:
        if one.day <= today:
            by_week.setdefault(monday_of(one.day), []).append(one)
    return [
        WeekMinutes(
            week_start=monday,
            minutes=sum(one.played_ms for one in by_week.get(monday, ())) / MS_PER_MINUTE,
            sessions=sum(one.sessions for one in by_week.get(monday, ())),
            days=len(by_week.get(monday, ())),
            is_open=monday == monday_of(today),
        )
        for monday in mondays
    ]


def week_strip(
    sessions: Iterable[SessionRecord], today: date, begins: WeekStart = WeekStart.MONDAY
) -> WeekStrip:
    """The week of `today`, day by day."""
    minutes = minutes_by_day(session for session in sessions if session.local_date <= today)
    return WeekStrip(
        days=tuple(
            StripDay(
                day=day,
                state=state_of_day(minutes.get(day)),
                minutes=minutes.get(day, 0.0),
                is_today=day == today,
                is_future=day > today,
            )
            for day in days_of_week(first_day_of(today, begins))
        )
    )


def _by_day(sessions: Iterable[SessionRecord]) -> dict[date, list[SessionRecord]]:
    """The sessions that were done rather than opened, by the local date they began on."""
    days: dict[date, list[SessionRecord]] = {}
    for session in sessions:
        if _minutes(session) >= SHORTEST_MINUTES:
            days.setdefault(session.local_date, []).append(session)
    return days


def _minutes(session: SessionRecord) -> float:
    return session.played_ms / MS_PER_MINUTE


def state_of_day(minutes: float | None) -> DayState:
    """How a day of so many minutes is drawn; ``None``: without a session."""
    if minutes is None:
        return DayState.NONE
    return DayState.DONE if minutes >= FULL_DAY_MINUTES else DayState.SHORT
