"""Poses on hands and knees, and the way down to the floor."""

from __future__ import annotations

from bases import QUADRUPED, arrow, both, pose, settle_on_hands
from furniture import SEAT_TOP, chair
from solver import Key, merge, solve

#: Shoulder to wrist of arms stretched out in front.
REACHING_ARM = 0.325


def folded(hip: float, knee: float) -> Key:
    """Hips towards the heels, forehead on the mat, arms long in front and wide of the face."""
    leg: Key = {"hip": [hip, 12, 0], "knee": knee, "ankle": -76}
    key: Key = merge(
        QUADRUPED,
        {
            "root": {"pitch": -66},
            "lumbar": [30, 0, 0],
            "thorax": [36, 0, 0],
            "neck": [-8, 0, 0],
            "head": [-6, 0, 0],
            "place": {"floor": ["legR"]},
            "legR": leg,
            "legL": leg,
        },
        both(
            "arm",
            {
                "ik": [0.36, 0.018, 0.175],
                "pole": [0, -0.2, 1],
                "fingers": [1, -0.08, 0.1],
                "palm": [-0.1, -1, 0],
                "curl": -6,
            },
        ),
    )
    return solve(
        key,
        [
            [(("lumbar", 0), 0.5), (("thorax", 0), 0.5)],
            [(("armR", "ik", 0), 0.01), (("armL", "ik", 0), 0.01)],
        ],
        [
            lambda p: min(p.low("head"), p.low("hair")) + 0.002,
            lambda p: p.short["armR"] + 0.004 + p.distance("armR", "handR") - REACHING_ARM,
        ],
    )


PRAYER = pose(
    "Prayer stretch",
    [QUADRUPED, folded(128, 152)],
    camera=[0, 32],
    highlight=["lumbar", "lat.R", "lat.L"],
    arrows=[
        arrow("pelvis", [0.12, 0.155, 0], [-0.05, 0.135, 0], -0.18),
        arrow("handR", [0.02, 0.075, 0], [0.16, 0.055, 0], 0.12),
    ],
    easier=folded(112, 128),
)


def rounded_back(amount: float) -> Key:
    """Cat: pelvis tucked, the middle of the back highest, head hanging."""
    key = merge(
        QUADRUPED,
        {
            "root": {"pitch": -76 + 50 * amount},
            "lumbar": [50 * amount, 0, 0],
            "thorax": [36 * amount, 0, 0],
            "tsplit": 0.8,
            "neck": [-6 + 30 * amount, 0, 0],
            "head": [20 * amount, 0, 0],
            "clavR": [0, 8 * amount],
            "clavL": [0, 8 * amount],
            "legR": {"hip": [76 - 50 * amount, 0, 0]},
            "legL": {"hip": [76 - 50 * amount, 0, 0]},
        },
    )
    return settle_on_hands(key, ahead=0.006 + 0.03 * amount)


def sagging_back(amount: float) -> Key:
    """Cow: belly sinks a little, eyes slightly ahead."""
    key = merge(
        QUADRUPED,
        {
            "root": {"pitch": -74.5 - 35 * amount},
            "lumbar": [-30 * amount, 0, 0],
            "thorax": [-14 * amount, 0, 0],
            "tsplit": 0.7,
            "neck": [-6 - 12 * amount, 0, 0],
            "head": [-8 * amount, 0, 0],
            "legR": {"hip": [74.5 + 35 * amount, 0, 0]},
            "legL": {"hip": [74.5 + 35 * amount, 0, 0]},
        },
    )
    return settle_on_hands(key)


CAT_COW = pose(
    "Cat and cow",
    [QUADRUPED, sagging_back(1), QUADRUPED, rounded_back(1)],
    cycle=[3, 0, 1, 0],
    highlight=["lumbar", "thoracic"],
    arrows=[
        arrow("sp3", [-0.03, 0.10, 0], [-0.03, 0.205, 0]),
        arrow("sp3", [-0.02, -0.13, 0], [-0.02, -0.235, 0]),
    ],
    easier=rounded_back(0.55),
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

KNEELING: dict[str, Key] = {"prayer-stretch": PRAYER, "cat-cow": CAT_COW, "getting-down": GETTING_DOWN}
