"""A group of settings: a title, and a card of rows between hairlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import column, hairline, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from stretchplayer.ui.look import Look

ROW_HEIGHT = 64
SIDE = 20
GAP = 12
WORDS_WIDTH = 150  # the least for the words beside a control


class GroupRow(QFrame):
    """Words at the left, the control at the right; under the words where there is no room."""

    def __init__(self, look: Look, name: str, note: str, control: QWidget, *, below: bool = False) -> None:
        super().__init__()
        self.name, self.note = name, note
        self.widget = control  # what is set
        self.found_by = f"{name} {note}".casefold()  # what it can be found by
        self.line = hairline()
        self._control = control
        self._below = below  # always under the words
        self._tight = False
        self._words_width = round(WORDS_WIDTH * max(1.0, look.text_scale))
        words = column(label(look, name, "section", wrap=True))
        if note:
            layout = words.layout()
            assert layout is not None
            self._note = label(look, note, "small", "ink2", wrap=True)
            layout.addWidget(self._note)
        body = QWidget()
        body.setMinimumHeight(ROW_HEIGHT)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._body.setContentsMargins(SIDE, 8, SIDE, 8)
        self._body.setSpacing(GAP)
        self._body.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._body.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.line)
        whole.addWidget(body)
        self._arrange(stacked=below)

    def say(self, note: str) -> None:
        """Show another note; there has to be one from the start."""
        self._note.setText(note)

    @property
    def stacked(self) -> bool:
        """Whether the control is under the words."""
        return self._body.direction() is QBoxLayout.Direction.TopToBottom

    def set_tight(self, *, tight: bool) -> None:
        """Put the control under the words, or beside them where there is room."""
        self._tight = tight
        self._fit(self.width())

    def minimumSizeHint(self) -> QSize:
        """As narrow as its control: the words go above it then."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._control.minimumSizeHint().width() + 2 * SIDE), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        beside = 2 * SIDE + GAP + self._words_width + self._control.sizeHint().width()
        self._arrange(stacked=self._below or self._tight or width < beside)

    def _arrange(self, *, stacked: bool) -> None:
        if stacked is self.stacked:
            return
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._body.setDirection(down if stacked else across)
        # What can wrap takes the whole width, else its height would not follow.
        wraps = self._control.hasHeightForWidth()
        left = Qt.AlignmentFlag(0) if wraps else Qt.AlignmentFlag.AlignLeft
        self._body.setAlignment(self._control, left if stacked else Qt.AlignmentFlag.AlignVCenter)


class Group(QWidget):
    """Rows that belong together; those that are hidden take no room."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look = look
        self.title = title
        self.rows: list[GroupRow] = []
        self._top: QWidget | None = None
        self.card = QFrame()
        self.card.setProperty("role", "card")
        self._card = QVBoxLayout(self.card)
        self._card.setContentsMargins(1, 1, 1, 1)
        self._card.setSpacing(0)
        heading = label(look, title, "section")
        heading.setContentsMargins(4, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(heading)
        whole.addWidget(self.card)

    def add_top(self, widget: QWidget) -> None:
        """Put something above the rows."""
        self._top = widget
        self._card.insertWidget(0, widget)
        self._draw_lines()

    def add_row(self, name: str, note: str, control: QWidget, *, below: bool = False) -> GroupRow:
        """Add a setting at the end; with `below` its control is always under the words."""
        row = GroupRow(self._look, name, note, control, below=below)
        self.rows.append(row)
        self._card.addWidget(row)
        self._draw_lines()
        return row

    def show_rows(self, shown: set[int]) -> bool:
        """Show the rows at these places alone, and the group with them; tells whether there are any."""
        for place, row in enumerate(self.rows):
            row.setVisible(place in shown)
        self._draw_lines()
        self.setVisible(bool(shown))
        return bool(shown)

    def set_tight(self, *, tight: bool) -> None:
        """Put controls under their words, or beside them."""
        for row in self.rows:
            row.set_tight(tight=tight)

    def _draw_lines(self) -> None:
        """A line above each row but the first that is shown."""
        first = self._top is None or self._top.isHidden()
        for row in self.rows:
            if not row.isHidden():
                row.line.setVisible(not first)
                first = False
