"""Our own open format: what is written is read back as it was, and is as its schema says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue
from stretchplayer.core.catalogue import (
    Breathing,
    Catalogue,
    Caution,
    Direction,
    Dose,
    Form,
    Origin,
    Posture,
    Side,
    SideMeaning,
    Stretch,
    Swap,
    Variant,
)
from stretchplayer.core.content_rules import MUSCLES
from stretchplayer.core.errors import FileError
from stretchplayer.core.history import OwnPicture, PictureKind
from stretchplayer.core.own_stretch import changed, own_stretch
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Sounds, Talking
from stretchplayer.core.routine import LIMITS, MOST_ITEMS, HowOften, Routine, RoutineItem, Sides
from stretchplayer.exchange import limits
from stretchplayer.exchange.carry_out import NewIds, carry_out
from stretchplayer.exchange.detect import read_bytes
from stretchplayer.exchange.model import Bundle, FileKind
from stretchplayer.exchange.plan import Candidate, Choice, plan_import
from stretchplayer.exchange.stretch_file import save, write_routine

ROOT = Path(__file__).parent.parent.parent
SCHEMA = json.loads((ROOT / "assets/schema/stretch-1.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
LIBRARY = list(load_catalogue(ROOT / "assets/catalogue"))
POSES = ["cat-cow", "pelvic-tilt"]

# Letters people type: none that cannot be seen or that turn the text.
letters = st.characters(exclude_categories=("Cc", "Cs", "Cf"), include_characters="\n\t")
words = st.text(letters, min_size=1, max_size=40)
lines = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), min_size=1, max_size=40
).filter(lambda text: text.strip() != "")
optional_words = st.none() | words
origins = st.none() | st.builds(Origin, author=optional_words, licence=optional_words, source=optional_words)
numbers = st.floats(min_value=0, max_value=120, allow_nan=False)


def listed(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


@st.composite
def doses(draw: st.DrawFn, form: Form) -> Dose:
    low, high = LIMITS[form].hold_s
    return Dose(hold_s=draw(st.floats(low, high)), repetitions=draw(st.integers(*LIMITS[form].repetitions)))


@st.composite
def stretches(draw: st.DrawFn, number: int) -> tuple[Stretch, OwnPicture | None]:
    form = draw(st.sampled_from(Form))
    picture = draw(
        st.none()
        | st.builds(
            OwnPicture,
            id=st.just(f"picture-{number}"),
            kind=st.sampled_from(PictureKind),
            data=st.binary(max_size=50),
        )
    )
    made = own_stretch(
        id=f"own-{number}",
        name=draw(lines),
        steps=draw(st.lists(words, max_size=5)),
        form=form,
        posture=draw(st.sampled_from(Posture)),
        sides=draw(st.none() | st.sampled_from(SideMeaning)),
        dose=draw(doses(form)),
        cautions=draw(optional_words),
        feel=draw(st.just("") | words),
        pose=picture.id if picture else draw(st.sampled_from(["", *POSES])),
        directions=draw(st.lists(st.sampled_from(Direction), min_size=1, max_size=3)),
        muscles=draw(st.lists(st.sampled_from(sorted(MUSCLES)), max_size=3)),
        origin=draw(origins),
    )
    variant = st.none() | st.builds(Variant, text=words, pose=st.none() | st.sampled_from(POSES))
    seconds = st.floats(1, 60)
    return changed(
        made,
        aliases=draw(listed(words)),
        targets=draw(st.just("") | words),
        mistakes=draw(listed(words)),
        cautions=draw(listed(st.sampled_from(Caution))),
        breathing=draw(st.builds(Breathing, text=words, in_s=seconds, out_s=seconds)),
        easier=draw(variant),
        harder=draw(variant),
        swap=draw(st.none() | st.builds(Swap, stretch=st.sampled_from(["cat-cow"]), reason=words)),
        note=draw(optional_words),
    ), picture


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Routine, list[Stretch], dict[str, OwnPicture]]:
    """A routine, the user's own stretches, and their pictures."""
    made = [draw(stretches(number)) for number in range(draw(st.integers(0, 3)))]
    own = [stretch for stretch, _ in made]
    pictures = {picture.id: picture for _, picture in made if picture is not None}
    items = []
    for stretch in draw(st.lists(st.sampled_from([*LIBRARY[:4], *own]), min_size=1, max_size=8)):
        low, high = LIMITS[stretch.form].hold_s
        item = st.builds(
            RoutineItem,
            stretch=st.just(stretch.id),
            hold_s=st.none() | st.floats(low, high),
            repetitions=st.none() | st.integers(*LIMITS[stretch.form].repetitions),
            rest_s=st.none() | numbers,
            get_ready_s=st.none() | numbers,
            sides=st.sampled_from(Sides),
            first_side=st.none() | st.sampled_from(Side),
        )
        items.append(draw(item))
    routine = Routine(
        id="own-routine",
        name=draw(lines),
        description=draw(st.just("") | words),
        items=tuple(items),
        place=draw(st.sampled_from(Place)),
        length=draw(st.floats(0.5, 2)),
        talking=draw(st.none() | st.sampled_from(Talking)),
        sounds=draw(st.none() | st.sampled_from(Sounds)),
        how_often=draw(
            st.none() | st.builds(HowOften, times_a_day=st.integers(1, 24), days_a_week=st.integers(1, 7))
        ),
        origin=draw(origins),
    )
    return routine, own, pictures


