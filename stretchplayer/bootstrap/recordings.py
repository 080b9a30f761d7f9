"""Takes a session along: its sound in a file, with chapters in it and a cue sheet beside it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from stretchplayer.core.errors import FileError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from stretchplayer.audio.clips import ClipBank
    from stretchplayer.core.take_along import Chapter, Taken
    from stretchplayer.core.timeline import Timeline

log = logging.getLogger(__name__)

SHEET = ".cue"
SHEET_BYTES = 4096  # of a cue sheet, in which it says whose it is
MORE_NAMES = range(2, 10)


class SilentError(FileError):
    """There would be nothing to hear."""


def write_recording(
    timeline: Timeline,
    title: str,
    path: Path,
    bank: ClipBank,
    on_progress: Callable[[float], bool] = lambda _: True,
) -> Taken | None:
    """Write what a session sounds like, into a file of the kind that its ending says.

    `on_progress` is told which share is done, and gives up by returning False: then nothing is written, and
    None comes back. Raises `NotFoundError` when nothing of the routine is left, and `FileError`.
    """
    from stretchplayer.audio.recording import KINDS, LONGEST_MS, Cancelled, record
    from stretchplayer.core.take_along import Taken, score_of
    from stretchplayer.exchange.whole_file import replacing

    kind = path.suffix.lower()
    if kind not in KINDS:
        raise FileError(f"“{path.name}” has to end in .wav, .flac, .ogg or .mp3.")
    if not timeline.segments:
        raise NotFoundError("There is nothing to play in it just now.")
    score = score_of(timeline)
    if not score.cues:
        raise SilentError("There is nothing to hear: its voice and its sounds are both off.")
    if score.duration_ms > LONGEST_MS.get(kind, score.duration_ms):
        raise FileError(
            "It is longer than a WAV file can be, some twelve hours. The other kinds can hold it."
        )
    try:
        with replacing(path) as unfinished:
            record(score, bank, unfinished, kind, title, on_progress)
    except Cancelled:
        return None
    return Taken(path, _write_sheet(path, title, score.chapters))


def _write_sheet(path: Path, title: str, chapters: Sequence[Chapter]) -> Path | None:
    """Write the cue sheet beside a sound and say where it is; the sound is of use without it."""
    from stretchplayer.audio.chapters import cue_sheet
    from stretchplayer.exchange.stretch_file import save

    sheet = next((place for place in _places(path) if _may_be_written(place, path.name)), None)
    if sheet is None:
        log.info("Every name for a cue sheet of %s is taken", path)
        return None
    try:
        save(sheet, cue_sheet(path.name, title, chapters).encode(errors="replace"))
    except FileError as error:
        log.info("The cue sheet is left out: %s", error)
        return None
    return sheet


def _places(path: Path) -> Iterator[Path]:
    """Where the cue sheet of a sound may be: day.cue, as players look for it, or else day.mp3.cue."""
    yield path.with_suffix(SHEET)
    yield path.with_name(f"{path.name}{SHEET}")
    for number in MORE_NAMES:
        yield path.with_name(f"{path.name}.{number}{SHEET}")


def _may_be_written(sheet: Path, sound: str) -> bool:
    """Whether nothing is there but an earlier cue sheet of ours, of the same sound."""
    from stretchplayer.audio.chapters import is_sheet_of

    try:
        with sheet.open("rb") as file:
            return is_sheet_of(file.read(SHEET_BYTES).decode(errors="replace"), sound)
    except FileNotFoundError:
        return True
    except OSError:  # a folder, or one may not look into it
        return False
