"""The routines that ship, in the voices that ship: what a person would hear, at every level of talking."""

from __future__ import annotations

from itertools import pairwise

import pytest

from stretchplayer.bootstrap import Content
from stretchplayer.core.catalogue import Side
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences, Talking
from stretchplayer.core.timeline import CueKind, PostureChange, SegmentKind, Timeline

CONTENT = Content()
ROUTINES = {routine.id: routine for routine in CONTENT.built_in}
ABOUT_MINUTES = {"easy-lower-back": 10, "short-day": 5, "gentle-day": 7}


def shipped(routine: str, voice: str = "heart", talking: Talking = Talking.FULL) -> Timeline:
    preferences = Preferences(voice=voice, talking=talking)
    phrases = CONTENT.phrases(preferences)
    return compile_routine(ROUTINES[routine], CONTENT.catalogue, preferences, phrases, PlanOptions())


@pytest.mark.parametrize("routine", ROUTINES)
def test_it_takes_about_as_long_as_its_name_says(routine: str) -> None:
    assert shipped(routine).duration_ms / 60_000 == pytest.approx(ABOUT_MINUTES[routine], abs=0.5)


@pytest.mark.parametrize("routine", ROUTINES)
def test_one_goes_down_to_the_floor_once(routine: str) -> None:
    changes = [s.posture_change for s in shipped(routine).segments if s.kind is SegmentKind.GET_READY]
    assert changes.count(PostureChange.DOWN) == 1
    assert PostureChange.UP not in changes


@pytest.mark.parametrize("routine", ROUTINES)
@pytest.mark.parametrize("voice", ["heart", "michael"])
@pytest.mark.parametrize("talking", Talking)
def test_words_never_overlap_and_everything_has_a_length(routine: str, voice: str, talking: Talking) -> None:
    timeline = shipped(routine, voice, talking)
    words = [cue for cue in timeline.cues if cue.kind is CueKind.VOICE]
    assert all(a.end_ms <= b.at_ms for a, b in pairwise(words))
    assert all(cue.duration_ms > 0 for cue in timeline.cues)
    assert bool(words) is (talking is not Talking.BELL)


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
