"""Scenarios of playing: what is done at which position, and the full log of what happened."""

from __future__ import annotations

import pytest

from stretchplayer.core.carry_on import starting_at
from stretchplayer.core.catalogue import Side
from stretchplayer.core.cues import TONE_GAP_MS
from stretchplayer.core.edits import Edit, EditKind, revise
from stretchplayer.core.events import (
    CueStarted,
    EffortEnded,
    Outcome,
    PauseReason,
    Rating,
)
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences, Talking
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import GateKind, SegmentKind
from tests.core.scores import Play, score, told

QUIET = Preferences(talking=Talking.BELL)

# Positions of score("knee"): ready 0, move in 30 000, hold 32 200 to 52 200 ...
HOLD = 32_200
HOLD_END = 52_200


def begun(*stretches: str, **kwargs: object) -> Play:
    play = Play(score(*stretches, **kwargs))  # type: ignore[arg-type]
    play.do("start")
    return play


def test_a_session_from_start_to_finish() -> None:
    play = begun("tilt", "rest", options=PlanOptions(half_dose=True))
    play.run(60_000)
    play.do("answer", Rating(2))
    play.run(80_000)
    play.do("answer", Rating(None, skipped=True))
    assert told(play.log) == [
        "started 0",
        "0 get_ready tilt",
        "30000 move_in tilt 1",
        "31500 hold tilt 1",
        "held tilt 1 5000/5000",
        "36500 release tilt 1",
        "37800 move_in tilt 2",
        "39300 hold tilt 2",
        "held tilt 2 5000/5000",
        "44300 release tilt 2",
        "45600 rating tilt",
        "gate during tilt",
        "rated during 2",
        "55600 get_ready rest",
        "60600 rest_position rest",
        "held rest None 60000/60000",
        "120600 rating None",
        "gate post None",
        "rated post skipped",
        "finished 130600",
    ]


def test_every_cue_is_heard_once_in_order() -> None:
    play = begun("cat", "knee")
    while not play.over:
        play.run(40_000)
        play.do("answer", Rating(0))
    assert [e.cue for e in play.log if isinstance(e, CueStarted)] == list(play.session.timeline.cues)


def test_a_short_pause_goes_on_where_it_was() -> None:
    play = begun("knee")
    play.run_to(HOLD + 6_000)
    play.do("pause")
    play.wait(4_000)
    mark = len(play.log)
    play.do("resume")
    play.run_to(HOLD_END)
    assert told(play.log[mark:]) == [
        f"resumed {HOLD + 6000}",
        "held knee right 1 20000/20000",
        f"{HOLD_END} release knee right 1",
    ]


def test_a_long_pause_comes_back_through_getting_ready_and_keeps_the_held_seconds() -> None:
    play = begun("knee")
    play.run_to(HOLD + 6_000)
    play.do("pause")
    play.wait(6_000)
    mark = len(play.log)
    play.do("resume")
    play.run(5_000 + 2_200 + 14_000)
    assert told(play.log[mark:]) == [
        f"revised {HOLD + 6000} ready_again",
        f"resumed {HOLD + 6000}",
        f"{HOLD + 6000} get_ready knee right",
        f"{HOLD + 11000} move_in knee right 1",
        f"{HOLD + 13200} hold knee right 1",
        "held knee right 1 20000/20000",
        f"{HOLD + 27200} release knee right 1",
    ]


def test_a_stall_pauses_where_it_was_last_seen() -> None:
    play = begun("knee")
    play.run_to(HOLD + 5_000)
    play.wait(2_500)
    mark = len(play.log)
    play.log += play.session.advance(play.now)
    assert told(play.log[mark:]) == [f"paused {HOLD + 5000} stall"]
    assert play.session.pause_reason is PauseReason.STALL
    play.do("resume")
    assert "revised" in told(play.log[mark:])[1]


def test_a_late_look_of_two_seconds_is_not_a_stall() -> None:
    play = begun("knee")
    play.run_to(HOLD + 5_000)
    play.wait(2_000)
    play.log += play.session.advance(play.now)
    assert play.session.phase is Phase.RUNNING
    assert play.session.position_ms == HOLD + 7_000


def test_sleep_pauses_at_the_last_position() -> None:
    play = begun("knee")
    play.run_to(HOLD + 5_000)
    play.wait(900)
    play.do("fell_asleep")
    assert told(play.log)[-1] == f"paused {HOLD + 5000} sleep"


def test_ten_seconds_more_are_given_to_both_sides() -> None:
    play = begun("knee")
    play.run_to(HOLD + 12_000)
    play.do("more_time")
    play.run(400_000 / 2)
    holds = [e for e in play.log if isinstance(e, EffortEnded)]
    assert [(e.side, e.repetition, e.held_ms) for e in holds] == [
        (Side.RIGHT, 1, 30_000),
        (Side.RIGHT, 2, 20_000),
        (Side.LEFT, 1, 30_000),
        (Side.LEFT, 2, 20_000),
    ]
    half = [e.cue.at_ms for e in play.log if isinstance(e, CueStarted) and e.cue.id == "half-way"]
    assert half[0] == HOLD + 10_000 + TONE_GAP_MS
    assert not any(half[0] < at < HOLD + 30_000 for at in half)


