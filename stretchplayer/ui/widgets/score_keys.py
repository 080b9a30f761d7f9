"""The eleven scores as small keys, for answers given at a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from stretchplayer.core.history import HIGHEST_SCORE, LOWEST_SCORE
from stretchplayer.ui.score_colors import (
    DARK_NUMBER,
    LIGHT_NUMBER,
    LIGHT_NUMBER_FROM,
    OUTLINE,
    SCORE_COLORS,
    band_word,
)
from stretchplayer.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from stretchplayer.ui.look import Look

KEY_PX, GAP = 44, 4
RADIUS = 11.0
PICKED_PX = 3.0
DIGITS = {getattr(Qt.Key, f"Key_{n}"): n for n in range(10)}


class ScoreKey(QAbstractButton):
    """One score."""

    def __init__(self, look: Look, question: str, score: int) -> None:
        super().__init__()
        self._look = look
        self.score = score
        self.setCheckable(True)
        self.setText(str(score))
        self.setFont(look.font("item"))
        side = round(KEY_PX * max(1.0, look.text_scale))
        self.setFixedSize(side, side)
        self.setProperty("corner", int(RADIUS))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{question}: {score} of {HIGHEST_SCORE}, {band_word(score)}")

    def sizeHint(self) -> QSize:
        """It is of one size."""
        return self.minimumSize()

    def nextCheckState(self) -> None:
        """The row decides what is picked."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all but Space to the row; Qt would take the arrows for a walk through the page."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Face, outline and number; the outline of the picked one is thick."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picked = self.isChecked()
        color = self._look.color("ink") if picked or self.underMouse() else QColor(OUTLINE)
        pen = QPen(color, PICKED_PX if picked else 1.5)
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(QColor(SCORE_COLORS[self.score]))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        painter.setPen(QColor(LIGHT_NUMBER if self.score >= LIGHT_NUMBER_FROM else DARK_NUMBER))
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class ScoreKeys(QWidget):
    """One stop for Tab. Arrows go from key to key, Space, Enter or a digit picks."""

    picked = Signal(int)

    def __init__(self, look: Look, question: str) -> None:
        super().__init__()
        self.setAccessibleName(f"{question}, 0 no pain to 10 worst pain you can imagine")
        flow = FlowLayout(self, gap=GAP)
        self.keys = [ScoreKey(look, question, score) for score in range(LOWEST_SCORE, HIGHEST_SCORE + 1)]
        for key in self.keys:
            flow.addWidget(key)
            key.clicked.connect(lambda _=False, score=key.score: self._pick(score))
        self.stop = self.keys[0]  # the one that Tab comes to
        self.show_score(None)
        look.themes.changed.connect(self.update)

    def show_score(self, score: int | None) -> None:
        """Show what is picked, without telling anybody."""
        for key in self.keys:
            key.setChecked(key.score == score)
        self._make_stop(self.keys[score or 0])

    @property
    def score(self) -> int | None:
        """What is picked."""
        return next((key.score for key in self.keys if key.isChecked()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, digits and Enter pick."""
        now = next((key.score for key in self.keys if key.hasFocus()), None)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
        key = Qt.Key(event.key())
        if now is not None and key in step:
            stop = self.keys[min(HIGHEST_SCORE, max(LOWEST_SCORE, now + step[key]))]
            self._make_stop(stop)
            stop.setFocus(Qt.FocusReason.TabFocusReason)
        elif now is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(now)
        elif key in DIGITS:
            self._pick(DIGITS[key])
        else:
            super().keyPressEvent(event)

    def _pick(self, score: int) -> None:
        inside = any(key.hasFocus() for key in self.keys)
        self.show_score(score)
        if inside:
            self.keys[score].setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit(score)

    def _make_stop(self, stop: ScoreKey) -> None:
        for key in self.keys:
            key.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key is stop else Qt.FocusPolicy.ClickFocus)
        self.stop = stop
