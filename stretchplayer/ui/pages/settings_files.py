"""Notes in files: handed on in a form of one's choice, and brought back from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.kept import Form
from stretchplayer.ui import bring_back_words
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.parts import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stretchplayer.app.data_service import DataService
    from stretchplayer.core.kept import FoundNotes, Tally
    from stretchplayer.ui.look import Look

T = TypeVar("T")
GAP = 10
#: Form, its words, the end of the file's name, and what the file dialog calls it.
FORMS = (
    (Form.CSV, "Spreadsheet (CSV)", ".zip", "CSV files in a ZIP (*.zip)"),
    (Form.FHIR, "Clinic (FHIR)", ".fhir.json", "FHIR R4 bundle (*.json)"),
    (Form.JSON, "Everything (JSON)", ".json", "JSON (*.json)"),
)


class HandOn(QWidget):
    """Chooses a form and writes the notes in it."""

    told = Signal(str)

    def __init__(self, look: Look, data: DataService) -> None:
        super().__init__()
        self._data = data
        self.form = Choice(look, "Form of the file", [(form, words) for form, words, _, _ in FORMS])
        self.save = Button(look, "Save", "second")
        self.save.setAccessibleName("Save for others")
        self.save.clicked.connect(self._choose_place)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.form)
        row.addWidget(self.save)

    def save_to(self, path: Path) -> None:
        """Write the notes in the chosen form to this file and say how it went."""
        try:
            with_wait(lambda: self._data.export_history(path, Form(self.form.value())))
        except StretchPlayerError as error:
            self.told.emit(str(error))
        else:
            self.told.emit(f"Your notes are in {path.name}.")

    def _choose_place(self) -> None:
        _, words, suffix, kind = next(form for form in FORMS if form[0] == self.form.value())
        name = str(Path.home() / self._data.export_name(suffix))
        path, _ = QFileDialog.getSaveFileName(self, f"Save for others: {words}", name, kind)
        if path:
            self.save_to(Path(path))


class BringBack(QObject):
    """Shows what a file of notes holds beside what is here, and adds it when told to."""

    told = Signal(str)

    def __init__(self, look: Look, data: DataService, anywhere: QWidget) -> None:
        """`anywhere` is a widget of the window that is asked over."""
        super().__init__(anywhere)
        self._look = look
        self.data = data
        self._anywhere = anywhere

    def choose(self) -> None:
        """Ask for a file."""
        path, _ = QFileDialog.getOpenFileName(
            self._anywhere, "Bring back from a file", str(Path.home()), "Notes (*.json *.zip);;All files (*)"
        )
        if path:
            self.look_into(Path(path))

    def look_into(self, path: Path) -> None:
        """Say what the file holds and ask what to do, or say why it cannot be taken."""
        try:
            found = with_wait(lambda: self.data.look_into(path))
        except StretchPlayerError as error:
            self.told.emit(str(error))
            return
        tallies = found.brought.tallies()
        if any(tally.new or tally.different for tally in tallies):
            self._ask(path, found, tallies)
        else:
            found.brought.close()
            behind = [bring_back_words.not_taken(found.left_out)] if found.left_out else []
            self.told.emit(" ".join([f"Everything in {path.name} is here already.", *behind]))

    def _ask(self, path: Path, found: FoundNotes, tallies: Sequence[Tally]) -> None:
        title, text, choices = bring_back_words.question(path.name, found.made, tallies, found.left_out)
        question = Question(self._look, self._anywhere.window(), title, text, choices, safe="leave")
        question.chosen.connect(lambda answer: self._answered(answer, found, path.name))
        question.open()

    def _answered(self, answer: str, found: FoundNotes, name: str) -> None:
        try:
            if answer == "leave":
                return
            with_wait(lambda: self.data.bring_back(found, prefer_file=answer == "theirs"))
        except StretchPlayerError as error:
            self.told.emit(str(error))
        else:
            self.told.emit(f"The notes of {name} are here now.")
        finally:
            found.brought.close()


def with_wait(work: Callable[[], T]) -> T:
    """Do something that may take seconds, with the pointer saying so."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return work()
    finally:
        QGuiApplication.restoreOverrideCursor()
