"""Which weeks charts show, the days in them, and the muscles held."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue
from stretchplayer.core.catalogue import Side, Stretch
from stretchplayer.core.progress.calendar import calendar
from stretchplayer.core.progress.minutes import DayState, minutes_of_weeks
from stretchplayer.core.progress.muscles import MuscleTime, muscle_times
from stretchplayer.core.progress.period import period
from stretchplayer.core.summaries import HeldTime, PlayedDay

THURSDAY = date(2026, 11, 19)
MONDAY = date(2026, 11, 16)
LONG_AGO = date(2020, 1, 1)
ASSETS = Path(__file__).parents[2] / "assets"


def test_twelve_weeks_end_with_this_one() -> None:
    shown = period(12, None, LONG_AGO, THURSDAY)
    assert (shown.first, shown.last, shown.end) == (date(2026, 8, 31), MONDAY, date(2026, 11, 22))
    assert (shown.weeks, shown.has_earlier, shown.has_later) == (12, True, False)


def test_one_step_back_and_forth() -> None:
    shown = period(12, None, LONG_AGO, THURSDAY)
    before = period(12, shown.earlier, LONG_AGO, THURSDAY)
    assert before.end == shown.first - timedelta(days=1)
    assert before.has_later
    assert period(12, before.later, LONG_AGO, THURSDAY) == shown


def test_never_past_today_and_never_moved_to_before_the_first_note() -> None:
    begun = date(2026, 8, 5)  # a Wednesday
    assert period(4, date(2027, 6, 1), begun, THURSDAY).last == MONDAY
    earliest = period(12, date(2026, 8, 20), begun, THURSDAY)
    assert earliest.first == date(2026, 8, 3)
    assert not earliest.has_earlier


def test_a_new_diary_has_blank_weeks_before_it() -> None:
    shown = period(12, None, date(2026, 11, 18), THURSDAY)
    assert (shown.weeks, shown.has_earlier, shown.has_later) == (12, False, False)


def test_all_is_from_the_first_note_to_today() -> None:
    shown = period(None, None, date(2026, 10, 14), THURSDAY)
    assert (shown.first, shown.weeks) == (date(2026, 10, 12), 6)
    assert (shown.has_earlier, shown.has_later) == (False, False)


days = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@given(st.sampled_from([4, 12, 52, None]), days, days, days)
def test_a_period_is_always_whole_weeks_up_to_today(
    weeks: int | None, last: date, first_note: date, today: date
) -> None:
    shown = period(weeks, last, first_note, today)
    assert shown.first.weekday() == shown.last.weekday() == 0
    assert shown.last <= today
    assert weeks is None or shown.weeks == weeks
    assert shown.mondays[0] == shown.first
    assert shown.mondays[-1] == shown.last
    if shown.has_earlier:
        assert period(weeks, shown.earlier, first_note, today).last < shown.last
    if shown.has_later:
        assert period(weeks, shown.later, first_note, today).last > shown.last


def played(day: date, minutes: float, sessions: int = 1) -> PlayedDay:
    return PlayedDay(day=day, played_ms=round(minutes * 60_000), sessions=sessions)


def test_days_of_a_calendar() -> None:
    notes = [played(MONDAY, 9, 2), played(MONDAY + timedelta(2), 4.5)]
    (week,) = calendar([MONDAY], notes, [MONDAY + timedelta(1)], THURSDAY)
    states = [day.state for day in week.days]
    assert states == [DayState.DONE, DayState.NONE, DayState.SHORT, *[DayState.NONE] * 4]
    assert [day.is_flare for day in week.days] == [False, True, *[False] * 5]
    assert [day.is_future for day in week.days] == [False] * 4 + [True] * 3
    assert (week.days_done, week.is_open, week.week_start) == (2, True, MONDAY)


def test_minutes_of_weeks_by_hand() -> None:
    notes = [played(MONDAY - timedelta(1), 20), played(MONDAY, 9.5, 2), played(MONDAY + timedelta(2), 4)]
    before, now = minutes_of_weeks([MONDAY - timedelta(7), MONDAY], notes, THURSDAY)
    assert (before.minutes, before.sessions, before.days, before.is_open) == (20, 1, 1, False)
    assert (now.minutes, now.sessions, now.days, now.is_open) == (13.5, 3, 2, True)


def test_a_session_of_tomorrow_waits() -> None:
    """A clock set back must not bring minutes that are still to come."""
    (week,) = minutes_of_weeks([MONDAY], [played(THURSDAY + timedelta(1), 9)], THURSDAY)
    assert week.minutes == 0


@pytest.fixture(scope="module")
def stretches() -> dict[str, Stretch]:
    return {stretch.id: stretch for stretch in load_catalogue(ASSETS / "catalogue")}


def held(stretch: str, side: Side | None, minutes: float) -> HeldTime:
    return HeldTime(stretch=stretch, side=side, held_ms=round(minutes * 60_000))


def test_a_side_counts_for_itself_and_both_for_both(stretches: dict[str, Stretch]) -> None:
    times = muscle_times(
        [
            held("standing-hamstring", Side.LEFT, 8),
            held("standing-hamstring", Side.RIGHT, 12),
            held("prayer-stretch", None, 6),
        ],
        stretches,
        weeks=2,
    )
    assert times == [
        MuscleTime(muscle="hamstring", left=4, right=6),
        MuscleTime(muscle="lat", left=3, right=3),
        MuscleTime(muscle="lumbar", left=3, right=3),
    ]
    assert times[0].minutes == 5
    assert times[0].sides_differ
    assert not times[1].sides_differ


def test_knees_that_go_to_one_side_stretch_the_other(stretches: dict[str, Stretch]) -> None:
    times = muscle_times([held("supine-trunk-rotation", Side.LEFT, 4)], stretches, weeks=1)
    assert MuscleTime(muscle="side", left=0, right=4) in times
    reached = muscle_times([held("neck-side-bend", Side.LEFT, 4)], stretches, weeks=1)
    assert reached == [MuscleTime(muscle="neck", left=4, right=0)]


def test_strength_moves_and_unknown_stretches_are_no_stretching(stretches: dict[str, Stretch]) -> None:
    notes = [held("abdominal-squeeze", None, 30), held("from-a-newer-version", None, 30)]
    assert muscle_times([*notes, held("prayer-stretch", None, 0)], stretches, weeks=1) == []
