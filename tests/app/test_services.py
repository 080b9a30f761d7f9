"""Services on the real store: what they keep, convert and announce."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from stretchplayer.app.services import HistoryService, MeasureService, RoutineService, SettingsService
from stretchplayer.core.catalogue import (
    Breathing,
    Catalogue,
    Direction,
    Dose,
    Form,
    Posture,
    Side,
    Spoken,
    Stretch,
    StretchType,
)
from stretchplayer.core.errors import NotFoundError, StoreError
from stretchplayer.core.flexibility import LEG_RAISE_TEST, MeasureError, number_trial, tape_trial
from stretchplayer.core.flexibility.sitting import SideTry, Sitting
from stretchplayer.core.history import MeasureMethod, RatingKind, SessionOutcome
from stretchplayer.core.preferences import Preferences, Theme
from stretchplayer.core.progress.flexibility import FlexibilityChange
from stretchplayer.core.progress.minutes import DayState
from stretchplayer.core.raw_readings import TapeLengths
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.store import Store
from tests.calendar_clock import MONDAY_8, Calendar
from tests.empty_notes import empty_notes


def stretch(id_: str, form: Form = Form.HOLD) -> Stretch:
    return Stretch(
        id=id_,
        name=id_.title(),
        short_name=id_,
        type=StretchType.STRETCH,
        form=form,
        posture=Posture.LYING_BACK,
        directions=(Direction.FORWARD,),
        targets="",
        muscles=(),
        dose=Dose(hold_s=20, repetitions=3),
        breathing=Breathing(text=""),
        feel="",
        steps=(),
        mistakes=(),
        pose="",
        picture="",
        spoken=Spoken(name=""),
        sources=(),
    )


CATALOGUE = Catalogue([stretch("a"), stretch("b"), stretch("c", Form.DRILL)])
EASY = Routine(
    id="easy",
    name="Easy day",
    description="",
    items=(RoutineItem(stretch="a", hold_s=20), RoutineItem(stretch="b")),
)
SHORT = Routine(id="short", name="Short day", description="", items=(RoutineItem(stretch="c"),))


@pytest.fixture
def clock() -> Calendar:
    return Calendar()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = empty_notes(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def history(store: Store, clock: Calendar) -> HistoryService:
    return HistoryService(store.history, clock)


@pytest.fixture
def routines(store: Store, clock: Calendar) -> RoutineService:
    return RoutineService([EASY, SHORT], CATALOGUE, store.routines, store.drafts, clock)


@pytest.fixture
def settings(store: Store, clock: Calendar) -> SettingsService:
    return SettingsService(store.settings, clock)


@pytest.fixture
def measures(store: Store, clock: Calendar) -> MeasureService:
    return MeasureService(store.measures, store.corrections, store.drafts, clock)


def play(history: HistoryService, minutes: float = 9, pre: int | None = None, post: int | None = None) -> str:
    session = history.begin_session(EASY, EASY, history.next_first_side())
    if pre is not None:
        history.record_rating("pre", pre, session=session)
    if post is not None:
        history.record_rating("post", post, session=session)
    history.end_session(session, "finished", round(minutes * 60_000))
    return session


# History


def test_a_session_as_it_is_played(history: HistoryService, clock: Calendar) -> None:
    heard: list[bool] = []
    history.changed.connect(lambda: heard.append(True))
    session = history.begin_session(EASY, EASY, Side.LEFT)
    history.record_rating("pre", 3, session=session)
    clock.pass_(minutes=3)
    history.checkpoint(session, {"item": 1}, 150_000)
    history.record_hold(
        session,
        item=1,
        stretch="b",
        side=None,
        repetition=1,
        planned_ms=20_000,
        held_ms=11_500,
        outcome="eased",
    )
    history.record_rating("during", 2, flag=True, session=session, stretch="b", item=1)

    found = history.unfinished()
    assert found is not None
    assert msgspec.json.decode(found.plan, type=Routine) == EASY
    assert found.checkpoint == '{"item":1}'

    clock.pass_(minutes=7)
    history.end_session(session, "finished", 540_000)
    record = history.session(session)
    assert (record.routine, record.routine_name) == ("easy", "Easy day")
    assert (record.outcome, record.played_ms) == (SessionOutcome.FINISHED, 540_000)
    assert record.ended == MONDAY_8 + timedelta(minutes=10)
    assert history.held_seconds() == {"b": 11.5}
    kinds = [(r.kind, r.score, r.flag) for r in history.session_ratings(session)]
    assert kinds == [(RatingKind.PRE, 3, False), (RatingKind.DURING, 2, True)]
    assert history.unfinished() is None
    assert len(heard) == 5


def test_an_empty_answer_is_kept_as_skipped(history: HistoryService) -> None:
    history.record_rating("day", None)
    history.record_rating("day", 5, skipped=True)
    history.record_rating("day", None, flag=True)
    kept = [(r.score, r.skipped, r.flag) for r in history.ratings()]
    assert kept == [(None, True, False), (None, True, False), (None, False, True)]


def test_a_corrected_rating_is_what_charts_see(history: HistoryService, store: Store) -> None:
    rating = history.record_rating("day", 9)
    history.correct_rating(rating, 2)
    assert [r.score for r in history.ratings()] == [2]
    assert [c.before["score"] for c in store.corrections.changes(rating)] == [9]


def test_nothing_is_announced_when_nothing_could_be_kept(history: HistoryService, store: Store) -> None:
    heard: list[bool] = []
    session = play(history)
    history.changed.connect(lambda: heard.append(True))
    pages = store.database.rows("PRAGMA page_count")[0][0]
    store.database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full"):
        history.save_note(session, "x" * 1_000_000)
    assert heard == []
    assert history.last_note() is None


def test_the_first_side_alternates_from_session_to_session(history: HistoryService, clock: Calendar) -> None:
    sides = []
    for _ in range(4):
        sides.append(history.next_first_side())
        play(history)
        clock.pass_(days=1)
    assert sides == [Side.RIGHT, Side.LEFT, Side.RIGHT, Side.LEFT]


def test_short_holds_for_the_first_two_weeks_or_with_pain(history: HistoryService, clock: Calendar) -> None:
    assert history.short_holds_due(None)
    play(history)
    clock.pass_(days=13)
    assert history.short_holds_due(1)
    clock.pass_(days=1)
    assert not history.short_holds_due(1)
    assert history.short_holds_due(4)


def test_a_session_of_yesterday_is_interrupted(history: HistoryService, clock: Calendar) -> None:
    session = history.begin_session(EASY, EASY, Side.LEFT)
    clock.pass_(days=1)
    assert history.unfinished() is None
    assert history.session(session).outcome is SessionOutcome.INTERRUPTED


def test_what_is_left_out(history: HistoryService) -> None:
    history.set_aside("a", "7 of 10")
    assert history.left_out() == {"a"}
    history.put_back("a")
    assert history.left_out() == frozenset()


def test_this_week(history: HistoryService, clock: Calendar) -> None:
    for day in range(10):
        play(history, minutes=9 if day % 2 else 4, pre=day % 3)
        clock.pass_(days=1)
    assert history.today() == date(2026, 3, 12)  # Thursday
    strip = history.week_strip()
    assert [day.state for day in strip.days[:3]] == [DayState.DONE, DayState.SHORT, DayState.DONE]
    assert (strip.days_done, strip.minutes) == (3, 22)


def test_notes_flare_days_and_screening(history: HistoryService) -> None:
    session = play(history)
    history.save_note(session, "  Tight on the left. ", ["slept badly"])
    note = history.last_note()
    assert note is not None
    assert (note.text, note.tags, note.at) == ("Tight on the left.", ("slept badly",), MONDAY_8)
    history.mark_flare_day(MONDAY_8.date())
    assert history.flare_days() == [MONDAY_8.date()]
    history.mark_flare_day(MONDAY_8.date(), False)
    assert history.flare_days() == []


# Routines


def test_routines_come_as_built_in_until_changed(routines: RoutineService) -> None:
    heard: list[str] = []
    routines.changed.connect(heard.append)
    assert routines.all() == [EASY, SHORT]
    changed = EASY.with_item(0, RoutineItem(stretch="a", hold_s=35, repetitions=2))
    assert routines.save(changed) == changed
    assert routines.get("easy") == routines.all()[0] == changed
    assert routines.is_changed("easy")
    assert routines.built_in("easy") == EASY
    assert routines.reset("easy") == routines.get("easy") == EASY
    assert not routines.is_changed("easy")
    assert heard == ["easy", "easy"]


def test_a_routine_is_found_by_id_or_exact_name(routines: RoutineService) -> None:
    assert routines.get("Short day") == routines.get("short") == SHORT
    for unknown in ("short day", "nobody", ""):
        with pytest.raises(NotFoundError, match="There is no routine called"):
            routines.get(unknown)


def test_a_saved_routine_is_brought_inside_the_limits(routines: RoutineService) -> None:
    kept = routines.save(EASY.with_item(0, RoutineItem(stretch="a", hold_s=500, repetitions=0)))
    assert (kept.items[0].hold_s, kept.items[0].repetitions) == (60, 1)
    assert routines.get("easy") == kept


def test_saving_it_as_it_came_keeps_no_copy(routines: RoutineService, store: Store) -> None:
    routines.save(EASY.with_item(0, RoutineItem(stretch="a", hold_s=35)))
    routines.save(EASY)
    assert store.routines.changed_routines() == {}


def test_only_known_stretches_are_saved(routines: RoutineService) -> None:
    with pytest.raises(NotFoundError):
        routines.save(EASY.with_item(0, RoutineItem(stretch="sit-up")))
    assert routines.all() == [EASY, SHORT]


def test_stretches_that_are_gone_are_left_out_of_a_copy(store: Store, clock: Calendar) -> None:
    all_three = RoutineService([EASY, SHORT], CATALOGUE, store.routines, store.drafts, clock)
    all_three.save(EASY.with_item(0, RoutineItem(stretch="a", hold_s=40)))
    all_three.save(SHORT.with_item(0, RoutineItem(stretch="c", hold_s=9)))
    fewer = RoutineService([EASY, SHORT], Catalogue([stretch("a")]), store.routines, store.drafts, clock)
    assert fewer.get("easy").items == (RoutineItem(stretch="a", hold_s=40),)
    assert fewer.get("short") == SHORT


# Settings


def test_preferences_are_kept_and_announced(settings: SettingsService, store: Store, clock: Calendar) -> None:
    heard: list[Preferences] = []
    settings.changed.connect(heard.append)
    assert settings.preferences == Preferences()
    settings.update(theme=Theme.DARK, voice_volume=0.5)
    settings.update(theme=Theme.DARK)
    expected = Preferences(theme=Theme.DARK, voice_volume=0.5)
    assert heard == [expected]
    assert SettingsService(store.settings, clock).preferences == expected


def test_a_default_chosen_again_is_not_written_down(settings: SettingsService, store: Store) -> None:
    settings.update(goal_days=3)
    assert store.settings.all_settings() == {"preferences.goal_days": "3"}
    settings.save(Preferences())
    assert store.settings.all_settings() == {}


def test_one_unreadable_value_does_not_cost_the_others(store: Store, clock: Calendar) -> None:
    store.settings.save_settings(
        {"preferences.theme": '"plaid"', "preferences.goal_days": "3", "preferences.gone": "1"}, MONDAY_8
    )
    settings = SettingsService(store.settings, clock)
    assert settings.preferences == Preferences(goal_days=3)
    settings.update(muted=True)
    assert SettingsService(store.settings, clock).preferences == Preferences(goal_days=3, muted=True)


def test_small_things_are_remembered(settings: SettingsService, store: Store, clock: Calendar) -> None:
    settings.remember("window", {"size": [1280, 800]})
    again = SettingsService(store.settings, clock)
    assert again.remembered("window") == {"size": [1280, 800]}
    assert again.preferences == Preferences()
    again.remember("window", None)
    assert SettingsService(store.settings, clock).remembered("window", "none") == "none"


# Measuring


def test_a_leg_raise_by_tape_is_kept_and_offered_again(measures: MeasureService, clock: Calendar) -> None:
    heard: list[bool] = []
    measures.changed.connect(lambda: heard.append(True))
    assert measures.days_since_last(LEG_RAISE_TEST) is None
    assert measures.last_tape(LEG_RAISE_TEST, Side.LEFT) is None
    lengths = TapeLengths(ankle_height_cm=49, hip_height_cm=9, leg_length_cm=80)
    kept = measures.save(LEG_RAISE_TEST, MeasureMethod.TAPE, [tape_trial(Side.LEFT, lengths)])
    clock.pass_(days=3)
    measures.save(LEG_RAISE_TEST, MeasureMethod.PHONE, [number_trial(LEG_RAISE_TEST, Side.LEFT, 62)])
    assert measures.sittings(LEG_RAISE_TEST)[0] == kept
    assert measures.days_since_last(LEG_RAISE_TEST) == 0
    last = measures.last_tape(LEG_RAISE_TEST, Side.LEFT)
    assert last is not None
    assert last.tape == lengths
    assert measures.last_tape(LEG_RAISE_TEST, Side.RIGHT) is None
    assert heard == [True, True]


def test_the_series_of_each_side(measures: MeasureService, clock: Calendar) -> None:
    for right, left in ((58, 60), (58, 60), (70, 60), (70, 60)):
        trials = [number_trial(LEG_RAISE_TEST, Side.RIGHT, right + error) for error in (-3, 0, 4)]
        measures.save(
            LEG_RAISE_TEST, MeasureMethod.PHONE, [*trials, number_trial(LEG_RAISE_TEST, Side.LEFT, left)]
        )
        clock.pass_(weeks=1)
    series = {one.side: one for one in measures.series(LEG_RAISE_TEST)}
    assert series[Side.RIGHT].baseline == 58
    assert [point.value for point in series[Side.RIGHT].points] == [58, 58, 70, 70]
    assert series[Side.RIGHT].change is FlexibilityChange.TWICE
    assert series[Side.LEFT].change is FlexibilityChange.WITHIN_ERROR


def test_an_empty_sitting_is_not_kept(measures: MeasureService) -> None:
    with pytest.raises(MeasureError):
        measures.save(LEG_RAISE_TEST, MeasureMethod.PHONE, [])
    assert measures.sittings(LEG_RAISE_TEST) == []


def test_a_sitting_of_a_past_day_says_when_it_was_noted(measures: MeasureService, clock: Calendar) -> None:
    trial = number_trial(LEG_RAISE_TEST, Side.LEFT, 62)
    today = clock.now().date()
    with pytest.raises(MeasureError, match="still to come"):
        measures.save(LEG_RAISE_TEST, MeasureMethod.PHONE, [trial], day=today + timedelta(days=1))
    past = measures.save(LEG_RAISE_TEST, MeasureMethod.PHONE, [trial], day=today - timedelta(days=9))
    assert (past.local_date, past.noted) == (today - timedelta(days=9), clock.now())
    now = measures.save(LEG_RAISE_TEST, MeasureMethod.PHONE, [trial], day=today)
    assert (now.at, now.noted) == (clock.now(), None)
    assert measures.sittings(LEG_RAISE_TEST) == [past, now]


def test_sittings_are_corrected_taken_back_and_put_back(measures: MeasureService) -> None:
    told: list[bool] = []
    measures.changed.connect(lambda: told.append(True))
    trial = number_trial(LEG_RAISE_TEST, Side.LEFT, 62)
    kept = measures.save(LEG_RAISE_TEST, MeasureMethod.PHONE, [trial, trial])
    measures.correct(kept.id, 1, number_trial(LEG_RAISE_TEST, Side.LEFT, 26))
    assert [one.value for one in measures.sitting(kept.id).trials] == [62, 26]
    measures.remove(kept.id)
    assert (measures.sittings(), len(measures.sittings(removed=True))) == ([], 1)
    assert measures.all_series() == []
    measures.put_back(kept.id)
    assert [one.id for one in measures.sittings()] == [kept.id]
    assert [change.deed.value for change in measures.changes(kept.id)] == ["corrected", "removed", "put_back"]
    assert len(told) == 4


def test_what_was_begun_outlives_the_service(store: Store, clock: Calendar) -> None:
    begun = Sitting(test="leg-raise", method=MeasureMethod.PHONE, day=clock.now().date())
    begun = begun.made(SideTry(side=Side.RIGHT, trial=number_trial(LEG_RAISE_TEST, Side.RIGHT, 62)))
    MeasureService(store.measures, store.corrections, store.drafts, clock).keep_draft(begun)
    again = MeasureService(store.measures, store.corrections, store.drafts, clock)
    assert again.draft() == begun
    again.keep_draft(None)
    assert again.draft() is None
