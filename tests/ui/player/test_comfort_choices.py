"""What the comfort rules do before, at the end, switched off, with other thresholds, and when changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchplayer.core.comfort import ComfortRules
from stretchplayer.core.events import PauseReason
from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import SegmentKind
from tests.ui.player.comfort_kit import (
    AS_EVER,
    EASED_NEXT,
    ESC,
    RIGHT,
    SPACE,
    STOP,
    Panel,
    ease_off,
    knee_first,
    next_doses,
    rate,
    reactions,
    shown,
    to_gate,
)
from tests.ui.player.kit import Room


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    yield from knee_first(tmp_path)


# ---- before --------------------------------------------------------------------------------------


def test_from_7_on_the_gentle_day_is_all_that_is_offered(room: Room) -> None:
    room.page.begin("test")
    rate(room, "7")
    assert shown(room) == Panel(
        "A very gentle day",
        "Your back is at 7 of 10, so this is all for today. Rest, breathing, pelvic tilt and knee rolls.",
        ("Start the gentle day", "Not today"),
    )
    assert reactions(room) == ()
    room.press(SPACE)
    assert room.driver.timeline.routine == "gentle-day"
    assert reactions(room) == ("very_gentle taken None 7 None",)
    to_gate(room)
    rate(room, "8")  # up by 1 from a high start
    assert room.driver.session.pause_reason is PauseReason.AMBER


def test_declining_the_gentle_day_is_noted_without_a_session(room: Room) -> None:
    left: list[bool] = []
    room.page.left.connect(lambda: left.append(True))
    room.page.begin("test")
    rate(room, "9")
    room.press(ESC)
    assert left == [True]
    assert reactions(room) == ("very_gentle taken None 9 None",)
    assert room.store.history.sessions() == []


def short_hold_answers(room: Room) -> list[str]:
    return [one.answer.value for one in room.store.comfort.reactions() if one.kind.value == "short_holds"]


def holds_ms(room: Room) -> set[int]:
    ahead = room.driver.timeline.segments
    return {s.duration_ms for s in ahead if s.kind is SegmentKind.HOLD and s.stretch == "knee"}


def test_a_sore_start_shortens_holds_and_says_why(room: Room) -> None:
    room.page.begin("test")
    rate(room, "4")
    assert room.page.bar.notice == "Holds of 10 s today, since your back is at 4. Press P to hold as planned."
    assert holds_ms(room) == {10_000}
    assert short_hold_answers(room) == ["taken"]
    assert room.page.controls.full.isVisible()


@pytest.mark.parametrize("by_key", [True, False])
def test_short_holds_can_be_declined_while_getting_ready(room: Room, by_key: bool) -> None:
    room.page.begin("test")
    rate(room, "4")
    if by_key:
        room.press("p")
    else:
        room.page.controls.full.click()
    assert holds_ms(room) == {20_000}
    assert short_hold_answers(room) == ["declined"]
    assert not room.page.controls.full.isVisible()
    to_gate(room)
    assert room.driver.session.segment.stretch == "knee"


def test_in_the_midst_of_a_hold_they_stay_as_they_are(room: Room) -> None:
    room.page.begin("test")
    rate(room, "4")
    room.pass_(35_000)
    room.press("p")
    assert holds_ms(room) == {10_000}
    assert short_hold_answers(room) == ["taken"]


# ---- asked at the end ----------------------------------------------------------------------------


def test_asked_at_the_end_amber_is_about_next_time(room: Room) -> None:
    room.settings.update(ask_during=AskDuring.AT_END)
    room.play(3)
    to_gate(room)
    rate(room, "4")
    assert shown(room) == Panel(
        "Ease off",
        "You rated Knee 4, after 3 before you began. "
        "Next time it begins with shorter holds and smaller moves.",
        ("Go to the next question", "As planned next time", "End for today"),
    )
    room.press(SPACE)
    assert room.driver.phase is Phase.GATE
    assert next_doses(room) == EASED_NEXT


def test_amber_in_the_last_stretch_is_about_next_time_too(room: Room) -> None:
    room.play(3)
    for answer in ("2", "2", "4"):
        to_gate(room)
        rate(room, answer)
    panel = shown(room)
    assert panel is not None
    assert panel.choices[:2] == ("Go to the last question", "As planned next time")
    room.press(RIGHT)
    assert reactions(room) == ("amber declined cat 3 4",)


# ---- switched off, and moved ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "during", "log"),
    [(2, "7", "red off knee 2 7"), (3, "4", "amber off knee 3 4"), (2, "s", "red off knee 2 None flag")],
)
def test_switched_off_it_is_noted_and_nothing_is_done(room: Room, before: int, during: str, log: str) -> None:
    room.settings.update(react=False)
    room.play(before)
    to_gate(room)
    rate(room, during)
    assert room.driver.phase is Phase.RUNNING
    assert reactions(room) == (log,)
    assert room.history.left_out() == frozenset()
    assert next_doses(room) == AS_EVER
    assert not any(s.eased for s in room.driver.timeline.segments)


def test_switched_off_nothing_is_done_before_and_after_either(room: Room) -> None:
    room.settings.update(react=False)
    room.page.begin("test")
    rate(room, "7")
    assert room.driver.timeline.routine == "test"
    assert holds_ms(room) == {20_000}
    for answer in ("9", "9", "9", "10"):
        to_gate(room)
        rate(room, answer)
    assert room.page.view is room.page.summary
    assert not room.page.summary.advice.isVisible()
    kept = [(one.kind.value, one.answer.value) for one in room.store.comfort.reactions()]
    assert kept == [
        ("very_gentle", "off"),
        ("short_holds", "off"),
        ("red", "off"),
        ("red", "off"),
        ("red", "off"),
        ("sorer", "off"),
    ]
    assert not room.maker.options().half_dose


@pytest.mark.parametrize(
    ("rules", "before", "during", "kinds"),
    [
        (ComfortRules(red_score=7), 5, "6", ["amber"]),
        (ComfortRules(red_score=4), 3, "4", ["red"]),
        (ComfortRules(red_rise=4), 1, "4", ["amber"]),
        (ComfortRules(amber_score=5), 3, "4", []),
        (ComfortRules(amber_rise=3), 1, "3", []),
        (ComfortRules(reds_that_end=1), 1, "8", ["red", "enough"]),
    ],
)
def test_the_users_own_thresholds_count(
    room: Room, rules: ComfortRules, before: int, during: str, kinds: list[str]
) -> None:
    room.settings.update(comfort=rules)
    room.play(before)
    to_gate(room)
    rate(room, during)
    kept = [one.kind.value for one in room.store.comfort.reactions() if one.kind.value != "short_holds"]
    assert kept == kinds


# ---- changed afterwards --------------------------------------------------------------------------


def changed(room: Room, keys: str) -> None:
    """Another answer, while getting ready for what follows."""
    room.pass_(500)
    room.press("c")
    assert room.page.view is room.page.rating
    rate(room, keys)


def test_changed_to_amber_it_eases_as_if_it_had_come_first(room: Room) -> None:
    room.play(3)
    to_gate(room)
    rate(room, "2")
    changed(room, "4")
    assert shown(room) == ease_off("You rated Knee 4, after 3 before you began.")
    room.press(SPACE)
    assert room.driver.session.segment.eased
    assert reactions(room) == ("amber taken knee 3 4",)


def test_changed_to_red_it_is_left_out(room: Room) -> None:
    room.play(3)
    to_gate(room)
    rate(room, "2")
    changed(room, "9")
    assert shown(room) == STOP
    assert room.history.left_out() == {"knee"}
    assert reactions(room) == ("red taken knee 3 9",)


def test_changed_from_amber_to_green_nothing_is_eased_any_more(room: Room) -> None:
    room.play(3)
    to_gate(room)
    rate(room, "4")
    room.press(SPACE)
    changed(room, "2")
    assert room.driver.phase is Phase.RUNNING
    ahead = [s for s in room.driver.timeline.segments if s.start_ms >= room.driver.position_ms()]
    assert not any(s.eased for s in ahead)
    assert {s.duration_ms for s in ahead if s.kind is SegmentKind.HOLD} == {5_000}
    assert reactions(room) == ("amber undone knee 3 4",)
    assert next_doses(room) == AS_EVER


def test_changed_from_red_to_green_it_is_put_back(room: Room) -> None:
    room.play(3)
    to_gate(room)
    rate(room, "8")
    room.press(RIGHT)
    changed(room, "2")
    assert room.history.left_out() == frozenset()
    assert reactions(room) == ("red undone knee 3 8",)
    to_gate(room)
    rate(room, "8")
    assert not room.driver.comfort.enough, "the one that was changed does not count"


def test_changed_from_red_to_amber_it_eases_instead(room: Room) -> None:
    room.play(3)
    to_gate(room)
    rate(room, "8")
    room.press(RIGHT)
    changed(room, "4")
    assert room.driver.session.pause_reason is PauseReason.AMBER
    assert room.history.left_out() == frozenset()
    assert reactions(room) == ("red undone knee 3 8", "amber taken knee 3 4")


def test_a_red_pressed_by_mistake_does_not_end_the_session(room: Room) -> None:
    room.play(2)
    to_gate(room)
    rate(room, "7")
    room.press(RIGHT)
    to_gate(room)
    rate(room, "8")
    room.press("c")
    assert room.page.view is room.page.rating
    room.press(ESC)
    panel = shown(room)
    assert panel is not None
    assert panel.title == "That is enough for today", "nothing was changed"
    room.press("c")
    rate(room, "1")
    assert room.driver.phase is Phase.RUNNING
    assert reactions(room) == ("red taken knee 2 7", "red undone tilt 2 8", "enough undone tilt 2 8")
    assert room.history.left_out() == {"knee"}


def test_what_was_eased_before_stays_eased_when_a_later_amber_is_taken_back(room: Room) -> None:
    room.play(3)
    for _ in range(2):
        to_gate(room)
        rate(room, "4")
        room.press(SPACE)
    changed(room, "2")
    assert room.driver.session.segment.stretch == "cat"
    assert room.driver.session.segment.eased
