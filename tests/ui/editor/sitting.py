"""Somebody at the editor: a shown place of routines, and what it told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from stretchplayer.core.routine import Routine
from stretchplayer.ui.editor.item_row import ItemRow
from stretchplayer.ui.editor.model import EditorModel
from stretchplayer.ui.editor.open_routine import EditorServices
from stretchplayer.ui.editor.page import EditorPage
from stretchplayer.ui.editor.picker import StretchPicker, SwapSheet
from stretchplayer.ui.first_look import FirstLook
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.pages.routines_place import RoutinesPlace
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.nav import PageEntry, Place
from tests.ui.world import World

EASY = "easy-lower-back"
MARCH, CAT, PRAYER, KNEE, ROTATION = range(5)


def services_of(world: World) -> EditorServices:
    return EditorServices(
        world.services.catalogue, world.routines, world.settings, world.services.maker, world.clock
    )


@dataclass
class Sitting:
    """The window, what is in it, and everything it asked for."""

    world: World
    window: MainWindow
    place: RoutinesPlace
    told: list[tuple[str, str | None, Callable[[], None] | None]] = field(default_factory=list)
    tried: list[tuple[Routine, int]] = field(default_factory=list)

    @property
    def page(self) -> EditorPage:
        return self.place.editor

    @property
    def model(self) -> EditorModel:
        return self.place.editor.model

    @property
    def kept(self) -> Routine:
        return self.world.routines.get(EASY)

    @property
    def stretches(self) -> list[str]:
        return [item.stretch for item in self.model.routine.items]

    def row(self, index: int) -> ItemRow:
        settle()
        return self.page.items.rows[index]

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """A key wherever the keyboard is."""
        focus = self.window.focusWidget()
        assert focus is not None
        wanted = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            wanted |= modifier
        QTest.keyClick(focus, key, wanted)
        settle()

    def drag(self, index: int, to_y: int, *, drop: bool = True) -> None:
        """Take a row by its handle and bring the pointer to this height of the list."""
        handle = self.row(index).handle
        middle = handle.rect().center()
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
        target = handle.mapFromGlobal(self.page.items.mapToGlobal(QPoint(20, to_y)))
        for share in (0.3, 0.7, 1.0):
            at = QPoint(middle.x(), round(middle.y() + (target.y() - middle.y()) * share))
            QTest.mouseMove(handle, at)
            _move(handle, at)
        if drop:
            QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=target)
        settle()


def _move(widget: QWidget, at: QPoint) -> None:
    """A move with the button held, which QTest does not send."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def sit_down(world: World, width: int = 1280, height: int = 800, routine: str | None = EASY) -> Sitting:
    """A window with the editor open on a routine; None shows the list."""
    window = _window(world, width, height)
    place = RoutinesPlace(world.look, world.pictures, services_of(world))
    window.furnish(
        world.look,
        [
            PageEntry(Place("routines", "Routines", "list-bullets"), lambda: place),
            PageEntry(Place("when-to-stop", "When to stop", "first-aid"), world.stop_page),
        ],
    )
    sitting = Sitting(world, window, place)
    place.told.connect(lambda words, action, act: sitting.told.append((words, action, act)))
    place.try_wanted.connect(lambda tried, index: sitting.tried.append((tried, index)))
    settle()
    if routine is not None:
        place.edit(routine)
        settle()
    return sitting


def _window(world: World, width: int, height: int) -> MainWindow:
    first = FirstLook(world.folder / "look.ini")
    first.keep(world.themes.theme.name, world.look.color("bg"), world.look.text_scale, QByteArray())
    window = world.keep(MainWindow(first))
    window.resize(width, height)
    window.show()
    window.activateWindow()
    return window


def question(sitting: Sitting) -> Question:
    """The one that is asked now."""
    return next(q for q in sitting.window.findChildren(Question) if q.isVisible())


def picker(sitting: Sitting) -> StretchPicker:
    return next(p for p in sitting.window.findChildren(StretchPicker) if p.isVisible())


def swap_sheet(sitting: Sitting) -> SwapSheet:
    return next(s for s in sitting.window.findChildren(SwapSheet) if s.isVisible())


def words_on(widget: QWidget) -> list[str]:
    settle()
    return [text.text() for text in widget.findChildren(QLabel) if text.isVisibleTo(widget)]


def button(widget: QWidget, words: str) -> QPushButton:
    settle()
    return next(b for b in widget.findChildren(QPushButton) if b.text() == words and b.isVisible())


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()
