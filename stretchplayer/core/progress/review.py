"""One week as it was: its days, its sessions, and the stretches done.

A day's value is of the kind of its week, so that one line never joins answers to two questions. What is
typical of a stretch is the middle of its ratings in the twelve weeks up to the end of this one, and is
told from five ratings on; fewer would be chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from stretchplayer.core.catalogue import Record
from stretchplayer.core.history import (
    HoldOutcome,
    HoldRecord,
    PainRating,
    RatingKind,
    SessionNote,
    SessionRecord,
)
from stretchplayer.core.progress.minutes import SHORTEST_MINUTES, minutes_by_day
from stretchplayer.core.progress.numbers import median
from stretchplayer.core.progress.pain import DayValue, WeekPoint
from stretchplayer.core.progress.verdict import PainVerdict
from stretchplayer.core.progress.weeks import days_of_week

TYPICAL_RATINGS = 5  # from so many on a middle value is told (`SOURCES.md`, Statistics)
TYPICAL_WEEKS = 12


class DayNote(Record, frozen=True, kw_only=True):
    """The user's words about a day or one of its sessions."""

    text: str
    tags: tuple[str, ...] = ()


class BeforeAfter(Record, frozen=True, kw_only=True):
    """The answers before and after one session, 0 to 10; ``None`` where there is none."""

    session: str
    day: date
    before: int | None
    after: int | None


class ReviewDay(Record, frozen=True, kw_only=True):
    """One day. `minutes` is 0 when nothing was played, which is a fact; a missing rating is not."""

    day: date
    value: DayValue | None
    minutes: float
    is_flare: bool
    notes: tuple[DayNote, ...]
    is_today: bool
    is_future: bool


class StretchDone(Record, frozen=True, kw_only=True):
    """A stretch of this week: how often it was done, and what is typical of it (see above)."""

    stretch: str
    times: int
    typical: float | None
    ratings: int  # that the typical value is from, or would be


class WeekReview(Record, frozen=True, kw_only=True):
    """The week, Monday to Sunday. `sessions` have an answer at least; the most done stretch is first."""

    days: tuple[ReviewDay, ...]
    point: WeekPoint
    verdict: PainVerdict  # on this week and those before it
    sessions: tuple[BeforeAfter, ...]
    stretches: tuple[StretchDone, ...]

    @property
    def days_done(self) -> int:
        """Days with a session."""
        return sum(day.minutes >= SHORTEST_MINUTES for day in self.days)

    @property
    def minutes(self) -> float:
        """Minutes played in all."""
        return sum(day.minutes for day in self.days)


def review_days(
    point: WeekPoint,
    sessions: Sequence[SessionRecord],
    flare_days: Iterable[date],
    notes: Mapping[date, Sequence[DayNote]],
    today: date,
) -> tuple[ReviewDay, ...]:
    """The seven days of the week of `point`."""
    values = {value.day: value for value in point.days}
    minutes = minutes_by_day(sessions)
    flares = frozenset(flare_days)
    return tuple(
        ReviewDay(
            day=day,
            value=values.get(day),
            minutes=minutes.get(day, 0.0),
            is_flare=day in flares,
            notes=tuple(notes.get(day, ())),
            is_today=day == today,
            is_future=day > today,
        )
        for day in days_of_week(point.week_start)
    )


def before_after(sessions: Sequence[SessionRecord], ratings: Iterable[PainRating]) -> tuple[BeforeAfter, ...]:
    """The answers before and after each of these sessions, those without any left out."""
    scores = {(rating.session, rating.kind): rating.score for rating in ratings}
    pairs = (
        BeforeAfter(
            session=session.id,
            day=session.local_date,
            before=scores.get((session.id, RatingKind.PRE)),
            after=scores.get((session.id, RatingKind.POST)),
        )
        for session in sessions
    )
    return tuple(pair for pair in pairs if pair.before is not None or pair.after is not None)


def stretches_done(holds: Iterable[HoldRecord], during: Iterable[PainRating]) -> tuple[StretchDone, ...]:
    """The stretches of these holds; `during` are the ratings of `TYPICAL_WEEKS` weeks."""
    times: dict[str, set[tuple[str, int]]] = {}
    for hold in holds:
        if hold.outcome is not HoldOutcome.SKIPPED:
            times.setdefault(hold.stretch, set()).add((hold.session, hold.item))
    scores: dict[str, list[int]] = {}
    for rating in during:
        if rating.kind is RatingKind.DURING and rating.stretch and rating.score is not None:
            scores.setdefault(rating.stretch, []).append(rating.score)
    done = [
        StretchDone(
            stretch=stretch,
            times=len(which),
            typical=typical(scores.get(stretch, ())),
            ratings=len(scores.get(stretch, ())),
        )
        for stretch, which in times.items()
    ]
    return tuple(sorted(done, key=lambda one: (-one.times, one.stretch)))


def typical(scores: Sequence[int]) -> float | None:
    """The middle value of enough ratings, 0 to 10."""
    return median(scores) if len(scores) >= TYPICAL_RATINGS else None


def notes_by_day(
    sessions: Sequence[SessionRecord], notes: Iterable[SessionNote], day_notes: Mapping[date, str]
) -> dict[date, list[DayNote]]:
    """What the user wrote, by the day it is about: words about the day first."""
    found = {day: [DayNote(text=text)] for day, text in day_notes.items()}
    days = {session.id: session.local_date for session in sessions}
    for note in notes:
        if note.session in days and (note.text or note.tags):
            found.setdefault(days[note.session], []).append(DayNote(text=note.text, tags=note.tags))
    return found


def typical_from(last: date) -> date:
    """The first of the dates whose ratings say what is typical on `last`."""
    return last - timedelta(weeks=TYPICAL_WEEKS) + timedelta(days=1)
