"""What the flexibility tests look like. One-sided tests show the right side."""

from __future__ import annotations

from bases import (
    ANKLE,
    HOOK,
    PALM,
    SOFT,
    STANDING,
    arrow,
    both,
    pose,
    settle_flat_leg,
    settle_head,
    settle_on_back,
)
from furniture import chair, ruler, wall
from lying import TRUNK_CENTRE
from lying_legs import holding, knee_to_chest
from prone import forehead_on_hands
from seated import SEAT_DEPTH, SEAT_FRONT, SEAT_TOP, SITTING
from solver import Key, Posed, merge, solve

#: Shoulder to wrist of an arm that hangs down.
HANGING = 0.326

# ---- side bend: back against a wall, a hand slides down the thigh --------------------------------

#: Buttocks and shoulder blades touch this wall.
BACK_WALL = -0.0835
#: Half of what is between the ankles when the feet are 15 cm apart.
FEET_APART = 0.066

_HAND_DOWN_THIGH: Key = {
    "ik": {"on": "thighR", "off": [0.002, -0.06, 0.066]},
    "pole": [-1, 0, 0.25],
    "fingers": {"in": "thighR", "v": [0, -1, -0.06]},
    "palm": {"in": "thighR", "v": [0, -0.06, -1]},
    "curl": 2,
}


def _hanging(posed: Posed, side: str) -> float:
    """How far shoulder and wrist are from the distance of an arm that hangs down."""
    return posed.distance(f"arm{side}", f"hand{side}") + max(0.0, posed.short[f"arm{side}"]) - HANGING


def back_to_wall(lumbar: float, thorax: float) -> Key:
    """Straight to the right along the wall, knees straight; the hand stays on the outside of the thigh."""
    leg: Key = {"ik": [-0.012, ANKLE, FEET_APART], "pole": [1, 0, 0], "foot": 0}
    key = merge(
        STANDING,
        both("leg", leg),
        {
            "lumbar": [0, lumbar, 0],
            "thorax": [0, thorax, 0],
            "neck": [0, 0.12 * thorax, 0],
            "head": [0, 0.12 * thorax, 0],
            "place": {"floor": [], "y": 0.5285, "anchor": "pelvis", "at": [0, 0]},
            "armR": _HAND_DOWN_THIGH,
            **both("arm", _HAND_DOWN_THIGH),
        },
    )
    return solve(
        key,
        [[(("armR", "ik", "off", 1), -0.01)], [(("armL", "ik", "off", 1), -0.01)]],
        [lambda p: _hanging(p, "R"), lambda p: _hanging(p, "L")],
    )


SIDE_BEND_TEST = pose(
    "Side-bend test",
    [back_to_wall(0, 0), back_to_wall(14, 17)],
    camera=[90, 8],
    order=["legL", "legR", "pelvis", "armL", "shirt", "head", "armR"],
    highlight=["side.L"],
    arrows=[arrow("handR", [0.03, 0, 0.075], [0.03, -0.13, 0.075])],
    props=[wall(BACK_WALL, half_width=0.5)],
    farshade=False,
    mat=[BACK_WALL, 0.28],
    matz=0.42,
    easier=back_to_wall(8, 9),
)

# ---- lying ---------------------------------------------------------------------------------------


def both_straight() -> Key:
    """Both legs straight on the mat."""
    leg: Key = {"ik": None, "hip": [0, 3, 0], "knee": 3, "ankle": -10}
    key = settle_on_back(merge(HOOK, {"lumbar": [-4, 0, 0], "legR": leg, "legL": leg}))
    return settle_flat_leg(settle_flat_leg(key, "legR"), "legL")


# ---- figure 4: one ankle on the other thigh, the knee falls out to a standing ruler ---------------

KNEE_RULER = (0.147, 0.247)


def knee_out(hip: float, hand: Key, reach: float = 0) -> Key:
    """The right ankle rests on the left thigh just above its knee; that leg lies flat."""
    flat = both_straight()
    key = merge(flat, {"lumbar": [-4, reach, 0], "thorax": [0, reach, 0], "armR": hand, "armL": HOOK["armL"]})
    key["legR"] = {
        "ik": {"on": "thighL", "t": 0.78, "to": "shankL", "off": [0.062, 0, 0.01]},
        "pole": [0.1, hip, 1],
        "ankle": [-6, 0, 0],
    }
    return key


_HAND_AT_RULER: Key = {
    "ik": [0.056, 0.08, 0.2605],
    "pole": [0, 0.15, 1],
    "fingers": [1, 0.12, 0],
    "palm": [0, -0.2, -1],
    "curl": 30,
}

FIGURE_FOUR_TEST = pose(
    "Figure-4 test",
    [knee_out(1.6, HOOK["armR"]), knee_out(-0.14, _HAND_AT_RULER, 8)],
    camera=[16, 46],
    order=["armL", "legL", "pelvis", "shirt", "head", "legR", "armR"],
    highlight=["piriformis.R"],
    arrows=[arrow("shankR", [0.05, 0.05, 0.05], [0.05, -0.08, 0.12], -0.2)],
    props=[ruler(*KNEE_RULER)],
    farshade=False,
)

