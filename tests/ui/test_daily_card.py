"""The question about the last 24 hours on Today: once a day, after a session or from four o'clock on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stretchplayer.core.history import RatingKind
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.widgets.daily_card import DailyAnswer, DailyCard
from tests.ui.world import THURSDAY, World


def today(world: World) -> TodayPage:
    page = world.today_page()
    page.resize(1072, 800)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


def card(page: TodayPage) -> DailyCard | None:
    return next((found for found in page.findChildren(DailyCard) if found.isVisible()), None)


def answer(page: TodayPage) -> DailyAnswer | None:
    return next((found for found in page.findChildren(DailyAnswer) if found.isVisible()), None)


def the_card(page: TodayPage) -> DailyCard:
    found = card(page)
    assert found is not None
    return found


def evening(world: World) -> World:
    world.clock.at = THURSDAY.replace(hour=16)
    return world


def test_in_the_morning_it_is_not_asked(world: World) -> None:
    world.clock.at = THURSDAY.replace(hour=15, minute=59)
    assert card(today(world)) is None


def test_it_is_asked_from_four_oclock_on(world: World) -> None:
    assert card(today(evening(world))) is not None


def test_it_is_asked_after_a_session(world: World) -> None:
    page = today(world)
    world.session(THURSDAY.date(), pre=3)
    QApplication.processEvents()
    assert card(page) is not None


def test_an_answer_is_kept_shown_and_can_be_changed(world: World) -> None:
    page = today(evening(world))
    the_card(page).keys.keys[3].click()
    QApplication.processEvents()
    assert card(page) is None
    given = answer(page)
    assert given is not None
    assert given.words.text() == "Your back over the last 24 hours: 3 of 10, mild."
    given.change.click()
    QApplication.processEvents()
    assert the_card(page).keys.score == 3
    the_card(page).keys.keys[5].click()
    QApplication.processEvents()
    assert [(r.kind, r.score) for r in world.history.ratings()] == [(RatingKind.DAY, 5)]
    assert answer(page) is not None


def test_skipping_is_missing_not_nought_and_it_is_not_asked_again(world: World) -> None:
    page = today(evening(world))
    the_card(page).skip.click()
    QApplication.processEvents()
    (kept,) = world.history.ratings()
    assert (kept.score, kept.skipped) == (None, True)
    assert (card(page), answer(page)) == (None, None)


def test_tomorrow_it_is_asked_again(world: World) -> None:
    page = today(evening(world))
    the_card(page).keys.keys[3].click()
    world.clock.at = THURSDAY.replace(day=20, hour=17)
    page.refresh()
    QApplication.processEvents()
    assert card(page) is not None
    assert the_card(page).keys.score is None


def test_it_can_be_turned_off(world: World) -> None:
    world.settings.update(ask_daily=False)
    assert card(today(evening(world))) is None


def test_keys_alone_do_and_the_focus_stays_with_the_answer(world: World) -> None:
    page = today(evening(world))
    keys = the_card(page).keys
    keys.keys[0].setFocus()
    QTest.keyClick(keys.keys[0], Qt.Key.Key_4)
    QApplication.processEvents()
    given = answer(page)
    assert given is not None
    assert QApplication.focusWidget() is given.change


def test_what_the_disk_does_not_take_is_said(world: World) -> None:
    page = today(evening(world))
    world.refuse_writing()
    asked = the_card(page)
    asked.keys.keys[3].click()
    QApplication.processEvents()
    assert card(page) is asked
    assert "Your average" not in asked.words.text()
