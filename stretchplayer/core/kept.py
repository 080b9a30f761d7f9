"""All that is kept, as it is kept: read out row by row, looked at in a file, and brought back from it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from stretchplayer.core.catalogue import Record
from stretchplayer.core.history import OwnPicture

Value = str | int | float | bytes | None


class Form(StrEnum):
    """Forms in which the notes are handed on."""

    CSV = "csv"  # for spreadsheets
    JSON = "json"  # everything, to be brought back
    FHIR = "fhir"  # for the records of clinics


class RowsOf(NamedTuple):
    """The rows of one table, read as they are asked for."""

    table: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Value]]


class Tally(Record, frozen=True, kw_only=True):
    """What a file holds of one kind of thing, beside what is here."""

    kind: str  # "sessions", "ratings" ...
    new: int  # not here
    same: int  # here, and no different
    different: int  # here, but it says something else

    @property
    def in_file(self) -> int:
        """All of this kind in the file."""
        return self.new + self.same + self.different


class Brought(Protocol):
    """What a file holds, checked and of this version's form, laid out beside what is here."""

    def tallies(self) -> list[Tally]:
        """Each kind the file holds something of."""

    def bring_in(self, *, prefer_file: bool) -> None:
        """Add what is not here; all of it or nothing.

        What is here and says something else stays, or with `prefer_file` becomes what the file says.
        Raises `StoreError`.
        """

    def close(self) -> None:
        """Forget the file. Closing twice is harmless."""


class LeftOut(NamedTuple):
    """Something in a file that cannot be taken."""

    name: str
    why: str  # a sentence with the name in it


class FoundNotes(NamedTuple):
    """A file of notes, laid beside what is here."""

    made: datetime | None  # when it was written, if it says so
    brought: Brought
    left_out: tuple[LeftOut, ...] = ()


class Kept(Protocol):
    """Reads out all that is kept, and takes the like from elsewhere. Raises `StoreError`."""

    @property
    def schema(self) -> int:
        """The number of the form it is kept in."""

    def person(self) -> str:
        """An id for the person these notes are about: of their own making, and the same each time."""

    def all_rows(self) -> Generator[RowsOf]:
        """All tables as they are at this moment, each to be read to its end before the next.

        Nothing can be kept meanwhile; close it when it is not read to its end.
        """

    def look_into(
        self,
        schema: int,
        tables: Iterable[RowsOf],
        check_picture: Callable[[OwnPicture], object],
    ) -> Brought:
        """Lay what a file holds, kept in the form `schema`, beside what is here; nothing is changed.

        Raises `RefusedFileError` when it is no such notes, or of a newer form. `check_picture` raises for
        what is no picture.
        """
