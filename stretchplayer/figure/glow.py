"""Soft light where a stretch may be felt, or dots around it, and the shadow under the figure.

Both are small images blurred by two matrix products and drawn larger: much faster than blurring at
full size, and just as smooth.
"""

from __future__ import annotations

from functools import lru_cache
from math import floor

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPainterPathStroker, QPen

from stretchplayer.figure.drawing import Drawing, Soft, Surface
from stretchplayer.figure.geometry import Shape
from stretchplayer.figure.muscles import Patch
from stretchplayer.figure.palette import Palette, Rgb
from stretchplayer.figure.paths import color, path_of
from stretchplayer.figure.rig import TUBES, Array, Build, Index

Pixels = NDArray[np.float32]

GLOW_BLUR, AURA_BLUR = 0.023, 0.036  # body heights
GLOW_SHRINKS = 0.7  # a weaker glow is smaller, not thinner: thin orange on teal looks like a stain
GLOW_APPEARS = 0.2  # the strength below which it is thinner too, so that it comes and goes softly
DOT, DOT_STEP, RIM = 0.0075, 2.3, 1.7  # of the outline: body heights; dots; dots
LEAST_DOT_PX = 1.8
SLIT = 0.02  # body heights
LIFT = 0.003  # patches lie on the clothes
SHADOW_ALPHA = 0.42
SHADOW_HEIGHT = 0.09  # higher parts throw less shadow
FOOTPRINT_BLUR, FOOTPRINT_ALPHA = 0.016, 0.5  # under what stands on the mat
_SHADOW_WEIGHTS = {"torso": 0.75, "hair": 0.6, "leg": 0.7, "foot": 0.6, "arm": 0.5, "hand": 0.55}


@lru_cache(maxsize=256)
def _gaussian(size: int, sigma: float) -> Pixels:
    x = np.arange(size)
    weights = np.exp(-0.5 * ((x[:, None] - x[None]) / sigma) ** 2)
    return np.asarray(weights / weights.sum(1).max(), np.float32)


