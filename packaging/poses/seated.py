"""Poses sitting on a chair, one of them at a table. One-sided movements show the right arm."""

from __future__ import annotations

from typing import Any

from bases import ANKLE, arrow, both, pose
from furniture import BOARD, LEG, box, chair, wall
from solver import Key, Posed, merge, solve

#: Top of the seat: 44 cm of a body 1.75 m tall. The feet are flat, the hips no lower than the knees.
SEAT_TOP = 0.25
SEAT_FRONT = 0.16
SEAT_DEPTH = 0.29
#: Top of the table: 72 cm.
TABLE_TOP = 0.412
#: Height of the wrist over a palm on a hard surface.
PALM_ON_WOOD = 0.013

_FOOT_FLAT: Key = {"ik": [0.243, ANKLE, 0.056], "pole": [1, 0.3, 0], "foot": 0}
_HAND_ON_KNEE: Key = {
    "ik": {"on": "thighR", "t": 0.8, "to": "shankR", "off": [0.055, 0, 0.008]},
    "pole": [-0.6, -0.6, 0.8],
    "fingers": {"in": "thighR", "v": [-0.12, -1, -0.12]},
    "palm": {"in": "thighR", "v": [-1, 0, 0]},
    "curl": 12,
}
HANDS_ON_KNEES = both("arm", _HAND_ON_KNEE)
#: Half-way along the thighs, so that neither arm hides the small of the back.
_HAND_ON_THIGH: Key = merge(_HAND_ON_KNEE, {"ik": {"t": 0.5, "off": [0.066, 0, 0.008]}})
_HAND_ON_BELLY: Key = {
    "ik": {"on": "sp2", "off": [0.092, -0.03, 0.05]},
    "pole": [-0.5, -0.6, 1],
    "fingers": {"in": "sp2", "v": [0.1, -0.25, -1]},
    "palm": {"in": "sp2", "v": [-1, 0, 0]},
    "curl": 14,
}
_ARM_HANGING: Key = {"sh": [-2, 9, 0], "elbow": 10, "pron": 10, "curl": 14}

#: Sitting tall, feet flat, hands on the knees.
SITTING: Key = {
    "root": {"pitch": 0},
    "lumbar": [0, 0, 0],
    "thorax": [0, 0, 0],
    "neck": [0, 0, 0],
    "head": [0, 0, 0],
    "place": {"floor": ["torso"], "level": SEAT_TOP, "anchor": "pelvis", "at": [0, 0], "sink": 0.008},
    **both("leg", _FOOT_FLAT),
    **HANDS_ON_KNEES,
}
ON_CHAIR = chair(SEAT_FRONT, -SEAT_DEPTH, 0.125, 0.56, seat=SEAT_TOP)


def sitting(*changes: Key) -> Key:
    """Sitting tall, with changes."""
    return merge(SITTING, *changes)


def with_arms(right: Key, left: Key | None = None) -> Key:
    """Sitting tall with other arms; both alike if one is given."""
    arms = both("arm", right) if left is None else {"armR": right, "armL": left}
    return {**SITTING, **arms}


def seated_pose(title: str, keys: list[Key], **fields: Any) -> Key:
    """A pose on a chair, from the side."""
    usual: Key = {"order": ["armL", "legL", "pelvis", "shirt", "head", "legR", "armR"], "props": ON_CHAIR}
    return pose(title, keys, **{**usual, **fields})


def marching(right: bool, hip: float, swing: float = 1) -> Key:
    """One foot lifted, the opposite arm forward."""
    up, down = ("R", "L") if right else ("L", "R")
    forward: Key = {"sh": [24 * swing, 7, 0], "elbow": 82, "pron": 5, "curl": 48}
    back: Key = {"sh": [-4 - 30 * swing, 12, 0], "elbow": 74, "pron": 5, "curl": 48}
    key = with_arms(forward, back) if down == "R" else with_arms(back, forward)
    return {**key, "leg" + up: {"hip": [hip, 2, 0], "knee": hip - 6, "ankle": -8}}


def heel_lifted(right: bool) -> Key:
    """One heel up, its toes on the floor, arms as when marching."""
    side = "R" if right else "L"
    key = marching(right, 90, 0.6)
    leg = {**_FOOT_FLAT, "ik": [0.243, ANKLE + 0.04, 0.056], "foot": -36, "toe": 34}
    key["leg" + side] = both("leg", leg)["leg" + side]
    return solve(key, [[(("leg" + side, "ik", 1), 0.01)]], [lambda p: p.low("foot" + side) + 0.001])


