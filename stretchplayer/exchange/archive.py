"""Everything that is kept, in one ZIP that other programs can read: a CSV a table, and one JSON file."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from stretchplayer.core.history import Table
from stretchplayer.exchange.whole_file import replacing

JSON_NAME = "everything.json"
ABOUT_NAME = "README.txt"
_ABOUT = """Everything Stretch Player had kept on {day}.

Each .csv file is one kind of thing (UTF-8, comma, first line names the columns); {json} holds the same
in one file. An empty field is "not known", never zero. Times ending in Z are UTC; local_date is the
date you saw. Pictures are base64. Pain is 0 (no pain) to 10 (worst pain you can imagine).
"""


def write_archive(path: Path, tables: Iterable[Table], at: datetime) -> None:
    """Write the archive, in place of an earlier file only once it is complete.

    Raises `FileError` when that cannot be done.
    """
    with (
        replacing(path) as unfinished,
        zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        _fill(archive, list(tables), at)


def _fill(archive: zipfile.ZipFile, tables: Sequence[Table], at: datetime) -> None:
    archive.writestr(ABOUT_NAME, _ABOUT.format(day=at.date().isoformat(), json=JSON_NAME))
    whole = {
        "made_at": at.isoformat(),
        "tables": {
            table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for table in tables
        },
    }
    archive.writestr(JSON_NAME, json.dumps(whole, ensure_ascii=False, indent=1, default=_text))
    for table in tables:
        archive.writestr(f"{table.name}.csv", _csv(table))


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(
        [[_text(value) if isinstance(value, bytes) else value for value in row] for row in table.rows]
    )
    return text.getvalue()


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} has no place in an archive")
