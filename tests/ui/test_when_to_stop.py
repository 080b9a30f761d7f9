"""When to stop: everything the safety text asks for is there, and it can be left from the player."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from stretchplayer.core import comfort
from stretchplayer.ui.pages.when_to_stop import WhenToStopPage
from stretchplayer.ui.pages.when_to_stop_words import OWN_NUMBERS, REACTS_NOT
from tests.ui.world import World

# One telling word for each emergency sign (after the cauda equina warning cards).
EMERGENCY = ("between the legs", "urine", "bowel", "sexual", "both legs", "tearing")
DOCTOR = (
    "fall",
    "cancer",
    "Fever",
    "Steroid",
    "never eases",
    "after 50",
    "each morning",
    "below the knee",
    "6 weeks",
)
ASK = ("operation", "pregnant", "heart", "Blood pressure", "stenosis", "not to exercise", "floor alone")


def texts(page: WhenToStopPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]


@pytest.mark.parametrize("sign", [*EMERGENCY, *DOCTOR, *ASK])
def test_every_sign_is_named(world: World, sign: str) -> None:
    assert any(sign in words for words in texts(world.stop_page()))


def test_what_to_do_comes_first(world: World) -> None:
    page = world.stop_page()
    said = texts(page)
    assert said.index("Get help now") < said.index("While you stretch")
    assert any("Go to an emergency department or call your emergency number now" in words for words in said)


def test_the_rules_are_those_of_the_core(world: World) -> None:
    said = " ".join(texts(world.stop_page()))
    assert f"A rating of {comfort.RED_SCORE} or more" in said
    assert f"sorer than you began by {comfort.SORER_AFTER_RISE} or more" in said


def test_the_user_s_own_number_is_shown_when_there_is_one(world: World) -> None:
    page = world.stop_page()
    page.show()
    assert not any("Your number" in words for words in texts(page))
    world.settings.update(emergency_number="112")
    assert "Your number: 112" in texts(page)


def test_it_tells_when_the_questions_were_answered_and_asks_them_again(world: World) -> None:
    page = world.stop_page()
    page.show()
    assert any("Last answered on 19 November 2026." in words for words in texts(page))
    wanted: list[bool] = []
    page.questions_wanted.connect(lambda: wanted.append(True))
    page.again.click()
    assert wanted


def test_it_leads_to_the_comfort_rules_and_says_when_their_numbers_are_other_ones(world: World) -> None:
    page = world.stop_page()
    page.show()
    assert OWN_NUMBERS not in texts(page)
    world.settings.update(comfort=comfort.ComfortRules(red_score=5))
    assert OWN_NUMBERS in texts(page)
    wanted: list[bool] = []
    page.comfort_wanted.connect(lambda: wanted.append(True))
    QTest.keyClick(page.comfort_rules, Qt.Key.Key_Space)
    assert wanted
    covering = world.stop_page(covering=True)
    covering.show()
    assert not covering.comfort_rules.isVisible()  # one thing at a time while something plays


def test_over_the_player_there_is_a_way_back(world: World) -> None:
    page = world.stop_page(covering=True)
    page.show()
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert len(left) == 2


def test_it_says_when_the_app_does_not_react(world: World) -> None:
    page = world.stop_page()
    page.show()
    assert REACTS_NOT not in texts(page)
    world.settings.update(react=False)
    assert REACTS_NOT in texts(page)
    world.settings.update(react=True)
    assert not {REACTS_NOT, OWN_NUMBERS}.intersection(texts(page))


def test_it_scrolls_by_keys(world: World) -> None:
    page = world.stop_page()
    page.resize(832, 520)
    page.show()
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert page.verticalScrollBar().value() > 0
