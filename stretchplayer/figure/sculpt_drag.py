"""Posing the figure by its handles: where they are in the picture, and what a drag does to the joints.

Points are in the plane of the picture in body heights, to the right and down, as a `geometry.Camera` of
scale 1 projects them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stretchplayer.figure.geometry import Camera
from stretchplayer.figure.postures import INDEX, POSTURES
from stretchplayer.figure.rig import BONE, OFFSET, Array
from stretchplayer.figure.sculpt import Sculpture
from stretchplayer.figure.settling import Settled, settle

Point = tuple[float, float]
Joints = Mapping[tuple[str, ...], float]  # that move together, and how willingly

PROBE = 2.0  # degrees that a joint is moved to see what it does to a handle
DAMPING = 0.03  # body heights a radian: joints that hardly move a handle are left alone
RATE = 420.0  # degrees a joint moves at most for a body height that the handle is off
LONGEST = 0.12  # body heights that one step goes for
PASSES = 1  # of settling a probe


@dataclass(frozen=True)
class Handle:
    """A place on the body to take hold of; `joints` follow it, each as willingly as its number says."""

    name: str
    words: str
    bone: str
    joints: Joints
    offset: tuple[float, float, float] = (0.0, 0.0, 0.0)


def _side(s: str) -> list[Handle]:
    side = {"R": "Right", "L": "Left"}[s]
    arm: Joints = {("shoulder" + s,): 1.0, ("shoulder_out" + s,): 0.8}
    leg: Joints = {("hip" + s,): 1.0, ("hip_out" + s,): 0.8}
    fingers, toes = OFFSET[BONE["fing" + s]], OFFSET[BONE["toe" + s]]
    return [
        Handle(
            "hand" + s,
            f"{side} hand",
            "hand" + s,
            {**arm, ("elbow" + s,): 1.0, ("shoulder_turn" + s,): 0.3},
            tuple(fingers * 0.6),
        ),
        Handle("elbow" + s, f"{side} elbow", "fore" + s, arm),
        # A knee that is lifted bends, so that the lower leg hangs.
        Handle("knee" + s, f"{side} knee", "shank" + s, {**leg, ("hip" + s, "knee" + s): 1.0}),
        Handle(
            "foot" + s,
            f"{side} foot",
            "foot" + s,
            {**leg, ("knee" + s,): 1.0, ("hip_turn" + s,): 0.4},
            tuple(toes * 0.5),
        ),
    ]


_HIPS, _KNEES, _SHOULDERS = ("hipR", "hipL"), ("kneeR", "kneeL"), ("shoulderR", "shoulderL")
_HEAD: Joints = {("bend",): 1.0, ("side",): 1.0, ("nod",): 0.6, ("tilt",): 0.6}
_HEAD_UPRIGHT: Joints = {**_HEAD, _HIPS: 0.6}
#: On a chair the pelvis stays where it is.
_PELVIS: Mapping[str, Joints] = {
    "standing": {_HIPS: 1.0, _KNEES: 1.0, ("side",): 0.3},
    "half_kneeling": {("hipR",): 1.0, ("hipL",): 1.0, ("kneeR",): 1.0, ("kneeL",): 1.0},
    "hands_and_knees": {_HIPS: 1.0, _KNEES: 1.0, _SHOULDERS: 1.0},
    "back": {_HIPS: 1.0, _KNEES: 0.5, ("bend",): 0.5, ("roll",): 0.5},
    "side": {("side",): 1.0, _HIPS: 0.5, ("roll",): 0.5},
    "front": {("bend",): 1.0, _HIPS: 1.0, _SHOULDERS: 0.5, ("roll",): 0.5},
}


def _handles(posture: str) -> tuple[Handle, ...]:
    upright = POSTURES[posture].settles != "rocks" or posture == "half_kneeling"
    head = Handle("head", "Head", "head", _HEAD_UPRIGHT if upright else _HEAD, (0.012, 0.035, 0.0))
    pelvis = [Handle("pelvis", "Pelvis", "pelvis", _PELVIS[posture])] if posture in _PELVIS else []
    right, left = _side("R"), _side("L")
    arms = [right[0], right[1], left[0], left[1]]
    legs = [right[2], right[3], left[2], left[3]]
    return (head, *arms, *pelvis, *legs)


HANDLES: Mapping[str, Mapping[str, Handle]] = {
    posture: {handle.name: handle for handle in _handles(posture)} for posture in POSTURES
}


def handles(sculpture: Sculpture) -> dict[str, Point]:
    """Where each handle is in the picture, from head to feet."""
    places = {}
    for name, handle in HANDLES[sculpture.posture].items():
        x, y = _seen(sculpture, sculpture.settled, handle)[0]
        places[name] = float(x), float(y)
    return places


def _seen(sculpture: Sculpture, rest: Settled, handle: Handle) -> Array:
    camera = Camera(*sculpture.camera, 1.0, 0.0, 0.0)
    return camera.project(rest.point(BONE[handle.bone], np.array(handle.offset)))


def drag(sculpture: Sculpture, handle: str, to: Point) -> Sculpture:
    """One step of moving a handle to a place in the picture; what cannot follow stays as it is.

    No joint moves farther than in proportion to how far the handle is off, so small drags change
    little. A long way takes several steps: drag again to the same place until nothing changes.
    """
    held = HANDLES[sculpture.posture][handle]
    rest = sculpture.settled
    here = _seen(sculpture, rest, held)[0]
    way = np.array(to, float) - here
    off = float(np.linalg.norm(way))
    if off < 1e-6:
        return sculpture
    aim = way * min(1.0, LONGEST / off)
    joints = list(held.joints)
    free = [True] * len(joints)
    slopes = _slopes(sculpture, rest, held)
    most = RATE * min(off, LONGEST)
    step = np.zeros(len(joints))
    for _ in range(len(joints)):  # what runs into its limit is set there, and the others go on without it
        wish = _solve(
            slopes, np.array(list(held.joints.values())) * free, aim - slopes @ np.where(free, 0, step)
        )
        wish = np.where(free, np.clip(wish, -most, most), step)
        kept = np.array([_within(sculpture, names, by) for names, by in zip(joints, wish, strict=True)])
        stopped = [f and abs(k - w) > 1e-9 for f, k, w in zip(free, kept, wish, strict=True)]
        step = kept
        if not any(stopped):
            break
        free = [f and not s for f, s in zip(free, stopped, strict=True)]
    for share in (1.0, 0.4):
        moved = _moved(sculpture, joints, step * share)
        if moved.values == sculpture.values:
            return sculpture
        left = np.linalg.norm(np.array(to) - _seen(moved, moved.settled, held)[0])
        if left < off - 1e-9:
            return moved
    return sculpture


def _moved(sculpture: Sculpture, joints: list[tuple[str, ...]], by: Array) -> Sculpture:
    return sculpture.with_values(
        {name: sculpture[name] + amount for names, amount in zip(joints, by, strict=True) for name in names}
    )


def _within(sculpture: Sculpture, names: tuple[str, ...], by: float) -> float:
    """As much of a change as every one of these joints has room for."""
    for name in names:
        low, high = sculpture.limits(name)
        by = min(max(by, low - sculpture[name]), high - sculpture[name])
    return by


def _slopes(sculpture: Sculpture, rest: Settled, handle: Handle) -> Array:
    """How far the handle goes for a degree of each of its joints, (2, joints)."""
    variants, steps = [sculpture.values], []
    for names in handle.joints:
        room = _within(sculpture, names, PROBE)
        step = PROBE if room == PROBE else -PROBE
        steps.append(step)
        variants.append(_moved(sculpture, [names], np.array([step])).values)
    posture = POSTURES[sculpture.posture]
    seen = _seen(sculpture, settle(posture, np.array(variants), passes=PASSES, near=rest), handle)
    moved = np.array([v[INDEX[names[0]]] for v, names in zip(variants[1:], handle.joints, strict=True)])
    was = np.array([sculpture[names[0]] for names in handle.joints])
    done = np.where(np.abs(moved - was) > 1e-9, moved - was, np.array(steps))
    return np.asarray(((seen[1:] - seen[0]) / done[:, None]).T)


def _solve(slopes: Array, willing: Array, aim: Array) -> Array:
    """Damped least squares: the smallest change of joints that brings the handle to its aim."""
    weighted = slopes * willing
    damping = np.radians(DAMPING) ** 2
    return np.asarray(
        willing * (weighted.T @ np.linalg.solve(weighted @ weighted.T + damping * np.eye(2), aim))
    )
