"""`OwnSounds` as a folder: one FLAC file for each event, ready for the mixer, with its first name in it."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from stretchplayer.audio.tones import RATE, SOFT_PREFIX, SOFTER_DB, TONES
from stretchplayer.core.errors import RefusedFileError, StoreError
from stretchplayer.core.own_sounds import SoundEvent, longest_ms

if TYPE_CHECKING:
    from pathlib import Path

    from stretchplayer.audio.levels import Samples

log = logging.getLogger(__name__)

FOLDER_NAME = "sounds"
SUFFIX = ".flac"


class SoundFolder:
    """See `stretchplayer.core.own_sounds.OwnSounds`. The folder is made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> dict[SoundEvent, str]:
        """See `OwnSounds`."""
        found = {event: self._name(event) for event in SoundEvent}
        return {event: name for event, name in found.items() if name is not None}

    def take(self, event: SoundEvent, path: Path) -> None:
        """See `OwnSounds`."""
        import soundfile

        from stretchplayer.audio.read_sound import read_sound, shown_name

        clip = read_sound(path, longest_ms(event), TONES[event].loudness_dbfs)
        target = self._path(event)
        unfinished = target.with_name(f".{uuid4().hex}.part")
        with self._told_plainly():
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                with soundfile.SoundFile(unfinished, "w", RATE, 1, "PCM_24", format="FLAC") as file:
                    file.title = shown_name(path)
                    file.write(clip)
                unfinished.replace(target)
            finally:
                with contextlib.suppress(OSError):
                    unfinished.unlink(missing_ok=True)

    def forget(self, event: SoundEvent) -> None:
        """See `OwnSounds`."""
        with self._told_plainly():
            self._path(event).unlink(missing_ok=True)

    def files(self) -> dict[str, Path]:
        """What is kept, by the place it has in an archive."""
        kept = (self._path(event) for event in SoundEvent)
        return {f"{FOLDER_NAME}/{path.name}": path for path in kept if path.is_file()}

    def erase(self) -> None:
        """See `OwnSounds`."""
        with self._told_plainly():
            if not self._folder.is_dir():
                return
            for file in self._folder.iterdir():
                if not file.is_dir() or file.is_symlink():
                    file.unlink(missing_ok=True)

    def load(self, cue_id: str) -> Samples | None:
        """The sound for a cue as mono float32 at `RATE`; None where the built-in tone is to be played.

        The cue ids of the softer set have the same sound, quieter.
        """
        base = cue_id.removeprefix(SOFT_PREFIX)
        event = next((event for event in SoundEvent if event.value == base), None)
        if event is None or not self._path(event).is_file():
            return None
        import soundfile

        most = longest_ms(event) * RATE // 1000 + 1
        try:
            samples, rate = soundfile.read(self._path(event), most, dtype="float32", always_2d=True)
            if rate != RATE or not len(samples):
                raise RefusedFileError(f"{rate} Hz, {len(samples)} samples")
        except (OSError, RuntimeError, RefusedFileError) as error:
            log.info("The sound for %r could not be read, the built-in one is played: %s", cue_id, error)
            return None
        clip: Samples = samples[:, 0]
        return clip if base == cue_id else clip * 10 ** (SOFTER_DB / 20)

    def durations_ms(self) -> dict[str, int]:
        """Length in milliseconds of the user's own sounds, by cue id."""
        lengths: dict[str, int] = {}
        for event in SoundEvent:
            if self._path(event).is_file():
                import soundfile  # only where there is one: it takes a while to load

                with contextlib.suppress(OSError, RuntimeError):
                    duration = round(soundfile.info(self._path(event)).frames * 1000 / RATE)
                    lengths |= {event.value: duration, SOFT_PREFIX + event.value: duration}
        return lengths

    def _name(self, event: SoundEvent) -> str | None:
        path = self._path(event)
        if not path.is_file():
            return None
        import soundfile

        try:
            with soundfile.SoundFile(path) as file:
                return " ".join(str(file.title).split()) or path.name
        except (OSError, RuntimeError):
            return None  # the built-in one is played

    def _path(self, event: SoundEvent) -> Path:
        return self._folder / f"{event.value}{SUFFIX}"

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:  # soundfile's own errors are RuntimeErrors
            reason = getattr(error, "strerror", None) or "the disk may be full"
            raise StoreError(f"Your sounds in {self._folder} cannot be changed ({reason}).") from error
