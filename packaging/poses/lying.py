"""Poses lying on the back. The working side is the right one, near the viewer (lying with the head left)."""

from __future__ import annotations

from bases import (
    ANKLE,
    ARMS_OUT,
    HOOK,
    arc,
    arrow,
    both,
    pose,
    settle_flat_leg,
    settle_head,
    settle_on_back,
)
from furniture import SEAT_TOP, chair
from solver import Goal, Key, Posed, Variable, merge, solve

#: Both hands round the back of the right thigh, near the knee: never on the shin.
HOLD_RIGHT_THIGH: Key = {
    "armR": {
        "ik": {"on": "thighR", "t": 0.7, "to": "shankR", "off": [0.008, 0, 0.058]},
        "pole": [0.35, -0.5, 1],
        "fingers": {"in": "thighR", "v": [-1, -0.1, -0.35]},
        "palm": {"in": "thighR", "v": [0.35, 0, -1]},
        "curl": 58,
    },
    "armL": {
        "ik": {"on": "thighR", "t": 0.78, "to": "shankR", "off": [0.008, 0, -0.058]},
        "pole": [0.35, -0.5, -1],
        "fingers": {"in": "thighR", "v": [-1, -0.1, 0.35]},
        "palm": {"in": "thighR", "v": [0.35, 0, 1]},
        "curl": 58,
    },
}


def knee_to_chest(hip: float, knee: float, lumbar: float) -> Key:
    """Right knee drawn in; the other foot stays flat."""
    return settle_on_back(
        merge(
            HOOK,
            HOLD_RIGHT_THIGH,
            {"lumbar": [lumbar, 0, 0], "legR": {"ik": None, "hip": [hip, 0, 0], "knee": knee, "ankle": -6}},
        )
    )


SINGLE_KNEE = pose(
    "Single knee to chest",
    [HOOK, knee_to_chest(91, 106, 6), knee_to_chest(116, 112, 9)],
    order=["legL", "armL", "pelvis", "shirt", "head", "legR", "armR"],
    times=[0, 0.55, 1],
    highlight=["lumbar", "glute.R"],
    arrows=[arrow("shankR", [0.17, 0.12, 0], [-0.04, 0.105, 0], -0.22)],
    easier=knee_to_chest(98, 106, 7),
)


def both_knees(hip: float, lumbar: float, left_in: bool) -> Key:
    """Hands behind both thighs, or behind the right one while the left foot is still down."""
    right: Key = {"ik": None, "hip": [hip, 6, 0], "knee": 114, "ankle": -6}
    if not left_in:
        return settle_on_back(merge(HOOK, HOLD_RIGHT_THIGH, {"lumbar": [lumbar, 0, 0], "legR": right}))
    hold = both("arm", HOLD_RIGHT_THIGH["armR"])
    return settle_on_back(merge(HOOK, hold, {"lumbar": [lumbar, 0, 0], "legR": right, "legL": right}))


DOUBLE_KNEE = pose(
    "Both knees to chest",
    [HOOK, both_knees(96, 7, False), both_knees(114, 12, True)],
    order=["armL", "legL", "pelvis", "shirt", "head", "legR", "armR"],
    times=[0, 0.5, 1],
    highlight=["lumbar", "glute.R", "glute.L"],
    arrows=[arrow("shankR", [0.17, 0.13, 0], [-0.04, 0.115, 0], -0.22)],
    easier=both_knees(100, 9, True),
)


#: Both ways, since a picture that is mirrored for the other side keeps its arrows as they are.
TO_EITHER_SIDE = [
    arrow("pelvis", [0.42, 0, 0.03], [0.41, 0, 0.19], -0.12),
    arrow("pelvis", [0.42, 0, -0.03], [0.41, 0, -0.19], 0.12),
]

#: How much the knees lean towards each other so that they touch.
TOGETHER = 0.1


def knees_to_side(twist: float, lumbar: float, thorax: float, spread: float, touching: bool) -> Key:
    """Knees to the right; the trunk turns back as far as the pelvis turned, so both shoulders stay down."""
    key = merge(
        TRUNK_CENTRE,
        {
            "root": {"pitch": 90, "twist": -twist},
            "lumbar": [4, 0, lumbar],
            "thorax": [0, 0, thorax],
            "legR": {"ik": None, "hip": [76, spread, 0], "knee": 88, "ankle": -14},
            "legL": {"ik": None, "hip": [78, -spread - 2, 0], "knee": 88, "ankle": -14},
        },
    )
    # The last degrees come from the far shoulder blade, which draws back towards the mat.
    variables: list[Variable] = [[(("clavL", 1), 1)], [(("root", "pitch"), 1)]]
    goals: list[Goal] = [
        lambda p: float(p.joint("armR")[1] - p.joint("armL")[1]),
        lambda p: p.low("torso", None, 0.05) - p.low("torso", 0.18, None),
    ]
    if touching:
        # The knees stop just above the mat; the lower foot rests on it.
        variables.append([(("legR", "hip", 2), 1), (("legL", "hip", 2), -1)])
        goals.append(lambda p: p.low("footR") + 0.002)
    return settle_head(solve(key, variables, goals))


