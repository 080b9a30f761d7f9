"""Things around the figure: boxes and cushions to step on, sit on or lie against, walls and rulers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen

from stretchplayer.figure.drawing import Surface
from stretchplayer.figure.geometry import Camera
from stretchplayer.figure.glow import paint_footprint
from stretchplayer.figure.outlines import counter_clockwise
from stretchplayer.figure.palette import Palette, mix
from stretchplayer.figure.paths import color, polygon
from stretchplayer.figure.pose import Prop
from stretchplayer.figure.rig import Array, Index

STANDS_BELOW, FOOTPRINT_MARGIN = 0.01, 0.014
SOFT_EDGE = 0.006  # of boxes
CUSHION_CLOTH = 0.7  # how far a cushion's colour goes from wood to the cloth of a towel
WALL_FADES, FADE_STEPS = 0.22, 20  # below its upper end, so that one sees no top
SKIRTING = 0.042
WALL_THICK = 0.1  # what is narrower is the end of a wall, not its face
MARK_EVERY, LONG_MARK_EVERY = 0.0114, 5  # on a ruler: 2 cm and 10 cm for a body of 1.75 m
MARKS_FROM_PX = 330  # body height from which all marks can be told apart
MARK, LONG_MARK = 0.45, 0.75  # length of marks as a share of a ruler's width

_AXES = {"top": (0, 2), "side": (1, 2), "front": (0, 1)}  # that a face lies along
_Face = tuple[str, Array]  # colour role, four corners: two below, two above, in turn


def _faces(camera: Camera, prop: Prop, soft: float = 0.0) -> list[_Face]:
    """The faces that the camera sees, the one that faces it most last."""
    x0, x1, y0, y1, z0, z1 = prop.at
    x0, x1, y0, y1 = x0 + soft, x1 - soft, y0 + soft, y1 - soft
    faces = []
    if camera.towards[1] > 0.01:
        faces.append(("top", [(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)]))
    if abs(camera.towards[0]) > 0.02:
        x = x1 if camera.towards[0] > 0 else x0
        faces.append(("side", [(x, y0, z0), (x, y0, z1), (x, y1, z1), (x, y1, z0)]))
    if abs(camera.towards[2]) > 0.02:
        z = z1 if camera.towards[2] > 0 else z0
        faces.append(("front", [(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)]))
    return [(role, np.array(corners, float)) for role, corners in faces]


def _path(camera: Camera, corners: Array) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(polygon(camera.project(corners)))
    path.closeSubpath()
    return path


def paint_prop(painter: Surface, camera: Camera, colors: Palette, prop: Prop) -> None:
    """What one sees of a prop."""
    match prop.kind:
        case "wall":
            _paint_wall(painter, camera, colors, prop)
        case "ruler":
            _paint_ruler(painter, camera, colors, prop)
        case _:
            _paint_box(painter, camera, colors, prop)


def _paint_box(painter: Surface, camera: Camera, colors: Palette, prop: Prop) -> None:
    """The visible faces, with softened edges."""
    for role, corners in _faces(camera, prop, SOFT_EDGE):
        path = _path(camera, corners)
        rgb = colors.rgb(f"step_{role}")
        fill = color(mix(rgb, colors.rgb("towel"), CUSHION_CLOTH) if prop.kind == "cushion" else rgb)
        painter.fillPath(path, fill)
        width = camera.scale * (0.04 if prop.kind == "cushion" else 0.012)
        pen = QPen(fill, width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)


def _paint_wall(painter: Surface, camera: Camera, colors: Palette, prop: Prop) -> None:
    """Plain faces that fade out below the picture's upper edge, with a skirting board."""
    towards = {"side": abs(camera.towards[0]), "front": abs(camera.towards[2])}
    shown = [(role, corners) for role, corners in _faces(camera, prop) if role != "top"]
    for role, corners in sorted(shown, key=lambda face: towards[face[0]]):
        wall = colors.rgb("wall" if towards[role] == max(towards.values()) else "wall_side")
        if np.ptp(corners, axis=0)[::2].max() < WALL_THICK:
            wall = colors.rgb("skirting")  # a wall seen from its end is a narrow strip, which has to be told
        tops = np.minimum(prop.at[3], _height_at_edge(camera, corners))
        painter.fillPath(_path(camera, _cut_at(corners, tops - WALL_FADES)), color(wall))
        for step in range(1, FADE_STEPS):  # fewer and fainter layers, the higher
            layer = _cut_at(corners, tops - WALL_FADES * step / FADE_STEPS)
            painter.fillPath(_path(camera, layer), color(wall, 255 / (FADE_STEPS - step + 1)))
        board = _cut_at(corners, prop.at[2] + SKIRTING)
        painter.fillPath(_path(camera, board), color(colors.rgb("skirting")))


