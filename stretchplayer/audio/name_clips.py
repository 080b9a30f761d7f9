"""Spoken words of own stretches, kept as short OGG files: found by words, voice and engine.

A file's name holds the hash of these three and the clip's length, so that looking needs no sound library.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

_UNFINISHED = ".part"


class CannotSpeakError(Exception):
    """What came of it cannot be used; says why."""


@dataclass(frozen=True, slots=True)
class NameClip:
    """Spoken words."""

    path: Path
    duration_ms: int


class NameClips:
    """The folder of spoken words. It may be erased at any time; then they are spoken anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> dict[str, NameClip]:
        """Every clip by its key."""
        found = {}
        for path in self.folder.glob("*-*.ogg"):
            key, _, length = path.stem.rpartition("-")
            if length.isascii() and length.isdigit():
                found[key] = NameClip(path, int(length))
        return found

    def keep(self, key: str, wav: Path, longest_ms: int) -> None:
        """Bring what a program spoke into shape and keep it; raises `CannotSpeakError`."""
        import soundfile

        from stretchplayer.audio.name_shape import in_shape

        try:
            samples, rate = soundfile.read(wav, dtype="float32", always_2d=True)
        except (OSError, RuntimeError) as error:  # soundfile's own errors are RuntimeErrors
            raise CannotSpeakError("it wrote no sound that can be read") from error
        try:
            clip = in_shape(samples.mean(axis=1), rate)
        except ValueError as error:
            raise CannotSpeakError(str(error)) from error
        duration_ms = -(-len(clip) * 1000 // rate)
        if duration_ms > longest_ms:
            raise CannotSpeakError(f"it takes {duration_ms / 1000:.0f} s to say")
        part = self.folder / f"{key}.{os.getpid()}{_UNFINISHED}"  # another process may speak it, too
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            soundfile.write(part, clip, rate, format="OGG", subtype="VORBIS")
            part.replace(self.folder / f"{key}-{duration_ms}.ogg")
        except (OSError, RuntimeError) as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise CannotSpeakError("its sound could not be kept on the disk") from error

    def erase(self) -> None:
        """Forget everything, and what was left unfinished."""
        self.drop_all_but(())
        for part in self.folder.glob(f"*{_UNFINISHED}"):
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def drop_all_but(self, keys: Iterable[str]) -> None:
        """Forget what nobody asks for any more."""
        wanted = set(keys)
        for key, clip in self.all().items():
            if key not in wanted:
                try:
                    clip.path.unlink(missing_ok=True)
                except OSError as error:
                    log.info("Spoken words could not be erased: %s", error)


def key_of(words: str, voice: str, engine: str) -> str:
    """What a clip is found by."""
    return hashlib.sha256(f"{words}\n{voice}\n{engine}".encode()).hexdigest()
