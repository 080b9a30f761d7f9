"""The recorded voices: complete, audible, true to their words, and short enough for their places."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from stretchplayer.app.content import load_catalogue, load_phrases, load_routines
from stretchplayer.audio.tones import TONES
from stretchplayer.core.catalogue import Posture, SideMeaning, Stretch
from stretchplayer.core.content_rules import phrase_ids
from stretchplayer.core.phrases import Phrase
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import LIMITS, Routine, RoutineItem
from stretchplayer.core.timeline import CueKind, Timeline

ASSETS = Path(__file__).parents[1] / "assets"
WORDS = load_phrases(ASSETS / "voice" / "en")
CATALOGUE = load_catalogue(ASSETS / "catalogue")
ROUTINES = load_routines(ASSETS / "routines")
VOICES = ("heart", "michael")

PEAK_LIMIT = 10 ** (-1 / 20)  # -1 dBFS
NAME_AND_SIDE_MS = 3_000  # getting ready in the same posture takes 5 s
SIDE_PHRASES: dict[SideMeaning | None, list[str]] = {
    None: [],
    SideMeaning.LEG: ["right-leg", "left-leg"],
    SideMeaning.ARM: ["right-arm", "left-arm"],
    SideMeaning.KNEES_GO_TO: ["knees-right", "knees-left"],
}
SYLLABLE_MS, PAUSE_MS, ENDS_MS = 185, 200, 300  # an ordinary pace, to find clips that are far off


def manifest(voice: str) -> dict[str, Any]:
    text = (ASSETS / "voice" / "en" / voice / "manifest.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


MANIFESTS = {voice: manifest(voice) for voice in VOICES}
CLIPS = [(voice, phrase) for voice in VOICES for phrase in MANIFESTS[voice]["clips"]]


def samples(voice: str, phrase: str) -> NDArray[np.float32]:
    clip, rate = soundfile.read(ASSETS / "voice" / "en" / voice / f"{phrase}.ogg", dtype="float32")
    assert (rate, clip.ndim) == (24_000, 1)
    return np.asarray(clip)


def book(voice: str) -> dict[str, Phrase]:
    clips = MANIFESTS[voice]["clips"]
    spoken = {
        name: Phrase(clip["text"], clip["duration_ms"], WORDS[name].short) for name, clip in clips.items()
    }
    return spoken | {name: Phrase("", tone.duration_ms) for name, tone in TONES.items()}


class Asked(Mapping[str, Phrase]):
    """A phrase book that remembers what it was asked for."""

    def __init__(self, phrases: Mapping[str, Phrase]) -> None:
        self._phrases = phrases
        self.ids: set[str] = set()

    def __getitem__(self, name: str) -> Phrase:
        self.ids.add(name)
        return self._phrases[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._phrases)

    def __len__(self) -> int:
        return len(self._phrases)


def compiled(*items: RoutineItem, phrases: Mapping[str, Phrase]) -> Timeline:
    routine = Routine(id="r", name="R", description="R.", items=items)
    return compile_routine(routine, CATALOGUE, Preferences(), phrases, PlanOptions())


def longest(stretch: Stretch) -> RoutineItem:
    limits = LIMITS[stretch.form]
    return RoutineItem(
        stretch=stretch.id,
        hold_s=limits.hold_s[1],
        repetitions=limits.repetitions[1],
        rest_s=5,
        get_ready_s=30,
    )


@pytest.mark.parametrize("voice", VOICES)
def test_words_file_manifest_and_clips_agree(voice: str) -> None:
    read = MANIFESTS[voice]
    assert (read["language"], read["voice"], read["rate"]) == ("en", voice, 24_000)
    assert {p.stem for p in (ASSETS / "voice" / "en" / voice).glob("*.ogg")} == read["clips"].keys()
    assert {name: (clip["text"], clip["spoken"]) for name, clip in read["clips"].items()} == {
        name: (words.text, words.words) for name, words in WORDS.items()
    }


@pytest.mark.parametrize("voice", VOICES)
def test_every_clip_was_made_from_these_words_by_this_engine(voice: str) -> None:
    read = MANIFESTS[voice]
    stale = [
        name
        for name, clip in read["clips"].items()
        if hashlib.sha256(f"{WORDS[name].words}\n{voice}\n{read['engine']}".encode()).hexdigest()
        != clip["sha256"]
    ]
    assert stale == []


@pytest.mark.parametrize("voice", VOICES)
def test_every_phrase_any_timeline_can_ask_for_is_recorded(voice: str) -> None:
    asked = Asked(book(voice))
    standing = RoutineItem(stretch="warm-up-march")
    for stretch in CATALOGUE:
        # From standing, after another in the same posture, and with time for every remark.
        compiled(RoutineItem(stretch=stretch.id), longest(stretch), standing, phrases=asked)
    assert asked.ids - TONES.keys() <= MANIFESTS[voice]["clips"].keys()
    for stretch in CATALOGUE:
        # One begins on one's feet, so a plan that begins standing says nothing about getting there.
        on_ones_feet = set(stretch.spoken.setup) if stretch.posture is Posture.STANDING else set()
        assert phrase_ids(stretch) <= asked.ids | on_ones_feet
        assert on_ones_feet <= MANIFESTS[voice]["clips"].keys()


@pytest.mark.parametrize(("voice", "phrase"), CLIPS)
def test_clips_are_audible_unclipped_and_last_as_long_as_the_manifest_says(voice: str, phrase: str) -> None:
    clip = samples(voice, phrase)
    assert len(clip) / 24 == pytest.approx(MANIFESTS[voice]["clips"][phrase]["duration_ms"], abs=0.51)
    assert np.abs(clip).max() < PEAK_LIMIT
    loudness_db = 20 * np.log10(np.sqrt(np.mean(clip**2)))
    assert -24 < loudness_db < -14  # plain RMS of a clip at about -18 LUFS
    assert np.abs(clip[:24]).max() < 0.02  # no click at either end
    assert np.abs(clip[-24:]).max() < 0.02


@pytest.mark.parametrize(("voice", "phrase"), CLIPS)
def test_no_clip_is_far_from_the_time_its_words_need(voice: str, phrase: str) -> None:
    words = WORDS[phrase].words.lower()
    syllables = len(re.findall(r"[aeiouy]+", re.sub(r"e\b", "", words))) or 1
    expected = ENDS_MS + SYLLABLE_MS * syllables + PAUSE_MS * len(re.findall(r"[.,?] ", words))
    assert 0.7 < MANIFESTS[voice]["clips"][phrase]["duration_ms"] / expected < 1.8


@pytest.mark.parametrize("voice", VOICES)
def test_name_and_side_are_said_within_the_shortest_get_ready(voice: str) -> None:
    clips = MANIFESTS[voice]["clips"]
    for stretch in CATALOGUE:
        sides = SIDE_PHRASES[stretch.side_means]
        longest_side = max((clips[side]["duration_ms"] for side in sides), default=0)
        assert clips[stretch.spoken.name]["duration_ms"] + longest_side < NAME_AND_SIDE_MS


@pytest.mark.parametrize("voice", VOICES)
def test_at_the_usual_dose_every_word_of_a_stretch_finds_its_place(voice: str) -> None:
    for stretch in CATALOGUE:
        said = {cue.id for cue in compiled(RoutineItem(stretch=stretch.id), phrases=book(voice)).cues}
        # Who stands already is not told first how to stand.
        known = set(stretch.spoken.setup[:1]) if stretch.posture is Posture.STANDING else set()
        assert phrase_ids(stretch) - said <= known, stretch.id


@pytest.mark.parametrize("voice", VOICES)
def test_nobody_talks_over_themselves_in_the_built_in_routines(voice: str) -> None:
    for routine in ROUTINES:
        timeline = compile_routine(routine, CATALOGUE, Preferences(), book(voice), PlanOptions())
        spoken = [cue for cue in timeline.cues if cue.kind is CueKind.VOICE]
        assert len(spoken) > len(routine.items)
        assert all(a.end_ms <= b.at_ms for a, b in pairwise(spoken))
