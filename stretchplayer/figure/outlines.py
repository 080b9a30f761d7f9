"""Outlines as points on the screen: how they turn, and how their corners are rounded off."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stretchplayer.figure.curves import Array

MOST_BULGE = 0.1  # of the step from one point to the next, where a curve is taken to be smooth


def counter_clockwise(outline: Array) -> Array:
    """The outline with positive area, so that outlines of one path never cancel each other."""
    x, y = outline[:, 0], outline[:, 1]
    area = float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() + x[-1] * y[0] - x[0] * y[-1])
    return outline if area > 0 else outline[::-1]


def between(points: Array, inner: NDArray[np.bool_]) -> Array:
    """A point halfway from each to the next: on the curve through four where all four belong together."""
    middle = (points[1:] + points[:-1]) / 2
    step = np.abs(points[2:-1] - points[1:-2]).sum(1)
    bulge = (points[1:-2] + points[2:-1] - points[:-3] - points[3:]) / 16
    calm = np.abs(bulge).sum(1) < MOST_BULGE * step  # a fold stays a fold
    middle[1:-1] += np.where((inner[1:-1] & calm)[:, None], bulge, 0.0)
    return middle


def interleaved(points: Array, inserted: Array) -> Array:
    """Points in turn with those inserted between them."""
    both = np.empty((2 * len(points) - 1, 2))
    both[::2], both[1::2] = points, inserted
    return both


def ribbons(
    low: Array, high: Array, seen: NDArray[np.bool_], inserted: tuple[Array, Array] | None = None
) -> list[Array]:
    """One outline for each unbroken run of what is seen; `inserted` points lie between two others."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], seen.view(np.int8), [0]))))
    outlines = []
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        if b - a > 1:
            there, back = low[a:b], high[a:b]
            if inserted is not None:
                there = interleaved(there, inserted[0][a : b - 1])
                back = interleaved(back, inserted[1][a : b - 1])
            outlines.append(counter_clockwise(np.concatenate((there, back[::-1]))))
    return outlines
