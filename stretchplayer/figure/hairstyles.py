"""How hair lies on the head: a shell of rings, where it begins, and a bun. Lengths in body heights."""

from __future__ import annotations

from dataclasses import dataclass

from stretchplayer.figure.anatomy import (
    BUN_AT,
    BUN_RADIUS,
    HAIR_BACK,
    HAIR_FRONT,
    HAIR_SIDE,
    HAIR_Y,
    HAIRLINE,
)

Knots = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Hair:
    """Knots of (y, value) from the head joint; `line` is the angle from the face where hair begins."""

    span: tuple[float, float]  # lowest and highest y
    front: Knots
    back: Knots
    side: Knots
    line: Knots
    bun: tuple[float, float, float] | None = None  # its middle
    bun_radius: float = BUN_RADIUS


TIED_UP = Hair(HAIR_Y, HAIR_FRONT, HAIR_BACK, HAIR_SIDE, HAIRLINE, bun=BUN_AT)
