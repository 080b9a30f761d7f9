"""A sound system, a clock and its devices, turned by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from stretchplayer.audio.device import Fill
from stretchplayer.audio.output import MiniaudioPlayer
from stretchplayer.core.ports import SoundState
from stretchplayer.core.timeline import Cue, CueKind
from tests.soundserver import find_all, wait_until

PERIOD = 2880  # frames; 60 ms
PERIOD_MS = 60


class HandClock:
    """Stands still until it is moved on."""

    def __init__(self) -> None:
        self.ms = 5_000.0

    def monotonic_ms(self) -> float:
        return self.ms

    def boot_ms(self) -> float:
        return self.ms

    def now(self) -> datetime:
        return datetime(2026, 3, 1, tzinfo=UTC)


@dataclass
class FakeDevice:
    """Pulls when the test says so."""

    fill: Fill
    name: str = ""
    closed: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        self.closed.set()

    def pull(self) -> NDArray[np.float32]:
        return np.frombuffer(self.fill(PERIOD), np.float32).reshape(PERIOD, 2)[:, 0].copy()


class FakeSystem:
    """A sound system whose devices come and go."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.error: Exception | None = None
        self.devices: list[FakeDevice] = []
        self.attempts = 0
        self.there: set[str] = set()
        self.refusing = False
        self.looks = 0
        self.wait: Callable[[], object] = lambda: None
        self._owed = 0.0  # share of a period that a slow device has yet to take

    def open(self, fill: Fill, wanted: str) -> FakeDevice:
        self.attempts += 1
        self.wait()
        if self.error is not None:
            raise self.error
        found = wanted in self.there and not self.refusing
        self.devices.append(FakeDevice(fill, wanted if found else ""))
        return self.devices[-1]

    def has(self, name: str) -> bool:
        self.looks += 1
        return name in self.there

    def run(
        self, player: MiniaudioPlayer, ms: int, alive: bool = True, speed: float = 1.0
    ) -> NDArray[np.float32]:
        """Let time pass, the newest device pulling at `speed`; polled twice a second. What was heard."""
        heard: list[NDArray[np.float32]] = []
        for step in range(ms // PERIOD_MS):
            self.clock.ms += PERIOD_MS
            self._owed += speed
            if alive and self._owed >= 1.0:
                heard.append(self.devices[-1].pull())
                self._owed -= 1.0
            if step % 8 == 7:
                player.poll()
        return np.concatenate(heard) if heard else np.zeros(0, np.float32)


def ticks(*at_ms: int) -> list[Cue]:
    return [Cue(at, 180, "tick", None, CueKind.TONE) for at in at_ms]


def until(player: MiniaudioPlayer, state: SoundState) -> None:
    wait_until(lambda: player.poll() is state, 5, f"the state did not become {state}")


def places(heard: NDArray[np.float32], tick: NDArray[np.float32]) -> list[int]:
    return [round(at) for at, _ in find_all(heard, tick, 0.95)]
