"""What is said when a session is over."""

from __future__ import annotations

from itertools import pairwise

import pytest

from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Preferences, Sounds, Talking
from stretchplayer.core.take_along import end_cues
from tests.core.scores import score


@pytest.mark.parametrize(
    ("last", "place", "way"),
    [
        ("tilt", Place.FLOOR, ["getting-up"]),
        ("rest", Place.BED, ["off-bed"]),
        ("cat", Place.FLOOR, []),  # on hands and knees one need not roll over first
        ("up", Place.FLOOR, []),  # the way up was played
        ("sit", Place.CHAIR, []),
    ],
)
def test_who_is_left_lying_is_told_how_to_get_up(last: str, place: Place, way: list[str]) -> None:
    cues = end_cues(score("sit", last, place=place), 1_000)
    assert [cue.id for cue in cues] == ["done", "session-done", *way]
    words = [cue for cue in cues if cue.text is not None]
    assert all(later.at_ms - sooner.end_ms >= 1_000 for sooner, later in pairwise(words)), "a moment to lie"


@pytest.mark.parametrize(
    ("talking", "heard"),
    [(Talking.BRIEF, ["soft-done", "session-done", "getting-up"]), (Talking.BELL, ["soft-done"])],
)
def test_few_words_tell_the_way_and_the_bell_says_nothing(talking: Talking, heard: list[str]) -> None:
    preferences = Preferences(talking=talking, sounds=Sounds.SOFT)
    assert [cue.id for cue in end_cues(score("tilt", preferences=preferences), 0)] == heard
