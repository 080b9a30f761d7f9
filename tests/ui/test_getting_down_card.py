"""The card of the way down to the floor and up: readable, in pictures, by keyboard; other places are near."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from stretchplayer.core.place import Place
from stretchplayer.core.routine import Routine
from stretchplayer.ui.transfers.page import GettingDownPage
from stretchplayer.ui.widgets.thumbnails import Thumbnail
from tests.ui.editor.sitting import click, settle
from tests.ui.test_fit import faults, scrolls_sideways
from tests.ui.world import World

DOWN, UP = "getting-down", "getting-up"


def card(world: World, width: int = 1280, height: int = 800) -> GettingDownPage:
    page = world.keep(GettingDownPage(world.look, world.pictures, world.library.catalogue, world.settings))
    page.resize(width, height)
    page.show()
    settle()
    return page


def test_both_ways_are_told_step_by_step_with_a_picture_each(world: World) -> None:
    page = card(world)
    catalogue = world.library.catalogue
    assert [way.stretch.id for way in page.ways] == [DOWN, UP]
    for shown, way in zip(page.ways, (catalogue[DOWN], catalogue[UP]), strict=True):
        assert [words.text() for words in shown.words] == list(way.steps)
        names = [picture.accessibleName() for picture in shown.pictures]
        assert names == [f"Picture of step {n}: {step}" for n, step in enumerate(way.steps, start=1)]
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    note = catalogue[DOWN].caution_note
    assert note is not None
    for words in (note, *catalogue[DOWN].mistakes, *catalogue[UP].mistakes):
        assert said.count(words) == 1


def test_steps_stand_side_by_side_or_under_each_other_and_none_is_left_over(world: World) -> None:
    page = card(world)
    for width, across in ((1280, True), (900, False), (1280, True)):
        page.resize(width, 800)
        settle()
        for way in page.ways:
            tops = {picture.mapTo(page, picture.rect().topLeft()).y() for picture in way.pictures}
            assert (len(tops) == 1) is across
            assert len([p for p in way.findChildren(Thumbnail) if p.isVisible()]) == len(way.stretch.steps)


@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [
        ("light", 1.0, (900, 520)),
        ("dark", 1.0, (1920, 1080)),
        ("light", 1.5, (900, 600)),
        ("dark", 2.0, (900, 600)),
        ("contrast", 1.0, (1280, 800)),
    ],
)
def test_it_fits(worlds: Callable[..., World], theme: str, scale: float, size: tuple[int, int]) -> None:
    page = card(worlds(theme=theme, text_scale=scale), *size)
    assert faults(page) == []
    assert not scrolls_sideways(page)


def test_it_is_left_by_escape_and_by_its_button(world: World) -> None:
    page = card(world)
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    click(page.back)
    assert left == [True, True]


def test_each_way_can_be_played_alone(world: World) -> None:
    page = card(world)
    tried: list[tuple[Routine, int]] = []
    page.try_wanted.connect(lambda routine, item: tried.append((routine, item)))
    for play in page.plays:
        click(play)
    assert [([item.stretch for item in routine.items], at) for routine, at in tried] == [
        ([DOWN], 0),
        ([UP], 0),
    ]
    names = [play.accessibleName() for play in page.plays]
    assert len(set(names)) == 2


def test_another_place_can_be_chosen_and_is_kept(world: World) -> None:
    page = card(world)
    assert page.places.value() == "floor"
    click(page.places.buttons["chair"])
    assert world.settings.preferences.place is Place.CHAIR
    assert world.routines.here("short-day") == "short-day-chair"
    world.settings.update(place=Place.BED)
    assert page.places.value() == "bed"


def test_tab_comes_by_everything_that_can_be_pressed(world: World) -> None:
    page = card(world)
    reached = set()
    for _ in range(20):
        QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab)
        reached.add(page.focusWidget())
    assert {page.back, *page.plays, page.places.buttons["floor"]} <= reached
