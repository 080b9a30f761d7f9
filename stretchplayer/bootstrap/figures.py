"""Pictures of stretches, drawn or brought; the engine that draws is loaded with the first."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from stretchplayer.core.own_stretch import PICTURE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage

    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.history import OwnPicture, PictureKind
    from stretchplayer.core.scheme import ColourScheme
    from stretchplayer.figure.cache import FigureCache
    from stretchplayer.figure.pose import Pose, PoseLibrary
    from stretchplayer.figure.still import PictureOrFigure, StillImages


class Figures:
    """Pictures of stretches, drawn or brought; the engine that draws is loaded with the first."""

    def __init__(self, folder: Path, own: Callable[[str], OwnPicture | None]) -> None:
        """`own` gives a picture of the user's by its id."""
        self._folder = folder
        self._own = own

    @cached_property
    def _library(self) -> PoseLibrary:
        from stretchplayer.core.history import PictureKind
        from stretchplayer.figure.pose import PoseLibrary

        return PoseLibrary(self._folder, own=lambda pose: self._data(pose, PictureKind.POSE))

    @cached_property
    def _images(self) -> StillImages:
        from stretchplayer.core.history import PictureKind
        from stretchplayer.figure.still import StillImages

        return StillImages(lambda picture: self._data(picture, PictureKind.IMAGE))

    @cached_property
    def _thumbnails(self) -> FigureCache:
        from stretchplayer.figure.cache import FigureCache

        return FigureCache(self._library)

    def _data(self, picture: str, kind: PictureKind) -> bytes | None:
        found = self._own(picture) if picture.startswith(PICTURE_PREFIX) else None
        return found.data if found is not None and found.kind is kind else None

    def draw(
        self, pose: str, side: Side | None, size: QSize, ratio: float, scheme: ColourScheme, person: str
    ) -> QImage | None:
        """A still of the held pose, or the picture that stands for it; None when there is none."""
        still = self._images.thumbnail(pose, size, ratio)
        return still or self._thumbnails.thumbnail(pose, side, size, ratio, scheme, person=person)

    def pose(self, pose: str) -> Pose:
        """A pose by its id; raises `NotFoundError` or `ContentError`."""
        return self._library[pose]

    def new_view(self, person: str, *, turned: bool) -> PictureOrFigure:
        """This person moving, or a picture in their place; `turned` shows them as in a mirror."""
        from stretchplayer.figure.figure_scene import FigureScene
        from stretchplayer.figure.still import PictureOrFigure

        view = PictureOrFigure(FigureScene(self._library), self._images)
        view.set_turned(turned)
        view.set_person(person)
        return view
