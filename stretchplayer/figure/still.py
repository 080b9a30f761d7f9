"""Pictures people brought, shown where else the figure is drawn: small ones, and one in the player."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

if TYPE_CHECKING:
    from stretchplayer.core.scheme import ColourScheme
    from stretchplayer.figure.figure_scene import Cue, FigureScene

KEPT = 8  # whole pictures; at most 10 MB each
CORNER = 0.05  # of the shorter side
ROOM = 0.86  # of the player's box, so that the ring stays whole


class StillImages:
    """Own pictures by id, decoded when first wanted; the least recently used go first."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        """`read` gives the PNG of an own picture, None when there is none."""
        self._read = read
        self._images: OrderedDict[str, QImage] = OrderedDict()

    def get(self, picture: str) -> QImage | None:
        """The whole picture, or None."""
        image = self._images.get(picture)
        if image is None:
            data = self._read(picture)
            image = QImage() if data is None else QImage.fromData(QByteArray(data))
            if image.isNull():
                return None
            self._images[picture] = image
            if len(self._images) > KEPT:
                self._images.popitem(last=False)
        self._images.move_to_end(picture)
        return image

    def thumbnail(self, picture: str, size: QSize, ratio: float) -> QImage | None:
        """The picture in the middle of `size` logical pixels, on transparent ground; None without one."""
        image = self.get(picture)
        if image is None:
            return None
        result = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        result.setDevicePixelRatio(ratio)
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        paint_still(painter, image, QRectF(0, 0, size.width(), size.height()))
        painter.end()
        return result


def still_box(image: QImage, room: QRectF) -> QRectF:
    """Where the picture lies when it fills `room` without being cut."""
    size = image.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    box = QRectF(0, 0, size.width(), size.height())
    box.moveCenter(room.center())
    return box


def paint_still(painter: QPainter, image: QImage, room: QRectF) -> None:
    """Paint the picture into `room`, with rounded corners."""
    box = still_box(image, room)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(_rounded(box))
    painter.drawImage(box, image)
    painter.restore()


def _rounded(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    radius = min(box.width(), box.height()) * CORNER
    path.addRoundedRect(box, radius, radius)
    return path


class PictureOrFigure:
    """Paints cues like `FigureScene`, and a picture for those whose pose is one the user brought."""

    def __init__(self, figure: FigureScene, images: StillImages) -> None:
        self._figure = figure
        self._images = images
        self._still: QImage | None = None
        self._pose = ""
        self._width, self._height, self._ratio = 1.0, 1.0, 1.0
        self._scaled: tuple[object, QImage] | None = None

    def set_box(self, width: float, height: float, ratio: float) -> None:
        """Size in logical pixels and device pixels to one of them."""
        self._width, self._height, self._ratio = width, height, ratio
        self._figure.set_box(width, height, ratio)

    def set_scheme(self, scheme: ColourScheme) -> None:
        """Which palette; pictures stay as they are."""
        self._figure.set_scheme(scheme)

    def set_turned(self, turned: bool) -> None:
        """Show the figure as in a mirror; pictures may hold writing and stay as they are."""
        self._figure.set_turned(turned)

    def set_person(self, person: str) -> None:
        """Who is drawn, by id."""
        self._figure.set_person(person)

    def show(self, cue: Cue) -> None:
        """What the next frame shows."""
        if cue.pose != self._pose:
            self._pose = cue.pose
            self._still = self._images.get(cue.pose)
        if self._still is None:
            self._figure.show(cue)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """The picture or the figure, with the box's corner at (x, y).

        Raises `NotFoundError` or `ContentError` for a pose that cannot be shown.
        """
        if self._still is None:
            self._figure.paint(painter, x, y)
            return
        box = self._box()
        painter.drawImage(box.translated(x, y).topLeft(), self._at_size(self._still, box))

    def outline_key(self) -> object:
        """Changes when the outline of what is shown does."""
        if self._still is None:
            return self._figure.outline_key()
        return self._pose, self._width, self._height, self._ratio

    def outline(self, grow: float) -> QImage:
        """Silhouette of what is shown, grown by `grow` logical pixels: its alpha counts."""
        if self._still is None:
            return self._figure.outline(grow)
        image = QImage(
            QSize(round(self._width * self._ratio), round(self._height * self._ratio)),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.scale(self._ratio, self._ratio)
        painter.fillPath(_rounded(self._box().adjusted(-grow, -grow, grow, grow)), Qt.GlobalColor.black)
        painter.end()
        return image

    def _box(self) -> QRectF:
        assert self._still is not None
        room = QRectF(0, 0, self._width * ROOM, self._height * ROOM)
        room.moveCenter(QRectF(0, 0, self._width, self._height).center())
        return still_box(self._still, room)

    def _at_size(self, image: QImage, box: QRectF) -> QImage:
        """The picture scaled once for its box: a frame is then a copy."""
        key = (self._pose, box.width(), box.height(), self._ratio)
        if self._scaled is None or self._scaled[0] != key:
            ready = QImage(
                (box.size() * self._ratio).toSize().expandedTo(QSize(1, 1)),
                QImage.Format.Format_ARGB32_Premultiplied,
            )
            ready.setDevicePixelRatio(self._ratio)
            ready.fill(Qt.GlobalColor.transparent)
            painter = QPainter(ready)
            paint_still(painter, image, QRectF(0, 0, box.width(), box.height()))
            painter.end()
            self._scaled = (key, ready)
        return self._scaled[1]
