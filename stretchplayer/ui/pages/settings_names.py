"""Says who speaks one's own stretches, why, and what stays a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from stretchplayer.app.name_speech import NameSpeech
    from stretchplayer.ui.widgets.card import Group

TITLE = "Your own stretches"
ALSO = "own names steps speech program espeak say voice caption hibari"


class NamesRow(QObject):
    """A row without anything to set: what there is on the computer decides."""

    def __init__(self, group: Group, names: NameSpeech) -> None:
        super().__init__(group)
        self._names = names
        self.row = group.add_row(TITLE, self._said(), QWidget())
        self.row.found_by = f"{group.title} {TITLE} {ALSO}".casefold()
        names.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Say it as it is now."""
        self.row.say(self._said())

    def _said(self) -> str:
        voice = self._names.voice()
        return f"{voice.sentence()} {voice.progress()}".rstrip()
