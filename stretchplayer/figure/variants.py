"""Arithmetic of many variants of a body at once: rotations, skin, mass. Arrays begin with the variant."""

from __future__ import annotations

import numpy as np

from stretchplayer.figure.check import SPINE_LIMITS
from stretchplayer.figure.rig import (
    BONE,
    BONES,
    OFFSET,
    REST,
    RING_BACK,
    RING_CENTRE,
    RING_FRONT,
    RING_SIDE,
    RING_U,
    RING_V,
    RING_WEIGHTS,
    TUBES,
    Array,
    Index,
)

# Mass of each part as a share of the body and its place (Winter 2009, table 4.1).
_MASSES = (
    ("pelvis", (-0.02, 0.02, 0), 0.142),
    ("sp2", (0.0, 0.02, 0), 0.139),
    ("sp4", (-0.0, 0.03, 0), 0.216),
    ("head", (0.01, 0.04, 0), 0.081),
    *(
        (bone + s, tuple(0.43 * OFFSET[BONE[end + s]]), mass)
        for s in "RL"
        for bone, end, mass in (
            ("thigh", "shank", 0.100),
            ("shank", "foot", 0.0465),
            ("foot", "toe", 0.0145),
            ("arm", "fore", 0.028),
            ("fore", "hand", 0.016),
            ("hand", "fing", 0.006),
        )
    ),
)
MASS_BONES: Index = np.array([BONE[bone] for bone, _, _ in _MASSES])
MASS_AT = np.array([at for _, at, _ in _MASSES], float)
MASS = np.array([mass for _, _, mass in _MASSES]) / sum(mass for _, _, mass in _MASSES)


def _every(tubes: tuple[str, ...], step: int) -> Index:
    chosen = []
    for tube in tubes:
        first, last = TUBES[tube]
        chosen.append(np.unique(np.append(np.arange(first, last, step), last - 1)))
    return np.concatenate(chosen)


_TRUNK = _every(("torso", "armR", "armL"), 3)
_LEGS = _every(("legR", "legL"), 3)
FEET = _every(("footR", "footL"), 2)
HANDS = _every(("handR", "thumbR", "handL", "thumbL"), 4)
HEAD = _every(("head", "hair"), 3)
FIRM: Index = np.concatenate([_TRUNK, _LEGS])
HEADLESS: Index = np.concatenate([FIRM, FEET, HANDS])
WHOLE: Index = np.concatenate([HEADLESS, HEAD])


def turn(axis: str, degrees: Array) -> Array:
    """Rotations (n, 3, 3) about an axis."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    result = np.zeros((*c.shape, 3, 3))
    a, b = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    result[..., a, a] = result[..., b, b] = c
    result[..., a, b], result[..., b, a] = -s, s
    other = 3 - a - b
    result[..., other, other] = 1.0
    return result


def bow(f: Array, s: Array, r: Array) -> Array:
    """A bend of the trunk: forward, to the right, turned."""
    return turn("z", -f) @ turn("x", s) @ turn("y", r)


def shares(total: Array, part: int) -> tuple[Array, Array]:
    """How low back and upper back share a bend: each as far as it goes."""
    lumbar, thorax = SPINE_LIMITS["lumbar"][part], SPINE_LIMITS["thorax"][part]
    up = lumbar[1] / (lumbar[1] + thorax[1])
    down = lumbar[0] / (lumbar[0] + thorax[0])
    share = np.where(total >= 0, up, down)
    return total * share, total * (1 - share)


def _rest_bend(middle: str, last: str) -> float:
    """How far a hinge is bent at rest, in the side view."""
    a, b = OFFSET[BONE[middle + "R"]], OFFSET[BONE[last + "R"]]
    return float(np.degrees(np.arctan2(b[0], -b[1]) - np.arctan2(a[0], -a[1])))


#: Bones do not lie along a line at rest: the rig's own angle is the bend less this.
KNEE_AT_REST = -_rest_bend("shank", "foot")
ELBOW_AT_REST = _rest_bend("fore", "hand")


def skin_of(rotation: Array, joint: Array, index: Index) -> tuple[Array, ...]:
    """Centres and axes of some rings in the plane in which the body rocks, (n, rings) each."""
    n = len(rotation)
    weights = RING_WEIGHTS[index]
    upper = rotation[:, :, :2]
    blend = (weights @ upper.reshape(n, len(BONES), 6)).reshape(n, -1, 2, 3)
    shift = joint[:, :, :2] - (upper @ REST[:, :, None])[..., 0]
    centre = (blend @ RING_CENTRE[index][:, :, None])[..., 0] + weights @ shift
    u = (blend @ RING_U[index][:, :, None])[..., 0]
    v = (blend @ RING_V[index][:, :, None])[..., 0]
    return centre[..., 0], centre[..., 1], u[..., 0], u[..., 1], v[..., 0], v[..., 1]


def cross(a: Array, b: Array) -> Array:
    """Of vectors (n, 3)."""
    x, y, z = a.T
    p, q, r = b.T
    return np.stack([y * r - z * q, z * p - x * r, x * q - y * p], 1)


def low_of(skin: tuple[Array, ...], index: Index, degrees: Array) -> Array:
    """Lowest height of each ring once the body has rocked by `degrees` (n or n, steps)."""
    c, s = np.cos(np.radians(degrees))[..., None], np.sin(np.radians(degrees))[..., None]
    cx, cy, ux, uy, vx, vy = (a if degrees.ndim == 1 else a[:, None] for a in skin)
    height = s * cx + c * cy
    front, side = s * ux + c * uy, (s * vx + c * vy) * RING_SIDE[index]
    front = front * np.where(front < 0, RING_FRONT[index], RING_BACK[index])
    return np.asarray(height - np.sqrt(front * front + side * side))
