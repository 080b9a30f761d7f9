"""The window: navigation, one page at a time, and the player over all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from stretchplayer import APP_NAME
from stretchplayer.ui.widgets.focus_ring import FocusRing
from stretchplayer.ui.widgets.nav import Navigation, Place

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent

    from stretchplayer.ui.look import Look

SMALLEST = (900, 520)
FIRST_SIZE = (1280, 800)
RAIL_BELOW = 1000


@dataclass(frozen=True)
class PageEntry:
    """A page: its place in the navigation, and how it is made when first shown."""

    place: Place
    make: Callable[[], QWidget]


class MainWindow(QMainWindow):
    """A shell: pages know what they do, the window only shows them."""

    closing = Signal()
    shown = Signal()  # for the first time

    def __init__(self, look: Look, pages: list[PageEntry]) -> None:
        super().__init__()
        self._entries = {entry.place.key: entry for entry in pages}
        self._made: dict[str, QWidget] = {}
        self._covers: list[QWidget] = []
        self._was_shown = False
        self.setWindowTitle(APP_NAME)
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self.navigation = Navigation(look, [entry.place for entry in pages])
        self.navigation.chosen.connect(self.go)
        self._pages = QStackedWidget()
        self._desk = QWidget()
        row = QHBoxLayout(self._desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._pages, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._desk)
        self.setCentralWidget(self._stack)
        self._focus_ring = FocusRing(self, look)
        self._shortcuts(pages)
        self.go(pages[0].place.key)

    @property
    def covered(self) -> bool:
        """Whether a player or another full page covers the desk."""
        return bool(self._covers)

    def page(self, key: str) -> QWidget:
        """The page of that key, made now if it has not been shown yet."""
        if key not in self._made:
            made = self._entries[key].make()
            self._made[key] = made
            self._pages.addWidget(made)
        return self._made[key]

    def go(self, key: str) -> None:
        """Show a page."""
        if self.covered:
            return
        page = self.page(key)
        self._pages.setCurrentWidget(page)
        self.navigation.show_chosen(key)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def cover(self, widget: QWidget) -> None:
        """Show `widget` over everything, without navigation; covers may lie on each other."""
        self._covers.append(widget)
        self._stack.addWidget(widget)
        self._show_top()

    def uncover(self, widget: QWidget) -> None:
        """Take this cover away and let it go; what was under it comes back."""
        if widget not in self._covers:
            return
        self._covers.remove(widget)
        self._stack.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        self._show_top()

    def _show_top(self) -> None:
        self._stack.setCurrentWidget(self._covers[-1] if self._covers else self._desk)
        shown = self._covers[-1] if self._covers else self._pages.currentWidget()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or come back to the window."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def geometry_text(self) -> str:
        """Size and place, to be given back by `restore_geometry_text`."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_geometry_text(self, text: str) -> None:
        """Take up the size and place of an earlier time."""
        self.restoreGeometry(QByteArray.fromBase64(text.encode()))

    def come_forward(self) -> None:
        """Show the window to somebody who started the app a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the parts to the new size."""
        super().resizeEvent(event)
        self.navigation.set_narrow(narrow=event.size().width() < RAIL_BELOW)

    def showEvent(self, event: QShowEvent) -> None:
        """Show it as things are now."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.shown.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell before the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def _shortcuts(self, pages: list[PageEntry]) -> None:
        def on(keys: str | QKeySequence.StandardKey, action: Callable[[], object]) -> None:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(action)

        for number, entry in enumerate((e for e in pages if not e.place.at_foot), start=1):
            on(f"Ctrl+{number}", partial(self.go, entry.place.key))
        on("F11", self.toggle_full_screen)
        on("Ctrl+Q", self.close)
