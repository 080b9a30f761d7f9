"""Minutes by week and the strip of this week."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import SessionOutcome, SessionRecord
from stretchplayer.core.preferences import WeekStart
from stretchplayer.core.progress.minutes import DayState, minutes_by_day, week_strip, weekly_minutes

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 2)


def session(day: date, minutes: float, hour: int = 8, minute: int = 0) -> SessionRecord:
    return SessionRecord(
        id=f"{day}{hour}{minute}",
        routine="r",
        routine_name="R",
        started=datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN),
        ended=None,
        outcome=SessionOutcome.FINISHED,
        first_side=Side.LEFT,
        played_ms=round(minutes * 60_000),
        held_ms=0,
    )


def test_a_week_by_hand() -> None:
    sessions = [session(MONDAY, 10), session(MONDAY, 5, 18), session(MONDAY + timedelta(3), 9.5)]
    (week,) = weekly_minutes(sessions, MONDAY + timedelta(6))
    assert (week.minutes, week.sessions, week.days, week.is_open) == (24.5, 3, 2, True)


def test_weeks_between_have_no_minutes_and_say_how_many_sessions() -> None:
    weeks = weekly_minutes([session(MONDAY, 10)], MONDAY + timedelta(weeks=2))
    assert [(week.minutes, week.sessions) for week in weeks] == [(10, 1), (0, 0), (0, 0)]
    assert weekly_minutes([], MONDAY) == []
    assert len(weekly_minutes([], MONDAY, weeks=12)) == 12


def test_a_session_over_midnight_belongs_to_the_evening_it_began() -> None:
    sunday = MONDAY + timedelta(6)
    weeks = weekly_minutes([session(sunday, 10, 23, 55)], sunday + timedelta(1))
    assert [week.minutes for week in weeks] == [10, 0]


def test_a_session_only_opened_does_not_count() -> None:
    strip = week_strip([session(MONDAY, 0.9)], MONDAY)
    assert strip.days_done == 0
    assert not strip.done_today
    assert weekly_minutes([session(MONDAY, 0.9)], MONDAY) == []


def test_the_strip_by_hand() -> None:
    sessions = [
        session(MONDAY - timedelta(1), 10),  # the week before
        session(MONDAY, 10),
        session(MONDAY + timedelta(1), 4),
        session(MONDAY + timedelta(2), 3.5),
        session(MONDAY + timedelta(2), 3.5, 19),  # two short ones make a full day
    ]
    strip = week_strip(sessions, MONDAY + timedelta(3))
    states = [day.state for day in strip.days]
    assert states == [DayState.DONE, DayState.SHORT, DayState.DONE, *[DayState.NONE] * 4]
    assert [day.minutes for day in strip.days] == [10, 4, 7, 0, 0, 0, 0]
    assert [day.is_today for day in strip.days].index(True) == 3
    assert [day.is_future for day in strip.days] == [False] * 4 + [True] * 3
    assert (strip.days_done, strip.minutes, strip.done_today) == (3, 21, False)
    assert week_strip(sessions, MONDAY + timedelta(2)).done_today


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_change_of_the_clocks_moves_no_session(sunday: date) -> None:
    late = session(sunday, 10, 23, 59)
    early = session(sunday, 10, 0, 0)
    strip = week_strip([late, early], sunday)
    assert [day.minutes for day in strip.days] == [0] * 6 + [20]
    assert strip.days[-1].is_today


sessions_of_spring = st.lists(
    st.builds(
        session,
        st.dates(date(2026, 2, 1), date(2026, 4, 30)),
        st.integers(0, 30),
        st.integers(4, 23),
    ),
    max_size=40,
)


@given(sessions_of_spring, st.dates(date(2026, 2, 1), date(2026, 5, 31)))
def test_strip_weeks_and_days_add_up_alike(sessions: list[SessionRecord], today: date) -> None:
    weeks = weekly_minutes(sessions, today)
    strip = week_strip(sessions, today)
    known = minutes_by_day(s for s in sessions if s.local_date <= today)
    assert sum(week.minutes for week in weeks) == pytest.approx(sum(known.values()))
    assert sum(week.days for week in weeks) == len(known)
    this_week = weekly_minutes(sessions, today, weeks=1)[0]
    assert this_week.days == strip.days_done
    assert this_week.minutes == pytest.approx(strip.minutes)
    assert len(strip.days) == 7
    assert not any(day.minutes for day in strip.days if day.is_future)


@pytest.mark.parametrize("days_on", range(7))
def test_a_week_may_begin_on_sunday(days_on: int) -> None:
    today = MONDAY - timedelta(1) + timedelta(days_on)  # Sunday to Saturday
    strip = week_strip([session(today, 9)], today, WeekStart.SUNDAY)
    assert [day.day.weekday() for day in strip.days] == [6, 0, 1, 2, 3, 4, 5]
    assert strip.days[days_on].is_today
    assert strip.days_done == 1
