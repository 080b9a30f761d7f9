"""Writes a file whole or not at all."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from stretchplayer.core.errors import FileError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A place to write to; what is there in the end takes the place of `path`, in one step.

    Raises `FileError` when the disk does not allow it, or when something is there that is no plain file;
    an earlier file is then as it was.
    """
    try:
        target = path.resolve()  # a link stays one
        earlier = target.exists()
        plain = target.is_file() if earlier else bool(path.name)
    except (OSError, RuntimeError) as error:  # a name too long, links in a circle
        raise _not_written(path, error) from error
    if not plain:
        raise FileError(f"{path} is not a plain file. Please choose another place.")
    unfinished = target.with_name(f".{uuid4().hex}.part")
    try:
        yield unfinished
        if earlier:
            shutil.copymode(target, unfinished)
        unfinished.replace(target)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _not_written(path: Path, error: Exception) -> FileError:
    reason = getattr(error, "strerror", None) or "no file can be there"
    return FileError(f"{path} could not be written ({reason}). Please choose another place.")
