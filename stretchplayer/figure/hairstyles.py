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
    span=(-0.030, 0.104),
    front=(
        (-0.030, 0.020),
        (0.020, 0.046),
        (0.036, 0.0585),
        (0.048, 0.0655),
        (0.062, 0.0665),
        (0.076, 0.060),
        (0.089, 0.047),
        (0.098, 0.030),
        (0.104, 0.004),
    ),
    back=(
        (-0.030, -0.016),
        (-0.018, -0.040),
        (-0.005, -0.0545),
        (0.010, -0.0635),
        (0.028, -0.0665),
        (0.046, -0.0655),
        (0.063, -0.0585),
        (0.080, -0.045),
        (0.094, -0.025),
        (0.104, -0.003),
    ),
    side=(
        (-0.030, 0.027),
        (-0.015, 0.041),
        (0.0, 0.050),
        (0.020, 0.0575),
        (0.036, 0.060),
        (0.052, 0.0585),
        (0.068, 0.0525),
        (0.084, 0.041),
        (0.097, 0.023),
        (0.104, 0.003),
    ),
    line=(
        (-0.030, 140),
        (-0.020, 128),
        (-0.010, 112),
        (0.0, 98),
        (0.008, 90),
        (0.016, 84),
        (0.030, 73),
        (0.040, 62),
        (0.048, 48),
        (0.054, 30),
        (0.060, 0),
        (0.104, 0),
    ),
)
