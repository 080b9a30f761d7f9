"""Tells how far the stream has drifted from the clock, from the moments at which it asks for sound."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from stretchplayer.audio.tones import RATE

WINDOW_MS = 2000.0  # pulls looked at together
LEAST_PULLS = 8
TOLERANCE_MS = 5.0  # drift that is left alone
CONFIRMATIONS = 3  # measurements in a row that must say so
#: An epoch begins up to a period late and, on a fresh stream, up to a buffer early. That offset stays
#: for its whole length. More than that is a device that opened late, and is corrected like drift.
ANCHOR_TOLERANCE_MS = 250.0


@dataclass(frozen=True, slots=True)
class Pull:
    """The stream asked for sound: when (monotonic ms), and which frame came first."""

    clock_ms: float
    frame: int


class DriftGauge:
    """Compares one epoch with the clock. Feed it from one thread, read it from another.

    A pull may be noticed late but never early, so the least late pull of a window is the measure:
    on an idle machine it is good to 0.3 ms, and a busy interpreter does not disturb it.
    """

    def __init__(self) -> None:
        self._pulls: deque[Pull] = deque(maxlen=64)
        self._baseline_ms: float | None = None
        self._confirmed = 0

    def note(self, pull: Pull) -> None:
        """Called for each pull, from the sound thread."""
        self._pulls.append(pull)

    def restart(self) -> None:
        """A new epoch has begun: its offset is measured afresh."""
        self._baseline_ms = None
        self._confirmed = 0

    def forget(self) -> None:
        """A new device is being opened: what the old one did says nothing about it."""
        self._pulls.clear()
        self.restart()

    def correction(self, origin: int, position_ms: float, clock_ms: float) -> int:
        """Frames to move the epoch by (positive is later); 0 as long as nothing needs moving.

        `origin` is the frame of position 0; `position_ms` is the true position at `clock_ms`.
        """
        ahead_ms = self._ahead_ms(origin, position_ms, clock_ms)
        if ahead_ms is None:
            return 0
        if self._baseline_ms is None:
            self._baseline_ms = ahead_ms if abs(ahead_ms) <= ANCHOR_TOLERANCE_MS else 0.0
        drift_ms = ahead_ms - self._baseline_ms
        self._confirmed = self._confirmed + 1 if abs(drift_ms) > TOLERANCE_MS else 0
        if self._confirmed < CONFIRMATIONS:
            return 0
        self._confirmed = 0
        return round(drift_ms * RATE / 1000)

    def _ahead_ms(self, origin: int, position_ms: float, clock_ms: float) -> float | None:
        recent = [pull for pull in self._pulls.copy() if pull.clock_ms >= clock_ms - WINDOW_MS]
        if len(recent) < LEAST_PULLS:
            return None
        start_ms = position_ms - clock_ms  # position = clock + this, as long as the epoch lasts
        return max((pull.frame - origin) * 1000 / RATE - pull.clock_ms for pull in recent) - start_ms
