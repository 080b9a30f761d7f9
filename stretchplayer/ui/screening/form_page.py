"""The ground of each step: one column of at most 900, and at its foot the way on and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from stretchplayer.ui.screening import words
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.widgets.scroll_page import MARGIN, NARROW_MARGIN, ScrollPage
from stretchplayer.ui.widgets.steady_scroll import BAR_WIDTH

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel

    from stretchplayer.ui.look import Look

LIST_WIDTH = 900
TOP, SMALL_TOP, BOTTOM = 42, 24, 32
ROOM = 72  # kept around what has the focus when it is scrolled to
BELOW = 24


class FormPage(ScrollPage):
    """`body` of a page is put between its heading and its foot."""

    back_wanted = Signal()
    on_wanted = Signal()

    def __init__(self, look: Look, title: str, note: str) -> None:
        super().__init__(look)
        self._is_folded = False
        self.setAccessibleName(title)  # read out where the page itself has the focus
        self.title = label(look, title, "title-small", wrap=True)
        self.note = label(look, note, "body", "ink2", wrap=True)
        self.column.addWidget(self.title)
        self.column.addSpacing(4)
        self.column.addWidget(self.note)
        self.column.addSpacing(20)

    def put_foot(self, go_on: str, back: str, progress: str = "") -> None:
        """What stands under the body: how far one is, back, on; in small windows what the column says."""
        look = self._look
        self.column.addSpacing(BELOW)
        self.progress: QLabel = label(look, progress, "note", "ink2", wrap=True)
        self.back = Button(look, back, "quiet")
        self.go_on = Button(look, go_on, "primary")
        self.go_on.setProperty("scale", "go-on")
        self.back.clicked.connect(self.back_wanted)
        self.go_on.clicked.connect(self.on_wanted)
        self.column.addWidget(self._foot())
        self.form_changed.connect(self._arrange_foot)
        self._folded = label(look, f"{words.NOT_KEPT} {words.NOT_A_DEVICE}", "note", "ink2", wrap=True)
        self.column.addSpacing(16)
        self.column.addWidget(self._folded)
        self.column.addStretch(1)

    def set_folded(self, *, folded: bool) -> None:
        """Say here what the column at the left says, where there is none."""
        self._folded.setVisible(folded)
        if folded != self._is_folded:
            self._is_folded = folded
            self._fit_margins()

    def begin(self) -> None:
        """Put the focus where one goes on."""
        self.verticalScrollBar().setValue(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  (as Qt names it)
        """Bring into view what Tab goes to."""
        moved = super().focusNextPrevChild(next)
        self.keep_in_view()
        return moved

    def keep_in_view(self) -> None:
        """Scroll to what has the focus."""
        focused = self.window().focusWidget()
        page = self.widget()
        if focused is not None and page is not None and page.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, ROOM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A list is easier to read when it is not too wide."""
        super().resizeEvent(event)
        self._fit_margins()

    def _arrange_foot(self) -> None:
        """Large words in a small window stand one under the other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.foot.setDirection(down if self.tight else across)

    def _fit_margins(self) -> None:
        widest = round(LIST_WIDTH * max(1.0, self._look.text_scale))
        side = max(NARROW_MARGIN if self._is_folded else MARGIN, (self.width() - widest) // 2)
        top = SMALL_TOP if self._is_folded else TOP
        self.column.setContentsMargins(side, top, side - BAR_WIDTH, BOTTOM)

    def _foot(self) -> QWidget:
        holder = QWidget()
        row = self.foot = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.progress, 1)
        row.addWidget(self.back)
        row.addWidget(self.go_on)
        return holder
