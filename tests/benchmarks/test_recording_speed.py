"""How long a session of twenty minutes takes into each kind of sound file, beside pydub's `overlay`.

    python -m pytest tests/benchmarks/test_recording_speed.py -s

`overlay` copies the whole recording for every sound, so some of them are laid and the rest reckoned from
those. Ours is mono with 48,000 samples a second; pydub is given half of that. On two busy cores 21.8 minutes
with 446 sounds took 1.0 s as WAV, 1.1 s as FLAC, 3.6 s as OGG and 8.0 s as MP3, and pydub 52 s; the whole
process held 75 MB, as it did for a quarter of the session.
"""

from __future__ import annotations

import time
import tracemalloc
import warnings
from pathlib import Path

import msgspec
import numpy as np

from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.recording import record
from stretchplayer.bootstrap import Content
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.preferences import AskDuring, Preferences
from stretchplayer.core.take_along import Score, score_of

CONTENT = Content()
MOST_S = {".wav": 2.0, ".flac": 2.0, ".ogg": 6.0, ".mp3": 12.0}  # on two slow cores
LAID = 20  # sounds by pydub
HALF_RATE = 24_000
MORE_BYTES = 4 * 2**20  # that a session four times as long may take


def score(times: int) -> Score:
    preferences = Preferences(ask_during=AskDuring.EACH)
    routine = CONTENT.routine("short-day")
    routine = msgspec.structs.replace(routine, items=routine.items * times)
    return score_of(compile_routine(routine, CONTENT.catalogue, preferences, CONTENT.phrases(preferences)))


def bank() -> ClipBank:
    return CONTENT.clip_bank(Preferences())


def pydub_s(whole: Score) -> float:
    """Seconds that `overlay` takes for all sounds of a session, reckoned from some of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    clips = bank()
    cues = [cue for cue in whole.cues if clips.load(cue.id) is not None]
    sounds = []
    for cue in cues[:LAID]:
        clip = clips.load(cue.id)
        assert clip is not None
        data = np.rint(clip[::2] * 32767).astype("<i2").tobytes()
        sounds.append((cue.at_ms, AudioSegment(data=data, sample_width=2, frame_rate=HALF_RATE, channels=1)))
    begun = time.perf_counter()
    mix = AudioSegment.silent(whole.duration_ms, HALF_RATE)
    for at_ms, sound in sounds:
        mix = mix.overlay(sound, position=at_ms)
    return (time.perf_counter() - begun) * len(cues) / len(sounds)


def test_twenty_minutes(tmp_path: Path) -> None:
    whole = score(4)
    assert whole.duration_ms >= 20 * 60_000
    took: dict[str, float] = {}
    for kind in MOST_S:
        clips = bank()  # nothing is decoded yet
        begun = time.perf_counter()
        record(whole, clips, tmp_path / f"x{kind}", kind, "Twenty minutes")
        took[kind] = time.perf_counter() - begun
    plain = pydub_s(whole)
    told = ", ".join(f"{kind} {seconds:.2f} s" for kind, seconds in took.items())
    print(f"{whole.duration_ms / 60_000:.1f} min, {len(whole.cues)} cues: {told}; pydub {plain:.1f} s")  # noqa: T201
    for kind, most in MOST_S.items():
        assert took[kind] <= most, kind
    assert took[".wav"] < plain


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


def test_a_longer_session_takes_no_more_memory(tmp_path: Path) -> None:
    for kind in MOST_S:
        short, long = (peak_bytes(score(times), tmp_path / f"x{kind}", kind) for times in (1, 4))
        print(f"{kind}: {short / 2**20:.1f} MB, four times as long {long / 2**20:.1f} MB")  # noqa: T201
        assert long < short + MORE_BYTES, kind
