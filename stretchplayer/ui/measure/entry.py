"""Entering the tries of one side: a list of three, a field, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.flexibility import TRIES_PER_SIDE, MeasureError
from stretchplayer.core.flexibility.sitting import SideTry
from stretchplayer.ui.measure import words
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, clear, hairline, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.flexibility import FlexibilityTest
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.measure.readings import Reading

DISC_PX = 40


class _Disc(QWidget):
    """The number of a try; filled once it is made."""

    def __init__(self, look: Look, number: int, *, done: bool, now: bool) -> None:
        super().__init__()
        self._look = look
        self._number = number
        self._done = done
        self._now = now
        self.setFixedSize(DISC_PX, DISC_PX)
        look.themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = "teal" if self._done or self._now else "line2"
        painter.setPen(QPen(self._look.color(rim), 2.5))
        painter.setBrush(self._look.color("teal") if self._done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.setPen(self._look.color("onteal" if self._done else "ink"))
        painter.setFont(self._look.font("section"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class Tries(QWidget):
    """The three tries of a side: made, now, to come."""

    def __init__(self, look: Look, test: FlexibilityTest) -> None:
        super().__init__()
        self._look = look
        self._test = test
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)

    def show_tries(self, tries: Sequence[SideTry]) -> None:
        """Show these, and which one is next."""
        clear(self._rows)
        for index in range(TRIES_PER_SIDE):
            self._rows.addWidget(self._row(index, tries))

    def _row(self, index: int, tries: Sequence[SideTry]) -> QWidget:
        done, now = index < len(tries), index == len(tries)
        trial = tries[index].trial if done else None
        value = "–" if trial is None else self._test.words(trial.value)
        hurt = done and tries[index].hurt
        state = words.HURT if hurt else "saved" if done else "now" if now else ""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(_Disc(self._look, index + 1, done=done, now=now))
        number = label(self._look, value, "heading")
        number.setMinimumWidth(96)
        line.addWidget(number)
        line.addWidget(label(self._look, state, "note", "ink2", wrap=True), 1)
        return row


class Entry(QWidget):
    """Call `show_side`. `made` carries a `SideTry`; `undone` and `no_more` are the user's wishes."""

    made = Signal(object)
    undone = Signal()
    no_more = Signal()

    def __init__(self, look: Look, test: FlexibilityTest, reading: Reading) -> None:
        super().__init__()
        self._side: Side | None = None
        self.reading = reading
        self.tries = Tries(look, test)
        self.save = Button(look, "", "primary")
        self.hurt = Button(look, "It hurt", "second")
        self.undo = Button(look, "Take the last try back", "quiet", icon="arrow-counter-clockwise")
        self.enough = Button(look, "No more tries here", "quiet", icon="arrow-right")
        self._heading = label(look, "Three tries", "heading")
        self._problem = label(look, "", "note", "amber", wrap=True)
        self._note = label(look, "", "note", "ink2", wrap=True)
        self._lay_out()
        reading.changed.connect(self._follow)
        reading.entered.connect(self._save)
        self.save.clicked.connect(self._save)
        self.hurt.clicked.connect(self._hurt)
        self.undo.clicked.connect(self.undone)
        self.enough.clicked.connect(self.no_more)

    def show_side(self, side: Side | None, tries: Sequence[SideTry], note: str, *, undo: bool) -> None:
        """Ask for the next try of a side; `undo` offers to take the last one back."""
        self._side = side
        self.reading.empty()
        self.tries.show_tries(tries)
        self.save.setText(f"Save try {len(tries) + 1}")
        self.undo.setVisible(undo)
        self.enough.setVisible(bool(tries))
        self._note.setText(note)
        self._follow()

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._heading)
        layout.addWidget(self.tries)
        layout.addSpacing(4)
        layout.addWidget(self.reading)
        layout.addWidget(self._problem)
        buttons = QGridLayout()
        buttons.setHorizontalSpacing(12)
        buttons.setColumnStretch(0, 1)
        for column, button in enumerate((self.save, self.hurt)):
            button.setProperty("tall", "true")
            buttons.addWidget(button, 0, column)
        layout.addLayout(buttons)
        wishes = QWidget()
        flow = FlowLayout(wishes, gap=16, row_gap=0)
        for button in (self.undo, self.enough):
            button.setProperty("flush", "true")
            flow.addWidget(button)
        layout.addWidget(wishes)
        layout.addWidget(hairline())
        layout.addWidget(self._note)

    def _follow(self) -> None:
        self.save.setEnabled(self.reading.is_read)
        self._problem.hide()

    def _save(self) -> None:
        if self.reading.is_read:
            self._take(painful=False)

    def _hurt(self) -> None:
        """A try that hurt is kept if there is something to read, and noted if not."""
        if self.reading.is_read:
            self._take(painful=True)
        else:
            self.made.emit(SideTry(side=self._side))

    def _take(self, *, painful: bool) -> None:
        try:
            trial = self.reading.trial(self._side, painful=painful)
        except MeasureError as error:
            self._problem.setText(str(error))
            self._problem.show()
            announce(self, str(error))
            return
        self.made.emit(SideTry(side=self._side, trial=trial))
