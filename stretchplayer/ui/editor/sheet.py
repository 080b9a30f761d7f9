"""A sheet over the window with something to pick from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchplayer.ui.editor.column import TallColumn
from stretchplayer.ui.widgets.over_window import OverWindow
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.widgets.steady_scroll import SteadyScrollArea

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from stretchplayer.ui.look import Look

MARGIN = 24
INSET = 24


class Sheet(OverWindow):
    """Title, something above, and a column that scrolls. Escape and its button close it."""

    def __init__(self, look: Look, parent: QWidget, title: str, width: int) -> None:
        super().__init__(parent, title)
        self._look = look
        self.close_button: QPushButton = Button(look, "Close", "second")
        self.close_button.clicked.connect(self.reject)
        self.title = label(look, title, "heading", wrap=True)
        self.above = QVBoxLayout()
        self.above.setSpacing(10)
        inside = TallColumn()
        self.column = inside.column
        self.column.setContentsMargins(0, 0, 4, 0)
        self.column.setSpacing(8)
        self.area = SteadyScrollArea()
        self.area.setProperty("role", "inset")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.sheet = QFrame()
        self.sheet.setProperty("role", "sheet")
        self.sheet.setMaximumWidth(round(width * max(1.0, look.text_scale)))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        whole = QVBoxLayout(self.sheet)
        whole.setContentsMargins(INSET, 20, INSET - 6, 20)
        whole.setSpacing(14)
        whole.addLayout(head)
        whole.addLayout(self.above)
        whole.addWidget(self.area, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        row.addStretch(1)
        row.addWidget(self.sheet, 100)
        row.addStretch(1)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that this can be seen."""
        self.area.ensureWidgetVisible(widget, 0, MARGIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what has the focus in view."""
        if (
            event.type() is QEvent.Type.FocusIn
            and watched is not self._window
            and isinstance(watched, QWidget)
        ):
            self.reveal(watched)
        return super().eventFilter(watched, event)
