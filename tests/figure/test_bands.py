"""Towels and sticks: they follow the body, are painted in their place and belong to the picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.bands import BandLine, band_lines
from stretchplayer.figure.easel import Easel, camera_for
from stretchplayer.figure.palette import LIGHT
from stretchplayer.figure.picture import Picture, PictureKey
from stretchplayer.figure.pose import Band, OnBody, PoseLibrary
from stretchplayer.figure.rig import BONE
from stretchplayer.figure.scene import Fit
from stretchplayer.figure.sculpt import Sculpture
from stretchplayer.figure.sides import replace_sides

pytestmark = pytest.mark.usefixtures("qapp")

WIDTH, HEIGHT = 480, 320
HAND, FOOT = OnBody("handR", (0.0, -0.06, 0.0)), OnBody("footR", (0.05, -0.045, 0.0))
STRAP = Band("towel", (HAND, FOOT))
ROD = Band("stick", (OnBody("handR"), OnBody("handL")), length=0.6)

Draw = Callable[..., Picture]


@pytest.fixture
def draw(library: PoseLibrary, tmp_path: Path) -> Draw:
    """Somebody who lifts a leg, with bands."""

    def draw(*bands: Band, fit: Fit = Fit.STAGE) -> Picture:
        pose = msgspec.structs.replace(library["single-leg-raise"], bands=bands, highlight=())
        (tmp_path / "drawn.json").write_bytes(msgspec.json.encode(pose))
        key = PictureKey("drawn", "right", WIDTH, HEIGHT, ColourScheme.LIGHT)
        return Picture(PoseLibrary(tmp_path), key, fit)

    return draw


def pixels(image: QImage) -> np.ndarray[Any, np.dtype[np.int16]]:
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return data[:, : image.width()].astype(np.int16)


def body_of(picture: Picture, t: float) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    picture.paint_body(painter, picture.movement.move(t))
    painter.end()
    return image


def coloured(image: QImage, role: str) -> int:
    """Pixels of this colour."""
    seen = pixels(image)
    return int(((np.abs(seen[..., :3] - LIGHT.rgb(role)).max(-1) <= 2) & (seen[..., 3] == 255)).sum())


def line_of(picture: Picture, band: Band, t: float) -> BandLine:
    return band_lines([band], picture.movement.move(t).skeleton, picture.camera)[0]


def test_a_strap_goes_with_hand_and_foot(draw: Draw) -> None:
    picture = draw(STRAP)
    for t in (0.0, 0.4, 1.0):
        skeleton = picture.movement.move(t).skeleton
        line = line_of(picture, STRAP, t).line
        for point, end in zip((HAND, FOOT), (line[0], line[-1]), strict=True):
            joint = skeleton.joint[_bone(point)] + skeleton.rotation[_bone(point)] @ np.array(point.off)
            assert end == pytest.approx(picture.camera.project(joint), abs=0.02 * picture.camera.scale)
    assert np.linalg.norm(line_of(picture, STRAP, 1.0).line[-1] - line_of(picture, STRAP, 0.0).line[-1]) > 40


def _bone(point: OnBody) -> int:
    return BONE[point.on]


def test_a_towel_turns_softly_round_a_corner_and_ends_where_it_is_held(draw: Draw) -> None:
    around = Band("towel", (HAND, FOOT, (0.55, 0.7, 0.0)))
    line = line_of(draw(around), around, 1.0).line
    way = np.diff(line, axis=0)
    angles = np.unwrap(np.arctan2(way[:, 1], way[:, 0]))
    assert abs(angles[-1] - angles[0]) > 0.8
    assert np.abs(np.diff(angles)).max() < 0.4


def test_a_rod_keeps_its_length_and_stays_between_the_hands(draw: Draw) -> None:
    picture = draw(ROD)
    for t in (0.0, 0.5, 1.0):
        skeleton = picture.movement.move(t).skeleton
        hands = np.stack([skeleton.joint[_bone(end)] for end in ROD.through if isinstance(end, OnBody)])
        ends = line_of(picture, ROD, t).line
        assert ends.mean(0) == pytest.approx(picture.camera.project(hands.mean(0)), abs=1e-6)
        seen = picture.camera.project(hands)
        stretch = 0.6 / float(np.linalg.norm(hands[1] - hands[0]))
        assert ends[1] - ends[0] == pytest.approx((seen[1] - seen[0]) * stretch, abs=1e-6)


def test_what_is_painted_after_a_band_covers_it(draw: Draw) -> None:
    across = Band("towel", (OnBody("thighR", (0.0, -0.1, 0.3)), OnBody("thighR", (0.0, -0.1, -0.3))))
    through = Band("towel", (OnBody("thighR", (0.0, 0.0, 0.0)), OnBody("shankR", (0.0, 0.0, 0.0))))
    assert coloured(body_of(draw(across), 1.0), "towel") > 20
    on_top = coloured(body_of(draw(through), 1.0), "towel")
    below = coloured(body_of(draw(msgspec.structs.replace(through, before="legR")), 1.0), "towel")
    assert on_top > 200
    assert below < on_top / 10


def test_bands_are_framed_cut_out_and_kept_whole(draw: Draw) -> None:
    reaching = Band("stick", (OnBody("head"), OnBody("head", (0.2, 0.5, 0.0))))
    plain, picture = draw(fit=Fit.SNUG), draw(reaching, fit=Fit.SNUG)
    assert picture.camera.scale < plain.camera.scale
    end = line_of(picture, reaching, 1.0).line[-1]
    x, y = round(float(end[0])), round(float(end[1]))
    assert 0 < x < WIDTH
    assert 0 < y < HEIGHT
    cropped = picture.body_image(picture.movement.move(1.0))
    assert cropped.image.pixelColor(x - cropped.at.x(), y - cropped.at.y()).alpha() == 255
    outline = picture.outline(picture.movement.move(1.0), 6)
    assert outline.pixelColor(x // 2, y // 2).alpha() == 255
    assert picture.outline(None, 6).pixelColor(x // 2, y // 2).alpha() == 0


def test_a_band_lies_on_the_mat_not_in_it(draw: Draw) -> None:
    low = Band("towel", (OnBody("footL", (0.0, -0.4, 0.0)), OnBody("shankL")))
    picture = draw(low)
    foot = picture.movement.move(0.0).skeleton
    x, z = (foot.joint[_bone(OnBody("footL"))] + foot.rotation[_bone(OnBody("footL"))] @ [0, -0.4, 0])[[0, 2]]
    assert line_of(picture, low, 0.0).line[0] == pytest.approx(
        picture.camera.project(np.array([x, 0.006, z])), abs=1.0
    )


def test_bands_go_to_the_other_side_with_the_body(library: PoseLibrary) -> None:
    bands = (msgspec.structs.replace(STRAP, through=(HAND, (0.1, 0.2, 0.3)), before="legR"),)
    pose = msgspec.structs.replace(library["supine-trunk-rotation"], bands=bands)
    swapped = replace_sides(pose).bands[0]
    assert swapped.before == "legL"
    assert swapped.through == (OnBody("handL", (0.0, -0.06, -0.0)), (0.1, 0.2, -0.3))


def test_a_pose_somebody_makes_of_another_keeps_its_towel(library: PoseLibrary) -> None:
    source = library["supine-hamstring-strap"]
    made = Sculpture.from_pose(source)
    assert source.bands
    assert made.to_pose("Mine").bands == source.bands
    assert made.with_posture("standing").to_pose("Mine").bands == ()


def test_the_editor_paints_the_towel(library: PoseLibrary) -> None:
    made = Sculpture.from_pose(library["supine-hamstring-strap"])
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    Easel(camera_for(made, (WIDTH, HEIGHT)), (WIDTH, HEIGHT), dark=False).paint(painter, made)
    painter.end()
    assert coloured(image, "towel") > 50
