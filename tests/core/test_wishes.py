"""What of a session is worth keeping, and what is left alone."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.events import Rating, RatingTaken
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import LENGTH_LIMITS, LIMITS, RoutineItem
from stretchplayer.core.timeline import GateKind, SegmentKind
from stretchplayer.core.wishes import HoldWish, hold_wishes, kept_in
from tests.core.scores import CATALOGUE, PHRASES, Play, routine


def play(*stretches: str, length: float = 1.0, hold_s: float | None = None, **options: bool) -> Play:
    """A session of these stretches."""
    played = routine(*stretches)
    items = tuple(RoutineItem(stretch=s, hold_s=hold_s) for s in stretches)
    played = msgspec.structs.replace(played, items=items, length=length)
    made = Play(compile_routine(played, CATALOGUE, Preferences(), PHRASES, PlanOptions(**options)))  # type: ignore[arg-type]
    made.do("start")
    return made


def to(made: Play, kind: SegmentKind) -> None:
    """Let time pass until such a segment begins."""
    now = made.session.segment
    while made.session.segment.kind is not kind or made.session.segment == now:
        made.run(50, tick_ms=50)


def wishes(made: Play, pre: int | None = None) -> tuple[HoldWish, ...]:
    ratings = [e for e in made.log if isinstance(e, RatingTaken)]
    timeline = made.session.timeline
    return hold_wishes(timeline.context, len(timeline.context.items), made.log, ratings, pre)


def to_the_end(made: Play, rating: Rating) -> None:
    while not made.over:
        made.run(20_000)
        made.do("answer", rating)


def test_ten_seconds_more_are_worth_keeping() -> None:
    made = play("knee")
    to(made, SegmentKind.HOLD)
    made.run(5_000)
    made.do("more_time")
    to_the_end(made, Rating(1))
    assert wishes(made) == (HoldWish(0, "knee", 20, 30, 30.0),)


def test_a_hold_ended_now_is_worth_keeping() -> None:
    made = play("knee")
    to(made, SegmentKind.HOLD)
    made.run(14_600, tick_ms=100)
    made.do("end_now")
    to_the_end(made, Rating(1))
    (wish,) = wishes(made)
    assert (wish.planned_s, wish.held_s) == (20, 15)


def test_the_last_choice_counts() -> None:
    made = play("knee")
    to(made, SegmentKind.HOLD)
    made.do("more_time")
    to(made, SegmentKind.HOLD)
    made.run(12_000)
    made.do("end_now")
    to_the_end(made, Rating(0))
    assert [wish.held_s for wish in wishes(made)] == [12]


def test_a_walk_on_the_spot_can_be_kept_too() -> None:
    made = play("march")
    to(made, SegmentKind.WARM_UP)
    made.do("more_time")
    to_the_end(made, Rating(0))
    assert [(w.planned_s, w.held_s) for w in wishes(made)] == [(60, 70)]


@pytest.mark.parametrize("wish", ["back", "repeat_hold", "stop", "skip", "pause"])
def test_what_was_begun_anew_or_left_is_no_choice(wish: str) -> None:
    made = play("knee")
    to(made, SegmentKind.HOLD)
    made.run(8_000)
    made.do(wish)
    made.do("resume")
    to_the_end(made, Rating(1))
    assert wishes(made) == ()


def test_more_time_to_get_ready_is_no_longer_hold() -> None:
    made = play("knee")
    made.do("more_time")
    to_the_end(made, Rating(1))
    assert wishes(made) == ()


def test_a_moment_is_no_choice_of_a_hold() -> None:
    made = play("knee")
    to(made, SegmentKind.HOLD)
    made.run(2_000)
    made.do("end_now")
    to_the_end(made, Rating(1))
    assert wishes(made) == ()


def test_what_was_eased_is_left_alone() -> None:
    made = play("knee")
    to(made, SegmentKind.HOLD)
    made.do("more_time")
    made.do("ease_off")
    to_the_end(made, Rating(1))
    assert wishes(made) == ()


@pytest.mark.parametrize(
    ("rating", "pre", "kept"),
    [
        (Rating(3), None, True),
        (Rating(None, skipped=True), None, True),
        (Rating(4), 2, False),  # amber
        (Rating(5), 5, True),  # no more than before
        (Rating(7), 1, False),  # red
        (Rating(None, flag=True), None, False),
    ],
)
def test_nothing_that_hurt_is_suggested_longer(rating: Rating, pre: int | None, kept: bool) -> None:
    made = play("knee")
    to(made, SegmentKind.HOLD)
    made.do("more_time")
    to_the_end(made, rating)
    assert bool(wishes(made, pre)) is kept


@pytest.mark.parametrize(("rating", "kept"), [(Rating(4), True), (Rating(8), False)])
def test_a_shorter_hold_after_an_amber_answer_may_be_kept(rating: Rating, kept: bool) -> None:
    made = play("knee")
    to(made, SegmentKind.HOLD)
    made.run(12_000)
    made.do("end_now")
    to_the_end(made, rating)
    assert bool(wishes(made, 2)) is kept


def test_a_corrected_answer_counts_in_place_of_the_first() -> None:
    made = play("knee")
    to(made, SegmentKind.HOLD)
    made.do("more_time")
    to_the_end(made, Rating(1))
    context = made.session.timeline.context
    corrected = [RatingTaken(GateKind.DURING, "knee", 0, Rating(6))]
    assert hold_wishes(context, 1, made.log, corrected) == ()


def test_what_was_put_in_belongs_to_no_routine() -> None:
    made = play("knee")
    made.do("put_in", ("tilt",))
    to(made, SegmentKind.HOLD)
    made.do("more_time")
    to_the_end(made, Rating(1))
    context = made.session.timeline.context
    assert len(context.items) == 2
    assert hold_wishes(context, 1, made.log) == ()


def test_short_holds_that_were_lengthened() -> None:
    made = play("knee", short_holds=True)
    to(made, SegmentKind.HOLD)
    made.do("more_time")
    to_the_end(made, Rating(1))
    assert wishes(made) == (HoldWish(0, "knee", 10, 20, 20.0),)


@pytest.mark.parametrize(
    ("length", "hold_s", "kept"),
    [
        (0.5, 40.0, HoldWish(0, "knee", 20, 30, 60.0)),
        (2.0, 10.0, HoldWish(0, "knee", 20, 30, 15.0)),
        (1.5, 20.0, HoldWish(0, "knee", 30, 40, 27.0)),
        (0.5, 60.0, None),  # 40 s would need a hold of 80 s, which no routine may have
    ],
)
def test_the_length_of_the_routine_is_taken_out(length: float, hold_s: float, kept: HoldWish | None) -> None:
    made = play("knee", length=length, hold_s=hold_s)
    to(made, SegmentKind.HOLD)
    made.do("more_time")
    to_the_end(made, Rating(1))
    assert wishes(made) == (() if kept is None else (kept,))


def test_a_routine_that_has_changed_meanwhile_is_left_alone() -> None:
    wish = HoldWish(1, "knee", 20, 30, 30.0)
    kept = kept_in(routine("cat", "knee"), wish)
    assert kept is not None
    assert [item.hold_s for item in kept.items] == [None, 30.0]
    assert kept_in(routine("knee", "cat"), wish) is None
    assert kept_in(routine("knee"), wish) is None


@given(
    st.floats(*LENGTH_LIMITS),
    st.none() | st.integers(5, 60),
    st.lists(st.tuples(st.sampled_from(["more_time", "end_now"]), st.integers(1, 60)), max_size=5),
    st.booleans(),
)
def test_what_is_kept_is_played_next_time(
    length: float, hold_s: int | None, script: list[tuple[str, int]], short: bool
) -> None:
    made = play("knee", length=length, hold_s=hold_s, short_holds=short)
    for command, seconds in script:
        made.run(seconds * 1000)
        made.do(command)
    to_the_end(made, Rating(1))
    for wish in wishes(made):
        low, high = LIMITS[CATALOGUE["knee"].form].hold_s
        assert low <= wish.hold_s <= high
        assert wish.hold_s == int(wish.hold_s)
        again = play("knee", length=length, hold_s=wish.hold_s, short_holds=short)
        hold = next(s for s in again.session.timeline.segments if s.kind is SegmentKind.HOLD)
        assert abs(hold.duration_ms / 1000 - wish.held_s) <= 1
        assert hold.duration_ms != wish.planned_s * 1000
