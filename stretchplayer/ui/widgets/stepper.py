"""A number one can step, turn with the wheel, or type: "45", "45 s", "1:30"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QSpinBox, QToolButton, QWidget

from stretchplayer.ui.widgets.parts import step_while_held

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from stretchplayer.ui.look import Look

WIDTH = 152
HEIGHT = 44
HALF_WIDTH = 44
FIELD_HEIGHT = 36
REST_LINE = 1.5
HOURS_A_DAY = 24
FIELD_ROOM = 12  # beside the words, for the cursor
SAMPLES = 60  # numbers whose words are measured
ICON_PX = 18

_CLOCK = re.compile(r"^\s*(\d{1,3})\s*:\s*([0-5]?\d)\s*$")
_HOURS = re.compile(r"^\s*(\d{1,2})\s*h\s*(?:([0-5]?\d)\s*(?:min)?)?\s*$")
_TIME = re.compile(r"^\s*(\d{1,2})\s*(?:[:.h]?\s*([0-5]\d))?\s*$")
_PLAIN = re.compile(r"^\s*(\d{1,5})\s*\D*$")


def parse(text: str) -> int | None:
    """The number that was typed; minutes and seconds as "1:30" give seconds. None when it is none."""
    clock = _CLOCK.match(text)
    if clock:
        return int(clock[1]) * 60 + int(clock[2])
    plain = _PLAIN.match(text)
    return int(plain[1]) if plain else None


def parse_time_of_day(text: str) -> int | None:
    """Minutes after midnight of what was typed: "19:45", "1945", or the hour alone. None when it is none."""
    found = _TIME.match(text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour * 60 + minute if hour < HOURS_A_DAY else None


def as_seconds(value: int) -> str:
    """Seconds in words short enough for a stepper."""
    if value >= 60:
        minutes, seconds = divmod(value, 60)
        return f"{minutes} min" if not seconds else f"{minutes}:{seconds:02d}"
    return f"{value} s"


def as_times(value: int) -> str:
    """How often."""
    return f"× {value}"


class _Field(QSpinBox):
    """The middle of a stepper: shows the unit, reads what is typed, leaves the wheel to the page."""

    def __init__(
        self,
        words: Callable[[int], str],
        read: Callable[[str], int | None] | None,
        *,
        clock: bool,
        step: int,
    ) -> None:
        super().__init__()
        self._words = words
        self._read_as = read
        self._clock = clock  # these are seconds: a number before "min" means minutes
        self.setSingleStep(step)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrame(False)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Not styled itself: a styled spin box without buttons leaves its text no room.
        self.setMinimumHeight(FIELD_HEIGHT)

    def textFromValue(self, value: int) -> str:
        return self._words(value)

    def valueFromText(self, text: str) -> int:
        if text == self.textFromValue(self.value()):
            return self.value()  # its own words need not be understood
        value = self._read(text)
        if value is None:
            return self.value()
        return max(self.minimum(), min(self.maximum(), value))

    def _read(self, text: str) -> int | None:
        if self._read_as is not None:
            return self._read_as(text)
        hours = None if self._clock else _HOURS.match(text)
        if hours:
            return int(hours[1]) * 60 + int(hours[2] or 0)
        value = parse(text.replace("×", ""))
        if value is not None and self._clock and text.strip().endswith("min"):
            value *= 60
        return value

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        value = self._read(text)
        state = QValidator.State.Intermediate if value is None else QValidator.State.Acceptable
        return state, text, pos

    def fixup(self, text: str) -> str:
        return self.textFromValue(self.valueFromText(text))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Stepper(QWidget):
    """Minus, a number, plus. Emits `changed` with the new value when the user changes it."""

    changed = Signal(int)

    def __init__(
        self,
        look: Look,
        name: str,
        value: int,
        limits: tuple[int, int],
        *,
        seconds: bool = True,
        words: Callable[[int], str] | None = None,
        read: Callable[[str], int | None] | None = None,
        step: int = 1,
        width: int = WIDTH,
        at_limits: tuple[str, str] | None = None,
    ) -> None:
        """`name` is read out with the value, for instance "Hold, Knee to chest".

        `words` says a value, where it is neither seconds nor a number of times; `read` understands what is
        typed, where that is no plain number. `step` is what one press changes, typing is exact. It is as
        wide as `width` unless its longest words need more. `at_limits` says why it goes no lower and no
        higher, where there is more to say than the limits.
        """
        super().__init__()
        self._look = look
        self._step_by = step
        self._width = width
        self._at_limits = at_limits
        self._words = words or (as_seconds if seconds else as_times)
        self.field = _Field(self._words, read, clock=words is None and seconds, step=step)
        self.field.setRange(*limits)
        self.field.setValue(value)
        self.field.setFont(look.font("section"))
        self.field.setAccessibleName(name)
        self.less = self._half("minus", f"Less: {name}")
        self.more = self._half("plus", f"More: {name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.less)
        row.addWidget(self.field, 1)
        row.addWidget(self.more)
        self.setFocusProxy(self.field)
        self.setProperty("own_focus", True)
        self.less.clicked.connect(lambda: self._step(-1))
        self.more.clicked.connect(lambda: self._step(1))
        self.field.valueChanged.connect(self._tell)
        self.field.installEventFilter(self)
        look.themes.changed.connect(self._refresh)
        self._fit()
        self._refresh()

    def value(self) -> int:
        """The number as it stands."""
        return self.field.value()

    def set_value(self, value: int) -> None:
        """Show another number without telling anybody."""
        blocked = self.field.blockSignals(True)
        self.field.setValue(value)
        self.field.blockSignals(blocked)
        self._refresh()

    def set_limits(self, limits: tuple[int, int]) -> None:
        """Allow other numbers without telling anybody; the number is brought inside them."""
        blocked = self.field.blockSignals(True)
        self.field.setRange(*limits)
        self.field.blockSignals(blocked)
        self._fit()
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the frame anew when the number gets or loses the focus."""
        if watched is self.field and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
            if event.type() is QEvent.Type.FocusIn:
                QTimer.singleShot(0, self.field.selectAll)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.field.hasFocus()
        pen = QPen(
            self._look.color("teal" if focused else "keyln"),
            self._look.themes.theme.focus_px if focused else 1.5,
        )
        painter.setPen(pen)
        painter.setBrush(self._look.color("raise"))
        inset = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 12, 12)

    def _half(self, icon: str, name: str) -> QToolButton:
        half = QToolButton()
        half.setFixedSize(HALF_WIDTH, HEIGHT)
        step_while_held(half, icon, name)
        half.setStyleSheet("QToolButton { border: none; background: transparent; }")
        return half

    def _fit(self) -> None:
        """Be wide enough for every number inside the limits; never narrower than it has been."""
        low, high = self.field.minimum(), self.field.maximum()
        values = {*range(low, high, max(1, (high - low) // SAMPLES)), high}
        metrics = self.field.fontMetrics()
        longest = max(metrics.horizontalAdvance(self._words(value)) for value in values)
        wide = max(self._width, self.minimumWidth(), 2 * HALF_WIDTH + longest + FIELD_ROOM)
        self.setFixedSize(wide, HEIGHT)

    def _step(self, by: int) -> None:
        self.field.interpretText()
        self.field.setValue(self.field.value() + by * self._step_by)

    def _tell(self, value: int) -> None:
        self._refresh()
        self.changed.emit(value)

    def _refresh(self) -> None:
        low, high = self.field.minimum(), self.field.maximum()
        at_limit = {self.less: self.field.value() <= low, self.more: self.field.value() >= high}
        limits = f"The limits are {self._words(low)} and {self._words(high)}."
        for half, stuck in at_limit.items():
            role = "ink3" if stuck else "tealtx"
            half.setIcon(
                self._look.icons.icon(
                    half.property("icon_name"), self._look.color(role), ICON_PX, self.devicePixelRatioF()
                )
            )
            why = limits if self._at_limits is None else self._at_limits[half is self.more]
            half.setToolTip(why if stuck else "")
        ink: QColor = self._look.color("ink")
        palette = self.field.palette()
        palette.setColor(palette.ColorRole.Text, ink)
        self.field.setPalette(palette)
        self.update()
