"""Bars by week: minutes played, days with a session. The running week, not over yet, is an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QTransform
from PySide6.QtWidgets import QGraphicsObject, QWidget

from stretchplayer.core.progress.weeks import DAYS_IN_WEEK
from stretchplayer.ui.charts import sentences
from stretchplayer.ui.charts.base import Chart, Mark
from stretchplayer.ui.charts.months import month_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QStyleOptionGraphicsItem

    from stretchplayer.core.progress.minutes import WeekMinutes
    from stretchplayer.ui.charts.sheet import Sheet
    from stretchplayer.ui.look import Look

MINUTES, DAYS = "Minutes a week", "Days a week"
MARGINS = QMarginsF(34, 22, 12, 28)
LEAST_HEIGHT = 200
BAR_PX = 12.0
CORNER_PX = 5.0
OUTLINE_PX = 2.0
LEAST_STEP_PX = 3.0  # of a week, for bars with gaps between them
SHARE = 0.62  # of a week's width that its bar takes
STEPS = (5, 10, 20, 30, 60, 120, 240, 480)  # minutes between grid lines
MOST_LINES = 4


class Bars(QGraphicsObject):
    """Bars whose corners keep their roundness whatever the scale.

    Where weeks stand too close for bars they become one skyline.
    """

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
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        whole = len(self._heights) - int(self._open_last)
        step = to_pixels.m11()
        if step < LEAST_STEP_PX:
            self._paint_skyline(painter, to_pixels, self._heights[:whole])
        else:
            for index, height in enumerate(self._heights[:whole]):
                if height > 0:
                    x = step * index + to_pixels.dx()
                    top = QPointF(x, to_pixels.m22() * height + to_pixels.dy())
                    bar = self._bar(top, QPointF(x, to_pixels.dy()))
                    corner = self._corner(bar)
                    painter.drawRoundedRect(bar, corner, corner)
        if self._open_last and self._heights[-1] > 0:
            newest = to_pixels.map(QPointF(whole, self._heights[-1]))
            self._paint_open(painter, self._bar(newest, to_pixels.map(QPointF(whole, 0.0))))
        painter.setWorldTransform(to_pixels)

    def _paint_skyline(self, painter: QPainter, to_pixels: QTransform, heights: Sequence[float]) -> None:
        """One column a pixel, as high as the highest week in it: narrower gaps could not be seen."""
        step, left, foot = to_pixels.m11(), to_pixels.dx(), to_pixels.dy()
        highest: dict[int, float] = {}
        for index, height in enumerate(heights):
            x = step * (index - 0.5) + left
            for column in range(round(x), max(round(x + step), round(x) + 1)):
                highest[column] = max(height, highest.get(column, 0.0))
        for column, height in highest.items():
            tall = -to_pixels.m22() * height
            painter.fillRect(QRectF(column, foot - tall, 1.0, tall), self._color)

    def _bar(self, top: QPointF, foot: QPointF) -> QRectF:
        tall, wide = max(2.0, foot.y() - top.y()), max(1.0, self._width_px)
        return QRectF(top.x() - wide / 2, foot.y() - tall, wide, tall)

    def _corner(self, bar: QRectF) -> float:
        return min(CORNER_PX, bar.width() / 2, bar.height() / 2)

    def _paint_open(self, painter: QPainter, bar: QRectF) -> None:
        inset = min(OUTLINE_PX, bar.width() / 2) / 2
        painter.setPen(QPen(self._color, 2 * inset))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corner = self._corner(bar)
        painter.drawRoundedRect(bar.adjusted(inset, inset, -inset, -inset), corner, corner)


class WeekBars(Chart):
    """Subclasses say what the height of a bar is."""

    title = ""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, MARGINS, LEAST_HEIGHT)
        self._weeks: tuple[WeekMinutes, ...] = ()
        self._lines: list[int] = [0]

    def value(self, week: WeekMinutes) -> float:
        """The height of a bar."""
        raise NotImplementedError

    def sentence(self, week: WeekMinutes) -> str:
        """What a bar says."""
        raise NotImplementedError

    def summary(self) -> str:
        """What the whole chart says."""
        raise NotImplementedError

    def lines(self, highest: float) -> list[int]:
        """Where the grid has its lines."""
        raise NotImplementedError

    def show_weeks(self, weeks: Sequence[WeekMinutes]) -> None:
        """Show these weeks, oldest first."""
        self._weeks = tuple(weeks)
        highest = max((self.value(week) for week in weeks), default=0.0)
        self._lines = self.lines(highest)
        marks = [Mark(i, self.value(week), self.sentence(week)) for i, week in enumerate(self._weeks)]
        top = max(highest, self._lines[-1]) * 1.02
        self.frame((-0.5, max(1, len(weeks)) - 0.5), (-top * 0.012, top), marks, self.summary())
        self.redraw()

    def sheet(self) -> Sheet:
        """Week by week."""
        return sentences.minutes_sheet(self.title, self._weeks)

    def draw(self) -> None:
        """Grid and bars."""
        self.grid(self._lines)
        open_last = bool(self._weeks) and self._weeks[-1].is_open
        heights = [self.value(week) for week in self._weeks]
        self.plot.addItem(Bars(heights, open_last, self.ink("teal"), min(BAR_PX, self._step() * SHARE)))

    def paint_words(self, painter: QPainter) -> None:
        """Figures at the left, months below, and the figures of the last two weeks."""
        for value in self._lines[1:]:
            at = QPointF(self.inside().left() - 8 * self.scale, self.place(0, value).y())
            self.write(painter, at, str(value), "small", "ink2", "right")
        below = self.inside().bottom() + 15 * self.scale
        mondays = [week.week_start for week in self._weeks]
        for x, words in month_labels(mondays, self.column_x, self.scale, self.inside().right()):
            self.write(painter, QPointF(x, below), words, "small", "ink2", "middle")
        self._write_newest(painter)

    def _step(self) -> float:
        return self.inside().width() / max(1, len(self._weeks))

    def _write_newest(self, painter: QPainter) -> None:
        """The running week's figure, and the last whole week's where both have room."""
        if self._step() < BAR_PX * self.scale:  # it would stand on the bars beside it
            return
        for index in range(len(self._weeks) - 1, max(-1, len(self._weeks) - 3), -1):
            week = self._weeks[index]
            value = self.value(week)
            if not value or (
                not week.is_open and self._step() < 2 * BAR_PX * self.scale and self._overlaps(index)
            ):
                continue
            at = self.place(index, value) - QPointF(0, 12 * self.scale)
            style, role = ("small", "ink2") if week.is_open else ("small-strong", "ink")
            self.write(painter, at, str(round(value)), style, role, "middle")

    def _overlaps(self, index: int) -> bool:
        if index + 1 >= len(self._weeks):
            return False
        here, there = self.value(self._weeks[index]), self.value(self._weeks[index + 1])
        return abs(self.place(0, here).y() - self.place(0, there).y()) < 2 * BAR_PX * self.scale


class MinutesChart(WeekBars):
    """Minutes played. There is no line of a goal: the goal is days."""

    title = MINUTES

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Minutes of stretching a week")

    def value(self, week: WeekMinutes) -> float:
        return week.minutes

    def sentence(self, week: WeekMinutes) -> str:
        return sentences.week_of_minutes(week)

    def summary(self) -> str:
        return sentences.minutes_summary(self._weeks)

    def lines(self, highest: float) -> list[int]:
        step = next((step for step in STEPS if highest <= step * MOST_LINES), STEPS[-1])
        return [step * i for i in range(max(1, -int(-highest // step)) + 1)]


class DaysChart(WeekBars):
    """Days with a session, where there are too many weeks for a calendar."""

    title = DAYS

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Days with a session a week")

    def value(self, week: WeekMinutes) -> float:
        return float(week.days)

    def sentence(self, week: WeekMinutes) -> str:
        return sentences.days_of_week(week)

    def summary(self) -> str:
        return sentences.days_summary(self._weeks)

    def lines(self, highest: float) -> list[int]:
        del highest
        return [0, DAYS_IN_WEEK]
