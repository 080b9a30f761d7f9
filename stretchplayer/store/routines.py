"""`RoutineChanges` on SQLite: the user's changed copies of routines."""

from __future__ import annotations

from datetime import datetime

from stretchplayer.core.routine import Routine, RoutineItem, Sides
from stretchplayer.store.database import Row
from stretchplayer.store.instants import utc_text
from stretchplayer.store.rows import Rows


class SqliteRoutineChanges(Rows):
    """See `stretchplayer.core.history.RoutineChanges`."""

    def changed_routines(self) -> dict[str, Routine]:
        """See `RoutineChanges`."""
        items: dict[str, list[RoutineItem]] = {}
        for row in self._database.rows("SELECT * FROM routine_item ORDER BY routine, position"):
            items.setdefault(row["routine"], []).append(_item(row))
        return {
            row["id"]: Routine(
                id=row["id"],
                name=row["name"],
                description=row["description"],
                items=tuple(items.get(row["id"], ())),
            )
            for row in self._database.rows("SELECT * FROM routine")
        }

    def save_routine(self, routine: Routine, at: datetime) -> None:
        """See `RoutineChanges`."""
        with self._database.transaction() as write:
            write.execute("DELETE FROM routine WHERE id = ?", (routine.id,))
            write.execute(
                "INSERT INTO routine (id, name, description, changed_utc) VALUES (?, ?, ?, ?)",
                (routine.id, routine.name, routine.description, utc_text(at)),
            )
            write.executemany(
                "INSERT INTO routine_item (routine, position, stretch, hold_s, repetitions, rest_s,"
                " get_ready_s, sides) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        routine.id,
                        position,
                        item.stretch,
                        item.hold_s,
                        item.repetitions,
                        item.rest_s,
                        item.get_ready_s,
                        item.sides,
                    )
                    for position, item in enumerate(routine.items)
                ],
            )

    def forget_routine(self, routine: str) -> None:
        """See `RoutineChanges`."""
        with self._database.transaction() as write:
            write.execute("DELETE FROM routine WHERE id = ?", (routine,))


def _item(row: Row) -> RoutineItem:
    return RoutineItem(
        stretch=row["stretch"],
        hold_s=row["hold_s"],
        repetitions=row["repetitions"],
        rest_s=row["rest_s"],
        get_ready_s=row["get_ready_s"],
        sides=Sides(row["sides"]),
    )
