"""Today shows and sets what is really played: with usual doses, and gentler or longer routines."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from stretchplayer.core.catalogue import Dose
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.widgets.stepper import Stepper
from tests.ui.world import World

KNEE = "single-knee-to-chest"


@pytest.fixture
def page(world: World) -> TodayPage:
    """Of somebody past the first two weeks."""
    world.session(world.clock.at.date() - timedelta(days=30), pre=3, post=3)
    world.session(world.clock.at.date() - timedelta(days=2), pre=3, post=2)
    page = world.today_page()
    page.resize(1072, 800)
    page.show()
    return page


def stepper(page: TodayPage, name: str) -> Stepper:
    QApplication.processEvents()
    return next(s for s in page.items.findChildren(Stepper) if s.field.accessibleName() == name)


def said(page: TodayPage, words: str) -> bool:
    QApplication.processEvents()
    return any(words in text.text() for text in page.findChildren(QLabel) if text.isVisibleTo(page))


def lengthen(world: World, length: float) -> None:
    easy = world.routines.get("easy-lower-back")
    world.routines.save(msgspec.structs.replace(easy, length=length))


def test_a_longer_routine_shows_longer_holds(world: World, page: TodayPage) -> None:
    lengthen(world, 1.5)
    assert said(page, "30 s × 3")
    page.change(on=True)
    assert stepper(page, "Hold, Knee to chest").value() == 30


def test_what_is_set_is_what_is_played(world: World, page: TodayPage) -> None:
    lengthen(world, 1.5)
    page.change(on=True)
    QTest.mouseClick(stepper(page, "Hold, Knee to chest").more, Qt.MouseButton.LeftButton)
    page.change(on=False)
    assert said(page, "31 s × 3")
    page.change(on=True)
    assert stepper(page, "Hold, Knee to chest").value() == 31


def test_rounds_that_cannot_be_had_give_way_to_the_next(world: World, page: TodayPage) -> None:
    lengthen(world, 1.5)
    page.change(on=True)
    rounds = stepper(page, "Rounds, Cat and cow")
    assert rounds.value() == 15
    QTest.mouseClick(rounds.less, Qt.MouseButton.LeftButton)
    assert rounds.value() == 14
    QTest.mouseClick(rounds.less, Qt.MouseButton.LeftButton)
    assert rounds.value() == 12
    item = next(i for i in world.routines.get("easy-lower-back").items if i.stretch == "cat-cow")
    assert item.repetitions == 8


def test_the_usual_dose_is_shown(world: World, page: TodayPage) -> None:
    world.routines.use_everywhere(KNEE, Dose(hold_s=25, repetitions=2))
    assert said(page, "25 s × 2")
    page.change(on=True)
    assert stepper(page, "Hold, Knee to chest").value() == 25
    assert stepper(page, "Times, Knee to chest").value() == 2


def test_on_a_half_day_the_routine_itself_is_set(world: World, page: TodayPage) -> None:
    world.session(world.clock.at.date() - timedelta(days=1), pre=2, post=5)
    page.refresh()
    assert said(page, "20 s × 2"), "half of three, rounded up"
    page.change(on=True)
    assert said(page, "Today half as often as it says here.")
    times = stepper(page, "Times, Knee to chest")
    assert times.value() == 3
    QTest.mouseClick(times.more, Qt.MouseButton.LeftButton)
    assert times.value() == 4
    item = next(i for i in world.routines.get("easy-lower-back").items if i.stretch == KNEE)
    assert item.repetitions == 4
