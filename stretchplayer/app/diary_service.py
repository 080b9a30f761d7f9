"""What is noted afterwards, corrected or taken back. Nothing is lost: every change keeps what was there."""

from __future__ import annotations

from datetime import date, datetime, time

from stretchplayer.app.history_service import HistoryService
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.history import (
    Corrections,
    EntryChange,
    EntryKind,
    PainRating,
    RatingKind,
)
from stretchplayer.core.ports import Clock
from stretchplayer.core.progress.minutes import MS_PER_MINUTE
from stretchplayer.core.routine import Routine

NOON = time(12)  # what is noted of a day without an hour is put in its middle
ASKED_FROM = time(16)  # by then most of the day can be told
LONGEST_MINUTES = 240


class DiaryError(StretchPlayerError):
    """What cannot be noted, told in one sentence."""


class DiaryService:
    """Past days and corrections. Changes are announced by the history's `changed`."""

    def __init__(self, corrections: Corrections, history: HistoryService, clock: Clock) -> None:
        self._corrections = corrections
        self._history = history
        self._clock = clock

    def daily_rating(self, day: date) -> PainRating | None:
        """The answer that counts for the last 24 hours of this day, if there is one with a score."""
        given = self._history.ratings(day, day, (RatingKind.DAY,))
        return next((rating for rating in reversed(given) if rating.score is not None), None)

    def asks_today(self) -> bool:
        """Whether to ask about the last 24 hours: after a session of today or later in the day, once."""
        today = self._history.today()
        if self._history.ratings(today, today, (RatingKind.DAY,)):
            return False
        late = self._clock.now().time() >= ASKED_FROM
        return late or self._history.week_strip().done_today

    def rate_day(self, day: date, score: int) -> str:
        """Keep or correct the daily rating, 0 to 10, of today or a past day. Returns its id.

        Raises `DiaryError` for a day to come.
        """
        given = self.daily_rating(day)
        if given is not None:
            self._history.correct_rating(given.id, score)
            return given.id
        if day == self._history.today():
            return self._history.record_rating(RatingKind.DAY, score)
        return self._note_rating(RatingKind.DAY, score, self._instant(day))

    def rate_session(self, session: str, kind: RatingKind, score: int) -> str:
        """Keep or correct the answer before or after a session that is over. Returns the rating's id."""
        for rating in self._history.session_ratings(session):
            if rating.kind is kind:
                self._history.correct_rating(rating.id, score)
                return rating.id
        record = self._history.session(session)
        of = record.ended or record.started
        return self._note_rating(kind, score, record.started if kind is RatingKind.PRE else of, session)

    def note_session(self, day: date, minutes: float, routine: Routine) -> str:
        """Keep a session that was done elsewhere, today or on a past day. Returns its id.

        Raises `DiaryError` for a day to come or minutes nobody stretches.
        """
        session = self._corrections.note_session(
            routine=routine.id,
            name=routine.name,
            began=self._instant(day),
            played_ms=_milliseconds(minutes),
        )
        self._history.changed.emit()
        return session

    def correct_minutes(self, session: str, minutes: float) -> None:
        """Change how long a session was; raises `DiaryError`."""
        self._corrections.correct_minutes(session, _milliseconds(minutes), self._clock.now())
        self._history.changed.emit()

    def remove(self, kind: EntryKind, entry: str) -> None:
        """Take an entry back; with a session go its ratings. `put_back` brings it again."""
        self._corrections.remove(kind, entry, self._clock.now())
        self._history.changed.emit()

    def put_back(self, kind: EntryKind, entry: str) -> None:
        """Show an entry again."""
        self._corrections.put_back(kind, entry, self._clock.now())
        self._history.changed.emit()

    def changes(self, entry: str) -> list[EntryChange]:
        """What was done to an entry, oldest first."""
        return self._corrections.changes(entry)

    def _note_rating(self, kind: RatingKind, score: int, of: datetime, session: str | None = None) -> str:
        rating = self._corrections.note_rating(
            kind=kind, score=score, of=of, at=self._clock.now(), session=session
        )
        self._history.changed.emit()
        return rating

    def _instant(self, day: date) -> datetime:
        now = self._clock.now()
        if day > now.date():
            raise DiaryError("That day is still to come.")
        return now if day == now.date() else datetime.combine(day, NOON, now.tzinfo)


def _milliseconds(minutes: float) -> int:
    if not 0 < minutes <= LONGEST_MINUTES:
        raise DiaryError(f"Please enter 1 to {LONGEST_MINUTES} minutes.")
    return round(minutes * MS_PER_MINUTE)
