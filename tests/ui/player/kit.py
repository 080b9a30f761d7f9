"""A player page on the real driver and store, with a clock turned by hand and a plain figure."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from stretchplayer.app.comfort_service import ComfortService
from stretchplayer.app.services import HistoryService, RoutineService, SettingsService
from stretchplayer.app.session_driver import SessionDriver
from stretchplayer.app.sessions import SessionMaker
from stretchplayer.core.catalogue import Catalogue, Side
from stretchplayer.core.events import Rating
from stretchplayer.core.place import Place
from stretchplayer.core.routine import Routine
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.store import Store
from stretchplayer.ui.fonts import load_fonts
from stretchplayer.ui.icons import Icons
from stretchplayer.ui.player.figure_cue import FigureCue
from stretchplayer.ui.player.looks import Looks
from stretchplayer.ui.player.page import PlayerPage, PlayerTools
from stretchplayer.ui.theme import load_theme
from tests.core.scores import CATALOGUE, PHRASES, routine
from tests.empty_notes import empty_notes
from tests.machine import Machine

ASSETS = Path(__file__).parents[3] / "assets"
SIZES = ((900, 520), (900, 600), (1280, 800), (1920, 1080))
THEMES = ("light", "dark")


def no_picture(pose: str, side: Side | None, size: QSize, ratio: float) -> QPixmap | None:
    """Pictures that are still being drawn."""
    return None


def looks(theme: str = "light") -> Looks:
    """The real colours and icons."""
    load_fonts(ASSETS / "fonts")
    return Looks(load_theme(ASSETS / "themes", theme), Icons(ASSETS / "icons").pixmap, no_picture)


class PlainFigure:
    """A block on a mat: it keeps what it was asked to show."""

    def __init__(self, *, film: bool = False) -> None:
        self.film = film
        self.shown: list[FigureCue] = []
        self.outlines = 0
        self._width = self._height = 1.0

    def set_box(self, width: float, height: float, ratio: float) -> None:
        self._width, self._height = width, height

    def set_scheme(self, scheme: ColourScheme) -> None:
        pass

    def show(self, cue: FigureCue) -> None:
        self.shown.append(cue)

    def block(self) -> QRectF:
        return QRectF(self._width * 0.1, self._height * 0.7, self._width * 0.8, self._height * 0.3)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        painter.fillRect(self.block().translated(QPointF(x, y)), QColor("#33497a"))

    def outline(self, grow: float) -> QImage:
        self.outlines += 1
        image = QImage(round(self._width), round(self._height), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.fillRect(self.block().adjusted(-grow, -grow, grow, grow), Qt.GlobalColor.black)
        painter.end()
        return image

    def outline_key(self) -> object:
        return (self.shown[-1].pose if self.shown else None, self._width, self._height)


class Room:
    """A page in a window of its own."""

    def __init__(
        self, folder: Path, *stretches: str, catalogue: Catalogue = CATALOGUE, built_in: Routine | None = None
    ) -> None:
        self.machine = Machine()
        self.store: Store = empty_notes(folder)
        self.history = HistoryService(self.store.history, self.machine)
        self.settings = SettingsService(self.store.settings, self.machine)
        self.comfort = ComfortService(self.store.comfort, self.store.history, self.settings, self.machine)
        gentle = Routine(
            id="gentle-day", name="Gentle day", description="", items=routine(stretches[0]).items
        )
        self.routines = RoutineService(
            [
                built_in or routine(*stretches),
                gentle,
                msgspec.structs.replace(gentle, id="gentle-day-chair", place=Place.CHAIR),
            ],
            catalogue,
            self.store.routines,
            self.store.drafts,
            self.machine,
            place=lambda: self.settings.preferences.place,
        )
        self.maker = SessionMaker(
            catalogue=catalogue,
            phrases=lambda: PHRASES,
            routines=self.routines,
            history=self.history,
            comfort=self.comfort,
            settings=self.settings,
            clock=self.machine,
            player=lambda: self.machine,
            keep_awake=self.machine,
        )
        self.page = PlayerPage(
            PlayerTools(
                looks=looks(),
                new_figure=PlainFigure,
                clock=self.machine,
                history=self.history,
                comfort=self.comfort,
                settings=self.settings,
                routines=self.routines,
                prepare=lambda id_, pre: self.maker.prepare(id_, pre, full_length=True),
            )
        )
        self.page.resize(1280, 800)

    def open(self) -> None:
        """Show the page."""
        self.page.show()
        self.page.activateWindow()
        QApplication.processEvents()

    @property
    def driver(self) -> SessionDriver:
        assert self.page.driver is not None
        return self.page.driver

    def play(self, pre: int | None = 2) -> SessionDriver:
        """Answer the question before and start."""
        self.page.play(self.maker.prepare("test", Rating(pre, skipped=pre is None), full_length=True))
        return self.driver

    def pass_(self, duration_ms: float) -> None:
        """Let time go by as the timer would: a look at every due moment, half a second at most."""
        end = self.machine.monotonic + duration_ms
        while self.machine.monotonic < end and self.page.driver is not None:
            due = self.driver.session.next_due_in(self.machine.monotonic) or 500.0
            self.machine.monotonic = min(end, self.machine.monotonic + min(due, 500.0))
            self.driver.wake()
        self.page.stage.look()

    def press(self, *keys: Qt.Key | str) -> None:
        """Press keys where the focus is, as a keyboard would."""
        for key in keys:
            target = QApplication.focusWidget() or self.page
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key)

    def close(self) -> None:
        """Leave nothing behind."""
        self.page.close_session()
        self.page.close()
        self.page.deleteLater()
        self.store.close()


def held(widget: QWidget, key: Qt.Key) -> QKeyEvent:
    """A key event as it comes again and again while a key is held."""
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", autorep=True)
    QApplication.sendEvent(widget, event)
    return event
