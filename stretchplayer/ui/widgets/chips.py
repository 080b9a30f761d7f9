"""Chips to choose one thing of a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        chip = QPushButton(words)
        chip.setProperty("role", "chip")
        chip.setProperty("corner", 22)
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.setFont(self._look.font("note"))
        chip.setIconSize(QSize(TICK_PX, TICK_PX))
        chip.clicked.connect(lambda: self._click(key))
        return chip

    def _click(self, key: str) -> None:
        self._refresh()
        self.chosen.emit(key)

    def _refresh(self) -> None:
        for chip in self.chips.values():
            tick = self._look.pixmap("check", "tealtx", TICK_PX, self.devicePixelRatioF())
            chip.setIcon(QIcon(tick) if chip.isChecked() else QIcon())
