"""Asks how something is to be written into a file and where it goes: a sheet over the window."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.focus_ring import FocusRing
from stretchplayer.ui.widgets.over_window import OverWindow
from stretchplayer.ui.widgets.parts import Banner, Button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.ui.look import Look


class SaveDialog(OverWindow):
    """Covers the window. `saved` tells where the file is, once it is there."""

    saved = Signal(object)  # Path

    def __init__(self, look: Look, parent: QWidget, title: str, about: str, save: str) -> None:
        """`save` is on the button that saves. Call `show_sheet` when the fields are there."""
        super().__init__(parent, title)
        self._look = look
        self._title, self._about = title, about
        self.setAccessibleDescription(about)
        self.problem = Banner(look, "", "easeoff", "info-fill")
        self.problem.hide()
        self.cancel = Button(look, "Cancel", "quiet")
        self.cancel.setProperty("flush", "true")
        self.cancel.clicked.connect(self.reject)
        self.save_button = Button(look, save, "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.choose_place)
        self._first: QWidget = self.save_button

    @abstractmethod
    def choose_place(self) -> None:
        """Ask where it goes, and write it there."""

    def say(self, words: str) -> None:
        """Say what stands in the way."""
        self.problem.words.setText(words)
        self.problem.show()
        announce(self.problem, words)

    def open(self) -> None:
        """Show it over the whole window."""
        super().open()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def row(self, name: str, field: QWidget) -> QWidget:
        """A field with its name."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(self._look, name, "text"))
        row.addStretch(1)
        row.addWidget(field)
        return holder

    def show_sheet(
        self,
        fields: Sequence[QWidget],
        width: int,
        *,
        first: QWidget | None = None,
        below: QWidget | None = None,
    ) -> None:
        """Lay out title, fields and buttons; `first` has the focus in the beginning.

        `below` stands under what is said to be in the way.
        """
        self._first = first or self._first
        beneath = (self.problem,) if below is None else (self.problem, below)
        self.sheet = self._sheet((*fields, *beneath), width)
        whole = QVBoxLayout(self)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # it is as large as the window
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.sheet, 100)
        row.addStretch(1)
        whole.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(1)
        self._ring = FocusRing(self, self._look)

    def _sheet(self, fields: Sequence[QWidget], width: int) -> QFrame:
        look = self._look
        sheet = QFrame()
        sheet.setProperty("role", "sheet")
        sheet.setMaximumWidth(round(width * max(1.0, look.text_scale)))
        column = QVBoxLayout(sheet)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(label(look, self._title, "heading", wrap=True))
        column.addWidget(label(look, self._about, "note", "ink2", wrap=True))
        column.addSpacing(4)
        for field in fields:
            column.addWidget(field)
        column.addSpacing(6)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)
        return sheet


def as_file_name(name: str, otherwise: str) -> str:
    """The name without what a file's name cannot have, or `otherwise` when nothing is left."""
    return "".join(letter for letter in name if letter.isalnum() or letter in " -_,").strip() or otherwise
