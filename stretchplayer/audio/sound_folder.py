"""`OwnSounds` as a folder: one FLAC file for each event, ready for the mixer, with its first name in it."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
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
SUBTYPE = "PCM_24"
LARGEST_KEPT = 3_000_000  # bytes; ten seconds, not packed at all, have half of that


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
        from stretchplayer.audio.read_sound import read_sound, shown_name

        clip = read_sound(path, longest_ms(event), TONES[event].loudness_dbfs)
        with self.replacing({event: _encoded(clip, shown_name(path.name))}):
            pass

    def checked(self, event: SoundEvent, data: bytes) -> bytes:
        """The file that becomes of one from the folder of somebody else, or from that of another day.

        It is checked as if it had just been chosen, and stays as it is unless it would be changed then.
        Raises `RefusedFileError`.
        """
        from stretchplayer.audio.read_sound import shown_name, sound_of

        if _is_as_kept(event, data):
            return data
        name = self._path(event).name
        clip = sound_of(data, name, longest_ms(event), TONES[event].loudness_dbfs)
        return _encoded(clip, shown_name(_title(BytesIO(data)) or name))

    def content(self, event: SoundEvent) -> bytes | None:
        """The file that is kept for an event; None where there is none that can be read."""
        try:
            return self._path(event).read_bytes()
        except OSError:
            return None

    @contextmanager
    def replacing(self, sounds: Mapping[SoundEvent, bytes]) -> Iterator[None]:
        """Write these files, and keep them once what is done meanwhile has succeeded. Raises `StoreError`."""
        unfinished = {event: self._folder / f".{uuid4().hex}.part" for event in sounds}
        try:
            with self._told_plainly():
                if sounds:
                    self._folder.mkdir(parents=True, exist_ok=True)
                for event, data in sounds.items():
                    unfinished[event].write_bytes(data)
            yield
            with self._told_plainly():
                for event, path in unfinished.items():
                    path.replace(self._path(event))
        finally:
            for path in unfinished.values():
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)

    def forget(self, event: SoundEvent) -> None:
        """See `OwnSounds`."""
        with self._told_plainly():
            self._path(event).unlink(missing_ok=True)

    def files(self) -> dict[str, Path]:
        """What is kept, by the place it has in an archive."""
        kept = {self._archived(event): self._path(event) for event in SoundEvent}
        return {name: path for name, path in kept.items() if path.is_file()}

    def archived(self) -> dict[str, SoundEvent]:
        """Which event a file in an archive is for."""
        return {self._archived(event): event for event in SoundEvent}

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
        from stretchplayer.audio.read_sound import shown_name

        try:
            return shown_name(_title(path) or path.name)
        except (OSError, RuntimeError):
            return None  # the built-in one is played

    def _path(self, event: SoundEvent) -> Path:
        return self._folder / f"{event.value}{SUFFIX}"

    def _archived(self, event: SoundEvent) -> str:
        return f"{FOLDER_NAME}/{event.value}{SUFFIX}"

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:  # soundfile's own errors are RuntimeErrors
            reason = getattr(error, "strerror", None) or "the disk may be full"
            raise StoreError(f"Your sounds in {self._folder} cannot be changed ({reason}).") from error


def _encoded(clip: Samples, title: str) -> bytes:
    """A clip as it is kept, with the name of the file it came from."""
    import soundfile

    kept = BytesIO()
    with soundfile.SoundFile(kept, "w", RATE, 1, SUBTYPE, format="FLAC") as file:
        file.title = title
        file.write(clip)
    return kept.getvalue()


def _title(kept: Path | BytesIO) -> str:
    import soundfile

    with soundfile.SoundFile(kept) as file:
        return " ".join(str(file.title).split())


def _is_as_kept(event: SoundEvent, data: bytes) -> bool:
    """Whether a file is as they are written here: of that form, that length and that loudness."""
    import soundfile

    from stretchplayer.audio.read_sound import is_even

    if len(data) > LARGEST_KEPT:
        return False
    most = longest_ms(event) * RATE // 1000
    try:
        with soundfile.SoundFile(BytesIO(data)) as file:
            form = (file.format, file.subtype, file.samplerate, file.channels)
            if form != ("FLAC", SUBTYPE, RATE, 1) or not 0 < file.frames <= most:
                return False
            samples = file.read(most + 1, dtype="float32")
            return len(samples) == file.frames and is_even(samples, TONES[event].loudness_dbfs)
    except (OSError, RuntimeError):  # soundfile's own errors are RuntimeErrors
        return False