ARMS_READY = with_arms({"sh": [-4, 9, 0], "elbow": 78, "pron": 5, "curl": 48})
MARCH = seated_pose(
    "March on a chair",
    [ARMS_READY, marching(False, 106), ARMS_READY, marching(True, 106)],
    cycle=[3, 0, 1, 0],
    easier=heel_lifted(True),
    easier_other=heel_lifted(False),
    harder=marching(True, 114),
    harder_other=marching(False, 114),
)


def tilted(pelvis: float, lumbar: float) -> Key:
    """The pelvis rolls back and the low back follows; the head stays where it is, and level."""
    here = float(Posed(SITTING).joint("neck")[0])
    key = merge(
        with_arms(_HAND_ON_THIGH),
        {
            "root": {"pitch": pelvis},
            "lumbar": [lumbar, 0, 0],
            "thorax": [pelvis - lumbar, 0, 0],
        },
    )
    return solve(key, [[(("thorax", 0), 1), (("neck", 0), -1)]], [lambda p: float(p.joint("neck")[0]) - here])


PELVIC_TILT = seated_pose(
    "Pelvic tilt on a chair",
    [tilted(-9, -13), tilted(15, 21)],
    camera=[0, 6],
    highlight=["lumbar", "abdomen"],
    arrows=[arrow("sp2", [-0.06, 0.03, 0], [-0.17, 0.03, 0])],
    focus={"at": "sp2", "span": 0.8, "off": [0.02, 0.05, 0]},
    ghost=True,
    easier=tilted(5, 7),
)


def curved(pelvis: float, lumbar: float, thorax: float, neck: float, head: float) -> Key:
    """Hands stay on the knees while the back rounds (positive) or grows tall (negative)."""
    return sitting(
        {
            "root": {"pitch": pelvis},
            "lumbar": [lumbar, 0, 0],
            "thorax": [thorax, 0, 0],
            "neck": [neck, 0, 0],
            "head": [head, 0, 0],
        }
    )


CAT_COW = seated_pose(
    "Cat and cow on a chair",
    [SITTING, curved(-17, -20, -7, 6, 3), SITTING, curved(16, 28, 32, 18, 10)],
    cycle=[3, 0, 1, 0],
    highlight=["lumbar", "thoracic"],
    arrows=[
        arrow("sp3", [-0.08, 0.02, 0], [-0.19, 0.02, 0]),
        arrow("sp3", [0.11, 0.03, 0], [0.21, 0.05, 0]),
    ],
    easier=curved(9, 15, 17, 10, 6),
)


def leaning(lumbar: float, thorax: float, low_arm: bool) -> Key:
    """Straight to the left over the left hand, which holds the seat."""
    hold: Key = {
        "ik": [-0.05, SEAT_TOP + 0.004, -0.164],
        "pole": [-1, 0.1, -0.5],
        "fingers": [0.25, -1, 0.1],
        "palm": [0, 0, 1],
        "curl": 40,
    }
    up: Key = {"sh": [4, 172, 0], "elbow": 8, "pron": 60, "curl": 8}
    key = with_arms(_ARM_HANGING if low_arm else up, hold)
    return merge(key, {"lumbar": [0, -lumbar, 0], "thorax": [0, -thorax, 0], "neck": [0, -4, 0]})


#: The low hand slides down the side of the chair, its palm on the wood.
DOWN_THE_CHAIR: Key = {
    "ik": [-0.05, SEAT_TOP - 0.036, -0.164],
    "fingers": [0.15, -1, 0],
    "curl": 6,
    "slide": True,
}

SIDE_BEND = seated_pose(
    "Seated side bend",
    [leaning(0, 0, False), leaning(16, 20, False)],
    camera=[78, 12],
    order=["armL", "pelvis", "shirt", "head", "armR", "legL", "legR"],
    highlight=["side.R", "lat.R"],
    arrows=[
        {**arrow("handR", [0.03, 0.09, -0.06], [0.03, 0.03, -0.24], 0.15), "ways": ["usual", "harder"]},
        {**arrow("head", [0, 0.115, 0.06], [0, 0.085, -0.1], 0.25), "ways": ["easier"]},
    ],
    props=chair(SEAT_FRONT, -SEAT_DEPTH, 0.15, 0.56, seat=SEAT_TOP),
    farshade=False,
    mat=[-0.28, 0.44],
    matz=0.4,
    easier_start=leaning(0, 0, True),
    easier=merge(leaning(9, 10, True), {"armL": DOWN_THE_CHAIR}),
    harder=merge(leaning(18, 24, False), {"clavR": [16, 0], "armR": {"sh": [4, 176, 0], "elbow": 2}}),
)

