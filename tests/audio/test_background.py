"""The backgrounds as sounds: no seam, no edge, no beat, and well below the voice."""

from __future__ import annotations

import threading
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from stretchplayer.audio.background import Loops, make_background
from stretchplayer.audio.tones import RATE
from stretchplayer.core.preferences import Background

KINDS = [Background.NOISE, Background.PAD]
VOICE_LUFS = -18.0  # what the recorded voice is made to


@cache
def loop_of(kind: Background) -> NDArray[np.float64]:
    return make_background(kind).astype(np.float64)


def spectrum(samples: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Frequencies, and power at each: the sum is the mean square."""
    power = np.square(np.abs(np.fft.rfft(samples))) / len(samples) ** 2
    power[1:-1] *= 2
    return np.asarray(np.fft.rfftfreq(len(samples), 1 / RATE), np.float64), power


def decibels(power: float | np.float64) -> float:
    return float(10 * np.log10(power + 1e-30))


def loudness_lufs(samples: NDArray[np.float64]) -> float:
    """ITU-R BS.1770 without gates, which a sound this even does not meet; its two filters at 48 kHz."""
    hertz, power = spectrum(samples)
    z = np.exp(-2j * np.pi * hertz / RATE)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high_pass = (1 - z) ** 2 / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    return -0.691 + decibels((power * np.abs(shelf * high_pass) ** 2).sum())


def test_the_measure_of_loudness_agrees_with_its_definition() -> None:
    """A sine of 997 Hz at full scale in one channel is -3.01 LUFS."""
    time = np.arange(RATE) / RATE
    assert loudness_lufs(np.sin(2 * np.pi * 997 * time)) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("kind", KINDS)
def test_it_stays_well_below_the_voice(kind: Background) -> None:
    assert -34 <= loudness_lufs(loop_of(kind)) <= -30 <= VOICE_LUFS - 12
    assert np.abs(loop_of(kind)).max() < 10 ** (-14 / 20)
    assert abs(loop_of(kind).mean()) < 1e-7


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_long_and_always_the_same(kind: Background) -> None:
    again = make_background(kind)
    assert again.dtype == np.float32
    assert np.array_equal(again, loop_of(kind))
    assert 20 <= len(again) / RATE <= 45


@pytest.mark.parametrize("kind", KINDS)
def test_its_end_runs_into_its_beginning(kind: Background) -> None:
    loop = loop_of(kind)
    assert abs(loop[0] - loop[-1]) <= np.abs(np.diff(loop)).max()
    bends = np.abs(np.diff(np.roll(loop, 100), 2))  # the seam is at 100 now
    assert bends[97:101].max() <= np.delete(bends, np.s_[90:110]).max()
    # What a step would add is spread over all frequencies: look where the sound itself has nothing.
    window = np.hanning(4096)
    high = [
        spectrum(window * np.roll(loop, 2048 - place)[:4096])[1][1200:].sum()
        for place in (0, 100_000, 400_000, 900_000)
    ]
    assert high[0] <= 2 * max(high[1:]) + 1e-18


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_it_draws_attention(kind: Background) -> None:
    half_seconds = loop_of(kind).reshape(-1, RATE // 2)
    levels = 10 * np.log10(np.square(half_seconds).mean(axis=1))
    assert levels.max() - levels.min() < 8, "it swells, and never goes away"
    assert levels.max() - levels.min() > 2, "it breathes"
    assert np.abs(np.diff(np.append(levels, levels[0]))).max() < 1.5, "but slowly"


@pytest.mark.parametrize("kind", KINDS)
def test_it_neither_buzzes_in_small_speakers_nor_hisses(kind: Background) -> None:
    hertz, power = spectrum(loop_of(kind))
    assert decibels(power[hertz < 80].sum() / power.sum()) < -25
    assert decibels(power[hertz > 6_000].sum() / power.sum()) < -35


def test_the_rush_falls_with_frequency_between_pink_and_brown() -> None:
    hertz, power = spectrum(loop_of(Background.NOISE))
    octaves = [decibels(power[(hertz >= low) & (hertz < 2 * low)].mean()) for low in (250, 500, 1000, 2000)]
    falls = -np.diff(octaves)
    assert all(2.5 < fall < 9.5 for fall in falls), falls
    assert 3 < falls.mean() < 6


def test_the_chord_is_in_the_key_of_the_tones() -> None:
    hertz, power = spectrum(loop_of(Background.PAD))
    pitch = np.round(12 * np.log2(np.maximum(hertz, 1) / 293.66)).astype(int) % 12
    in_key = np.isin(pitch, [0, 4, 7])  # D, F sharp, A
    assert power[in_key].sum() > 0.99 * power.sum()


def test_loops_are_made_once_and_forgotten_when_closed() -> None:
    loops = Loops()
    assert loops.get(Background.PAD) is None
    loops.prefetch(Background.PAD)
    loops.prefetch(Background.PAD)
    loop = loops.load(Background.PAD)
    assert loops.get(Background.PAD) is loop is loops.load(Background.PAD)
    assert loops.get(Background.NOISE) is None
    loops.close()
    assert loops.get(Background.PAD) is None
    loops.prefetch(Background.PAD)
    assert np.array_equal(loops.load(Background.PAD), loop), "it can be used again"
    loops.close()


def test_asking_for_one_many_times_makes_it_once() -> None:
    loops = Loops()
    for _ in range(100):  # as dragging its volume does
        loops.prefetch(Background.PAD)
    assert sum(thread.name == "background" for thread in threading.enumerate()) <= 1
    loops.close()


def test_closing_waits_for_what_is_being_made() -> None:
    loops = Loops()
    loops.prefetch(Background.NOISE)
    loops.prefetch(Background.OFF)
    loops.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "background"]
    assert loops.get(Background.NOISE) is None
