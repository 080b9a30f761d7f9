"""Chips to choose one thing of a few, or some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import ICON_GAP, with_gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stretchplayer.ui.look import Look

TICK_PX = 18


class ChipRow(QWidget):
    """Exactly one chip is on; it has a tick as well as a colour. Arrow keys go from chip to chip."""

    chosen = Signal(str)

    def __init__(self, look: Look, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are pairs of a key and its words; the first is on at the beginning."""
        super().__init__()
        self._look = look
        self._group = QButtonGroup(self)
        self.chips: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for key, words in choices:
            chip = self._chip(key, words)
            self.chips[key] = chip
            self._group.addButton(chip)
            row.addWidget(chip)
        self.choose(choices[0][0])
        look.themes.changed.connect(self._refresh)

    def choose(self, key: str) -> None:
        """Turn this chip on without telling anybody."""
        self.chips[key].setChecked(True)
        self._refresh()

    def _chip(self, key: str, words: str) -> QPushButton:
        chip = make_chip(self._look, words)
        chip.clicked.connect(lambda: self._click(key))
        return chip

    def _click(self, key: str) -> None:
        self._refresh()
        self.chosen.emit(key)

    def _refresh(self) -> None:
        show_ticks(self._look, self.chips.values(), self.devicePixelRatioF())


class ChipSet(QWidget):
    """Any number of chips may be on; they go on in the next row where one is full."""

    changed = Signal(object)  # list of the keys that are on, in the order of the chips

    def __init__(self, look: Look, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are pairs of a key and its words; `name` is read out with each."""
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.chips: dict[str, QPushButton] = {}
        flow = FlowLayout(self, gap=8)
        for key, words in choices:
            chip = make_chip(look, words)
            chip.setAccessibleName(f"{name}: {words}")
            chip.clicked.connect(self._tell)
            self.chips[key] = chip
            flow.addWidget(chip)
        look.themes.changed.connect(self._refresh)

    def value(self) -> list[str]:
        """The keys of the chips that are on."""
        return [key for key, chip in self.chips.items() if chip.isChecked()]

    def choose(self, keys: Sequence[str]) -> None:
        """Turn these on and the others off without telling anybody."""
        for key, chip in self.chips.items():
            chip.setChecked(key in keys)
        self._refresh()

    def _tell(self) -> None:
        self._refresh()
        self.changed.emit(self.value())

    def _refresh(self) -> None:
        show_ticks(self._look, self.chips.values(), self.devicePixelRatioF())


def make_chip(look: Look, words: str) -> QPushButton:
    """A chip that can be turned on."""
    chip = QPushButton(words)
    chip.setProperty("role", "chip")
    chip.setProperty("corner", 22)
    chip.setCheckable(True)
    chip.setAutoDefault(False)
    chip.setCursor(Qt.CursorShape.PointingHandCursor)
    chip.setFont(look.font("note"))
    chip.setIconSize(QSize(TICK_PX + ICON_GAP, TICK_PX))
    return chip


def show_ticks(look: Look, chips: Iterable[QPushButton], ratio: float) -> None:
    """Give a tick to each chip that is on."""
    tick = with_gap(look.pixmap("check", "tealtx", TICK_PX, ratio))
    for chip in chips:
        chip.setIcon(QIcon(tick) if chip.isChecked() else QIcon())
