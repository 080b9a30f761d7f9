"""Sounds of the user's own in place of the built-in tones: chosen, listened to, given up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from stretchplayer.app.sound_outputs import SoundOutputs
from stretchplayer.core.cues import SOFT_PREFIX, TONE_GAP_MS
from stretchplayer.core.own_sounds import SoundEvent, longest_ms
from stretchplayer.core.ports import SoundState
from stretchplayer.core.preferences import Sounds
from stretchplayer.core.timeline import Cue, CueKind

if TYPE_CHECKING:
    from pathlib import Path

    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.own_sounds import OwnSounds
    from stretchplayer.core.ports import CuePlayer

HEARTBEAT_MS = 100  # how often the sound looks after its device
LINGER_MS = 1_000  # how long the device stays open after a sound, for the next one
NOT_HEARD = "Nothing can be played now: no sound device was found."
NO_VOLUME = "The volumes of the voice and of the tones are 0 %, so nothing can be heard."
OTHER_DEVICE = "The device you chose is not there or cannot be used now. This is the usual one."
TEST_WORDS = "sound-test"

#: What is to be heard, from the lengths of clips and tones.
Piece = Callable[[Mapping[str, int]], list[Cue]]


class SoundService(QObject):
    """The sounds of the seven events, and where they are heard.

    What is tried is heard even while sound is off, at the volume of the tones.
    """

    changed = Signal()
    told = Signal(str)  # why nothing is heard

    def __init__(
        self,
        own: OwnSounds,
        settings: SettingsService,
        player: Callable[[], CuePlayer],
        outputs: SoundOutputs | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`player` is called for each time that something is tried, since it takes time to load."""
        super().__init__(parent)
        self.outputs = outputs or SoundOutputs(list)
        self._own = own
        self._settings = settings
        self._new_player = player
        self._player: CuePlayer | None = None
        self._wanted: Piece | None = None
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

    def read_again(self) -> None:
        """Others may be kept now."""
        self.stop()
        self.changed.emit()

    def play(self, event: SoundEvent) -> None:
        """Let the sound of an event be heard, in place of one that is being heard."""
        self._play(partial(_of_event, event, soft=self._soft))

    def try_output(self) -> None:
        """Let a tone and a few words be heard, at the volumes that are set, where sessions are heard."""
        preferences = self._settings.preferences
        if not preferences.voice_volume and not preferences.tone_volume:
            self.told.emit(NO_VOLUME)
            return
        self._play(partial(_test, soft=self._soft))

    @property
    def _soft(self) -> bool:
        return self._settings.preferences.sounds is Sounds.SOFT

    def _play(self, piece: Piece) -> None:
        if self._player is None:
            self._player = self._new_player()
            self._player.open()
            self._heartbeat.start()
        preferences = self._settings.preferences
        self._player.set_volumes(preferences.voice_volume, preferences.tone_volume)
        self._wanted = piece
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

    def _begin(self, player: CuePlayer, piece: Piece) -> None:
        cues = piece(player.durations_ms())
        player.schedule(cues, 0)
        self._wanted = None
        self._ending.start(max(cue.at_ms + cue.duration_ms for cue in cues) + LINGER_MS)
        if not player.chosen_plays():
            self.told.emit(OTHER_DEVICE)


def _of_event(event: SoundEvent, durations: Mapping[str, int], *, soft: bool) -> list[Cue]:
    id_ = f"{SOFT_PREFIX}{event.value}" if soft else event.value
    return [Cue(0, durations.get(id_, longest_ms(event)), id_, None, CueKind.TONE)]


def _test(durations: Mapping[str, int], *, soft: bool) -> list[Cue]:
    """A tone, which also wakes speakers up, and words where there are some."""
    cues = _of_event(SoundEvent.READY, durations, soft=soft)
    if TEST_WORDS in durations:
        at_ms = cues[0].duration_ms + TONE_GAP_MS
        cues.append(Cue(at_ms, durations[TEST_WORDS], TEST_WORDS, None, CueKind.VOICE))
    return cues
