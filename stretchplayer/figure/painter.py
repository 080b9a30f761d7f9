"""Paints a shape as flat vector art: garments, skin, one darker band, hair and face."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi, sin, sqrt

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from stretchplayer.figure.bands import BandLine
from stretchplayer.figure.drawing import Drawing, Surface
from stretchplayer.figure.geometry import (
    SHOULDER,
    Shape,
)
from stretchplayer.figure.glow import paint_aura, paint_glow
from stretchplayer.figure.muscles import Patch
from stretchplayer.figure.palette import Palette, Rgb, mix
from stretchplayer.figure.paths import color, path_of, polygon
from stretchplayer.figure.rig import BONE, RING_S, TUBES, Array, Index, rings

SHADE = 0.145  # how far shaded skin and cloth go towards ink
FACE_SHADE = 0.11
SCOOP_THICK = 0.0005  # the shirt lies on the skin at the neckline
CONTACT_ALPHA, CONTACT_WIDTH = 44, 0.0046
WHITE = (255.0, 255.0, 255.0)
LIGHTER, DARKER = (WHITE, 0.13), ((0.0, 0.0, 0.0), 0.26)  # of two legs that cross
SLEEVE_ALPHA = 96  # of a long sleeve on a shirt of the same colour
HEAD_ON = 0.28  # cosine of the angle between head and camera: it is seen from above or from below
NAPE, EARS, FOREHEAD = -0.02, 0.01, 0.066  # heights on the head; above the forehead there is hair alone
DETAIL_FROM_PX = 330  # fine lines only on figures this tall
ANTIALIAS = QPainter.RenderHint.Antialiasing
SMOOTH = QPainter.RenderHint.SmoothPixmapTransform
OVER = QPainter.CompositionMode.CompositionMode_SourceOver
ATOP = QPainter.CompositionMode.CompositionMode_SourceAtop
WRIST = 0.004  # s of a hand: nearer to the arm its corners would stick out of a bent wrist
SHORT_SLEEVE = 0.12  # s of an arm: longer ones have a shaded side
UNDER_HEM = 0.012  # trousers go on under the shirt
SEAM_HALF = pi / 2 - 0.05  # so that the end of the line does not stick out
TOES = (-0.47, -0.08, 0.27, 0.64)  # between them, from the big one; angles from the top of the foot
LEAST_SEEN = 4  # points of eight of a lid or brow; less of it is a speck at the edge of a face
BARE_FROM = 0.032  # body heights of skin that lie under the end of the cloth
_Piece = tuple[str, float | None, float | None, float]  # of a tube: s from and to, and where it fades in
_ELLIPSE = np.linspace(0, 2 * pi, 26, endpoint=False)


def _round_pen(rgb: Rgb, alpha: float, width: float) -> QPen:
    pen = QPen(color(rgb, alpha), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


@lru_cache(maxsize=32)
def _edge(tube: str, low: float | None, high: float | None, fade: float) -> tuple[Index, Array]:
    """Every other ring of a part of a tube, and how wide its contact line is there, as a column."""
    first, last = rings(tube, low, high)
    index = np.unique(np.append(np.arange(first, last, 2), last - 1))
    s = RING_S[index]
    taper = np.clip((s - s[0]) / fade, 0, 1) if fade else np.ones(len(index))
    return index, taper[:, None]


@lru_cache(maxsize=32)
def _along(tube: str, span: tuple[float, float], points: int) -> Index:
    """Rings at even steps of s along a tube."""
    first, last = TUBES[tube]
    at = np.interp(np.linspace(*span, points), RING_S[first:last], np.arange(first, last))
    return np.rint(at).astype(np.intp)


def _box(shape: Shape, bands: Sequence[BandLine]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the figure and its bands."""
    left, top, right, bottom = shape.bounds()
    for band in bands:
        low, high = band.bounds()
        left, top = min(left, int(low[0])), min(top, int(low[1]))
        right, bottom = max(right, int(high[0]) + 1), max(bottom, int(high[1]) + 1)
    return left, top, right, bottom


