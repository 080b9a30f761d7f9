"""What scrolls, as high as its words really are."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget


class TallColumn(QWidget):
    """A column for a scroll area.

    A layout's least height is that of its words in the narrowest room, so a page would scroll over nothing.
    The height that goes with the width is what counts.
    """

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def minimumSizeHint(self) -> QSize:
        """As wide as its parts need; how high is asked for by width."""
        return QSize(self.column.minimumSize().width(), 0)
