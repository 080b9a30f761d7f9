"""Walking through Measure as its users do."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QEvent, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from stretchplayer.core.flexibility import LEG_RAISE_TEST, find_test
from stretchplayer.ui.measure.entry import Entry
from stretchplayer.ui.measure.page import MeasurePage
from stretchplayer.ui.measure.photo_reading import PhotoReading
from stretchplayer.ui.measure.readings import NumberReading
from tests.ui.world import World

PRESS_UP = find_test("press-up")
SIDE_BEND = find_test("side-bend")


def shown(world: World) -> MeasurePage:
    made = world.measure_page()
    made.resize(1072, 800)
    made.show()
    made.activateWindow()
    return made


def settled() -> None:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def button(page: QWidget, words: str) -> QAbstractButton:
    settled()
    return next(
        b
        for b in page.window().findChildren(QAbstractButton)
        if words in (b.text(), b.accessibleName()) and b.isVisible()
    )


def press(page: QWidget, words: str) -> None:
    QTest.mouseClick(button(page, words), Qt.MouseButton.LeftButton)
    settled()


def texts(page: QWidget) -> list[str]:
    settled()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def begin(page: MeasurePage, method: str = "By phone") -> None:
    page.begin(LEG_RAISE_TEST)
    press(page, "I am warm already")
    press(page, method)
    press(page, "Ready, right leg first")


def entry(page: MeasurePage) -> Entry:
    assert page.wizard.entry is not None
    return page.wizard.entry


def field(page: MeasurePage) -> NumberReading:
    reading = entry(page).reading
    assert isinstance(reading, NumberReading)
    return reading


def read(page: MeasurePage, *values: float) -> None:
    for value in values:
        number = field(page).number.field
        number.setText(f"{value:g}")
        QTest.keyClick(number, Qt.Key.Key_Return)
        settled()


def key(page: QWidget, *keys: Qt.Key) -> None:
    """Press keys wherever the focus is."""
    for one in keys:
        focused = page.window().focusWidget()
        assert focused is not None
        QTest.keyClick(focused, one)
        settled()


def a_photo(width: int = 800, height: int = 600) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#8899aa"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def photo_of(page: MeasurePage) -> PhotoReading:
    reading = entry(page).reading
    assert isinstance(reading, PhotoReading)
    return reading


def by_photo(page: MeasurePage, *, keep: bool) -> None:
    begin(page, "By photo")
    for _ in range(2):
        reading = photo_of(page)
        reading.take_photo(a_photo(), "leg.png")
        reading.view.show_photo(reading.view._photo, [(100, 500), (400, 200)])
        reading.keep.setChecked(keep)
        press(page, "Save try 1")
        press(page, "No more tries here")
