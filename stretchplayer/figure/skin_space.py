"""How far the skin of a posture is from the mat, from boxes, and inside other parts of the body.

Lengths are in body heights. Points of skin are (n, 3).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from stretchplayer.figure.pose import Prop
from stretchplayer.figure.rig import (
    TUBES,
    Array,
    Index,
    Posed,
    skin_rings,
)
from stretchplayer.figure.solve import Skeleton

SIDES_OF_A_RING = 8
EVERY = 2  # ring is looked at: they lie closer together than limbs are thick
SLICE = 0.012  # half the length of body that one ring stands for
FAR = 1.0

_PHI = np.linspace(0, 2 * np.pi, SIDES_OF_A_RING, endpoint=False)
_COS, _SIN = np.cos(_PHI), np.sin(_PHI)


def rings_of(*tubes: str) -> Index:
    """Every second ring of these tubes, and their last ones."""
    chosen = []
    for tube in tubes:
        first, last = TUBES[tube]
        chosen.append(np.unique(np.append(np.arange(first, last, EVERY), last - 1)))
    return np.concatenate(chosen)


class SkinSpace:
    """One posture with its skin, asked how far things are."""

    def __init__(self, skeleton: Skeleton) -> None:
        self._build = skeleton.build
        self._posed: Posed = skin_rings(skeleton.rotation, skeleton.joint, self._build)

    def skin(self, index: Index) -> Array:
        """Points all round these rings, where the body is firm."""
        firm = self._build.firm
        front = np.where(_COS > 0, firm.front[index, None], firm.back[index, None]) * _COS
        side = firm.side[index, None] * _SIN
        u, v = self._posed.u[index, None], self._posed.v[index, None]
        points = self._posed.centre[index, None] + u * front[..., None] + v * side[..., None]
        return np.asarray(points.reshape(-1, 3))

    def depth(self, inside: Index, of: Index) -> float:
        """How deep the skin of some rings lies inside the part that others make; negative is outside."""
        points = self.skin(inside)
        u, v = self._posed.u[of], self._posed.v[of]
        way = points[:, None] - self._posed.centre[of]
        along = np.einsum("prk,rk->pr", way, np.cross(u, v))
        forward = np.einsum("prk,rk->pr", way, u)
        aside = np.einsum("prk,rk->pr", way, v)
        front, back, side = (radius[of] for radius in self._build.skin)
        radius = np.where(forward > 0, front, back)
        share = np.sqrt((forward / radius) ** 2 + (aside / side) ** 2)
        depth = (1 - share) * np.minimum(radius, side)
        return float(np.where(np.abs(along) < SLICE, depth, -FAR).max())

    def clearance(self, index: Index, props: Sequence[Prop], *, mat: bool = True) -> float:
        """From the skin of these rings to the nearest box, and to the mat; negative is inside."""
        points = self.skin(index)
        nearest = [float(points[:, 1].min())] if mat else [FAR]
        nearest += [float(_to_box(points, prop).min()) for prop in props]
        return min(nearest)


def _to_box(points: Array, prop: Prop) -> Array:
    """Signed distances of points to a box."""
    ends = np.array(prop.at).reshape(3, 2)
    centre, half = ends.mean(1), (ends[:, 1] - ends[:, 0]) / 2
    beyond = np.abs(points - centre) - half
    outside = np.linalg.norm(np.maximum(beyond, 0), axis=1)
    return np.asarray(outside + np.minimum(beyond.max(1), 0))
