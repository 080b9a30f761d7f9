"""The window: navigation, one page at a time, and the player over all of it.

It is painted first and furnished afterwards: what is imported here must be cheap, and the rest is
imported where it is used. Even touching Qt's own namespace takes longer than an empty window.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from stretchplayer import APP_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from stretchplayer.ui.first_look import FirstLook
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.widgets.nav import Navigation, PageEntry

SMALLEST = (900, 520)
FIRST_SIZE = (1280, 800)
RAIL_BELOW = 1000


class MainWindow(QMainWindow):
    """A shell: pages know what they do, the window only shows them."""

    closing = Signal()
    painted = Signal()  # for the first time: from now on there is time for the rest

    def __init__(self, first_look: FirstLook) -> None:
        """An empty window in the colour, size and place of the last time."""
        super().__init__()
        self._ground = first_look.ground
        self._entries: dict[str, PageEntry] = {}
        self._made: dict[str, QWidget] = {}
        self._covers: list[QWidget] = []
        self._was_painted = False
        self._focus_is_new = False  # it came by the key press that is handled now
        self._pages = QStackedWidget()
        self._desk = QWidget()
        self._stack = QStackedWidget()
        self._navigation: Navigation | None = None
        self._look: Look | None = None
        self.setWindowTitle(APP_NAME)
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        if not first_look.geometry.isEmpty():
            self.restoreGeometry(first_look.geometry)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._note_focus)

    def furnish(self, look: Look, pages: list[PageEntry]) -> None:
        """Bring navigation and pages, and show the first one."""
        from stretchplayer.ui.widgets.focus_ring import FocusRing

        self._look = look
        look.themes.changed.connect(self.update)
        self._entries = {entry.place.key: entry for entry in pages}
        self._row = QHBoxLayout(self._desk)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._pages, 1)
        self._stack.insertWidget(0, self._desk)
        self.setCentralWidget(self._stack)
        self._focus_ring = FocusRing(self, look)
        self._shortcuts(pages)
        self._navigate()
        self.go(pages[0].place.key)

    def make_anew(self) -> None:
        """Make navigation and pages again, since the text has another size; the same page is shown."""
        shown = self.shown
        self._navigate()
        for page in self._made.values():
            self._pages.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._made.clear()
        if shown is not None:
            self.go(shown)

    @property
    def shown(self) -> str | None:
        """The key of the page that is shown, also while something covers it."""
        current = self._pages.currentWidget()
        return next((key for key, page in self._made.items() if page is current), None)

    def _navigate(self) -> None:
        """Put the navigation beside the pages, in place of an earlier one."""
        from stretchplayer.ui.widgets.nav import Navigation

        assert self._look is not None
        earlier = self._navigation
        if earlier is not None:
            self._row.removeWidget(earlier)
            earlier.hide()
            earlier.deleteLater()
        self._rail_below = round(RAIL_BELOW * max(1.0, self._look.text_scale))
        self._navigation = Navigation(self._look, [entry.place for entry in self._entries.values()])
        self._navigation.chosen.connect(self.go)
        self._navigation.set_narrow(narrow=self.width() < self._rail_below)
        self._row.insertWidget(0, self._navigation)

    @property
    def navigation(self) -> Navigation:
        """The column of pages, once furnished."""
        assert self._navigation is not None
        return self._navigation

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
        """Show a page; one with a method `leave` is asked first."""
        if self.covered:
            return
        here = self._pages.currentWidget()
        leave = getattr(here, "leave", None)
        if callable(leave) and here is not self._made.get(key):
            leave(partial(self._show_page, key))  # it may hold something that is not saved yet
            # Until that is said, the navigation shows where one is.
            self.navigation.show_chosen(self.shown or key)
        else:
            self._show_page(key)

    def _show_page(self, key: str) -> None:
        from PySide6.QtCore import Qt

        page = self.page(key)
        self._pages.setCurrentWidget(page)
        self.navigation.show_chosen(key)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def cover(self, widget: QWidget) -> None:
        """Show `widget` over everything, without navigation; covers may lie on each other."""
        self.setCentralWidget(self._stack)
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
        from PySide6.QtCore import Qt

        self._stack.setCurrentWidget(self._covers[-1] if self._covers else self._desk)
        shown = self._covers[-1] if self._covers else self._pages.currentWidget()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or come back to the window."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_keys(self) -> None:
        """Show all keys on one card."""
        from stretchplayer.ui.widgets.keys_card import KeysCard

        assert self._look is not None, "its key comes with furnishing"
        KeysCard(self._look, self).open()

    def come_forward(self) -> None:
        """Show the window to somebody who started the app a second time."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  (as Qt names it)
        """Move the focus on by Tab, in the order in which things are laid out now."""
        from stretchplayer.ui.widgets.tab_order import follow_layout

        follow_layout(self._desk)
        return super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, where no page had another use for it.

        A button that got the focus by this very press is not pressed by it: fields and tables act on Enter
        and hand it on all the same.
        """
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QAbstractButton

        focused = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focused, QAbstractButton):
            if not event.isAutoRepeat() and not self._focus_is_new:
                focused.click()
        else:
            super().keyPressEvent(event)

    def _note_focus(self) -> None:
        self._focus_is_new = True
        QTimer.singleShot(0, self, self._settle_focus)

    def _settle_focus(self) -> None:
        self._focus_is_new = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the parts to the new size."""
        super().resizeEvent(event)
        if self._navigation is not None:
            self._navigation.set_narrow(narrow=event.size().width() < self._rail_below)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground; the first time, tell that the window can be seen."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ground if self._look is None else self._look.color("bg"))
        painter.end()
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell before the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def _shortcuts(self, pages: list[PageEntry]) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        def on(keys: str, action: Callable[[], object]) -> None:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(action)

        for number, entry in enumerate((e for e in pages if not e.place.at_foot), start=1):
            on(f"Ctrl+{number}", partial(self.go, entry.place.key))
        for entry in pages:
            if entry.place.keys is not None:
                on(entry.place.keys, entry.on_key or partial(self.go, entry.place.key))
        on("F11", self.toggle_full_screen)
        on("F1", self.show_keys)
        on("Ctrl+Q", QApplication.quit)
