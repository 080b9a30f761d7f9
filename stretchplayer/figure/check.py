"""What no body does, measured: contacts, joints, reach, and every moment of a movement.

Poses that people make or bring along are checked by this, those of the library by `inspection` as well.
Lengths are in body heights, angles in degrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asin, atan2, degrees

import numpy as np

from stretchplayer.figure.motion import LIMBS, Body, CompiledKey, Movement
from stretchplayer.figure.pose import Key, Pose, Way
from stretchplayer.figure.rig import (
    BONE,
    OFFSET,
    PARENT,
    RINGS,
    SIDES,
    TUBES,
    USUAL,
    Array,
    Build,
    Index,
    lowest,
)
from stretchplayer.figure.solve import Skeleton, contact_rings, evaluate

CONTACT = 0.005  # what rests on the floor is this near to it
SOFT_SINK = 0.015  # hair and soft tissue may be pressed this flat
REACH = 0.002  # a hand is at what it holds
SLIDE = 1e-4  # a planted hand or foot stays where it is
DRIFT = 1e-9  # bones keep their length
FLOAT = 0.02  # something is always this near to the floor
MOMENTS = 31  # of a movement that are looked at

#: Ordinary adult ranges; kneeling asks for the larger ones of knee and ankle (foot included).
LIMITS = {
    "hip flexion": (-30.0, 130.0),
    "hip abduction": (-30.0, 45.0),
    "knee": (0.0, 155.0),
    "ankle": (-80.0, 25.0),
    "shoulder": (0.0, 180.0),
    "elbow": (0.0, 145.0),
}
SPINE_LIMITS = {
    "lumbar": ((-35.0, 60.0), (-30.0, 30.0), (-15.0, 15.0)),
    "thorax": ((-25.0, 45.0), (-30.0, 30.0), (-40.0, 40.0)),
}
NECK_LIMITS = ((-60.0, 60.0), (-45.0, 45.0), (-70.0, 70.0))  # neck and head together
ROUNDING = 0.05  # angles in the files have two decimals

_BONES: Index = np.array([i for i, parent in enumerate(PARENT) if parent >= 0])
_PARENTS: Index = np.array([PARENT[i] for i in _BONES])
_ALL: Index = np.arange(RINGS)
_HARD: Index = np.concatenate(
    [np.arange(*span) for tube, span in TUBES.items() if tube not in ("hair", "bun")]
)


@dataclass(frozen=True)
class Faults:
    """Sentences about one pose; nothing to say is good."""

    sentences: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.sentences)

    def __str__(self) -> str:
        return "\n".join(self.sentences)


def check_pose(pose: Pose, build: Build = USUAL) -> Faults:
    """Everything that is wrong with a pose, its easier and harder forms and its movement included.

    It is tried on a body of this build.
    """
    found = check_keys(pose, build)
    for way in pose.ways():
        found += [f"{way} movement: {fault}" for fault in check_movement(pose, way, build=build)]
    return Faults(tuple(found))


def check_keys(pose: Pose, build: Build = USUAL) -> list[str]:
    """What is wrong with the postures of a pose, those of its easier and harder forms included."""
    keys = {str(n): key for n, key in enumerate(pose.keys)}
    for way in pose.ways()[1:]:
        own = (n for n, key in enumerate(pose.keys_for(way)[:-1]) if key is not pose.keys[n])
        keys |= {f"{n} of {way}": pose.keys_for(way)[n] for n in own}
        keys[way] = pose.keys_for(way)[-1]
    return [f"key {name}: {fault}" for name, key in keys.items() for fault in check_key(key, build)]


def check_key(key: Key, build: Build = USUAL) -> list[str]:
    """Contacts, reach and joint limits of one posture."""
    posed = evaluate(key, build)
    short = {limb: gap for limb, gap in posed.short.items() if abs(gap) > REACH}
    return [
        *_contacts(key, posed.skeleton),
        *(f"{limb} is {gap:.4f} short of its target" for limb, gap in short.items()),
        *joint_faults(posed.skeleton),
        *_spine(key),
    ]


def _contacts(key: Key, skeleton: Skeleton) -> Iterator[str]:
    rotation, joint, build = skeleton.rotation, skeleton.joint, skeleton.build
    place = key.place
    if place.floor:
        low = float(lowest(contact_rings(place.floor), rotation, joint, build).min()) - place.level
        if not -SOFT_SINK <= low <= CONTACT:
            yield f"{', '.join(place.floor)} should touch the floor: the lowest point is at {low:.4f}"
    deep = float(lowest(_HARD, rotation, joint, build).min())
    if deep < -SOFT_SINK:
        yield f"something is {-deep:.4f} under the floor"
    if float(lowest(_ALL, rotation, joint, build).min()) > CONTACT:
        yield "nothing touches the floor"


def joint_angles(skeleton: Skeleton) -> dict[str, float]:
    """Angles of the limbs as in `LIMITS`, each name followed by its side."""
    angles: dict[str, float] = {}
    rotation, joint = skeleton.rotation, skeleton.joint
    down = np.array([0.0, -1.0, 0.0])
    for s, k in SIDES:
        thigh = rotation[BONE["pelvis"]].T @ rotation[BONE[f"thigh{s}"]] @ down
        foot = rotation[BONE[f"shank{s}"]].T @ rotation[BONE[f"foot{s}"]]
        arm = rotation[BONE["sp4"]].T @ rotation[BONE[f"arm{s}"]] @ down
        angles |= {
            f"hip flexion {s}": degrees(atan2(thigh[0], -thigh[1])),
            f"hip abduction {s}": degrees(asin(float(np.clip(thigh[2] * k, -1, 1)))),
            f"knee {s}": _bend(joint, f"thigh{s}", f"shank{s}", f"foot{s}"),
            f"ankle {s}": degrees(atan2(foot[1, 0], foot[0, 0])),
            f"shoulder {s}": degrees(np.arccos(np.clip(arm @ down, -1, 1))),
            f"elbow {s}": _bend(joint, f"arm{s}", f"fore{s}", f"hand{s}"),
        }
    return angles


def _bend(joint: Array, first: str, middle: str, last: str) -> float:
    a, b = joint[BONE[middle]] - joint[BONE[first]], joint[BONE[last]] - joint[BONE[middle]]
    cosine = float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))
    return degrees(np.arccos(np.clip(cosine, -1, 1)))


def joint_faults(skeleton: Skeleton) -> Iterator[str]:
    """Joints of the limbs that bend too far."""
    for name, angle in joint_angles(skeleton).items():
        low, high = LIMITS[name[:-2]]
        if not low - ROUNDING <= angle <= high + ROUNDING:
            yield f"{name} is at {angle:.1f}"


def _spine(key: Key) -> Iterator[str]:
    def three(angles: float | tuple[float, ...]) -> Array:
        given = angles if isinstance(angles, tuple) else (angles,)
        return np.array([*given, 0.0, 0.0, 0.0][:3])

    bends = {
        "lumbar": three(key.lumbar),
        "thorax": three(key.thorax),
        "neck": three(key.neck) + three(key.head),
    }
    for part, limits in (SPINE_LIMITS | {"neck": NECK_LIMITS}).items():
        for angle, (low, high) in zip(bends[part], limits, strict=True):
            if not low <= angle <= high:
                yield f"{part} is at {angle:.1f}"


def check_movement(
    pose: Pose, way: Way = Way.USUAL, *, mirrored: bool = False, build: Build = USUAL
) -> list[str]:
    """Bone lengths, planted limbs and the floor at every moment on the way in, and of the flow."""
    movement = Movement(pose, way=way, mirrored=mirrored, build=build)
    planted = {} if mirrored else planted_in_all(pose.keys_for(way))
    bodies = [movement.move(i / (MOMENTS - 1)) for i in range(MOMENTS)]
    if movement.cycles:
        bodies += [movement.cycle(i / (MOMENTS - 1), 0.0) for i in range(MOMENTS)]
    return sorted({fault for body in bodies for fault in _moment(body, planted)})


def planted_in_all(keys: Sequence[Key]) -> dict[str, Array]:
    """Limbs that stand at the same place in all of these keys, and where."""
    places = [CompiledKey.of(key).planted for key in keys]
    shared = set.intersection(*(set(p) for p in places))
    return {
        limb: places[0][limb]
        for limb in shared
        if all(np.allclose(places[0][limb], p[limb], atol=1e-9) for p in places)
    }


def bones_keep_length(skeleton: Skeleton) -> bool:
    """Whether every bone is as long as at rest."""
    joint = skeleton.joint
    lengths = np.linalg.norm(joint[_BONES] - joint[_PARENTS], axis=1)
    return bool(np.abs(lengths - np.linalg.norm(OFFSET[_BONES], axis=1)).max() <= DRIFT)


def _moment(body: Body, planted: dict[str, Array]) -> Iterator[str]:
    rotation, joint = body.skeleton.rotation, body.skeleton.joint
    if not bones_keep_length(body.skeleton):
        yield "a bone changes its length"
    for limb, place in planted.items():
        if float(np.linalg.norm(joint[BONE[LIMBS[limb][2]]] - place)) > SLIDE:
            yield f"{limb} slides"
    low = lowest(_ALL, rotation, joint, body.skeleton.build)
    if float(low.min()) > FLOAT:
        yield "nothing touches the floor"
    if float(low[_HARD].min()) < -SOFT_SINK:
        yield "something goes through the floor"