def _blurred(path: QPainterPath, blur: float, cell: int) -> tuple[Pixels, QRectF]:
    """The path as a blurred mask of cells of `cell` pixels, and where it lies."""
    margin = blur * 2.4
    box = path.boundingRect()
    left, top = (floor((v - margin) / cell) * cell for v in (box.x(), box.y()))
    # Whole multiples of eight cells, so that the blur matrices can be kept.
    width, height = (((int(v + 2 * margin) // cell + 3 + 7) // 8) * 8 for v in (box.width(), box.height()))
    image = QImage(width, height, QImage.Format.Format_Alpha8)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(1 / cell, 1 / cell)
    painter.translate(-left, -top)
    painter.fillPath(path, QColor(0, 0, 0))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    mask = rows[:, :width].astype(np.float32) / 255
    sigma = round(blur / cell, 2)
    soft = np.asarray(_gaussian(height, sigma) @ mask @ _gaussian(width, sigma).T, np.float32)
    return soft, QRectF(left, top, width * cell, height * cell)


def _paint_soft(painter: Surface, soft: Soft) -> None:
    """As a small image drawn larger, where there are pixels."""
    if isinstance(painter, Drawing):
        painter.add_soft(soft)
        return
    assert isinstance(painter, QPainter)
    painter.drawImage(soft.box, _image(soft))


def _shade(rgb: Rgb, cover: Pixels, box: QRectF) -> Soft:
    """One colour that covers so much."""
    red, green, blue = (channel * cover for channel in rgb)
    return Soft(box, cover, (red, green, blue, cover * 255))


def _image(soft: Soft) -> QImage:
    red, green, blue, alpha = soft.channels
    height, width = alpha.shape
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    buffer = np.frombuffer(image.bits(), np.uint8).reshape(height, width, 4)
    for channel, values in enumerate((blue, green, red, alpha)):
        buffer[..., channel] = values
    return image


def paint_glow(
    painter: Surface, shape: Shape, patches: tuple[Patch, ...], colors: Palette, alpha: float
) -> None:
    """The glow of these patches, brightest in the middle, or the dots around them."""
    path = path_of(
        [o for p in patches for o in shape.patch(p.index, p.middle - p.half, p.middle + p.half, LIFT)]
    )
    if path.isEmpty():
        return
    scale = shape.camera.scale
    if colors.outlined:
        _paint_dots(painter, path, scale, colors, min(1.0, alpha / GLOW_APPEARS))
        return
    soft, box = _blurred(path, GLOW_BLUR * scale, max(3, round(scale / 150)))
    soft = soft / max(float(soft.max()), 0.5)
    lost = (1 - alpha) * GLOW_SHRINKS
    soft = np.maximum(soft - lost * float(soft.max()), 0) / (1 - lost)
    cover = np.clip(soft * 1.12, 0, 1)
    cover = cover * cover * (3 - 2 * cover) * (min(1.0, alpha / GLOW_APPEARS) * 0.96)
    core = np.clip((soft - 0.55) / 0.5, 0, 1)
    core = core * core * (3 - 2 * core)
    outer, inner = colors.rgb("glow"), colors.rgb("glow_core")
    red, green, blue = ((outer[i] + (inner[i] - outer[i]) * core) * cover for i in range(3))
    _paint_soft(painter, Soft(box, soft, (red, green, blue, cover * 255)))


def _paint_dots(painter: Surface, path: QPainterPath, scale: float, colors: Palette, alpha: float) -> None:
    """A dotted line around the path; it says the same at every strength of a glow, so it is not fainter."""
    line = _closed(path, SLIT * scale)
    dot = max(LEAST_DOT_PX, DOT * scale)
    for role, width in (("glow", dot * RIM), ("glow_core", dot)):
        pen = QPen(color(colors.rgb(role), 255 * alpha), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.001, DOT_STEP * dot / width])  # Qt counts in widths of the pen
        painter.strokePath(line, pen)


def _closed(path: QPainterPath, slit: float) -> QPainterPath:
    """The outline of all parts together, without the narrow gaps between them."""
    stroker = QPainterPathStroker(QPen(Qt.GlobalColor.black, slit))
    wide = path.united(stroker.createStroke(path))
    return wide.subtracted(stroker.createStroke(wide)).simplified()


def paint_aura(
    painter: Surface, shape: Shape, patches: tuple[Patch, ...], colors: Palette, alpha: float
) -> None:
    """A halo behind the figure, so that a muscle at the edge is seen as well."""
    outlines = [
        o
        for p in patches
        for o in shape.patch(p.index, p.middle - p.half * 0.8, p.middle + p.half * 0.8, LIFT)
    ]
    path = path_of(outlines)
    if path.isEmpty():
        return
    scale = shape.camera.scale
    soft, box = _blurred(path, AURA_BLUR * scale, max(3, round(scale / 80)))
    _paint_soft(painter, _shade(colors.rgb("glow"), soft * (alpha * colors.aura), box))


def _shadow_rings() -> tuple[Index, Array]:
    index: list[int] = []
    weights: list[float] = []
    for tube, (first, last) in TUBES.items():
        weight = next((w for name, w in _SHADOW_WEIGHTS.items() if tube.startswith(name)), None)
        if weight is None:
            continue
        step = max(1, (last - first) // (9 if tube.startswith(("torso", "leg")) else 5))
        chosen = list(range(first + 2, last - 3, step))
        index += chosen
        weights += [weight] * len(chosen)
    return np.array(index), np.array(weights)


_RINGS, _WEIGHTS = _shadow_rings()


@lru_cache(maxsize=8)
def _shadow_radius(build: Build) -> Array:
    return np.maximum(build.side[_RINGS], (build.front[_RINGS] + build.back[_RINGS]) / 2)


def paint_shadow(painter: Surface, shape: Shape, colors: Palette) -> None:
    """Soft contact shadow on the floor: one blob a ring, as one matrix product."""
    camera = shape.camera
    scale = camera.scale
    centre = shape.centre[_RINGS]
    radius = _shadow_radius(shape.build)
    height = np.maximum(centre[:, 1] - radius, 0)
    weight = np.exp(-height / SHADOW_HEIGHT) * _WEIGHTS
    near = weight > 0.01
    if not near.any():
        return
    ground = centre[near].copy()
    ground[:, 1] = 0
    at = camera.project(ground)
    # Narrow blobs would make streaks under the toes.
    rx = (np.maximum(radius[near], 0.026) * 0.85 + 0.5 * height[near]) * scale
    flat = float(np.hypot(camera.up[0], camera.up[2]))  # how much of its depth one sees of the floor
    ry = np.maximum(rx * flat, 0.010 * scale) + 0.003 * scale
    cell = max(4, int(scale / 90))
    left, right = int(at[:, 0].min() - 3 * rx.max()), int(at[:, 0].max() + 3 * rx.max())
    top, bottom = int((at[:, 1] - 3 * ry).min()), int((at[:, 1] + 3 * ry).max())
    xs, ys = np.arange(left, right, cell) + cell / 2, np.arange(top, bottom, cell) + cell / 2
    gx = np.exp(-0.5 * ((xs[None] - at[:, :1]) / rx[:, None]) ** 2)
    gy = np.exp(-0.5 * ((ys[None] - at[:, 1:]) / ry[:, None]) ** 2) * weight[near][:, None]
    cover = np.asarray(SHADOW_ALPHA * (1 - np.exp(-0.55 * (gy.T @ gx))), np.float32)
    box = QRectF(left, top, cover.shape[1] * cell, cover.shape[0] * cell)
    _paint_soft(painter, _shade(colors.rgb("shadow"), cover, box))


def paint_footprint(painter: Surface, outline: Array, scale: float, colors: Palette) -> None:
    """Soft shadow around the outline on the screen of what stands on the mat; it falls on the mat alone."""
    soft, box = _blurred(path_of([outline]), FOOTPRINT_BLUR * scale, max(2, round(scale / 150)))
    cover = np.asarray(FOOTPRINT_ALPHA * soft, np.float32)
    painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    _paint_soft(painter, _shade(colors.rgb("shadow"), cover, box))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
