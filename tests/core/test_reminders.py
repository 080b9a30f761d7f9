"""The daily reminder: when it comes, that it comes once, and what the wall clock may do meanwhile."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core import reminders
from stretchplayer.core.content_rules import wording_faults
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.reminders import LATEST, Action, ReminderState, Verdict

ZONE = timezone(timedelta(hours=1))
BERLIN = ZoneInfo("Europe/Berlin")
DAILY = Preferences(remind=True, remind_at_min=8 * 60 + 30)
MONDAY = date(2026, 11, 16)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def look(
    now: datetime,
    state: ReminderState | None = None,
    preferences: Preferences = DAILY,
    *,
    done: bool = False,
    flare: bool = False,
    playing: bool = False,
) -> Verdict:
    return reminders.verdict(preferences, now, state, done_today=done, flare_today=flare, playing=playing)


def prefer(**wishes: object) -> Preferences:
    return msgspec.structs.replace(DAILY, **wishes)


# When


def test_before_its_time_it_waits_for_it() -> None:
    assert look(at(8, 29)) == Verdict(action=Action.WAIT, next_due=at(8, 30))


def test_at_its_time_it_is_shown() -> None:
    assert look(at(8, 30)) == Verdict(action=Action.SHOW, next_due=at(8, 30))


def test_after_sleep_it_comes_late_but_not_too_late() -> None:
    assert look(at(8, 30) + LATEST).action is Action.SHOW
    later = look(at(8, 30) + LATEST + timedelta(seconds=1))
    assert later == Verdict(action=Action.DROP, next_due=at(8, 30) + timedelta(days=1))


def test_once_a_day() -> None:
    state = reminders.shown(at(8, 30), None)
    assert look(at(8, 31), state) == Verdict(action=Action.DROP, next_due=at(8, 30) + timedelta(days=1))
    assert look(at(8, 30) + timedelta(days=1), state).action is Action.SHOW


def test_on_chosen_days_alone() -> None:
    weekend = prefer(remind_days=(5, 6))
    saturday = at(8, 30) + timedelta(days=5)
    assert look(at(8, 30), None, weekend) == Verdict(action=Action.DROP, next_due=saturday)
    assert look(saturday, None, weekend).action is Action.SHOW


def test_on_one_day_a_week_the_next_is_a_week_away() -> None:
    monday = prefer(remind_days=(0,))
    assert look(at(13), None, monday).next_due == at(8, 30) + timedelta(days=7)


@pytest.mark.parametrize("off", [{"remind": False}, {"remind_days": ()}])
def test_when_it_is_off_there_is_none(off: dict[str, object]) -> None:
    assert look(at(8, 30), None, prefer(**off)) == Verdict(action=Action.DROP, next_due=None)


def test_a_session_that_counts_takes_its_place() -> None:
    assert look(at(8), done=True) == Verdict(action=Action.DROP, next_due=at(8, 30) + timedelta(days=1))


def test_off_on_flare_days_unless_wanted() -> None:
    assert look(at(8, 30), flare=True).action is Action.DROP
    assert look(at(8, 30), None, prefer(remind_on_flare_days=True), flare=True).action is Action.SHOW


def test_never_while_a_session_plays() -> None:
    assert look(at(8, 30), playing=True).action is Action.WAIT
    assert look(at(8, 50)).action is Action.SHOW  # it did not count
    assert look(at(8, 50), done=True).action is Action.DROP


# Later, not today


def test_later_moves_it_and_it_comes_once_more() -> None:
    state = reminders.snoozed(DAILY, at(8, 40), reminders.shown(at(8, 30), None))
    assert look(at(9, 39), state) == Verdict(action=Action.WAIT, next_due=at(9, 40))
    assert look(at(9, 40), state).action is Action.SHOW
    assert look(at(9, 41), reminders.shown(at(9, 40), state)).action is Action.DROP


def test_later_does_not_bring_it_forward() -> None:
    state = reminders.snoozed(DAILY, at(6), None)
    assert look(at(7, 30), state) == Verdict(action=Action.WAIT, next_due=at(8, 30))


def test_a_snooze_does_not_go_past_midnight() -> None:
    late = prefer(remind_at_min=23 * 60 + 30)
    assert not reminders.can_snooze(late, at(23, 30))
    assert reminders.can_snooze(late, at(22, 59))
    state = reminders.snoozed(late, at(23, 30), reminders.shown(at(23, 30), None))
    assert look(at(23, 59), state, late).action is Action.DROP
    assert look(at(0, 30) + timedelta(days=1), state, late).action is Action.WAIT


def test_not_today_ends_it_for_today() -> None:
    state = reminders.ended(at(7), None)
    assert look(at(8, 30), state).action is Action.DROP
    assert look(at(8, 30) + timedelta(days=1), state).action is Action.SHOW


def test_what_is_out_stays_until_it_has_no_point() -> None:
    state = reminders.shown(at(8, 30), None)

    def stands(now: datetime, state: ReminderState | None = state, **facts: bool) -> bool:
        return reminders.still_stands(
            DAILY, now, state, **({"done_today": False, "flare_today": False} | facts)
        )

    assert stands(at(23, 59))
    assert not stands(at(0) + timedelta(days=1))
    assert not stands(at(9), done_today=True)
    assert not stands(at(9), flare_today=True)
    assert not stands(at(9), reminders.ended(at(9), state))
    assert not stands(at(9), None)


# The settings


def test_a_new_time_still_to_come_counts_today() -> None:
    state = reminders.shown(at(8, 30), None)
    evening = prefer(remind_at_min=18 * 60)
    state = reminders.rescheduled(DAILY, evening, at(9), state)  # type: ignore[assignment]
    assert look(at(18), state, evening).action is Action.SHOW


@pytest.mark.parametrize("before", [{"remind": False}, {"remind_at_min": 600}, {"remind_days": (1,)}])
def test_a_new_time_that_has_passed_counts_from_the_next_day(before: dict[str, object]) -> None:
    state = reminders.rescheduled(prefer(**before), DAILY, at(9), None)
    assert look(at(9), state).action is Action.DROP
    assert look(at(8, 30) + timedelta(days=1), state).action is Action.SHOW


def test_other_settings_leave_it_alone() -> None:
    state = reminders.shown(at(8, 30), None)
    assert reminders.rescheduled(DAILY, prefer(snooze_min=20, muted=True), at(9), state) is state


def test_a_running_snooze_outlives_a_change_of_days() -> None:
    state = reminders.snoozed(DAILY, at(8, 40), reminders.shown(at(8, 30), None))
    weekdays = prefer(remind_days=(0, 1, 2, 3, 4))
    state = reminders.rescheduled(DAILY, weekdays, at(9), state)  # type: ignore[assignment]
    assert look(at(9, 40), state, weekdays).action is Action.SHOW


# Clocks


@pytest.mark.parametrize(
    ("now", "action"),
    [
        (datetime(2026, 3, 29, 1, 59, tzinfo=BERLIN), Action.WAIT),
        (datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN), Action.SHOW),  # there was no half past two
        (datetime(2026, 10, 25, 2, 29, tzinfo=BERLIN), Action.WAIT),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), Action.SHOW),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1), Action.SHOW),
    ],
)
def test_nights_in_which_the_clocks_change(now: datetime, action: Action) -> None:
    half_past_two = prefer(remind_at_min=2 * 60 + 30)
    assert look(now, None, half_past_two).action is action
    as_the_machine_says = datetime.fromisoformat(now.isoformat())  # a plain offset instead of a zone
    assert look(as_the_machine_says, None, half_past_two).action is action


def test_an_hour_that_comes_twice_reminds_once() -> None:
    early = prefer(remind_at_min=2 * 60 + 30)
    state = reminders.shown(datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), None)
    assert look(datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1), state, early).action is Action.DROP


def test_a_snooze_is_a_length_of_time_also_when_the_clocks_change() -> None:
    now = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    state = reminders.snoozed(prefer(remind_at_min=120), now, None)
    an_hour_on = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    assert look(an_hour_on, state, prefer(remind_at_min=120)).action is Action.SHOW
    assert look(an_hour_on.replace(minute=29), state, prefer(remind_at_min=120)).action is Action.WAIT


def test_after_a_journey_the_wall_clock_counts() -> None:
    in_new_york = at(8, 30).astimezone(timezone(timedelta(hours=-5)))
    assert look(in_new_york).next_due == in_new_york.replace(hour=8, minute=30)


def test_a_snooze_that_a_journey_takes_to_another_date_is_dropped() -> None:
    late = prefer(remind_at_min=22 * 60)
    state = reminders.snoozed(late, at(22, 30), reminders.shown(at(22), None))
    east = at(22, 45).astimezone(timezone(timedelta(hours=1, minutes=40)))  # 23:25, the snooze ends at 00:10
    assert east.date() == MONDAY
    assert look(east, state, late).action is Action.DROP


def test_a_clock_that_was_wrong_by_a_year_keeps_nobody_waiting() -> None:
    state = reminders.ended(at(8, 30) + timedelta(days=365), None)
    assert look(at(8, 30), state).action is Action.SHOW


# Words


def test_the_words() -> None:
    assert reminders.words() == "Time for your stretches, if it suits you."
    assert reminders.words("  after my\ncoffee. ") == (
        "After my coffee: time for your stretches, if it suits you."
    )
    assert reminders.words(" ., ") == reminders.SENTENCE
    assert not wording_faults("reminder", reminders.SENTENCE)


def test_an_endless_cue_is_cut() -> None:
    words = reminders.words("ab " * 5_000)
    assert len(words) <= reminders.LONGEST_CUE + len(reminders.SENTENCE) + 2
    assert "…" in words


# All days there can be

schedules = st.builds(
    Preferences,
    remind=st.just(True),
    remind_at_min=st.integers(0, 24 * 60 - 1),
    remind_days=st.lists(st.integers(0, 6), unique=True).map(tuple),
    remind_on_flare_days=st.booleans(),
    snooze_min=st.integers(1, 24 * 60),
)
zones = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")]
)
starts = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1))
minutes_between_looks = st.lists(st.integers(1, 600), min_size=5, max_size=80)


def local(instant: datetime, zone: ZoneInfo) -> datetime:
    """As the machine's clock gives it: local, with a plain offset."""
    return datetime.fromisoformat(instant.astimezone(zone).isoformat())


