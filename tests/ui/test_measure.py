"""Measure: choosing a test, three tries a side, pain is never scored, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import asin, degrees

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import ALL_TESTS, CORE_TESTS, LEG_RAISE_TEST, MORE_TESTS
from stretchplayer.core.history import MeasureMethod
from stretchplayer.ui.measure.page import MeasurePage
from stretchplayer.ui.measure.readings import TapeReading
from stretchplayer.ui.measure.warm_up import WARM_UP_MS
from stretchplayer.ui.measure.wizard import Step
from stretchplayer.ui.widgets.number_field import parse_number
from tests.ui.measure_kit import (
    PRESS_UP,
    SIDE_BEND,
    a_photo,
    begin,
    entry,
    field,
    key,
    photo_of,
    press,
    read,
    settled,
    shown,
    texts,
)
from tests.ui.world import World


@pytest.fixture
def page(world: World) -> MeasurePage:
    return shown(world)


# ---- choosing ----------------------------------------------------------------------------------


def test_the_usual_tests_come_first_and_more_on_demand(page: MeasurePage) -> None:
    def visible() -> list[str]:
        return [id_ for id_, card in page.choose.cards.items() if card.isVisible()]

    assert visible() == [test.id for test in CORE_TESTS]
    press(page, "More tests")
    assert visible() == [test.id for test in ALL_TESTS]
    press(page, "Fewer tests")
    assert visible() == [test.id for test in CORE_TESTS]


def test_a_card_says_when_it_was_measured_last_and_leads_there(world: World) -> None:
    world.sitting(world.clock.at.date() - timedelta(days=8), 62, 60)
    page = shown(world)
    card = page.choose.cards[LEG_RAISE_TEST.id]
    assert card.accessibleName().endswith("Measured 8 days ago. Right 62°, left 60°, by phone.")
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert page.wizard.test is LEG_RAISE_TEST


@pytest.mark.parametrize("test", ALL_TESTS, ids=lambda test: test.id)
def test_every_test_says_who_should_leave_it_out_and_what_its_numbers_are(world: World, test: object) -> None:
    wanted = next(one for one in ALL_TESTS if one is test)
    page = shown(world)
    page.begin(wanted)
    said = texts(page)
    assert wanted.cautions
    for line in (*wanted.cautions, wanted.range_note, wanted.question):
        assert line in said


# ---- warm-up -----------------------------------------------------------------------------------


def test_three_minutes_by_the_clock(page: MeasurePage, world: World) -> None:
    page.begin(SIDE_BEND)
    warm = page.wizard.warm_up
    assert warm is not None
    assert warm.left.text() == "3:00"
    press(page, "Start the three minutes")
    assert warm.is_running
    world.clock.at += timedelta(seconds=50)
    warm.follow()
    assert warm.left.text() == "2:10"
    world.clock.at += timedelta(milliseconds=WARM_UP_MS)
    warm.follow()
    assert (warm.left.text(), warm.is_running) == ("0:00", False)
    press(page, "Go on")
    assert page.wizard.step is Step.SET_UP


def test_the_warm_up_can_be_cut_short_and_stops_when_left(page: MeasurePage) -> None:
    page.begin(SIDE_BEND)
    warm = page.wizard.warm_up
    assert warm is not None
    press(page, "Start the three minutes")
    page.step_back()
    assert not warm.is_running
    page.begin(SIDE_BEND)
    press(page, "Start the three minutes")
    press(page, "That is enough, go on")
    assert page.wizard.step is Step.SET_UP


# ---- a sitting ---------------------------------------------------------------------------------


def test_a_whole_sitting_by_phone(page: MeasurePage, world: World) -> None:
    begin(page)
    assert page.wizard.side is Side.RIGHT
    read(page, 61, 63, 64)
    assert page.wizard.side is Side.LEFT
    read(page, 60, 58, 59)
    assert page.wizard.step is Step.RESULT
    (sitting,) = world.measures.sittings()
    assert (sitting.method, sitting.unit, sitting.noted) == (MeasureMethod.PHONE, "deg", None)
    assert [(t.side, t.value) for t in sitting.trials] == [
        (Side.RIGHT, 61),
        (Side.RIGHT, 63),
        (Side.RIGHT, 64),
        (Side.LEFT, 60),
        (Side.LEFT, 58),
        (Side.LEFT, 59),
    ]
    assert {"63 degrees, right", "59 degrees, left"} <= set(texts(page))
    assert world.measures.draft() is None


def test_a_whole_sitting_by_keys_alone(page: MeasurePage, world: World) -> None:
    page.choose.cards[SIDE_BEND.id].setFocus()
    key(page, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Space)
    for value in (17, 18, 16.5, 17, 17, 17):
        number = page.window().focusWidget()
        assert number is field(page).number.field
        QTest.keyClicks(number, f"{value:g}")
        key(page, Qt.Key.Key_Return)
    assert page.wizard.step is Step.RESULT
    (sitting,) = world.measures.sittings()
    assert (sitting.test, sitting.unit, sitting.method) == ("side-bend", "cm", MeasureMethod.RULER)
    key(page, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert page.currentWidget() is page.choose


def test_a_test_without_sides_has_four_steps(page: MeasurePage, world: World) -> None:
    page.begin(PRESS_UP)
    assert "Step 1 of 4. Warm-up, set up, tries, result." in texts(page)
    press(page, "I am warm already")
    press(page, "Ready")
    read(page, 30, 31.5, 32)
    (sitting,) = world.measures.sittings()
    assert [(t.side, t.value) for t in sitting.trials] == [(None, 30), (None, 31.5), (None, 32)]
    assert "31.5 centimetres" in texts(page)


def test_a_whole_sitting_by_tape(page: MeasurePage, world: World) -> None:
    begin(page, "By tape")
    for ankle in ("81", "82,5", "80", "78", "78", "78"):
        tape = entry(page).reading
        assert isinstance(tape, TapeReading)
        tape.length.field.setText("80")
        tape.hip.field.setText("10")
        tape.ankle.field.setText(ankle)
        if ankle == "81":
            assert "That is 63 degrees." in texts(page)
        QTest.keyClick(tape.ankle.field, Qt.Key.Key_Return)
        settled()
    (sitting,) = world.measures.sittings()
    assert sitting.trials[1].value == pytest.approx(degrees(asin(72.5 / 80)))
    assert sitting.trials[1].tape is not None
    assert sitting.trials[1].tape.ankle_height_cm == 82.5


def test_another_way_can_be_taken_before_the_first_try(page: MeasurePage) -> None:
    begin(page)
    press(page, "Use a tape")
    assert page.wizard.step is Step.SET_UP
    press(page, "Ready, right leg first")
    assert isinstance(entry(page).reading, TapeReading)
    press(page, "Use a phone")
    press(page, "Ready, right leg first")
    read(page, 60)
    assert not any(one.text() == "Use a tape" for one in page.findChildren(QPushButton))


def test_lengths_are_offered_again(page: MeasurePage, world: World) -> None:
    begin(page, "By tape")
    for _ in range(6):
        tape = entry(page).reading
        assert isinstance(tape, TapeReading)
        tape.length.field.setText("81.5")
        tape.hip.field.setText("9")
        tape.ankle.field.setText("78")
        press(page, entry(page).save.text())
    world.clock.at += timedelta(days=7)
    begin(page, "By tape")
    tape = entry(page).reading
    assert isinstance(tape, TapeReading)
    assert (tape.length.field.value(), tape.hip.field.value(), tape.ankle.field.value()) == (81.5, 9, None)


def test_a_try_that_hurt_is_kept_and_not_scored_and_ends_that_leg(page: MeasurePage, world: World) -> None:
    begin(page)
    read(page, 61)
    field(page).number.field.setText("70")
    press(page, "It hurt")
    assert page.wizard.side is Side.LEFT
    read(page, 60, 58, 59)
    (sitting,) = world.measures.sittings()
    assert [(t.value, t.painful) for t in sitting.trials[:2]] == [(61, False), (70, True)]
    assert world.measures.series(LEG_RAISE_TEST)[0].points[0].value == 61


def test_hurting_before_there_is_a_number_keeps_no_number(page: MeasurePage, world: World) -> None:
    begin(page)
    press(page, "It hurt")
    press(page, "It hurt")
    assert page.wizard.step is Step.RESULT
    assert world.measures.sittings() == []
    assert "That is all for today" in texts(page)


def test_a_side_can_have_fewer_tries(page: MeasurePage, world: World) -> None:
    begin(page)
    read(page, 61)
    press(page, "No more tries here")
    assert page.wizard.side is Side.LEFT
    read(page, 60)
    press(page, "Take the last try back")
    press(page, "Take the last try back")
    assert page.wizard.side is Side.RIGHT
    read(page, 62, 63, 64, 60, 60, 60)
    (sitting,) = world.measures.sittings()
    assert [t.value for t in sitting.trials] == [62, 63, 64, 60, 60, 60]


def test_a_number_that_cannot_be_is_said_and_not_taken(page: MeasurePage) -> None:
    begin(page)
    read(page, 170)
    assert "The angle should be between 0 and 130 degrees." in texts(page)
    assert field(page).number.field.value() == 170
    read(page, 70)
    assert not any("should be between" in words for words in texts(page))


def test_nothing_is_kept_without_a_number(page: MeasurePage) -> None:
    begin(page)
    assert not entry(page).save.isEnabled()
    QTest.keyClick(field(page).number.field, Qt.Key.Key_Return)
    assert entry(page).save.text() == "Save try 1"


def test_a_full_disk_loses_nothing(page: MeasurePage, world: World) -> None:
    begin(page)
    read(page, 61, 63, 64, 60, 58)
    world.refuse_writing()
    read(page, 59)
    assert any("cannot be written" in words for words in texts(page))
    world.store.database.run_script("PRAGMA query_only = OFF")
    press(page, "Try again")
    assert page.wizard.step is Step.RESULT
    (sitting,) = world.measures.sittings()
    assert len(sitting.trials) == 6


# ---- leaving and coming back -------------------------------------------------------------------


def test_leaving_asks_only_when_something_would_be_lost(page: MeasurePage, world: World) -> None:
    begin(page)
    assert page.step_back()
    assert page.currentWidget() is page.choose
    begin(page)
    read(page, 61)
    page.step_back()
    assert page.currentWidget() is page.wizard
    press(page, "Stay")
    assert page.wizard.step is Step.TRIES
    page.step_back()
    press(page, "Leave without them")
    assert page.currentWidget() is page.choose
    assert world.measures.draft() is None


def test_tries_survive_a_crash(page: MeasurePage, world: World) -> None:
    begin(page)
    read(page, 61, 63)
    again = shown(world)  # as after a new start: nothing but what is on the disk
    assert again.choose.draft is not None
    press(again, "Go on")
    assert [one.trial.value for one in again.wizard._sitting.tries if one.trial] == [61, 63]
    read(again, 64, 60, 60, 60)
    (sitting,) = world.measures.sittings()
    assert [t.value for t in sitting.trials] == [61, 63, 64, 60, 60, 60]


def test_what_was_begun_can_be_let_go(page: MeasurePage, world: World) -> None:
    begin(page)
    read(page, 61)
    page.step_back()
    press(page, "Go on later")
    assert page.choose.draft is not None
    press(page, "Let the tries of the leg raise go")
    assert page.choose.draft is None
    assert world.measures.draft() is None


def test_what_was_begun_is_not_lost_to_another_test(page: MeasurePage, world: World) -> None:
    begin(page)
    read(page, 61)
    page.step_back()
    press(page, "Go on later")
    page.begin(SIDE_BEND)
    press(page, "Not now")
    assert page.currentWidget() is page.choose
    page.begin(SIDE_BEND)
    press(page, "Go on with the leg raise")
    assert (page.wizard.test, page.wizard.step) == (LEG_RAISE_TEST, Step.TRIES)
    page.step_back()
    press(page, "Go on later")
    page.begin(SIDE_BEND)
    press(page, "Let them go")
    assert page.wizard.test is SIDE_BEND
    assert world.measures.draft() is None


# ---- once a week -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "You measured today."), (1, "You measured yesterday."), (3, "You measured 3 days ago.")],
)
def test_once_a_week_is_enough(world: World, days: int, words: str) -> None:
    world.sitting(world.clock.at.date() - timedelta(days=days), 60, 60)
    page = shown(world)
    page.begin(LEG_RAISE_TEST)
    said = texts(page)
    assert f"{words} Once a week is enough." in said
    assert "Last time: right 60°, left 60°." in said
    assert page.wizard.warm_up is None
    page.begin(SIDE_BEND)  # each test has its own week
    assert page.wizard.warm_up is not None


def test_after_a_week_it_is_time_again(world: World) -> None:
    world.sitting(world.clock.at.date() - timedelta(days=7), 62, 60)
    page = shown(world)
    page.begin(LEG_RAISE_TEST)
    assert not any("Once a week is enough" in words for words in texts(page))
    assert page.wizard.warm_up is not None


# ---- results -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("angles", "words"),
    [
        ((), "Your start is made of the first two sittings; you have 1 sitting."),
        ((58, 58), "Your start was 58. Within measuring error."),
        ((50, 50), "Your start was 50. More than measuring error, once. Measure again next week to be sure."),
        (
            (50, 50, 62),
            "Your start was 50. More than measuring error, twice in a row."
            " This says the number changed, not why.",
        ),
    ],
)
def test_what_may_be_said_of_a_result(world: World, angles: tuple[float, ...], words: str) -> None:
    for weeks, angle in enumerate(reversed(angles), start=1):
        world.sitting(world.clock.at.date() - timedelta(weeks=weeks), angle, angle)
    page = shown(world)
    begin(page)
    read(page, 63, 63, 63, 63, 63, 63)
    said = texts(page)
    assert said[said.index("63 degrees, right") + 1] == words


def test_a_test_of_unknown_error_never_names_a_change(page: MeasurePage, world: World) -> None:
    for value in (20, 20, 60):
        page.begin(PRESS_UP)
        press(page, "I am warm already")
        press(page, "Ready")
        read(page, value, value, value)
        world.clock.at += timedelta(days=7)
    said = " ".join(texts(page))
    assert "How far this test scatters is not known, so no change is named." in said
    assert "measuring error" not in said


def test_the_result_leads_to_progress(page: MeasurePage) -> None:
    asked: list[bool] = []
    page.progress_wanted.connect(lambda: asked.append(True))
    begin(page)
    read(page, 61, 61, 61, 61, 61, 61)
    press(page, "See your progress")
    assert asked == [True]


# ---- fields ------------------------------------------------------------------------------------


def test_the_field_steps_and_has_a_name(page: MeasurePage) -> None:
    begin(page)
    number = field(page).number
    assert number.field.accessibleName() == "Read the number on your phone, in degrees"
    QTest.mouseClick(number.more, Qt.MouseButton.LeftButton)
    assert number.field.value() == 60
    QTest.keyClick(number.field, Qt.Key.Key_Up)
    QTest.keyClick(number.field, Qt.Key.Key_Down)
    QTest.keyClick(number.field, Qt.Key.Key_Down)
    assert number.field.value() == 59


def test_centimetres_step_by_halves(page: MeasurePage) -> None:
    page.begin(PRESS_UP)
    press(page, "I am warm already")
    press(page, "Ready")
    number = field(page).number.field
    number.setText("30")
    QTest.keyClick(number, Qt.Key.Key_Up)
    assert number.value() == 30.5


@pytest.mark.parametrize(
    ("text", "value"),
    [("63", 63.0), ("63°", 63.0), (" 82,5 cm", 82.5), ("82.5", 82.5), ("", None), ("x", None), ("-5", None)],
)
def test_what_can_be_typed(text: str, value: float | None) -> None:
    assert parse_number(text) == value


def test_a_new_theme_is_taken_on(worlds: Callable[..., World]) -> None:
    world = worlds(theme="dark")
    page = shown(world)
    begin(page, "By photo")
    photo_of(page).take_photo(a_photo(), "leg.png")
    world.themes.apply()
    assert page.grab().toImage().pixelColor(4, 4) == world.look.color("bg")


def test_more_tests_are_all_optional() -> None:
    assert all(test.core for test in CORE_TESTS)
    assert not any(test.core for test in MORE_TESTS)
