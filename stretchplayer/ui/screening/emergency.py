"""Get help now: one page over everything, read first and pressed later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from stretchplayer.ui.screening import words
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.parts import Button, Icon, label, restyle
from stretchplayer.ui.widgets.scroll_page import MARGIN, NARROW_MARGIN, ScrollPage

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from stretchplayer.app.services import SettingsService
    from stretchplayer.ui.look import Look

ICON_PX = 64
WIDTH = 820


class EmergencyPage(ScrollPage):
    """No button has the focus at first, so that the key that led here cannot lead away."""

    mistaken = Signal()
    closed = Signal()

    def __init__(self, look: Look, settings: SettingsService) -> None:
        super().__init__(look, top=64, bottom=32)
        self._settings = settings
        self.setProperty("role", "emergency")
        page = self.widget()
        assert page is not None
        restyle(page)
        self.setAccessibleName(f"{words.DO_NOT_STRETCH}. {words.GET_HELP}")
        self._number = label(look, "", "display-small", wrap=True)
        self.mistake = Button(look, words.BY_MISTAKE, "second")
        self.close_page = Button(look, words.CLOSE, "danger")
        for button in (self.mistake, self.close_page):
            button.setProperty("scale", "go-on")
        self.mistake.clicked.connect(self.mistaken)
        self.close_page.clicked.connect(self.closed)
        self._lay_out()

    def begin(self) -> None:
        """Say it, with the number as it is now."""
        number = self._settings.preferences.emergency_number
        self._number.setText(words.your_number(number))
        self._number_box.setVisible(bool(number))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        said = (f"{words.DO_NOT_STRETCH}.", words.GET_HELP, words.your_number(number) if number else "")
        announce(self, " ".join(part for part in (*said, words.LOOKED_AT_TODAY) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words in the middle, as wide as can be read at once."""
        super().resizeEvent(event)
        widest = round(WIDTH * max(1.0, self._look.text_scale))
        least = NARROW_MARGIN if self.narrow else MARGIN
        side = max(least, (self.viewport().width() - widest) // 2)
        margins = self.column.contentsMargins()
        self.column.setContentsMargins(side, margins.top(), side, margins.bottom())

    def _lay_out(self) -> None:
        look, column = self._look, self.column
        column.addStretch(1)
        column.addWidget(Icon(look, "warning-octagon-fill", "red", ICON_PX))
        column.addSpacing(16)
        column.addWidget(label(look, f"{words.DO_NOT_STRETCH}.", "display", "red", wrap=True))
        column.addSpacing(8)
        column.addWidget(label(look, words.GET_HELP, "title", wrap=True))
        column.addSpacing(20)
        self._number_box = QFrame()
        self._number_box.setProperty("role", "number")
        inside = QHBoxLayout(self._number_box)
        inside.setContentsMargins(24, 14, 24, 14)
        inside.addWidget(self._number)
        column.addWidget(self._number_box)
        column.addSpacing(20)
        column.addWidget(label(look, words.LOOKED_AT_TODAY, "heading", wrap=True))
        column.addSpacing(32)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.close_page)
        row.addWidget(self.mistake)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
