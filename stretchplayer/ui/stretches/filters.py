"""Chips over the library: one position or all, what is not wanted for now, and more for those who look on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from stretchplayer.ui.stretches.filter_rules import (
    AREAS,
    DIRECTIONS,
    FIRST_LEFT_OUT,
    MORE_LEFT_OUT,
    POSITIONS,
    Wanted,
)
from stretchplayer.ui.widgets.chips import make_chip, show_ticks
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, hairline, label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.ui.look import Look

ALL = "all"
GAP = 10
CHIP_HEIGHT = 44
INSET = 18


class Filters(QWidget):
    """Tells of each change; `keeps` says whether a stretch comes through."""

    changed = Signal()
    resized = Signal()  # the part with more was opened or closed

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)  # arrow keys go from one position to the next
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._flow = FlowLayout(gap=GAP)
        column.addLayout(self._flow)
        for key, words in ((ALL, "All"), *((key, words) for key, (words, _) in POSITIONS.items())):
            self._group.addButton(self._add(self._flow, "Position", key, words))
        self._line = hairline(upright=True)
        self._line.setFixedSize(1, CHIP_HEIGHT)
        self._flow.addWidget(self._line)
        for concern, words in FIRST_LEFT_OUT.items():
            self._add(self._flow, "", concern, words)
        self.more = Button(look, "", "quiet", icon="caret-down")
        self.more.clicked.connect(self._toggle_more)
        self._flow.addWidget(self.more)
        self.panel = self._make_panel()
        self.panel.hide()
        column.addWidget(self.panel)
        look.themes.changed.connect(self._refresh)
        self.reset()

    @property
    def wanted(self) -> Wanted:
        """What is on."""
        position = next(key for key in (ALL, *POSITIONS) if self.chips[key].isChecked())
        return Wanted(
            "" if position == ALL else position,
            frozenset(one for one in DIRECTIONS if self.chips[one].isChecked()),
            frozenset(area for area in AREAS if self.chips[area].isChecked()),
            frozenset(one for one in (*FIRST_LEFT_OUT, *MORE_LEFT_OUT) if self.chips[one].isChecked()),
        )

    @property
    def any(self) -> bool:
        """Whether there is anything that does not come through."""
        return bool(self.wanted)

    def reset(self) -> None:
        """Let everything through, without telling anybody."""
        for key, chip in self.chips.items():
            chip.setChecked(key == ALL)
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
        return self.wanted.lets_through(stretch)

    # ---- the part with more ------------------------------------------------------------------

    def _make_panel(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("role", "card")
        column = QVBoxLayout(panel)
        column.setContentsMargins(INSET, 14, INSET, INSET)
        column.setSpacing(8)
        areas = [(area, words) for area, (words, _) in AREAS.items()]
        self._add_group(column, "How the back bends", "Bends", DIRECTIONS.items())
        self._add_group(column, "Where you may feel it", "Body", areas)
        self._add_group(column, "Leave out what may not suit", "Leave out for", MORE_LEFT_OUT.items())
        return panel

    def _add_group(
        self, column: QVBoxLayout, title: str, read_out: str, choices: Iterable[tuple[str, str]]
    ) -> None:
        if column.count():
            column.addSpacing(6)
        column.addWidget(label(self._look, title, "small-strong", "ink2"))
        flow = FlowLayout(gap=8)
        for key, words in choices:
            self._add(flow, read_out, key, words)
        column.addLayout(flow)

    def _toggle_more(self) -> None:
        self.panel.setVisible(self.panel.isHidden())
        self._refresh()
        self.resized.emit()
        if self.panel.isVisible():
            self.chips[next(iter(DIRECTIONS))].setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- chips -------------------------------------------------------------------------------

    def _add(self, flow: FlowLayout, read_out: str, key: str, words: str) -> QPushButton:
        chip = make_chip(self._look, words)
        if read_out:
            chip.setAccessibleName(f"{read_out}: {words}")
        chip.clicked.connect(self._tell)
        self.chips[key] = chip
        flow.addWidget(chip)
        return chip

    def _tell(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        show_ticks(self._look, self.chips.values(), self.devicePixelRatioF())
        on, is_open = self.wanted.more(), not self.panel.isHidden()
        self.more.setText(f"More, {on} on" if on else "More")
        words = "Fewer filters" if is_open else "More filters"
        self.more.setAccessibleName(f"{words}, {on} on" if on else words)
        self.more.set_icon("caret-up" if is_open else "caret-down")
