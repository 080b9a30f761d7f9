"""Sums made by SQLite are those one makes by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchplayer.app.progress_service import DAYS_ASKED
from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import (
    EntryKind,
    HoldOutcome,
    HoldRecord,
    MeasureMethod,
    RatingKind,
    SessionOutcome,
    Trial,
)
from stretchplayer.core.progress.pain import day_values, day_values_of_scores
from stretchplayer.core.summaries import HeldTime, PlayedDay, StretchTimes
from stretchplayer.store import Store, open_store

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=1)))
DAY = MORNING.date()


def play(store: Store, at: datetime, minutes: float) -> str:
    session = store.history.begin_session(
        routine="easy", name="Easy", plan="{}", first_side=Side.RIGHT, at=at
    )
    store.history.end_session(session, SessionOutcome.FINISHED, at, round(minutes * 60_000))
    return session


def hold(
    store: Store,
    session: str,
    stretch: str,
    seconds: int,
    side: Side | None = None,
    item: int = 0,
    outcome: HoldOutcome = HoldOutcome.HELD,
    at: datetime = MORNING,
) -> None:
    store.history.record_hold(
        HoldRecord(
            session=session,
            item=item,
            stretch=stretch,
            side=side,
            repetition=0,
            planned_ms=20_000,
            held_ms=seconds * 1000,
            outcome=outcome,
            at=at,
        )
    )


def rate(store: Store, at: datetime, score: int | None, kind: RatingKind = RatingKind.PRE) -> str:
    return store.history.record_rating(kind=kind, score=score, skipped=score is None, flag=False, at=at)


def test_scores_of_one_kind_are_counted(store: Store) -> None:
    later = MORNING + timedelta(hours=10)
    for at, score in ((later, 5), (MORNING, 3), (later, 3), (MORNING + timedelta(days=1), None)):
        rate(store, at, score)
    rate(store, MORNING, 9, RatingKind.POST)
    assert store.history.day_scores(RatingKind.PRE) == [(DAY, 3, 2), (DAY, 5, 1)]
    assert store.history.day_scores(RatingKind.PRE, DAY + timedelta(2)) == []
    assert store.history.day_scores(RatingKind.POST, None, DAY) == [(DAY, 9, 1)]


def test_of_a_whole_day_the_last_rating_stands_alone(store: Store) -> None:
    for hours, score in ((12, 7), (14, 2), (9, 4)):
        rate(store, MORNING + timedelta(hours=hours), score, RatingKind.DAY)
    rate(store, MORNING + timedelta(days=3), 1, RatingKind.DAY)
    later = DAY + timedelta(days=3)
    assert store.history.day_scores(RatingKind.DAY) == [(DAY, 2, 1), (later, 1, 1)]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_days_counted_here_and_there_have_the_same_value(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = open_store(tmp_path_factory.mktemp("notes"))
    given_ratings = st.tuples(st.integers(0, 30), st.integers(0, 10), st.sampled_from(DAYS_ASKED))
    for hours, score, kind in data.draw(st.lists(given_ratings, unique_by=lambda one: (one[0], one[2]))):
        rate(store, MORNING + timedelta(hours=hours), score, kind)
    ratings = store.history.ratings()
    for kind in DAYS_ASKED:
        assert day_values_of_scores(store.history.day_scores(kind), kind) == day_values(ratings, kind)
    store.close()


def test_what_was_taken_back_is_in_no_sum(store: Store) -> None:
    session = play(store, MORNING, 9)
    hold(store, session, "a", 20)
    store.history.record_rating(
        kind=RatingKind.PRE, score=4, skipped=False, flag=False, at=MORNING, session=session
    )
    alone = rate(store, MORNING, 2)
    store.corrections.remove(EntryKind.RATING, alone, MORNING)
    assert store.history.day_scores(RatingKind.PRE) == [(DAY, 4, 1)]
    store.corrections.remove(EntryKind.SESSION, session, MORNING)
    assert store.history.day_scores(RatingKind.PRE) == []
    assert store.history.played_days() == []
    assert store.history.held_times() == []
    assert store.history.stretch_times() == []


def test_days_played_and_short_ones_left_out(store: Store) -> None:
    play(store, MORNING, 9)
    play(store, MORNING + timedelta(hours=9), 4.5)
    play(store, MORNING + timedelta(hours=10), 0.5)
    play(store, MORNING + timedelta(days=3), 0.5)
    expected = PlayedDay(day=DAY, played_ms=810_000, sessions=2)
    assert store.history.played_days(at_least_ms=60_000) == [expected]
    assert [one.sessions for one in store.history.played_days()] == [3, 1]


def test_time_held_by_side_and_how_often(store: Store) -> None:
    session = play(store, MORNING, 9)
    for seconds in (20, 15):
        hold(store, session, "leg", seconds, Side.LEFT)
        hold(store, session, "leg", seconds, Side.RIGHT)
    hold(store, session, "leg", 10, Side.LEFT, item=2)
    hold(store, session, "child", 30, item=1)
    hold(store, session, "cat", 0, item=3, outcome=HoldOutcome.SKIPPED)
    assert store.history.held_times(DAY, DAY) == [
        HeldTime(stretch="cat", side=None, held_ms=0),
        HeldTime(stretch="child", side=None, held_ms=30_000),
        HeldTime(stretch="leg", side=Side.LEFT, held_ms=45_000),
        HeldTime(stretch="leg", side=Side.RIGHT, held_ms=35_000),
    ]
    assert store.history.stretch_times() == [
        StretchTimes(stretch="child", times=1),
        StretchTimes(stretch="leg", times=2),
    ]
    assert store.history.held_times(date(2030, 1, 1)) == []


def test_tries_that_did_not_hurt_in_the_order_made(store: Store) -> None:
    def measure(at: datetime, *trials: Trial) -> str:
        return store.measures.save_measurement(
            test="leg-raise", method=MeasureMethod.PHONE, at=at, trials=trials
        )

    right, left = Side.RIGHT, Side.LEFT
    later = MORNING + timedelta(days=7)
    second = measure(later, Trial(side=right, value=63), Trial(side=right, value=70, painful=True))
    first = measure(MORNING, Trial(side=left, value=60), Trial(side=right, value=61))
    gone = measure(MORNING, Trial(side=left, value=1))
    store.corrections.remove(EntryKind.MEASUREMENT, gone, MORNING)
    phone = MeasureMethod.PHONE
    assert store.measures.scored_tries() == [
        ("leg-raise", first, DAY, phone, left, 60),
        ("leg-raise", first, DAY, phone, right, 61),
        ("leg-raise", second, later.date(), phone, right, 63),
    ]
    assert [one.sitting for one in store.measures.scored_tries(DAY)] == [first, first]
    assert store.measures.first_measured() == DAY


def test_before_the_first_sitting_there_is_no_day(store: Store) -> None:
    assert store.measures.first_measured() is None
