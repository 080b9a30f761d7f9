"""Poses on hands and knees, and the way down to the floor."""

from __future__ import annotations

from arms import reaching_ahead
from bases import (
    ELBOW,
    FOREARM_WRIST,
    QUADRUPED,
    THIGHS,
    arrow,
    both,
    pelvis_alone,
    pose,
    settle_on_hands,
)
from furniture import SEAT_TOP, chair
from solver import Key, Variable, merge, number, solve

#: Shoulder to wrist of arms stretched out in front.
REACHING_ARM = 0.323


#: How far the knees are apart for the prayer stretch: their hips' width, and a little more.
KNEES_APART = 8
_KNEE_AT: Key = {"anchor": "shankR", "at": [-0.135, 0.0845]}
#: The hands, wide enough for the face to be free.
WIDE = 0.22


#: Between hips and heels; its end beyond the near leg is painted after the body.
_CUSHION = [
    {
        "kind": "cushion",
        "at": [-0.37, -0.26, 0.095, 0.13, *ends],
        "layer": layer,
        "ways": ["easier"],
    }
    for ends, layer in (((-0.12, 0.12), "back"), ((0.125, 0.145), "front"))
]


def knees_apart() -> Key:
    """On hands and knees, knees a little apart."""
    leg: Key = {"hip": [number(QUADRUPED, ("legR", "hip", 0)), KNEES_APART, 0]}
    return settle_on_hands(merge(QUADRUPED, {"place": _KNEE_AT, "legR": leg, "legL": leg}))


def folded(hip: float, knee: float, aside: float = 0.0) -> Key:
    """Hips towards the heels, forehead on the mat, arms long in front; or all of it ``aside`` to the left."""
    leg: Key = {"hip": [hip, KNEES_APART, 0], "knee": knee, "ankle": -76}
    arm: Key = {
        "ik": [0.3, 0.018, WIDE],
        "pole": [0, -0.2, 1],
        "fingers": [1, -0.08, 0.1],
        "palm": [-0.1, -1, 0],
        "curl": -6,
    }
    key: Key = merge(
        QUADRUPED,
        {
            "root": {"pitch": -66},
            "lumbar": [30, -11 * aside, 0],
            "thorax": [36, -13 * aside, 0],
            "neck": [-8, 0, 0],
            "head": [-6, 0, 0],
            "place": {"floor": ["legR"], **_KNEE_AT},
            "legR": leg,
            "legL": leg,
        },
        both("arm", arm),
    )
    for name, inwards in (("armR", -0.04), ("armL", 0.04)):
        key[name]["ik"][2] += (inwards - 0.11) * aside

    key = solve(
        key,
        [[(("lumbar", 0), 0.5), (("thorax", 0), 0.5)]],
        [lambda p: min(p.low("head"), p.low("hair")) + 0.002],
    )
    return reaching_ahead(key, REACHING_ARM)


PRAYER = pose(
    "Prayer stretch",
    [knees_apart(), folded(128, 152)],
    camera=[0, 42],
    highlight=["lumbar", "lat.R", "lat.L"],
    arrows=[
        arrow("pelvis", [0.12, 0.155, 0], [-0.05, 0.135, 0], -0.18),
        arrow("handR", [0.02, 0.075, 0], [0.16, 0.055, 0], 0.12),
    ],
    props=_CUSHION,
    easier=folded(114, 132),
    harder=folded(128, 152, aside=1),
)


def rounded(base: Key, amount: float) -> Key:
    """Cat: pelvis tucked, the middle of the back highest, head hanging; nothing settled yet."""
    tuck = 47 * amount
    leg: Key = {"hip": [number(base, ("legR", "hip", 0)) - tuck, 0, 0]}
    return merge(
        base,
        {
            "root": {"pitch": number(base, ("root", "pitch")) + tuck},
            "lumbar": [48 * amount, 0, 0],
            "thorax": [42 * amount, 0, 0],
            # Low in the chest: higher up it would put the top of the arch over the shoulders.
            "tsplit": 0.95,
            "neck": [-6 + 28 * amount, 0, 0],
            "head": [18 * amount, 0, 0],
            "legR": leg,
            "legL": leg,
        },
    )


def sagging(base: Key, amount: float) -> Key:
    """Cow: belly sinks a little, eyes slightly ahead; nothing settled yet."""
    tip = 35 * amount
    leg: Key = {"hip": [number(base, ("legR", "hip", 0)) + tip, 0, 0]}
    return merge(
        base,
        {
            "root": {"pitch": number(base, ("root", "pitch")) - tip},
            "lumbar": [-30 * amount, 0, 0],
            "thorax": [-14 * amount, 0, 0],
            "tsplit": 0.7,
            "neck": [-6 - 12 * amount, 0, 0],
            "head": [-8 * amount, 0, 0],
            "legR": leg,
            "legL": leg,
        },
    )


_ON_FOREARM: Key = {
    "ik": [0.27, FOREARM_WRIST, 0.1],
    "pole": [-1, -1, 0],
    "fingers": [1, 0, -0.05],
    "palm": [0, -1, 0],
    "curl": 0,
}


