"""A titled card of sentences, each with what belongs to it in small letters, and a button where one helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import Button, clear, column, hairline, label

if TYPE_CHECKING:
    from stretchplayer.ui.look import Look

SIDE, ABOVE = 20, 10


class Lines(QWidget):
    """Rows between hairlines; what is in them is made anew when it changes."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look = look
        self.title = label(look, title, "section", wrap=True)
        self.title.setContentsMargins(4, 0, 0, 0)
        card = QFrame()
        card.setProperty("role", "card")
        self._rows = QVBoxLayout(card)
        self._rows.setContentsMargins(1, 1, 1, 1)
        self._rows.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.title)
        whole.addWidget(card)

    def add(
        self, sentence: str, small: str = "", button: Button | None = None, style: str = "text"
    ) -> QWidget:
        """Add a row at the end."""
        if self._rows.count():
            self._rows.addWidget(hairline())
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(SIDE, ABOVE, SIDE, ABOVE)
        inside.setSpacing(12)
        words = [label(self._look, sentence, style, wrap=True)]
        if small:
            words.append(label(self._look, small, "small", "ink2", wrap=True))
        inside.addWidget(column(*words), 1)
        if button is not None:
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._rows.addWidget(row)
        return row

    def clear(self) -> None:
        """Take all rows away."""
        clear(self._rows)


class Columns(QWidget):
    """Two columns of parts where there is room, else one."""

    def __init__(self, left: list[QWidget], right: list[QWidget], gap: int) -> None:
        super().__init__()
        self._gap = gap
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(gap)
        for parts in (left, right):
            one = QVBoxLayout()
            one.setSpacing(gap)
            for part in parts:
                one.addWidget(part)
            one.addStretch(1)
            self._beside.addLayout(one, 1)

    def arrange(self, *, narrow: bool) -> None:
        """Put them under each other, or beside."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(down if narrow else across)
