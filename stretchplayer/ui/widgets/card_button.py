"""A card that can be pressed: a picture with words under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from stretchplayer.ui.look import Look

FOOT = 6


class CardButton(QPushButton):
    """As large as what is on it; `lines` are texts with their style and ink."""

    def __init__(
        self,
        look: Look,
        name: str,
        picture: QWidget,
        lines: Sequence[tuple[str, str, str]],
        *,
        inset: int = 0,
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setProperty("corner", 16)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(inset, inset, inset, FOOT)
        column.setSpacing(2)
        column.addWidget(picture)
        column.addSpacing(FOOT)
        self.words = [label(look, text, style, ink, wrap=True) for text, style, ink in lines]
        for words in self.words:
            words.setFixedWidth(picture.width())
            column.addWidget(words)
        column.addStretch(1)

    def sizeHint(self) -> QSize:
        """As large as its parts need."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()