ON_TABLE: Key = {
    "ik": [0.30, TABLE_TOP + PALM_ON_WOOD, 0.09],
    "pole": [-0.4, -0.5, 1],
    "fingers": [1, 0, 0],
    "palm": [0, -1, 0],
    "curl": 2,
    "slide": True,
}


def sliding(reach: float, pelvis: float, lumbar: float, thorax: float, neck: float, head: float) -> Key:
    """Hands on the table, ``reach`` ahead of where they began; the trunk follows."""
    hand = merge(ON_TABLE, {"ik": [0.30 + reach, TABLE_TOP + PALM_ON_WOOD, 0.09]})
    return merge(
        with_arms(hand),
        {
            "root": {"pitch": pelvis},
            "lumbar": [lumbar, 0, 0],
            "thorax": [thorax, 0, 0],
            "neck": [neck, 0, 0],
            "head": [head, 0, 0],
        },
    )


def table(front: float, depth: float, half_width: float) -> list[Key]:
    """A table with two legs at its far end, so that the knees have room under it."""
    under, rear = TABLE_TOP - BOARD, front + depth
    return [
        box((rear - LEG, rear), (0, under), (-half_width, -half_width + LEG)),
        box((front, rear), (under, TABLE_TOP), (-half_width, half_width)),
        box((rear - LEG, rear), (0, under), (half_width - LEG, half_width)),
    ]


TABLE_PRAYER = seated_pose(
    "Prayer stretch at a table",
    [sliding(0, 0, 0, 0, 0, 0), sliding(0.217, -32, 15, 16, 11, 8)],
    highlight=["lumbar", "lat.R", "lat.L"],
    arrows=[arrow("handR", [0.1, 0.06, 0], [0.24, 0.06, 0])],
    props=[*ON_CHAIR, *table(0.22, 0.5, 0.2)],
    mat=[-0.24, 0.82],
    easier=sliding(0.124, -16, 8, 8, 4, 2),
)


def bench(front: float, depth: float, half_width: float) -> list[Key]:
    """A seat without a back, to be seen from the side."""
    under, rear = SEAT_TOP - BOARD, front - depth
    return [
        *(box((x, x + LEG), (0, under), (-half_width, -half_width + LEG)) for x in (rear, front - LEG)),
        box((rear, front), (under, SEAT_TOP), (-half_width, half_width)),
        *(box((x, x + LEG), (0, under), (half_width - LEG, half_width)) for x in (rear, front - LEG)),
    ]


def stool(front: float, depth: float, half_width: float) -> list[Key]:
    """A seat without a back, to be seen from behind: its rear edge hides the legs of the figure."""
    x, z = (front - depth, front), (-half_width, half_width)
    under = SEAT_TOP - BOARD
    rear, edge = (x[0], x[0] + LEG), (x[0], x[0] + 0.02)
    return [
        *(box((front - LEG, front), (0, under), span) for span in ((z[0], z[0] + LEG), (z[1] - LEG, z[1]))),
        box(x, (under, SEAT_TOP), z),
        *(box(rear, (0, under), span, "front") for span in ((z[0], z[0] + LEG), (z[1] - LEG, z[1]))),
        box(edge, (under, SEAT_TOP), z, "front"),
    ]


def squeezed(amount: float) -> Key:
    """Shoulder blades back and down, chest and ribs where they were."""
    blade = [-7 * amount, -15 * amount, 0]
    arm = merge(_ARM_HANGING, {"sh": [-2, 11 + 5 * amount, 0]})
    return merge(with_arms(arm), {"clavR": blade, "clavL": blade})


def thumbs_out(amount: float) -> Key:
    """The same with elbows bent at the waist, the forearms turned outward."""
    arm: Key = {"sh": [-4, 8, -14 - 28 * amount], "elbow": 92, "pron": -50, "curl": 14}
    return merge(squeezed(amount), both("arm", arm))


BLADES = seated_pose(
    "Shoulder-blade squeeze",
    [squeezed(0), squeezed(1)],
    camera=[270, 10],
    order=["legL", "legR", "armL", "armR", "head", "pelvis", "shirt"],
    highlight=["thoracic"],
    arrows=[
        arrow("sp4", [-0.1, 0.06, 0.13], [-0.1, 0.02, 0.03]),
        arrow("sp4", [-0.1, 0.06, -0.13], [-0.1, 0.02, -0.03]),
    ],
    focus={"at": "sp4", "span": 0.72},
    ghost=True,
    props=stool(0.15, 0.27, 0.125),
    farshade=False,
    mat=[-0.36, 0.42],
    matz=0.36,
    easier=squeezed(0.5),
    harder_start=thumbs_out(0),
    harder=thumbs_out(1),
)

