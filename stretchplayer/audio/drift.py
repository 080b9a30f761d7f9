"""Tells how far the stream has drifted from the clock, from the moments at which it asks for sound."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from stretchplayer.audio.tones import RATE

WINDOW_MS = 2000.0  # pulls looked at together
LEAST_PULLS = 8
TOLERANCE_MS = 5.0  # drift that is left alone
SETTLED_AFTER_MS = 2500.0  # an epoch is watched this long before its own offset is taken as known
CONFIRMED_AFTER_MS = 1000.0  # drift must have been seen for this long
#: An epoch begins up to a period late, on a fresh stream up to a buffer early, and when the device was
#: still being opened, up to half a second late. That offset is kept for the whole epoch, so that its
#: cues stay exact among themselves. More than that is treated like drift.
ANCHOR_TOLERANCE_MS = 700.0


@dataclass(frozen=True, slots=True)
class Pull:
    """The stream asked for sound: when (monotonic ms), and which frame came first."""

    clock_ms: float
    frame: int


class DriftGauge:
    """Compares one epoch with the clock. Feed it from one thread, read it from another.

    A pull may be noticed late but never early, so the least late pull of a window is the measure:
    on an idle machine it is good to 0.3 ms, and a busy interpreter does not disturb it. In the same
    way a position may be told late, never early: the least late one of the epoch counts.
    """

    def __init__(self) -> None:
        self._pulls: deque[Pull] = deque(maxlen=64)
        self._start_ms: float | None = None  # position minus clock, the same for all of an epoch
        self._first_told_ms = 0.0
        self._baseline_ms: float | None = None
        self._drifting_since_ms: float | None = None

    def note(self, pull: Pull) -> None:
        """Called for each pull, from the sound thread."""
        self._pulls.append(pull)

    def restart(self) -> None:
        """A new epoch has begun: its offset is measured afresh."""
        self._start_ms = None
        self._baseline_ms = None
        self._drifting_since_ms = None

    def forget(self) -> None:
        """A new device is being opened: what the old one did says nothing about it."""
        self._pulls.clear()
        self.restart()

    def correction(self, origin: int, position_ms: float, clock_ms: float) -> int:
        """Frames to move the epoch by (positive is later); 0 as long as nothing needs moving.

        `origin` is the frame of position 0; `position_ms` is the true position at `clock_ms`.
        """
        told_ms = position_ms - clock_ms
        if self._start_ms is None:
            self._first_told_ms = clock_ms
        self._start_ms = told_ms if self._start_ms is None else max(told_ms, self._start_ms)
        ahead_ms = self._ahead_ms(origin, self._start_ms, clock_ms)
        if ahead_ms is None or clock_ms - self._first_told_ms < SETTLED_AFTER_MS:
            return 0
        if self._baseline_ms is None:
            self._baseline_ms = ahead_ms if abs(ahead_ms) <= ANCHOR_TOLERANCE_MS else 0.0
        return self._confirmed(ahead_ms - self._baseline_ms, clock_ms)

    def _confirmed(self, drift_ms: float, clock_ms: float) -> int:
        if abs(drift_ms) <= TOLERANCE_MS:
            self._drifting_since_ms = None
            return 0
        if self._drifting_since_ms is None:
            self._drifting_since_ms = clock_ms
        if clock_ms - self._drifting_since_ms < CONFIRMED_AFTER_MS:
            return 0
        return round(drift_ms * RATE / 1000)

    def _ahead_ms(self, origin: int, start_ms: float, clock_ms: float) -> float | None:
        recent = [pull for pull in self._pulls.copy() if pull.clock_ms >= clock_ms - WINDOW_MS]
        if len(recent) < LEAST_PULLS:
            return None
        return max((pull.frame - origin) * 1000 / RATE - pull.clock_ms for pull in recent) - start_ms
