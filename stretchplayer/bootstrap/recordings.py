"""Takes a session along: its sound in a file, with chapters in it and a cue sheet beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.errors import FileError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stretchplayer.audio.clips import ClipBank
    from stretchplayer.core.timeline import Timeline


class SilentError(FileError):
    """There would be nothing to hear."""


def write_recording(
    timeline: Timeline,
    title: str,
    path: Path,
    bank: ClipBank,
    on_progress: Callable[[float], bool] = lambda _: True,
) -> bool:
    """Write what a session sounds like, into a file of the kind that its ending says.

    `on_progress` is told which share is done, and gives up by returning False: then nothing is written, and
    False comes back. Raises `NotFoundError` when nothing of the routine is left, and `FileError`.
    """
    from stretchplayer.audio.chapters import cue_sheet
    from stretchplayer.audio.recording import KINDS, Cancelled, record
    from stretchplayer.core.take_along import score_of
    from stretchplayer.exchange.stretch_file import save
    from stretchplayer.exchange.whole_file import replacing

    kind = path.suffix.lower()
    if kind not in KINDS:
        raise FileError(f"“{path.name}” has to end in .wav, .flac, .ogg or .mp3.")
    if not timeline.segments:
        raise NotFoundError("There is nothing to play in it just now.")
    score = score_of(timeline)
    if not score.cues:
        raise SilentError("There is nothing to hear: its voice and its sounds are both off.")
    try:
        with replacing(path) as unfinished:
            record(score, bank, unfinished, kind, title, on_progress)
    except Cancelled:
        return False
    save(path.with_suffix(".cue"), cue_sheet(path.name, title, score.chapters).encode())
    return True
