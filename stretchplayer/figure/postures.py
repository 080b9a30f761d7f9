"""What a figure can be posed from: starting positions, the numbers that shape it, and how far each goes.

Angles in degrees. Limb numbers end in R or L.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from stretchplayer.figure.check import LIMITS, NECK_LIMITS, SPINE_LIMITS

Limits = tuple[float, float]
Settles = Literal["balances", "sits", "rocks"]


def _both(part: int) -> Limits:
    """Lumbar and thoracic spine together."""
    (low, high), (more_low, more_high) = SPINE_LIMITS["lumbar"][part], SPINE_LIMITS["thorax"][part]
    return low + more_low, high + more_high


#: Ordinary ranges that the checker has no need of: the American Academy of Orthopaedic Surgeons (1965), as in
#: Norkin and White, Measurement of Joint Motion, appendix A. Across the body is not in it; 30 to 50 is usual.
SHOULDER_BACK, SHOULDER_OUTWARD, SHOULDER_INWARD, HIP_TURN = 60.0, 90.0, 70.0, 45.0
SHOULDER_ACROSS = 45.0
ROLL = 90.0

_MIDDLE: dict[str, Limits] = {
    "bend": _both(0),
    "side": _both(1),
    "twist": _both(2),
    "nod": NECK_LIMITS[0],
    "tilt": NECK_LIMITS[1],
    "look": NECK_LIMITS[2],
    "roll": (-ROLL, ROLL),
}
_LEG: dict[str, Limits] = {
    "hip": LIMITS["hip flexion"],
    "hip_out": LIMITS["hip abduction"],
    "hip_turn": (-HIP_TURN, HIP_TURN),
    "knee": LIMITS["knee"],
    "ankle": LIMITS["ankle"],
}
_ARM: dict[str, Limits] = {
    "shoulder": (-SHOULDER_BACK, LIMITS["shoulder"][1]),
    "shoulder_out": (-SHOULDER_ACROSS, LIMITS["shoulder"][1]),
    "shoulder_turn": (-SHOULDER_OUTWARD, SHOULDER_INWARD),
    "elbow": LIMITS["elbow"],
}
#: Not on sliders: they come along from a pose of the library.
_QUIET_MIDDLE: dict[str, Limits] = {
    "belly": (-1.0, 1.0),
    "tsplit": (0.0, 1.0),
    "x": (-2.0, 2.0),
    "z": (-2.0, 2.0),
}
_QUIET_ARM: dict[str, Limits] = {
    "pron": (-180.0, 180.0),
    "wrist": (-90.0, 90.0),
    "wrist_side": (-180.0, 180.0),
    "curl": (-30.0, 90.0),
    "shrug": (-30.0, 30.0),
    "protract": (-45.0, 45.0),
}


def _sided(limits: Mapping[str, Limits]) -> dict[str, Limits]:
    return {name + s: span for s in "RL" for name, span in limits.items()}


#: The numbers that sliders set, and how far.
SLIDERS: Mapping[str, Limits] = {**_MIDDLE, **_sided(_LEG), **_sided(_ARM)}
#: All numbers, in the order in which they are kept.
ALL: Mapping[str, Limits] = {**SLIDERS, **_QUIET_MIDDLE, **_sided(_QUIET_ARM)}
INDEX: Mapping[str, int] = {name: n for n, name in enumerate(ALL)}


@dataclass(frozen=True, eq=False)
class Posture:
    """A starting position. `pitch`, `yaw` and `twist` are the pelvis in the world before it settles.

    Standing balances over its feet, sitting keeps its thighs on the seat, all else rocks on what it lies
    on until it rests, at most `window` degrees from where it began. `stays` are the bones that keep their
    place while the body changes around them: the lowest of them.
    """

    words: str
    settles: Settles
    start: Mapping[str, float]
    pitch: float = 0.0
    yaw: float = 0.0
    twist: float = 0.0
    window: float = 0.0
    rolls: bool = False
    kneels: bool = False  # on both knees: it begins with its lower legs on the floor
    stays: tuple[str, ...] = ("pelvis",)

    def limits(self, name: str) -> Limits:
        """How far a number goes in this position."""
        if name == "roll" and not self.rolls:
            return 0.0, 0.0
        return ALL[name]

    def values(self) -> tuple[float, ...]:
        """All numbers of the position itself."""
        return tuple(float(self.start.get(name, 0.0)) for name in ALL)


def _start(middle: Mapping[str, float] | None = None, **limbs: float) -> dict[str, float]:
    """The same on both sides; names with a side at the end win."""
    both = {name + s: value for name, value in limbs.items() if name[-1] not in "RL" for s in "RL"}
    own = {name: value for name, value in limbs.items() if name[-1] in "RL"}
    return {"tsplit": 0.5, "curlR": 10.0, "curlL": 10.0, **(middle or {}), **both, **own}


POSTURES: Mapping[str, Posture] = {
    "standing": Posture(
        "Standing",
        "balances",
        _start(hip=4, knee=10, shoulder=4, shoulder_out=8, elbow=14, pron=10, curl=14),
        stays=("footR", "footL"),
    ),
    "chair": Posture(
        "On a chair",
        "sits",
        _start(hip=90, hip_out=5, knee=90, shoulder=18, shoulder_out=9, elbow=52, pron=70, curl=14),
    ),
    "half_kneeling": Posture(
        "One knee down",
        "rocks",
        _start(
            hipR=2, kneeR=92, ankleR=-72, hipL=88, kneeL=90, shoulder=4, shoulder_out=9, elbow=14, pron=10
        ),
        window=35,
        stays=("shankR",),
    ),
    "hands_and_knees": Posture(
        "Hands and knees",
        "rocks",
        _start({"nod": -8, "x": -0.135}, hip=89, knee=93, ankle=-76, shoulder=87, shoulder_out=0, elbow=8),
        pitch=-90,
        window=60,
        kneels=True,
        stays=("shankR", "shankL"),
    ),
    "back": Posture(
        "On the back",
        "rocks",
        _start(hip=39, hip_out=2, knee=106, shoulder=-4, shoulder_out=26, elbow=14, curl=6),
        pitch=90,
        window=40,
        rolls=True,
    ),
    "side": Posture(
        "On the side",
        "rocks",
        _start(
            {"tilt": -16, "bend": 8},
            hip=52,
            hip_outR=-10,
            hip_outL=3,
            knee=80,
            ankle=-10,
            shoulderR=52,
            shoulder_outR=-6,
            elbowR=70,
            shoulderL=92,
            shoulder_outL=12,
            elbowL=96,
        ),
        pitch=90,
        yaw=180,
        twist=90,
        window=30,
        rolls=True,
    ),
    "front": Posture(
        "On the front",
        "rocks",
        _start(
            hip=0,
            hip_out=4,
            knee=2,
            ankle=-74,
            shoulder=112,
            shoulder_out=66,
            shoulder_turn=30,
            elbow=105,
            pron=-10,
        ),
        pitch=-90,
        window=36,
        rolls=True,
    ),
}
