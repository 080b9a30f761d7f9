"""Asks for the kind of sound file that a routine becomes and where it goes, and shows how far it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.app.recording import Recording
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.focus_ring import FocusRing
from stretchplayer.ui.widgets.over_window import OverWindow
from stretchplayer.ui.widgets.parts import Banner, Button, label
from stretchplayer.ui.widgets.progress_line import ProgressLine
from stretchplayer.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from stretchplayer.app.recording import Write
    from stretchplayer.ui.look import Look

WIDTH = 520
TITLE = "A sound file to take along"
ABOUT = (
    "{name} from beginning to end, {minutes} minutes, to listen to on a phone or a player. Where it would ask"
    " how it felt, it reminds you to keep that in mind. Nothing is sent."
)
KINDS = {
    "MP3": "Plays everywhere.",
    "OGG": "The smallest.",
    "FLAC": "Exact, and still small.",
    "WAV": "Exact, for editing. About 6 megabytes a minute.",
}
SAVING = "Being written …"


class RecordingDialog(OverWindow):
    """Covers the window. `saved` tells where the file is, once it is there."""

    saved = Signal(object)  # Path

    def __init__(self, look: Look, parent: QWidget, name: str, minutes: int, write: Write) -> None:
        """`write` writes what the routine of this name sounds like, on another thread."""
        super().__init__(parent, TITLE)
        self._look = look
        self._name = name
        self.recording = Recording(write, self)
        self.recording.progressed.connect(self._show_share)
        self.recording.written.connect(self._finish)
        self.recording.given_up.connect(lambda: self.done(0))
        self.recording.failed.connect(self._complain)
        about = ABOUT.format(name=name, minutes=minutes)
        self.setAccessibleDescription(about)
        self.kind = Segmented(look, "Kind of file", [(kind, kind) for kind in KINDS])
        self.kind.choose("MP3")
        self.kind_words = label(look, KINDS["MP3"], "note", "ink2", wrap=True)
        self.kind.chosen.connect(lambda kind: self.kind_words.setText(KINDS[str(kind)]))
        self.problem = Banner(look, "", "easeoff", "info-fill")
        self.problem.hide()
        self.line = ProgressLine(look, SAVING)
        self.line.hide()
        self.cancel = Button(look, "Cancel", "quiet")
        self.cancel.setProperty("flush", "true")
        self.cancel.clicked.connect(self.reject)
        self.save_button = Button(look, "Save", "primary")
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

    def reject(self) -> None:
        """Close it; what is being written is given up first."""
        if self.recording.running:
            self.recording.give_up()  # what comes of it closes this
        else:
            super().reject()

    def save_to(self, path: Path) -> None:
        """Begin to write the file here."""
        self.problem.hide()
        self.line.show_share(0)
        self.line.show()
        self.kind.setEnabled(False)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.save_button.setEnabled(False)
        announce(self.line, SAVING)
        self.recording.begin(path)

    def _show_share(self, share: float) -> None:
        self.line.show_share(share)

    def _finish(self, path: Path) -> None:
        self.done(0)
        self.saved.emit(path)

    def _complain(self, words: str) -> None:
        self.line.hide()
        self.kind.setEnabled(True)
        self.save_button.setEnabled(True)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.problem.words.setText(words)
        self.problem.show()
        announce(self.problem, words)

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
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.kind_words)
        column.addWidget(self.problem)
        column.addWidget(self.line)
        column.addSpacing(6)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)
        return sheet

    def _choose_place(self) -> None:
        name = "".join(letter for letter in self._name if letter.isalnum() or letter in " -_,").strip()
        kind = str(self.kind.value())
        ending = f".{kind.lower()}"
        offered = str(Path.home() / f"{name or 'Routine'}{ending}")
        path, _ = QFileDialog.getSaveFileName(self, "Save the sound file", offered, f"{kind} (*{ending})")
        if path:
            chosen = Path(path)
            right = chosen.suffix.lower() == ending
            self.save_to(chosen if right else chosen.with_name(f"{chosen.name}{ending}"))