def _height_at_edge(camera: Camera, points: Array) -> Array:
    """How high above each of these points the picture ends."""
    x, y, z = camera.up
    return np.asarray((camera.y / camera.scale - points[:, 0] * x - points[:, 2] * z) / y)


def _cut_at(corners: Array, height: Array | float) -> Array:
    """An upright face up to a height, or to one for each corner."""
    cut = corners.copy()
    cut[:, 1] = np.minimum(cut[:, 1], np.maximum(height, corners[0, 1]))
    return cut


def _paint_ruler(painter: Surface, camera: Camera, colors: Palette, prop: Prop) -> None:
    """A lath with marks along its longest edge, on the face that one sees best."""
    size = np.array(prop.at[1::2]) - np.array(prop.at[::2])
    along = int(np.argmax(size))

    def seen(face: _Face) -> float:
        """How much of a face that has marks one sees."""
        axes = _AXES[face[0]]
        facing = abs(float(camera.towards[3 - sum(axes)]))
        return facing * float(size[axes[0]] * size[axes[1]]) if along in axes else -1.0

    faces = sorted(_faces(camera, prop), key=seen)
    for face in faces:
        role = "ruler" if face is faces[-1] else "ruler_side"
        painter.fillPath(_path(camera, face[1]), color(colors.rgb(role)))
    role, corners = faces[-1]
    wide = next(axis for axis in _AXES[role] if axis != along)
    lines = QPainterPath()
    every = 1 if camera.scale >= MARKS_FROM_PX else LONG_MARK_EVERY
    for n in range(every, int(size[along] / MARK_EVERY) + 1, every):
        ends = np.tile(corners.min(0), (2, 1))
        ends[:, along] += n * MARK_EVERY
        ends[1, wide] += size[wide] * (LONG_MARK if n % LONG_MARK_EVERY == 0 else MARK)
        begin, end = camera.project(ends)
        lines.moveTo(QPointF(*map(float, begin)))
        lines.lineTo(QPointF(*map(float, end)))
    painter.strokePath(lines, QPen(color(colors.rgb("ruler_mark")), max(1.0, 0.0022 * camera.scale)))


def paint_prop_shadow(painter: Surface, camera: Camera, colors: Palette, prop: Prop) -> None:
    """A soft shadow where a prop stands on the mat, if it does."""
    x0, x1, y0, _, z0, z1 = prop.at
    if y0 > STANDS_BELOW:
        return
    wide = FOOTPRINT_MARGIN
    x0, x1, z0, z1 = x0 - wide, x1 + wide, z0 - wide, z1 + wide
    corners = np.array([(x0, 0.0, z0), (x1, 0.0, z0), (x1, 0.0, z1), (x0, 0.0, z1)])
    paint_footprint(painter, counter_clockwise(camera.project(corners)), camera.scale, colors)


def prop_corners(camera: Camera, prop: Prop) -> Array:
    """What must be in the picture: the corners of a box, the foot of a wall."""
    x0, x1, y0, y1, z0, z1 = prop.at
    heights = (y0, y0 + SKIRTING) if prop.kind == "wall" else (y0, y1)
    return camera.project(np.array([(x, y, z) for x in (x0, x1) for y in heights for z in (z0, z1)]))


def _turn(a: Array, b: Array, c: Array) -> float:
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


def prop_outline(camera: Camera, prop: Prop) -> Array:
    """The outline of a prop, as the hull of its corners; of a wall as far as it is solid."""
    x0, x1, y0, y1, z0, z1 = prop.at
    if prop.kind == "wall":
        y1 = max(y0, y1 - WALL_FADES)
    corners = camera.project(np.array([(x, y, z) for x in (x0, x1) for y in (y0, y1) for z in (z0, z1)]))
    order = np.lexsort((corners[:, 1], corners[:, 0]))

    def chain(indices: Index) -> list[Array]:
        hull: list[Array] = []
        for point in corners[indices]:
            while len(hull) > 1 and _turn(hull[-2], hull[-1], point) <= 0:
                hull.pop()
            hull.append(point)
        return hull[:-1]

    return counter_clockwise(np.array(chain(order) + chain(order[::-1])))
