"""What is written comes back as it was, after the file was closed and opened again."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.history import (
    Deed,
    History,
    HoldOutcome,
    HoldRecord,
    MeasureMethod,
    OwnPicture,
    PictureKind,
    RatingKind,
    Screening,
    SessionEvent,
    SessionNote,
    SessionOutcome,
    SetAside,
    Trial,
)
from stretchplayer.core.raw_readings import PhotoPoints, TapeLengths
from stretchplayer.core.routine import Routine, RoutineItem, Sides
from stretchplayer.store import Store, open_store
from stretchplayer.store.instants import columns, instant

CET = timezone(timedelta(hours=1))
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=CET)


def begin(history: History, at: datetime = MORNING, first_side: Side = Side.RIGHT) -> str:
    return history.begin_session(
        routine="easy-lower-back", name="Easy lower back", plan='{"a": 1}', first_side=first_side, at=at
    )


def hold(session: str, at: datetime = MORNING, held_ms: int = 20_000) -> HoldRecord:
    return HoldRecord(
        session=session,
        item=1,
        stretch="single-knee-to-chest",
        side=Side.LEFT,
        repetition=2,
        planned_ms=20_000,
        held_ms=held_ms,
        outcome=HoldOutcome.CUT_SHORT,
        at=at,
    )


def rate(history: History, score: int | None, kind: RatingKind = RatingKind.PRE, **more: object) -> str:
    values = {"skipped": False, "flag": False, "at": MORNING} | more
    return history.record_rating(kind=kind, score=score, **values)  # type: ignore[arg-type]


def test_a_session_comes_back_with_holds_and_events(store: Store, tmp_path: Path) -> None:
    session = begin(store.history, first_side=Side.LEFT)
    store.history.record_hold(hold(session, held_ms=12_345))
    event = SessionEvent(session=session, kind="more_time", data='{"position_ms": 5}', at=MORNING)
    store.history.log_event(event)
    ended = MORNING + timedelta(minutes=12)
    store.history.end_session(session, SessionOutcome.STOPPED, ended, played_ms=600_000)
    store.close()

    again = open_store(tmp_path / "notes")
    (kept,) = again.history.sessions()
    assert (kept.id, kept.routine_name, kept.first_side) == (session, "Easy lower back", Side.LEFT)
    assert (kept.started, kept.ended, kept.outcome) == (MORNING, ended, SessionOutcome.STOPPED)
    assert (kept.played_ms, kept.held_ms) == (600_000, 12_345)
    assert kept.started.utcoffset() == timedelta(hours=1)
    assert again.history.session_holds(session) == [hold(session, held_ms=12_345)]
    assert again.history.events(session) == [event]
    assert again.history.held_ms_by_stretch() == {"single-knee-to-chest": 12_345}
    again.close()


def test_unknown_session_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.history.session("nobody")


def test_a_hold_of_no_session_is_refused(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.history.record_hold(hold("nobody"))
    assert store.history.holds() == []


def test_a_skipped_rating_is_missing_and_a_flag_can_stand_alone(store: Store) -> None:
    rate(store.history, None, skipped=True)
    rate(store.history, None, RatingKind.DURING, flag=True, stretch="prayer-stretch", item=3)
    rate(store.history, 0)
    skipped, flagged, zero = store.history.ratings()
    assert (skipped.score, skipped.skipped) == (None, True)
    assert (flagged.score, flagged.flag, flagged.stretch, flagged.item) == (None, True, "prayer-stretch", 3)
    assert (zero.score, zero.skipped) == (0, False)


@pytest.mark.parametrize(("score", "more"), [(11, {}), (-1, {}), (None, {}), (3, {"skipped": True})], ids=str)
def test_impossible_ratings_are_refused(store: Store, score: int | None, more: dict[str, Any]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        rate(store.history, score, **more)
    assert store.history.ratings() == []


def test_a_correction_keeps_every_earlier_value(store: Store) -> None:
    rating = rate(store.history, 7)
    first, second = MORNING + timedelta(minutes=1), MORNING + timedelta(days=2)
    store.history.correct_rating(rating, score=2, flag=True, at=first)
    store.history.correct_rating(rating, score=None, flag=False, at=second)

    (now,) = store.history.ratings()
    assert (now.score, now.flag, now.skipped, now.at) == (None, False, True, MORNING)
    assert [(change.before, change.at) for change in store.corrections.changes(rating)] == [
        ({"score": 7, "skipped": 0, "flag": 0}, first),
        ({"score": 2, "skipped": 0, "flag": 1}, second),
    ]


def test_correcting_an_unknown_rating_changes_nothing(store: Store) -> None:
    rating = rate(store.history, 7)
    with pytest.raises(NotFoundError):
        store.history.correct_rating("nobody", score=1, flag=False, at=MORNING)
    assert store.corrections.changes(rating) == []


def test_ratings_are_found_by_local_date_and_kind(store: Store) -> None:
    # 00:30 in the user's summer is still the day before in UTC.
    late = datetime(2026, 7, 2, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    rate(store.history, 4, at=late)
    rate(store.history, 5, RatingKind.DAY, at=late)
    july_2, july_1 = date(2026, 7, 2), date(2026, 7, 1)
    assert [r.score for r in store.history.ratings(july_2, july_2)] == [4, 5]
    assert store.history.ratings(july_1, july_1) == []
    assert [r.score for r in store.history.ratings(july_2, None, [RatingKind.DAY])] == [5]
    assert store.history.ratings()[0].local_date == july_2


def test_only_a_running_session_of_today_is_offered_again(store: Store) -> None:
    today = MORNING.date()
    old = begin(store.history, MORNING - timedelta(days=1))
    earlier = begin(store.history, MORNING - timedelta(hours=1))
    newest = begin(store.history)
    store.history.checkpoint(newest, '{"item": 2}', 90_000, MORNING + timedelta(minutes=2))

    found = store.history.unfinished(today)
    assert found is not None
    assert (found.session.id, found.plan, found.checkpoint) == (newest, '{"a": 1}', '{"item": 2}')
    assert found.session.played_ms == 90_000
    for session in (old, earlier):
        assert store.history.session(session).outcome is SessionOutcome.INTERRUPTED
    assert store.history.session(newest).outcome is SessionOutcome.RUNNING

    assert store.history.unfinished(today + timedelta(days=1)) is None
    assert store.history.session(newest).outcome is SessionOutcome.INTERRUPTED
    assert store.history.session(newest).played_ms == 90_000


def test_an_ended_session_is_not_offered_again(store: Store) -> None:
    session = begin(store.history)
    store.history.end_session(session, SessionOutcome.FINISHED, MORNING, 1)
    assert store.history.unfinished(MORNING.date()) is None
    assert store.history.session(session).outcome is SessionOutcome.FINISHED


def played_by_day(store: Store, first: date | None = None) -> dict[date, int]:
    return {one.day: one.played_ms for one in store.history.played_days(first)}


def test_minutes_by_local_date(store: Store) -> None:
    for start, played in [(MORNING, 60_000), (MORNING, 30_000), (MORNING + timedelta(days=2), 5_000)]:
        session = begin(store.history, start)
        store.history.end_session(session, SessionOutcome.FINISHED, start, played)
    assert played_by_day(store) == {date(2026, 3, 2): 90_000, date(2026, 3, 4): 5_000}
    assert played_by_day(store, date(2026, 3, 3)) == {date(2026, 3, 4): 5_000}
    assert store.history.first_session_date() == date(2026, 3, 2)


def test_an_empty_history_says_so(store: Store) -> None:
    history = store.history
    assert history.first_session_date() is None
    assert history.last_session() is None
    assert history.last_note() is None
    assert history.screenings() == []
    assert history.unfinished(MORNING.date()) is None
    assert not any((history.sessions(), history.ratings(), history.holds(), history.flare_days()))


def test_the_last_note_with_words(store: Store) -> None:
    first, second = begin(store.history), begin(store.history, MORNING + timedelta(days=1))
    note = SessionNote(session=first, text="Tight on the left — éà", tags=("flare day", "a,b"), at=MORNING)
    store.history.save_note(SessionNote(session=first, text="before", tags=(), at=MORNING))
    store.history.save_note(note)
    later = MORNING + timedelta(days=1)
    store.history.save_note(SessionNote(session=second, text="", tags=("slept badly",), at=later))
    assert store.history.last_note() == note


def test_setting_aside_and_putting_back(store: Store) -> None:
    left_out = SetAside(stretch="prayer-stretch", since=MORNING, why="7 of 10")
    store.history.set_aside(left_out)
    store.history.set_aside(SetAside(stretch="prayer-stretch", since=MORNING + timedelta(1), why="again"))
    assert store.history.all_set_aside() == [left_out]
    store.history.put_back("prayer-stretch", MORNING + timedelta(days=3))
    store.history.put_back("prayer-stretch", MORNING + timedelta(days=4))
    assert store.history.all_set_aside() == []
    once_more = SetAside(stretch="prayer-stretch", since=MORNING + timedelta(days=9), why="flag")
    store.history.set_aside(once_more)
    assert store.history.all_set_aside() == [once_more]


def test_flare_days_and_screening(store: Store) -> None:
    day = MORNING.date()
    for marked in (True, True):
        store.history.mark_flare_day(day, marked, MORNING)
    store.history.mark_flare_day(day + timedelta(days=1), True, MORNING)
    store.history.mark_flare_day(day + timedelta(days=1), False, MORNING)
    assert store.history.flare_days() == [day]
    # As they were made: a clock that was wrong for a while must not hide what was said last.
    made = [
        Screening(at=MORNING + timedelta(days=days), outcome=outcome, text_version="1")
        for days, outcome in ((400, "clear"), (0, "stopped"))
    ]
    for screening in made:
        store.history.save_screening(screening)
    assert store.history.screenings() == made


def test_measurements_keep_raw_lengths_and_order(store: Store, tmp_path: Path) -> None:
    tape = TapeLengths(ankle_height_cm=79.5, hip_height_cm=9, leg_length_cm=81)
    trials = [
        Trial(side=Side.RIGHT, value=60.5, tape=tape),
        Trial(side=Side.LEFT, value=58.25, painful=True, tape=tape),
        Trial(side=Side.RIGHT, value=61.0, tape=tape),
    ]
    id_ = store.measures.save_measurement(
        test="leg-raise", method=MeasureMethod.TAPE, at=MORNING, trials=trials
    )
    phone = [Trial(side=Side.LEFT, value=63)]
    store.measures.save_measurement(
        test="leg-raise", method=MeasureMethod.PHONE, at=MORNING - timedelta(days=7), trials=phone
    )
    store.close()
    again = open_store(tmp_path / "notes")
    earlier, later = again.measures.measurements("leg-raise")
    assert (later.id, later.method, later.trials) == (id_, MeasureMethod.TAPE, tuple(trials))
    assert earlier.trials == tuple(phone)
    assert again.measures.measurements("side-bend") == []
    again.close()


def test_a_measurement_is_kept_whole_or_not_at_all(store: Store) -> None:
    bad = Trial(side="up", value=1.0)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        store.measures.save_measurement(
            test="leg-raise",
            method=MeasureMethod.PHONE,
            at=MORNING,
            trials=[Trial(side=Side.LEFT, value=60.0), bad],
        )
    assert store.measures.measurements("leg-raise") == []


def test_changed_routines_are_replaced_and_forgotten(store: Store) -> None:
    long = Routine(
        id="easy",
        name="Easy",
        description="d",
        items=(
            RoutineItem(stretch="b", hold_s=12.5, repetitions=4, rest_s=3, sides=Sides.LEFT),
            RoutineItem(stretch="a", get_ready_s=9),
        ),
    )
    store.routines.save_routine(long, MORNING)
    assert store.routines.changed_routines() == {"easy": long}
    short = Routine(id="easy", name="Easy", description="d", items=long.items[1:])
    store.routines.save_routine(short, MORNING)
    assert store.routines.changed_routines() == {"easy": short}
    store.routines.forget_routine("easy")
    assert store.routines.changed_routines() == {}


def test_settings_are_written_together(store: Store) -> None:
    store.settings.save_settings({"a": "1", "b": '"x"'}, MORNING)
    store.settings.save_settings({"a": None, "b": '"y"', "c": "[]"}, MORNING)
    assert store.settings.all_settings() == {"b": '"y"', "c": "[]"}


@given(
    at=st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)),
    offset=st.integers(-14 * 60, 14 * 60),
)
def test_an_instant_keeps_date_and_offset(at: datetime, offset: int) -> None:
    seen = at.replace(tzinfo=timezone(timedelta(minutes=offset)))
    utc, day, kept_offset = columns(seen)
    back = instant(utc, kept_offset)
    assert (back, back.utcoffset(), back.date()) == (seen, seen.utcoffset(), seen.date())
    assert day == at.date().isoformat()


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=2))
def test_text_order_is_time_order(pair: list[datetime]) -> None:
    assert sorted(pair) == sorted(pair, key=lambda at: columns(at)[0])


def test_the_doubled_hour_of_autumn_stays_in_order(store: Store) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2026, 10, 25, 2, 50, tzinfo=berlin, fold=0)
    second = datetime(2026, 10, 25, 2, 10, tzinfo=berlin, fold=1)  # twenty minutes later
    rate(store.history, 2, at=second)
    rate(store.history, 1, at=first)
    assert [r.score for r in store.history.ratings()] == [1, 2]
    assert [r.at.utcoffset() for r in store.history.ratings()] == [timedelta(hours=2), timedelta(hours=1)]


def test_an_instant_without_offset_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="UTC offset"):
        rate(store.history, 2, at=datetime(2026, 3, 2, 8))


def test_a_try_is_corrected_and_says_what_it_said_before(store: Store) -> None:
    tape = TapeLengths(ankle_height_cm=49, hip_height_cm=9, leg_length_cm=80)
    trials = [Trial(side=Side.LEFT, value=30, tape=tape), Trial(side=Side.LEFT, value=31)]
    id_ = store.measures.save_measurement(
        test="leg-raise", method=MeasureMethod.TAPE, at=MORNING, trials=trials
    )
    longer = TapeLengths(ankle_height_cm=89, hip_height_cm=9, leg_length_cm=80)
    store.measures.correct_trial(id_, 0, Trial(side=Side.LEFT, value=90, tape=longer), MORNING)
    assert store.measures.measurement(id_).trials == (
        Trial(side=Side.LEFT, value=90, tape=longer),
        trials[1],
    )
    (change,) = store.corrections.changes(id_)
    assert change.deed is Deed.CORRECTED
    assert change.before == {"try": 0, "value": 30.0, "ankle_height_cm": 49.0}
    store.measures.correct_trial(id_, 1, trials[1], MORNING)
    assert len(store.corrections.changes(id_)) == 1  # nothing was different
    with pytest.raises(NotFoundError):
        store.measures.correct_trial(id_, 7, trials[1], MORNING)


def test_photos_are_kept_with_their_try_and_can_be_forgotten(store: Store) -> None:
    points = PhotoPoints(points=((10, 90.5), (80, 20)), width=100, height=100)
    trial = Trial(side=Side.RIGHT, value=45.2, photo=points, picture="picture-9")
    picture = OwnPicture(id="picture-9", kind=PictureKind.IMAGE, data=b"png")
    id_ = store.measures.save_measurement(
        test="leg-raise", method=MeasureMethod.PHOTO, at=MORNING, trials=[trial], pictures=[picture]
    )
    assert store.measures.measurement(id_).trials == (trial,)
    assert store.own_stretches.picture("picture-9") == picture
    store.measures.drop_picture(id_, 0)
    assert store.own_stretches.picture("picture-9") is None
    (left,) = store.measures.measurement(id_).trials
    assert (left.picture, left.photo, left.value) == ("", points, 45.2)


def test_a_test_without_sides_in_centimetres_for_a_past_day(store: Store) -> None:
    id_ = store.measures.save_measurement(
        test="press-up",
        method=MeasureMethod.RULER,
        at=MORNING - timedelta(days=9),
        trials=[Trial(side=None, value=31.5)],
        unit="cm",
        noted=MORNING,
    )
    (kept,) = store.measures.measurements()
    assert (kept.id, kept.unit, kept.trials[0].side, kept.noted) == (id_, "cm", None, MORNING)


def test_the_newest_sittings_alone(store: Store) -> None:
    def keep(test: str, days: int) -> str:
        return store.measures.save_measurement(
            test=test,
            method=MeasureMethod.RULER,
            at=MORNING + timedelta(days=days),
            trials=[Trial(side=Side.LEFT, value=days)],
            unit="cm",
        )

    ids = [keep("side-bend", 0), keep("side-bend", 7), keep("knee-to-wall", 3)]
    newest = store.measures.measurements("side-bend", newest=1)
    assert [(one.id, one.trials[0].value) for one in newest] == [(ids[1], 7)]
    assert [one.id for one in store.measures.measurements(newest=2)] == [ids[2], ids[1]]
    assert store.measures.measurements(newest=9) == store.measures.measurements()
    assert store.measures.measurements(removed=True, newest=9) == []
