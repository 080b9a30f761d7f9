"""What is around the figure: mat and arrows; and how it is framed."""

from __future__ import annotations

from enum import Enum, auto
from math import radians

import msgspec
import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from stretchplayer.figure.bands import band_lines
from stretchplayer.figure.drawing import Surface
from stretchplayer.figure.geometry import Camera, Shape
from stretchplayer.figure.motion import Body
from stretchplayer.figure.outlines import counter_clockwise
from stretchplayer.figure.palette import Palette
from stretchplayer.figure.paths import color, path_of, polygon
from stretchplayer.figure.pose import Arrow, Pose
from stretchplayer.figure.props import prop_corners
from stretchplayer.figure.rig import BONE, Array, skin_rings

MAT_DEPTH, MAT_DEPTH_ABOVE = 0.24, 0.34  # half; the second where one looks down on it
MAT_THICK, MAT_CORNER, MAT_MARGIN, MAT_LEAST = 0.010, 0.05, 0.06, 1.12
ABOVE_FROM_PITCH = 30.0
ARROW_WIDTH, ARROW_HEAD, ARROW_HALO = 0.0155, 0.046, 0.015
FIGURE_MARGIN = 0.05  # around ring centres: what is outermost is no thicker
GLOW_MARGIN = 0.06  # room for the glow around what is highest
WALL_ABOVE = 0.17  # the head; most of it is where it fades
MAT_BOTTOM = 0.86  # of the height of a stage
_CORNER = np.linspace(0, 90, 10)


def mat_span(pose: Pose, bodies: list[Body], least: float = MAT_LEAST) -> tuple[float, float]:
    """Where the mat begins and ends in x, so that it carries all of the movement."""
    if pose.mat is not None:
        return pose.mat
    xs = np.concatenate([_ring_centres(body)[:, 0] for body in bodies])
    low, high = float(xs.min()) - MAT_MARGIN, float(xs.max()) + MAT_MARGIN
    spare = max(0.0, least - (high - low)) / 2
    return low - spare, high + spare


def with_low_walls(pose: Pose, bodies: list[Body]) -> Pose:
    """The pose with walls that end a little above the head: more of them says nothing more."""
    highest = max(float(_ring_centres(body)[:, 1].max()) for body in bodies) + WALL_ABOVE
    props = tuple(
        msgspec.structs.replace(prop, at=(*prop.at[:3], min(prop.at[3], highest), *prop.at[4:]))
        if prop.kind == "wall" and prop.at[2] < highest
        else prop
        for prop in pose.props
    )
    return msgspec.structs.replace(pose, props=props)


def _ring_centres(body: Body) -> Array:
    skeleton = body.skeleton
    return skin_rings(skeleton.rotation, skeleton.joint, skeleton.build).centre


def mat_half_depth(pose: Pose) -> float:
    """Half the depth of the mat in z."""
    if pose.matz is not None:
        return pose.matz
    return MAT_DEPTH_ABOVE if pose.camera[1] > ABOVE_FROM_PITCH else MAT_DEPTH


def _mat_outline(camera: Camera, span: tuple[float, float], half: float, y: float) -> Array:
    corners = ((span[1], half, 0), (span[0], half, 90), (span[0], -half, 180), (span[1], -half, 270))
    points = []
    for x, z, turn in corners:
        angle = np.radians(_CORNER + turn)
        cx = x - MAT_CORNER * np.sign(x - sum(span) / 2)
        cz = z - MAT_CORNER * np.sign(z)
        edge = [cx + MAT_CORNER * np.cos(angle), np.full(len(angle), y), cz + MAT_CORNER * np.sin(angle)]
        points.append(np.stack(edge, 1))
    return camera.project(np.concatenate(points))


def paint_mat(
    painter: Surface, camera: Camera, colors: Palette, span: tuple[float, float], half: float
) -> None:
    """A mat with a visible edge."""
    top = _mat_outline(camera, span, half, 0.0)
    bottom = _mat_outline(camera, span, half, -MAT_THICK)
    sides = []
    for k in range(len(top)):
        n = (k + 1) % len(top)
        sides.append(counter_clockwise(np.array([top[k], top[n], bottom[n], bottom[k]])))
    painter.fillPath(path_of(sides), color(colors.rgb("mat_edge")))
    path = QPainterPath()
    path.addPolygon(polygon(top))
    painter.fillPath(path, color(colors.rgb("mat")))


