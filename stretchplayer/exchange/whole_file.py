"""Writes a file whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stretchplayer.core.errors import FileError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A place to write to; what is there in the end takes the place of `path`, in one step.

    Raises `FileError` when the disk does not allow it; an earlier file is then as it was.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise FileError(
            f"{path} could not be written ({error.strerror}). Please choose another place."
        ) from error
