"""Asks what is to be written on paper and where it goes."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.printing.locale import paper_here
from stretchplayer.printing.paper import Paper
from stretchplayer.ui.widgets.save_dialog import SaveDialog
from stretchplayer.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from stretchplayer.ui.look import Look


class PaperDialog(SaveDialog):
    """With the choice of a paper; what is written is a PDF."""

    def __init__(self, look: Look, parent: QWidget, title: str, about: str) -> None:
        """Call `show_sheet` when the fields are there."""
        super().__init__(look, parent, title, about, "Save as PDF")
        self.paper = Segmented(look, "Paper", [(paper.value, paper.value) for paper in Paper])
        self.paper.choose(paper_here().value)

    @abstractmethod
    def write(self, path: Path, paper: Paper) -> None:
        """Write it; raises a `StretchPlayerError` when that is not possible."""

    def save_to(self, path: Path) -> None:
        """Write it here, or say what stands in the way."""
        try:
            self.write(path, Paper(self.paper.value()))
        except StretchPlayerError as error:
            self.say(str(error))
            return
        self.done(0)
        self.saved.emit(path)
