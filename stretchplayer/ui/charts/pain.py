"""Pain before sessions by week: mean, lowest to highest day, and how many days were rated.

The axis is always 0 to 10. A week with four or more rated days is solid, with two or three hollow and
not joined, with fewer a gap; lines run between neighbouring solid weeks alone. A day rated alone is a
small dot: it is no average, and it is not hidden. Before the first rated week there is nothing.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QPointF

from stretchplayer.core.history import HIGHEST_SCORE, LOWEST_SCORE
from stretchplayer.core.progress.pain import Strength
from stretchplayer.ui.charts.base import Chart, Mark
from stretchplayer.ui.charts.sentences import pain_summary, week_of_pain
from stretchplayer.ui.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPainter

    from stretchplayer.core.progress.pain import WeekPoint
    from stretchplayer.ui.look import Look

MARGINS = QMarginsF(44, 4, 96, 52)
LEAST_HEIGHT = 250
Y_RANGE = (LOWEST_SCORE - 0.45, HIGHEST_SCORE + 0.45)  # room for half a point at both ends
Y_LABELS = range(LOWEST_SCORE, HIGHEST_SCORE + 1, 2)
POINT_PX = 17.0
SMALLEST_POINT_PX = 7.0
LONE_DAY_PX = 6.0
LINE_PX = 2.5
RIM_PX = 3.0
WHISKER_ALPHA = 0.45
GAP_Y = 0.7
LABEL_STEP_PX = 66.0  # dates stand at least this far apart
YEAR_LABEL_STEP_PX = 94.0  # where some of them have a year
DAYS_STEP_PX = 30.0  # so do the numbers of days under them
GAP_STEP_PX = 42.0  # below this the word "gap" has no room, and the gap itself must do


class PainChart(Chart):
    """Call `show_weeks` with the points of the service."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Back pain before sessions, average by week, 0 to 10", MARGINS, LEAST_HEIGHT)
        self._weeks: tuple[WeekPoint, ...] = ()

    def show_weeks(self, weeks: Sequence[WeekPoint]) -> None:
        """Show these weeks, oldest first."""
        self._weeks = tuple(weeks)
        marks = [
            Mark(index, GAP_Y if week.mean is None else week.mean, week_of_pain(week))
            for index, week in enumerate(self._weeks)
        ]
        self.frame((-0.5, max(1, len(self._weeks)) - 0.5), Y_RANGE, marks, pain_summary(self._weeks))
        self.redraw()

    def draw(self) -> None:
        """Grid, whiskers, lines, points and the word for gaps."""
        self.grid(Y_LABELS)
        self._draw_whiskers()
        for run in self._solid_runs():
            xs, ys = [float(i) for i, _ in run], [mean for _, mean in run]
            self.plot.addItem(pg.PlotDataItem(xs, ys, pen=self.pen("navy", LINE_PX), antialias=True))
        self._draw_points(Strength.SOLID)
        self._draw_points(Strength.HOLLOW)
        self._draw_lone_days()
        if self._step() >= GAP_STEP_PX * self.scale:
            for index in range(self._first_rated(), len(self._weeks)):
                if self._weeks[index].mean is None:
                    self._draw_gap(index)

    def paint_words(self, painter: QPainter) -> None:
        """Numbers at the left, dates and days below."""
        left = self.inside().left()
        for value in Y_LABELS:
            at = QPointF(left - 12 * self.scale, self.place(0, value).y())
            self.write(painter, at, str(value), "small", "ink2", "right")
        below = self.inside().bottom()
        for index, words in self._date_labels():
            x = self.place(index, 0).x()
            self.write(painter, QPointF(x, below + 17 * self.scale), words, "small-strong", "ink", "middle")
        crowded = self._step() < DAYS_STEP_PX * self.scale
        for index in self._labelled() if crowded else range(len(self._weeks)):
            if index < self._first_rated():
                continue
            at = QPointF(self.place(index, 0).x(), below + 37 * self.scale)
            self.write(painter, at, f"{self._weeks[index].n_days} d", "small", "ink2", "middle")
        right = self.inside().right() + 10 * self.scale
        self.write(painter, QPointF(right, below + 17 * self.scale), "week of", "small", "ink2", "left")
        self.write(painter, QPointF(right, below + 37 * self.scale), "days rated", "small", "ink2", "left")
        self.paint_easier_arrow(painter, self.place(0, LOWEST_SCORE).y())

    def point_px(self) -> float:
        """Points get smaller when many weeks are shown."""
        return min(POINT_PX, max(SMALLEST_POINT_PX, self._step() * 0.6))

    # ---- parts -------------------------------------------------------------------------------

    def _step(self) -> float:
        return self.inside().width() / max(1, len(self._weeks))

    def _first_rated(self) -> int:
        """Index of the first week with a rated day; the number of weeks when there is none."""
        return next((i for i, week in enumerate(self._weeks) if week.n_days), len(self._weeks))

    def _draw_lone_days(self) -> None:
        lone = [(i, w.days[0].value) for i, w in enumerate(self._weeks) if w.mean is None and w.days]
        if lone:
            self.plot.addItem(
                pg.ScatterPlotItem(
                    [float(i) for i, _ in lone],
                    [value for _, value in lone],
                    size=LONE_DAY_PX,
                    symbol="o",
                    brush=self.ink("navy"),
                    pen=None,
                    antialias=True,
                )
            )

    def _solid_runs(self) -> list[list[tuple[int, float]]]:
        runs: list[list[tuple[int, float]]] = []
        for index, week in enumerate(self._weeks):
            if week.strength is not Strength.SOLID or week.mean is None:
                continue
            if runs and runs[-1][-1][0] == index - 1 and self._weeks[index - 1].kind is week.kind:
                runs[-1].append((index, week.mean))
            else:
                runs.append([(index, week.mean)])
        return [run for run in runs if len(run) > 1]

    def _draw_whiskers(self) -> None:
        drawn = [
            (float(i), w.mean, w.lowest, w.highest)
            for i, w in enumerate(self._weeks)
            if w.mean is not None and w.lowest is not None and w.highest is not None
        ]
        if not drawn:
            return
        import numpy as np

        x, mean, low, high = (np.array(values) for values in zip(*drawn, strict=True))
        pen = self.pen("navy", LINE_PX, WHISKER_ALPHA)
        self.plot.addItem(pg.ErrorBarItem(x=x, y=mean, top=high - mean, bottom=mean - low, beam=0, pen=pen))

    def _draw_points(self, strength: Strength) -> None:
        points = [
            (float(i), w.mean)
            for i, w in enumerate(self._weeks)
            if w.strength is strength and w.mean is not None
        ]
        if not points:
            return
        solid = strength is Strength.SOLID
        self.plot.addItem(
            pg.ScatterPlotItem(
                [x for x, _ in points],
                [y for _, y in points],
                size=self.point_px() + (RIM_PX if solid else 0.0),
                symbol="o",
                brush=self.ink("navy" if solid else "bg"),
                pen=self.pen("bg" if solid else "navy", RIM_PX),
                antialias=True,
            )
        )

    def _draw_gap(self, index: int) -> None:
        word = pg.TextItem("gap", color=self.ink("ink2"), anchor=(0.5, 0.5))
        word.setFont(self.look.font("small"))
        word.setPos(index, GAP_Y)
        self.plot.addItem(word)

    def _labelled(self) -> list[int]:
        """Which weeks have a date: every so many, from the newest one whose date does not stick out."""
        years = {week.week_start.year for week in self._weeks}
        apart = (LABEL_STEP_PX if len(years) < 2 else YEAR_LABEL_STEP_PX) * self.scale
        step = max(1.0, self._step())
        every = max(1, ceil(apart / step))
        newest = len(self._weeks) - 1 - max(0, ceil((apart - step) / 2 / step))
        return list(range(newest, -1, -every))[::-1]

    def _date_labels(self) -> Iterator[tuple[int, str]]:
        """Every so many weeks, counted from the newest; the month where it is new, else the day alone."""
        for before, index in pairwise([None, *self._labelled()]):
            assert index is not None
            day = self._weeks[index].week_start
            earlier = None if before is None else self._weeks[before].week_start
            if earlier is None or earlier.month != day.month:
                new_year = earlier is not None and earlier.year != day.year
                yield index, f"{day.day} {MONTHS[day.month - 1][:3]}" + (f" {day.year}" if new_year else "")
            else:
                yield index, str(day.day)
