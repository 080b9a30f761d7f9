"""Which words of an own stretch come where, and that a plan says them one after the other."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Breathing, Catalogue, Dose, Form, Pace, Side, SideMeaning, Stretch
from stretchplayer.core.name_speech import MOST_SPOKEN, TOO_MANY, NameVoice, own_words, place_ms
from stretchplayer.core.own_stretch import (
    KEEP_BREATHING,
    MOST_PHRASES,
    changed,
    own_phrases,
    own_stretch,
    revised,
    side_phrases,
    with_words,
    words_to_speak,
)
from stretchplayer.core.own_words import ONE_SIDE, TOO_LONG
from stretchplayer.core.phrases import phrase_book
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.preferences import Preferences, Talking
from stretchplayer.core.routine import LIMITS, Routine, RoutineItem
from stretchplayer.core.timeline import CueKind, SegmentKind, Timeline
from tests.core.scores import CATALOGUE, PHRASES
from tests.core.test_words_any_session import assert_apart, assert_true_when_said

LONG = (
    "Put the towel around the ball of your foot or around the middle of your shoe before you lie down flat."
)
FIVE = ("Lie down.", "Knees bent.", "Foot on the knee.", "Pull the thigh close.", "Head stays down.")


def own(steps: Sequence[str] = (), form: Form = Form.HOLD, **more: object) -> Stretch:
    made = own_stretch(id="own-1", name="Grandma’s twist", steps=steps, form=form)
    return changed(made, **more)


def worded(stretch: Stretch) -> tuple[list[str], str | None, list[str]]:
    """Set-up, move and hold in words; recorded phrases by their ids."""
    words, spoken = own_phrases(stretch), stretch.spoken

    def said(phrase: str) -> str:
        return words.get(phrase, phrase)

    move = None if spoken.move is None else said(spoken.move)
    return [said(one) for one in spoken.setup], move, [said(one) for one in spoken.hold]


def plan(
    *stretches: Stretch, preferences: Preferences | None = None, ms_a_letter: int | None = None
) -> Timeline:
    library = Catalogue(CATALOGUE)
    library.set_own(stretches)
    words = {id_: text for one in stretches for id_, text in own_phrases(one).items()}
    lengths = {id_: ms_a_letter * len(t) if ms_a_letter else place_ms(t) for id_, t in words.items()}
    book = {**PHRASES, **phrase_book(words, lengths)}
    items = tuple(RoutineItem(stretch=one.id) for one in stretches)
    routine = Routine(id="r", name="R", description="", items=items)
    return compile_routine(routine, library, preferences or Preferences(talking=Talking.FULL), book)


@pytest.mark.parametrize(
    ("count", "setup", "move", "hold"),
    [
        (0, [], None, []),
        (1, FIVE[:1], None, []),
        (2, FIVE[:1], FIVE[1], []),
        (3, FIVE[:2], FIVE[2], []),
        (4, FIVE[:2], FIVE[2], FIVE[3:4]),
        (5, FIVE[:2], FIVE[2], FIVE[3:5]),
    ],
)
def test_the_first_steps_are_the_set_up_then_comes_the_move_then_the_hold(
    count: int, setup: Sequence[str], move: str | None, hold: Sequence[str]
) -> None:
    assert worded(own(FIVE[:count])) == (list(setup), move, [*hold, KEEP_BREATHING])


def test_what_a_hold_has_no_time_for_is_said_before_it() -> None:
    assert worded(own(FIVE, dose=Dose(hold_s=60, repetitions=1))) == (
        list(FIVE[:3]),
        FIVE[3],
        [FIVE[4], KEEP_BREATHING],
    )
    assert worded(own(FIVE, Form.DRILL)) == (list(FIVE[:4]), FIVE[4], [KEEP_BREATHING])
    assert worded(own((*FIVE, *FIVE)))[0] == [*FIVE, *FIVE[:2]]


def test_a_flow_has_a_remark_for_each_half_of_its_cycle_or_none() -> None:
    assert worded(own(FIVE[:3], Form.FLOW)) == (list(FIVE[:1]), None, list(FIVE[1:3]))
    assert worded(own(FIVE[:2], Form.FLOW)) == (list(FIVE[:2]), None, [])


def test_what_takes_its_time_is_talked_through() -> None:
    assert worded(own(FIVE, Form.TIMED)) == (list(FIVE[:2]), None, list(FIVE[2:]))


def test_parts_of_a_sentence_stay_together() -> None:
    divided = "Extend one leg straight and pull the other knee to your chest."
    setup, move, hold = worded(own((*FIVE[:3], divided, FIVE[4])))
    assert setup == [*FIVE[:3], "Extend one leg straight", "and pull the other knee to your chest."]
    assert (move, hold) == (FIVE[4], [KEEP_BREATHING])


def test_how_it_feels_and_how_to_breathe_are_said_where_a_file_says_so_in_few_words() -> None:
    stretch = own(FIVE[:4], feel="A mild pull in the hip.", breathing=Breathing(text="Out as you pull."))
    assert worded(stretch)[2] == [FIVE[3], "A mild pull in the hip.", "Out as you pull."]
    assert {"own-1/feel", "own-1/breathing"} <= words_to_speak(stretch).keys()
    assert worded(own(FIVE[:4], feel=LONG))[2] == [FIVE[3], KEEP_BREATHING]


def test_what_is_too_long_or_names_a_side_is_shown_but_not_spoken() -> None:
    stretch = changed(own(("Lie down.", LONG, "Look to the right.")), side_means=SideMeaning.LEG)
    assert {LONG, "Look to the right."} <= set(own_phrases(stretch).values())
    assert list(words_to_speak(stretch).values()) == ["Grandma’s twist.", "Lie down."]
    words = own_words([stretch])
    assert words.captions == {"own-1/step-2": TOO_LONG, "own-1/step-3": ONE_SIDE}
    assert words.words["own-1/step-2"] == LONG


CROSS = "Cross your {} ankle over your {} knee."


@pytest.mark.parametrize(
    ("means", "written", "right", "left"),
    [
        (
            SideMeaning.LEG,
            CROSS.format("right", "left"),
            CROSS.format("right", "left"),
            CROSS.format("left", "right"),
        ),
        (SideMeaning.LEG, "LEFT hand holds. Left foot up.", "RIGHT hand holds.", "LEFT hand holds."),
        (
            SideMeaning.ARM,
            "Left arm up, right angle.",
            "Right arm up, right angle.",
            "Left arm up, right angle.",
        ),
        (SideMeaning.KNEES_GO_TO, "Sink to the left.", "Sink to the right.", "Sink to the left."),
    ],
)
def test_words_that_name_the_working_side_are_said_for_each(
    means: SideMeaning, written: str, right: str, left: str
) -> None:
    stretch = changed(own(("Lie down.", written, "Pull the thigh close.")), side_means=means)
    timeline = plan(stretch, ms_a_letter=55)
    for side, words in ((Side.RIGHT, right), (Side.LEFT, left)):
        begin = min(s.start_ms for s in timeline.segments if s.side is side)
        hold = next(s for s in timeline.segments if s.side is side and s.kind is SegmentKind.HOLD)
        said = [cue.text for cue in timeline.cues if begin <= cue.at_ms < hold.end_ms]
        assert words in said
        assert ({right, left} - {words}).isdisjoint(said)
    assert {right, left} <= set(words_to_speak(stretch).values())
    assert worded(stretch)[0] == ["Lie down."]


def test_steps_that_name_sides_are_all_written_for_the_same_one() -> None:
    steps = ("Bend your left knee.", "Stretch the right leg out.")
    stretch = changed(own(steps), side_means=SideMeaning.LEG)
    assert {side: phrase.text for side, phrase in side_phrases(stretch).items()} == {
        Side.LEFT: "Bend your left knee.",
        Side.RIGHT: "Bend your right knee.",
    }
    assert own_words([stretch]).captions == {"own-1/step-2": ONE_SIDE}
    late = changed(own(("Lie down.", *steps[:1], *FIVE[2:])), side_means=SideMeaning.LEG)
    assert worded(late) == (["Lie down."], FIVE[2], [*FIVE[3:], KEEP_BREATHING])
    divided = "Extend the other leg straight and pull the knee to your chest."
    parts = changed(own((*steps[:1], divided)), side_means=SideMeaning.LEG)
    assert parts.spoken.side is None, "its parts would be said before it"
    unclear = changed(own(("Look to the left.",)), side_means=SideMeaning.LEG)
    assert unclear.spoken.side is None
    assert own_words([unclear]).captions == {"own-1/step-1": ONE_SIDE}


def test_there_is_time_for_the_words_of_getting_ready_also_in_the_same_position() -> None:
    first = own(
        ("Lie on your back with both knees bent.", "Lay one ankle across the other thigh.", *FIVE[3:])
    )
    second = changed(first, id="own-2", name="The same again")
    timeline = plan(first, second)
    ready = [s for s in timeline.segments if s.kind is SegmentKind.GET_READY]
    assert 5_000 < ready[1].duration_ms <= 15_000
    said = {cue.id for cue in timeline.cues if ready[1].start_ms <= cue.at_ms < ready[1].end_ms}
    assert {"own-2/name", "own-2/step-1", "own-2/step-2"} <= said
    without = plan(own(), changed(own(), id="own-2"))
    assert [s.duration_ms for s in without.segments if s.kind is SegmentKind.GET_READY][1] == 5_000


def test_the_time_for_words_follows_them_but_what_a_file_asks_for_stays() -> None:
    stretch = own(FIVE)
    shorter = revised(stretch, own(FIVE[:1]))
    assert shorter.pace.get_ready_s < stretch.pace.get_ready_s
    assert shorter == own(FIVE[:1])
    assert revised(stretch, own()).pace == Pace()
    towel = with_words(msgspec.structs.replace(stretch, pace=Pace(get_ready_s=20, move_in_s=3)))
    assert revised(towel, own(FIVE[:1])).pace == Pace(get_ready_s=20, move_in_s=3)
    assert with_words(stretch) == stretch


sentences = st.sampled_from(
    [
        *FIVE,
        LONG,
        "Hold 10 s.",
        "Breathe out, then let the knees sink, slowly.",
        "Right foot up. Repeat.",
        "To the left, right hand first.",
        "吸って。",
    ]
)
steps = st.lists(st.lists(sentences, min_size=1, max_size=3).map(" ".join) | st.text(max_size=90), max_size=8)


@st.composite
def own_stretches(draw: st.DrawFn, number: int = 1) -> Stretch:
    """An own stretch as people write them, with any steps, dose and sides."""
    form = draw(st.sampled_from(Form))
    hold, times = LIMITS[form].hold_s, LIMITS[form].repetitions
    return own_stretch(
        id=f"own-{number}",
        name=draw(st.sampled_from(["Cat", "A name that is rather long, and longer than usual", "90/90"])),
        steps=draw(steps),
        form=form,
        sides=draw(st.none() | st.sampled_from(SideMeaning)),
        dose=Dose(
            hold_s=draw(st.integers(*map(int, hold))),
            repetitions=draw(st.integers(times[0], min(times[1], 4))),
        ),
        feel=draw(st.just("") | sentences),
    )


@settings(max_examples=60, deadline=None)
@given(own_stretches(1), own_stretches(2), st.sampled_from(Talking), st.booleans())
def test_own_stretches_never_overlap_at_any_level(
    first: Stretch, second: Stretch, talking: Talking, count: bool
) -> None:
    timeline = plan(first, second, preferences=Preferences(talking=talking, count_tones=count))
    assert_apart(timeline)
    assert_true_when_said(timeline)
    voice = [cue for cue in timeline.cues if cue.kind is CueKind.VOICE]
    if talking is not Talking.BELL:
        assert {"own-1/name", "own-2/name"} <= {cue.id for cue in voice}
    for stretch in (first, second):
        assert with_words(stretch) == stretch
        placed = [*stretch.spoken.setup, *filter(None, [stretch.spoken.move]), *stretch.spoken.hold]
        assert len(placed) <= MOST_PHRASES + 2
        assert len(set(placed)) == len(placed), "nothing has two places"
        assert set(placed) - {KEEP_BREATHING} <= own_phrases(stretch).keys()
        assert set(words_to_speak(stretch)) <= {stretch.spoken.name, *placed} | {
            f"{stretch.id}/feel",
            f"{stretch.id}/breathing",
            f"{stretch.id}/side-left",
            f"{stretch.id}/side-right",
        }


def test_names_come_first_then_what_is_in_a_routine_and_the_rest_up_to_a_limit() -> None:
    many = [own_stretch(id=f"own-{n}", name=f"Twist {n}", steps=FIVE) for n in range(400)]
    words = own_words(many, {"own-399"})
    ids = list(words.spoken)
    assert len(ids) == MOST_SPOKEN
    assert ids[:400] == [f"own-{n}/name" for n in range(400)]
    assert ids[400:405] == [f"own-399/step-{n}" for n in range(1, 6)]
    assert ids[405] == "own-0/step-1"
    assert len(words.captions) == 400 * 6 - MOST_SPOKEN
    assert set(words.captions.values()) == {TOO_MANY}
    assert "own-399/step-1" not in words.captions


def test_it_is_told_in_numbers_with_the_commonest_reasons() -> None:
    told = NameVoice(
        "espeak-ng",
        (),
        2,
        1,
        5,
        3,
        dict(zip("abcdef", ("long", "long", "odd", "new", "x", "y"), strict=True)),
    )
    assert told.progress() == (
        "1 of 2 names and 3 of 5 phrases of their steps ready. "
        "6 stay captions: long (2); odd (1); new (1); other reasons (2)."
    )
    assert NameVoice("espeak-ng").progress() == ""
    assert NameVoice(None, captions={"a": "odd"}, names=1).progress() == (
        "0 of 1 names ready. 1 stays a caption: odd."
    )
