"""The stepper: keys, wheel, typing, holding, limits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stretchplayer.ui.widgets.stepper import Stepper, as_seconds, parse
from tests.ui.world import World


@pytest.fixture
def stepper(world: World) -> Stepper:
    made = world.keep(Stepper(world.look, "Hold, Knee to chest", 20, (5, 60)))
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def told(stepper: Stepper) -> list[int]:
    values: list[int] = []
    stepper.changed.connect(values.append)
    return values


def turn_wheel(widget: QWidget, notches: int) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45", 45),
        ("45 s", 45),
        ("1:30", 90),
        ("0:05", 5),
        (" 12 ", 12),
        ("", None),
        ("long", None),
        ("1:75", None),
    ],
)
def test_what_can_be_typed(text: str, value: int | None) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(
    ("seconds", "words"), [(5, "5 s"), (59, "59 s"), (60, "1 min"), (90, "1:30"), (600, "10 min")]
)
def test_how_seconds_are_shown(seconds: int, words: str) -> None:
    assert as_seconds(seconds) == words


def test_keys_step_by_one_second(stepper: Stepper, told: list[int]) -> None:
    QTest.keyClick(stepper.field, Qt.Key.Key_Up)
    QTest.keyClick(stepper.field, Qt.Key.Key_Down)
    QTest.keyClick(stepper.field, Qt.Key.Key_Down)
    assert told == [21, 20, 19]


def test_buttons_step_by_one_second(stepper: Stepper, told: list[int]) -> None:
    QTest.mouseClick(stepper.more, Qt.MouseButton.LeftButton)
    QTest.mouseClick(stepper.less, Qt.MouseButton.LeftButton)
    assert told == [21, 20]


@pytest.mark.parametrize(("typed", "value"), [("45", 45), ("0:30", 30), ("1:00", 60), ("99", 60), ("1", 5)])
def test_a_typed_number_counts_when_it_is_entered(
    stepper: Stepper, told: list[int], typed: str, value: int
) -> None:
    stepper.field.selectAll()
    QTest.keyClicks(stepper.field, typed)
    assert told == []
    QTest.keyClick(stepper.field, Qt.Key.Key_Return)
    assert told == [value]
    assert stepper.value() == value


def test_a_word_changes_nothing(stepper: Stepper, told: list[int]) -> None:
    stepper.field.selectAll()
    QTest.keyClicks(stepper.field, "long")
    QTest.keyClick(stepper.field, Qt.Key.Key_Return)
    assert told == []
    assert stepper.value() == 20


def test_the_wheel_turns_it_with_the_focus_alone(
    stepper: Stepper, told: list[int], world: World, qtbot: QtBot
) -> None:
    qtbot.waitUntil(stepper.field.hasFocus)
    turn_wheel(stepper.field, 1)
    assert told == [21]
    stepper.field.clearFocus()
    turn_wheel(stepper.field, 1)
    assert told == [21]


def test_holding_a_button_goes_on_stepping(stepper: Stepper, told: list[int], qtbot: QtBot) -> None:
    QTest.mousePress(stepper.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(told) >= 3, timeout=5000)
    QTest.mouseRelease(stepper.more, Qt.MouseButton.LeftButton)
    assert told[:3] == [21, 22, 23]


def test_at_a_limit_it_stays_and_says_so(stepper: Stepper, told: list[int]) -> None:
    stepper.set_value(60)
    assert told == []
    QTest.mouseClick(stepper.more, Qt.MouseButton.LeftButton)
    assert stepper.value() == 60
    assert "5 s and 1 min" in stepper.more.toolTip()
    assert stepper.less.toolTip() == ""


def test_it_has_a_name_to_be_read_out(stepper: Stepper) -> None:
    assert stepper.field.accessibleName() == "Hold, Knee to chest"
    assert stepper.field.text() == "20 s"


def test_repetitions_are_shown_as_times(world: World) -> None:
    times = world.keep(Stepper(world.look, "Times", 3, (1, 10), seconds=False))
    assert times.field.text() == "× 3"
    times.field.selectAll()
    QTest.keyClicks(times.field, "7")
    QTest.keyClick(times.field, Qt.Key.Key_Return)
    assert times.value() == 7
