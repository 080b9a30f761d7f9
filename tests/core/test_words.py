"""What is said when, in the shipped words and voices, as somebody with closed eyes hears it."""

from __future__ import annotations

import pytest

from stretchplayer.core.cues import FIRST_WORDS_MS, place_cues
from stretchplayer.core.edits import Edit, EditKind, revise
from stretchplayer.core.phrases import Phrase
from stretchplayer.core.place import Place
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.preferences import AskDuring, Preferences, Sounds, Talking
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.timeline import Cue, CueKind, Segment, SegmentKind, Timeline
from tests.core.any_session import BOOKS, CATALOGUE, ROUTINES, WORDS

BRIEF = Preferences(talking=Talking.BRIEF)
COUNT = ["count-3", "count-2", "count-1"]
TONE_MS = 450


def played(
    *items: str | RoutineItem,
    preferences: Preferences | None = None,
    book: dict[str, Phrase] | None = None,
    place: Place = Place.FLOOR,
) -> Timeline:
    chosen = tuple(RoutineItem(stretch=item) if isinstance(item, str) else item for item in items)
    routine = Routine(id="r", name="R", description="R.", items=chosen, place=place)
    return compile_routine(routine, CATALOGUE, preferences or Preferences(), book or BOOKS["heart"])


def of_kind(timeline: Timeline, kind: SegmentKind) -> list[Segment]:
    return [segment for segment in timeline.segments if segment.kind is kind]


def heard(timeline: Timeline, segment: Segment, kind: CueKind = CueKind.VOICE) -> list[tuple[int, str]]:
    """What begins in a segment, from its start."""
    return [
        (cue.at_ms - segment.start_ms, cue.id)
        for cue in timeline.cues
        if cue.kind is kind and segment.start_ms <= cue.at_ms < segment.end_ms
    ]


def ids(timeline: Timeline, segment: Segment) -> list[str]:
    return [id_ for _, id_ in heard(timeline, segment)]


def said(timeline: Timeline) -> list[str]:
    return [cue.id for cue in timeline.cues if cue.kind is CueKind.VOICE]


# ---- holds ---------------------------------------------------------------------------------------


def test_a_hold_from_its_first_remark_to_the_last_second() -> None:
    timeline = played("single-knee-to-chest")
    assert heard(timeline, of_kind(timeline, SegmentKind.HOLD)[0]) == [
        (900, "head-shoulders-tailbone-down"),
        (4_000, "breathe-out"),
        (10_450, "half-way"),
        (17_000, "count-3"),
        (18_000, "count-2"),
        (19_000, "count-1"),
    ]


def test_the_last_seconds_are_ticks_alone_where_few_words_are_wanted_or_the_hold_is_short() -> None:
    for timeline in (
        played("single-knee-to-chest", preferences=BRIEF),
        played(RoutineItem(stretch="single-knee-to-chest", hold_s=9)),
    ):
        for hold in of_kind(timeline, SegmentKind.HOLD):
            ticks = [at for at, id_ in heard(timeline, hold, CueKind.TONE) if id_ == "tick"]
            assert ticks == [hold.duration_ms - left for left in (3_000, 2_000, 1_000)]
            assert not set(COUNT) & set(ids(timeline, hold))


def test_without_marks_of_time_nothing_is_counted_or_halved() -> None:
    quiet = played("single-knee-to-chest", "cat-cow", preferences=Preferences(count_tones=False))
    assert not {*COUNT, "half-way"} & set(said(quiet))
    assert not {"half", "tick"} & {cue.id for cue in quiet.cues}


def test_a_quick_flow_is_led_by_short_words() -> None:
    timeline = played(RoutineItem(stretch="knee-rolls", hold_s=4))
    assert heard(timeline, of_kind(timeline, SegmentKind.FLOW)[0]) == [
        (0, "to-one-side"),
        (2_000, "roll-to-other-side"),  # just short enough
    ]
    slower = played(RoutineItem(stretch="knee-rolls", hold_s=4), book=BOOKS["michael"])
    assert ids(slower, of_kind(slower, SegmentKind.FLOW)[0]) == ["to-one-side", "to-other-side"]


