"""Pictures for files and for paper: vectors or pixels, on transparent ground."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPainter

from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.drawing import Drawing
from stretchplayer.figure.persons import PERSONS
from stretchplayer.figure.picture import FORMAT, Picture, PictureKey
from stretchplayer.figure.pose import Pose, PoseLibrary, Way
from stretchplayer.figure.scene import Fit

MARGIN = 0.025  # of the shorter side


class Moment(StrEnum):
    """What a still picture shows of an exercise."""

    START = "start"
    HOLD = "hold"
    EASIER = "easier"
    HARDER = "harder"

    @property
    def way(self) -> Way:
        """How far the exercise goes."""
        return {Moment.EASIER: Way.EASIER, Moment.HARDER: Way.HARDER}.get(self, Way.USUAL)


@dataclass(frozen=True)
class Still:
    """A picture that is wanted; `size` in pixels."""

    pose: str
    moment: Moment = Moment.HOLD
    side: str | None = None
    size: tuple[int, int] = (1200, 840)
    scheme: ColourScheme = ColourScheme.LIGHT
    person: str = PERSONS[0].id
    turned: bool = False
    way_in: float | None = None  # a moment of the way in, 0 to 1, instead of its start or end

    @property
    def margin(self) -> int:
        """Empty pixels around what there is, so that the mat ends before the picture does."""
        return round(min(self.size) * MARGIN)

    @property
    def at(self) -> float:
        """How much of the way in has been gone."""
        if self.way_in is not None:
            return self.way_in
        return 0.0 if self.moment is Moment.START else 1.0


def drawing_of(library: PoseLibrary, still: Still) -> Drawing:
    """The picture as shapes; raises `NotFoundError` where this moment is not drawn, and `ContentError`."""
    return _picture(library, still).drawing(still.at).with_margin(still.margin)


def png_of(library: PoseLibrary, still: Still) -> bytes:
    """The picture as a PNG file; raises as `drawing_of` does."""
    return png_bytes(paint_picture(library, still))


def paint_picture(library: PoseLibrary, still: Still) -> QImage:
    """The picture as pixels; raises as `drawing_of` does."""
    picture = _picture(library, still)
    image = QImage(*still.size, FORMAT)
    image.fill(0)
    painter = QPainter(image)
    painter.translate(still.margin, still.margin)
    picture.paint_all(painter, still.at)
    painter.end()
    return image


def png_bytes(image: QImage) -> bytes:
    """An image as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def moments_of(library: PoseLibrary, pose: str) -> list[Moment]:
    """What is drawn of a pose; raises `NotFoundError` and `ContentError`."""
    ways = library[pose].ways()
    return [moment for moment in Moment if moment.way in ways]


def other_end(pose: Pose) -> float | None:
    """Where on the way in the other end of a movement to and fro is; None for what is held."""
    if pose.cycle is None:
        return None
    turning = pose.cycle[len(pose.cycle) // 2]
    return turning / (len(pose.keys) - 1) if pose.times is None else pose.times[turning]


def _picture(library: PoseLibrary, still: Still) -> Picture:
    drawn = moments_of(library, still.pose)
    if still.moment not in drawn:
        raise NotFoundError(f"No {still.moment} form is drawn of it; there are {', '.join(drawn)}.")
    width, height = (length - 2 * still.margin for length in still.size)
    key = PictureKey(
        still.pose, still.side, width, height, still.scheme, still.moment.way, still.turned, still.person
    )
    # All moments in the same frame, so that they can stand side by side.
    return Picture(library, key, Fit.FILM)
