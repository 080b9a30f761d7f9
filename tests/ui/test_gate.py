"""Nothing moves the body before the safety questions allow it; the warning signs are one key away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from stretchplayer.core.comfort import Answer, ReactionKind
from stretchplayer.core.flexibility import LEG_RAISE_TEST
from stretchplayer.core.screening import (
    ALL_TEXT,
    FIRST_TWO_TEXT,
    QUESTIONS,
    WARNING_SIGNS_TEXT,
    Outcome,
)
from stretchplayer.core.session import Phase
from stretchplayer.ui.measure.page import MeasurePage
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.pages.when_to_stop import WhenToStopPage
from stretchplayer.ui.routines_hub import RoutinesHub
from stretchplayer.ui.screening.page import ScreeningPage
from tests.answered import TABS_TO_AGREE, answer_clear
from tests.ui.test_desk import Opened

Key = Qt.Key


@pytest.fixture
def rooms(tmp_path: Path, qapp: object, _fonts: None) -> Iterator[Callable[..., Opened]]:
    made: list[Opened] = []

    def make(**wishes: object) -> Opened:
        made.append(Opened(tmp_path / str(len(made)), **wishes))  # type: ignore[arg-type]
        QApplication.processEvents()
        return made[-1]

    yield make
    for opened in made:
        opened.close()


def today(opened: Opened) -> TodayPage:
    page = opened.window.page("today")
    assert isinstance(page, TodayPage)
    return page


def questions(opened: Opened) -> ScreeningPage:
    QApplication.processEvents()
    page = opened.desk.gate.page
    assert page is not None, "nothing is asked"
    return page


def press(opened: Opened, *keys: Key) -> None:
    for key in keys:
        QApplication.processEvents()
        target = opened.window.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)


def answer_by_keys(opened: Opened) -> None:
    """No to all, and the promise."""
    for asked in QUESTIONS.values():
        press(opened, *[Key.Key_N] * len(asked), Key.Key_Return)
    press(opened, Key.Key_Space, *[Key.Key_Tab] * TABS_TO_AGREE, Key.Key_Return)


def ways_to_move(opened: Opened) -> dict[str, Callable[[], object]]:
    """Everything that makes somebody move."""
    desk, parts = opened.desk, opened.parts
    parts.settings.update(ask_before=False)
    short = parts.routines.get("short-day")
    driver = parts.maker.prepare(short, None)
    driver.start()
    while parts.history.unfinished().checkpoint is None:  # type: ignore[union-attr]
        opened.clock.pass_(milliseconds=200)
        driver.wake()
    driver.close()
    unfinished = parts.history.unfinished()
    assert unfinished is not None
    measure, hub = opened.window.page("measure"), opened.window.page("routines")
    assert isinstance(measure, MeasurePage)
    assert isinstance(hub, RoutinesHub)
    desk._go_to_tray()
    assert desk._tray is not None
    return {
        "a routine": lambda: desk.play("short-day"),
        "what fits the minutes": lambda: hub.once_wanted.emit(short),
        "a trial": lambda: desk.try_out(short),
        "carry on": lambda: desk.carry_on(unfinished),
        "start short, in the tray": desk._tray.start_short_wanted.emit,
        "a test": lambda: measure.begin(LEG_RAISE_TEST),
    }


def moves(opened: Opened) -> bool:
    measure = opened.window.page("measure")
    assert isinstance(measure, MeasurePage)
    return opened.desk.player is not None or measure.currentWidget() is measure.wizard


def test_every_way_to_move_is_closed_until_the_questions_are_answered(
    rooms: Callable[..., Opened],
) -> None:
    opened = rooms(answered=False)
    ways = ways_to_move(opened)
    for name, begin in ways.items():
        begin()
        assert not moves(opened), name
        questions(opened).left.emit()
        assert opened.desk.gate.page is None
        assert not moves(opened), name
    answer_clear(opened.store, opened.clock.now())
    for name, begin in ways.items():
        begin()
        assert moves(opened), name
        opened.desk._end_player()
        opened.window.page("measure").wizard.left.emit()  # type: ignore[attr-defined]
        assert not moves(opened), name


@pytest.mark.parametrize(
    ("outcome", "text"),
    [(Outcome.STOPPED, WARNING_SIGNS_TEXT), (Outcome.ADVISED, ALL_TEXT), (Outcome.ADVISED, FIRST_TWO_TEXT)],
)
def test_start_stays_closed_after_a_stop_or_an_advice(
    rooms: Callable[..., Opened], outcome: Outcome, text: str
) -> None:
    opened = rooms()
    opened.parts.screening.save(outcome, text)
    opened.desk.play("short-day")
    assert opened.desk.player is None
    page = questions(opened)
    press(opened, Key.Key_Escape)
    assert opened.desk.gate.page is None
    assert opened.desk.player is None
    for key in ("routines", "stretches", "progress", "measure", "settings"):
        opened.window.go(key)
        assert opened.window.shown == key, "browsing stays open"
    del page


def test_what_was_wanted_begins_after_the_questions(rooms: Callable[..., Opened]) -> None:
    opened = rooms(answered=False, routine="short-day")
    assert opened.desk.player is None, "the command line waits as well"
    answer_by_keys(opened)
    assert opened.desk.gate.page is None
    assert opened.desk.player is not None
    assert opened.desk.player.view is opened.desk.player.rating


def test_what_is_looked_away_from_does_not_begin_later(rooms: Callable[..., Opened]) -> None:
    opened = rooms(answered=False)
    opened.desk.play("short-day")
    press(opened, Key.Key_Escape)
    opened.desk.gate.ask()
    answer_by_keys(opened)
    assert opened.parts.screening.may_start()
    assert opened.desk.player is None


def test_the_first_run_begins_with_questions_on_today(rooms: Callable[..., Opened]) -> None:
    opened = rooms(answered=False)
    assert opened.window.shown == "today"
    assert not opened.window.covered
    hero = today(opened).hero
    assert (hero.title.text(), hero.start.text()) == ("First, two minutes of questions", "Begin")
    assert not today(opened).cards.has_cards  # nothing of a routine that cannot be begun yet
    QTest.keyClick(today(opened), Key.Key_Space)
    answer_by_keys(opened)
    assert not opened.window.covered
    assert today(opened).cards.has_cards
    assert (hero.title.text(), hero.start.text()) == ("Easy lower back", "Start")
    QTest.keyClick(today(opened), Key.Key_Space)
    assert opened.desk.player is not None


@pytest.mark.parametrize(
    ("outcome", "text", "title", "button"),
    [
        (Outcome.STOPPED, WARNING_SIGNS_TEXT, "Stretching waits", "Answer again"),
        (Outcome.ADVISED, FIRST_TWO_TEXT, "Please be seen before using the app", "I have been seen"),
        (Outcome.ADVISED, ALL_TEXT, "Ask your professional which stretches suit you", "I have asked"),
    ],
)
def test_today_says_what_is_needed(
    rooms: Callable[..., Opened], outcome: Outcome, text: str, title: str, button: str
) -> None:
    opened = rooms()
    opened.parts.screening.save(outcome, text)
    hero = today(opened).hero
    assert (hero.title.text(), hero.start.text()) == (title, button)
    today(opened).choose("short-day")
    assert hero.title.text() == title
    hero.start.click()
    assert questions(opened).isVisible()


def test_a_red_that_was_a_slip_asks_for_nothing(rooms: Callable[..., Opened]) -> None:
    opened = rooms()
    opened.clock.pass_(minutes=10)
    slip = opened.parts.comfort.note(ReactionKind.RED, session=None, stretch="cat-cow", score=7)
    assert not opened.parts.screening.may_start()
    opened.store.comfort.settle(slip, Answer.UNDONE)
    assert opened.parts.screening.may_start()


def test_after_a_red_stretch_the_next_start_asks_for_the_warning_signs(
    rooms: Callable[..., Opened],
) -> None:
    opened = rooms()
    opened.clock.pass_(minutes=10)
    opened.parts.comfort.note(ReactionKind.RED, session=None, stretch="cat-cow", score=7)
    opened.clock.pass_(days=1)
    assert today(opened).hero.start.text() == "Start"
    opened.desk.play("short-day")
    assert len(questions(opened).blocks) == 1
    press(opened, *[Key.Key_N] * 6, Key.Key_Return)
    assert opened.desk.player is not None


# The warning signs, one key away


def stop_page(opened: Opened) -> WhenToStopPage | None:
    return opened.desk._stop_sign.page


def f2(opened: Opened, qtbot: QtBot) -> None:
    """A shortcut of the window."""
    with qtbot.waitActive(opened.window):
        opened.window.activateWindow()
    press(opened, Key.Key_F2)


def test_one_key_shows_them_over_every_page_and_goes_back(rooms: Callable[..., Opened], qtbot: QtBot) -> None:
    opened = rooms()
    for key in ("today", "routines", "stretches", "progress", "measure", "settings"):
        opened.window.go(key)
        f2(opened, qtbot)
        assert stop_page(opened) is not None, key
        f2(opened, qtbot)
        press(opened, Key.Key_Escape)
        assert stop_page(opened) is None
        assert opened.window.shown == key
        assert not opened.window.covered, "one page, however often the key was pressed"


def test_the_key_takes_no_letter_from_a_field(rooms: Callable[..., Opened], qtbot: QtBot) -> None:
    opened = rooms()
    opened.window.go("settings")
    settings = opened.window.page("settings")
    field = next(line for line in settings.findChildren(QLineEdit) if line.isVisible())
    field.setFocus()
    QTest.keyClicks(field, "hh")
    assert field.text() == "hh"
    f2(opened, qtbot)
    assert stop_page(opened) is not None
    press(opened, Key.Key_Escape)
    assert field.text() == "hh"


def test_it_pauses_what_plays(rooms: Callable[..., Opened], qtbot: QtBot) -> None:
    opened = playing(rooms)
    player = opened.desk.player
    assert player is not None
    assert player.driver is not None
    f2(opened, qtbot)
    assert stop_page(opened) is not None
    assert player.driver.phase is Phase.PAUSED
    press(opened, Key.Key_Escape)
    assert opened.desk.player is player


def test_it_is_there_before_the_first_question_of_a_session(
    rooms: Callable[..., Opened], qtbot: QtBot
) -> None:
    opened = rooms()
    opened.desk.play("short-day")
    f2(opened, qtbot)
    assert stop_page(opened) is not None
    press(opened, Key.Key_Escape)
    assert opened.desk.player is not None


def test_its_key_is_told(rooms: Callable[..., Opened]) -> None:
    opened = rooms()
    for width in (1280, 900):
        opened.window.resize(width, 700)
        assert opened.window.navigation.buttons["when-to-stop"].toolTip() == "When to stop (F2)"


def playing(rooms: Callable[..., Opened]) -> Opened:
    opened = rooms()
    opened.parts.settings.update(ask_before=False)
    opened.desk.play("short-day")
    return opened


def test_a_sign_that_is_true_while_playing_ends_the_session_and_shows_help(
    rooms: Callable[..., Opened],
) -> None:
    opened = playing(rooms)
    opened.clock.pass_(seconds=30)
    player = opened.desk.player
    assert player is not None
    QTest.keyClick(player, Key.Key_H)
    page = stop_page(opened)
    assert page is not None
    page.help.click()
    assert opened.desk.player is None
    assert questions(opened).emergency.isVisible()
    (session,) = opened.parts.history.sessions()
    assert session.outcome == "stopped"
    assert [kept.outcome for kept in opened.store.history.screenings()] == ["clear", "stopped"]
    (noted,) = opened.parts.comfort.reactions(None, (ReactionKind.HELP,))
    assert noted.session == session.id
    questions(opened).emergency.close_page.click()
    assert not opened.window.covered
    opened.desk.play("short-day")
    assert opened.desk.player is None


def test_a_sign_that_is_true_on_the_page_shows_help_and_can_be_taken_back(
    rooms: Callable[..., Opened],
) -> None:
    opened = rooms()
    opened.window.go("when-to-stop")
    page = opened.window.page("when-to-stop")
    assert isinstance(page, WhenToStopPage)
    page.help.click()
    assert not opened.parts.screening.may_start()
    assert opened.parts.comfort.reactions() == [], "no session, no reaction"
    questions(opened).emergency.mistake.click()
    assert questions(opened).blocks[0].questions.count == 0
    answer_by_keys(opened)
    assert opened.parts.screening.may_start()
    assert opened.desk.player is None


def test_the_questions_can_be_answered_again_at_any_time(rooms: Callable[..., Opened]) -> None:
    opened = rooms()
    opened.clock.pass_(days=9)
    opened.window.go("when-to-stop")
    page = opened.window.page("when-to-stop")
    assert isinstance(page, WhenToStopPage)
    page.again.click()
    press(opened, Key.Key_N, Key.Key_Escape)
    assert len(opened.store.history.screenings()) == 1, "leaving changes nothing"
    page.again.click()
    answer_by_keys(opened)
    assert [kept.at for kept in opened.store.history.screenings()][1:] == [opened.clock.at]
    assert opened.window.shown == "when-to-stop"


def test_erasing_everything_asks_again(rooms: Callable[..., Opened]) -> None:
    opened = rooms()
    opened.parts.data.erase()
    assert not opened.parts.screening.may_start()
    opened.desk.play("short-day")
    assert isinstance(questions(opened), QWidget)
    assert opened.desk.player is None
