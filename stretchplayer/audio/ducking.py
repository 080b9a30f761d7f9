"""Lets what is heard in the background make way for words, a little before they begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from stretchplayer.audio.levels import Ramp, Samples
from stretchplayer.audio.tones import RATE

DEPTH_DB = 11.0
LEAD_FRAMES = RATE * 200 // 1000  # it has made way when the words begin
RETURN_FRAMES = RATE * 800 // 1000
NEAR_FRAMES = RATE * 1500 // 1000  # words closer together than this have no rise between them: no pumping
FAR_OFF = 2**62  # the end of words that have not begun: not known yet, and not needed

_DOWN = RETURN_FRAMES // LEAD_FRAMES  # places a frame
_UP = -1
# Half a cosine in decibels: it leaves and arrives without a corner that could be heard.
_DECIBELS = DEPTH_DB / 2 * (np.cos(np.linspace(0, np.pi, RETURN_FRAMES + 1)) - 1)
_CURVE = (10 ** (_DECIBELS / 20)).astype(np.float32)

#: First frame of some words, and the frame after their last.
Phrase = tuple[int, int]


class Duck:
    """The background's gain under the words of a schedule.

    A pure function of where words are: the same however the stream is cut into blocks. Words that are
    taken back or cut short let it rise from wherever it is.
    """

    def __init__(self) -> None:
        self._ramp = Ramp(_CURVE)
        self._last_words = -NEAR_FRAMES  # where the words ended that were over before this block

    def take(self, first: int, frames: int, phrases: Iterable[Phrase]) -> Samples | float:
        """The gain from frame `first` on: one number while nothing moves.

        `phrases` are all that have begun and are not over, and those that begin within `NEAR_FRAMES`
        after the block.
        """
        steps = list(self._steps(first, first + frames, phrases))
        if len(steps) == 1:
            return self._ramp.take(*steps[0])
        whole = np.empty(frames, np.float32)
        at = 0
        for length, step in steps:
            whole[at : at + length] = self._ramp.take(length, step)
            at += length
        return whole

    def _steps(self, first: int, last: int, phrases: Iterable[Phrase]) -> Iterator[tuple[int, int]]:
        """For how many frames it goes which way, one after the other."""
        at = first
        for begin, end in self._words(sorted(phrases), last):
            down, up = max(at, min(begin, last)), min(end, last)
            if down > at:
                yield down - at, _UP
            if up > down:
                yield up - down, _DOWN
            at = max(down, up)
        if at < last:
            yield last - at, _UP

    def _words(self, phrases: Iterable[Phrase], last: int) -> Iterator[Phrase]:
        """From where it goes down to where it rises, for each of the phrases."""
        until = self._last_words
        for start, end in phrases:
            yield (until if start - until < NEAR_FRAMES else start - LEAD_FRAMES), end
            until = max(until, end)
            if until <= last:
                self._last_words = until
