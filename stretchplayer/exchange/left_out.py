"""Entries of a list that cannot be read: they are left out and named, and the rest is offered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from stretchplayer.core.errors import RefusedFileError
from stretchplayer.exchange import limits
from stretchplayer.exchange.text import one_line

MOST_NAMED = 20  # entries that the review names one by one


class UnreadableError(RefusedFileError):
    """A value of a file is of a wrong kind. What holds it can be left out of its list."""

    def __init__(self, file: str, place: str, wanted: str) -> None:
        """`place` is where the value stands, `wanted` what should be there."""
        super().__init__(f"“{file}” is damaged: {place or 'it'} should be {wanted}.")
        self.place = place
        self.wanted = wanted

    def reason(self, entry: str) -> str:
        """Why the entry at `entry` cannot be read, for a sentence that names the entry already."""
        inside = self.place.removeprefix(entry).lstrip(".")
        return f"{inside or 'it'} should be {self.wanted}"


class LeftOut:
    """What is left out of one file, as sentences for the review."""

    def __init__(self) -> None:
        self._first: UnreadableError | None = None
        self._named: dict[str, None] = {}
        self._others = 0

    @contextmanager
    def trying(self, value: Any, where: str) -> Iterator[None]:
        """Reading one entry; it is left out when one of its values cannot be read."""
        try:
            yield
        except UnreadableError as error:
            self._first = self._first or error
            sentence = f"{_shown(value, where)} is left out: {error.reason(where)}."
            if len(self._named) < MOST_NAMED:
                self._named[sentence] = None
            elif sentence not in self._named:
                self._others += 1

    @property
    def remarks(self) -> tuple[str, ...]:
        """A sentence an entry; of a great many, how many more there are."""
        if not self._others:
            return tuple(self._named)
        more = "1 more entry is" if self._others == 1 else f"{self._others} more entries are"
        return (*self._named, f"{more} left out for reasons like these.")

    def check(self, anything: bool) -> None:
        """Refuses the file, for its first reason, when nothing of it could be read."""
        if self._first is not None and not anything:
            raise self._first


def _shown(value: Any, where: str) -> str:
    name = next(
        (text for key in ("name", "title") if isinstance(text := _get(value, key), str) and text.strip()), ""
    )
    line = one_line(name, limits.NAME_CHARS)
    return f"“{line}” ({where})" if line and where else f"“{line}”" if line else f"Entry {where}".rstrip()


def _get(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None
