"""A field for a date, written as one reads it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from stretchplayer.core.dates import MONTHS, short_day

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from stretchplayer.ui.look import Look

WIDTH = 150
DAYS_OF_KEYS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 7,
    Qt.Key.Key_PageDown: -7,
}
_WRITTEN = re.compile(r"\s*(\d{1,2})\.?\s+([a-z]{3,9})\.?\s+(\d{4})\s*", re.IGNORECASE)
_IN_FIGURES = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")


def parse_day(text: str) -> date | None:
    """A date written as "31 Aug 2026" or 2026-08-31; None when it is none."""
    written, figures = _WRITTEN.fullmatch(text), _IN_FIGURES.fullmatch(text)
    if written is not None:
        begins = [name.casefold().startswith(written[2].casefold()) for name in MONTHS]
        if not any(begins):
            return None
        year, month, day = int(written[3]), begins.index(True) + 1, int(written[1])
    elif figures is not None:
        year, month, day = int(figures[1]), int(figures[2]), int(figures[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DayField(QLineEdit):
    """Up and Down go a day on and back, Page Up and Page Down a week."""

    def __init__(self, look: Look, name: str, latest: date) -> None:
        """Stepping ends at `latest`."""
        super().__init__()
        self._latest = latest
        self.setAccessibleName(name)
        self.setAccessibleDescription("Day, month and year, for instance 31 Aug 2026")
        self.setFont(look.font("text"))
        self.setFixedWidth(round(WIDTH * max(1.0, look.text_scale)))
        self.setMaxLength(24)

    def value(self) -> date | None:
        """The date, or None while there is none."""
        return parse_day(self.text())

    def set_value(self, day: date) -> None:
        """Show a date."""
        self.setText(short_day(day, year=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days = DAYS_OF_KEYS.get(Qt.Key(event.key()))
        day = self.value()
        if days is None:
            super().keyPressEvent(event)
        elif day is not None:
            self.set_value(min(self._latest, day + timedelta(days=days)))
