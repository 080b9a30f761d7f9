"""The body: a skeleton, and a skin of elliptical rings around it.

Lengths are in body heights. A *tube* is an ordered run of rings along a part of the body. A ring has
a centre, a front axis U, a lateral axis V, radii to the front, back and side, a parameter s along its
tube, and weights on bones. A point of it at angle phi is
``centre + U (front or back) cos phi + V side sin phi``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from stretchplayer.figure.build import RING_S, RINGS, TUBES, Build, Radii, build_of, span
from stretchplayer.figure.curves import Array, Index, smoothstep
from stretchplayer.figure.persons import PERSONS
from stretchplayer.figure.skeleton import BONE, BONES, OFFSET, PARENT, REST, SIDES, bone_length
from stretchplayer.figure.skin import Ring, build_skin

__all__ = [
    "BONE",
    "BONES",
    "FILLERS",
    "OFFSET",
    "PARENT",
    "PARTS",
    "REST",
    "RINGS",
    "RING_BACK",
    "RING_CENTRE",
    "RING_FRONT",
    "RING_S",
    "RING_SIDE",
    "RING_U",
    "RING_V",
    "RING_WEIGHTS",
    "SIDES",
    "TUBES",
    "USUAL",
    "Array",
    "Build",
    "Filler",
    "Index",
    "Posed",
    "bone_length",
    "lowest",
    "outward",
    "rings",
    "skin_rings",
    "smoothstep",
]

USUAL = build_of(PERSONS[0])
_RINGS: list[Ring] = build_skin(PERSONS[0].hair).rings
# Centres and radii of the usual build; those of others are in their `Build`.
RING_CENTRE: Array = USUAL.centre
RING_FRONT: Array = USUAL.front
RING_BACK: Array = USUAL.back
RING_SIDE: Array = USUAL.side
RING_U: Array = np.array([ring.u for ring in _RINGS])
RING_V: Array = np.array([ring.v for ring in _RINGS])
RING_WEIGHTS: Array = np.array([[ring.weights.get(bone, 0.0) for bone in BONES] for ring in _RINGS])
RING_WEIGHTS /= RING_WEIGHTS.sum(1, keepdims=True)
rings = span


@dataclass(frozen=True)
class Posed:
    """Rings in the world: centres and unit axes, each (rings, 3)."""

    centre: Array
    u: Array
    v: Array


def skin_rings(rotation: Array, joint: Array, build: Build = USUAL) -> Posed:
    """Pose all rings: (bones, 3, 3) world rotations and (bones, 3) world joints.

    Linear blending of the bones, but axes are made unit again, so bends keep their thickness.
    """
    blend = (RING_WEIGHTS @ rotation.reshape(len(BONES), 9)).reshape(-1, 3, 3)
    shift = joint - np.einsum("bij,bj->bi", rotation, REST)
    centre = np.einsum("rij,rj->ri", blend, build.centre) + RING_WEIGHTS @ shift
    u = np.einsum("rij,rj->ri", blend, RING_U)
    v = np.einsum("rij,rj->ri", blend, RING_V)
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    v /= np.linalg.norm(v, axis=1, keepdims=True)
    return Posed(centre, u, v)


def lowest(index: Index, rotation: Array, joint: Array, build: Build = USUAL) -> Array:
    """Lowest height of each of these rings; what is soft gives way to what it lies on."""
    weights = RING_WEIGHTS[index]
    blend = (weights @ rotation.reshape(len(BONES), 9)).reshape(-1, 3, 3)
    shift = joint - np.einsum("bij,bj->bi", rotation, REST)
    y = np.einsum("rj,rj->r", blend[:, 1, :], build.centre[index]) + weights @ shift[:, 1]
    u = np.einsum("rij,rj->ri", blend, RING_U[index])
    v = np.einsum("rij,rj->ri", blend, RING_V[index])
    uy = u[:, 1] / np.linalg.norm(u, axis=1)
    vy = v[:, 1] / np.linalg.norm(v, axis=1)
    firm = build.firm
    radius = np.where(uy < 0, firm.front[index], firm.back[index])
    return np.asarray(y - np.sqrt((radius * uy) ** 2 + (firm.side[index] * vy) ** 2))


_SKIN_OF = {  # the tube that lies around each bone
    **dict.fromkeys(("pelvis", "sp1", "sp2", "sp3", "sp4"), "torso"),
    **{f"{bone}{s}": f"leg{s}" for bone in ("thigh", "shank") for s in "RL"},
    **{f"{bone}{s}": f"arm{s}" for bone in ("arm", "fore") for s in "RL"},
}


FLAT_HAND = 1.3


@lru_cache(maxsize=1024)
def outward(build: Build, bone: str, offset: tuple[float, float, float]) -> Array:
    """How much farther out a point given in a bone's frame is when it lies on a body of another build.

    So that hands that hold a thigh or lie on a belly do so on everybody.
    """
    tube = _SKIN_OF.get(bone)
    if tube is None or build is USUAL:
        return np.zeros(3)
    first, last = TUBES[tube]
    point = REST[BONE[bone]] + np.array(offset)
    ring = first + int(np.abs(RING_CENTRE[first:last, 1] - point[1]).argmin())
    way = point - RING_CENTRE[ring]
    forward, aside = float(way @ RING_U[ring]), float(way @ RING_V[ring])

    def at(radii: Radii) -> tuple[float, float]:
        return float((radii.front if forward > 0 else radii.back)[ring]), float(radii.side[ring])

    (ahead, beside), (more_ahead, more_beside) = at(USUAL.skin), at(build.skin)
    # Where on the ring: on its surface the two are cosine and sine. A hand is flatter than what it lies on.
    c, s = forward / ahead, aside / beside
    c, s = (FLAT_HAND * part / max(float(np.hypot(c, s)), 1.0) for part in (c, s))
    c, s = (min(max(part, -1.0), 1.0) for part in (c, s))
    return np.asarray(RING_U[ring] * (more_ahead - ahead) * c + RING_V[ring] * (more_beside - beside) * s)


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
            "shoulder": (
                f"arm{s}",
                (-0.016, 0.264, k * 0.096),
                0.0365,
                f"arm{s}",
                (-0.016, 0.258, k * 0.096),
                0.0365,
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
    "body": tuple(tube for tube in TUBES if tube != "bun"),  # whatever is lowest
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