def library(own: Sequence[Stretch] = ()) -> Catalogue:
    catalogue = Catalogue(LIBRARY)
    catalogue.set_own(own)
    return catalogue


def no_match(name: str) -> list[Candidate]:
    return []


def bring(bundle: Bundle, catalogue: Catalogue) -> Any:
    plan = plan_import(
        bundle,
        catalogue,
        no_match,
        lambda name, steps: None,
        check_picture=lambda data, name: data,
        check_pose=lambda data, name: data,
    )
    counter = iter(range(1000))
    ids = NewIds(
        stretch=lambda: f"own-new-{next(counter)}",
        picture=lambda: f"picture-new-{next(counter)}",
        routine=lambda: "own-routine",
    )
    return plan, carry_out(plan, catalogue, ids)


ENOUGH = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@ENOUGH
@given(worlds())
def test_a_routine_comes_back_as_it_was(world: tuple[Routine, list[Stretch], dict[str, OwnPicture]]) -> None:
    routine, own, pictures = world
    data = write_routine(routine, library(own), pictures.get, "Stretch Player 1.0")
    VALIDATOR.validate(json.loads(data))

    bundle = read_bytes(data, "mine.stretch.json")
    assert bundle.kind is FileKind.STRETCH
    assert bundle.remarks == ()
    used = {item.stretch for item in routine.items}
    records = {one.key: one.record for one in bundle.stretches if one.record is not None}
    assert records == {stretch.id: stretch for stretch in own if stretch.id in used}

    # Somebody else, who has none of it, brings it in: all but the ids of pictures is the same.
    _, got = bring(bundle, library())
    assert got.routines == (routine,)
    brought = {picture.id: picture for picture in got.pictures}
    originals = {stretch.id: stretch for stretch in own}
    assert {stretch.id for stretch in got.stretches} == used & originals.keys()
    for stretch in got.stretches:
        original = originals[stretch.id]
        assert msgspec.structs.replace(stretch, pose=original.pose) == original
        if original.pose in pictures:
            there, here = pictures[original.pose], brought[stretch.pose]
            assert (here.kind, here.data) == (there.kind, there.data)
        else:
            assert stretch.pose == original.pose


@ENOUGH
@given(worlds())
def test_a_file_of_ones_own_brings_nothing_twice(
    world: tuple[Routine, list[Stretch], dict[str, OwnPicture]],
) -> None:
    routine, own, pictures = world
    bundle = read_bytes(write_routine(routine, library(own), pictures.get), "mine")
    _, got = bring(bundle, library(own))
    assert got.stretches == ()
    assert got.pictures == ()
    assert got.routines == (routine,)


def simple(**changes: Any) -> Stretch:
    return own_stretch(id="own-a", name="Doorway stretch", steps=["Stand."], **changes)


def file_of(stretch: Stretch, *, picture: OwnPicture | None = None, **item: Any) -> bytes:
    routine = Routine(
        id="own-r", name="Mine", description="", items=(RoutineItem(stretch=stretch.id, **item),)
    )
    return write_routine(routine, library([stretch]), lambda name: picture)


def test_another_stretch_with_the_same_id_takes_no_ones_place() -> None:
    mine = simple()
    theirs = msgspec.structs.replace(simple(), name="Something else")
    _, got = bring(read_bytes(file_of(theirs), "theirs"), library([mine]))
    (stretch,) = got.stretches
    assert stretch.id == "own-new-0"
    assert got.routines[0].items[0].stretch == "own-new-0"
    assert stretch.spoken.name.startswith("own-new-0")


def test_what_was_taken_away_comes_back_under_its_id() -> None:
    catalogue = library()
    catalogue.set_own([], [simple()])
    _, got = bring(read_bytes(file_of(simple()), "mine"), catalogue)
    assert [stretch.id for stretch in got.stretches] == ["own-a"]


