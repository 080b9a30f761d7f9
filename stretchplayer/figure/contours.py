"""Lines of equal height through a field of numbers, as closed outlines (marching squares)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stretchplayer.figure.curves import Array

_TOP, _RIGHT, _BOTTOM, _LEFT = range(4)
#: By which corners of a cell are inside (1 upper left, then clockwise 2, 4, 8): where a line enters and
#: leaves the cell, so that the inside is always on its left.
_WAYS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((_LEFT, _TOP),),
    2: ((_TOP, _RIGHT),),
    3: ((_LEFT, _RIGHT),),
    4: ((_RIGHT, _BOTTOM),),
    5: ((_LEFT, _TOP), (_RIGHT, _BOTTOM)),
    6: ((_TOP, _BOTTOM),),
    7: ((_LEFT, _BOTTOM),),
    8: ((_BOTTOM, _LEFT),),
    9: ((_BOTTOM, _TOP),),
    10: ((_TOP, _RIGHT), (_BOTTOM, _LEFT)),
    11: ((_BOTTOM, _RIGHT),),
    12: ((_RIGHT, _LEFT),),
    13: ((_RIGHT, _TOP),),
    14: ((_TOP, _LEFT),),
}


def contours(field: NDArray[np.floating], level: float) -> list[Array]:
    """Outlines (n, 2) around what is above `level`, in columns and rows of the field; holes turn back."""
    padded = np.pad(np.asarray(field, float), 1)
    inside = padded > level
    if not inside.any():
        return []
    corners = inside[:-1, :-1] + 2 * inside[:-1, 1:] + 4 * inside[1:, 1:] + 8 * inside[1:, :-1]
    onward: dict[int, int] = {}
    for case, ways in _WAYS.items():
        rows, columns = np.nonzero(corners == case)
        for enter, leave in ways:
            onward |= zip(
                _edges(padded.shape, rows, columns, enter).tolist(),
                _edges(padded.shape, rows, columns, leave).tolist(),
                strict=True,
            )
    return [_places(padded, level, np.array(loop)) - 1 for loop in _loops(onward)]


def _edges(
    shape: tuple[int, ...], rows: NDArray[np.intp], columns: NDArray[np.intp], edge: int
) -> NDArray[np.intp]:
    """Numbers of the edges of cells: those along rows first, then those along columns."""
    size, width = shape[0] * shape[1], shape[1]
    at = {_TOP: 0, _LEFT: size, _RIGHT: size + 1, _BOTTOM: width}[edge]
    return rows * width + columns + at


def _loops(onward: dict[int, int]) -> list[list[int]]:
    """Every edge is entered once and left once, so following them always comes back."""
    loops = []
    while onward:
        start, at = onward.popitem()
        loop = [start]
        while at != start:
            loop.append(at)
            at = onward.pop(at)
        loops.append(loop)
    return loops


def _places(padded: Array, level: float, loop: NDArray[np.intp]) -> Array:
    """Where the line crosses these edges."""
    size, width = padded.size, padded.shape[1]
    upright = loop >= size
    rows, columns = np.divmod(np.where(upright, loop - size, loop), width)
    here, there = padded[rows, columns], padded[rows + upright, columns + ~upright]
    share = (level - here) / (there - here)
    return np.stack([columns + share * ~upright, rows + share * upright], 1)
