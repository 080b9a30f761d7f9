"""The safety questions on their pages: by keys, to every outcome, and nothing kept but the outcome."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from stretchplayer.core.comfort import ReactionKind
from stretchplayer.core.errors import StoreError
from stretchplayer.core.screening import (
    ALL_TEXT,
    FIRST_TWO_TEXT,
    QUESTIONS,
    WARNING_SIGNS_TEXT,
    Block,
    Due,
    Outcome,
)
from stretchplayer.ui.screening import words
from stretchplayer.ui.screening.pages import AdvicePage, BlockPage, PromisePage, WaitsPage
from tests.answered import TABS_TO_AGREE, answer_clear
from tests.ui.screening_kit import Asked, labels
from tests.ui.world import World, the

Key = Qt.Key
CLEAR, ADVISED, STOPPED = Outcome.CLEAR, Outcome.ADVISED, Outcome.STOPPED


@pytest.fixture
def ask(worlds: Callable[..., World]) -> Callable[..., Asked]:
    def begin(width: int = 1280, height: int = 800, **wishes: object) -> Asked:
        return Asked(worlds(**({"answered": False} | wishes)), width, height)

    return begin


@pytest.fixture
def asked(ask: Callable[..., Asked]) -> Asked:
    """The first run, at its first question."""
    return ask()


# By keys


def test_no_to_everything_and_the_promise_open_the_way(asked: Asked) -> None:
    for block in Block:
        assert asked.block.block is block
        asked.all_no()
    assert isinstance(asked.form, PromisePage)
    assert asked.kept() == [], "nothing is decided yet"
    asked.press(Key.Key_Space, *[Key.Key_Tab] * TABS_TO_AGREE, Key.Key_Return)
    assert asked.told == ["passed"]
    assert asked.kept() == [(CLEAR, ALL_TEXT)]
    assert asked.world.screening.may_start()


def test_nothing_is_answered_before_somebody_does(asked: Asked) -> None:
    for _ in Block:
        rows = asked.block.questions.rows
        assert not any(button.isChecked() for row in rows for button in (row.no, row.yes))
        assert not asked.block.go_on.isEnabled()
        assert asked.block.progress.text().startswith("0 of ")
        asked.press(Key.Key_Return, *[Key.Key_N] * (len(rows) - 1))
        assert not asked.block.go_on.isEnabled()
        asked.press(Key.Key_N, Key.Key_Return)
    assert isinstance(asked.form, PromisePage)
    assert not asked.form.tick.is_ticked
    assert not asked.form.go_on.isEnabled()


def test_the_counter_says_how_many_are_left(asked: Asked) -> None:
    asked.press(*[Key.Key_N] * 3)
    assert asked.block.progress.text() == "3 of 6 answered. Answer all six to go on."
    asked.press(*[Key.Key_N] * 3)
    assert asked.block.progress.text() == "6 of 6 answered."
    asked.press(Key.Key_Return)
    assert asked.block.progress.text() == "0 of 10 answered. Answer all ten to go on."


def test_arrows_move_among_the_answers_and_space_and_enter_give_them(asked: Asked) -> None:
    rows = asked.block.questions.rows
    assert asked.focused is rows[0].no
    asked.press(Key.Key_Up, Key.Key_Right)
    assert asked.focused is rows[0].yes
    asked.press(Key.Key_Down)
    assert asked.focused is rows[1].yes
    asked.press(Key.Key_Left, Key.Key_Space)
    assert (rows[0].answer, rows[1].answer) == (None, False)
    asked.press(Key.Key_Down, Key.Key_Return)
    assert rows[2].answer is False
    asked.press(Key.Key_Space)
    assert rows[2].answer is False, "pressing it again does not take it back"


def test_tab_goes_through_the_questions_and_on(asked: Asked) -> None:
    rows = asked.block.questions.rows
    expected: list[QWidget] = [button for row in rows for button in (row.no, row.yes)]
    seen = [asked.focused]
    for _ in range(len(expected)):
        asked.press(Key.Key_Tab)
        seen.append(asked.focused)
    assert seen == [*expected, asked.block.back], "Continue is no stop before everything is answered"
    asked.press(Key.Key_Backtab)
    assert asked.focused is rows[-1].yes


def test_a_key_that_is_held_answers_one_question(asked: Asked) -> None:
    asked.press(Key.Key_N)
    for key, text in ((Key.Key_N, "n"), (Key.Key_Y, "y"), (Key.Key_Return, "\r")):
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
        QApplication.sendEvent(asked.focused, held)
    assert asked.block.questions.count == 1
    assert not asked.in_emergency


def test_going_back_keeps_what_was_answered_and_out_of_the_first_step_leaves(asked: Asked) -> None:
    asked.all_no()
    asked.press(Key.Key_N, Key.Key_Escape)
    assert asked.block.block is Block.WARNING_SIGNS
    assert asked.block.questions.is_complete
    assert asked.focused is asked.block.go_on
    asked.press(Key.Key_Return)
    assert asked.block.questions.count == 1
    assert asked.focused is asked.block.questions.rows[1].no
    asked.press(Key.Key_Escape, Key.Key_Escape)
    assert asked.told == ["left"]
    assert asked.kept() == []


def test_every_control_says_what_it_is(asked: Asked) -> None:
    first = asked.block.questions.rows[0]
    assert first.no.accessibleName().startswith("No: numbness, tingling or a changed feeling")
    assert first.yes.accessibleName().startswith("Yes: numbness, tingling or a changed feeling")
    for _ in Block:
        asked.all_no()
    assert isinstance(asked.form, PromisePage)
    assert asked.form.tick.box.accessibleName().startswith("I am 18 or over.")
    assert asked.form.number.accessibleName() == words.NUMBER_NAME


def test_the_number_to_call_is_kept_with_the_settings(asked: Asked) -> None:
    for _ in Block:
        asked.all_no()
    assert isinstance(asked.form, PromisePage)
    QTest.keyClicks(asked.form.number, " 112 ")
    assert asked.world.settings.preferences.emergency_number == "112"


# A warning sign


@pytest.mark.parametrize("sign", range(len(QUESTIONS[Block.WARNING_SIGNS])))
def test_any_warning_sign_leads_to_help_at_once(asked: Asked, sign: int) -> None:
    asked.press(*[Key.Key_N] * sign, Key.Key_Y)
    assert asked.in_emergency
    assert asked.kept() == [(STOPPED, WARNING_SIGNS_TEXT)]
    said = labels(asked.page)
    assert "Do not stretch." in said
    assert words.GET_HELP in said
    assert words.LOOKED_AT_TODAY in said
    assert not any("Your number" in text for text in said)
    asked.press(Key.Key_Return, Key.Key_Space, Key.Key_Y, Key.Key_N)
    assert asked.in_emergency, "the key that led here does not lead away"
    asked.press(Key.Key_Escape)
    assert asked.told == ["left"]
    assert not asked.world.screening.may_start()


def test_the_user_s_own_number_stands_large(asked: Asked) -> None:
    asked.world.settings.update(emergency_number="999")
    asked.press(Key.Key_Y)
    number = next(label for label in asked.page.findChildren(QLabel) if label.text() == "Your number: 999")
    assert number.isVisible()
    assert number.font().pixelSize() >= 30


def test_an_answer_by_mistake_is_asked_again_and_everything_has_to_be_answered(asked: Asked) -> None:
    asked.press(Key.Key_N, Key.Key_N, Key.Key_Y)
    asked.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Return)
    assert not asked.in_emergency
    rows = asked.block.questions.rows
    assert [row.answer for row in rows[:4]] == [False, False, None, None]
    assert asked.focused is rows[2].no
    asked.press(*[Key.Key_N] * 4, Key.Key_Return)
    asked.all_no()
    asked.all_no()
    asked.tick_and_go_on()
    assert asked.kept() == [(STOPPED, WARNING_SIGNS_TEXT), (CLEAR, ALL_TEXT)]
    assert asked.told == ["passed"]


def test_help_is_shown_and_start_closed_though_nothing_can_be_written(asked: Asked) -> None:
    answer_clear(asked.world.store, asked.world.clock.now())
    asked.world.refuse_writing()
    with pytest.raises(StoreError):
        asked.page.warn()
    assert asked.in_emergency
    assert not asked.world.screening.may_start()


# Advice


def test_a_yes_in_the_second_block_asks_to_be_seen(asked: Asked) -> None:
    asked.all_no()
    asked.press(*[Key.Key_N] * 9, Key.Key_Y)
    assert asked.kept() == [], "it can still be changed"
    asked.press(Key.Key_Return)
    assert asked.kept() == [(ADVISED, FIRST_TWO_TEXT)]
    assert isinstance(asked.form, AdvicePage)
    assert words.BE_SEEN.title in labels(asked.page)
    assert any("does not mean you have it" in text for text in labels(asked.page))
    assert not asked.form.tick.is_ticked
    assert not asked.form.go_on.isEnabled()
    assert not asked.world.screening.may_start()
    asked.world.clock.pass_(days=8)
    asked.tick_and_go_on()
    assert asked.block.block is Block.ASK_FIRST
    assert not asked.world.screening.may_start(), "the rest is asked first"
    asked.all_no()
    asked.tick_and_go_on()
    assert asked.kept()[-1] == (CLEAR, ALL_TEXT)
    assert asked.world.store.history.screenings()[-1].at == asked.world.clock.at, "dated when it was ticked"


def test_a_yes_in_the_third_block_asks_which_stretches_suit(asked: Asked) -> None:
    asked.all_no()
    asked.all_no()
    asked.press(Key.Key_N, Key.Key_Y, *[Key.Key_N] * 5, Key.Key_Return)
    assert asked.kept() == [(ADVISED, ALL_TEXT)]
    assert words.ASK_WHICH.title in labels(asked.page)
    asked.tick_and_go_on()
    assert isinstance(asked.form, PromisePage)
    assert not asked.world.screening.may_start()
    asked.tick_and_go_on()
    assert asked.kept() == [(ADVISED, ALL_TEXT), (CLEAR, ALL_TEXT)]
    assert asked.told == ["passed"]


def test_an_advice_can_be_gone_back_from_to_correct_an_answer(asked: Asked) -> None:
    asked.all_no()
    asked.press(*[Key.Key_N] * 9, Key.Key_Y, Key.Key_Return)
    assert isinstance(asked.form, AdvicePage)
    asked.form.again.click()
    assert asked.block.block is Block.DOCTOR_FIRST
    asked.block.questions.rows[9].no.click()
    asked.block.go_on.click()
    assert asked.block.block is Block.ASK_FIRST


# On another day


@pytest.mark.parametrize(
    ("text", "title", "then"),
    [(FIRST_TWO_TEXT, words.BE_SEEN.title, BlockPage), (ALL_TEXT, words.ASK_WHICH.title, PromisePage)],
)
def test_an_advice_waits_for_its_tick(
    worlds: Callable[..., World], text: str, title: str, then: type[QWidget]
) -> None:
    world = worlds(answered=False)
    world.screening.save(ADVISED, text)
    world.clock.pass_(days=3)
    asked = Asked(world)
    assert title in labels(asked.page)
    assert any("on 19 November 2026" in said for said in labels(asked.page))
    asked.tick_and_go_on()
    assert isinstance(asked.form, then)
    if isinstance(asked.form, BlockPage):
        assert asked.form.block is Block.ASK_FIRST
        asked.all_no()
    asked.tick_and_go_on()
    assert world.screening.may_start()


def test_a_stop_says_why_and_asks_everything_anew(worlds: Callable[..., World]) -> None:
    world = worlds()
    world.settings.update(emergency_number="112")
    world.screening.save(STOPPED, WARNING_SIGNS_TEXT)
    world.clock.pass_(days=2)
    asked = Asked(world)
    assert isinstance(asked.form, WaitsPage)
    said = " ".join(labels(asked.page))
    assert "On 19 November 2026 you said that a warning sign was true" in said
    assert "Your number: 112" in said
    asked.form.go_on.click()
    for block in Block:
        assert asked.block.block is block
        asked.all_no()
    asked.tick_and_go_on()
    assert world.screening.may_start()


def test_after_a_red_the_warning_signs_alone_are_asked(worlds: Callable[..., World]) -> None:
    world = worlds()
    world.clock.pass_(minutes=9)
    session = world.session(world.clock.at.date())
    world.comfort.note(ReactionKind.RED, session=session, stretch="cat-cow", score=7)
    assert world.screening.due() is Due.WARNING_SIGNS
    world.clock.pass_(days=1)
    asked = Asked(world)
    assert words.INTRO_RED in labels(asked.page)
    assert words.STEPS[1] not in labels(asked.page)
    asked.all_no()
    assert asked.told == ["passed"]
    assert asked.kept()[-1] == (CLEAR, WARNING_SIGNS_TEXT)
    assert world.screening.may_start()


def test_a_mistake_among_the_warning_signs_alone_asks_everything(worlds: Callable[..., World]) -> None:
    world = worlds()
    world.clock.pass_(minutes=9)
    world.comfort.note(ReactionKind.RED, session=world.session(world.clock.at.date()), stretch="cat-cow")
    world.clock.pass_(days=1)
    asked = Asked(world)
    asked.press(Key.Key_N, Key.Key_Y)
    asked.page.emergency.mistake.click()
    assert [row.answer for row in asked.block.questions.rows[:3]] == [False, None, None]
    asked.press(*[Key.Key_N] * 5, Key.Key_Return)
    assert asked.block.block is Block.DOCTOR_FIRST


def test_after_three_months_everything_is_asked_and_says_so(worlds: Callable[..., World]) -> None:
    world = worlds()
    world.clock.pass_(days=93)
    asked = Asked(world)
    assert words.INTRO_AGAIN in labels(asked.page)
    assert asked.block.block is Block.WARNING_SIGNS


# What is kept


def test_no_answer_is_ever_kept(asked: Asked) -> None:
    world = asked.world
    file = world.store.database.path
    before = set(statements(file))
    asked.press(Key.Key_N, Key.Key_Y)
    asked.page.emergency.mistake.click()
    asked.press(*[Key.Key_N] * 5, Key.Key_Return)
    asked.press(*[Key.Key_N] * 3, Key.Key_Y)
    asked.block.questions.rows[3].no.setFocus()
    for row in asked.block.questions.rows[4:]:
        row.no.click()
    asked.block.go_on.click()
    asked.tick_and_go_on()
    asked.press(Key.Key_Y)
    for row in asked.block.questions.rows[1:]:
        row.no.click()
    asked.block.go_on.click()
    asked.tick_and_go_on()
    asked.tick_and_go_on()
    added = [line for line in statements(file) if line not in before]
    assert len(added) == 4
    assert all(line.startswith('INSERT INTO "screening"') for line in added), added
    columns = world.store.database.rows("SELECT name FROM pragma_table_info('screening')")
    assert [row["name"] for row in columns] == [
        "id",
        "outcome",
        "text_version",
        "at_utc",
        "local_date",
        "utc_offset_min",
    ]


def statements(file: Path) -> Iterator[str]:
    connection = sqlite3.connect(file)
    yield from connection.iterdump()
    connection.close()


def test_the_tick_turns_by_a_press_anywhere_on_its_sentence(asked: Asked) -> None:
    for _ in Block:
        asked.all_no()
    assert isinstance(asked.form, PromisePage)
    sentence = asked.form.tick.words
    QTest.mouseClick(sentence, Qt.MouseButton.LeftButton)
    assert asked.form.tick.is_ticked
    assert asked.form.go_on.isEnabled()
    QTest.mouseClick(the(asked.form.tick, QAbstractButton), Qt.MouseButton.LeftButton)
    assert not asked.form.go_on.isEnabled()
