"""`Kept` on SQLite: all tables row by row, and files of the like laid beside them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable

from stretchplayer.core.history import OwnPicture
from stretchplayer.core.kept import Brought, RowsOf
from stretchplayer.store.brought import SqliteBrought
from stretchplayer.store.database import Database
from stretchplayer.store.rows import Rows
from stretchplayer.store.scratch import scratch_of
from stretchplayer.store.shape import shapes_of

# What was kept first. What is noted afterwards tells of earlier days, so it is left out.
_FIRST = """
    SELECT id FROM (
        SELECT id, started_utc AS at FROM session WHERE NOT by_hand
        UNION ALL SELECT id, at_utc FROM pain_rating WHERE noted_utc IS NULL
        UNION ALL SELECT id, at_utc FROM measurement WHERE noted_utc IS NULL
        UNION ALL SELECT id, at_utc FROM screening
    ) ORDER BY at, id LIMIT 1
"""


class SqliteKept(Rows):
    """See `stretchplayer.core.kept.Kept`. One file at a time is laid beside the notes."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._brought: SqliteBrought | None = None

    def close(self) -> None:
        """Forget a file that is still looked at. Closing twice is harmless."""
        if self._brought is not None:
            self._brought.close()
            self._brought = None

    @property
    def schema(self) -> int:
        """See `Kept`."""
        return self._database.version

    def person(self) -> str:
        """See `Kept`. It is the id of what was kept first."""
        row = self._database.row(_FIRST)
        return "" if row is None else str(row["id"])

    def all_rows(self) -> Generator[RowsOf]:
        """See `Kept`."""
        with self._database.snapshot():
            for shape in shapes_of(self._database.each).values():
                columns = ", ".join(f'"{column}"' for column in shape.columns)
                rows = self._database.each(f"SELECT {columns} FROM {shape.table} ORDER BY rowid")
                yield RowsOf(shape.table, shape.columns, rows)

    def look_into(
        self,
        schema: int,
        tables: Iterable[RowsOf],
        check_picture: Callable[[OwnPicture], object],
    ) -> Brought:
        """See `Kept`."""
        self.close()
        path = scratch_of(self._database.path, schema, tables, check_picture)
        self._brought = SqliteBrought(self._database, path)
        return self._brought
