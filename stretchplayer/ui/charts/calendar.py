"""Days done as a calendar: a column a week, a row a weekday.

Size carries the meaning: a dot for a day without a session, a small disc for a short day, a large one for
a full day. A flare day without a session is a flag; with one it has the flag beside its disc. Today has a
ring. Many weeks share the width, down to the size where discs can still be told apart; charts of more
weeks than that show days a week instead (see `DaysChart` of the bars).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QPointF, Qt, Signal

from stretchplayer.core.progress.minutes import DayState
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK
from stretchplayer.ui.charts import sentences
from stretchplayer.ui.charts.base import Chart, Mark
from stretchplayer.ui.charts.months import month_labels
from stretchplayer.ui.charts.pain import flag_symbol
from stretchplayer.ui.charts.sheet import Sheet
from stretchplayer.ui.words import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from stretchplayer.core.progress.calendar import CalendarDay, CalendarWeek
    from stretchplayer.ui.look import Look

NAME = "Days"
MARGINS = QMarginsF(24, 2, 6, 46)
LEAST_HEIGHT = 216
NONE_PX, SHORT_PX, FULL_PX = 4.0, 9.0, 15.0
RING_PX, FLAG_PX = 19.0, 28.0  # a flag is half of it high
SHARE = 0.94  # of a cell that the largest disc may take
COUNT_STEP_PX = 15.0  # below this the number of days has no room under its week
Y_RANGE = (-0.5, DAYS_IN_WEEK - 0.5)
MOST_WEEKS = 53
CENTRED_FLAG = flag_symbol().translated(-0.15, 0.25)
CORNER_FLAG = flag_symbol().translated(0.12, 0.0)  # at the upper right of a disc


class CalendarChart(Chart):
    """Call `show_weeks`. Enter, or a click on a day, asks for its entries."""

    day_wanted = Signal(object)  # date

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Days with a session", MARGINS, LEAST_HEIGHT)
        self._weeks: tuple[CalendarWeek, ...] = ()
        self._days: list[tuple[int, CalendarDay]] = []

    def show_weeks(self, weeks: Sequence[CalendarWeek]) -> None:
        """Show these weeks, oldest first."""
        self._weeks = tuple(weeks)
        self._days = [
            (column, day) for column, week in enumerate(self._weeks) for day in week.days if not day.is_future
        ]
        marks = [Mark(column, _row(day), sentences.day_done(day)) for column, day in self._days]
        summary = sentences.calendar_summary(self._weeks)
        self.frame((-0.5, max(1, len(self._weeks)) - 0.5), Y_RANGE, marks, summary)
        self.redraw()

    def sheet(self) -> Sheet:
        """Day by day."""
        return sentences.calendar_sheet(NAME, [day for _, day in self._days])

    def draw(self) -> None:
        """Dots and discs by size, flags, and the ring of today."""
        for state, size, role in (
            (DayState.NONE, NONE_PX, "line2"),
            (DayState.SHORT, SHORT_PX, "teal"),
            (DayState.DONE, FULL_PX, "teal"),
        ):
            days = [
                (column, day)
                for column, day in self._days
                if day.state is state and not (day.is_flare and state is DayState.NONE)
            ]
            self._scatter(days, size * self._fit(), "o", role)
        rested = [(column, day) for column, day in self._days if day.is_flare and day.state is DayState.NONE]
        self._scatter(rested, FLAG_PX * self._fit(), CENTRED_FLAG, "amber")
        moved = [
            (column, day) for column, day in self._days if day.is_flare and day.state is not DayState.NONE
        ]
        self._scatter(moved, FLAG_PX * self._fit(), CORNER_FLAG, "amber", rim="bg")
        self._ring_today()

    def paint_words(self, painter: QPainter) -> None:
        """Weekdays at the left; months, and the number of days of each week, below."""
        left = self.inside().left() - 8 * self.scale
        for row, name in enumerate(WEEKDAYS):
            y = self.place(0, DAYS_IN_WEEK - 1 - row).y()
            at = QPointF(left - 8 * self.scale, y)
            self.write(painter, at, name[0], "small", "ink2", "middle")
        below = self.inside().bottom()
        if self._step() >= COUNT_STEP_PX * self.scale:
            for column, week in enumerate(self._weeks):
                at = QPointF(self.column_x(column), below + 11 * self.scale)
                if week.days_done:
                    self.write(painter, at, str(week.days_done), "small", "ink2", "middle")
        mondays = [week.week_start for week in self._weeks]
        for x, words in month_labels(mondays, self.column_x, self.scale, self.inside().right()):
            self.write(painter, QPointF(x, below + 33 * self.scale), words, "small", "ink2", "middle")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from day to day, Left and Right from week to week; Enter opens a day."""
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -DAYS_IN_WEEK,
            Qt.Key.Key_Right: DAYS_IN_WEEK,
        }
        now, key = self.current, event.key()
        if now is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_wanted.emit(self._days[now][1].day)
        elif now is not None and key in steps:
            wanted = now + steps[Qt.Key(key)]
            self.go_to(wanted if 0 <= wanted < len(self._days) else now, aloud=True)
        else:
            super().keyPressEvent(event)

    # ---- parts -------------------------------------------------------------------------------

    def _step(self) -> float:
        return self.inside().width() / max(1, len(self._weeks))

    def _fit(self) -> float:
        """How much smaller everything is where weeks stand close; the plot itself gives the rows."""
        row = self.inside().height() / DAYS_IN_WEEK
        return min(1.0 * self.scale, min(self._step(), row) * SHARE / FULL_PX)

    def _scatter(
        self, days: Iterable[tuple[int, CalendarDay]], size: float, symbol: object, role: str, rim: str = ""
    ) -> None:
        places = [(float(column), float(_row(day))) for column, day in days]
        if places:
            self.plot.addItem(
                pg.ScatterPlotItem(
                    [x for x, _ in places],
                    [y for _, y in places],
                    size=size,
                    symbol=symbol,
                    brush=self.ink(role),
                    pen=self.pen(rim, 1.0) if rim else None,
                    antialias=True,
                )
            )

    def _ring_today(self) -> None:
        today = [(column, day) for column, day in self._days if day.is_today]
        for column, day in today:
            self.plot.addItem(
                pg.ScatterPlotItem(
                    [float(column)],
                    [float(_row(day))],
                    size=RING_PX * self._fit(),
                    symbol="o",
                    brush=None,
                    pen=self.pen("ink", 2.0),
                    antialias=True,
                )
            )


def _row(day: CalendarDay) -> int:
    """Monday is at the top."""
    return DAYS_IN_WEEK - 1 - day.day.weekday()
