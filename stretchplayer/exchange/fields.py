"""Looking into an object of a JSON file: what is not there is left open, a wrong type is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, TypeVar

from stretchplayer.exchange import limits
from stretchplayer.exchange.left_out import LeftOut, UnreadableError
from stretchplayer.exchange.text import clean, one_line

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

#: Of any number: more than any time or count that could be meant, and safe to calculate with.
LARGEST = 1e9


class Fields:
    """One object of the file. `where` is its place, as sentences show it: ``routines[0].items[2]``."""

    def __init__(self, value: Any, where: str, file: str) -> None:
        """Raises `UnreadableError` when the value is no object."""
        self.where = where
        self._file = file
        self.read: set[str] = set()  # the names that were asked for
        if not isinstance(value, dict):
            raise self._wrong("", "a group of fields")
        self._values: dict[str, Any] = value

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    def get(self, key: str) -> Any:
        """The value as it is; None when it is not there."""
        self.read.add(key)
        return self._values.get(key)

    def text(self, key: str, most: int = limits.TEXT_CHARS) -> str:
        """A text as it is, without what cannot be seen; empty when it is not there."""
        value = self._typed(key, str, "a text")
        return "" if value is None else clean(value, most)

    def line(self, key: str, most: int = limits.NAME_CHARS) -> str:
        """A text on one line; empty when it is not there."""
        value = self._typed(key, str, "a text")
        return "" if value is None else one_line(value, most)

    def name(self, key: str = "name") -> str:
        """A name, which has to be there."""
        found = self.line(key)
        if not found:
            raise self._wrong(key, "a name")
        return found

    def number(self, key: str) -> float | None:
        """A number; refused when nothing could be calculated with it."""
        value = self.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, "a number")
        if not -LARGEST <= value <= LARGEST:
            raise self._wrong(key, "a number of a size that can be meant")
        return value

    def whole(self, key: str) -> int | None:
        """A whole number."""
        value = self.number(key)
        if value is None or value == int(value):
            return None if value is None else int(value)
        raise self._wrong(key, "a whole number")

    def choice(self, key: str, kind: type[E]) -> E | None:
        """One of some words."""
        value = self._typed(key, str, "a word")
        if value is None:
            return None
        try:
            return kind(value)
        except ValueError:
            raise self._wrong(key, f"one of {', '.join(kind)}") from None

    def flag(self, key: str) -> bool:
        """Yes or no; no when it is not there."""
        return bool(self._typed(key, bool, "true or false"))

    def group(self, key: str) -> Fields | None:
        """An object within."""
        value = self.get(key)
        return None if value is None else Fields(value, self._place(key), self._file)

    def each(self, key: str, most: int = limits.LIST_ENTRIES) -> Iterator[Fields]:
        """The objects of a list."""
        for number, value in enumerate(self.list(key, most)):
            yield Fields(value, f"{self._place(key)}[{number}]", self._file)

    def each_readable(
        self, key: str, read: Callable[[Fields], T], left_out: LeftOut, most: int = limits.LIST_ENTRIES
    ) -> Iterator[T]:
        """What `read` makes of the objects of a list, without those that cannot be read."""
        return read_each(self.list(key, most), self._place(key), self._file, read, left_out)

    def texts(self, key: str, most: int = limits.LIST_ENTRIES, chars: int = limits.TEXT_CHARS) -> list[str]:
        """The texts of a list, without empty ones."""
        found = []
        for number, value in enumerate(self.list(key, most)):
            if not isinstance(value, str):
                raise self._wrong(f"{key}[{number}]", "a text")
            found.append(clean(value, chars))
        return [text for text in found if text]

    def list(self, key: str, most: int) -> list[Any]:
        """A list as it is; empty when it is not there."""
        value = self._typed(key, list, "a list")
        if value is not None and len(value) > most:
            raise self._wrong(key, f"a list of at most {most}")
        return value or []

    def unread(self) -> bool:
        """Whether the object says things that nobody asked for."""
        return not self._values.keys() <= self.read

    def wrong(self, key: str, wanted: str) -> UnreadableError:
        """The error that says what should be there."""
        return self._wrong(key, wanted)

    def _typed(self, key: str, kind: type, wanted: str) -> Any:
        value = self.get(key)
        if value is not None and not isinstance(value, kind):
            raise self._wrong(key, wanted)
        return value

    def _place(self, key: str) -> str:
        return ".".join(part for part in (self.where, key) if part)

    def _wrong(self, key: str, wanted: str) -> UnreadableError:
        return UnreadableError(self._file, self._place(key), wanted)


def read_each(
    values: list[Any], where: str, file: str, read: Callable[[Fields], T], left_out: LeftOut
) -> Iterator[T]:
    """What `read` makes of each object of a list at `where`, without those that cannot be read."""
    for number, value in enumerate(values):
        place = f"{where}[{number}]"
        found: list[T] = []
        with left_out.trying(value, place):
            found.append(read(Fields(value, place, file)))
        yield from found
