"""How long a session of twenty minutes takes into each kind of sound file, beside pydub's `overlay`.

    python -m pytest tests/benchmarks/test_recording_speed.py -s

Ours is mono with 48,000 samples a second, which is what is played; pydub is given half of that. It lays all
sounds of a quarter of the session; since `overlay` copies the whole recording for every sound, of the whole
session only some are laid, and the rest is reckoned from those.

What counts is the time of the processor, on all its cores, where that is less than what the clock says: a
machine that has more to do is not slower. On two cores that had six other programs to run, 21.8 minutes
with 587 sounds took 1.0 s as WAV, 1.4 s as FLAC, 4.4 s as OGG and 9.8 s as MP3; with noise in the background
1.1 s, 1.9 s, 6.4 s and 12.8 s; pydub 74 s, and 2.0 s for a quarter of it, of which ours took 0.3 s. The whole
process held 110 MB for 5 minutes and for 60.
"""

from __future__ import annotations

import time
import tracemalloc
import warnings
from pathlib import Path

import msgspec
import numpy as np
import pytest

from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.recording import record
from stretchplayer.bootstrap import Content
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.preferences import AskDuring, Background, Preferences
from stretchplayer.core.take_along import Score, score_of

CONTENT = Content()
MOST_S = {".wav": 2.0, ".flac": 2.0, ".ogg": 6.0, ".mp3": 12.0}  # on two slow cores, for 20 minutes
TWENTY_MINUTES_MS = 20 * 60_000
LAID = 20  # sounds by pydub, from which the rest is reckoned
HALF_RATE = 24_000
MORE_BYTES = 4 * 2**20  # that a session twelve times as long may take


def score(times: int, background: Background = Background.OFF) -> Score:
    preferences = Preferences(ask_during=AskDuring.EACH, background=background)
    routine = CONTENT.routine("short-day")
    routine = msgspec.structs.replace(routine, items=routine.items * times)
    return score_of(compile_routine(routine, CONTENT.catalogue, preferences, CONTENT.phrases(preferences)))


def bank() -> ClipBank:
    return CONTENT.clip_bank(Preferences())


def pydub_s(whole: Score, most: int | None = None) -> float:
    """Seconds that `overlay` takes for all sounds of a session, reckoned from `most` of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    clips = bank()
    cues = [cue for cue in whole.cues if clips.load(cue.id) is not None]
    sounds = []
    for cue in cues[:most]:
        clip = clips.load(cue.id)
        assert clip is not None
        data = np.rint(clip[::2] * 32767).astype("<i2").tobytes()
        sounds.append((cue.at_ms, AudioSegment(data=data, sample_width=2, frame_rate=HALF_RATE, channels=1)))
    begun = time.process_time()
    mix = AudioSegment.silent(whole.duration_ms, HALF_RATE)
    for at_ms, sound in sounds:
        mix = mix.overlay(sound, position=at_ms)
    return (time.process_time() - begun) * len(cues) / len(sounds)


def seconds(whole: Score, path: Path, kind: str) -> float:
    """How long it takes, with nothing decoded yet."""
    clips = bank()
    by_clock, by_processor = time.perf_counter(), time.process_time()
    record(whole, clips, path, kind, "Twenty minutes")
    return min(time.perf_counter() - by_clock, time.process_time() - by_processor)


@pytest.mark.parametrize("background", [Background.OFF, Background.NOISE])
def test_twenty_minutes(background: Background, tmp_path: Path) -> None:
    whole = score(4, background)
    assert whole.duration_ms >= TWENTY_MINUTES_MS
    took = {kind: seconds(whole, tmp_path / f"x{kind}", kind) for kind in MOST_S}
    told = ", ".join(f"{kind} {each:.2f} s" for kind, each in took.items())
    print(f"{whole.duration_ms / 60_000:.1f} min, {len(whole.cues)} cues, {background}: {told}")  # noqa: T201
    for kind, most in MOST_S.items():
        assert took[kind] * TWENTY_MINUTES_MS / whole.duration_ms <= most, kind


def test_pydub_takes_longer(tmp_path: Path) -> None:
    quarter, whole = score(1), score(4)
    ours, ours_whole = (seconds(each, tmp_path / "x.wav", ".wav") for each in (quarter, whole))
    plain, plain_whole = pydub_s(quarter), pydub_s(whole, LAID)
    print(  # noqa: T201
        f"{quarter.duration_ms / 60_000:.1f} min: {ours:.2f} s, pydub {plain:.1f} s, all laid; "
        f"{whole.duration_ms / 60_000:.1f} min: {ours_whole:.2f} s, pydub {plain_whole:.1f} s, reckoned"
    )
    assert ours < plain
    assert 10 * ours_whole < plain_whole


def peak_bytes(whole: Score, path: Path, kind: str) -> int:
    clips = bank()
    for cue in whole.cues:
        clips.load(cue.id)
    tracemalloc.start()
    try:
        record(whole, clips, path, kind, "Long")
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", MOST_S)
def test_a_longer_session_takes_no_more_memory(kind: str, tmp_path: Path) -> None:
    short, long = (score(times, Background.NOISE) for times in (1, 12))
    peaks = [peak_bytes(each, tmp_path / "x", kind) for each in (short, long)]
    minutes = [each.duration_ms / 60_000 for each in (short, long)]
    told = ", ".join(f"{m:.0f} min {peak / 2**20:.1f} MB" for m, peak in zip(minutes, peaks, strict=True))
    print(f"{kind}: {told}")  # noqa: T201
    assert peaks[1] < peaks[0] + MORE_BYTES
