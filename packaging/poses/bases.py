"""Starting positions and the small building blocks that the poses share."""

from __future__ import annotations

from typing import Any

from solver import Key, Posed, merge, number, solve

#: Height of the ankle joint over a flat foot (Winter 2009, fig. 4.1: 0.039 H).
ANKLE = 0.039
#: Wrist height over a flat palm, and over a hand that carries weight.
PALM = 0.017
LOADED_PALM = 0.019
#: Elbow joint over a forearm that lies on the mat, and the wrist in front of it.
ELBOW = 0.0215
FOREARM_WRIST = 0.0165
#: Soft tissue gives: contact parts may sink this far.
SOFT = 0.002

SIDE_ORDER = ["armL", "legL", "pelvis", "shirt", "head", "legR", "armR"]
WHOLE = [[0, 1], [0, 1], [0, 1]]


def other_side(limb: Any) -> Any:
    """The same limb on the left: right/left names swapped, z turned round in every vector."""
    if isinstance(limb, dict):
        return {name: _other_value(name, value) for name, value in limb.items()}
    return limb


def _other_value(name: str, value: Any) -> Any:
    if isinstance(value, str) and value[-1] in "RL":
        return value[:-1] + {"R": "L", "L": "R"}[value[-1]]
    if isinstance(value, dict):
        return other_side(value)
    if name in ("ik", "pole", "fingers", "palm", "off", "v") and isinstance(value, list):
        return [value[0], value[1], -value[2]]
    return value


def both(limb: str, right: Key) -> Key:
    """``right`` on the right side and its mirror image on the left."""
    return {limb + "R": right, limb + "L": other_side(right)}


def arrow(bone: str, start: list[float], end: list[float], bulge: float = 0.0) -> Key:
    """A curved arrow beside a bone."""
    return {"kind": "bez", "at": bone, "from": start, "to": end, "bulge": bulge}


def when(hint: Key, *ways: str) -> Key:
    """An arrow that is there only when the exercise is done in one of these ways."""
    return {**hint, "ways": list(ways)}


def arc(bone: str, radius: float, start: float, end: float, off: list[float] | None = None) -> Key:
    """An arc-shaped arrow round a bone, in the plane of a side view."""
    return {
        "kind": "arc",
        "at": bone,
        "off": off or [0, 0, 0],
        "r": radius,
        "a0": start,
        "a1": end,
        "plane": "xy",
    }


def flat_leg(side: int, x: float = 0.285, z: float = 0.056) -> Key:
    """A bent leg with the foot flat, ankle at (x, z); side is 1 (right) or -1."""
    return {"ik": [x, ANKLE, side * z], "pole": [0.2, 1, 0], "foot": 0}


def settle_on_back(key: Key) -> Key:
    """Buttocks and shoulder blades both rest on the mat, and the head does."""
    key = solve(
        key,
        [[(("root", "pitch"), 1)]],
        [lambda p: p.low("torso", None, 0.05) - p.low("torso", 0.18, None)],
    )
    return settle_head(key)


def settle_head(key: Key) -> Key:
    """Neck and head share the bend that lets the back of the head rest on the mat."""
    return solve(key, [[(("neck", 0), 0.7), (("head", 0), 0.3)]], [lambda p: p.low("hair") + SOFT])


def settle_flat_leg(key: Key, leg: str) -> Key:
    """A straight leg lies down: heel (or calf, whichever is lower) on the mat."""
    foot = "foot" + leg[-1]
    return solve(key, [[((leg, "hip", 0), 1)]], [lambda p: min(p.low(foot), p.low(leg, 0.3, None)) + 0.001])


_ARM_BESIDE: Key = {
    "ik": [0.035, PALM, 0.175],
    "pole": [0, 0.15, 1],
    "fingers": [1, -0.02, 0.05],
    "palm": [0, -1, 0],
    "curl": 6,
}
#: Palms down beside the hips.
ARMS_BESIDE = both("arm", _ARM_BESIDE)

#: Arms out to the sides, palms up.
ARMS_OUT = both(
    "arm",
    {"ik": [-0.268, 0.015, 0.41], "pole": [1, 0.1, 0], "fingers": [0, 0, 1], "palm": [0, 1, 0], "curl": 8},
)