@given(schedules, starts, zones, minutes_between_looks)
def test_at_most_once_a_day_on_the_right_days_and_never_before_its_time(
    preferences: Preferences, start: datetime, zone: ZoneInfo, steps: list[int]
) -> None:
    instant, state, seen = start.replace(tzinfo=UTC), None, set()
    for minutes in steps:
        now = local(instant, zone)
        found = look(now, state, preferences)
        if found.action is Action.SHOW:
            assert now.date() not in seen
            assert now.weekday() in preferences.remind_days
            late = now.hour * 60 + now.minute - preferences.remind_at_min
            assert 0 <= late <= LATEST / timedelta(minutes=1)
            seen.add(now.date())
            state = reminders.shown(now, state)
        instant += timedelta(minutes=minutes)


@given(schedules, starts, zones)
def test_asked_every_few_minutes_each_chosen_day_is_reminded(
    preferences: Preferences, start: datetime, zone: ZoneInfo
) -> None:
    """Also on the days on which the clocks change."""
    instant, state, seen = start.replace(tzinfo=UTC), None, set()
    first = local(instant, zone).date()
    days = {first + timedelta(days=ahead) for ahead in (1, 2)}
    while local(instant, zone).date() <= max(days):
        now = local(instant, zone)
        if look(now, state, preferences).action is Action.SHOW:
            seen.add(now.date())
            state = reminders.shown(now, state)
        instant += timedelta(minutes=20)
    # The last minutes of a day can lie between two looks.
    if preferences.remind_at_min < 23 * 60 + 40:
        assert seen >= {day for day in days if day.weekday() in preferences.remind_days}


