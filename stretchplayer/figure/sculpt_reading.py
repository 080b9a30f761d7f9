"""The numbers of a key that was made otherwise, so that any pose can be the beginning of another."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from stretchplayer.figure.pose import Key
from stretchplayer.figure.postures import ALL, POSTURES, Limits
from stretchplayer.figure.rig import BONE, Array
from stretchplayer.figure.sculpt_key import hand_angles, settled
from stretchplayer.figure.solve import evaluate
from stretchplayer.figure.variants import ELBOW_AT_REST, KNEE_AT_REST

LOW = 0.09  # knees and hands on the floor are lower than this, in body heights
SEAT = 0.42  # somebody whose pelvis is lower than this does not stand
THIGH_LEVEL = 0.12  # on a chair the knees are as high as the hips, or nearly, and far from the floor
ROUNDS = 3  # of finding what to ask of feet and head


def _limb_angles(local: Array, k: int) -> tuple[float, float, float]:
    """Forward, out and turned in, from a thigh or upper arm in the frame of the trunk."""
    out = -k * np.degrees(np.arcsin(np.clip(local[2, 1], -1, 1)))
    forward = np.degrees(np.arctan2(-local[0, 1], local[1, 1]))
    turn = k * np.degrees(np.arctan2(-local[2, 0], local[2, 2]))
    return float(forward), float(out), float(turn)


def _other_way(angles: tuple[float, float, float]) -> tuple[float, float, float]:
    """The same direction, gone to over the other side."""
    forward, out, turn = angles

    def half(angle: float) -> float:
        return angle + 180 if angle <= 0 else angle - 180

    return half(forward), 180 - out, half(turn)


def nearest_posture(key: Key) -> str:
    """The starting position that this key is nearest to."""
    skeleton = evaluate(key).skeleton
    chest, up, right = skeleton.rotation[0].T
    knees = [skeleton.joint[BONE["shank" + s], 1] for s in "RL"]
    wrists = [skeleton.joint[BONE["hand" + s], 1] for s in "RL"]
    pelvis = skeleton.joint[0, 1]
    raised = 2 * LOW < pelvis < SEAT and min(knees) > 2 * LOW
    if raised and up[1] > 0 and abs(min(knees) - pelvis) < THIGH_LEVEL:
        return "chair"
    if chest[1] > 0.6:
        return "back"
    if max(knees) < LOW and min(wrists) < LOW and pelvis > 1.2 * LOW:
        return "hands_and_knees"
    if chest[1] < -0.6:
        return "front"
    if up[1] < 0.4:
        # On the left side, right hip on top, as the position itself lies; otherwise rolled from the back.
        return "side" if right[1] > 0.7 or chest[1] < 0 else "back"
    if min(knees) < LOW:
        return "half_kneeling"
    return "chair" if pelvis < SEAT else "standing"


def read_off(key: Key, posture: str | None = None) -> tuple[str, tuple[float, ...]]:
    """The position and the numbers of a key, whatever it was made from, as near as they come to it.

    `posture` says which position to take; without it, the nearest.
    """
    posture = nearest_posture(key) if posture is None else posture
    skeleton = evaluate(key).skeleton
    r = skeleton.rotation

    def three(angles: float | tuple[float, ...]) -> tuple[float, float, float]:
        given = (*angles, 0.0, 0.0, 0.0) if isinstance(angles, tuple) else (angles, 0.0, 0.0)
        return given[0], given[1], given[2]

    def inside(parent: str, bone: str) -> Array:
        return np.asarray(r[BONE[parent]].T @ r[BONE[bone]])

    found: dict[str, float] = {}
    names = ("bend", "side", "twist")
    found |= {n: a + b for n, a, b in zip(names, three(key.lumbar), three(key.thorax), strict=True)}
    names = ("nod", "tilt", "look")
    found |= {n: a + b for n, a, b in zip(names, three(key.neck), three(key.head), strict=True)}
    found |= {"belly": key.belly, "tsplit": key.tsplit, "roll": key.root.twist - POSTURES[posture].twist}
    for s, k in (("R", 1), ("L", -1)):
        hip = _limb_angles(inside("pelvis", f"thigh{s}"), k)
        found |= {f"{n}{s}": v for n, v in zip(("hip", "hip_out", "hip_turn"), hip, strict=True)}
        shank, foot = inside(f"thigh{s}", f"shank{s}"), inside(f"shank{s}", f"foot{s}")
        found[f"knee{s}"] = KNEE_AT_REST - float(np.degrees(np.arctan2(shank[1, 0], shank[0, 0])))
        found[f"ankle{s}"] = float(np.degrees(np.arctan2(foot[1, 0], foot[0, 0])))
        names = ("shoulder", "shoulder_out", "shoulder_turn")
        limits = [ALL[name + s] for name in names]
        one = _limb_angles(inside(f"clav{s}", f"arm{s}"), k)
        shoulder = min((one, _other_way(one)), key=lambda angles: _beyond(angles, limits))
        found |= {f"{n}{s}": v for n, v in zip(names, shoulder, strict=True)}
        fore = inside(f"arm{s}", f"fore{s}")
        bend = float(np.degrees(np.arctan2(-fore[0, 1], fore[1, 1])))
        found[f"elbow{s}"] = bend + ELBOW_AT_REST
        c, sn = np.cos(np.radians(bend)), np.sin(np.radians(bend))
        plain = np.array([[c, -sn, 0], [sn, c, 0], [0, 0, 1.0]])
        hand = plain.T @ inside(f"arm{s}", f"hand{s}")
        names = ("pron", "wrist", "wrist_side")
        found |= {f"{n}{s}": v for n, v in zip(names, hand_angles(hand, k), strict=True)}
        blade = inside("sp4", f"clav{s}")
        found[f"shrug{s}"] = -k * float(np.degrees(np.arctan2(blade[2, 1], blade[1, 1])))
        found[f"protract{s}"] = k * float(np.degrees(np.arctan2(blade[0, 2], blade[0, 0])))
        found[f"curl{s}"] = (key.armR if s == "R" else key.armL).curl
    return posture, _as_it_rested(posture, found, skeleton.joint[0])


def _as_it_rested(posture: str, found: Mapping[str, float], pelvis: Array) -> tuple[float, ...]:
    """Feet and head give way to the floor: ask for as much as gives what was found, where it was."""
    asked = {**found, "x": 0.0, "z": 0.0}
    for _ in range(ROUNDS):
        rest = settled(posture, _values(posture, asked))
        asked["nod"] += found["nod"] - float(rest.nod[0])
        for s in "RL":
            asked["ankle" + s] += found["ankle" + s] - float(rest.ankle[s][0])
    at = settled(posture, _values(posture, asked)).joint[0, 0]
    asked |= {"x": float(pelvis[0] - at[0]), "z": float(pelvis[2] - at[2])}
    return _values(posture, asked)


def _values(posture: str, found: Mapping[str, float]) -> tuple[float, ...]:
    usual, limits = POSTURES[posture].values(), POSTURES[posture].limits
    return tuple(
        min(max(float(found.get(name, start)), limits(name)[0]), limits(name)[1])
        for name, start in zip(ALL, usual, strict=True)
    )


def _beyond(angles: tuple[float, ...], limits: list[Limits]) -> float:
    return sum(max(0.0, low - angle, angle - high) for angle, (low, high) in zip(angles, limits, strict=True))
