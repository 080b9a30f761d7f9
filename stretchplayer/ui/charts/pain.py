"""Back pain by week: mean, lowest to highest day, how many days were rated, and what it is compared with.

The axis is always 0 to 10. A week with four or more rated days is solid, with two or three hollow and
not joined, with fewer a gap; lines run between neighbouring solid weeks of one kind alone. Weeks of
answers before sessions are squares, since they answer another question. A day rated alone is a small
mark: it is no average, and it is not hidden. Before the first rated week there is nothing.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil, nan
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QPointF
from PySide6.QtGui import QPainterPath

from stretchplayer.core.history import HIGHEST_SCORE, LOWEST_SCORE, RatingKind
from stretchplayer.core.progress.pain import Strength
from stretchplayer.core.progress.verdict import CLEAR_POINTS
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK, monday_of
from stretchplayer.ui.charts import sentences
from stretchplayer.ui.charts.base import Chart, Mark
from stretchplayer.ui.charts.months import YEARS_FROM_WEEKS
from stretchplayer.ui.charts.sheet import Sheet
from stretchplayer.ui.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from PySide6.QtGui import QPainter

    from stretchplayer.core.progress.baseline import Baseline
    from stretchplayer.core.progress.pain import WeekPoint
    from stretchplayer.core.progress.trend import Trend
    from stretchplayer.ui.look import Look

NAME = "Average back pain by week"
MARGINS = QMarginsF(44, 4, 96, 52)
LEAST_HEIGHT = 250
Y_RANGE = (LOWEST_SCORE - 0.45, HIGHEST_SCORE + 0.45)  # room for half a point at both ends
Y_LABELS = range(LOWEST_SCORE, HIGHEST_SCORE + 1, 2)
POINT_PX = 17.0
SMALLEST_POINT_PX = 5.0
LONE_DAY_PX = 4.5
LINE_PX = 2.5
RIM_PX = 3.0
WHISKER_ALPHA = 0.45
BAND_ALPHA = 0.75
START_PX, START_DOTS = 1.5, (2, 3)
DRIFT_PX, DRIFT_DASHES, DRIFT_ALPHA = 2.0, (4.5, 3.5), 0.75  # dashes in widths of the line: 9 and 7 px
GAP_Y = 0.7
FLAG_PX, SMALLEST_FLAG_PX = 36.0, 20.0  # twice its height
FLAG_ABOVE, FLAG_TALL = 0.3, 0.9  # points above the highest day, and of its height
FLAG_LANE_STEP_PX, FLAG_LANE_Y = 8.0, 9.1  # where weeks stand closer, all flags are in one row
HIGHEST_FLAG_FOOT = 9.3  # above this it would stick out of the axis, and stands beside the line
LABEL_STEP_PX = 66.0  # dates stand at least this far apart
YEAR_LABEL_STEP_PX = 94.0  # where some of them have a year
DAYS_IN_YEAR = 365.25
DAYS_STEP_PX = 30.0  # so do the numbers of days under them
GAP_STEP_PX = 42.0  # below this the word "gap" has no room, and the gap itself must do
BAND_WORDS = "within 2 points of your start"
BAND_WORDS_PX, BAND_WORDS_TALL_PX = 190.0, 24.0  # room they take, at the usual size of text


def flag_symbol(aside: float = 0.0) -> QPainterPath:
    """A flag half a unit high whose pole stands on the point, or so much beside it.

    A symbol has room for half a unit to each side of its point.
    """
    path = QPainterPath()
    path.addRect(aside - 0.03, -0.5, 0.06, 0.5)
    path.moveTo(aside + 0.03, -0.49)
    path.lineTo(aside + 0.35, -0.49)
    path.lineTo(aside + 0.26, -0.36)
    path.lineTo(aside + 0.35, -0.23)
    path.lineTo(aside + 0.03, -0.23)
    path.closeSubpath()
    return path


class PainChart(Chart):
    """Call `show_weeks` with the points of the service."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, f"{NAME}, 0 to 10", MARGINS, LEAST_HEIGHT)
        self._weeks: tuple[WeekPoint, ...] = ()
        self._start: Baseline | None = None
        self._drift: Trend | None = None
        self._flares: dict[int, int] = {}  # flare days by week

    def show_weeks(
        self,
        weeks: Sequence[WeekPoint],
        start: Baseline | None = None,
        drift: Trend | None = None,
        flares: Collection[date] = (),
    ) -> None:
        """Show these weeks, oldest first, with the start they are compared with and the flare days."""
        self._weeks, self._start, self._drift = tuple(weeks), start, drift
        self._flares = {}
        begins = {week.week_start: index for index, week in enumerate(self._weeks)}
        for day in flares:
            index = begins.get(monday_of(day))
            if index is not None:
                self._flares[index] = self._flares.get(index, 0) + 1
        marks = [
            Mark(
                index,
                GAP_Y if week.mean is None else week.mean,
                sentences.week_of_pain(week, self._flares.get(index, 0)),
            )
            for index, week in enumerate(self._weeks)
        ]
        summary = sentences.pain_summary(self._weeks, start, drift)
        self.frame((-0.5, max(1, len(self._weeks)) - 0.5), Y_RANGE, marks, summary)
        self.redraw()

    def sheet(self) -> Sheet:
        """Week by week, gaps too."""
        return sentences.pain_sheet(
            NAME, self._weeks, [self._flares.get(i, 0) for i in range(len(self._weeks))]
        )

    def draw(self) -> None:
        """Band, grid, start, drift, whiskers, lines, points, flags and the word for gaps."""
        self._draw_start()
        self._draw_drift()
        self._draw_whiskers()
        self._draw_runs()
        for kind in (RatingKind.DAY, RatingKind.PRE):
            self._draw_points(Strength.SOLID, kind)
            self._draw_points(Strength.HOLLOW, kind)
            self._draw_lone_days(kind)
        self._draw_flags()
        if self._step() >= GAP_STEP_PX * self.scale:
            for index in range(self._first_rated(), len(self._weeks)):
                if self._weeks[index].mean is None:
                    self._draw_word("gap", index, GAP_Y, (0.5, 0.5))

    def paint_words(self, painter: QPainter) -> None:
        """Numbers at the left, dates and days below, the start at the right."""
        left = self.inside().left()
        for value in Y_LABELS:
            at = QPointF(left - 12 * self.scale, self.place(0, value).y())
            self.write(painter, at, str(value), "small", "ink2", "right")
        below = self.inside().bottom()
        for index, words in self._date_labels():
            x = self.place(index, 0).x()
            self.write(painter, QPointF(x, below + 17 * self.scale), words, "small-strong", "ink", "middle")
        right = self.inside().right() + 10 * self.scale
        unit = "year" if self._by_years() else "week of"
        self.write(painter, QPointF(right, below + 17 * self.scale), unit, "small", "ink2", "left")
        if not self._by_years():
            self._write_days(painter, right, below + 37 * self.scale)
        self._paint_start(painter, right)
        self.paint_easier_arrow(painter, self.place(0, LOWEST_SCORE).y())

    def point_px(self) -> float:
        """Points get smaller when many weeks are shown."""
        return min(POINT_PX, max(SMALLEST_POINT_PX, self._step() * 0.6))

    # ---- parts -------------------------------------------------------------------------------

    def _step(self) -> float:
        return self.inside().width() / max(1, len(self._weeks))

    def _line_px(self) -> float:
        """Lines get thinner when many weeks are shown, and are drawn much faster then."""
        return min(LINE_PX, max(1.0, self._step() * 0.6))

    def _first_rated(self) -> int:
        """Index of the first week with a rated day; the number of weeks when there is none."""
        return next((i for i, week in enumerate(self._weeks) if week.n_days), len(self._weeks))

    def _draw_start(self) -> None:
        """The start with two points to both sides of it, under the grid and everything else."""
        if self._start is None:
            self.grid(Y_LABELS)
            return
        low, high = self._start.mean - CLEAR_POINTS, self._start.mean + CLEAR_POINTS
        self.plot.addItem(
            pg.LinearRegionItem(
                values=(max(low, Y_RANGE[0]), min(high, Y_RANGE[1])),
                orientation="horizontal",
                movable=False,
                brush=self.ink("band", BAND_ALPHA),
                pen=pg.mkPen(None),
            )
        )
        self.grid(Y_LABELS)
        pen = self.pen("line2", START_PX, dash=START_DOTS)
        self.plot.addItem(pg.InfiniteLine(pos=self._start.mean, angle=0, pen=pen))
        self._name_band(max(low, Y_RANGE[0]), min(high, Y_RANGE[1]))

    def _name_band(self, low: float, high: float) -> None:
        """Say what the band is where no week is in the way: in it or beside it, as far right as can be."""
        columns = ceil(BAND_WORDS_PX * self.scale / self._step())
        tall = BAND_WORDS_TALL_PX * self.scale / self.inside().height() * (Y_RANGE[1] - Y_RANGE[0])
        last = len(self._weeks) - 1
        if columns > last:
            return
        below, above = 0.0, 1.0  # where the words stand from an edge
        for edge, side in ((high, below), (low, above), (high, above), (low, below)):
            bottom = edge - tall if side == below else edge
            busy = [self._reaches(index, bottom, bottom + tall) for index in range(last + 1)]
            for end in range(last, columns - 2, -1):
                if not any(busy[end - columns + 1 : end + 1]):
                    self._draw_word(BAND_WORDS, end + 0.4, edge, (1.0, side))
                    return
        self._draw_word(BAND_WORDS, last + 0.4, high, (1.0, 0.0))

    def _reaches(self, index: int, low: float, high: float) -> bool:
        """Whether anything of a week is between these values."""
        week = self._weeks[index]
        values = [day.value for day in week.days]
        if index in self._flares and self._step() >= FLAG_LANE_STEP_PX:
            foot, _ = self._flag_foot(index)
            values += [foot, foot + FLAG_TALL]
        return bool(values) and min(values) <= high and max(values) >= low

    def _draw_drift(self) -> None:
        """Dashes from the first to the last fuller week, when there is a drift that may be drawn."""
        drift = self._drift
        if drift is None:
            return
        places = {week.week_start: float(index) for index, week in enumerate(self._weeks)}
        pen = self.pen("navy", DRIFT_PX, DRIFT_ALPHA, dash=DRIFT_DASHES)
        xs, ys = [places[drift.first], places[drift.last]], [drift.first_value, drift.last_value]
        self.plot.addItem(pg.PlotDataItem(xs, ys, pen=pen, antialias=True))

    def _draw_lone_days(self, kind: RatingKind) -> None:
        lone = [
            (float(i), w.days[0].value)
            for i, w in enumerate(self._weeks)
            if w.mean is None and w.days and w.kind is kind
        ]
        if lone:
            self.plot.addItem(
                pg.ScatterPlotItem(
                    [x for x, _ in lone],
                    [value for _, value in lone],
                    size=LONE_DAY_PX,
                    symbol=_symbol(kind),
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

    def _draw_runs(self) -> None:
        """One line that breaks between two runs; an item for each would be slow to draw for years."""
        places: list[tuple[float, float]] = []
        for run in self._solid_runs():
            places += [*((float(i), mean) for i, mean in run), (nan, nan)]
        if places:
            xs, ys = [x for x, _ in places[:-1]], [y for _, y in places[:-1]]
            pen = self.pen("navy", self._line_px())
            line = pg.PlotDataItem(xs, ys, pen=pen, connect="finite", antialias=True)
            self.plot.addItem(line)

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
        pen = self.pen("navy", self._line_px(), WHISKER_ALPHA)
        self.plot.addItem(pg.ErrorBarItem(x=x, y=mean, top=high - mean, bottom=mean - low, beam=0, pen=pen))

    def _draw_points(self, strength: Strength, kind: RatingKind) -> None:
        points = [
            (float(i), w.mean)
            for i, w in enumerate(self._weeks)
            if w.strength is strength and w.kind is kind and w.mean is not None
        ]
        if not points:
            return
        solid = strength is Strength.SOLID
        self.plot.addItem(
            pg.ScatterPlotItem(
                [x for x, _ in points],
                [y for _, y in points],
                size=self.point_px() + (RIM_PX if solid else 0.0),
                symbol=_symbol(kind),
                brush=self.ink("navy" if solid else "bg"),
                pen=self.pen("bg" if solid else "navy", min(RIM_PX, self.point_px() / 4)),
                antialias=True,
            )
        )

    def _draw_flags(self) -> None:
        """A flag over each week with a flare day; beside the line where it would stick out."""
        size = min(FLAG_PX, max(SMALLEST_FLAG_PX, 2 * self._step()))
        for aside in (False, True):
            feet = [(i, foot) for i in self._flares if (foot := self._flag_foot(i))[1] is aside]
            if feet:
                self.plot.addItem(
                    pg.ScatterPlotItem(
                        [float(i) for i, _ in feet],
                        [y for _, (y, _) in feet],
                        size=size,
                        symbol=flag_symbol(0.12 if aside else 0.0),
                        brush=self.ink("amber"),
                        pen=None,
                        antialias=True,
                    )
                )

    def _flag_foot(self, index: int) -> tuple[float, bool]:
        if self._step() < FLAG_LANE_STEP_PX:
            return FLAG_LANE_Y, False
        week = self._weeks[index]
        above = week.highest
        if above is None:
            above = max((day.value for day in week.days), default=GAP_Y + FLAG_ABOVE)
        return (above + FLAG_ABOVE, False) if above + FLAG_ABOVE <= HIGHEST_FLAG_FOOT else (above - 1.0, True)

    def _draw_word(self, words: str, x: float, y: float, anchor: tuple[float, float]) -> None:
        item = pg.TextItem(words, color=self.ink("ink2"), anchor=anchor)
        item.setFont(self.look.font("small"))
        item.setPos(x, y)
        self.plot.addItem(item)

    def _labelled(self) -> list[int]:
        """Which weeks have a date: every so many, from the newest one whose date does not stick out."""
        if self._by_years():
            return self._years()
        years = {week.week_start.year for week in self._weeks}
        apart = (LABEL_STEP_PX if len(years) < 2 else YEAR_LABEL_STEP_PX) * self.scale
        step = self._step()
        every = max(1, ceil(apart / step))
        newest = len(self._weeks) - 1 - max(0, ceil((apart - step) / 2 / step))
        return list(range(newest, -1, -every))[::-1]

    def _by_years(self) -> bool:
        """Whether there are so many weeks that years are named in place of their dates."""
        return len(self._weeks) > YEARS_FROM_WEEKS

    def _write_days(self, painter: QPainter, right: float, y: float) -> None:
        """How many days were rated, of each week or of those with a date."""
        crowded = self._step() < DAYS_STEP_PX * self.scale
        for index in self._labelled() if crowded else range(len(self._weeks)):
            if index >= self._first_rated():
                at = QPointF(self.place(index, 0).x(), y)
                self.write(painter, at, f"{self._weeks[index].n_days} d", "small", "ink2", "middle")
        self.write(painter, QPointF(right, y), "days rated", "small", "ink2", "left")

    def _years(self) -> list[int]:
        """The first week of each year, as many as have room."""
        firsts = [
            index
            for index, (before, week) in enumerate(pairwise(self._weeks), 1)
            if before.week_start.year != week.week_start.year
        ]
        per_year = self._step() * DAYS_IN_YEAR / DAYS_IN_WEEK
        every = max(1, ceil(LABEL_STEP_PX * self.scale / per_year))
        room = LABEL_STEP_PX * self.scale / 2 / self._step()
        return [index for index in firsts[::-1][::every][::-1] if index < len(self._weeks) - room]

    def _date_labels(self) -> Iterator[tuple[int, str]]:
        """Every so many weeks, counted from the newest; the month where it is new, else the day alone."""
        if self._by_years():
            yield from ((index, str(self._weeks[index].week_start.year)) for index in self._years())
            return
        years = len({week.week_start.year for week in self._weeks})
        for before, index in pairwise([None, *self._labelled()]):
            assert index is not None
            day = self._weeks[index].week_start
            earlier = None if before is None else self._weeks[before].week_start
            if earlier is None or earlier.month != day.month:
                new_year = years > 1 if earlier is None else earlier.year != day.year
                yield index, f"{day.day} {MONTHS[day.month - 1][:3]}" + (f" {day.year}" if new_year else "")
            else:
                yield index, str(day.day)

    def _paint_start(self, painter: QPainter, right: float) -> None:
        if self._start is not None:
            y = self.place(0, self._start.mean).y()
            self.write(painter, QPointF(right, y - 8 * self.scale), "your start", "small", "ink2", "left")
            figure = f"{self._start.mean:.1f}"
            self.write(painter, QPointF(right, y + 10 * self.scale), figure, "small-strong", "ink2", "left")


def _symbol(kind: RatingKind) -> str:
    return "s" if kind is RatingKind.PRE else "o"
