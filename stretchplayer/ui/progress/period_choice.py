"""How many weeks are shown, and which: chips for the length, arrows to those before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stretchplayer.ui.progress.trend_words import period_words
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.chips import ChipRow
from stretchplayer.ui.widgets.parts import Button, label

if TYPE_CHECKING:
    from datetime import date

    from stretchplayer.app.progress_service import ProgressService
    from stretchplayer.core.progress.period import Period
    from stretchplayer.ui.look import Look

RANGES: dict[str, tuple[str, int | None]] = {
    "4": ("4 weeks", 4),
    "12": ("12 weeks", 12),
    "year": ("Year", 52),
    "all": ("All", None),
}
FIRST_RANGE = "12"
ARROW_PX, BORDER_PX = 44, 2
GAP = 6


class PeriodChoice(QWidget):
    """The arrows with the weeks between them; `ranges` are the chips, to be placed elsewhere.

    Alt+Left and Alt+Right do what the arrows do, wherever in the page the focus is.
    """

    changed = Signal()

    def __init__(self, look: Look, progress: ProgressService, page: QWidget) -> None:
        """`page` is where the keys work."""
        super().__init__()
        self._progress = progress
        self._last: date | None = None  # None: up to today, also tomorrow
        self.key = FIRST_RANGE
        self.ranges = ChipRow(look, [(key, words) for key, (words, _) in RANGES.items()])
        self.ranges.choose(FIRST_RANGE)
        self.ranges.chosen.connect(self.choose)
        self.weeks = label(look, "", "item")
        self.weeks.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.before = self._arrow(look, "caret-left", "Earlier weeks", "Alt+Left", page)
        self.after = self._arrow(look, "caret-right", "Later weeks", "Alt+Right", page)
        self.before.clicked.connect(self._go_back)
        self.after.clicked.connect(self._go_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for part in (self.before, self.weeks, self.after):
            row.addWidget(part)

    @property
    def period(self) -> Period:
        """The weeks that are chosen, as of today."""
        return self._progress.period(RANGES[self.key][1], self._last)

    def choose(self, key: str) -> None:
        """Show this many weeks: a key of `RANGES`. The last week stays where there are later ones."""
        self.key = key
        self.ranges.choose(key)
        if RANGES[key][1] is None:
            self._last = None
        self._tell()

    def refresh(self) -> Period:
        """Say which weeks are chosen, and which way one can go from them."""
        period = self.period
        self.weeks.setText(period_words(period))
        self.before.setEnabled(period.has_earlier)
        self.after.setEnabled(period.has_later)
        return period

    def _go_back(self) -> None:
        self._last = self.period.earlier
        self._tell()

    def _go_on(self) -> None:
        self._last = self.period.later
        self._tell()

    def _tell(self) -> None:
        period = self.period
        self._last = period.last if period.has_later else None
        announce(self, period_words(period))
        self.changed.emit()

    def _arrow(self, look: Look, icon: str, words: str, keys: str, page: QWidget) -> Button:
        button = Button(look, "", "second", icon=icon)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({shown})")
        button.setProperty("bare", "true")
        button.setFixedSize(ARROW_PX + BORDER_PX, ARROW_PX + BORDER_PX)
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)
        return button
