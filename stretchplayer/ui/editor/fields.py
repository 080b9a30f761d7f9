"""Steppers with their caption, and with a way back to the usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import label
from stretchplayer.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from stretchplayer.ui.look import Look

WIDTH = 164
CAPTION_HEIGHT = 44  # the button back to the usual stands beside the caption
BACK_PX = 20
AS_USUAL = "as usual"


class StepperField(QWidget):
    """A caption over a stepper. A field that is left open says so; one that is set has a button back."""

    changed = Signal(int)
    usual_wanted = Signal()
    typing = Signal(bool)  # whether something is being typed that does not hold yet

    def __init__(self, look: Look, caption: str, *, seconds: bool = True) -> None:
        super().__init__()
        self._look = look
        self.caption = label(look, caption, "small", "ink2")
        self.usual = label(look, AS_USUAL, "small", "ink2")
        self.back = QPushButton()
        self.back.setProperty("role", "quiet")
        self.back.setFixedSize(CAPTION_HEIGHT, CAPTION_HEIGHT)
        self.back.setIconSize(QSize(BACK_PX, BACK_PX))
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self._go_back)
        words = None if seconds else str
        self.stepper = Stepper(look, caption, 0, (0, 1), seconds=seconds, words=words)
        self.stepper.setFixedWidth(round(WIDTH * max(1.0, look.text_scale)))
        self.stepper.changed.connect(self.changed)
        self.stepper.field.lineEdit().textEdited.connect(lambda _: self.typing.emit(True))
        self.stepper.field.editingFinished.connect(lambda: self.typing.emit(False))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.caption, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.back)
        holder = QWidget()
        holder.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        holder.setFixedHeight(CAPTION_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder)
        column.addWidget(self.stepper)
        self.setFixedWidth(self.stepper.width())
        look.themes.changed.connect(self._refresh)
        self._refresh()

    def show_value(
        self,
        caption: str,
        of: str,
        value: int,
        limits: tuple[float, float],
        usual: str | None,
        *,
        set_here: bool,
    ) -> None:
        """Show a number. `of` is what it belongs to; `usual` is what it would be when left open."""
        self.caption.setText(caption)
        name = f"{caption}, {of}"
        field = self.stepper.field
        field.setAccessibleName(name)
        self.stepper.less.setAccessibleName(f"Less: {name}")
        self.stepper.more.setAccessibleName(f"More: {name}")
        self.stepper.set_limits((round(limits[0]), round(limits[1])))
        self.stepper.set_value(value)
        self.usual.setVisible(not set_here and usual is not None)
        self.back.setVisible(set_here and usual is not None)
        if usual is not None:
            self.back.setToolTip(f"Back to the usual, {usual}")
            self.back.setAccessibleName(f"{caption}: back to the usual, {usual}")

    def set_width(self, width: int) -> None:
        """Take this width, but no less than its words need."""
        wide = max(width, round(WIDTH * max(1.0, self._look.text_scale)))
        self.stepper.setFixedWidth(wide)
        self.setFixedWidth(wide)

    def finish(self) -> None:
        """Take what is being typed as if Enter had been pressed."""
        self.stepper.field.interpretText()

    def _go_back(self) -> None:
        self.usual_wanted.emit()
        if not self.back.isVisible():
            self.stepper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        icon = self._look.pixmap("arrow-counter-clockwise", "tealtx", BACK_PX, self.devicePixelRatioF())
        self.back.setIcon(QIcon(icon))
