"""The page of stretches: the library and its search, one stretch, and taking away one's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stretchplayer.core.catalogue import Form, Origin
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.ui.stretches.card import StretchCard
from stretchplayer.ui.stretches.figure_panel import FigurePanel
from stretchplayer.ui.stretches.form import FormPage
from stretchplayer.ui.stretches.page import listed
from stretchplayer.ui.widgets.stepper import Stepper
from tests.ui.editor.sitting import button, click, settle, words_on
from tests.ui.stretch_kit import STEPS, Visit, routine_with, towel_pull, visit
from tests.ui.world import World, the

EASY = "easy-lower-back"


def shown_cards(visit: Visit) -> list[StretchCard]:
    settle()
    return [card for card in visit.page.library.cards if card.isVisible()]


def stepper(visit: Visit, name: str) -> Stepper:
    settle()
    steppers = visit.page.detail.findChildren(Stepper)
    return next(one for one in steppers if one.isVisible() and one.field.accessibleName().startswith(name))


# ---- the library --------------------------------------------------------------------------------------


def test_the_form_is_made_once_when_it_is_first_wanted(world: World) -> None:
    visiting = visit(world)
    assert visiting.page.findChildren(FormPage) == []
    visiting.page.leave(lambda: None)
    assert visiting.page.findChildren(FormPage) == []  # nobody was writing
    visiting.page.make_new()
    assert visiting.page.is_writing
    visiting.page.leave_form()
    assert not visiting.page.is_writing
    visiting.page.make_new()
    assert visiting.page.findChildren(FormPage) == [visiting.page.form]


def test_the_library_shows_all_stretches_and_ones_own_last(world: World) -> None:
    towel_pull(world)
    cards = shown_cards(visit(world))
    assert [card.stretch for card in cards] == [stretch.id for stretch in world.library.catalogue]
    assert cards[-1].accessibleName().startswith("Towel pull. Yours")
    assert sum("Yours" in card.accessibleName() for card in cards) == 1


@pytest.mark.parametrize(
    ("words", "found", "not_found"),
    [
        ("towel", "own-towel", "cat-cow"),
        ("CAT", "cat-cow", "own-towel"),
        ("yours", "own-towel", "cat-cow"),
        ("both hands towel", "own-towel", "cat-cow"),  # of its steps, in any order
        ("hamstring", "standing-hamstring", "own-towel"),
    ],
)
def test_words_find_stretches(world: World, words: str, found: str, not_found: str) -> None:
    towel_pull(world)
    visiting = visit(world)
    visiting.type_in(visiting.page.library.field, words)
    names = [card.stretch for card in shown_cards(visiting)]
    assert found in names
    assert not_found not in names


def test_what_is_not_there_is_said_and_all_come_back(world: World) -> None:
    visiting = visit(world)
    library = visiting.page.library
    visiting.type_in(library.field, "xyzzy")
    assert shown_cards(visiting) == []
    assert "Nothing called “xyzzy”. Try a body part, such as hip." in words_on(library)
    for _ in range(5):
        QTest.keyClick(library.field, Qt.Key.Key_Backspace)
    assert len(shown_cards(visiting)) == len(world.library.catalogue)
    assert not any("Nothing called" in words for words in words_on(library))


def test_a_search_stays_when_a_stretch_is_added(world: World) -> None:
    visiting = visit(world)
    visiting.type_in(visiting.page.library.field, "towel")
    before = len(shown_cards(visiting))
    towel_pull(world)
    assert len(shown_cards(visiting)) == before + 1


def test_ctrl_f_goes_to_the_search(world: World) -> None:
    visiting = visit(world)
    visiting.page.library.new.setFocus()
    QTest.keyClick(visiting.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert visiting.page.library.field.isAncestorOf(visiting.window.focusWidget() or visiting.window) or (
        visiting.page.library.field.hasFocus()
    )


def test_a_card_opens_its_stretch_by_keyboard_and_escape_goes_back(world: World) -> None:
    visiting = visit(world)
    card = next(card for card in shown_cards(visiting) if card.stretch == "cat-cow")
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert visiting.page.currentWidget() is visiting.page.detail
    assert "Cat and cow" in words_on(visiting.page.detail)
    focused = visiting.window.focusWidget()
    assert focused is visiting.page.detail.back
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert visiting.page.currentWidget() is visiting.page.library


# ---- one stretch --------------------------------------------------------------------------------------


def test_a_stretch_of_the_library_says_everything(world: World) -> None:
    visiting = visit(world)
    visiting.page.show_stretch("supine-trunk-rotation")
    stretch = world.library.catalogue["supine-trunk-rotation"]
    words = words_on(visiting.page.detail)
    for wanted in (stretch.name, stretch.feel, stretch.breathing.text, stretch.caution_note):
        assert wanted is None or wanted in words
    for wanted in (*stretch.steps, *stretch.mistakes):
        assert wanted in words
    numbers = [number for number in words if number.isdecimal()]
    assert numbers == [str(number) for number in range(1, len(stretch.steps) + 1)]
    assert the(visiting.page.detail, FigurePanel).accessibleName() == f"Picture: {stretch.picture}"
    shown = {b.text() for b in visiting.page.detail.findChildren(type(visiting.page.detail.back))}
    assert {"Try it", "Add to a routine"} <= shown
    assert not {"Edit", "Remove"} & shown


def test_what_is_good_to_know_of_a_stretch_is_said(world: World) -> None:
    visiting = visit(world)
    visiting.page.show_stretch("neck-side-bend")
    assert {"Good to know", "No full circles of the head."} <= set(words_on(visiting.page.detail))
    visiting.page.show_stretch("single-knee-to-chest")
    assert "Good to know" not in words_on(visiting.page.detail)


def test_ones_own_can_be_edited_and_removed_and_says_whose_work_it_is(world: World) -> None:
    origin = Origin(author="A. Person", licence="CC BY-SA 4.0", source="wger")
    towel_pull(world, cautions="Stop if the knee hurts", origin=origin)
    visiting = visit(world)
    visiting.page.show_stretch("own-towel")
    words = words_on(visiting.page.detail)
    assert "From wger, by A. Person, CC BY-SA 4.0." in words
    assert "Stop if the knee hurts" in words
    click(button(visiting.page.detail, "Edit"))
    assert visiting.page.currentWidget() is visiting.form
    assert visiting.form.name.text() == "Towel pull"


def test_a_stretch_without_steps_says_so(world: World) -> None:
    world.library.save(own_stretch(id="own-bare", name="Bare"))
    visiting = visit(world)
    visiting.page.show_stretch("own-bare")
    assert "No steps are written down yet." in words_on(visiting.page.detail)


def test_try_it_asks_for_this_stretch_alone(world: World) -> None:
    visiting = visit(world)
    visiting.page.show_stretch("pelvic-tilt")
    click(button(visiting.page.detail, "Try it"))
    ((tried, first),) = visiting.tried
    assert [item.stretch for item in tried.items] == ["pelvic-tilt"]
    assert first == 0


def test_a_stretch_goes_to_the_end_of_a_routine(world: World) -> None:
    towel_pull(world)
    visiting = visit(world)
    visiting.page.show_stretch("own-towel")
    menu = visiting.page.detail.add.entries
    menu.aboutToShow.emit()
    names = [action.text() for action in menu.actions()]
    assert names == [routine.name for routine in world.routines.all()]
    menu.actions()[names.index("Easy lower back")].trigger()
    assert world.routines.get(EASY).items[-1].stretch == "own-towel"
    assert visiting.told[-1][0] == "Towel pull is now at the end of Easy lower back."


def test_the_dose_for_all_routines_is_kept_and_goes_back(world: World) -> None:
    visiting = visit(world)
    visiting.page.show_stretch("supine-trunk-rotation")
    usual = world.routines.usual_dose("supine-trunk-rotation")
    click(stepper(visiting, "Hold").more)
    assert world.routines.usual_dose("supine-trunk-rotation").hold_s == usual.hold_s + 1
    played = world.routines.as_played(world.routines.get(EASY))
    item = next(item for item in played.items if item.stretch == "supine-trunk-rotation")
    assert item.hold_s == usual.hold_s + 1
    back = next(
        b for b in visiting.page.detail.findChildren(type(visiting.page.detail.back)) if "Back to" in b.text()
    )
    click(back)
    assert world.routines.usual_dose("supine-trunk-rotation") == usual
    assert not any(
        b.isVisible() and b.text().startswith("Back to")
        for b in visiting.page.detail.findChildren(type(back))
    )


def test_the_number_that_is_stepped_by_keys_keeps_the_keyboard(world: World) -> None:
    visiting = visit(world)
    visiting.page.show_stretch("supine-trunk-rotation")
    before = world.routines.usual_dose("supine-trunk-rotation").hold_s
    stepper(visiting, "Hold").field.setFocus()
    for _ in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Up)
        settle()
    assert world.routines.usual_dose("supine-trunk-rotation").hold_s == before + 3


@pytest.mark.parametrize(
    ("form", "words"),
    [(Form.HOLD, ["Hold", "Times"]), (Form.FLOW, ["A round", "Rounds"]), (Form.TIMED, ["Length"])],
)
def test_the_dose_is_asked_in_the_words_of_the_form(world: World, form: Form, words: list[str]) -> None:
    towel_pull(world, form=form)
    visiting = visit(world)
    visiting.page.show_stretch("own-towel")
    shown = words_on(visiting.page.detail)
    assert [word for word in ("Hold", "A round", "Length", "Times", "Rounds") if word in shown] == words


def test_a_dose_the_disk_does_not_take_is_said_and_not_shown(world: World) -> None:
    visiting = visit(world)
    visiting.page.show_stretch("supine-trunk-rotation")
    before = world.routines.usual_dose("supine-trunk-rotation")
    world.refuse_writing()
    click(stepper(visiting, "Hold").more)
    assert stepper(visiting, "Hold").value() == before.hold_s
    assert any("saved" in words or "disk" in words for words in words_on(visiting.page.detail))


def test_what_is_erased_is_not_shown_any_more(world: World) -> None:
    towel_pull(world)
    visiting = visit(world)
    visiting.page.show_stretch("own-towel")
    world.store.everything.erase()
    world.library.read_again()
    settle()
    assert visiting.page.currentWidget() is visiting.page.library
    assert "own-towel" not in [card.stretch for card in shown_cards(visiting)]


# ---- taking away --------------------------------------------------------------------------------------


def test_a_stretch_no_routine_has_goes_at_once_and_comes_back(world: World) -> None:
    towel_pull(world)
    visiting = visit(world)
    visiting.page.show_stretch("own-towel")
    click(button(visiting.page.detail, "Remove"))
    assert visiting.question is None
    assert visiting.own == ()
    words, action, undo = visiting.told[-1]
    assert (words, action) == ("Removed Towel pull", "Undo")
    assert visiting.page.currentWidget() is visiting.page.library
    assert "own-towel" not in [card.stretch for card in shown_cards(visiting)]
    assert undo is not None
    undo()
    assert world.library.catalogue["own-towel"].steps == STEPS
    assert "own-towel" in [card.stretch for card in shown_cards(visiting)]


def test_what_removing_means_for_routines_is_said_first(world: World) -> None:
    towel_pull(world)
    evening = routine_with(world, "Evening", "cat-cow", "own-towel")
    routine_with(world, "Noon", "own-towel", "own-towel")
    visiting = visit(world)
    visiting.page.show_stretch("own-towel")
    click(button(visiting.page.detail, "Remove"))
    asked = visiting.question
    assert asked is not None
    assert asked.windowTitle() == "Remove Towel pull?"
    assert asked.accessibleDescription() == (
        "It is no longer offered here. It stays in Evening and Noon until you take it out there."
    )
    visiting.answer("keep")
    assert len(visiting.own) == 1
    click(button(visiting.page.detail, "Remove"))
    visiting.answer("remove")
    assert visiting.own == ()
    assert world.routines.get(evening.id).items == evening.items  # as was said


def test_removing_that_the_disk_does_not_take_is_said(world: World) -> None:
    towel_pull(world)
    visiting = visit(world)
    visiting.page.show_stretch("own-towel")
    world.refuse_writing()
    click(button(visiting.page.detail, "Remove"))
    assert visiting.told[-1][1] is None
    assert len(visiting.own) == 1
    assert visiting.page.currentWidget() is visiting.page.detail


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "B", "C", "D"], "A, B, C and 1 more routines"),
    ],
)
def test_names_of_routines_in_a_sentence(names: list[str], words: str) -> None:
    assert listed(names) == words