TRUNK_CENTRE: Key = merge(
    HOOK,
    ARMS_OUT,
    {
        "legR": {"ik": [0.27, ANKLE, 0.03], "pole": [0.2, 1, -TOGETHER]},
        "legL": {"ik": [0.27, ANKLE, -0.03], "pole": [0.2, 1, TOGETHER]},
    },
)

TRUNK_ROTATION = pose(
    "Lying trunk rotation",
    [TRUNK_CENTRE, knees_to_side(63, 15, 40, 27, True)],
    camera=[0, 86],
    order=["legR", "pelvis", "legL", "armL", "armR", "shirt", "head"],
    highlight=["side.L", "lumbar"],
    arrows=TO_EITHER_SIDE,
    switch="mirror",
    farshade=False,
    easier=knees_to_side(32, 8, 22, 6, False),
)


def rolled(sway: float) -> Key:
    """Knees sway together to one side, feet stay on the mat and roll on their edges."""
    key = merge(
        HOOK,
        {
            "root": {"twist": -18 * sway},
            "lumbar": [5, 0, 5 * sway],
            "thorax": [0, 0, 13 * sway],
            "legR": {
                "ik": [0.27, ANKLE, 0.03],
                "pole": [0.2, 1, 0.6 * sway - TOGETHER],
                "foot": [0, 0, 20 * sway],
            },
            "legL": {
                "ik": [0.27, ANKLE, -0.03],
                "pole": [0.2, 1, 0.6 * sway + TOGETHER],
                "foot": [0, 0, 20 * sway],
            },
            "armR": {"ik": [-0.02, 0.017, 0.22], "fingers": [1, -0.02, 0.2]},
            "armL": {"ik": [-0.02, 0.017, -0.22], "fingers": [1, -0.02, -0.2]},
        },
    )
    return settle_head(key)


KNEE_ROLLS = pose(
    "Knee rolls",
    [rolled(0), rolled(-1), rolled(0), rolled(1)],
    camera=[0, 86],
    order=["legR", "pelvis", "legL", "armL", "armR", "shirt", "head"],
    cycle=[3, 0, 1, 0],
    highlight=["side.R", "side.L", "lumbar"],
    arrows=TO_EITHER_SIDE,
    switch="mirror",
    farshade=False,
    easier=rolled(0.5),
)


def one_straight(x: float) -> Key:
    """Right leg straight on the mat, the other knee bent with its foot at x."""
    key = merge(
        HOOK,
        {
            "lumbar": [0, 0, 0],
            "legL": {"ik": [x, ANKLE, -0.056]},
            "legR": {"ik": None, "hip": [0, 0, 0], "knee": 2, "ankle": -4},
        },
    )
    return settle_flat_leg(settle_on_back(key), "legR")


#: Heel height of the one-leg lift: 20 to 30 cm of a body 1.75 m tall.
LIFT = 0.14


def lifted(base: Key, height: float) -> Key:
    """The straight leg raised until its heel is at ``height``."""
    key = merge(base, {"legR": {"hip": [18, 0, 0], "ankle": 2}})
    return solve(key, [[(("legR", "hip", 0), 1)]], [lambda p: p.low("footR") - height])


LEG_DOWN = one_straight(0.27)

SINGLE_LEG_RAISE = pose(
    "One-leg lift",
    [LEG_DOWN, lifted(LEG_DOWN, LIFT)],
    highlight=["quad.R", "hipflexor.R", "abdomen"],
    arrows=[arrow("footR", [-0.09, 0.06, 0], [-0.09, 0.18, 0], -0.1)],
    easier=solve(
        merge(LEG_DOWN, {"legR": {"hip": [30, 0, 0], "knee": 58, "ankle": -14}}),
        [[(("legR", "hip", 0), 1)]],
        [lambda p: p.low("footR") + 0.001],
    ),
)


