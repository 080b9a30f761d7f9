"""Says a few phrases now, outside of sessions, which have their sound from their own driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from stretchplayer.core.cues import WORD_GAP_MS
from stretchplayer.core.preferences import Talking
from stretchplayer.core.timeline import Cue, CueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.phrases import Phrase
    from stretchplayer.core.ports import CuePlayer
    from stretchplayer.core.preferences import Preferences

HEARTBEAT_MS = 500  # how often the sound looks after its device


class LiveVoice(QObject):
    """Opens the sound when there is something to say, and keeps it until `stop`.

    Silent while muted, and where only bells are wanted. What is said is a schedule of its own, so that
    newer words take the place of older ones and never fall into them.
    """

    def __init__(
        self,
        settings: SettingsService,
        phrases: Callable[[], Mapping[str, Phrase]],
        player: Callable[[], CuePlayer],
        parent: QObject | None = None,
    ) -> None:
        """`phrases` and `player` are called when first needed, since both take time to load."""
        super().__init__(parent)
        self._settings = settings
        self._phrases = phrases
        self._new_player = player
        self._player: CuePlayer | None = None
        self._book: Mapping[str, Phrase] = {}
        self._heartbeat = QTimer(self)
        self._heartbeat.setInterval(HEARTBEAT_MS)
        self._heartbeat.timeout.connect(self._look_after_device)
        settings.changed.connect(self._follow)

    def get_ready(self) -> None:
        """Open the sound for words that come soon, since a device takes a moment."""
        preferences = self._settings.preferences
        if self._player is not None or not _is_wanted(preferences):
            return
        self._book = self._phrases()
        self._player = self._new_player()
        self._player.set_volumes(preferences.voice_volume, preferences.tone_volume)
        self._player.open()
        self._heartbeat.start()
        self._look_after_device()

    def say(self, *phrases: str, helping: Iterable[str] = ()) -> None:
        """Say these one after the other, in place of what is being said.

        `helping` comes after them, unless the user wants few words.
        """
        self.get_ready()
        if self._player is not None:
            full = self._settings.preferences.talking is Talking.FULL
            self._player.schedule(self._in_a_row((*phrases, *helping) if full else phrases), 0)

    def stop(self) -> None:
        """Fall silent and let go of the device."""
        player, self._player = self._player, None
        self._heartbeat.stop()
        if player is not None:
            player.close()

    def _in_a_row(self, phrases: Iterable[str]) -> list[Cue]:
        cues: list[Cue] = []
        at_ms = 0
        for id_ in phrases:
            phrase = self._book.get(id_)
            if phrase is not None:
                cues.append(Cue(at_ms, phrase.duration_ms, id_, phrase.text, CueKind.VOICE))
                at_ms += phrase.duration_ms + WORD_GAP_MS
        return cues

    def _look_after_device(self) -> None:
        if self._player is not None:
            self._player.poll()

    def _follow(self, preferences: Preferences) -> None:
        if not _is_wanted(preferences):
            self.stop()
        elif self._player is not None:
            self._player.set_volumes(preferences.voice_volume, preferences.tone_volume)


def _is_wanted(preferences: Preferences) -> bool:
    return not preferences.muted and preferences.talking is not Talking.BELL
