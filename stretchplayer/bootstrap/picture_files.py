"""Pictures of stretches in files of their own, found by the name somebody gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import FileError, NotFoundError
from stretchplayer.core.flexibility import ALL_TESTS
from stretchplayer.core.history import PictureKind
from stretchplayer.core.matching import WORTH_OFFERING, match_name
from stretchplayer.core.scheme import ColourScheme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stretchplayer.core.catalogue import Catalogue, Stretch
    from stretchplayer.core.history import OwnPicture
    from stretchplayer.figure.export import Still
    from stretchplayer.figure.pose import PoseLibrary

OFFERED = 3  # near names


@dataclass(frozen=True)
class PictureWish:
    """What a picture is to show and how; sizes are pixels."""

    person: str = ""  # by id; empty for the one chosen in the settings
    moment: str = "hold"
    side: Side = Side.RIGHT
    size: tuple[int, int] = (1200, 840)
    scheme: ColourScheme = ColourScheme.LIGHT
    turned: bool = False


@dataclass(frozen=True)
class Shown:
    """What a picture is of: a stretch of the library, a flexibility test, or a pose that belongs to none."""

    pose: str
    name: str
    stretch: Stretch | None = None
    sided: bool = True
    words: str = ""  # what is done, of a test


def person_named(name: str) -> str:
    """The id of who is called so; raises `NotFoundError` that says who there is."""
    from stretchplayer.figure.persons import PERSONS

    for person in PERSONS:
        if name.strip().casefold() in (person.id, person.name.casefold()):
            return person.id
    listed = ", ".join(person.name for person in PERSONS)
    raise NotFoundError(f"Nobody called “{name}” is drawn. There are: {listed}.")


def pose_library(folder: Path, own: Callable[[str], OwnPicture | None]) -> PoseLibrary:
    """The poses of the app and those of the user's own pictures that are poses."""
    from stretchplayer.figure.pose import PoseLibrary

    def pose(picture: str) -> bytes | None:
        found = own(picture)
        return found.data if found is not None and found.kind is PictureKind.POSE else None

    return PoseLibrary(folder, own=pose)


class PictureFiles:
    """Finds what a picture is wanted of, and writes it."""

    def __init__(self, catalogue: Catalogue, poses: Path, own: Callable[[str], OwnPicture | None]) -> None:
        """`own` gives a picture of the user's by its id."""
        self._catalogue = catalogue
        self._own = own
        self._library = pose_library(poses, own)

    def write(self, name: str, path: Path, wish: PictureWish) -> None:
        """Write a picture, as SVG or PNG by how the file's name ends.

        Raises `NotFoundError` when nothing is called so or that moment is not drawn, `FileError` when the
        file cannot be written, and `ContentError`.
        """
        from stretchplayer.exchange.whole_file import replacing

        data = self._data(self.find(name), wish, vector=path.suffix.lower() == ".svg")
        with replacing(path) as unfinished:
            unfinished.write_bytes(data)

    def find(self, name: str) -> Shown:
        """What is called so: a stretch or a test by id or name, or a pose.

        Raises `NotFoundError` with near names.
        """
        wanted = name.strip().casefold()
        for stretch in self._catalogue:
            names = stretch.id, stretch.name, stretch.short_name, *stretch.aliases
            if wanted in (known.casefold() for known in names):
                return Shown(stretch.pose, stretch.name, stretch, sided=stretch.one_sided)
        for test in ALL_TESTS:
            if test.pose and wanted in (test.id, test.name.casefold(), test.pose):
                return Shown(test.pose, test.name, sided=test.two_sided, words=f"{test.move}.")
        if wanted in self._library.ids():
            return Shown(wanted, self._library[wanted].title)
        near = [m.stretch.id for m in match_name(name, self._catalogue) if m.score >= WORTH_OFFERING]
        told = f"Near it: {', '.join(near[:OFFERED])}." if near else "“stretchplayer list stretches” has all."
        raise NotFoundError(f"There is no stretch called “{name}”. {told}")

    def _data(self, shown: Shown, wish: PictureWish, *, vector: bool) -> bytes:
        from stretchplayer.figure.export import Moment, Still, drawing_of, moments_of, png_of
        from stretchplayer.figure.svg import svg_bytes

        if not shown.pose:
            raise NotFoundError(f"“{shown.name}” has no picture.")
        own = self._own(shown.pose)
        if own is not None and own.kind is PictureKind.IMAGE:
            return _own_image(own, shown, wish, vector=vector)
        moment = Moment(wish.moment)
        if moment not in (drawn := moments_of(self._library, shown.pose)):
            listed = ", ".join(drawn)
            raise NotFoundError(f"No {moment} form of “{shown.name}” is drawn; there are {listed}.")
        side = wish.side if shown.sided else None
        still = Still(shown.pose, moment, side, wish.size, wish.scheme, wish.person, wish.turned)
        if not vector:
            return png_of(self._library, still)
        drawing = drawing_of(self._library, still)
        return svg_bytes(drawing, still.size, _title(shown, still), _in_words(shown, still))


def _own_image(own: OwnPicture, shown: Shown, wish: PictureWish, *, vector: bool) -> bytes:
    """The picture somebody brought, in the middle of the size that is wanted."""
    from PySide6.QtCore import QSize

    from stretchplayer.figure.export import png_bytes
    from stretchplayer.figure.still import StillImages

    if vector:
        raise FileError(f"“{shown.name}” has a picture you brought, which cannot be SVG. Please write a PNG.")
    if wish.moment != "hold":
        raise NotFoundError(f"“{shown.name}” has a picture you brought, which shows the hold alone.")
    image = StillImages(lambda _: own.data).thumbnail(own.id, QSize(*wish.size), 1.0)
    if image is None:
        raise FileError(f"The picture of “{shown.name}” cannot be read.")
    return png_bytes(image)


def _title(shown: Shown, still: Still) -> str:
    parts = [shown.name, still.moment.value]
    return ", ".join([*parts, f"{still.side} side"] if still.side else parts)


def _in_words(shown: Shown, still: Still) -> str:
    """What is to be seen, for those who do not see it."""
    from stretchplayer.figure.export import Moment

    stretch = shown.stretch
    if stretch is None:
        return shown.words or shown.name
    match still.moment:
        case Moment.START:
            return f"Where it begins. Later: {stretch.picture}"
        case Moment.EASIER if stretch.easier is not None:
            return f"{stretch.picture} Here it is easier: {stretch.easier.text}"
        case Moment.HARDER if stretch.harder is not None:
            return f"{stretch.picture} Here it is harder: {stretch.harder.text}"
        case _:
            return stretch.picture
