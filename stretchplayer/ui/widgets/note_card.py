"""A note with what can be done about it: buttons beside the words, or under them where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, Icon, label, restyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from stretchplayer.ui.look import Look

WORDS_WIDTH = 300  # the least for the words beside the buttons
GAP = 14
BESIDE_MARGINS, UNDER_MARGINS = (18, 6, 12, 6), (18, 12, 12, 8)
INKS = {"easeoff": "amber", "stop": "red"}


class NoteCard(QFrame):
    """Like a banner, for more than one button or larger text."""

    def __init__(self, look: Look, words: str, role: str = "note", icon: str = "info-fill") -> None:
        super().__init__()
        self._look = look
        self._words_width = round(WORDS_WIDTH * max(1.0, look.text_scale))
        self.setProperty("role", role)
        self.words = label(look, words, "text", wrap=True)
        self.buttons: list[Button] = []
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=8, row_gap=0)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(GAP)
        self._body.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._body.addWidget(self._holder, 0, Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(*BESIDE_MARGINS)
        row.setSpacing(GAP)
        self._icon = Icon(look, icon, INKS.get(role, "tealtx"))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._body, 1)
        self._row = row

    def add(
        self, text: str, pressed: Callable[[], object], role: str = "quiet", *, name: str | None = None
    ) -> Button:
        """Put a button at the end; `name` says in full what it does, for those who do not see the card."""
        button = Button(self._look, text, role)
        if name is not None:
            button.setAccessibleName(name)
        button.setAccessibleDescription(self.words.text())
        button.clicked.connect(lambda _checked: pressed())
        self.buttons.append(button)
        self._flow.addWidget(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the form for this width."""
        super().resizeEvent(event)
        margins = self._row.contentsMargins()
        room = event.size().width() - margins.left() - margins.right() - self._icon.width() - 2 * GAP
        beside = room >= self._words_width + self._flow.sizeHint().width()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wanted = across if beside else down
        if wanted is not self._body.direction():
            self._body.setDirection(wanted)
            self._fit(beside=beside)

    def _fit(self, *, beside: bool) -> None:
        self._row.setContentsMargins(*(BESIDE_MARGINS if beside else UNDER_MARGINS))
        self._body.setSpacing(GAP if beside else 4)
        centred, top = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
        self._row.setAlignment(self._icon, centred if beside else top)
        for part in (self.words, self._holder):
            # Under the words, the buttons wrap: they need the whole width for that.
            self._body.setAlignment(part, centred if beside else Qt.AlignmentFlag(0))
        if self.buttons and self.buttons[0].property("role") == "quiet":
            self.buttons[0].setProperty("flush", not beside)  # in line with the words
            restyle(self.buttons[0])
