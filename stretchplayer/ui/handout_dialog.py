"""Asks on what paper a handout of a routine is to be and where it goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from stretchplayer.ui.widgets.paper_dialog import PaperDialog
from stretchplayer.ui.widgets.save_dialog import as_file_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.printing.paper import Paper
    from stretchplayer.ui.look import Look

WIDTH = 480
TITLE = "A handout to print"
ABOUT = (
    "Pictures, doses and steps of {name} on one page, with room for notes, as a PDF. More than about eight"
    " stretches take more pages. Nothing is sent."
)


class HandoutDialog(PaperDialog):
    """Covers the window. `saved` tells where the handout is, once it is there."""

    def __init__(
        self, look: Look, parent: QWidget, name: str, write: Callable[[Path, Paper], object]
    ) -> None:
        """`write` writes the handout of the routine of this name, or raises a `StretchPlayerError`."""
        super().__init__(look, parent, TITLE, ABOUT.format(name=name))
        self._name = name
        self._write = write
        self.show_sheet([self.row("Paper", self.paper)], WIDTH)

    def write(self, path: Path, paper: Paper) -> None:
        """Write it while the pointer asks for patience: it is all drawn anew."""
        from stretchplayer.ui.pages.settings_files import with_wait

        with_wait(lambda: self._write(path, paper))

    def choose_place(self) -> None:
        """Ask where it goes; the file is offered under the name of the routine."""
        offered = str(Path.home() / f"{as_file_name(self._name, 'Handout')}.pdf")
        path, _ = QFileDialog.getSaveFileName(self, "Save the handout", offered, "PDF (*.pdf)")
        if path:
            chosen = Path(path)
            self.save_to(chosen if chosen.suffix else chosen.with_name(f"{chosen.name}.pdf"))
