"""Makes every clip start at once, end softly and sound equally loud."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import lfilter

Samples = NDArray[np.float32]

LOUDNESS_LUFS = -18.0
PEAK_DBFS = -2.0  # Vorbis overshoots a little; the finished clip must stay under -1
LIMITER_S = 0.003  # how long before and after a peak the limiter turns down
ROUNDS = 4  # limiting costs loudness, which is then made up; this settles in a few rounds
KEPT_SILENCE_S = 0.030
FADE_S = 0.005
SILENT_BELOW_PEAK_DB = -46.0  # quieter than this against the loudest frame is silence
FRAME_S = 0.005


def finish(samples: Samples, rate: int) -> Samples:
    """Trim, fade and level a clip. Raises `ValueError` when there is nothing to hear."""
    clip = trim(samples, rate)
    for _ in range(ROUNDS):
        clip = clip * np.float32(10 ** ((LOUDNESS_LUFS - loudness_lufs(clip, rate)) / 20))
        clip = limited(clip, rate, 10 ** (PEAK_DBFS / 20))
    return faded(clip, rate)


def limited(samples: Samples, rate: int, peak: float) -> Samples:
    """With peaks brought down to `peak`, by a gain that moves smoothly around each of them."""
    reach = round(LIMITER_S * rate)
    gain = np.minimum(1.0, peak / np.maximum(np.abs(samples), 1e-9))
    held = minimum_filter1d(gain, 2 * reach + 1, mode="nearest")  # low all around a peak...
    smooth = uniform_filter1d(held, 2 * reach + 1, mode="nearest")  # ...so that smoothing stays below it
    return np.asarray(samples * smooth, dtype=np.float32)


def trim(samples: Samples, rate: int) -> Samples:
    """Without the silence at both ends, but for 30 ms of it."""
    frame = round(FRAME_S * rate)
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    level = np.sqrt((frames**2).mean(axis=1)) if len(frames) else np.zeros(1)
    loud = np.flatnonzero(level > level.max() * 10 ** (SILENT_BELOW_PEAK_DB / 20))
    if not len(loud):
        raise ValueError("the clip is silent")
    kept = round(KEPT_SILENCE_S * rate)
    return samples[max(0, int(loud[0]) * frame - kept) : (int(loud[-1]) + 1) * frame + kept]


def faded(samples: Samples, rate: int) -> Samples:
    """With 5 ms of fade at both ends."""
    length = round(FADE_S * rate)
    ramp = np.linspace(0, 1, length, dtype=np.float32)
    clip = samples.copy()
    clip[:length] *= ramp
    clip[-length:] *= ramp[::-1]
    return clip


def loudness_lufs(samples: Samples, rate: int) -> float:
    """Loudness after ITU-R BS.1770, mono, without gates: a phrase has no long silences."""
    weighted = samples.astype(np.float64)
    for b, a in _k_weighting(rate):
        weighted = lfilter(b, a, weighted)
    return float(-0.691 + 10 * math.log10(max(float((weighted**2).mean()), 1e-12)))


def _k_weighting(rate: int) -> list[tuple[list[float], list[float]]]:
    """The two filters of BS.1770 for any sample rate: a high shelf, then a high pass."""
    k = math.tan(math.pi * 1681.974450955533 / rate)
    q, gain = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    root = gain**0.4996667741545416
    a0 = 1 + k / q + k * k
    shelf_b = [
        (gain + root * k / q + k * k) / a0,
        2 * (k * k - gain) / a0,
        (gain - root * k / q + k * k) / a0,
    ]
    shelf_a = [1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0]
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    a0 = 1 + k / q + k * k
    return [(shelf_b, shelf_a), ([1.0, -2.0, 1.0], [1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0])]
