"""The cards of Today that come from the comfort rules: when they come, what keys do, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from stretchplayer.core.comfort import Answer, ReactionKind
from stretchplayer.core.comfort.next_day import Settled
from stretchplayer.core.wording import forbidden
from stretchplayer.ui.pages import today, today_words
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.widgets.daily_card import DailyCard
from stretchplayer.ui.widgets.note_card import NoteCard
from tests.ui.world import THURSDAY, World

TODAY = THURSDAY.date()
YESTERDAY = TODAY - timedelta(days=1)
AMBER, HIGHER, PAUSE, SORER, UNSETTLED = (
    ReactionKind.AMBER,
    ReactionKind.HIGHER,
    ReactionKind.PAUSE,
    ReactionKind.SORER,
    ReactionKind.UNSETTLED,
)
TAKEN, DECLINED = Answer.TAKEN, Answer.DECLINED


class Told:
    """What the page has told, and the last way to take it back."""

    def __init__(self, page: TodayPage) -> None:
        self.words: list[str] = []
        self.undo: Callable[[], None]
        page.told.connect(self._hear)

    def _hear(self, words: str, action: str | None, undo: Callable[[], None]) -> None:
        self.words.append(words)
        assert action in (None, "Undo")
        self.undo = undo


@pytest.fixture
def world(worlds: Callable[..., World]) -> World:
    """Somebody past the first two weeks, and past the early morning."""
    made = worlds()
    made.settings.update(wake_up_min=5 * 60, ask_daily=False)
    made.session(TODAY - timedelta(days=30), pre=2, post=2)
    return made


def shown(world: World, width: int = 1072, height: int = 800) -> TodayPage:
    page = world.today_page()
    page.resize(width, height)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


def cards(page: TodayPage) -> list[str]:
    """What the cards say that are shown, from above."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    found = [card for card in page.findChildren(NoteCard) if card.isVisible()]
    return [card.words.text() for card in sorted(found, key=lambda card: card.y())]


def button(page: TodayPage, text: str, card: str = "") -> QPushButton:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    return next(
        one
        for found in page.findChildren(NoteCard)
        if found.isVisible() and card in found.words.text()
        for one in found.buttons
        if one.text() == text
    )


def press(page: TodayPage, text: str, card: str = "") -> None:
    """By the keyboard."""
    pressed = button(page, text, card)
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Space)
    QApplication.processEvents()


def log(world: World) -> list[tuple[ReactionKind, Answer]]:
    return [(one.kind, one.answer) for one in world.comfort.reactions()]


# ---- the day after ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "question"),
    [
        (1, "Yesterday, did any extra pain settle within a day?"),
        (2, "On Tuesday, did any extra pain settle within a day?"),
        (3, "On Monday, did any extra pain settle within a day?"),
    ],
)
def test_the_day_is_named(world: World, days: int, question: str) -> None:
    world.session(TODAY - timedelta(days=days), pre=2, post=2)
    assert cards(shown(world)) == [question]


@pytest.mark.parametrize("days", [0, 4])
def test_today_and_long_ago_are_not_asked_about(world: World, days: int) -> None:
    world.session(TODAY - timedelta(days=days), pre=2, post=2)
    assert cards(shown(world)) == []


def test_over_midnight_the_question_comes_by_itself(world: World) -> None:
    world.clock.at = THURSDAY.replace(hour=23, minute=59)
    world.session(TODAY, pre=2, post=2, hour=20)
    page = shown(world)
    assert cards(page) == []
    world.clock.pass_(minutes=1)
    page.follow_clock()
    assert cards(page) == ["Yesterday, did any extra pain settle within a day?"]


def test_it_is_not_asked_where_that_is_not_wanted(world: World) -> None:
    world.session(YESTERDAY, pre=2, post=2)
    page = shown(world)
    world.settings.update(ask_next_day=False)
    assert cards(page) == []


