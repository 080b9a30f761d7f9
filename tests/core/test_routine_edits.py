"""Editing a routine that is not played, and the way between what is written and what is played."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.app import content
from stretchplayer.app.resources import assets
from stretchplayer.core import routine_edits as edits
from stretchplayer.core.catalogue import Form, Posture, Side, StretchType
from stretchplayer.core.plan import dose_of, item_totals_ms
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import LIMITS, MOST_ITEMS, Routine, RoutineItem, Sides, clamp_item
from stretchplayer.core.routine_dose import (
    played_dose,
    played_limits,
    usual_get_ready_s,
    with_hold,
    with_repetitions,
)

CATALOGUE = content.load_catalogue(assets() / "catalogue")
EASY = next(r for r in content.load_routines(assets() / "routines") if r.id == "easy-lower-back")
LENGTHS = [round(percent / 100, 2) for percent in range(50, 205, 5)]


def names(routine: Routine) -> list[str]:
    return [item.stretch for item in routine.items]


def test_moving() -> None:
    first, second, *rest = names(EASY)
    assert names(edits.move(EASY, 0, 1)) == [second, first, *rest]
    assert names(edits.move(EASY, 4, 0)) == [rest[-1], first, second, *rest[:-1]]
    assert names(edits.move(EASY, 0, 99)) == [second, *rest, first]
    assert edits.move(EASY, 2, 2) == EASY


def test_adding_copying_removing() -> None:
    item = RoutineItem(stretch="pelvic-tilt", hold_s=7)
    assert names(edits.add(EASY, item))[-1] == "pelvic-tilt"
    assert edits.add(EASY, item, 1).items[1] == item
    twice = edits.copy_item(EASY, 3)
    assert twice.items[3] == twice.items[4] == EASY.items[3]
    assert edits.remove(twice, 4) == EASY
    assert edits.remove(Routine(id="", name="x", description="", items=(item,)), 0).items == ()


def test_a_full_routine_takes_no_more() -> None:
    full = msgspec.structs.replace(EASY, items=EASY.items[:1] * MOST_ITEMS)
    assert edits.add(full, EASY.items[1]) == full
    assert edits.copy_item(full, 0) == full


def test_changing_an_item_stays_inside_the_limits() -> None:
    changed = edits.change_item(EASY, 3, CATALOGUE, hold_s=500.0, repetitions=0, rest_s=-1.0)
    item = changed.items[3]
    assert (item.hold_s, item.repetitions, item.rest_s) == (60, 1, 0)
    assert edits.change_item(EASY, 3, CATALOGUE, first_side=Side.LEFT).items[3].first_side is Side.LEFT


def test_a_swap_keeps_what_means_the_same() -> None:
    set_up = edits.change_item(
        EASY, 3, CATALOGUE, hold_s=40.0, repetitions=2, get_ready_s=9.0, sides=Sides.LEFT
    )
    both = edits.swap(set_up, 3, "double-knee-to-chest", CATALOGUE).items[3]
    assert (both.stretch, both.hold_s, both.repetitions) == ("double-knee-to-chest", 40, 2)
    assert (both.get_ready_s, both.sides) == (9, Sides.BOTH)
    tilt = edits.swap(set_up, 3, "pelvic-tilt", CATALOGUE).items[3]
    assert CATALOGUE["pelvic-tilt"].form is not Form.HOLD
    assert (tilt.hold_s, tilt.repetitions) == (None, None)


def test_what_would_do_instead() -> None:
    knee = CATALOGUE["single-knee-to-chest"]
    found = edits.equivalents(knee, CATALOGUE)
    assert knee.swap is not None
    assert (found[0].stretch.id, found[0].why) == (knee.swap.stretch, knee.swap.reason)
    ids = [one.stretch.id for one in found]
    assert len(ids) == len(set(ids))
    assert knee.id not in ids
    assert all(set(one.stretch.muscles) & set(knee.muscles) for one in found[1:])
    together = [edits.same_position(one.stretch.posture, knee.posture) for one in found[1:]]
    assert together == sorted(together, reverse=True), "the same position comes first"
    assert all(one.why.strip() for one in found)


@pytest.mark.parametrize("stretch", list(CATALOGUE), ids=lambda stretch: stretch.id)
def test_everything_can_be_swapped(stretch: object) -> None:
    assert edits.equivalents(stretch, CATALOGUE)  # type: ignore[arg-type]


def test_search_by_name_and_by_body_part() -> None:
    assert next(s.id for s in edits.find_stretches(CATALOGUE, "CAT")) == "cat-cow"
    hips = {s.id for s in edits.find_stretches(CATALOGUE, "hamstring")}
    assert "standing-hamstring" in hips
    on_back = [s for s in CATALOGUE if s.posture is Posture.LYING_BACK and s.type is not StretchType.TRANSFER]
    lying = [s for s in edits.find_stretches(CATALOGUE, "lying back") if s.type is not StretchType.TRANSFER]
    assert set(on_back) <= set(lying)
    assert {s.posture for s in set(lying) - set(on_back)} <= {Posture.LYING_FRONT, Posture.LYING_SIDE}
    assert edits.find_stretches(CATALOGUE, " ") == tuple(CATALOGUE)
    assert edits.find_stretches(CATALOGUE, "xyz") == ()
    assert [s.id for s in edits.find_stretches(CATALOGUE, "belly squeeze")] == ["abdominal-squeeze"]


def test_the_whole_routine() -> None:
    assert edits.rename(EASY, "  Mine   now ").name == "Mine now"
    assert edits.rename(EASY, "   ") == EASY
    assert edits.with_length(EASY, 1.12).length == 1.1
    assert edits.with_length(EASY, 9).length == 2.0
    assert edits.with_length(EASY, 0).length == 0.5
    opened = edits.leave_dose_open(edits.change_item(EASY, 3, CATALOGUE, hold_s=30.0), EASY.items[3].stretch)
    assert opened == EASY


def test_differences_are_counted() -> None:
    one = edits.change_item(EASY, 3, CATALOGUE, hold_s=30.0)
    two = edits.remove(one, 0)
    added = edits.add(EASY, RoutineItem(stretch="pelvic-tilt"))
    assert edits.difference(EASY, EASY) == edits.Difference(0, order=False, whole=False)
    assert not edits.difference(EASY, EASY).any
    assert edits.difference(EASY, one).stretches == 1
    assert edits.difference(EASY, two).stretches == 2
    assert edits.difference(EASY, added).stretches == 1
    assert edits.difference(EASY, edits.move(EASY, 0, 1)) == edits.Difference(0, order=True, whole=False)
    assert edits.difference(EASY, edits.rename(EASY, "x")) == edits.Difference(0, order=False, whole=True)


# ---- what is written and what is played --------------------------------------------------------

ONE_OF_EACH = {form: next(s for s in CATALOGUE if s.form is form) for form in Form}


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("length", LENGTHS)
def test_every_second_within_reach_can_be_set(form: Form, length: float) -> None:
    stretch = ONE_OF_EACH[form]
    low, high = (round(value) for value in played_limits(form, length).hold_s)
    for wanted in range(low, high + 1):
        item = with_hold(RoutineItem(stretch=stretch.id), stretch, length, wanted)
        kept = clamp_item(item, stretch)
        assert played_dose(kept, stretch, length).hold_s == wanted, (wanted, item.hold_s)


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("length", LENGTHS)
def test_stepping_goes_through_to_both_ends(form: Form, length: float) -> None:
    stretch = ONE_OF_EACH[form]
    low, high = played_limits(form, length).repetitions
    item = with_repetitions(RoutineItem(stretch=stretch.id), stretch, length, low)
    assert played_dose(item, stretch, length).repetitions == low
    for way, end in ((1, high), (-1, low)):
        while (now := played_dose(item, stretch, length).repetitions) != end:
            item = clamp_item(with_repetitions(item, stretch, length, now + way), stretch)
            new = played_dose(item, stretch, length).repetitions
            assert (new - now) * way > 0, "no press without effect"


@given(st.sampled_from(list(Form)), st.sampled_from(LENGTHS), st.floats(0, 700))
def test_what_is_shown_is_what_the_plan_plays(form: Form, length: float, hold_s: float) -> None:
    stretch = ONE_OF_EACH[form]
    item = clamp_item(RoutineItem(stretch=stretch.id, hold_s=hold_s), stretch)
    shown, played = played_dose(item, stretch, length), dose_of(item, stretch, PlanOptions(), length)
    assert abs(shown.hold_s - played.hold_s) <= 0.5
    assert shown.repetitions == played.repetitions
    low, high = LIMITS[form].hold_s
    assert low <= shown.hold_s <= high


def test_getting_ready_as_usual() -> None:
    preferences = Preferences()
    usual = [usual_get_ready_s(EASY, index, CATALOGUE, preferences) for index in range(len(EASY.items))]
    assert usual == [5, 30, 5, 12, 5]
    set_up = edits.change_item(EASY, 1, CATALOGUE, get_ready_s=3.0)
    assert usual_get_ready_s(set_up, 1, CATALOGUE, preferences) == 30
    options = PlanOptions()
    before = item_totals_ms(EASY, CATALOGUE, preferences, options)[1]
    assert before - item_totals_ms(set_up, CATALOGUE, preferences, options)[1] == 27_000
