"""What holds for every session: looks and short pauses change nothing, no cue is doubled or lost."""

from __future__ import annotations

import random
from itertools import zip_longest

from hypothesis import given, settings
from hypothesis import strategies as st

from stretchplayer.core.events import (
    CueStarted,
    EffortEnded,
    Event,
    Finished,
    GateReached,
    Outcome,
    Paused,
    Rating,
    RatingTaken,
    Resumed,
    SegmentStarted,
)
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import SegmentKind
from tests.core.scores import Play, score

STRETCHES = ("march", "cat", "knee", "tilt")
SHORT_PAUSE_MS = 4_900

commands = st.sampled_from(
    ["back", "skip", "repeat_hold", "repeat_side", "more_time", "end_now", "ease_off", "long_pause", "answer"]
)
scripts = st.lists(st.tuples(st.integers(0, 30_000), commands), max_size=12)


def perform(play: Play, command: str) -> None:
    if command == "answer":
        play.do("answer", Rating(3))
    elif command == "long_pause":
        play.do("pause")
        play.wait(8_000)
        play.do("resume")
    else:
        play.do(command)


def play_script(script: list[tuple[int, str]], pattern: random.Random | None) -> Play:
    """Play a script of (time to let pass, command), with even looks or a random pattern of them."""
    play = Play(score(*STRETCHES))
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


@settings(max_examples=150)
@given(scripts, st.randoms(use_true_random=False))
def test_any_pattern_of_looks_and_short_pauses_gives_the_same_log(
    script: list[tuple[int, str]], pattern: random.Random
) -> None:
    reference, other = play_script(script, None), play_script(script, pattern)
    assert without_pauses(other.log) == without_pauses(reference.log)
    assert other.session.position_ms == reference.session.position_ms


@settings(max_examples=150)
@given(scripts)
def test_no_cue_is_doubled_or_lost(script: list[tuple[int, str]]) -> None:
    play = play_script(script, None)
    finish(play)
    heard = [e.cue for e in play.log if isinstance(e, CueStarted)]
    timeline = play.session.timeline
    assert len(heard) == len(set(heard))
    assert set(heard) <= set(timeline.cues)
    # All but the end of a question that was answered before it was said to the end.
    lost = [c for c in timeline.cues if c not in set(heard)]
    assert all(timeline.at(c.at_ms).kind is SegmentKind.RATING for c in lost)


@settings(max_examples=150)
@given(scripts)
def test_what_was_played_is_what_the_timeline_says(script: list[tuple[int, str]]) -> None:
    play = play_script(script, None)
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


@settings(max_examples=150)
@given(scripts)
def test_every_held_second_is_accounted_for(script: list[tuple[int, str]]) -> None:
    play = play_script(script, None)
    finish(play)
    played = sum(s.duration_ms for s in play.session.timeline.segments if s.step.is_effort)
    efforts = [e for e in play.log if isinstance(e, EffortEnded)]
    assert sum(e.held_ms for e in efforts) == played
    assert all(e.outcome is not Outcome.HELD or e.held_ms >= e.planned_ms for e in efforts)


@settings(max_examples=100)
@given(scripts)
def test_every_gate_is_answered_once(script: list[tuple[int, str]]) -> None:
    play = play_script(script, None)
    finish(play)
    reached = [(e.kind, e.item) for e in play.log if isinstance(e, GateReached)]
    taken = [(e.kind, e.item) for e in play.log if isinstance(e, RatingTaken)]
    assert reached == taken
    assert reached[-1][1] is None


@given(scripts, st.integers(0, 20_000))
def test_a_glance_never_runs_ahead_of_what_happened(script: list[tuple[int, str]], ahead: int) -> None:
    play = play_script(script, None)
    glance = play.session.position_at(play.now + min(ahead, 2_000))
    before = play.session.position_ms
    play.run(min(ahead, 2_000), tick_ms=2_000)
    if play.session.phase is Phase.RUNNING:
        assert before <= glance <= play.session.position_ms
