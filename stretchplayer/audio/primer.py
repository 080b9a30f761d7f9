"""A sound nobody hears, so that speakers stay awake between words.

Wireless links and amplifiers go to sleep on digital silence, and swallow the first half second of
what comes next. This is a rumble of -72 dBFS between 60 and 250 Hz, where ears hear least: at the
loudness of speech it is under the threshold of hearing, but some eight steps of a 16-bit converter
high, so that it is not rounded to silence.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from stretchplayer.audio.tones import RATE
from stretchplayer.core.outputs import PRIMER_DBFS

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVEL = 10 ** (PRIMER_DBFS / 20)  # RMS, of full scale
LOW_HZ, HIGH_HZ = 60.0, 250.0
LOOP_FRAMES = 1 << 17  # comes again after 2.7 s, without a seam
#: After so long without a sound (a pause, a question left alone) it ends, and the speakers may sleep.
RESTS_AFTER_MS = 5 * 60_000.0


class Primer:
    """Lies under everything a stream plays. `add` belongs to the sound's thread, the rest to any."""

    def __init__(self) -> None:
        self.wanted = False
        self._needed_ms = 0.0
        self._frame = 0

    def wake(self, now_ms: float) -> None:
        """Something is about to be heard."""
        self._needed_ms = now_ms

    def add(self, block: NDArray[np.float32], now_ms: float) -> None:
        """Add it to a block of shape (n, 2), unless nothing has been heard for long."""
        if not self.wanted:
            return
        if block.any():
            self._needed_ms = now_ms
        if now_ms - self._needed_ms > RESTS_AFTER_MS:
            return
        done = 0
        while done < len(block):
            at = self._frame % LOOP_FRAMES
            part = min(len(block) - done, LOOP_FRAMES - at)
            block[done : done + part] += primer_loop()[at : at + part, None]
            done += part
            self._frame += part


@cache
def primer_loop() -> NDArray[np.float32]:
    """One round of the rumble, whose end leads into its beginning."""
    spectrum = np.zeros(LOOP_FRAMES // 2 + 1, np.complex128)
    hertz = np.fft.rfftfreq(LOOP_FRAMES, 1 / RATE)
    band = (hertz >= LOW_HZ) & (hertz <= HIGH_HZ)
    turns = np.random.default_rng(72).uniform(0, 2 * np.pi, int(band.sum()))
    spectrum[band] = np.exp(1j * turns)
    wave = np.fft.irfft(spectrum, LOOP_FRAMES)
    wave *= LEVEL / np.sqrt(np.mean(wave**2))
    return wave.astype(np.float32)
