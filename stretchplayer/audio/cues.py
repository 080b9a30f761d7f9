"""Makes the tones: notes as numpy arrays, brought into shape with pydub (fades, gain, loudness)."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stretchplayer.audio.tones import RATE, TONES, Note, Timbre, Tone

if TYPE_CHECKING:
    from pydub import AudioSegment

Samples = NDArray[np.float32]

FULL_SCALE = 2**31 - 1  # of the 32-bit samples pydub is given, so that its steps stay inaudible
FADE_IN_MS = 4  # enough that a struck note does not click
FADE_OUT_MS = 60
LOUDNESS_OVER_MS = 300  # the strike is what is heard as loud, not the long tail
PEAK_DBFS = -4.0

# Overtones of each timbre: ratio to the fundamental, level, seconds until 1/e of it is left.
# A small bell's partials (hum, prime, a soft upper third), rounded towards harmonic: warm, no clang.
PARTIALS: dict[Timbre, tuple[tuple[float, float, float], ...]] = {
    Timbre.BELL: (
        (0.5, 0.18, 0.45),
        (1.0, 1.0, 0.36),
        (2.0, 0.32, 0.20),
        (3.01, 0.10, 0.11),
        (4.2, 0.04, 0.06),
    ),
    Timbre.SOFT: ((1.0, 1.0, 0.22), (2.0, 0.12, 0.09)),
    Timbre.SWELL: ((1.0, 1.0, np.inf), (2.0, 0.10, np.inf), (3.0, 0.04, np.inf)),
}
STRIKE_S = 0.006  # a soft mallet: the onset is rounded, not a step


def make_tones() -> dict[str, Samples]:
    """Every tone as mono float32 at `RATE`, each exactly as long as `TONES` says."""
    return {name: make_tone(tone) for name, tone in TONES.items()}


def make_tone(tone: Tone) -> Samples:
    """One tone, with no step at either end and its peak under `PEAK_DBFS`."""
    total = tone.duration_ms * RATE // 1000
    mix = np.zeros(total)
    for note in tone.notes:
        begin = note.at_ms * RATE // 1000
        mix[begin:] += _note(note, tone.timbre, total - begin)
    segment = as_segment(mix / np.abs(mix).max())
    segment = segment.fade_in(FADE_IN_MS).fade_out(min(FADE_OUT_MS, tone.duration_ms // 2))
    segment = segment.apply_gain(tone.loudness_dbfs - segment[:LOUDNESS_OVER_MS].dBFS)
    segment = segment.apply_gain(min(0.0, PEAK_DBFS - segment.max_dBFS))
    return as_samples(segment)


def _note(note: Note, timbre: Timbre, length: int) -> NDArray[np.float64]:
    time = np.arange(length) / RATE
    hertz = np.full(length, note.hertz)
    if note.glide_to_hertz is not None:
        hertz = np.geomspace(note.hertz, note.glide_to_hertz, length)
    phase = 2 * np.pi * np.cumsum(hertz) / RATE
    wave = np.zeros(length)
    for ratio, level, decay_s in PARTIALS[timbre]:
        wave += level * np.sin(ratio * phase) * np.exp(-time / decay_s)
    if timbre is Timbre.SWELL:
        wave *= np.sin(np.pi * np.arange(length) / max(1, length - 1)) ** 2
    else:
        wave *= 1 - np.exp(-time / STRIKE_S)
    return np.asarray(wave * 10 ** (note.level_db / 20))


def as_segment(samples: NDArray[np.floating]) -> AudioSegment:
    """Mono samples between -1 and 1 as pydub takes them, at half their level."""
    whole = np.round(samples * 0.5 * FULL_SCALE).astype("<i4")
    return _pydub().AudioSegment(data=whole.tobytes(), sample_width=4, frame_rate=RATE, channels=1)


def as_samples(segment: AudioSegment) -> Samples:
    """What pydub made of them."""
    return (np.frombuffer(segment.raw_data, "<i4") / FULL_SCALE).astype(np.float32)


def _pydub() -> Any:
    """Import pydub without its remarks about ffmpeg and audioop, neither of which matters here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pydub

        return pydub
