"""Reads a sound file that somebody brought: checked, made mono, evened in loudness, at the mixer's rate.

What a file says about itself is not trusted: no more is read and decoded than may be in it.
"""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stretchplayer.audio.cues import PEAK_DBFS, as_samples, as_segment
from stretchplayer.audio.resample import resample
from stretchplayer.audio.tones import RATE
from stretchplayer.core.errors import RefusedFileError

if TYPE_CHECKING:
    from pathlib import Path

    from pydub import AudioSegment

Samples = NDArray[np.float32]

LARGEST_BYTES = 10_000_000
FORMATS = ("WAV", "WAVEX", "OGG", "FLAC", "MP3")
#: Usual rates only: between them and the mixer's the filter stays small.
RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 176400, 192000)
MOST_CHANNELS = 2
SHORTEST_MS = 20
LONGEST_NAME = 60
MOST_READ_MS = 20_000  # silence before and after the sound is taken off
SILENT_BELOW = 0.001  # of full scale, -60 dB
EDGE_SHARE = 0.003  # of the peak, -50 dB: what is quieter at either end is taken off
FADE_IN_MS, FADE_OUT_MS = 2, 30
ALIKE_DB = 0.5  # a difference that nobody hears
HALF_DB = 20 * math.log10(2)  # by which pydub is given samples softer than they are
LOUDNESS_OVER_MS, LOUDNESS_STEP_MS = 300, 50


def read_sound(path: Path, longest_ms: int, loudness_dbfs: float) -> Samples:
    """The sound as mono float32 at `RATE`, its loudest 300 ms at `loudness_dbfs` where its peaks allow it.

    Raises `RefusedFileError` that says in one sentence why the file cannot be used.
    """
    name = shown_name(path.name)
    return sound_of(_bytes_of(path), name, longest_ms, loudness_dbfs)


def sound_of(data: bytes, name: str, longest_ms: int, loudness_dbfs: float) -> Samples:
    """As `read_sound`, of what was in a file of this name."""
    samples, rate = _decode(data, name)
    if not np.isfinite(samples).all():
        raise RefusedFileError(f"{name} is damaged: it holds values that are no sound.")
    peak = float(np.abs(samples).max(initial=0.0))
    if peak < SILENT_BELOW:
        raise RefusedFileError(f"Nothing can be heard in {name}. Please choose another file.")
    sound = _without_silence(samples / peak)
    lasts_ms = round(len(sound) * 1000 / rate)
    if lasts_ms > longest_ms:
        raise RefusedFileError(
            f"{name} lasts {_seconds(lasts_ms)} or more, and at most {_seconds(longest_ms)} fit here."
        )
    if lasts_ms < SHORTEST_MS:
        raise RefusedFileError(f"{name} is too short to be heard. Please choose another file.")
    return as_samples(_evened(resample(sound.astype(np.float32), rate, RATE), loudness_dbfs))


def shown_name(name: str) -> str:
    """The name of a file as it can be shown in a line, whatever letters the system lets it have."""
    name = "".join(char if char.isprintable() else " " for char in name).strip()
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 12]}…{name[-11:]}"


def _decode(data: bytes, name: str) -> tuple[NDArray[np.float64], int]:
    """Mono samples between -1 and 1 (more in damaged files) and their rate."""
    import soundfile

    try:
        with soundfile.SoundFile(BytesIO(data)) as file:
            if file.format not in FORMATS:
                raise RefusedFileError(f"{name} is no WAV, OGG, FLAC or MP3 file.")
            if file.samplerate not in RATES or file.channels > MOST_CHANNELS:
                raise RefusedFileError(
                    f"{name} has {file.channels} channels at {file.samplerate} Hz, which is not usual "
                    "enough for this app. Please save it as mono or stereo at 44100 or 48000 Hz."
                )
            rate = file.samplerate
            samples = file.read(MOST_READ_MS * rate // 1000 + 1, dtype="float64", always_2d=True)
    except (OSError, RuntimeError, TypeError, ValueError) as error:  # soundfile's own are RuntimeErrors
        raise RefusedFileError(f"{name} cannot be read as WAV, OGG, FLAC or MP3.") from error
    if len(samples) * 1000 > MOST_READ_MS * rate:
        raise RefusedFileError(
            f"{name} lasts more than {_seconds(MOST_READ_MS)}. Please choose a short sound."
        )
    return samples.mean(axis=1), rate


def _bytes_of(path: Path) -> bytes:
    name = shown_name(path.name)
    try:
        if not path.is_file():
            raise RefusedFileError(f"{name} is no file that can be read.")
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "no file can be there"
        raise RefusedFileError(f"{name} cannot be read ({reason}).") from error
    if len(data) > LARGEST_BYTES:
        raise RefusedFileError(
            f"{name} is larger than {LARGEST_BYTES // 1_000_000} MB. Please choose a short sound."
        )
    return data


def _without_silence(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """From the first sample that is heard to the last, so that it begins when it should."""
    heard = np.flatnonzero(np.abs(sound) >= EDGE_SHARE)
    return sound[heard[0] : heard[-1] + 1]


def _evened(sound: Samples, loudness_dbfs: float) -> AudioSegment:
    """As loud as wanted, or as loud as its peaks allow, with no step at either end."""
    segment = as_segment(sound / max(1.0, float(np.abs(sound).max())))
    segment = segment.fade_in(FADE_IN_MS).fade_out(min(FADE_OUT_MS, len(segment) // 2))
    return segment.apply_gain(_gain_db(segment, loudness_dbfs))


def _gain_db(segment: AudioSegment, loudness_dbfs: float) -> float:
    """By how much it is to become louder."""
    starts = range(0, max(1, len(segment) - LOUDNESS_OVER_MS + 1), LOUDNESS_STEP_MS)
    loudest = max(segment[start : start + LOUDNESS_OVER_MS].dBFS for start in starts)
    return float(min(loudness_dbfs - loudest, PEAK_DBFS - segment.max_dBFS))


def is_even(samples: Samples, loudness_dbfs: float) -> bool:
    """Whether samples at `RATE` are as loud as `read_sound` makes them."""
    peak = float(np.abs(samples).max(initial=0.0))
    if not SILENT_BELOW <= peak <= 1.0:
        return False
    return abs(_gain_db(as_segment(samples), loudness_dbfs) - HALF_DB) <= ALIKE_DB


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:g} s"
