"""What the core and the app ask of the outside world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from stretchplayer.core.preferences import Background
    from stretchplayer.core.timeline import Cue


class Clock(Protocol):
    """Three readings of time. Durations only ever come from the first."""

    def monotonic_ms(self) -> float:
        """Milliseconds that never jump and stand still while the machine sleeps."""

    def boot_ms(self) -> float:
        """Milliseconds that go on while the machine sleeps."""

    def now(self) -> datetime:
        """The local date and time, with its UTC offset: for dates only."""


class SoundState(StrEnum):
    """Whether cues can be heard."""

    OFF = "off"  # not opened yet, or closed
    PLAYING = "playing"
    NO_DEVICE = "no_device"  # none found, or it vanished; being retried
    UNAVAILABLE = "unavailable"  # sound was not wanted or cannot work on this machine


class CuePlayer(Protocol):
    """Plays cues at exact places in one stream.

    A *schedule* says which position of the timeline is heard now and which cues follow.
    All methods return at once and are called from one thread.
    """

    def open(self) -> None:
        """Start looking for a device and play silence on it. Never raises for want of one."""

    def close(self) -> None:
        """Release the device. Must be called before the process ends."""

    def schedule(self, cues: Sequence[Cue], position_ms: int) -> None:
        """Start a new epoch: `position_ms` is heard now; drop whatever was scheduled before.

        Cues that begin before `position_ms` are not played.
        """

    def revise(self, cues: Sequence[Cue], position_ms: int) -> None:
        """Replace what follows `position_ms`, keeping the epoch's mapping of positions to samples.

        Sounds already begun play out unless they begin after `position_ms`.
        """

    def follow(self, position_ms: int) -> None:
        """Tell the true position now and then; in a silent gap a drift over 5 ms is corrected."""

    def say(self, cue_id: str) -> None:
        """Play one clip or tone at once, over the schedule."""

    def silence(self) -> None:
        """Fade out within 30 ms and forget the schedule."""

    def set_volumes(self, voice: float, tones: float) -> None:
        """Volumes 0 to 1 for voice and tones; both 0 is mute."""

    def set_background(self, background: Background, volume: float) -> None:
        """What is heard softly under a schedule, at a volume 0 to 1. It makes way for the voice."""

    def chosen_plays(self) -> bool:
        """Whether it plays on the device that the user chose, and not on another in its place."""

    def poll(self) -> SoundState:
        """The state now; also the watchdog's heartbeat, to be called about twice a second."""

    def durations_ms(self) -> Mapping[str, int]:
        """Length of every clip and tone it can play, by cue id."""


class KeepAwake(Protocol):
    """Keeps the screen on."""

    def acquire(self) -> bool:
        """Ask for it; False when the system refuses."""

    def release(self) -> None:
        """Let the screen sleep again."""