# ---- knee to wall --------------------------------------------------------------------------------

TOE_WALL = 0.27
#: Some five centimetres from the wall to the toes.
TOE_GAP = 0.0275


def knee_forward(shin: float, hips: float, height: float) -> Key:
    """The right knee goes to the wall over a foot that stays flat."""
    hand: Key = {
        "ik": [TOE_WALL - 0.014, 0.665, 0.11],
        "pole": [-0.2, -1, 0.7],
        "fingers": [0, 1, 0],
        "palm": [1, 0, 0],
        "curl": 2,
    }
    return {
        "root": {"pitch": -shin * 0.1},
        "lumbar": [0, 0, 0],
        "thorax": [0, 0, 0],
        "neck": [-2, 0, 0],
        "head": [0, 0, 0],
        "place": {"y": height, "anchor": "pelvis", "at": [hips, 0]},
        "legR": {"ik": [TOE_WALL - 0.106 - TOE_GAP, ANKLE, 0.055], "pole": [1, 0.2, 0], "foot": 0},
        "legL": {"ik": [-0.03, ANKLE, -0.055], "pole": [1, 0.2, 0], "foot": 0},
        **both("arm", hand),
    }


def knee_at_wall(gap: float, hips: float) -> Key:
    """The pelvis sinks until the front of the knee is ``gap`` from the wall."""
    return solve(
        knee_forward(20, hips, 0.5),
        [[(("place", "y"), 0.01)]],
        [lambda p: TOE_WALL - gap - 0.0345 - float(p.joint("shankR")[0])],
    )


KNEE_TO_WALL_TEST = pose(
    "Knee-to-wall test",
    [knee_forward(0, 0.05, 0.52), knee_at_wall(0.0, 0.154)],
    order=["legL", "armL", "pelvis", "legR", "shirt", "head", "armR"],
    highlight=["calf.R"],
    arrows=[arrow("shankR", [-0.03, 0.075, 0], [0.11, 0.06, 0], -0.15)],
    props=[
        wall(TOE_WALL, behind=False),
        {"kind": "ruler", "at": [TOE_WALL - 0.171, TOE_WALL, 0, 0.004, 0.1, 0.124], "layer": "back"},
    ],
    mat=[-0.36, TOE_WALL],
    easier=knee_at_wall(0.03, 0.12),
)

# ---- knee extension: thigh upright, the knee straightens -----------------------------------------


def thigh_upright(knee: float) -> Key:
    """Both hands hold the right thigh upright; the other leg lies flat."""
    leg: Key = {"hip": [90, 0, 0], "knee": knee, "ankle": -4}
    return settle_on_back(merge(both_straight(), holding("thighR"), {"legR": leg}))


KNEE_EXTENSION_TEST = pose(
    "Knee-extension test",
    [thigh_upright(92), thigh_upright(24)],
    order=["legL", "armL", "pelvis", "shirt", "head", "legR", "armR"],
    highlight=["hamstring.R"],
    arrows=[arrow("footR", [0.07, 0.03, 0], [0.02, 0.19, 0], 0.2)],
    easier=thigh_upright(50),
)

# ---- press-up ------------------------------------------------------------------------------------

# ---- press-up ------------------------------------------------------------------------------------


#: Beside the shoulders of who lies on the front; they stay there.
_HAND_BESIDE_SHOULDER: Key = {
    "ik": [0.25, PALM, 0.185],
    "pole": [-1, 0.6, 0.5],
    "fingers": [1, 0, -0.05],
    "palm": [0, -1, 0],
    "curl": 0,
}


def hands_beside_shoulders() -> Key:
    """Lying on the front, forehead on the mat, palms on the mat beside the shoulders."""
    key = merge(forehead_on_hands(), {"head": [2, 0, 0]}, both("arm", _HAND_BESIDE_SHOULDER))
    return solve(
        key,
        [[(("neck", 0), 1)]],
        [lambda p: min(p.low("head"), p.low("hair")) + SOFT],
    )


def pushed_up(pelvis: float, share: float) -> Key:
    """The chest comes up, the hips stay down; the neck goes on in the line of the back."""
    start = hands_beside_shoulders()
    key = merge(
        start,
        {
            "root": {"pitch": pelvis - 90},
            "lumbar": [-34 * share, 0, 0],
            "thorax": [-22 * share, 0, 0],
            "neck": [-4, 0, 0],
            "head": [-4, 0, 0],
        },
        both("leg", {"hip": [-pelvis, 4, 0]}),
    )
    return solve(
        key,
        [[(("legR", "hip", 0), 1), (("legL", "hip", 0), 1)]],
        [lambda p: p.low("torso", None, 0.06) - p.low("legR", 0.2, None)],
    )


