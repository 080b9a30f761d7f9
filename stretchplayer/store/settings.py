"""`Settings` on SQLite: small values as JSON text by key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from stretchplayer.store.instants import utc_text
from stretchplayer.store.rows import Rows


class SqliteSettings(Rows):
    """See `stretchplayer.core.history.Settings`."""

    def all_settings(self) -> dict[str, str]:
        """See `Settings`."""
        return {row["key"]: row["value"] for row in self._database.rows("SELECT key, value FROM setting")}

    def save_settings(self, changes: Mapping[str, str | None], at: datetime) -> None:
        """See `Settings`."""
        with self._database.transaction() as write:
            for key, value in changes.items():
                if value is None:
                    write.execute("DELETE FROM setting WHERE key = ?", (key,))
                else:
                    write.execute(
                        "INSERT INTO setting (key, value, changed_utc) VALUES (?, ?, ?)"
                        " ON CONFLICT (key) DO UPDATE SET value = excluded.value,"
                        " changed_utc = excluded.changed_utc",
                        (key, value, utc_text(at)),
                    )
