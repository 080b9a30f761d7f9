"""Smooth curves through knots."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Index = NDArray[np.intp]


def smoothstep(t: Array | float) -> Array:
    """0 to 1 with flat ends."""
    t = np.clip(t, 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def _hermite(x: Array, y: Array, slopes: Array, at: Array) -> Array:
    h = np.diff(x)
    i = np.clip(np.searchsorted(x, at) - 1, 0, len(x) - 2)
    t = (at - x[i]) / h[i]
    return np.asarray(
        (1 + 2 * t) * (1 - t) ** 2 * y[i]
        + t * (1 - t) ** 2 * h[i] * slopes[i]
        + t * t * (3 - 2 * t) * y[i + 1]
        + t * t * (t - 1) * h[i] * slopes[i + 1]
    )


def catmull_rom(x: Sequence[float], y: Sequence[float], at: Array) -> Array:
    """A smooth curve through the points."""
    xs, ys = np.asarray(x, float), np.asarray(y, float)
    return _hermite(xs, ys, np.gradient(ys, xs), at)


def monotone(x: Sequence[float], y: Sequence[float], at: Array) -> Array:
    """A smooth curve through the points that never overshoots (Fritsch and Carlson)."""
    xs, ys = np.asarray(x, float), np.asarray(y, float)
    h, d = np.diff(xs), np.diff(ys) / np.diff(xs)
    m = np.zeros_like(xs)
    for i in range(1, len(xs) - 1):
        if d[i - 1] * d[i] > 0:
            w1, w2 = 2 * h[i] + h[i - 1], h[i] + 2 * h[i - 1]
            m[i] = (w1 + w2) / (w1 / d[i - 1] + w2 / d[i])
    m[0], m[-1] = d[0], d[-1]
    return _hermite(xs, ys, m, at)
