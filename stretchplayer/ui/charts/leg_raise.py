"""The leg raise of both sides over time, in degrees.

The sides differ by shape as well as colour, and are named at the ends of their lines. The band around
a start is what measuring error alone can do. Painful tries are in no point.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QPointF

from stretchplayer.core.catalogue import Side
from stretchplayer.ui.charts.base import Chart, Mark
from stretchplayer.ui.charts.sentences import leg_raise_sheet, leg_raise_summary, sitting
from stretchplayer.ui.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPainter

    from stretchplayer.core.progress.leg_raise import LegRaisePoint, LegRaiseSeries
    from stretchplayer.ui.charts.sheet import Sheet
    from stretchplayer.ui.look import Look

MARGINS = QMarginsF(44, 10, 84, 28)
LEAST_HEIGHT = 200
STEP_DEG = 10
LEAST_SPAN_DEG = 40
HEADROOM_DEG = 2.0
LEAST_SPAN_DAYS = 14
POINT_PX = 12.0
DIAMOND_PX = 16.0
TRY_PX = 5.0
RIM_PX = 2.0
LINE_PX = {Side.RIGHT: 2.5, Side.LEFT: 2.0}
INK = {Side.RIGHT: "teal", Side.LEFT: "ink2"}
WORDS_INK = {Side.RIGHT: "tealtx", Side.LEFT: "ink2"}
SYMBOL = {Side.RIGHT: "o", Side.LEFT: "d"}
BAND_ALPHA = 0.75
WORDS_APART_PX = 20.0
MONTHS_APART_PX = 40.0
FEW_DAYS = 45  # below this the axis has dates, above it months


class LegRaiseChart(Chart):
    """Call `show_series` with what the service gives."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Leg raise of each side, in degrees", MARGINS, LEAST_HEIGHT)
        self._series: tuple[LegRaiseSeries, ...] = ()
        self._owners: list[LegRaisePoint] = []
        self._days = (0.0, 1.0)
        self._degrees = (0, LEAST_SPAN_DEG)

    def show_series(self, series: Mapping[Side, LegRaiseSeries]) -> None:
        """Show both sides; a side without points is left out."""
        self._series = tuple(series[side] for side in (Side.LEFT, Side.RIGHT) if series[side].points)
        pairs = sorted(
            ((point, one.side) for one in self._series for point in one.points),
            key=lambda pair: (pair[0].day, pair[1] is Side.LEFT),
        )
        self._owners = [point for point, _ in pairs]
        marks = [Mark(p.day.toordinal(), p.degrees, sitting(side, p)) for p, side in pairs]
        self._set_ranges()
        summary = leg_raise_summary(self._series[::-1])
        self.frame(self._days, (self._degrees[0], self._degrees[1]), marks, summary)
        self.redraw()

    def sheet(self) -> Sheet:
        """Sitting by sitting."""
        return leg_raise_sheet("Leg raise", self._series[::-1])

    def draw(self) -> None:
        """Bands, grid, starts, lines and points."""
        for one in self._series:
            self._draw_band(one)
        self.grid(self._lines())
        for one in self._series:
            if one.baseline is not None:
                pen = self.pen(INK[one.side], 1.5, 0.6, dash=(1.5, 3))
                self.plot.addItem(pg.InfiniteLine(pos=one.baseline, angle=0, pen=pen))
        for one in self._series:
            self._draw_side(one)
        if self.current is not None:
            self._draw_tries(self._owners[self.current])

    def go_to(self, index: int | None, *, aloud: bool = False) -> None:
        """Point at a sitting; its single tries are shown as small dots."""
        changed = index != self.current
        super().go_to(index, aloud=aloud)
        if changed:
            self.redraw()

    def paint_words(self, painter: QPainter) -> None:
        """Degrees at the left, dates below, sides at the right, and what the band is."""
        for value in self._lines():
            at = QPointF(self.inside().left() - 10 * self.scale, self.place(0, value).y())
            self.write(painter, at, f"{value}°", "small", "ink2", "right")
        below = self.inside().bottom() + 15 * self.scale
        apart = MONTHS_APART_PX * self.scale
        last_x = -apart
        for day, words in self._date_labels():
            x = self.place(day.toordinal(), 0).x()
            if x - last_x >= apart:
                self.write(painter, QPointF(x, below), words, "small", "ink2", "middle")
                last_x = x
        self._write_sides(painter)

    def error_words(self) -> str:
        """What the band is: the same for both sides, or one figure each."""
        thresholds = {one.side: round(one.threshold) for one in self._series if one.baseline is not None}
        if not thresholds:
            return ""
        if len(set(thresholds.values())) == 1:
            return f"band: measuring error, ±{next(iter(thresholds.values()))}°"
        right, left = thresholds[Side.RIGHT], thresholds[Side.LEFT]
        return f"band: measuring error, ±{right}° right, ±{left}° left"

    # ---- parts -------------------------------------------------------------------------------

    def _set_ranges(self) -> None:
        days = [float(point.day.toordinal()) for point in self._owners] or [1.0]
        spare = max(0.0, LEAST_SPAN_DAYS - (days[-1] - days[0])) / 2
        room = (days[-1] - days[0] + 2 * spare) * 0.05
        self._days = (days[0] - spare - room, days[-1] + spare + room)
        values = [value for point in self._owners for value in point.tries]
        for one in self._series:
            if one.baseline is not None:
                values += [one.baseline - one.threshold, one.baseline + one.threshold]
        if not values:
            return
        low = int((min(values) - HEADROOM_DEG) // STEP_DEG) * STEP_DEG
        high = -int(-(max(values) + HEADROOM_DEG) // STEP_DEG) * STEP_DEG
        self._degrees = (max(0, low), max(high, max(0, low) + LEAST_SPAN_DEG))

    def _lines(self) -> Sequence[int]:
        low, high = self._degrees
        step = STEP_DEG if high - low <= 6 * STEP_DEG else 2 * STEP_DEG
        return range(low, high + 1, step)

    def _draw_band(self, one: LegRaiseSeries) -> None:
        if one.baseline is None:
            return
        band = pg.LinearRegionItem(
            values=(one.baseline - one.threshold, one.baseline + one.threshold),
            orientation="horizontal",
            movable=False,
            brush=self.ink("band", BAND_ALPHA),
            pen=pg.mkPen(None),
        )
        self.plot.addItem(band)

    def _draw_side(self, one: LegRaiseSeries) -> None:
        xs = [float(point.day.toordinal()) for point in one.points]
        ys = [point.degrees for point in one.points]
        pen = self.pen(INK[one.side], LINE_PX[one.side])
        self.plot.addItem(pg.PlotDataItem(xs, ys, pen=pen, antialias=True))
        self.plot.addItem(
            pg.ScatterPlotItem(
                xs,
                ys,
                size=POINT_PX if one.side is Side.RIGHT else DIAMOND_PX,
                symbol=SYMBOL[one.side],
                brush=self.ink(INK[one.side]),
                pen=self.pen("bg", RIM_PX),
                antialias=True,
            )
        )

    def _draw_tries(self, point: LegRaisePoint) -> None:
        xs = [float(point.day.toordinal())] * len(point.tries)
        dots = pg.ScatterPlotItem(
            xs, list(point.tries), size=TRY_PX, brush=self.ink("ink"), pen=None, antialias=True
        )
        self.plot.addItem(dots)

    def _date_labels(self) -> list[tuple[date, str]]:
        if not self._owners:
            return []
        first, last = self._owners[0].day, self._owners[-1].day
        if (last - first).days < FEW_DAYS:
            days = sorted({point.day for point in self._owners})
            return [(day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in days]
        labels = [(first, MONTHS[first.month - 1][:3])]
        year, month = first.year, first.month
        while (year, month) < (last.year, last.month):
            year, month = (year, month + 1) if month < len(MONTHS) else (year + 1, 1)
            words = MONTHS[month - 1][:3]
            labels.append((date(year, month, 1), f"{words} {year}" if month == 1 else words))
        return labels

    def _write_sides(self, painter: QPainter) -> None:
        ends = {one.side: one.points[-1].degrees for one in self._series}
        apart = WORDS_APART_PX * self.scale
        places = {side: self.place(0, value).y() for side, value in ends.items()}
        if len(places) > 1 and abs(places[Side.RIGHT] - places[Side.LEFT]) < apart:
            middle = sum(places.values()) / 2
            upper = max(ends, key=lambda side: ends[side])
            for side in places:
                places[side] = middle + (-apart if side is upper else apart) / 2
        for side, y in places.items():
            words = f"{side.value.capitalize()} {ends[side]:.0f}°"
            at = QPointF(self.inside().right() + 8 * self.scale, y)
            self.write(painter, at, words, "small-strong", WORDS_INK[side], "left")
