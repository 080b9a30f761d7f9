"""`Brought` on SQLite: two databases side by side, and the one added to the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from stretchplayer.core.kept import Tally
from stretchplayer.store.database import Database
from stretchplayer.store.scratch import drop
from stretchplayer.store.shape import Shape, shapes_of

#: Kinds of things as people count them, and the tables whose rows they are. The rest is counted together.
_KINDS = {
    "session": "sessions",
    "pain_rating": "ratings",
    "measurement": "measurements",
    "session_note": "notes",
    "day_note": "notes",
    "flare_day": "flare days",
    "routine": "routines",
    "own_stretch": "stretches",
    "own_picture": "pictures",
    "setting": "settings",
    "draft": "drafts",
}
_OTHER = "other records"


class SqliteBrought:
    """See `stretchplayer.core.kept.Brought`. The file's database goes when this is closed."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path: Path | None = path
        shapes = shapes_of(database.each)
        self._whole = [shape for shape in shapes.values() if shape.owner is None]
        self._parts: dict[str, list[Shape]] = {}
        for shape in shapes.values():
            if shape.owner is not None:
                self._parts.setdefault(shape.owner, []).append(shape)
        try:
            database.run_script(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS brought")
        except BaseException:
            drop(path)
            raise

    def tallies(self) -> list[Tally]:
        """See `Brought`."""
        found = dict.fromkeys([*_KINDS.values(), _OTHER], (0, 0, 0))
        for shape in self._whole:
            kind = _KINDS.get(shape.table, _OTHER)
            counts = zip(found[kind], self._tally(shape), strict=True)
            new, same, different = (before + more for before, more in counts)
            found[kind] = (new, same, different)
        return [
            Tally(kind=kind, new=new, same=same, different=different)
            for kind, (new, same, different) in found.items()
            if new or same or different
        ]

    def bring_in(self, *, prefer_file: bool) -> None:
        """See `Brought`."""
        with self._database.transaction() as write:
            write.execute("PRAGMA defer_foreign_keys = ON")
            for shape in self._whole:
                if prefer_file:
                    self._take_over(write, shape)
                self._add(write, shape)

    def close(self) -> None:
        """See `Brought`."""
        if self._path is not None:
            path, self._path = self._path, None
            self._database.run_script("DETACH brought")
            drop(path)

    def _tally(self, shape: Shape) -> tuple[int, int, int]:
        different = self._differs(shape)
        for new, both, other in self._database.each(
            "SELECT count(*) FILTER (WHERE here.rowid IS NULL), count(here.rowid),"
            f" count(*) FILTER (WHERE here.rowid IS NOT NULL AND ({different}))"
            f" FROM brought.{shape.table} AS there LEFT JOIN main.{shape.table} AS here ON {_same_key(shape)}"
        ):
            return new, both - other, other
        raise AssertionError

    def _differs(self, shape: Shape) -> str:
        """Whether a row here and the row there with its key say something else, their parts included."""
        conditions = [f'here."{column}" IS NOT there."{column}"' for column in shape.columns]
        for part in self._parts.get(shape.table, ()):
            columns = _listed(part.columns)
            of_it = f'WHERE "{part.owner_column}" = there."{shape.key[0]}"'
            here = f"SELECT {columns} FROM main.{part.table} {of_it}"
            there = f"SELECT {columns} FROM brought.{part.table} {of_it}"
            conditions += [f"EXISTS ({here} EXCEPT {there})", f"EXISTS ({there} EXCEPT {here})"]
        return " OR ".join(conditions)

    def _take_over(self, write: sqlite3.Connection, shape: Shape) -> None:
        """Make what is in both as the file has it."""
        put = ", ".join(f'"{column}" = there."{column}"' for column in shape.columns)
        # Ignored is only what could not stand beside the rest: a second "left out" of the same stretch.
        write.execute(
            f"UPDATE OR IGNORE main.{shape.table} AS here SET {put} FROM brought.{shape.table} AS there"
            f" WHERE {_same_key(shape)} AND ({' OR '.join(_columns_differ(shape))})"
        )
        for part in self._parts.get(shape.table, ()):
            write.execute(
                f'DELETE FROM main.{part.table} WHERE "{part.owner_column}" IN'
                f' (SELECT "{shape.key[0]}" FROM brought.{shape.table})'
            )
            self._add_parts(
                write, part, f'"{part.owner_column}" IN (SELECT "{shape.key[0]}" FROM main.{shape.table})'
            )

    def _add(self, write: sqlite3.Connection, shape: Shape) -> None:
        """Add what is not here. Parts go first, for then it can still be seen what is new."""
        for part in self._parts.get(shape.table, ()):
            of_ours = f'SELECT "{shape.key[0]}" FROM main.{shape.table}'
            self._add_parts(write, part, f'"{part.owner_column}" NOT IN ({of_ours})')
        columns = _listed(shape.columns)
        write.execute(
            f"INSERT OR IGNORE INTO main.{shape.table} ({columns})"
            f" SELECT {columns} FROM brought.{shape.table} AS there WHERE NOT EXISTS"
            f" (SELECT 1 FROM main.{shape.table} AS here WHERE {_same_key(shape)}) ORDER BY there.rowid"
        )

    @staticmethod
    def _add_parts(write: sqlite3.Connection, part: Shape, which: str) -> None:
        columns = _listed(part.columns)
        write.execute(
            f"INSERT INTO main.{part.table} ({columns})"
            f" SELECT {columns} FROM brought.{part.table} WHERE {which} ORDER BY rowid"
        )


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _same_key(shape: Shape) -> str:
    return " AND ".join(f'here."{column}" = there."{column}"' for column in shape.key)


def _columns_differ(shape: Shape) -> list[str]:
    return [f'here."{column}" IS NOT there."{column}"' for column in shape.columns]
