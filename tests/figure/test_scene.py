"""The scene as the player uses it: pictures, kept frames, detail, and the ring's cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure import contact_sheet
from stretchplayer.figure.cache import BREATH_BYTES, BREATH_STEPS, LEAST_STEPS, BreathFrames, FigureCache
from stretchplayer.figure.figure_scene import FigureScene
from stretchplayer.figure.geometry import Shape
from stretchplayer.figure.lite import Detail
from stretchplayer.figure.painter import FigurePainter
from stretchplayer.figure.palette import COLOUR_ROLES, DARK, LIGHT
from stretchplayer.figure.paths import path_of
from stretchplayer.figure.picture import FORMAT, Picture, PictureKey
from stretchplayer.figure.pose import PoseLibrary, Way
from stretchplayer.figure.props import paint_prop
from stretchplayer.figure.scene import mat_half_depth, mat_span, paint_mat
from stretchplayer.ui.player.figure_cue import FigureCue, FigurePhase
from stretchplayer.ui.player.halo import FigureView

pytestmark = pytest.mark.usefixtures("qapp")

WIDTH, HEIGHT = 300, 200
KNEE = "single-knee-to-chest"


class Ticks:
    """A clock that moves on by `step` seconds at each look."""

    def __init__(self) -> None:
        self.step = 0.001
        self._now = 0.0

    def __call__(self) -> float:
        self._now += self.step
        return self._now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def scene(library: PoseLibrary, ticks: Ticks) -> FigureScene:
    scene = FigureScene(library, clock=ticks)
    scene.set_box(WIDTH, HEIGHT, 1.0)
    return scene


def pixels(image: QImage) -> np.ndarray[Any, np.dtype[np.int16]]:
    """Rows, columns, and blue, green, red, alpha (premultiplied)."""
    image = image.convertToFormat(FORMAT)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return data[:, : image.width()].astype(np.int16)


def blank(width: int = WIDTH, height: int = HEIGHT) -> QImage:
    image = QImage(width, height, FORMAT)
    image.fill(0)
    return image


def painted(scene: FigureScene, cue: FigureCue) -> np.ndarray[Any, np.dtype[np.int16]]:
    image = blank()
    painter = QPainter(image)
    scene.show(cue)
    scene.paint(painter, 0, 0)
    painter.end()
    return pixels(image)


def cue(phase: FigurePhase, **fields: Any) -> FigureCue:
    return FigureCue(**{"pose": KNEE, "side": Side.RIGHT, "phase": phase} | fields)


def apart(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> float:
    """Share of pixels that differ visibly."""
    return float((np.abs(one - other).max(-1) > 24).mean())


def orange(picture: np.ndarray[Any, Any]) -> int:
    blue, red = picture[..., 0], picture[..., 2]
    return int(((red > 220) & (blue < 90)).sum())


def test_the_scene_is_what_the_player_asks_for(scene: FigureScene) -> None:
    view: FigureView = scene
    view.show(cue(FigurePhase.START))
    assert view.outline_key() is not None


@pytest.mark.parametrize("phase", FigurePhase)
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT, None])
def test_every_phase_paints_a_person_on_a_mat(
    scene: FigureScene, phase: FigurePhase, side: Side | None
) -> None:
    picture = painted(scene, cue(phase, side=side, t=0.5, breath=0.5, highlight=0.5, arrows=0.5))
    assert 0.15 < (picture[..., 3] > 128).mean() < 0.8


def test_phases_meet_without_a_jump(scene: FigureScene) -> None:
    start = painted(scene, cue(FigurePhase.START))
    assert apart(start, painted(scene, cue(FigurePhase.MOVING_IN, t=0.0))) < 0.001
    hold = painted(scene, cue(FigurePhase.HOLD, highlight=1.0))
    assert apart(hold, painted(scene, cue(FigurePhase.MOVING_IN, t=1.0, highlight=1.0))) < 0.001
    assert apart(hold, painted(scene, cue(FigurePhase.MOVING_OUT, t=0.0, highlight=1.0))) < 0.001
    assert apart(start, painted(scene, cue(FigurePhase.MOVING_OUT, t=1.0, highlight=1.0))) < 0.001
    assert apart(start, painted(scene, cue(FigurePhase.SWITCH, t=1.0))) < 0.001
    assert apart(start, hold) > 0.05


def test_a_change_of_sides_begins_with_the_other_side(scene: FigureScene) -> None:
    other = painted(scene, cue(FigurePhase.START, side=Side.LEFT))
    assert apart(painted(scene, cue(FigurePhase.SWITCH, t=0.0)), other) < 0.001


def test_the_muscle_glows_when_asked_and_arrows_show(scene: FigureScene) -> None:
    plain = painted(scene, cue(FigurePhase.HOLD))
    still = painted(scene, cue(FigurePhase.START))
    assert orange(painted(scene, cue(FigurePhase.HOLD, highlight=1.0))) > orange(plain) + 50
    assert apart(still, painted(scene, cue(FigurePhase.START, arrows=1.0))) > 0.002


def test_a_weaker_glow_is_smaller_and_as_orange(library: PoseLibrary) -> None:
    picture = Picture(library, PictureKey("cat-cow", "right", WIDTH, HEIGHT, ColourScheme.LIGHT))

    def glowing(strength: float) -> int:
        image = picture.body_image(picture.movement.move(1.0), glow=strength).image
        return orange(pixels(image))

    shares = [glowing(strength) / glowing(1.0) for strength in (0.25, 0.5, 0.75)]
    assert 0.1 < shares[0] < shares[1] < shares[2] < 1
    assert glowing(0.02) == 0


CONTRAST = [ColourScheme.CONTRAST_LIGHT, ColourScheme.CONTRAST_DARK]


def dots(picture: np.ndarray[Any, Any]) -> list[int]:
    """Sizes of the connected white places of a picture, in pixels."""
    left = {(int(y), int(x)) for y, x in np.argwhere((picture > 190).all(2))}
    found = []
    while left:
        places, size = [left.pop()], 0
        while places:
            y, x = places.pop()
            size += 1
            around = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= around
            places += around
        found.append(size)
    return found


@pytest.mark.parametrize("scheme", CONTRAST)
@pytest.mark.parametrize("name", [KNEE, "cat-cow", "prayer-stretch", "standing-hamstring"])
def test_with_strong_contrast_dots_go_around_what_would_glow(
    library: PoseLibrary, name: str, scheme: ColourScheme
) -> None:
    picture = Picture(library, PictureKey(name, "right", 2 * WIDTH, 2 * HEIGHT, scheme))
    body = picture.movement.move(1.0)

    def body_with(glow: float) -> np.ndarray[Any, Any]:
        image = blank(2 * WIDTH, 2 * HEIGHT)
        painter = QPainter(image)
        picture.paint_body(painter, body, glow=glow)
        painter.end()
        return pixels(image)

    plain, full, softer = body_with(0.0), body_with(1.0), body_with(0.5)
    assert dots(plain) == []
    around = [size for size in dots(full) if size > 2]
    assert len(around) >= 10
    assert max(around) < 60  # dots, not a line
    assert orange(full) <= orange(plain)
    assert (softer == full).all()


@pytest.mark.parametrize("scheme", CONTRAST)
def test_a_thumbnail_with_strong_contrast_has_dots_too(cache: FigureCache, scheme: ColourScheme) -> None:
    image = cache.thumbnail(KNEE, "right", QSize(120, 76), 1.0, scheme)
    assert image is not None
    # Small ones run into each other, but are seen.
    assert sum(dots(pixels(image))) >= 20


def test_another_scheme_is_taken_up_by_the_next_frame(scene: FigureScene) -> None:
    held = cue(FigurePhase.HOLD, highlight=1.0)
    seen = []
    for scheme in ColourScheme:
        scene.set_scheme(scheme)
        seen.append(painted(scene, held))
    assert all(apart(one, other) > 0.005 for n, one in enumerate(seen) for other in seen[:n])


def test_arrows_are_mirrored_too(scene: FigureScene) -> None:
    right = painted(scene, cue(FigurePhase.START, arrows=1.0))[..., 3]
    left = painted(scene, cue(FigurePhase.START, side=Side.LEFT, arrows=1.0))[..., 3]
    assert (np.abs(right[:, ::-1] - left) > 96).mean() < 0.002


def test_sides_are_mirror_images(scene: FigureScene) -> None:
    right = painted(scene, cue(FigurePhase.HOLD))[..., 3]
    left = painted(scene, cue(FigurePhase.HOLD, side=Side.LEFT))[..., 3]
    assert (np.abs(right[:, ::-1] - left) > 96).mean() < 0.01
    assert (np.abs(right - left) > 96).mean() > 0.02


def test_turned_round_everything_is_as_in_a_mirror(scene: FigureScene) -> None:
    right = painted(scene, cue(FigurePhase.HOLD))[..., 3]
    scene.set_turned(True)
    turned = painted(scene, cue(FigurePhase.HOLD))[..., 3]
    assert (np.abs(right[:, ::-1] - turned) > 96).mean() < 0.01


def test_the_easier_form_is_another_picture_of_the_same_size(scene: FigureScene) -> None:
    full = painted(scene, cue(FigurePhase.HOLD))
    eased = painted(scene, cue(FigurePhase.HOLD, eased=True))
    assert apart(full, eased) > 0.01
    bottom = [int(np.flatnonzero((p[..., 3] > 128).any(1))[-1]) for p in (full, eased)]
    assert bottom[0] == bottom[1]


def test_both_themes_have_their_colours(scene: FigureScene) -> None:
    light = painted(scene, cue(FigurePhase.HOLD))
    scene.set_scheme(ColourScheme.DARK)
    assert apart(light, painted(scene, cue(FigurePhase.HOLD))) > 0.1
    for colors in (LIGHT, DARK):
        assert all(QColor(*map(int, colors.rgb(role))).isValid() for role in COLOUR_ROLES)


def test_an_unknown_pose_is_an_error(scene: FigureScene) -> None:
    image = blank()
    painter = QPainter(image)
    scene.show(cue(FigurePhase.START, pose="none-such"))
    with pytest.raises(NotFoundError):
        scene.paint(painter, 0, 0)
    painter.end()


# ---- shapes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [KNEE, "cat-cow", "supine-trunk-rotation", "standing-hamstring"])
def test_what_is_painted_is_what_the_geometry_says(library: PoseLibrary, name: str) -> None:
    picture = Picture(library, PictureKey(name, "right", WIDTH, HEIGHT, ColourScheme.LIGHT))
    shape = Shape(picture.movement.move(1.0), picture.camera)
    drawn, wanted = blank(), blank()
    painter = QPainter(drawn)
    FigurePainter(LIGHT).paint(painter, shape, picture.pose.order)
    painter.end()
    painter = QPainter(wanted)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path_of(shape.silhouette()), QColor(0, 0, 0))
    painter.end()
    one, other = pixels(drawn)[..., 3] > 128, pixels(wanted)[..., 3] > 128
    assert (one & ~other).mean() < 0.001  # the silhouette has cloth all over
    assert (one & other).sum() / (one | other).sum() > 0.94


def test_the_cut_covers_the_figure_and_a_margin(scene: FigureScene, library: PoseLibrary) -> None:
    hold = cue(FigurePhase.HOLD)
    body = painted(scene, hold)[..., 3] > 250
    cut = pixels(scene.outline(4).scaled(WIDTH, HEIGHT))[..., 3] > 128
    assert (body & ~cut).mean() < 0.002
    assert cut.sum() > body.sum() * 1.05
    assert pixels(scene.outline(0))[..., 3].sum() < pixels(scene.outline(4))[..., 3].sum()


def test_the_cut_changes_with_what_is_shown(scene: FigureScene) -> None:
    keys = []
    for shown in (
        cue(FigurePhase.START),
        cue(FigurePhase.HOLD),
        cue(FigurePhase.HOLD, side=Side.LEFT),
        cue(FigurePhase.HOLD, eased=True),
        cue(FigurePhase.HOLD, pose="cat-cow"),
    ):
        scene.show(shown)
        keys.append(scene.outline_key())
    assert len(set(keys)) == len(keys)
    scene.show(cue(FigurePhase.MOVING_IN, t=0.4))
    assert scene.outline_key() == keys[1]


def test_in_a_flow_the_mat_alone_is_cut_out(scene: FigureScene) -> None:
    scene.show(cue(FigurePhase.CYCLE, pose="cat-cow", t=0.1))
    key, mat = scene.outline_key(), pixels(scene.outline(4))[..., 3]
    scene.show(cue(FigurePhase.CYCLE, pose="cat-cow", t=0.6))
    assert scene.outline_key() == key
    scene.show(cue(FigurePhase.HOLD, pose="cat-cow"))
    assert (mat > 128).sum() < (pixels(scene.outline(4))[..., 3] > 128).sum()


def test_a_chair_throws_its_shadow_on_the_mat_alone(library: PoseLibrary) -> None:
    picture = Picture(library, PictureKey("getting-down", None, WIDTH, HEIGHT, ColourScheme.LIGHT))
    with_chair = pixels(picture.ground())
    bare = blank()
    painter = QPainter(bare)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mat = mat_span(picture.pose, [picture.movement.move(t) for t in (0.0, 0.5, 1.0)])
    paint_mat(painter, picture.camera, LIGHT, mat, mat_half_depth(picture.pose))
    for prop in picture.pose.props:
        paint_prop(painter, picture.camera, LIGHT, prop)
    painter.end()
    without = pixels(bare)
    darker = (without[..., :3].sum(-1) - with_chair[..., :3].sum(-1) > 12) & (without[..., 3] == 255)
    assert darker.sum() > 20
    assert np.abs(with_chair[..., 3] - without[..., 3]).max() <= 1  # nothing beside the mat


# ---- kept frames -----------------------------------------------------------------------------


def test_after_one_breath_nothing_is_left_to_paint(library: PoseLibrary) -> None:
    frames = BreathFrames(Picture(library, PictureKey(KNEE, "right", WIDTH, HEIGHT, ColourScheme.LIGHT)), 1.0)
    breath = np.linspace(0, 1, 200)
    assert sum([frames.at(b)[1] for b in breath]) == BREATH_STEPS - 1  # the first is there to measure by
    assert sum([frames.at(b)[1] for b in breath]) == 0
    assert len(frames) == BREATH_STEPS
    assert frames.bytes <= BREATH_BYTES


def test_steps_of_a_breath_are_few_where_they_are_large(
    library: PoseLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchplayer.figure.cache.BREATH_BYTES", 1)
    frames = BreathFrames(Picture(library, PictureKey(KNEE, "right", WIDTH, HEIGHT, ColourScheme.LIGHT)), 1.0)
    for b in np.linspace(0, 1, 60):
        frames.at(b)
    assert len(frames) == LEAST_STEPS


def test_a_kept_frame_is_what_painting_gives(scene: FigureScene, library: PoseLibrary) -> None:
    shown = cue(FigurePhase.HOLD, breath=1.0, highlight=1.0)
    kept = painted(scene, shown)
    picture = Picture(library, PictureKey(KNEE, "right", WIDTH, HEIGHT, ColourScheme.LIGHT))
    image = QImage(picture.ground())
    painter = QPainter(image)
    picture.paint_body(painter, picture.movement.hold(1.0), glow=1.0)
    painter.end()
    assert np.abs(kept - pixels(image)).max() <= 3  # of rounding
    assert np.array_equal(kept, painted(scene, shown))


def test_a_softer_glow_fades_in(scene: FigureScene, ticks: Ticks) -> None:
    full = painted(scene, cue(FigurePhase.HOLD, highlight=1.0))
    assert apart(full, painted(scene, cue(FigurePhase.HOLD, highlight=0.0))) < 0.001
    ticks.step = 0.5
    between = painted(scene, cue(FigurePhase.HOLD, highlight=0.0))
    none = painted(scene, cue(FigurePhase.HOLD, highlight=0.0))
    assert orange(none) < orange(full) / 4
    assert apart(full, between) > 0.001
    assert apart(between, none) > 0.001
    assert np.array_equal(none, painted(scene, cue(FigurePhase.HOLD, highlight=0.0)))


def test_breathing_moves_the_body_a_little(scene: FigureScene) -> None:
    out, into = (painted(scene, cue(FigurePhase.HOLD, breath=b)) for b in (0.0, 1.0))
    assert 0.0005 < apart(out, into) < 0.05


# ---- detail ----------------------------------------------------------------------------------


def test_slow_frames_lose_detail_and_get_it_back(scene: FigureScene, ticks: Ticks) -> None:
    move = cue(FigurePhase.MOVING_IN, t=0.9, highlight=1.0)
    full = painted(scene, move)
    assert scene.detail is Detail.FULL
    ticks.step = 0.020
    painted(scene, move)
    assert scene.detail is Detail.LITE
    lite = painted(scene, move)
    plain = painted(scene, move)
    assert scene.detail is Detail.PLAIN
    assert orange(full) > 50
    assert orange(lite) > 50
    assert orange(plain) < orange(full) / 4
    ticks.step = 0.002
    for _ in range(60):
        painted(scene, move)
    assert scene.detail is Detail.FULL
    assert np.array_equal(painted(scene, move), full)


def test_kept_frames_have_all_their_detail(scene: FigureScene, ticks: Ticks) -> None:
    hold = cue(FigurePhase.HOLD, highlight=1.0)
    before = painted(scene, hold)
    ticks.step = 0.020
    for _ in range(3):
        painted(scene, cue(FigurePhase.MOVING_IN, t=0.5))
    scene.set_box(WIDTH + 1, HEIGHT, 1.0)
    scene.set_box(WIDTH, HEIGHT, 1.0)
    assert np.array_equal(before, painted(scene, hold))


# ---- thumbnails ------------------------------------------------------------------------------


@pytest.fixture
def cache(library: PoseLibrary) -> FigureCache:
    return FigureCache(library, limit=3)


def test_a_thumbnail_is_drawn_once(cache: FigureCache) -> None:
    ask = (KNEE, Side.LEFT, QSize(120, 76), 2.0, ColourScheme.DARK)
    image = cache.thumbnail(*ask)
    assert image is not None
    assert (image.width(), image.height(), image.devicePixelRatio()) == (240, 152, 2.0)
    again = cache.thumbnail(*ask)
    assert again is not None
    assert again.cacheKey() == image.cacheKey()


def test_thumbnails_differ_by_all_that_is_asked(cache: FigureCache) -> None:
    size = QSize(120, 76)
    asked = [
        cache.thumbnail(KNEE, "right", size, 1.0, ColourScheme.LIGHT),
        cache.thumbnail(KNEE, "left", size, 1.0, ColourScheme.LIGHT),
        cache.thumbnail(KNEE, "right", size, 1.0, ColourScheme.DARK),
        cache.thumbnail(KNEE, "right", size, 1.0, ColourScheme.LIGHT, way=Way.EASIER),
        cache.thumbnail(KNEE, "right", size, 1.0, ColourScheme.LIGHT, turned=True),
        cache.thumbnail("cat-cow", "right", size, 1.0, ColourScheme.LIGHT),
    ]
    images = [pixels(image) for image in asked if image is not None]
    assert len(images) == len(asked)
    # For one who works the right side, a turned picture looks like the left one.
    assert sum(apart(a, b) < 0.005 for i, a in enumerate(images) for b in images[:i]) == 1


def test_the_oldest_thumbnail_goes_first(cache: FigureCache) -> None:
    size = QSize(60, 40)
    first = cache.thumbnail("cat-cow", None, size, 1.0, ColourScheme.LIGHT)
    for name in (KNEE, "hook-lying"):
        cache.thumbnail(name, None, size, 1.0, ColourScheme.LIGHT)
    kept = cache.thumbnail("cat-cow", None, size, 1.0, ColourScheme.LIGHT)
    cache.thumbnail("breathing", None, size, 1.0, ColourScheme.LIGHT)
    assert len(cache) == 3
    assert first is not None
    assert kept is not None
    assert kept.cacheKey() == first.cacheKey()


def test_no_thumbnail_of_what_nobody_drew(cache: FigureCache) -> None:
    assert cache.thumbnail("none-such", None, QSize(60, 40), 1.0, ColourScheme.LIGHT) is None


def test_a_small_figure_fills_its_thumbnail(cache: FigureCache) -> None:
    image = cache.thumbnail(KNEE, "right", QSize(120, 76), 1.0, ColourScheme.LIGHT)
    assert image is not None
    seen = pixels(image)[..., 3] > 128
    columns = np.flatnonzero(seen.any(0))
    assert columns[-1] - columns[0] > 100
    assert not seen[0].any()


def test_the_contact_sheet_shows_the_poses_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "sheet.png"
    assert contact_sheet.main([str(out), "--theme", "dark", "--pose", KNEE, "hook-lying"]) == 0
    sheet = QImage(str(out))
    assert (sheet.width(), sheet.height()) == (4 * contact_sheet.CELL[0], 2 * contact_sheet.CELL[1])
