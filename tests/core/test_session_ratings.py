"""Scenarios of asking: after each stretch, at the end, never; and questions that do not wait for ever."""

from __future__ import annotations

import pytest

from stretchplayer.core.catalogue import Side
from stretchplayer.core.events import CueStarted, EffortEnded, PauseReason, Rating
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import AskDuring, Preferences
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import GateKind, SegmentKind, Timeline
from tests.core.scores import Play, score, told

HALF = PlanOptions(half_dose=True)  # one round a side, so that logs stay short
NO_ANSWER = Rating(None, skipped=True)
KNEE = 2 * (2_200 + 20_000 + 2_000) + 800  # one hold a side
AT_END = Preferences(ask_during=AskDuring.AT_END)
NEVER = Preferences(ask_during=AskDuring.NEVER)
SILENT = Preferences(ask_during=AskDuring.NEVER, ask_after=False)


def begun(*stretches: str, preferences: Preferences, options: PlanOptions = HALF) -> Play:
    play = Play(score(*stretches, preferences=preferences, options=options))
    play.do("start")
    return play


def gates(timeline: Timeline) -> list[tuple[GateKind, int | None]]:
    return [(gate.kind, gate.item) for gate in timeline.gates]


# ---- at the end ----------------------------------------------------------------------------------


def test_at_the_end_each_stretch_is_asked_about_in_turn() -> None:
    play = begun("march", "tilt", "knee", preferences=AT_END)
    play.run(150_000 + 27_400)
    play.do("answer", Rating(2))
    play.do("answer", Rating(3, flag=True))
    play.do("answer", Rating(1))
    assert told(play.log) == [
        "started 0",
        "0 get_ready march",
        "5000 warm_up march",
        "held march None 60000/60000",
        "65000 get_ready tilt",
        "95000 move_in tilt 1",
        "96500 hold tilt 1",
        "held tilt 1 5000/5000",
        "101500 release tilt 1",
        "102800 move_in tilt 2",
        "104300 hold tilt 2",
        "held tilt 2 5000/5000",
        "109300 release tilt 2",
        "110600 get_ready knee right",
        "115600 move_in knee right 1",
        "117800 hold knee right 1",
        "held knee right 1 20000/20000",
        "137800 release knee right 1",
        "139800 change_side knee left",
        "140600 move_in knee left 1",
        "142800 hold knee left 1",
        "held knee left 1 20000/20000",
        "162800 release knee left 1",
        "164800 rating tilt",
        "gate during tilt",
        "rated during 2",
        "174800 rating knee",
        "gate during knee",
        "rated during 3 flag",
        "184800 rating None",
        "gate post None",
        "rated post 1",
        "finished 194800",
    ]


def test_at_the_end_the_question_names_its_stretch_by_voice() -> None:
    play = begun("tilt", "cat", preferences=AT_END)
    cues = play.session.timeline.cues
    tilt, cat, last = play.session.timeline.gates
    assert [c.id for c in cues if tilt.at_ms <= c.at_ms < cat.at_ms] == ["gate", "tilt-name", "rate-stretch"]
    assert [c.id for c in cues if cat.at_ms <= c.at_ms < last.at_ms] == ["gate", "cat-name", "rate-stretch"]
    assert [c.id for c in cues if last.at_ms <= c.at_ms] == ["gate", "rate-now"]


def test_at_the_end_a_stretch_left_out_is_passed_over_silently() -> None:
    play = begun("tilt", "knee", "cat", preferences=AT_END)
    play.run_to(31_000)
    play.do("skip")  # tilt, before its first hold
    assert gates(play.session.timeline) == [
        (GateKind.DURING, 1),
        (GateKind.DURING, 2),
        (GateKind.POST, None),
    ]
    play.run(5_000 + 2_200 + 9_000)
    mark = len(play.log)
    play.do("skip")  # knee, after nine seconds of a hold
    play.run(12_000 + 16_000)
    play.do("skip")
    play.do("skip")
    play.do("skip")
    lines = [line for line in told(play.log[mark:]) if not line[0].isdigit()]
    assert lines == [
        "skipped knee right 1 9000/20000",
        "skipped knee left 1 0/20000",
        "revised 47200 skip",
        "held cat 1 8000/8000",
        "held cat 2 8000/8000",
        "gate during knee",
        "rated during skipped",
        "gate during cat",
        "rated during skipped",
        "gate post None",
        "rated post skipped",
        f"finished {47_200 + 12_000 + 16_000 + 30_000}",
    ]


def test_going_back_to_a_stretch_that_was_left_out_asks_about_it_after_all() -> None:
    play = begun("tilt", "knee", preferences=AT_END)
    play.run_to(31_000)
    play.do("skip")
    assert gates(play.session.timeline) == [(GateKind.DURING, 1), (GateKind.POST, None)]
    play.do("back")
    assert gates(play.session.timeline)[0] == (GateKind.DURING, 0)


