"""Poses lying on the back. The working side is the right one, near the viewer (lying with the head left)."""

from __future__ import annotations

from bases import (
    ANKLE,
    ARMS_OUT,
    HOOK,
    PALM,
    arc,
    arrow,
    both,
    flat_leg,
    pose,
    settle_head,
    settle_on_back,
    when,
)
from furniture import SEAT_TOP, chair
from lying_legs import LEGS
from solver import Goal, Key, Posed, Variable, merge, solve

#: Height of a thick pillow for the knees to land on: 20 cm of a body 1.75 m tall.
CUSHION = 0.115

#: How much the knees lean towards each other so that they touch.
TOGETHER = 0.1


TRUNK_CENTRE: Key = merge(
    HOOK,
    ARMS_OUT,
    {
        "legR": {"ik": [0.27, ANKLE, 0.03], "pole": [0.2, 1, -TOGETHER]},
        "legL": {"ik": [0.27, ANKLE, -0.03], "pole": [0.2, 1, TOGETHER]},
    },
)


def turned(twist: float, lumbar: float, thorax: float, legs: Key) -> Key:
    """The pelvis turns to the right and the trunk turns back by as much, so that both shoulders stay down."""
    spine: Key = {"root": {"pitch": 90, "twist": -twist}, "lumbar": [4, 0, lumbar], "thorax": [0, 0, thorax]}
    return merge(TRUNK_CENTRE, spine, legs)


#: The last degrees come from the far shoulder blade, which draws back towards the mat.
SHOULDERS_DOWN: list[Variable] = [[(("clavL", 1), 1)], [(("root", "pitch"), 1)]]


def level_shoulders(posed: Posed) -> float:
    """How much higher one shoulder is than the other."""
    return float(posed.joint("armR")[1] - posed.joint("armL")[1])


def trunk_rests(posed: Posed) -> float:
    """How much higher the hips lie than the back."""
    return posed.low("torso", None, 0.05) - posed.low("torso", 0.18, None)


def knees_to_side(twist: float, lumbar: float, thorax: float, spread: float, pillow: float = 0) -> Key:
    """Both knees to the right until the lower foot is on the mat, or the lower knee on a pillow."""
    legs: Key = {
        "legR": {"ik": None, "hip": [76, spread, 0], "knee": 88, "ankle": -14},
        "legL": {"ik": None, "hip": [78, -spread - 2, 0], "knee": 88, "ankle": -14},
    }
    way = 1 if pillow else 2  # the knees sink to the pillow, the lower foot turns to the mat
    down: Variable = [(("legR", "hip", way), 1), (("legL", "hip", way), -1)]

    def landed(posed: Posed) -> float:
        return (posed.low("legR", 0.2, 0.42) - pillow if pillow else posed.low("footR")) + 0.002

    key = turned(twist, lumbar, thorax, legs)
    return settle_head(solve(key, [*SHOULDERS_DOWN, down], [level_shoulders, trunk_rests, landed]))


def one_knee_over() -> Key:
    """The left knee goes over to the right; the right leg lies straight."""
    legs: Key = {
        "legR": {"ik": None, "foot": None, "hip": [6, 0, 0], "knee": 6, "ankle": -14},
        "legL": {"ik": None, "foot": None, "hip": [80, -24, 0], "knee": 88, "ankle": -14},
    }
    variables: list[Variable] = [
        *SHOULDERS_DOWN,
        [(("legR", "hip", 1), 1)],
        [(("legL", "hip", 2), -1)],
    ]
    goals: list[Goal] = [
        level_shoulders,
        trunk_rests,
        lambda p: p.low("footR") + 0.001,
        lambda p: p.low("footL") - 0.004,
    ]
    return settle_head(solve(turned(66, 15, 40, legs), variables, goals))


TRUNK_ROTATION = pose(
    "Lying trunk rotation",
    [TRUNK_CENTRE, knees_to_side(63, 15, 40, 27)],
    camera=[0, 86],
    order=["legR", "pelvis", "legL", "armL", "armR", "shirt", "head"],
    highlight=["side.L", "lumbar", "piriformis.L"],
    arrows=[arrow("pelvis", [0.42, 0, 0.02], [0.38, 0, 0.24], -0.18)],
    switch="mirror",
    farshade=False,
    props=[{"kind": "cushion", "at": [-0.04, 0.22, 0, CUSHION, 0.11, 0.34], "ways": ["easier"]}],
    easier=knees_to_side(44, 11, 30, 8, CUSHION),
    harder=one_knee_over(),
    focus={"at": "sp4", "span": 0.8, "off": [0, -0.19, 0]},
)