@given(schedules, starts, zones, st.booleans(), st.booleans(), st.booleans())
def test_what_is_said_is_consistent(
    preferences: Preferences, start: datetime, zone: ZoneInfo, done: bool, flare: bool, playing: bool
) -> None:
    now = local(start.replace(tzinfo=UTC), zone)
    found = look(now, None, preferences, done=done, flare=flare, playing=playing)
    if playing or done or (flare and not preferences.remind_on_flare_days):
        assert found.action is not Action.SHOW
    if found.action is Action.SHOW:
        assert found.next_due is not None
        assert found.next_due <= now
    if found.action is Action.WAIT and not playing:
        assert found.next_due is not None
        assert found.next_due > now
    if found.action is Action.DROP and found.next_due is not None:
        assert found.next_due.date() > now.date()
    assert (found.next_due is None) == (not preferences.remind_days)


@given(schedules, starts, zones)
def test_a_snooze_stays_on_its_day_and_is_not_shorter_than_chosen(
    preferences: Preferences, start: datetime, zone: ZoneInfo
) -> None:
    now = local(start.replace(tzinfo=UTC), zone)
    state = reminders.snoozed(preferences, now, reminders.shown(now, None))
    assert state.day == now.date()
    if state.snoozed_until is None:
        assert state.ended
        assert not reminders.can_snooze(preferences, now)
    else:
        assert not state.shown
        assert state.snoozed_until.astimezone(now.tzinfo).date() == now.date()
        assert state.snoozed_until - now >= timedelta(minutes=preferences.snooze_min)


