"""The sounds that can be heard softly under a session: a rush as of distant rain, and a slow chord.

Each is a loop without a seam: its spectrum holds whole cycles of the loop only, and so do its swells.
Nothing in them has a beat or an edge, since both would draw the attention away from the stretch.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from stretchplayer.audio.tones import A4, D4, D5, FIS4, RATE
from stretchplayer.core.preferences import Background

Samples = NDArray[np.float32]
_Spectrum = NDArray[np.complex64]

LOOP_S = 30
LOOP_FRAMES = LOOP_S * RATE
CLOSE_WITHIN_S = 2.0
_SEED = 20  # any will do: a loop must be the same each time it is made


def make_background(kind: Background) -> Samples:
    """The loop as mono float32 at `RATE`, about -31 LUFS. It takes some tenths of a second."""
    random = np.random.default_rng(_SEED)
    match kind:
        case Background.NOISE:
            return _at_level(_rush(random), -30.8)
        case Background.PAD:
            return _at_level(_chord(random), -30.1)
        case Background.OFF:
            return np.zeros(LOOP_FRAMES, np.float32)


class Loops:
    """The loops that are in use, each made once, away from the thread that mixes."""

    def __init__(self) -> None:
        self._made: dict[Background, Samples] = {}
        self._making = threading.Lock()
        self._threads: dict[Background, threading.Thread] = {}

    def get(self, kind: Background) -> Samples | None:
        """The loop if it is ready; never waits."""
        return self._made.get(kind)

    def load(self, kind: Background) -> Samples:
        """The loop, made now if need be."""
        with self._making:
            if kind not in self._made:
                self._made[kind] = make_background(kind)
            return self._made[kind]

    def prefetch(self, kind: Background) -> None:
        """Have it made on a thread of its own, unless it is ready or silent."""
        if kind is Background.OFF or kind in self._made or kind in self._threads:
            return
        thread = threading.Thread(target=self.load, args=(kind,), name="background", daemon=True)
        self._threads[kind] = thread
        thread.start()

    def close(self) -> None:
        """Wait for what is being made, and forget all."""
        for thread in self._threads.values():
            thread.join(CLOSE_WITHIN_S)
        self._threads.clear()
        self._made.clear()


# ---- the rush: noise by random phases under a spectrum -------------------------------------------

#: Of each layer: where it begins and ends (Hz, both soft), how steeply it falls with frequency (a power
#: of it: 1 is pink, 2 is brown), its share, and its swells: cycles in a loop, depth in dB, phase.
#: Below the first no laptop's speaker follows, and it would buzz; above the last is hiss.
_RUSH = (
    (150.0, 1300.0, 1.7, 1.0, ((2, 1.2, 0.0), (5, 0.6, 1.0))),
    (450.0, 3200.0, 1.2, 0.55, ((3, 3.0, 2.0), (4, 1.8, 0.4), (1, 1.2, 4.0))),
)
_SKIRT = 8  # how steep the ends are: a power of frequency


def _rush(random: np.random.Generator) -> Samples:
    whole = np.zeros(LOOP_FRAMES, np.float32)
    for lowest, highest, fall, share, swells in _RUSH:
        hertz = np.arange(1, int(4 * highest) * LOOP_S, dtype=np.float32) / LOOP_S
        power = hertz**-fall / (1 + (lowest / hertz) ** _SKIRT) / (1 + (hertz / highest) ** _SKIRT)
        phases = random.random(len(hertz), np.float32) * np.float32(2 * np.pi)
        layer = _wave(1, np.sqrt(power) * np.exp(1j * phases))
        whole += share * _at_level(layer, 0.0) * _swell(swells)
    return whole


# ---- the chord: each partial a narrow band, so that it breathes as many strings do ---------------

D3, A3 = D4 / 2, A4 / 2
#: Groups of notes that swell together: notes, share, and swells as above.
_CHORD = (
    ((D3, A3, D4), 1.0, ((3, 1.2, 0.0), (2, 0.8, 1.5))),
    ((FIS4, A4), 0.38, ((2, 3.0, 1.0), (3, 1.5, 3.0))),
    ((D5,), 0.2, ((1, 3.5, 3.5), (4, 1.5, 5.0))),
)
_OVERTONES = 6
_OVERTONES_FALL = 1.9  # a power of their number
_BREADTH_CENTS = 1.6  # of a partial: how far its sidebands lie from it
_STEADY = 3.5  # its middle against its sidebands, so that it breathes and never goes away


def _chord(random: np.random.Generator) -> Samples:
    whole = np.zeros(LOOP_FRAMES, np.float32)
    for notes, share, swells in _CHORD:
        spectrum = np.zeros(int(D5 * (_OVERTONES + 1)) * LOOP_S, np.complex64)
        for note in notes:
            for overtone in range(1, _OVERTONES + 1):
                _add_partial(
                    spectrum, note * overtone, overtone**-_OVERTONES_FALL * (D4 / note) ** 0.5, random
                )
        whole += share * _at_level(_wave(0, spectrum), 0.0) * _swell(swells)
    return whole


def _add_partial(spectrum: _Spectrum, hertz: float, level: float, random: np.random.Generator) -> None:
    middle = round(hertz * LOOP_S)
    breadth = hertz * (2 ** (_BREADTH_CENTS / 1200) - 1) * LOOP_S
    reach = int(3 * breadth) + 1
    offsets = np.arange(-reach, reach + 1)
    levels = np.exp(-0.5 * (offsets / breadth) ** 2)
    levels[reach] = 0.0
    levels /= np.sqrt(np.square(levels).sum())
    levels[reach] = _STEADY
    phases = random.random(len(offsets)) * 2 * np.pi
    spectrum[middle - reach : middle + reach + 1] += level * levels * np.exp(1j * phases)


# ---- what both are made with ---------------------------------------------------------------------


def _wave(first: int, spectrum: NDArray[np.complexfloating]) -> Samples:
    """The loop of these cycles in a loop, beginning with `first`."""
    whole = np.zeros(LOOP_FRAMES // 2 + 1, np.complex64)
    whole[first : first + len(spectrum)] = spectrum
    return np.asarray(np.fft.irfft(whole, LOOP_FRAMES), np.float32)


def _swell(swells: Iterable[tuple[int, float, float]]) -> Samples:
    """A slow coming and going of the level."""
    turn = np.arange(LOOP_FRAMES, dtype=np.float32) * np.float32(2 * np.pi / LOOP_FRAMES)
    decibels = sum(depth * np.sin(cycles * turn + np.float32(phase)) for cycles, depth, phase in swells)
    return np.asarray(10 ** (decibels / np.float32(20)), np.float32)


def _at_level(samples: Samples, dbfs: float) -> Samples:
    """The same with this RMS level, in dB below full scale."""
    rms = np.sqrt(np.mean(np.square(samples), dtype=np.float64))
    return samples * np.float32(10 ** (dbfs / 20) / rms)
