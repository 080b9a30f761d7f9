"""Loudness while mixing: volumes without zipper noise, fades, and a limiter that never clips."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

GLIDE_FRAMES = 960  # 20 ms at 48 kHz: quick to the ear, slow enough not to crackle
CEILING = 10 ** (-1 / 20)  # -1 dBFS: between two samples the wave may be higher
KNEE = 0.8  # sums up to here pass untouched; single clips are made to stay below it


class Glide:
    """A volume that moves to its target in a straight line."""

    def __init__(self, value: float) -> None:
        self._start = self._target = float(value)
        self._left = 0

    @property
    def target(self) -> float:
        """Where it is, or is going."""
        return self._target

    def to(self, target: float) -> None:
        """Head for `target`, 0 to 1, from wherever it is now."""
        self._start = self._now()
        self._target = min(1.0, max(0.0, float(target)))
        self._left = GLIDE_FRAMES if self._start != self._target else 0

    def take(self, frames: int) -> Samples | float:
        """The next `frames` values: one number while nothing moves."""
        if self._left == 0:
            return self._target
        left = np.maximum(self._left - np.arange(frames), 0) / GLIDE_FRAMES
        self._left = max(0, self._left - frames)
        values = self._target + (self._start - self._target) * left
        return np.asarray(values, np.float32)

    def _now(self) -> float:
        return self._target + (self._start - self._target) * self._left / GLIDE_FRAMES


class Ramp:
    """A gain that moves along a curve by whole places a frame.

    Whole numbers make it the same to the bit however the stream is cut into blocks.
    """

    def __init__(self, curve: Samples) -> None:
        self._curve = curve
        self._place = 0

    @property
    def is_at_start(self) -> bool:
        """Whether it is where the curve begins."""
        return self._place == 0

    def take(self, frames: int, step: int) -> Samples | float:
        """The next gains, `step` places a frame until the curve ends: one number if it is there already."""
        top = len(self._curve) - 1
        begin = self._place
        self._place = min(top, max(0, begin + frames * step))
        if self._place == begin:
            return float(self._curve[begin])
        places = np.arange(begin, begin + frames * step, step)
        gains: Samples = self._curve[np.clip(places, 0, top, out=places)]
        return gains


def soft_limit(samples: Samples) -> None:
    """Bend what is over the knee, in place, so that nothing is over the ceiling; the rest stays as it is."""
    over = np.abs(samples)
    if over.size == 0 or over.max() <= KNEE:
        return
    loud = over > KNEE
    bent = KNEE + (CEILING - KNEE) * np.tanh((over[loud] - KNEE) / (CEILING - KNEE))
    samples[loud] = np.copysign(bent, samples[loud])
