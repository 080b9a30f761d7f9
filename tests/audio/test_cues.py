"""The tones: their length, their gentleness, and that they can be told apart."""

from __future__ import annotations

import subprocess
import sys
from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray

from stretchplayer.audio.cues import make_tones
from stretchplayer.audio.levels import KNEE
from stretchplayer.audio.manifest import durations_ms
from stretchplayer.audio.tones import RATE, TONES
from tests.soundserver import correlate

BELLS = ("start", "end", "tick", "half", "change", "ready", "gate", "done", "breath_in", "breath_out")
SOFT = tuple(f"soft-{name}" for name in BELLS)
NAMES = BELLS + SOFT


@pytest.fixture(scope="module")
def tones() -> dict[str, NDArray[np.float32]]:
    return make_tones()


def test_every_tone_a_timeline_asks_for_exists() -> None:
    assert set(TONES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_tone_is_exactly_as_long_as_its_constant(tones: dict[str, NDArray[np.float32]], name: str) -> None:
    assert tones[name].dtype == np.float32
    assert len(tones[name]) * 1000 == durations_ms(None)[name] * RATE


@pytest.mark.parametrize("name", NAMES)
def test_a_tone_begins_and_ends_in_silence_and_stays_below_the_limiter(
    tones: dict[str, NDArray[np.float32]], name: str
) -> None:
    tone = tones[name]
    peak = np.abs(tone).max()
    assert 0.05 < peak < KNEE
    assert np.abs(tone[:5]).max() < 0.01 * peak
    assert np.abs(tone[-5:]).max() < 0.001 * peak
    assert np.abs(np.diff(tone)).max() < 0.15 * peak  # a click is a jump, whatever its height


def test_tones_can_be_told_apart(tones: dict[str, NDArray[np.float32]]) -> None:
    thin = {name: tone[::4] for name, tone in tones.items()}  # nothing in them is above 6 kHz
    longest = max(len(tone) for tone in thin.values())
    padded = {name: np.pad(tone, (longest, 2 * longest - len(tone))) for name, tone in thin.items()}
    for one, other in (*permutations(BELLS, 2), *permutations(SOFT, 2)):
        whole = padded[other][longest : 2 * longest]
        assert correlate(padded[one], whole).max() < 0.85, (one, other)


def test_soft_tones_are_softer_than_the_ones_that_call(tones: dict[str, NDArray[np.float32]]) -> None:
    def loudness(name: str) -> float:
        return float(np.sqrt(np.square(tones[name][: RATE * 3 // 10]).mean()))

    for soft in ("tick", "breath_in", "breath_out"):
        assert loudness(soft) < 0.7 * loudness("start")
    for name in BELLS:
        assert loudness(f"soft-{name}") < 0.7 * loudness(name)


def test_making_tones_warns_of_nothing() -> None:
    program = "from stretchplayer.audio.cues import make_tones; assert len(make_tones()) == 20"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_lengths_are_known_without_any_sound_library_or_qt() -> None:
    program = """
import sys
from stretchplayer.audio.manifest import durations_ms
from stretchplayer.audio.silent import SilentPlayer
assert durations_ms(None)["tick"] == SilentPlayer(durations_ms(None)).durations_ms()["tick"]
heavy = {"numpy", "pydub", "soundfile", "miniaudio", "PySide6"} & set(sys.modules)
assert not heavy, heavy
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_sound_package_works_where_qt_cannot_be_imported() -> None:
    program = """
import sys
sys.modules["PySide6"] = None
import stretchplayer.audio.output
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
