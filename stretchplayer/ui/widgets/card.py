"""A group of settings: a title, and a card of rows between hairlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import column, hairline, label

if TYPE_CHECKING:
    from stretchplayer.ui.look import Look

ROW_HEIGHT = 64


class GroupRow(QFrame):
    """Words at the left, the control at the right; under the words where there is no room."""

    def __init__(self, look: Look, name: str, note: str, control: QWidget) -> None:
        super().__init__()
        self.name, self.note = name, note
        self.widget = control  # what is set
        self.found_by = f"{name} {note}".casefold()  # what it can be found by
        self.line = hairline()
        words = column(label(look, name, "section", wrap=True))
        if note:
            layout = words.layout()
            assert layout is not None
            layout.addWidget(label(look, note, "small", "ink2", wrap=True))
        body = QWidget()
        body.setMinimumHeight(ROW_HEIGHT)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._body.setContentsMargins(20, 8, 20, 8)
        self._body.setSpacing(12)
        self._body.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._body.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.line)
        whole.addWidget(body)

    def set_tight(self, *, tight: bool) -> None:
        """Put the control under the words, or beside them."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._body.setDirection(down if tight else across)
        control = self._body.itemAt(1)
        if control is not None:
            end = Qt.AlignmentFlag.AlignLeft if tight else Qt.AlignmentFlag.AlignVCenter
            control.setAlignment(end)


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

    def add_row(self, name: str, note: str, control: QWidget) -> GroupRow:
        """Add a setting at the end."""
        row = GroupRow(self._look, name, note, control)
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
