"""Reads the files that `history_json` writes, piece by piece: the largest takes no more memory than a row.

Any JSON of that content is taken, however it is spaced. As from any file, nothing is trusted: rows are flat,
values are text, numbers or pictures, and no row is larger than a picture may be.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import msgspec

from stretchplayer.core.errors import RefusedFileError
from stretchplayer.core.kept import RowsOf, Value
from stretchplayer.exchange import limits
from stretchplayer.exchange.history_json import ARCHIVED_NAME, FORMAT, Blob
from stretchplayer.exchange.zip_guard import is_zip

FILE_BYTES = 512 * limits.MEGABYTE  # thirty years of daily use have 80
ROW_BYTES = 2 * limits.PICTURE_BYTES  # the largest picture in base64, and its name
_CHUNK = limits.MEGABYTE
_HEAD = 4096  # bytes in which a file says what it is

_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_MEMBER = re.compile(rb"\s*+(" + _STRING + rb")\s*+:\s*+", re.DOTALL)
_SIMPLE = re.compile(rb"\s*+(" + _STRING + rb"|\d{1,9})\s*+,", re.DOTALL)
_NAMES = re.compile(rb"\s*+(\[(?:[^\[\]\"]|" + _STRING + rb")*+\])\s*+,", re.DOTALL)
_ROW = rb"\s*+\[(?:[^\[\]\"]++|" + _STRING + rb")*+\]"
_ROWS = re.compile(rb"(?:" + _ROW + rb"\s*+,)++", re.DOTALL)
_LAST_ROW = re.compile(_ROW + rb"\s*+\]", re.DOTALL)
_NO_ROW = re.compile(rb"\s*+\]")
_SPACE = re.compile(rb"\s*+")
_MARK = re.compile(rb'\s*+\{\s*+"format"\s*+:\s*+"' + FORMAT.encode() + rb'"')
_PICTURE = b'"base64"'  # is where a picture is
_BOM = b"\xef\xbb\xbf"

# The end of a ZIP archive: a mark, and at these places how many files there are and how long their list is.
_END_MARK, _END_SIZE, _END_ENTRIES, _END_LISTED = b"PK\x05\x06", 22, 10, 12
_FAR_MARK, _FAR_SIZE = b"PK\x06\x07", 20
_END_BYTES = 66_000  # with the longest remark behind it
_LIST_BYTES = 100_000
# What opening a file may raise: the system's words, or those of a damaged archive.
_UNREADABLE = (
    OSError,
    ValueError,
    EOFError,
    KeyError,
    RuntimeError,
    zlib.error,
    zipfile.BadZipFile,
)


class Head(msgspec.Struct, frozen=True):
    """What a file says of itself."""

    schema: int
    made_at: str
    made_by: str


def is_history(path: Path) -> bool:
    """Whether a file says that it is one of ours. Any other, and any that cannot be read, is not."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with _opened(path) as file:
            return _MARK.match(file.read(_HEAD).removeprefix(_BOM)) is not None
    except (*_UNREADABLE, RefusedFileError):
        return False


@contextmanager
def history_file(path: Path) -> Iterator[tuple[Head, Iterator[RowsOf]]]:
    """What a file says of itself, and its tables, each to be read to its end before the next.

    The file may be in an archive of everything. Raises `RefusedFileError`, while the tables are read as well.
    """
    name = limits.shown(path.name)
    with ExitStack() as until_read:
        with _told_plainly(name):
            if path.stat().st_size > FILE_BYTES:
                raise _too_large(name)
            file = until_read.enter_context(_opened(path))
        reader = _Reader(file, name)
        yield reader.head(), reader.tables()


def archived_names(path: Path, folder: str) -> list[str]:
    """The names of the files in a folder of an archive of everything; of any other file, none.

    Raises `RefusedFileError`.
    """
    with _archive(path) as archive:
        names = [] if archive is None else archive.namelist()
    return [name for name in dict.fromkeys(names) if name.startswith(f"{folder}/") and not name.endswith("/")]


def archived_file(path: Path, name: str, most_bytes: int) -> bytes:
    """What is in a file of an archive of everything. Raises `RefusedFileError`, also when it is too much."""
    with _archive(path) as archive:
        if archive is not None:
            with archive.open(name) as entry:
                data = entry.read(most_bytes + 1)
            if len(data) <= most_bytes:
                return data
    raise RefusedFileError(
        f"“{limits.shown(name.rpartition('/')[2])}” holds more than {most_bytes // limits.MEGABYTE} MB."
    )


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile | None]:
    name = limits.shown(path.name)
    with _told_plainly(name), path.open("rb") as file:
        if not is_zip(file.read(4)):
            yield None
            return
        _check_end(file, name)
        with zipfile.ZipFile(file) as archive:
            yield archive


@contextmanager
def _told_plainly(name: str) -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as error:
        reason = getattr(error, "strerror", None) or "it is a damaged archive"
        raise RefusedFileError(f"“{name}” cannot be opened: {reason}. Nothing was changed.") from error


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """The file, or the one in the archive that it is. Raises of `_UNREADABLE`, and `RefusedFileError`."""
    with path.open("rb") as file:
        if not is_zip(file.read(4)):
            file.seek(0)
            yield file
            return
        _check_end(file, limits.shown(path.name))
        with zipfile.ZipFile(file) as archive, archive.open(ARCHIVED_NAME) as entry:
            yield entry


