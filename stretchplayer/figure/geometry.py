"""What the camera sees of the rings: silhouettes, shaded bands and patches, as points on the screen.

All outlines are found analytically, for all rings at once. Screen coordinates are logical pixels
with y down.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import cos, pi, radians, sin

import numpy as np
from numpy.typing import NDArray

from stretchplayer.figure.motion import Body
from stretchplayer.figure.outlines import between, counter_clockwise, interleaved, ribbons
from stretchplayer.figure.rig import (
    BONE,
    FILLERS,
    RING_S,
    RINGS,
    TUBES,
    Array,
    Build,
    Index,
    skin_rings,
    smoothstep,
)
from stretchplayer.figure.solve import Skeleton

SHOULDER = 0.002  # s of an arm: rings nearer to the body cross when it is lifted; a ball stands for them
HULL_EVERY = 5  # rings
SUPPORTS = 32  # directions of a hull
MESH = 14  # pieces of a patch around a tube
ELLIPSE = 26  # points of a ring's own outline
STEEP = 0.7  # a tube that points this much at the camera needs hulls besides its outline
SLANTED = 0.5  # and one that points this much reaches a little beyond it
LEAST_WIDTH = 1e-3  # of a patch, in radians
FOLD_FROM = 0.8  # cosine of the bend from which rings of a limb begin to cross
ON_END_FROM, ON_END_TAPER = 0.3, 2.4  # radians, of a leg that points at the camera
BELLY_FROM, BELLY_UNTIL, BELLY_FOLDS = 0.2, 0.55, 0.75  # sines of a bend forward; share of a belly
FOLD_TAPER = 1.8  # radians, at the joint of a limb bent by a right angle
SMOOTH_FROM_PX = 330  # body height from which the corners of outlines would show

_DIRECTIONS = np.linspace(0, 2 * pi, SUPPORTS, endpoint=False)
_NORMALS = np.stack([np.cos(_DIRECTIONS), np.sin(_DIRECTIONS)], 1)
_ROUND = np.linspace(0, 2 * pi, ELLIPSE, endpoint=False)
_FIRST = np.array([span[0] for span in TUBES.values()])
_LAST = np.array([span[1] - 1 for span in TUBES.values()])
_TORSO = slice(*TUBES["torso"])
_LEGS = tuple(slice(*TUBES[f"leg{s}"]) for s in "RL")
_TUBE = np.repeat(np.arange(len(TUBES)), _LAST - _FIRST + 1)
_INNER = np.zeros(RINGS - 1, np.bool_)  # a ring and the next, with neighbours in their tube on both sides
_INNER[1:-1] = _TUBE[:-3] == _TUBE[3:]


def _nearness(tube: str, joint: float, reach: float) -> Array:
    return np.exp(-(((RING_S[slice(*TUBES[tube])] - joint) / reach) ** 2))


_BREATH = 0.008 * np.exp(-(((RING_S[_TORSO] - 0.10) / 0.05) ** 2)) + 0.005 * np.exp(
    -(((RING_S[_TORSO] - 0.22) / 0.05) ** 2)
)
_DRAWN_IN = 0.024 * np.exp(-(((RING_S[_TORSO] - 0.09) / 0.05) ** 2))  # the belly alone
_FILLER_BONES = np.array([bone for f in FILLERS.values() for bone in f.bones])
_FILLER_AT = np.array([at for f in FILLERS.values() for at in f.at])
_FILLER_RADIUS = np.array([r for f in FILLERS.values() for r in f.radius])
_FILLER_INDEX = {name: index for index, name in enumerate(FILLERS)}


@lru_cache(maxsize=8)
def _filler_radius(build: Build) -> Array:
    """Of both ends of each filler."""
    factors = [build.fillers.get(name.rstrip("RL"), 1.0) for name in FILLERS for _ in range(2)]
    return np.asarray(_FILLER_RADIUS * np.array(factors))


_FOLDS = tuple(  # where limbs fold: its two bones, the limb's rings, and how near the joint each is, 0 to 1
    (BONE[upper + s], BONE[lower + s], slice(*TUBES[tube + s]), _nearness(tube + s, joint, reach))
    for s in "RL"
    for upper, lower, tube, joint, reach in (
        ("thigh", "shank", "leg", 0.247, 0.04),
        ("arm", "fore", "arm", 0.182, 0.028),
    )
)


def _folded(skeleton: Skeleton) -> float:
    """The share of a soft belly that has no room in front of a trunk bent forward."""
    pelvis, chest = (skeleton.rotation[BONE[bone]] for bone in ("pelvis", "sp3"))
    forward = float(chest[:, 1] @ pelvis[:, 0])  # sine of the bend
    return BELLY_FOLDS * float(smoothstep((forward - BELLY_FROM) / (BELLY_UNTIL - BELLY_FROM)))


@dataclass(frozen=True)
class Camera:
    """An orthographic camera: yaw and pitch in degrees, pixels to a body height, screen origin.

    A `mirrored` one shows the scene as in a mirror; the light still comes from the same side.
    """

    yaw: float
    pitch: float
    scale: float
    x: float
    y: float
    mirrored: bool = False

    @cached_property
    def towards(self) -> Array:
        """From the scene to the camera."""
        y, p = radians(self.yaw), radians(self.pitch)
        return np.array([sin(y) * cos(p), sin(p), cos(y) * cos(p)])

    @cached_property
    def right(self) -> Array:
        """To the right on the screen."""
        y = radians(self.yaw)
        right = np.array([cos(y), 0, -sin(y)])
        return -right if self.mirrored else right

    @cached_property
    def up(self) -> Array:
        """Up on the screen."""
        y, p = radians(self.yaw), radians(self.pitch)
        return np.array([-sin(y) * sin(p), cos(p), -cos(y) * sin(p)])

    @cached_property
    def _to_screen(self) -> tuple[Array, Array]:
        return np.stack([self.right * self.scale, -self.up * self.scale], 1), np.array([self.x, self.y])

    def project(self, points: Array) -> Array:
        """World points (..., 3) on the screen (..., 2)."""
        matrix, origin = self._to_screen
        return np.asarray(points @ matrix + origin)


class Shape:
    """A body as one camera sees it."""

    def __init__(self, body: Body, camera: Camera) -> None:
        self.camera = camera
        self._smooth = camera.scale > SMOOTH_FROM_PX
        self.skeleton = body.skeleton
        self.build = body.skeleton.build
        posed = skin_rings(body.skeleton.rotation, body.skeleton.joint, self.build)
        self.centre, self._u, self._v = posed.centre, posed.u, posed.v
        self._towards, self._right, self._up = camera.towards, camera.right, camera.up
        self.front, self.back, self.side = self.build.front.copy(), self.build.back, self.build.side
        self.front[_TORSO] -= _folded(body.skeleton) * self.build.belly[_TORSO]
        self.front[_TORSO] += body.breath * (_BREATH if body.breath > 0 else _DRAWN_IN)
        self._outline()
        self._face_camera()
        self._shade()
        self._fill_creases()

    # ---- all rings at once -------------------------------------------------------------------

    def _outline(self) -> None:
        camera = self.camera
        centres = camera.project(self.centre)
        tangent = np.empty_like(centres)
        tangent[1:-1] = centres[2:] - centres[:-2]
        tangent[_FIRST] = centres[_FIRST + 1] - centres[_FIRST]
        tangent[_LAST] = centres[_LAST] - centres[_LAST - 1]
        tangent /= (np.sqrt((tangent * tangent).sum(1)) + 1e-9)[:, None]
        normal = np.outer(-tangent[:, 1], self._right) - np.outer(tangent[:, 0], self._up)
        a, b = (normal * self._u).sum(1), (normal * self._v).sum(1)
        left, right = self._extreme(a, b, 1), self._extreme(a, b, -1)
        self.left, self.right = camera.project(left), camera.project(right)
        self._left_between, self._right_between = between(self.left, _INNER), between(self.right, _INNER)
        across = self.left - self.right
        self.across = across / (np.sqrt((across * across).sum(1)) + 1e-9)[:, None] * camera.scale
        d1, d2 = self.left[1:] - self.right[:-1], self.right[1:] - self.left[:-1]
        self._turn = np.sign(d1[:, 0] * d2[:, 1] - d1[:, 1] * d2[:, 0])
        step = self.centre[1:] - self.centre[:-1]
        self._steep = np.abs(step @ self._towards) / (np.sqrt((step * step).sum(1)) + 1e-9)

    def _extreme(self, a: Array, b: Array, sign: int) -> Array:
        radius = np.where(a * sign > 0, self.front, self.back)
        reach = np.sqrt((radius * a) ** 2 + (self.side * b) ** 2) + 1e-9
        along_u = (radius * radius * a / reach)[:, None] * self._u
        along_v = (self.side * self.side * b / reach)[:, None] * self._v
        return self._on_floor(self.centre + sign * (along_u + along_v))

    @staticmethod
    def _on_floor(points: Array) -> Array:
        """Soft parts lie flat on the mat instead of going through it."""
        np.maximum(points[..., 1], 0.0, out=points[..., 1])
        return points

    def _face_camera(self) -> None:
        self.u_facing, self.v_facing = self._u @ self._towards, self._v @ self._towards
        radius = np.where(self.u_facing > 0, self.front, self.back)
        self.facing = np.arctan2(self.v_facing / self.side, self.u_facing / radius)

    def _shade(self) -> None:
        """The band of each ring that is turned away from the light."""
        light = -0.35 * self._right + 0.85 * self._up + 0.55 * self._towards
        light /= np.linalg.norm(light)
        lit_u = self._u @ light
        radius = np.where(lit_u > 0, self.front, self.back)
        lit = np.arctan2((self._v @ light) / self.side, lit_u / radius)
        dark = lit + pi
        facing = dark + ((self.facing - dark + pi) % (2 * pi) - pi)
        taper = self._shade_taper()
        low = np.maximum(lit + pi / 2 + taper, facing - pi / 2)
        high = np.minimum(lit + 3 * pi / 2 - taper, facing + pi / 2)
        self._shaded: NDArray[np.bool_] = high > low + LEAST_WIDTH
        every = np.arange(RINGS)
        self._shade_low = self.camera.project(self.surface(every, low, self.build.cloth))
        self._shade_high = self.camera.project(self.surface(every, high, self.build.cloth))
        inner = _INNER.copy()
        inner[1:-1] &= self._shaded[:-3] & self._shaded[3:]
        self._shade_low_between = between(self._shade_low, inner)
        self._shade_high_between = between(self._shade_high, inner)

    def _shade_taper(self) -> Array:
        """How much narrower each band is; rings cross inside a bent knee, so there it fades out."""
        taper = self.build.taper.copy()
        rotation = self.skeleton.rotation
        for upper, lower, limb, near in _FOLDS:
            straight = float(rotation[upper][:, 1] @ rotation[lower][:, 1])  # cosine of the bend
            bent = min(max((FOLD_FROM - straight) / FOLD_FROM, 0.0), 1.0)
            taper[limb] += FOLD_TAPER * bent * near
        # On the thick part of a thigh seen on end, a band would be an island with hard edges.
        for leg in _LEGS:
            on_end = (self._steep[leg] - ON_END_FROM) / (1 - ON_END_FROM)
            taper[leg] += ON_END_TAPER * smoothstep(on_end)
        return taper

    def _fill_creases(self) -> None:
        rotation, joint = self.skeleton.rotation, self.skeleton.joint
        centre = joint[_FILLER_BONES] + np.einsum("nij,nj->ni", rotation[_FILLER_BONES], _FILLER_AT)
        directions = _NORMALS[:, :1] * self._right - _NORMALS[:, 1:] * self._up
        points = self._on_floor(centre[:, None, :] + _filler_radius(self.build)[:, None, None] * directions)
        support = self.camera.project(points)
        height = (support * _NORMALS).sum(2)
        self._fillers = np.where((height[1::2] > height[::2])[..., None], support[1::2], support[::2])

    # ---- pieces ------------------------------------------------------------------------------

    def surface(self, index: Index, angle: Array, thick: Array | float = 0.0) -> Array:
        """Points of rings at angles from their front (radians), `thick` body heights outside."""
        c, s = np.cos(angle), np.sin(angle)
        radius = np.where(c > 0, self.front[index], self.back[index]) + thick
        along_u = (radius * c)[..., None] * self._u[index]
        along_v = ((self.side[index] + thick) * s)[..., None] * self._v[index]
        return self._on_floor(self.centre[index] + along_u + along_v)

    def filler(self, name: str) -> Array:
        """Outline of a filler."""
        return np.asarray(self._fillers[_FILLER_INDEX[name]])

    def tube(
        self, first: int, last: int, thick: Array | float = 0.0, ends: tuple[int, ...] = ()
    ) -> list[Array]:
        """Outlines whose union is this run of rings; `ends` are rings whose own edge shows.

        `thick` is that of the cloth: one for all, or that of each ring of the body.
        """
        left, right = self._edges(first, last, thick)
        fine = 2 if self._smooth else 1
        turn = np.where(self._turn[first : last - 1] >= 0, 1, -1)
        breaks = np.flatnonzero(np.diff(turn)) + 1
        outlines = []
        for a, b in zip([0, *breaks], [*breaks, len(turn)], strict=True):
            there, back = (side[fine * a : fine * b + 1] for side in (left, right))
            if turn[a] < 0:
                there, back = back, there
            outlines.append(np.concatenate((there, back[::-1])))
        steep = first + np.flatnonzero(self._steep[first : last - 1] > STEEP)
        for run in np.split(steep, np.flatnonzero(np.diff(steep) > HULL_EVERY) + 1):
            if len(run):
                chosen = np.append(np.arange(run[0], run[-1] + 1, HULL_EVERY), run[-1] + 1)
                outlines += list(self._hulls(chosen, thick))
        outlines += [self.ring(i, _of(thick, i)) for i in ends]
        return outlines

    def _edges(self, first: int, last: int, thick: Array | float) -> tuple[Array, Array]:
        """Both edges of a run of rings, with a point more between two rings where it is large."""
        left, right = self.left[first:last], self.right[first:last]
        if self._smooth:
            left = interleaved(left, self._left_between[first : last - 1])
            right = interleaved(right, self._right_between[first : last - 1])
        if isinstance(thick, float) and thick == 0.0:
            return left, right
        out = self.across[first:last] * _of(thick, slice(first, last))
        if self._smooth:
            out = interleaved(out, (out[1:] + out[:-1]) / 2)
        return left + out, right - out

    def ring(self, index: int, thick: Array | float = 0.0) -> Array:
        """The edge of one ring."""
        every = np.full(ELLIPSE, index)
        return counter_clockwise(self.camera.project(self.surface(every, _ROUND, thick)))

    def hull(self, first: int, last: int) -> Array:
        """The outline of this run of rings and all that is between them."""
        support, height = self._supports(np.append(np.arange(first, last - 1, 2), last - 1), 0.0)
        return np.asarray(support[np.argmax(height, 0), np.arange(SUPPORTS)])

    def _hulls(self, chosen: Index, cloth: Array | float) -> Array:
        """The outline of each two of these rings."""
        support, height = self._supports(chosen, cloth)
        return np.where((height[1:] > height[:-1])[..., None], support[1:], support[:-1])

    def _supports(self, chosen: Index, cloth: Array | float) -> tuple[Array, Array]:
        """The outermost points of rings in each direction on the screen, and how far out they are."""
        thick = _of(cloth, chosen)
        directions = _NORMALS[:, :1] * self._right - _NORMALS[:, 1:] * self._up
        u, v = self._u[chosen], self._v[chosen]
        a, b = u @ directions.T, v @ directions.T
        radius = np.where(a > 0, self.front[chosen, None], self.back[chosen, None]) + thick
        side = self.side[chosen, None] + thick
        reach = np.sqrt((radius * a) ** 2 + (side * b) ** 2) + 1e-9
        along_u = (radius * radius * a / reach)[..., None] * u[:, None, :]
        along_v = (side * side * b / reach)[..., None] * v[:, None, :]
        points = self._on_floor(self.centre[chosen][:, None, :] + along_u + along_v)
        support = self.camera.project(points)
        return support, (support * _NORMALS).sum(2)

    def shade(self, first: int, last: int) -> list[Array]:
        """Outlines of the shaded band of a run of rings."""
        piece, pairs = slice(first, last), slice(first, last - 1)
        low, high = self._shade_low[piece], self._shade_high[piece]
        if not self._smooth:
            return ribbons(low, high, self._shaded[piece])
        inserted = self._shade_low_between[pairs], self._shade_high_between[pairs]
        return ribbons(low, high, self._shaded[piece], inserted)

    def patch(self, index: Index, low: Array, high: Array, thick: float = 0.0) -> list[Array]:
        """Outlines of the visible part of a patch between two angles of each ring."""
        middle = (low + high) / 2
        facing = middle + ((self.facing[index] - middle + pi) % (2 * pi) - pi)
        low, high = np.maximum(low, facing - pi / 2), np.minimum(high, facing + pi / 2)
        seen = high > low + LEAST_WIDTH
        if not seen.any():
            return []
        project = self.camera.project
        return ribbons(
            project(self.surface(index, low, thick)), project(self.surface(index, high, thick)), seen
        )

    def mesh(self, index: Index, low: Array, high: Array, *, both: bool = False) -> list[Array]:
        """The same patch in strips, for views along a tube where its edges do not enclose it.

        With `both`, the part that faces away is with it.
        """
        angle = low[:, None] + (high - low)[:, None] * np.linspace(0, 1, MESH)
        points = self.surface(index[:, None], angle)
        normal = np.cross(points[1:, 1:] - points[:-1, :-1], points[:-1, 1:] - points[1:, :-1])
        inside = (self.centre[index[:-1]] + self.centre[index[1:]])[:, None] / 2
        outward = (normal * ((points[:-1, :-1] + points[1:, 1:]) / 2 - inside)).sum(2)
        seen = (normal @ self._towards) * outward > 0
        flat = self.camera.project(points)
        # All that is seen turns the same way on the screen, and what faces away the other way.
        turn = np.sign(np.cross(self._right, self._up) @ self._towards) * np.sign(outward[0, 0])
        strips = []
        for row, a, b, here in _runs(seen):
            if both or here:
                there, back = flat[row, a : b + 1], flat[row + 1, a : b + 1]
                if (turn < 0) == here:
                    there, back = back, there
                strips.append(np.concatenate((there, back[::-1])))
        return strips

    def silhouette(self) -> list[Array]:
        """Outlines whose union is the whole figure, clothes and hair included."""
        outlines = [
            o
            for first, last in TUBES.values()
            for o in self.tube(first, last, self.build.person.clothes.shirt_thick)
        ]
        outlines += [self.filler(name) for name in FILLERS]
        return [counter_clockwise(outline) for outline in outlines]

    def bounds(self, pad: float = 0.03) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of the figure with `pad` body heights around it."""
        low = np.minimum(self.left.min(0), self.right.min(0))
        high = np.maximum(self.left.max(0), self.right.max(0))
        on_end = np.flatnonzero(self._steep > SLANTED)  # rings that show more than two points of their edge
        if len(on_end):
            centre = self.camera.project(self.centre[on_end])
            reach = np.maximum(self.side, np.maximum(self.front, self.back))[on_end, None] * self.camera.scale
            low, high = np.minimum(low, (centre - reach).min(0)), np.maximum(high, (centre + reach).max(0))
        low, high = low - pad * self.camera.scale, high + pad * self.camera.scale
        return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def _runs(seen: NDArray[np.bool_]) -> list[tuple[int, int, int, bool]]:
    """Row, first column, column after the last, and whether it is seen, of all that is alike in a row."""
    changes = np.ones((seen.shape[0], seen.shape[1] + 1), np.bool_)
    changes[:, 1:-1] = seen[:, 1:] != seen[:, :-1]
    rows, columns = np.nonzero(changes)
    here = seen[rows, np.minimum(columns, seen.shape[1] - 1)]
    places = list(zip(rows.tolist(), columns.tolist(), here.tolist(), strict=True))
    return [(row, a, b, is_seen) for (row, a, is_seen), (same, b, _) in pairwise(places) if row == same]


def _of(thick: Array | float, index: Index | slice | int) -> Array | float:
    """How thick cloth is at a ring, or, as a column, at some of them."""
    if not isinstance(thick, np.ndarray):
        return thick
    return float(thick[index]) if isinstance(index, int) else thick[index][:, None]
