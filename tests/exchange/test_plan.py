"""What becomes of a file: the first choices, changing them, and carrying them out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

from stretchplayer.app.content import load_catalogue
from stretchplayer.core.catalogue import AvoidedMove, Catalogue, Dose, Form, Origin, Posture, SideMeaning
from stretchplayer.core.errors import PictureError
from stretchplayer.core.history import PictureKind
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.routine import Sides
from stretchplayer.exchange.carry_out import Imported, NewIds, carry_out
from stretchplayer.exchange.detect import read_file
from stretchplayer.exchange.model import (
    Bundle,
    FileKind,
    ForeignItem,
    ForeignPicture,
    ForeignRoutine,
    ForeignStretch,
)
from stretchplayer.exchange.plan import MANY, Candidate, Choice, ImportPlan, plan_import
from stretchplayer.exchange.usual import usual_plan

ROOT = Path(__file__).parent.parent.parent
DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "assets/catalogue")


def usual(bundle: Bundle, catalogue: Catalogue, names: Sequence[str] = ()) -> ImportPlan:
    return usual_plan(bundle, catalogue, check_picture=lambda data, name: data, routine_names=names)


def carried_out(plan: ImportPlan, catalogue: Catalogue) -> Imported:
    number = count()
    ids = NewIds(
        stretch=lambda: f"own-{next(number)}",
        picture=lambda: f"picture-{next(number)}",
        routine=lambda: f"own-routine-{next(number)}",
    )
    return carry_out(plan, catalogue, ids)


def bundle_of(*names: str, hold_s: float | None = 30, kind: FileKind = FileKind.WORKOUT_TIMER) -> Bundle:
    return Bundle(
        kind=kind,
        stretches=tuple(ForeignStretch(key=name, name=name) for name in names),
        routines=(
            ForeignRoutine(
                name="Mine",
                items=tuple(ForeignItem(stretch=name, hold_s=hold_s, repetitions=1) for name in names),
            ),
        ),
    )


def test_what_the_library_has_is_taken_from_there(catalogue: Catalogue) -> None:
    plan = usual(read_file(DATA / "workout-timer.json"), catalogue)
    assert (plan["knee to chest"].choice, plan["knee to chest"].use) == (Choice.USE, "single-knee-to-chest")
    assert plan["prayer stretch"].use == "prayer-stretch"
    got = carried_out(plan, catalogue)
    (routine,) = got.routines
    knee = next(item for item in routine.items if item.stretch == "single-knee-to-chest")
    assert (knee.hold_s, knee.repetitions, knee.sides) == (30, 2, Sides.BOTH)


def test_an_avoided_move_becomes_its_swap_with_the_swaps_own_dose(catalogue: Catalogue) -> None:
    plan = usual(bundle_of("Sit-ups", "Standing toe touch", "Cat cow"), catalogue)
    assert [stretch.key for stretch in plan.avoided] == ["Sit-ups", "Standing toe touch"]
    sit_ups = plan["Sit-ups"]
    assert sit_ups.choice is Choice.USE
    assert sit_ups.avoided is not None
    assert sit_ups.use == sit_ups.avoided.instead[0]
    got = carried_out(plan, catalogue)
    assert got.stretches == ()
    assert [(item.stretch, item.hold_s) for item in got.routines[0].items[:2]] == [
        ("abdominal-squeeze", None),
        ("standing-hamstring", None),
    ]


def test_avoided_moves_of_the_real_list_are_never_made_silently(catalogue: Catalogue) -> None:
    plan = usual(read_file(DATA / "free-exercise-db-list.json"), catalogue)
    made = [stretch.name for stretch in carried_out(plan, catalogue).stretches]
    assert {"Sit-Up", "Standing Toe Touches"} <= {stretch.foreign.name for stretch in plan.avoided}
    assert not {"Sit-Up", "Standing Toe Touches"} & set(made)


def test_an_avoided_move_can_be_left_out_or_made_after_the_warning(catalogue: Catalogue) -> None:
    plan = usual(bundle_of("Sit-ups", "Cat cow"), catalogue)
    without = carried_out(plan.choose("Sit-ups", Choice.LEAVE_OUT), catalogue)
    assert [item.stretch for item in without.routines[0].items] == ["cat-cow"]
    assert any("1 of its 2" in remark for remark in without.remarks)
    made = carried_out(plan.choose("Sit-ups", Choice.MAKE), catalogue)
    assert [stretch.name for stretch in made.stretches] == ["Sit-ups"]
    assert made.routines[0].items[0].hold_s == 30


def test_a_swap_that_the_library_does_not_have_leaves_the_move_out(catalogue: Catalogue) -> None:
    move = AvoidedMove(id="m", name="Move", tag="sit_up", why="Because.", instead=("nothing",))
    plan = plan_import(
        bundle_of("Move"), catalogue, lambda name: [], lambda name, steps: move, check_picture=lambda d, n: d
    )
    assert plan["Move"].choice is Choice.LEAVE_OUT
    got = carried_out(plan, catalogue)
    assert got.routines == ()
    assert any("Nothing of “Mine” is left" in remark for remark in got.remarks)


def test_time_is_turned_into_rounds_where_one_moves(catalogue: Catalogue) -> None:
    plan = usual(bundle_of("Cat cow", "Pelvic tilt", hold_s=60), catalogue)
    (routine,) = carried_out(plan, catalogue).routines
    flow, drill = routine.items
    assert catalogue["cat-cow"].form is Form.FLOW
    assert flow.hold_s is None
    assert flow.repetitions == round(60 / catalogue["cat-cow"].dose.hold_s)
    assert drill.hold_s is None
    assert drill.repetitions == 10


def test_a_dose_out_of_range_is_brought_to_the_nearest_with_a_remark(catalogue: Catalogue) -> None:
    got = carried_out(usual(bundle_of("Prayer stretch", hold_s=600), catalogue), catalogue)
    assert got.routines[0].items[0].hold_s == 60
    (remark,) = (remark for remark in got.remarks if "600 s" in remark)
    assert "60 s" in remark


def test_the_rest_becomes_own_stretches_that_keep_licence_and_author(catalogue: Catalogue) -> None:
    origin = Origin(author="A. Writer", licence="CC-BY-SA 4", source="wger")
    foreign = ForeignStretch(
        key="7",
        name="Doorway stretch",
        steps=("Stand in a doorway.",),
        hold_s=15,
        repetitions=2,
        sides=SideMeaning.ARM,
        posture=Posture.STANDING,
        muscles="chest",
        origin=origin,
        aliases=("Chest opener",),
    )
    got = carried_out(usual(Bundle(kind=FileKind.WGER, stretches=(foreign,)), catalogue), catalogue)
    (stretch,) = got.stretches
    assert stretch.id == "own-0"
    assert (stretch.name, stretch.steps, stretch.aliases) == (
        "Doorway stretch",
        ("Stand in a doorway.",),
        ("Chest opener",),
    )
    assert stretch.dose == Dose(hold_s=15, repetitions=2)
    assert stretch.origin == origin
    assert stretch.side_means is SideMeaning.ARM
    assert stretch.targets == "chest"
    assert got.remarks == ()


def test_another_stretch_can_be_chosen(catalogue: Catalogue) -> None:
    plan = usual(bundle_of("Spinal thing"), catalogue)
    assert plan["Spinal thing"].choice is Choice.MAKE
    plan = plan.choose("Spinal thing", Choice.USE, "supine-trunk-rotation")
    got = carried_out(plan, catalogue)
    assert got.stretches == ()
    assert got.routines[0].items[0].stretch == "supine-trunk-rotation"
    with pytest.raises(ValueError, match="goes with USE"):
        plan.choose("Spinal thing", Choice.USE)
    with pytest.raises(ValueError, match="goes with USE"):
        plan.choose("Spinal thing", Choice.MAKE, "cat-cow")
    with pytest.raises(KeyError):
        plan.choose("nothing", Choice.MAKE)


def test_routines_can_be_renamed_and_left(catalogue: Catalogue) -> None:
    plan = usual(read_file(DATA / "feeel-export.zip"), catalogue, ["Short back", "Short back (2)"])
    assert [routine.name for routine in plan.routines] == ["Neck and back", "Short back (3)"]
    plan = plan.rename(1, "Back").take(0, False)
    assert [routine.name for routine in carried_out(plan, catalogue).routines] == ["Back"]


def test_an_unsure_match_is_offered_and_not_taken(catalogue: Catalogue) -> None:
    plan = plan_import(
        bundle_of("Something"),
        catalogue,
        lambda name: [Candidate(stretch="cat-cow", sure=False), Candidate(stretch="gone", sure=True)],
        lambda name, steps: None,
        check_picture=lambda data, name: data,
    )
    assert plan["Something"].choice is Choice.MAKE
    assert plan["Something"].candidates == ("cat-cow",)


def test_of_a_long_list_nothing_is_chosen_yet(catalogue: Catalogue) -> None:
    names = [f"Thing number {number}" for number in range(MANY + 1)]
    stretches = tuple(ForeignStretch(key=name, name=name) for name in names)
    plan = usual(Bundle(kind=FileKind.WGER, stretches=stretches), catalogue)
    assert not plan.chosen(Choice.MAKE)
    assert any("long list" in remark for remark in plan.remarks)
    few = usual(Bundle(kind=FileKind.WGER, stretches=stretches[:MANY]), catalogue)
    assert len(few.chosen(Choice.MAKE)) == MANY


def test_what_is_nothing_to_stretch_with_is_left_out_of_lists(catalogue: Catalogue) -> None:
    plan = usual(read_file(DATA / "wger-2023.json"), catalogue)
    assert plan["31"].choice is Choice.LEAVE_OUT


def test_pictures_are_looked_at_and_shared(catalogue: Catalogue) -> None:
    def check(data: bytes, name: str) -> bytes:
        if data == b"bad":
            raise PictureError(f"“{name}” cannot be read, the file may be damaged.")
        return data.upper()

    def with_picture(key: str, picture: str) -> ForeignStretch:
        record = own_stretch(id=key, name=key, pose=picture)
        return ForeignStretch(key=key, name=key, picture=picture, record=record, posture=Posture.SITTING)

    bundle = Bundle(
        kind=FileKind.STRETCH,
        stretches=(
            with_picture("own-a", "p"),
            with_picture("own-b", "p"),
            with_picture("own-c", "q"),
            with_picture("own-d", "gone"),
            with_picture("own-e", "pose"),
        ),
        pictures={
            "p": ForeignPicture(kind=PictureKind.IMAGE, data=b"good"),
            "q": ForeignPicture(kind=PictureKind.IMAGE, data=b"bad"),
            "pose": ForeignPicture(kind=PictureKind.POSE, data=b"{}"),
            "unused": ForeignPicture(kind=PictureKind.IMAGE, data=b"unused"),
        },
    )
    plan = plan_import(bundle, catalogue, lambda name: [], lambda name, steps: None, check_picture=check)
    got = carried_out(plan, catalogue)
    (picture,) = got.pictures
    assert picture.data == b"GOOD"
    assert [stretch.pose for stretch in got.stretches] == [picture.id, picture.id, "", "", ""]
    assert len(got.remarks) == 3
    # Of what is left out nothing is said and nothing kept.
    for key in ("own-a", "own-b", "own-c"):
        plan = plan.choose(key, Choice.LEAVE_OUT)
    got = carried_out(plan, catalogue)
    assert got.pictures == ()
    assert len(got.remarks) == 2


def test_planning_and_carrying_out_twice_is_the_same(catalogue: Catalogue) -> None:
    for path in sorted(DATA.iterdir()):
        if path.suffix in {".md", ".xz"}:
            continue
        bundle = read_file(path)
        plan = usual(bundle, catalogue)
        assert plan == usual(bundle, catalogue)
        got = carried_out(plan, catalogue)
        assert got == carried_out(plan, catalogue)
        known = {stretch.id for stretch in got.stretches}
        for routine in got.routines:
            assert all(item.stretch in known or item.stretch in catalogue for item in routine.items)