def _check_end(file: IO[bytes], name: str) -> None:
    """Refuse an archive with more files than ours have, before its list is read."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_BYTES))
    end = file.read()
    at = end.rfind(_END_MARK)
    if at < 0 or len(end) - at < _END_SIZE:
        raise zipfile.BadZipFile
    (entries,) = struct.unpack_from("<H", end, at + _END_ENTRIES)
    (listed,) = struct.unpack_from("<I", end, at + _END_LISTED)
    far = end[max(0, at - _FAR_SIZE) : at].startswith(_FAR_MARK)  # counted elsewhere: ours never are
    if far or entries > limits.ZIP_ENTRIES or listed > _LIST_BYTES:
        raise RefusedFileError(f"“{name}” holds more than {limits.ZIP_ENTRIES} files. Nothing was changed.")


def _too_large(name: str) -> RefusedFileError:
    return RefusedFileError(
        f"“{name}” holds more than {FILE_BYTES // limits.MEGABYTE} MB, which is too much for notes. "
        "Nothing was changed."
    )


class _Reader:
    """Looks through a window of the file, which moves on."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file = file
        self._name = name
        self._window = b""
        self._at = 0
        self._left = FILE_BYTES
        self._rows = msgspec.json.Decoder(list[list[int | float | str | Blob | None]])
        self._plain_rows: msgspec.json.Decoder[list[list[Value]]] = msgspec.json.Decoder(
            list[list[int | float | str | None]]
        )

    def head(self) -> Head:
        """All there is before the tables."""
        self._more()
        self._at = len(_BOM) if self._window.startswith(_BOM) else 0
        self._expect(b"{")
        found: dict[str, object] = {}
        while (member := self._member()) != "tables":
            simple = self._match(_SIMPLE)
            if member in found:
                raise self._damaged()
            found[member] = self._decoded(simple[1])
        if found.pop("format", None) != FORMAT:
            raise self._damaged()
        try:
            return msgspec.convert(found, Head)
        except msgspec.ValidationError as error:
            raise self._damaged() from error

    def tables(self) -> Iterator[RowsOf]:
        """The tables in their order, and then the end of the file."""
        self._expect(b"{")
        more = self._next() != b"}"
        while more:
            yield self._table()
            self._expect(b"}")
            more = self._next() == b","
            if more:
                self._expect(b",")
        for _ in ("of the tables", "of the file"):
            self._expect(b"}")
        if self._next():
            raise self._damaged()

    def _table(self) -> RowsOf:
        table = self._member()
        self._expect(b"{")
        self._expect_member("columns")
        columns = self._decoded(self._match(_NAMES)[1])
        if not isinstance(columns, list) or not all(isinstance(column, str) for column in columns):
            raise self._damaged()
        self._expect_member("rows")
        self._expect(b"[")
        return RowsOf(table, tuple(columns), self._all_rows(len(columns)))

    def _all_rows(self, width: int) -> Iterator[list[Value]]:
        """The rows up to the end of their list."""
        some = False
        while True:
            if found := _ROWS.match(self._window, self._at):
                text, last = found[0][:-1], False  # without the comma after it
            elif found := _LAST_ROW.match(self._window, self._at):
                text, last = found[0][:-1], True
            elif not some and (found := _NO_ROW.match(self._window, self._at)):
                text, last = b"", True
            elif self._more():
                continue
            else:
                raise self._broken_off()
            some, self._at = True, found.end()
            rows = self._decoded_rows(text)
            if any(len(row) != width for row in rows):
                raise self._damaged()
            yield from rows
            if last:
                return

    def _decoded_rows(self, text: bytes) -> list[list[Value]]:
        try:
            if _PICTURE not in text:
                return self._plain_rows.decode(b"[%b]" % text)
            rows = self._rows.decode(b"[%b]" % text)
        except (msgspec.DecodeError, ValueError) as error:
            raise self._damaged() from error
        return [[value.base64 if isinstance(value, Blob) else value for value in row] for row in rows]

    def _decoded(self, text: bytes) -> object:
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, ValueError) as error:
            raise self._damaged() from error

    def _member(self) -> str:
        return str(self._decoded(self._match(_MEMBER)[1]))

    def _expect_member(self, name: str) -> None:
        if self._member() != name:
            raise self._damaged()

    def _expect(self, letter: bytes) -> None:
        if self._next() != letter:
            raise self._damaged() if self._next() else self._broken_off()
        self._at += 1

    def _next(self) -> bytes:
        """The next byte that is no space; nothing at the end."""
        while True:
            space = _SPACE.match(self._window, self._at)
            assert space is not None
            self._at = space.end()
            if self._at < len(self._window) or not self._more():
                return self._window[self._at : self._at + 1]

    def _match(self, pattern: re.Pattern[bytes]) -> re.Match[bytes]:
        """What comes next has this form."""
        while (found := pattern.match(self._window, self._at)) is None:
            if not self._more():
                raise self._broken_off()
        self._at = found.end()
        return found

    def _more(self) -> bool:
        """Move the window on; whether there is more to see."""
        rest = self._window[self._at :]
        if len(rest) > ROW_BYTES:
            raise self._damaged()
        with _told_plainly(self._name):
            more = self._file.read(max(_CHUNK, len(rest)))  # twice as much: nothing is looked at often
        self._left -= len(more)
        if self._left < 0:
            raise _too_large(self._name)  # an archive that unpacks to more than it says
        if more:
            self._window, self._at = rest + more, 0
        return bool(more)

    def _damaged(self) -> RefusedFileError:
        return RefusedFileError(f"“{self._name}” is damaged, or was changed by hand. Nothing was changed.")

    def _broken_off(self) -> RefusedFileError:
        if self._window.rstrip().endswith(b"}"):
            return self._damaged()
        return RefusedFileError(
            f"“{self._name}” is not complete: it ends in the middle. Nothing was changed."
        )
