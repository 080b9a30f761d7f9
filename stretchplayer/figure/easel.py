"""Paints the figure while it is being posed: one steady camera, so that handles stay under the pointer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage, QPainter

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.bands import band_lines
from stretchplayer.figure.build import build_of
from stretchplayer.figure.geometry import Camera, Shape
from stretchplayer.figure.glow import paint_shadow
from stretchplayer.figure.motion import Body
from stretchplayer.figure.painter import ANTIALIAS, SMOOTH, FigurePainter
from stretchplayer.figure.painting_order import painting_order
from stretchplayer.figure.palette import palette
from stretchplayer.figure.persons import person_of
from stretchplayer.figure.props import paint_prop, paint_prop_shadow
from stretchplayer.figure.rig import skin_rings
from stretchplayer.figure.scene import (
    ABOVE_FROM_PITCH,
    MAT_DEPTH,
    MAT_DEPTH_ABOVE,
    paint_mat,
)
from stretchplayer.figure.sculpt import FAR_SIDE_DARKER_BELOW, Sculpture
from stretchplayer.figure.solve import evaluate

MARGIN = 0.06  # of a body height around everything
HANDLE_ROOM = 24  # pixels at the edge, so that a handle there is whole


@dataclass(frozen=True)
class Stage:
    """What has to be seen, in body heights: the mat in x and the heights."""

    mat: tuple[float, float]
    top: float


#: Room for a body however it is bent in each position, so that nothing jumps while it moves.
STAGES = {
    "standing": Stage((-0.52, 0.52), 1.08),
    "chair": Stage((-0.46, 0.62), 0.92),
    "half_kneeling": Stage((-0.6, 0.6), 0.86),
    "hands_and_knees": Stage((-0.76, 0.7), 0.56),
    "back": Stage((-0.72, 0.66), 0.56),
    "side": Stage((-0.66, 0.72), 0.5),
    "front": Stage((-0.66, 0.72), 0.56),
}


def camera_for(sculpture: Sculpture, size: tuple[int, int]) -> Camera:
    """The camera that shows a position and this body in a box of pixels."""
    stage = STAGES[sculpture.posture]
    half = _half_depth(sculpture)
    yaw, pitch = sculpture.camera
    flat = Camera(yaw, pitch, 1.0, 0.0, 0.0)
    corners = [(x, 0.0, z) for x in stage.mat for z in (-half, half)]
    middle = sum(stage.mat) / 2
    corners += [(middle + x, stage.top, 0.0) for x in (-0.1, 0.1)]
    skeleton = evaluate(sculpture.key()).skeleton
    body = flat.project(skin_rings(skeleton.rotation, skeleton.joint).centre)
    seen = np.concatenate([flat.project(np.array(corners, float)), body])
    low, high = seen.min(0) - MARGIN, seen.max(0) + MARGIN
    room = size[0] - HANDLE_ROOM, size[1] - HANDLE_ROOM
    scale = float(min(room[0] / (high[0] - low[0]), room[1] / (high[1] - low[1])))
    x = size[0] / 2 - scale * float(low[0] + high[0]) / 2
    y = size[1] / 2 - scale * float(low[1] + high[1]) / 2
    return Camera(yaw, pitch, max(scale, 1.0), x, y)


def fits(sculpture: Sculpture, camera: Camera, size: tuple[int, int]) -> bool:
    """Whether a camera shows all of this body."""
    skeleton = evaluate(sculpture.key()).skeleton
    seen = camera.project(skeleton.joint)
    margin = MARGIN * camera.scale / 2
    return bool((seen >= margin).all() and (seen <= np.array(size, float) - margin).all())


def _half_depth(sculpture: Sculpture) -> float:
    return MAT_DEPTH_ABOVE if sculpture.camera[1] > ABOVE_FROM_PITCH else MAT_DEPTH


class Easel:
    """Paints one sculpture after another for one camera and palette."""

    def __init__(self, camera: Camera, size: tuple[int, int], *, dark: bool, person: str = "") -> None:
        """`size` in device pixels, as the camera's; `person` is who is drawn, by id."""
        self.camera = camera
        self.person = person
        self._build = build_of(person_of(person))
        self._size = size
        self._colors = palette(ColourScheme.of(dark=dark, contrast=False), person_of(person))
        self._painter = FigurePainter(self._colors)
        self._ground: tuple[object, QImage] | None = None

    def paint(self, painter: QPainter, sculpture: Sculpture, *, lite: bool = False) -> None:
        """Mat, things around, shadow and body, in device pixels from the box's corner."""
        painter.drawImage(0, 0, self._ground_of(sculpture))
        skeleton = evaluate(sculpture.key(), self._build).skeleton
        shape = Shape(Body(skeleton, sculpture["belly"]), self.camera)
        painter.setRenderHints(ANTIALIAS | SMOOTH)
        paint_shadow(painter, shape, self._colors)
        self._painter.paint(
            painter,
            shape,
            painting_order(skeleton.rotation, skeleton.joint, sculpture.camera),
            far_shade=sculpture.camera[1] < FAR_SIDE_DARKER_BELOW,
            lite=lite,
            bands=band_lines(sculpture.bands, skeleton, self.camera),
        )
        for prop in sculpture.props:
            if prop.layer == "front":
                paint_prop(painter, self.camera, self._colors, prop)

    def _ground_of(self, sculpture: Sculpture) -> QImage:
        key = sculpture.posture, sculpture.props
        if self._ground is None or self._ground[0] != key:
            image = QImage(*self._size, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(0)
            painter = QPainter(image)
            painter.setRenderHint(ANTIALIAS)
            mat = STAGES[sculpture.posture].mat
            paint_mat(painter, self.camera, self._colors, mat, _half_depth(sculpture))
            for prop in sculpture.props:
                paint_prop_shadow(painter, self.camera, self._colors, prop)
            for prop in sculpture.props:
                if prop.layer == "back":
                    paint_prop(painter, self.camera, self._colors, prop)
            painter.end()
            self._ground = key, image
        return self._ground[1]
