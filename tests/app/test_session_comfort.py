"""Comfort rules in a session on the real store: order on disk, kills, refused writes, the days after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from stretchplayer.app.session_driver import SessionDriver
from stretchplayer.core.comfort import Answer, ReactionKind
from stretchplayer.core.comfort.next_day import Settled
from stretchplayer.core.events import PauseReason, Rating
from stretchplayer.core.history import SessionOutcome
from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import SegmentKind
from tests.app.session_room import Room

NEW_POSTURE = 12_000


def rooms(folder: Path, *stretches: str) -> Iterator[Room]:
    made = Room(folder, *stretches)
    yield made
    made.driver.close()
    made.store.close()


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    yield from rooms(tmp_path, "cat", "tilt", "knee", "tilt")


def to_gate(room: Room) -> SessionDriver:
    for _ in range(600):
        if room.driver.phase is Phase.GATE:
            return room.driver
        room.pass_(500)
    raise AssertionError(room.driver.phase)


def killed(room: Room) -> SessionDriver:
    """The app is gone at once; another start carries its session on."""
    room.driver._timer.stop()
    unfinished = room.history.unfinished()
    assert unfinished is not None
    room.driver, resume = room.maker.carry_on(unfinished)
    room.driver.start(resume)
    return room.driver


def log(room: Room) -> list[tuple[str, str, str | None]]:
    return [(one.kind.value, one.answer.value, one.stretch) for one in room.store.comfort.reactions()]


def refuse_writing(room: Room, refuse: bool) -> None:
    room.store.database.run_script(f"PRAGMA query_only = {'ON' if refuse else 'OFF'}")


def ahead(driver: SessionDriver) -> list[str]:
    """The stretches still to be done, in order."""
    position = driver.position_ms()
    segments = [s for s in driver.timeline.segments if s.start_ms >= position and s.step.is_effort]
    return list(dict.fromkeys(f"{s.item} {s.stretch}{' eased' if s.eased else ''}" for s in segments))


# ---- what is on disk -----------------------------------------------------------------------------


def test_killed_right_after_a_red_it_is_left_out_and_the_session_goes_on_behind_it(room: Room) -> None:
    room.begin(Rating(1))
    to_gate(room).answer(Rating(1))
    to_gate(room).answer(Rating(8))
    assert log(room) == [("red", "taken", "tilt")]
    driver = killed(room)
    assert driver.session.segment.stretch == "knee"
    assert ahead(driver) == ["2 knee"], "the tilt at the end is left out as well"
    to_gate(room).answer(Rating(None, flag=True))
    assert driver.comfort.enough, "the first red still counts"


def test_killed_right_after_an_amber_the_rest_is_eased(room: Room) -> None:
    room.begin(Rating(1))
    to_gate(room).answer(Rating(3))
    assert room.driver.session.pause_reason is PauseReason.AMBER
    driver = killed(room)
    assert ahead(driver) == ["1 tilt eased", "2 knee eased", "3 tilt eased"]


def test_killed_after_declining_it_goes_on_as_planned(room: Room) -> None:
    room.begin(Rating(1))
    to_gate(room).answer(Rating(3))
    room.driver.go_on_as_planned()
    assert ahead(killed(room)) == ["1 tilt", "2 knee", "3 tilt"]


def test_killed_after_declining_a_second_amber_the_first_eases_no_more(room: Room) -> None:
    room.begin(Rating(1))
    to_gate(room).answer(Rating(3))
    room.driver.carry_on_gently()
    to_gate(room).answer(Rating(3))
    room.driver.go_on_as_planned()
    assert ahead(killed(room)) == ["2 knee", "3 tilt"]


def test_what_was_eased_before_a_kill_stays_so_when_a_later_amber_is_taken_back(room: Room) -> None:
    room.begin(Rating(1))
    to_gate(room).answer(Rating(3))
    room.driver.carry_on_gently()
    killed(room)
    to_gate(room).answer(Rating(3))
    room.driver.carry_on_gently()
    room.driver.pause()
    room.driver.correct_last(Rating(1))
    assert ahead(room.driver) == ["2 knee eased", "3 tilt eased"]


def test_an_answer_that_comes_too_late_brings_nothing_about(room: Room) -> None:
    room.settings.update(rating_times_out_s=15.0)
    room.begin(Rating(1))
    to_gate(room)
    room.driver.skip()
    to_gate(room)
    room.pass_(14_500)
    room.machine.monotonic += 1_000  # nobody looked meanwhile
    room.driver.answer(Rating(8))
    assert room.driver.ratings()[-1].timed_out
    assert ahead(room.driver) == ["2 knee", "3 tilt"]
    assert log(room) == []


def test_killed_at_the_second_red_it_ends_kindly_when_it_is_carried_on(room: Room) -> None:
    room.begin(Rating(1))
    to_gate(room).answer(Rating(8))
    room.driver.resume()
    to_gate(room).answer(Rating(8))
    assert log(room)[-1] == ("enough", "taken", "tilt")
    driver = killed(room)
    assert (driver.phase, driver.session.pause_reason) == (Phase.PAUSED, PauseReason.RED)
    assert driver.comfort.enough
    driver.stop()
    assert room.history.session(room.session_id).outcome is SessionOutcome.STOPPED


def test_killed_while_resting_before_the_swap_it_goes_on_behind_what_was_red(room: Room) -> None:
    room.begin(Rating(1))
    to_gate(room).answer(Rating(8))
    room.driver.put_in("rest", "sit")
    room.pass_(NEW_POSTURE + 10_000)
    assert room.driver.session.segment.stretch == "rest"
    assert ahead(killed(room)) == ["1 tilt", "2 knee", "3 tilt"]


def test_killed_with_short_holds_declined_they_stay_long(room: Room) -> None:
    room.begin(Rating(5))
    room.driver.hold_in_full()
    to_gate(room)
    driver = killed(room)
    assert {s.duration_ms for s in driver.timeline.segments if s.kind is SegmentKind.HOLD} == {5_000, 20_000}


def test_killed_when_the_last_question_alone_is_left_that_is_asked(room: Room) -> None:
    room.begin(Rating(1))
    for _ in range(4):
        to_gate(room).answer(Rating(1))
    driver = killed(room)
    assert (driver.phase, driver.session.segment.item) == (Phase.GATE, None)


def test_what_could_not_be_written_waits_in_order(room: Room) -> None:
    room.begin(Rating(1))
    to_gate(room)
    refuse_writing(room, True)
    room.driver.answer(Rating(3))
    room.driver.go_on_as_planned()
    assert log(room) == []
    refuse_writing(room, False)
    room.pass_(1_000)
    assert log(room) == [("amber", "declined", "cat")]
    assert room.history.session_ratings(room.session_id)[-1].score == 3


def test_a_stretch_that_was_red_is_not_done_again_in_the_same_session(room: Room) -> None:
    room.begin(Rating(1))
    to_gate(room).answer(Rating(1))
    to_gate(room).answer(Rating(8))
    assert ahead(room.driver) == ["2 knee"]
    room.driver.resume()
    room.pass_(1_000)
    room.driver.pause()
    room.driver.correct_last(Rating(1))
    assert ahead(room.driver) == ["2 knee", "3 tilt"], "put back where it was"


def test_help_is_kept_with_the_session_and_ends_it(room: Room) -> None:
    room.begin(Rating(1))
    room.pass_(5_000)
    room.settings.update(react=False)
    room.driver.stop_for_help()
    reaction = room.store.comfort.reactions()[-1]
    assert (reaction.kind, reaction.answer) == (ReactionKind.HELP, Answer.TAKEN)
    assert reaction.session == room.session_id
    assert room.history.session(room.session_id).outcome is SessionOutcome.STOPPED


def test_asked_at_the_end_nothing_of_this_session_is_eased(room: Room) -> None:
    room.settings.update(ask_during=AskDuring.AT_END)
    room.begin(Rating(1))
    to_gate(room).answer(Rating(3))
    room.driver.carry_on_gently()
    assert room.driver.phase is Phase.GATE
    assert room.comfort.eased_next() == {"cat"}


# ---- the days after ------------------------------------------------------------------------------


def whole_session(room: Room, post: int = 1) -> None:
    room.begin(Rating(1))
    for _ in range(4):
        to_gate(room).answer(Rating(1))
    to_gate(room).answer(Rating(post))
    assert room.driver.phase is Phase.FINISHED


def a_day_later(room: Room) -> None:
    room.machine.asleep += timedelta(days=1).total_seconds() * 1000


def repetitions(room: Room) -> dict[str, int]:
    driver = room.maker.prepare("test", Rating(1))
    found: dict[str, int] = {}
    for step in driver.timeline.plan:
        if step.is_effort and step.stretch is not None and step.repetitions is not None:
            found[step.stretch] = step.repetitions
    driver.close()
    return found


def sorer(room: Room) -> None:
    whole_session(room, post=4)


def not_settled(room: Room) -> None:
    whole_session(room)
    yesterday = room.machine.now().date()
    a_day_later(room)
    assert room.comfort.day_to_ask_about() == yesterday
    room.comfort.answer_next_day(yesterday, Settled.NO)


@pytest.mark.parametrize(
    ("happens", "kind"), [(sorer, ReactionKind.SORER), (not_settled, ReactionKind.UNSETTLED)]
)
def test_half_as_many_in_the_next_session_alone(
    room: Room, happens: Callable[[Room], None], kind: ReactionKind
) -> None:
    room.maker.choose_full_holds()
    full = {"cat": 3, "tilt": 3, "knee": 2}
    assert repetitions(room) == full
    happens(room)
    assert room.comfort.half_dose() is kind
    assert log(room) == [(kind.value, "taken", None)]
    assert repetitions(room) == {"cat": 2, "tilt": 2, "knee": 1}
    a_day_later(room)
    whole_session(room)
    assert repetitions(room) == full


def test_not_settled_twice_running_advises_to_pause(room: Room) -> None:
    not_settled(room)
    assert room.comfort.pause_advised() is None
    not_settled(room)
    assert room.comfort.pause_advised() is not None
    assert [kind for kind, _, _ in log(room)] == ["unsettled", "unsettled", "pause"]


def test_settled_it_is_as_ever(room: Room) -> None:
    whole_session(room)
    yesterday = room.machine.now().date()
    a_day_later(room)
    room.comfort.answer_next_day(yesterday, Settled.YES)
    assert room.comfort.half_dose() is None
    assert log(room) == []