@pytest.mark.parametrize("talking", Talking)
@pytest.mark.parametrize(("sounds", "tone"), [(Sounds.BELLS, "half"), (Sounds.SOFT, "soft-half")])
def test_half_way_is_a_tone_at_every_level_and_words_after_it(
    talking: Talking, sounds: Sounds, tone: str
) -> None:
    timeline = played("single-knee-to-chest", preferences=Preferences(talking=talking, sounds=sounds))
    for hold in of_kind(timeline, SegmentKind.HOLD):
        assert [at for at, id_ in heard(timeline, hold, CueKind.TONE) if id_ == tone] == [10_000]
        words = [] if talking is Talking.BELL else [10_000 + TONE_MS]
        assert [at for at, id_ in heard(timeline, hold) if id_ == "half-way"] == words


def test_what_moves_or_warms_up_is_halved_too_and_who_rests_is_left_alone() -> None:
    timeline = played("warm-up-march", "cat-cow", "rest-90-90")
    assert (60_450, "half-way") in heard(timeline, of_kind(timeline, SegmentKind.WARM_UP)[0])
    cycles = [ids(timeline, cycle) for cycle in of_kind(timeline, SegmentKind.FLOW)]
    assert cycles == [
        ["out-round-back-up", "in-belly-sinks"],
        ["out-round-back-up", "in-belly-sinks"],
        *([[]] * 3),
        ["half-way"],
        *([[]] * 3),
        ["last-one"],
    ]
    rest = of_kind(timeline, SegmentKind.REST_POSITION)[0]
    assert heard(timeline, rest) == [
        (900, "seat-carries-legs"),
        (25_900, "in-nose-out-slowly"),
        (50_900, "back-be-heavy"),
    ]


@pytest.mark.parametrize(
    ("hold_s", "words"),
    [
        (19, []),
        (20, [(4_000, "breathe-out")]),
        (25, [(4_000, "breathe-out")]),  # half-way comes too soon after the next in-breath
        (30, [(4_000, "breathe-out"), (10_000, "breathe-in")]),
        (60, [(4_000, "breathe-out"), (10_000, "breathe-in")]),
    ],
)
def test_the_breath_is_named_once_in_a_longer_hold_together_with_its_tones(
    hold_s: float, words: list[tuple[int, str]]
) -> None:
    timeline = played(RoutineItem(stretch="single-knee-to-chest", hold_s=hold_s))
    hold = of_kind(timeline, SegmentKind.HOLD)[1]
    breaths = [(at, id_) for at, id_ in heard(timeline, hold) if id_ in ("breathe-in", "breathe-out")]
    assert breaths == words
    tones = {at for at, id_ in heard(timeline, hold, CueKind.TONE) if id_ in ("breath_in", "breath_out")}
    assert {at for at, _ in breaths} <= tones
    half = min((at for at, id_ in heard(timeline, hold) if id_ == "half-way"), default=0)
    assert all(at + 2_000 < half for at, _ in breaths)


def test_the_breath_is_not_named_where_it_is_not_shown() -> None:
    timeline = played("single-knee-to-chest", preferences=Preferences(breath_cue=False))
    assert not {"breathe-in", "breathe-out"} & set(said(timeline))


def test_each_repetition_is_announced_and_the_last_one_called_so() -> None:
    timeline = played("single-knee-to-chest")
    moves = [ids(timeline, move) for move in of_kind(timeline, SegmentKind.MOVE_IN)]
    assert [("and-again" in words, "last-one" in words) for words in moves] == [
        (False, False),
        (True, False),
        (False, True),
    ] * 2
    two = played(RoutineItem(stretch="single-knee-to-chest", repetitions=2))
    assert "last-one" not in said(two)