def test_more_time_never_goes_beyond_the_longest_hold() -> None:
    play = begun("knee")
    play.run_to(HOLD + 1_000)
    for _ in range(9):
        play.do("more_time")
    assert play.session.segment.duration_ms == 60_000


def test_ending_a_hold_now_keeps_what_was_held() -> None:
    play = begun("knee")
    play.run_to(HOLD + 7_000)
    mark = len(play.log)
    play.do("end_now")
    assert told(play.log[mark:]) == [
        "cut_short knee right 1 7000/20000",
        f"revised {HOLD + 7000} end_now",
        f"{HOLD + 7000} release knee right 1",
    ]
    assert [e.cue.id for e in play.log[mark:] if isinstance(e, CueStarted)] == ["end"]


@pytest.mark.parametrize(("held", "ends_after"), [(2_000, 10_000), (8_500, 11_500), (18_500, 20_000)])
def test_easing_off_shortens_this_hold_and_the_rest(held: int, ends_after: int) -> None:
    play = begun("knee")
    play.run_to(HOLD + held)
    mark = len(play.log)
    play.do("ease_off")
    play.run(90_000)
    efforts = [e for e in play.log[mark:] if isinstance(e, EffortEnded)]
    assert [(e.outcome, e.held_ms, e.planned_ms) for e in efforts] == [
        (Outcome.EASED, ends_after, 20_000),
        (Outcome.EASED, 10_000, 20_000),
        (Outcome.EASED, 10_000, 20_000),
        (Outcome.EASED, 10_000, 20_000),
    ]
    assert told(play.do("ease_off")) == []  # at the gate there is nothing to ease


def test_skipping_before_any_hold_asks_for_no_rating() -> None:
    play = begun("knee", "tilt")
    play.run_to(31_000)
    mark = len(play.log)
    play.do("skip")
    assert told(play.log[mark:]) == [
        "skipped knee right 1 0/20000",
        "skipped knee right 2 0/20000",
        "skipped knee left 1 0/20000",
        "skipped knee left 2 0/20000",
        "revised 31000 skip",
        "31000 get_ready tilt",
    ]
    assert play.session.segment.duration_ms == 5_000


def test_skipping_while_getting_down_leaves_time_to_get_down_for_the_next() -> None:
    play = begun("knee", "tilt")
    play.run_to(2_000)
    play.do("skip")
    assert play.session.segment.stretch == "tilt"
    assert play.session.segment.duration_ms == 30_000


def test_skipping_after_a_hold_asks_for_a_rating() -> None:
    play = begun("knee", "tilt")
    play.run_to(HOLD + 9_000)
    play.do("skip")
    assert play.session.phase is Phase.GATE
    assert told(play.log)[-2:] == [f"{HOLD + 9000} rating knee", "gate during knee"]


def test_skip_at_a_gate_leaves_the_rating_out() -> None:
    play = begun("cat")
    play.run(30_000 + 24_000)
    mark = len(play.log)
    play.do("skip")
    assert told(play.log[mark:])[0] == "rated during skipped"


def test_back_restarts_this_hold_after_three_seconds() -> None:
    play = begun("knee")
    play.run_to(HOLD + 3_001)
    mark = len(play.log)
    play.do("back")
    play.run(2_200)
    assert told(play.log[mark:]) == [
        "cut_short knee right 1 3001/20000",
        f"revised {HOLD + 3001} back",
        f"{HOLD + 3001} move_in knee right 1",
        f"{HOLD + 5201} hold knee right 1",
    ]


def test_back_soon_after_a_start_goes_to_the_hold_before() -> None:
    play = begun("knee")
    second = HOLD_END + 2_000 + 2_200
    play.run_to(second + 2_000)
    mark = len(play.log)
    play.do("back")
    assert told(play.log[mark:]) == [
        "cut_short knee right 2 2000/20000",
        f"revised {second + 2000} back",
        f"{second + 2000} move_in knee right 1",
    ]


def test_back_from_the_next_stretch_gets_ready_for_the_one_before() -> None:
    play = begun("cat", "knee")
    play.run(30_000 + 24_000)
    play.do("answer", Rating(0))
    mark = len(play.log)
    play.run(2_000)
    play.do("back")
    assert [line.split(" ", 1)[1] for line in told(play.log[mark:])] == ["66000 back", "get_ready cat"]


def test_repeating_a_side_starts_it_from_its_first_hold() -> None:
    play = begun("knee")
    play.run_to(HOLD_END + 4_200 + 5_000)
    mark = len(play.log)
    play.do("repeat_side")
    play.run(48_000)
    assert [line for line in told(play.log[mark:]) if " hold " in line or "held" in line] == [
        f"{HOLD_END + 9_200 + 2_200} hold knee right 1",
        "held knee right 1 20000/20000",
        f"{HOLD_END + 9_200 + 2_200 + 24_200} hold knee right 2",
        "held knee right 2 20000/20000",
    ]


