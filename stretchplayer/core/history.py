"""What is kept of sessions, ratings and measurements, and what is asked of the place that keeps it.

Every instant is an aware ``datetime`` carrying the UTC offset the user saw, so one value holds the
three facts that are stored: the UTC instant, the local date and the offset.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from stretchplayer.core.catalogue import Dose, Record, Side, Stretch
from stretchplayer.core.raw_readings import PhotoPoints, TapeLengths
from stretchplayer.core.routine import Routine
from stretchplayer.core.summaries import Summaries

LOWEST_SCORE = 0
HIGHEST_SCORE = 10  # 11-point numeric rating scale


class SessionOutcome(StrEnum):
    """How a session ended, or that it has not."""

    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"  # ended early by the user
    INTERRUPTED = "interrupted"  # the app closed and it was not taken up again


class HoldOutcome(StrEnum):
    """What became of one hold."""

    HELD = "held"
    EASED = "eased"
    CUT_SHORT = "cut_short"
    SKIPPED = "skipped"


class RatingKind(StrEnum):
    """Which question a pain rating answers; kinds are never mixed in one line."""

    PRE = "pre"  # back pain right now, before a session
    DURING = "during"  # the most pain in the stretch just done
    POST = "post"  # back pain right now, after a session
    DAY = "day"  # average back pain over the last 24 hours


class MeasureMethod(StrEnum):
    """How a flexibility test was read."""

    PHONE = "phone"  # angle shown by a level app
    TAPE = "tape"  # two heights and a length
    PHOTO = "photo"  # points marked in a picture
    RULER = "ruler"  # a length
    NUMBER = "number"  # in a way of the user's own


class SessionRecord(Record, frozen=True, kw_only=True):
    """One session as it is listed. `played_ms` is time played, without pauses and waits."""

    id: str
    routine: str
    routine_name: str
    started: datetime
    ended: datetime | None
    outcome: SessionOutcome
    first_side: Side
    played_ms: int
    held_ms: int
    by_hand: bool = False  # noted afterwards, not played here

    @property
    def local_date(self) -> date:
        """The date the user saw when it began."""
        return self.started.date()


class Unfinished(Record, frozen=True, kw_only=True):
    """A session that can be taken up again. `plan` and `checkpoint` are the JSON handed in."""

    session: SessionRecord
    plan: str
    checkpoint: str | None


class HoldRecord(Record, frozen=True, kw_only=True):
    """One hold: planned and really held milliseconds. `item` is its index in the routine."""

    session: str
    item: int
    stretch: str
    side: Side | None
    repetition: int
    planned_ms: int
    held_ms: int
    outcome: HoldOutcome
    at: datetime


class PainRating(Record, frozen=True, kw_only=True):
    """One answer on the 0-10 scale.

    `score` is ``None`` when skipped, or when the warning flag alone was given.
    """

    id: str
    kind: RatingKind
    score: int | None
    skipped: bool
    flag: bool  # sharp, shooting, tingling or spreading down the leg
    at: datetime
    session: str | None = None
    stretch: str | None = None
    item: int | None = None
    noted: datetime | None = None  # when it was noted, if not at the time it tells of; UTC

    @property
    def local_date(self) -> date:
        """The date it tells of, as the user saw it."""
        return self.at.date()


class EntryKind(StrEnum):
    """What can be corrected or taken back. Notes are taken back by saving no words."""

    SESSION = "session"
    RATING = "pain_rating"
    MEASUREMENT = "measurement"
    DAY_NOTE = "day_note"  # known by its date
    SESSION_NOTE = "session_note"  # known by its session


class Deed(StrEnum):
    """What was done to an entry."""

    CORRECTED = "corrected"
    REMOVED = "removed"  # kept, and shown no more
    PUT_BACK = "put_back"


class EntryChange(Record, frozen=True, kw_only=True):
    """What an entry said before it was changed at `at`: its changed values by name."""

    kind: EntryKind
    entry: str
    deed: Deed
    before: dict[str, object]
    at: datetime


class SessionEvent(Record, frozen=True, kw_only=True):
    """An edit made while playing (ten seconds more, ease off ...); `data` is JSON."""

    session: str
    kind: str
    data: str
    at: datetime


class SessionNote(Record, frozen=True, kw_only=True):
    """The user's own words about a session."""

    session: str
    text: str
    tags: tuple[str, ...]
    at: datetime


class SetAside(Record, frozen=True, kw_only=True):
    """A stretch left out until the user puts it back."""

    stretch: str
    since: datetime
    why: str


class Screening(Record, frozen=True, kw_only=True):
    """That the safety questions were answered: never the answers themselves."""

    at: datetime
    outcome: str
    text_version: str


