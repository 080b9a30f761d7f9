"""What a pose of the library must fulfil beyond what any body can do (`check`): that the picture is true.

What stands on something touches it, hands hold what they hold, the head is in front of the body, nothing
goes through mat, chair or wall at any moment, and the other side is the same in a mirror. For tests and
for whoever draws poses. Lengths are in body heights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from stretchplayer.figure.check import (
    CONTACT,
    SOFT_SINK,
    Faults,
    bones_keep_length,
    check_keys,
    joint_faults,
    planted_in_all,
)
from stretchplayer.figure.motion import LIMBS, CompiledKey, Movement
from stretchplayer.figure.pose import Key, OnBody, Pose, Prop, Way
from stretchplayer.figure.rig import BONE, PARTS, TUBES, USUAL, Array, Build, Index, lowest
from stretchplayer.figure.sides import other_side
from stretchplayer.figure.skin_space import SkinSpace, rings_of
from stretchplayer.figure.solve import Skeleton, body_point, evaluate

HAND_SINK = 0.02  # a hand that holds presses into the limb, and its own palm gives
BREATHING_REACH = 0.01  # how far a hand may go from what it holds while one breathes
SLIDE = 1e-4  # a planted hand or foot stays where it is
REFLECTED = 1e-9
MOMENTS = 7  # between two keys that are looked at, unless more are asked for

_ALL: Index = np.arange(max(last for _, last in TUBES.values()))
_ENDS = {limb: rings_of(("foot" if limb[:3] == "leg" else "hand") + limb[-1]) for limb in LIMBS}
_FIRM: Index = np.concatenate(list(_ENDS.values()))
_SOFT = rings_of(*(tube for tube in TUBES if tube[:4] not in ("foot", "hand", "thum") and tube != "bun"))
_HEAD = rings_of("head")
_BODY = rings_of("torso", "legR", "legL")
_BELOW_HEAD = np.concatenate([_BODY, rings_of("armR", "armL", "handR", "handL")])
_OTHERS = {  # what a hand or foot may stand on instead of mat and boxes
    limb: rings_of(*({"torso", "legR", "legL", "armR", "armL", "footR", "footL"} - {limb, "foot" + limb[-1]}))
    for limb in LIMBS
}


def inspect_pose(pose: Pose, build: Build = USUAL, moments: int = MOMENTS) -> Faults:
    """Everything that is wrong with a pose of the library, in all its forms, on a body of this build.

    `moments` are looked at between two keys, both ends included.
    """
    found = check_keys(pose, build)
    for way in pose.ways():
        keys = pose.keys_for(way)
        named = [(f"key {n}", key) for n, key in enumerate(keys)]
        if way is not Way.USUAL:
            own = [(f"{way}, key {n}", key) for n, key in enumerate(keys[:-1]) if key is not pose.keys[n]]
            named = [*own, (way, keys[-1])]
        for name, key in named:
            found += [f"{name}: {fault}" for fault in inspect_key(key, pose.equipped(way).props, build)]
        found += [f"{way} movement: {fault}" for fault in inspect_movement(pose, way, build, moments)]
        found += [f"{way} hold: {fault}" for fault in _breathing(pose, way, build)]
    if pose.switch == "mirror":
        found += [f"other side: {fault}" for fault in inspect_mirror(pose, build)]
    return Faults(tuple(found))


def inspect_key(key: Key, props: Sequence[Prop] = (), build: Build = USUAL) -> list[str]:
    """What touches what in one posture."""
    skeleton = evaluate(key, build).skeleton
    space = SkinSpace(skeleton)
    return [*_resting(key, skeleton), *_standing(key, space, props), *_hands(space)]


def _resting(key: Key, skeleton: Skeleton) -> Iterator[str]:
    """Each part that is said to rest on the mat does; of the whole body whatever is lowest."""
    place = key.place
    for part in place.floor:
        for index in [_ALL] if part == "body" else [np.arange(*TUBES[tube]) for tube in PARTS[part]]:
            low = float(lowest(index, skeleton.rotation, skeleton.joint, skeleton.build).min()) - place.level
            if not -SOFT_SINK <= low <= CONTACT:
                yield f"{part} should touch the floor: its lowest point is at {low:.4f}"


def _standing(key: Key, space: SkinSpace, props: Sequence[Prop]) -> Iterator[str]:
    """Planted hands and feet stand on mat, box, wall or another part of the body."""
    for limb in CompiledKey.of(key).planted:
        end = _ENDS[limb]
        gap = space.clearance(end, props)
        if gap < -CONTACT:
            yield f"the end of {limb} is {-gap:.4f} deep in what it stands on"
        if gap > CONTACT and space.depth(end, _OTHERS[limb]) < -CONTACT:
            yield f"the end of {limb} is {gap:.4f} away from what it stands on"


def _hands(space: SkinSpace) -> Iterator[str]:
    for limb in ("armR", "armL"):
        depth = space.depth(_ENDS[limb], _BODY)
        if depth > HAND_SINK:
            yield f"the hand of {limb} is {depth:.4f} deep in the body"


def inspect_movement(
    pose: Pose, way: Way = Way.USUAL, build: Build = USUAL, moments: int = MOMENTS
) -> list[str]:
    """Joints, planted limbs, mat, boxes and head at every moment on the way in, and of the flow."""
    movement = Movement(pose, way=way, build=build)
    keys, props = pose.keys_for(way), pose.equipped(way).props
    found: set[str] = set()
    for (begin, end), (before, after) in zip(pairwise(pose.reached()), pairwise(keys), strict=True):
        planted = planted_in_all((before, after))
        for t in np.linspace(begin, end, moments):
            found.update(_moment(movement.move(float(t)).skeleton, planted, props))
    if pose.cycle is not None:
        planted = planted_in_all([keys[n] for n in pose.cycle])
        for t in np.linspace(0, 1, 2 * moments):
            found.update(_moment(movement.cycle(float(t), 0.0).skeleton, planted, props))
    return sorted(found)


def _moment(skeleton: Skeleton, planted: dict[str, Array], props: Sequence[Prop]) -> Iterator[str]:
    if not bones_keep_length(skeleton):
        yield "a bone changes its length"
    for limb, place in planted.items():
        if float(np.linalg.norm(skeleton.joint[BONE[LIMBS[limb][2]]] - place)) > SLIDE:
            yield f"{limb} slides"
    low = lowest(_ALL, skeleton.rotation, skeleton.joint, skeleton.build)
    space = SkinSpace(skeleton)
    if float(low[_FIRM].min()) < -CONTACT:
        yield "a hand or a foot goes through the floor"
    if float(low[_SOFT].min()) < -SOFT_SINK:
        yield "something goes through the floor"
    near = [prop for prop in props if prop.kind != "cushion"]
    if near and space.clearance(np.concatenate([_FIRM, _SOFT]), near, mat=False) < -SOFT_SINK:
        yield "something goes through a box"
    if float(low.min()) > CONTACT and space.clearance(_ALL, props) > CONTACT:
        yield "nothing touches the floor"
    depth = space.depth(_HEAD, _BELOW_HEAD)
    if depth > SOFT_SINK:
        yield "the head is inside the body"
    yield from joint_faults(skeleton)


def _breathing(pose: Pose, way: Way, build: Build) -> Iterator[str]:
    """Hands and feet stay at what they hold while the body sinks deeper breathing out."""
    key = pose.keys_for(way)[-1]
    wanted = {"legR": key.legR.ik, "legL": key.legL.ik, "armR": key.armR.ik, "armL": key.armL.ik}
    movement = Movement(pose, way=way, build=build)
    for breath in (0.0, 1.0):
        skeleton = movement.hold(breath).skeleton
        for limb, target in wanted.items():
            if isinstance(target, OnBody):
                place = skeleton.joint[BONE[LIMBS[limb][2]]]
                away = float(np.linalg.norm(place - body_point(target, skeleton)))
                if away > BREATHING_REACH:
                    yield f"{limb} is {away:.4f} away from what it holds"


def inspect_mirror(pose: Pose, build: Build = USUAL) -> list[str]:
    """A body that is mirrored for the other side is its own reflection in an upright mirror, all the way."""
    one, other = (Movement(pose, mirrored=mirrored, build=build) for mirrored in (False, True))
    normal = one.move(0.0).skeleton.rotation[0][:, 2]
    if abs(float(normal[1])) > REFLECTED:
        return ["the mirror is not upright: the reflection would be under the floor"]
    across = np.eye(3) - 2 * np.outer(normal, normal)
    swapped = [BONE[other_side(bone)] for bone in BONE]
    for t in np.linspace(0, 1, MOMENTS):
        here, there = (movement.move(float(t)).skeleton.joint for movement in (one, other))
        if float(np.abs(here @ across - there[swapped]).max()) > REFLECTED:
            return ["it is not the reflection of the right side"]
    return []
