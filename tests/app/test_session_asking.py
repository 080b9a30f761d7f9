"""The driver with other ways of asking, in a trial, and with settings of the next session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from stretchplayer.app.session_driver import SessionDriver
from stretchplayer.app.session_recorder import TIMED_OUT
from stretchplayer.core.events import Rating
from stretchplayer.core.history import RatingKind, SessionOutcome
from stretchplayer.core.preferences import AskDuring, Sounds, Talking
from stretchplayer.core.session import Phase
from tests.app.session_room import CYCLES, READY, Room
from tests.core.scores import routine


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    made = Room(tmp_path, "cat", "tilt")
    yield made
    made.driver.close()
    made.store.close()


# ---- other ways of asking ------------------------------------------------------------------------


def test_what_was_not_asked_leaves_no_row(room: Room) -> None:
    room.settings.update(ask_before=False, ask_during=AskDuring.NEVER, ask_after=False)
    room.driver = room.maker.prepare("test", None)
    room.driver.start()
    room.pass_(READY + CYCLES + 12_000 + 3 * 7_800)
    assert room.driver.phase is Phase.FINISHED
    assert room.history.session_ratings(room.session_id) == []
    assert room.history.session(room.session_id).outcome is SessionOutcome.FINISHED


def test_asked_at_the_end_each_answer_goes_to_its_stretch(room: Room) -> None:
    room.settings.update(ask_during=AskDuring.AT_END)
    driver = room.begin(Rating(1))
    room.pass_(READY + CYCLES + 12_000 + 3 * 7_800)
    for answer in (Rating(7), Rating(2), Rating(1)):
        driver.answer(answer)
        driver.resume()
    assert driver.phase is Phase.FINISHED
    kept = room.history.session_ratings(room.session_id)[1:]
    assert [(r.kind, r.stretch, r.item, r.score) for r in kept] == [
        (RatingKind.DURING, "cat", 0, 7),
        (RatingKind.DURING, "tilt", 1, 2),
        (RatingKind.POST, None, None, 1),
    ]
    assert room.history.left_out() == {"cat"}
    assert driver.played_ms == READY + CYCLES + 12_000 + 3 * 7_800


def test_a_question_that_went_on_is_kept_as_not_answered(room: Room) -> None:
    room.settings.update(rating_times_out_s=15.0)
    driver = room.begin()
    room.pass_(READY + CYCLES + 5_000)
    left = driver.gate_left()
    assert left is not None
    assert left[0] == pytest.approx(10_000)
    room.pass_(10_000 + 2_000)
    assert driver.phase is Phase.RUNNING
    assert driver.played_ms == READY + CYCLES + 2_000
    rating = room.history.session_ratings(room.session_id)[-1]
    assert (rating.score, rating.skipped) == (None, True)
    events = [e for e in room.store.history.events(room.session_id) if e.kind == TIMED_OUT]
    assert [msgspec.json.decode(e.data) for e in events] == [{"kind": "during", "stretch": "cat", "item": 0}]
    position, ids = room.machine.schedules()[-1]
    assert position == driver.timeline.gates[0].at_ms + 10_000
    assert "tilt-name" in ids


def test_whoever_has_begun_to_answer_is_not_hurried(room: Room) -> None:
    room.settings.update(rating_times_out_s=15.0)
    driver = room.begin()
    room.pass_(READY + CYCLES + 14_000)
    driver.set_answering(True)
    room.pass_(60_000)
    assert driver.phase is Phase.GATE
    driver.answer(Rating(3))
    assert driver.ratings()[-1].rating == Rating(3)


@pytest.fixture
def longer_room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    made = Room(tmp_path / "longer", "cat", "tilt", "cat", "tilt")
    yield made
    made.driver.close()
    made.store.close()


def to_the_third(room: Room) -> SessionDriver:
    """Two questions unanswered, getting ready for the third stretch."""
    driver = room.begin(Rating(1))
    room.pass_(READY + CYCLES)
    driver.skip()
    assert not driver.offers_the_end
    room.pass_(12_000 + 3 * 7_800)
    driver.skip()
    return driver


def test_after_two_unanswered_questions_asking_at_the_end_is_offered_once(longer_room: Room) -> None:
    room = longer_room
    driver = to_the_third(room)
    assert driver.offers_the_end
    room.pass_(12_000 + CYCLES)
    assert driver.phase is Phase.GATE
    driver.skip()
    assert not driver.offers_the_end


def test_asking_at_the_end_from_now_on(longer_room: Room) -> None:
    room = longer_room
    driver = to_the_third(room)
    driver.rate_at_end()
    assert not driver.offers_the_end
    room.pass_(12_000 + CYCLES + 12_000 + 3 * 7_800)
    asked = []
    while driver.phase is Phase.GATE:
        asked.append(driver.session.segment.item)
        driver.answer(Rating(1))
    assert asked == [0, 1, 2, 3, None]
    assert driver.phase is Phase.FINISHED
    kinds = [e.kind for e in room.store.history.events(room.session_id)]
    assert "rate_at_end" in kinds


def test_it_is_not_offered_before_the_last_question(room: Room) -> None:
    driver = room.begin()
    room.pass_(READY + CYCLES)
    driver.skip()
    room.pass_(12_000 + 3 * 7_800)
    driver.skip()
    assert driver.phase is Phase.GATE
    assert not driver.offers_the_end


def carried_on(room: Room) -> SessionDriver:
    """The unfinished session, as another start of the app takes it up."""
    unfinished = room.history.unfinished()
    assert unfinished is not None
    room.driver, resume = room.maker.carry_on(unfinished)
    room.driver.start(resume)
    return room.driver


def test_carried_on_it_asks_about_what_was_done_before_and_not_about_the_rest(longer_room: Room) -> None:
    room = longer_room
    room.settings.update(ask_during=AskDuring.AT_END)
    before = room.begin()
    room.pass_(READY + CYCLES)
    before.skip()  # the first tilt, before it has begun
    room.pass_(12_000 + 9_000)
    driver = carried_on(room)
    driver.skip()
    driver.skip()
    assert [gate.item for gate in driver.timeline.gates if gate.at_ms >= driver.position_ms()] == [0, 2, None]
    before.close()


def test_carried_on_among_the_questions_it_asks_nothing_twice(longer_room: Room) -> None:
    room = longer_room
    room.settings.update(ask_during=AskDuring.AT_END)
    before = room.begin()
    room.pass_(READY + CYCLES + 2 * 12_000 + CYCLES + 2 * (3 * 7_800) + 12_000)
    before.answer(Rating(1))
    before.answer(Rating(2))
    driver = carried_on(room)
    assert [gate.item for gate in driver.timeline.gates] == [2, 3, None]
    before.close()


# ---- trying a routine ----------------------------------------------------------------------------


def test_a_trial_asks_nothing_and_keeps_nothing(room: Room) -> None:
    driver = room.driver = room.maker.prepare_trial(routine("cat", "tilt"), 1)
    driver.start(keep=False)
    assert driver.is_trial
    room.pass_(30_000 + 3 * 7_800)
    assert driver.phase is Phase.FINISHED
    assert {s.stretch for s in driver.timeline.segments} == {"tilt"}
    assert room.store.history.sessions() == []
    assert room.store.history.ratings() == []


def test_a_trial_leaves_out_what_is_left_out_unless_it_is_all_there_is(room: Room) -> None:
    room.history.set_aside("cat", "7 of 10")
    room.driver = room.maker.prepare_trial(routine("cat", "tilt"))
    assert {s.stretch for s in room.driver.timeline.segments} == {"tilt"}
    alone = room.maker.prepare_trial(routine("cat"))
    assert {s.stretch for s in alone.timeline.segments} == {"cat"}
    alone.close()


# ---- settings of the next session ----------------------------------------------------------------


def test_what_the_routine_says_of_voice_and_tones_wins(room: Room) -> None:
    room.settings.update(talking=Talking.FULL, sounds=Sounds.BELLS)
    quiet = msgspec.structs.replace(routine("cat"), talking=Talking.BELL, sounds=Sounds.NONE)
    room.driver = room.maker.prepare_trial(quiet)
    assert room.driver.timeline.cues == ()


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({"talking": Talking.BRIEF}, "cues"),
        ({"sounds": Sounds.SOFT}, "cues"),
        ({"count_tones": False}, "cues"),
        ({"breath_cue": False}, "cues"),
        ({"same_posture_s": 9.0}, "segments"),
        ({"new_posture_s": 20.0}, "segments"),
        ({"to_floor_s": 12.0}, "segments"),
        ({"move_in_s": 3.0}, "segments"),
        ({"release_s": 3.0}, "segments"),
        ({"drill_move_in_s": 2.0}, "segments"),
        ({"change_side_s": 8.0}, "segments"),
        ({"rest_s": 4.0}, "segments"),
        ({"ask_during": AskDuring.AT_END}, "segments"),
        ({"ask_after": False}, "segments"),
    ],
)
def test_a_setting_acts_in_the_next_session(
    tmp_path: Path, qapp: object, changed: dict[str, object], differs: str
) -> None:
    room = Room(tmp_path, "cat", "knee", "tilt", "knee")
    before = room.maker.prepare("test", Rating(1), full_length=True)
    room.settings.update(**changed)
    after = room.driver = room.maker.prepare("test", Rating(1), full_length=True)
    assert getattr(before.timeline, differs) != getattr(after.timeline, differs)
    before.close()
    after.close()
    room.store.close()
