"""`Everything` on SQLite: how much is kept, and the way to keep none of it."""

from __future__ import annotations

from stretchplayer.core.history import Table
from stretchplayer.store.faults import copies_of, told_plainly
from stretchplayer.store.rows import Rows
from stretchplayer.store.scratch import scratch_files
from stretchplayer.store.shape import shapes_of

#: Kinds of things as people count them, with the question that counts them.
_COUNTED = {
    "sessions": "SELECT count(*) FROM session WHERE removed_utc IS NULL",
    "ratings": "SELECT count(*) FROM pain_rating WHERE removed_utc IS NULL",
    "measurements": "SELECT count(*) FROM measurement WHERE removed_utc IS NULL",
    "notes": "SELECT (SELECT count(*) FROM session_note) + (SELECT count(*) FROM day_note)",
    "routines": "SELECT count(*) FROM routine",
    "stretches": "SELECT count(*) FROM own_stretch WHERE removed_utc IS NULL",
    "settings": "SELECT count(*) FROM setting",
}


class SqliteEverything(Rows):
    """See `stretchplayer.core.history.Everything`."""

    def tables(self) -> list[Table]:
        """See `Everything`."""
        tables = []
        for shape in shapes_of(self._database.each).values():
            columns = ", ".join(shape.columns)
            rows = self._database.each(f"SELECT {columns} FROM {shape.table} ORDER BY rowid")
            tables.append(Table(name=shape.table, columns=shape.columns, rows=tuple(rows)))
        return tables

    def counts(self) -> dict[str, int]:
        """See `Everything`."""
        found = {}
        for kind, question in _COUNTED.items():
            row = self._database.row(question)
            assert row is not None
            found[kind] = int(row[0])
        return found

    def erase(self) -> None:
        """See `Everything`. Freed pages are overwritten, and the copies made before upgrades go too."""
        names = list(shapes_of(self._database.each))
        self._database.run_script("PRAGMA secure_delete = ON")
        with self._database.transaction() as write:
            write.execute("PRAGMA defer_foreign_keys = ON")
            for name in names:
                write.execute(f"DELETE FROM {name}")
        self._database.run_script("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
        with told_plainly(self._database.path):
            for copy in [*copies_of(self._database.path), *scratch_files(self._database.path)]:
                copy.unlink(missing_ok=True)