#: Each way in turn.
TO_EITHER_SIDE = [
    arrow("pelvis", [0.42, 0, 0.03], [0.41, 0, 0.19], -0.12),
    arrow("pelvis", [0.42, 0, -0.03], [0.41, 0, -0.19], 0.12),
]


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
    easier_other=rolled(-0.5),
    harder=rolled(1.4),
    harder_other=rolled(-1.4),
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


def drawn_in(belly: float) -> Key:
    """The belly drawn in (below 0), and the hands that lie on it."""
    hands = both("arm", {"ik": {"on": "sp1", "off": [0.086 + 0.012 * belly, 0.012, 0.05]}})
    return merge(ON_BELLY, hands, {"belly": belly})


def heel_away(key: Key) -> Key:
    """The right heel slid away along the mat."""
    leg: Key = {"ik": None, "foot": None, "hip": [22, 0, 0], "knee": 62, "ankle": -20}
    return solve(merge(key, {"legR": leg}), [[(("legR", "hip", 0), 1)]], [lambda p: p.low("footR") + 0.001])


ABDOMINAL_SQUEEZE = pose(
    "Abdominal squeeze",
    [drawn_in(0), drawn_in(-1)],
    highlight=["abdomen"],
    arrows=[
        arrow("sp1", [0, 0.225, 0], [0, 0.135, 0]),
        when(arrow("footR", [0.14, -0.005, 0.06], [0.3, -0.005, 0.06]), "harder"),
    ],
    easier=drawn_in(-0.5),
    harder=heel_away(drawn_in(-1)),
    stage=[[0, 0.6], [0.4, 1], [0, 0.6]],
    focus={"at": "sp1", "span": 0.5, "off": [0.08, -0.03, 0]},
    ghost=True,
)


def pelvic_tilt(lumbar: float, thorax: float, pitch: float, feet: float = 0.285) -> Key:
    """Arch (lumbar < 0) or flat back (lumbar > 0); hands on the belly so that the gap can be seen."""
    trunk: Key = {"lumbar": [lumbar, 0, 0], "thorax": [thorax, 0, 0], "root": {"pitch": pitch}}
    # Head and shoulders lie still; it is the pelvis that rolls.
    trunk["place"] = {"anchor": "sp4", "at": [round(float(Posed(HOOK).joint("sp4")[0]), 4), 0]}
    legs: Key = {"legR": flat_leg(1, feet), "legL": flat_leg(-1, feet)}
    return settle_on_back(merge(ON_BELLY, trunk, legs))


PELVIC_TILT = pose(
    "Pelvic tilt",
    [pelvic_tilt(-17, 6, 80), pelvic_tilt(28, -5, 109)],
    camera=[0, 4],
    highlight=["lumbar", "abdomen", "glute.R"],
    arrows=[
        arc("pelvis", 0.135, 28, 108, [-0.005, 0.01, 0.05]),
        arrow("sp2", [-0.055, 0.21, 0], [-0.055, 0.115, 0]),
    ],
    easier=pelvic_tilt(12, 0, 100),
    harder_start=pelvic_tilt(-17, 6, 80, 0.38),
    harder=pelvic_tilt(28, -5, 109, 0.38),
    focus={"at": "sp2", "span": 0.5, "off": [0.08, -0.08, 0]},
    ghost=True,
)

#: The feet a little nearer, so that the shins stand upright when the hips are up.
BRIDGE_START: Key = merge(HOOK, {"legR": flat_leg(1, 0.245), "legL": flat_leg(-1, 0.245)})


