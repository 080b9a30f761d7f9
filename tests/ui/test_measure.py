"""Measure: three tries a side by phone or tape, pain is never scored, and what is said afterwards."""

from __future__ import annotations

from datetime import timedelta
from math import asin, degrees

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import LEG_RAISE_TEST, MeasureError
from stretchplayer.core.history import MeasureMethod
from stretchplayer.ui.pages.measure import MeasurePage
from stretchplayer.ui.pages.measure_sitting import Sitting, Step
from stretchplayer.ui.widgets.number_field import parse_number
from tests.ui.world import World


@pytest.fixture
def page(world: World) -> MeasurePage:
    made = world.measure_page()
    made.resize(1072, 800)
    made.show()
    return made


def settled(page: MeasurePage) -> None:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(page: MeasurePage, words: str) -> None:
    settled(page)
    button = next(b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(page: QWidget) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def begin(page: MeasurePage, method: str = "By phone") -> None:
    press(page, "I am warm")
    press(page, method)
    press(page, "Ready, right leg first")


def read(page: MeasurePage, *angles: float) -> None:
    for angle in angles:
        page.entry.phone.field.setText(f"{angle:g}")
        QTest.keyClick(page.entry.phone.field, Qt.Key.Key_Return)


def test_a_whole_sitting_by_phone(page: MeasurePage, world: World) -> None:
    begin(page)
    assert page.step is Step.RIGHT
    read(page, 61, 63, 64)
    assert page.step is Step.LEFT
    read(page, 60, 58, 59)
    assert page.step is Step.RESULT
    (sitting,) = world.measures.sittings(LEG_RAISE_TEST)
    assert sitting.method is MeasureMethod.PHONE
    assert [(t.side, t.value) for t in sitting.trials] == [
        (Side.RIGHT, 61),
        (Side.RIGHT, 63),
        (Side.RIGHT, 64),
        (Side.LEFT, 60),
        (Side.LEFT, 58),
        (Side.LEFT, 59),
    ]
    said = texts(page)
    assert any(words.startswith("63 degrees, right.") for words in said)
    assert any(words.startswith("59 degrees, left.") for words in said)


def test_a_whole_sitting_by_tape(page: MeasurePage, world: World) -> None:
    begin(page, "By tape")
    entry = page.entry
    for ankle in ("81", "82,5", "80"):
        entry.length.field.setText("80")
        entry.hip.field.setText("10")
        entry.ankle.field.setText(ankle)
        QTest.keyClick(entry.ankle.field, Qt.Key.Key_Return)
    assert page.step is Step.LEFT
    assert world.measures.sittings(LEG_RAISE_TEST) == []
    for _ in range(3):
        entry.length.field.setText("80")
        entry.hip.field.setText("10")
        entry.ankle.field.setText("78")
        press(page, entry.save.text())
    (sitting,) = world.measures.sittings(LEG_RAISE_TEST)
    assert sitting.trials[1].value == pytest.approx(degrees(asin(72.5 / 80)))
    assert sitting.trials[1].tape is not None
    assert sitting.trials[1].tape.ankle_height_cm == 82.5


def test_the_angle_of_a_tape_is_shown_while_typing(page: MeasurePage) -> None:
    begin(page, "By tape")
    for field, text in ((page.entry.length, "80"), (page.entry.hip, "10"), (page.entry.ankle, "81")):
        field.field.setText(text)
    assert "That is 63 degrees." in texts(page)


def test_lengths_of_the_last_time_are_offered_again(page: MeasurePage, world: World) -> None:
    begin(page, "By tape")
    for _ in range(6):
        page.entry.length.field.setText("81.5")
        page.entry.hip.field.setText("9")
        page.entry.ankle.field.setText("78")
        press(page, page.entry.save.text())
    press(page, "Done")
    begin(page, "By tape")
    assert page.entry.length.field.value() == 81.5
    assert page.entry.hip.field.value() == 9
    assert page.entry.ankle.field.value() is None


def test_a_try_that_hurt_is_kept_and_not_scored_and_ends_that_leg(page: MeasurePage, world: World) -> None:
    begin(page)
    read(page, 61)
    page.entry.phone.field.setText("70")
    press(page, "It hurt")
    assert page.step is Step.LEFT
    read(page, 60, 58, 59)
    (sitting,) = world.measures.sittings(LEG_RAISE_TEST)
    assert [(t.value, t.painful) for t in sitting.trials[:2]] == [(61, False), (70, True)]
    series = {one.side: one for one in world.measures.series(LEG_RAISE_TEST)}
    assert series[Side.RIGHT].points[0].value == 61


def test_hurting_before_there_is_a_number_keeps_no_number(page: MeasurePage, world: World) -> None:
    begin(page)
    press(page, "It hurt")
    press(page, "It hurt")
    assert page.step is Step.RESULT
    assert world.measures.sittings(LEG_RAISE_TEST) == []
    assert "That is all for today" in texts(page)


def test_a_number_that_cannot_be_is_said_and_not_taken(page: MeasurePage) -> None:
    begin(page)
    read(page, 170)
    assert "The angle should be between 0 and 130 degrees." in texts(page)
    assert page.step is Step.RIGHT
    assert page.entry.phone.field.value() == 170
    read(page, 70)
    assert not any("should be between" in words for words in texts(page))


def test_nothing_is_kept_without_a_number(page: MeasurePage) -> None:
    begin(page)
    assert not page.entry.save.isEnabled()
    QTest.keyClick(page.entry.phone.field, Qt.Key.Key_Return)
    assert page.entry.save.text() == "Keep try 1"


def test_the_last_try_can_be_taken_back(page: MeasurePage, world: World) -> None:
    begin(page)
    read(page, 61, 63, 16)
    assert page.step is Step.LEFT
    press(page, "Take the last try back")
    assert page.step is Step.RIGHT
    read(page, 64, 60, 60, 60)
    (sitting,) = world.measures.sittings(LEG_RAISE_TEST)
    assert [t.value for t in sitting.trials[:3]] == [61, 63, 64]


def test_leaving_with_tries_wants_a_second_press(page: MeasurePage, world: World) -> None:
    begin(page)
    read(page, 61)
    press(page, "Leave")
    assert page.step is Step.RIGHT
    press(page, "Leave without keeping these tries")
    assert page.step is Step.WARM_UP
    assert world.measures.sittings(LEG_RAISE_TEST) == []


def test_a_full_disk_loses_nothing(page: MeasurePage, world: World) -> None:
    begin(page)
    read(page, 61, 63, 64, 60, 58)
    world.refuse_writing()
    read(page, 59)
    assert any("cannot be written" in words for words in texts(page))
    world.store.database.run_script("PRAGMA query_only = OFF")
    press(page, "Try again")
    assert page.step is Step.RESULT
    assert len(world.measures.sittings(LEG_RAISE_TEST)[0].trials) == 6


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "You measured today."), (1, "You measured yesterday."), (3, "You measured 3 days ago.")],
)
def test_once_a_week_is_enough(world: World, days: int, words: str) -> None:
    world.sitting(world.clock.at.date() - timedelta(days=days), 60, 60)
    page = world.measure_page()
    page.show()
    assert f"{words} Once a week is enough." in texts(page)


