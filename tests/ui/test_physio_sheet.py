"""My physio's sheet: a list typed or pasted, what each line becomes, and the routine that is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from stretchplayer.core.catalogue import Form, Posture
from stretchplayer.core.prescription_list import MOST_LINES
from stretchplayer.core.routine import HowOften, Sides
from stretchplayer.ui.pages.physio_sheet import USUAL_NAME, PhysioSheetPage
from stretchplayer.ui.pages.sheet_line import AS_USUAL, LEAVE_OUT, NEW, SheetLine
from tests.tiers import some_now
from tests.ui.editor.sitting import click, settle, words_on
from tests.ui.hub_kit import Visit, seen_whole, visit
from tests.ui.world import World

# The list of names that opens below a field needs a screen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LIST = """> 1. Knee to chest, hold 20s x 3, each side, 2x/day
> 2. Pelvic tilt 2x8, 5 s
> 3. Wobble board shuffle 45 sec (R)
> Kind regards"""


def sheet(visiting: Visit) -> PhysioSheetPage:
    visiting.hub.fill_in_sheet()
    settle()
    return visiting.hub.sheet


@pytest.fixture
def visiting(world: World) -> Visit:
    return visit(world)


@pytest.fixture
def page(visiting: Visit) -> PhysioSheetPage:
    return sheet(visiting)


def write(line: SheetLine, text: str) -> None:
    line.name.setFocus()
    QTest.keyClicks(line.name, text)
    settle()
    line.window().activateWindow()  # a screen does so when the list of names goes


def paste(page: PhysioSheetPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    click(page.paste)


def note(line: SheetLine) -> str:
    settle()
    return line.why.text() if line.why.isVisible() else ""


# ---- typed -------------------------------------------------------------------------------------------


def test_a_list_is_typed_row_by_row(visiting: Visit, page: PhysioSheetPage) -> None:
    assert not page.make_button.isEnabled()
    first, second, third = page.lines
    write(first, "pelvic tilt")
    first.hold.set_value(6)
    first.times.set_value(7)
    write(second, "Single knee to chest")
    second.sides.choose(Sides.LEFT)
    write(third, "Chin tuck with towel")
    page.times_a_day.set_value(2)
    page.days_a_week.set_value(5)
    page.name.setText("  From   Jo ")
    assert visiting.own_routines == []
    click(page.make_button)
    (routine,) = visiting.own_routines
    assert routine.name == "From Jo"
    assert routine.how_often == HowOften(times_a_day=2, days_a_week=5)
    tilt, knee, tuck = routine.items
    assert (tilt.stretch, tilt.hold_s, tilt.repetitions) == ("pelvic-tilt", 6, 7)
    assert (knee.stretch, knee.hold_s, knee.repetitions, knee.sides) == (
        "single-knee-to-chest",
        None,
        None,
        Sides.LEFT,
    )
    (made,) = visiting.own_stretches
    assert made.name == "Chin tuck with towel"
    assert tuck.stretch == made.id
    assert not made.one_sided
    assert made.posture is Posture.SITTING
    assert visiting.hub.place.is_editing
    assert visiting.hub.place.editor.model.routine == routine
    assert visiting.told == ["The routine is made. Look it over, and try it."]


def test_numbers_behind_a_name_go_where_they_belong(visiting: Visit, page: PhysioSheetPage) -> None:
    first = page.lines[0]
    write(first, "Knee to chest 25 s x 4 left 3x/day")
    visiting.press(Qt.Key.Key_Return)
    assert visiting.focused is page.lines[1].name
    assert first.name.text() == "Knee to chest"
    assert (first.hold.value(), first.times.value(), first.sides.value()) == (25, 4, Sides.LEFT)
    assert page.times_a_day.value() == 3
    assert first.becomes.value() == "single-knee-to-chest"


def test_enter_in_the_last_line_adds_one(visiting: Visit, page: PhysioSheetPage) -> None:
    write(page.lines[-1], "Bridge")
    visiting.press(Qt.Key.Key_Return)
    assert len(page.lines) == 4
    assert visiting.focused is page.lines[-1].name


def test_a_line_can_be_removed_and_one_is_always_there(page: PhysioSheetPage) -> None:
    for line in list(page.lines):
        click(line.remove)
    assert len(page.lines) == 1
    assert page.lines[0].is_empty


# ---- pasted ------------------------------------------------------------------------------------------


def test_a_pasted_list_fills_the_lines_and_nothing_is_kept_yet(
    visiting: Visit, page: PhysioSheetPage
) -> None:
    paste(page, LIST)
    assert [line.name.text() for line in page.lines] == [
        "Knee to chest",
        "Pelvic tilt",
        "Wobble board shuffle",
    ]
    knee, tilt, wobble = page.lines
    assert (knee.hold.value(), knee.times.value(), knee.sides.value()) == (20, 3, Sides.BOTH)
    assert (tilt.hold.value(), tilt.times.value(), tilt.sets.value()) == (5, 8, 2)
    assert (wobble.hold.value(), wobble.sides.value()) == (45, Sides.RIGHT)
    assert [line.becomes.value() for line in page.lines] == ["single-knee-to-chest", "pelvic-tilt", NEW]
    assert page.times_a_day.value() == 2
    assert "“Kind regards”" in page.told.words.text()
    assert visiting.own_routines == []
    assert visiting.own_stretches == ()


def test_a_pasted_list_becomes_a_routine_with_sets_and_sides(visiting: Visit, page: PhysioSheetPage) -> None:
    paste(page, LIST)
    click(page.make_button)
    (routine,) = visiting.own_routines
    (wobble,) = visiting.own_stretches
    assert routine.name == USUAL_NAME
    assert [item.stretch for item in routine.items] == [
        "single-knee-to-chest",
        "pelvic-tilt",
        "pelvic-tilt",
        wobble.id,
    ]
    assert routine.items[-1].sides is Sides.RIGHT
    assert wobble.one_sided
    assert wobble.form is Form.HOLD
    assert wobble.dose.hold_s == 45


def test_lines_pasted_into_a_name_are_a_list(page: PhysioSheetPage) -> None:
    first = page.lines[0]
    first.name.setFocus()
    QGuiApplication.clipboard().setText("Pelvic tilt x 8\nCat and cow x 6\nBird dog 5 s x 4\n")
    QTest.keyClick(first.name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert [line.name.text() for line in page.lines] == ["Pelvic tilt", "Cat and cow", "Bird dog"]


def test_what_was_written_stays_when_a_list_is_pasted(page: PhysioSheetPage) -> None:
    write(page.lines[1], "Bridge")
    paste(page, "Pelvic tilt x 8")
    assert [line.name.text() for line in page.lines] == ["Bridge", "Pelvic tilt"]


def test_what_reads_like_no_exercise_is_told_and_can_be_taken(page: PhysioSheetPage) -> None:
    paste(page, "Dear Anna,\nPelvic tilt x 8\nBest wishes\nTom")
    assert [line.name.text() for line in page.lines] == ["Pelvic tilt"]
    for text in ("“Dear Anna,”", "“Best wishes”", "“Tom”"):
        assert text in page.told.words.text()
    click(page.aside_button)
    assert [line.name.text() for line in page.lines] == ["Pelvic tilt", "Dear Anna,", "Best wishes", "Tom"]
    assert not page.told.isVisible()


def test_what_did_not_fit_is_counted(page: PhysioSheetPage) -> None:
    paste(page, "\n".join(f"Stretch number {n}, 20 s" for n in range(MOST_LINES + 5)))
    assert len(page.lines) == MOST_LINES
    assert "5 lines more did not fit" in page.told.words.text()
    assert not page.more.isEnabled()


def test_different_frequencies_are_told(page: PhysioSheetPage) -> None:
    paste(page, "Pelvic tilt 2x/day\nBridge x 8 3x/week\nCat cow x 8 2x/day")
    assert (page.times_a_day.value(), page.days_a_week.value()) == (2, 7)
    assert (
        "in different ways: twice a day, every day, once a day, 3 days a week"
        in page.told.words.text().lower()
    )


def test_an_empty_clipboard_is_told(page: PhysioSheetPage) -> None:
    paste(page, " \n ")
    assert any("There is no list to paste" in words for words in words_on(page))


# ---- what is unsure, and what is better left out -----------------------------------------------------


def test_what_is_unsure_is_said_and_can_be_chosen(visiting: Visit, page: PhysioSheetPage) -> None:
    paste(page, "Seated hamstring stretch 30 s x 2")
    (line,) = page.lines
    assert line.becomes.value() == NEW
    assert "Not sure. If the sheet means Standing hamstring stretch, choose it here." in note(line)
    line.becomes.setFocus()
    while line.becomes.value() != "standing-hamstring":
        visiting.press(Qt.Key.Key_Up)
    assert note(line) == ""
    click(page.make_button)
    assert visiting.own_stretches == ()
    assert visiting.own_routines[0].items[0].stretch == "standing-hamstring"


def test_a_sure_match_can_be_made_a_new_stretch(visiting: Visit, page: PhysioSheetPage) -> None:
    paste(page, "Pelvic tilt: lie with your feet on a ball, 5 s x 8")
    (line,) = page.lines
    assert line.becomes.value() == "pelvic-tilt"
    assert "The sheet says: Lie with your feet on a ball" in words_on(line)
    line.becomes.choose(NEW)
    click(page.make_button)
    (made,) = visiting.own_stretches
    assert made.steps == ("Lie with your feet on a ball",)


def test_an_avoided_move_is_swapped_unless_it_was_advised(visiting: Visit, page: PhysioSheetPage) -> None:
    paste(page, "Sit-ups x 10\nPelvic tilt x 8")
    ups = page.lines[0]
    assert ups.becomes.value() not in (NEW, LEAVE_OUT)
    assert ups.becomes.currentText().endswith("in its place")
    assert note(ups)
    ups.becomes.choose(LEAVE_OUT)
    click(page.make_button)
    assert [item.stretch for item in visiting.own_routines[0].items] == ["pelvic-tilt"]


def test_an_avoided_move_in_the_words_behind_a_name_is_seen(page: PhysioSheetPage) -> None:
    paste(page, "Morning loosener: stand and bend forward to touch your toes, x 5")
    assert page.lines[0].becomes.currentText().endswith("in its place")


def test_numbers_out_of_range_are_said(visiting: Visit, page: PhysioSheetPage) -> None:
    paste(page, "Single knee to chest 90 s x 3\nPelvic tilt x 20")
    assert "so it is 60 s" in note(page.lines[0])
    assert "10 times a set can be played here. For more, add sets." in note(page.lines[1])
    click(page.make_button)
    knee, tilt = visiting.own_routines[0].items
    assert (knee.hold_s, tilt.repetitions) == (60, 10)


# ---- keeping -----------------------------------------------------------------------------------------


def test_leaving_keeps_nothing(visiting: Visit, page: PhysioSheetPage) -> None:
    paste(page, LIST)
    visiting.press(Qt.Key.Key_Escape)
    assert visiting.hub.currentWidget() is visiting.hub.place
    assert visiting.own_routines == []
    assert visiting.own_stretches == ()


def test_a_disk_that_takes_nothing_keeps_the_sheet(visiting: Visit, page: PhysioSheetPage) -> None:
    paste(page, LIST)
    visiting.world.refuse_writing()
    click(page.make_button)
    assert any("Nothing was kept." in words for words in words_on(page))
    assert page.lines[0].name.text() == "Knee to chest"
    assert visiting.own_stretches == ()


def test_stretches_are_not_kept_without_their_routine(visiting: Visit, page: PhysioSheetPage) -> None:
    paste(page, LIST)

    def no_routines(action: int, table: str | None, *_: object) -> int:
        refused = action == sqlite3.SQLITE_INSERT and table == "routine"
        return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK

    visiting.world.store.database._connection.set_authorizer(no_routines)
    click(page.make_button)
    assert any("Nothing was kept." in words for words in words_on(page))
    visiting.world.library.read_again()
    assert visiting.own_stretches == ()


def test_a_second_list_gets_a_name_of_its_own(visiting: Visit, page: PhysioSheetPage) -> None:
    for _ in range(2):
        sheet(visiting)
        paste(page, "Pelvic tilt x 8")
        click(page.make_button)
    assert [routine.name for routine in visiting.own_routines] == [USUAL_NAME, f"{USUAL_NAME} 2"]


def test_a_sheet_with_too_many_sets_is_told(page: PhysioSheetPage) -> None:
    paste(page, "\n".join(f"Stretch number {n} 5x8" for n in range(13)))
    click(page.make_button)
    assert any("a routine can have 60" in words for words in words_on(page))


# ---- keyboard, themes, large text --------------------------------------------------------------------


def test_a_whole_sheet_by_keyboard(visiting: Visit, page: PhysioSheetPage) -> None:
    first = page.lines[0]
    visiting.tab_to(first.name)
    write(first, "Wall slide")
    visiting.tab_to(first.hold)
    visiting.press(Qt.Key.Key_Up)
    for part in (
        first.times,
        first.sides,
        first.remove,
        first.becomes,
        first.sets,
        page.lines[1].name,
        page.more,
    ):
        visiting.tab_to(part)
    page.head.back.setFocus()
    visiting.tab_to(page.make_button)
    visiting.press(Qt.Key.Key_Space)
    assert [item.hold_s for item in visiting.own_routines[0].items] == [5]  # the least there is


@pytest.mark.parametrize("theme", some_now(["light", "contrast-dark", "dark", "contrast-light"], 4))
@pytest.mark.parametrize(("text", "width"), [(1.0, 900), (2.0, 900), (2.0, 1280)])
def test_nothing_is_cut_off(worlds: Callable[..., World], theme: str, text: float, width: int) -> None:
    visiting = visit(worlds(theme=theme, text_scale=text), width, 600)
    page = sheet(visiting)
    page.take_text(LIST + "\nSit-ups x 10\nSeated hamstring stretch 90 s")
    settle()
    assert page.horizontalScrollBar().maximum() == 0
    for line in page.lines:
        for part in (line.name, line.hold, line.times, line.sets, line.sides, line.becomes, line.remove):
            assert seen_whole(part), (part.accessibleName(), part.width())
    for part in (page.head.back, page.paste, page.make_button, page.name, page.times_a_day, page.days_a_week):
        assert seen_whole(part)


def test_every_part_says_which_exercise_it_belongs_to(page: PhysioSheetPage) -> None:
    line = page.lines[1]
    assert line.sides.value() == AS_USUAL
    for part in (
        line.name,
        line.hold.field,
        line.times.field,
        line.sets.field,
        line.sides,
        line.becomes,
        line.remove,
    ):
        assert "xercise 2" in part.accessibleName()
