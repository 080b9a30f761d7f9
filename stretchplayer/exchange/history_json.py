"""All that is kept in one JSON file, which `history_read` reads again with nothing lost.

The file is one object: "format" is "stretchplayer-history", "schema" the number of the form the tables have,
"made_at" and "made_by" say when and by what it was written. "tables" has a member a table, each with its
"columns" and its "rows", a list of values a row. Pictures are objects with the one member "base64". null is
"not known", never zero. Entries that were taken back are there as well; "removed_utc" says since when.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from stretchplayer.core.kept import RowsOf, Value
from stretchplayer.exchange.whole_file import replacing

FORMAT = "stretchplayer-history"
ARCHIVED_NAME = "everything.json"  # what the file is called within the archive of everything


class Blob(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bytes in a row."""

    base64: bytes


def write_json(path: Path, tables: Iterable[RowsOf], schema: int, at: datetime, made_by: str) -> None:
    """Write the file, in place of an earlier one only once it is complete. Raises `FileError`."""
    with replacing(path) as unfinished, unfinished.open("wb") as file:
        fill_json(file, tables, schema, at, made_by)


def fill_json(file: IO[bytes], tables: Iterable[RowsOf], schema: int, at: datetime, made_by: str) -> None:
    """Write what the file holds, row by row."""
    head = {"format": FORMAT, "schema": schema, "made_at": at.isoformat(), "made_by": made_by}
    lines = [f"  {_text(name)}: {_text(value)},\n" for name, value in head.items()]
    file.write(f'{{\n{"".join(lines)}  "tables": {{'.encode())
    before = b"\n"
    for table, columns, rows in tables:
        file.write(before + f'    {_text(table)}: {{"columns": {_text(columns)}, "rows": ['.encode())
        _write_rows(file, rows)
        file.write(b"]}")
        before = b",\n"
    file.write(b"\n  }\n}\n")


def _write_rows(file: IO[bytes], rows: Iterable[Sequence[Value]]) -> None:
    encode = msgspec.json.Encoder().encode
    before = b"\n"
    for row in rows:
        whole: Sequence[object] = row
        if any(type(value) is bytes for value in row):
            whole = [Blob(value) if isinstance(value, bytes) else value for value in row]
        file.write(before + encode(whole))
        before = b",\n"


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()
