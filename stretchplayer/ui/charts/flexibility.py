"""One flexibility test over time: both sides, in its unit.

The sides differ by shape as well as colour, and are named at the ends of their lines. The band around
a start is what measuring error alone can do; a newest sitting beyond it has an outline. Painful tries are
in no point.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QPointF

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import Unit
from stretchplayer.core.progress.flexibility import FlexibilityChange
from stretchplayer.ui.charts.base import Chart, Mark
from stretchplayer.ui.charts.flexibility_words import error_words, flexibility_sheet, sitting, summary
from stretchplayer.ui.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from stretchplayer.core.progress.flexibility import FlexibilityPoint, FlexibilitySeries
    from stretchplayer.ui.charts.sheet import Sheet
    from stretchplayer.ui.look import Look

MARGINS = QMarginsF(44, 10, 100, 28)
LEAST_HEIGHT = 200
LEAST_SPAN = {Unit.DEGREES: 40, Unit.CENTIMETRES: 10}
HEADROOM = {Unit.DEGREES: 2.0, Unit.CENTIMETRES: 0.5}
STEPS = (2, 5, 10, 20, 50, 100, 200)
MOST_LINES = 7
LEAST_SPAN_DAYS = 14
POINT_PX = 12.0
DIAMOND_PX = 16.0
TRY_PX = 5.0
BEYOND_PX, BEYOND_LINE_PX = 21.0, 1.6  # the outline around a sitting beyond measuring error
COUNTED = {FlexibilityChange.ONCE: 1, FlexibilityChange.TWICE: 2}  # the newest sittings that are
RIM_PX = 2.0
LINE_PX = {Side.RIGHT: 2.5, Side.LEFT: 2.0, None: 2.5}
INK = {Side.RIGHT: "teal", Side.LEFT: "ink2", None: "teal"}
WORDS_INK = {Side.RIGHT: "tealtx", Side.LEFT: "ink2", None: "tealtx"}
SYMBOL = {Side.RIGHT: "o", Side.LEFT: "d", None: "o"}
BAND_ALPHA = 0.75
BAND_WORDS = "measuring error, ±"
BAND_WORDS_PX, BAND_WORDS_TALL_PX = 190.0, 24.0  # room they take, at the usual size of text
WORDS_APART_PX = 20.0
MONTHS_APART_PX = 40.0
FEW_DAYS, MANY_DAYS = 45, 900  # below the one the axis has dates, above the other years
LEAST_POINT = 0.45  # of its usual size, where sittings stand close
CLOSE_PX = 14.0  # between two sittings, from which on points keep their size


class FlexibilityChart(Chart):
    """Call `show_series` with the series of one test; without any it is empty."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Flexibility", MARGINS, LEAST_HEIGHT)
        self._series: tuple[FlexibilitySeries, ...] = ()
        self._owners: list[FlexibilityPoint] = []
        self._days = (0.0, 1.0)
        self._values = (0, LEAST_SPAN[Unit.DEGREES])
        self._apart = STEPS[0]  # from one line of the grid to the next

    def show_series(self, series: Sequence[FlexibilitySeries]) -> None:
        """Show the sides of one test; a side without points is left out."""
        self._series = tuple(one for one in reversed(series) if one.points)
        pairs = sorted(
            ((point, one) for one in self._series for point in one.points),
            key=lambda pair: (pair[0].day, pair[1].side is Side.LEFT),
        )
        self._owners = [point for point, _ in pairs]
        marks = [Mark(p.day.toordinal(), p.value, _sentence(one, p)) for p, one in pairs]
        if series:
            test = series[0].test
            sides = " of each side" if test.two_sided else ""
            self.setAccessibleName(f"{test.name}{sides}, in {test.unit.word}")
        self._set_ranges()
        self.frame(self._days, (self._values[0], self._values[1]), marks, summary(series))
        self.redraw()

    def sheet(self) -> Sheet:
        """Sitting by sitting."""
        name = self._series[0].test.name if self._series else "Flexibility"
        return flexibility_sheet(name, self._series[::-1])

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
        self._name_band()
        if self.current is not None:
            self._draw_tries(self._owners[self.current])

    def go_to(self, index: int | None, *, aloud: bool = False) -> None:
        """Point at a sitting; its single tries are shown as small dots."""
        changed = index != self.current
        super().go_to(index, aloud=aloud)
        if changed:
            self.redraw()

    def paint_words(self, painter: QPainter) -> None:
        """Values at the left, dates below, sides at the right, and what the band is."""
        for value in self._lines():
            at = QPointF(self.inside().left() - 10 * self.scale, self.place(0, value).y())
            self.write(painter, at, f"{value}{self._sign()}", "small", "ink2", "right")
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
        return error_words(self._series[::-1])

    # ---- parts -------------------------------------------------------------------------------

    def _set_ranges(self) -> None:
        days = [float(point.day.toordinal()) for point in self._owners] or [1.0]
        spare = max(0.0, LEAST_SPAN_DAYS - (days[-1] - days[0])) / 2
        room = (days[-1] - days[0] + 2 * spare) * 0.05
        self._days = (days[0] - spare - room, days[-1] + spare + room)
        values = [value for point in self._owners for value in point.tries]
        for one in self._series:
            if one.baseline is not None and one.threshold is not None:
                values += [one.baseline - one.threshold, one.baseline + one.threshold]
        if not values:
            return
        unit = self._series[0].test.unit
        least, most = max(0.0, min(values) - HEADROOM[unit]), max(values) + HEADROOM[unit]
        span = max(most - least, LEAST_SPAN[unit])
        step = self._apart = next((step for step in STEPS if span / step < MOST_LINES - 1), STEPS[-1])
        low, high = int(least // step) * step, -int(-most // step) * step
        self._values = (low, max(high, low + LEAST_SPAN[unit]))

    def _lines(self) -> Sequence[int]:
        low, high = self._values
        return range(low, high + 1, self._apart)

    def _sign(self) -> str:
        """Of a degree; centimetres are named beside the chart."""
        degrees = bool(self._series) and self._series[0].test.unit is Unit.DEGREES
        return Unit.DEGREES.sign if degrees else ""

    def _draw_band(self, one: FlexibilitySeries) -> None:
        if one.baseline is None or one.threshold is None:
            return
        band = pg.LinearRegionItem(
            values=(one.baseline - one.threshold, one.baseline + one.threshold),
            orientation="horizontal",
            movable=False,
            brush=self.ink("band", BAND_ALPHA),
            pen=pg.mkPen(None),
        )
        self.plot.addItem(band)

    def _name_band(self) -> None:
        """Say in it what the band is, at its foot or its top, where the sides have the same."""
        known = [one for one in self._series if one.baseline is not None and one.threshold is not None]
        figures = {one.test.words(one.threshold or 0.0) for one in known}
        if len(figures) != 1 or self.inside().width() < BAND_WORDS_PX * self.scale:
            return
        foot = min((one.baseline or 0.0) - (one.threshold or 0.0) for one in known)
        top = max((one.baseline or 0.0) + (one.threshold or 0.0) for one in known)
        tall = BAND_WORDS_TALL_PX * self.scale / self.inside().height() * (self._values[1] - self._values[0])
        at_top = any(foot <= point.value <= foot + tall for point in self._owners)
        words = pg.TextItem(
            f"{BAND_WORDS}{figures.pop()}", color=self.ink("ink2"), anchor=(0.0, 0.0 if at_top else 1.0)
        )
        words.setFont(self.look.font("small"))
        words.setPos(self._days[0], top if at_top else foot)
        self.plot.addItem(words)

    def _draw_side(self, one: FlexibilitySeries) -> None:
        xs = [float(point.day.toordinal()) for point in one.points]
        ys = [point.value for point in one.points]
        pen = self.pen(INK[one.side], max(1.0, LINE_PX[one.side] * self._fit()))
        self.plot.addItem(pg.PlotDataItem(xs, ys, pen=pen, antialias=True))
        self.plot.addItem(
            pg.ScatterPlotItem(
                xs,
                ys,
                size=(DIAMOND_PX if one.side is Side.LEFT else POINT_PX) * self._fit(),
                symbol=SYMBOL[one.side],
                brush=self.ink(INK[one.side]),
                pen=self.pen("bg", RIM_PX * self._fit()),
                antialias=True,
            )
        )
        beyond = _beyond_error(one)
        if beyond:
            self.plot.addItem(
                pg.ScatterPlotItem(
                    [float(point.day.toordinal()) for point in beyond],
                    [point.value for point in beyond],
                    size=BEYOND_PX,
                    symbol=SYMBOL[one.side],
                    brush=None,
                    pen=self.pen(INK[one.side], BEYOND_LINE_PX),
                    antialias=True,
                )
            )

    def _fit(self) -> float:
        """How much smaller points are where there are many sittings."""
        most = max((len(one.points) for one in self._series), default=1)
        return min(1.0, max(LEAST_POINT, self.inside().width() / most / CLOSE_PX))

    def _draw_tries(self, point: FlexibilityPoint) -> None:
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
        if (last - first).days > MANY_DAYS:
            return [(date(year, 1, 1), str(year)) for year in range(first.year + 1, last.year + 1)]
        labels = [(first, MONTHS[first.month - 1][:3])]
        year, month = first.year, first.month
        while (year, month) < (last.year, last.month):
            year, month = (year, month + 1) if month < len(MONTHS) else (year + 1, 1)
            words = MONTHS[month - 1][:3]
            labels.append((date(year, month, 1), f"{words} {year}" if month == 1 else words))
        return labels

    def _write_sides(self, painter: QPainter) -> None:
        ends = {one.side: one.points[-1].value for one in self._series}
        apart = WORDS_APART_PX * self.scale
        places = {side: self.place(0, value).y() for side, value in ends.items()}
        if len(places) > 1 and abs(places[Side.RIGHT] - places[Side.LEFT]) < apart:
            middle = sum(places.values()) / 2
            upper = max(ends, key=lambda side: ends[side])
            for side in places:
                places[side] = middle + (-apart if side is upper else apart) / 2
        for side, y in places.items():
            value = self._series[0].test.words(ends[side])
            words = value if side is None else f"{side.value.capitalize()} {value}"
            at = QPointF(self.inside().right() + 8 * self.scale, y)
            self.write(painter, at, words, "small-strong", WORDS_INK[side], "left")


def _beyond_error(one: FlexibilitySeries) -> tuple[FlexibilityPoint, ...]:
    """The newest sittings that differ from the start by more than measuring error."""
    count = COUNTED.get(one.change, 0)
    return one.points[-count:] if count else ()


def _sentence(one: FlexibilitySeries, point: FlexibilityPoint) -> str:
    beyond = " More than measuring error." if point in _beyond_error(one) else ""
    return f"{sitting(one, point)}{beyond}"
