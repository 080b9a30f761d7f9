"""A week as it was: every number by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import (
    HoldOutcome,
    HoldRecord,
    PainRating,
    RatingKind,
    SessionNote,
    SessionOutcome,
    SessionRecord,
)
from stretchplayer.core.progress.pain import weekly_pain
from stretchplayer.core.progress.review import (
    BeforeAfter,
    DayNote,
    before_after,
    notes_by_day,
    review_days,
    stretches_done,
    typical,
    typical_from,
)

MONDAY = date(2026, 11, 9)
SUNDAY = MONDAY + timedelta(days=6)
ZONE = timezone(timedelta(hours=1))


def at(day: date, hour: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def session(id_: str, day: date, minutes: float = 9) -> SessionRecord:
    return SessionRecord(
        id=id_,
        routine="easy",
        routine_name="Easy",
        started=at(day),
        ended=at(day, 9),
        outcome=SessionOutcome.FINISHED,
        first_side=Side.LEFT,
        played_ms=round(minutes * 60_000),
        held_ms=0,
    )


def rating(
    kind: RatingKind,
    score: int | None,
    day: date = MONDAY,
    session: str | None = None,
    stretch: str | None = None,
) -> PainRating:
    return PainRating(
        id="r",
        kind=kind,
        score=score,
        skipped=score is None,
        flag=False,
        at=at(day),
        session=session,
        stretch=stretch,
    )


def hold(session: str, item: int, stretch: str, outcome: HoldOutcome = HoldOutcome.HELD) -> HoldRecord:
    return HoldRecord(
        session=session,
        item=item,
        stretch=stretch,
        side=None,
        repetition=1,
        planned_ms=20_000,
        held_ms=20_000,
        outcome=outcome,
        at=at(MONDAY),
    )


def test_days_have_what_was_noted_and_nothing_else() -> None:
    ratings = [rating(RatingKind.DAY, 4), rating(RatingKind.DAY, 0, MONDAY + timedelta(2))]
    (point,) = weekly_pain(ratings, SUNDAY, weeks=1)
    days = review_days(
        point,
        [session("a", MONDAY), session("b", MONDAY, 4), session("c", MONDAY + timedelta(1), 0.5)],
        [MONDAY + timedelta(1)],
        {MONDAY: [DayNote(text="Tight.")]},
        MONDAY + timedelta(3),
    )
    assert [None if day.value is None else day.value.value for day in days] == [
        4,
        None,
        0,
        None,
        None,
        None,
        None,
    ]
    assert [day.minutes for day in days] == [13, 0, 0, 0, 0, 0, 0]  # half a minute was opened, not done
    assert [day.is_flare for day in days].index(True) == 1
    assert days[0].notes == (DayNote(text="Tight."),)
    assert [day.is_today for day in days].index(True) == 3
    assert [day.is_future for day in days] == [False] * 4 + [True] * 3


def test_a_day_of_the_other_kind_is_not_put_on_the_line() -> None:
    ratings = [rating(RatingKind.DAY, 3, MONDAY + timedelta(n)) for n in range(4)]
    ratings.append(rating(RatingKind.PRE, 9, SUNDAY))
    (point,) = weekly_pain(ratings, SUNDAY, weeks=1)
    days = review_days(point, [], [], {}, SUNDAY)
    assert days[6].value is None


def test_answers_around_sessions() -> None:
    sessions = [session("a", MONDAY), session("b", MONDAY), session("c", SUNDAY)]
    ratings = [
        rating(RatingKind.PRE, 4, session="a"),
        rating(RatingKind.POST, 3, session="a"),
        rating(RatingKind.POST, 0, session="c"),
        rating(RatingKind.PRE, None, session="c"),
    ]
    assert before_after(sessions, ratings) == (
        BeforeAfter(session="a", day=MONDAY, before=4, after=3),
        BeforeAfter(session="c", day=SUNDAY, before=None, after=0),
    )


def test_times_are_counted_once_an_item_and_skipped_ones_not() -> None:
    holds = [
        hold("a", 0, "cat-cow"),
        hold("a", 0, "cat-cow"),  # the second repetition
        hold("a", 3, "cat-cow"),
        hold("b", 0, "cat-cow"),
        hold("a", 1, "prayer", HoldOutcome.SKIPPED),
        hold("b", 1, "bridge", HoldOutcome.EASED),
    ]
    done = stretches_done(holds, [])
    assert [(one.stretch, one.times, one.typical) for one in done] == [
        ("cat-cow", 3, None),
        ("bridge", 1, None),
    ]


@pytest.mark.parametrize(
    ("scores", "middle"), [([2, 2, 2, 2], None), ([0, 1, 2, 9, 9], 2), ([1, 1, 2, 3, 9, 9], 2.5), ([], None)]
)
def test_what_is_typical_is_told_from_five_ratings_on(scores: list[int], middle: float | None) -> None:
    ratings = [rating(RatingKind.DURING, score, stretch="cat-cow") for score in scores]
    ratings += [rating(RatingKind.DURING, None, stretch="cat-cow")] * 9  # skipped is not a score
    (done,) = stretches_done([hold("a", 0, "cat-cow")], ratings)
    assert (done.typical, done.ratings) == (middle, len(scores))


@given(st.lists(st.integers(0, 10), min_size=5))
def test_a_typical_value_lies_among_its_ratings(scores: list[int]) -> None:
    found = typical(scores)
    assert found is not None
    assert min(scores) <= found <= max(scores)
    assert sum(score <= found for score in scores) * 2 >= len(scores)


def test_twelve_weeks_end_with_the_week() -> None:
    assert typical_from(SUNDAY) == date(2026, 8, 24)
    assert (SUNDAY - typical_from(SUNDAY)).days == 12 * 7 - 1


def test_notes_are_put_to_the_day_they_are_about() -> None:
    late = SessionNote(session="a", text="Easier.", tags=("slept badly",), at=at(MONDAY + timedelta(1)))
    empty = SessionNote(session="b", text="", tags=(), at=at(SUNDAY))
    other = SessionNote(session="elsewhere", text="x", tags=(), at=at(SUNDAY))
    notes = notes_by_day(
        [session("a", MONDAY), session("b", SUNDAY)], [late, empty, other], {MONDAY: "Long drive."}
    )
    assert notes == {MONDAY: [DayNote(text="Long drive."), DayNote(text="Easier.", tags=("slept badly",))]}