#: A short seat, so that its back is where the back of the figure is; hands on the belly.
RESTING_BACK = -0.088
LEANING_BACK: Key = {"root": {"pitch": 3}, "lumbar": [4, 0, 0], "thorax": [2, 0, 0], "neck": [-2, 0, 0]}
BREATHING = seated_pose(
    "Slow breathing on a chair",
    [merge(SITTING, LEANING_BACK), merge(with_arms(_HAND_ON_BELLY), LEANING_BACK)],
    easier=merge(with_arms(_HAND_ON_BELLY), LEANING_BACK),
    props=chair(SEAT_FRONT, RESTING_BACK - LEG - SEAT_FRONT, 0.125, 0.56, seat=SEAT_TOP),
    breath_amount=1.8,
)

_HOLDING_SEAT: Key = {
    "ik": [-0.03, SEAT_TOP + 0.014, 0.162],
    "pole": [-0.6, 0.1, 1],
    "fingers": [0.2, -1, -0.1],
    "palm": [0, 0, -1],
    "curl": 40,
}
#: Straight down beside the seat, the shoulder drawn down with it.
_REACHING_DOWN: Key = {"sh": [-2, 9, 0], "elbow": 3, "pron": 20, "curl": 4}


def ear_to_shoulder(tilt: float, arm: Key, drawn_down: float = 0) -> Key:
    """The left ear goes towards the left shoulder; the other hand keeps the right shoulder low."""
    return merge(
        with_arms(arm, HANDS_ON_KNEES["armL"]),
        {"neck": [0, -0.6 * tilt, 0], "head": [0, -0.4 * tilt, 0], "clavR": [-drawn_down, 0]},
    )


NECK_SIDE_BEND = seated_pose(
    "Neck side bend",
    [ear_to_shoulder(0, _HOLDING_SEAT), ear_to_shoulder(34, _HOLDING_SEAT, 3)],
    camera=[82, 8],
    order=["pelvis", "shirt", "head", "legL", "legR", "armL", "armR"],
    highlight=["neck.R"],
    arrows=[arrow("head", [0, 0.115, 0.06], [0, 0.085, -0.1], 0.25)],
    focus={"at": "sp4", "span": 0.72, "off": [0, 0.02, 0]},
    props=chair(SEAT_FRONT, -SEAT_DEPTH, 0.15, 0.56, seat=SEAT_TOP),
    farshade=False,
    mat=[-0.28, 0.44],
    matz=0.4,
    easier_start=ear_to_shoulder(0, HANDS_ON_KNEES["armR"]),
    easier=ear_to_shoulder(18, HANDS_ON_KNEES["armR"]),
    harder_start=ear_to_shoulder(0, _REACHING_DOWN),
    harder=ear_to_shoulder(40, _REACHING_DOWN, 8),
)


#: A wall that buttocks and shoulder blades lean on; the back of the head comes to it.
AT_WALL = -0.083


def gliding(back: float) -> Key:
    """The lower neck carries the head forward (negative) or back; the head itself stays level."""
    return merge(with_arms(_HAND_ON_THIGH), {"neck": [-back, 0, 0], "head": [back, 0, 0]})


CHIN_TUCK = seated_pose(
    "Chin tuck",
    [gliding(-5), gliding(14)],
    camera=[0, 6],
    highlight=["neck"],
    arrows=[arrow("head", [0.185, -0.035, 0], [0.09, -0.035, 0])],
    props=[
        *({**part, "ways": ["usual", "easier"]} for part in ON_CHAIR),
        *(
            {**part, "ways": ["harder"]}
            for part in [wall(AT_WALL), *bench(SEAT_FRONT, SEAT_FRONT - AT_WALL, 0.125)]
        ),
    ],
    focus={"at": "head", "span": 0.5, "off": [0, -0.06, 0]},
    ghost=True,
    easier=gliding(5),
    harder=gliding(19),
)

SEATED: dict[str, Key] = {
    "seated-march": MARCH,
    "seated-pelvic-tilt": PELVIC_TILT,
    "seated-cat-cow": CAT_COW,
    "seated-side-bend": SIDE_BEND,
    "table-prayer-stretch": TABLE_PRAYER,
    "shoulder-blade-squeeze": BLADES,
    "seated-breathing": BREATHING,
    "neck-side-bend": NECK_SIDE_BEND,
    "chin-tuck": CHIN_TUCK,
}
