"""Sounds of the user's own in place of the built-in tones: chosen, listened to, given up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from stretchplayer.core.cues import SOFT_PREFIX
from stretchplayer.core.own_sounds import SoundEvent, longest_ms
from stretchplayer.core.ports import SoundState
from stretchplayer.core.preferences import Sounds
from stretchplayer.core.timeline import Cue, CueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.own_sounds import OwnSounds
    from stretchplayer.core.ports import CuePlayer

HEARTBEAT_MS = 100  # how often the sound looks after its device
LINGER_MS = 1_000  # how long the device stays open after a sound, for the next one
NOT_HEARD = "Nothing can be played now: no sound device was found."


class SoundService(QObject):
    """The sounds of the seven events.

    What is tried is heard even while sound is off, at the volume of the tones.
    """

    changed = Signal()
    told = Signal(str)  # why nothing is heard

    def __init__(
        self,
        own: OwnSounds,
        settings: SettingsService,
        player: Callable[[], CuePlayer],
        parent: QObject | None = None,
    ) -> None:
        """`player` is called for each time that something is tried, since it takes time to load."""
        super().__init__(parent)
        self._own = own
        self._settings = settings
        self._new_player = player
        self._player: CuePlayer | None = None
        self._wanted: SoundEvent | None = None
        self._heartbeat = QTimer(self)
        self._heartbeat.setInterval(HEARTBEAT_MS)
        self._heartbeat.timeout.connect(self._look_after_device)
        self._ending = QTimer(self)
        self._ending.setSingleShot(True)
        self._ending.timeout.connect(self.stop)

    def names(self) -> Mapping[SoundEvent, str]:
        """The events that have a sound of the user's own, with the name of the file it came from."""
        return self._own.names()

    def take(self, event: SoundEvent, path: Path) -> None:
        """Use what is in a file. Raises `RefusedFileError` when it cannot be used, and `StoreError`."""
        self.stop()  # it has the earlier one ready
        self._own.take(event, path)
        self.changed.emit()

    def forget(self, event: SoundEvent) -> None:
        """Go back to the built-in sound. Raises `StoreError`."""
        self.stop()
        self._own.forget(event)
        self.changed.emit()

    def erase(self) -> None:
        """Forget all of them. Raises `StoreError`."""
        self.stop()
        self._own.erase()
        self.changed.emit()

    def play(self, event: SoundEvent) -> None:
        """Let the sound of an event be heard, in place of one that is being heard."""
        if self._player is None:
            self._player = self._new_player()
            self._player.open()
            self._heartbeat.start()
        preferences = self._settings.preferences
        self._player.set_volumes(preferences.voice_volume, preferences.tone_volume)
        self._wanted = event
        self._ending.stop()
        self._look_after_device()

    def stop(self) -> None:
        """Fall silent and let go of the device."""
        player, self._player = self._player, None
        self._wanted = None
        self._heartbeat.stop()
        self._ending.stop()
        if player is not None:
            player.close()

    def _look_after_device(self) -> None:
        if self._player is None:
            return
        state = self._player.poll()
        if state is SoundState.PLAYING and self._wanted is not None:
            self._begin(self._player, self._wanted)
        elif state in (SoundState.NO_DEVICE, SoundState.UNAVAILABLE):
            self.stop()
            self.told.emit(NOT_HEARD)

    def _begin(self, player: CuePlayer, event: SoundEvent) -> None:
        soft = self._settings.preferences.sounds is Sounds.SOFT
        id_ = f"{SOFT_PREFIX}{event.value}" if soft else event.value
        length = player.durations_ms().get(id_, longest_ms(event))
        player.schedule([Cue(0, length, id_, None, CueKind.TONE)], 0)
        self._wanted = None
        self._ending.start(length + LINGER_MS)
