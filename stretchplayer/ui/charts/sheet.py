"""The numbers of a chart as rows and columns: for a table on screen, and for a file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from stretchplayer.core.dates import short_day

Cell: TypeAlias = "str | int | float | date | None"

DECIMALS = 3  # in a file; on screen one is enough
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # spreadsheets run a cell that begins with one


@dataclass(frozen=True)
class Sheet:
    """A named table. ``None`` is something not known, and an empty cell."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    days: tuple[date, ...] = ()  # the day each row tells of, where its entries can be opened


def words_of(cell: Cell) -> str:
    """A cell as it is shown."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return short_day(cell, year=True)
    if isinstance(cell, float):
        return f"{cell:.1f}"
    return str(cell)


def order_of(cell: Cell) -> tuple[int, float, str]:
    """Where a cell stands among those of its column; what is not known stands first."""
    if cell is None:
        return 0, 0.0, ""
    if isinstance(cell, date):
        return 1, float(cell.toordinal()), ""
    if isinstance(cell, str):
        return 2, 0.0, cell.casefold()
    return 1, float(cell), ""


def csv_text(sheet: Sheet) -> str:
    """The table as comma-separated values: dates as 2026-11-16, decimals with a point."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.columns)
    writer.writerows([_for_file(cell) for cell in row] for row in sheet.rows)
    return out.getvalue()


def _for_file(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.{DECIMALS}f}".rstrip("0").rstrip(".")
    words = str(cell)
    return f"'{words}" if isinstance(cell, str) and words.startswith(FORMULA_SIGNS) else words
