"""Poses lying on the side. The working side is the right one, on top; the head is to the right."""

from __future__ import annotations

from math import cos, radians, sin

from arms import by_angles
from bases import arrow, pose
from solver import Goal, Key, Posed, Variable, merge, solve

#: Thickness of the cushion under the head: 10 cm of a body 1.75 m tall; and how far the head sinks in.
PILLOW = 0.058
SINK = 0.006
#: The body lies a little behind the middle of the mat, the knees in front of it.
BEHIND = -0.09
_PILLOW: Key = {
    "kind": "cushion",
    "at": [0.29, 0.5, 0.0, PILLOW, BEHIND - 0.13, BEHIND + 0.13],
    "layer": "back",
}
#: Joint over joint where one leg lies on the other.
KNEE_ON_KNEE = 0.066
FOOT_ON_FOOT = 0.04
#: Shoulder to wrist.
ALMOST_STRAIGHT = 0.324
#: The lower arm gives way as the chest turns over it.
SLIDE = 0.03

#: Both legs turn in their hips until one lies on the mat and the other on it.
LEGS_APART: list[Variable] = [[((leg, "hip", n), 1)] for leg in ("legL", "legR") for n in (1, 2)]


def legs_stacked(lower: str, upper: str, apart: float = 0.0) -> list[Goal]:
    """Knee on knee and foot on foot, or ``apart`` by a cushion; the lower leg on the mat."""
    return [
        lambda p: p.low("leg" + lower, 0.05, 0.3) + 0.005,
        lambda p: p.low("foot" + lower) + 0.001,
        lambda p: float(p.joint("shank" + upper)[1] - p.joint("shank" + lower)[1]) - KNEE_ON_KNEE - apart,
        lambda p: float(p.joint("foot" + upper)[1] - p.joint("foot" + lower)[1]) - FOOT_ON_FOOT - apart,
    ]


#: How far a cushion keeps the knees from each other.
APART = 0.035
_BETWEEN_KNEES: Key = {
    "kind": "cushion",
    "at": [-0.17, 0.02, 0.075, 0.1, 0.1, 0.2],
    "layer": "back",
    "ways": ["easier"],
}

_ARM_AHEAD: Key = {
    "pole": {"in": "sp4", "v": [0, -1, 0.3]},
    "fingers": [0, 0, 1],
    "curl": 6,
}


def on_the_side(apart: float = 0.0) -> Key:
    """On the left side, facing the viewer, knees bent and stacked, arms straight ahead, palms together."""
    hand = BEHIND + 0.33
    key: Key = {
        "root": {"pitch": 90, "yaw": 180, "twist": 90},
        "lumbar": [4, 0, 0],
        "thorax": [4, 0, 0],
        "neck": [4, 0, 0],
        "head": [2, 0, 0],
        "clavL": [0, 16],
        "clavR": [0, 20],
        # The hip only just touches: the thigh below it is as thick, and must not be lifted on the way.
        "place": {"floor": ["torso"], "anchor": "pelvis", "at": [0, BEHIND], "sink": -0.002},
        "legR": {"hip": [82, -6, 0], "knee": 88, "ankle": -14},
        "legL": {"hip": [80, 4, 0], "knee": 88, "ankle": -14},
        "armL": {**_ARM_AHEAD, "ik": [0.25, 0.016, hand], "palm": [0, 1, 0]},
        "armR": {**_ARM_AHEAD, "ik": [0.25, 0.042, hand], "palm": [0, -1, 0]},
    }
    return solve(
        key,
        [[(("root", "pitch"), 1)], upwards(HEAD, 0), *LEGS_APART],
        [
            lambda p: p.low("torso", None, 0.08) - p.low("armL", None, 0.1),
            head_on_pillow,
            *legs_stacked("L", "R", apart),
        ],
    )


def upwards(parts: dict[str, float], turned: float) -> Variable:
    """These parts bend upwards: to the side, and the more forwards the more the chest is turned up."""
    side, forward = cos(radians(turned)), sin(radians(turned))
    return [
        ((part, n), share * gain) for part, share in parts.items() for n, gain in ((1, side), (0, forward))
    ]


HEAD = {"neck": 0.6, "head": 0.4}


def head_on_pillow(posed: Posed) -> float:
    """How far the head is from resting on the cushion."""
    return posed.low("hair") - PILLOW + SINK


def opened(turn: float, arm: Key, apart: float = 0.0) -> Key:
    """The chest turned by ``turn`` of all it can, head following, hips and knees where they were."""
    side = on_the_side(apart)
    x, y, z = side["armL"]["ik"]
    key = merge(
        side,
        {
            "lumbar": [3, 0, -11 * turn],
            "thorax": [0, 0, -38 * turn],
            "tsplit": 0.6,
            "neck": [0, 0, -26 * turn],
            "head": [-14 * turn, 0, -26 * turn],
            "clavR": [0, -14 * turn],
            "armL": {"ik": [x, y, z + SLIDE * turn], "slide": True},
            "armR": {**arm, **dict.fromkeys(side["armR"].keys() - arm.keys())},
        },
    )
    turned = solve(
        key,
        [upwards({"lumbar": 0.4, "thorax": 0.6}, 36 * turn), upwards(HEAD, 60 * turn)],
        [
            lambda p: p.low("torso", None, 0.08) - min(p.low("armL", None, 0.1), p.low("torso", 0.2, 0.28)),
            head_on_pillow,
        ],
    )
    return by_angles(turned, "armR")


def arm_out(front: float, side: float) -> Key:
    """The top arm almost straight, pointing so far to the front and to the side of the chest."""
    size = (front * front + side * side + 0.01) ** 0.5 / ALMOST_STRAIGHT
    return {
        "ik": {"on": "sp4", "off": [0.018 + front / size, 0.033 + 0.1 / size, 0.096 + side / size]},
        "fingers": {"in": "sp4", "v": [front, 0.1, side]},
        "palm": {"in": "sp4", "v": [side, 0, -front]},
        "curl": 6,
    }


_HAND_ON_RIBS: Key = {
    "ik": {"on": "sp3", "off": [0.075, 0.04, 0.07]},
    "pole": {"in": "sp4", "v": [-0.3, -0.6, 1]},
    "fingers": {"in": "sp3", "v": [0.2, 0.1, -1]},
    "palm": {"in": "sp3", "v": [-1, 0, -0.3]},
    "curl": 14,
}

OPEN_BOOK = pose(
    "Open book",
    [on_the_side(), opened(0.4, arm_out(0.8, 0.6)), opened(1, arm_out(-0.4, 1))],
    camera=[0, 55],
    order=["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
    times=[0, 0.45, 1],
    highlight=["thoracic", "chest"],
    arrows=[
        {**arrow("sp4", [-0.08, 0.08, 0.32], [-0.08, 0.2, -0.16], 0.2), "ways": ["usual"]},
        {**arrow("sp4", [-0.1, 0.1, 0.14], [-0.1, 0.16, -0.1], 0.2), "ways": ["easier"]},
    ],
    farshade=False,
    matz=0.39,
    props=[_PILLOW, _BETWEEN_KNEES],
    easier_start=on_the_side(APART),
    easier_other=opened(0.3, _HAND_ON_RIBS, APART),
    easier=opened(0.6, _HAND_ON_RIBS, APART),
)

SIDE_LYING: dict[str, Key] = {"open-book": OPEN_BOOK}