def test_short_holds_keep_quiet_and_their_remarks_come_while_moving_in() -> None:
    timeline = played("pelvic-tilt")
    assert all(
        ids(timeline, hold) in ([], ["keep-breathing"]) for hold in of_kind(timeline, SegmentKind.HOLD)
    )
    moves = [ids(timeline, move) for move in of_kind(timeline, SegmentKind.MOVE_IN)]
    assert moves == [
        ["press-small-of-back"],
        ["keep-breathing"],
        ["neck-and-feet-relaxed"],
        *([[]] * 6),
        ["last-one"],
    ]


def test_no_remark_comes_twice_on_a_side() -> None:
    timeline = played("open-book")
    for side in {s.side for s in timeline.segments if s.side is not None}:
        holds = [s for s in of_kind(timeline, SegmentKind.HOLD) if s.side is side]
        assert [ids(timeline, hold) for hold in holds] == [
            ["eyes-follow-hand"],
            ["knees-stay-together"],
            ["come-out-a-little"],
            [],
            [],
            [],
        ]


@pytest.mark.parametrize("voice", ["heart", "michael"])
@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_there_is_quiet_in_every_longer_hold(routine: Routine, voice: str) -> None:
    timeline = compile_routine(routine, CATALOGUE, Preferences(), BOOKS[voice])
    for hold in of_kind(timeline, SegmentKind.HOLD):
        if hold.duration_ms < 15_000:
            continue
        spoken = [
            (max(cue.at_ms, hold.start_ms), min(cue.end_ms, hold.end_ms))
            for cue in timeline.cues
            if cue.kind is CueKind.VOICE and cue.end_ms > hold.start_ms and cue.at_ms < hold.end_ms
        ]
        assert sum(end - start for start, end in spoken) < 0.4 * hold.duration_ms
        ends = [hold.start_ms, *(end for _, end in spoken)]
        starts = [*(start for start, _ in spoken), hold.end_ms]
        longest = sorted(start - end for end, start in zip(ends, starts, strict=True))[-2:]
        assert min(longest) > 3_000  # twice


def test_the_caption_of_a_moment_gives_way_to_the_remark_before_it() -> None:
    timeline = played("double-knee-to-chest")
    hold = first_hold(timeline)
    remark, half = WORDS["head-and-shoulders-rest"].text, WORDS["half-way"].text
    captions = [
        timeline.caption_at(hold.start_ms + at) for at in (3_900, 4_000, 6_499, 6_500, 10_450, 13_000)
    ]
    assert captions == [remark, "Breathe out.", "Breathe out.", remark, half, remark]
    assert timeline.caption_at(hold.end_ms - 1) == "One."
    few = played("double-knee-to-chest", preferences=BRIEF)
    assert few.caption_at(first_hold(few).end_ms - 1) == WORDS["name-double-knee-to-chest"].text


# ---- getting ready -------------------------------------------------------------------------------


def first_words(timeline: Timeline, item: int) -> list[str]:
    return ids(timeline, next(s for s in timeline.segments if s.item == item))


def test_name_side_and_set_up_come_in_this_order() -> None:
    assert first_words(played("prayer-stretch", "single-knee-to-chest"), 1) == [
        "next",
        "name-single-knee-to-chest",
        "right-leg",
        "setup-roll-onto-back",
        "setup-lie-knees-bent",
        "take-thigh-right",
    ]


def test_who_is_in_position_is_told_only_what_is_new() -> None:
    after_tilt = played("pelvic-tilt", "double-knee-to-chest", "supine-trunk-rotation")
    assert first_words(after_tilt, 1) == ["next", "name-double-knee-to-chest"]
    assert first_words(after_tilt, 2) == [
        "name-supine-trunk-rotation",
        "knees-right",
        "setup-knees-together-arms-out",
    ]
    at_a_table = played("chin-tuck", "table-prayer-stretch", place=Place.CHAIR)
    assert "setup-sit-at-table" in first_words(at_a_table, 1)


