"""`RoutineChanges` on SQLite: the user's routines, changed copies and own ones alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from stretchplayer.core.catalogue import Dose, Origin, Side
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Sounds, Talking
from stretchplayer.core.routine import HowOften, Routine, RoutineItem, Sides
from stretchplayer.store.database import Row
from stretchplayer.store.drafts import write_draft
from stretchplayer.store.instants import utc_text
from stretchplayer.store.rows import Rows

_ROUTINE = (
    "id, name, description, changed_utc, made_utc, length, talking, sounds, times_a_day, days_a_week, origin,"
    " place"
)
_ITEM = "routine, position, stretch, hold_s, repetitions, rest_s, get_ready_s, sides, first_side"


class SqliteRoutineChanges(Rows):
    """See `stretchplayer.core.history.RoutineChanges`."""

    def changed_routines(self) -> dict[str, Routine]:
        """See `RoutineChanges`."""
        items: dict[str, list[RoutineItem]] = {}
        for row in self._database.rows(f"SELECT {_ITEM} FROM routine_item ORDER BY routine, position"):
            items.setdefault(row["routine"], []).append(_item(row))
        rows = self._database.rows(
            f"SELECT {_ROUTINE} FROM routine ORDER BY coalesce(made_utc, changed_utc), rowid"
        )
        return {row["id"]: _routine(row, tuple(items.get(row["id"], ()))) for row in rows}

    def save_routine(self, routine: Routine, at: datetime) -> None:
        """See `RoutineChanges`."""
        with self._database.transaction() as write:
            write_routine(write, routine, at)

    def forget_routine(self, routine: str) -> None:
        """See `RoutineChanges`."""
        with self._database.transaction() as write:
            write.execute("DELETE FROM routine WHERE id = ?", (routine,))

    def usual_doses(self) -> dict[str, Dose]:
        """See `RoutineChanges`."""
        return {
            row["stretch"]: Dose(hold_s=row["hold_s"], repetitions=row["repetitions"])
            for row in self._database.rows("SELECT stretch, hold_s, repetitions FROM usual_dose")
        }

    def use_everywhere(
        self,
        stretch: str,
        dose: Dose | None,
        routines: Sequence[Routine],
        at: datetime,
        *,
        forgotten: Sequence[str] = (),
        drafts: Mapping[str, str | None] | None = None,
    ) -> None:
        """See `RoutineChanges`."""
        with self._database.transaction() as write:
            write.execute("DELETE FROM usual_dose WHERE stretch = ?", (stretch,))
            if dose is not None:
                write.execute(
                    "INSERT INTO usual_dose (stretch, hold_s, repetitions, changed_utc) VALUES (?, ?, ?, ?)",
                    (stretch, dose.hold_s, dose.repetitions, utc_text(at)),
                )
            for routine in routines:
                write_routine(write, routine, at)
            write.executemany("DELETE FROM routine WHERE id = ?", [(id_,) for id_ in forgotten])
            for key, data in (drafts or {}).items():
                write_draft(write, key, data, at)


def write_routine(write: sqlite3.Connection, routine: Routine, at: datetime) -> None:
    """Write a routine in place of an earlier one, inside a transaction of the caller's."""
    now = utc_text(at)
    often = routine.how_often
    write.execute("DELETE FROM routine_item WHERE routine = ?", (routine.id,))
    write.execute(
        f"INSERT INTO routine ({_ROUTINE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,"
        " changed_utc = excluded.changed_utc, length = excluded.length, talking = excluded.talking,"
        " sounds = excluded.sounds, times_a_day = excluded.times_a_day,"
        " days_a_week = excluded.days_a_week, origin = excluded.origin, place = excluded.place",
        (
            routine.id,
            routine.name,
            routine.description,
            now,
            now,
            routine.length,
            routine.talking,
            routine.sounds,
            None if often is None else often.times_a_day,
            None if often is None else often.days_a_week,
            None if routine.origin is None else msgspec.json.encode(routine.origin).decode(),
            routine.place,
        ),
    )
    write.executemany(
        f"INSERT INTO routine_item ({_ITEM}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                item.first_side,
            )
            for position, item in enumerate(routine.items)
        ],
    )


def _routine(row: Row, items: tuple[RoutineItem, ...]) -> Routine:
    often = None
    if row["times_a_day"] is not None:
        often = HowOften(times_a_day=row["times_a_day"], days_a_week=row["days_a_week"])
    return Routine(
        id=row["id"],
        name=row["name"],
        description=row["description"],
        items=items,
        place=Place(row["place"]),
        length=row["length"],
        talking=None if row["talking"] is None else Talking(row["talking"]),
        sounds=None if row["sounds"] is None else Sounds(row["sounds"]),
        how_often=often,
        origin=None if row["origin"] is None else msgspec.json.decode(row["origin"], type=Origin),
    )


def _item(row: Row) -> RoutineItem:
    return RoutineItem(
        stretch=row["stretch"],
        hold_s=row["hold_s"],
        repetitions=row["repetitions"],
        rest_s=row["rest_s"],
        get_ready_s=row["get_ready_s"],
        sides=Sides(row["sides"]),
        first_side=None if row["first_side"] is None else Side(row["first_side"]),
    )