def bridge(share: float) -> Key:
    """Hips lifted by a share of the way to a straight line from the knees to the shoulders."""
    shoulders = Posed(BRIDGE_START).joint("sp4")
    key = merge(
        BRIDGE_START,
        {
            "root": {"pitch": 118},
            "lumbar": [0, 0, 0],
            "thorax": [10, 0, 0],
            "neck": [16, 0, 0],
            "head": [6, 0, 0],
            "place": {"anchor": "sp4", "at": [float(shoulders[0]), 0]},
        },
    )

    def sag(posed: Posed) -> float:
        """How far the hips are under the line from shoulders to knees; wanted is a share of the way up."""
        hip, knee, shoulder = (posed.joint(bone) for bone in ("thighR", "shankR", "armR"))
        part = (hip[0] - shoulder[0]) / (knee[0] - shoulder[0])
        line = float(shoulder[1] + part * (knee[1] - shoulder[1]))
        return float(hip[1]) - (share * line + (1 - share) * LYING_HIP)

    return settle_head(solve(key, [[(("root", "pitch"), 1)]], [sag]))


#: Height of the hip joint when lying down.
LYING_HIP = float(Posed(HOOK).joint("thighR")[1])
#: The far foot is lifted, the pelvis stays level.
MARCHING: Key = {"legL": {"ik": None, "foot": None, "hip": [60, 0, 0], "knee": 95, "ankle": -10}}

GLUTE_BRIDGE = pose(
    "Glute bridge",
    [BRIDGE_START, bridge(1)],
    highlight=["glute.R", "glute.L", "hamstring.R", "lumbar"],
    arrows=[
        arrow("pelvis", [-0.02, 0.1, 0], [-0.02, 0.22, 0]),
        when(arrow("shankL", [0.06, 0.04, 0], [0.0, 0.18, 0], 0.15), "harder"),
    ],
    easier=bridge(0.5),
    harder=merge(bridge(1), MARCHING),
    stage=[[0, 0.7], [0.3, 1], [0, 1]],
)


HANDS_MIDDLE = merge(HANDS_LOW, {"armR": {"ik": {"on": "sp2"}}, "armL": {"ik": {"on": "sp2"}}})
BREATHING = pose("Slow breathing", [HOOK, merge(HOOK, HANDS_MIDDLE)], breath_amount=1.8)

HOOK_LYING = pose("Lying on the back, knees bent", [HOOK, HOOK])

SEAT_FRONT = 0.08


def on_chair() -> Key:
    """Hips and knees at a right angle, calves on the seat, arms a little away from the body."""
    leg: Key = {"ik": None, "hip": [88, 4, 0], "knee": 88, "ankle": -12}
    key = merge(HOOK, ARMS_AWAY, {"lumbar": [8, 0, 0], "legR": leg, "legL": leg})

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


#: Arms on the mat, away from the feet.
ARMS_AWAY = both("arm", {"ik": [-0.06, PALM, 0.27], "fingers": [1, -0.02, 0.25]})


def before_chair(legs: Key) -> Key:
    """In front of the chair; the feet stand on the mat, close by and apart, but for these legs."""
    feet: Key = {
        "legR": {"ik": [0.12, ANKLE, 0.215], "pole": [-0.1, 1, 0.25], "foot": [0, 20, 0]},
        "legL": {"ik": [0.05, ANKLE, -0.2], "pole": [-0.1, 1, -0.25], "foot": [0, 25, 0]},
    }
    return merge(settle_on_back(merge(HOOK, ARMS_AWAY, {"lumbar": [8, 0, 0]}, feet)), legs)


REST_HOLD = on_chair()

#: One leg at a time, up and down.
REST = pose(
    "Rest with the lower legs on a chair",
    [
        before_chair({}),
        merge(before_chair({}), {"legL": {"ik": None, "foot": None, **REST_HOLD["legL"]}}),
        REST_HOLD,
    ],
    times=[0, 0.5, 1],
    arrows=[arrow("footR", [0.02, 0.1, 0], [0.12, 0.3, 0], 0.25)],
    props=chair(SEAT_FRONT, 0.27, 0.15, 0.52),
    breath_amount=1.4,
)

LYING: dict[str, Key] = {
    **LEGS,
    "pelvic-tilt": PELVIC_TILT,
    "glute-bridge": GLUTE_BRIDGE,
    "supine-trunk-rotation": TRUNK_ROTATION,
    "knee-rolls": KNEE_ROLLS,
    "abdominal-squeeze": ABDOMINAL_SQUEEZE,
    "breathing": BREATHING,
    "hook-lying": HOOK_LYING,
    "rest-90-90": REST,
}
