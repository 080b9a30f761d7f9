"""The answers before and after each session of a week, side by side on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QPointF

from stretchplayer.core.history import HIGHEST_SCORE, LOWEST_SCORE
from stretchplayer.ui.charts.base import Chart, Mark
from stretchplayer.ui.charts.sheet import Sheet
from stretchplayer.ui.charts.week_words import pair_words
from stretchplayer.ui.words import WEEKDAYS, count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from stretchplayer.core.progress.review import BeforeAfter
    from stretchplayer.ui.look import Look

MARGINS = QMarginsF(52, 2, 10, 28)
ROW_PX = 30
DOT_PX = 13.0
CORE_PX = 7.0
RIM_PX = 2.4
LINE_PX = 2.5
X_LABELS = range(LOWEST_SCORE, HIGHEST_SCORE + 1, 2)


class BeforeAfterChart(Chart):
    """Call `show_sessions`. Before is a ring, after a disc; both in one where they are the same."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Back pain before and after each session, 0 to 10", MARGINS, ROW_PX)
        self._pairs: tuple[BeforeAfter, ...] = ()

    def show_sessions(self, pairs: Sequence[BeforeAfter]) -> None:
        """Show these sessions, the first at the top."""
        self._pairs = tuple(pairs)
        marks = [
            Mark(score, -row, pair_words(pair))
            for row, pair in enumerate(self._pairs)
            if (score := pair.before if pair.after is None else pair.after) is not None
        ]
        rows = max(1, len(self._pairs))
        height = rows * ROW_PX + MARGINS.top() + MARGINS.bottom()
        self.setFixedHeight(round(height * self.scale))
        summary = count_words(len(self._pairs), "session", "sessions") + " with an answer."
        self.frame((LOWEST_SCORE, HIGHEST_SCORE), (0.5 - rows, 0.5), marks, summary)
        self.redraw()

    def sheet(self) -> Sheet:
        """Session by session."""
        return Sheet(
            name="Back pain before and after each session",
            columns=("Day", "Before", "After"),
            rows=tuple((pair.day, pair.before, pair.after) for pair in self._pairs),
            days=tuple(pair.day for pair in self._pairs),
        )

    def draw(self) -> None:
        """Upright lines at the even scores, and a ring and a disc a session."""
        for value in X_LABELS:
            self.plot.addItem(pg.InfiniteLine(pos=value, angle=90, pen=self.pen("grid", 1.0)))
        for row, pair in enumerate(self._pairs):
            self._draw_pair(-row, pair.before, pair.after)

    def paint_words(self, painter: QPainter) -> None:
        """Days at the left, scores below."""
        for row, pair in enumerate(self._pairs):
            at = QPointF(0, self.place(0, -row).y())
            self.write(painter, at, WEEKDAYS[pair.day.weekday()][:3], "note", "ink", "left")
        for value in X_LABELS:
            at = QPointF(self.place(value, 0).x(), self.inside().bottom() + 14 * self.scale)
            self.write(painter, at, str(value), "small", "ink2", "middle")

    def _draw_pair(self, y: int, before: int | None, after: int | None) -> None:
        if before is not None and after is not None and before != after:
            pen = self.pen("navy", LINE_PX)
            self.plot.addItem(pg.PlotDataItem([before, after], [y, y], pen=pen, antialias=True))
        if before is not None:
            self._draw_dot(before, y, DOT_PX, solid=False)
        if after is not None:
            self._draw_dot(after, y, CORE_PX if before == after else DOT_PX + 1, solid=True)

    def _draw_dot(self, score: int, y: int, size: float, *, solid: bool) -> None:
        self.plot.addItem(
            pg.ScatterPlotItem(
                [float(score)],
                [float(y)],
                size=size,
                symbol="o",
                brush=self.ink("navy" if solid else "bg"),
                pen=None if solid else self.pen("navy", RIM_PX),
                antialias=True,
            )
        )
