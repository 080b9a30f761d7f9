"""The days of one week: a dot with its value for each rated day, and what else the day had.

The axis is always 0 to 10. Only days that are both rated and neighbours are joined; a day without a
rating says so in words. Answers before sessions are squares, so that they are not taken for a day's average.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt, Signal

from stretchplayer.core.history import HIGHEST_SCORE, LOWEST_SCORE, RatingKind
from stretchplayer.ui.charts.base import Chart, Mark
from stretchplayer.ui.charts.pain import flag_symbol
from stretchplayer.ui.charts.sentences import score
from stretchplayer.ui.charts.week_words import day_words, week_sheet, week_summary
from stretchplayer.ui.words import WEEKDAYS

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

    from stretchplayer.core.progress.review import ReviewDay, WeekReview
    from stretchplayer.ui.charts.sheet import Sheet
    from stretchplayer.ui.look import Look

MARGINS = QMarginsF(44, 6, 76, 106)
LEAST_HEIGHT = 300
X_RANGE = (-0.4, 6.4)
Y_RANGE = (LOWEST_SCORE - 0.3, HIGHEST_SCORE + 0.3)
Y_LABELS = range(LOWEST_SCORE, HIGHEST_SCORE + 1, 2)
DOT_PX = 34.0
RIM_PX = 3.0
LINE_PX = 2.5
MEAN_PX, MEAN_ALPHA = 2.0, 0.55
START_PX, START_DOTS = 1.5, (2, 3)
FLAG_PX = 21.0
FLAG_OVER_DOT, FLAG_OVER_WORDS = 1.15, 0.55  # points between the middle of either and its foot
NO_RATING_Y = 0.7
FEWEST_PX = 84  # a day's share of the width, with room for "no rating"
PILL = (64.0, 32.0)
NAME_DOWN, DATE_DOWN, PILL_DOWN = 20, 40, 77
LABELS_APART = 38.0
LOWEST_SHOWN = 0.5  # minutes that are told as one


class WeekChart(Chart):
    """Call `show_week`. Enter, or a click on a day, asks for its entries."""

    day_wanted = Signal(object)  # date

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Back pain each day, 0 to 10", MARGINS, LEAST_HEIGHT)
        self._review: WeekReview | None = None
        self._days: tuple[ReviewDay, ...] = ()
        self._start: float | None = None
        self._mean: float | None = None
        self.setToolTip("")

    def show_week(self, review: WeekReview, start: float | None) -> None:
        """Show the days of a week, and the average of the start where there is one."""
        self._review, self._start, self._mean = review, start, review.point.mean
        self._days = review.days
        marks = [
            Mark(i, NO_RATING_Y if day.value is None else day.value.value, day_words(day))
            for i, day in enumerate(self._days)
        ]
        self.frame(X_RANGE, Y_RANGE, marks, week_summary(self._days))
        self.redraw()

    def sheet(self) -> Sheet:
        """Day by day, with the answers around its sessions."""
        return week_sheet(self._review)

    def draw(self) -> None:
        """Grid, level lines, the line between neighbours, dots with values, flags."""
        self.grid(Y_LABELS)
        if self._start is not None:
            pen = self.pen("line2", START_PX, dash=START_DOTS)
            self.plot.addItem(pg.InfiniteLine(pos=self._start, angle=0, pen=pen))
        if self._mean is not None:
            pen = self.pen("navy", MEAN_PX, MEAN_ALPHA)
            self.plot.addItem(pg.InfiniteLine(pos=self._mean, angle=0, pen=pen))
        for first, second in zip(self._days, self._days[1:], strict=False):
            if first.value is not None and second.value is not None:
                xs = [first.day.weekday(), second.day.weekday()]
                ys = [first.value.value, second.value.value]
                self.plot.addItem(pg.PlotDataItem(xs, ys, pen=self.pen("navy", LINE_PX), antialias=True))
        for index, day in enumerate(self._days):
            self._draw_day(index, day)

    def paint_words(self, painter: QPainter) -> None:
        """Numbers at the left, the days below with their minutes, and what the level lines are."""
        left = self.inside().left()
        for value in Y_LABELS:
            at = QPointF(left - 12 * self.scale, self.place(0, value).y())
            self.write(painter, at, str(value), "small", "ink2", "right")
        below = self.inside().bottom()
        narrow = self._day_px() < FEWEST_PX * self.scale
        for index, day in enumerate(self._days):
            x = self.place(index, 0).x()
            name_at = QPointF(x, below + NAME_DOWN * self.scale)
            self.write(painter, name_at, WEEKDAYS[day.day.weekday()][:3], "section-small", "ink", "middle")
            date_at = QPointF(x, below + DATE_DOWN * self.scale)
            self.write(painter, date_at, str(day.day.day), "small", "ink2", "middle")
            self._paint_minutes(painter, day, x, narrow=narrow)
        self._paint_levels(painter)
        self.paint_easier_arrow(painter, self.place(0, 1).y())

    def day_at(self, position: QPointF) -> date | None:
        """The day whose column this place is in."""
        inside = self.inside()
        if not inside.left() <= position.x() <= inside.right():
            return None
        away = {abs(self.place(i, 0).x() - position.x()): day.day for i, day in enumerate(self._days)}
        return away[min(away)] if away else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the entries of the day that is pointed at."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self._ask(self._days[self.current].day)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a day asks for its entries."""
        super().mouseReleaseEvent(event)
        day = self.day_at(event.position())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self._ask(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a day can be opened."""
        super().mouseMoveEvent(event)
        can_open = self.day_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_open else Qt.CursorShape.ArrowCursor)

    # ---- parts -------------------------------------------------------------------------------

    def _ask(self, day: date) -> None:
        if not next(one for one in self._days if one.day == day).is_future:
            self.day_wanted.emit(day)

    def _day_px(self) -> float:
        return self.inside().width() / (X_RANGE[1] - X_RANGE[0])

    def _draw_day(self, index: int, day: ReviewDay) -> None:
        y = NO_RATING_Y
        if day.value is not None:
            y = day.value.value
            self._draw_dot(index, y, square=day.value.kind is RatingKind.PRE)
        elif not day.is_future and not day.is_today:
            narrow = self._day_px() < FEWEST_PX * self.scale
            self._draw_words(index, y, "none" if narrow else "no rating", "small", "ink2")
        if day.is_flare:
            self._draw_flag(index, y, high=day.value is not None)

    def _draw_dot(self, index: int, value: float, *, square: bool) -> None:
        self.plot.addItem(
            pg.ScatterPlotItem(
                [float(index)],
                [value],
                size=(DOT_PX + RIM_PX) * min(self.scale, 1.4),
                symbol="s" if square else "o",
                brush=self.ink("navy"),
                pen=self.pen("bg", RIM_PX),
                antialias=True,
            )
        )
        words = score(value)
        self._draw_words(index, value, words, "item" if len(words) < 3 else "small-strong", "bg")

    def _draw_words(self, index: int, y: float, words: str, style: str, role: str) -> None:
        item = pg.TextItem(words, color=self.ink(role), anchor=(0.5, 0.5))
        item.setFont(self.look.font(style))
        item.setPos(index, y)
        item.setZValue(2)
        self.plot.addItem(item)

    def _draw_flag(self, index: int, y: float, *, high: bool) -> None:
        foot = y + (FLAG_OVER_DOT if high else FLAG_OVER_WORDS)
        self.plot.addItem(
            pg.ScatterPlotItem(
                [float(index)],
                [foot],
                size=FLAG_PX * 2 * min(self.scale, 1.4),  # a flag is half of it high
                symbol=flag_symbol(),
                brush=self.ink("amber"),
                pen=None,
                antialias=True,
            )
        )

    def _paint_minutes(self, painter: QPainter, day: ReviewDay, x: float, *, narrow: bool) -> None:
        past = not day.is_future and not day.is_today
        if not day.minutes and not past:
            return
        wide, high = (PILL[0] if not narrow else 44.0) * self.scale, PILL[1] * self.scale
        middle = QPointF(x, self.inside().bottom() + PILL_DOWN * self.scale)
        pill = QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)
        if day.minutes:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.look.color("tint2"))
            minutes = max(1, round(day.minutes))
            words = str(minutes) if narrow else f"{minutes} min"
            style, role = "small-strong", "tealtx"
        else:
            painter.setPen(self.pen("keyln", 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            words, style, role = "rest", "small", "ink2"
        painter.drawRoundedRect(pill, high / 2, high / 2)
        self.write(painter, middle, words, style, role, "middle")

    def _paint_levels(self, painter: QPainter) -> None:
        """The names of the two level lines at their right end, apart from each other."""
        levels = [
            (self.place(0, value).y(), words, f"{value:.1f}", role)
            for value, words, role in ((self._start, "your start", "ink2"), (self._mean, "this week", "navy"))
            if value is not None
        ]
        levels.sort(key=lambda level: level[0])
        if len(levels) > 1:
            near = LABELS_APART * self.scale - (levels[1][0] - levels[0][0])
            if near > 0:
                first, second = levels
                levels = [(first[0] - near / 2, *first[1:]), (second[0] + near / 2, *second[1:])]
        x = self.inside().right() + 10 * self.scale
        for y, words, figure, role in levels:
            self.write(painter, QPointF(x, y - 8 * self.scale), words, "small", role, "left")
            self.write(painter, QPointF(x, y + 9 * self.scale), figure, "small-strong", role, "left")
