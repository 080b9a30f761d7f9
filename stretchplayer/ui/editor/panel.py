"""The panel at the right: beside the list where there is room, else a sheet over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.tab_order import in_layout_order

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

SCRIM = 0.4


class Scrim(QWidget):
    """Darkens what lies under the sheet; a click on it closes the sheet."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = 1.0

    def set_share(self, share: float) -> None:
        """How much of its darkness it has, while it comes up."""
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        scrim = QColor(0, 0, 0)
        scrim.setAlphaF(SCRIM * self._share)
        QPainter(self).fillRect(self.rect(), scrim)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.clicked.emit()


class Panel(QFrame):
    """Shows one of its parts. While it floats, Tab stays inside it and Escape closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.floating = False
        self.setProperty("role", "inspector")
        self.parts = QStackedWidget()  # parts are made in it: widgets that move are styled anew
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)

    def add(self, part: QWidget) -> None:
        """Have one part more."""
        self.parts.addWidget(part)

    def show_part(self, part: QWidget) -> None:
        """Show this part."""
        self.parts.setCurrentWidget(part)

    @property
    def part(self) -> QWidget | None:
        """The part that is shown."""
        return self.parts.currentWidget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.floating:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  (as Qt names it)
        """Go round inside while it lies over everything else."""
        if not self.floating:
            return super().focusNextPrevChild(next)
        stops = [
            child
            for child in in_layout_order(self)
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus.value
        ]
        if not stops:
            return True
        focus = self.window().focusWidget()
        place = stops.index(focus) if focus in stops else -1 if next else 0
        stops[(place + (1 if next else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        )
        return True
