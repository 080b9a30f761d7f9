"""Every row of the rule table while playing: what happens, what is said and offered, what is kept.

One scenario is one row of the clinical table: a rating before, a rating of the first stretch, what is
pressed then. Events are those from the rating on; `@` is the position at the end of the question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from stretchplayer.core.comfort import ComfortRules
from stretchplayer.core.events import Event, PauseReason
from stretchplayer.core.plan import dose_of
from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import SegmentKind
from stretchplayer.ui.dose_words import dose_words
from stretchplayer.ui.player.comfort_texts import SORER
from tests.core.scores import CATALOGUE, told
from tests.ui.player.kit import Room

Key = Qt.Key
SPACE, RIGHT, ESC = Key.Key_Space, Key.Key_Right, Key.Key_Escape
AS_EVER = {"knee": "20 s × 2", "tilt": "5 s × 3", "cat": "3 slow"}


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    made = Room(tmp_path, "knee", "tilt", "cat")
    made.open()
    yield made
    made.close()


@dataclass(frozen=True)
class Panel:
    """What is said and offered."""

    title: str
    text: str
    choices: tuple[str, ...]


def ease_off(why: str) -> Panel:
    text = f"{why} Shorter holds and smaller moves are kinder now, and for Knee next time."
    return Panel("Ease off", text, ("Carry on gently", "As planned", "End for today"))


STOP = Panel(
    "Stop here and rest",
    "That was more than this stretch should bring. One sore stretch is not damage. "
    "We leave Knee out until you put it back.",
    ("Rest, then Sit instead", "Go to Tilt", "End for today"),
)
RED_EVENTS = ("paused @ red", "resumed @", "@ get_ready tilt")
AMBER = ("paused @ amber",)


@dataclass(frozen=True)
class Row:
    """One scenario, written as the table is."""

    name: str
    before: int | None
    during: str  # keys at the question
    panel: Panel | None
    pressed: tuple[Qt.Key, ...] = ()
    events: tuple[str, ...] = ("@ get_ready tilt",)
    log: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    next_doses: dict[str, str] = field(default_factory=lambda: AS_EVER)


OUT = frozenset({"knee"})
GENTLY = (*AMBER, "revised @ ease_rest", "resumed @", "@ get_ready tilt eased")
PLANNED = (*AMBER, "resumed @", "@ get_ready tilt")
EASED_NEXT = {**AS_EVER, "knee": "10 s × 2"}

TABLE = [
    # Red: the flag with any score or none; 6 and more; a rise of 3 to 4 and more.
    Row("red, flag alone", 2, "s", STOP, (RIGHT,), RED_EVENTS, ("red taken knee 2 None flag",), OUT),
    Row("red, flag and a low score", 2, "1s", STOP, (RIGHT,), RED_EVENTS, ("red taken knee 2 1 flag",), OUT),
    Row(
        "red, 6 though little above before", 5, "6", STOP, (RIGHT,), RED_EVENTS, ("red taken knee 5 6",), OUT
    ),
    Row("red, up by 3 to 4", 1, "4", STOP, (RIGHT,), RED_EVENTS, ("red taken knee 1 4",), OUT),
    # Amber: 4 or 5 and above before; up by 2 to 3 and more.
    Row(
        "amber, 4 above 3, gently",
        3,
        "4",
        ease_off("You rated Knee 4, after 3 before you began."),
        (SPACE,),
        GENTLY,
        ("amber taken knee 3 4",),
        next_doses=EASED_NEXT,
    ),
    Row(
        "amber, up by 2 to 3, as planned",
        1,
        "3",
        ease_off("You rated Knee 3, after 1 before you began."),
        (RIGHT,),
        PLANNED,
        ("amber declined knee 1 3",),
    ),
    Row(
        "amber, ended",
        3,
        "5",
        ease_off("You rated Knee 5, after 3 before you began."),
        (ESC, ESC),
        (*AMBER, "stopped @"),
        ("amber taken knee 3 5",),
        next_doses=EASED_NEXT,
    ),
    # Green: low, or no rise from a start of 4 or 5.
    Row("green, 3 with little rise", 2, "3", None),
    Row("green, up by 2 but to 2 alone", 0, "2", None),
    Row("green, no rise from 5", 5, "5", None),
    # Not rated before: the absolute limits alone.
    Row(
        "amber, not rated before",
        None,
        "4",
        ease_off("You rated Knee 4."),
        (SPACE,),
        GENTLY,
        ("amber taken knee None 4",),
        next_doses=EASED_NEXT,
    ),
    Row("red, not rated before", None, "6", STOP, (RIGHT,), RED_EVENTS, ("red taken knee None 6",), OUT),
    Row("green, not rated before", None, "3", None),
    # A high start: the absolute limits are ignored, a rise of 1 is amber and of 2 red.
    Row("high start, no rise", 6, "6", None),
    Row(
        "high start, up by 1",
        6,
        "7",
        ease_off("You rated Knee 7, after 6 before you began."),
        (SPACE,),
        GENTLY,
        ("amber taken knee 6 7",),
        next_doses=EASED_NEXT,
    ),
    Row("high start, up by 2", 6, "8", STOP, (RIGHT,), RED_EVENTS, ("red taken knee 6 8",), OUT),
    # Nothing was said.
    Row("skipped", 2, "n", None),
]


def listen(room: Room) -> list[Event]:
    """Everything that happens from now on."""
    log: list[Event] = []
    room.driver.changed.connect(log.extend)
    return log


def to_gate(room: Room) -> None:
    for _ in range(600):
        if room.driver.phase is Phase.GATE:
            return
        room.pass_(500)
    raise AssertionError(room.driver.phase)


def rate(room: Room, keys: str) -> None:
    room.press(keys)
    if keys != "n":
        room.press(SPACE)


def since_rating(room: Room, log: list[Event], end_ms: int) -> tuple[str, ...]:
    """The events after the rating up to the next segment, as short lines."""
    lines = told(log)
    start = next(n for n, line in enumerate(lines) if line.startswith("rated"))
    return tuple(line.replace(str(end_ms), "@") for line in lines[start + 1 :])


def reactions(room: Room) -> tuple[str, ...]:
    """The log on disk, as short lines; holds shortened before are told of apart."""
    return tuple(
        f"{one.kind} {one.answer} {one.stretch} {one.before} {one.score}{' flag' if one.flag else ''}"
        for one in room.store.comfort.reactions()
        if one.kind.value != "short_holds"
    )


def shown(room: Room) -> Panel | None:
    content = room.page.panel.content
    if room.page.view is not room.page.panel or content is None:
        return None
    return Panel(content.title, content.text, tuple(choice.label for choice in content.choices))


def next_doses(room: Room) -> dict[str, str]:
    """The doses of the next session, as Today says them."""
    options = room.maker.options(full_length=True)
    items = room.routines.get("test").items
    return {
        item.stretch: dose_words(CATALOGUE[item.stretch], dose_of(item, CATALOGUE[item.stretch], options))
        for item in items
    }


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_the_rules_after_a_stretch(room: Room, row: Row) -> None:
    room.play(row.before)
    to_gate(room)
    log = listen(room)
    end_ms = room.driver.session.segment.end_ms
    rate(room, row.during)
    assert shown(room) == row.panel
    if row.panel is not None:
        room.pass_(60_000)
        assert room.driver.phase is Phase.PAUSED, "it waits for a choice"
    room.press(*row.pressed)
    assert since_rating(room, log, end_ms) == row.events
    assert reactions(room) == row.log
    assert room.history.left_out() == row.left_out
    assert next_doses(room) == row.next_doses


def test_carried_on_gently_everything_to_come_is_eased_and_kept_so(room: Room) -> None:
    room.play(3)
    to_gate(room)
    rate(room, "4")
    room.press(SPACE)
    ahead = [s for s in room.driver.timeline.segments if s.start_ms >= room.driver.position_ms()]
    assert {(s.stretch, s.duration_ms) for s in ahead if s.step.is_effort} == {
        ("tilt", 3_000),
        ("cat", 8_000),
    }
    assert all(s.eased for s in ahead if s.kind is not SegmentKind.RATING)
    to_gate(room)
    assert room.driver.session_id is not None
    holds = room.history.session_holds(room.driver.session_id)
    assert [(h.held_ms, h.outcome.value) for h in holds if h.stretch == "tilt"] == [(3_000, "eased")] * 3


def test_once_eased_the_rest_stays_so_until_the_user_says_as_planned(room: Room) -> None:
    room.play(3)
    to_gate(room)
    rate(room, "4")
    room.press(SPACE)
    to_gate(room)
    rate(room, "4")
    panel = shown(room)
    assert panel is not None
    assert panel.text == (
        "You rated Tilt 4, after 3 before you began. The rest stays gentle, and Tilt is gentle next time."
    )
    room.press(RIGHT)
    assert room.driver.session.segment.stretch == "cat"
    assert not room.driver.session.segment.eased
    assert reactions(room) == ("amber taken knee 3 4", "amber declined tilt 3 4")
    assert next_doses(room) == EASED_NEXT


def test_before_a_rest_the_panel_shows_what_can_be_eased(tmp_path: Path, qapp: object) -> None:
    room = Room(tmp_path, "knee", "rest", "tilt")
    room.open()
    room.play(3)
    to_gate(room)
    rate(room, "4")
    content = room.page.panel.content
    assert content is not None
    assert (content.caption, content.frame.cue.pose) == ("Tilt, the easier way", "tilt")
    room.close()


def test_the_next_session_eases_what_was_amber_and_uses_it_up(room: Room) -> None:
    room.play(3)
    to_gate(room)
    rate(room, "4")
    room.press(SPACE, ESC, ESC, ESC)
    room.page.close_session()
    driver = room.play(2)
    holds = {(s.eased, s.duration_ms) for s in driver.timeline.segments if s.kind is SegmentKind.HOLD}
    assert holds == {(True, 10_000), (False, 5_000)}
    to_gate(room)
    rate(room, "2")
    assert next_doses(room) == AS_EVER


def test_the_swap_that_is_offered_is_not_left_out_itself(room: Room) -> None:
    room.history.set_aside("sit", "7 of 10")
    room.play(2)
    to_gate(room)
    rate(room, "7")
    panel = shown(room)
    assert panel is not None
    assert panel.choices == STOP.choices[1:]


def test_resting_first_then_the_swap(room: Room) -> None:
    room.play(2)
    to_gate(room)
    rate(room, "7")
    assert room.machine.said[-1] == "rest-here"
    room.press(SPACE)
    ahead = [s for s in room.driver.timeline.segments if s.start_ms >= room.driver.position_ms()]
    order = list(dict.fromkeys(s.stretch for s in ahead if s.step.is_effort))
    assert order == ["rest", "sit", "tilt", "cat"]


def test_a_second_red_ends_the_session_kindly(room: Room) -> None:
    room.play(2)
    to_gate(room)
    rate(room, "7")
    room.press(RIGHT)
    to_gate(room)
    rate(room, "s")
    assert shown(room) == Panel(
        "That is enough for today",
        "Resting is the right choice. "
        "If the pain stays strong, is new or spreads, please get medical advice.",
        ("End for today", "Change that rating"),
    )
    content = room.page.panel.content
    assert content is not None
    assert content.caption == "Rest here. Slow, easy breaths."
    assert content.help_foot
    assert room.machine.said[-1] == "rest-here"
    room.press(SPACE)
    assert room.driver.phase is Phase.STOPPED
    assert room.page.view is room.page.summary
    assert reactions(room) == (
        "red taken knee 2 7",
        "red taken tilt 2 None flag",
        "enough taken tilt 2 None flag",
    )
    assert room.history.left_out() == {"knee", "tilt"}


@pytest.mark.parametrize(("after", "sorer"), [("5", True), ("4", False)])
def test_after_the_session(room: Room, after: str, sorer: bool) -> None:
    room.play(2)
    for answer in ("2", "2", "2", after):
        to_gate(room)
        rate(room, answer)
    assert room.page.view is room.page.summary
    assert room.page.summary.advice.words.text() == (SORER if sorer else "")
    assert room.page.summary.advice.isVisible() is sorer
    assert reactions(room) == (("sorer taken None 2 5",) if sorer else ())
    assert room.maker.options().half_dose is sorer


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
