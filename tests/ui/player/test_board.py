"""Geometry of the board, as pure functions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF

from stretchplayer.ui.player.board import (
    BOARD_HEIGHT,
    BOARD_WIDTH,
    FAR,
    NEAR,
    PAUSED_RING,
    PLACES,
    RESTING_RING,
    Board,
    Box,
    Distance,
    StagePlace,
    choose_distance,
    mm_per_px,
    needed_mm,
)

FOURTEEN = QSizeF(301.6, 188.5)  # millimetres of a 14-inch 16:10 screen


@pytest.mark.parametrize(
    ("size", "u", "corner"),
    [
        ((1280, 800), 1.0, (0, 0)),
        ((900, 600), 0.703, (0, 18.75)),
        ((1920, 1080), 1.35, (96, 0)),
        ((900, 520), 0.65, (34, 0)),
    ],
)
def test_the_board_is_scaled_and_centred(
    size: tuple[int, int], u: float, corner: tuple[float, float]
) -> None:
    board = Board.inside(*size)
    assert board.u == pytest.approx(u, abs=0.001)
    assert (board.dx, board.dy) == (pytest.approx(corner[0], abs=0.1), pytest.approx(corner[1], abs=0.1))
    whole = board.rect(Box(0, 0, BOARD_WIDTH, BOARD_HEIGHT))
    assert whole.right() <= size[0] + 0.01
    assert whole.bottom() <= size[1] + 0.01


@pytest.mark.parametrize(
    ("pixels", "distance_m", "wanted"),
    [
        ((1280, 800), 1.5, Distance.NEAR),
        ((1280, 800), 2.0, Distance.NEAR),
        ((1920, 1200), 2.0, Distance.NEAR),  # a hair under 16 arcmin, inside the tolerance
        ((1280, 800), 2.5, Distance.FAR),
        ((1280, 800), 3.0, Distance.FAR),
    ],
)
def test_the_layout_follows_the_distance(
    pixels: tuple[int, int], distance_m: float, wanted: Distance
) -> None:
    per_px, assumed = mm_per_px(FOURTEEN, QSizeF(*pixels))
    u = Board.inside(*pixels).u
    assert not assumed
    assert choose_distance(u, per_px, distance_m) is wanted


def test_a_small_window_needs_the_far_board() -> None:
    per_px, _ = mm_per_px(FOURTEEN, QSizeF(1280, 800))
    assert choose_distance(Board.inside(900, 600).u, per_px, 2.0) is Distance.FAR


@pytest.mark.parametrize("physical", [(0, 0), (20, 10), (5000, 3000)])
def test_a_screen_that_cannot_be_true_counts_as_14_inches(physical: tuple[float, float]) -> None:
    per_px, assumed = mm_per_px(QSizeF(*physical), QSizeF(1280, 800))
    assert assumed
    assert per_px == pytest.approx(0.2356, abs=0.0001)


def test_cap_heights_of_the_floor_table() -> None:
    # 16 arcmin at 2 m is 9.3 mm.
    assert needed_mm(2.0) == pytest.approx(9.31, abs=0.01)


@pytest.mark.parametrize("stage", [NEAR, FAR])
def test_nothing_lies_on_something_else(stage: StagePlace) -> None:
    column = Box(stage.column_x - 10, 80, stage.column_width, stage.number_y - 80)
    assert not stage.ring.box.overlaps(column)
    assert not stage.caption.overlaps(Box(0, 0, BOARD_WIDTH, PLACES.bar.bottom))
    assert stage.ring.box.bottom <= stage.caption.y
    for box in (stage.caption, stage.ring.box, column):
        assert box.x >= 0
        assert box.right <= BOARD_WIDTH
        assert box.bottom <= BOARD_HEIGHT


def test_panel_pictures_stay_left_of_their_choices() -> None:
    for ring in (PAUSED_RING, RESTING_RING):
        assert ring.box.right < 672