def test_after_a_week_it_is_time_again(world: World) -> None:
    world.sitting(world.clock.at.date() - timedelta(days=7), 62, 60)
    page = world.measure_page()
    page.show()
    said = texts(page)
    assert not any("Once a week" in words for words in said)
    assert "Last time: right 62°, left 60°." in said


@pytest.mark.parametrize(
    ("angles", "words"),
    [
        ((), "Your start is made of the first two sittings; you have 1 sitting."),
        ((58, 58), "Your start was 58. Within measuring error."),
        ((50, 50), "Your start was 50. More than measuring error, once. Measure again next week to be sure."),
        (
            (50, 50, 62),
            "Your start was 50. More than measuring error, twice in a row."
            " This says the number changed, not why.",
        ),
    ],
)
def test_what_may_be_said_of_a_result(world: World, angles: tuple[float, ...], words: str) -> None:
    for weeks, angle in enumerate(reversed(angles), start=1):
        world.sitting(world.clock.at.date() - timedelta(weeks=weeks), angle, angle)
    page = world.measure_page()
    page.show()
    begin(page)
    read(page, 63, 63, 63, 63, 63, 63)
    assert f"63 degrees, right. {words}" in texts(page)


def test_the_result_leads_to_progress(page: MeasurePage) -> None:
    asked: list[bool] = []
    page.progress_wanted.connect(lambda: asked.append(True))
    begin(page)
    read(page, 61, 61, 61, 61, 61, 61)
    press(page, "See your progress")
    assert asked == [True]


def test_the_field_steps_and_has_a_name(page: MeasurePage) -> None:
    begin(page)
    field = page.entry.phone.field
    assert field.accessibleName() == "Read the number on your phone, in degrees"
    QTest.mouseClick(page.entry.phone.more, Qt.MouseButton.LeftButton)
    assert field.value() == 60
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 59


@pytest.mark.parametrize(
    ("text", "value"),
    [("63", 63.0), ("63°", 63.0), (" 82,5 cm", 82.5), ("82.5", 82.5), ("", None), ("x", None), ("-5", None)],
)
def test_what_can_be_typed(text: str, value: float | None) -> None:
    assert parse_number(text) == value


def test_a_sitting_goes_right_then_left() -> None:
    sitting = Sitting(MeasureMethod.PHONE)
    assert sitting.side is Side.RIGHT
    for _ in range(3):
        sitting.add_phone(60)
    assert sitting.side is Side.LEFT
    sitting.add_hurt()
    assert sitting.side is None
    assert sitting.middle(Side.RIGHT) == 60
    assert sitting.middle(Side.LEFT) is None
    sitting.undo()
    assert sitting.side is Side.LEFT


def test_a_try_that_cannot_be_is_not_added() -> None:
    sitting = Sitting(MeasureMethod.PHONE)
    with pytest.raises(MeasureError):
        sitting.add_phone(500)
    assert not sitting.has_tries