class Trial(Record, frozen=True, kw_only=True):
    """One try of a flexibility test, in its unit. A painful try is kept and never scored."""

    side: Side | None  # None: a test without sides
    value: float
    painful: bool = False
    tape: TapeLengths | None = None
    photo: PhotoPoints | None = None
    picture: str = ""  # id of the photo, if it was to be kept


class Measurement(Record, frozen=True, kw_only=True):
    """One sitting of a flexibility test: all its tries, in the order made."""

    id: str
    test: str
    method: MeasureMethod
    at: datetime
    trials: tuple[Trial, ...]
    unit: str = "deg"  # of the values; as UCUM writes it
    noted: datetime | None = None  # when it was noted, if not at the time it tells of; UTC

    @property
    def local_date(self) -> date:
        """The date the user saw when measuring."""
        return self.at.date()


class History(Summaries, Protocol):
    """Keeps sessions, holds, ratings and notes.

    Each writing call is one transaction, on disk when it returns. All raise `StoreError` when the
    disk or the file is at fault. Date ranges include both ends; ``None`` leaves an end open.
    Lists come oldest first.
    """

    def begin_session(self, *, routine: str, name: str, plan: str, first_side: Side, at: datetime) -> str:
        """Keep that a session began, with its compiled plan as JSON. Returns its id."""

    def checkpoint(self, session: str, data: str, played_ms: int, at: datetime) -> None:
        """Keep where to carry on after a crash (JSON) and the milliseconds played so far."""

    def end_session(
        self, session: str, outcome: SessionOutcome, at: datetime, played_ms: int | None = None
    ) -> None:
        """Keep how and when it ended; ``None`` keeps the last checkpoint's played time."""

    def unfinished(self, today: date) -> Unfinished | None:
        """The newest session of today that is still running; older ones become interrupted."""

    def record_hold(self, hold: HoldRecord) -> None:
        """Keep one hold."""

    def log_event(self, event: SessionEvent) -> None:
        """Keep one edit made while playing."""

    def record_rating(
        self,
        *,
        kind: RatingKind,
        score: int | None,
        skipped: bool,
        flag: bool,
        at: datetime,
        session: str | None = None,
        stretch: str | None = None,
        item: int | None = None,
    ) -> str:
        """Keep one answer. Returns its id."""

    def correct_rating(self, rating: str, *, score: int | None, flag: bool, at: datetime) -> None:
        """Change an answer and keep what it said before. ``None`` without flag makes it skipped.

        Raises `NotFoundError` for an unknown id.
        """

    def session(self, session: str) -> SessionRecord:
        """One session; raises `NotFoundError`."""

    def sessions(self, first: date | None = None, last: date | None = None) -> list[SessionRecord]:
        """Sessions by the local date they began on."""

    def last_session(self, at_least_ms: int = 0) -> SessionRecord | None:
        """The session begun last, of any outcome, that was played for at least this long."""

    def first_session_date(self) -> date | None:
        """Local date of the first session."""

    def has_notes(self) -> bool:
        """Whether there is a session or a rating."""

    def first_date(self) -> date | None:
        """Local date of the first session or rating."""

    def holds(self, first: date | None = None, last: date | None = None) -> list[HoldRecord]:
        """Holds by the local date they ended on."""

    def session_holds(self, session: str) -> list[HoldRecord]:
        """Holds of one session."""

    def held_ms_by_stretch(self, first: date | None = None, last: date | None = None) -> dict[str, int]:
        """Really held milliseconds of each stretch."""

    def ratings(
        self, first: date | None = None, last: date | None = None, kinds: Sequence[RatingKind] = ()
    ) -> list[PainRating]:
        """Ratings by local date; no kinds means all kinds."""

    def first_rating_date(self, kind: RatingKind | None = None) -> date | None:
        """Local date of the first score of this kind, or of any."""

    def session_ratings(self, session: str) -> list[PainRating]:
        """Ratings of one session."""

    def events(self, session: str) -> list[SessionEvent]:
        """Edits of one session."""

    def save_note(self, note: SessionNote) -> None:
        """Keep the note of a session, in place of an earlier one."""

    def last_note(self) -> SessionNote | None:
        """The note written last that has words."""

    def notes(self, first: date | None = None, last: date | None = None) -> list[SessionNote]:
        """Notes of sessions, by the local date the session began on."""

    def save_day_note(self, day: date, text: str, at: datetime) -> None:
        """Keep the user's words about a day, in place of earlier ones; no words drop them."""

    def day_notes(self, first: date | None = None, last: date | None = None) -> dict[date, str]:
        """The user's words about days."""

    def set_aside(self, item: SetAside) -> None:
        """Leave a stretch out from now on."""

    def put_back(self, stretch: str, at: datetime) -> None:
        """Take a stretch in again; nothing happens when it was not left out."""

    def all_set_aside(self) -> list[SetAside]:
        """The stretches left out."""

    def mark_flare_day(self, day: date, marked: bool, at: datetime) -> None:
        """Mark a local date as a flare day, or take the mark away."""

    def flare_days(self, first: date | None = None, last: date | None = None) -> list[date]:
        """The marked dates."""

    def save_screening(self, screening: Screening) -> None:
        """Keep date, outcome and text version of the safety questions."""

    def screenings(self) -> list[Screening]:
        """All of them in the order they were made, whatever the clock said."""


