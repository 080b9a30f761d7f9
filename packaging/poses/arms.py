"""Arms: as long as they are, and free ones told by angles instead of by where the hand is."""

from __future__ import annotations

from math import asin, atan2, degrees

import msgspec
import numpy as np
import numpy.typing as npt
from solver import Key, Posed, merge, without_empty

from stretchplayer.figure.pose import Key as PoseKey
from stretchplayer.figure.rig import BONE
from stretchplayer.figure.solve import evaluate

Matrix = npt.NDArray[np.float64]


def reaching_ahead(key: Key, length: float) -> Key:
    """Both hands put so far ahead of the shoulders that it is this far from shoulder to wrist."""
    arms = ("armR", "armL")
    posed = Posed(merge(key, *({arm: {"ik": None}} for arm in arms)))
    result = merge(key)
    for arm in arms:
        x, y, z = (float(part) for part in posed.joint(arm))
        hand = result[arm]["ik"] = list(result[arm]["ik"])
        hand[0] = x + (length**2 - (y - hand[1]) ** 2 - (z - hand[2]) ** 2) ** 0.5
    return result


def by_angles(key: Key, arm: str) -> Key:
    """The same posture, with an arm that reached for something given by the angles of its joints."""
    rotation = evaluate(msgspec.convert(without_empty(key), PoseKey)).skeleton.rotation
    side = arm[-1]
    blade, upper, fore, hand = (rotation[BONE[bone + side]] for bone in ("clav", "arm", "fore", "hand"))
    k = 1 if side == "R" else -1
    turned = fore.T @ hand  # Ry(k pron) Rx(k wrist) Rz(aside)
    wrist = asin(float(-turned[1, 2]))
    return merge(
        key,
        {
            arm: {
                **dict.fromkeys(("ik", "pole", "fingers", "palm")),
                "sh": _shoulder(blade.T @ upper, k),
                "elbow": _elbow(upper.T @ fore),
                "pron": k * degrees(atan2(turned[0, 2], turned[2, 2])),
                "wrist": [k * degrees(wrist), degrees(atan2(turned[1, 0], turned[1, 1]))],
            }
        },
    )


def _shoulder(turn: Matrix, k: int) -> list[float]:
    """Flexion, abduction, rotation: ``Rz(f) Rx(-k a) Ry(k r)``."""
    abducted = asin(float(np.clip(turn[2, 1], -1, 1)))
    flexed = atan2(-turn[0, 1], turn[1, 1])
    return [degrees(flexed), -k * degrees(abducted), k * degrees(atan2(-turn[2, 0], turn[2, 2]))]


def _elbow(turn: Matrix) -> float:
    return degrees(atan2(turn[1, 0], turn[0, 0]))