def on_elbows(key: Key, wrists: bool = False) -> Key:
    """Elbows under the shoulders, forearms on the mat; ``wrists`` finds where the hands go."""
    hands: Variable = [((arm, "ik", 0), 0.01) for arm in ("armR", "armL")]
    return solve(
        key,
        [pelvis_alone(), hands if wrists else THIGHS],
        [
            lambda p: float(p.joint("foreR")[1]) - ELBOW,
            lambda p: float(p.joint("foreR")[0] - p.joint("armR")[0]),
        ],
    )


def nodding(neck: float, head: float) -> Key:
    """Neck and head, bent by this much."""
    return {"neck": [neck, 0, 0], "head": [head, 0, 0]}


FOREARMS = on_elbows(merge(QUADRUPED, both("arm", _ON_FOREARM)), wrists=True)

CAT_COW = pose(
    "Cat and cow",
    [QUADRUPED, settle_on_hands(sagging(QUADRUPED, 1)), settle_on_hands(rounded(QUADRUPED, 1), ahead=0.036)],
    cycle=[2, 0, 1, 0],
    highlight=["lumbar", "thoracic"],
    arrows=[
        # Beside a knee, that stays where it is: the back moves towards one arrow, then towards the other.
        {**arrow("shankR", [0.14, 0.41, 0], [0.14, 0.505, 0]), "ways": ["usual"]},
        {**arrow("shankR", [0.14, 0.17, 0], [0.14, 0.065, 0]), "ways": ["usual"]},
        {**arrow("shankR", [0.14, 0.34, 0], [0.14, 0.435, 0]), "ways": ["easier"]},
        {**arrow("shankR", [0.13, 0.095, 0], [0.13, 0.005, 0]), "ways": ["easier"]},
    ],
    # With the chest so low the head must not come down to the mat.
    easier_start=merge(FOREARMS, nodding(-16, -4)),
    easier_other=on_elbows(merge(sagging(FOREARMS, 0.6), nodding(-26, -12))),
    easier=on_elbows(merge(rounded(FOREARMS, 0.7), nodding(-4, 0))),
)


#: Every key of the bird dog stands on the left knee, so that it does not slide.
ON_LEFT_KNEE: Key = merge(
    QUADRUPED, {"place": {"floor": ["legL"], "anchor": "shankL", "at": [-0.135, -0.05]}}
)
#: Out in front, thumb up, as high as the ear.
_REACHING: Key = {"sh": [164, 6, 0], "elbow": 6, "pron": 0, "curl": 4, "ik": None}


def leg_back(lowered: float, ankle: float) -> Key:
    """On hands and left knee, the right leg long behind, so many degrees below the horizontal."""
    hip = -90 - number(ON_LEFT_KNEE, ("root", "pitch")) + lowered
    return merge(ON_LEFT_KNEE, {"legR": {"hip": [hip, 0, 0], "knee": 3, "ankle": ankle}})


def foot_slid_back() -> Key:
    """The toes still on the mat."""
    return solve(leg_back(20, -34), [[(("legR", "hip", 0), 1)]], [lambda p: p.low("footR")])


BIRD_DOG = pose(
    "Bird dog",
    [ON_LEFT_KNEE, foot_slid_back(), merge(leg_back(4, -36), {"armL": _REACHING})],
    order=["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
    times=[0, 0.45, 1],
    camera=[0, 16],
    highlight=["lumbar", "glute.R"],
    arrows=[
        arrow("footR", [0.02, 0.09, 0], [-0.16, 0.085, 0]),
        {**arrow("handL", [0.0, 0.1, 0], [0.16, 0.12, 0]), "ways": ["usual"]},
    ],
    easier=foot_slid_back(),
)


def beside_chair() -> Key:
    """Kneeling on one knee beside a chair, leaning a little on the far hand, which rests on its seat."""
    return {
        "root": {"pitch": -14},
        "lumbar": [3, 0, 0],
        "thorax": [2, 0, 0],
        "place": {"floor": ["legR"], "anchor": "shankR", "at": [-0.12, 0.05]},
        "legR": {"hip": [14, 0, 0], "knee": 90, "ankle": -76},
        "legL": {"ik": [0.14, 0.039, -0.06], "pole": [1, 0.3, 0], "foot": 0},
        "armR": {
            "ik": {"on": "thighL", "t": 0.72, "to": "shankL", "off": [0.05, 0, 0.012]},
            "pole": [-1, -0.2, 0.9],
            "fingers": {"in": "thighL", "v": [0.1, -1, -0.15]},
            "palm": {"in": "thighL", "v": [-1, 0, 0]},
            "curl": 10,
        },
        "armL": {
            "ik": [0.152, SEAT_TOP + 0.02, -0.15],
            "pole": [-1, 0.1, -0.6],
            "fingers": [1, -0.1, -0.1],
            "palm": [0, -1, 0],
            "curl": 2,
        },
        "neck": [10, 0, 0],
        "head": [4, 0, 0],
    }


GETTING_DOWN = pose(
    "Getting down to the floor",
    [beside_chair(), beside_chair()],
    order=["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
    props=chair(0.13, 0.25, 0.13, 0.56, -0.235),
)

KNEELING: dict[str, Key] = {
    "prayer-stretch": PRAYER,
    "cat-cow": CAT_COW,
    "bird-dog": BIRD_DOG,
    "getting-down": GETTING_DOWN,
}
