"""The offer to keep a hold that was changed while playing: one line for each stretch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Form
from stretchplayer.ui.player.paint import board_font
from stretchplayer.ui.player.summary_data import duration_text
from stretchplayer.ui.widgets.announce import announce

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.wishes import HoldWish

BUTTON_HEIGHT = 44
KEEP, EVERYWHERE, NOT_NOW = "Keep", "In all routines", "Not now"


@dataclass(frozen=True, slots=True)
class WishLine:
    """One hold to keep, in words. `in_routine` is whether there still is a routine to keep it in."""

    wish: HoldWish
    text: str
    name: str
    hold: str
    in_routine: bool = True


def wish_line(wish: HoldWish, stretch: Stretch, *, in_routine: bool = True) -> WishLine:
    """Put a wish into words."""
    held, planned = duration_text(wish.held_s * 1000), duration_text(wish.planned_s * 1000)
    name = stretch.short_name
    done = f"You did {name} for" if stretch.form is Form.TIMED else f"You held {name}"
    text = f"{done} {held} instead of {planned}. Keep this for next time?"
    return WishLine(wish, text, name, held, in_routine)


class WishRow(QFrame):
    """One line with its three answers."""

    kept = Signal(object)  # HoldWish
    kept_everywhere = Signal(object)  # HoldWish
    answered = Signal()

    def __init__(self, line: WishLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setProperty("role", "note")
        self.words = QLabel(line.text)
        self.words.setFont(board_font(16, QFont.Weight.Normal))
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.keep = self._button(KEEP, "second", f"Keep {line.hold} for {line.name} in this routine")
        self.everywhere = self._button(
            EVERYWHERE, "quiet", f"Keep {line.hold} for {line.name} in all routines"
        )
        self.not_now = self._button(NOT_NOW, "quiet", f"Do not keep {line.hold} for {line.name}")
        if not line.in_routine:
            self.keep.hide()
        self.keep.clicked.connect(lambda: self.kept.emit(line.wish))
        self.everywhere.clicked.connect(lambda: self.kept_everywhere.emit(line.wish))
        self.not_now.clicked.connect(self._leave)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self.buttons():
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 10)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addLayout(buttons)

    def buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        """The three answers."""
        return self.keep, self.everywhere, self.not_now

    def say_kept(self, *, everywhere: bool) -> None:
        """Say that it is kept, in place of the offer."""
        where = " in all routines" if everywhere else ""
        self._say(f"Kept{where}: {self.line.name} for {self.line.hold} from next time.")
        for button in self.buttons():
            button.hide()
        self.answered.emit()

    def say_trouble(self, why: str) -> None:
        """Say why it could not be kept; the offer stands."""
        self._say(f"{self.line.text} {why}")

    def _say(self, text: str) -> None:
        self.words.setText(text)
        announce(self, text)

    def _leave(self) -> None:
        self.hide()
        self.answered.emit()

    @staticmethod
    def _button(text: str, role: str, told: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", role)
        button.setFont(board_font(16))
        button.setMinimumHeight(BUTTON_HEIGHT)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(told)
        return button


class WishList(QWidget):
    """All offers after a session; takes no room when there are none."""

    kept = Signal(object)  # WishRow
    kept_everywhere = Signal(object)  # WishRow
    answered = Signal()  # one was, whichever way

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[WishRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 24)
        self._column.setSpacing(10)
        self.hide()

    def show_lines(self, lines: tuple[WishLine, ...]) -> None:
        """Offer these."""
        for old in self.rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [WishRow(line) for line in lines]
        for row in self.rows:
            self._column.addWidget(row)
            row.kept.connect(lambda _wish, row=row: self.kept.emit(row))
            row.kept_everywhere.connect(lambda _wish, row=row: self.kept_everywhere.emit(row))
            row.answered.connect(self._settle)
        self.setVisible(bool(lines))

    def _settle(self) -> None:
        self.setVisible(any(not row.isHidden() for row in self.rows))
        self.answered.emit()
