"""Entering the tries of one side: a list of three, a number by phone or three by tape, and two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.flexibility import TRIES_PER_SIDE, MeasureError, tape_angle, tape_is_rough
from stretchplayer.core.history import MeasureMethod
from stretchplayer.core.raw_readings import TapeLengths
from stretchplayer.ui.pages import measure_words as words
from stretchplayer.ui.widgets.number_field import BigNumber, LabelledNumber
from stretchplayer.ui.widgets.parts import Button, clear, hairline, label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.history import Trial
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pages.measure_sitting import Sitting

USUAL_DEG = 60.0  # where stepping begins; lies in the middle of what people reach
USUAL_ANKLE_CM, USUAL_HIP_CM, USUAL_LENGTH_CM = 70.0, 10.0, 80.0
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

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)

    def show_tries(self, tries: list[Trial | None]) -> None:
        """Show these, and which one is next."""
        clear(self._rows)
        for index in range(TRIES_PER_SIDE):
            self._rows.addWidget(self._row(index, tries))

    def _row(self, index: int, tries: list[Trial | None]) -> QWidget:
        done, now = index < len(tries), index == len(tries)
        trial = tries[index] if done else None
        value = "–" if trial is None else f"{trial.value:.0f}°"
        hurt = done and (trial is None or trial.painful)
        state = words.HURT if hurt else "read" if done else "now" if now else ""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(_Disc(self._look, index + 1, done=done, now=now))
        number = label(self._look, value, "heading")
        number.setMinimumWidth(80)
        line.addWidget(number)
        line.addWidget(label(self._look, state, "note", "ink2"), 1)
        return row


class Entry(QWidget):
    """Call `show_side`; emits `changed` after every try that was taken or taken back."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._sitting: Sitting | None = None
        self.phone = BigNumber(look, words.READ_PHONE, USUAL_DEG)
        self.ankle = LabelledNumber(look, words.ANKLE, "cm", USUAL_ANKLE_CM)
        self.hip = LabelledNumber(look, words.HIP, "cm", USUAL_HIP_CM)
        self.length = LabelledNumber(look, words.LENGTH, "cm", USUAL_LENGTH_CM)
        self.tries = Tries(look)
        self.save = Button(look, "", "primary")
        self.hurt = Button(look, "It hurt", "second")
        self.undo = Button(look, "Take the last try back", "quiet", icon="arrow-counter-clockwise")
        self._heading = label(look, "Three tries", "heading")
        self._reading = label(look, "", "text", wrap=True)
        self._problem = label(look, "", "note", "amber", wrap=True)
        self._tape_fields = (self.ankle, self.hip, self.length)
        self._lay_out(look)
        for field in (self.phone, *self._tape_fields):
            field.changed.connect(self._refresh)
            field.entered.connect(self._save)
        self.save.clicked.connect(self._save)
        self.hurt.clicked.connect(self._hurt)
        self.undo.clicked.connect(self._undo)

    def show_side(self, sitting: Sitting, last_tape: Trial | None) -> None:
        """Enter tries into `sitting`; by tape, lengths of an earlier time are offered again."""
        self._sitting = sitting
        by_tape = sitting.method is MeasureMethod.TAPE
        self.phone.setVisible(not by_tape)
        for field in self._tape_fields:
            field.setVisible(by_tape)
        if by_tape:
            known = None if last_tape is None else last_tape.tape
            self.hip.field.set_value(None if known is None else known.hip_height_cm)
            self.length.field.set_value(None if known is None else known.leg_length_cm)
        self._empty()

    def focus_field(self) -> None:
        """Put the cursor where the next number goes."""
        sitting = self._sitting
        if sitting is not None and sitting.method is MeasureMethod.TAPE:
            empty = next((f for f in reversed(self._tape_fields) if f.field.value() is None), self.ankle)
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.phone.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self, look: Look) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._heading)
        layout.addWidget(self.tries)
        layout.addSpacing(4)
        layout.addWidget(self._reading)
        layout.addWidget(self.phone)
        for field in reversed(self._tape_fields):
            layout.addWidget(field)
        layout.addWidget(self._problem)
        buttons = QGridLayout()
        buttons.setHorizontalSpacing(12)
        buttons.setColumnStretch(0, 1)
        for column, button in enumerate((self.save, self.hurt)):
            button.setProperty("tall", "true")
            buttons.addWidget(button, 0, column)
        layout.addLayout(buttons)
        self.undo.setProperty("flush", "true")
        layout.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(hairline())
        layout.addWidget(label(look, words.MIDDLE, "note", "ink2", wrap=True))

    def _side(self) -> Side | None:
        return None if self._sitting is None else self._sitting.side

    def _lengths(self) -> TapeLengths | None:
        ankle, hip, length = (field.field.value() for field in self._tape_fields)
        if ankle is None or hip is None or length is None:
            return None
        return TapeLengths(ankle_height_cm=ankle, hip_height_cm=hip, leg_length_cm=length)

    def _is_read(self) -> bool:
        if self._sitting is not None and self._sitting.method is MeasureMethod.TAPE:
            return self._lengths() is not None
        return self.phone.field.value() is not None

    def _save(self) -> None:
        if self._is_read():
            self._add(painful=False)

    def _hurt(self) -> None:
        if self._is_read():
            self._add(painful=True)
        elif self._sitting is not None and self._sitting.side is not None:
            self._sitting.add_hurt()
            self._taken()

    def _add(self, *, painful: bool) -> None:
        sitting = self._sitting
        if sitting is None or sitting.side is None:
            return
        try:
            lengths = self._lengths()
            angle = self.phone.field.value()
            if sitting.method is MeasureMethod.TAPE and lengths is not None:
                sitting.add_tape(lengths, painful=painful)
            elif angle is not None:
                sitting.add_phone(angle, painful=painful)
        except MeasureError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        if angle is not None:
            self.phone.field.step_from(angle)
        self._taken()

    def _undo(self) -> None:
        if self._sitting is not None:
            self._sitting.undo()
            self._taken()

    def _taken(self) -> None:
        self._empty()
        self.changed.emit()

    def _empty(self) -> None:
        self.phone.field.set_value(None)
        self.ankle.field.set_value(None)
        self._refresh()

    def _refresh(self) -> None:
        sitting, side = self._sitting, self._side()
        if sitting is None or side is None:
            return
        made = sitting.tries(side)
        self.tries.show_tries(made)
        self.save.setText(f"Keep try {len(made) + 1}")
        self.save.setEnabled(self._is_read())
        self.undo.setVisible(sitting.has_tries)
        self._problem.hide()
        self._reading.setText(self._reading_words())

    def _reading_words(self) -> str:
        if self._sitting is None or self._sitting.method is MeasureMethod.PHONE:
            return words.READ_PHONE
        lengths = self._lengths()
        try:
            angle = None if lengths is None else tape_angle(lengths)
        except MeasureError:
            angle = None
        if angle is None:
            return "Three lengths in centimetres"
        rough = f" {words.ROUGH}" if tape_is_rough(angle) else ""
        return f"That is {angle:.0f} degrees.{rough}"
