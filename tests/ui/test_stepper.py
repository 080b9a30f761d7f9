"""The stepper: keys, wheel, typing, holding, limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stretchplayer.ui.widgets.stepper import Stepper, as_seconds, parse, parse_time_of_day
from stretchplayer.ui.words import time_of_day
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
    qtbot.waitUntil(lambda: len(told) >= 3)
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


def in_minutes(value: int) -> str:
    hours, minutes = divmod(value, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


@pytest.fixture
def minutes(world: World) -> Stepper:
    made = world.keep(Stepper(world.look, "Later means", 55, (5, 240), words=in_minutes, step=5))
    made.show()
    return made


def test_words_of_its_own_are_stepped_through(minutes: Stepper) -> None:
    """One hour reads "1 h", which must not be taken for one minute."""
    shown = []
    for _ in range(3):
        QTest.mouseClick(minutes.more, Qt.MouseButton.LeftButton)
        shown.append(minutes.field.text())
    assert shown == ["1 h", "1 h 5 min", "1 h 10 min"]
    minutes.field.interpretText()
    assert minutes.value() == 70


@pytest.mark.parametrize(
    ("typed", "value"), [("90", 90), ("1:30", 90), ("1 h 30", 90), ("2 h", 120), ("45 min", 45), ("h", 55)]
)
def test_minutes_can_be_typed(minutes: Stepper, typed: str, value: int) -> None:
    minutes.field.setFocus()
    minutes.field.selectAll()
    QTest.keyClicks(minutes.field, typed)
    QTest.keyClick(minutes.field, Qt.Key.Key_Return)
    assert minutes.value() == value


def test_plain_numbers_are_shown_as_they_are(world: World) -> None:
    days = world.keep(Stepper(world.look, "Days a week", 5, (1, 7), words=str, width=132))
    assert (days.field.text(), days.width()) == ("5", 132)
    QTest.keyClick(days.field, Qt.Key.Key_Up)
    assert days.field.text() == "6"


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_the_longest_words_fit(worlds: Callable[..., World], text_scale: float) -> None:
    world = worlds(text_scale=text_scale)
    for made in (
        Stepper(world.look, "Later means", 85, (5, 240), words=in_minutes, step=5, width=132),
        Stepper(world.look, "Hold", 90, (5, 600), width=132),
    ):
        stepper = world.keep(made)
        stepper.show()
        edit = stepper.field.lineEdit()
        stepper.set_value(stepper.field.maximum() - 35)
        assert edit.fontMetrics().horizontalAdvance(edit.text()) < edit.width()
        assert stepper.height() >= 44


def test_other_limits_bring_the_number_inside(stepper: Stepper, told: list[int]) -> None:
    stepper.set_limits((30, 45))
    assert (stepper.value(), told) == (30, [])
    assert "30 s and 45 s" in stepper.less.toolTip()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("8", 480),
        ("19:45", 1185),
        ("1945", 1185),
        ("7.30", 450),
        ("0:05", 5),
        ("24", None),
        ("9:75", None),
        ("soon", None),
    ],
)
def test_a_time_of_day_is_read_as_one(text: str, minutes: int | None) -> None:
    assert parse_time_of_day(text) == minutes


def test_an_hour_alone_can_be_typed(world: World) -> None:
    at = world.keep(
        Stepper(world.look, "At", 510, (0, 1435), words=time_of_day, read=parse_time_of_day, step=5)
    )
    at.show()
    at.field.selectAll()
    QTest.keyClicks(at.field, "9")
    QTest.keyClick(at.field, Qt.Key.Key_Return)
    assert (at.value(), at.field.text()) == (540, "9:00")
