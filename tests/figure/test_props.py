"""Walls and rulers: what one sees of them, from the side, from the front and on the other side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtGui import QImage

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.palette import DARK, LIGHT, palette
from stretchplayer.figure.picture import Picture, PictureKey
from stretchplayer.figure.pose import Pose, PoseLibrary, Prop, Way
from stretchplayer.figure.rig import BONE
from stretchplayer.figure.scene import Fit
from stretchplayer.figure.sides import replace_sides

pytestmark = pytest.mark.usefixtures("qapp")

WIDTH, HEIGHT = 300, 400
WALL = Prop("wall", (-0.34, -0.30, 0.0, 2.0, -0.3, 0.3))
BACKDROP = Prop("wall", (-0.14, -0.12, 0.0, 2.0, -0.45, 0.45))
RULER = Prop("ruler", (0.20, 0.22, 0.0, 0.5, 0.0, 0.004))

Draw = Callable[..., Picture]


@pytest.fixture
def draw(library: PoseLibrary, tmp_path: Path) -> Draw:
    """Somebody standing, with props around."""

    def draw(
        *props: Prop,
        scheme: ColourScheme = ColourScheme.LIGHT,
        way: Way = Way.USUAL,
        fit: Fit = Fit.STAGE,
        scale: int = 1,
        **changes: Any,
    ) -> Picture:
        pose = msgspec.structs.replace(library["standing"], props=props, **changes)
        (tmp_path / "drawn.json").write_bytes(msgspec.json.encode(pose))
        key = PictureKey("drawn", "right", WIDTH * scale, HEIGHT * scale, scheme, way)
        return Picture(PoseLibrary(tmp_path), key, fit)

    return draw


def pixels(image: QImage) -> np.ndarray[Any, np.dtype[np.int16]]:
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return data[:, : image.width()].astype(np.int16)


def share(image: QImage, rgb: tuple[float, float, float]) -> float:
    """Of a picture that has this colour."""
    seen = pixels(image)
    return float(((np.abs(seen[..., :3] - rgb).max(-1) <= 2) & (seen[..., 3] == 255)).mean())


def test_a_wall_from_the_side_is_a_slab_that_ends_in_nothing(draw: Draw) -> None:
    seen = pixels(draw(WALL).ground())
    bare = pixels(draw().ground())
    wall = (seen[..., 3] > 0) & (bare[..., 3] == 0)
    assert 4 < wall.any(0).sum() < 0.1 * WIDTH
    column = seen[:, int(np.median(np.argwhere(wall)[:, 1])), 3]
    assert column[-3:].min() == 255 or column.max() == 255
    top = int(np.flatnonzero(column)[0])
    assert 0 < column[top] < 40  # no edge above
    assert (np.diff(column[top : HEIGHT // 2]) >= 0).all()


def test_the_end_of_a_wall_stands_out_more_than_its_face(draw: Draw) -> None:
    for scheme, colors in ((ColourScheme.LIGHT, LIGHT), (ColourScheme.DARK, DARK)):
        side = draw(WALL, scheme=scheme).ground()
        assert share(side, colors.rgb("skirting")) > 4 * share(side, colors.rgb("wall")), scheme


def test_a_wall_from_the_front_is_a_calm_ground_behind_the_figure(draw: Draw) -> None:
    ground = draw(BACKDROP, camera=(90.0, 10.0), mat=(-0.3, 0.3), matz=0.5).ground()
    assert share(ground, LIGHT.rgb("wall")) > 0.3
    assert share(ground, LIGHT.rgb("skirting")) > 0.005
    assert share(ground, LIGHT.rgb("wall_side")) == 0


def test_a_wall_does_not_make_the_person_smaller(draw: Draw) -> None:
    tall = draw(WALL, fit=Fit.SNUG, mat=(-0.35, 0.35))
    assert tall.camera.scale == pytest.approx(draw(fit=Fit.SNUG, mat=(-0.35, 0.35)).camera.scale, rel=0.01)


@pytest.mark.parametrize(("scale", "least", "most"), [(1, 4, 9), (4, 36, 48)])
def test_a_ruler_has_marks_and_only_long_ones_where_it_is_small(
    draw: Draw, scale: int, least: int, most: int
) -> None:
    seen = pixels(draw(RULER, scale=scale).ground())
    dark = np.abs(seen[..., :3] - LIGHT.rgb("ruler_mark")).max(-1) < 90
    runs = np.diff(np.concatenate(([0], dark.any(1).astype(int))))
    assert least <= (runs == 1).sum() <= most


@pytest.mark.parametrize("scheme", ColourScheme)
def test_walls_and_rulers_follow_the_scheme(draw: Draw, scheme: ColourScheme) -> None:
    ground = draw(BACKDROP, RULER, camera=(50.0, 10.0), scheme=scheme).ground()
    assert share(ground, palette(scheme).rgb("wall")) > 0.05
    assert share(ground, palette(scheme).rgb("ruler")) > 0.0005


def test_the_foot_of_a_wall_is_seen_with_strong_contrast() -> None:
    def luminance(rgb: tuple[float, float, float]) -> float:
        return float(np.array([0.2126, 0.7152, 0.0722]) @ (np.array(rgb) / 255) ** 2.2)

    for scheme in (ColourScheme.CONTRAST_LIGHT, ColourScheme.CONTRAST_DARK):
        colors = palette(scheme)
        pair = sorted((luminance(colors.rgb("skirting")), luminance(colors.rgb("wall"))))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) > 3
    assert DARK.wall != LIGHT.wall


def test_what_belongs_to_one_way_is_drawn_for_that_way_alone(draw: Draw) -> None:
    prop = msgspec.structs.replace(RULER, ways=(Way.EASIER,))
    usual, easier = (draw(prop, way=way).ground() for way in (Way.USUAL, Way.EASIER))
    assert share(usual, LIGHT.rgb("ruler")) == 0
    assert share(easier, LIGHT.rgb("ruler")) > 0


def test_props_go_to_the_other_side_with_the_body(library: PoseLibrary) -> None:
    lying = library["supine-trunk-rotation"]
    there = Prop("box", (0.1, 0.2, 0.0, 0.1, 0.3, 0.5))
    assert _reflected(lying, there).at == (0.1, 0.2, 0.0, 0.1, -0.5, -0.3)
    facing = library["side-sitting"]  # its body faces the camera
    assert _reflected(facing, there).at == (-0.2, -0.1, 0.0, 0.1, 0.3, 0.5)


def _reflected(pose: Pose, prop: Prop) -> Prop:
    return replace_sides(msgspec.structs.replace(pose, props=(prop,))).props[0]


def test_a_wall_ends_a_little_above_the_head(draw: Draw) -> None:
    picture = draw(WALL)
    head = picture.camera.project(picture.movement.move(0.0).skeleton.joint[BONE["head"]])[1]
    top = int(np.flatnonzero(pixels(picture.ground())[..., 3].any(1))[0])
    above = (float(head) - top) / picture.camera.scale
    assert 0.08 < above < 0.32
    seated = draw(msgspec.structs.replace(WALL, at=(*WALL.at[:3], 0.4, *WALL.at[4:])))
    low = int(np.flatnonzero(pixels(seated.ground())[..., 3].any(1))[0])
    assert low > top + 0.4 * picture.camera.scale  # a low one stays low
