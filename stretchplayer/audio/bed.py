"""The bed: what is heard softly under the words and tones of a schedule, for as long as it runs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from stretchplayer.audio.levels import Glide, Ramp, Samples
from stretchplayer.audio.tones import RATE
from stretchplayer.core.preferences import Background

FADE_FRAMES = RATE * 2  # coming in, going at the end of a session, and from one kind to the other
QUICK_FRAMES = RATE * 12 // 1000  # falling silent with everything else

_IN, _OUT, _QUICKLY = 1, -1, -(FADE_FRAMES // QUICK_FRAMES)  # places a frame
# A quarter of a sine: two kinds that cross keep their power together.
_CURVE = np.sin(np.linspace(0, np.pi / 2, FADE_FRAMES + 1)).astype(np.float32)


class _Layer:
    """One kind of background, and how much of it is heard. It is silent while it has no loop."""

    def __init__(self) -> None:
        self.loop: Samples | None = None
        self.fade = Ramp(_CURVE)


class Bed:
    """Adds the chosen background to a mix. `loop_of` gives a ready loop or None, and must not wait.

    The place in a loop is the frame's number, so that no question and no new epoch makes it jump.
    """

    def __init__(self, loop_of: Callable[[Background], Samples | None]) -> None:
        self._loop_of = loop_of
        self._kind = Background.OFF
        self._is_used = False
        self._volume = Glide(0.0)
        self._layers = {kind: _Layer() for kind in Background if kind is not Background.OFF}

    @property
    def is_used(self) -> bool:
        """Whether there has ever been anything to be heard. Not: just now, which blocks would decide."""
        return self._is_used

    def choose(self, kind: Background, volume: float) -> None:
        """Cross over to another kind, and glide to another volume, 0 to 1."""
        self._kind = kind
        self._is_used |= kind is not Background.OFF
        if kind is not Background.OFF:  # what is on its way out goes as loud as it was
            self._volume.to(volume)

    def start_over(self) -> None:
        """Come in anew: what was heard so far went to a device that is gone."""
        for layer in self._layers.values():
            layer.fade = Ramp(_CURVE)

    def add_to(
        self, mono: Samples, scratch: Samples, frame: int, duck: Samples | float, *, runs: bool
    ) -> None:
        """Add the frames from `frame` on. `runs`: whether there is a schedule to lie under."""
        volume = self._volume.take(len(mono))
        for kind, layer in self._layers.items():
            wanted = runs and kind is self._kind
            if wanted and layer.loop is None:
                layer.loop = self._loop_of(kind)
            if layer.loop is None:
                continue
            if not wanted and layer.fade.is_at_start:
                layer.loop = None
                continue
            fade = layer.fade.take(len(mono), _IN if wanted else _OUT if runs else _QUICKLY)
            _copy_round(layer.loop, frame, scratch)
            for gain in (fade, volume, duck):
                scratch *= gain
            mono += scratch


def _copy_round(loop: Samples, frame: int, into: Samples) -> None:
    at, done = frame % len(loop), 0
    while done < len(into):
        part = loop[at : at + len(into) - done]
        into[done : done + len(part)] = part
        at, done = 0, done + len(part)
