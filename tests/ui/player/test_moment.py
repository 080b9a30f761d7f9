"""What is shown at a position: a function of timeline and position alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.edits import Edit, EditKind, revise
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.timeline import Segment, SegmentKind, Timeline
from stretchplayer.ui.player.figure_cue import FigurePhase
from stretchplayer.ui.player.moment import (
    DISC_LARGEST,
    DISC_SMALLEST,
    BreathPhase,
    Mode,
    Moment,
    Pips,
    RingLook,
    clock_text,
    moment_at,
    span_at,
    time_left_text,
)
from tests.core.scores import score

SCORE = score("march", "cat", "knee", "tilt", "rest")


def segment(timeline: Timeline, kind: SegmentKind, stretch: str, number: int = 0) -> Segment:
    found = [s for s in timeline.segments if s.kind is kind and s.stretch == stretch]
    return found[number]


def at(kind: SegmentKind, stretch: str, offset_ms: int = 0, number: int = 0) -> Moment:
    return moment_at(SCORE, segment(SCORE, kind, stretch, number).start_ms + offset_ms)


@given(st.integers(0, SCORE.duration_ms - 1), st.booleans())
def test_number_and_ring_show_the_same_seconds(position: int, calm: bool) -> None:
    span = span_at(SCORE, position)
    moment = moment_at(SCORE, position, calm=calm)
    remaining = span.end_ms - position
    assert span.start_ms <= position < span.end_ms
    assert moment.number == clock_text(math.ceil(remaining / 1000))
    shown = moment.ring_left * (span.end_ms - span.start_ms)
    assert 0 <= moment.ring_left <= 1
    if calm:
        assert shown - remaining < 1000
    else:
        assert shown == pytest.approx(remaining, abs=1)


@given(st.integers(0, SCORE.duration_ms - 1))
def test_a_countdown_is_the_same_all_the_way_through(position: int) -> None:
    span = span_at(SCORE, position)
    middle = (span.start_ms + span.end_ms) // 2
    assert span_at(SCORE, span.start_ms) == span_at(SCORE, span.end_ms - 1) == span_at(SCORE, middle) == span


def test_countdowns_follow_each_other_without_gaps() -> None:
    position, modes = 0, []
    while position < SCORE.duration_ms:
        span = span_at(SCORE, position)
        modes.append(span.mode)
        assert span.start_ms == position
        position = span.end_ms
    assert modes[:4] == [Mode.GET_READY, Mode.WARM_UP, Mode.GET_READY, Mode.FLOW]
    assert Mode.CHANGE_SIDE in modes
    assert modes[-1] is Mode.RATING


def test_a_change_of_sides_counts_down_from_five() -> None:
    release = segment(SCORE, SegmentKind.CHANGE_SIDE, "knee").start_ms - 2_000
    moments = [moment_at(SCORE, release + n * 1000) for n in range(5)]
    assert [m.number for m in moments] == ["5", "4", "3", "2", "1"]
    assert {(m.mode, m.headline, m.side, m.side_label, m.unit) for m in moments} == {
        (Mode.CHANGE_SIDE, "Change sides", Side.LEFT, "Left leg", "get ready")
    }
    assert {m.ring for m in moments} == {RingLook.READY}
    assert moments[2].note == "2 holds of 20 s"


def test_the_figure_lets_go_changes_and_moves_in_on_the_other_side() -> None:
    change = segment(SCORE, SegmentKind.CHANGE_SIDE, "knee")
    cues = [moment_at(SCORE, change.start_ms + offset).figure for offset in (-1000, 100, 1500)]
    assert [c.phase for c in cues] == [FigurePhase.MOVING_OUT, FigurePhase.SWITCH, FigurePhase.MOVING_IN]
    assert [c.side for c in cues] == [Side.RIGHT, Side.LEFT, Side.LEFT]


def test_getting_down_shows_how_and_then_where_to() -> None:
    ready = segment(SCORE, SegmentKind.GET_READY, "cat")
    first, then, later = (moment_at(SCORE, ready.start_ms + ms) for ms in (1_000, 10_000, 20_000))
    assert first.headline == "Getting down"
    assert (first.figure.pose, then.figure.pose) == ("getting-down", "kneeling-by-chair")
    assert later.figure.pose == "cat"
    assert first.note == "3 slow rounds"


def test_a_hold() -> None:
    moment = at(SegmentKind.HOLD, "knee", 6_000, number=1)
    assert (moment.name, moment.side_label, moment.number, moment.unit) == ("Knee", "Right leg", "14", "sec")
    assert (moment.pips, moment.pips_label) == (Pips(1, 2, under_way=True), "Hold 2 of 2")
    assert moment.breath_word == "Breathe out"
    assert (moment.figure.phase, moment.ring) == (FigurePhase.HOLD, RingLook.WORK)


def test_between_two_holds() -> None:
    letting_go = at(SegmentKind.RELEASE, "knee", 500)
    again = at(SegmentKind.MOVE_IN, "knee", 500, number=1)
    assert (letting_go.mode, letting_go.breath_word, letting_go.number) == (Mode.REST, "Let go slowly", "4")
    assert (again.mode, again.breath_word, again.pips) == (
        Mode.REST,
        "Get ready",
        Pips(1, 2, under_way=False),
    )
    assert again.ring is RingLook.REST


def test_a_flow_is_paced_by_its_breath_out_first() -> None:
    out, turn = at(SegmentKind.FLOW, "cat", 100, number=1), at(SegmentKind.FLOW, "cat", 7_900, number=1)
    assert (out.breath_word, turn.breath_word) == ("Breathe out", "Breathe in")
    assert out.pips_label == "Rep 2 of 3"
    assert out.figure.phase is FigurePhase.CYCLE
    # Out takes six tenths of eight seconds, and half of the movement.
    assert at(SegmentKind.FLOW, "cat", 2_400).figure.t == pytest.approx(0.25)
    assert at(SegmentKind.FLOW, "cat", 4_800).figure.t == pytest.approx(0.5)
    assert at(SegmentKind.FLOW, "cat", 6_400).figure.t == pytest.approx(0.75)


def test_short_holds_have_no_breath_guide() -> None:
    moment = at(SegmentKind.HOLD, "tilt", 1_000)
    assert moment.breath is None
    assert moment.breath_word == "Keep breathing"


def test_minutes_are_shown_as_minutes() -> None:
    moment = at(SegmentKind.WARM_UP, "march")
    assert (moment.number, moment.unit) == ("1:00", "min")
    assert at(SegmentKind.WARM_UP, "march", 1_000).number == "59"
    assert at(SegmentKind.REST_POSITION, "rest", 1_000).breath is not None
    assert at(SegmentKind.WARM_UP, "march", 1_000).breath is None


@given(st.integers(0, 19_999))
def test_the_breath_follows_four_in_six_out(offset: int) -> None:
    moment = at(SegmentKind.HOLD, "knee", offset)
    assert moment.breath is not None
    assert moment.breath.phase is (BreathPhase.IN if offset % 10_000 < 4_000 else BreathPhase.OUT)
    assert DISC_SMALLEST <= moment.breath.disc <= DISC_LARGEST


def test_eased_is_said_in_words_too() -> None:
    hold = segment(SCORE, SegmentKind.HOLD, "knee")
    eased = revise(SCORE, hold.start_ms + 2_000, Edit(EditKind.EASE_OFF))
    moment = moment_at(eased, hold.start_ms + 2_500)
    assert moment.eased
    assert moment.ring is RingLook.EASED
    assert moment.pips_label == "Hold 1 of 2, eased"
    assert moment.figure.eased


def test_the_ring_flashes_when_a_hold_begins_and_ends() -> None:
    assert at(SegmentKind.HOLD, "knee", 100).flash
    assert not at(SegmentKind.HOLD, "knee", 300).flash
    assert at(SegmentKind.RELEASE, "knee", 100).flash
    assert not at(SegmentKind.MOVE_IN, "knee", 100).flash


def test_calm_motion_shows_stills() -> None:
    for position in range(0, SCORE.duration_ms, 700):
        figure = moment_at(SCORE, position, calm=True).figure
        assert figure.phase in (FigurePhase.START, FigurePhase.HOLD)
        assert figure.breath == 0.0


def test_the_time_left_of_everything() -> None:
    assert time_left_text(SCORE, SCORE.duration_ms) == "0:00"
    whole = math.ceil(SCORE.duration_ms / 1000)
    assert time_left_text(SCORE, 0) == f"{whole // 60}:{whole % 60:02d}"


def test_without_the_breath_cue_nothing_leads_the_breath() -> None:
    quiet = score("cat", "knee", "rest", preferences=Preferences(breath_cue=False))
    for kind, stretch in (
        (SegmentKind.FLOW, "cat"),
        (SegmentKind.HOLD, "knee"),
        (SegmentKind.REST_POSITION, "rest"),
    ):
        moment = moment_at(quiet, segment(quiet, kind, stretch).start_ms + 3_000)
        assert moment.breath is None
        assert moment.breath_word in (None, "Keep breathing")
        assert moment.figure.breath == 0.0