def test_holds_ended_at_once_are_not_worth_a_question() -> None:
    for preferences in (AT_END, Preferences()):
        play = begun("knee", "cat", preferences=preferences)
        for _ in range(2):
            while play.session.segment.kind is not SegmentKind.HOLD:
                play.run(100, tick_ms=100)
            play.run(1_000)
            play.do("end_now")
        held = [(e.side, e.held_ms) for e in play.log if isinstance(e, EffortEnded)]
        assert [side for side, _ in held] == [Side.RIGHT, Side.LEFT]
        assert (GateKind.DURING, 0) not in gates(play.session.timeline)
        assert (GateKind.DURING, 1) in gates(play.session.timeline)


def test_a_red_answer_at_the_end_stands_still_and_a_rest_can_be_put_in() -> None:
    play = begun("tilt", "cat", preferences=AT_END)
    play.run(30_000 + 15_600 + 12_000 + 16_000)
    mark = len(play.log)
    play.do("answer", Rating(8), then=PauseReason.RED)
    assert play.session.phase is Phase.PAUSED
    play.do("put_in", ("rest",))
    play.do("resume")
    play.run(12_000 + 60_000)
    play.do("answer", Rating(0))
    play.do("answer", Rating(4))
    at = 30_000 + 15_600 + 12_000 + 16_000 + 10_000
    assert told(play.log[mark:]) == [
        "rated during 8",
        f"paused {at} red",
        f"revised {at} instead",
        f"resumed {at}",
        f"{at} get_ready rest",
        f"{at + 12_000} rest_position rest",
        "held rest None 60000/60000",
        f"{at + 72_000} rating cat",
        "gate during cat",
        "rated during 0",
        f"{at + 82_000} rating None",
        "gate post None",
        "rated post 4",
        f"finished {at + 92_000}",
    ]


def test_a_red_answer_at_the_very_end_can_be_followed_by_a_rest() -> None:
    play = begun("tilt", preferences=Preferences(ask_during=AskDuring.AT_END, ask_after=False))
    play.run(30_000 + 15_600)
    play.do("answer", Rating(None, flag=True), then=PauseReason.RED)
    play.do("put_in", ("rest",))
    play.do("resume")
    play.run(5_000 + 60_000)
    assert told(play.log)[-4:] == [
        "55600 get_ready rest",
        "60600 rest_position rest",
        "held rest None 60000/60000",
        "finished 120600",
    ]


def test_what_is_put_in_instead_is_asked_about_at_the_end_too() -> None:
    play = begun("cat", "knee", preferences=AT_END)
    play.run_to(30_000 + 16_000 + 1_000)
    play.do("put_in", ("tilt",))
    assert gates(play.session.timeline) == [
        (GateKind.DURING, 0),
        (GateKind.DURING, 1),
        (GateKind.DURING, 2),
        (GateKind.POST, None),
    ]


def test_the_bar_is_full_when_only_questions_are_left() -> None:
    timeline = score("cat", "knee", preferences=AT_END)
    gate = timeline.gates[0]
    assert all(item.done_ms == item.total_ms for item in timeline.item_progress(gate.at_ms))
    assert timeline.duration_ms == gate.at_ms + 30_000
    assert timeline.next_after(gate.at_ms) is None


# ---- never ---------------------------------------------------------------------------------------


def test_never_asks_about_the_day_alone() -> None:
    play = begun("tilt", "cat", preferences=NEVER)
    play.run(30_000 + 15_600 + 12_000 + 16_000)
    play.do("answer", Rating(2))
    assert [line for line in told(play.log) if not line[0].isdigit()] == [
        "started 0",
        *["held tilt 1 5000/5000", "held tilt 2 5000/5000"],
        *["held cat 1 8000/8000", "held cat 2 8000/8000"],
        "gate post None",
        "rated post 2",
        "finished 83600",
    ]


def test_with_all_questions_off_a_session_just_ends() -> None:
    play = begun("tilt", preferences=SILENT)
    play.run(60_000)
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
        "finished 45600",
    ]


def test_skipping_the_last_stretch_with_all_questions_off_ends_the_session() -> None:
    play = begun("tilt", preferences=SILENT)
    play.do("skip")
    assert told(play.log)[-2:] == ["revised 0 skip", "finished 0"]
    assert play.session.phase is Phase.FINISHED


# ---- questions that go on by themselves ----------------------------------------------------------


IMPATIENT = Preferences(rating_times_out_s=20.0)


def test_a_question_nobody_answers_goes_on_in_time() -> None:
    play = begun("tilt", "cat", preferences=IMPATIENT)
    play.run(30_000 + 15_600 + 20_000 + 12_000 + 16_000 + 20_000)
    assert [line for line in told(play.log) if "gate" in line or "rated" in line or "get_ready" in line] == [
        "0 get_ready tilt",
        "gate during tilt",
        "rated during timed out",
        "55600 get_ready cat",
        "gate during cat",
        "rated during timed out",
        "gate post None",
    ]


