"""Small movements in pictures that stand still: cut to what matters, and a trace of where they began."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.cache import FigureCache
from stretchplayer.figure.geometry import Shape
from stretchplayer.figure.palette import LIGHT
from stretchplayer.figure.picture import Picture, PictureKey
from stretchplayer.figure.pose import Focus, PoseLibrary
from stretchplayer.figure.rig import BONE
from stretchplayer.figure.scene import Fit, paint_arrow

pytestmark = pytest.mark.usefixtures("qapp")

WIDTH, HEIGHT = 240, 160
CHIN = Focus("head", 0.5, (0.0, -0.06, 0.0))

Draw = Callable[..., Picture]


@pytest.fixture
def draw(library: PoseLibrary, tmp_path: Path) -> Draw:
    """Somebody who tucks in the chin."""

    def draw(fit: Fit = Fit.SNUG, *, scale: int = 1, ratio: float = 1.0, **changes: Any) -> Picture:
        pose = msgspec.structs.replace(library["chin-tuck"], **changes)
        (tmp_path / "drawn.json").write_bytes(msgspec.json.encode(pose))
        key = PictureKey("drawn", "right", WIDTH * scale, HEIGHT * scale, ColourScheme.LIGHT)
        return Picture(PoseLibrary(tmp_path), key, fit, ratio=ratio)

    return draw


def pixels(image: QImage) -> np.ndarray[Any, np.dtype[np.int16]]:
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return data[:, : image.width()].astype(np.int16)


def still(picture: Picture, at: float = 1.0) -> np.ndarray[Any, np.dtype[np.int16]]:
    image = QImage(picture.key.width, picture.key.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    picture.paint_still(painter, at)
    painter.end()
    return pixels(image)


def differing(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Rows and columns of pixels that differ."""
    return np.argwhere(np.abs(one - other).max(-1) > 12)


@pytest.mark.parametrize("fit", [Fit.SNUG, Fit.FILM])
def test_a_small_picture_shows_what_matters_alone(draw: Draw, fit: Fit) -> None:
    picture = draw(fit, focus=CHIN)
    assert picture.camera.scale == pytest.approx(HEIGHT / CHIN.span)
    skeleton = picture.movement.move(1.0).skeleton
    middle = picture.camera.project(skeleton.point(BONE["head"], np.array(CHIN.off)))
    assert middle == pytest.approx((WIDTH / 2, HEIGHT / 2))


def test_a_large_picture_shows_all_of_the_body(draw: Draw) -> None:
    whole = draw(scale=3, focus=None).camera
    assert draw(scale=3, focus=CHIN).camera == whole
    assert draw(scale=3, focus=CHIN, ratio=3.0).camera != whole  # as large as a small one, only finer
    assert draw(Fit.STAGE, focus=CHIN).camera == draw(Fit.STAGE, focus=None).camera


def test_what_matters_is_never_shown_smaller_than_it_would_be(draw: Draw) -> None:
    assert draw(focus=msgspec.structs.replace(CHIN, span=3.0)).camera == draw(focus=None).camera


def test_a_thumbnail_is_cut_by_its_size_on_the_screen(draw: Draw, tmp_path: Path) -> None:
    draw(focus=CHIN, ghost=False)
    cache = FigureCache(PoseLibrary(tmp_path))
    size = QSize(WIDTH, HEIGHT)
    coarse = cache.thumbnail("drawn", "right", size, 1.0, ColourScheme.LIGHT)
    fine = cache.thumbnail("drawn", "right", size, 2.0, ColourScheme.LIGHT)
    assert coarse is not None
    assert fine is not None
    shrunk = fine.scaled(coarse.size())
    shrunk.setDevicePixelRatio(1.0)
    assert len(differing(pixels(coarse), pixels(shrunk))) < 0.06 * WIDTH * HEIGHT


