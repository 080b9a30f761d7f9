"""The ground of every desk page: one column, centred, that scrolls up and down and never sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

CONTENT_WIDTH = 1120
NARROW_BELOW = 880  # width of the page; the window beside it is then under 1000 and shows icons alone
MARGIN = 48
NARROW_MARGIN = 32
NARROW_TOP = 0.55  # of the usual room above


class ScrollPage(QScrollArea):
    """`column` takes the parts. `narrow_changed` tells when the page has to be laid out otherwise."""

    narrow_changed = Signal(bool)

    def __init__(self, *, top: int = 30, bottom: int = 24) -> None:
        super().__init__()
        self._top = top
        self._bottom = bottom
        self._narrow: bool | None = None
        self._stale = True
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll it
        page = QWidget()
        page.setObjectName("page")
        self.column = QVBoxLayout(page)
        self.column.setSpacing(0)
        self.setWidget(page)

    @property
    def narrow(self) -> bool:
        """Whether the page has the form for small windows."""
        return bool(self._narrow)

    def refresh(self) -> None:
        """Show everything as it is now; pages that show the notes do so here."""

    def note_change(self) -> None:
        """Something is different: show it now, or when the page is next looked at."""
        self._stale = True
        if self.isVisible():
            self._refresh_if_stale()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has changed meanwhile."""
        self._refresh_if_stale()
        super().showEvent(event)

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the margins, and tell when the form changes."""
        super().resizeEvent(event)
        # Of the page and not of its viewport: a scroll bar that comes and goes must not change the form.
        narrow = self.width() < NARROW_BELOW
        width = self.viewport().width()
        side = max(NARROW_MARGIN if narrow else MARGIN, (width - CONTENT_WIDTH) // 2)
        top = round(self._top * NARROW_TOP) if narrow else self._top
        self.column.setContentsMargins(side, top, side, self._bottom)
        if narrow is not self._narrow:
            self._narrow = narrow
            self.narrow_changed.emit(narrow)
