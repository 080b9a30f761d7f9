"""Earlier sittings: corrected, taken back, put back, and noted for a past day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stretchplayer.core.flexibility import LEG_RAISE_TEST
from stretchplayer.ui.measure.page import MeasurePage
from stretchplayer.ui.measure.photo_reading import PhotoReading
from stretchplayer.ui.measure.readings import NumberReading
from tests.ui.measure_kit import PRESS_UP, by_photo, press, read, shown, texts
from tests.ui.world import World


@pytest.fixture
def page(world: World) -> MeasurePage:
    return shown(world)


def test_a_try_is_corrected_and_the_old_value_stays_readable(world: World) -> None:
    world.sitting(world.clock.at.date() - timedelta(days=8), 62, 60)
    page = shown(world)
    press(page, "Earlier sittings")
    press(page, "Open: Leg raise, Wednesday 11 November 2026")
    press(page, "Correct: Right leg, try 2")
    assert isinstance(page.one.reading, NumberReading)
    number = page.one.reading.number.field
    assert number.value() == 62
    number.setText("16")
    QTest.keyClick(number, Qt.Key.Key_Return)
    (sitting,) = world.measures.sittings()
    assert [t.value for t in sitting.trials[:3]] == [62, 16, 62]
    assert "16°. until 19 Nov: 62°" in texts(page)


def test_a_sitting_is_taken_back_and_put_back(world: World) -> None:
    world.sitting(world.clock.at.date() - timedelta(days=2), 62, 60)
    page = shown(world)
    press(page, "Earlier sittings")
    press(page, "Open: Leg raise, Tuesday 17 November 2026")
    press(page, "Take this sitting back")
    assert world.measures.sittings() == []
    assert world.measures.days_since_last(LEG_RAISE_TEST) is None
    press(page, "Put back: Leg raise, Tuesday 17 November 2026")
    assert len(world.measures.sittings()) == 1
    assert [c.deed for c in world.measures.changes(world.measures.sittings()[0].id)] == [
        "removed",
        "put_back",
    ]


def test_a_sitting_of_a_past_day_is_noted(world: World) -> None:
    world.sitting(world.clock.at.date() - timedelta(days=2), 62, 60)
    page = shown(world)
    press(page, "Earlier sittings")
    page.sittings.past_test.choose(PRESS_UP.id)
    press(page, "Day before")
    press(page, "Enter the tries")
    assert "This is for Tuesday 17 November." in texts(page)
    press(page, "Ready")
    read(page, 30)
    press(page, "No more tries here")
    (sitting,) = world.measures.sittings(PRESS_UP)
    assert (sitting.local_date.day, sitting.noted is not None) == (17, True)


def test_the_points_of_a_kept_photo_are_moved(page: MeasurePage, world: World) -> None:
    by_photo(page, keep=True)
    page._open(world.measures.sittings()[0].id)
    press(page, "Correct: Right leg, try 1")
    reading = page.one.reading
    assert isinstance(reading, PhotoReading)
    assert reading.view.points().points == ((100, 500), (400, 200))
    assert not reading.keep.isVisible()
    reading.view.setFocus()
    for _ in range(10):
        QTest.keyClick(reading.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    press(page, "Save")
    (sitting,) = world.measures.sittings()
    assert sitting.trials[0].value == pytest.approx(53.13, abs=0.01)  # 400 up, 300 along
    assert sitting.trials[0].picture
    assert world.measures.changes(sitting.id)[0].before["value"] == pytest.approx(45)


def test_pain_can_be_noted_of_a_try_whose_photo_is_gone(page: MeasurePage, world: World) -> None:
    by_photo(page, keep=False)
    page._open(world.measures.sittings()[0].id)
    press(page, "Correct: Left leg, try 1")
    press(page, "It hurt")
    press(page, "Save")
    (sitting,) = world.measures.sittings()
    assert [t.painful for t in sitting.trials] == [False, True]
    assert sitting.trials[1].photo is not None


def test_a_wrong_correction_is_said_and_changes_nothing(world: World) -> None:
    world.sitting(world.clock.at.date() - timedelta(days=8), 62, 60)
    page = shown(world)
    page._open(world.measures.sittings()[0].id)
    press(page, "Correct: Right leg, try 1")
    assert isinstance(page.one.reading, NumberReading)
    page.one.reading.number.field.setText("400")
    press(page, "Save")
    assert "The angle should be between 0 and 130 degrees." in texts(page)
    press(page, "Leave it as it was")
    assert world.measures.sittings()[0].trials[0].value == 62
