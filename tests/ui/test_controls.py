"""The controls of settings and editors: keys, pointer, what is read out, both themes, large text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QColor, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stretchplayer.ui.look import Look
from stretchplayer.ui.widgets.chips import ChipSet
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.focus_ring import FocusRing
from stretchplayer.ui.widgets.menu import ActionMenu, Entry
from stretchplayer.ui.widgets.search_field import SearchField
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.widgets.slider import LabelledSlider
from stretchplayer.ui.widgets.switch import Switch
from tests.ui.test_fit import cut_off, too_small
from tests.ui.world import World

NO_GRAB = "This plugin does not support grabbing the keyboard"  # which is what open lists ask for
THEMES = ["light", "dark", "contrast"]
SIDES = [("both", "Both"), ("left", "Left"), ("right", "Right")]
VOICES = [("calm", "Built-in, calm"), ("bright", "Built-in, bright"), ("none", "None")]
PLACES = [("lying", "Lying"), ("knees", "Hands and knees"), ("sitting", "Sitting"), ("standing", "Standing")]
DEEDS = [
    Entry("up", "Move up", icon="arrow-up", keys="Alt+Up"),
    Entry("copy", "Copy", icon="copy"),
    None,
    Entry("remove", "Remove", icon="trash", ink="red"),
]


def metres(value: float) -> str:
    return f"{value:.1f} m"


def switch(look: Look) -> QWidget:
    return Switch(look, "Breath cue")


def segmented(look: Look) -> QWidget:
    return Segmented(look, "Sides", SIDES)


def choice(look: Look) -> QWidget:
    return Choice(look, "Voice", VOICES)


def slider(look: Look) -> QWidget:
    return LabelledSlider(look, "Distance to the screen", 0.5, 4.0, 0.5, metres)


def chips(look: Look) -> QWidget:
    return ChipSet(look, "Position", PLACES)


def search(look: Look) -> QWidget:
    return SearchField(look, "Search settings")


def menu(look: Look) -> QWidget:
    return ActionMenu(look, "Knee to chest: more", DEEDS)


MAKERS = [switch, segmented, choice, slider, chips, search, menu]


def shown(world: World, made: QWidget, width: int | None = None) -> Any:
    world.keep(made)
    made.resize(width or made.sizeHint().width(), made.sizeHint().height())
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


def heard(signal: Any) -> list[Any]:
    values: list[Any] = []
    signal.connect(values.append)
    return values


def turn_wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text_scale", [1.0, 1.5])
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_controls_are_large_enough_and_show_all_their_words(
    worlds: Callable[..., World], make: Callable[[Look], QWidget], theme: str, text_scale: float
) -> None:
    world = worlds(theme=theme, text_scale=text_scale)
    holder = QWidget()
    QVBoxLayout(holder).addWidget(make(world.look))
    shown(world, holder, 900)
    QApplication.processEvents()
    assert not cut_off(holder)
    assert not too_small(holder)
    control = holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[0]
    assert control.height() >= 44
    picture = holder.grab().toImage()
    seen = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(picture.height())}
    assert len(seen) > 3  # it is drawn, and not as one plain field


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_new_theme_is_drawn_at_once(worlds: Callable[..., World], make: Callable[[Look], QWidget]) -> None:
    world = worlds()
    made = shown(world, make(world.look))
    before = made.grab().toImage()
    world.themes.want("dark")
    assert made.grab().toImage() != before


# ---- switch ------------------------------------------------------------------------------------


def test_a_switch_is_turned_by_space_and_by_pointer(world: World) -> None:
    made: Switch = shown(world, Switch(world.look, "Breath cue"))
    turns = heard(made.toggled)
    QTest.keyClick(made, Qt.Key.Key_Space)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))  # the corner of the target
    assert turns == [True, False]


def test_a_switch_is_read_out_as_a_check_box(world: World) -> None:
    made: Switch = shown(world, Switch(world.look, "Breath cue"))
    made.setChecked(True)
    read = QAccessible.queryAccessibleInterface(made)
    assert read.role() is QAccessible.Role.CheckBox
    assert read.text(QAccessible.Text.Name) == "Breath cue"
    assert read.state().checked


@pytest.mark.parametrize("theme", THEMES)
def test_on_and_off_differ_by_more_than_colour(worlds: Callable[..., World], theme: str) -> None:
    """Inside the track, where the knob is not, there is a tick when it is on."""
    world = worlds(theme=theme)
    made: Switch = shown(world, Switch(world.look, "Breath cue"))

    def greys(left: int, right: int) -> set[int]:
        image = made.grab().toImage()
        return {QColor(image.pixel(x, 22)).lightness() for x in range(left, right)}

    assert len(greys(34, 46)) == 1
    made.setChecked(True)
    assert len(greys(8, 24)) > 1


# ---- segmented ---------------------------------------------------------------------------------


def test_arrow_keys_go_from_one_to_the_next(world: World) -> None:
    made: Segmented = shown(world, Segmented(world.look, "Sides", SIDES))
    told = heard(made.chosen)
    made.buttons["both"].setFocus()
    QTest.keyClick(made.buttons["both"], Qt.Key.Key_Right)
    QTest.keyClick(made.buttons["left"], Qt.Key.Key_Right)
    assert (told, made.value()) == (["left", "right"], "right")
    assert made.buttons["right"].hasFocus()
    QTest.mouseClick(made.buttons["both"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(made.buttons["both"], Qt.MouseButton.LeftButton)  # already on
    assert told == ["left", "right", "both"]


def test_choosing_from_outside_tells_nobody(world: World) -> None:
    made: Segmented = shown(world, Segmented(world.look, "Sides", SIDES))
    told = heard(made.chosen)
    made.choose("left")
    assert (told, made.value()) == ([], "left")
    assert made.buttons["left"].accessibleName() == "Sides: Left"


def test_nothing_moves_when_another_is_chosen(world: World) -> None:
    made: Segmented = shown(world, Segmented(world.look, "Sides", SIDES))
    before = [button.geometry() for button in made.buttons.values()]
    made.choose("right")
    QApplication.processEvents()
    assert [button.geometry() for button in made.buttons.values()] == before


# ---- choice ------------------------------------------------------------------------------------


def test_a_choice_is_made_with_keys_and_by_typing(world: World) -> None:
    made: Choice = shown(world, Choice(world.look, "Voice", VOICES))
    made.setFocus()
    told = heard(made.chosen)
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClicks(made, "n")
    assert told == ["bright", "none"]


@pytest.mark.qt_log_ignore(NO_GRAB, extend=True)
def test_a_choice_is_made_in_the_open_list(world: World, qtbot: QtBot) -> None:
    made: Choice = shown(world, Choice(world.look, "Voice", VOICES))
    told = heard(made.chosen)
    QTest.keyClick(made, Qt.Key.Key_Space)
    qtbot.waitUntil(made.view().isVisible)
    QTest.keyClick(made.view(), Qt.Key.Key_Down)
    QTest.keyClick(made.view(), Qt.Key.Key_Return)
    assert told == ["bright"]
    QTest.keyClick(made, Qt.Key.Key_Space)
    qtbot.waitUntil(made.view().isVisible)
    QTest.keyClick(made.view(), Qt.Key.Key_Return)  # the same again
    assert told == ["bright"]


def test_a_choice_is_read_out_as_one(world: World) -> None:
    made: Choice = shown(world, Choice(world.look, "Voice", VOICES))
    told = heard(made.chosen)
    made.choose("none")
    read = QAccessible.queryAccessibleInterface(made)
    assert read.role() is QAccessible.Role.ComboBox
    # Qt on Linux gives what is chosen as the name, and the name is told beside it.
    assert "Voice" in (read.text(QAccessible.Text.Name), read.text(QAccessible.Text.Description))
    assert read.text(QAccessible.Text.Value) == "None"
    assert (told, made.value()) == ([], "none")


def test_the_wheel_over_a_choice_scrolls_the_page(world: World) -> None:
    made: Choice = shown(world, Choice(world.look, "Voice", VOICES))
    made.choose("none")
    made.clearFocus()
    turn_wheel(made)
    assert made.value() == "none"


# ---- slider ------------------------------------------------------------------------------------


@pytest.fixture
def distance(world: World) -> LabelledSlider:
    made: LabelledSlider = shown(
        world, LabelledSlider(world.look, "Distance to the screen", 0.5, 4.0, 0.5, metres), 320
    )
    made.set_value(2.0)
    made.setFocus()
    return made


def test_a_slider_goes_by_keys(distance: LabelledSlider) -> None:
    told = heard(distance.changed)
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End)
    for key in keys:
        QTest.keyClick(distance.line, key)
    assert told == [2.5, 2.0, 2.5, 0.5, 4.0]
    assert distance.words.text() == "4.0 m"


def test_a_slider_follows_the_pointer_in_steps(distance: LabelledSlider) -> None:
    told = heard(distance.changed)
    line = distance.line
    middle = line.rect().center()
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(2, middle.y()))
    QTest.mouseMove(line, QPoint(line.width() + 40, middle.y()))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() + 40, middle.y()))
    assert told == [0.5, 4.0]
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() // 3, middle.y()))
    assert told[-1] in (1.0, 1.5)


def test_a_slider_says_its_value_in_words(distance: LabelledSlider) -> None:
    read = QAccessible.queryAccessibleInterface(distance.line)
    assert read.role() is QAccessible.Role.Slider
    assert read.text(QAccessible.Text.Name) == "Distance to the screen"
    assert read.text(QAccessible.Text.Description) == "2.0 m"
    QTest.keyClick(distance.line, Qt.Key.Key_Right)
    assert read.text(QAccessible.Text.Description) == "2.5 m"


def test_a_share_is_read_out_in_hundredths(world: World) -> None:
    made: LabelledSlider = shown(
        world, LabelledSlider(world.look, "Volume", 0.0, 1.0, 0.05, lambda value: f"{round(value * 100)} %")
    )
    made.set_value(0.9)
    assert (made.value(), made.line.value()) == (0.9, 90)
    QTest.keyClick(made.line, Qt.Key.Key_Left)
    assert made.value() == 0.85


def test_showing_a_value_tells_nobody_and_the_wheel_leaves_it(distance: LabelledSlider) -> None:
    told = heard(distance.changed)
    distance.set_value(3.5)
    distance.line.clearFocus()
    turn_wheel(distance.line)
    assert (told, distance.value()) == ([], 3.5)


# ---- chips and flow ----------------------------------------------------------------------------


def test_several_chips_can_be_on(world: World) -> None:
    made: ChipSet = shown(world, ChipSet(world.look, "Position", PLACES))
    told = heard(made.changed)
    QTest.keyClick(made.chips["sitting"], Qt.Key.Key_Space)
    QTest.mouseClick(made.chips["lying"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(made.chips["sitting"], Qt.MouseButton.LeftButton)
    assert told == [["sitting"], ["lying", "sitting"], ["lying"]]
    assert made.chips["knees"].accessibleName() == "Position: Hands and knees"
    assert not made.chips["lying"].icon().isNull()
    assert made.chips["sitting"].icon().isNull()


def test_chips_chosen_from_outside_tell_nobody(world: World) -> None:
    made: ChipSet = shown(world, ChipSet(world.look, "Position", PLACES))
    told = heard(made.changed)
    made.choose(["standing", "lying"])
    assert (told, made.value()) == ([], ["lying", "standing"])


def test_chips_wrap_where_there_is_no_room(world: World) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    made = ChipSet(world.look, "Position", PLACES)
    column.addWidget(made)
    column.addStretch(1)
    shown(world, holder, 900)
    QApplication.processEvents()
    assert len({chip.y() for chip in made.chips.values()}) == 1
    one_row = made.height()
    holder.resize(260, 400)
    QApplication.processEvents()
    assert len({chip.y() for chip in made.chips.values()}) > 1
    assert made.height() > one_row
    assert all(chip.geometry().right() <= made.width() for chip in made.chips.values())


def test_what_is_hidden_takes_no_room_in_a_flow(world: World) -> None:
    holder = QWidget()
    flow = FlowLayout(holder, gap=8)
    labels = [QLabel(word) for word in ("one", "two", "three")]
    for one in labels:
        flow.addWidget(one)
    shown(world, holder, 600)
    at = labels[1].x()
    labels[0].hide()
    QApplication.processEvents()
    assert labels[1].x() < at
    assert flow.takeAt(0) is not None
    assert flow.count() == 2


# ---- search ------------------------------------------------------------------------------------


def test_typing_tells_and_escape_or_the_cross_empties(world: World) -> None:
    made: SearchField = shown(world, SearchField(world.look, "Search"))
    told = heard(made.changed)
    QTest.keyClicks(made, "hi")
    assert made.clear_button.isVisible()
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert told == ["h", "hi", ""]
    assert not made.clear_button.isVisible()
    QTest.keyClicks(made, "x")
    QTest.mouseClick(made.clear_button, Qt.MouseButton.LeftButton)
    assert made.text() == ""
    assert (made.accessibleName(), made.clear_button.accessibleName()) == ("Search", "Clear the search")


def test_the_key_stands_in_the_field_until_something_is_typed(world: World) -> None:
    made: SearchField = shown(world, SearchField(world.look))
    cap = made.findChildren(QLabel)[0]
    find = QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText)
    assert (cap.text(), cap.isVisible()) == (find.replace("+", " "), True)
    made.setText("knee")
    assert not cap.isVisible()


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_the_words_of_an_empty_field_do_not_run_into_the_key(
    worlds: Callable[..., World], text_scale: float
) -> None:
    world = worlds(text_scale=text_scale)
    made = SearchField(world.look, "Search by name or body part")
    shown(world, made, made.minimumWidth())
    QApplication.processEvents()
    cap = made.findChildren(QLabel)[0]
    margins = made.textMargins()
    words = made.fontMetrics().horizontalAdvance(made.placeholderText())
    assert 14 + margins.left() + words < cap.x()


# ---- menu --------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore(NO_GRAB, extend=True)
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_a_menu_opens_by_key_and_tells_what_was_chosen(world: World, key: Qt.Key) -> None:
    made: ActionMenu = shown(world, ActionMenu(world.look, "Knee to chest: more", DEEDS))
    told = heard(made.chosen)
    opened: list[bool] = []
    made.about_to_open.connect(lambda: opened.append(True))

    def choose_in_it() -> None:
        popup = QApplication.activePopupWidget()
        assert popup is made.menu()
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)

    QTimer.singleShot(0, made, choose_in_it)  # the menu has an event loop of its own
    QTest.keyClick(made, key)
    assert opened == [True]
    assert told == ["copy"]


def test_entries_have_icons_keys_and_can_be_off(world: World) -> None:
    made: ActionMenu = shown(world, ActionMenu(world.look, "Knee to chest: more", DEEDS))
    told = heard(made.chosen)
    up, remove = made.actions_by_key["up"], made.actions_by_key["remove"]
    assert made.accessibleName() == "Knee to chest: more"
    assert not up.icon().isNull()
    assert up.text().endswith("\tAlt+Up")
    assert up.shortcut().isEmpty()  # the page itself handles the key
    made.set_enabled("up", enabled=False)
    up.trigger()
    remove.trigger()
    assert told == ["remove"]
    made.set_words("remove", "Put back")
    assert remove.text() == "Put back"


# ---- focus -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("theme", "ringed"), [("light", False), ("dark", False), ("contrast", True)])
def test_in_high_contrast_a_field_gets_the_ring_too(
    worlds: Callable[..., World], theme: str, ringed: bool
) -> None:
    world = worlds(theme=theme)
    holder = QWidget()
    column = QVBoxLayout(holder)
    turn, field = Switch(world.look, "Breath cue"), SearchField(world.look)
    column.addWidget(turn)
    column.addWidget(field)
    shown(world, holder)
    ring = FocusRing(holder, world.look)
    QTest.keyClick(holder.windowHandle(), Qt.Key.Key_Tab)
    turn.setFocus()
    assert ring.target is turn
    assert ring.width() - turn.width() == 2 * (7 if ringed else 6)
    field.setFocus()
    assert (ring.target is field) is ringed