def test_next_is_left_out_first() -> None:
    hurried = played("prayer-stretch", RoutineItem(stretch="single-knee-to-chest", get_ready_s=11))
    assert "next" in first_words(hurried, 1)
    hurried = played("prayer-stretch", RoutineItem(stretch="single-knee-to-chest", get_ready_s=10))
    assert first_words(hurried, 1)[0] == "name-single-knee-to-chest"
    assert "next" not in first_words(hurried, 1)
    assert "setup-lie-knees-bent" in first_words(hurried, 1)


def test_the_first_one_and_a_way_to_go_are_not_announced_by_next() -> None:
    timeline = played("warm-up-march", "cat-cow")
    assert first_words(timeline, 0) == ["name-warm-up-march", "setup-stand-tall"]
    assert first_words(timeline, 1)[:2] == ["getting-down", "name-cat-cow"]


def test_a_set_up_of_two_sentences_loses_the_second_and_then_both() -> None:
    def setup(seconds: float) -> list[str]:
        entry = RoutineItem(stretch="abdominal-squeeze", get_ready_s=seconds)
        words = first_words(played("prayer-stretch", entry), 1)
        return [id_ for id_ in words if id_.startswith("setup-")]

    assert setup(12) == ["setup-roll-onto-back", "setup-hands-on-belly"]
    assert setup(4) == ["setup-roll-onto-back"]
    assert setup(2) == []


def test_without_time_to_get_ready_the_name_is_said_all_the_same() -> None:
    at_once = [RoutineItem(stretch=s, get_ready_s=0) for s in ("warm-up-march", "cat-cow", "figure-four")]
    timeline = played(*at_once, "pelvic-tilt")
    assert not [s for s in of_kind(timeline, SegmentKind.GET_READY) if s.item != 3]
    assert heard(timeline, timeline.segments[0])[0] == (FIRST_WORDS_MS, "name-warm-up-march")
    assert first_words(timeline, 1)[0] == "name-cat-cow"
    assert first_words(timeline, 2)[:2] == ["name-figure-four", "right-leg"]
    assert said(timeline).count("name-figure-four") == 1


def test_after_a_long_way_the_set_up_waits_until_one_has_arrived() -> None:
    timeline = played("single-knee-to-chest")
    ready = timeline.segments[0]
    words = {id_: at for at, id_ in heard(timeline, ready)}
    assert words["name-single-knee-to-chest"] < 5_000
    assert words["setup-roll-onto-back"] == ready.duration_ms - 12_000


# ---- sides, letting go -----------------------------------------------------------------------------


def test_a_quick_change_of_sides_is_called_at_once_and_the_way_in_in_short() -> None:
    timeline = played("single-knee-to-chest")
    change = of_kind(timeline, SegmentKind.CHANGE_SIDE)[0]
    index = timeline.index_at(change.start_ms)
    release, _, move = timeline.segments[index - 1 : index + 2]
    assert heard(timeline, release) == [(TONE_MS, "change-sides")]
    assert heard(timeline, change) == [(0, "left-leg")]
    assert ids(timeline, move) == ["take-thigh-left", "knee-in"]


def test_in_a_long_change_of_sides_one_lets_go_first() -> None:
    timeline = played("open-book")
    change = of_kind(timeline, SegmentKind.CHANGE_SIDE)[0]
    release = timeline.segments[timeline.index_at(change.start_ms) - 1]
    assert ids(timeline, release) == ["close-palms"]
    assert heard(timeline, change)[0] == (TONE_MS, "change-sides")
    assert ids(timeline, change)[1:] == ["left-arm", "arm-on-top-left"]


