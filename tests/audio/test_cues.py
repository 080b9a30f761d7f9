"""The tones: their length, their gentleness, and that they can be told apart."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations, pairwise, permutations

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


# ---- by ear, as far as that can be measured: how often it is struck, and where the pitch goes ---------

#: The seven turns of a session, and the two things heard beside them.
EVENTS = ("ready", "start", "half", "tick", "end", "change", "done")
STRUCK = (*EVENTS, "gate")
FRAME_MS, WINDOW_MS, RISE_MS = 5, 40, 40
RISE = 1.15  # of the level within RISE_MS: a new strike
AUDIBLE_STEP = 3  # semitones


def envelope(tone: NDArray[np.float32]) -> NDArray[np.float64]:
    """The level every 5 ms, over 40 ms: longer than the slowest beat between two of the notes."""
    width, hop = RATE * WINDOW_MS // 1000, RATE * FRAME_MS // 1000
    energy = np.cumsum(np.square(np.pad(tone.astype(np.float64), (width + 1, width))))
    starts = np.arange(0, len(tone) + width, hop)
    return np.asarray(np.sqrt(np.maximum(energy[starts + width] - energy[starts], 0) / width))


def strikes_ms(tone: NDArray[np.float32]) -> list[int]:
    """When it is struck, give or take 15 ms."""
    level = envelope(tone)
    ahead, apart = RISE_MS // FRAME_MS, 60 // FRAME_MS
    found: list[int] = []
    for i in range(len(level) - ahead):
        rises = level[i + ahead] > RISE * level[i] and level[i + ahead] > 0.05 * level.max()
        if rises and (not found or i - found[-1] > apart):
            found.append(i)
    return [i * FRAME_MS for i in found]


def pitch_hz(tone: NDArray[np.float32], from_ms: int, length_ms: int = 85) -> float:
    """The strongest frequency of a short piece."""
    piece = tone[from_ms * RATE // 1000 :][: length_ms * RATE // 1000]
    spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 2 * RATE))
    return float(np.argmax(spectrum)) / 2


def steps(tone: NDArray[np.float32]) -> tuple[int, ...]:
    """How many semitones the pitch goes up or down from strike to strike."""
    pitches = [pitch_hz(tone, at + 25) for at in strikes_ms(tone)]
    return tuple(round(12 * np.log2(b / a)) for a, b in pairwise(pitches))


@pytest.mark.parametrize("prefix", ["", "soft-"])
def test_each_event_moves_in_its_own_way(tones: dict[str, NDArray[np.float32]], prefix: str) -> None:
    assert {name: steps(tones[prefix + name]) for name in STRUCK} == {
        "ready": (),
        "tick": (),
        "half": (0,),
        "start": (5,),
        "end": (-5,),
        "change": (-5, 5),
        "gate": (0, 7),
        "done": (4, 3, 5),
    }


@pytest.mark.parametrize("prefix", ["", "soft-"])
def test_any_two_events_are_clearly_different(tones: dict[str, NDArray[np.float32]], prefix: str) -> None:
    for one, other in combinations(STRUCK, 2):
        first, second = tones[prefix + one], tones[prefix + other]
        moves = [np.sign(steps(tone)).tolist() for tone in (first, second)]
        if moves[0] == moves[1]:
            apart = abs(12 * np.log2(pitch_hz(first, 25) / pitch_hz(second, 25)))
            longer = max(len(first), len(second)) / min(len(first), len(second))
            assert apart >= 2 * AUDIBLE_STEP, (one, other)
            assert longer > 3, (one, other)
        assert all(step == 0 or abs(step) >= AUDIBLE_STEP for step in (*steps(first), *steps(second)))


@pytest.mark.parametrize("name", [prefix + name for prefix in ("", "soft-") for name in STRUCK])
def test_strikes_can_be_counted_and_are_rounded(tones: dict[str, NDArray[np.float32]], name: str) -> None:
    struck = strikes_ms(tones[name])
    assert all(b - a >= 100 for a, b in pairwise(struck))
    risen = np.maximum.accumulate(np.abs(tones[name][: RATE // 20]))
    begins, strong = np.searchsorted(risen, [0.1 * risen[-1], 0.9 * risen[-1]])
    assert 7 < (strong - begins) * 1000 / RATE < 30  # neither a click nor late


@pytest.mark.parametrize("prefix", ["", "soft-"])
def test_the_breath_glides_up_and_down(tones: dict[str, NDArray[np.float32]], prefix: str) -> None:
    for name, goes in (("breath_in", 1), ("breath_out", -1)):
        tone = tones[prefix + name]
        early, late = (pitch_hz(tone, round(len(tone) / RATE * share), 200) for share in (250, 650))
        assert np.sign(late - early) == goes
        assert abs(12 * np.log2(late / early)) > 2
        level = envelope(tone)
        assert np.argmax(level) > len(level) / 4  # it swells


def peak_dbfs(tone: NDArray[np.float32]) -> float:
    return float(20 * np.log10(np.abs(tone).max()))


def test_the_soft_set_is_quieter_and_no_event_drowns_another(tones: dict[str, NDArray[np.float32]]) -> None:
    assert max(peak_dbfs(tones[name]) for name in BELLS) < -7
    assert max(peak_dbfs(tones[name]) for name in SOFT) < -12
    for prefix in ("", "soft-"):
        levels = [peak_dbfs(tones[prefix + name]) for name in STRUCK]
        assert max(levels) - min(levels) < 10


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
