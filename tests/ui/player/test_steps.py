"""Words in place of a picture: inside the ring, at every size, for every length."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.mixer import Mixer
from stretchplayer.audio.tones import RATE
from stretchplayer.audio.voice import VoicePack
from stretchplayer.core.catalogue import Catalogue
from stretchplayer.core.own_stretch import own_phrases, own_stretch
from stretchplayer.core.phrases import phrase_book
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.preferences import Preferences, Talking
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import CueKind, SegmentKind
from stretchplayer.ui.player.paint import text_width
from stretchplayer.ui.player.steps import READABLE_PX, words_in_circle
from tests.core.scores import CATALOGUE, PHRASES, routine
from tests.ui.player.kit import ASSETS, Room

OWN = own_stretch(
    id="own-1",
    name="Seat stretch on the bed",
    steps=("Sit tall.", "Cross one ankle over.", "Lean in a little."),
)
LIBRARY = Catalogue(CATALOGUE)
LIBRARY.set_own([OWN])


def fits(name: str, steps: tuple[str, ...], radius: float, u: float) -> None:
    laid = words_in_circle(name, steps, radius, u)
    assert laid.lines
    for is_name, text, baseline in laid.lines:
        font = laid.name if is_name else laid.steps
        assert font.pixelSize() >= READABLE_PX
        half = text_width(font, text) / 2
        assert math.hypot(half, baseline) <= radius + 1, text
        assert math.hypot(half, baseline - 0.7 * font.pixelSize()) <= radius + 1, text
    baselines = [baseline for _, _, baseline in laid.lines]
    assert baselines == sorted(set(baselines))


words = st.lists(st.text("abcdefghijklmnop", min_size=1, max_size=12), min_size=1, max_size=30).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(words, st.lists(words, max_size=8).map(tuple), st.sampled_from([0.65, 0.703, 1.0, 1.35]))
def test_words_stay_inside_the_ring(qapp: object, name: str, steps: tuple[str, ...], u: float) -> None:
    fits(name, steps, 230 * u, u)


def test_all_words_are_there_when_they_fit(qapp: object) -> None:
    laid = words_in_circle(OWN.name, OWN.steps, 230, 1.0)
    assert " ".join(text for _, text, _ in laid.lines) == (
        "Seat stretch on the bed 1. Sit tall. 2. Cross one ankle over. 3. Lean in a little."
    )
    assert laid.steps.pixelSize() >= 40, "few words are large"


def test_what_does_not_fit_says_so(qapp: object) -> None:
    laid = words_in_circle("Long", ("word " * 300,), 230, 1.0)
    assert laid.lines[-1][1].endswith("…")


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Room:
    return Room(tmp_path, "own-1", "knee", catalogue=LIBRARY)


def test_a_stretch_without_a_picture_plays_like_any_other(room: Room) -> None:
    """No warning is logged for it either: tests fail on those."""
    room.open()
    room.play()
    room.pass_(30_000 + 2_200 + 5_000)
    assert room.driver.phase is Phase.RUNNING
    room.page.stage.grab()
    assert room.page.stage.moment is not None
    assert room.page.stage.moment.number == "15"
    assert room.page.stage.accessibleDescription() == ""
    room.press(" ")
    room.page.panel.grab()
    room.press(" ")
    room.page.controls.next_up.grab()
    room.close()


def test_its_words_are_captions_and_nothing_is_looked_for(tmp_path: Path) -> None:
    book = phrase_book(own_phrases(OWN), {}) | PHRASES
    timeline = compile_routine(routine("own-1"), LIBRARY, Preferences(talking=Talking.FULL), book)
    said = [cue.text for cue in timeline.cues if cue.id.startswith("own-1/")]
    assert said[:2] == ["Seat stretch on the bed.", "Sit tall."]
    assert set(OWN.steps) <= set(said)
    hold = next(s for s in timeline.segments if s.kind is SegmentKind.HOLD)
    assert timeline.caption_at(hold.start_ms + 5_000) in OWN.steps
    own = [cue for cue in timeline.cues if cue.kind is CueKind.VOICE and cue.id.startswith("own-1/")]
    bank = ClipBank(VoicePack(ASSETS / "voice" / "en" / "heart"))
    assert [bank.load(cue.id) for cue in own] == [None] * len(own)
    mixer = Mixer(bank.get)
    mixer.schedule(own, 0)
    block = np.ones((RATE, 2), np.float32)
    for _ in range(own[-1].end_ms // 1000 + 1):
        mixer.render_into(block)
        assert not block.any()
    mixer.say(own[0].id)
    mixer.render_into(block)
    assert not block.any()
    bank.close()
