"""A file of somebody else's: what it brings is looked through, and only then kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit

from stretchplayer.core.catalogue import Origin
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.exchange.plan import Choice as Fate
from stretchplayer.ui.pages.import_review import ImportPage
from stretchplayer.ui.stretches.detail import origin_words
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.switch import Switch
from tests.ui.editor.sitting import click, settle, words_on
from tests.ui.hub_kit import Visit, seen_whole, visit
from tests.ui.stretch_kit import drop
from tests.ui.world import World

DATA = Path(__file__).parents[1] / "exchange" / "data"
SIT_UP = {
    "name": "Sit-up",
    "instructions": ["Lie on your back.", "Sit up."],
    "primaryMuscles": ["abdominals"],
    "category": "stretching",
}


@pytest.fixture
def visiting(world: World) -> Visit:
    return visit(world)


def review(visiting: Visit, path: Path) -> ImportPage:
    visiting.hub.look_through(path)
    settle()
    return visiting.hub.review


def own_file(world: World, folder: Path) -> Path:
    """A routine with a stretch in it, as the app itself writes it; both are then taken away."""
    from stretchplayer.exchange.stretch_file import save, write_routine

    origin = Origin(author="Jo Doe", licence="CC BY 4.0", source="somewhere")
    world.library.save(own_stretch(id="own-towel", name="Towel pull", steps=("Pull.",), origin=origin))
    items = (RoutineItem(stretch="own-towel", hold_s=30), RoutineItem(stretch="pelvic-tilt"))
    made = world.routines.create(Routine(id="", name="With a towel", description="", items=items))
    path = folder / "towel.stretch.json"
    save(path, write_routine(made, world.library.catalogue, world.library.picture, "test"))
    world.routines.remove(made.id)
    world.library.remove("own-towel")
    return path


def kept(visiting: Visit) -> tuple[int, int]:
    """How many routines and stretches of one's own there are."""
    return len(visiting.own_routines), len(visiting.own_stretches)


def choice_of(page: ImportPage, name: str) -> Choice:
    settle()
    return next(one for one in page.findChildren(Choice) if one.accessibleName() == f"What {name} becomes")


def avoided_file(folder: Path) -> Path:
    path = folder / "moves.json"
    bow = {**SIT_UP, "name": "Towel shoulder stretch", "instructions": ["Hold a towel behind you."]}
    path.write_text(json.dumps([bow, SIT_UP]), encoding="utf-8")
    return path


FILES = [
    ("free-exercise-db-list.json", "free-exercise-db"),
    ("free-exercise-db-one.json", "free-exercise-db"),
    ("wger-page.json", "wger"),
    ("wger-one.json", "wger"),
    ("wger-2023.json", "wger"),
    ("wger-fixture.json", "wger"),
    ("Neck_and_back_12.feeel", "Feeel"),
    ("feeel-export.zip", "Feeel"),
    ("workout-timer.json", "Just Another Workout Timer"),
    ("workout-timer-backup.json", "Just Another Workout Timer"),
    ("workout-timer-version-1.json", "Just Another Workout Timer"),
    ("exercises.xml", "Workrave"),
]


@pytest.mark.parametrize(("name", "kind"), FILES)
def test_a_file_is_shown_whole_and_kept_as_shown(visiting: Visit, name: str, kind: str) -> None:
    page = review(visiting, DATA / name)
    words = " | ".join(words_on(page))
    assert f"From {kind}." in words
    plan = page.plan
    assert plan is not None
    for planned in plan.stretches:
        assert planned.foreign.name in words
        if planned.foreign.origin is not None:
            assert origin_words(planned.foreign.origin) in words
    names = [
        field.text() for field in page.findChildren(QLineEdit) if "Name of routine" in field.accessibleName()
    ]
    assert names == [routine.name for routine in plan.routines]
    assert kept(visiting) == (0, 0)
    for planned in plan.stretches:
        if planned.avoided is None:
            choice = choice_of(page, planned.foreign.name)
            choice.choose("make")
            choice.chosen.emit("make")
    settle()
    plan = page.plan
    assert plan is not None
    taken = plan.chosen(Fate.MAKE)
    click(page.bring)
    assert {stretch.name for stretch in visiting.own_stretches} == {one.foreign.name for one in taken}
    origins = {stretch.name: stretch.origin for stretch in visiting.own_stretches}
    assert origins == {one.foreign.name: one.foreign.origin for one in taken}
    assert [routine.name for routine in visiting.own_routines] == names
    assert visiting.told[-1].startswith("Brought in ")


def test_a_file_of_our_own_comes_whole(visiting: Visit, tmp_path: Path) -> None:
    page = review(visiting, own_file(visiting.world, tmp_path))
    words = " | ".join(words_on(page))
    assert "This would bring in 1 routine and 1 stretch of yours. Nothing is kept until you say so." in words
    assert "From somewhere, by Jo Doe, CC BY 4.0." in words
    assert kept(visiting) == (0, 0)
    click(page.bring)
    assert kept(visiting) == (1, 1)
    assert visiting.told[-1] == "Brought in 1 routine and 1 stretch of yours."
    (towel,) = visiting.own_stretches
    assert towel.origin == Origin(author="Jo Doe", licence="CC BY 4.0", source="somewhere")
    assert visiting.own_routines[0].items[0].hold_s == 30
    assert visiting.hub.place.is_editing


def test_what_is_left_out_is_not_kept(visiting: Visit, tmp_path: Path) -> None:
    page = review(visiting, own_file(visiting.world, tmp_path))
    click(next(iter(page.findChildren(Switch))))
    choice = choice_of(page, "Towel pull")
    choice.setFocus()
    visiting.press(Qt.Key.Key_End)
    assert choice.value() == "leave-out"
    assert "Your library has all of it, or it is left out." in " ".join(words_on(page))
    assert not page.bring.isEnabled()
    assert kept(visiting) == (0, 0)


