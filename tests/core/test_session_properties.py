"""What holds for every session: looks and short pauses change nothing, no cue is doubled or lost."""

from __future__ import annotations

import random
from itertools import zip_longest

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.edits import DONE_FROM_MS, Edit, EditKind
from stretchplayer.core.events import (
    CueStarted,
    EffortEnded,
    Event,
    Finished,
    GateReached,
    Outcome,
    Paused,
    PauseReason,
    Rating,
    RatingTaken,
    Resumed,
    SegmentStarted,
)
from stretchplayer.core.preferences import AskDuring, Preferences
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import SegmentKind
from tests.core.scores import Play, score

STRETCHES = ("march", "cat", "knee", "tilt")
SHORT_PAUSE_MS = 4_900

commands = st.sampled_from(
    [
        *("back", "skip", "repeat_hold", "repeat_side", "more_time", "end_now", "ease_off", "long_pause"),
        *("answer", "red", "red_and_rest", "pick", "clear", "rate_at_end"),
        *("ease_rest", "as_planned", "leave_out", "put_back", "full_holds"),
    ]
)
scripts = st.lists(st.tuples(st.integers(0, 30_000), commands), max_size=12)
#: Every way of asking: when, whether at the end of the day, and whether questions go on by themselves.
askings = st.builds(
    Preferences,
    ask_during=st.sampled_from(AskDuring),
    ask_after=st.booleans(),
    rating_times_out_s=st.sampled_from([None, 5.0, 20.0, 45.0]),
)


def perform(play: Play, command: str) -> None:
    if command == "answer":
        play.do("answer", Rating(3))
    elif command in ("red", "red_and_rest"):
        play.do("answer", Rating(9), then=PauseReason.RED)
        if command == "red_and_rest" and play.session.phase is Phase.PAUSED:
            play.do("put_in", ("rest", "tilt"))
        play.do("resume")
    elif command in ("ease_rest", "as_planned", "leave_out", "put_back", "full_holds"):
        named = ("tilt",) if command in ("leave_out", "put_back") else ()
        play.do("change_rest", Edit(EditKind(command), named))
    elif command in ("pick", "clear"):
        play.do("answering", command == "pick")
    elif command == "rate_at_end":
        play.do("rate_at_end", unanswered(play))
    elif command == "long_pause":
        play.do("pause")
        play.wait(8_000)
        play.do("resume")
    else:
        play.do(command)


def unanswered(play: Play) -> tuple[int, ...]:
    """The items whose question was left unanswered."""
    taken = [e for e in play.log if isinstance(e, RatingTaken) and e.rating.skipped]
    return tuple(dict.fromkeys(e.item for e in taken if e.item is not None))


def play_script(
    script: list[tuple[int, str]], pattern: random.Random | None, asking: Preferences | None = None
) -> Play:
    """Play a script of (time to let pass, command), with even looks or a random pattern of them."""
    play = Play(score(*STRETCHES, preferences=asking))
    play.do("start")
    for delay, command in script:
        left = delay
        while left > 0:
            if pattern is None:
                piece = min(left, 500)
            else:
                piece = min(left, pattern.choice([1, 7, 16, 33, 400, 1_999, 2_000]))
                if play.session.phase is Phase.RUNNING and pattern.random() < 0.1:
                    play.do("pause")
                    play.wait(pattern.randrange(SHORT_PAUSE_MS))
                    play.do("resume")
            play.run(piece, tick_ms=2_000)
            left -= piece
        perform(play, command)
    return play


def without_pauses(events: list[Event]) -> list[Event]:
    return [e for e in events if not isinstance(e, Paused | Resumed)]


def finish(play: Play) -> None:
    for _ in range(200):
        if play.over:
            return
        play.run(60_000, tick_ms=2_000)
        play.do("answer", Rating(3))
        play.do("resume")
    raise AssertionError("the session does not end")


@settings(max_examples=60)
@given(scripts, st.randoms(use_true_random=False), askings)
def test_any_pattern_of_looks_and_short_pauses_gives_the_same_log(
    script: list[tuple[int, str]], pattern: random.Random, asking: Preferences
) -> None:
    reference, other = play_script(script, None, asking), play_script(script, pattern, asking)
    assert without_pauses(other.log) == without_pauses(reference.log)
    assert other.session.position_ms == reference.session.position_ms


@settings(max_examples=60)
@given(scripts, askings)
def test_no_cue_is_doubled_or_lost(script: list[tuple[int, str]], asking: Preferences) -> None:
    play = play_script(script, None, asking)
    finish(play)
    heard = [e.cue for e in play.log if isinstance(e, CueStarted)]
    timeline = play.session.timeline
    assert len(heard) == len(set(heard))
    assert set(heard) <= set(timeline.cues)
    # All but the end of a question that was answered before it was said to the end.
    lost = [c for c in timeline.cues if c not in set(heard)]
    assert all(timeline.at(c.at_ms).kind is SegmentKind.RATING for c in lost)


