"""What holds for the words of every session, however it was put together and whatever is wished in it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from stretchplayer.core.carry_on import starting_at
from stretchplayer.core.content_rules import phrase_ids
from stretchplayer.core.phrases import Phrase
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences, Talking
from stretchplayer.core.routine import Routine
from stretchplayer.core.timeline import Cue, CueKind, Segment, SegmentKind, Timeline
from tests.core.any_session import (
    CATALOGUE,
    WORDS,
    books,
    options,
    preferences,
    revisions,
    routines,
    timelines,
)

GAP_MS = 180
QUESTIONS = {"rate-stretch", "rate-now"}
COUNTED = {"count-3", "count-2", "count-1"}
EASED = "ease-off"
#: Into which segments words may run on from the one they begin in.
LEADS_IN = {SegmentKind.GET_READY, SegmentKind.CHANGE_SIDE, SegmentKind.MOVE_IN}
INTO_EFFORT_MS = 3_000
TONE_MS = 450
HALF_MS = 2_500


def words(timeline: Timeline, from_ms: int = -1) -> list[Cue]:
    return [cue for cue in timeline.cues if cue.kind is CueKind.VOICE and cue.at_ms > from_ms]


def assert_apart(timeline: Timeline) -> None:
    assert list(timeline.cues) == sorted(timeline.cues, key=lambda cue: cue.at_ms)
    assert all(a.end_ms + GAP_MS <= b.at_ms for a, b in pairwise(words(timeline)))


def assert_true_when_said(timeline: Timeline, from_ms: int = -1) -> None:
    """No words outlive what they are about."""
    for cue in words(timeline, from_ms):
        if cue.id == EASED:
            continue  # somebody asked for it, or it begins a side
        begun, ends = timeline.at(cue.at_ms), timeline.at(cue.end_ms - 1)
        if begun.kind is SegmentKind.RELEASE:
            assert_ends_before_what_follows(timeline, begun, cue)
        elif begun.kind in LEADS_IN:
            assert_leads_into(timeline, begun, cue)
        elif begun.kind is not SegmentKind.RATING:
            assert ends is begun, cue
        if cue.id == "half-way":
            flows = begun.kind is SegmentKind.FLOW
            half = begun.start_ms + (0 if flows else begun.duration_ms // 2)
            assert half < cue.at_ms < cue.end_ms <= half + HALF_MS, cue
        if cue.id in COUNTED:
            assert cue.end_ms <= begun.end_ms - 1_000 * (int(cue.id[-1]) - 1) - GAP_MS


def assert_ends_before_what_follows(timeline: Timeline, release: Segment, cue: Cue) -> None:
    """Words of letting go and changing sides may run on, but not into the next effort or its announcement."""
    after = timeline.at(release.end_ms)
    latest = (
        after.end_ms if after.kind in (SegmentKind.MOVE_IN, SegmentKind.REST) else release.end_ms + TONE_MS
    )
    if cue.id == "change-sides":
        latest = after.end_ms
    assert after is release or after.step.is_effort is False or cue.end_ms <= release.end_ms, cue
    assert cue.end_ms <= latest, cue


def assert_leads_into(timeline: Timeline, begun: Segment, cue: Cue) -> None:
    """Words about getting ready are over soon after the effort has begun, and say its side."""
    effort = next(s for s in timeline.segments[timeline.index_at(begun.start_ms) :] if s.step.is_effort)
    assert cue.end_ms <= min(effort.start_ms + INTO_EFFORT_MS, effort.end_ms), cue
    if begun.side is not None:
        opposite = f"{begun.side.other.value}-leg", f"{begun.side.other.value}-arm"
        assert cue.id not in (*opposite, f"knees-{begun.side.other.value}")


def assert_said_once(timeline: Timeline, segment: Segment) -> None:
    ids = [
        c.id for c in words(timeline) if segment.start_ms <= c.at_ms < segment.end_ms and c.id not in COUNTED
    ]
    assert len(ids) == len(set(ids)), ids


@settings(max_examples=100, deadline=None)
@given(timelines())
def test_words_never_meet_and_are_true_when_said(timeline: Timeline) -> None:
    assert_apart(timeline)
    assert_true_when_said(timeline)
    for segment in timeline.segments:
        assert_said_once(timeline, segment)


@settings(max_examples=100, deadline=None)
@given(timelines(), st.data())
def test_so_they_do_after_any_wishes(timeline: Timeline, data: st.DataObject) -> None:
    before = timeline
    for position, revised in data.draw(revisions(timeline)):
        heard = [cue for cue in before.cues if cue.at_ms <= position]
        assert list(revised.cues[: len(heard)]) == heard
        assert all(cue.at_ms >= position for cue in revised.cues[len(heard) :])
        assert_apart(revised)
        if revised is not before and revised.segments:  # with everything left out nothing is left
            assert_true_when_said(revised, position)
            assert_said_once(revised, revised.at(position))
        before = revised


@settings(deadline=None)
@given(timelines(), st.data())
def test_so_they_do_where_a_session_is_carried_on(timeline: Timeline, data: st.DataObject) -> None:
    efforts = [step for step in timeline.plan if step.is_effort and step.item is not None]
    assume(efforts)
    there = data.draw(st.sampled_from(efforts))
    assert there.item is not None
    side = None if there.side is None else there.side.value
    carried_on, from_ms = starting_at(timeline, there.item, side, there.repetition)
    assert_apart(carried_on)
    assert all(cue.at_ms >= from_ms for cue in carried_on.cues)
    assert_true_when_said(carried_on)
    name = CATALOGUE[timeline.context.items[there.item].stretch].spoken.name
    speaks = timeline.context.preferences.talking is not Talking.BELL and name in timeline.context.phrases
    ready = carried_on.at(from_ms)
    if speaks and ready.kind is SegmentKind.GET_READY and ready.duration_ms > 10_000:
        assert name in [cue.id for cue in words(carried_on) if cue.at_ms < ready.end_ms]


@settings(deadline=None)
@given(timelines())
def test_captions_are_the_words_that_are_said(timeline: Timeline) -> None:
    for cue in timeline.cues:
        spoken = cue.kind is CueKind.VOICE
        assert cue.text == (WORDS[cue.id].text if spoken else None)
        assert cue.duration_ms == timeline.context.phrases[cue.id].duration_ms > 0


@settings(max_examples=50, deadline=None)
@given(timelines(level=Talking.BELL), st.data())
def test_with_bells_alone_nothing_is_said(timeline: Timeline, data: st.DataObject) -> None:
    assert words(timeline) == []
    assert all(words(revised) == [] for _, revised in data.draw(revisions(timeline)))


FEW_WORDS = {
    *QUESTIONS, EASED, "change-sides", "half-way",
    "right-leg", "left-leg", "right-arm", "left-arm", "knees-right", "knees-left",
    "getting-down", "getting-up", "onto-bed", "off-bed", "sit-on-chair", "stand-from-chair",
    "down-to-floor", "to-bed",
    *(stretch.spoken.name for stretch in CATALOGUE),
    *(step for stretch in CATALOGUE if stretch.type == "transfer" for step in stretch.spoken.hold),
}  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(timelines(level=Talking.BRIEF), st.data())
def test_few_words_are_the_way_the_half_and_the_questions(timeline: Timeline, data: st.DataObject) -> None:
    assert {cue.id for cue in words(timeline)} <= FEW_WORDS
    for _, revised in data.draw(revisions(timeline)):
        assert {cue.id for cue in words(revised)} <= FEW_WORDS


@settings(max_examples=100, deadline=None)
@given(routines, preferences, books(), options)
def test_more_words_take_nothing_from_the_few(
    routine: Routine, prefs: Preferences, book: Mapping[str, Phrase], opts: PlanOptions
) -> None:
    """At FULL everything that is said at BRIEF is said at the same millisecond, in the same form."""
    assume(routine.talking is None)
    book = {id_: phrase for id_, phrase in book.items() if id_ != "next"}  # it moves the name it announces

    def said(level: Talking) -> list[Cue]:
        chosen = msgspec.structs.replace(prefs, talking=level)
        return words(compile_routine(routine, CATALOGUE, chosen, book, opts))

    few, all_of_it = said(Talking.BRIEF), set(said(Talking.FULL))
    assert set(few) <= all_of_it


@settings(deadline=None)
@given(timelines(level=Talking.FULL))
def test_next_is_said_right_before_a_name_where_all_that_follows_has_room(timeline: Timeline) -> None:
    spoken = words(timeline)
    for cue, following in pairwise([*spoken, None]):
        if cue is None or cue.id != "next":
            continue
        ready = timeline.at(cue.at_ms)
        assert ready.kind is SegmentKind.GET_READY
        assert ready.item != timeline.segments[0].item
        assert ready.stretch is not None
        stretch = CATALOGUE[ready.stretch]
        assert following is not None
        if stretch.spoken.name in timeline.context.phrases:
            assert following.id == stretch.spoken.name
        about_it = [
            c for c in spoken if c.id in phrase_ids(stretch) and ready.start_ms <= c.at_ms < ready.end_ms
        ]
        assert all(c.end_ms <= ready.end_ms for c in about_it)