class FigurePainter:
    """Paints one shape after another in one palette.

    `lite` leaves out contact lines and fine lines, for moving on slow machines.
    """

    def __init__(self, colors: Palette) -> None:
        self._colors = colors
        self._layer = QImage()
        self._lite = False
        self._detail = True
        self._far_shade = True
        self._tones: dict[str, tuple[Rgb, float]] = {}  # legs whose cloth is mixed with another colour
        self._glow: tuple[Patch, ...] = ()
        self._glow_alpha = 0.0

    def paint(
        self,
        painter: Surface,
        shape: Shape,
        order: tuple[str, ...],
        *,
        muscles: tuple[Patch, ...] = (),
        glow: float = 0.0,
        far_shade: bool = True,
        legs_apart: bool = False,
        lite: bool = False,
        bands: Sequence[BandLine] = (),
    ) -> None:
        """Paint a shape, groups of its body from back to front; `glow` is 0 to 1."""
        self._lite, self._far_shade = lite, far_shade
        legs = [group for group in order if group.startswith("leg")]
        self._tones = dict(zip(legs, (DARKER, LIGHTER), strict=True)) if legs_apart else {}
        self._detail = shape.camera.scale > DETAIL_FROM_PX and not lite
        self._glow, self._glow_alpha = (muscles, glow) if glow > 0 else ((), 0.0)
        if self._glow and not self._colors.outlined:
            paint_aura(painter, shape, self._glow, self._colors, glow)
        if isinstance(painter, Drawing):
            painter.begin_layer()
            self._groups(painter, shape, order, bands)
            return
        assert isinstance(painter, QPainter)
        left, top, right, bottom = _box(shape, bands)
        width, height = right - left, bottom - top
        if self._layer.width() < width or self._layer.height() < height:
            room = max(width, 64) + 64, max(height, 64) + 64
            self._layer = QImage(*room, QImage.Format.Format_ARGB32_Premultiplied)
        self._layer.fill(0)
        inner = QPainter(self._layer)
        inner.setRenderHints(ANTIALIAS | SMOOTH)
        inner.translate(-left, -top)
        self._groups(inner, shape, order, bands)
        inner.end()
        painter.drawImage(QPointF(left, top), self._layer, QRectF(0, 0, width, height))

    def _groups(
        self, painter: Surface, shape: Shape, order: tuple[str, ...], bands: Sequence[BandLine]
    ) -> None:
        for group in (*order, None):
            for band in bands:
                if band.before == group:
                    band.paint(painter, self._colors, contact=not self._lite)
            if group is not None:
                self._group(painter, shape, group)

    def _group(self, painter: Surface, shape: Shape, group: str) -> None:
        match group:
            case "pelvis":
                self._pelvis(painter, shape)
            case "shirt":
                self._shirt(painter, shape)
            case "head":
                self._head(painter, shape)
            case _ if group.startswith("leg"):
                self._leg(painter, shape, group[-1])
            case _:
                self._arm(painter, shape, group[-1])

    # ---- colours -----------------------------------------------------------------------------

    def _rgb(self, role: str) -> Rgb:
        return self._colors.rgb(role)

    def _dark(self, rgb: Rgb, share: float = SHADE) -> QColor:
        return color(mix(rgb, self._rgb("ink"), share))

    def _legging(self, s: str, far: float) -> Rgb:
        tone, share = self._tones.get(f"leg{s}", (WHITE, 0.0))
        return mix(mix(self._rgb("leggings"), self._rgb("leggings_far"), far), tone, share)

    def _farness(self, shape: Shape, side: str, bone: str) -> float:
        """0 for a limb on the near side, 1 for one on the far side."""
        if not self._far_shade:
            return 0.0
        lateral = float(shape.skeleton.rotation[BONE[bone]][:, 2] @ shape.camera.towards)
        return min(max((-lateral * (1 if side == "R" else -1) - 0.25) / 0.5, 0.0), 1.0)

    # ---- groups ------------------------------------------------------------------------------

    def _leg(self, painter: Surface, shape: Shape, s: str) -> None:
        far = self._farness(shape, s, "pelvis")
        clothes = shape.build.person.clothes
        skin = mix(self._rgb("skin"), self._rgb("skin_far"), far)
        cloth = self._legging(s, far)
        self._contact(painter, shape, [(f"leg{s}", 0.10, 0.50, 0.10), (f"foot{s}", None, None, 0.0)])
        foot = TUBES[f"foot{s}"]
        first, last = rings(f"leg{s}", clothes.cuff - BARE_FROM, None)
        bare = shape.tube(first, last, -shape.build.loose) + shape.tube(*foot) + [shape.filler(f"ankle{s}")]
        painter.fillPath(path_of(bare), color(skin))
        painter.fillPath(path_of(shape.shade(*foot)), self._dark(skin))
        if self._detail:
            self._fine_lines(painter, shape, f"foot{s}", TOES, (0.088, 0.108), 4)
        first, last = rings(f"leg{s}", None, clothes.cuff)
        painter.fillPath(path_of(shape.tube(first, last, clothes.leg_thick, (last - 1,))), color(cloth))
        painter.fillPath(path_of(shape.shade(rings(f"leg{s}", 0.02, None)[0], last)), self._dark(cloth))
        if self._detail and far < 0.5:
            self._seam(painter, shape, last - 2, 50, clothes.leg_thick)
        self._glow_on(painter, shape, f"leg{s}")

    def _arm(self, painter: Surface, shape: Shape, s: str) -> None:
        far = self._farness(shape, s, "sp4")
        clothes = shape.build.person.clothes
        skin = mix(self._rgb("skin"), self._rgb("skin_far"), far)
        cloth = mix(self._rgb("shirt"), self._rgb("shirt_far"), far)
        long = clothes.sleeve > SHORT_SLEEVE
        pieces: list[_Piece] = [(f"arm{s}", 0.045, 0.34, 0.05), (f"hand{s}", 0.0, None, 0.02)]
        self._contact(painter, shape, pieces, alpha=SLEEVE_ALPHA if long else CONTACT_ALPHA)
        first, last = rings(f"arm{s}", 0.06, None)
        bare = (
            shape.tube(first, last)
            + shape.tube(*rings(f"hand{s}", WRIST, None))
            + shape.tube(*TUBES[f"thumb{s}"])
        )
        painter.fillPath(path_of([*bare, shape.filler(f"wrist{s}")]), color(skin))
        painter.fillPath(path_of(shape.shade(first, last)), self._dark(skin))
        if self._detail:
            fingers = (1.01, 1.57, 2.13, -1.01, -1.57, -2.13)
            self._fine_lines(painter, shape, f"hand{s}", fingers, (0.062, 0.102), 5)
        first, last = rings(f"arm{s}", SHOULDER, clothes.sleeve)
        sleeve = [
            *shape.tube(first, last, clothes.sleeve_thick, (first, last - 1)),
            shape.filler(f"shoulder{s}"),
        ]
        painter.fillPath(path_of(sleeve), color(cloth))
        if long:
            shaded = shape.shade(rings(f"arm{s}", 0.06, None)[0], last)
            painter.fillPath(path_of(shaded), self._dark(cloth))
        if self._detail and far < 0.5:
            self._seam(painter, shape, last - 2, 46, clothes.sleeve_thick)
        self._glow_on(painter, shape, f"arm{s}")

    def _pelvis(self, painter: Surface, shape: Shape) -> None:
        near = min("RL", key=lambda s: self._tones.get(f"leg{s}", LIGHTER) is DARKER)
        cloth = self._legging(near, 0.0)
        first, last = rings("torso", None, shape.build.person.clothes.hem + UNDER_HEM)
        outlines = shape.tube(first, last)
        for s in "RL":
            far = self._farness(shape, s, "pelvis")
            if far >= 0.5:
                painter.fillPath(path_of([shape.filler(f"glute{s}")]), color(self._legging(s, far)))
            else:
                outlines.append(shape.filler(f"glute{s}"))
        painter.fillPath(path_of(outlines), color(cloth))
        painter.fillPath(path_of(shape.shade(first, last)), self._dark(cloth))

    def _shirt(self, painter: Surface, shape: Shape) -> None:
        skin, cloth = self._rgb("skin"), self._rgb("shirt")
        painter.fillPath(path_of(shape.tube(*TUBES["neck"])), color(skin))
        painter.fillPath(path_of(shape.shade(*TUBES["neck"])), self._dark(skin))
        clothes = shape.build.person.clothes
        first, last = rings("torso", clothes.hem, clothes.neckline)
        near: list[Array] = []
        for s in "RL":
            creases = [shape.filler(f"lat{s}"), shape.filler(f"delt{s}")]
            if self._farness(shape, s, "sp4") >= 0.5:
                painter.fillPath(path_of(creases), color(cloth))
            else:
                near += creases
        body = shape.tube(first, last, shape.build.cloth, (first, last - 1)) + near
        painter.fillPath(path_of(body), color(cloth))
        painter.fillPath(path_of(shape.shade(first, rings("torso", None, 0.30)[1])), self._dark(cloth))
        painter.fillPath(path_of(self._scoop(shape)), color(skin))
        if self._detail:
            self._seam(painter, shape, first + 1, 46, float(shape.build.cloth[first + 1]))
        self._glow_on(painter, shape, "torso")

    @staticmethod
    def _scoop(shape: Shape) -> list[Array]:
        """The round neckline, in skin colour on the chest."""
        first, last = rings("torso", 0.292, 0.334)
        t = np.clip((RING_S[first:last] - 0.292) / 0.034, 0, 1)
        scoop = shape.build.person.clothes.scoop
        half = np.arcsin(np.clip(scoop * np.sqrt(1 - (1 - t) ** 2) / shape.side[first:last], 0, 1))
        return shape.patch(np.arange(first, last), -half, half, SCOOP_THICK)

    def _head(self, painter: Surface, shape: Shape) -> None:
        rotation = shape.skeleton.rotation[BONE["head"]]
        towards = shape.camera.towards
        self._contact(painter, shape, [("head", None, 0.0, 0.0)], alpha=55, width=0.007)
        build = shape.build
        bun_at = build.person.hair.bun
        bun_in_front = bun_at is not None and float((rotation @ np.array(bun_at)) @ towards) > 0.02
        hair = color(self._rgb("hair"))
        bun = path_of(shape.tube(*TUBES["bun"]))
        if bun_at is not None and not bun_in_front:
            painter.fillPath(bun, hair)
        self._skull(painter, shape)
        if bun_in_front:
            painter.fillPath(bun, hair)
        for sign in (1, -1):
            if float(rotation[:, 2] @ towards) * sign > 0.25:
                self._ear(painter, shape, sign)
        self._face(painter, shape)

    def _skull(self, painter: Surface, shape: Shape) -> None:
        """Face and hair."""
        skin, hair = self._rgb("skin"), color(self._rgb("hair"))
        index, line = np.arange(*TUBES["hair"]), shape.build.hairline
        first, last = TUBES["head"]
        up = float(shape.skeleton.rotation[BONE["head"]][:, 1] @ shape.camera.towards)
        if abs(up) < HEAD_ON:
            painter.fillPath(
                path_of(shape.tube(*TUBES["hair"])), hair
            )  # it is seen at both sides of the face
            painter.fillPath(path_of(shape.tube(first, last)), color(skin))
            painter.fillPath(path_of(shape.shade(first, last)), self._dark(skin, FACE_SHADE))
            back = np.full(len(index), pi)
            shell = shape.patch(index, line, back + 0.03) + shape.patch(index, back - 0.03, 2 * pi - line)
            painter.fillPath(path_of(shell), hair)
            return
        # From above the crown or from below the chin, all is hair that is not face.
        behind = [shape.hull(*rings("hair", EARS, None)), shape.hull(*rings("head", EARS, None))]
        height = shape.build.hair_y
        if up < 0:
            nape = (height > NAPE) & (height < 2 * EARS)
            behind += shape.mesh(index[nape], line[nape], 2 * pi - line[nape], both=True)
        painter.fillPath(path_of(behind), hair)
        painter.fillPath(path_of(shape.tube(*rings("head", None, 2 * EARS))), color(skin))
        first, last = rings("head", None, FOREHEAD)
        face = np.arange(first, last, 2)
        edge = np.interp(RING_S[face], height, line)
        edge[RING_S[face] < height[0]] = pi
        painter.fillPath(path_of(shape.mesh(face, -edge, edge)), color(skin))
        painter.fillPath(path_of(shape.shade(first, last)), self._dark(skin, FACE_SHADE))
        crown = [shape.ring(int(index[-1]))] if up > 0 else []
        every = np.append(np.arange(0, len(index) - 1, 2), len(index) - 1)
        shell = shape.mesh(index[every], line[every], 2 * pi - line[every])
        painter.fillPath(path_of([*shell, *crown]), hair)

    def _ear(self, painter: Surface, shape: Shape, sign: int) -> None:
        skeleton = shape.skeleton
        head = BONE["head"]
        y, x = 0.0150 * np.sin(_ELLIPSE), 0.0085 * np.cos(_ELLIPSE)
        x = x - 0.10 * y
        side = np.full(len(x), sign * 0.0425)
        for at, size, rgb in (
            ((-0.004, 0.004), (1.0, 1.0), self._rgb("skin")),
            ((-0.003, 0.004), (0.5, 0.55), mix(self._rgb("skin"), self._rgb("line"), 0.22)),
        ):
            points = np.stack([at[0] + x * size[0], at[1] + y * size[1], side], 1)
            world = skeleton.joint[head] + points @ skeleton.rotation[head].T
            path = QPainterPath()
            path.addPolygon(polygon(shape.camera.project(world)))
            painter.fillPath(path, color(rgb))

    def _face(self, painter: Surface, shape: Shape) -> None:
        """Closed eyes, brows and mouth: calm, and no gaze to get wrong."""
        t = np.linspace(0, 1, 8)
        lids, brows, mouth = QPainterPath(), QPainterPath(), QPainterPath()
        for sign in (1, -1):
            self._face_line(lids, shape, 0.0165 - 0.014 * t * (1 - t), sign * (24 + 26 * t))
            self._face_line(brows, shape, 0.030 + 0.012 * t * (1 - t) - 0.001 * t, sign * (17 + 34 * t))
        self._face_line(mouth, shape, -0.0205 + 0.003 * (2 * t - 1) ** 2, -26 + 52 * t, least=2)
        scale = shape.camera.scale
        for path, width, role, alpha in (
            (lids, 0.0026, "line", 230),
            (brows, 0.0028, "hair", 170),
            (mouth, 0.0026, "lip", 220),
        ):
            if not path.isEmpty():
                painter.strokePath(path, _round_pen(self._rgb(role), alpha, width * scale))

    @staticmethod
    def _face_line(
        path: QPainterPath, shape: Shape, heights: Array, degrees: Array, least: int = LEAST_SEEN
    ) -> None:
        first, last = TUBES["head"]
        at = first + np.interp(heights, RING_S[first:last], np.arange(last - first))
        low = at.astype(int)
        high = np.minimum(low + 1, last - 1)
        angle = np.radians(degrees)
        facing = shape.u_facing[low] * np.cos(angle) / shape.front[low]
        seen = facing + shape.v_facing[low] * np.sin(angle) / shape.side[low] > 0
        if seen.sum() < least:
            return
        share = (at - low)[:, None]
        points = shape.surface(low, angle) * (1 - share) + shape.surface(high, angle) * share
        path.addPolygon(polygon(shape.camera.project(points)[seen]))

    # ---- lines -------------------------------------------------------------------------------

    def _contact(
        self,
        painter: Surface,
        shape: Shape,
        pieces: list[_Piece],
        alpha: int = CONTACT_ALPHA,
        width: float = CONTACT_WIDTH,
    ) -> None:
        """A soft dark line along both edges, only on what is already painted underneath."""
        if self._lite:
            return
        outlines: list[Array] = []
        for tube, low, high, fade in pieces:
            index, taper = _edge(tube, low, high, fade)
            across = shape.across[index]
            out, into = across * (width * taper), across * 0.003
            left, right = shape.left[index], shape.right[index]
            outlines.append(np.concatenate((left + out, (left - into)[::-1])))
            outlines.append(np.concatenate((right - out, (right + into)[::-1])))
        painter.setCompositionMode(ATOP)
        painter.fillPath(path_of(outlines), color(self._rgb("ink"), alpha))
        painter.setCompositionMode(OVER)

    def _fine_lines(
        self,
        painter: Surface,
        shape: Shape,
        tube: str,
        angles: tuple[float, ...],
        span: tuple[float, float],
        points: int,
    ) -> None:
        """Lines between fingers or toes, where that side faces the camera."""
        index = _along(tube, span, points)
        middle = index[points // 2]
        path = QPainterPath()
        for angle in angles:
            c, s = cos(angle) / shape.front[middle], sin(angle) / shape.side[middle]
            facing = shape.u_facing[middle] * c + shape.v_facing[middle] * s
            if facing >= 0.25 * sqrt(c * c + s * s):
                line = shape.surface(index, np.full(points, angle))
                path.addPolygon(polygon(shape.camera.project(line)))
        if not path.isEmpty():
            painter.strokePath(path, _round_pen(self._rgb("line"), 60, 0.0018 * shape.camera.scale))

    def _seam(self, painter: Surface, shape: Shape, ring: int, alpha: int, thick: float) -> None:
        angles = shape.facing[ring] + np.linspace(-SEAM_HALF, SEAM_HALF, 11)
        points = shape.camera.project(shape.surface(np.full(11, ring), angles, thick))
        path = QPainterPath()
        path.addPolygon(polygon(points))
        painter.strokePath(path, QPen(color(self._rgb("ink"), alpha), 0.0022 * shape.camera.scale))

    def _glow_on(self, painter: Surface, shape: Shape, group: str) -> None:
        here = tuple(patch for patch in self._glow if patch.group == group)
        if here:
            # Dots stay whole at the edge of the body; light falls on it alone.
            painter.setCompositionMode(OVER if self._colors.outlined else ATOP)
            paint_glow(painter, shape, here, self._colors, self._glow_alpha)
            painter.setCompositionMode(OVER)
