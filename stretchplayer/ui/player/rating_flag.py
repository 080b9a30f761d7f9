"""The warning sign one can add to a rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from stretchplayer.ui.player.buttons import BoardButton
from stretchplayer.ui.player.paint import board_font, draw_key_cap, draw_lines, rounded, wrap

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from stretchplayer.ui.player.looks import Looks

FLAG_TEXT = "Sharp, shooting, tingling or spreading down the leg"


class FlagBox(BoardButton):
    """The warning flag as a large check box."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        """Unchecked."""
        super().__init__(FLAG_TEXT, "S", looks.colors, parent)
        self._looks = looks
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """The panel decides."""

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        self.set_colors(looks.colors)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, words, bolt, key."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        u, color = self.u, self._colors.color
        rect = QRectF(self.rect())
        on = self.isChecked()
        fill = color("amberbg") if on else color("surf")
        rounded(painter, rect, 24 * u, fill, color("amber" if on else "amberln"), max(1.5, 3 * u))
        box = QRectF(29 * u, (rect.height() - 52 * u) / 2, 52 * u, 52 * u)
        rounded(painter, box, 12 * u, color("amber") if on else color("raise"), color("line2"), 4 * u)
        if on:
            rounded(painter, box, 12 * u, color("amber"), None)
            pen = QPen(color("bg"), 5 * u)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            tick = [(-13, 1), (-4, 10), (13, -9)]
            painter.drawPolyline(QPolygonF([box.center() + QPointF(x * u, y * u) for x, y in tick]))
        font = board_font(max(15.0, 28 * u))
        lines = wrap(FLAG_TEXT, font, 420 * u)
        step = 34 * u
        first = rect.height() / 2 - step * (len(lines) - 1) / 2 + 0.35 * font.pixelSize()
        draw_lines(painter, lines, font, color("ink"), 99 * u, first, step)
        size = round(40 * u)
        bolt = self._looks.icons("lightning-fill", color("amber"), size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(574 * u, (rect.height() - size) / 2), bolt)
        cap = QRectF(631 * u, (rect.height() - 44 * u) / 2, 44 * u, 44 * u)
        draw_key_cap(painter, cap, "S", 22 * u, fill=color("raise"), line=color("keyln"), ink=color("ink2"))
        painter.end()
