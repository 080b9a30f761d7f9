"""From the numbers of a sculpture to a key of a pose file."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from stretchplayer.figure.pose import Arm, Key, Leg, Place, Root
from stretchplayer.figure.postures import INDEX, POSTURES
from stretchplayer.figure.rig import Array
from stretchplayer.figure.settling import NECK_SHARE, PRESSED, Settled, settle
from stretchplayer.figure.variants import ELBOW_AT_REST, KNEE_AT_REST, shares


@lru_cache(maxsize=64)
def settled(posture: str, values: tuple[float, ...]) -> Settled:
    """These numbers at rest."""
    return settle(POSTURES[posture], np.array([values]))


def _rounded(*angles: float) -> tuple[float, ...]:
    return tuple(round(float(angle), 2) + 0.0 for angle in angles)


@lru_cache(maxsize=64)
def key_of(name: str, values: tuple[float, ...]) -> Key:
    """These numbers at rest, as a key whose lowest part lies on the floor."""
    posture, rest = POSTURES[name], settled(name, values)

    def get(number: str) -> float:
        return values[INDEX[number]]

    spine = [shares(np.asarray(get(number)), part) for part, number in enumerate(("bend", "side", "twist"))]
    head = float(rest.nod[0]), get("tilt"), get("look")

    def leg(s: str) -> Leg:
        return Leg(
            hip=_rounded(get("hip" + s), get("hip_out" + s), get("hip_turn" + s)),
            knee=round(get("knee" + s) - KNEE_AT_REST, 2),
            ankle=round(float(rest.ankle[s][0]), 2),
        )

    def arm(s: str, k: int) -> Arm:
        pron, wrist, aside = hand_angles(rest.hand[s][0], k)
        return Arm(
            sh=_rounded(get("shoulder" + s), get("shoulder_out" + s), get("shoulder_turn" + s)),
            elbow=round(get("elbow" + s) - ELBOW_AT_REST, 2),
            pron=round(pron, 2),
            wrist=_rounded(wrist, aside),
            curl=round(get("curl" + s), 2),
        )

    pelvis = rest.joint[0, 0]
    return Key(
        root=Root(
            pitch=round(float(rest.pitch[0]), 2),
            yaw=float(posture.yaw),
            twist=round(posture.twist + get("roll"), 2),
        ),
        lumbar=_rounded(*(float(low) for low, _ in spine)),
        thorax=_rounded(*(float(high) for _, high in spine)),
        tsplit=get("tsplit"),
        neck=_rounded(*(NECK_SHARE * angle for angle in head)),
        head=_rounded(*((1 - NECK_SHARE) * angle for angle in head)),
        clavR=_rounded(get("shrugR"), get("protractR")),
        clavL=_rounded(get("shrugL"), get("protractL")),
        belly=get("belly"),
        place=Place(
            floor=("body",), at=(round(float(pelvis[0]), 4), round(float(pelvis[2]), 4)), sink=PRESSED
        ),
        legR=leg("R"),
        legL=leg("L"),
        armR=arm("R", 1),
        armL=arm("L", -1),
    )


def hand_angles(local: Array, k: int) -> tuple[float, float, float]:
    """Turn of the forearm, and bend of the wrist both ways, from a hand in the frame of its forearm."""
    pron = k * np.degrees(np.arctan2(local[0, 2], local[2, 2]))
    wrist = k * np.degrees(np.arcsin(np.clip(-local[1, 2], -1, 1)))
    aside = np.degrees(np.arctan2(local[1, 0], local[1, 1]))
    return float(pron), float(wrist), float(aside)
