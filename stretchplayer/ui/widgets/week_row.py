"""The foot of Today: days done this week, the strip of seven days, and the last note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.history import RatingKind
from stretchplayer.ui.widgets.chips import TICK_PX, make_chip
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import clear, hairline, label, with_gap
from stretchplayer.ui.widgets.week import DayStrip, WeekRing
from stretchplayer.ui.words import WEEKDAYS

if TYPE_CHECKING:
    from stretchplayer.app.services import HistoryService
    from stretchplayer.core.history import SessionNote
    from stretchplayer.core.preferences import WeekStart
    from stretchplayer.ui.look import Look

RING_PX, SMALL_RING_PX = 124, 108
FLARE_DAY = "Flare day"
NO_NOTE = "Notes you write after a session appear here."


class WeekRow(QWidget):
    """Call `show_week` whenever the notes have changed."""

    def __init__(self, look: Look, history: HistoryService) -> None:
        super().__init__()
        self._look = look
        self._history = history
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_week(self, goal_days: int, begins: WeekStart, *, narrow: bool, tight: bool = False) -> None:
        """Show the week of today; `narrow` is the form for small windows, `tight` puts the note below."""
        clear(self._row)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if tight else across)
        self._row.setSpacing(16 if tight else 0)
        week = self._history.week_strip(begins)
        ring = WeekRing(self._look, SMALL_RING_PX if narrow else RING_PX)
        ring.show_days(week.days_done, goal_days)
        strip = DayStrip(self._look, narrow=narrow)
        strip.show_week(week)
        days = QWidget()
        column = QVBoxLayout(days)
        column.setContentsMargins(0 if tight else 28 if narrow else 38, 0, 24, 0)
        column.setSpacing(4)
        column.addWidget(label(self._look, "This week", "section" if narrow else "item"))
        column.addWidget(strip)
        column.addStretch(1)
        top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft
        self._row.addWidget(ring, 0, top | left)
        self._row.addWidget(days, 0, top | left)
        self._row.addWidget(hairline(upright=not tight))
        self._row.addWidget(self._note_box(narrow=narrow, inset=0 if tight else 24), 1, top)

    def _note_box(self, *, narrow: bool, inset: int) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(inset, 0, 0, 0)
        column.setSpacing(4)
        head = FlowLayout(gap=16)
        title = label(self._look, "Your last note", "section" if narrow else "item")
        chip = self._flare_chip()
        title.setMinimumHeight(chip.sizeHint().height())
        head.addWidget(title)
        head.addWidget(chip)
        column.addLayout(head)
        note = self._history.last_note()
        if note is None:
            column.addWidget(label(self._look, NO_NOTE, "note", "ink2", wrap=True))
        else:
            words = label(self._look, f"“{note.text}”", "note" if narrow else "body", wrap=True)
            column.addWidget(words)
            about = self._about(note, scores=not narrow)
            column.addWidget(label(self._look, about, "small", "ink2", wrap=True))
        column.addStretch(1)
        return box

    def _flare_chip(self) -> QWidget:
        """Marks today as a flare day; the reminder keeps quiet then, and charts show a flag."""
        today = self._history.today()
        chip = make_chip(self._look, FLARE_DAY)
        chip.setChecked(today in self._history.flare_days(today, today))
        chip.setAccessibleName("Today is a flare day")
        chip.setToolTip("Today is a flare day: no reminder, and a flag in the charts")
        flag = self._look.pixmap("flag-fill", "amber", TICK_PX, self.devicePixelRatioF())
        chip.setIcon(QIcon(with_gap(flag)))
        chip.clicked.connect(lambda on: self._history.mark_flare_day(today, on))
        return chip

    def _about(self, note: SessionNote, *, scores: bool) -> str:
        """When it was written, and the ratings before and after where both were given."""
        session = self._history.session(note.session)
        words = f"{WEEKDAYS[session.local_date.weekday()]}, after {session.routine_name}."
        if not scores:
            return words
        given = {rating.kind: rating.score for rating in self._history.session_ratings(note.session)}
        before, after = given.get(RatingKind.PRE), given.get(RatingKind.POST)
        if before is None or after is None:
            return words
        return f"{words} Before {before}, after {after}."