PRESS_UP_TEST = pose(
    "Press-up test",
    [hands_beside_shoulders(), pushed_up(25, 1)],
    order=["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
    highlight=["abdomen"],
    arrows=[arrow("sp4", [0.07, 0.07, 0], [0.05, 0.23, 0], -0.1)],
    props=[ruler(0.47, -0.03, 0.3)],
    mat=[-0.66, 0.56],
    easier=pushed_up(14, 0.6),
)

# ---- seated rotation, from above ------------------------------------------------------------------

_ARM_ON_CHEST: Key = {
    "ik": {"on": "sp4", "off": [0.098, 0.012, -0.035]},
    "pole": [0.3, -0.35, 1],
    "fingers": {"in": "sp4", "v": [-0.1, 0.5, -1]},
    "palm": {"in": "sp4", "v": [-1, 0, 0]},
    "curl": 20,
}


def turned(lumbar: float, thorax: float) -> Key:
    """Sitting tall, chest turned to the right, arms crossed over a stick on the chest."""
    leg: Key = {"ik": [0.243, ANKLE, 0.1], "pole": [1, 0.3, 0], "foot": 0}
    return merge(
        SITTING,
        both("arm", _ARM_ON_CHEST),
        both("leg", leg),
        {"lumbar": [0, 0, -lumbar], "thorax": [0, 0, -thorax], "head": [0, 0, 0]},
    )


_STICK = {
    "kind": "stick",
    "through": [{"on": "sp4", "off": [0.103, -0.005, -0.1]}, {"on": "sp4", "off": [0.103, -0.005, 0.1]}],
    "length": 0.5,
    "before": "armL",
}

SEATED_ROTATION_TEST = pose(
    "Seated-rotation test",
    [turned(0, 0), turned(10, 34)],
    camera=[90, 66],
    order=["legL", "legR", "pelvis", "shirt", "armL", "armR", "head"],
    arrows=[arrow("sp4", [0.2, 0, -0.16], [0.26, 0, 0.02], 0.2)],
    bands=[_STICK],
    props=[
        *chair(SEAT_FRONT, -SEAT_DEPTH, 0.15, 0.56, seat=SEAT_TOP),
        {"kind": "cushion", "at": [0.12, 0.25, 0.26, 0.32, -0.036, 0.036], "layer": "back"},
    ],
    farshade=False,
    mat=[-0.3, 0.46],
    matz=0.34,
    easier=turned(6, 18),
)

# ---- personal markers ----------------------------------------------------------------------------


def knees_sunk(twist: float, lumbar: float, thorax: float, spread: float) -> Key:
    """Knees bent and together, sunk to the right; both shoulders stay on the mat, the lower foot too."""
    key = merge(
        TRUNK_CENTRE,
        {
            "root": {"pitch": 90, "twist": -twist},
            "lumbar": [4, 0, lumbar],
            "thorax": [0, 0, thorax],
            "legR": {"ik": None, "hip": [58, spread, 0], "knee": 98, "ankle": -20},
            "legL": {"ik": None, "hip": [60, -spread - 2, 0], "knee": 98, "ankle": -20},
        },
    )
    # The last degrees come from the far shoulder blade, which draws back towards the mat.
    key = solve(
        key,
        [
            [(("clavL", 1), 1)],
            [(("root", "pitch"), 1)],
            [(("legR", "hip", 2), 1), (("legL", "hip", 2), -1)],
        ],
        [
            lambda p: float(p.joint("armR")[1] - p.joint("armL")[1]),
            lambda p: p.low("torso", None, 0.05) - p.low("torso", 0.18, None),
            lambda p: p.low("footR") + 0.002,
        ],
    )
    return settle_head(key)


KNEE_ROLL_TEST = pose(
    "Knee-roll test",
    [TRUNK_CENTRE, knees_sunk(55, 14, 37, 20)],
    camera=[26, 46],
    order=["armL", "legL", "pelvis", "shirt", "head", "legR", "armR"],
    highlight=["side.L", "lumbar"],
    arrows=[arrow("shankR", [0, 0.09, 0], [0, 0.0, 0.14], -0.25)],
    props=[ruler(0.11, 0.3, 0.2)],
    farshade=False,
)

THIGH_TO_CHEST_TEST = pose(
    "Thigh-to-chest test",
    [HOOK, knee_to_chest(91, 106, 6), knee_to_chest(114, 112, 8)],
    order=["legL", "armL", "pelvis", "shirt", "head", "legR", "armR"],
    times=[0, 0.55, 1],
    highlight=["glute.R"],
    arrows=[arrow("shankR", [0.17, 0.12, 0], [-0.04, 0.105, 0], -0.22)],
    easier=knee_to_chest(98, 106, 7),
)

MEASURING: dict[str, Key] = {
    "side-bend-test": SIDE_BEND_TEST,
    "figure-4-test": FIGURE_FOUR_TEST,
    "knee-to-wall-test": KNEE_TO_WALL_TEST,
    "knee-extension-test": KNEE_EXTENSION_TEST,
    "press-up-test": PRESS_UP_TEST,
    "seated-rotation-test": SEATED_ROTATION_TEST,
    "knee-roll-test": KNEE_ROLL_TEST,
    "thigh-to-chest-test": THIGH_TO_CHEST_TEST,
}
