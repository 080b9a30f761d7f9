"""Mixes scheduled clips into one stream, exact to the sample, as a pure function of its messages.

Time here is counted in *frames*, samples since the mixer was made. An **epoch** ties positions of
the timeline to frames: a cue at ``at_ms`` begins at frame ``origin + round(at_ms * 48)``. Messages
may come from any thread; they are applied when the next block is rendered. Only one thread renders.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stretchplayer.audio.bed import Bed
from stretchplayer.audio.ducking import FAR_OFF, NEAR_FRAMES, Duck, Phrase
from stretchplayer.audio.levels import Glide, Samples, soft_limit
from stretchplayer.audio.tones import RATE, TONES

if TYPE_CHECKING:
    from stretchplayer.core.preferences import Background
    from stretchplayer.core.timeline import Cue

FADE_FRAMES = RATE * 12 // 1000  # how fast a sound ends that is cut short
GAP_MARGIN_FRAMES = RATE // 10  # free room wanted around a correction


def frames_of(milliseconds: float) -> int:
    """Whole samples in a length of time."""
    return round(milliseconds * RATE / 1000)


@dataclass(slots=True)
class _Sound:
    """A clip that has begun. `key` names the cue it came from; None for what is said over it."""

    clip: Samples
    start: int
    is_voice: bool
    key: tuple[int, str] | None
    fade_from: int | None = None

    @property
    def end(self) -> int:
        whole = self.start + len(self.clip)
        return whole if self.fade_from is None else min(whole, self.fade_from + FADE_FRAMES)

    def fade(self, frame: int) -> None:
        """Let it die away from `frame` on, unless it already does."""
        if self.fade_from is None or frame < self.fade_from:
            self.fade_from = frame


class Mixer:
    """Renders blocks of stereo sound.

    `clip_of` gives a ready clip or None, `loop_of` a ready background; neither may wait.
    """

    def __init__(
        self,
        clip_of: Callable[[str], Samples | None],
        voice: float = 1.0,
        tones: float = 1.0,
        loop_of: Callable[[Background], Samples | None] = lambda _: None,
    ) -> None:
        self._clip_of = clip_of
        self._messages: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._frame = 0
        self._origin: int | None = None
        self._epochs = 0
        self._pending: list[Cue] = []
        self._begun: set[tuple[int, str]] = set()
        self._sounding: list[_Sound] = []
        self._correction = 0
        self._voice_gain, self._tone_gain = Glide(voice), Glide(tones)
        self._bed, self._duck = Bed(loop_of), Duck()
        self._mono = np.zeros(0, np.float32)
        self._scratch = np.zeros(0, np.float32)

    # Messages, from any thread

    def schedule(self, cues: Sequence[Cue], position_ms: int) -> None:
        """Start an epoch: `position_ms` falls on the next frame rendered."""
        self._messages.put(partial(self._schedule, tuple(cues), position_ms))

    def revise(self, cues: Sequence[Cue], position_ms: int) -> None:
        """Replace what begins at `position_ms` or later; the epoch stays.

        A new cue whose place has just been rendered begins with the next frame instead.
        """
        self._messages.put(partial(self._revise, tuple(cues), position_ms))

    def say(self, cue_id: str) -> None:
        """Begin one clip with the next frame, over the schedule."""
        self._messages.put(partial(self._say, cue_id))

    def silence(self) -> None:
        """Fade everything out and forget the schedule."""
        self._messages.put(self._silence)

    def set_volumes(self, voice: float, tones: float) -> None:
        """Glide to new volumes, 0 to 1."""
        self._messages.put(partial(self._set_volumes, voice, tones))

    def set_background(self, background: Background, volume: float) -> None:
        """What is heard softly under a schedule, at a volume 0 to 1, making way for words."""
        self._messages.put(partial(self._bed.choose, background, volume))

    def correct(self, frames: int, origin: int) -> None:
        """Move the epoch later by `frames` (earlier if negative) in the next silent gap.

        `origin` is the one the correction was worked out for; if it has moved since, nothing is done.
        """
        self._messages.put(partial(self._set_correction, frames, origin))

    # State, readable from any thread

    @property
    def frame(self) -> int:
        """The next frame to be rendered."""
        return self._frame

    @property
    def origin(self) -> int | None:
        """Frame of position 0 in this epoch; None when nothing is scheduled."""
        return self._origin

    @property
    def epochs(self) -> int:
        """How many schedules have taken effect so far."""
        return self._epochs

    # Rendering, from one thread

    def render(self, n_frames: int) -> NDArray[np.float32]:
        """The next block as float32 of shape (n_frames, 2), within -1 and 1."""
        block = np.empty((n_frames, 2), np.float32)
        self.render_into(block)
        return block

    def render_into(self, block: NDArray[np.float32]) -> None:
        """Fill `block`, shape (n, 2), with the next n frames."""
        self.apply_messages()
        length = len(block)
        if len(self._mono) < length:
            self._mono, self._scratch = np.empty((2, length), np.float32)
        mono = self._mono[:length]
        mono.fill(0.0)
        self._begin_due(self._frame + length)
        gains = {True: self._voice_gain.take(length), False: self._tone_gain.take(length)}
        for sound in self._sounding:
            self._add(sound, mono, gains[sound.is_voice])
        if self._bed.is_used:
            duck = self._duck.take(self._frame, length, self._phrases(self._frame + length))
            runs = self._origin is not None
            self._bed.add_to(mono, self._scratch[:length], self._frame, duck, runs=runs)
        soft_limit(mono)
        block[:] = mono[:, None]
        self._frame += length
        self._sounding = [sound for sound in self._sounding if sound.end > self._frame]

    def apply_messages(self) -> None:
        """Take in what was asked for since the last block."""
        while not self._messages.empty():
            self._messages.get_nowait()()
        self._apply_correction()

    def anchor(self, position_ms: float) -> None:
        """Make the next frame `position_ms` of the running schedule, dropping what it has passed."""
        if self._origin is None:
            return
        self._origin = self._frame - frames_of(position_ms)
        self._pending = [cue for cue in self._pending if cue.at_ms >= position_ms]
        self._sounding.clear()
        self._bed.start_over()

    def _schedule(self, cues: tuple[Cue, ...], position_ms: int) -> None:
        self._epochs += 1
        self._begin_epoch(cues, position_ms)

    def _begin_epoch(self, cues: tuple[Cue, ...], position_ms: int) -> None:
        for sound in self._sounding:
            if sound.key is not None:
                sound.fade(self._frame)
        self._origin = self._frame - frames_of(position_ms)
        self._pending = _in_order(cue for cue in cues if cue.at_ms >= position_ms)
        self._begun.clear()
        self._correction = 0

    def _revise(self, cues: tuple[Cue, ...], position_ms: int) -> None:
        if self._origin is None:
            self._begin_epoch(cues, position_ms)
            return
        fresh = [cue for cue in cues if cue.at_ms >= position_ms]
        wanted = {_key(cue) for cue in fresh}
        for sound in self._sounding:
            if sound.key is not None and sound.key[0] >= position_ms and sound.key not in wanted:
                sound.fade(self._frame)
        kept = [cue for cue in self._pending if cue.at_ms < position_ms]
        self._pending = kept + _in_order(cue for cue in fresh if _key(cue) not in self._begun)

    def _say(self, cue_id: str) -> None:
        clip = self._clip_of(cue_id)
        if clip is not None:
            self._begin(_Sound(clip, self._frame, cue_id not in TONES, None))

    def _silence(self) -> None:
        for sound in self._sounding:
            sound.fade(self._frame)
        self._origin = None
        self._pending = []
        self._begun.clear()
        self._correction = 0

    def _set_volumes(self, voice: float, tones: float) -> None:
        self._voice_gain.to(voice)
        self._tone_gain.to(tones)

    def _set_correction(self, frames: int, origin: int) -> None:
        if origin == self._origin:
            self._correction = frames

    def _apply_correction(self) -> None:
        if not self._correction or self._origin is None or self._sounding:
            return
        busy_before = self._frame + abs(self._correction) + GAP_MARGIN_FRAMES
        if self._pending and self._origin + frames_of(self._pending[0].at_ms) < busy_before:
            return
        self._origin += self._correction
        self._correction = 0

    def _begin_due(self, end: int) -> None:
        if self._origin is None:
            return
        due = bisect_left(self._pending, end - self._origin, key=lambda cue: frames_of(cue.at_ms))
        for cue in self._pending[:due]:
            self._begun.add(_key(cue))
            clip = self._clip_of(cue.id)
            if clip is not None:
                start = max(self._frame, self._origin + frames_of(cue.at_ms))
                self._begin(_Sound(clip, start, cue.id not in TONES, _key(cue)))
        del self._pending[:due]

    def _begin(self, new: _Sound) -> None:
        """Two voices never talk at once: the newer has the word. A schedule is trusted to see to itself."""
        if new.is_voice:
            for sound in self._sounding:
                if sound.is_voice and (sound.key is None or new.key is None):
                    sound.fade(new.start)
        self._sounding.append(new)

    def _phrases(self, end: int) -> list[Phrase]:
        """The words in the block up to `end`, and those that follow soon; none if nobody hears them."""
        if self._voice_gain.target == 0.0:
            return []
        phrases = [(sound.start, sound.end) for sound in self._sounding if sound.is_voice]
        if self._origin is not None:
            for cue in self._pending:
                start = self._origin + frames_of(cue.at_ms)
                if start >= end + NEAR_FRAMES:
                    break
                if cue.id not in TONES:
                    phrases.append((start, FAR_OFF))
        return phrases

    def _add(self, sound: _Sound, mono: Samples, gain: Samples | float) -> None:
        first = max(0, sound.start - self._frame)
        last = min(len(mono), sound.end - self._frame)
        if last <= first:
            return
        offset = self._frame - sound.start
        part = self._scratch[: last - first]
        level = gain if isinstance(gain, float) else gain[first:last]
        np.multiply(sound.clip[offset + first : offset + last], level, out=part)
        if sound.fade_from is not None:
            left = sound.fade_from + FADE_FRAMES - self._frame - np.arange(first, last)
            part *= np.clip(left / np.float32(FADE_FRAMES), 0.0, 1.0).astype(np.float32)
        mono[first:last] += part


def _key(cue: Cue) -> tuple[int, str]:
    return cue.at_ms, cue.id


def _in_order(cues: Iterable[Cue]) -> list[Cue]:
    return sorted(cues, key=lambda cue: cue.at_ms)