def on_back() -> Key:
    """Lying on the back, knees bent, feet flat, arms beside the body."""
    return settle_on_back(
        {
            "root": {"pitch": 90},
            "lumbar": [5, 0, 0],
            "thorax": [0, 0, 0],
            "neck": [-4, 0, 0],
            "head": [0, 0, 0],
            "place": {"floor": ["torso"], "anchor": "pelvis", "at": [0, 0]},
            "legR": flat_leg(1),
            "legL": flat_leg(-1),
            **ARMS_BESIDE,
        }
    )


HOOK = on_back()

#: Shoulder to wrist of an almost straight arm.
STRAIGHT_ARM = 0.3268

_THIGH_UPRIGHT: Key = {"hip": [88, 0, 0], "knee": 90, "ankle": -76}
_ARM_LOADED: Key = {
    "ik": [0.19, LOADED_PALM, 0.10],
    "pole": [-1, 0, 0.3],
    "fingers": [1, -0.1, 0],
    "palm": [-0.1, -1, 0],
    "curl": -6,
}


def _arm_gap(posed: Posed) -> float:
    """How far shoulder and wrist are from the distance of an almost straight arm."""
    overreach = max(0.0, posed.short["armR"])
    return posed.distance("armR", "handR") - STRAIGHT_ARM + 10 * overreach


def pelvis_alone(gain: float = 1) -> list[tuple[tuple[str | int, ...], float]]:
    """The pelvis tips while the thighs keep their direction in space."""
    return [(("root", "pitch"), gain), (("legR", "hip", 0), -gain), (("legL", "hip", 0), -gain)]


def place_hands(key: Key, ahead: float = 0.006) -> Key:
    """Arms almost straight, wrists ``ahead`` of the shoulders: finds where the hands go."""
    return solve(
        key,
        [pelvis_alone(), [(("armR", "ik", 0), 0.01), (("armL", "ik", 0), 0.01)]],
        [_arm_gap, lambda p: number(p.key, ("armR", "ik", 0)) - float(p.joint("armR")[0]) - ahead],
    )


#: Both thighs lean while the shins stay on the mat.
THIGHS = [((leg, *field), 1.0) for leg in ("legR", "legL") for field in (("hip", 0), ("knee",))]


def settle_on_hands(key: Key, ahead: float = 0.006) -> Key:
    """The same with hands and knees where they are: pelvis and thighs tip until it fits."""
    return solve(
        key,
        [pelvis_alone(), THIGHS],
        [_arm_gap, lambda p: number(p.key, ("armR", "ik", 0)) - float(p.joint("armR")[0]) - ahead],
    )


def on_hands_and_knees() -> Key:
    """Hands under the shoulders, knees under the hips, back level."""
    return place_hands(
        {
            "root": {"pitch": -88},
            "lumbar": [4, 0, 0],
            "thorax": [0, 0, 0],
            "neck": [-2, 0, 0],
            "head": [0, 0, 0],
            "place": {"floor": ["legR", "legL"], "anchor": "shankR", "at": [-0.135, 0.05]},
            "legR": _THIGH_UPRIGHT,
            "legL": _THIGH_UPRIGHT,
            **both("arm", _ARM_LOADED),
        }
    )


QUADRUPED = on_hands_and_knees()

_ARM_HANGING: Key = {"sh": [4, 7, 0], "elbow": 12, "pron": 10, "curl": 14}
#: By angles, not by where the foot is: the standing leg must not stir when the other one is lifted.
_LEG_SOFT: Key = {"hip": [4, 0, 0], "knee": 8, "ankle": 4}
#: Upright, feet hip-wide, knees soft, arms hanging.
STANDING: Key = {
    "root": {"pitch": 0},
    "lumbar": [0, 0, 0],
    "thorax": [0, 0, 0],
    "neck": [0, 0, 0],
    "head": [0, 0, 0],
    "place": {"floor": ["feet"], "anchor": "pelvis", "at": [0, 0], "sink": 0},
    "legR": _LEG_SOFT,
    "legL": _LEG_SOFT,
    "armR": _ARM_HANGING,
    "armL": _ARM_HANGING,
}


def pose(title: str, keys: list[Key], **fields: Any) -> Key:
    """A pose file's content; fields left out get the usual values of a side view."""
    usual: Key = {
        "title": title,
        "camera": [0, 11],
        "order": SIDE_ORDER,
        "keys": keys,
        "stage": WHOLE,
        "highlight": [],
        "arrows": [],
        "switch": "flip",
    }
    return merge(usual, fields)
