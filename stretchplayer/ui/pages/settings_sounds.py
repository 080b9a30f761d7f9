"""Sounds of one's own: a file for each event, heard at a press, and back to the built-in one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.own_sounds import SoundEvent
from stretchplayer.ui.pages.settings_files import with_wait
from stretchplayer.ui.widgets.card import Group
from stretchplayer.ui.widgets.parts import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.app.sound_service import SoundService
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.widgets.card import GroupRow

TITLE = "Sounds of your own"
ALSO = "own file mp3 wav ogg flac tone bell gong chime"
EVENT_WORDS = {
    SoundEvent.READY: "Get ready",
    SoundEvent.START: "Start of a hold",
    SoundEvent.HALF: "Half-way",
    SoundEvent.LAST_SECONDS: "Last three seconds",
    SoundEvent.RELEASE: "Letting go",
    SoundEvent.CHANGE: "Changing sides",
    SoundEvent.END: "End of a session",
}
#: What is said of the built-in sound, where there is more to say.
_BUILT_IN = {SoundEvent.HALF: "Built-in; where the voice speaks, it says this instead"}
BUILT_IN = "Built-in"
FILES = "Sounds (*.wav *.ogg *.flac *.mp3);;All files (*)"
ICON_PX = 20
LONGEST = 30  # letters of a name: it may have no place to break
GAP = 2


@dataclass(frozen=True)
class SoundRow:
    """What an event has on the page."""

    shown: GroupRow
    reset: Button
    play: Button
    choose: Button


class SoundSection(QObject):
    """The group of the settings page that is about sound files."""

    told = Signal(str)  # a sentence worth showing for a moment

    def __init__(self, look: Look, sounds: SoundService) -> None:
        super().__init__()
        self._look = look
        self._sounds = sounds
        self.group = Group(look, TITLE)
        self.rows = {event: self._row(event) for event in SoundEvent}
        sounds.changed.connect(self.refresh)
        sounds.told.connect(self.told)
        self.refresh()

    def refresh(self) -> None:
        """Show whose sound each event has."""
        names = self._sounds.names()
        for event, row in self.rows.items():
            row.shown.say(_short(names[event]) if event in names else _BUILT_IN.get(event, BUILT_IN))
            row.reset.setVisible(event in names)

    def take(self, event: SoundEvent, path: Path) -> None:
        """Use this file and let it be heard, or say why it cannot be used."""
        if self._told_if_not(lambda: with_wait(lambda: self._sounds.take(event, path))):
            self._sounds.play(event)

    def _row(self, event: SoundEvent) -> SoundRow:
        words = EVENT_WORDS[event]
        reset = self._icon_button(
            "arrow-counter-clockwise", f"Built-in sound: {words}", "Back to the built-in sound"
        )
        play = self._icon_button("play-fill", f"Play: {words}", "Play")
        choose = Button(self._look, "Choose", "second")
        choose.setAccessibleName(f"Choose a sound: {words}")
        reset.clicked.connect(partial(self._forget, event))
        play.clicked.connect(lambda: self._sounds.play(event))
        choose.clicked.connect(lambda: self._choose(event))
        holder = QWidget()
        beside = QHBoxLayout(holder)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAP)
        for button in (reset, play, choose):
            beside.addWidget(button)
        shown = self.group.add_row(words, BUILT_IN, holder)
        shown.found_by = f"{TITLE} {words} {ALSO}".casefold()
        return SoundRow(shown, reset, play, choose)

    def _icon_button(self, icon: str, name: str, tip: str) -> Button:
        button = Button(self._look, "", "quiet", icon=icon, icon_px=ICON_PX)
        button.setAccessibleName(name)
        button.setToolTip(tip)
        return button

    def _choose(self, event: SoundEvent) -> None:
        title = f"A sound for: {EVENT_WORDS[event]}"
        path, _ = QFileDialog.getOpenFileName(self.group, title, str(Path.home()), FILES)
        if path:
            self.take(event, Path(path))

    def _forget(self, event: SoundEvent) -> None:
        self.rows[event].choose.setFocus()  # its button goes
        self._told_if_not(lambda: self._sounds.forget(event))

    def _told_if_not(self, work: Callable[[], None]) -> bool:
        try:
            work()
        except StretchPlayerError as error:
            self.told.emit(str(error))
            return False
        return True


def _short(name: str) -> str:
    """The beginning and the end of a long name."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 12]}…{name[-11:]}"
