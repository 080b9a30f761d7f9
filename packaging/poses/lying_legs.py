"""Lying on the back, one leg at a time: knees to the chest, figure-four, leg lifts, the towel stretch.

The working side is the right one, near the viewer (lying with the head left).
"""

from __future__ import annotations

from bases import (
    ANKLE,
    HOOK,
    PALM,
    arc,
    arrow,
    both,
    pose,
    settle_flat_leg,
    settle_on_back,
    when,
)
from solver import Key, Posed, merge, solve


def holding(thigh: str) -> Key:
    """Both hands round the back of a thigh, near the knee: never on the shin."""
    shank = thigh.replace("thigh", "shank")

    def hand(side: int, along: float) -> Key:
        return {
            "ik": {"on": thigh, "t": along, "to": shank, "off": [0.008, 0, 0.06 * side]},
            "pole": [0.35, -0.5, side],
            "fingers": {"in": thigh, "v": [-1, -0.1, -0.38 * side]},
            "palm": {"in": thigh, "v": [0.35, 0, -side]},
            "curl": 58,
        }

    return {"armR": hand(1, 0.64), "armL": hand(-1, 0.7)}


#: A fist round the end of a towel.
_FIST: Key = {"pole": [0.2, -1, 0.35], "fingers": [0.5, 0.8, -0.1], "palm": [0.1, 0, -1], "curl": 100}


def on(bone: str, x: float, y: float, z: float) -> Key:
    """A point fixed to a bone."""
    return {"on": bone, "off": [x, y, z]}


def towel(through: list[Key], before: str, ways: list[str]) -> Key:
    """A towel, taut through these points, beneath that part of the body."""
    return {"kind": "towel", "through": through, "before": before, "ways": ways}


def fist(side: str) -> Key:
    """The middle of a closed hand."""
    return on(f"hand{side}", 0, -0.05, 0)


def beside(side: int) -> Key:
    """A point on the side of the right thigh, near the knee: 1 is the outer one."""
    return on("thighR", 0, -0.16, 0.05 * side)


def behind(z: float) -> Key:
    """A point on the back of the right thigh, near the knee."""
    return on("thighR", -0.046, -0.165, z)


def straight_leg(key: Key, leg: str) -> Key:
    """The same with this leg flat on the mat."""
    flat: Key = {"ik": None, "foot": None, "hip": [0, 0, 0], "knee": 2, "ankle": -6}
    return settle_flat_leg(settle_on_back(merge(key, {leg: flat})), leg)


def knee_to_chest(hip: float, knee: float, lumbar: float) -> Key:
    """Right knee drawn in; the other foot stays flat."""
    return settle_on_back(
        merge(
            HOOK,
            holding("thighR"),
            {"lumbar": [lumbar, 0, 0], "legR": {"ik": None, "hip": [hip, 0, 0], "knee": knee, "ankle": -6}},
        )
    )


def in_the_air(at: list[float]) -> Key:
    """Both fists, each round an end of a towel, at a place in the frame of the chest."""
    hand: Key = {**_FIST, "ik": {"on": "sp4", "off": at, "t": None, "to": None}}
    return both("arm", hand)


def with_loop(key: Key) -> Key:
    """The hands let go of the thigh and hold a towel that goes round it."""
    return merge(key, in_the_air([0.17, -0.09, 0.07]))


#: The other heel slides away along the mat.
OTHER_LEG_AWAY = arrow("footL", [0.14, -0.005, 0.1], [0.3, -0.005, 0.1])

SINGLE_KNEE = pose(
    "Single knee to chest",
    [HOOK, knee_to_chest(91, 103, 6), knee_to_chest(116, 108, 9)],
    order=["legL", "armL", "pelvis", "shirt", "head", "legR", "armR"],
    times=[0, 0.55, 1],
    highlight=["lumbar", "glute.R"],
    arrows=[
        arrow("shankR", [0.17, 0.12, 0], [-0.04, 0.105, 0], -0.22),
        when(OTHER_LEG_AWAY, "harder"),
    ],
    easier=with_loop(knee_to_chest(98, 100, 7)),
    harder=straight_leg(knee_to_chest(116, 108, 6), "legL"),
    bands=[
        towel([fist("L"), beside(-1), behind(0)], "legR", ["easier"]),
        towel([fist("R"), beside(1), behind(0.02)], "armR", ["easier"]),
    ],
)


def both_knees(hip: float, lumbar: float) -> Key:
    """Hands behind both thighs."""
    leg: Key = {"ik": None, "hip": [hip, 6, 0], "knee": 114, "ankle": -6}
    hold = both("arm", holding("thighR")["armR"])
    return settle_on_back(merge(HOOK, hold, {"lumbar": [lumbar, 0, 0], "legR": leg, "legL": leg}))


