"""Changes the sample rate of short clips with a polyphase windowed-sinc filter."""

from __future__ import annotations

from math import gcd

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Samples = NDArray[np.float32]

ZERO_CROSSINGS = 32  # on each side of the kernel, at the lower of the two rates
KAISER_BETA = 9.0  # stop band below -90 dB (Kaiser 1974)
ROLL_OFF = 0.95  # of the lower Nyquist frequency, so that the filter's skirt folds nothing back


def resample(samples: Samples, from_rate: int, to_rate: int) -> Samples:
    """`samples` (n,) at `from_rate` as they sound at `to_rate`, length ceil(n * to / from).

    The filter has no delay: sample 0 stays at time 0.
    """
    if from_rate == to_rate or len(samples) == 0:
        return samples
    divisor = gcd(from_rate, to_rate)
    up, down = to_rate // divisor, from_rate // divisor
    half, kernel = _kernel(up, down)
    taps = 2 * half
    padded = np.concatenate([np.zeros(half, np.float32), samples, np.zeros(half + 1, np.float32)])
    length = -(-len(samples) * up // down)
    result = np.empty(length, np.float32)
    windows = sliding_window_view(padded, taps + 1)
    for first in range(min(up, length)):
        # Outputs first, first + up, ... share one phase and step through the input by `down`.
        position, phase = divmod(first * down, up)
        count = -(-(length - first) // up)
        chosen = windows[position : position + (count - 1) * down + 1 : down]
        result[first::up] = chosen @ kernel[phase]
    return result


def _kernel(up: int, down: int) -> tuple[int, NDArray[np.float32]]:
    """Half length in input samples, and one row of taps for each of the `up` phases."""
    cutoff = ROLL_OFF * min(1.0, up / down)
    half = int(np.ceil(ZERO_CROSSINGS / cutoff))
    offsets = np.arange(-half, half + 1)[None, :] - np.arange(up)[:, None] / up
    inside = np.clip(1.0 - (offsets / (half + 1)) ** 2, 0.0, None)
    window = np.i0(KAISER_BETA * np.sqrt(inside)) / np.i0(KAISER_BETA)
    kernel = cutoff * np.sinc(cutoff * offsets) * window
    kernel /= kernel.sum(axis=1, keepdims=True)  # unity gain in every phase: no whine at the old rate
    return half, kernel.astype(np.float32)
