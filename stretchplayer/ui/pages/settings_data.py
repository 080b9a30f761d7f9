"""Your notes stay on this computer: where they are, all of them in one file, none of them any more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.ui.pages.settings_files import BringBack, HandOn
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.card import Group
from stretchplayer.ui.widgets.parts import Button
from stretchplayer.ui.words import count_words

if TYPE_CHECKING:
    from stretchplayer.app.data_service import DataService
    from stretchplayer.ui.look import Look

ERASE_WORD = "ERASE"
_KINDS = {
    "sessions": ("session", "sessions"),
    "ratings": ("rating", "ratings"),
    "measurements": ("measurement", "measurements"),
    "notes": ("note", "notes"),
    "routines": ("routine of yours", "routines of yours"),
    "stretches": ("stretch of yours", "stretches of yours"),
    "settings": ("setting", "settings"),
}


class DataSection(QObject):
    """The group of the settings page that is about the data folder."""

    told = Signal(str)  # a sentence worth showing for a moment

    def __init__(self, look: Look, data: DataService) -> None:
        super().__init__()
        self._look = look
        self._data = data
        self.group = Group(look, "Your notes stay on this computer")
        self.open_folder = Button(look, "Open", "second")
        self.export = Button(look, "Export", "second")
        self.erase = Button(look, "Erase", "danger")
        self.bring_back = Button(look, "Choose", "second")
        self.hand_on = HandOn(look, data)
        self.files = BringBack(look, data, self.group)
        rows: tuple[tuple[str, str, QWidget, str], ...] = (
            ("Data folder", str(data.folder), self.open_folder, "where files"),
            (
                "Export everything",
                "CSV and JSON in one zip, to keep or move",
                self.export,
                "save backup copy",
            ),
            (
                "Bring back from a file",
                "Shows what is in it, then asks",
                self.bring_back,
                "import restore zip",
            ),
            (
                "Save for others",
                "In a form they can read",
                self.hand_on,
                "export csv json fhir clinic physio",
            ),
            ("Erase everything", "Asks twice, cannot be undone", self.erase, "delete remove forget"),
        )
        for name, note, control, also in rows:
            if isinstance(control, Button):
                control.setAccessibleName(name)
            shown = self.group.add_row(name, note, control)
            shown.found_by = f"your notes data {name} {note} {also}".casefold()
        self.open_folder.clicked.connect(self._open_folder)
        self.export.clicked.connect(self._choose_export)
        self.bring_back.clicked.connect(self.files.choose)
        self.files.told.connect(self.told)
        self.hand_on.told.connect(self.told)
        self.erase.clicked.connect(self._ask)

    def export_to(self, path: Path) -> None:
        """Write everything to this file and say how it went."""
        try:
            self._data.export(path)
        except StretchPlayerError as error:
            self.told.emit(str(error))
        else:
            self.told.emit(f"Everything is in {path.name}.")

    def what_is_kept(self) -> str:
        """All there is, counted: "12 sessions, 40 ratings and 3 settings"."""
        parts = [count_words(count, *_KINDS[kind]) for kind, count in self._data.counts().items() if count]
        if len(parts) < 2:
            return parts[0] if parts else "nothing yet"
        return f"{', '.join(parts[:-1])} and {parts[-1]}"

    def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data.folder))):
            self.told.emit(f"The folder could not be opened here. It is {self._data.folder}.")

    def _choose_export(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self.group, "Export everything", str(Path.home() / self._data.archive_name()), "ZIP (*.zip)"
        )
        if path:
            self.export_to(Path(path))

    def _ask(self) -> None:
        """The first question: what would go, and whether to take it along before."""
        question = Question(
            self._look,
            self.group.window(),
            "Erase all your notes, ratings and measures?",
            f"You have {self.what_is_kept()}. They cannot be brought back.",
            [
                ("keep", "Keep them", "second"),
                ("export", "Export first", "second"),
                ("go_on", "Go on", "quiet"),
            ],
            safe="keep",
        )
        question.chosen.connect(self._after_first)
        question.open()

    def _after_first(self, answer: str) -> None:
        if answer == "export":
            self._choose_export()
        elif answer == "go_on":
            self._ask_again()

    def _ask_again(self) -> None:
        """The second question, which wants a word typed."""
        question = Question(
            self._look,
            self.group.window(),
            "Erase everything now?",
            f"Type {ERASE_WORD} to erase {self.what_is_kept()}, with the copies made before updates.",
            [("keep", "Keep them", "second"), ("erase", "Erase", "danger")],
            safe="keep",
            unlock=("erase", ERASE_WORD),
        )
        question.chosen.connect(lambda answer: self._erase() if answer == "erase" else None)
        question.open()

    def _erase(self) -> None:
        try:
            self._data.erase()
        except StretchPlayerError as error:
            self.told.emit(str(error))
        else:
            self.told.emit("Everything is erased.")
