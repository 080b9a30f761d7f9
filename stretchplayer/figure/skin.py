"""The skin at rest: tubes of elliptical rings, from the tables of the anatomy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import NamedTuple

import numpy as np

from stretchplayer.figure.anatomy import (
    ARM,
    ARM_SPANS,
    FOOT,
    HAND,
    HEAD_BACK,
    HEAD_FRONT,
    HEAD_SIDE,
    HEAD_Y,
    LEG,
    LEG_SPANS,
    NECK,
    TORSO,
)
from stretchplayer.figure.curves import Array, catmull_rom, monotone, smoothstep
from stretchplayer.figure.hairstyles import TIED_UP, Hair
from stretchplayer.figure.skeleton import BONE, REST, SIDES, UPPER_ARM

Weights = Mapping[str, float]
Radii = tuple[Array, Array, Array]  # front, back, lateral

CAP_RINGS = 6  # of a rounded end
CAP_LEAST = 0.02  # of the radius: a ring never shrinks to a point
SHANK_FROM = 0.245  # s of the knee on a leg
NO_BUN_AT = (0.0, 0.03, 0.0)

_X, _Y, _Z = np.eye(3)


class Ring(NamedTuple):
    """One ring at rest; see `rig` for what its parts mean."""

    centre: Array
    u: Array
    v: Array
    front: float
    back: float
    side: float
    s: float
    weights: Weights


@dataclass
class Skin:
    """Rings as they are put together, and which of them make up each tube."""

    rings: list[Ring]
    tubes: dict[str, tuple[int, int]]

    def add(
        self,
        name: str,
        centres: Sequence[Array],
        axes: tuple[Array, Array],
        radii: Radii,
        weights: Sequence[Weights],
        s: Array,
        *,
        start: float = 0.0,
        end: float = 0.0,
    ) -> None:
        """Add a tube; `start` and `end` are lengths of rounded ends in mean radii of the end ring."""
        made = [
            Ring(np.asarray(centre, float), *axes, float(f), float(b), float(side), float(at), w)
            for centre, f, b, side, at, w in zip(centres, *radii, s, weights, strict=True)
        ]
        before = _cap(made[0], made[1], start, -1)[::-1] if start else []
        after = _cap(made[-1], made[-2], end, 1) if end else []
        first = len(self.rings)
        self.rings += [*before, *made, *after]
        self.tubes[name] = (first, len(self.rings))


def _cap(last: Ring, neighbour: Ring, length: float, direction: int) -> list[Ring]:
    """Shrinking rings beyond the last one; `direction` is that of s."""
    along = last.centre - neighbour.centre
    along /= np.linalg.norm(along)
    reach = length * (last.front + last.back) / 2
    capping = []
    for k in range(1, CAP_RINGS + 1):
        angle = k / CAP_RINGS * pi / 2
        shrink, out = max(cos(angle), CAP_LEAST), reach * sin(angle)
        capping.append(
            last._replace(
                centre=last.centre + along * out,
                front=last.front * shrink,
                back=last.back * shrink,
                side=last.side * shrink,
                s=last.s + direction * out,
            )
        )
    return capping


def _chain(s: Array, joints: Sequence[tuple[str, float, float]]) -> list[Weights]:
    """Weights along a chain of (bone, s where it begins, half-width of the blend), root first."""
    result: list[Weights] = []
    for x in s:
        weights: dict[str, float] = {}
        left = 1.0
        for k in range(len(joints) - 1, -1, -1):
            bone, start, half = joints[k]
            share = 1.0 if k == 0 else float(smoothstep((x - start) / (2 * half) + 0.5))
            if left * share > 1e-6:
                weights[bone] = left * share
            left *= 1 - share
        result.append(weights)
    return result


def _columns(table: Sequence[Sequence[float]], curve: Callable[..., Array], at: Array) -> list[Array]:
    columns = np.array(table, float).T
    return [curve(columns[0], column, at) for column in columns[1:]]


def _spread(spans: Sequence[tuple[float, float, float]]) -> Array:
    parts = [np.arange(a, b - 1e-9, step) for a, b, step in spans]
    return np.concatenate([*parts, [spans[-1][1]]])


def _knots(knots: Sequence[tuple[float, float]], at: Array) -> Array:
    return monotone([k[0] for k in knots], [k[1] for k in knots], at)


def _along(joints: Sequence[Array], s: float, first: float, second: float) -> Array:
    """The point at distance s along two bones of these lengths."""
    if s <= first:
        return np.asarray(joints[0] + (joints[1] - joints[0]) * (s / first))
    return np.asarray(joints[1] + (joints[2] - joints[1]) * ((s - first) / second))


def build_skin(hair: Hair = TIED_UP) -> Skin:
    """All tubes of the body; every head of hair has as many rings."""
    skin = Skin([], {})
    _add_trunk(skin)
    _add_head(skin, hair)
    for s, k in SIDES:
        _add_leg(skin, s, k)
        _add_arm(skin, s, k)
    return skin


def _add_trunk(skin: Skin) -> None:
    y = np.linspace(TORSO[0][0], TORSO[-1][0], 44)
    front, back, side = _columns(TORSO, catmull_rom, y)
    # The centre line keeps near the spine, so that bending shortens the belly and not the back.
    centre = 0.35 * front + 0.65 * back
    spine = [("pelvis", -1.0, 0.0), ("sp1", 0.055, 0.040), ("sp2", 0.105, 0.045)]
    spine += [("sp3", 0.158, 0.050), ("sp4", 0.235, 0.060)]
    points = [np.array([c, h, 0]) for c, h in zip(centre, y, strict=True)]
    radii = (front - centre, centre - back, side)
    skin.add("torso", points, (_X, _Z), radii, _chain(y, spine), y, start=0.4)
    y = np.linspace(NECK[0][0], NECK[-1][0], 12)
    front, back, side = _columns(NECK, monotone, y)
    centre = (front + back) / 2
    points = [np.array([c, h, 0]) for c, h in zip(centre, y, strict=True)]
    weights = _chain(y, [("sp4", 0.0, 0.0), ("neck", 0.318, 0.020), ("head", 0.376, 0.020)])
    skin.add("neck", points, (_X, _Z), (front - centre, centre - back, side), weights, y)


def _add_head(skin: Skin, hair: Hair) -> None:
    joint = REST[BONE["head"]]
    shells = (
        ("head", 46, HEAD_Y, HEAD_FRONT, HEAD_BACK, HEAD_SIDE),
        ("hair", 34, hair.span, hair.front, hair.back, hair.side),
    )
    for name, count, span, front_knots, back_knots, side_knots in shells:
        y = np.linspace(*span, count)
        front, back, side = (_knots(k, y) for k in (front_knots, back_knots, side_knots))
        centre = (front + back) / 2
        points = [joint + np.array([c, h, 0]) for c, h in zip(centre, y, strict=True)]
        radii = (front - centre, centre - back, side)
        skin.add(name, points, (_X, _Z), radii, [{"head": 1.0}] * count, y)
    angles = np.linspace(-pi / 2, pi / 2, 12)
    # Without a bun its rings lie in the head, too small to be seen.
    middle, size = (NO_BUN_AT, 0.0) if hair.bun is None else (hair.bun, hair.bun_radius)
    points = [joint + np.array(middle) + np.array([0, size * sin(a) * 0.92, 0]) for a in angles]
    radius = np.maximum(size * np.cos(angles), 1e-4)
    skin.add("bun", points, (_X, _Z), (radius, radius, radius), [{"head": 1.0}] * 12, angles)


def _add_leg(skin: Skin, s: str, k: int) -> None:
    joints = [REST[BONE[f"{b}{s}"]] for b in ("thigh", "shank", "foot")]
    at = _spread(LEG_SPANS)
    front, back, side = _columns(LEG, catmull_rom, at)
    chain = [
        ("pelvis", -1.0, 0.0),
        (f"thigh{s}", 0.0, 0.05),
        (f"shank{s}", 0.247, 0.04),
        (f"foot{s}", 0.491, 0.02),
    ]
    points = [_along(joints, x, SHANK_FROM, 0.246) for x in at]
    radii = (front, back, side)
    skin.add(f"leg{s}", points, (_X, _Z * k), radii, _chain(at, chain), at, start=0.4)
    at = np.linspace(FOOT[0][0], FOOT[-1][0], 26)
    top, bottom, side = _columns(FOOT, monotone, at)
    centre = (top + bottom) / 2
    points = [joints[2] + np.array([x, c, 0]) for x, c in zip(at, centre, strict=True)]
    weights = _chain(at, [(f"foot{s}", -1.0, 0.0), (f"toe{s}", 0.070, 0.012)])
    radii = (top - centre, centre - bottom, side)
    skin.add(f"foot{s}", points, (_Y, _Z * k), radii, weights, at, end=1.25)


def _add_arm(skin: Skin, s: str, k: int) -> None:
    joints = [REST[BONE[f"{b}{s}"]] for b in ("arm", "fore", "hand")]
    at = _spread(ARM_SPANS)
    front, back, side = _columns(ARM, catmull_rom, at)
    chain = [
        (f"clav{s}", -1.0, 0.0),
        (f"arm{s}", -0.005, 0.03),
        (f"fore{s}", 0.182, 0.03),
        (f"hand{s}", 0.332, 0.012),
    ]
    points = [_along(joints, x, UPPER_ARM, 0.146) for x in at]
    skin.add(
        f"arm{s}",
        points,
        (_X, _Z * k),
        (front, back, side),
        _chain(at, chain),
        at,
        start=0.6,
    )
    wrist = joints[2]
    at = np.linspace(HAND[0][0], HAND[-1][0], 20)
    thumb_side, other_side, thick = _columns(HAND, monotone, at)
    points = [wrist + np.array([0.002, -x, 0]) for x in at]
    weights = _chain(at, [(f"hand{s}", -1.0, 0.0), (f"fing{s}", 0.050, 0.016)])
    radii = (thumb_side, other_side, thick)
    skin.add(f"hand{s}", points, (_X, _Z * k), radii, weights, at)
    t = np.linspace(0, 1, 10)
    knots = [
        np.array(p)
        for p in ((0.008, -0.012, -k * 0.004), (0.027, -0.036, -k * 0.009), (0.032, -0.060, -k * 0.010))
    ]
    points = [wrist + (1 - x) ** 2 * knots[0] + 2 * x * (1 - x) * knots[1] + x * x * knots[2] for x in t]
    radius = monotone([0, 0.3, 0.7, 0.9, 1], [0.0105, 0.0098, 0.0080, 0.0062, 0.0025], t)
    skin.add(f"thumb{s}", points, (_X, _Z * k), (radius, radius, radius), [{f"hand{s}": 1.0}] * 10, t)
