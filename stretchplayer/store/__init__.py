"""The user's notes on disk: one SQLite file, opened with `open_store`."""

from __future__ import annotations

from pathlib import Path

from stretchplayer.core.comfort.log import ComfortLog
from stretchplayer.core.history import (
    Corrections,
    Drafts,
    Everything,
    History,
    OwnStretches,
    RoutineChanges,
    Settings,
)
from stretchplayer.core.kept import Kept
from stretchplayer.core.measures import Measures
from stretchplayer.store.comfort import SqliteComfortLog
from stretchplayer.store.corrections import SqliteCorrections
from stretchplayer.store.database import Database
from stretchplayer.store.drafts import SqliteDrafts
from stretchplayer.store.everything import SqliteEverything
from stretchplayer.store.history import SqliteHistory
from stretchplayer.store.kept import SqliteKept
from stretchplayer.store.measures import SqliteMeasures
from stretchplayer.store.migrate import migrate
from stretchplayer.store.own_stretches import SqliteOwnStretches
from stretchplayer.store.routines import SqliteRoutineChanges
from stretchplayer.store.settings import SqliteSettings

FILE_NAME = "history.sqlite3"

__all__ = ["FILE_NAME", "Store", "open_store"]


class Store:
    """Everything kept, through one connection that belongs to the thread that opened it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.history: History = SqliteHistory(database)
        self.corrections: Corrections = SqliteCorrections(database)
        self.comfort: ComfortLog = SqliteComfortLog(database)
        self.measures: Measures = SqliteMeasures(database)
        self.routines: RoutineChanges = SqliteRoutineChanges(database)
        self.own_stretches: OwnStretches = SqliteOwnStretches(database)
        self.drafts: Drafts = SqliteDrafts(database)
        self.settings: Settings = SqliteSettings(database)
        self.everything: Everything = SqliteEverything(database)
        self._kept = SqliteKept(database)
        self.kept: Kept = self._kept

    def close(self) -> None:
        """Give the file back. Nothing can be asked afterwards; closing twice is harmless."""
        self._kept.close()
        self.database.close()


def open_store(folder: Path) -> Store:
    """Open the notes in this folder, making or upgrading them as needed.

    Raises `StoreError` when they are damaged, newer than this version, in use for more than five
    seconds or cannot be written; they are then left as they are.
    """
    database = Database(folder / FILE_NAME)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return Store(database)