class Corrections(Protocol):
    """Notes afterwards, corrects and takes back entries, and keeps what they said before.

    Each writing call is one transaction. Raises `NotFoundError` for an unknown entry, `StoreError` when
    the disk or the file is at fault. What is taken back is in none of the lists of `History` and
    `Measures`; with a session go its holds and ratings.
    """

    def note_rating(
        self, *, kind: RatingKind, score: int, of: datetime, at: datetime, session: str | None = None
    ) -> str:
        """Keep an answer that tells of an earlier instant. Returns its id."""

    def note_session(self, *, routine: str, name: str, began: datetime, played_ms: int) -> str:
        """Keep a session that was not played here. Returns its id."""

    def correct_minutes(self, session: str, played_ms: int, at: datetime) -> None:
        """Change how long a session was, in milliseconds."""

    def remove(self, kind: EntryKind, entry: str, at: datetime) -> None:
        """Take an entry back."""

    def put_back(self, kind: EntryKind, entry: str, at: datetime) -> None:
        """Show an entry again."""

    def changes(self, entry: str) -> list[EntryChange]:
        """What was done to an entry, oldest first."""


class RoutineChanges(Protocol):
    """Keeps the user's changed copies of routines, their own ones, and what they want of a stretch in all."""

    def changed_routines(self) -> dict[str, Routine]:
        """The changed copies and the user's own by routine id, oldest first."""

    def save_routine(self, routine: Routine, at: datetime) -> None:
        """Keep this routine in place of an earlier one with its id."""

    def forget_routine(self, routine: str) -> None:
        """Drop the routine, if there is one with this id."""

    def usual_doses(self) -> dict[str, Dose]:
        """What the user wants of a stretch in all routines, by stretch id."""

    def use_everywhere(
        self,
        stretch: str,
        dose: Dose | None,
        routines: Sequence[Routine],
        at: datetime,
        *,
        forgotten: Sequence[str] = (),
        drafts: Mapping[str, str | None] | None = None,
    ) -> None:
        """Keep the usual dose of a stretch and these changed routines together; ``None`` forgets the dose.

        `forgotten` are routines to drop, `drafts` those to keep or (``None``) drop, by key: all or nothing.
        """


class PictureKind(StrEnum):
    """What an own picture is."""

    IMAGE = "image"  # PNG
    POSE = "pose"  # a pose file, JSON


class OwnPicture(Record, frozen=True, kw_only=True):
    """A picture the user made or brought."""

    id: str
    kind: PictureKind
    data: bytes


class OwnStretches(Protocol):
    """Keeps the stretches and pictures that the user made or brought."""

    def own_stretches(self) -> tuple[list[Stretch], list[Stretch]]:
        """Those that are offered, oldest first, and those that were taken away."""

    def save_stretches(
        self,
        stretches: Sequence[Stretch],
        pictures: Sequence[OwnPicture],
        routines: Sequence[Routine],
        at: datetime,
    ) -> None:
        """Keep all of these or none, in place of earlier ones with the same ids.

        A stretch that was taken away is offered again.
        """

    def remove_stretch(self, stretch: str, at: datetime) -> None:
        """Offer this stretch no longer. It can still be read."""

    def picture(self, picture: str) -> OwnPicture | None:
        """A picture by id."""


class Drafts(Protocol):
    """Keeps what is being edited and not saved yet, as JSON text by key."""

    def draft(self, key: str) -> str | None:
        """The draft, if there is one."""

    def keep_draft(self, key: str, data: str | None, at: datetime) -> None:
        """Keep it in place of an earlier one; ``None`` drops it."""


class Table(Record, frozen=True, kw_only=True):
    """One kind of thing as rows: whole numbers, numbers, texts, bytes and None."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


class Everything(Protocol):
    """Tells what is kept, and erases all of it."""

    def tables(self) -> list[Table]:
        """All there is, as it is kept."""

    def counts(self) -> dict[str, int]:
        """How many of each kind of thing are kept, by the name of the kind."""

    def erase(self) -> None:
        """Forget everything for good, settings included."""


class Settings(Protocol):
    """Keeps small values as JSON text by key."""

    def all_settings(self) -> Mapping[str, str]:
        """Every key with its JSON."""

    def save_settings(self, changes: Mapping[str, str | None], at: datetime) -> None:
        """Write these keys in one transaction; ``None`` drops the key."""
