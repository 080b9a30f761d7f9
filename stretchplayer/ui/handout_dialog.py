"""Asks on what paper a handout of a routine is to be and where it goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.printing.locale import paper_here
from stretchplayer.printing.paper import Paper
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.focus_ring import FocusRing
from stretchplayer.ui.widgets.over_window import OverWindow
from stretchplayer.ui.widgets.parts import Banner, Button, label
from stretchplayer.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.ui.look import Look

WIDTH = 480
TITLE = "A handout to print"
ABOUT = (
    "Pictures, doses and steps of {name} on one page, with room for notes, as a PDF. More than about eight"
    " stretches take more pages. Nothing is sent."
)


class HandoutDialog(OverWindow):
    """Covers the window. `saved` tells where the handout is, once it is there."""

    saved = Signal(object)  # Path

    def __init__(
        self, look: Look, parent: QWidget, name: str, write: Callable[[Path, Paper], object]
    ) -> None:
        """`write` writes the handout of the routine of this name, or raises a `StretchPlayerError`."""
        super().__init__(parent, TITLE)
        self._look = look
        self._name = name
        self._write = write
        about = ABOUT.format(name=name)
        self.setAccessibleDescription(about)
        self.paper = Segmented(look, "Paper", [(paper.value, paper.value) for paper in Paper])
        self.paper.choose(paper_here().value)
        self.problem = Banner(look, "", "easeoff", "info-fill")
        self.problem.hide()
        self.cancel = Button(look, "Cancel", "quiet")
        self.cancel.setProperty("flush", "true")
        self.cancel.clicked.connect(self.reject)
        self.save_button = Button(look, "Save as PDF", "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._choose_place)
        self.sheet = self._sheet(about)
        whole = QVBoxLayout(self)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # it is as large as the window
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.sheet, 100)
        row.addStretch(1)
        whole.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(1)
        self._ring = FocusRing(self, look)

    def open(self) -> None:
        """Show it over the whole window."""
        super().open()
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_to(self, path: Path) -> None:
        """Write the handout here, or say what stands in the way."""
        from stretchplayer.ui.pages.settings_files import with_wait

        try:
            with_wait(lambda: self._write(path, Paper(self.paper.value())))  # it is all drawn anew
        except StretchPlayerError as error:
            self.problem.words.setText(str(error))
            self.problem.show()
            announce(self.problem, str(error))
            return
        self.done(0)
        self.saved.emit(path)

    def _sheet(self, about: str) -> QFrame:
        look = self._look
        sheet = QFrame()
        sheet.setProperty("role", "sheet")
        sheet.setMaximumWidth(round(WIDTH * max(1.0, look.text_scale)))
        column = QVBoxLayout(sheet)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(label(look, TITLE, "heading", wrap=True))
        column.addWidget(label(look, about, "note", "ink2", wrap=True))
        column.addSpacing(4)
        row = QHBoxLayout()
        row.addWidget(label(look, "Paper", "text"))
        row.addStretch(1)
        row.addWidget(self.paper)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addSpacing(6)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)
        return sheet

    def _choose_place(self) -> None:
        name = "".join(letter for letter in self._name if letter.isalnum() or letter in " -_,").strip()
        offered = str(Path.home() / f"{name or 'Handout'}.pdf")
        path, _ = QFileDialog.getSaveFileName(self, "Save the handout", offered, "PDF (*.pdf)")
        if path:
            chosen = Path(path)
            self.save_to(chosen if chosen.suffix else chosen.with_name(f"{chosen.name}.pdf"))
