"""Measuring by photo: points by mouse and by keys, and what becomes of the picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageWriter
from PySide6.QtTest import QTest

from stretchplayer.core.flexibility import find_test
from stretchplayer.ui.measure.page import MeasurePage
from tests.ui.measure_kit import a_photo, begin, by_photo, entry, photo_of, press, settled, shown, texts
from tests.ui.world import World


@pytest.fixture
def page(world: World) -> MeasurePage:
    return shown(world)


def test_points_are_marked_by_mouse_and_moved_by_keys(page: MeasurePage, world: World) -> None:
    begin(page, "By photo")
    reading = photo_of(page)
    assert not entry(page).save.isEnabled()
    reading.take_photo(a_photo(), "leg.png")
    settled()
    view = reading.view

    def at(x: float, y: float) -> QPoint:
        settled()
        box = view._box()
        return QPoint(round(box.left() + x * box.width() / 800), round(box.top() + y * box.height() / 600))

    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at(200, 500))
    assert "Click the ankle." in texts(page)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at(300, 300))
    QTest.mouseMove(view, at(500, 200))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(500, 200))
    (hip, ankle) = view.points().points
    assert (hip[0], hip[1], ankle[0], ankle[1]) == pytest.approx((200, 500, 500, 200), abs=3)
    assert "45 degrees" in texts(page)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.points().points[1] == (ankle[0] - 1, ankle[1] - 10)
    QTest.keyClick(view, Qt.Key.Key_Return)
    settled()
    (one,) = page.wizard._sitting.tries
    assert one.trial is not None
    assert one.trial.photo is not None
    assert (one.trial.photo.width, one.trial.photo.height, one.trial.picture) == (800, 600, "")


def test_three_points_by_keys_alone(page: MeasurePage) -> None:
    page.begin(find_test("knee-ext-90"))
    press(page, "I am warm already")
    press(page, "Ready, right leg first")
    reading = photo_of(page)
    reading.take_photo(a_photo(), "leg.png")
    view = reading.view
    for moves in ([Qt.Key.Key_Down] * 12, [], [Qt.Key.Key_Right] * 12):
        QTest.keyClick(view, Qt.Key.Key_Space)
        for move in moves:
            QTest.keyClick(view, move, Qt.KeyboardModifier.ShiftModifier)
    assert view.is_marked
    assert view.angle() == pytest.approx(90)
    assert view.accessibleName() == "Photo. Ankle is chosen. 90 degrees"
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert not view.is_marked


@pytest.mark.parametrize("keep", [False, True])
def test_the_photo_goes_unless_it_is_asked_for(page: MeasurePage, world: World, keep: bool) -> None:
    by_photo(page, keep=keep)
    (sitting,) = world.measures.sittings()
    assert [t.value for t in sitting.trials] == pytest.approx([45, 45])
    pictures = world.store.database.rows("SELECT id FROM own_picture")
    assert len(pictures) == (2 if keep else 0)
    assert [bool(t.picture) for t in sitting.trials] == [keep, keep]


def test_a_kept_photo_is_shown_again_and_can_be_forgotten(page: MeasurePage, world: World) -> None:
    by_photo(page, keep=True)
    page._open(world.measures.sittings()[0].id)
    press(page, "Forget this photo")
    assert len(world.store.database.rows("SELECT id FROM own_picture")) == 1
    (sitting,) = world.measures.sittings()
    assert [bool(t.picture) for t in sitting.trials] == [False, True]
    assert sitting.trials[0].photo is not None


def test_what_is_no_picture_is_said(page: MeasurePage) -> None:
    begin(page, "By photo")
    photo_of(page).take_photo(b"no picture", "notes.txt")
    assert "“notes.txt” is not a PNG, JPEG, WebP or SVG picture." in texts(page)


def test_a_photo_taken_with_the_phone_on_its_side_is_turned_upright(page: MeasurePage) -> None:
    begin(page, "By photo")
    lying = QImage()
    lying.loadFromData(a_photo(800, 600))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setTransformation(QImageIOHandler.Transformation.TransformationRotate90)  # as cameras note it
    assert writer.write(lying)
    photo_of(page).take_photo(bytes(buffer.data().data()), "leg.jpg")
    points = photo_of(page).view.points()
    assert (points.width, points.height) == (600, 800)


def test_the_photo_of_a_try_that_was_taken_back_goes_too(page: MeasurePage, world: World) -> None:
    begin(page, "By photo")
    for keep in (True, False):
        reading = photo_of(page)
        reading.take_photo(a_photo(), "leg.png")
        reading.view.show_photo(reading.view.photo, [(100, 500), (400, 200)])
        reading.keep.setChecked(keep)
        press(page, "Save try 1")
        if keep:
            press(page, "Take the last try back")
    press(page, "No more tries here")
    press(page, "It hurt")
    assert len(world.measures.sittings()) == 1
    assert world.store.database.rows("SELECT id FROM own_picture") == []
