"""Minutes played by week. The running week is an outline, since it is not over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtWidgets import QGraphicsObject, QWidget

from stretchplayer.ui.charts.base import Chart, Mark
from stretchplayer.ui.charts.sentences import minutes_summary, week_of_minutes
from stretchplayer.ui.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QStyleOptionGraphicsItem

    from stretchplayer.core.progress.minutes import WeekMinutes
    from stretchplayer.ui.look import Look

MARGINS = QMarginsF(34, 22, 12, 28)
LEAST_HEIGHT = 200
BAR_PX = 12.0
CORNER_PX = 5.0
OUTLINE_PX = 2.0
LABEL_STEP_PX = 40.0
STEPS = (5, 10, 20, 30, 60, 120, 240, 480)  # minutes between grid lines
MOST_LINES = 4


class Bars(QGraphicsObject):
    """Bars whose corners keep their roundness whatever the scale."""

    def __init__(self, heights: Sequence[float], open_last: bool, color: QColor, width_px: float) -> None:
        super().__init__()
        self._heights = tuple(heights)
        self._open_last = open_last
        self._color = color
        self._width_px = width_px

    def boundingRect(self) -> QRectF:
        """In weeks and minutes."""
        return QRectF(-0.5, 0.0, len(self._heights), max(self._heights, default=0.0))

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint each bar in pixels, so that the plot's scale does not flatten its corners."""
        del option, widget
        to_pixels = painter.worldTransform()
        painter.resetTransform()
        for index, height in enumerate(self._heights):
            if height <= 0:
                continue
            top, foot = to_pixels.map(QPointF(index, height)), to_pixels.map(QPointF(index, 0.0))
            tall = max(2.0, foot.y() - top.y())
            bar = QRectF(top.x() - self._width_px / 2, foot.y() - tall, self._width_px, tall)
            corner = min(CORNER_PX, self._width_px / 2, tall / 2)
            if self._open_last and index == len(self._heights) - 1:
                inset = OUTLINE_PX / 2
                pen = painter.pen()
                pen.setColor(self._color)
                pen.setWidthF(OUTLINE_PX)
                pen.setStyle(Qt.PenStyle.SolidLine)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(bar.adjusted(inset, inset, -inset, -inset), corner, corner)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._color)
                painter.drawRoundedRect(bar, corner, corner)
        painter.setWorldTransform(to_pixels)


class MinutesChart(Chart):
    """Call `show_weeks` with what the service gives."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Minutes of stretching a week", MARGINS, LEAST_HEIGHT)
        self._weeks: tuple[WeekMinutes, ...] = ()
        self._lines: list[int] = [0]

    def show_weeks(self, weeks: Sequence[WeekMinutes]) -> None:
        """Show these weeks, oldest first."""
        self._weeks = tuple(weeks)
        highest = max((week.minutes for week in weeks), default=0.0)
        step = next((step for step in STEPS if highest <= step * MOST_LINES), STEPS[-1])
        count = max(1, -int(-highest // step))
        self._lines = [step * i for i in range(count + 1)]
        marks = [Mark(i, week.minutes, week_of_minutes(week)) for i, week in enumerate(self._weeks)]
        top = max(highest, self._lines[-1]) * 1.02
        self.frame((-0.5, max(1, len(weeks)) - 0.5), (-top * 0.012, top), marks, minutes_summary(self._weeks))
        self.redraw()

    def draw(self) -> None:
        """Grid and bars."""
        self.grid(self._lines)
        open_last = bool(self._weeks) and self._weeks[-1].is_open
        heights = [week.minutes for week in self._weeks]
        bars = Bars(heights, open_last, self.ink("teal"), min(BAR_PX, self._step() * 0.62))
        self.plot.addItem(bars)

    def paint_words(self, painter: QPainter) -> None:
        """Minutes at the left, months below, and the figures of the last two weeks."""
        for value in self._lines[1:]:
            at = QPointF(self.inside().left() - 8 * self.scale, self.place(0, value).y())
            self.write(painter, at, str(value), "small", "ink2", "right")
        below = self.inside().bottom() + 15 * self.scale
        for x, month in self._month_labels():
            self.write(painter, QPointF(x, below), month, "small", "ink2", "middle")
        self._write_newest(painter)

    def _step(self) -> float:
        return self.inside().width() / max(1, len(self._weeks))

    def _month_labels(self) -> list[tuple[float, str]]:
        """Months at their first week, as many as have room; a month cut off at the left gives way."""
        labels: list[tuple[float, str]] = []
        room = LABEL_STEP_PX * self.scale
        for index, week in enumerate(self._weeks):
            before = self._weeks[index - 1].week_start.month if index else None
            x = self.place(index, 0).x()
            if before == week.week_start.month or x + room / 2 > self.width():
                continue
            if len(labels) == 1 and labels[0][0] == self.place(0, 0).x() and x - labels[0][0] < room:
                labels.clear()
            if not labels or x - labels[-1][0] >= room:
                labels.append((x, MONTHS[week.week_start.month - 1][:3]))
        return labels

    def _write_newest(self, painter: QPainter) -> None:
        """The running week's minutes, and the last whole week's where both have room."""
        for index in range(len(self._weeks) - 1, max(-1, len(self._weeks) - 3), -1):
            week = self._weeks[index]
            if not week.minutes or (
                not week.is_open and self._step() < 2 * BAR_PX * self.scale and self._overlaps(index)
            ):
                continue
            at = self.place(index, week.minutes) - QPointF(0, 12 * self.scale)
            style, role = ("small", "ink2") if week.is_open else ("small-strong", "ink")
            self.write(painter, at, str(round(week.minutes)), style, role, "middle")

    def _overlaps(self, index: int) -> bool:
        if index + 1 >= len(self._weeks):
            return False
        here, there = self._weeks[index].minutes, self._weeks[index + 1].minutes
        return abs(self.place(0, here).y() - self.place(0, there).y()) < 2 * BAR_PX * self.scale
