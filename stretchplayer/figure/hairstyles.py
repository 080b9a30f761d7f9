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
CROPPED = Hair(
    span=(-0.030, 0.085),
    front=(
        (-0.030, 0.020),
        (0.020, 0.046),
        (0.040, 0.0575),
        (0.052, 0.0578),
        (0.0625, 0.0512),
        (0.072, 0.040),
        (0.0795, 0.0235),
        (0.085, 0.004),
    ),
    back=(
        (-0.030, -0.012),
        (-0.018, -0.0345),
        (-0.005, -0.0465),
        (0.010, -0.0545),
        (0.028, -0.0578),
        (0.046, -0.0545),
        (0.060, -0.0445),
        (0.072, -0.031),
        (0.080, -0.015),
        (0.085, -0.003),
    ),
    side=(
        (-0.030, 0.026),
        (-0.015, 0.0368),
        (0.0, 0.0412),
        (0.020, 0.0446),
        (0.036, 0.0448),
        (0.051, 0.0412),
        (0.0645, 0.034),
        (0.0745, 0.0235),
        (0.081, 0.0135),
        (0.085, 0.003),
    ),
    line=(
        (-0.030, 146),
        (-0.020, 134),
        (-0.010, 116),
        (0.0, 98),
        (0.008, 86),
        (0.016, 79),
        (0.030, 69),
        (0.040, 60),
        (0.050, 48),
        (0.058, 34),
        (0.066, 0),
        (0.085, 0),
    ),
)
ROUND = Hair(
    span=(-0.030, 0.105),
    front=(
        (-0.03, 0.02),
        (0.02, 0.046),
        (0.04, 0.0575),
        (0.052, 0.0605),
        (0.066, 0.0605),
        (0.08, 0.0525),
        (0.092, 0.038),
        (0.1, 0.022),
        (0.105, 0.004),
    ),
    back=(
        (-0.03, -0.014),
        (-0.018, -0.036),
        (-0.005, -0.05),
        (0.01, -0.0595),
        (0.028, -0.0645),
        (0.046, -0.0645),
        (0.064, -0.0575),
        (0.081, -0.043),
        (0.095, -0.023),
        (0.105, -0.003),
    ),
    side=(
        (-0.03, 0.026),
        (-0.015, 0.0375),
        (0.0, 0.0435),
        (0.02, 0.0495),
        (0.036, 0.054),
        (0.052, 0.0545),
        (0.068, 0.0505),
        (0.084, 0.0395),
        (0.097, 0.022),
        (0.105, 0.003),
    ),
    line=(
        (-0.03, 140),
        (-0.02, 128),
        (-0.01, 112),
        (0.0, 97),
        (0.008, 88),
        (0.016, 82),
        (0.03, 72),
        (0.04, 62),
        (0.05, 49),
        (0.058, 32),
        (0.065, 0),
        (0.105, 0),
    ),
)
