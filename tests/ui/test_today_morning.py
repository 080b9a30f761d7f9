"""Early in the day bending comes last: for Today's session alone, and no longer than two hours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from stretchplayer.core.early_morning import early_order
from stretchplayer.core.routine import Routine
from stretchplayer.ui.pages import today, today_words
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.widgets.thumbnails import ThumbnailCard
from tests.ui.test_today_cards import cards, press, shown
from tests.ui.world import THURSDAY, World

EASY = "easy-lower-back"


@pytest.fixture
def world(worlds: Callable[..., World]) -> World:
    """At a quarter past midnight, three quarters of an hour after getting up."""
    made = worlds()
    made.services.maker.choose_full_holds()
    made.settings.update(wake_up_min=23 * 60 + 30)
    made.clock.at = THURSDAY.replace(hour=0, minute=15)
    return made


def starts(page: TodayPage) -> list[Routine | str]:
    wanted: list[Routine | str] = []
    page.start_wanted.connect(wanted.append)
    page.once_wanted.connect(wanted.append)
    return wanted


def thumbnails(page: TodayPage) -> list[str]:
    shown_ones = [card for card in page.findChildren(ThumbnailCard) if card.isVisible()]
    return [card.findChildren(QLabel)[0].text() for card in shown_ones]


def test_the_kinder_order_is_played_and_shown_and_the_routine_stays(world: World) -> None:
    page = shown(world)
    own = world.routines.get(EASY)
    kinder = early_order(own, world.services.catalogue)
    assert kinder not in (None, own)
    assert cards(page) == [today_words.KINDER_ORDER]
    wanted = starts(page)
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert wanted == [kinder]
    assert world.routines.get(EASY) == own
    assert [item.stretch for item in page.played.items][-1] == "prayer-stretch"


def test_the_users_own_order_is_for_one_session(world: World) -> None:
    page = shown(world)
    before = thumbnails(page)
    wanted = starts(page)
    press(page, "Use my order")
    assert cards(page) == [today_words.OWN_ORDER]
    assert thumbnails(page) != before
    press(page, "Use the kinder order")
    assert thumbnails(page) == before
    press(page, "Use my order")
    page.start()
    assert wanted == [EASY]
    page.start()
    assert isinstance(wanted[1], Routine)


def test_when_the_two_hours_are_over_card_and_order_go(
    world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "LOOK_AT_CLOCK_MS", 5)
    page = shown(world)
    wanted = starts(page)
    world.clock.at = world.clock.at.replace(hour=1, minute=29)
    page.follow_clock()
    assert cards(page) == [today_words.KINDER_ORDER]
    world.clock.pass_(minutes=1)
    qtbot.waitUntil(lambda: cards(page) == [])
    page.start()
    assert wanted == [EASY]


def test_it_comes_with_the_hour_also_when_the_page_was_hidden(world: World) -> None:
    world.clock.at = THURSDAY.replace(hour=23, minute=29)
    page = shown(world)
    assert cards(page) == []
    page.hide()
    world.clock.pass_(minutes=45)
    page.show()
    assert cards(page) == [today_words.KINDER_ORDER]
    assert "Friday 20 November" in page._date.text()


def test_a_time_of_getting_up_that_is_changed_counts_at_once(world: World) -> None:
    page = shown(world)
    world.settings.update(wake_up_min=7 * 60)
    assert cards(page) == []


def test_a_routine_that_is_in_that_order_already_stays_as_it_is(world: World) -> None:
    own = world.routines.get(EASY)
    kinder = early_order(own, world.services.catalogue)
    assert kinder is not None
    world.routines.save(kinder)
    page = shown(world)
    assert cards(page) == [today_words.IN_ORDER]
    wanted = starts(page)
    page.start()
    assert wanted == [EASY]


def test_a_routine_without_bending_has_no_note(world: World) -> None:
    catalogue = world.services.catalogue
    straight = next(routine.id for routine in world.routines.all() if early_order(routine, catalogue) is None)
    page = shown(world)
    page.choose(straight)
    assert cards(page) == []


def test_why_leads_to_the_rule(world: World) -> None:
    page = shown(world)
    asked: list[str] = []
    page.why_wanted.connect(asked.append)
    press(page, "Why")
    assert asked == ["morning"]
