"""Sessions, holds, ratings and notes, as players and pages ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from PySide6.QtCore import QObject, Signal

from stretchplayer.core import comfort
from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import (
    History,
    HoldOutcome,
    HoldRecord,
    PainRating,
    RatingKind,
    SessionEvent,
    SessionNote,
    SessionOutcome,
    SessionRecord,
    SetAside,
    Unfinished,
)
from stretchplayer.core.ports import Clock
from stretchplayer.core.preferences import WeekStart
from stretchplayer.core.progress.minutes import (
    WeekStrip,
    week_strip,
)
from stretchplayer.core.progress.weeks import first_day_of
from stretchplayer.core.routine import Routine


def as_json(value: object) -> str:
    """JSON text of anything it can hold, immutable records included."""
    return msgspec.json.encode(value).decode()


class HistoryService(QObject):
    """Sessions, holds, ratings and notes."""

    changed = Signal()  # something charts or the Today page show is different now

    def __init__(self, history: History, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._clock = clock

    def today(self) -> date:
        """The local date."""
        return self._clock.now().date()

    # While a session is played

    def begin_session(self, routine: Routine, plan: object, first_side: Side) -> str:
        """Keep that a session began; `plan` is the compiled timeline. Returns the session's id."""
        session = self._history.begin_session(
            routine=routine.id,
            name=routine.name,
            plan=as_json(plan),
            first_side=first_side,
            at=self._clock.now(),
        )
        self.changed.emit()
        return session

    def checkpoint(self, session: str, data: object, played_ms: int) -> None:
        """Keep where to carry on after a crash; `data` is anything JSON can hold."""
        self._history.checkpoint(session, as_json(data), played_ms, self._clock.now())

    def record_hold(
        self,
        session: str,
        *,
        item: int,
        stretch: str,
        side: Side | None,
        repetition: int,
        planned_ms: int,
        held_ms: int,
        outcome: str,
    ) -> None:
        """Keep one hold; `outcome` is a value of `HoldOutcome`."""
        self._history.record_hold(
            HoldRecord(
                session=session,
                item=item,
                stretch=stretch,
                side=side,
                repetition=repetition,
                planned_ms=planned_ms,
                held_ms=held_ms,
                outcome=HoldOutcome(outcome),
                at=self._clock.now(),
            )
        )
        self.changed.emit()

    def log_event(self, session: str, kind: str, data: object) -> None:
        """Keep one edit made while playing."""
        event = SessionEvent(session=session, kind=kind, data=as_json(data), at=self._clock.now())
        self._history.log_event(event)

    def record_rating(
        self,
        kind: str,
        score: int | None,
        *,
        flag: bool = False,
        skipped: bool = False,
        session: str | None = None,
        stretch: str | None = None,
        item: int | None = None,
    ) -> str:
        """Keep one answer, on disk when this returns. `kind` is a value of `RatingKind`.

        An answer with neither score nor flag is kept as skipped. Returns the rating's id, for
        `correct_rating`.
        """
        skipped = skipped or (score is None and not flag)
        rating = self._history.record_rating(
            kind=RatingKind(kind),
            score=None if skipped else score,
            skipped=skipped,
            flag=flag,
            at=self._clock.now(),
            session=session,
            stretch=stretch,
            item=item,
        )
        self.changed.emit()
        return rating

    def correct_rating(self, rating: str, score: int | None, flag: bool = False) -> None:
        """Change an answer; the earlier one is kept. No score and no flag makes it skipped."""
        self._history.correct_rating(rating, score=score, flag=flag, at=self._clock.now())
        self.changed.emit()

    def end_session(self, session: str, outcome: str, played_ms: int | None = None) -> None:
        """Keep how it ended; `outcome` is a value of `SessionOutcome`."""
        self._history.end_session(session, SessionOutcome(outcome), self._clock.now(), played_ms)
        self.changed.emit()

    def unfinished(self) -> Unfinished | None:
        """A session of today to carry on with; running ones of earlier days become interrupted."""
        return self._history.unfinished(self.today())

    # What the next session should be like

    def next_first_side(self) -> Side:
        """The side to begin with: the other one than last time, right at first."""
        last = self._history.last_session()
        return last.first_side.other if last else Side.RIGHT

    def short_holds_due(self, pre: int | None) -> bool:
        """Whether 10 s x 3 is meant: the first two weeks, or pain of 4 and more."""
        return comfort.short_holds(pre, self._history.first_session_date(), self.today())

    def set_aside(self, stretch: str, why: str) -> None:
        """Leave a stretch out until it is put back."""
        self._history.set_aside(SetAside(stretch=stretch, since=self._clock.now(), why=why))
        self.changed.emit()

    def put_back(self, stretch: str) -> None:
        """Take a stretch in again."""
        self._history.put_back(stretch, self._clock.now())
        self.changed.emit()

    def leave_out_again(self, item: SetAside) -> None:
        """It was put back by mistake: since then and why stay as they were."""
        self._history.set_aside(item)
        self.changed.emit()

    def all_set_aside(self) -> list[SetAside]:
        """The stretches left out, with since when and why."""
        return self._history.all_set_aside()

    def left_out(self) -> frozenset[str]:
        """Ids of the stretches left out, as `PlanOptions.left_out` wants them."""
        return frozenset(item.stretch for item in self._history.all_set_aside())

    # Looking back

    def session(self, session: str) -> SessionRecord:
        """One session; raises `NotFoundError`."""
        return self._history.session(session)

    def has_sessions(self) -> bool:
        """Whether there was a session at all."""
        return self._history.first_session_date() is not None

    def sessions(self, first: date | None = None, last: date | None = None) -> list[SessionRecord]:
        """Sessions by local date, oldest first."""
        return self._history.sessions(first, last)

    def session_holds(self, session: str) -> list[HoldRecord]:
        """Holds of one session."""
        return self._history.session_holds(session)

    def session_ratings(self, session: str) -> list[PainRating]:
        """Ratings of one session."""
        return self._history.session_ratings(session)

    def ratings(
        self, first: date | None = None, last: date | None = None, kinds: Sequence[RatingKind] = ()
    ) -> list[PainRating]:
        """Ratings by local date, oldest first; no kinds means all kinds."""
        return self._history.ratings(first, last, kinds)

    def held_seconds(self, first: date | None = None, last: date | None = None) -> dict[str, float]:
        """Really held seconds of each stretch."""
        return {stretch: ms / 1000 for stretch, ms in self._history.held_ms_by_stretch(first, last).items()}

    def save_note(self, session: str, text: str, tags: Iterable[str] = ()) -> None:
        """Keep the user's words about a session."""
        self._history.save_note(
            SessionNote(session=session, text=text.strip(), tags=tuple(tags), at=self._clock.now())
        )
        self.changed.emit()

    def last_note(self) -> SessionNote | None:
        """The note written last that has words."""
        return self._history.last_note()

    def notes(self, first: date | None = None, last: date | None = None) -> list[SessionNote]:
        """Notes of sessions, by the local date the session began on."""
        return self._history.notes(first, last)

    def day_notes(self, first: date | None = None, last: date | None = None) -> dict[date, str]:
        """The user's words about days."""
        return self._history.day_notes(first, last)

    def save_day_note(self, day: date, text: str) -> None:
        """Keep the user's words about a day; none drop the earlier ones."""
        self._history.save_day_note(day, text.strip(), self._clock.now())
        self.changed.emit()

    def mark_flare_day(self, day: date, marked: bool = True) -> None:
        """Mark a date as a flare day, or take the mark away."""
        self._history.mark_flare_day(day, marked, self._clock.now())
        self.changed.emit()

    def flare_days(self, first: date | None = None, last: date | None = None) -> list[date]:
        """The marked dates."""
        return self._history.flare_days(first, last)

    def week_strip(self, begins: WeekStart = WeekStart.MONDAY) -> WeekStrip:
        """This week for the ring and the strip of Today, beginning on the day the user wants."""
        today = self.today()
        return week_strip(self._history.sessions(first_day_of(today, begins), today), today, begins)
