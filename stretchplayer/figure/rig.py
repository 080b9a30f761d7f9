"""The body: a skeleton, and a skin of elliptical rings around it.

Lengths are in body heights, angles in degrees. In the rest pose the figure stands facing +x, with y
up and z to its own right; the origin is the midpoint of the hip joints. Segment lengths follow
Drillis and Contini (1966) as printed in Winter, "Biomechanics and Motor Control of Human Movement";
radii were set from typical adult girths and tuned by eye.

A *tube* is an ordered run of rings along a part of the body. A ring has a centre, a front axis U, a
lateral axis V, radii to the front, back and side, a parameter s along its tube, and weights on bones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from stretchplayer.figure.anatomy import (
    ARM,
    ARM_SPANS,
    BUN_AT,
    BUN_RADIUS,
    FOOT,
    HAIR_BACK,
    HAIR_FRONT,
    HAIR_SIDE,
    HAIR_Y,
    HAIRLINE,
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

Array = NDArray[np.float64]
Index = NDArray[np.intp]
Weights = Mapping[str, float]

SIDES = (("R", 1), ("L", -1))
HIP_HALF = 0.050
SHOULDER_HALF = 0.096
UPPER_ARM = 0.182
WRIST_DROP = 0.328
CAP_RINGS = 6  # of a rounded end
SHANK_FROM = 0.245  # s of the knee on a leg


def _skeleton() -> dict[str, tuple[str | None, Array]]:
    """Bones with their parents and rest joints, parents first."""
    bones: dict[str, tuple[str | None, tuple[float, float, float]]] = {
        "pelvis": (None, (0, 0, 0)),
        "sp1": ("pelvis", (-0.020, 0.055, 0)),  # L5/S1
        "sp2": ("sp1", (-0.014, 0.105, 0)),  # L3
        "sp3": ("sp2", (-0.020, 0.158, 0)),  # T12/L1
        "sp4": ("sp3", (-0.034, 0.235, 0)),  # T7
        "neck": ("sp4", (-0.024, 0.318, 0)),  # C7
        "head": ("neck", (0.004, 0.386, 0)),  # atlanto-occipital
    }
    for s, k in SIDES:
        bones |= {
            f"thigh{s}": ("pelvis", (0, 0, k * HIP_HALF)),
            f"shank{s}": (f"thigh{s}", (0.004, -0.245, k * (HIP_HALF - 0.004))),
            f"foot{s}": (f"shank{s}", (-0.004, -0.491, k * (HIP_HALF - 0.006))),
            f"toe{s}": (f"foot{s}", (0.066, -0.521, k * (HIP_HALF - 0.006))),
            f"clav{s}": ("sp4", (-0.006, 0.290, k * 0.028)),
            f"arm{s}": (f"clav{s}", (-0.016, 0.268, k * SHOULDER_HALF)),
            f"fore{s}": (f"arm{s}", (-0.020, 0.268 - UPPER_ARM, k * (SHOULDER_HALF + 0.006))),
            f"hand{s}": (f"fore{s}", (-0.014, 0.268 - WRIST_DROP, k * (SHOULDER_HALF + 0.006))),
            f"fing{s}": (f"hand{s}", (-0.012, 0.218 - WRIST_DROP, k * (SHOULDER_HALF + 0.006))),
        }
    return {name: (parent, np.array(at, float)) for name, (parent, at) in bones.items()}


_SKELETON = _skeleton()
BONES: tuple[str, ...] = tuple(_SKELETON)
BONE: Mapping[str, int] = {name: index for index, name in enumerate(BONES)}
PARENT: tuple[int, ...] = tuple(-1 if (p := _SKELETON[b][0]) is None else BONE[p] for b in BONES)
REST: Array = np.array([_SKELETON[b][1] for b in BONES])  # (bones, 3) joints at rest
OFFSET: Array = np.array([REST[i] - (REST[p] if p >= 0 else 0) for i, p in enumerate(PARENT)])


def bone_length(bone: str) -> float:
    """From the parent's joint to this bone's joint."""
    return float(np.linalg.norm(OFFSET[BONE[bone]]))


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


_X, _Y, _Z = np.eye(3)


@dataclass
class _Skin:
    """Rings as they are put together."""

    centres: list[Array]
    u: list[Array]
    v: list[Array]
    front: list[float]
    back: list[float]
    side: list[float]
    s: list[float]
    weights: list[Weights]
    tubes: dict[str, tuple[int, int]]

    def add(
        self,
        name: str,
        centres: Sequence[Array],
        u: Array,
        v: Array,
        radii: tuple[Sequence[float], Sequence[float], Sequence[float]],
        weights: Sequence[Weights],
        s: Sequence[float],
        *,
        start: float = 0.0,
        end: float = 0.0,
    ) -> None:
        """Add a tube; `start` and `end` are lengths of rounded ends in mean radii of the end ring."""
        first = len(self.s)
        front, back, side = radii
        if start:
            self._cap(
                centres[0],
                centres[0] - centres[1],
                start,
                u,
                v,
                front[0],
                back[0],
                side[0],
                s[0],
                weights[0],
                -1,
            )
        for i in range(len(s)):
            self._ring(centres[i], u, v, front[i], back[i], side[i], s[i], weights[i])
        if end:
            self._cap(
                centres[-1],
                centres[-1] - centres[-2],
                end,
                u,
                v,
                front[-1],
                back[-1],
                side[-1],
                s[-1],
                weights[-1],
                1,
            )
        self.tubes[name] = (first, len(self.s))

    def _ring(
        self, centre: Array, u: Array, v: Array, front: float, back: float, side: float, s: float, w: Weights
    ) -> None:
        self.centres.append(np.asarray(centre, float))
        self.u.append(u)
        self.v.append(v)
        self.front.append(front)
        self.back.append(back)
        self.side.append(side)
        self.s.append(s)
        self.weights.append(w)

    def _cap(
        self,
        centre: Array,
        along: Array,
        length: float,
        u: Array,
        v: Array,
        front: float,
        back: float,
        side: float,
        s: float,
        w: Weights,
        direction: int,
    ) -> None:
        unit = along / np.linalg.norm(along)
        reach = length * (front + back) / 2
        steps = range(CAP_RINGS, 0, -1) if direction < 0 else range(1, CAP_RINGS + 1)
        for k in steps:
            angle = k / CAP_RINGS * pi / 2
            shrink = max(cos(angle), 0.02)
            self._ring(
                centre + unit * reach * sin(angle),
                u,
                v,
                front * shrink,
                back * shrink,
                side * shrink,
                s + direction * reach * sin(angle),
                w,
            )


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


def _build() -> _Skin:
    skin = _Skin([], [], [], [], [], [], [], [], {})
    _add_trunk(skin)
    _add_head(skin)
    for s, k in SIDES:
        _add_leg(skin, s, k)
        _add_arm(skin, s, k)
    return skin


def _add_trunk(skin: _Skin) -> None:
    y = np.linspace(TORSO[0][0], TORSO[-1][0], 44)
    front, back, side = _columns(TORSO, catmull_rom, y)
    # The centre line keeps near the spine, so that bending shortens the belly and not the back.
    centre = 0.35 * front + 0.65 * back
    spine = [("pelvis", -1.0, 0.0), ("sp1", 0.055, 0.040), ("sp2", 0.105, 0.045)]
    spine += [("sp3", 0.158, 0.050), ("sp4", 0.235, 0.060)]
    points = [np.array([c, h, 0]) for c, h in zip(centre, y, strict=True)]
    radii = (list(front - centre), list(centre - back), list(side))
    skin.add("torso", points, _X, _Z, radii, _chain(y, spine), list(y), start=0.4)
    y = np.linspace(NECK[0][0], NECK[-1][0], 12)
    front, back, side = _columns(NECK, monotone, y)
    centre = (front + back) / 2
    points = [np.array([c, h, 0]) for c, h in zip(centre, y, strict=True)]
    weights = _chain(y, [("sp4", 0.0, 0.0), ("neck", 0.318, 0.020), ("head", 0.376, 0.020)])
    skin.add(
        "neck", points, _X, _Z, (list(front - centre), list(centre - back), list(side)), weights, list(y)
    )


def _add_head(skin: _Skin) -> None:
    joint = REST[BONE["head"]]
    shells = (
        ("head", 46, HEAD_Y, HEAD_FRONT, HEAD_BACK, HEAD_SIDE),
        ("hair", 34, HAIR_Y, HAIR_FRONT, HAIR_BACK, HAIR_SIDE),
    )
    for name, count, span, front_knots, back_knots, side_knots in shells:
        y = np.linspace(*span, count)
        front, back, side = (_knots(k, y) for k in (front_knots, back_knots, side_knots))
        centre = (front + back) / 2
        points = [joint + np.array([c, h, 0]) for c, h in zip(centre, y, strict=True)]
        radii = (list(front - centre), list(centre - back), list(side))
        skin.add(name, points, _X, _Z, radii, [{"head": 1.0}] * count, list(y))
    angles = np.linspace(-pi / 2, pi / 2, 12)
    points = [joint + np.array(BUN_AT) + np.array([0, BUN_RADIUS * sin(a) * 0.92, 0]) for a in angles]
    radius = [max(BUN_RADIUS * cos(a), 1e-4) for a in angles]
    skin.add("bun", points, _X, _Z, (radius, radius, radius), [{"head": 1.0}] * 12, list(angles))


def _add_leg(skin: _Skin, s: str, k: int) -> None:
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
    radii = (list(front), list(back), list(side))
    skin.add(f"leg{s}", points, _X, _Z * k, radii, _chain(at, chain), list(at), start=0.4)
    at = np.linspace(FOOT[0][0], FOOT[-1][0], 26)
    top, bottom, side = _columns(FOOT, monotone, at)
    centre = (top + bottom) / 2
    points = [joints[2] + np.array([x, c, 0]) for x, c in zip(at, centre, strict=True)]
    weights = _chain(at, [(f"foot{s}", -1.0, 0.0), (f"toe{s}", 0.070, 0.012)])
    radii = (list(top - centre), list(centre - bottom), list(side))
    skin.add(f"foot{s}", points, _Y, _Z * k, radii, weights, list(at), end=1.25)


def _add_arm(skin: _Skin, s: str, k: int) -> None:
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
        _X,
        _Z * k,
        (list(front), list(back), list(side)),
        _chain(at, chain),
        list(at),
        start=0.6,
    )
    wrist = joints[2]
    at = np.linspace(HAND[0][0], HAND[-1][0], 20)
    thumb_side, other_side, thick = _columns(HAND, monotone, at)
    points = [wrist + np.array([0.002, -x, 0]) for x in at]
    weights = _chain(at, [(f"hand{s}", -1.0, 0.0), (f"fing{s}", 0.050, 0.016)])
    radii = (list(thumb_side), list(other_side), list(thick))
    skin.add(f"hand{s}", points, _X, _Z * k, radii, weights, list(at))
    t = np.linspace(0, 1, 10)
    knots = [
        np.array(p)
        for p in ((0.008, -0.012, -k * 0.004), (0.027, -0.036, -k * 0.009), (0.032, -0.060, -k * 0.010))
    ]
    points = [wrist + (1 - x) ** 2 * knots[0] + 2 * x * (1 - x) * knots[1] + x * x * knots[2] for x in t]
    radius = list(monotone([0, 0.3, 0.7, 0.9, 1], [0.0105, 0.0098, 0.0080, 0.0062, 0.0025], t))
    skin.add(f"thumb{s}", points, _X, _Z * k, (radius, radius, radius), [{f"hand{s}": 1.0}] * 10, list(t))


_SKIN = _build()
TUBES: Mapping[str, tuple[int, int]] = _SKIN.tubes  # name -> first ring, ring after the last
RING_CENTRE: Array = np.array(_SKIN.centres)
RING_U: Array = np.array(_SKIN.u)
RING_V: Array = np.array(_SKIN.v)
RING_FRONT: Array = np.array(_SKIN.front)
RING_BACK: Array = np.array(_SKIN.back)
RING_SIDE: Array = np.array(_SKIN.side)
RING_S: Array = np.array(_SKIN.s)
RINGS = len(RING_S)
RING_WEIGHTS: Array = np.zeros((RINGS, len(BONES)))
for _index, _weights in enumerate(_SKIN.weights):
    for _bone, _share in _weights.items():
        RING_WEIGHTS[_index, BONE[_bone]] = _share / sum(_weights.values())
HAIRLINE_RAD: Array = np.radians(_knots(HAIRLINE, RING_S[slice(*TUBES["hair"])]))


def rings(tube: str, low: float | None = None, high: float | None = None) -> tuple[int, int]:
    """Ring range of a tube, or of the part of it between two values of s."""
    first, last = TUBES[tube]
    s = RING_S[first:last]
    begin = first if low is None else first + int(np.searchsorted(s, low))
    end = last if high is None else first + int(np.searchsorted(s, high, side="right"))
    return begin, end


@dataclass(frozen=True)
class Posed:
    """Rings in the world: centres and unit axes, each (rings, 3)."""

    centre: Array
    u: Array
    v: Array


def skin_rings(rotation: Array, joint: Array) -> Posed:
    """Pose all rings: (bones, 3, 3) world rotations and (bones, 3) world joints.

    Linear blending of the bones, but axes are made unit again, so bends keep their thickness.
    """
    blend = (RING_WEIGHTS @ rotation.reshape(len(BONES), 9)).reshape(-1, 3, 3)
    shift = joint - np.einsum("bij,bj->bi", rotation, REST)
    centre = np.einsum("rij,rj->ri", blend, RING_CENTRE) + RING_WEIGHTS @ shift
    u = np.einsum("rij,rj->ri", blend, RING_U)
    v = np.einsum("rij,rj->ri", blend, RING_V)
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    v /= np.linalg.norm(v, axis=1, keepdims=True)
    return Posed(centre, u, v)


def lowest(index: Index, rotation: Array, joint: Array) -> Array:
    """Lowest height of each of these rings."""
    weights = RING_WEIGHTS[index]
    blend = (weights @ rotation.reshape(len(BONES), 9)).reshape(-1, 3, 3)
    shift = joint - np.einsum("bij,bj->bi", rotation, REST)
    y = np.einsum("rj,rj->r", blend[:, 1, :], RING_CENTRE[index]) + weights @ shift[:, 1]
    u = np.einsum("rij,rj->ri", blend, RING_U[index])
    v = np.einsum("rij,rj->ri", blend, RING_V[index])
    uy = u[:, 1] / np.linalg.norm(u, axis=1)
    vy = v[:, 1] / np.linalg.norm(v, axis=1)
    radius = np.where(uy < 0, RING_FRONT[index], RING_BACK[index])
    return np.asarray(y - np.sqrt((radius * uy) ** 2 + (RING_SIDE[index] * vy) ** 2))


@dataclass(frozen=True)
class Filler:
    """A tapered capsule between two body-fixed balls; closes the creases between tubes."""

    bones: tuple[int, int]
    at: tuple[Array, Array]  # in the frames of the bones
    radius: tuple[float, float]


def _fillers() -> dict[str, Filler]:
    made: dict[str, Filler] = {}
    soft = 0.002  # cloth over armpit and shoulder
    for s, k in SIDES:
        hand, foot = REST[BONE[f"hand{s}"]], REST[BONE[f"foot{s}"]]
        table = {
            "glute": (
                "pelvis",
                (-0.0305, -0.016, k * 0.042),
                0.0575,
                f"thigh{s}",
                (-0.002, -0.150, k * 0.048),
                0.0455,
            ),
            "lat": (
                "sp4",
                (-0.016, 0.225, k * 0.058),
                0.040 + soft,
                f"arm{s}",
                (-0.016, 0.222, k * 0.096),
                0.027 + soft,
            ),
            "delt": (
                "sp4",
                (-0.024, 0.290, k * 0.030),
                0.0265 + soft,
                f"arm{s}",
                (-0.016, 0.262, k * 0.094),
                0.0335 + soft,
            ),
            "wrist": (
                f"hand{s}",
                hand + (0, 0.004, 0),
                0.0140,
                f"hand{s}",
                hand + (0.001, -0.012, 0),
                0.0140,
            ),
            "ankle": (
                f"shank{s}",
                foot + (-0.001, 0.02, 0),
                0.0195,
                f"foot{s}",
                foot + (0, -0.010, 0),
                0.0200,
            ),
        }
        for name, (bone_a, at_a, r_a, bone_b, at_b, r_b) in table.items():
            a, b = BONE[bone_a], BONE[bone_b]
            made[name + s] = Filler((a, b), (np.array(at_a) - REST[a], np.array(at_b) - REST[b]), (r_a, r_b))
    return made


FILLERS: Mapping[str, Filler] = _fillers()

# Parts of the body that can rest on the floor, as tubes.
PARTS: Mapping[str, tuple[str, ...]] = {
    "torso": ("torso",),
    "head": ("hair",),
    "legs": ("legR", "legL"),
    "legR": ("legR",),
    "legL": ("legL",),
    "feet": ("footR", "footL"),
    "footR": ("footR",),
    "footL": ("footL",),
    "handR": ("handR",),
    "handL": ("handL",),
    "armR": ("armR",),
    "armL": ("armL",),
}
