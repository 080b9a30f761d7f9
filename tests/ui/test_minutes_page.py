"""I have N minutes: what is shown fits, with what the user usually does, and says so when nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from stretchplayer.core.catalogue import Dose
from stretchplayer.ui.pages.minutes import MinutesPage
from tests.ui.editor.sitting import click, settle
from tests.ui.hub_kit import seen_whole, visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.core.routine import Routine
    from tests.ui.world import World


def opened(world: World) -> MinutesPage:
    services = world.services
    page = MinutesPage(
        world.look,
        world.pictures,
        services.catalogue,
        world.settings,
        services.maker,
        world.routines,
        services.clock,
    )
    world.made.append(page)
    page.refresh()
    return page


def words(page: MinutesPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


@pytest.mark.parametrize("minutes", [4, 7, 12])
def test_what_is_usual_for_the_user_counts(world: World, minutes: int) -> None:
    world.routines.use_everywhere("pelvic-tilt", Dose(hold_s=25, repetitions=10))
    world.routines.use_everywhere("single-knee-to-chest", Dose(hold_s=45, repetitions=4))
    page = opened(world)
    page.minutes.set_value(minutes)
    page.refresh()
    wanted: list[Routine] = []
    page.start_wanted.connect(wanted.append)
    page.start()
    (routine,) = wanted
    assert world.services.maker.total_ms(routine) <= minutes * 60_000
    assert page.made is not None
    assert world.services.maker.total_ms(routine) == page.made.total_ms


def test_every_part_has_its_reason(world: World) -> None:
    page = opened(world)
    assert page.made is not None
    for reason in page.made.reasons:
        assert reason.sentence in words(page)


def test_when_nothing_fits_it_says_how_long_the_shortest_takes(world: World) -> None:
    world.settings.update(to_floor_s=120.0, new_posture_s=120.0, same_posture_s=120.0)
    page = opened(world)
    page.minutes.set_value(2)
    page.refresh()
    assert page.made is None
    assert "Nothing fits into this time. Even the shortest takes 3 minutes" in words(page)
    assert not page.start_button.isEnabled()


def middle(part: QWidget) -> int:
    return part.mapTo(part.window(), QPoint(0, part.height() // 2)).y()


def said(page: MinutesPage, words: str) -> QLabel:
    return next(text for text in page.findChildren(QLabel) if text.text() == words)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast-light", "contrast-dark"])
@pytest.mark.parametrize(
    ("width", "height", "text"),
    [(900, 600, 1.0), (1280, 800, 1.0), (1920, 1080, 1.0), (900, 600, 2.0), (1280, 800, 2.0)],
)
def test_the_wish_reads_as_one_line(
    worlds: Callable[..., World], theme: str, width: int, height: int, text: float
) -> None:
    visiting = visit(worlds(theme=theme, text_scale=text), width, height)
    page = visiting.hub.minutes
    visiting.hub.show_page(page)
    settle()
    number = middle(page.minutes)
    assert abs(middle(said(page, "I have")) - number) <= 1
    assert abs(middle(said(page, "for")) - number) <= 1
    last = page.aims.findChildren(QWidget)[-1]
    gap = page.total.mapTo(page, QPoint(0, 0)).y() - last.mapTo(page, QPoint(0, last.height())).y()
    assert gap < 60, "no hole below the aims"
    for part in (page.head.back, page.edit_button, page.start_button, page.minutes, page.aims):
        assert seen_whole(part)
    assert page.horizontalScrollBar().maximum() == 0


def test_there_is_nothing_to_scroll_where_everything_has_room(world: World) -> None:
    visiting = visit(world, 1280, 800)
    visiting.hub.show_page(visiting.hub.minutes)
    settle()
    assert not visiting.hub.minutes.verticalScrollBar().isVisible()


def test_by_keyboard_alone(world: World) -> None:
    visiting = visit(world)
    visiting.hub.place.list.minutes.setFocus()
    visiting.press(Qt.Key.Key_Space)
    page = visiting.hub.minutes
    assert visiting.focused is page.head.back
    visiting.tab_to(page.minutes)
    visiting.press(Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert page.minutes.value() == 12
    visiting.tab_to(page.start_button)
    visiting.press(Qt.Key.Key_Space)
    assert page.made is not None
    assert visiting.once[0].items == page.made.routine.items
    assert visiting.own_routines == []


def test_what_is_edited_is_not_kept_until_it_is_saved(world: World) -> None:
    visiting = visit(world)
    visiting.hub.show_page(visiting.hub.minutes)
    settle()
    made = visiting.hub.minutes.made
    assert made is not None
    click(visiting.hub.minutes.edit_button)
    assert visiting.hub.place.is_editing
    assert visiting.hub.place.editor.model.routine.items == made.routine.items
    assert visiting.own_routines == []
