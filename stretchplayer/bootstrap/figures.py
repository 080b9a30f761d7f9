"""Pictures of stretches, drawn or brought; the engine that draws is loaded with the first."""

from __future__ import annotations

import logging
from dataclasses import astuple
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from stretchplayer import __version__
from stretchplayer.core.errors import ContentError
from stretchplayer.core.own_stretch import PICTURE_PREFIX
from stretchplayer.figure.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QImage

    from stretchplayer.bootstrap.paper_pictures import PaperPictures
    from stretchplayer.core.history import OwnPicture, PictureKind
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.figure.cache import FigureCache
    from stretchplayer.figure.pose import Pose, PoseLibrary
    from stretchplayer.figure.still import PictureOrFigure, StillImages
    from stretchplayer.ui.pictures import Wish

log = logging.getLogger(__name__)


class Figures:
    """Pictures of stretches, drawn or brought; the engine that draws is loaded with the first."""

    def __init__(
        self, folder: Path, own: Callable[[str], OwnPicture | None], shelf: Path | None = None
    ) -> None:
        """`own` gives a picture of the user's by its id; `shelf` is the folder for what has been drawn."""
        self._folder = folder
        self._own = own
        self._shelf = None if shelf is None else Shelf(shelf)
        self._hashes: dict[str, str] = {}  # of pose files

    @cached_property
    def _library(self) -> PoseLibrary:
        from stretchplayer.bootstrap.picture_files import pose_library

        return pose_library(self._folder, self._own)

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

    def draw(self, wish: Wish) -> Iterator[QImage | None]:
        """A still of a pose, or the picture that stands for it, a part of the work at a time.

        The last is the image, or None when there is none. What was drawn before comes from the shelf,
        without the engine.
        """
        if wish.pose.startswith(PICTURE_PREFIX):  # what people made stays with their notes
            image = self._images.thumbnail(wish.pose, wish.size, wish.ratio)
            yield from self._drawn(wish) if image is None else (image,)
            return
        name = None if self._shelf is None else self._name(wish)
        if self._shelf is None or name is None:
            yield from self._drawn(wish)
            return
        image = self._shelf.get(name)
        if image is None:
            for part in self._drawn(wish):
                image = part
                yield None
            if image is not None:
                self._shelf.put(name, image)
        yield image

    def for_paper(self, preferences: Preferences) -> PaperPictures:
        """What draws on paper whom the settings name."""
        from stretchplayer.bootstrap.paper_pictures import PaperPictures

        return PaperPictures(self._library, self._own, preferences.figure, turned=preferences.mirror_figure)

    def forget(self) -> None:
        """Leave nothing on the disk."""
        if self._shelf is not None:
            self._shelf.clear()

    def _drawn(self, wish: Wish) -> Iterator[QImage | None]:
        from stretchplayer.figure.picture import PictureKey
        from stretchplayer.figure.pose import Way

        width, height = (max(1, round(length * wish.ratio)) for length in (wish.width, wish.height))
        key = PictureKey(wish.pose, wish.side, width, height, wish.scheme, Way(wish.way), person=wish.person)
        try:
            yield from self._thumbnails.steps(key, wish.ratio, wish.moment)
        except ContentError as error:
            log.warning("the picture of %s cannot be drawn: %s", wish.pose, error)
            yield None

    def _name(self, wish: Wish) -> str | None:
        """What a picture is kept under: it changes with all that changes the picture."""
        pose = self._hashes.get(wish.pose)
        if pose is None:
            try:
                data = (self._folder / f"{wish.pose}.json").read_bytes()
            except OSError:
                return None
            pose = self._hashes[wish.pose] = sha256(data).hexdigest()
        told = (pose, self._engine, __version__, *astuple(wish))
        return sha256(repr(told).encode()).hexdigest()

    @cached_property
    def _engine(self) -> tuple[object, ...]:
        """Changes with the engine, also where its version stays while it is being worked on."""
        from stretchplayer import figure

        files = sorted(Path(figure.__path__[0]).glob("*.py"))
        return tuple((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files)

    def pose(self, pose: str) -> Pose:
        """A pose by its id; raises `NotFoundError` or `ContentError`."""
        return self._library[pose]

    def new_view(self, person: str, *, turned: bool, film: bool = False) -> PictureOrFigure:
        """This person moving, or a picture in their place; `turned` shows them as in a mirror.

        With `film` all of the movement fills the box, without the room that the player's ring needs.
        """
        from stretchplayer.figure.figure_scene import FigureScene
        from stretchplayer.figure.scene import Fit
        from stretchplayer.figure.still import PictureOrFigure

        scene = FigureScene(self._library, fit=Fit.FILM if film else Fit.STAGE)
        view = PictureOrFigure(scene, self._images)
        view.set_turned(turned)
        view.set_person(person)
        return view
