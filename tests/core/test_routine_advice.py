"""Advice about a routine: said when it helps, with a press that mends it, and in kind words."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue, load_routines
from stretchplayer.app.resources import assets
from stretchplayer.core.catalogue import Catalogue, Direction, Form, Posture, StretchType
from stretchplayer.core.concerns import Concern
from stretchplayer.core.content_rules import wording_faults
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import MOST_ITEMS, Routine, RoutineItem, Sides
from stretchplayer.core.routine_advice import (
    Advice,
    AdviceKind,
    Fix,
    advise,
    dose_hint,
    fixed,
    is_stiff_morning,
    kinder_order,
    sorted_by_level,
    trips_to_the_floor,
)
from stretchplayer.core.suitability import Suits

CATALOGUE = load_catalogue(assets() / "catalogue")
IDS = [stretch.id for stretch in CATALOGUE]
USUAL = Preferences()
NOON = 12 * 60


def routine(*stretches: str, **values: object) -> Routine:
    items = tuple(RoutineItem(stretch=name) for name in stretches)
    return Routine(id="r", name="R", description="", items=items, **values)  # type: ignore[arg-type]


def goes_down_once_at_most(stretches: list[str]) -> bool:
    """Getting down to the floor as an item of its own, again and again, is what no order can mend."""
    ways = [name for name in stretches if CATALOGUE[name].type is StretchType.TRANSFER]
    return len(ways) == len(set(ways))


def kinds(made: Routine, now_min: int | None = NOON) -> dict[AdviceKind, Fix | None]:
    return {a.kind: a.fix for a in advise(made, CATALOGUE, USUAL, PlanOptions(), now_min=now_min)}


@pytest.mark.parametrize("made", load_routines(assets() / "routines"), ids=lambda made: made.id)
def test_the_built_in_routines_need_none_at_noon(made: Routine) -> None:
    assert kinds(made) == {}


def test_bending_early_has_a_kinder_order() -> None:
    early = routine("warm-up-march", "single-knee-to-chest", "pelvic-tilt")
    assert kinds(early, 7 * 60 + 30) == {AdviceKind.MORNING: Fix.KINDER_ORDER}
    better = kinder_order(early, CATALOGUE)
    assert [item.stretch for item in better.items] == ["warm-up-march", "pelvic-tilt", "single-knee-to-chest"]
    assert kinds(better, 7 * 60 + 30) == {AdviceKind.MORNING: None}
    assert kinds(early, 9 * 60) == {}
    assert kinds(early, None) == {}
    assert kinds(routine("pelvic-tilt"), 7 * 60 + 30) == {}


@pytest.mark.parametrize(
    ("now", "wake", "stiff"),
    [
        (420, 420, True),
        (539, 420, True),
        (540, 420, False),
        (419, 420, False),
        (30, 1400, True),
        (90, 1400, False),
    ],
)
def test_two_hours_after_getting_up(now: int, wake: int, stiff: bool) -> None:
    assert is_stiff_morning(now, wake) is stiff


def test_going_down_twice_can_be_sorted() -> None:
    twice = routine("pelvic-tilt", "standing-hamstring", "cat-cow")
    assert kinds(twice) == {AdviceKind.FLOOR: Fix.SORT}
    (advice,) = advise(twice, CATALOGUE, USUAL, PlanOptions())
    assert advice.sentence == "You go down to the floor twice. Put standing moves first?"
    better = fixed(twice, CATALOGUE, Fix.SORT)
    assert [item.stretch for item in better.items] == ["standing-hamstring", "cat-cow", "pelvic-tilt"]
    assert kinds(better) == {}


@example(["standing-hamstring", "getting-down", "getting-up"])  # nothing to go down for
@given(st.lists(st.sampled_from(IDS), max_size=8).filter(goes_down_once_at_most))
def test_sorting_loses_nothing_and_goes_down_once(stretches: list[str]) -> None:
    made = routine(*stretches)
    for order in (sorted_by_level, kinder_order):
        better = order(made, CATALOGUE)
        assert sorted(item.stretch for item in better.items) == sorted(stretches)
        assert trips_to_the_floor(better, CATALOGUE) <= 1
        assert order(better, CATALOGUE) == better


def test_bending_comes_last_on_the_floor_and_a_rest_stays_last() -> None:
    made = routine(
        "warm-up-march", "cat-cow", "prayer-stretch", "single-knee-to-chest", "pelvic-tilt", "breathing"
    )
    better = [item.stretch for item in kinder_order(made, CATALOGUE).items]
    assert better == [
        "warm-up-march",
        "pelvic-tilt",
        "single-knee-to-chest",
        "cat-cow",
        "prayer-stretch",
        "breathing",
    ]


def test_early_moves_that_turn_or_keep_straight_come_before_all_others() -> None:
    """What leans back, bends to the side or forward waits, and what bends forward waits longest."""
    straight, turn, side, back, forward = (
        own_stretch(id=f"own-{way}", name=way, posture=Posture.LYING_SIDE, directions=(Direction(way),))
        for way in "NRLEF"
    )
    catalogue = Catalogue(CATALOGUE)
    catalogue.set_own([straight, turn, side, back, forward])
    made = routine("own-F", "own-E", "own-R", "own-L", "own-N")
    assert [item.stretch for item in kinder_order(made, catalogue).items] == [
        "own-R",
        "own-N",
        "own-E",
        "own-L",
        "own-F",
    ]


@given(st.lists(st.sampled_from(IDS), max_size=8))
def test_in_the_kinder_order_nothing_bends_before_what_does_not(stretches: list[str]) -> None:
    moves = [CATALOGUE[item.stretch] for item in kinder_order(routine(*stretches), CATALOGUE).items]
    moves = [stretch for stretch in moves if stretch.type not in ("transfer", "warm_up")]
    while moves and moves[-1].type == "rest":
        moves.pop()
    for floor in (False, True):
        level = [stretch for stretch in moves if stretch.posture.on_floor is floor]
        bends = ["F" in stretch.directions for stretch in level]
        assert bends == sorted(bends)
        later = [not set(stretch.directions) <= {"N", "R"} for stretch in level]
        assert later == sorted(later)


def test_held_stretches_want_a_warm_up() -> None:
    cold = routine("prayer-stretch", "single-knee-to-chest", "supine-trunk-rotation")
    assert kinds(cold) == {AdviceKind.WARM_UP: Fix.WARM_UP}
    warm = fixed(cold, CATALOGUE, Fix.WARM_UP)
    assert [item.stretch for item in warm.items[:2]] == ["warm-up-march", "prayer-stretch"]
    assert kinds(warm) == {}
    assert kinds(routine("cat-cow", "prayer-stretch", "single-knee-to-chest", "double-knee-to-chest")) == {}
    assert kinds(routine("prayer-stretch", "single-knee-to-chest")) == {}


def test_a_warm_up_done_lying_does_not_come_before_standing() -> None:
    lying = own_stretch(id="own-1", name="Shake out", form=Form.TIMED, posture=Posture.LYING_BACK)
    catalogue = Catalogue(CATALOGUE)
    catalogue.set_own([lying])
    made = routine("own-1", "standing-hamstring", "pelvic-tilt")
    for order in (sorted_by_level, kinder_order):
        assert trips_to_the_floor(order(made, catalogue), catalogue) == 1


def test_more_than_four_are_harder_to_keep_up() -> None:
    five = routine(
        "warm-up-march", "cat-cow", "prayer-stretch", "pelvic-tilt", "knee-rolls", "abdominal-squeeze"
    )
    assert kinds(five) == {AdviceKind.MANY: None}
    assert kinds(msgspec.structs.replace(five, items=five.items[:5])) == {}


def test_a_long_one_is_told() -> None:
    items = tuple(RoutineItem(stretch="single-knee-to-chest", hold_s=60, repetitions=10) for _ in range(2))
    assert AdviceKind.LONG in kinds(msgspec.structs.replace(routine("cat-cow"), items=items))


def test_sides_that_differ_are_told_over_all_items() -> None:
    left = RoutineItem(stretch="single-knee-to-chest", sides=Sides.LEFT)
    right = RoutineItem(stretch="single-knee-to-chest", sides=Sides.RIGHT)
    made = routine("pelvic-tilt")
    assert kinds(msgspec.structs.replace(made, items=(left,))) == {AdviceKind.SIDES: None}
    assert kinds(msgspec.structs.replace(made, items=(left, right))) == {}
    more = msgspec.structs.replace(right, hold_s=30.0)
    assert kinds(msgspec.structs.replace(made, items=(left, more))) == {AdviceKind.SIDES: None}


@pytest.mark.parametrize(
    ("stretch", "hold_s", "repetitions", "hint"),
    [
        ("single-knee-to-chest", 20, 3, "60 s a side in all, which is the usual amount."),
        ("prayer-stretch", 20, 3, "60 s in all, which is the usual amount."),
        ("prayer-stretch", 20, 4, "80 s in all, which is about the usual amount."),
        (
            "single-knee-to-chest",
            10,
            2,
            "20 s a side in all, a gentle start. About 60 s is the usual amount.",
        ),
        ("prayer-stretch", 10, 3, "30 s in all, a gentle start. About 60 s is the usual amount."),
        ("prayer-stretch", 22, 2, "44 s in all, a gentle start. About 60 s is the usual amount."),
        ("prayer-stretch", 15, 3, "45 s in all, which is about the usual amount."),
        ("prayer-stretch", 30, 2, "60 s in all, which is the usual amount."),
        ("prayer-stretch", 30, 3, "90 s in all, which is about the usual amount."),
        ("prayer-stretch", 31, 3, "93 s in all. About 60 s is the usual amount."),
        ("single-knee-to-chest", 60, 2, "120 s a side in all. About 60 s is the usual amount."),
        ("single-knee-to-chest", 60, 5, "300 s a side in all. More than four minutes brings no more."),
        ("pelvic-tilt", 5, 10, "50 s in all. Small and easy is enough."),
        ("cat-cow", 8, 10, "10 slow rounds, 8 s each."),
        ("warm-up-march", 120, 1, ""),
    ],
)
def test_the_hint_says_what_the_dose_comes_to(
    stretch: str, hold_s: float, repetitions: int, hint: str
) -> None:
    item = RoutineItem(stretch=stretch, hold_s=hold_s, repetitions=repetitions)
    assert dose_hint(item, CATALOGUE[stretch], PlanOptions()) == hint


@given(st.lists(st.sampled_from(IDS), max_size=12), st.integers(0, 1439))
def test_every_sentence_is_in_kind_words(stretches: list[str], now: int) -> None:
    for advice in advise(routine(*stretches), CATALOGUE, USUAL, PlanOptions(), now_min=now):
        assert wording_faults("advice", advice.sentence) == []


@given(st.lists(st.sampled_from(IDS), max_size=MOST_ITEMS), st.booleans(), st.integers(0, 1439))
def test_what_is_offered_helps_and_never_makes_it_too_long(ids: list[str], full: bool, now: int) -> None:
    made = routine(*(ids * MOST_ITEMS)[:MOST_ITEMS] if full else ids)
    for advice in advise(made, CATALOGUE, USUAL, PlanOptions(), now_min=now):
        if advice.fix is None:
            continue
        better = fixed(made, CATALOGUE, advice.fix)
        assert better != made
        assert len(better.items) <= MOST_ITEMS
        after = advise(better, CATALOGUE, USUAL, PlanOptions(), now_min=now)
        assert (advice.kind, advice.fix) not in [(piece.kind, piece.fix) for piece in after]


def test_nothing_is_put_into_a_full_routine() -> None:
    held = ("prayer-stretch", "single-knee-to-chest", "supine-trunk-rotation")
    full = routine(*(held * MOST_ITEMS)[:MOST_ITEMS])
    assert fixed(full, CATALOGUE, Fix.WARM_UP) == full
    assert kinds(full)[AdviceKind.WARM_UP] is None


# ---- what suits ----------------------------------------------------------------------------------


def saying(*hidden: Concern, warned: tuple[Concern, ...] = ()) -> Preferences:
    return Preferences(hidden_concerns=hidden, warned_concerns=warned)


def told(made: Routine, preferences: Preferences) -> list[Advice]:
    about = (AdviceKind.SUITS, AdviceKind.CARE)
    return [a for a in advise(made, CATALOGUE, preferences, PlanOptions()) if a.kind in about]


def test_what_does_not_suit_is_told_and_swapped_with_one_press() -> None:
    made, kneeling = routine("warm-up-march", "prayer-stretch", "pelvic-tilt"), saying(Concern.KNEELING)
    (advice,) = told(made, kneeling)
    assert advice.sentence == (
        "Prayer stretch kneels, and you said kneeling hurts. It is left out when you play this."
    )
    assert advice.fix is Fix.SUITS
    better = fixed(made, CATALOGUE, Fix.SUITS, Suits.of_preferences(kneeling))
    assert [item.stretch for item in better.items] == ["warm-up-march", "single-knee-to-chest", "pelvic-tilt"]
    assert told(better, kneeling) == []
    aside = fixed(made, CATALOGUE, Fix.SUITS, Suits.of_preferences(kneeling), ["single-knee-to-chest"])
    assert "single-knee-to-chest" not in [item.stretch for item in aside.items]


def test_many_that_do_not_suit_are_named_together() -> None:
    (advice,) = told(routine("cat-cow", "prayer-stretch", "pelvic-tilt"), saying(Concern.KNEELING))
    assert advice.sentence == (
        "By what you told us, Cat and cow and Prayer stretch do not suit you. "
        "They are left out when you play this."
    )


def test_what_was_asked_to_be_warned_of_is_told_without_a_press() -> None:
    made = routine("cat-cow", "pelvic-tilt")
    (advice,) = told(made, saying(Concern.BENDING))
    assert (advice.kind, advice.fix) == (AdviceKind.CARE, None)
    assert advice.sentence.endswith("Do the cow half alone: from flat, let the belly sink.")
    both = routine("prayer-stretch", "cat-cow")
    (advice,) = told(both, saying(warned=(Concern.KNEELING,)))
    assert advice.sentence == "Take care with Prayer stretch and Cat and cow. Each says why, and how."


def test_nothing_is_told_to_somebody_who_said_nothing() -> None:
    assert told(routine(*IDS), USUAL) == []