@given(schedules, starts)
def test_a_state_is_the_same_after_being_kept(preferences: Preferences, start: datetime) -> None:
    now = start.replace(tzinfo=ZONE)
    state = reminders.snoozed(preferences, now, reminders.shown(now, None))
    assert msgspec.json.decode(msgspec.json.encode(state), type=ReminderState) == state


# Whole days with all that can happen in them

happenings = st.lists(
    st.tuples(
        st.sampled_from(
            ["wait", "wait", "wait", "sleep", "later", "not today", "flare", "well", "play", "stop"]
        ),
        st.integers(1, 9 * 60),
    ),
    min_size=10,
    max_size=120,
)
# Summer time begins or ends within a few days of these.
changes = st.sampled_from(
    [datetime(2026, 3, 6), datetime(2026, 3, 27), datetime(2026, 10, 2), datetime(2026, 10, 23)]
)


@given(schedules, changes, zones, happenings)
def test_whatever_happens_it_stays_one_quiet_reminder_a_day(
    preferences: Preferences, start: datetime, zone: ZoneInfo, course: list[tuple[str, int]]
) -> None:
    instant, state = start.replace(tzinfo=UTC), None
    first, again = dict[date, int](), dict[date, int]()  # how often it was shown and put off, by date
    flare, playing = set[date](), False
    for what, minutes in course:
        end = instant + timedelta(minutes=minutes)
        step = timedelta(minutes=minutes if what == "sleep" else 3)
        while instant < end:
            instant = min(instant + step, end)
            now = local(instant, zone)
            today = now.date()
            found = look(now, state, preferences, flare=today in flare, playing=playing)
            if found.action is not Action.SHOW:
                continue
            assert not playing
            assert preferences.remind_on_flare_days or today not in flare
            assert today.weekday() in preferences.remind_days
            first[today] = first.get(today, 0) + 1
            assert first[today] <= 1 + again.get(today, 0)
            state = reminders.shown(now, state)
        now = local(instant, zone)
        today = now.date()
        match what:
            case "later" if state is not None and state.day == today and state.shown and not state.ended:
                state = reminders.snoozed(preferences, now, state)
                again[today] = again.get(today, 0) + 1
            case "not today":
                state = reminders.ended(now, state)
            case "flare":
                flare.add(today)
            case "well":
                flare.discard(today)
            case "play" | "stop":
                playing = what == "play"


@given(schedules, changes, zones, st.integers(-30 * 60, 30 * 60))
def test_a_clock_that_is_set_anew_reminds_a_date_once(
    preferences: Preferences, start: datetime, zone: ZoneInfo, moved: int
) -> None:
    """Also when it is set back over a reminder that was shown, on the same date."""
    instant, state, seen = start.replace(tzinfo=UTC), None, list[date]()
    for turn in range(2 * 24 * 20):
        now = local(instant, zone)
        if look(now, state, preferences).action is Action.SHOW:
            seen.append(now.date())
            state = reminders.shown(now, state)
        instant += timedelta(minutes=3)
        if turn == 24 * 20:
            instant += timedelta(minutes=moved)
    # A date that is lived through twice, because the clock went back to the one before, may remind twice.
    assert all(seen.count(day) == 1 or (moved < 0 and seen.count(day) == 2) for day in seen)
    if moved > -3:
        assert len(seen) == len(set(seen))