def both_straight() -> Key:
    """Both legs straight on the mat."""
    leg: Key = {"ik": None, "hip": [0, 3, 0], "knee": 3, "ankle": -10}
    key = settle_on_back(merge(HOOK, {"lumbar": [-4, 0, 0], "legR": leg, "legL": leg}))
    return settle_flat_leg(settle_flat_leg(key, "legR"), "legL")


BOTH_DOWN = both_straight()

LEG_RAISE_TEST = pose(
    "Straight-leg raise",
    [BOTH_DOWN, merge(BOTH_DOWN, {"legR": {"hip": [68, 3, 0], "knee": 2, "ankle": 4}})],
    highlight=["hamstring.R"],
    arrows=[arc("pelvis", 0.47, 8, 32)],
    easier=merge(BOTH_DOWN, {"legR": {"hip": [45, 3, 0], "knee": 2, "ankle": 4}}),
)

#: Hands flat on the lower belly, elbows resting beside the body.
HANDS_LOW = both(
    "arm",
    {
        "ik": {"on": "sp1", "off": [0.084, 0.012, 0.05]},
        "pole": [0.2, -0.25, 1],
        "fingers": [0.45, 0, -1],
        "palm": [0, -1, 0],
        "curl": 14,
    },
)
ON_BELLY = merge(HOOK, HANDS_LOW)

ABDOMINAL_SQUEEZE = pose(
    "Abdominal squeeze",
    [ON_BELLY, merge(ON_BELLY, {"belly": -1})],
    highlight=["abdomen"],
    arrows=[arrow("sp1", [0, 0.225, 0], [0, 0.135, 0])],
    easier=merge(ON_BELLY, {"belly": -0.5}),
)


def pelvic_tilt(lumbar: float, thorax: float, pitch: float) -> Key:
    """Arch (lumbar < 0) or flat back (lumbar > 0); hands on the belly so that the gap can be seen."""
    return settle_on_back(
        merge(ON_BELLY, {"lumbar": [lumbar, 0, 0], "thorax": [thorax, 0, 0], "root": {"pitch": pitch}})
    )


PELVIC_TILT = pose(
    "Pelvic tilt",
    [pelvic_tilt(-17, -2, 80), pelvic_tilt(26, 6, 109)],
    camera=[0, 4],
    highlight=["lumbar", "abdomen"],
    arrows=[
        arc("pelvis", 0.135, 28, 108, [-0.005, 0.01, 0.05]),
        arrow("sp2", [-0.055, 0.21, 0], [-0.055, 0.115, 0]),
    ],
    easier=pelvic_tilt(12, 3, 100),
)


HANDS_MIDDLE = merge(HANDS_LOW, {"armR": {"ik": {"on": "sp2"}}, "armL": {"ik": {"on": "sp2"}}})
BREATHING = pose("Slow breathing", [HOOK, merge(HOOK, HANDS_MIDDLE)], breath_amount=1.8)

HOOK_LYING = pose("Lying on the back, knees bent", [HOOK, HOOK])

SEAT_FRONT = 0.045


def on_chair() -> Key:
    """Hips and knees at a right angle, calves on the seat, arms a little away from the body."""
    leg: Key = {"ik": None, "hip": [88, 4, 0], "knee": 88, "ankle": -12}
    key = merge(HOOK, {"lumbar": [8, 0, 0], "legR": leg, "legL": leg})

    def calf(posed: Posed) -> float:
        return posed.low("legR", 0.3, 0.42) - SEAT_TOP + 0.003

    def level(posed: Posed) -> float:
        return posed.low("footR", None, 0.0) - SEAT_TOP - 0.012

    key = settle_on_back(key)
    legs: list[Variable] = [
        [((leg, "hip", 0), 1) for leg in ("legR", "legL")],
        [((leg, "knee"), 1) for leg in ("legR", "legL")],
    ]
    return solve(key, legs, [calf, level])


REST = pose(
    "Rest with the lower legs on a chair",
    [on_chair(), on_chair()],
    props=chair(SEAT_FRONT, 0.27, 0.15, 0.52),
    breath_amount=1.4,
)

LYING: dict[str, Key] = {
    "single-knee-to-chest": SINGLE_KNEE,
    "double-knee-to-chest": DOUBLE_KNEE,
    "pelvic-tilt": PELVIC_TILT,
    "supine-trunk-rotation": TRUNK_ROTATION,
    "knee-rolls": KNEE_ROLLS,
    "single-leg-raise": SINGLE_LEG_RAISE,
    "leg-raise-test": LEG_RAISE_TEST,
    "abdominal-squeeze": ABDOMINAL_SQUEEZE,
    "breathing": BREATHING,
    "hook-lying": HOOK_LYING,
    "rest-90-90": REST,
}