#: Up and down one leg at a time: both together would be the both-legs lift.
DOUBLE_KNEE = pose(
    "Both knees to chest",
    [HOOK, merge(knee_to_chest(96, 106, 7), {"legR": {"hip": [96, 6, 0]}}), both_knees(114, 12)],
    order=["armL", "legL", "pelvis", "shirt", "head", "legR", "armR"],
    times=[0, 0.5, 1],
    highlight=["lumbar", "glute.R", "glute.L"],
    arrows=[arrow("shankR", [0.17, 0.13, 0], [-0.04, 0.115, 0], -0.22)],
    easier=merge(knee_to_chest(112, 108, 8), {"legR": {"hip": [112, 6, 0]}}),
)


#: Where the right ankle lies: on the left thigh, just above the knee.
_ABOVE_KNEE: Key = {"on": "thighL", "t": 0.88, "to": "shankL", "off": [0.052, 0, -0.024]}


def crossed(base: Key, target: Key | list[float], pole: list[float]) -> Key:
    """The right ankle lies on the left thigh; the right knee falls out."""
    return merge(base, {"legR": {"ik": target, "pole": pole, "foot": None, "ankle": -26}})


def foot_down(pole: list[float]) -> Key:
    """Figure-four with the left foot still on the mat."""
    here = Posed(HOOK)
    return crossed(HOOK, here.point(_ABOVE_KNEE), pole)


def drawn_in(hip: float, lumbar: float) -> Key:
    """Figure-four with the left thigh drawn towards the chest."""
    left: Key = {"ik": None, "foot": None, "hip": [hip, 0, 0], "knee": 96, "ankle": -6}
    base = settle_on_back(merge(HOOK, {"lumbar": [lumbar, 0, 0], "legL": left}))
    return merge(crossed(base, _ABOVE_KNEE, [-0.34, 0.1, 1]), holding("thighL"))


FIGURE_FOUR = pose(
    "Figure-four",
    [HOOK, foot_down([-0.25, 0.6, 1]), drawn_in(88, 6)],
    camera=[46, 26],
    matz=0.21,
    order=["armL", "shirt", "head", "pelvis", "legL", "armR", "legR"],
    times=[0, 0.45, 1],
    highlight=["piriformis.R", "glute.R"],
    arrows=[
        when(arrow("shankL", [0.12, 0.13, 0], [-0.06, 0.14, 0], -0.18), "usual", "harder"),
        when(arrow("pelvis", [0.335, 0.01, 0.076], [0.225, 0.196, -0.074], 0.22), "easier"),
    ],
    easier=foot_down([-0.15, 0.4, 1]),
    harder=drawn_in(98, 8),
    focus={"at": "sp1", "span": 0.62, "off": [0.05, 0.05, 0]},
    legs_apart=True,
)


def sole(z: float) -> Key:
    """A point under the ball of the right foot."""
    return on("footR", 0.055, -0.04, z)


def in_towel(hip: float, knee: float, hands: list[float]) -> Key:
    """The right foot in a towel; each hand holds an end."""
    leg: Key = {"ik": None, "foot": None, "hip": [hip, 0, 0], "knee": knee, "ankle": -8}
    return settle_on_back(merge(HOOK, {"legR": leg}, in_the_air(hands)))


#: The towel lies under one foot, an end in each hand.
STRAP_START: Key = merge(
    HOOK,
    {"legR": {"ik": [0.31, ANKLE, 0.056]}},
    both("arm", {"ik": [0.0, PALM, 0.185], "curl": 6}),
)

HAMSTRING_STRAP = pose(
    "Hamstring stretch with a towel",
    [STRAP_START, in_towel(96, 100, [0.178, -0.122, 0.1]), in_towel(76, 9, [0.25, -0.1, 0.07])],
    times=[0, 0.5, 1],
    highlight=["hamstring.R"],
    arrows=[arc("pelvis", 0.5, 20, 52), when(OTHER_LEG_AWAY, "harder")],
    easier=knee_to_chest(86, 38, 6),
    harder=straight_leg(in_towel(76, 9, [0.25, -0.1, 0.07]), "legL"),
    bands=[
        towel([fist("L"), sole(-0.022), sole(0)], "armL", ["usual", "harder"]),
        towel([fist("R"), sole(0.022), sole(0)], "armR", ["usual", "harder"]),
    ],
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
    arrows=[
        when(arrow("footR", [-0.09, 0.06, 0], [-0.09, 0.18, 0], -0.1), "usual"),
        when(arrow("footR", [0.02, -0.01, 0.13], [-0.15, -0.01, 0.13]), "easier"),
    ],
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

LEGS: dict[str, Key] = {
    "single-knee-to-chest": SINGLE_KNEE,
    "double-knee-to-chest": DOUBLE_KNEE,
    "figure-four": FIGURE_FOUR,
    "supine-hamstring-strap": HAMSTRING_STRAP,
    "single-leg-raise": SINGLE_LEG_RAISE,
    "leg-raise-test": LEG_RAISE_TEST,
}