@pytest.mark.parametrize(
    ("text", "settled"),
    [("Yes", Settled.YES), ("There was none", Settled.NONE), ("Skip", Settled.SKIPPED)],
)
def test_an_answer_is_kept_and_can_be_taken_back(world: World, text: str, settled: Settled) -> None:
    world.session(YESTERDAY, pre=2, post=2)
    page = shown(world)
    told = Told(page)
    press(page, text)
    assert cards(page) == []
    assert log(world) == []
    (kept,) = world.store.comfort.next_day_answers()
    assert (kept.about, kept.settled) == (YESTERDAY, settled)
    assert told.words == ["Noted."]
    told.undo()
    assert cards(page) == [today_words.settled_question(YESTERDAY, TODAY)]
    press(page, "No")
    assert [one.settled for one in world.store.comfort.next_day_answers()] == [Settled.NO]


def test_after_a_no_what_follows_is_said_at_once_and_can_be_changed(world: World) -> None:
    world.session(YESTERDAY, pre=2, post=2)
    page = shown(world)
    press(page, "No")
    (card,) = cards(page)
    assert card.startswith("Half-length today, ")
    assert card.endswith(" min, because extra pain had not settled within a day.")
    assert page.hero.about.text().startswith("Half-length today, ")
    assert world.services.maker.options().half_dose
    assert log(world) == [(UNSETTLED, TAKEN)]
    press(page, "Change answer")
    assert cards(page)[0] == today_words.settled_question(YESTERDAY, TODAY)
    press(page, "Leave it")
    assert cards(page) == [card]
    press(page, "Change answer")
    press(page, "Yes")
    assert cards(page) == []
    assert not world.services.maker.options().half_dose
    assert log(world) == [(UNSETTLED, Answer.UNDONE)]


def test_with_the_rules_off_a_no_is_noted_and_nothing_follows(world: World) -> None:
    world.settings.update(react=False)
    world.session(YESTERDAY, pre=2, post=2)
    page = shown(world)
    press(page, "No")
    assert cards(page) == [today_words.NOTHING_FOLLOWS]
    assert log(world) == [(UNSETTLED, Answer.OFF)]
    press(page, "Change answer")
    press(page, "Yes")
    assert cards(page) == []


def test_the_focus_goes_on_to_what_follows(world: World) -> None:
    world.session(YESTERDAY, pre=2, post=2)
    page = shown(world)
    press(page, "No")
    assert QApplication.focusWidget() is button(page, "Use full length")
    press(page, "Change answer")
    assert QApplication.focusWidget() is button(page, "Yes")
    press(page, "Yes")
    assert QApplication.focusWidget() is page


def test_an_answer_the_disk_refuses_is_said(world: World) -> None:
    world.session(YESTERDAY, pre=2, post=2)
    page = shown(world)
    world.refuse_writing()
    press(page, "No")
    assert "cannot be written" in cards(page)[0]
    assert log(world) == []


# ---- the next session ------------------------------------------------------------------------------


def test_half_length_can_be_declined_for_the_next_session_and_had_back(world: World) -> None:
    world.settings.update(ask_next_day=False)
    world.session(YESTERDAY, pre=2, post=5)
    page = shown(world)
    told = Told(page)
    (half,) = cards(page)
    assert half.endswith("because your last session ended sorer than it began.")
    press(page, "Use full length")
    assert cards(page) == []
    assert not page.hero.about.text().startswith("Half")
    assert log(world) == [(SORER, DECLINED)]
    told.undo()
    assert cards(page) == [half]
    press(page, "Use full length")
    world.session(TODAY, pre=2, post=5, hour=9)
    assert cards(page)[0].endswith("sorer than it began.")


def test_full_length_after_a_no_says_so_and_the_answer_can_still_be_changed(world: World) -> None:
    world.session(YESTERDAY, pre=2, post=2)
    page = shown(world)
    press(page, "No")
    press(page, "Use full length")
    assert cards(page) == [today_words.AS_LONG_AS_EVER]
    world.session(TODAY, pre=2, post=2, hour=9)
    assert cards(page) == []


