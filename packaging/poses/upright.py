"""Standing poses."""

from __future__ import annotations

from math import cos, radians, sin

from bases import ANKLE, STANDING, arrow, both, pose
from furniture import box, wall
from solver import Key, merge, solve

STANDING_STILL = pose(
    "Standing",
    [STANDING, STANDING],
    order=["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
)


def stepping(right: bool, hip: float) -> Key:
    """One knee up, the opposite arm forward."""
    up, down = ("R", "L") if right else ("L", "R")
    swing = min(1.0, hip / 62)
    return merge(
        STANDING,
        {
            "place": {"floor": ["foot" + down]},
            "leg" + up: {"hip": [hip, 0, 0], "knee": hip + 18, "ankle": -14},
            "arm" + down: {"sh": [30 * swing, 6, 0], "elbow": 12 + 36 * swing, "pron": 5, "curl": 34},
            "arm" + up: {"sh": [-26 * swing, 8, 0], "elbow": 12 + 22 * swing, "pron": 5, "curl": 34},
        },
    )


MARCH = pose(
    "March on the spot",
    [STANDING, stepping(False, 62), STANDING, stepping(True, 62)],
    order=["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
    cycle=[3, 0, 1, 0],
    easier=stepping(True, 38),
    easier_other=stepping(False, 38),
    harder=stepping(True, 80),
    harder_other=stepping(False, 80),
)

STEP_TOP = 0.098
STEP = [0.18, 0.395, 0.0, STEP_TOP, -0.16, 0.16]


def heel_on_step(hinge: float, back: float) -> Key:
    """Right heel on the step, toes up, knee soft, flat back; near hand on the hip, far hand too."""
    hand: Key = {
        "ik": {"on": "pelvis", "off": [-0.005, 0.085, 0.1]},
        "pole": [-1, 0.1, 0.75],
        "fingers": {"in": "pelvis", "v": [1, -0.35, -0.25]},
        "palm": {"in": "pelvis", "v": [0, -0.25, -1]},
        "curl": 16,
    }
    left = merge(hand, {"ik": {"off": [-0.005, 0.085, -0.1]}, "pole": [-1, 0.1, -0.75]})
    left["fingers"] = {"in": "pelvis", "v": [1, -0.35, 0.25]}
    left["palm"] = {"in": "pelvis", "v": [0, -0.25, 1]}
    key: Key = {
        "root": {"pitch": -hinge},
        "lumbar": [0, 0, 0],
        "thorax": [0, 0, 0],
        "neck": [-hinge * 0.22, 0, 0],
        "head": [-hinge * 0.1, 0, 0],
        "place": {"y": 0.527, "anchor": "pelvis", "at": [-back, 0]},
        "legR": {"ik": [0.258, 0.14, 0.055], "pole": [1, 0.4, 0], "foot": 38},
        "legL": {"ik": [-0.03, ANKLE, -0.055], "pole": [1, 0, 0], "foot": 0},
        "armR": hand,
        "armL": left,
    }
    return solve(key, [[(("legR", "ik", 1), 0.01)]], [lambda p: p.low("footR") - STEP_TOP + 0.002])


HAMSTRING = pose(
    "Standing hamstring stretch",
    [heel_on_step(0, 0.01), heel_on_step(36, 0.045)],
    order=["legL", "armL", "pelvis", "legR", "shirt", "head", "armR"],
    highlight=["hamstring.R"],
    arrows=[arrow("sp4", [-0.21, 0.10, 0], [-0.06, 0.105, 0], -0.12)],
    props=[
        {"kind": "wall", "at": [-0.3, 0.48, 0, 1.15, -0.29, -0.236], "layer": "back"},
        {"kind": "box", "at": STEP, "layer": "back"},
    ],
    mat=[-0.4, 0.58],
    easier=heel_on_step(18, 0.02),
    harder=heel_on_step(46, 0.055),
)

_HAND_ON_BACK: Key = {
    "ik": {"on": "sp1", "off": [-0.05, 0.055, 0.058]},
    "pole": [-1, 0.1, 1.4],
    "fingers": {"in": "sp1", "v": [-0.3, -1, -0.3]},
    "palm": {"in": "sp1", "v": [1, 0, 0]},
    "curl": 6,
}


def leaning_back(pelvis: float, lumbar: float, thorax: float, forward: float) -> Key:
    """Hands on the small of the back, knees soft, chest lifted; the head goes no further than the chest."""
    key: Key = {
        "root": {"pitch": pelvis},
        "lumbar": [-lumbar, 0, 0],
        "thorax": [-thorax, 0, 0],
        "neck": [lumbar * 0.3, 0, 0],
        "head": [lumbar * 0.1, 0, 0],
        "place": {"y": 0.522, "anchor": "pelvis", "at": [forward, 0]},
    }
    leg: Key = {"ik": [-0.01, ANKLE, 0.085], "pole": [1, 0, 0], "foot": 0}
    return {**key, **both("leg", leg), **both("arm", _HAND_ON_BACK)}


#: A kitchen counter behind, 90 cm high, to lean the buttocks on.
COUNTER, COUNTER_TOP = -0.089, 0.514

BACK_BEND = pose(
    "Standing back bend",
    [leaning_back(0, 0, 0, 0), leaning_back(4, 15, 7, 0.014)],
    order=["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
    highlight=["lumbar", "abdomen"],
    arrows=[arrow("sp4", [0.16, -0.09, 0], [0.14, 0.06, 0], 0.15)],
    props=[{**box((COUNTER - 0.24, COUNTER), (0, COUNTER_TOP), (-0.24, 0.24)), "ways": ["easier"]}],
    easier=leaning_back(2, 9, 4, 0.002),
    harder=leaning_back(5, 21, 11, 0.016),
)

#: The face of the wall, and how high the palms are on it.
WALL = 0.31
_PALM_HEIGHT = 0.74
_HAND_ON_WALL: Key = {
    "ik": [WALL - 0.014, _PALM_HEIGHT, 0.1],
    "pole": [-0.2, -1, 0.7],
    "fingers": [0, 1, 0],
    "palm": [1, 0, 0],
    "curl": 2,
}


def at_wall(back_foot: float, hips: float, height: float, lean: float) -> Key:
    """Hands on the wall, the right foot at ``back_foot``; back leg and trunk make one line."""
    return {
        "root": {"pitch": -lean},
        "lumbar": [0, 0, 0],
        "thorax": [0, 0, 0],
        "neck": [-0.6 * lean, 0, 0],
        "head": [-0.3 * lean, 0, 0],
        "place": {"y": height, "anchor": "pelvis", "at": [hips, 0]},
        "legR": {"ik": [back_foot, ANKLE, 0.055], "pole": [1, 0.2, 0], "foot": 0},
        "legL": {"ik": [0.06, ANKLE, -0.055], "pole": [1, 0.2, 0], "foot": 0},
        **both("arm", _HAND_ON_WALL),
    }


#: Hip to ankle of a leg that is straight, not locked.
STRAIGHT_LEG = 0.4904


def stepped_back(step: float, lean: float) -> Key:
    """The back leg straight, its heel down: the hips are where that leg puts them."""
    tilt = radians(lean + 4)
    foot = 0.06 - step
    return at_wall(foot, foot + STRAIGHT_LEG * sin(tilt), ANKLE + STRAIGHT_LEG * cos(tilt), lean)


def foot_going_back() -> Key:
    """Half a step: the foot is off the floor, its heel first."""
    key = at_wall(0, 0.0, 0.518, 3)
    return merge(key, {"legR": {"ik": None, "hip": [26, 2, 0], "knee": 55, "ankle": 6}})


CALF_STRETCH = pose(
    "Wall calf stretch",
    [at_wall(0.05, 0.02, 0.525, 0), foot_going_back(), stepped_back(0.26, 17)],
    times=[0, 0.4, 1],
    order=["legL", "armL", "pelvis", "legR", "shirt", "head", "armR"],
    highlight=["calf.R"],
    arrows=[
        arrow("footR", [0.02, 0.05, 0], [-0.2, 0.03, 0], 0.1),
        arrow("pelvis", [-0.24, 0.06, 0], [-0.11, 0.06, 0]),
    ],
    props=[wall(WALL, behind=False)],
    mat=[-0.42, WALL],
    easier=stepped_back(0.19, 12),
    harder=stepped_back(0.30, 18),
)

UPRIGHT: dict[str, Key] = {
    "standing": STANDING_STILL,
    "warm-up-march": MARCH,
    "standing-hamstring": HAMSTRING,
    "standing-back-bend": BACK_BEND,
    "calf-stretch": CALF_STRETCH,
}
