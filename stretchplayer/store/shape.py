"""The shape of the tables, as the file says: what identifies a row, and which rows are part of another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

Ask = Callable[[str], Iterable[Any]]  # answers a question in rows


class Shape(NamedTuple):
    """One table."""

    table: str
    columns: tuple[str, ...]
    types: tuple[str, ...]  # as declared: TEXT, INTEGER, REAL or BLOB
    key: tuple[str, ...]
    #: The table whose rows these are part of, and the column that names the row: items of a routine.
    owner: str | None
    owner_column: str | None


def shapes_of(ask: Ask, schema: str = "main") -> dict[str, Shape]:
    """All tables by name, in alphabetical order."""
    names = [
        row[0]
        for row in ask(
            f"SELECT name FROM {schema}.sqlite_master"
            " WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    return {name: _shape(ask, schema, name) for name in names}


def _shape(ask: Ask, schema: str, table: str) -> Shape:
    infos = list(ask(f"SELECT name, type, pk FROM pragma_table_info('{table}', '{schema}') ORDER BY cid"))
    keys = sorted((pk, name) for name, _, pk in infos if pk)
    key = tuple(name for _, name in keys)
    owner = owner_column = None
    links = ask(f"SELECT \"table\", \"from\" FROM pragma_foreign_key_list('{table}', '{schema}')")
    for parent, column in links:
        if column in key and len(key) > 1:
            owner, owner_column = parent, column
    return Shape(
        table=table,
        columns=tuple(name for name, _, _ in infos),
        types=tuple(kind for _, kind, _ in infos),
        key=key,
        owner=owner,
        owner_column=owner_column,
    )
