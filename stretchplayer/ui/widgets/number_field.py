"""A number to type or step, empty until there is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from stretchplayer.ui.widgets.parts import label, step_while_held

if TYPE_CHECKING:
    from stretchplayer.ui.look import Look

STEP_WIDTH = 64
ICON_PX = 26
SMALL_WIDTH = 120
UNIT_GAP = 8

_NUMBER = re.compile(r"^\s*(\d{1,3}(?:[.,]\d{0,2})?)\s*\D*$")


def parse_number(text: str) -> float | None:
    """What was typed, with point or comma and with or without a unit; None when it is no number."""
    found = _NUMBER.match(text)
    return float(found[1].replace(",", ".")) if found else None


class NumberEdit(QLineEdit):
    """The field alone: Up and Down step; `value` is None while it holds no number."""

    def __init__(
        self, look: Look, name: str, first: float, style: str = "section", *, step: float = 1.0
    ) -> None:
        """`first` is where stepping begins while the field is empty, `step` how far it goes."""
        super().__init__()
        self._first = first
        self._step = step
        self.setAccessibleName(name)
        self.setFont(look.font(style))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(8)

    def value(self) -> float | None:
        """The number, or None."""
        return parse_number(self.text())

    def set_value(self, value: float | None) -> None:
        """Show a number, or nothing."""
        self.setText("" if value is None else f"{value:g}")

    def step(self, steps: int) -> None:
        """So many steps more, or less; never below zero."""
        value = self.value()
        self.set_value(self._first if value is None else max(0.0, value + steps * self._step))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_from(self, value: float) -> None:
        """Begin at this number when the field is empty."""
        self._first = value

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down step."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)


class BigNumber(QWidget):
    """Minus, a large field, plus."""

    changed = Signal()
    entered = Signal()  # Return was pressed

    def __init__(self, look: Look, name: str, first: float, *, step: float = 1.0, unit: str = "") -> None:
        """`unit` is shown in the field."""
        super().__init__()
        self._look = look
        self.field = NumberEdit(look, name, first, "display", step=step)
        self.field.setProperty("large", "true")
        self.less = self._half("minus", f"Less: {name}", -1)
        self.more = self._half("plus", f"More: {name}", 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.less)
        row.addWidget(self.field, 1)
        row.addWidget(self.more)
        self._sign = label(look, unit, "heading", "ink2")
        self._sign.setParent(self.field)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.field.textChanged.connect(self._place_sign)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.changed)
        self.field.returnPressed.connect(self.entered)
        look.themes.changed.connect(self._refresh)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the unit behind the number."""
        super().resizeEvent(event)
        self._place_sign()

    def _place_sign(self) -> None:
        """The number stands in the middle of the field, its unit right behind it."""
        self._sign.adjustSize()
        number = QFontMetrics(self.field.font()).horizontalAdvance(self.field.text())
        left = (self.field.width() + number) // 2 + UNIT_GAP
        self._sign.move(left, (self.field.height() - self._sign.height()) // 2)

    def _half(self, icon: str, name: str, by: int) -> QPushButton:
        half = QPushButton()
        half.setProperty("role", "second")
        half.setAutoDefault(False)
        step_while_held(half, icon, name)
        half.setIconSize(QSize(ICON_PX, ICON_PX))
        half.setProperty("step", "true")
        half.setFixedWidth(STEP_WIDTH)
        half.clicked.connect(lambda: self.field.step(by))
        return half

    def _refresh(self) -> None:
        for half in (self.less, self.more):
            picture = self._look.pixmap(
                half.property("icon_name"), "tealtx", ICON_PX, self.devicePixelRatioF()
            )
            half.setIcon(QIcon(picture))


class LabelledNumber(QWidget):
    """What it is, a small field, and its unit."""

    changed = Signal()
    entered = Signal()  # Return was pressed

    def __init__(self, look: Look, words: str, unit: str, first: float) -> None:
        super().__init__()
        self.field = NumberEdit(look, f"{words}, {unit}", first)
        self.field.setFixedWidth(round(SMALL_WIDTH * max(1.0, look.text_scale)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        text = label(look, words, "text", wrap=True)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        row.addWidget(text, 1)
        row.addWidget(self.field)
        row.addWidget(label(look, unit, "text", "ink2"))
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.changed)
        self.field.returnPressed.connect(self.entered)
