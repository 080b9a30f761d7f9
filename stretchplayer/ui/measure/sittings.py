"""Earlier sittings: to be looked at, corrected, taken back and put back, and one of a past day noted."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.flexibility import ALL_TESTS, find_test
from stretchplayer.ui.measure import words
from stretchplayer.ui.widgets.card import Group
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.parts import Button, clear, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.words import long_date

if TYPE_CHECKING:
    from stretchplayer.app.measure_service import MeasureService
    from stretchplayer.core.history import Measurement
    from stretchplayer.ui.look import Look

SHOWN_AT_ONCE = 12
GAP = 22
NONE_YET = "No sitting is kept yet."


class SittingsPage(ScrollPage):
    """Newest first, and those that were taken back below."""

    left = Signal()
    sitting_wanted = Signal(str)
    past_wanted = Signal(object, object)  # FlexibilityTest and date

    def __init__(self, look: Look, measures: MeasureService) -> None:
        super().__init__(look)
        self._measures = measures
        self._shown = SHOWN_AT_ONCE
        self._day = measures.today() - timedelta(days=1)
        self.head = HeadRow(look, "Measure")
        self.head.left.connect(self.left)
        self.setFocusProxy(self.head.back)
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        self.column.addWidget(self.head)
        self.column.addWidget(label(look, words.EARLIER, "title", wrap=True))
        self.column.addSpacing(GAP)
        self.column.addLayout(self._list)
        self.column.addSpacing(GAP)
        self.column.addWidget(self._make_past())
        self.column.addStretch(1)
        measures.changed.connect(self.note_change)

    def refresh(self) -> None:
        """Show them as they are now."""
        clear(self._list)
        kept = self._measures.sittings(newest=self._shown + 1)[::-1]
        if not kept:
            self._list.addWidget(label(self._look, NONE_YET, "body", "ink2", wrap=True))
        else:
            self._list.addWidget(self._group("Kept", kept[: self._shown], "Open"))
        if len(kept) > self._shown:
            more = Button(self._look, "Show more", "second")
            more.clicked.connect(self._show_more)
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        removed = self._measures.sittings(removed=True, newest=SHOWN_AT_ONCE)[::-1]
        if removed:
            self._list.addWidget(self._group("Taken back", removed, "Put back"))
        self._show_day()

    # ---- parts -------------------------------------------------------------------------------

    def _group(self, title: str, sittings: list[Measurement], deed: str) -> Group:
        group = Group(self._look, title)
        for sitting in sittings:
            try:
                test = find_test(sitting.test)
            except NotFoundError:  # from another version of the app
                continue
            button = Button(self._look, deed, "second")
            name = f"{test.name}, {long_date(sitting.local_date)} {sitting.local_date.year}"
            button.setAccessibleName(f"{deed}: {name}")
            action = self.sitting_wanted.emit if deed == "Open" else self._measures.put_back
            button.clicked.connect(partial(action, sitting.id))
            group.add_row(name, words.values_of(test, sitting), button)
        return group

    def _show_more(self) -> None:
        self._shown += SHOWN_AT_ONCE
        self.refresh()

    def _make_past(self) -> Group:
        look = self._look
        group = Group(look, words.PAST)
        self.past_test = Choice(look, "Test", [(test.id, test.name) for test in ALL_TESTS])
        group.add_row("Test", "", self.past_test)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.before = Button(look, "", "second", icon="caret-left")
        self.before.setAccessibleName("Day before")
        self.after = Button(look, "", "second", icon="caret-right")
        self.after.setAccessibleName("Day after")
        self.day_words = label(look, "", "text")
        self.before.clicked.connect(partial(self._move, -1))
        self.after.clicked.connect(partial(self._move, 1))
        for part in (self.before, self.day_words, self.after):
            row.addWidget(part)
        group.add_row("Day", "For numbers you wrote down elsewhere.", holder)
        self.note_past = Button(look, "Enter the tries", "second")
        self.note_past.clicked.connect(
            lambda: self.past_wanted.emit(find_test(self.past_test.value()), self._day)
        )
        group.add_row("Tries", "One to three a side.", self.note_past)
        return group

    def _move(self, days: int) -> None:
        self._day += timedelta(days=days)
        self._show_day()

    def _show_day(self) -> None:
        yesterday = self._measures.today() - timedelta(days=1)
        self._day = min(self._day, yesterday)
        year = "" if self._day.year == yesterday.year else f" {self._day.year}"
        self.day_words.setText(f"{long_date(self._day)}{year}")
        self.after.setEnabled(self._day < yesterday)
