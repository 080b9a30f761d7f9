"""Fields for one try: a number, three lengths, or points in a photo. All make a checked `Trial`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchplayer.core.flexibility import MeasureError, number_trial, tape_angle, tape_is_rough, tape_trial
from stretchplayer.core.history import MeasureMethod
from stretchplayer.core.raw_readings import TapeLengths
from stretchplayer.ui.widgets.number_field import BigNumber, LabelledNumber
from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.flexibility import FlexibilityTest
    from stretchplayer.core.history import OwnPicture, Trial
    from stretchplayer.ui.look import Look

ANKLE, HIP, LENGTH = "Ankle bone above the floor", "Hip bone above the floor", "Hip bone to ankle bone"
USUAL_ANKLE_CM, USUAL_HIP_CM, USUAL_LENGTH_CM = 70.0, 10.0, 80.0
ROUGH = "Up here a phone reads the angle better than a tape."


class Reading(QWidget):
    """What all fields share. `changed` after every edit, `entered` when it is to be taken."""

    changed = Signal()
    entered = Signal()
    room_wanted = Signal(bool)  # whether it could do with more width than usual

    def __init__(self, look: Look, test: FlexibilityTest, method: MeasureMethod) -> None:
        super().__init__()
        self.look = look
        self.test = test
        self.way = test.way(method)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(12)
        self._told = label(look, self.way.read, "text", wrap=True)
        self.inside.addWidget(self._told)

    def say(self, words: str) -> None:
        """What stands above the field."""
        self._told.setText(words)

    @property
    def is_read(self) -> bool:
        """Whether there is something to take."""
        raise NotImplementedError

    def trial(self, side: Side | None, *, painful: bool) -> Trial:
        """What was read; raises `MeasureError`."""
        raise NotImplementedError

    def picture(self) -> OwnPicture | None:
        """The picture to keep with it."""
        return None

    def empty(self) -> None:
        """Ready for the next try."""
        raise NotImplementedError

    def show_trial(self, trial: Trial) -> None:
        """Begin with what was read before."""
        raise NotImplementedError

    def offer(self, last: Trial) -> None:
        """Offer again what does not change from time to time."""

    def take_focus(self) -> None:
        """Put the cursor where the next number goes."""
        raise NotImplementedError


class NumberReading(Reading):
    """One number."""

    def __init__(self, look: Look, test: FlexibilityTest, method: MeasureMethod) -> None:
        super().__init__(look, test, method)
        self.number = BigNumber(look, self.way.read, test.usual, step=test.step, unit=test.unit.sign.strip())
        self.number.changed.connect(self.changed)
        self.number.entered.connect(self.entered)
        self.inside.addWidget(self.number)

    @property
    def is_read(self) -> bool:
        """See `Reading`."""
        return self.number.field.value() is not None

    def trial(self, side: Side | None, *, painful: bool) -> Trial:
        """See `Reading`."""
        value = self.number.field.value()
        if value is None:
            raise MeasureError("There is no number yet.")
        return number_trial(self.test, side, value, painful)

    def empty(self) -> None:
        """See `Reading`."""
        self.number.field.set_value(None)

    def offer(self, last: Trial) -> None:
        """See `Reading`. Stepping begins at the last try."""
        self.number.field.step_from(last.value)

    def show_trial(self, trial: Trial) -> None:
        """See `Reading`."""
        self.number.field.set_value(round(trial.value, 2))

    def take_focus(self) -> None:
        """See `Reading`."""
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)


class TapeReading(Reading):
    """Three lengths; the angle is told while they are typed."""

    def __init__(self, look: Look, test: FlexibilityTest) -> None:
        super().__init__(look, test, MeasureMethod.TAPE)
        self.length = LabelledNumber(look, LENGTH, "cm", USUAL_LENGTH_CM)
        self.hip = LabelledNumber(look, HIP, "cm", USUAL_HIP_CM)
        self.ankle = LabelledNumber(look, ANKLE, "cm", USUAL_ANKLE_CM)
        self._fields = (self.length, self.hip, self.ankle)
        for field in self._fields:
            field.changed.connect(self._follow)
            field.entered.connect(self.entered)
            self.inside.addWidget(field)

    @property
    def is_read(self) -> bool:
        """See `Reading`."""
        return self._lengths() is not None

    def trial(self, side: Side | None, *, painful: bool) -> Trial:
        """See `Reading`."""
        lengths = self._lengths()
        if lengths is None:
            raise MeasureError("Three lengths are needed.")
        return tape_trial(side, lengths, painful)

    def empty(self) -> None:
        """See `Reading`. Only the ankle's height is another each time."""
        self.ankle.field.set_value(None)

    def offer(self, last: Trial) -> None:
        """See `Reading`."""
        if last.tape is not None:
            self.hip.field.set_value(last.tape.hip_height_cm)
            self.length.field.set_value(last.tape.leg_length_cm)

    def show_trial(self, trial: Trial) -> None:
        """See `Reading`."""
        self.offer(trial)
        if trial.tape is not None:
            self.ankle.field.set_value(trial.tape.ankle_height_cm)

    def take_focus(self) -> None:
        """See `Reading`."""
        empty = next((field for field in self._fields if field.field.value() is None), self.ankle)
        empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lengths(self) -> TapeLengths | None:
        length, hip, ankle = (field.field.value() for field in self._fields)
        if ankle is None or hip is None or length is None:
            return None
        return TapeLengths(ankle_height_cm=ankle, hip_height_cm=hip, leg_length_cm=length)

    def _follow(self) -> None:
        lengths = self._lengths()
        try:
            angle = None if lengths is None else tape_angle(lengths)
        except MeasureError:
            angle = None
        if angle is None:
            self.say(self.way.read)
        else:
            self.say(f"That is {angle:.0f} degrees.{f' {ROUGH}' if tape_is_rough(angle) else ''}")
        self.changed.emit()