def test_a_stretch_that_was_sore_is_eased_unless_that_is_declined(world: World) -> None:
    world.settings.update(ask_next_day=False)
    session = world.session(YESTERDAY, pre=2, post=2)
    world.comfort.note(AMBER, session=session, stretch="cat-cow", before=2, score=4)
    page = shown(world)
    assert cards(page) == ["Cat and cow is eased this time, since it was sore."]
    world.comfort.note(AMBER, session=session, stretch="prayer-stretch", before=2, score=4)
    world.comfort.note(
        AMBER, session=session, stretch="calf-stretch", before=2, score=4
    )  # in no routine here
    both = "Cat and cow and Prayer stretch are eased this time, since they were sore."
    assert cards(page) == [both]
    page.choose("short-day")
    assert cards(page) == []
    page.choose("easy-lower-back")
    told = Told(page)
    press(page, "As planned")
    assert cards(page) == []
    assert world.comfort.eased_next() == {"calf-stretch"}
    told.undo()
    assert cards(page) == [both]
    world.history.set_aside("cat-cow", "6 of 10")  # what is left out is not eased
    assert cards(page)[0] == "Prayer stretch is eased this time, since it was sore."


# ---- advice ----------------------------------------------------------------------------------------


def test_after_two_no_running_a_pause_is_suggested_and_start_stays(world: World) -> None:
    world.clock.pass_(days=-1)
    world.session(YESTERDAY - timedelta(days=1), pre=2, post=2)
    world.comfort.answer_next_day(YESTERDAY - timedelta(days=1), Settled.NO)
    world.clock.pass_(days=1)
    world.session(YESTERDAY, pre=2, post=2)
    page = shown(world)
    press(page, "No")
    assert cards(page)[0] == today_words.PAUSE
    assert page.hero.start.isEnabled()
    started: list[str] = []
    page.start_wanted.connect(started.append)
    QTest.mouseClick(page.hero.start, Qt.MouseButton.LeftButton)
    assert started == ["easy-lower-back"]
    asked: list[str] = []
    page.stop_wanted.connect(lambda: asked.append("stop"))
    page.why_wanted.connect(asked.append)
    press(page, "When to stop")
    press(page, "Why", today_words.PAUSE)
    assert asked == ["stop", "pause"]
    told = Told(page)
    press(page, "Close")
    assert today_words.PAUSE not in cards(page)
    assert log(world)[-1] == (PAUSE, DECLINED)
    told.undo()
    assert cards(page)[0] == today_words.PAUSE


def rate_days(world: World, scores: list[int], last: date = TODAY) -> None:
    """One rating a day up to this one."""
    back = world.clock.at
    for place, score in enumerate(reversed(scores)):
        world.clock.at = back - timedelta(days=place + (back.date() - last).days)
        world.history.record_rating("day", score)
    world.clock.at = back


def test_weeks_that_are_higher_bring_advice_once_the_page_is_there(
    world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate_days(world, [3] * 21 + [7] * 21)
    monkeypatch.setattr(today, "LOOK_AT_WEEKS_MS", 1)
    page = shown(world)
    qtbot.waitUntil(lambda: bool(cards(page)))
    assert cards(page) == [today_words.TRENDS[HIGHER]]
    assert log(world) == [(HIGHER, TAKEN)]
    told = Told(page)
    press(page, "Close")
    assert cards(page) == []
    assert log(world) == [(HIGHER, DECLINED)]
    page.look_at_weeks()
    assert cards(page) == []
    told.undo()
    assert cards(page) == [today_words.TRENDS[HIGHER]]


def test_nothing_is_looked_up_before_the_page_is_there_nor_behind_a_cover(world: World) -> None:
    rate_days(world, [3] * 21 + [7] * 21)
    page = shown(world)
    assert cards(page) == []
    page.hide()
    page.look_at_weeks()
    assert log(world) == []
    page.show()
    page.look_at_weeks()
    assert cards(page) == [today_words.TRENDS[HIGHER]]


# ---- many ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "at_once"), [(1072, 3), (832, 2)])
def test_many_cards_fold_into_a_line_that_opens_them(world: World, width: int, at_once: int) -> None:
    for stretch in ("cat-cow", "prayer-stretch", "calf-stretch", "glute-bridge", "bird-dog"):
        world.history.set_aside(stretch, "6 of 10")
    page = shown(world, width)
    more = page.cards.more
    assert len(cards(page)) == at_once - 1
    assert more.text() == f"{5 - at_once + 1} more notes"
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Space)
    assert len(cards(page)) == 5
    first_new = cards(page)[at_once - 1]
    assert QApplication.focusWidget() is button(page, "Put it back", first_new)
    world.history.mark_flare_day(TODAY)  # made anew, they stay open
    assert len(cards(page)) == 5
    more.click()
    assert len(cards(page)) == at_once - 1
    assert more.hasFocus()


