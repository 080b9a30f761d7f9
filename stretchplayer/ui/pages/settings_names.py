"""Says who speaks the names of one's own stretches, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from stretchplayer.app.name_speech import NameSpeech
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.widgets.card import Group

TITLE = "Names of your own stretches"
ALSO = "own name speech program espeak say voice caption hibari"


class NamesRow(QObject):
    """A row without anything to set: what there is on the computer decides."""

    def __init__(self, look: Look, group: Group, names: NameSpeech) -> None:
        super().__init__(group)
        self._names = names
        self._progress = label(look, "", "small", "ink2", wrap=True)
        self.row = group.add_row(TITLE, self._sentence(), self._progress, below=True)
        self.row.found_by = f"{group.title} {TITLE} {ALSO}".casefold()
        names.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say it as it is now."""
        self.row.say(self._sentence())
        told = self._names.voice().progress()
        self._progress.setText(told)
        self._progress.setVisible(bool(told))

    def _sentence(self) -> str:
        return self._names.voice().sentence()