def test_the_question_keeps_its_place_and_letting_go_is_shortened() -> None:
    slow = {**BOOKS["heart"], "one-foot-down": Phrase(WORDS["one-foot-down"].text, 2_600, "let-go-slowly")}
    timeline = played("double-knee-to-chest", book=slow)
    rating = of_kind(timeline, SegmentKind.RATING)[0]
    release = timeline.segments[timeline.index_at(rating.start_ms) - 1]
    assert heard(timeline, rating) == [(TONE_MS, "rate-stretch")]
    assert ids(timeline, release) == ["let-go-slowly"]


def test_who_goes_straight_into_the_next_hold_is_not_told_to_let_go_in_it() -> None:
    at_once = Preferences(drill_move_in_s=0, drill_release_s=1.5)
    timeline = played("pelvic-tilt", preferences=at_once)
    release = of_kind(timeline, SegmentKind.RELEASE)[0]
    assert heard(timeline, release) == [(250, "let-go-slowly")]


def test_a_question_long_after_names_what_it_asks_about() -> None:
    timeline = played("pelvic-tilt", "cat-cow", preferences=Preferences(ask_during=AskDuring.AT_END))
    asked = [ids(timeline, rating) for rating in of_kind(timeline, SegmentKind.RATING)]
    assert asked == [["name-pelvic-tilt", "rate-stretch"], ["name-cat-cow", "rate-stretch"], ["rate-now"]]


def test_a_bed_is_not_called_the_floor() -> None:
    timeline = played("double-knee-to-chest", place=Place.BED)
    assert "head-and-shoulders-rest-on-bed" in said(timeline)
    assert "head-and-shoulders-rest" not in said(timeline)


def test_each_step_down_is_told_when_its_turn_comes_and_none_runs_into_what_follows() -> None:
    timeline = played("getting-down", "pelvic-tilt")
    way = of_kind(timeline, SegmentKind.TRANSFER)[0]
    assert heard(timeline, way) == [
        (900, "down-one-knee"),
        (12_900, "down-other-knee"),
        (24_900, "down-sit-to-side"),
        (36_900, "down-on-that-side"),
        (48_900, "down-roll-to-back"),
    ]
    interrupted = revise(timeline, way.end_ms - 14_000, Edit(EditKind.READY_AGAIN))
    rest = of_kind(interrupted, SegmentKind.TRANSFER)[1]
    assert (rest.duration_ms, ids(interrupted, rest)) == (14_000, ["down-one-knee"])


# ---- wishes ----------------------------------------------------------------------------------------


def first_hold(timeline: Timeline) -> Segment:
    return of_kind(timeline, SegmentKind.HOLD)[0]


def test_with_more_time_the_countdown_begins_again_and_half_way_does_not() -> None:
    timeline = played("double-knee-to-chest")
    hold = first_hold(timeline)
    longer = revise(timeline, hold.start_ms + 18_200, Edit(EditKind.MORE_TIME))
    hold = first_hold(longer)
    assert "half" not in [id_ for at, id_ in heard(longer, hold, CueKind.TONE) if at > 18_200]
    later = [(at, id_) for at, id_ in heard(longer, hold) if at > 15_000]
    assert later == [
        (17_000, "count-3"),
        (18_000, "count-2"),
        *zip((27_000, 28_000, 29_000), COUNT, strict=True),
    ]


def test_more_time_after_half_way_does_not_halve_again() -> None:
    timeline = played("double-knee-to-chest")
    hold = first_hold(timeline)
    longer = revise(timeline, hold.start_ms + 12_000, Edit(EditKind.MORE_TIME))
    hold = first_hold(longer)
    assert hold.duration_ms == 30_000
    assert [at for at, id_ in heard(longer, hold, CueKind.TONE) if id_ == "half"] == [10_000]
    assert [at for at, id_ in heard(longer, hold) if id_ == "half-way"] == [10_450]


def test_more_time_before_half_way_moves_it() -> None:
    timeline = played("double-knee-to-chest")
    hold = first_hold(timeline)
    longer = revise(timeline, hold.start_ms + 6_000, Edit(EditKind.MORE_TIME))
    assert [at for at, id_ in heard(longer, first_hold(longer)) if id_ == "half-way"] == [15_450]


