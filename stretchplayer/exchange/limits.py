"""How much a file may hold, all in one place, and reading one that may be anything.

The largest that is taken is read, looked through and refused or turned into records in under two
seconds on a slow machine; `tests/exchange/test_hostile.py` measures it.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path

from stretchplayer.core.errors import RefusedFileError

MEGABYTE = 2**20

FILE_BYTES = 48 * MEGABYTE  # a dozen large photos in one of our own files
TEXT_BYTES = 16 * MEGABYTE  # of all but the pictures; wger's whole list has 3
LONG_TEXT = 10_000  # bytes from which on a picture is put aside while the rest is read
UNPACKED_BYTES = 48 * MEGABYTE  # of everything in a ZIP together
XML_BYTES = 4 * MEGABYTE  # Workrave's own has 0.1
ZIP_ENTRIES = 500
PICTURE_BYTES = 20 * MEGABYTE  # as `figure.own_image` takes them
PICTURES = 200

NESTING = 40  # lists in lists; wger's go 7 deep
JSON_VALUES = 400_000  # wger's whole list has about 60 000
JSON_STRINGS = 1_000_000  # quotation marks: names of fields count, too
JSON_ESCAPES = 2_000_000  # backslashes: wger writes Greek in nothing else
XML_ELEMENTS = 50_000
DESCRIPTIONS = 1_000_000  # characters of all of them together; free-exercise-db has 0.6 million
DIGITS = 40  # of one number

STRETCHES = 3000  # free-exercise-db has 873
ROUTINES = 200
ENTRIES = 1000  # of one list that is played, repeats counted; a routine takes the first 60
STEPS = 40
NAME_CHARS = 120
TEXT_CHARS = 2000  # of one step, one description
ALIASES = 20  # other names that are looked up in the library
LIST_ENTRIES = 100  # of any other list in a record
SHOWN_NAME_CHARS = 60  # of a file's name in a sentence


class Budget:
    """How many characters of descriptions are still looked through in one file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = DESCRIPTIONS

    def spend(self, texts: Iterable[str]) -> None:
        """Count these; raises `RefusedFileError` when they are too many."""
        self._left -= sum(map(len, texts))
        if self._left < 0:
            raise RefusedFileError(f"“{shown(self._name)}” holds more text than this app can look through.")


def shown(name: str) -> str:
    """The name of a file as sentences show it."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in name)
    return plain if len(plain) <= SHOWN_NAME_CHARS else f"{plain[: SHOWN_NAME_CHARS - 1]}…"


def read_guarded(path: Path) -> bytes:
    """The bytes of a file that is not too large. Raises `RefusedFileError`.

    Nothing that is no plain file is opened: reading from a device or a pipe might never end.
    """
    name = shown(path.name)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise RefusedFileError(f"“{name}” is a folder. Please choose a file in it.")
        if not stat.S_ISREG(found.st_mode):
            raise RefusedFileError(f"“{name}” is not a plain file.")
        if found.st_size > FILE_BYTES:
            raise _too_large(name)
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise RefusedFileError(f"There is no file “{name}” at that place.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it has no proper name"
        raise RefusedFileError(f"“{name}” cannot be opened: {reason}.") from error
    return checked_size(data, name)


def checked_size(data: bytes, name: str) -> bytes:
    """The same bytes, if there are any and not too many. Raises `RefusedFileError`."""
    if len(data) > FILE_BYTES:
        raise _too_large(name)
    if not data:
        raise RefusedFileError(f"“{shown(name)}” is empty.")
    return data


def _too_large(name: str) -> RefusedFileError:
    return RefusedFileError(f"“{shown(name)}” is larger than {FILE_BYTES // MEGABYTE} MB and was not opened.")
