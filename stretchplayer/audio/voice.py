"""The recorded voice: a folder of short OGG clips and their manifest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stretchplayer.audio.manifest import read_manifest
from stretchplayer.audio.resample import resample
from stretchplayer.audio.tones import RATE

log = logging.getLogger(__name__)

Samples = NDArray[np.float32]


#: Where the clip of a phrase is that no voice has recorded, None where there is none.
FindName = Callable[[str], Path | None]


def no_name(_: str) -> None:
    """There are no spoken names."""


class VoicePack:
    """One voice. A phrase that cannot be loaded is told once and then stays a caption.

    Clips are decoded one at a time, when asked for; nothing is kept here.
    """

    def __init__(self, folder: Path, names: FindName = no_name) -> None:
        """`names` finds the clip of a name that somebody gave their own stretch, by phrase."""
        self._folder = folder
        self._names = names
        self._manifest = read_manifest(folder)
        self._broken: set[str] = set()

    @property
    def available(self) -> bool:
        """Whether there is a voice at all."""
        return self._manifest is not None

    @property
    def broken(self) -> frozenset[str]:
        """Phrases in the manifest whose clip turned out to be missing or unreadable."""
        return frozenset(self._broken)

    def __contains__(self, phrase: object) -> bool:
        return self._manifest is not None and phrase in self._manifest.clips and phrase not in self._broken

    def durations_ms(self) -> dict[str, int]:
        """Length of every phrase in milliseconds, as the manifest says."""
        if self._manifest is None:
            return {}
        return {phrase: clip.duration_ms for phrase, clip in self._manifest.clips.items()}

    def missing(self, wanted: Iterable[str]) -> list[str]:
        """Which of these phrases have no clip that can be read. Reads every clip: a second or so."""
        return [phrase for phrase in wanted if self._read(phrase) is None]

    def load(self, phrase: str) -> Samples | None:
        """The clip as mono float32 at `RATE`, or None when there is none that can be read."""
        read = self._read(phrase)
        if read is None:
            return None
        samples, rate = read
        return resample(samples.mean(axis=1, dtype=np.float32), rate, RATE)

    def _read(self, phrase: str) -> tuple[Samples, int] | None:
        """The clip as it is kept."""
        path = self._folder / f"{phrase}.ogg" if phrase in self else self._names(phrase)
        if path is None or phrase in self._broken:
            return None
        import soundfile

        try:
            samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
        except (OSError, RuntimeError) as error:  # soundfile's own errors are RuntimeErrors
            log.info("The phrase %r stays a caption, its clip could not be read: %s", phrase, error)
            self._broken.add(phrase)
            return None
        return samples, rate