def test_easing_off_is_answered_at_once_and_not_repeated_on_the_way_in() -> None:
    timeline = played("single-knee-to-chest")
    ready = timeline.segments[0]
    position = ready.end_ms - 3_000
    eased = revise(timeline, position, Edit(EditKind.EASE_OFF))
    answers = [cue for cue in eased.cues if cue.id == "ease-off"]
    other_side = next(s for s in eased.segments if s.side is not None and s.side is not ready.side)
    assert [cue.at_ms > other_side.start_ms for cue in answers] == [False, True]
    spoken = [cue for cue in timeline.cues if cue.kind is CueKind.VOICE and cue.at_ms <= position]
    assert position <= answers[0].at_ms <= max(position, spoken[-1].end_ms) + 180


def test_easing_off_near_the_end_comes_before_the_countdown() -> None:
    timeline = played("double-knee-to-chest")
    hold = first_hold(timeline)
    eased = revise(timeline, hold.start_ms + 16_500, Edit(EditKind.EASE_OFF))
    later: list[Cue] = [
        c for c in eased.cues if c.kind is CueKind.VOICE and c.at_ms >= hold.start_ms + 16_500
    ]
    assert (later[0].at_ms, later[0].id) == (hold.start_ms + 16_500, "ease-off")
    ends = first_hold(eased).end_ms
    assert (ends - later[1].at_ms, later[1].id) == (1_000, "count-1")


def test_half_way_is_not_said_when_it_is_no_longer_true() -> None:
    timeline = played("cat-cow")
    cycle = of_kind(timeline, SegmentKind.FLOW)[5]
    assert ids(timeline, cycle) == ["half-way"]
    assert ids(revise(timeline, cycle.start_ms + 300, Edit(EditKind.EASE_OFF)), cycle) == ["ease-off"]
    soon = revise(timeline, cycle.start_ms - 1_200, Edit(EditKind.EASE_OFF))
    assert heard(soon, cycle) == [(560, "half-way")]


def test_a_remark_that_found_no_room_is_not_made_up_for() -> None:
    long = Phrase(WORDS["head-and-shoulders-rest"].text, 9_000)
    timeline = played("double-knee-to-chest", book={**BOOKS["heart"], "head-and-shoulders-rest": long})
    hold = first_hold(timeline)
    longer = revise(timeline, hold.start_ms + 4_000, Edit(EditKind.MORE_TIME))
    assert "head-and-shoulders-rest" not in said(timeline) + said(longer)
    sooner = revise(timeline, hold.start_ms + 2_500, Edit(EditKind.MORE_TIME))
    assert "head-and-shoulders-rest" in said(sooner)


def test_what_was_said_in_short_is_not_said_again_in_full() -> None:
    long = Phrase(WORDS["getting-down"].text, 9_000, "down-to-floor")
    entry = RoutineItem(stretch="double-knee-to-chest", get_ready_s=3)
    timeline = played(entry, book={**BOOKS["heart"], "getting-down": long})
    assert first_words(timeline, 0)[0] == "down-to-floor"
    longer = revise(timeline, 2_000, Edit(EditKind.MORE_TIME))
    assert longer.segments[0].duration_ms == 13_000
    assert "getting-down" not in said(longer)


def test_the_way_is_told_however_late() -> None:
    timeline = played("abdominal-squeeze")
    late = place_cues(timeline.segments, timeline.context, from_ms=25_000)
    words = [(cue.at_ms, cue.id) for cue in late if cue.kind is CueKind.VOICE and cue.at_ms < 30_000]
    assert words[0] == (25_000, "getting-down")
    assert words[1][1] == "name-abdominal-squeeze"
    assert not [id_ for _, id_ in words if id_.startswith("setup-")]
