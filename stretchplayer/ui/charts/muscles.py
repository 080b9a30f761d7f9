"""Minutes a week that each group of muscles was held in a stretch, beside the five minutes of studies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from stretchplayer.core.progress.muscles import STUDIED_MINUTES
from stretchplayer.ui.charts import sentences
from stretchplayer.ui.charts.base import Chart, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from stretchplayer.core.progress.muscles import MuscleTime
    from stretchplayer.ui.charts.sheet import Sheet
    from stretchplayer.ui.look import Look

NAME = "Time held, by muscles"
ROW_PX, BAR_PX, CORNER_PX = 34, 12.0, 5.0
TOP, FOOT, RIGHT = 4, 30, 120
NAME_GAP = 12
STUDIED_PX, STUDIED_DOTS = 1.5, (2, 3)
HEADROOM = 1.05
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)  # minutes between grid lines
MOST_LINES = 6
NAMES = {
    "lumbar": "Lower back",
    "thoracic": "Upper back",
    "abdomen": "Belly",
    "side": "Side of the trunk",
    "lat": "Side of the back",
    "glute": "Buttock",
    "piriformis": "Deep buttock",
    "hamstring": "Back of the thigh",
    "calf": "Calf",
    "quad": "Front of the thigh",
    "hipflexor": "Front of the hip",
    "shoulder": "Shoulder",
    "chest": "Chest",
    "neck": "Neck",
}


def muscle_name(muscle: str) -> str:
    """A group of muscles in plain words."""
    return NAMES.get(muscle, muscle.replace("_", " ").replace("-", " ").capitalize())


class MusclesChart(Chart):
    """Call `show_times`; its height follows how many groups there are."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Minutes a week that muscles were held in a stretch", QMarginsF(), ROW_PX)
        self._times: list[tuple[str, MuscleTime]] = []
        self._highest = STUDIED_MINUTES

    def show_times(self, times: Sequence[MuscleTime]) -> None:
        """Show these groups, the first at the top."""
        self._times = [(muscle_name(time.muscle), time) for time in times]
        self._highest = max([STUDIED_MINUTES, *(time.minutes for time in times)]) * HEADROOM
        marks = [
            Mark(time.minutes, -row, sentences.muscle_time(name, time))
            for row, (name, time) in enumerate(self._times)
        ]
        metrics = QFontMetricsF(self.look.font("text"))
        widest = max((metrics.horizontalAdvance(name) for name, _ in self._times), default=0.0)
        self._margins = QMarginsF(widest + NAME_GAP * self.scale, TOP, RIGHT * self.scale, FOOT * self.scale)
        rows = max(1, len(self._times))
        self.setFixedHeight(round(rows * ROW_PX * self.scale + TOP + FOOT * self.scale))
        summary = sentences.muscle_summary(self._times)
        self.frame((0.0, self._highest), (0.5 - rows, 0.5), marks, summary)
        self.redraw()

    def sheet(self) -> Sheet:
        """Group by group."""
        return sentences.muscle_sheet(NAME, self._times)

    def draw(self) -> None:
        """The line of the studies, over the bars."""
        pen = self.pen("line2", STUDIED_PX, dash=STUDIED_DOTS)
        self.plot.addItem(pg.InfiniteLine(pos=STUDIED_MINUTES, angle=90, pen=pen))

    def paint_words(self, painter: QPainter) -> None:
        """Grid, names at the left, bars, figures at their ends, minutes below."""
        painter.setPen(self.pen("grid", 1.0))
        for value in self._lines():
            x = self.column_x(value)
            painter.drawLine(QPointF(x, self.inside().top()), QPointF(x, self.inside().bottom()))
        for row, (name, time) in enumerate(self._times):
            y = self.place(0, -row).y()
            at = QPointF(self.inside().left() - NAME_GAP * self.scale, y)
            self.write(painter, at, name, "text", "ink", "right")
            self._paint_bar(painter, time, y)
        below = self.inside().bottom() + 16 * self.scale
        for value in self._lines():
            at = QPointF(self.column_x(value), below)
            self.write(painter, at, str(value), "small", "ink2", "middle")
        at = QPointF(self.inside().right() + 8 * self.scale, below)
        self.write(painter, at, "minutes a week", "small", "ink2", "left")

    def _lines(self) -> list[int]:
        step = next((step for step in STEPS if self._highest <= step * MOST_LINES), STEPS[-1])
        return list(range(0, int(self._highest) + 1, step))

    def _paint_bar(self, painter: QPainter, time: MuscleTime, y: float) -> None:
        left, right = self.column_x(0.0), self.column_x(time.minutes)
        tall = BAR_PX * self.scale
        bar = QRectF(left, y - tall / 2, max(2.0, right - left), tall)
        corner = min(CORNER_PX * self.scale, bar.width() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.color("teal"))
        painter.drawRoundedRect(bar, corner, corner)
        at = QPointF(bar.right() + 8 * self.scale, y)
        self.write(painter, at, f"{time.minutes:.1f}", "small-strong", "ink", "left")
