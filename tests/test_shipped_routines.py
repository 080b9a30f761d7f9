"""The routines that ship, in the voices that ship: what a person would hear, at every level of talking."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from stretchplayer.app.content import load_phrases
from stretchplayer.bootstrap import Content
from stretchplayer.core.catalogue import Side
from stretchplayer.core.cues import WORD_GAP_MS
from stretchplayer.core.place import Place
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences, Talking
from stretchplayer.core.timeline import CueKind, PostureChange, Timeline

CONTENT = Content()
ROUTINES = {routine.id: routine for routine in CONTENT.built_in}
ABOUT_MINUTES = {
    "easy-lower-back": 10,
    "short-day": 5,
    "gentle-day": 7,
    "easy-lower-back-bed": 9,
    "short-day-bed": 4.7,
    "gentle-day-bed": 7,
    "easy-lower-back-chair": 9.6,
    "short-day-chair": 5,
    "gentle-day-chair": 5.5,
}
#: What getting there asks, and what is said about it.
GETTING_THERE = {
    Place.FLOOR: (PostureChange.DOWN, "getting-down", 30_000),
    Place.BED: (PostureChange.ON_BED, "onto-bed", 20_000),
    Place.CHAIR: (PostureChange.SIT_DOWN, "sit-on-chair", 12_000),
}


def shipped(routine: str, voice: str = "heart", talking: Talking = Talking.FULL) -> Timeline:
    preferences = Preferences(voice=voice, talking=talking)
    phrases = CONTENT.phrases(preferences)
    return compile_routine(ROUTINES[routine], CONTENT.catalogue, preferences, phrases, PlanOptions())


@pytest.mark.parametrize("routine", ROUTINES)
def test_it_takes_about_as_long_as_its_name_says(routine: str) -> None:
    assert shipped(routine).duration_ms / 60_000 == pytest.approx(ABOUT_MINUTES[routine], abs=0.5)


@pytest.mark.parametrize("routine", ROUTINES)
def test_one_gets_to_the_place_once_in_time_and_is_told_so(routine: str) -> None:
    timeline = shipped(routine)
    change, words, length_ms = GETTING_THERE[ROUTINES[routine].place]
    changes = {PostureChange.NONE, PostureChange.POSTURE}
    going = [s for s in timeline.segments if s.posture_change not in (None, *changes)]
    assert [(s.posture_change, s.duration_ms) for s in going] == [(change, length_ms)]
    ways = {words for _, words, _ in GETTING_THERE.values()}
    assert [cue.id for cue in timeline.cues if cue.id in ways] == [words]


@pytest.mark.parametrize("routine", [r for r in ROUTINES if ROUTINES[r].place is not Place.FLOOR])
def test_nobody_speaks_of_the_floor_on_a_bed_or_a_chair(routine: str) -> None:
    said = [cue.text.lower() for cue in shipped(routine).cues if cue.text]
    assert said
    assert not [words for words in said if "floor" in words]


@pytest.mark.parametrize("routine", ROUTINES)
@pytest.mark.parametrize("voice", ["heart", "michael"])
@pytest.mark.parametrize("talking", Talking)
def test_words_never_overlap_and_everything_has_a_length(routine: str, voice: str, talking: Talking) -> None:
    timeline = shipped(routine, voice, talking)
    words = [cue for cue in timeline.cues if cue.kind is CueKind.VOICE]
    assert all(a.end_ms + WORD_GAP_MS <= b.at_ms for a, b in pairwise(words))
    assert all(cue.duration_ms > 0 for cue in timeline.cues)
    assert bool(words) is (talking is not Talking.BELL)


@pytest.mark.parametrize("routine", ROUTINES)
@pytest.mark.parametrize("voice", ["heart", "michael"])
@pytest.mark.parametrize("talking", Talking)
def test_captions_are_what_the_voice_says(routine: str, voice: str, talking: Talking) -> None:
    folder = CONTENT.folder / "voice" / "en"
    words = load_phrases(folder)
    recorded = json.loads((folder / voice / "manifest.json").read_text(encoding="utf-8"))["clips"]
    timeline = shipped(routine, voice, talking)
    for cue in timeline.cues:
        if cue.kind is CueKind.TONE:
            assert cue.text is None
            continue
        clip = recorded[cue.id]
        assert (cue.text, cue.duration_ms) == (clip["text"], clip["duration_ms"])
        assert cue.text == words[cue.id].text
        assert timeline.caption_at(cue.at_ms) == cue.text


@pytest.mark.parametrize("routine", ROUTINES)
@pytest.mark.parametrize("voice", ["heart", "michael"])
def test_few_words_are_said_in_full_too_and_next_alone_moves_a_name(routine: str, voice: str) -> None:
    """What is said at BRIEF is said at FULL in the same order, at the same time where Next is not said."""
    full, brief = (
        [cue for cue in shipped(routine, voice, talking).cues if cue.kind is CueKind.VOICE]
        for talking in (Talking.FULL, Talking.BRIEF)
    )
    few = {cue.id for cue in brief}
    assert [cue.id for cue in full if cue.id in few] == [cue.id for cue in brief]
    ready = {cue.at_ms for cue in full if cue.id == "next"}
    moved = [one.at_ms for one in brief if one not in full]
    assert all(any(0 <= at - start < 3_000 for start in ready) for at in moved)


def test_where_time_is_short_a_shorter_phrase_is_said() -> None:
    said = [cue.id for cue in shipped("easy-lower-back").cues]
    assert said.count("draw-knee-in") == said.count("knee-in") == 1


@pytest.mark.parametrize("routine", ["easy-lower-back", "short-day"])
@pytest.mark.parametrize("voice", ["heart", "michael"])
def test_name_and_side_are_said_before_the_hold_they_are_about(routine: str, voice: str) -> None:
    timeline = shipped(routine, voice)
    for index, item in enumerate(ROUTINES[routine].items):
        stretch = CONTENT.catalogue[item.stretch]
        for side in Side if stretch.one_sided else (None,):
            effort = next(
                s for s in timeline.segments if s.item == index and s.side is side and s.step.is_effort
            )
            said = [c.id for c in timeline.cues if c.end_ms <= effort.start_ms]
            assert stretch.spoken.name in said
            if side is not None:
                assert {f"{side.value}-leg", f"knees-{side.value}"} & set(said)
