"""Brings a file to the newest schema: numbered SQL files, each with its number in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from stretchplayer.core.errors import StoreError
from stretchplayer.store.database import Database
from stretchplayer.store.faults import NEWER_FILE

MIGRATIONS = Path(__file__).with_name("migrations")


class Migration(NamedTuple):
    """What leads from the schema before to schema `number`."""

    number: int
    sql: str


def shipped_migrations() -> list[Migration]:
    """The migrations of this version, in order."""
    files = sorted(MIGRATIONS.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    return [Migration(int(file.name[:4]), file.read_text(encoding="utf-8")) for file in files]


def migrate(database: Database, migrations: Sequence[Migration] | None = None) -> None:
    """Upgrade the file to the last migration, keeping a copy of the old one beside it.

    Raises `StoreError` for a file newer than that, untouched. A migration that cannot be carried out
    raises and leaves the schema before it.
    """
    migrations = shipped_migrations() if migrations is None else migrations
    before = database.version
    if before > migrations[-1].number:
        raise StoreError(NEWER_FILE)
    pending = [migration for migration in migrations if migration.number > before]
    if pending and before > 0:
        database.copy_to(database.path.with_name(f"{database.path.stem}-v{before}.bak"))
    for number, sql in pending:
        database.run_script(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")
