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

from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import SegmentKind
from stretchplayer.ui.player.comfort_texts import SORER
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
    listen,
    next_doses,
    rate,
    reactions,
    shown,
    since_rating,
    to_gate,
)
from tests.ui.player.kit import Room


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    yield from knee_first(tmp_path)


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

    @property
    def said(self) -> list[str]:
        """What the voice says once it was answered."""
        if self.during == "n":
            return []
        by_title = {"Ease off": "ease-off", "Stop here and rest": "rest-here"}
        return ["rate-saved" if self.panel is None else by_title[self.panel.title]]


OUT = frozenset({"knee"})
GENTLY = (*AMBER, "revised @ ease_rest", "resumed @", "@ get_ready tilt eased")
PLANNED = (*AMBER, "resumed @", "@ get_ready tilt")

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
    assert room.machine.said[-1:] == row.said
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
