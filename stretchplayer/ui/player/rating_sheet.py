"""What is painted around the controls of a rating."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from stretchplayer.ui.player.board import Board, Box
from stretchplayer.ui.player.paint import (
    board_font,
    draw_key_cap,
    draw_lines,
    key_cap_size,
    rounded,
    text_width,
)
from stretchplayer.ui.player.rating_scale import KEY_WIDTH, key_left

if TYPE_CHECKING:
    from stretchplayer.ui.player.looks import Looks
    from stretchplayer.ui.player.questions import Question

THUMBNAIL_BOX = Box(40, 92, 168, 104)
WAIT_LINE = Box(40, 690, 1200, 4)
QUESTION_PX = 50.0
BAND_Y = 463.0
WORD_Y = 500.0
BANDS = (("No pain", 0, 0), ("Mild", 1, 3), ("Moderate", 4, 6), ("Severe", 7, 10))
FOOT = (
    ("0", True),
    ("–", False),
    ("9", True),
    ("pick,", False),
    ("1", True),
    ("0", True),
    ("for ten", False),
    ("  ", False),
    ("←", True),
    ("→", True),
    ("or clicker to move", False),
)


@dataclass(frozen=True, slots=True)
class RatingSheet:
    """Question, mark, words under the scale and the line of keys, in the places of a board."""

    looks: Looks
    board: Board
    ratio: float  # device pixels to a logical one

    def paint_question(self, painter: QPainter, question: Question) -> None:
        """Paint the question with its picture, and the mark of the rating before."""
        board, color = self.board, self.looks.colors.color
        u = board.u
        left = 40.0
        if question.pose is not None:
            rect = board.rect(THUMBNAIL_BOX)
            rounded(painter, rect, 14 * u, color("halo"), color("line"), 1.2)
            size = QSize(round(156 * u), round(92 * u))
            pixmap = self.looks.thumbnail(question.pose, question.side, size, self.ratio)
            if pixmap is not None:
                painter.drawPixmap(QPointF(rect.x() + 6 * u, rect.y() + 6 * u), pixmap)
            left = 232.0
        small = board_font(28 * u, QFont.Weight.Medium)
        above = question.subject or question.line
        if above:
            draw_lines(painter, [above], small, color("ink2"), board.x(left), board.y(118), 0)
        px = QUESTION_PX
        needed = text_width(board_font(px, QFont.Weight.DemiBold, -0.012), question.text)
        px *= min(1.0, (1240 - left) / needed)  # a question that names its stretch may be long
        font = board_font(px * u, QFont.Weight.DemiBold, -0.012)
        draw_lines(painter, [question.text], font, color("ink"), board.x(left), board.y(176), 0)
        if question.before is not None:
            self._paint_mark(painter, question.before)

    def _paint_mark(self, painter: QPainter, before: int) -> None:
        board, color = self.board, self.looks.colors.color
        u = board.u
        font = board_font(max(14.0, 24 * u), QFont.Weight.Medium)
        centre = board.x(40 + key_left(before) + KEY_WIDTH / 2)
        text = f"before you began: {before}"
        painter.setFont(font)
        painter.setPen(color("ink2"))
        width = painter.fontMetrics().horizontalAdvance(text)
        x = min(max(board.x(40), centre - width / 2), board.x(1240) - width)
        painter.drawText(QPointF(x, board.y(253)), text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("ink2"))
        tip = [(-10, 262), (10, 262), (0, 272)]
        painter.drawPolygon(QPolygonF([QPointF(centre + dx * u, board.y(y)) for dx, y in tip]))

    def paint_bands(self, painter: QPainter) -> None:
        """Paint the words under the scale."""
        board, color = self.board, self.looks.colors.color
        u = board.u
        font = board_font(max(14.0, 28 * u))
        for word, first, last in BANDS:
            x1, x2 = board.x(40 + key_left(first)), board.x(40 + key_left(last) + KEY_WIDTH)
            painter.setPen(QPen(color("line2"), max(1.5, 3 * u)))
            painter.drawLine(QPointF(x1, board.y(BAND_Y)), QPointF(x2, board.y(BAND_Y)))
            painter.setFont(font)
            painter.setPen(color("ink"))
            row = QRectF(x1 - 20 * u, board.y(WORD_Y - 30), x2 - x1 + 40 * u, 44 * u)
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, word)
        painter.setFont(board_font(max(14.0, 24 * u), QFont.Weight.Medium))
        painter.setPen(color("ink2"))
        row = QRectF(board.x(640), board.y(510), 600 * u, 38 * u)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, flags, "10 = worst pain you can imagine")

    def paint_foot(self, painter: QPainter, text: str, waiting: tuple[float, float] | None) -> None:
        """Paint the line of keys, `text` at its end, and how long of how long it still waits."""
        board, color = self.board, self.looks.colors.color
        u = board.u
        font = board_font(max(14.0, 24 * u), QFont.Weight.Medium)
        px = max(12.0, 20 * u)
        x = board.x(40)
        for token, is_key in FOOT:
            if is_key:
                size = key_cap_size(token, px, 38 * u)
                size.setWidth(max(size.height() * 0.76, size.width()))
                width = 36 * u if token in ("←", "→") else 29 * u
                box = QRectF(x, board.y(715), width, 38 * u)
                draw_key_cap(
                    painter, box, token, px, fill=color("raise"), line=color("keyln"), ink=color("ink2")
                )
                x += width + 10 * u
            else:
                painter.setFont(font)
                painter.setPen(color("ink2"))
                width = painter.fontMetrics().horizontalAdvance(token)
                painter.drawText(QPointF(x, board.y(742)), token)
                x += width + 10 * u
        if waiting is not None:
            self._paint_wait(painter, waiting[0] / waiting[1])
        painter.setFont(font)
        painter.setPen(color("ink2"))
        row = QRectF(board.x(690), board.y(715), 550 * u, 38 * u)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, flags, text)

    def _paint_wait(self, painter: QPainter, share: float) -> None:
        """The time until it goes on, as a quiet line that gets shorter."""
        color, line = self.looks.colors.color, self.board.rect(WAIT_LINE)
        line.setHeight(max(3.0, line.height()))
        rounded(painter, line, line.height() / 2, color("seg"), None)
        line.setWidth(line.width() * share)
        rounded(painter, line, line.height() / 2, color("line2"), None)
