"""Which kind of file this is, told by its content, and reading it whatever it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from stretchplayer.core.errors import RefusedFileError
from stretchplayer.exchange import (
    limits,
    read_feeel,
    read_free_exercise_db,
    read_stretch_file,
    read_wger,
    read_workout_timer,
    read_workrave,
)
from stretchplayer.exchange.history_read import is_history
from stretchplayer.exchange.json_guard import read_json
from stretchplayer.exchange.model import Bundle, FileKind, together
from stretchplayer.exchange.xml_guard import read_xml
from stretchplayer.exchange.zip_guard import is_zip, unpacked

_KINDS = "Stretch Player, free-exercise-db, wger, Feeel, Just Another Workout Timer or Workrave"
# What becomes of dashes and curly quotes when half of each letter is lost.
_LOST = re.compile(rb"[\x01-\x08\x0b\x0c\x0e-\x1f]")
_OLD_ENCODING = "Letters outside of English may have been lost when this file was made."


def read_file(path: Path) -> Bundle:
    """What a file brings. Raises `RefusedFileError`, with one sentence; nothing is written anywhere."""
    if is_history(path):
        name = limits.shown(path.name)
        raise RefusedFileError(f"“{name}” holds notes, not routines. Bring it back in Settings.")
    return read_bytes(limits.read_guarded(path), path.name)


def read_bytes(data: bytes, name: str) -> Bundle:
    """The same from bytes. `name` is for sentences alone; the content says what it is."""
    name = limits.shown(name)
    limits.checked_size(data, name)
    bundle = _archive(data, name) if is_zip(data) else _plain(data, name)
    if not bundle.stretches and not any(routine.items for routine in bundle.routines):
        raise RefusedFileError(f"There is no exercise in “{name}”.")
    if len(bundle.stretches) > limits.STRETCHES or len(bundle.routines) > limits.ROUTINES:
        raise RefusedFileError(f"“{name}” holds more than this app can look through.")
    return bundle


def _archive(data: bytes, name: str) -> Bundle:
    """All files of an archive together. Feeel exports its workouts so."""
    found = []
    for entry, content in unpacked(data, name):
        title = limits.shown(entry.rsplit("/", 1)[-1])
        if title.startswith(".") or entry.startswith("__MACOSX/"):
            continue  # what a Mac leaves in archives
        if is_zip(content):
            raise RefusedFileError(f"“{name}” holds archives in an archive, which are not opened.")
        if not content:
            raise RefusedFileError(f"“{title}” in “{name}” is empty.")
        found.append(_plain(content, title))
    if not found:
        raise RefusedFileError(f"There is no file in “{name}”.")
    if len({bundle.kind for bundle in found}) > 1:
        raise RefusedFileError(f"“{name}” holds files of several programs. Please bring them one by one.")
    return together(found)


def _plain(data: bytes, name: str) -> Bundle:
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")):
        root = read_xml(data, name)
        if root.tag != read_workrave.ROOT:
            raise _unknown(name)
        return read_workrave.read(root, name)
    try:
        value = read_json(data, name)
    except RefusedFileError as refusal:
        if not isinstance(refusal.__cause__, UnicodeDecodeError):
            raise
        return _old_encoding(data, name, refusal)
    bundle = _json(value, len(data), name)
    if bundle.kind is FileKind.WORKOUT_TIMER and _LOST.search(data):
        return together([bundle, _letters_lost(bundle)])
    return bundle


def _json(value: Any, size: int, name: str) -> Bundle:
    if read_stretch_file.is_ours(value):
        return read_stretch_file.read(value, name)
    if size > limits.TEXT_BYTES:
        raise RefusedFileError(
            f"“{name}” is larger than {limits.TEXT_BYTES // limits.MEGABYTE} MB, "
            "which is too large for a list of exercises."
        )
    if isinstance(value, list):
        return _list(value, name)
    if read_feeel.is_workout(value):
        return read_feeel.read(value, name)
    if read_workout_timer.is_workout(value):
        return read_workout_timer.read(value, name)
    if read_workout_timer.is_backup(value):
        return read_workout_timer.read_backup(value, name)
    if read_wger.is_page(value):
        return read_wger.read_page(value, name)
    if read_wger.is_exercise(value):
        return read_wger.read([value], name)
    if read_free_exercise_db.is_exercise(value):
        return read_free_exercise_db.read([value], name)
    raise _unknown(name)


def _list(values: list[Any], name: str) -> Bundle:
    """A list is what its first entry is, of those that can be told."""
    first = next((value for value in values if _is_entry(value)), None)
    if read_wger.is_row(first):
        return read_wger.read_rows(values, name)
    if len(values) > limits.STRETCHES:
        raise RefusedFileError(f"“{name}” holds more than {limits.STRETCHES} exercises.")
    if read_wger.is_exercise(first):
        return read_wger.read(values, name)
    if read_free_exercise_db.is_exercise(first):
        return read_free_exercise_db.read(values, name)
    if read_workout_timer.is_workout(first):
        return read_workout_timer.read_list(values[: limits.ROUTINES], name)
    raise _unknown(name)


def _is_entry(value: Any) -> bool:
    kinds = (
        read_wger.is_row,
        read_wger.is_exercise,
        read_free_exercise_db.is_exercise,
        read_workout_timer.is_workout,
    )
    return any(kind(value) for kind in kinds)


def _old_encoding(data: bytes, name: str, refusal: RefusedFileError) -> Bundle:
    """Just Another Workout Timer writes the low half of each letter: Latin-1, where that is enough."""
    value = read_json(data, name, "latin-1")
    if read_workout_timer.is_backup(value):
        bundle = read_workout_timer.read_backup(value, name)
    elif read_workout_timer.is_workout(value):
        bundle = read_workout_timer.read(value, name)
    else:
        raise refusal
    return together([bundle, _letters_lost(bundle)])


def _letters_lost(bundle: Bundle) -> Bundle:
    return Bundle(kind=bundle.kind, remarks=(_OLD_ENCODING,))


def _unknown(name: str) -> RefusedFileError:
    return RefusedFileError(f"“{name}” is no file of {_KINDS}.")
