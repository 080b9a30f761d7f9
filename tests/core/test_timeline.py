"""The compiled score: contiguous, equal on both sides, and spoken without overlaps."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Catalogue, Dose, Form, Pace, Posture, Side, SideMeaning
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.phrases import Phrase, phrase_book
from stretchplayer.core.plan import compile_routine, dose_of, total_ms
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import AskDuring, Preferences, Talking
from stretchplayer.core.routine import LIMITS, Routine, RoutineItem, Sides
from stretchplayer.core.timeline import CueKind, GateKind, PostureChange, SegmentKind, Timeline
from tests.core.scores import CATALOGUE, PHRASES, score, stretch


def kinds(timeline: Timeline) -> list[str]:
    return [s.kind.value for s in timeline.segments]


def test_a_one_sided_hold_is_ready_move_hold_release_on_each_side_then_a_rating() -> None:
    once = ["move_in", "hold", "release"]
    assert kinds(score("knee")) == [
        "get_ready",
        *once,
        *once,
        "change_side",
        *once,
        *once,
        "rating",
        "rating",
    ]


def test_lengths_are_the_documented_ones() -> None:
    timeline = score("knee")
    assert [s.duration_ms for s in timeline.segments] == [
        30_000, 2_200, 20_000, 2_000, 2_200, 20_000, 2_000, 800, 2_200, 20_000, 2_000, 2_200, 20_000, 2_000,
        10_000, 10_000,
    ]  # fmt: skip
    release, change, move_in = timeline.segments[6:9]
    assert release.duration_ms + change.duration_ms + move_in.duration_ms == 5_000


def test_a_stretch_may_ask_for_more_time_to_move_and_to_turn_over_but_never_shortens_what_is_set() -> None:
    items = (RoutineItem(stretch="knee", repetitions=1),)
    routine = Routine(id="r", name="R", description="", items=items)
    large = msgspec.structs.replace(CATALOGUE["knee"], pace=Pace(move_in_s=3, release_s=4, change_side_s=15))

    def lengths(preferences: Preferences) -> list[int]:
        timeline = compile_routine(routine, Catalogue([large]), preferences, PHRASES)
        return [s.duration_ms for s in timeline.segments if s.side is not None][1:]

    assert lengths(Preferences()) == [3_000, 20_000, 4_000, 8_000, 3_000, 20_000, 4_000]
    things = msgspec.structs.replace(large, pace=Pace(get_ready_s=12))
    again = msgspec.structs.replace(routine, items=(*items, *items))
    timeline = compile_routine(again, Catalogue([things]), Preferences(), PHRASES)
    ready = [s for s in timeline.segments if s.kind is SegmentKind.GET_READY]
    assert [s.duration_ms for s in ready] == [30_000, 12_000]
    said = {cue.id for cue in timeline.cues if ready[1].start_ms <= cue.at_ms < ready[1].end_ms}
    assert set(things.spoken.setup) <= said
    slower = Preferences(move_in_s=5, release_s=6, change_side_s=20)
    assert lengths(slower) == [5_000, 20_000, 6_000, 9_000, 5_000, 20_000, 6_000]


@pytest.mark.parametrize(
    ("stretches", "changes"),
    [
        (("march",), [PostureChange.NONE]),
        (("march", "cat"), [PostureChange.NONE, PostureChange.DOWN]),
        (("cat", "knee", "tilt"), [PostureChange.DOWN, PostureChange.POSTURE, PostureChange.NONE]),
        (("tilt", "march"), [PostureChange.DOWN, PostureChange.UP]),
    ],
)
def test_getting_ready_lasts_as_long_as_the_change_of_posture_needs(
    stretches: tuple[str, ...], changes: list[PostureChange]
) -> None:
    needed = {
        PostureChange.NONE: 5_000,
        PostureChange.POSTURE: 12_000,
        PostureChange.DOWN: 30_000,
        PostureChange.UP: 30_000,
    }
    ready = [s for s in score(*stretches).segments if s.kind is SegmentKind.GET_READY]
    assert [s.posture_change for s in ready] == changes
    assert [s.duration_ms for s in ready] == [needed[change] for change in changes]


def test_warm_up_and_rest_are_not_rated() -> None:
    gates = score("march", "cat", "rest").gates
    assert [(g.kind, g.stretch, g.item) for g in gates] == [
        (GateKind.DURING, "cat", 1),
        (GateKind.POST, None, None),
    ]


@pytest.mark.parametrize(
    ("during", "after", "gates"),
    [
        (AskDuring.EACH, True, [(1, 119_000), (2, 238_600), (None, 313_600)]),
        (AskDuring.AT_END, True, [(1, 293_600), (2, 303_600), (None, 313_600)]),
        (AskDuring.AT_END, False, [(1, 293_600), (2, 303_600)]),
        (AskDuring.NEVER, True, [(None, 293_600)]),
        (AskDuring.NEVER, False, []),
    ],
)
def test_what_is_asked_and_where(during: AskDuring, after: bool, gates: list[tuple[int | None, int]]) -> None:
    timeline = score(
        "march", "cat", "knee", "rest", preferences=Preferences(ask_during=during, ask_after=after)
    )
    assert [(g.item, g.at_ms) for g in timeline.gates] == gates


def test_short_holds_touch_what_the_user_left_at_its_default() -> None:
    options = PlanOptions(short_holds=True)
    knee = CATALOGUE["knee"]
    assert dose_of(RoutineItem(stretch="knee"), knee, options).hold_s == 10
    assert dose_of(RoutineItem(stretch="knee", hold_s=25), knee, options).hold_s == 25
    assert dose_of(RoutineItem(stretch="tilt"), CATALOGUE["tilt"], options).hold_s == 5


def test_half_dose_rounds_repetitions_up() -> None:
    timeline = score("tilt", options=PlanOptions(half_dose=True))
    assert kinds(timeline).count("hold") == 2


def test_a_stretch_left_out_is_not_played_and_the_way_down_goes_to_the_next() -> None:
    timeline = score("march", "cat", "tilt", options=PlanOptions(left_out=frozenset({"cat"})))
    ready = [s for s in timeline.segments if s.kind is SegmentKind.GET_READY]
    assert [(s.stretch, s.posture_change) for s in ready] == [
        ("march", PostureChange.NONE),
        ("tilt", PostureChange.DOWN),
    ]
    assert [s.item for s in ready] == [0, 2]


def test_a_routine_with_everything_left_out_is_empty() -> None:
    timeline = score("cat", options=PlanOptions(left_out=frozenset({"cat"})))
    assert timeline.segments == ()
    assert timeline.duration_ms == 0


def test_one_side_only() -> None:
    items = (RoutineItem(stretch="knee", sides=Sides.LEFT),)
    timeline = compile_routine(
        Routine(id="r", name="R", description="", items=items), CATALOGUE, Preferences(), PHRASES
    )
    assert {s.side for s in timeline.segments if s.kind is SegmentKind.HOLD} == {Side.LEFT}
    assert SegmentKind.CHANGE_SIDE.value not in kinds(timeline)


def test_an_unknown_stretch_is_named() -> None:
    with pytest.raises(NotFoundError, match="handstand"):
        score("handstand")


def test_tones_sit_exactly_on_their_events() -> None:
    timeline = score("knee")
    at = {(c.at_ms, c.id) for c in timeline.cues if c.kind is CueKind.TONE}
    hold = next(s for s in timeline.segments if s.kind is SegmentKind.HOLD)
    assert (hold.start_ms, "start") in at
    assert (hold.end_ms, "end") in at
    for left in (3000, 2000, 1000):
        assert (hold.end_ms - left, "tick") in at
    assert (hold.start_ms + 4000, "breath_out") in at
    assert (hold.start_ms + 10_000, "breath_in") in at


def test_each_side_is_announced_before_its_first_hold() -> None:
    timeline = score("knee")
    cues = {c.id: c.at_ms for c in timeline.cues}
    first, second = (
        next(s.start_ms for s in timeline.segments if s.kind is SegmentKind.HOLD and s.side is side)
        for side in (Side.RIGHT, Side.LEFT)
    )
    assert cues["right-leg"] < first < cues["change-sides"] < cues["left-leg"] < second


def test_talking_levels() -> None:
    def words(level: Talking) -> set[str]:
        timeline = score("cat", "knee", preferences=Preferences(talking=level))
        return {c.id for c in timeline.cues if c.kind is CueKind.VOICE}

    assert words(Talking.BELL) == set()
    assert words(Talking.BRIEF) < words(Talking.FULL)
    assert {"knee-name", "right-leg", "change-sides", "half-way", "rate-stretch"} <= words(Talking.BRIEF)
    assert "breathe-easily" not in words(Talking.BRIEF)


def test_half_way_is_marked_by_a_tone_where_nothing_is_said() -> None:
    timeline = score("knee", preferences=Preferences(talking=Talking.BELL))
    hold = next(s for s in timeline.segments if s.kind is SegmentKind.HOLD)
    assert (hold.start_ms + 10_000, "half") in {(c.at_ms, c.id) for c in timeline.cues}


def test_a_phrase_without_a_recording_keeps_its_caption() -> None:
    book = phrase_book({"said": "Half way.", "unrecorded": "Let go slowly."}, {"said": 900, "tick": 120})
    assert book["said"] == Phrase("Half way.", 900)
    assert book["tick"] == Phrase("", 120)
    assert book["unrecorded"].text == "Let go slowly."
    assert 800 < book["unrecorded"].duration_ms < 2_500


def test_the_caption_stays_until_the_next_words_and_not_beyond_the_stretch() -> None:
    timeline = score("march", "cat")
    ready = next(s for s in timeline.segments if s.stretch == "cat")
    march_words = timeline.caption_at(ready.start_ms - 1)
    assert march_words is not None
    assert timeline.caption_at(ready.start_ms) is None
    assert timeline.caption_at(ready.start_ms + 600) == "getting down"


def test_what_comes_next() -> None:
    timeline = score("knee", "tilt")
    first = timeline.next_after(0)
    assert first is not None
    assert (first.stretch, first.side, first.same_item) == ("knee", Side.LEFT, True)
    change = next(s for s in timeline.segments if s.kind is SegmentKind.CHANGE_SIDE)
    second = timeline.next_after(change.start_ms)
    assert second is not None
    assert (second.stretch, second.same_item) == ("tilt", False)
    assert timeline.next_after(timeline.duration_ms) is None


# ---- any routine ----------------------------------------------------------------------------------

_SIDED = Catalogue(
    [
        *CATALOGUE,
        stretch(
            "twist", Form.HOLD, Posture.LYING_BACK, Dose(hold_s=10, repetitions=3), side_means=SideMeaning.LEG
        ),
    ]
)


@st.composite
def items(draw: st.DrawFn) -> RoutineItem:
    name = draw(st.sampled_from([s.id for s in _SIDED]))
    limits = LIMITS[_SIDED[name].form]
    return RoutineItem(
        stretch=name,
        hold_s=draw(st.none() | st.integers(int(limits.hold_s[0]), int(limits.hold_s[1]))),
        repetitions=draw(st.none() | st.integers(*limits.repetitions)),
        rest_s=draw(st.sampled_from([0.0, 5.0])),
        get_ready_s=draw(st.none() | st.integers(3, 60)),
    )


routines = st.lists(items(), min_size=1, max_size=5).map(
    lambda chosen: Routine(id="r", name="R", description="", items=tuple(chosen))
)
plan_options = st.builds(
    PlanOptions, first_side=st.sampled_from(Side), short_holds=st.booleans(), half_dose=st.booleans()
)
preferences = st.builds(
    Preferences,
    talking=st.sampled_from(Talking),
    ask_during=st.sampled_from(AskDuring),
    ask_after=st.booleans(),
    move_in_s=st.floats(0.5, 5),
    release_s=st.floats(0.5, 5),
    change_side_s=st.floats(0, 20),
)


@settings(deadline=None)
@given(routines, plan_options, preferences)
def test_every_timeline_is_whole(chosen: Routine, options: PlanOptions, prefs: Preferences) -> None:
    timeline = compile_routine(chosen, _SIDED, prefs, PHRASES, options)
    at = 0
    for segment in timeline.segments:
        assert segment.start_ms == at
        assert segment.duration_ms > 0
        at = segment.end_ms
    assert at == timeline.duration_ms == total_ms(chosen, _SIDED, prefs, options)


@settings(deadline=None)
@given(routines, plan_options, preferences)
def test_both_sides_are_equal(chosen: Routine, options: PlanOptions, prefs: Preferences) -> None:
    timeline = compile_routine(chosen, _SIDED, prefs, PHRASES, options)
    for item, entry in enumerate(chosen.items):
        if not _SIDED[entry.stretch].one_sided:
            continue
        held = {
            side: [
                (s.repetition, s.duration_ms)
                for s in timeline.segments
                if s.item == item and s.side is side and s.kind is SegmentKind.HOLD
            ]
            for side in Side
        }
        assert held[Side.LEFT] == held[Side.RIGHT] != []
        first = next(s.side for s in timeline.segments if s.item == item)
        assert first is options.first_side


@settings(deadline=None)
@given(routines, plan_options, preferences)
def test_words_never_overlap_and_nothing_is_said_twice_at_once(
    chosen: Routine, options: PlanOptions, prefs: Preferences
) -> None:
    timeline = compile_routine(chosen, _SIDED, prefs, PHRASES, options)
    assert list(timeline.cues) == sorted(timeline.cues, key=lambda c: c.at_ms)
    words = [c for c in timeline.cues if c.kind is CueKind.VOICE]
    assert all(a.end_ms < b.at_ms for a, b in pairwise(words))
    assert len({(c.at_ms, c.id) for c in timeline.cues}) == len(timeline.cues)
    assert all(c.text is None for c in timeline.cues if c.kind is CueKind.TONE)


@settings(deadline=None)
@given(routines, st.integers(0, 10_000_000))
def test_looking_up_a_position_finds_its_segment(chosen: Routine, position: int) -> None:
    timeline = compile_routine(chosen, _SIDED, Preferences(), PHRASES)
    position %= timeline.duration_ms
    found = timeline.at(position)
    assert found.start_ms <= position < found.end_ms