def test_repeating_a_hold_after_a_long_pause_leaves_time_to_get_ready() -> None:
    play = begun("knee")
    play.run_to(HOLD + 9_000)
    play.do("pause")
    play.wait(60_000)
    mark = len(play.log)
    play.do("repeat_hold")
    assert told(play.log[mark:]) == [
        "cut_short knee right 1 9000/20000",
        f"revised {HOLD + 9000} repeat_hold",
        f"revised {HOLD + 9000} ready_again",
        f"resumed {HOLD + 9000}",
        f"{HOLD + 9000} get_ready knee right",
    ]


def test_the_question_is_repeated_once_and_then_waits() -> None:
    play = begun("cat")
    play.run(30_000 + 24_000)
    mark = len(play.log)
    play.run(600_000)
    assert told(play.log[mark:]) == ["asked again during"]
    assert play.session.phase is Phase.GATE
    assert play.session.next_due_in(play.now) is None


def test_the_question_is_heard_while_the_gate_waits() -> None:
    play = begun("cat")
    play.run(30_000 + 24_000 + 3_000)
    heard = [e.cue.id for e in play.log if isinstance(e, CueStarted)]
    assert heard[-2:] == ["gate", "rate-stretch"]


def test_a_red_rating_stands_still_and_something_else_can_be_put_in() -> None:
    play = begun("knee", "cat")
    play.run_to(HOLD + 9_000)
    play.do("skip")
    mark = len(play.log)
    play.do("answer", Rating(None, flag=True), then=PauseReason.RED)
    play.do("put_in", ("rest", "tilt"))
    play.wait(90_000)
    play.do("resume")
    play.run(5_000 + 60_000 + 5_000 + 23_400)
    play.do("answer", Rating(1))
    lines = told(play.log[mark:])
    at = HOLD + 9_000 + 10_000
    assert lines[:6] == [
        "rated during None flag",
        f"paused {at} red",
        f"revised {at} instead",
        f"resumed {at}",
        f"{at} get_ready rest",
        f"{at + 5000} rest_position rest",
    ]
    assert lines[-1] == f"{at + 103_400} get_ready cat"


def test_something_put_in_while_getting_ready_comes_before_getting_ready_again() -> None:
    play = begun("tilt", "cat")
    play.run(30_000 + 23_400)
    play.do("answer", Rating(1))
    play.run(3_000)
    mark = len(play.log)
    play.do("put_in", ("rest",))
    play.run(5_000 + 60_000)
    lines = [line.split(" ", 1)[1] for line in told(play.log[mark:])]
    assert lines == [
        f"{30_000 + 23_400 + 10_000 + 3_000} instead",
        "get_ready rest",
        "rest_position rest",
        "rest None 60000/60000",
        "get_ready cat",
    ]
    assert play.session.segment.duration_ms == 12_000


def test_stopping_keeps_what_was_held() -> None:
    play = begun("knee")
    play.run_to(HOLD + 8_000)
    mark = len(play.log)
    play.do("stop")
    assert told(play.log[mark:]) == ["cut_short knee right 1 8000/20000", f"stopped {HOLD + 8000}"]
    for command in ("start", "pause", "resume", "back", "skip", "repeat_hold", "more_time", "end_now"):
        assert play.do(command) == []


def test_commands_before_the_start_do_nothing() -> None:
    play = Play(score("knee"))
    for command in (
        "pause",
        "resume",
        "back",
        "skip",
        "repeat_side",
        "more_time",
        "end_now",
        "ease_off",
        "stop",
    ):
        assert play.do(command) == []
    assert play.session.phase is Phase.READY


def test_carrying_on_after_a_crash_starts_with_getting_ready_for_that_hold() -> None:
    timeline, at = starting_at(score("cat", "knee"), 1, "left", 2)
    play = Play(timeline, at)
    play.do("start")
    play.run(30_000 + 2_200 + 20_000)
    assert told(play.log) == [
        f"started {at}",
        f"{at} get_ready knee left",
        f"{at + 30000} move_in knee left 2",
        f"{at + 32200} hold knee left 2",
        "held knee left 2 20000/20000",
        f"{at + 52200} release knee left 2",
    ]


def test_an_unknown_checkpoint_starts_from_the_beginning() -> None:
    timeline = score("cat")
    assert starting_at(timeline, 7, None, 1) == (timeline, 0)


def test_an_empty_session_is_over_at_once() -> None:
    play = begun("cat", options=PlanOptions(left_out=frozenset({"cat"})))
    assert told(play.log) == ["started 0", "finished 0"]


@pytest.mark.parametrize("score_", [-1, 11])
def test_a_rating_is_between_0_and_10(score_: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        Rating(score_)


def test_painting_never_sees_beyond_a_gate() -> None:
    play = begun("cat")
    play.run_to(53_900)
    gate = play.session.timeline.gates[0]
    assert gate.kind is GateKind.DURING
    assert play.session.position_at(play.now + 1_500) == gate.at_ms


def test_an_edit_that_means_nothing_changes_nothing() -> None:
    timeline = score("knee")
    move_in = next(s for s in timeline.segments if s.kind is SegmentKind.MOVE_IN)
    assert revise(timeline, move_in.start_ms + 10, Edit(EditKind.END_NOW)) is timeline
