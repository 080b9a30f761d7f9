"""What other pages say about what does not suit: a banner, a quiet line, a sign on a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.ui.suits.words import IS_HIDDEN, IS_KEPT, hidden_words
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, Icon, label

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.suitability import Verdict
    from stretchplayer.ui.look import Look

SIGN_PX = 18
BANNER_PX = 26


class SuitsBanner(QFrame):
    """Why a stretch is hidden or carries a warning, and what can be done about that."""

    keep_wanted = Signal(bool)  # whether it is to be shown all the same
    instead_wanted = Signal(str)

    def __init__(self, look: Look, verdict: Verdict, instead: Stretch | None) -> None:
        """`instead` is what would suit in its place, if anything would."""
        super().__init__()
        self.setProperty("role", "easeoff")
        status = IS_HIDDEN if verdict.is_hidden else IS_KEPT if verdict.kept else ""
        self.words = label(look, f"{verdict.words} {status}".strip(), "text", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.words)
        if verdict.is_hidden or verdict.kept:
            column.addLayout(self._buttons(look, verdict, instead))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(14)
        row.addWidget(Icon(look, "hand-palm-fill", "amber", BANNER_PX), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _buttons(self, look: Look, verdict: Verdict, instead: Stretch | None) -> FlowLayout:
        row = FlowLayout(gap=10)
        if instead is not None:
            see = Button(look, f"See {instead.short_name}", "second")
            see.clicked.connect(lambda: self.instead_wanted.emit(instead.id))
            row.addWidget(see)
        keep = Button(look, "Hide it again" if verdict.kept else "Show it anyway", "quiet")
        keep.clicked.connect(lambda: self.keep_wanted.emit(verdict.is_hidden))
        row.addWidget(keep)
        return row


class HiddenLine(QWidget):
    """How many are not shown, with a way to see them; takes no room while there are none."""

    toggled = Signal(bool)  # whether they are to be shown

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.shown = False
        self.words = label(look, "", "note", "ink2")
        self.show_all = Button(look, "", "quiet")
        self.show_all.clicked.connect(self._toggle)
        self.words.setMinimumHeight(self.show_all.minimumSizeHint().height())  # in a line with the button
        row = FlowLayout(self, gap=2)
        row.addWidget(self.words)
        row.addWidget(self.show_all)
        self.hide()

    def show_count(self, count: int) -> None:
        """Tell how many there are."""
        if not count:
            self.shown = False
        self.words.setText(hidden_words(count, shown=self.shown))
        self.show_all.setText("Hide them again." if self.shown else "Show all.")
        self.setVisible(bool(count))

    def _toggle(self) -> None:
        self.shown = not self.shown
        self.toggled.emit(self.shown)


class Sign(QWidget):
    """A small hand and a few words, on what carries a warning."""

    def __init__(self, look: Look, verdict: Verdict, width: int | None = None) -> None:
        super().__init__()
        size = self._size = round(SIGN_PX * max(1.0, look.text_scale))
        words = self._words = label(look, sign_words(verdict), "small", "amber", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Icon(look, "hand-palm-fill", "amber", size), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        if width is not None:
            self.set_width(width)

    def set_width(self, width: int) -> None:
        """Be so wide, as what it stands on."""
        self._words.setFixedWidth(width - self._size - 6)


def sign_words(verdict: Verdict) -> str:
    """Why, in a few words."""
    return f"Hidden: it {verdict.in_short}." if verdict.is_hidden else f"Take care: it {verdict.in_short}."
