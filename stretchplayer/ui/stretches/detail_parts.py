"""Pieces of the page about one stretch: numbered steps, what to watch for, easier and harder ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import Banner, Icon, label, two_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.ui.look import Look

BADGE = 28
SIGN = 20


class StepNumber(QLabel):
    """The number of a step, in a round field."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__(str(number))
        self._look = look
        size = round(BADGE * max(1.0, look.text_scale))
        self.setFixedSize(size, size)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFont(look.font("small-strong"))
        self.setProperty("ink", "tealtx")
        look.themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, and the number on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("tint2"))
        painter.drawEllipse(self.rect())
        painter.end()
        super().paintEvent(event)


def steps_list(look: Look, stretch: Stretch) -> QWidget:
    """What to do, one after the other."""
    if not stretch.steps:
        return label(look, "No steps are written down yet.", "note", "ink2", wrap=True)
    numbered = enumerate(stretch.steps, start=1)
    return two_columns(
        [(StepNumber(look, number), label(look, step, "text", wrap=True)) for number, step in numbered], 14
    )


def mistakes_list(look: Look, mistakes: Sequence[str]) -> QWidget:
    """What to watch for."""
    return two_columns(
        [(_icon(look, "x", "amber"), label(look, words, "note", wrap=True)) for words in mistakes], 8
    )


class OtherWays(QWidget):
    """An easier and a harder way, beside each other where there is room."""

    def __init__(self, look: Look, stretch: Stretch) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        for icon, title, way in (
            ("arrow-down", "Easier", stretch.easier),
            ("arrow-up", "Harder", stretch.harder),
        ):
            if way is not None:
                self._row.addWidget(self._card(look, icon, title, way.text), 1)

    def set_tight(self, *, tight: bool) -> None:
        """Put them under each other."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if tight else across)

    @staticmethod
    def _card(look: Look, icon: str, title: str, text: str) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(6)
        column.addWidget(
            two_columns([(_icon(look, icon, "tealtx"), label(look, title, "section", "tealtx"))], 8)
        )
        column.addWidget(label(look, text, "note", wrap=True))
        column.addStretch(1)
        return card


class TakeCare(Banner):
    """Whom it may not suit, and when to stop."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__(look, words, "easeoff", "info-fill")
        self.setAccessibleName("Take care")


def _icon(look: Look, name: str, ink: str) -> Icon:
    return Icon(look, name, ink, round(SIGN * max(1.0, look.text_scale)))
