"""The way down to the floor and up again, one still a step."""

from __future__ import annotations

from bases import STANDING, pose
from furniture import SEAT_TOP, chair
from side_lying import LEGS_APART, legs_stacked
from solver import Key, merge, solve

#: Beside the figure's far hand, in front of it: the same as for one knee down.
CHAIR = chair(0.13, 0.25, 0.13, 0.56, -0.235)
#: The hand that rests on the chair's seat.
_HAND_ON_SEAT: Key = {
    "ik": [0.165, SEAT_TOP + 0.02, -0.15],
    "pole": [-1, 0.1, -0.6],
    "fingers": [1, -0.1, -0.1],
    "palm": [0, -1, 0],
    "curl": 2,
}


def both_knees_down() -> Key:
    """Kneeling upright on both knees, leaning a little on the far hand."""
    leg: Key = {"hip": [20, 4, 0], "knee": 100, "ankle": -76}
    return {
        "root": {"pitch": -12},
        "lumbar": [4, 0, 0],
        "thorax": [3, 0, 0],
        "neck": [8, 0, 0],
        "head": [4, 0, 0],
        "place": {"floor": ["legR", "legL"], "anchor": "shankR", "at": [-0.04, 0.06]},
        "legR": leg,
        "legL": leg,
        "armL": _HAND_ON_SEAT,
        "armR": {"sh": [16, 8, 0], "elbow": 24, "pron": 20, "curl": 14},
    }


BOTH_KNEES = pose(
    "Kneeling beside a chair",
    [both_knees_down(), both_knees_down()],
    order=["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
    props=CHAIR,
)


def sitting_to_one_side() -> Key:
    """Facing the viewer: on the right buttock, legs folded to the left, leaning on the right hand."""
    return {
        "root": {"pitch": 0, "yaw": -90, "roll": -14},
        "lumbar": [0, 8, 0],
        "thorax": [0, 10, 0],
        "neck": [0, 0, 0],
        "head": [0, 0, 0],
        "place": {"floor": ["torso"], "anchor": "pelvis", "at": [0, 0]},
        "legR": {"ik": [0.2, 0.033, 0.2], "pole": [-0.8, 0.1, 1]},
        "legL": {"ik": [0.3, 0.03, 0.0], "pole": [0.1, 0.3, 1]},
        "armR": {
            "ik": [-0.198, 0.019, 0.06],
            "pole": [-1, 0, -0.4],
            "fingers": [-1, -0.2, 0.3],
            "palm": [0, -1, 0],
            "curl": -8,
        },
        "armL": {
            "ik": {"on": "thighL", "t": 0.6, "to": "shankL", "off": [0.05, 0, 0.0]},
            "pole": [1, -0.2, -0.4],
            "fingers": {"in": "thighL", "v": [0.1, -1, 0.15]},
            "palm": {"in": "thighL", "v": [-1, 0, 0]},
            "curl": 10,
        },
    }


SIDE_SITTING = pose(
    "Sitting to one side",
    [sitting_to_one_side(), sitting_to_one_side()],
    order=["armL", "armR", "pelvis", "shirt", "head", "legL", "legR"],
)


def on_the_side() -> Key:
    """Lying on the right side, facing the viewer, knees bent, the head on the lower arm."""
    key: Key = {
        "root": {"pitch": 86, "twist": -90},
        "lumbar": [5, 4, 0],
        "thorax": [4, 4, 0],
        "neck": [4, 12, 0],
        "head": [0, 8, 0],
        "place": {"floor": ["torso"], "anchor": "pelvis", "at": [0, 0]},
        "legR": {"hip": [44, 2, 0], "knee": 68, "ankle": -14},
        "legL": {"hip": [46, -8, 0], "knee": 68, "ankle": -14},
        "armR": {
            "ik": [-0.58, 0.016, 0.16],
            "pole": [-0.3, 1, -1],
            "fingers": [-1, 0, 0.3],
            "palm": [0, 1, 0],
            "curl": 8,
        },
        "armL": {
            "ik": [-0.22, 0.016, 0.2],
            "pole": [0.6, 1, 0.2],
            "fingers": [-0.3, -0.1, 1],
            "palm": [0, -1, 0],
            "curl": 4,
        },
    }
    return solve(
        key,
        [
            [(("root", "pitch"), 1)],
            [(("neck", 1), 1)],
            *LEGS_APART,
        ],
        [
            lambda p: p.low("torso", None, 0.08) - p.low("armR"),
            lambda p: p.low("head") - 0.06,  # on the arm
            *legs_stacked("R", "L"),
        ],
    )


SIDE_LYING = pose(
    "Lying on the side",
    [on_the_side(), on_the_side()],
    order=["armR", "legR", "pelvis", "legL", "shirt", "head", "armL"],
)


def upright_beside_chair() -> Key:
    """Standing, the far hand on top of the chair's back."""
    return merge(
        STANDING,
        {
            "place": {"at": [0.12, 0]},
            "armL": {
                "ik": [0.36, 0.5815, -0.16],
                "pole": [-1, -0.4, -0.6],
                "fingers": [0.5, -0.2, -1],
                "palm": [0, -1, 0],
                "curl": 26,
            },
        },
    )


BESIDE_CHAIR = pose(
    "Standing beside a chair",
    [upright_beside_chair(), upright_beside_chair()],
    order=["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
    props=CHAIR,
)

TRANSFERS: dict[str, Key] = {
    "kneeling-by-chair": BOTH_KNEES,
    "side-sitting": SIDE_SITTING,
    "side-lying": SIDE_LYING,
    "standing-by-chair": BESIDE_CHAIR,
}
