"""`OwnStretches` on SQLite: stretches and pictures the user made or brought."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

import msgspec

from stretchplayer.core.catalogue import Stretch
from stretchplayer.core.history import OwnPicture, PictureKind
from stretchplayer.core.own_stretch import with_words
from stretchplayer.core.routine import Routine
from stretchplayer.store.instants import utc_text
from stretchplayer.store.routines import write_routine
from stretchplayer.store.rows import Rows

log = logging.getLogger(__name__)


class SqliteOwnStretches(Rows):
    """See `stretchplayer.core.history.OwnStretches`."""

    def own_stretches(self) -> tuple[list[Stretch], list[Stretch]]:
        """See `OwnStretches`. One that this version cannot read is left as it is, and not shown."""
        kept: list[Stretch] = []
        removed: list[Stretch] = []
        rows = self._database.rows("SELECT id, record, removed_utc FROM own_stretch ORDER BY made_utc, rowid")
        for row in rows:
            try:
                stretch = msgspec.json.decode(row["record"], type=Stretch)
            except msgspec.MsgspecError as error:
                log.info("the stretch %s cannot be read: %s", row["id"], error)
                continue
            (kept if row["removed_utc"] is None else removed).append(with_words(stretch))
        return kept, removed

    def save_stretches(
        self,
        stretches: Sequence[Stretch],
        pictures: Sequence[OwnPicture],
        routines: Sequence[Routine],
        at: datetime,
    ) -> None:
        """See `OwnStretches`."""
        now = utc_text(at)
        with self._database.transaction() as write:
            write.executemany(
                "INSERT INTO own_picture (id, kind, data, made_utc) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, data = excluded.data",
                [(picture.id, picture.kind, picture.data, now) for picture in pictures],
            )
            write.executemany(
                "INSERT INTO own_stretch (id, record, made_utc, changed_utc) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET record = excluded.record,"
                " changed_utc = excluded.changed_utc, removed_utc = NULL",
                [(stretch.id, msgspec.json.encode(stretch).decode(), now, now) for stretch in stretches],
            )
            for routine in routines:
                write_routine(write, routine, at)

    def remove_stretch(self, stretch: str, at: datetime) -> None:
        """See `OwnStretches`."""
        with self._database.transaction() as write:
            write.execute("UPDATE own_stretch SET removed_utc = ? WHERE id = ?", (utc_text(at), stretch))

    def picture(self, picture: str) -> OwnPicture | None:
        """See `OwnStretches`."""
        row = self._database.row("SELECT id, kind, data FROM own_picture WHERE id = ?", (picture,))
        if row is None:
            return None
        return OwnPicture(id=row["id"], kind=PictureKind(row["kind"]), data=row["data"])
