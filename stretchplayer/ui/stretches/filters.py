"""Chips over the library: one position or all, and what is not wanted for now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from stretchplayer.core.catalogue import Posture
from stretchplayer.core.concerns import Concern
from stretchplayer.core.suitability import concerns_of
from stretchplayer.ui.widgets.chips import make_chip, show_ticks
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import hairline

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.ui.look import Look

ALL = "all"
GAP = 10
CHIP_HEIGHT = 44
POSITIONS = {
    "lying": ("Lying", frozenset({Posture.LYING_BACK, Posture.LYING_SIDE, Posture.LYING_FRONT})),
    "knees": ("Hands and knees", frozenset({Posture.HANDS_AND_KNEES, Posture.HALF_KNEELING})),
    "sitting": ("Sitting", frozenset({Posture.SITTING})),
    "standing": ("Standing", frozenset({Posture.STANDING})),
}
NOT_WANTED = {Concern.KNEELING: "No kneeling", Concern.BENDING: "No bending forward"}


class Filters(QWidget):
    """Tells of each change; `keeps` says whether a stretch comes through."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)  # arrow keys go from one position to the next
        flow = self._flow = FlowLayout(self, gap=GAP)
        for key, words in ((ALL, "All"), *((key, words) for key, (words, _) in POSITIONS.items())):
            chip = self._add(flow, key, words)
            chip.setAccessibleName(f"Position: {words}")
            self._group.addButton(chip)
        self._line = hairline(upright=True)
        self._line.setFixedSize(1, CHIP_HEIGHT)
        flow.addWidget(self._line)
        for concern, words in NOT_WANTED.items():
            self._add(flow, concern, words)
        look.themes.changed.connect(self._refresh)
        self.reset()

    @property
    def any(self) -> bool:
        """Whether there is anything that does not come through."""
        return not self.chips[ALL].isChecked() or any(self.chips[key].isChecked() for key in NOT_WANTED)

    def reset(self) -> None:
        """Let everything through, without telling anybody."""
        self.chips[ALL].setChecked(True)
        for key in NOT_WANTED:
            self.chips[key].setChecked(False)
        self._refresh()

    def add(self, widget: QWidget) -> None:
        """Have something else after the chips."""
        self._flow.addWidget(widget)

    def remove(self, widget: QWidget) -> None:
        """Have it no longer."""
        self._flow.removeWidget(widget)

    def set_narrow(self, *, narrow: bool) -> None:
        """Do without the line between the chips where they take more than one row."""
        self._line.setVisible(not narrow)

    def show_count(self, count: int) -> None:
        """How many there are without any filter."""
        self.chips[ALL].setText(f"All {count}")

    def keeps(self, stretch: Stretch) -> bool:
        """Whether it comes through all that is on."""
        position = next(key for key in (ALL, *POSITIONS) if self.chips[key].isChecked())
        if position != ALL and stretch.posture not in POSITIONS[position][1]:
            return False
        unwanted = {concern for concern in NOT_WANTED if self.chips[concern].isChecked()}
        return unwanted.isdisjoint(concerns_of(stretch))

    def _add(self, flow: FlowLayout, key: str, words: str) -> QPushButton:
        chip = make_chip(self._look, words)
        chip.clicked.connect(self._tell)
        self.chips[key] = chip
        flow.addWidget(chip)
        return chip

    def _tell(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        show_ticks(self._look, self.chips.values(), self.devicePixelRatioF())
