"""Asks for the kind of sound file that a routine becomes and where it goes, and shows how far it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from stretchplayer.app.recording import Recording
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.parts import label
from stretchplayer.ui.widgets.progress_line import ProgressLine
from stretchplayer.ui.widgets.save_dialog import SaveDialog, as_file_name
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.words import count_words

if TYPE_CHECKING:
    from stretchplayer.app.recording import Write
    from stretchplayer.core.take_along import Taken
    from stretchplayer.ui.look import Look

WIDTH = 520
TITLE = "A sound file to take along"
ABOUT = (
    "{name} from beginning to end, {minutes}, to listen to on a phone or a player. Where it would ask how it"
    " felt, it reminds you to keep that in mind. Nothing is sent."
)
KINDS = {
    "MP3": "Plays everywhere.",
    "OGG": "The smallest.",
    "FLAC": "Exact, and still small.",
    "WAV": "Exact, for editing. About 6 megabytes a minute.",
}
ENDINGS = tuple(f".{kind.lower()}" for kind in KINDS)
LONGEST_NAME = 60  # letters of the name of a file that are shown
SAVING = "Being written …"
TAKEN = "There is a “{name}” already. Choose that one to replace it, or another name."


class RecordingDialog(SaveDialog):
    """Covers the window. `saved` tells where the file is, once it is there."""

    def __init__(self, look: Look, parent: QWidget, name: str, minutes: int, write: Write) -> None:
        """`write` writes what the routine of this name sounds like, on another thread."""
        lasts = count_words(minutes, "minute", "minutes")
        super().__init__(look, parent, TITLE, ABOUT.format(name=name, minutes=lasts), "Save")
        self._name = name
        self._path = Path()
        self.recording = Recording(write, self)
        self.recording.progressed.connect(self._show_share)
        self.recording.written.connect(self._finish)
        self.recording.failed.connect(self._complain)
        self.kind = Segmented(look, "Kind of file", [(kind, kind) for kind in KINDS])
        self.kind.choose("MP3")
        self.kind_words = label(look, KINDS["MP3"], "note", "ink2", wrap=True)
        self.kind.chosen.connect(lambda kind: self.kind_words.setText(KINDS[str(kind)]))
        self.line = ProgressLine(look, SAVING)
        self.line.hide()
        chosen = QWidget()
        kinds = QHBoxLayout(chosen)
        kinds.setContentsMargins(0, 0, 0, 0)
        kinds.addWidget(self.kind)
        kinds.addStretch(1)
        self.show_sheet([chosen, self.kind_words], WIDTH, below=self.line)

    def reject(self) -> None:
        """Close it; what is being written is given up first."""
        self.recording.give_up()
        super().reject()  # at once: as long as it is open, the program cannot be ended

    def save_to(self, path: Path) -> None:
        """Begin to write the file here."""
        self._path = path
        self.problem.hide()
        self.line.show_share(0)
        self._show_line(shown=True)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.save_button.setEnabled(False)
        announce(self.line, SAVING)
        self.recording.begin(path)

    def _show_line(self, *, shown: bool) -> None:
        """Show how far it is, and say so in place of what the kind is for, which can be chosen no more."""
        self.line.setVisible(shown)
        self.kind_words.setText(SAVING if shown else KINDS[str(self.kind.value())])
        self.kind.setEnabled(not shown)

    def _show_share(self, share: float) -> None:
        self.line.show_share(share)

    def _finish(self, taken: Taken) -> None:
        self.done(0)
        self.saved.emit(taken.sound)

    def _complain(self, words: str) -> None:
        self._show_line(shown=False)
        self.save_button.setEnabled(True)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.say(words.replace(str(self._path), _shown(self._path)))

    def choose_place(self) -> None:
        """Ask where it goes; the file is offered under the name of the routine."""
        kind = str(self.kind.value())
        ending = f".{kind.lower()}"
        offered = str(Path.home() / f"{as_file_name(self._name, 'Routine')}{ending}")
        path, _ = QFileDialog.getSaveFileName(self, "Save the sound file", offered, f"{kind} (*{ending})")
        if path:
            self.save_as(Path(path), ending)

    def save_as(self, chosen: Path, ending: str) -> None:
        """Begin to write the file; without an ending of some kind of sound it gets this one."""
        if chosen.suffix.lower() in ENDINGS:
            self.save_to(chosen)
            return
        path = chosen.with_name(f"{chosen.name}{ending}")
        if path.exists():  # nobody was asked whether it may be replaced
            self.say(TAKEN.format(name=_shown(path)))
        else:
            self.save_to(path)


def _shown(path: Path) -> str:
    """The name of a file, in full unless it takes lines."""
    name = path.name
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 12]}…{name[-11:]}"
