"""This week at a glance: a ring of days done, and a strip of seven days.

Both are painted in the usual sizes and enlarged as a whole for larger text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from stretchplayer.core.progress.minutes import DayState, StripDay, WeekStrip
from stretchplayer.ui.fonts import font
from stretchplayer.ui.words import WEEKDAYS

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.ui.look import Look

FULL_CIRCLE = 360 * 16
TOP = 90 * 16
SHORT_SHARE = 0.84  # a short day is a slightly smaller circle with the same tick


class WeekRing(QWidget):
    """Days with a session this week, against the goal."""

    WIDTH = 13.0

    def __init__(self, look: Look, size: int = 124, *, words: bool = True) -> None:
        """`words` has the goal stand under the number, where there is room for it."""
        super().__init__()
        self._words = words
        self._look = look
        self._done = 0
        self._goal = 1
        self._size = size
        self._scale = max(1.0, look.text_scale)
        self.setFixedSize(round(size * self._scale), round(size * self._scale))
        look.themes.changed.connect(self.update)

    def show_days(self, done: int, goal: int) -> None:
        """Show `done` days of a goal of `goal`."""
        self._done, self._goal = done, max(1, goal)
        self.setAccessibleName(f"This week: {done} of {goal} days")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._scale, self._scale)
        width = self.WIDTH if self._words else self.WIDTH * 0.62
        inset = width / 2 + 1
        ring = QRectF(0, 0, self._size, self._size).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(self._look.color("ring"), width))
        painter.drawEllipse(ring)
        share = min(1.0, self._done / self._goal)
        if share > 0:
            pen = QPen(self._look.color("teal"), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(ring, TOP, -round(FULL_CIRCLE * share))
        middle = self._size / 2
        painter.setPen(self._look.color("ink"))
        if not self._words:
            painter.setFont(font("heading"))
            whole = QRectF(0, 0, self._size, self._size)
            painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, str(self._done))
            return
        painter.setFont(font("title"))
        painter.drawText(
            QRectF(0, middle - 34, self._size, 40), Qt.AlignmentFlag.AlignCenter, str(self._done)
        )
        painter.setPen(self._look.color("ink2"))
        painter.setFont(font("small"))
        painter.drawText(
            QRectF(0, middle + 6, self._size, 22), Qt.AlignmentFlag.AlignCenter, f"of {self._goal} days"
        )


class DayStrip(QWidget):
    """The days of a week: done, short, today, or nothing, which is said by an empty circle alone."""

    CIRCLE = 38.0
    STEP, NARROW_STEP = 54.0, 44.0
    HEIGHT, NARROW_HEIGHT = 96, 66

    def __init__(self, look: Look, *, narrow: bool = False) -> None:
        """`narrow` is the form for small windows, without minutes."""
        super().__init__()
        self._look = look
        self._minutes = not narrow
        self._step = self.NARROW_STEP if narrow else self.STEP
        self._days: tuple[StripDay, ...] = ()
        self._scale = max(1.0, look.text_scale)
        width = self._step * 6 + self.CIRCLE + 2
        height = self.NARROW_HEIGHT if narrow else self.HEIGHT
        self.setFixedSize(QSize(round(width * self._scale), round(height * self._scale)))
        look.themes.changed.connect(self.update)

    def show_week(self, week: WeekStrip) -> None:
        """Show these days."""
        self._days = week.days
        self.setAccessibleName(". ".join(_in_words(day) for day in week.days))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._scale, self._scale)
        for index, day in enumerate(self._days):
            centre = QPointF(self._step * index + self.CIRCLE / 2 + 1, 46)
            self._letter(painter, day, centre)
            self._circle(painter, day, centre)
            if self._minutes:
                self._below(painter, day, centre)

    def _letter(self, painter: QPainter, day: StripDay, centre: QPointF) -> None:
        painter.setFont(font("small-strong"))
        painter.setPen(self._look.color("ink" if day.is_today else "ink2"))
        box = QRectF(centre.x() - 20, 0, 40, 22)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, WEEKDAYS[day.day.weekday()][0])

    def _circle(self, painter: QPainter, day: StripDay, centre: QPointF) -> None:
        radius = self.CIRCLE / 2
        if day.state is not DayState.NONE:
            size = radius if day.state is DayState.DONE else radius * SHORT_SHARE
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("teal"))
            painter.drawEllipse(centre, size, size)
            pen = QPen(self._look.color("onteal"), 3.0)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            tick = [QPointF(-7, 0.5), QPointF(-2, 5.5), QPointF(7, -4.5)]
            painter.drawPolyline([centre + point * (size / radius) for point in tick])
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day.is_today:
            pen = QPen(self._look.color("teal"), 2.6)
            pen.setDashPattern([0.1, 2.0])
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawEllipse(centre, radius, radius)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("teal"))
            painter.drawEllipse(centre, 5, 5)
        else:
            painter.setPen(QPen(self._look.color("line"), 2.0))
            painter.drawEllipse(centre, radius - 1, radius - 1)

    def _below(self, painter: QPainter, day: StripDay, centre: QPointF) -> None:
        words = ""
        if day.state is not DayState.NONE:
            words = f"{round(day.minutes)} min"
        elif day.is_today:
            words = "today"
        painter.setFont(font("small"))
        painter.setPen(self._look.color("ink2"))
        painter.drawText(
            QRectF(centre.x() - 27, centre.y() + 26, 54, 22), Qt.AlignmentFlag.AlignCenter, words
        )


def _in_words(day: StripDay) -> str:
    name = WEEKDAYS[day.day.weekday()]
    if day.state is DayState.NONE:
        return f"{name}, to come" if day.is_future else f"{name}, no session"
    return f"{name}, done, {round(day.minutes)} minutes"
