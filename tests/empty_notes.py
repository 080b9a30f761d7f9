"""A store with nothing in it, without the work of making its tables anew for every test."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from stretchplayer.store import FILE_NAME, Store, open_store


def empty_notes(folder: Path) -> Store:
    """What `open_store` gives for `folder`; where it would make the file, a copy of one it made is there.

    What is written is not waited for until it is on the disk: no test takes the power away.
    """
    file = folder / FILE_NAME
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_bytes(_new_file())
    store = open_store(folder)
    store.database.run_script("PRAGMA synchronous = OFF")
    return store


@cache
def _new_file() -> bytes:
    """A file as `open_store` makes it: all migrations from nothing, closed in good order."""
    with TemporaryDirectory() as folder:
        open_store(Path(folder)).close()
        return (Path(folder) / FILE_NAME).read_bytes()
