"""Which part of the body is painted after which: what is nearer to the camera covers what is farther."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np

from stretchplayer.figure.pose import GROUPS
from stretchplayer.figure.rig import RING_BACK, RING_FRONT, RING_SIDE, TUBES, Array, Index, skin_rings

EVERY = 4  # rings that are looked at
#: Where two parts are equally near, this order holds: clothes are painted over what they cover.
USUAL = ("armL", "legL", "pelvis", "legR", "shirt", "head", "armR")
#: How much nearer a part has to be to be painted after one that usually covers it.
SLACK = 0.012

_TUBES = {
    "armL": ("armL", "handL", "thumbL"),
    "armR": ("armR", "handR", "thumbR"),
    "legL": ("legL", "footL"),
    "legR": ("legR", "footR"),
    "head": ("head",),
    "shirt": ("torso", "neck"),
    "pelvis": ("torso",),
}
_HIPS = 16  # rings of the torso that are the pelvis; the others are the shirt's


def _rings_of(group: str) -> Index:
    spans = []
    for tube in _TUBES[group]:
        first, last = TUBES[tube]
        if tube == "torso":
            first, last = (first, first + _HIPS) if group == "pelvis" else (first + _HIPS, last)
        spans.append(np.arange(first, last, EVERY))
    return np.concatenate(spans)


_INDEX = np.concatenate([_rings_of(group) for group in GROUPS])
_IS_OF = np.repeat(np.eye(len(GROUPS)), [len(_rings_of(group)) for group in GROUPS], 0)  # (rings, groups)
_RADIUS = np.maximum((RING_FRONT + RING_BACK) / 2, RING_SIDE)[_INDEX]


def painting_order(rotation: Array, joint: Array, camera: tuple[float, float]) -> tuple[str, ...]:
    """All parts, from back to front, for bones in the world and a camera's yaw and pitch."""
    yaw, pitch = radians(camera[0]), radians(camera[1])
    towards = np.array([sin(yaw) * cos(pitch), sin(pitch), cos(yaw) * cos(pitch)])
    right = np.array([cos(yaw), 0.0, -sin(yaw)])
    up = np.cross(towards, right)
    centre = skin_rings(rotation, joint).centre[_INDEX]
    flat = np.stack([centre @ right, centre @ up], 1)
    depth = centre @ towards
    apart = flat[:, None] - flat[None]
    touching = (apart * apart).sum(2) < (0.8 * (_RADIUS[:, None] + _RADIUS[None])) ** 2
    nearer = np.where(touching, depth[:, None] - depth[None], 0.0)
    total, pairs = _IS_OF.T @ nearer @ _IS_OF, _IS_OF.T @ touching @ _IS_OF
    mean = np.divide(total, pairs, out=np.zeros_like(total), where=pairs > 0)
    return _sorted(mean, pairs > 0)


def _sorted(nearer: Array, meets: Array) -> tuple[str, ...]:
    """Paint next the part that has the least reason to wait for another one."""
    usual = {group: rank for rank, group in enumerate(USUAL)}
    left = list(GROUPS)
    order: list[str] = []

    def waits(group: str) -> tuple[float, int]:
        a = GROUPS.index(group)
        reasons = 0.0
        for other in left:
            b = GROUPS.index(other)
            if other == group or not meets[a, b]:
                continue
            slack = SLACK if usual[group] < usual[other] else -SLACK
            reasons = max(reasons, float(nearer[a, b]) - slack)
        return (max(reasons, 0.0), usual[group])

    while left:
        chosen = min(left, key=waits)
        order.append(chosen)
        left.remove(chosen)
    return tuple(order)
