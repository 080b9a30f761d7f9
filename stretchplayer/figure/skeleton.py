"""Bones: where their joints are at rest, and what hangs on what.

Lengths in body heights. At rest the figure stands facing +x, with y up and z to its own right; the
origin is the midpoint of the hip joints. Segment lengths follow Drillis and Contini (1966) as
printed in Winter, "Biomechanics and Motor Control of Human Movement".
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from stretchplayer.figure.curves import Array

SIDES = (("R", 1), ("L", -1))
HIP_HALF = 0.050
SHOULDER_HALF = 0.096
UPPER_ARM = 0.182
WRIST_DROP = 0.328


def _skeleton() -> dict[str, tuple[str | None, Array]]:
    """Bones with their parents and rest joints, parents first."""
    bones: dict[str, tuple[str | None, tuple[float, float, float]]] = {
        "pelvis": (None, (0, 0, 0)),
        "sp1": ("pelvis", (-0.020, 0.055, 0)),  # L5/S1
        "sp2": ("sp1", (-0.014, 0.105, 0)),  # L3
        "sp3": ("sp2", (-0.020, 0.158, 0)),  # T12/L1
        "sp4": ("sp3", (-0.034, 0.235, 0)),  # T7
        "neck": ("sp4", (-0.024, 0.318, 0)),  # C7
        "head": ("neck", (0.004, 0.386, 0)),  # atlanto-occipital
    }
    for s, k in SIDES:
        bones |= {
            f"thigh{s}": ("pelvis", (0, 0, k * HIP_HALF)),
            f"shank{s}": (f"thigh{s}", (0.004, -0.245, k * (HIP_HALF - 0.004))),
            f"foot{s}": (f"shank{s}", (-0.004, -0.491, k * (HIP_HALF - 0.006))),
            f"toe{s}": (f"foot{s}", (0.066, -0.521, k * (HIP_HALF - 0.006))),
            f"clav{s}": ("sp4", (-0.006, 0.290, k * 0.028)),
            f"arm{s}": (f"clav{s}", (-0.016, 0.268, k * SHOULDER_HALF)),
            f"fore{s}": (f"arm{s}", (-0.020, 0.268 - UPPER_ARM, k * (SHOULDER_HALF + 0.006))),
            f"hand{s}": (f"fore{s}", (-0.014, 0.268 - WRIST_DROP, k * (SHOULDER_HALF + 0.006))),
            f"fing{s}": (f"hand{s}", (-0.012, 0.218 - WRIST_DROP, k * (SHOULDER_HALF + 0.006))),
        }
    return {name: (parent, np.array(at, float)) for name, (parent, at) in bones.items()}


_SKELETON = _skeleton()
BONES: tuple[str, ...] = tuple(_SKELETON)
BONE: Mapping[str, int] = {name: index for index, name in enumerate(BONES)}
PARENT: tuple[int, ...] = tuple(-1 if (p := _SKELETON[b][0]) is None else BONE[p] for b in BONES)
REST: Array = np.array([_SKELETON[b][1] for b in BONES])  # (bones, 3) joints at rest
OFFSET: Array = np.array([REST[i] - (REST[p] if p >= 0 else 0) for i, p in enumerate(PARENT)])


def bone_length(bone: str) -> float:
    """From the parent's joint to this bone's joint."""
    return float(np.linalg.norm(OFFSET[BONE[bone]]))
