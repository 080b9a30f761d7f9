"""Chairs, tables and walls, built from boxes."""

from __future__ import annotations

from solver import Key

#: Top of the seat of a high chair: 50 cm of a body 1.75 m tall.
SEAT_TOP = 0.285
LEG = 0.026
BOARD = 0.03


def box(x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], layer: str = "back") -> Key:
    """A box; x, y and z from and to, in either order."""
    return {"kind": "box", "at": [*sorted(x), *sorted(y), *sorted(z)], "layer": layer}


def chair(
    front: float,
    depth: float,
    half_width: float,
    back_height: float,
    centre: float = 0.0,
    seat: float = SEAT_TOP,
) -> list[Key]:
    """A plain chair. A negative depth has its back on the side of lower x."""
    rear = front + depth
    inward = LEG if depth > 0 else -LEG
    near, far = centre + half_width, centre - half_width
    under = seat - BOARD
    return [
        box((front, front + inward), (0, under), (far, far + LEG)),
        box((rear - inward, rear), (0, under), (far, far + LEG)),
        box((rear - inward, rear), (seat, back_height), (far, near)),
        box((front, rear), (under, seat), (far, near)),
        box((front, front + inward), (0, under), (near - LEG, near)),
        box((rear - inward, rear), (0, under), (near - LEG, near)),
    ]


def wall(face: float, *, behind: bool = True, half_width: float = 0.2) -> Key:
    """A wall whose face is at x: behind the figure, or before it."""
    x = (face - 0.05, face) if behind else (face, face + 0.05)
    return {"kind": "wall", "at": [*x, 0, 1.15, -half_width, half_width], "layer": "back"}


def ruler(x: float, z: float, height: float = 0.17) -> Key:
    """A ruler that stands on the floor, its marks towards the viewer; 30 cm unless told."""
    return {"kind": "ruler", "at": [x, x + 0.02, 0, height, z, z + 0.004], "layer": "back"}
