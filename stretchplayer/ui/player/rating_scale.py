"""The eleven keys of the pain scale.

One family of colours, light to dark, without a green or an alarm red: a rating is a note, not a
mark. Number, place and word carry the meaning; colour helps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF, QRadialGradient
from PySide6.QtWidgets import QWidget

from stretchplayer.ui.player.buttons import BoardButton
from stretchplayer.ui.player.keys import takes_keys
from stretchplayer.ui.player.paint import Colors, board_font, faded, mix, rounded
from stretchplayer.ui.score_colors import (
    DARK_NUMBER,
    LIGHT_NUMBER,
    LIGHT_NUMBER_FROM,
    OUTLINE,
    SCORE_COLORS,
    band_word,
)
from stretchplayer.ui.widgets.focus_ring import OWN_FOCUS

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

KEY_WIDTH = 100.0
KEY_GAP = 9.6
KEY_HEIGHT = 136.0
PICKED_HEIGHT = 168.0
KEY_TOP = 34.0  # of an unpicked key, inside the scale
SCALE_HEIGHT = 204.0
FIRST_KEY = 2.0


def key_left(score: int) -> float:
    """Left edge of a key inside the scale, board units."""
    return FIRST_KEY + score * (KEY_WIDTH + KEY_GAP)


class RatingKey(BoardButton):
    """One number of the scale. Its cell is taller than the key, for the picked one grows."""

    def __init__(self, score: int, colors: Colors, parent: QWidget | None = None) -> None:
        """A key for `score`, 0 to 10."""
        super().__init__(str(score), "", colors, parent)
        self.score = score
        self._reached = False  # by Tab: then the focus is shown around the key
        self.setProperty(OWN_FOCUS, True)  # its cell is taller than what is seen of it
        self.setCheckable(True)
        self.setAccessibleName(f"{score} of 10, {band_word(score)}")

    def nextCheckState(self) -> None:
        """The scale decides what is picked."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus to whoever came by Tab."""
        super().focusInEvent(event)
        self._reached = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._reached = False
        self.update()

    def face(self) -> QRectF:
        """The key itself inside its cell, logical pixels."""
        u = self.u
        height = PICKED_HEIGHT if self.isChecked() else KEY_HEIGHT
        top = KEY_TOP - (PICKED_HEIGHT - KEY_HEIGHT) / 2 if self.isChecked() else KEY_TOP
        return QRectF(KEY_GAP / 2 * u, top * u, KEY_WIDTH * u, height * u)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Face, number, tick."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        u, face, color = self.u, self.face(), self._colors.color
        fill = QColor(SCORE_COLORS[self.score])
        picked = self.isChecked()
        if picked:
            self._paint_shadow(painter, face)
            rim = 4 * u
            rounded(painter, face.adjusted(-rim, -rim, rim, rim), 28 * u, color("bg"), None)
            rounded(painter, face, 24 * u, fill, color("teal"), 6 * u)
        else:
            line = QColor(DARK_NUMBER) if self.underMouse() else QColor(OUTLINE)
            rounded(painter, face, 20 * u, fill, line, max(1.5, 2 * u))
        if self._reached:
            rim = 4 * u
            rounded(painter, face.adjusted(-rim, -rim, rim, rim), 24 * u, None, color("ink"), 3 * u)
        number_px = (84 if picked else 66) * u
        painter.setFont(board_font(number_px, QFont.Weight.DemiBold, -0.02))
        painter.setPen(QColor(LIGHT_NUMBER if self.score >= LIGHT_NUMBER_FROM else DARK_NUMBER))
        painter.drawText(face, Qt.AlignmentFlag.AlignCenter, self.text())
        if picked:
            self._paint_tick(painter, QPointF(face.right() - 17 * u, face.top() + 12 * u))
        painter.end()

    def _paint_shadow(self, painter: QPainter, face: QRectF) -> None:
        glow = QRadialGradient(QPointF(0, 0), 1)
        shade = faded(mix(self._colors.color("teal"), self._colors.color("ink"), 0.6), 0.16)
        glow.setColorAt(0, shade)
        glow.setColorAt(1, faded(shade, 0))
        painter.save()
        painter.translate(face.center().x(), face.bottom())
        painter.scale(face.width() * 0.54, 16 * self.u)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.drawEllipse(QPointF(0, 0), 1, 1)
        painter.restore()

    def _paint_tick(self, painter: QPainter, centre: QPointF) -> None:
        u, color = self.u, self._colors.color
        painter.setPen(QPen(color("bg"), 4 * u))
        painter.setBrush(color("teal"))
        painter.drawEllipse(centre, 20 * u, 20 * u)
        pen = QPen(color("onteal"), 3.2 * u)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        tick = [(-9, 0.5), (-3, 6.5), (9, -6)]
        painter.drawPolyline(QPolygonF([centre + QPointF(x * u, y * u) for x, y in tick]))


class RatingScale(QWidget):
    """Eleven keys in a row: one stop for Tab, which then is the picked key, or the first."""

    picked = Signal(int)

    def __init__(self, question: str, colors: Colors, parent: QWidget | None = None) -> None:
        """A scale with nothing picked."""
        super().__init__(parent)
        self.keys = [RatingKey(score, colors, self) for score in range(11)]
        for key in self.keys:
            key.clicked.connect(lambda _checked=False, score=key.score: self.picked.emit(score))
        self._u = 1.0
        self.set_question(question)
        self.show_score(None)

    def set_question(self, question: str) -> None:
        """What the scale is about, for screen readers."""
        self.setAccessibleName(f"{question}, 0 no pain to 10 worst pain you can imagine")

    def set_colors(self, colors: Colors) -> None:
        """Follow the theme."""
        for key in self.keys:
            key.set_colors(colors)

    def set_scale(self, u: float) -> None:
        """Follow the board."""
        self._u = u
        self._arrange()

    def show_score(self, score: int | None) -> None:
        """Show what is picked; the focus follows if it is inside."""
        inside = any(takes_keys(key) for key in self.keys)
        stop = self.keys[score if score is not None else 0]
        for key in self.keys:
            key.setChecked(key.score == score)
            key.setFocusPolicy(Qt.FocusPolicy.TabFocus if key is stop else Qt.FocusPolicy.NoFocus)
            key.raise_()  # one after the other, which is the order in which a screen reader finds them
        if score is not None:
            stop.raise_()  # it has grown over its neighbours
        if inside:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_stop(self) -> None:
        """Give the focus to the scale."""
        for key in self.keys:
            if key.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                key.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the keys in their cells."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        for key in self.keys:
            key.set_scale(self._u)
            left = (key_left(key.score) - KEY_GAP / 2) * self._u
            right = (key_left(key.score) + KEY_WIDTH + KEY_GAP / 2) * self._u
            key.setGeometry(round(left), 0, round(right) - round(left), round(SCALE_HEIGHT * self._u))
