"""Items of a routine: their order, what is added, swapped and taken out, by pointer and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.routine import MOST_ITEMS
from stretchplayer.ui.editor.item_row import COPY, DOWN, REMOVE, TRY, UP
from stretchplayer.ui.words import clock_words
from tests.ui.editor.sitting import (
    CAT,
    KNEE,
    MARCH,
    PRAYER,
    ROTATION,
    Sitting,
    click,
    picker,
    settle,
    sit_down,
    swap_sheet,
    words_on,
)
from tests.ui.world import World

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = [
    "warm-up-march",
    "cat-cow",
    "prayer-stretch",
    "single-knee-to-chest",
    "supine-trunk-rotation",
]


def order(*places: int) -> list[str]:
    return [NAMES[place] for place in places]


@pytest.fixture
def sitting(world: World) -> Sitting:
    return sit_down(world)


def top(sitting: Sitting, index: int) -> int:
    return sitting.row(index).y()


# ---- order by the pointer ------------------------------------------------------------------------


def test_dragging_down(sitting: Sitting) -> None:
    sitting.drag(CAT, top(sitting, KNEE) + sitting.row(KNEE).height() - 4)
    assert sitting.stretches == order(0, 2, 3, 1, 4)
    assert sitting.model.chosen == KNEE
    assert sitting.window.focusWidget() is sitting.row(KNEE)


def test_dragging_up_beyond_the_edge(sitting: Sitting) -> None:
    sitting.drag(ROTATION, -300)
    assert sitting.stretches == order(4, 0, 1, 2, 3)


def test_dragging_down_beyond_the_edge(sitting: Sitting) -> None:
    sitting.drag(MARCH, 5000)
    assert sitting.stretches == order(1, 2, 3, 4, 0)


def test_while_it_is_dragged_a_line_shows_where_it_would_go(sitting: Sitting) -> None:
    sitting.drag(CAT, top(sitting, KNEE) + sitting.row(KNEE).height() - 4, drop=False)
    items = sitting.page.items
    over = items._over
    assert items.lifted
    assert over.isVisible()
    assert over.ghost is not None
    assert over.line_y is not None
    assert top(sitting, KNEE) + sitting.row(KNEE).height() <= over.line_y <= top(sitting, ROTATION)
    assert sitting.stretches == NAMES, "nothing is changed before it is dropped"


def test_escape_leaves_it_where_it_was(sitting: Sitting) -> None:
    sitting.drag(CAT, 400, drop=False)
    sitting.key(Qt.Key.Key_Escape)
    assert not sitting.page.items.lifted
    assert sitting.stretches == NAMES
    assert sitting.place.is_editing
    assert sitting.model.undo_words is None


def test_a_click_on_the_handle_moves_nothing(sitting: Sitting) -> None:
    click(sitting.row(PRAYER).handle)
    assert sitting.stretches == NAMES
    assert sitting.model.chosen == PRAYER
    assert not sitting.page.items.lifted


def test_near_the_edge_the_list_scrolls_while_something_is_dragged(world: World, qtbot: object) -> None:
    sitting = sit_down(world, 900, 520)
    bar = sitting.page.area.verticalScrollBar()
    assert bar.maximum() > 0
    view = sitting.page.area.viewport()
    foot = sitting.page.items.mapFromGlobal(view.mapToGlobal(view.rect().bottomLeft())).y()
    sitting.drag(MARCH, foot - 5, drop=False)
    qtbot.waitUntil(lambda: bar.value() > 60)  # type: ignore[attr-defined]
    sitting.key(Qt.Key.Key_Escape)
    at = bar.value()
    settle()
    assert bar.value() == at


# ---- order by the keyboard -----------------------------------------------------------------------


def test_arrows_go_from_item_to_item(sitting: Sitting) -> None:
    sitting.page.items.focus_chosen()
    for key, place in (
        (Qt.Key.Key_Down, CAT),
        (Qt.Key.Key_Down, PRAYER),
        (Qt.Key.Key_Up, CAT),
        (Qt.Key.Key_End, ROTATION),
        (Qt.Key.Key_Down, ROTATION),
        (Qt.Key.Key_Home, MARCH),
    ):
        sitting.key(key)
        assert sitting.model.chosen == place
        assert sitting.window.focusWidget() is sitting.row(place)
        assert sitting.page.item.name.text() == sitting.model.name(place)


def test_alt_with_the_arrows_moves_an_item(sitting: Sitting) -> None:
    sitting.model.choose(KNEE)
    sitting.page.items.focus_chosen()
    sitting.key(Qt.Key.Key_Up, ALT)
    sitting.key(Qt.Key.Key_Up, ALT)
    assert sitting.stretches == order(0, 3, 1, 2, 4)
    sitting.key(Qt.Key.Key_Down, ALT)
    assert sitting.stretches == order(0, 1, 3, 2, 4)
    assert sitting.window.focusWidget() is sitting.row(2)
    sitting.key(Qt.Key.Key_Home, ALT)
    sitting.key(Qt.Key.Key_Up, ALT)
    assert sitting.stretches == order(3, 0, 1, 2, 4)


def test_space_takes_an_item_up_and_puts_it_down(sitting: Sitting) -> None:
    sitting.page.items.focus_chosen()
    sitting.key(Qt.Key.Key_Space)
    assert sitting.page.items.lifted
    assert "Taken up" in sitting.row(MARCH).accessibleDescription()
    sitting.key(Qt.Key.Key_Down)
    sitting.key(Qt.Key.Key_Down)
    assert sitting.stretches == NAMES
    sitting.key(Qt.Key.Key_Space)
    assert sitting.stretches == order(1, 2, 0, 3, 4)
    assert sitting.model.chosen == 2
    assert not sitting.row(2).accessibleDescription()
    sitting.key(Qt.Key.Key_Space)
    sitting.key(Qt.Key.Key_Up)
    sitting.key(Qt.Key.Key_Escape)
    assert sitting.stretches == order(1, 2, 0, 3, 4)


def test_the_menu_does_the_same(sitting: Sitting) -> None:
    row = sitting.row(CAT)
    row.opening.emit()
    row.more.actions_by_key[DOWN].trigger()
    assert sitting.stretches == order(0, 2, 1, 3, 4)
    row = sitting.row(MARCH)
    row.opening.emit()
    assert not row.more.actions_by_key[UP].isEnabled()
    assert row.more.actions_by_key[DOWN].isEnabled()
    row.more.actions_by_key[TRY].trigger()
    assert sitting.tried == [(sitting.model.routine, MARCH)]


def test_tab_goes_to_one_item_alone(sitting: Sitting) -> None:
    """Through the list by arrows, past it by one press of Tab."""
    sitting.model.choose(PRAYER)
    sitting.page.items.focus_chosen()
    seen = []
    for _ in range(40):
        sitting.window.focusNextChild()
        seen.append(sitting.window.focusWidget())
    rows = [row for row in sitting.page.items.rows if row in seen]
    assert rows == [sitting.row(PRAYER)]
    assert sitting.row(PRAYER).more in seen
    assert sitting.row(CAT).more not in seen


# ---- what there is -------------------------------------------------------------------------------


def test_an_item_is_read_out(sitting: Sitting) -> None:
    total = clock_words(sitting.model.totals_ms()[KNEE])
    row = sitting.row(KNEE)
    assert row.accessibleName() == f"Knee to chest, 20 s × 3, both sides, lying, {total}, 4 of 5"
    assert row.more.accessibleName() == "More for Knee to chest"


def test_copy_comes_right_after(sitting: Sitting) -> None:
    sitting.model.choose(KNEE)
    click(sitting.page.item.copy)
    assert sitting.stretches == order(0, 1, 2, 3, 3, 4)
    assert sitting.model.chosen == KNEE + 1


def test_delete_takes_an_item_out_and_back(sitting: Sitting) -> None:
    sitting.model.choose(KNEE)
    sitting.model.set_hold(KNEE, 33)
    sitting.page.items.focus_chosen()
    sitting.key(Qt.Key.Key_Delete)
    assert sitting.stretches == order(0, 1, 2, 4)
    assert sitting.model.chosen == KNEE
    assert sitting.window.focusWidget() is sitting.row(KNEE)
    words, action, undo = sitting.told[-1]
    assert (words, action) == ("Removed Knee to chest", "Undo")
    assert undo is not None
    sitting.model.set_hold(2, 12)  # something else meanwhile
    undo()
    assert sitting.stretches == NAMES
    assert sitting.model.routine.items[KNEE].hold_s == 33
    assert sitting.model.routine.items[PRAYER].hold_s == 12


def test_undo_of_a_toast_does_nothing_to_another_routine(sitting: Sitting) -> None:
    sitting.page.deeds.remove(KNEE)
    undo = sitting.told[-1][2]
    assert undo is not None
    sitting.model.undo()
    sitting.place.edit("short-day")
    before = sitting.model.routine
    undo()
    assert sitting.model.routine == before


def test_the_last_item_can_go_too(sitting: Sitting) -> None:
    for _ in NAMES:
        sitting.page.deeds.remove(0)
    assert sitting.stretches == []
    assert "Nothing in it yet. Add a stretch to begin." in words_on(sitting.page)
    assert sitting.window.focusWidget() is sitting.page.add
    assert not sitting.page.head.save.isEnabled()
    assert not sitting.page.head.try_it.isEnabled()
    assert not sitting.model.save()
    assert sitting.page.notes.trouble.words.text() == "Add a stretch before you save."
    assert len(sitting.kept.items) == 5


def test_adding_by_search(sitting: Sitting) -> None:
    sitting.model.choose(CAT)
    click(sitting.page.add)
    sheet = picker(sitting)
    QTest.keyClicks(sheet.field, "belly")
    assert sheet.found[0].stretch == "abdominal-squeeze", "by its name, before those by body part"
    assert len(sheet.found) < len(sheet.rows)
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    settle()
    assert sitting.stretches == [*order(0, 1), "abdominal-squeeze", *order(2, 3, 4)]
    assert sitting.model.chosen == PRAYER
    assert sitting.window.focusWidget() is sitting.row(PRAYER)


def test_adding_by_arrows_and_by_a_click(sitting: Sitting) -> None:
    sitting.model.choose(ROTATION)
    click(sitting.page.add)
    sheet = picker(sitting)
    second = sheet.found[1]
    QTest.keyClick(sheet.field, Qt.Key.Key_Down)
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Down)
    assert sheet.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Return)
    settle()
    assert sitting.stretches[-1] == second.stretch
    click(sitting.page.add)
    click(picker(sitting).found[0])
    assert len(sitting.stretches) == 7


def test_own_stretches_are_offered_too(sitting: Sitting) -> None:
    sitting.world.library.save(own_stretch(id="own-1", name="Towel pull"))
    click(sitting.page.add)
    sheet = picker(sitting)
    sheet.search("towel pull")
    assert [row.stretch for row in sheet.found] == ["own-1"]
    assert "Yours" in sheet.found[0].accessibleName()


def test_an_avoided_move_brings_what_to_do_instead(sitting: Sitting) -> None:
    click(sitting.page.add)
    sheet = picker(sitting)
    sheet.search("toe touch")
    assert "Standing toe touch is better left out." in sheet.why.words.text()
    assert [row.stretch for row in sheet.found] == ["standing-hamstring", "supine-hamstring-strap"]
    sheet.search("xyz")
    assert not sheet.why.isVisibleTo(sheet)
    assert sheet.nothing.text() == "Nothing called “xyz”. Try a body part, such as hip."
    sheet.search("")
    assert len(sheet.found) == len(sheet.rows)


def test_a_full_routine_takes_no_more(sitting: Sitting) -> None:
    while not sitting.model.is_full:
        sitting.model.copy(0)
    assert len(sitting.stretches) == MOST_ITEMS
    assert not sitting.page.add.isEnabled()
    row = sitting.row(0)
    row.opening.emit()
    assert not row.more.actions_by_key[COPY].isEnabled()
    row.more.actions_by_key[REMOVE].trigger()
    assert sitting.page.add.isEnabled()


def test_swapping_says_why(sitting: Sitting) -> None:
    sitting.model.choose(KNEE)
    click(sitting.page.item.swap)
    sheet = swap_sheet(sitting)
    knee = sitting.world.services.catalogue["single-knee-to-chest"]
    assert knee.swap is not None
    assert sheet.rows[0].stretch == knee.swap.stretch
    assert knee.swap.reason in words_on(sheet)
    assert sheet.focusWidget() is sheet.rows[0]
    QTest.keyClick(sheet.rows[0], Qt.Key.Key_Down)
    picked = sheet.rows[1].stretch
    assert sheet.focusWidget() is sheet.rows[1]
    click(sheet.rows[1])
    assert sitting.stretches[KNEE] == picked
    words, action, undo = sitting.told[-1]
    assert words.startswith("Swapped Knee to chest for ")
    assert action == "Undo"
    assert undo is not None
    undo()
    assert sitting.stretches == NAMES


def test_a_swap_can_be_for_anything(sitting: Sitting) -> None:
    sitting.page.deeds.swap(MARCH)
    click(swap_sheet(sitting).other)
    sheet = picker(sitting)
    assert sheet.title.text() == "Another stretch for Warm-up march"
    sheet.search("breathing")
    click(sheet.found[0])
    assert sitting.stretches == ["breathing", *NAMES[1:]]


def test_escape_closes_a_sheet_and_nothing_else(sitting: Sitting) -> None:
    click(sitting.page.add)
    sheet = picker(sitting)
    QTest.keyClick(sheet.field, Qt.Key.Key_Escape)
    settle()
    assert not [p for p in sitting.window.findChildren(type(sheet)) if p.isVisible()]
    assert sitting.place.is_editing


# ---- what is said about it -----------------------------------------------------------------------


def test_total_and_trips_follow(sitting: Sitting) -> None:
    page = sitting.page
    assert "One trip down to the floor." in page.summary.text()
    before = page.summary.text()
    sitting.model.move(MARCH, 2)
    assert "Two trips down to the floor." in page.summary.text()
    assert page.summary.text() != before


def test_advice_can_be_followed_undone_and_closed(sitting: Sitting) -> None:
    sitting.world.clock.at = sitting.world.clock.at.replace(hour=15)
    sitting.model.move(MARCH, 2)
    banner = next(b for b in sitting.page.notes.banners.values() if "floor twice" in b.words.text())
    follow = next(b for b in banner.findChildren(type(sitting.page.add)) if b.text() == "Sort for me")
    click(follow)
    assert sitting.stretches[0] == "warm-up-march"
    assert not any("floor" in b.words.text() for b in sitting.page.notes.banners.values())
    sitting.model.undo()
    banner = next(b for b in sitting.page.notes.banners.values() if "floor twice" in b.words.text())
    close = next(
        b for b in banner.findChildren(type(sitting.page.add)) if b.accessibleName().startswith("Close: ")
    )
    click(close)
    assert not any("floor" in b.words.text() for b in sitting.page.notes.banners.values())
    sitting.model.set_hold(2, 30)
    assert not any("floor" in b.words.text() for b in sitting.page.notes.banners.values())


@pytest.mark.parametrize(("hour", "said"), [(8, True), (15, False)])
def test_early_in_the_day_bending_comes_later(world: World, hour: int, said: bool) -> None:
    world.clock.at = world.clock.at.replace(hour=hour)
    sitting = sit_down(world)
    words = [banner.words.text() for banner in sitting.page.notes.banners.values()]
    assert ("Later in the day is kinder for bending stretches." in words) is said


def test_what_is_left_out_says_so(world: World) -> None:
    world.history.set_aside("prayer-stretch", "red")
    sitting = sit_down(world)
    row = sitting.row(PRAYER)
    assert row.posture.text() == "Left out for now"
    assert row.time.text() == ""
    assert "left out" in row.accessibleName()


def test_pictures_of_a_side_follow_the_side(sitting: Sitting, worlds: Callable[..., World]) -> None:
    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.routine import Sides

    assert sitting.row(KNEE).picture._side is Side.RIGHT
    sitting.model.set_sides(KNEE, Sides.LEFT)
    assert sitting.row(KNEE).picture._side is Side.LEFT
    assert "left leg" in sitting.row(KNEE).accessibleName()


# ---- something else while an item is on its way ----------------------------------------------------


def test_undo_while_an_item_is_taken_up(sitting: Sitting) -> None:
    sitting.model.choose(ROTATION)
    sitting.model.copy(ROTATION)
    sitting.page.items.focus_chosen()
    sitting.key(Qt.Key.Key_Space)
    assert sitting.page.items.lifted
    sitting.key(Qt.Key.Key_Z, CONTROL)
    assert not sitting.page.items.lifted
    sitting.key(Qt.Key.Key_Space)
    sitting.key(Qt.Key.Key_Up)
    sitting.key(Qt.Key.Key_Space)
    assert sitting.stretches == order(0, 1, 2, 4, 3)


def test_undo_in_the_middle_of_a_drag(sitting: Sitting) -> None:
    sitting.model.copy(ROTATION)
    sitting.drag(ROTATION + 1, top(sitting, CAT), drop=False)
    sitting.key(Qt.Key.Key_Z, CONTROL)
    QTest.mouseRelease(sitting.row(CAT).handle, Qt.MouseButton.LeftButton)
    settle()
    assert sitting.stretches == NAMES
    assert not sitting.page.items.lifted


def test_a_change_of_a_setting_does_not_end_a_drag(sitting: Sitting) -> None:
    sitting.drag(MARCH, top(sitting, KNEE), drop=False)
    sitting.world.settings.update(rest_s=4.0)
    assert sitting.page.items.lifted
    sitting.page.items.drop()
    assert sitting.stretches != NAMES


def test_a_click_elsewhere_puts_back_what_was_taken_up(sitting: Sitting) -> None:
    sitting.page.items.focus_chosen()
    sitting.key(Qt.Key.Key_Space)
    sitting.key(Qt.Key.Key_Down)
    click(sitting.row(KNEE))
    assert not sitting.page.items.lifted
    assert sitting.model.chosen == KNEE
    sitting.key(Qt.Key.Key_Down)
    assert sitting.model.chosen == ROTATION
    assert sitting.stretches == NAMES


def test_what_stands_in_a_name_is_shown_as_it_is(sitting: Sitting) -> None:
    """Names come from files of other people, and a tooltip would take tags for tags."""
    sitting.world.library.save(own_stretch(id="own-1", name="<img src=x>"))
    sitting.model.add("own-1")
    sitting.model.choose(1)
    settle()
    row, panel = sitting.row(1), sitting.page.item
    for tip in (row.more.toolTip(), panel.picture.play.toolTip(), sitting.page.head.undo.toolTip()):
        assert "<img" not in tip
        assert "&lt;img" in tip
    assert row.more.accessibleName().startswith("More for <img")
