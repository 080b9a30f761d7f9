"""Pictures of stretches for paper: shapes in the colours that are told apart in grey as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.catalogue import Form
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.history import PictureKind
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.printing.handout_words import Shows

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from stretchplayer.core.catalogue import Side, Stretch
    from stretchplayer.core.history import OwnPicture
    from stretchplayer.figure.export import Still
    from stretchplayer.figure.pose import PoseLibrary
    from stretchplayer.printing.handout_parts import PaperPicture


class PaperPictures:
    """Draws one person as the settings say."""

    def __init__(
        self, library: PoseLibrary, own: Callable[[str], OwnPicture | None], person: str, *, turned: bool
    ) -> None:
        """`own` gives a picture of the user's by its id."""
        self._library = library
        self._own = own
        self._person = person
        self._turned = turned

    def __call__(self, stretch: Stretch, side: Side | None, size: tuple[int, int]) -> list[PaperPicture]:
        """What is to be seen of a stretch, in turn, in pixels; nothing where there is no picture."""
        from stretchplayer.figure.export import drawing_of

        own = self._own(stretch.pose) if stretch.pose else None
        if own is not None and own.kind is PictureKind.IMAGE:
            image = _image(own.data)
            return [] if image is None else [(Shows.WHOLE, image)]
        try:
            stills = self._stills(stretch, side, size)
        except NotFoundError:
            return []
        return [(shows, drawing_of(self._library, still)) for shows, still in stills]

    def _stills(
        self, stretch: Stretch, side: Side | None, size: tuple[int, int]
    ) -> list[tuple[Shows, Still]]:
        from stretchplayer.figure.export import Moment, Still, other_end

        pose = self._library[stretch.pose]

        def still(moment: Moment = Moment.HOLD, way_in: float | None = None) -> Still:
            return Still(
                stretch.pose,
                moment,
                side,
                size,
                scheme=ColourScheme.CONTRAST_LIGHT,
                person=self._person,
                turned=self._turned,
                way_in=way_in,
            )

        turning = other_end(pose)
        if turning is not None:
            return [(Shows.ONE_WAY, still(way_in=turning)), (Shows.OTHER_WAY, still())]
        if stretch.form is Form.TIMED or pose.keys[0] == pose.keys[-1]:
            return [(Shows.WHOLE, still())]
        return [(Shows.START, still(Moment.START)), (Shows.END, still())]


def _image(data: bytes) -> QImage | None:
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QImage

    image = QImage.fromData(QByteArray(data))
    return None if image.isNull() else image
