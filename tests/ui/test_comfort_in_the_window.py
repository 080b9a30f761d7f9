"""The way to the comfort rules and back, undo at the foot of the window, and the order that Start plays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from stretchplayer.core.early_morning import early_order
from stretchplayer.ui.comfort.page import ComfortPage
from stretchplayer.ui.pages.settings import SettingsPage
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.pages.when_to_stop import WhenToStopPage
from stretchplayer.ui.widgets.toast import Toaster
from tests.ui.test_desk import Opened
from tests.ui.test_today_cards import press

EASY = "easy-lower-back"


@pytest.fixture
def opened(tmp_path: Path, qapp: object, _fonts: None) -> Iterator[Opened]:
    """On a Monday, an hour after getting up."""
    made = Opened(tmp_path / "data")
    yield made
    made.close()


def today(opened: Opened) -> TodayPage:
    page = opened.page("today")
    assert isinstance(page, TodayPage)
    return page


def comfort(opened: Opened) -> ComfortPage | None:
    QApplication.processEvents()
    return next((page for page in opened.window.findChildren(ComfortPage) if page.isVisible()), None)


def order_played(opened: Opened) -> list[str]:
    """The items of the session that begins now."""
    player = opened.desk.player
    assert player is not None
    QTest.keyClick(player.rating, Qt.Key.Key_N)  # no rating before it
    assert player.driver is not None
    return [item.stretch for item in player.driver.routine.items]


def test_settings_lead_to_the_comfort_rules_and_escape_leads_back(opened: Opened) -> None:
    page = opened.page("settings")
    assert isinstance(page, SettingsPage)
    page.comfort_rules.click()
    rules = comfort(opened)
    assert rules is not None
    QTest.mouseClick(rules.steppers["red_score"].less, Qt.MouseButton.LeftButton)
    assert opened.parts.settings.preferences.comfort.red_score == 5
    QTest.keyClick(rules, Qt.Key.Key_Escape)
    assert comfort(opened) is None
    assert opened.window.shown == "settings"
    assert page.reset_all.isEnabled()


def test_when_to_stop_leads_there_too(opened: Opened) -> None:
    page = opened.page("when-to-stop")
    assert isinstance(page, WhenToStopPage)
    page.comfort_rules.click()
    assert comfort(opened) is not None


def test_why_on_a_card_leads_to_its_rule_and_putting_back_can_be_undone(opened: Opened) -> None:
    opened.parts.history.set_aside("cat-cow", "6 of 10")
    page = today(opened)
    press(page, "Why", "Cat and cow")
    rules = comfort(opened)
    assert rules is not None
    assert rules.focusWidget() is rules.put_back[0]
    rules.put_back[0].click()
    assert not opened.parts.history.left_out()
    (toast,) = opened.window.findChildren(Toaster)
    assert toast.words.text() == "Cat and cow is back."
    toast.findChildren(QPushButton)[0].click()
    assert opened.parts.history.left_out() == {"cat-cow"}
    rules.head.back.click()
    assert comfort(opened) is None


def test_early_in_the_day_start_plays_the_kinder_order_and_the_routines_page_its_own(opened: Opened) -> None:
    own = opened.parts.routines.get(EASY)
    kinder = early_order(own, opened.parts.catalogue)
    assert kinder is not None
    assert kinder != own
    QTest.keyClick(today(opened), Qt.Key.Key_Space)
    assert order_played(opened) == [item.stretch for item in kinder.items]
    opened.desk.play(EASY)
    assert order_played(opened) == [item.stretch for item in own.items]
