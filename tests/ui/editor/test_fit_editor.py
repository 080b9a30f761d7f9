"""The editor in every window: nothing is cut off, targets are large, the keyboard gets everywhere."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QLineEdit, QWidget

from stretchplayer.core.catalogue import Origin
from stretchplayer.core.routine import HowOften
from stretchplayer.ui.editor.item_row import ItemRow
from tests.ui.editor.sitting import KNEE, Sitting, click, picker, settle, sit_down, swap_sheet
from tests.ui.test_fit import faults, reached_by_tab, scrolls_sideways, visible
from tests.ui.world import World

SIZES = [(900, 520), (960, 540), (1280, 800), (1920, 1080)]


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def busy(world: World) -> Sitting:
    """A routine with everything that can be said about one."""
    easy = world.routines.get("easy-lower-back")
    made = world.routines.create(
        msgspec.structs.replace(
            easy,
            name="What the physiotherapist wrote down for the evenings in autumn",
            items=(easy.items[1], easy.items[0], *easy.items[2:]),
            length=0.9,
            how_often=HowOften(times_a_day=2, days_a_week=5),
            origin=Origin(author="Jane Doe", licence="CC BY-SA 4.0", source="wger"),
        )
    )
    world.history.set_aside("prayer-stretch", "red")
    sitting = sit_down(world, routine=made.id)
    sitting.model.choose(KNEE)
    for change in (sitting.model.set_hold, sitting.model.set_rest, sitting.model.set_get_ready):
        change(KNEE, 55)
    return sitting


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_it_fits_every_window(worlds: Callable[..., World], theme: str, text_scale: float) -> None:
    sitting = busy(worlds(theme=theme, text_scale=text_scale))
    found = {}
    for width, height in SIZES:
        sitting.window.resize(width, height)
        settle()
        page = sitting.page
        if page.panel.floating:
            page._close_sheet()
        parts: list[QWidget] = [page.head, page.area] if page.panel.floating else [page]
        for part in parts:
            if problems := faults(part):
                found[f"{type(part).__name__} in {width} × {height}"] = problems
        for name in ("item", "whole"):
            if name == "item":
                page._open_item(KNEE)
            else:
                page._open_whole()
            settle()
            assert page.panel.isVisible()
            if problems := faults(page.panel):
                found[f"{name} in {width} × {height}"] = problems
        page._close_whole()
        assert not scrolls_sideways(page.area)
    assert not found


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_the_list_of_routines_fits(worlds: Callable[..., World], theme: str, text_scale: float) -> None:
    world = worlds(theme=theme, text_scale=text_scale)
    sitting = busy(world)
    # As after a crash: its draft is there.
    sitting.place.setCurrentWidget(sitting.place.list)
    sitting.place.list.note_change()
    for width, height in SIZES:
        sitting.window.resize(width, height)
        settle()
        assert not faults(sitting.place.list), (width, height)
        assert not scrolls_sideways(sitting.place.list)


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
@pytest.mark.parametrize("size", [(900, 520), (1280, 800)])
def test_sheets_fit(worlds: Callable[..., World], text_scale: float, size: tuple[int, int]) -> None:
    sitting = sit_down(worlds(text_scale=text_scale), *size)
    sitting.page.deeds.pick()
    settle()
    sheet = picker(sitting)
    assert not faults(sheet)
    sheet.search("sit-up")
    assert not faults(sheet)
    sheet.reject()
    sitting.page.deeds.swap(KNEE)
    settle()
    assert not faults(swap_sheet(sitting))
    swap_sheet(sitting).reject()


def named(control: QWidget) -> str:
    return str(control.property("text") or control.accessibleName())


@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
def test_everything_has_a_name_and_can_be_reached(world: World, size: tuple[int, int]) -> None:
    sitting = busy(world)
    sitting.window.resize(*size)
    settle()
    for root, begin in (
        (sitting.page, sitting.page.items.focus_chosen),
        (sitting.page.item, lambda: sitting.page._open_item(KNEE)),
        (sitting.page.whole, sitting.page._open_whole),
    ):
        begin()
        settle()
        narrow = sitting.page.panel.floating
        within = root if root is not sitting.page or not narrow else sitting.page.area
        controls = [
            child
            for kind in (QAbstractButton, QLineEdit)
            for child in visible(within, kind)
            if child.isEnabled()
            and child.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not isinstance(child.parentWidget(), QAbstractSpinBox)
        ]
        in_sheet = narrow and root is not sitting.page
        reached = tab_round(sitting) if in_sheet else reached_by_tab(sitting.window)
        for control in controls:
            group = control.group() if isinstance(control, QAbstractButton) else None
            one_of = group is not None and any(button in reached for button in group.buttons())
            assert control in reached or one_of or isinstance(control, ItemRow), named(control)
            assert named(control), control


def tab_round(sitting: Sitting) -> set[QWidget]:
    """Tab pressed in the sheet until it comes round."""
    reached: set[QWidget] = set()
    for _ in range(80):
        sitting.key(Qt.Key.Key_Tab)
        focus = sitting.window.focusWidget()
        assert focus is not None
        assert sitting.page.panel.isAncestorOf(focus), "Tab stays in the sheet"
        if focus in reached:
            break
        reached.add(focus)
    return reached


def test_in_a_small_window_the_panel_is_a_sheet(world: World, qtbot: object) -> None:
    sitting = sit_down(world, 900, 600)
    page = sitting.page
    assert not page.panel.isVisible()
    sitting.key(Qt.Key.Key_Down)
    assert not page.panel.isVisible(), "arrows look, they do not open"
    sitting.key(Qt.Key.Key_Return)
    assert page.panel.isVisible()
    assert page.panel.width() == 400
    qtbot.waitUntil(lambda: not page.entrance.running)  # type: ignore[attr-defined]
    assert page.panel.geometry().right() <= page.width()
    assert sitting.window.focusWidget() is page.item.hold.stepper.field
    sitting.key(Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert not page.scrim.isVisible()
    assert sitting.window.focusWidget() is sitting.row(1)
    assert sitting.place.is_editing
    click(sitting.row(KNEE))
    assert page.panel.isVisible()
    click(page.scrim)
    assert not page.panel.isVisible()
    click(sitting.row(KNEE))
    click(page.item.picture.close_button)
    assert not page.panel.isVisible()
    sitting.window.resize(1280, 800)
    settle()
    assert page.panel.isVisible()
    assert not page.scrim.isVisible()
    assert not page.item.picture.close_button.isVisible()


def test_at_its_usual_size_nothing_of_the_list_has_to_be_scrolled(world: World) -> None:
    world.clock.at = world.clock.at.replace(hour=15)
    sitting = sit_down(world)
    assert sitting.page.area.verticalScrollBar().maximum() == 0
