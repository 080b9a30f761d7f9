"""A machine whose clocks, sound and screen are turned by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from stretchplayer.core.ports import SoundState
from stretchplayer.core.preferences import Background
from stretchplayer.core.timeline import Cue


class Machine:
    """A machine by hand: its clocks, its sound and its screen, with all that is asked of them."""

    def __init__(self) -> None:
        self.monotonic = 5_000.0
        self.asleep = 0.0
        self.state = SoundState.PLAYING
        self.allowed = True
        self.awake = False
        self.log: list[tuple[str, object]] = []
        self.followed: list[int] = []
        self.said: list[str] = []
        self.volumes = (1.0, 1.0)
        self.background = (Background.OFF, 0.0)
        self.given: list[list[Cue]] = []  # with each schedule and revision
        self._schedules: list[tuple[int, list[str]]] = []

    # Clock
    def monotonic_ms(self) -> float:
        return self.monotonic

    def boot_ms(self) -> float:
        return self.monotonic + self.asleep

    def now(self) -> datetime:
        return datetime(2026, 3, 2, 8, tzinfo=UTC) + timedelta(milliseconds=self.boot_ms())

    # CuePlayer
    def open(self) -> None:
        self.log.append(("open", None))

    def close(self) -> None:
        self.log.append(("close", None))

    def schedule(self, cues: Sequence[Cue], position_ms: int) -> None:
        self.log.append(("schedule", position_ms))
        self.given.append(list(cues))
        self._schedules.append((position_ms, [c.id for c in cues]))

    def revise(self, cues: Sequence[Cue], position_ms: int) -> None:
        self.log.append(("revise", position_ms))
        self.given.append(list(cues))

    def follow(self, position_ms: int) -> None:
        self.followed.append(position_ms)

    def say(self, cue_id: str) -> None:
        self.log.append(("say", cue_id))
        self.said.append(cue_id)

    def silence(self) -> None:
        self.log.append(("silence", None))

    def set_volumes(self, voice: float, tones: float) -> None:
        self.volumes = (voice, tones)

    def set_background(self, background: Background, volume: float) -> None:
        self.background = (background, volume)

    def chosen_plays(self) -> bool:
        return True

    def poll(self) -> SoundState:
        return self.state

    def durations_ms(self) -> Mapping[str, int]:
        return {}

    # KeepAwake
    def acquire(self) -> bool:
        self.awake = self.allowed
        return self.allowed

    def release(self) -> None:
        self.awake = False

    def schedules(self) -> list[tuple[int, list[str]]]:
        """Position and cues of every schedule."""
        return self._schedules
