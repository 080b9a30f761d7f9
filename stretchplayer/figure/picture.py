"""One exercise on one side in one box: what stands still is painted once, the body when asked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.bands import band_lines
from stretchplayer.figure.build import build_of
from stretchplayer.figure.drawing import Drawing, Surface
from stretchplayer.figure.emphasis import CUT_BELOW_PX, cut_to, paint_trace
from stretchplayer.figure.geometry import Shape
from stretchplayer.figure.glow import paint_shadow
from stretchplayer.figure.lite import Detail
from stretchplayer.figure.motion import Body, Movement
from stretchplayer.figure.muscles import patches
from stretchplayer.figure.painter import ANTIALIAS, SMOOTH, FigurePainter
from stretchplayer.figure.palette import palette
from stretchplayer.figure.paths import path_of
from stretchplayer.figure.persons import PERSONS, person_of
from stretchplayer.figure.pose import PoseLibrary, Way
from stretchplayer.figure.props import paint_prop, paint_prop_shadow, prop_outline
from stretchplayer.figure.scene import (
    Fit,
    framing,
    mat_half_depth,
    mat_outlines,
    mat_span,
    paint_arrow,
    paint_mat,
    with_low_walls,
)
from stretchplayer.figure.sides import for_side

FORMAT = QImage.Format.Format_ARGB32_Premultiplied
SNUG_MAT = 0.6  # least length on a thumbnail
SHADOW_REACH = 0.12  # body heights that shadow and aura go beyond the figure


@dataclass(frozen=True, slots=True)
class PictureKey:
    """What makes two pictures the same. Sizes are device pixels."""

    pose: str
    side: str | None
    width: int
    height: int
    scheme: ColourScheme
    way: Way = Way.USUAL
    turned: bool = False  # the whole picture as in a mirror, as the user wishes
    person: str = PERSONS[0].id


@dataclass(frozen=True, slots=True)
class Cropped:
    """An image and where its corner belongs."""

    image: QImage
    at: QPoint


def _moments(movement: Movement) -> list[Body]:
    """Moments that must fit into the box."""
    moments = [movement.move(t) for t in (0.0, 0.5, 1.0)]
    if movement.cycles:
        moments += [movement.cycle(t, 0.0) for t in (0.25, 0.75)]
    return moments


class Picture:
    """Paints the moments of one exercise at one size, on transparent ground."""

    def __init__(
        self, library: PoseLibrary, key: PictureKey, fit: Fit = Fit.STAGE, *, ratio: float = 1.0
    ) -> None:
        """`ratio` is that of device pixels to logical ones: what looks small shows what matters alone.

        Raises `NotFoundError` or `ContentError` for a pose that is not there or not right.
        """
        self.key = key
        who = person_of(key.person)
        build = build_of(who)
        self.pose, mirrored, flipped = for_side(library[key.pose].equipped(key.way), key.side)
        self.movement = Movement(self.pose, mirrored=mirrored, way=key.way, build=build)
        self._colors = palette(key.scheme, who)
        self._painter = FigurePainter(self._colors)
        self._muscles = patches(self.pose.highlight)
        if fit is Fit.STAGE:
            framed = _moments(self.movement)
            if key.way is Way.EASIER:
                # Framed as if not eased, so that easing off does not change the size of the person;
                # but another posture must fit in as well.
                usual = _moments(Movement(self.pose, mirrored=mirrored, build=build))
                framed = usual if self.pose.easier_start is None else usual + framed
            self._mat = mat_span(self.pose, framed)
        else:
            framed = _moments(self.movement) if fit is Fit.FILM else [self.movement.move(1.0)]
            self._mat = mat_span(self.pose, framed, SNUG_MAT)
        self.pose = with_low_walls(self.pose, framed)
        size = key.width, key.height
        self.camera = framing(self.pose, framed, self._mat, size, fit, mirrored=flipped != key.turned)
        small = self.camera.scale < CUT_BELOW_PX * ratio
        if fit is not Fit.STAGE and small and self.pose.focus is not None:
            self.camera = cut_to(self.camera, self.pose.focus, framed[-1].skeleton, size)
        self._ground: QImage | None = None

    def ground(self) -> QImage:
        """Mat and props behind the figure."""
        if self._ground is None:
            image = self._empty()
            painter = QPainter(image)
            painter.setRenderHint(ANTIALIAS)
            self._paint_ground(painter)
            painter.end()
            self._ground = image
        return self._ground

    def drawing(self, at: float = 1.0) -> Drawing:
        """A moment of the way in as shapes, in device pixels."""
        drawing = Drawing((self.key.width, self.key.height))
        self.paint_all(drawing, at)
        return drawing

    def paint_all(self, painter: Surface, at: float = 1.0) -> None:
        """A moment of the way in with the ground, on what is still empty."""
        painter.setRenderHints(ANTIALIAS | SMOOTH)
        self._paint_ground(painter)
        self.paint_still(painter, at)

    def paint_still(self, painter: Surface, at: float = 1.0) -> None:
        """A moment looked at by itself: the start says where it goes, the hold where it came from."""
        body = self.movement.move(at)
        before = Shape(self.movement.move(0.0), self.camera) if self.pose.ghost and at >= 1 else None
        if before is not None:
            paint_trace(painter, before, Shape(body, self.camera), self._colors)
        self.paint_body(painter, body, glow=float(at >= 1), arrows=float(at <= 0))
        if before is not None:
            self._paint_arrows(painter, before, 1.0)

    def _paint_ground(self, painter: Surface) -> None:
        paint_mat(painter, self.camera, self._colors, self._mat, mat_half_depth(self.pose))
        for prop in self.pose.props:
            paint_prop_shadow(painter, self.camera, self._colors, prop)
        self._paint_props(painter, "back")

    def paint_body(
        self,
        painter: Surface,
        body: Body,
        *,
        glow: float = 0.0,
        arrows: float = 0.0,
        detail: Detail = Detail.FULL,
    ) -> Shape:
        """Shadow, figure, props in front and arrows, in device pixels from the box's corner."""
        shape = Shape(body, self.camera)
        painter.setRenderHints(ANTIALIAS | SMOOTH)
        paint_shadow(painter, shape, self._colors)
        self._painter.paint(
            painter,
            shape,
            self.pose.order,
            muscles=self._muscles,
            glow=0.0 if detail is Detail.PLAIN else glow,
            far_shade=self.pose.farshade,
            legs_apart=self.pose.legs_apart,
            lite=detail < Detail.FULL,
            bands=band_lines(self.pose.bands, body.skeleton, self.camera),
        )
        self._paint_props(painter, "front")
        if arrows > 0:
            self._paint_arrows(painter, shape, arrows)
        return shape

    def _paint_arrows(self, painter: Surface, shape: Shape, strength: float) -> None:
        for arrow in self.pose.arrows:
            paint_arrow(painter, shape, self._colors, arrow, strength)

    def body_image(self, body: Body, *, glow: float = 0.0, arrows: float = 0.0) -> Cropped:
        """What `paint_body` paints, cut to what there is."""
        image = self._empty()
        painter = QPainter(image)
        shape = self.paint_body(painter, body, glow=glow, arrows=arrows)
        painter.end()
        left, top, right, bottom = shape.bounds(SHADOW_REACH)
        box = QRect(QPoint(left, top), QPoint(right, bottom))
        for line in band_lines(self.pose.bands, body.skeleton, self.camera):
            low, high = line.bounds()
            box |= QRect(QPoint(*low.astype(int)), QPoint(*high.astype(int)))
        if arrows > 0 or any(prop.layer == "front" for prop in self.pose.props):
            box = image.rect()
        box = box.intersected(image.rect())
        return Cropped(image.copy(box), box.topLeft())

    def outline(self, body: Body | None, grow: float) -> QImage:
        """Silhouette of mat, props and figure (if given), grown by `grow` device pixels: its alpha counts.

        Half as many pixels each way: it is drawn larger, where one cannot see the difference.
        """
        outlines = []
        if body is not None:
            outlines = Shape(body, self.camera).silhouette()
            for line in band_lines(self.pose.bands, body.skeleton, self.camera):
                outlines += line.outlines()
        outlines += mat_outlines(self.camera, self._mat, mat_half_depth(self.pose))
        outlines += [prop_outline(self.camera, prop) for prop in self.pose.props]
        path: QPainterPath = path_of(outlines)
        size = (self.key.width + 1) // 2, (self.key.height + 1) // 2
        image = QImage(*size, QImage.Format.Format_Alpha8)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(ANTIALIAS)
        painter.scale(size[0] / self.key.width, size[1] / self.key.height)
        solid = QColor(0, 0, 0)
        painter.fillPath(path, solid)
        if grow > 0:
            pen = QPen(solid, 2 * grow)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
        painter.end()
        return image

    def _paint_props(self, painter: Surface, layer: str) -> None:
        for prop in self.pose.props:
            if prop.layer == layer:
                paint_prop(painter, self.camera, self._colors, prop)

    def _empty(self) -> QImage:
        image = QImage(self.key.width, self.key.height, FORMAT)
        image.fill(0)
        return image