def test_a_routine_alone_can_be_left_out_and_another_name_given(visiting: Visit, tmp_path: Path) -> None:
    page = review(visiting, own_file(visiting.world, tmp_path))
    name = next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == "Name of routine 1")
    name.setText("")
    visiting.tab_to(name)
    name.textEdited.emit("  Mornings ")
    click(page.bring)
    assert [routine.name for routine in visiting.own_routines] == ["Mornings"]


@pytest.mark.parametrize("how", ["button", "escape"])
def test_leaving_keeps_nothing(visiting: Visit, tmp_path: Path, how: str) -> None:
    page = review(visiting, own_file(visiting.world, tmp_path))
    if how == "button":
        click(page.head.back)
    else:
        visiting.press(Qt.Key.Key_Escape)
    assert visiting.hub.currentWidget() is visiting.hub.place
    assert kept(visiting) == (0, 0)
    assert visiting.told == []


def test_an_avoided_move_comes_first_with_its_reason_and_its_swap(visiting: Visit, tmp_path: Path) -> None:
    page = review(visiting, avoided_file(tmp_path))
    plan = page.plan
    assert plan is not None
    (sit_up,) = plan.avoided
    assert sit_up.avoided is not None
    cards = [frame for frame in page.findChildren(QFrame) if frame.property("role") == "card"]
    assert "Sit-up" in words_on(cards[0])
    assert sit_up.avoided.why in words_on(cards[0])
    choice = choice_of(page, "Sit-up")
    assert choice.value() in sit_up.avoided.instead
    assert choice.findText("Keep it, it was advised to me") >= 0
    click(page.bring)
    assert [stretch.name for stretch in visiting.own_stretches] == ["Towel shoulder stretch"]


def test_an_avoided_move_that_was_advised_can_be_kept(visiting: Visit, tmp_path: Path) -> None:
    page = review(visiting, avoided_file(tmp_path))
    choice = choice_of(page, "Sit-up")
    choice.setFocus()
    while choice.value() != "make":
        visiting.press(Qt.Key.Key_Down)
    click(page.bring)
    assert "Sit-up" in [stretch.name for stretch in visiting.own_stretches]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\x00\xff" * 40, b"[[[[" * 500, b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"]
)
def test_a_refused_file_gives_one_sentence(visiting: Visit, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "strange.json"
    path.write_bytes(content)
    page = review(visiting, path)
    assert page.plan is None
    (told,) = [words for words in words_on(page) if words.endswith("Nothing was changed.")]
    assert "\n" not in told
    assert not page.bring.isVisible()
    assert visiting.focused is page.head.back
    page.begin(DATA / "wger-one.json")
    assert not any(words.endswith("Nothing was changed.") for words in words_on(page))


def test_a_file_that_is_not_there(visiting: Visit, tmp_path: Path) -> None:
    page = review(visiting, tmp_path / "gone.json")
    assert any(words.endswith("Nothing was changed.") for words in words_on(page))


def test_a_disk_that_takes_nothing_is_told(visiting: Visit, tmp_path: Path) -> None:
    page = review(visiting, own_file(visiting.world, tmp_path))
    visiting.world.refuse_writing()
    click(page.bring)
    assert any(words.endswith("Nothing was changed.") for words in words_on(page))
    assert kept(visiting) == (0, 0)


def test_a_file_is_dropped_on_the_list_and_another_on_the_review(visiting: Visit) -> None:
    assert drop(visiting.hub.place.list, DATA / "wger-one.json")
    assert visiting.hub.currentWidget() is visiting.hub.review
    assert any("wger-one.json" in words for words in words_on(visiting.hub.review))
    assert drop(visiting.hub.review, DATA / "exercises.xml")
    assert any("exercises.xml" in words for words in words_on(visiting.hub.review))


def test_a_long_list_is_searched(visiting: Visit, tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    many = [{**SIT_UP, "name": f"Shoulder stretch {n}", "instructions": ["Reach."]} for n in range(60)]
    path.write_text(json.dumps(many), encoding="utf-8")
    page = review(visiting, path)
    assert "And 20 more. Type a name above to find one." in words_on(page)
    page.field.setText("stretch 57")
    assert "Shoulder stretch 57" in words_on(page)
    page.field.setText("xyzzy")
    assert "Nothing of that name is in the file." in words_on(page)


def test_a_whole_review_by_keyboard(visiting: Visit, tmp_path: Path) -> None:
    page = review(visiting, own_file(visiting.world, tmp_path))
    assert visiting.focused is page.bring
    visiting.tab_to(next(iter(page.findChildren(Switch))))
    visiting.tab_to(choice_of(page, "Towel pull"))
    visiting.tab_to(page.bring)
    visiting.press(Qt.Key.Key_Space)
    assert kept(visiting) == (1, 1)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast-light", "contrast-dark"])
@pytest.mark.parametrize(("text", "width"), [(1.0, 900), (2.0, 900), (2.0, 1280)])
def test_nothing_is_cut_off(
    worlds: Callable[..., World], tmp_path: Path, theme: str, text: float, width: int
) -> None:
    visiting = visit(worlds(theme=theme, text_scale=text), width, 600)
    for path in (avoided_file(tmp_path), DATA / "Neck_and_back_12.feeel"):
        page = review(visiting, path)
        assert page.horizontalScrollBar().maximum() == 0
        for part in (page.head.back, page.bring, *page.findChildren(Choice), *page.findChildren(Switch)):
            assert not part.isVisible() or seen_whole(part), part.accessibleName()
