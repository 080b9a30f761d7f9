"""What stands around a sculpture: the chair it sits on, the cushion under its head."""

from __future__ import annotations

from typing import Literal

import numpy as np

from stretchplayer.figure.pose import Key, Prop
from stretchplayer.figure.rig import BONE, TUBES, lowest
from stretchplayer.figure.settling import PRESSED
from stretchplayer.figure.solve import Skeleton, evaluate

SEAT, SEAT_HALF, CHAIR_LEG, BACK_HEIGHT = 0.03, 0.15, 0.026, 0.26
SEAT_BEHIND, SEAT_AHEAD = 0.16, 0.12  # of the hips
HIPS = 16  # rings of the torso that rest on a seat
LEANS_BACK = 12.0  # degrees; from here on the back of a chair would be in the way
CUSHION_LEAST, CUSHION_MOST = 0.035, 0.13  # a gap under the head that a cushion fills
CUSHION_HALF = 0.085


def _low_of(skeleton: Skeleton, tube: str, rings: int | None = None) -> float:
    begin, end = TUBES[tube]
    chosen = np.arange(begin, end if rings is None else begin + rings)
    return float(lowest(chosen, skeleton.rotation, skeleton.joint).min())


def _box(kind: Literal["box", "cushion"], *at: float) -> Prop:
    x0, x1, y0, y1, z0, z1 = (round(value, 4) for value in at)
    return Prop(kind, (x0, x1, y0, y1, z0, z1))


def chair(key: Key) -> tuple[Prop, ...]:
    """A chair as high as the person sits."""
    skeleton = evaluate(key).skeleton
    top = max(_low_of(skeleton, "torso", HIPS) + PRESSED, SEAT + 0.01)
    x, z = float(skeleton.joint[0, 0]), float(skeleton.joint[0, 2])
    rear, front, far, near = x - SEAT_BEHIND, x + SEAT_AHEAD, z - SEAT_HALF, z + SEAT_HALF
    under, leg = top - SEAT, CHAIR_LEG
    back = (
        ()
        if key.root.pitch > LEANS_BACK
        else (_box("box", rear - leg, rear, top, top + BACK_HEIGHT, far, near),)
    )
    return (
        _box("box", rear, rear + leg, 0, under, far, far + leg),
        _box("box", front - leg, front, 0, under, far, far + leg),
        *back,
        _box("box", rear, front, under, top, far, near),
        _box("box", rear, rear + leg, 0, under, near - leg, near),
        _box("box", front - leg, front, 0, under, near - leg, near),
    )


def cushion(key: Key) -> tuple[Prop, ...]:
    """A cushion under a head that would hang in the air."""
    skeleton = evaluate(key).skeleton
    low = _low_of(skeleton, "head")
    if not CUSHION_LEAST <= low <= CUSHION_MOST:
        return ()
    at = skeleton.joint[BONE["head"]] + skeleton.rotation[BONE["head"]] @ np.array([0.0, 0.03, 0.0])
    x, z = float(at[0]), float(at[2])
    half = CUSHION_HALF
    return (_box("cushion", x - half, x + half, 0.0, low + 0.006, z - half, z + half),)