@pytest.mark.parametrize("key", ["cat-cow", "picture-x", "own-../x", "own-" + "x" * 80, "x"])
def test_an_id_of_another_form_is_not_taken(key: str) -> None:
    value = json.loads(file_of(simple()))
    value["stretches"][0]["id"] = value["routines"][0]["items"][0]["stretch"] = key
    plan, got = bring(read_bytes(json.dumps(value).encode(), "theirs"), library())
    if plan[key].choice is Choice.MAKE:
        assert [stretch.id for stretch in got.stretches] == ["own-new-0"]
    else:
        assert plan[key].use == "cat-cow"


def test_doses_out_of_range_are_brought_to_the_nearest_with_a_remark() -> None:
    value = json.loads(file_of(simple(), hold_s=20, repetitions=2))
    value["routines"][0] |= {"length": 50}
    value["routines"][0]["items"][0] |= {"hold_s": 86400, "repetitions": -3, "rest_s": 9999}
    value["stretches"][0]["dose"] = {"hold_s": 0, "repetitions": 10**6}
    _, got = bring(read_bytes(json.dumps(value).encode(), "x"), library())
    (item,) = got.routines[0].items
    assert (item.hold_s, item.repetitions, item.rest_s) == (60, 1, 120)
    assert got.routines[0].length == 2
    assert got.stretches[0].dose == Dose(hold_s=5, repetitions=10)
    assert any("86400 s" in remark for remark in got.remarks)
    assert any("Doorway stretch" in remark and "0 s" in remark for remark in got.remarks)


def test_a_file_that_names_no_place_is_for_the_floor() -> None:
    value = json.loads(file_of(simple()))
    assert "place" not in value["routines"][0]
    assert read_bytes(json.dumps(value).encode(), "x").routines[0].place is Place.FLOOR
    value["routines"][0]["place"] = "bed"
    bundle = read_bytes(json.dumps(value).encode(), "x")
    assert (bundle.routines[0].place, bundle.remarks) == (Place.BED, ())
    VALIDATOR.validate(value)


def test_what_a_later_version_may_add_is_left_out_with_a_remark() -> None:
    value = json.loads(file_of(simple()))
    value["routines"][0]["items"][0]["music"] = "calm"
    bundle = read_bytes(json.dumps(value).encode(), "x")
    assert len(bundle.remarks) == 1
    assert "left out" in bundle.remarks[0]


def test_a_stretch_of_a_library_nobody_knows_keeps_its_name() -> None:
    value = json.loads(file_of(simple()))
    value["routines"][0]["items"] = [{"stretch": "wall-slide", "name": "Wall slide"}, {"stretch": "cat-cow"}]
    plan, got = bring(read_bytes(json.dumps(value).encode(), "x"), library())
    assert plan["wall-slide"].choice is Choice.MAKE
    assert plan["cat-cow"].use == "cat-cow"
    assert "Wall slide" in [stretch.name for stretch in got.stretches]


def test_too_many_entries_are_cut_with_a_remark() -> None:
    value = json.loads(file_of(simple()))
    value["routines"][0]["items"] *= MOST_ITEMS + 5
    bundle = read_bytes(json.dumps(value).encode(), "x")
    assert len(bundle.routines[0].items) == MOST_ITEMS
    assert any(str(MOST_ITEMS) in remark for remark in bundle.remarks)


def test_pictures_too_large_for_one_file_are_said_before_anything_is_written() -> None:
    picture = OwnPicture(id="picture-1", kind=PictureKind.IMAGE, data=bytes(limits.FILE_BYTES))
    with pytest.raises(FileError, match="larger than"):
        file_of(simple(pose="picture-1"), picture=picture)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "mine.stretch.json"
    save(path, b"first")
    save(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(FileError):
        save(tmp_path / "nowhere" / "mine.stretch.json", b"x")


def test_the_schema_is_proper_and_refuses_what_the_reader_refuses() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    good = json.loads(file_of(simple()))
    VALIDATOR.validate(good)
    for broken in (
        good | {"version": 2},
        good | {"format": "other"},
        good | {"routines": [{"name": "R", "items": [{"stretch": 1}]}]},
        {"format": "stretchplayer", "version": 1},
    ):
        assert not VALIDATOR.is_valid(broken)


def test_the_example_of_the_page_is_a_file() -> None:
    page = (ROOT / "assets/schema/README.md").read_text(encoding="utf-8")
    example = page.partition("```json\n")[2].partition("```")[0].replace("iVBORw0KGgo…", "iVBORw0KGgo=")
    VALIDATOR.validate(json.loads(example))
    bundle = read_bytes(example.encode(), "example")
    assert bundle.remarks == ()
    _, got = bring(bundle, library())
    assert [stretch.name for stretch in got.stretches] == ["Doorway stretch"]
    assert len(got.routines[0].items) == 2
    assert len(got.pictures) == 1
