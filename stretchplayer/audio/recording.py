"""Writes a whole session into a sound file, mixed by the mixer that plays it live.

Block by block, so that a long session needs no more memory than a short one. `soundfile` brings its
own encoders: nothing else has to be installed.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import FileIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stretchplayer.audio.background import Loops
from stretchplayer.audio.bed import FADE_FRAMES
from stretchplayer.audio.chapters import add_chapters
from stretchplayer.audio.mixer import Mixer, frames_of
from stretchplayer.audio.tones import RATE
from stretchplayer.core.preferences import Background

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from stretchplayer.audio.clips import ClipBank
    from stretchplayer.core.take_along import Score

Samples = NDArray[np.float32]

BLOCK_FRAMES = RATE * 2
FULL_SCALE = 2**15 - 1

#: How each kind of file is written, by its ending.
KINDS = {
    ".wav": ("WAV", "PCM_16"),
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
}
#: The longest that a WAV file can say it is, twelve hours, with room for the chapters.
LONGEST_MS = {".wav": (2**32 - 2**20) // 2 * 1000 // RATE}
#: How hard an encoder tries, where its usual way is not ours: LAME's -V 7, since this is one voice.
EFFORT: dict[str, dict[str, Any]] = {".mp3": {"bitrate_mode": "VARIABLE", "compression_level": 0.7}}


class Cancelled(Exception):  # noqa: N818  (it is no error: somebody asked for it)
    """The recording was given up before it was whole."""


def blocks(score: Score, bank: ClipBank) -> Iterator[Samples]:
    """The session as mono float32 at `RATE`, voice and tones at full volume, a block at a time.

    A background goes on to the end of it and fades out there.
    """
    mixer = Mixer(bank.load, loop_of=Loops().load)
    mixer.set_background(score.background, score.background_volume)
    mixer.schedule(score.cues, 0)
    total = frames_of(score.duration_ms)
    fading = max(0, total - FADE_FRAMES)
    for start, end in pairwise(sorted({*range(0, total, BLOCK_FRAMES), fading, total})):
        if start == fading:
            mixer.set_background(Background.OFF, 0.0)
        yield mixer.render(end - start)[:, 0]  # both channels are the same
        bank.make_room()


def rounded(samples: Samples) -> NDArray[np.int16]:
    """Samples in 16 bits, each rounded to the nearest."""
    whole: NDArray[np.int16] = np.rint(samples * np.float32(FULL_SCALE)).astype(np.int16)
    return whole


def record(
    score: Score,
    bank: ClipBank,
    path: Path,
    kind: str,
    title: str,
    on_progress: Callable[[float], bool] = lambda _: True,
) -> None:
    """Write a session into `path` as a file of this `kind`, an ending out of `KINDS`.

    `on_progress` is told which share is done, and gives up by returning False: then `Cancelled` is raised,
    and what is in `path` is of no use. Raises `OSError` when the file cannot be written.
    """
    import soundfile

    form, subtype = KINDS[kind]
    total, done = frames_of(score.duration_ms), 0
    with _Disk(path, "w+") as disk:
        with (
            closing(_one_ahead(blocks(score, bank))) as ahead,
            soundfile.SoundFile(disk, "w", RATE, 1, subtype, format=form, **EFFORT.get(kind, {})) as file,
        ):
            for block in ahead:
                if not on_progress(done / total):
                    raise Cancelled
                file.write(block)
                disk.check()
                done += len(block)
        disk.check()
    add_chapters(path, kind, title, score)
    on_progress(1.0)


def _one_ahead(mixed: Iterator[Samples]) -> Generator[NDArray[np.int16]]:
    """Each block in 16 bits, the next one mixed on another thread while somebody is busy with this one.

    Encoding takes most of the time, and lets others run meanwhile.
    """

    def mix() -> NDArray[np.int16] | None:
        block = next(mixed, None)
        return None if block is None else rounded(block)

    with ThreadPoolExecutor(1, "recording-mixer") as mixer:
        following = mixer.submit(mix)
        while (block := following.result()) is not None:
            following = mixer.submit(mix)
            yield block


class _Disk(FileIO):
    """A file that remembers what went wrong: the sound library does not say so when a disk is full."""

    _trouble: OSError | None = None

    def write(self, data: Any, /) -> int:
        """Write all of it, or nothing more once that has failed."""
        left = memoryview(data)
        try:
            while left and self._trouble is None:
                left = left[super().write(left) :]
        except OSError as error:
            self._trouble = error
        return len(data)  # the sound library would try again and again

    def check(self) -> None:
        """Raise what went wrong."""
        if self._trouble is not None:
            raise self._trouble
