"""Steps with a picture each: side by side where there is room, else under each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.ui.stretches.detail_parts import StepNumber
from stretchplayer.ui.widgets.parts import label
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

PICTURE, SMALL_PICTURE = QSize(186, 128), QSize(176, 112)
GAP, ROW_GAP = 14, 12


class PicturedSteps(QWidget):
    """The steps of a way from one level to another, each with its still."""

    def __init__(self, look: Look, pictures: Pictures, stretch: Stretch) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self.stretch = stretch
        self.words: list[QLabel] = []
        self.pictures: list[Thumbnail] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(ROW_GAP)
        self._across: bool | None = None
        self._parts: list[QWidget] = []

    def arrange(self, *, across: bool) -> None:
        """Put the steps side by side, or under each other."""
        if across is self._across:
            return
        self._across = across
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.words, self.pictures, self._parts = [], [], []
        steps = zip(self.stretch.steps, self.stretch.stills, strict=True)
        for place, (words, still) in enumerate(steps):
            part = self._card(place + 1, words, still) if across else self._row(place + 1, words, still)
            self._parts.append(part)
            self._grid.addWidget(part, 0 if across else place, place if across else 0)
        for place in range(len(self._parts)):
            self._grid.setColumnStretch(place, 1 if across or place == 0 else 0)

    def _pieces(self, number: int, words: str, still: str, size: QSize) -> tuple[Thumbnail, StepNumber]:
        picture = Thumbnail(self._look, self._pictures, still, None, size * max(1.0, self._look.text_scale))
        picture.setAccessibleName(f"Picture of step {number}: {words}")
        shown = label(self._look, words, "text", wrap=True)
        self.pictures.append(picture)
        self.words.append(shown)
        return picture, StepNumber(self._look, number)

    def _card(self, number: int, words: str, still: str) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 10, 10, 14)
        column.setSpacing(10)
        picture, badge = self._pieces(number, words, still, PICTURE)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words[-1], 1)
        column.addLayout(row)
        column.addStretch(1)
        return card

    def _row(self, number: int, words: str, still: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        picture, badge = self._pieces(number, words, still, SMALL_PICTURE)
        row.addWidget(picture)
        row.addWidget(badge)
        row.addWidget(self.words[-1], 1)
        return holder
