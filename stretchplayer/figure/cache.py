"""Pictures kept for later: thumbnails, and the steps of a breath while a pose is held.

Both are bounded. Images are in device pixels with the ratio set, so that they paint at logical size.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.persons import PERSONS
from stretchplayer.figure.picture import Cropped, Picture, PictureKey
from stretchplayer.figure.pose import PoseLibrary, Way
from stretchplayer.figure.scene import Fit

THUMBNAILS = 96
BREATH_STEPS = 24
LEAST_STEPS = 8
BREATH_BYTES = 48 * 2**20  # for all steps of the pose that is held
BYTES_PER_PIXEL = 4


class FigureCache:
    """Thumbnails by pose, side, size, colour scheme and person; the least recently used go first."""

    def __init__(self, library: PoseLibrary, limit: int = THUMBNAILS) -> None:
        self._library = library
        self._limit = limit
        self._done: OrderedDict[tuple[PictureKey, float | None], QImage] = OrderedDict()

    def __len__(self) -> int:
        return len(self._done)

    def thumbnail(
        self,
        pose: str,
        side: str | None,
        size: QSize,
        ratio: float,
        scheme: ColourScheme,
        *,
        way: Way = Way.USUAL,
        turned: bool = False,
        person: str = PERSONS[0].id,
        moment: float | None = None,
    ) -> QImage | None:
        """The held pose with its mat on transparent ground, or None when there is no such pose.

        `size` is in logical pixels. With `moment`, 0 to 1, it is that one of the way in, framed so that all
        of the way fits. Raises `ContentError` for a broken pose file.
        """
        width, height = max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))
        key = PictureKey(pose, side, width, height, scheme, way, turned, person)
        *_, image = self.steps(key, ratio, moment)
        return image

    def steps(self, key: PictureKey, ratio: float, moment: float | None) -> Iterator[QImage | None]:
        """The same a part at a time, for a window that has more to do: nothing, nothing, the image.

        `ratio` is that of the key's pixels to logical ones.
        """
        image = self._done.get((key, moment))
        if image is None:
            fit = Fit.SNUG if moment is None else Fit.FILM
            try:
                picture = Picture(self._library, key, fit, ratio=ratio)
            except NotFoundError:
                yield None
                return
            yield None
            image = _still(picture, moment)
            image.setDevicePixelRatio(ratio)
            self._done[key, moment] = image
            if len(self._done) > self._limit:
                self._done.popitem(last=False)
            yield None
        self._done.move_to_end((key, moment))
        yield image


def _still(picture: Picture, moment: float | None) -> QImage:
    """The hold, or a moment of the way in; at its start arrows say where it goes."""
    image = QImage(picture.ground())
    painter = QPainter(image)
    picture.paint_still(painter, 1.0 if moment is None else moment)
    painter.end()
    return image


class BreathFrames:
    """The held pose at even steps of a breath, each painted when first needed.

    A breath takes ten seconds and is shown at 20 to 30 frames a second, so painting one step costs
    one frame among several: nothing stalls, and after one breath there is nothing left to paint.
    """

    def __init__(self, picture: Picture, glow: float) -> None:
        self.picture = picture
        self.glow = glow
        self._steps: int | None = None
        self._frames: dict[int, Cropped] = {}

    def __len__(self) -> int:
        return len(self._frames)

    @property
    def bytes(self) -> int:
        """Memory of the images."""
        return sum(frame.image.sizeInBytes() for frame in self._frames.values())

    def at(self, breath: float) -> tuple[Cropped, bool]:
        """The nearest step to a breath of 0 to 1, and whether it had to be painted just now."""
        if self._steps is None:
            first = self._paint(0.0)
            affordable = BREATH_BYTES // max(1, first.image.sizeInBytes())
            self._steps = min(BREATH_STEPS, max(LEAST_STEPS, affordable))
            self._frames[0] = first
        step = round(min(max(breath, 0.0), 1.0) * (self._steps - 1))
        frame = self._frames.get(step)
        if frame is not None:
            return frame, False
        frame = self._frames[step] = self._paint(step / (self._steps - 1))
        return frame, True

    def _paint(self, breath: float) -> Cropped:
        return self.picture.body_image(self.picture.movement.hold(breath), glow=self.glow)
