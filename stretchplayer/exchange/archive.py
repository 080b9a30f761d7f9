"""Everything that is kept, in one ZIP that other programs can read: a CSV a table, and one JSON file.

The JSON file is that of `history_json`, so the ZIP can be brought back as well.
"""

from __future__ import annotations

import base64
import csv
import io
import zipfile
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import IO

from stretchplayer.core.kept import RowsOf, Value
from stretchplayer.exchange.history_csv import harmless
from stretchplayer.exchange.history_json import ARCHIVED_NAME, fill_json
from stretchplayer.exchange.whole_file import replacing

ABOUT_NAME = "README.txt"
_ABOUT = """Everything Stretch Player had kept on {day}.

Each .csv file is one kind of thing (UTF-8, comma, first line names the columns); {json} holds the same
in one file. An empty field is "not known", never zero. Times ending in Z are UTC; local_date is the
date you saw. Pictures are base64. Pain is 0 (no pain) to 10 (worst pain you can imagine).

In the .csv files a text that a spreadsheet would take for a formula has an apostrophe (') in front, and so
has one that begins with an apostrophe; take that one away to have it as it was.

Stretch Player brings all of it back from this file: Settings, "Bring back from a file". Sounds of your own
are in the folder "sounds", if you have any, and come back with it.
"""


def write_archive(
    path: Path,
    all_rows: Callable[[], Generator[RowsOf]],
    schema: int,
    at: datetime,
    made_by: str,
    beside: Mapping[str, Path] | None = None,
) -> None:
    """Write the archive, in place of an earlier file only once it is complete.

    `beside` are files that go along as they are, by their names in the archive.

    Raises `FileError` when that cannot be done.
    """
    with (
        replacing(path) as unfinished,
        zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        archive.writestr(ABOUT_NAME, _ABOUT.format(day=at.date().isoformat(), json=ARCHIVED_NAME))
        with archive.open(ARCHIVED_NAME, "w") as entry, closing(all_rows()) as tables:
            fill_json(entry, tables, schema, at, made_by)
        with closing(all_rows()) as tables:
            for table in tables:
                with archive.open(f"{table.table}.csv", "w") as entry:
                    _fill(entry, table)
        for name, file in (beside or {}).items():
            archive.write(file, name)


def _fill(entry: IO[bytes], table: RowsOf) -> None:
    with io.TextIOWrapper(entry, encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(table.columns)
        writer.writerows([_cell(value) for value in row] for row in table.rows)


def _cell(value: Value) -> str | float | None:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return harmless(value) if isinstance(value, str) else value
