"""The painted parts of the page after a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from stretchplayer.ui.player.figure_cue import RESTING_POSE, FigureCue, FigurePhase
from stretchplayer.ui.player.paint import board_font, draw_lines, rounded, scheme_of, text_width, wrap
from stretchplayer.ui.player.summary_data import score_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.ui.player.halo import FigureView
    from stretchplayer.ui.player.looks import Looks
    from stretchplayer.ui.player.summary_data import StretchRow, SummaryData

STRIP_HEIGHT = 150  # of the left column where it is a strip on top
BLOCK_HEIGHT = 800  # in taller windows the page stays together in the middle
FIGURE_WIDTH, FIGURE_HEIGHT = 500.0, 380.0
FIGURE_LOWER = 13.0  # than the ring
DOTS_X, DOT_STEP = 302.0, 17.0
HIGHEST = 10


class _Painted(QWidget):
    """A painted part that follows the theme."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it smoothly."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint(painter)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        raise NotImplementedError


class _SessionPart(_Painted):
    """A painted part about a whole session."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(looks, parent)
        self._data: SummaryData | None = None

    def show_data(self, data: SummaryData) -> None:
        """Show this session."""
        self._data = data
        self.setAccessibleName(self._in_words(data))
        self.update()

    def _in_words(self, data: SummaryData) -> str:
        raise NotImplementedError


class SummaryFigure(_SessionPart):
    """The left column: title, resting figure, this week."""

    def __init__(self, looks: Looks, figure: FigureView, parent: QWidget | None = None) -> None:
        super().__init__(looks, parent)
        self._figure = figure

    def _in_words(self, data: SummaryData) -> str:
        return f"{data.title}. {data.text}"

    def _paint(self, painter: QPainter) -> None:
        """Tall: one below the other; as a strip: words and week beside each other."""
        painter.fillRect(self.rect(), self._looks.colors.color("tint"))
        data = self._data
        if data is not None and self.height() > STRIP_HEIGHT:
            self._paint_tall(painter, data)
        elif data is not None:
            self._paint_strip(painter, data)

    def _paint_tall(self, painter: QPainter, data: SummaryData) -> None:
        color = self._looks.colors.color
        left, room = 64.0, self.width() - 108.0
        scale = min(1.0, self.height() / BLOCK_HEIGHT)
        top = block_top(self.height())
        title = board_font(48 * max(0.8, scale), QFont.Weight.DemiBold, -0.02)
        y = draw_lines(painter, [data.title], title, color("ink"), left, top + 115 * scale, 40)
        text = board_font(20, QFont.Weight.Normal)
        y = draw_lines(painter, wrap(data.text, text, room), text, color("ink2"), left, y, 28)
        week_top = self.height() - top - 196 * scale
        self._paint_figure(painter, QRectF(28, y, self.width() - 56, week_top - y - 12))
        self._paint_week(painter, data, QPointF(126, week_top + 62 * scale), 52 * max(0.8, scale))

    def _paint_strip(self, painter: QPainter, data: SummaryData) -> None:
        color = self._looks.colors.color
        title = board_font(34, QFont.Weight.DemiBold, -0.012)
        y = draw_lines(painter, [data.title], title, color("ink"), 32, 56, 34)
        text = board_font(17, QFont.Weight.Normal)
        room = self.width() - 32 - 360
        draw_lines(painter, wrap(data.text, text, room), text, color("ink2"), 32, y, 25)
        self._paint_week(painter, data, QPointF(self.width() - 300, 75), 42)

    def _paint_figure(self, painter: QPainter, room: QRectF) -> None:
        color = self._looks.colors.color
        width = min(FIGURE_WIDTH, room.width(), room.height() / 0.76)
        if width < 160:
            return
        unit = width / FIGURE_WIDTH
        centre = QPointF(self.width() / 2, room.top() + room.height() / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("halo"), 5 * unit))
        painter.drawEllipse(centre, 184 * unit, 184 * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("halo"))
        painter.drawEllipse(centre, 168 * unit, 168 * unit)
        height = FIGURE_HEIGHT * unit
        self._figure.set_box(width, height, self.devicePixelRatioF())
        self._figure.set_scheme(scheme_of(self._looks.colors))
        self._figure.show(FigureCue(RESTING_POSE, None, FigurePhase.START))
        top = centre.y() + FIGURE_LOWER * unit - height / 2
        self._figure.paint(painter, centre.x() - width / 2, top)

    def _paint_week(self, painter: QPainter, data: SummaryData, centre: QPointF, radius: float) -> None:
        color = self._looks.colors.color
        ring = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        stroke = radius * 0.27
        pen = QPen(color("tint2"), stroke)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        share = min(1.0, data.days_done / max(1, data.goal_days))
        if share > 0:
            pen.setColor(color("teal"))
            painter.setPen(pen)
            painter.drawArc(ring, 90 * 16, round(-share * 360 * 16))
        painter.setFont(board_font(radius * 0.72))
        painter.setPen(color("ink"))
        centred = Qt.AlignmentFlag.AlignCenter
        painter.drawText(ring.translated(0, -radius * 0.18), centred, str(data.days_done))
        painter.setFont(board_font(14, QFont.Weight.Medium))
        painter.setPen(color("ink2"))
        painter.drawText(ring.translated(0, radius * 0.38), centred, f"of {data.goal_days} days")
        x = centre.x() + radius + stroke / 2 + 24
        draw_lines(painter, ["This week"], board_font(20), color("ink"), x, centre.y() - 4, 0)
        small = board_font(15, QFont.Weight.Normal)
        draw_lines(painter, [data.week], small, color("ink2"), x, centre.y() + 19, 0)


class BeforeAfter(_SessionPart):
    """The two ratings of the back, and how much they say."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(looks, parent)
        self.setMinimumHeight(86)

    def _in_words(self, data: SummaryData) -> str:
        return f"Before {score_text(data.before)}, after {score_text(data.after)}"

    def _paint(self, painter: QPainter) -> None:
        """Before, arrow, after, comment."""
        data = self._data
        if data is None:
            return
        color = self._looks.colors.color
        label = board_font(15, QFont.Weight.Medium)
        number = board_font(56, QFont.Weight.DemiBold, -0.02)
        for x, word, score, token in ((0, "Before", data.before, "ink2"), (158, "After", data.after, "navy")):
            draw_lines(painter, [word], label, color("ink2"), x, 16, 0)
            shown = "–" if score is None else str(score)
            draw_lines(painter, [shown], number, color(token if score is not None else "ink2"), x + 2, 71, 0)
        pen = QPen(color("line2"), 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        tip = QPointF(127, 42)
        painter.drawLine(QPointF(70, 42), tip)
        painter.drawLine(tip, tip + QPointF(-10, -8))
        painter.drawLine(tip, tip + QPointF(-10, 8))
        painter.fillRect(QRectF(229, 20, 1, 44), color("line"))
        font = board_font(15, QFont.Weight.Normal)
        lines = wrap(data.comment, font, self.width() - 254)
        top = 35 - (len(lines) - 2) * 11 if len(lines) > 2 else 35
        draw_lines(painter, lines, font, color("ink2"), 254, top, 22)


class PainRow(_Painted):
    """One stretch: picture, name, its rating as a place among eleven dots and as a number."""

    def __init__(self, looks: Looks, row: StretchRow, parent: QWidget | None = None) -> None:
        super().__init__(looks, parent)
        self._row = row
        self.setFixedHeight(72)
        self.setAccessibleName(", ".join(word for word in (row.name, row.detail, row.said) if word))

    def _paint(self, painter: QPainter) -> None:
        """Paint the row with a hairline below."""
        color, row = self._looks.colors.color, self._row
        box = QRectF(0.5, 9, 88, 54)
        rounded(painter, box, 14, color("halo"), color("line"), 1)
        size, ratio = QSize(82, 48), self.devicePixelRatioF()
        picture = self._looks.thumbnail(row.pose, row.side, size, ratio) if row.pose else None
        if picture is not None:
            painter.drawPixmap(QPointF(3.5, 12), picture)
        draw_lines(painter, [row.name], board_font(17), color("ink"), 106, 31, 0)
        small = board_font(14, QFont.Weight.Normal)
        draw_lines(painter, [row.detail], small, color("ink2"), 106, 52, 0)
        rating = row.rating
        if rating is not None and rating.score is not None:
            self._paint_score(painter, rating.score)
        else:
            x = self.width() - text_width(small, row.said)
            draw_lines(painter, [row.said], small, color("ink2"), x, 41, 0)
        painter.fillRect(QRectF(0, 71, self.width(), 1), color("line"))

    def _paint_score(self, painter: QPainter, score: int) -> None:
        color = self._looks.colors.color
        painter.setPen(Qt.PenStyle.NoPen)
        for value in range(HIGHEST + 1):
            here = value == score
            painter.setBrush(color("navy" if here else "line2"))
            size = 7.0 if here else 2.6
            painter.drawEllipse(QPointF(DOTS_X + value * DOT_STEP, 36), size, size)
        font = board_font(22, tabular=True)
        text = str(score)
        x = self.width() - text_width(font, text)
        draw_lines(painter, [text], font, color("ink"), x, 44, 0)
        if self._row.rating is not None and self._row.rating.flag:
            bolt = self._looks.icons("lightning-fill", color("amber"), 20, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(x - 34, 26), bolt)


def block_top(height: int) -> float:
    """Return the space above the page's block in a window this high."""
    return max(0.0, (height - BLOCK_HEIGHT) / 2)
