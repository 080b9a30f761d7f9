"""Brings what a speech program said to the length and loudness of the recorded phrases."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

LOUDNESS_DBFS = -18.0  # root mean square of the recorded phrases, on average
PEAK = 0.75  # under the limiter's knee, with room for what Vorbis adds
LONGEST_S = 8.0  # getting ready takes about that long
SHORTEST_S = 0.1
SILENCE = 1e-3
QUIET_BELOW_PEAK = 10 ** (-46 / 20)
KEPT_SILENCE_S, FADE_S = 0.030, 0.005


def in_shape(samples: Samples, rate: int) -> Samples:
    """Without silence at its ends and as loud as the recorded voice. Raises `ValueError` if it cannot."""
    if not len(samples) or not np.isfinite(samples).all():
        raise ValueError("it said nothing")
    level = np.abs(samples)
    if level.max() < SILENCE:
        raise ValueError("it said nothing")
    loud = np.flatnonzero(level > level.max() * QUIET_BELOW_PEAK)
    kept = round(KEPT_SILENCE_S * rate)
    clip = samples[max(0, int(loud[0]) - kept) : int(loud[-1]) + 1 + kept].copy()
    seconds = len(clip) / rate
    if seconds < SHORTEST_S:
        raise ValueError("it said nothing")
    if seconds > LONGEST_S:
        raise ValueError(f"it takes {seconds:.0f} s to say")
    ramp = np.linspace(0, 1, round(FADE_S * rate), dtype=np.float32)
    clip[: len(ramp)] *= ramp
    clip[-len(ramp) :] *= ramp[::-1]
    gain = 10 ** (LOUDNESS_DBFS / 20) / float(np.sqrt(np.square(clip).mean()))
    return np.asarray(clip * min(gain, PEAK / float(np.abs(clip).max())), dtype=np.float32)
