"""Sums over what is kept, added up where it is kept: charts of years ask for these, not for each note."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from stretchplayer.core.catalogue import Record, Side

if TYPE_CHECKING:
    from stretchplayer.core.history import RatingKind


class PlayedDay(Record, frozen=True, kw_only=True):
    """A local date with a session: milliseconds played, and how many sessions there were."""

    day: date
    played_ms: int
    sessions: int


class ScoreCount(NamedTuple):
    """A score, 0 to 10, and how often it was given on a local date."""

    day: date
    score: int
    times: int


class HeldTime(Record, frozen=True, kw_only=True):
    """Milliseconds really held in one stretch; `side` is ``None`` for one done with both at once."""

    stretch: str
    side: Side | None
    held_ms: int


class StretchTimes(Record, frozen=True, kw_only=True):
    """How often a stretch was done, once for each place in each session."""

    stretch: str
    times: int


class Summaries(Protocol):
    """A part of `History`. Date ranges include both ends; ``None`` leaves an end open."""

    def day_scores(
        self, kind: RatingKind, first: date | None = None, last: date | None = None
    ) -> list[ScoreCount]:
        """How often each score of one kind was given on each date, oldest date and lowest score first.

        Of the ratings of a whole day the last one of its date stands alone.
        """

    def played_days(
        self, first: date | None = None, last: date | None = None, at_least_ms: int = 0
    ) -> list[PlayedDay]:
        """The dates with a session of at least this long, oldest first; shorter ones do not count."""

    def held_times(self, first: date | None = None, last: date | None = None) -> list[HeldTime]:
        """Time really held by stretch and side."""

    def stretch_times(self, first: date | None = None, last: date | None = None) -> list[StretchTimes]:
        """How often each stretch was done, those skipped left out."""