@settings(max_examples=60)
@given(scripts, askings)
def test_what_was_played_is_what_the_timeline_says(
    script: list[tuple[int, str]], asking: Preferences
) -> None:
    play = play_script(script, None, asking)
    finish(play)
    timeline = play.session.timeline
    at = 0
    for segment in timeline.segments:
        assert segment.start_ms == at
        at = segment.end_ms
    begun = [e.segment for e in play.log if isinstance(e, SegmentStarted)]
    # A segment that was left at the very moment it began has no length and is not in the score.
    begun = [a for a, b in zip_longest(begun, begun[1:]) if b is None or a.start_ms != b.start_ms]
    assert [s.start_ms for s in begun] == [s.start_ms for s in timeline.segments]
    assert [(s.kind, s.item, s.side, s.repetition) for s in begun] == [
        (s.kind, s.item, s.side, s.repetition) for s in timeline.segments
    ]
    assert isinstance(play.log[-1], Finished)


@settings(max_examples=60)
@given(scripts, askings)
def test_every_held_second_is_accounted_for(script: list[tuple[int, str]], asking: Preferences) -> None:
    play = play_script(script, None, asking)
    finish(play)
    played = sum(s.duration_ms for s in play.session.timeline.segments if s.step.is_effort)
    efforts = [e for e in play.log if isinstance(e, EffortEnded)]
    assert sum(e.held_ms for e in efforts) == played
    assert all(e.outcome is not Outcome.HELD or e.held_ms >= e.planned_ms for e in efforts)


@settings(max_examples=60)
@given(scripts, askings)
def test_every_gate_is_answered_once(script: list[tuple[int, str]], asking: Preferences) -> None:
    play = play_script(script, None, asking)
    finish(play)
    reached = [(e.kind, e.item) for e in play.log if isinstance(e, GateReached)]
    taken = [(e.kind, e.item) for e in play.log if isinstance(e, RatingTaken)]
    assert reached == taken
    assert [item for _, item in reached].count(None) == asking.ask_after


@settings(max_examples=60)
@given(scripts, askings)
def test_at_the_end_every_stretch_really_done_is_asked_about_once(
    script: list[tuple[int, str]], asking: Preferences
) -> None:
    asking = msgspec.structs.replace(asking, ask_during=AskDuring.AT_END)
    play = play_script([(wait, wish) for wait, wish in script if wish != "red_and_rest"], None, asking)
    finish(play)
    held: dict[int, int] = {}
    for s in play.session.timeline.segments:
        if s.step.is_effort and s.item is not None and play.session.timeline.context.stretch(s.item).is_rated:
            held[s.item] = held.get(s.item, 0) + s.duration_ms
    asked = [e.item for e in play.log if isinstance(e, GateReached) and e.item is not None]
    assert asked == sorted(item for item, ms in held.items() if ms >= DONE_FROM_MS)


@settings(max_examples=60)
@given(scripts, askings)
def test_never_asks_about_no_stretch(script: list[tuple[int, str]], asking: Preferences) -> None:
    asking = msgspec.structs.replace(asking, ask_during=AskDuring.NEVER)
    play = play_script(script, None, asking)
    finish(play)
    assert not [e for e in play.log if isinstance(e, GateReached) and e.item is not None]


@settings(max_examples=60)
@given(scripts, askings)
def test_asking_and_pausing_leave_both_sides_equal(
    script: list[tuple[int, str]], asking: Preferences
) -> None:
    fair = [(wait, wish) for wait, wish in script if wish in ("rate_at_end", "answer", "pick", "long_pause")]
    play = play_script(fair, None, asking)
    finish(play)
    held = {
        side: sum(
            s.duration_ms for s in play.session.timeline.segments if s.step.is_effort and s.side is side
        )
        for side in Side
    }
    assert held[Side.LEFT] == held[Side.RIGHT] > 0


@given(scripts, st.integers(0, 20_000), askings)
def test_a_glance_never_runs_ahead_of_what_happened(
    script: list[tuple[int, str]], ahead: int, asking: Preferences
) -> None:
    play = play_script(script, None, asking)
    glance = play.session.position_at(play.now + min(ahead, 2_000))
    before = play.session.position_ms
    play.run(min(ahead, 2_000), tick_ms=2_000)
    if play.session.phase is Phase.RUNNING:
        assert before <= glance <= play.session.position_ms
