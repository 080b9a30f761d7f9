"""Where muscles lie on the skin, for showing where a stretch may be felt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import radians

import numpy as np

from stretchplayer.figure.rig import RING_S, Array, Index, rings

# Tube ("?" stands for the side), s from and to, angle from the front (a tuple turns with the side),
# half-width: degrees.
_Area = tuple[str, float, float, float | tuple[float], float]
MUSCLES: dict[str, tuple[_Area, ...]] = {
    "lumbar": (("torso", 0.030, 0.175, 180, 78),),
    "thoracic": (("torso", 0.150, 0.285, 180, 72),),
    "abdomen": (("torso", 0.030, 0.175, 0, 80),),
    "side": (("torso", 0.050, 0.235, (98,), 52),),
    "lat": (("torso", 0.110, 0.270, (135,), 45),),
    "glute": (("torso", -0.055, 0.050, (150,), 48), ("leg?", -0.012, 0.085, 180, 62)),
    "piriformis": (("torso", -0.050, 0.045, (128,), 52), ("leg?", -0.012, 0.075, 140, 62)),
    "hamstring": (("leg?", 0.060, 0.240, 180, 66),),
    "calf": (("leg?", 0.275, 0.400, 180, 62),),
    "quad": (("leg?", 0.050, 0.215, 0, 60),),
    "hipflexor": (("leg?", -0.012, 0.125, 0, 55), ("torso", -0.030, 0.060, (32,), 34)),
    "shoulder": (("arm?", 0.0, 0.10, 90, 80),),
    "chest": (("torso", 0.190, 0.285, (34,), 36),),
    "neck": (("neck", 0.300, 0.374, (92,), 66), ("torso", 0.272, 0.326, (95,), 60)),
}


@dataclass(frozen=True)
class Patch:
    """Rings with the angle of the middle (radians) and half-widths; painted right after `group`."""

    index: Index
    middle: float
    half: Array
    group: str


def patches(names: Iterable[str]) -> tuple[Patch, ...]:
    """Patches of muscles named as ``name`` or ``name.R``; without a side, both sides."""
    found: list[Patch] = []
    for name in names:
        base, _, side = name.partition(".")
        areas = MUSCLES[base]
        both = any("?" in area[0] or isinstance(area[3], tuple) for area in areas)
        for s in [side] if side else (["R", "L"] if both else [""]):
            on_leg = any(area[0] == "leg?" for area in areas)
            found += [_patch(area, s, f"leg{s}" if on_leg else _group(area[0], s)) for area in areas]
    return tuple(found)


def _group(tube: str, side: str) -> str:
    """What a patch is painted with; the neck belongs to the trunk."""
    return "torso" if tube == "neck" else tube.replace("?", side)


def _patch(area: _Area, side: str, group: str) -> Patch:
    tube, low, high, angle, half = area
    first, last = rings(tube.replace("?", side), low, high)
    t = np.clip((RING_S[first:last] - (low + high) / 2) / ((high - low) / 2), -1, 1)
    turned = angle[0] * (-1 if side == "L" else 1) if isinstance(angle, tuple) else angle
    tapered = radians(half) * np.sqrt(np.maximum(1 - t**4, 0))
    return Patch(np.arange(first, last), radians(turned), tapered, group)
