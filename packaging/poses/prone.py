"""Poses lying on the front."""

from __future__ import annotations

from typing import Any

from arms import reaching_ahead
from bases import ELBOW, FOREARM_WRIST, LOADED_PALM, arrow, both, pose
from solver import Key, Posed, merge, number, solve

#: The forehead rests on the back of the hands.
HANDS = 0.03

#: How far the chin is drawn in so that the forehead rests, not the nose.
FACE_DOWN = 22

_LEG: Key = {"hip": [0, 4, 0], "knee": 0, "ankle": -74}


def _lying(pelvis: float, lumbar: float, thorax: float, neck: float, head: float) -> Key:
    """Face down, pelvis ``pelvis`` degrees off the mat, legs long on it."""
    leg = merge(_LEG, {"hip": [-pelvis, 4, 0]})
    return {
        "root": {"pitch": -90 + pelvis},
        "lumbar": [-lumbar, 0, 0],
        "thorax": [-thorax, 0, 0],
        "neck": [-neck, 0, 0],
        "head": [-head, 0, 0],
        "place": {"floor": ["torso", "legR", "legL"], "anchor": "pelvis", "at": [0, 0]},
        "legR": leg,
        "legL": leg,
    }


def _legs_down(posed: Posed) -> float:
    """How far belly and thighs are from lying equally low."""
    return posed.low("torso", None, 0.06) - posed.low("legR", 0.2, None)


def forehead_on_hands() -> Key:
    """Lying on the front, legs long, forehead on the hands."""
    arm: Key = {
        "ik": [0.415, FOREARM_WRIST, 0.085],
        "pole": [0, 0.1, 1],
        "fingers": [0.2, 0, -1],
        "palm": [0, -1, 0],
        "curl": 0,
    }
    key = merge(_lying(0, 3, 6, 10, -10 - FACE_DOWN), both("arm", arm))
    return solve(
        key,
        [[(("neck", 0), 1), (("head", 0), -1)], [(("legR", "hip", 0), 1), (("legL", "hip", 0), 1)]],
        [lambda p: min(p.low("head"), p.low("hair")) - HANDS, _legs_down],
    )


#: Under the belly, as it is when one lies on it.
CUSHION = 0.03
_CUSHION: Key = {
    "kind": "cushion",
    "at": [0.015, 0.17, 0.0, CUSHION, -0.13, 0.13],
    "layer": "back",
    "ways": ["easier"],
}


def over_cushion() -> Key:
    """Lying on the front with a cushion under the belly, forehead on the hands."""
    flat = forehead_on_hands()
    key = merge(
        flat,
        {
            "root": {"pitch": -93},
            "lumbar": [8, 0, 0],
            "thorax": [6, 0, 0],
            # The chest slopes down from the cushion: the chin must not go with it.
            "head": [number(flat, ("head", 0)) - 16, 0, 0],
            "place": {"y": 0.09, "floor": None},
        },
    )
    return solve(
        key,
        [
            [(("place", "y"), 0.01)],
            [(("legR", "hip", 0), 1), (("legL", "hip", 0), 1)],
            [(("lumbar", 0), 0.5), (("thorax", 0), 0.5)],
            [(("neck", 0), 1), (("head", 0), -1)],
        ],
        [
            lambda p: p.low("torso", 0.03, 0.14) - CUSHION + 0.008,
            lambda p: p.low("legR", 0.3, None),
            lambda p: p.low("torso", 0.2, 0.27) - 0.008,
            lambda p: min(p.low("head"), p.low("hair")) - HANDS,
        ],
    )


_FOREARM: Key = {
    "ik": [0.39, FOREARM_WRIST, 0.1],
    "pole": [-0.4, -1, 0],
    "fingers": [1, 0, -0.1],
    "palm": [0, -1, 0],
    "curl": 0,
}


def on_elbows() -> Key:
    """Elbows under the shoulders, forearms on the mat, hips on it."""
    key = merge(_lying(6, 18, 8, -2, -2), both("arm", _FOREARM))
    return solve(
        key,
        [
            [(("lumbar", 0), 0.7), (("thorax", 0), 0.3)],
            [(("armR", "ik", 0), 0.01), (("armL", "ik", 0), 0.01)],
            [(("legR", "hip", 0), 1), (("legL", "hip", 0), 1)],
        ],
        [
            lambda p: float(p.joint("foreR")[1]) - ELBOW,
            lambda p: float(p.joint("foreR")[0] - p.joint("armR")[0]),
            _legs_down,
        ],
    )


def elbows_placed(wrist: float) -> Key:
    """Still low, the forearms where they will carry."""
    arm = merge(_FOREARM, {"ik": [wrist, FOREARM_WRIST, 0.1], "pole": [-0.3, 0.1, 1]})
    key = merge(_lying(0, 6, 2, 8, 4), both("arm", {**arm, "slide": True}))
    return solve(key, [[(("legR", "hip", 0), 1), (("legL", "hip", 0), 1)]], [_legs_down])


def press_up(pelvis: float, lumbar: float, thorax: float, arm_length: float = 0.315) -> Key:
    """Up on the hands, hips on the mat; ``arm_length``, shoulder to wrist, says how bent the elbows are."""
    arm: Key = {
        "ik": [0.3, LOADED_PALM, 0.11],
        "pole": [-1, 0, 0.3],
        "fingers": [1, -0.1, 0],
        "palm": [-0.1, -1, 0],
        "curl": -6,
    }
    key = merge(_lying(pelvis, lumbar, thorax, -4, -4), both("arm", arm))
    key = solve(key, [[(("legR", "hip", 0), 1), (("legL", "hip", 0), 1)]], [_legs_down])
    return reaching_ahead(key, arm_length)


def sphinx(**fields: Any) -> Key:
    """The exercise, with its press-up as the harder form."""
    hold = on_elbows()
    placed = elbows_placed(number(hold, ("armR", "ik", 0)))
    return pose("Sphinx", [forehead_on_hands(), placed, hold], **fields)


SPHINX = sphinx(
    order=["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
    times=[0, 0.4, 1],
    highlight=["lumbar", "abdomen"],
    arrows=[{**arrow("head", [0.16, -0.04, 0], [0.13, 0.12, 0], 0.12), "ways": ["usual", "harder"]}],
    props=[_CUSHION],
    # Nothing is lifted: one lies down over the cushion, and stays.
    easier_start=over_cushion(),
    easier_other=over_cushion(),
    easier=over_cushion(),
    harder=press_up(16, 32, 18),
)

PRONE: dict[str, Key] = {"sphinx": SPHINX}
