"""Own pictures stand where the figure would: whole, in their shape, and the ring is cut around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from stretchplayer.app.resources import assets
from stretchplayer.core.errors import NotFoundError
from stretchplayer.figure.figure_scene import FigureScene
from stretchplayer.figure.pose import PoseLibrary
from stretchplayer.figure.still import KEPT, PictureOrFigure, StillImages
from stretchplayer.ui.player.figure_cue import FigureCue, FigurePhase

RED, CLEAR = QColor("#CC2200"), QColor(0, 0, 0, 0)


def png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


class Kept(dict[str, bytes]):
    """Pictures by id, counting how often each is read."""

    def __init__(self, pictures: dict[str, bytes]) -> None:
        super().__init__(pictures)
        self.reads: list[str] = []

    def read(self, picture: str) -> bytes | None:
        self.reads.append(picture)
        return self.get(picture)


@pytest.fixture
def kept() -> Kept:
    return Kept({"picture-wide": png(400, 200), "picture-tall": png(100, 300), "picture-broken": b"no"})


def cue(pose: str) -> FigureCue:
    return FigureCue(pose, None, FigurePhase.HOLD)


def view(kept: Kept, folder: Path | None = None) -> PictureOrFigure:
    return PictureOrFigure(
        FigureScene(PoseLibrary(folder or assets() / "poses", own=kept.read)), StillImages(kept.read)
    )


def painted(shown: PictureOrFigure, width: int = 200, height: int = 200, ratio: float = 1.0) -> QImage:
    shown.set_box(width, height, ratio)
    image = QImage(QSize(width, height) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    shown.paint(painter, 0, 0)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_small_picture_keeps_its_shape(kept: Kept, ratio: float) -> None:
    small = StillImages(kept.read).thumbnail("picture-wide", QSize(100, 100), ratio)
    assert small is not None
    assert (small.width(), small.devicePixelRatio()) == (100 * ratio, ratio)
    middle, above = round(50 * ratio), round(20 * ratio)
    assert small.pixelColor(middle, middle) == RED
    assert small.pixelColor(middle, above) == CLEAR


def test_what_is_no_picture_is_none(kept: Kept) -> None:
    images = StillImages(kept.read)
    for unknown in ("picture-broken", "picture-none", "cat-cow"):
        assert images.thumbnail(unknown, QSize(10, 10), 1.0) is None


def test_pictures_are_read_once_and_not_kept_without_end(kept: Kept) -> None:
    for number in range(KEPT + 1):
        kept[f"picture-{number}"] = png(40, 40)
    images = StillImages(kept.read)
    for _ in range(2):
        images.get("picture-0")
    assert kept.reads == ["picture-0"]
    for number in range(KEPT + 1):
        images.get(f"picture-{number}")
    images.get("picture-0")
    assert kept.reads.count("picture-0") == 2


@pytest.mark.parametrize(("pose", "beside"), [("picture-wide", (100, 20)), ("picture-tall", (20, 100))])
def test_the_player_shows_the_picture_in_the_middle(kept: Kept, pose: str, beside: tuple[int, int]) -> None:
    shown = view(kept)
    shown.show(cue(pose))
    image = painted(shown)
    assert image.pixelColor(100, 100) == RED
    assert image.pixelColor(*beside) == CLEAR


def test_the_ring_is_cut_around_the_picture(kept: Kept) -> None:
    shown = view(kept)
    shown.show(cue("picture-wide"))
    shown.set_box(200, 200, 2.0)
    plain, grown = shown.outline(0), shown.outline(6)
    assert (plain.width(), plain.height()) == (400, 400)
    top = next(y for y in range(400) if plain.pixelColor(200, y).alpha())
    grown_top = next(y for y in range(400) if grown.pixelColor(200, y).alpha())
    assert top - grown_top == 12
    key = shown.outline_key()
    shown.show(cue("picture-tall"))
    assert shown.outline_key() != key


def test_a_pose_of_the_library_is_drawn_as_ever(kept: Kept) -> None:
    shown, figure = view(kept), FigureScene(PoseLibrary(assets() / "poses"))
    shown.show(cue("picture-wide"))
    shown.show(cue("cat-cow"))
    figure.show(cue("cat-cow"))
    figure.set_box(200, 200, 1.0)
    image = painted(shown)
    plain = QImage(image.size(), image.format())
    plain.fill(Qt.GlobalColor.transparent)
    painter = QPainter(plain)
    figure.paint(painter, 0, 0)
    painter.end()
    assert image == plain


def test_a_pose_of_ones_own_is_read_from_where_it_is_kept(kept: Kept) -> None:
    kept["picture-pose"] = (assets() / "poses" / "cat-cow.json").read_bytes()
    library = PoseLibrary(assets() / "poses", own=kept.read)
    assert library["picture-pose"] == library["cat-cow"]
    with pytest.raises(NotFoundError):
        library["picture-none"]
    assert "picture-pose" not in library.ids()


@pytest.mark.parametrize("pose", ["", "..", "../poses/cat-cow", "/etc/passwd", "a\0b", "con/aux"])
def test_a_pose_cannot_name_a_file_elsewhere(pose: str, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        PoseLibrary(tmp_path)[pose]