def test_as_many_as_there_is_room_for_stay_open(world: World) -> None:
    for stretch in ("cat-cow", "prayer-stretch", "calf-stretch"):
        world.history.set_aside(stretch, "6 of 10")
    page = shown(world)
    assert len(cards(page)) == 3
    assert not page.cards.more.isVisible()
    told = Told(page)
    press(page, "Put it back", "Prayer stretch")
    assert len(cards(page)) == 2
    told.undo()
    assert [one.why for one in world.history.all_set_aside()] == ["6 of 10"] * 3


@pytest.mark.parametrize(("width", "height"), [(1072, 800), (832, 600)])
def test_start_stays_in_view_however_much_there_is_to_say(world: World, width: int, height: int) -> None:
    world.settings.update(wake_up_min=7 * 60, ask_daily=True)
    session = world.session(YESTERDAY, pre=2, post=5)
    world.comfort.note(AMBER, session=session, stretch="cat-cow", before=2, score=4)
    world.history.set_aside("calf-stretch", "flag")
    world.session(TODAY, pre=2, post=5, hour=7)  # so that the last 24 hours are asked about
    page = shown(world, width, height)
    assert [card.isVisible() for card in page.findChildren(DailyCard)] == [width > 1000]
    start = page.hero.start
    assert start.mapTo(page.viewport(), start.rect().bottomLeft()).y() <= height


@pytest.mark.parametrize(
    ("width", "scale", "under"), [(1072, 1.0, False), (832, 1.0, False), (832, 2.0, True)]
)
def test_buttons_go_under_the_words_where_there_is_no_room(
    worlds: Callable[..., World], width: int, scale: float, under: bool
) -> None:
    world = worlds(text_scale=scale)
    world.settings.update(wake_up_min=5 * 60)
    world.session(TODAY - timedelta(days=30), pre=2, post=2)
    world.session(YESTERDAY, pre=2, post=2)
    page = shown(world, width)
    card = next(found for found in page.findChildren(NoteCard) if found.isVisible())
    yes = card.buttons[0]
    below = yes.mapTo(card, yes.rect().topLeft()).y() >= card.words.geometry().bottom()
    assert below is under
    for one in card.buttons:
        assert one.width() >= one.sizeHint().width()
        assert one.mapTo(card, one.rect().bottomRight()).x() <= card.width()
        assert one.accessibleDescription() == card.words.text()


def test_words_keep_to_the_house() -> None:
    said = [
        today_words.PAUSE,
        *today_words.TRENDS.values(),
        today_words.SHORT_HOLDS,
        today_words.KINDER_ORDER,
        today_words.OWN_ORDER,
        today_words.IN_ORDER,
        today_words.NOTHING_FOLLOWS,
        today_words.AS_LONG_AS_EVER,
        today_words.settled_question(YESTERDAY, TODAY),
        today_words.half_length("5 min", SORER),
        today_words.half_length("5 min", UNSETTLED),
        today_words.eased(["Cat and cow", "Prayer stretch"]),
        today_words.more_notes(3),
    ]
    assert [(text, found.words) for text in said for found in forbidden(text)] == []