def test_the_time_out_is_counted_from_the_gate_whatever_the_looks() -> None:
    def log(tick_ms: float) -> list[str]:
        play = begun("tilt", "cat", "knee", preferences=IMPATIENT)
        play.run(240_000, tick_ms=tick_ms)
        return told(play.log)

    assert log(2_000) == log(33) == log(250)
    assert log(250)[-1].startswith("finished")


def test_a_question_may_be_asked_again_before_it_goes_on() -> None:
    play = begun("tilt", preferences=Preferences(rating_times_out_s=45.0))
    play.run(30_000 + 15_600 + 45_000)
    assert [line for line in told(play.log) if "during" in line] == [
        "gate during tilt",
        "asked again during",
        "rated during timed out",
    ]


def test_somebody_who_answers_is_given_the_time() -> None:
    play = begun("tilt", preferences=IMPATIENT)
    play.run(30_000 + 15_600 + 19_000)
    assert play.session.gate_left(play.now) == (1_000, 20_000)
    play.do("answering", True)
    assert play.session.gate_left(play.now) is None
    play.run(90_000)
    assert play.session.phase is Phase.GATE
    play.do("answering", False)
    assert play.session.gate_left(play.now) == (20_000, 20_000)
    play.run(19_999)
    assert told(play.log)[-1] == "asked again during"
    play.run(1)
    assert "rated during timed out" in told(play.log)


def test_time_in_which_nobody_looked_is_not_held_against_the_answer() -> None:
    play = begun("tilt", preferences=IMPATIENT)
    play.run(30_000 + 15_600 + 5_000)
    play.wait(60_000)
    play.log += play.session.advance(play.now)
    assert play.session.gate_left(play.now) == (15_000, 20_000)


def test_an_answer_at_the_last_moment_counts() -> None:
    play = begun("tilt", preferences=IMPATIENT)
    play.run(30_000 + 15_600 + 19_999)
    play.do("answer", Rating(3))
    assert "rated during 3" in told(play.log)


# ---- at the end instead --------------------------------------------------------------------------


def unanswered_twice() -> Play:
    play = begun("tilt", "cat", "knee", preferences=Preferences())
    for wait in (30_000 + 15_600, 12_000 + 16_000):
        play.run(wait)
        play.do("answer", NO_ANSWER)
    return play


def test_from_now_on_at_the_end_with_what_was_not_answered() -> None:
    play = unanswered_twice()
    play.run(2_000)
    mark = len(play.log)
    left = play.session.timeline.duration_ms
    play.do("rate_at_end", (0, 1))
    assert gates(play.session.timeline)[2:] == [
        (GateKind.DURING, 0),
        (GateKind.DURING, 1),
        (GateKind.DURING, 2),
        (GateKind.POST, None),
    ]
    assert play.session.timeline.duration_ms == left + 20_000
    play.run(10_000 + KNEE)
    for answer in (1, 2, 3, 4):
        play.do("answer", Rating(answer))
    assert [line for line in told(play.log[mark:]) if not line[0].isdigit()] == [
        "revised 95600 rate_at_end",
        "held knee right 1 20000/20000",
        "held knee left 1 20000/20000",
        *["gate during tilt", "rated during 1", "gate during cat", "rated during 2"],
        *["gate during knee", "rated during 3", "gate post None", "rated post 4"],
        f"finished {play.session.position_ms}",
    ]


def test_going_back_after_that_asks_about_each_stretch_once() -> None:
    play = unanswered_twice()
    play.do("rate_at_end", (1,))
    play.do("back")
    assert play.session.segment.stretch == "cat"
    assert gates(play.session.timeline)[2:] == [
        (GateKind.DURING, 1),
        (GateKind.DURING, 2),
        (GateKind.POST, None),
    ]


def test_skipping_after_that_asks_nothing_in_between() -> None:
    play = unanswered_twice()
    play.do("rate_at_end", ())
    play.run(12_000 + 2_200 + 9_000)
    play.do("skip")
    assert play.session.segment.stretch == "knee"
    assert gates(play.session.timeline)[2:] == [(GateKind.DURING, 2), (GateKind.POST, None)]


@pytest.mark.parametrize("preferences", [AT_END, NEVER])
def test_it_means_nothing_where_nothing_is_asked_in_between(preferences: Preferences) -> None:
    play = begun("tilt", "cat", preferences=preferences)
    before = play.session.timeline
    assert play.do("rate_at_end", ()) == []
    assert play.session.timeline is before


def test_what_is_said_of_the_questions_follows() -> None:
    play = unanswered_twice()
    play.do("rate_at_end", (0,))
    play.run(12_000 + KNEE + 5_000)
    said = [e.cue.id for e in play.log if isinstance(e, CueStarted)]
    assert said[-3:] == ["gate", "tilt-name", "rate-stretch"]
