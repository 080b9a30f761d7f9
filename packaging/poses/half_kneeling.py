"""Kneeling on one padded knee beside a chair."""

from __future__ import annotations

from bases import ANKLE, arrow, pose
from furniture import SEAT_TOP, chair
from solver import Key, merge, solve

#: Where the hips are in the standing form.
STANCE = -0.05
#: Thickness of the cushion under the knee: 5 cm of a body 1.75 m tall.
PAD = 0.03
#: How far the knee sinks into it.
SINK = 0.006
KNEE = -0.12
#: On the far side, its seat under the far hand.
CHAIR = chair(-0.04, 0.26, 0.13, 0.56, -0.275)
_PAD: Key = {"kind": "cushion", "at": [KNEE - 0.085, KNEE + 0.085, 0.0, PAD, -0.03, 0.13], "layer": "back"}

#: Beside the hip, and behind what the stretch is felt in.
_ARM_BESIDE: Key = {"sh": [-6, 10, 0], "elbow": 12, "pron": 10, "curl": 14}
_ARM_RAISED: Key = {"sh": [170, 10, 0], "elbow": 6, "pron": 0, "curl": 8}


def on_one_knee(tuck: float, forward: float) -> Key:
    """Trunk upright; ``tuck`` tips the pelvis back under it, the thigh leans ``forward``, both in degrees."""
    key: Key = {
        "root": {"pitch": -4 + tuck},
        "lumbar": [-4 + tuck * 0.8, 0, 0],
        "thorax": [2 + tuck * 0.1, 0, 0],
        "neck": [-1, 0, 0],
        "head": [1, 0, 0],
        "place": {"y": 0.31, "anchor": "shankR", "at": [KNEE, 0.05]},
        "legR": {"hip": [4 - tuck - forward, 0, 0], "knee": 90 - forward, "ankle": -76},
        "legL": {"ik": [0.14, ANKLE, -0.06], "pole": [1, 0.3, 0], "foot": 0},
        "armR": _ARM_BESIDE,
        "armL": {
            "ik": [0.0, SEAT_TOP + 0.02, -0.2],
            "pole": [-1, 0.1, -0.6],
            "fingers": [1, -0.1, -0.1],
            "palm": [0, -1, 0],
            "curl": 2,
        },
    }
    # The shin slopes down from the cushion until the foot lies on the mat.
    return solve(
        key,
        [[(("place", "y"), 0.01)], [(("legR", "knee"), 1)]],
        [lambda p: p.low("legR", 0.2, 0.3) - PAD + SINK, lambda p: p.low("footR") + 0.002],
    )


#: Where the hand takes hold of the top of the chair's back.
_ON_CHAIR_BACK: Key = {
    "ik": [0.2, 0.588, -0.17],
    "pole": [-1, -0.4, -0.6],
    "fingers": [0.5, -0.2, -1],
    "palm": [0, -1, 0],
    "curl": 40,
}


def split_stance(tuck: float, forward: float) -> Key:
    """Standing, the other foot a step in front, a hand on the chair; the same tuck and shift."""
    key: Key = {
        "root": {"pitch": -4 + tuck},
        "lumbar": [-4 + tuck * 0.8, 0, 0],
        "thorax": [2 + tuck * 0.1, 0, 0],
        "neck": [-1, 0, 0],
        "head": [1, 0, 0],
        "place": {"y": 0.49, "anchor": "pelvis", "at": [STANCE + forward, 0]},
        "legR": {"ik": [-0.23, 0.075, 0.055], "pole": [1, 0.2, 0], "foot": -28, "toe": 28},
        "legL": {"ik": [0.09, ANKLE, -0.06], "pole": [1, 0, 0], "foot": 0},
        "armR": _ARM_BESIDE,
        "armL": _ON_CHAIR_BACK,
    }
    return solve(key, [[(("legR", "ik", 1), 0.01)]], [lambda p: p.low("footR") + 0.001])


LUNGE = pose(
    "Hip-flexor stretch, half-kneeling",
    [on_one_knee(0, 0), on_one_knee(12, 1), on_one_knee(13, 7.5)],
    order=["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
    times=[0, 0.45, 1],
    highlight=["hipflexor.R"],
    ghost=True,
    arrows=[arrow("pelvis", [-0.22, 0.03, 0], [-0.10, 0.02, 0])],
    camera=[0, 22],
    props=[*CHAIR, {**_PAD, "ways": ["usual", "harder"]}],
    easier_start=split_stance(0, 0),
    easier_other=split_stance(12, 0),
    easier=split_stance(12, 0.028),
    harder=merge(on_one_knee(13, 7.5), {"armR": _ARM_RAISED}),
)

HALF_KNEELING: dict[str, Key] = {"hip-flexor-lunge": LUNGE}
