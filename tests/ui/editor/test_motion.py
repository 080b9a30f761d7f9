"""What moves in the editor: the sheet that comes in, and the row that is dragged."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from stretchplayer.ui.editor.page import SHEET_INSET
from tests.ui.editor.sitting import CAT, KNEE, ROTATION, Sitting, click, settle, sit_down
from tests.ui.world import World


def place(sitting: Sitting) -> int:
    """Where the sheet belongs."""
    page = sitting.page
    return page.width() - page.panel.width() - SHEET_INSET


def test_the_sheet_slides_in_from_the_right_edge(world: World, qtbot: object) -> None:
    sitting = sit_down(world, 900, 600)
    page = sitting.page
    page._open_item(KNEE)
    assert page.entrance.slides
    assert page.panel.x() > place(sitting)
    assert page.panel.isVisible()
    assert page.item.hold.stepper.field.hasFocus(), "keys need not wait for it"
    qtbot.waitUntil(lambda: not page.entrance.running)  # type: ignore[attr-defined]
    assert page.panel.x() == place(sitting)


def test_with_calm_motion_it_does_not_move(world: World, qtbot: object) -> None:
    world.settings.update(calm_motion=True)
    sitting = sit_down(world, 900, 600)
    page = sitting.page
    page._open_item(KNEE)
    assert page.entrance.running
    assert not page.entrance.slides
    assert page.panel.x() == place(sitting)
    qtbot.waitUntil(lambda: not page.entrance.running)  # type: ignore[attr-defined]
    assert page.panel.graphicsEffect() is None
    assert page.panel.x() == place(sitting)


@pytest.mark.parametrize("calm", [False, True])
def test_it_can_be_closed_and_the_window_widened_on_the_way(world: World, calm: bool) -> None:
    world.settings.update(calm_motion=calm)
    sitting = sit_down(world, 900, 600)
    page = sitting.page
    click(sitting.row(KNEE))
    page._close_sheet()
    assert not page.entrance.running
    assert not page.panel.isVisible()
    click(sitting.row(KNEE))
    assert page.entrance.running
    sitting.window.resize(960, 560)
    settle()
    assert page.panel.height() == page.height() - 2 * SHEET_INSET
    sitting.window.resize(1280, 800)
    settle()
    assert not page.entrance.running
    assert page.panel.graphicsEffect() is None
    assert page.panel.geometry().right() <= page.width()
    assert page.panel.geometry().left() > page.area.geometry().left()


def test_what_is_open_already_does_not_come_in_again(world: World, qtbot: object) -> None:
    sitting = sit_down(world, 900, 600)
    page = sitting.page
    page._open_item(KNEE)
    qtbot.waitUntil(lambda: not page.entrance.running)  # type: ignore[attr-defined]
    page._open_whole()
    assert not page.entrance.running


# ---- a row on its way ------------------------------------------------------------------------------


def darkness(sitting: Sitting, at_y: int) -> int:
    """How dark the layer makes white ground in the middle of this line of the list."""
    layer = sitting.page.items._over
    image = QImage(layer.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0xFFFFFFFF)
    layer.render(image, renderFlags=QWidget.RenderFlag.DrawChildren)
    return 255 - image.pixelColor(layer.width() // 2, sitting.page.items.y() + at_y).lightness()


@pytest.mark.parametrize(("theme", "shade"), [("light", True), ("dark", False)])
def test_a_dragged_row_has_a_shadow_on_light_ground(
    worlds: Callable[..., World], theme: str, shade: bool
) -> None:
    sitting = sit_down(worlds(theme=theme))
    row = sitting.row(CAT)
    sitting.drag(CAT, row.y() + row.height() // 2 + 20, drop=False)
    over = sitting.page.items._over
    below = round(over.ghost_y) + row.height() + 12
    assert over.has_shadow is shade
    assert (darkness(sitting, below) > 8) is shade


def test_the_shadow_of_the_last_row_is_not_cut_off(world: World) -> None:
    sitting = sit_down(world)
    sitting.drag(ROTATION, 5000, drop=False)
    assert darkness(sitting, sitting.page.items.height() + 6) > 8


def test_where_it_was_is_an_empty_place(world: World) -> None:
    sitting = sit_down(world)
    row = sitting.row(CAT)
    sitting.drag(CAT, sitting.row(ROTATION).y(), drop=False)
    over = sitting.page.items._over
    assert over.slot == row.geometry()
    sitting.page.items.cancel()
    assert over.slot is None
    assert not over.isVisible()