def _arrow_line(arrow: Arrow, shape: Shape) -> Array:
    at = shape.skeleton.joint[BONE[arrow.at]]
    project = shape.camera.project
    if arrow.kind == "bez":
        start, end = project(at + np.array(arrow.from_)), project(at + np.array(arrow.to))
        way = end - start
        bulge = -arrow.bulge if shape.camera.mirrored else arrow.bulge
        bend = (start + end) / 2 + np.array([way[1], -way[0]]) * bulge
        t = np.linspace(0, 1, 28)[:, None]
        return np.asarray((1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t * t * end)
    angle = np.linspace(radians(arrow.a0), radians(arrow.a1), 30)
    planes = {"xy": ((1, 0, 0), (0, 1, 0)), "zy": ((0, 0, 1), (0, 1, 0)), "xz": ((1, 0, 0), (0, 0, 1))}
    across, up = planes[arrow.plane]
    circle = np.cos(angle)[:, None] * np.array(across) + np.sin(angle)[:, None] * np.array(up)
    return project(at + np.array(arrow.off) + arrow.r * circle)


def paint_arrow(painter: Surface, shape: Shape, colors: Palette, arrow: Arrow, alpha: float) -> None:
    """A tapering arrow with a light halo. One that fades does so as a whole: nothing shows through it."""
    line, scale = _arrow_line(arrow, shape), shape.camera.scale
    if alpha >= 1 or not isinstance(painter, QPainter):
        _paint_arrow(painter, line, scale, colors)
        return
    room = 1.5 * ARROW_HEAD * scale
    (left, top), (right, bottom) = np.floor(line.min(0) - room), np.ceil(line.max(0) + room)
    image = QImage(int(right - left), int(bottom - top), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    inner = QPainter(image)
    inner.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner.translate(-left, -top)
    _paint_arrow(inner, line, scale, colors)
    inner.end()
    before = painter.opacity()
    painter.setOpacity(before * alpha)
    painter.drawImage(QPointF(left, top), image)
    painter.setOpacity(before)


def _paint_arrow(painter: Surface, line: Array, scale: float, colors: Palette) -> None:
    """Body and head are one path, so there is no seam."""
    head, width = ARROW_HEAD * scale, ARROW_WIDTH * scale
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    if length[-1] < head:
        return
    body = line[: max(int(np.searchsorted(length, length[-1] - head * 0.75)), 2)]
    tip, neck = line[-1], body[-1]
    along = (tip - neck) / np.linalg.norm(tip - neck)
    aside = np.array([-along[1], along[0]])
    triangle = np.array(
        [
            tip + along * head * 0.12,
            neck + aside * head * 0.55,
            neck + along * head * 0.10,
            neck - aside * head * 0.55,
        ]
    )
    tangent = np.gradient(body, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], 1)
    half = np.linspace(0.30, 1, len(body))[:, None] * width / 2
    shaft = np.concatenate([body + normal * half, (body - normal * half)[::-1]])
    path = path_of([counter_clockwise(shaft), counter_clockwise(triangle)])
    for role, stroke, strength in (("arrow_halo", width * 0.95, 0.92), ("arrow", width * 0.28, 1.0)):
        pen = QPen(color(colors.rgb(role), 255 * strength), stroke)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    painter.fillPath(path, color(colors.rgb("arrow")))


class Fit(Enum):
    """How a picture fills its box."""

    SNUG = auto()  # the hold as large as fits, in the middle
    FILM = auto()  # all of the movement as large as fits, in the middle
    STAGE = auto()  # the mat from side to side, with room for the ring below it


def framing(
    pose: Pose,
    bodies: list[Body],
    mat: tuple[float, float],
    size: tuple[int, int],
    fit: Fit,
    *,
    mirrored: bool = False,
) -> Camera:
    """A camera that shows the figure in all of these moments, its mat and props, in a box of pixels."""
    width, height = size
    yaw, pitch = pose.camera
    camera = Camera(yaw, pitch, 1.0, 0.0, 0.0, mirrored)
    seen = np.concatenate([camera.project(_ring_centres(body)) for body in bodies])
    low, high = seen.min(0) - FIGURE_MARGIN, seen.max(0) + FIGURE_MARGIN
    if pose.highlight and fit is Fit.SNUG:
        low[1] -= GLOW_MARGIN  # a back that glows is often the highest part
    ground = np.concatenate(mat_outlines(camera, mat, mat_half_depth(pose)))
    bands = [line for body in bodies for line in band_lines(pose.bands, body.skeleton, camera)]
    for line in bands:
        low, high = np.minimum(low, line.bounds()[0]), np.maximum(high, line.bounds()[1])
    for corners in (ground, *(prop_corners(camera, prop) for prop in pose.props)):
        low, high = np.minimum(low, corners.min(0)), np.maximum(high, corners.max(0))
    scale = float(min(width / (high[0] - low[0]), height / (high[1] - low[1])))
    x = width / 2 - scale * float(low[0] + high[0]) / 2
    y = height / 2 - scale * float(low[1] + high[1]) / 2
    if fit is Fit.STAGE and pitch <= ABOVE_FROM_PITCH:
        # The mat lies a little above the lower edge, unless the figure is too tall for that.
        least = -scale * float(low[1])
        y = max(least, height * MAT_BOTTOM - scale * float(high[1]))
    return Camera(yaw, pitch, scale, float(x), float(y), mirrored)


def mat_outlines(camera: Camera, span: tuple[float, float], half: float) -> list[Array]:
    """Outlines whose union is the mat with its edge."""
    return [counter_clockwise(_mat_outline(camera, span, half, y)) for y in (0.0, -MAT_THICK)]