def test_the_hold_keeps_a_trace_of_where_the_head_was(draw: Draw) -> None:
    plain, traced = draw(focus=CHIN, ghost=False, arrows=()), draw(focus=CHIN, ghost=True, arrows=())
    assert len(differing(still(plain, 0.0), still(traced, 0.0))) == 0
    assert len(differing(still(plain, 0.6), still(traced, 0.6))) == 0
    places = differing(still(plain), still(traced))
    assert len(places) > 100
    left, top, right, bottom = Shape(traced.movement.move(0.0), traced.camera).bounds()
    assert places[:, 1].min() >= left
    assert places[:, 1].max() <= right
    assert places[:, 0].min() >= top
    chin = traced.camera.project(traced.movement.move(1.0).skeleton.joint[BONE["neck"]])[1]
    assert places[:, 0].max() < chin + 0.06 * traced.camera.scale  # below the neck nothing moved
    assert bottom > chin


def test_where_nothing_moves_there_is_no_trace(draw: Draw, library: PoseLibrary) -> None:
    key = library["chin-tuck"].keys[0]
    plain, traced = (draw(ghost=ghost, keys=(key, key), arrows=()) for ghost in (False, True))
    assert len(differing(still(plain), still(traced))) == 0


def test_a_hold_with_a_trace_says_where_it_went(draw: Draw) -> None:
    assert len(differing(still(draw(ghost=True)), still(draw(ghost=True, arrows=())))) > 50
    assert len(differing(still(draw(ghost=False)), still(draw(ghost=False, arrows=())))) == 0


def test_a_trace_can_be_drawn_as_shapes(draw: Draw) -> None:
    plain, traced = (len(draw(ghost=ghost, arrows=()).drawing(1.0).marks) for ghost in (False, True))
    assert traced == plain + 2


def test_a_belly_that_is_drawn_in_can_be_seen(library: PoseLibrary) -> None:
    picture = Picture(library, PictureKey("abdominal-squeeze", None, 900, 460, ColourScheme.LIGHT))
    before, now = (Shape(picture.movement.move(t), picture.camera) for t in (0.0, 1.0))
    sunk = np.abs(before.left - now.left).max(1)
    torso = sunk[: len(sunk) // 8]
    assert 0.02 < torso.max() / picture.camera.scale < 0.04
    where = picture.camera.project(before.centre[int(np.argmax(torso))])
    sp1, sp3 = (picture.camera.project(before.skeleton.joint[BONE[b]]) for b in ("sp1", "sp3"))
    assert sp3[0] < where[0] < sp1[0] + 1


def test_an_arrow_that_fades_is_the_same_arrow_fainter(draw: Draw) -> None:
    picture = draw(ghost=False)
    body = picture.movement.move(0.0)

    def arrow(strength: float) -> np.ndarray[Any, np.dtype[np.int16]]:
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_arrow(painter, Shape(body, picture.camera), LIGHT, picture.pose.arrows[0], strength)
        painter.end()
        return pixels(image)

    assert (arrow(1.0)[..., 3] == 255).sum() > 30
    assert np.abs(arrow(1.0) * 0.4 - arrow(0.4)).max() <= 2


@pytest.mark.parametrize("scheme", [ColourScheme.LIGHT, ColourScheme.DARK])
def test_legs_that_cross_are_told_apart(library: PoseLibrary, tmp_path: Path, scheme: ColourScheme) -> None:
    def contrast(legs_apart: bool) -> float:
        pose = msgspec.structs.replace(library["figure-four"], legs_apart=legs_apart, highlight=())
        (tmp_path / "crossed.json").write_bytes(msgspec.json.encode(pose))
        key = PictureKey("crossed", "right", 600, 400, scheme)
        picture = Picture(PoseLibrary(tmp_path), key, Fit.FILM)
        image = still(picture)
        joints = picture.movement.move(1.0).skeleton.joint
        shades = []
        for side in "RL":
            middle = (joints[BONE[f"shank{side}"]] * 2 + joints[BONE[f"foot{side}"]]) / 3
            x, y = picture.camera.project(middle)
            shades.append(float(image[round(float(y)), round(float(x)), :3].sum()))
        return abs(shades[0] - shades[1])

    assert contrast(True) > 2 * contrast(False)
    assert contrast(True) > 90
