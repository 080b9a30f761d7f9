"""A stretch of the library as a card: its picture, what it is called, and what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from stretchplayer.ui.dose_words import POSTURES
from stretchplayer.ui.stretches.moving_picture import MovingPicture
from stretchplayer.ui.suits.notes import Sign
from stretchplayer.ui.widgets.card_button import CardButton

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.suitability import Verdict
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.stretches.moving_picture import Mover

BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class StretchCard(CardButton):
    """Picture, name, position and what it is for, with a sign where care is due; opens the stretch.

    The picture moves while the pointer or the keyboard is on the card. Arrow keys ask for a neighbour.
    """

    neighbour_wanted = Signal(int, int)  # columns to the right, rows down

    def __init__(
        self, look: Look, pictures: Pictures, stretch: Stretch, verdict: Verdict, mover: Mover, *, own: bool
    ) -> None:
        about = about_words(stretch, own=own)
        self.picture = MovingPicture(look, pictures, stretch, mover)
        lines = ((stretch.short_name, "item", "ink"), (about, "small", "ink2"))
        name = f"{stretch.name}. {about}. {verdict.words}".strip()
        super().__init__(look, name, self.picture, lines)
        self.stretch = stretch.id
        self.record = stretch
        self.is_hidden = verdict.is_hidden
        self._sign: Sign | None = None
        column = self.layout()
        if verdict.findings and isinstance(column, QVBoxLayout):
            self._sign = Sign(look, verdict, self.picture.width())
            column.insertWidget(column.count() - 1, self._sign)
        self.found_by = " ".join(
            (stretch.name, stretch.short_name, *stretch.aliases, about, *stretch.muscles, *stretch.steps)
        ).casefold()

    def set_width(self, width: int) -> None:
        """Be as wide as a column."""
        if width != self.picture.width():
            self.picture.set_width(width)
            for words in self.words:
                words.setFixedWidth(width)
            if self._sign is not None:
                self._sign.set_width(width)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.picture.look_at()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.picture.look_away()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYS:
            self.picture.look_at()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.underMouse():
            self.picture.look_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.neighbour_wanted.emit(*way)


def about_words(stretch: Stretch, *, own: bool) -> str:
    """Position and aim: "Lying · Lower back and buttock"; one's own says so."""
    parts = ["Yours"] if own else []
    parts.append(POSTURES[stretch.posture])
    if stretch.targets:
        parts.append(stretch.targets)
    return " · ".join(parts)
