"""The background in a recording: what is heard live, as loud against the voice as the user has it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from stretchplayer.audio.background import Loops
from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.mixer import Mixer, frames_of
from stretchplayer.audio.recording import blocks, record
from stretchplayer.audio.tones import RATE
from stretchplayer.audio.voice import VoicePack
from stretchplayer.bootstrap import Content
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.preferences import Background, Preferences
from stretchplayer.core.take_along import Score, score_of
from stretchplayer.core.timeline import Cue, CueKind

CONTENT = Content()
BANK = ClipBank(VoicePack(CONTENT.voice_folder(Preferences())))
WORDS = "let-go-slowly"
AT_MS = 4_000
DURATION_MS = 9_000


def score(background: Background = Background.OFF, volume: float = 0.0) -> Score:
    phrase = CONTENT.phrases(Preferences())[WORDS]
    cues = (
        Cue(3_000, 0, "start", None, CueKind.TONE),
        Cue(AT_MS, phrase.duration_ms, WORDS, phrase.text, CueKind.VOICE),
    )
    return Score(cues, DURATION_MS, (), background, volume)


def recorded(made: Score) -> NDArray[np.float32]:
    return np.concatenate(list(blocks(made, BANK)))


def live(made: Score, until_ms: int) -> NDArray[np.float32]:
    mixer = Mixer(BANK.load, loop_of=Loops().load)
    mixer.set_background(made.background, made.background_volume)
    mixer.schedule(made.cues, 0)
    sizes = [2_880] * (frames_of(until_ms) // 2_880)
    return np.concatenate([mixer.render(size)[:, 0] for size in sizes])


@pytest.mark.parametrize("kind", [Background.NOISE, Background.PAD])
def test_it_is_what_is_heard_live_sample_for_sample(kind: Background, tmp_path: Path) -> None:
    made = score(kind, 0.5)
    record(made, BANK, tmp_path / "x", ".wav", "A title")
    samples, _ = soundfile.read(tmp_path / "x", dtype="int16")
    heard = live(made, DURATION_MS - 2_100)
    assert np.array_equal(samples[: len(heard)], np.rint(heard * np.float32(32767)))
    assert len(samples) == frames_of(DURATION_MS)


def test_without_one_the_samples_are_those_of_words_and_tones() -> None:
    expected = np.zeros(frames_of(DURATION_MS), np.float32)
    for cue in score().cues:
        clip = BANK.load(cue.id)
        assert clip is not None
        expected[frames_of(cue.at_ms) :][: len(clip)] += clip
    assert np.array_equal(recorded(score()), expected)


def test_it_makes_way_for_words_and_fades_out_at_the_end() -> None:
    bed = recorded(score(Background.PAD, 1.0)) - recorded(score())
    loop = Loops().load(Background.PAD)[: len(bed)]

    def share(from_ms: int, to_ms: int) -> float:
        part = np.s_[frames_of(from_ms) : frames_of(to_ms)]
        return float(np.sqrt(np.square(bed[part]).mean() / np.square(loop[part]).mean()))

    assert share(2_500, 3_700) == pytest.approx(1.0, abs=0.01)
    assert share(AT_MS, AT_MS + 500) == pytest.approx(10 ** (-11 / 20), abs=0.01)
    assert share(8_900, 9_000) < 0.1
    assert abs(bed[-1]) < 1e-5
    assert abs(bed[0]) < 1e-5


@pytest.mark.parametrize(
    ("voice", "tones", "background", "volume"),
    [
        (0.9, 0.6, 0.45, 0.5),
        (0.5, 0.6, 0.5, 1.0),
        (0.2, 0.6, 0.5, 1.0),
        (0.0, 0.5, 0.25, 0.5),
        (0, 0, 0.3, 0.3),
    ],
)
def test_it_is_as_loud_beside_the_voice_as_the_user_has_it(
    voice: float, tones: float, background: float, volume: float
) -> None:
    preferences = msgspec.structs.replace(
        Preferences(background=Background.NOISE),
        voice_volume=voice,
        tone_volume=tones,
        background_volume=background,
    )
    routine = CONTENT.routine("short-day")
    made = score_of(compile_routine(routine, CONTENT.catalogue, preferences, CONTENT.phrases(preferences)))
    assert made.background is Background.NOISE
    assert made.background_volume == pytest.approx(volume)


def test_what_is_added_to_a_second_of_sound_is_of_the_loudness_that_was_chosen() -> None:
    loud, soft = (recorded(score(Background.NOISE, volume)) - recorded(score()) for volume in (1.0, 0.25))
    part = np.s_[2 * RATE : 3 * RATE]
    assert np.allclose(soft[part] * 4, loud[part], atol=1e-6)
