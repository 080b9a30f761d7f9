"""What the parts of the store share."""

from __future__ import annotations

from uuid import uuid4

from stretchplayer.store.database import Database


def new_id() -> str:
    """An id no other machine will make."""
    return str(uuid4())


class Rows:
    """Reads and writes some tables of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
