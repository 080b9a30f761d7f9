"""Everything the report says, gathered into one record: counts, averages, verdicts, words of the user's own.

Nothing is filled in. An average is ``None`` where there are too few days, and never 0; answers to
different questions are never averaged together; before and after are told of sessions that have both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from stretchplayer.core.catalogue import Record
from stretchplayer.core.comfort import Light, assess
from stretchplayer.core.history import (
    Measurement,
    PainRating,
    RatingKind,
    SessionNote,
    SessionRecord,
    SetAside,
)
from stretchplayer.core.progress.baseline import Baseline
from stretchplayer.core.progress.minutes import MS_PER_MINUTE
from stretchplayer.core.progress.numbers import mean
from stretchplayer.core.progress.pain import DayValue, WeekPoint, weeks_of_days
from stretchplayer.core.progress.report_tests import ReportTest, report_tests
from stretchplayer.core.progress.review import TYPICAL_RATINGS, DayNote, notes_by_day, typical, typical_from
from stretchplayer.core.progress.spans import SpanLength, SpanPoint, begin_of, cut, span_points
from stretchplayer.core.progress.trend import Trend, pain_trend
from stretchplayer.core.progress.verdict import PainVerdict, pain_verdict
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK, mondays
from stretchplayer.core.summaries import PlayedDay, StretchTimes

MOST_SPANS = 54  # a year of weeks and its two cut ends: more would be too thin on paper
MOST_ROWS = 14  # of the table: a quarter of weeks, or a year of months
JUDGED_WEEKS = 12  # a verdict is on the last of these, as everywhere in the app


class ReportNotes(Record, frozen=True, kw_only=True):
    """What the report is made from. Everything but what is named is of the period, oldest first.

    `values` reach back to `judged_from`, `during` to `typical_from` of the last day (or to the first
    day), `measurements` to the first of all. `starts` has the start of each kind.
    """

    first: date
    last: date
    today: date
    values: tuple[DayValue, ...]
    starts: Mapping[RatingKind, Baseline]
    played: tuple[PlayedDay, ...]
    sessions: tuple[SessionRecord, ...]
    # Before and after sessions; they reach back as `during` does, and a day further than the last.
    around: tuple[PainRating, ...]
    during: tuple[PainRating, ...]
    day_flags: tuple[PainRating, ...]  # daily ratings with the warning flag
    stretch_times: tuple[StretchTimes, ...]
    set_aside: tuple[SetAside, ...]
    measurements: tuple[Measurement, ...]
    flare_days: tuple[date, ...]
    session_notes: tuple[SessionNote, ...]
    day_notes: Mapping[date, str]


class _Pair(Record, frozen=True, kw_only=True):
    day: date
    before: int
    after: int


class Around(Record, frozen=True, kw_only=True):
    """Sessions rated before and after: how many, both averages, and how many went which way."""

    sessions: int
    before: float
    after: float
    lower: int
    same: int
    higher: int


class ReportSpan(Record, frozen=True, kw_only=True):
    """One week, month, quarter or year. `around` is ``None`` without a session rated before and after."""

    point: SpanPoint
    sessions: int
    days_done: int
    minutes: float
    around: Around | None
    flare_days: int
    is_open: bool  # has days to come


class ReportStretch(Record, frozen=True, kw_only=True):
    """A stretch of the period. `typical` is the middle of its last twelve weeks' ratings, from five on."""

    stretch: str
    times: int
    typical: float | None
    ratings: int  # that the typical value is from, or would be
    reds: int | None  # ratings that ended it, by the comfort rules; ``None`` below five in the period


class Flag(Record, frozen=True, kw_only=True):
    """Pain that was marked as sharp, shooting, tingling or spreading down the leg."""

    day: date
    kind: RatingKind
    stretch: str | None
    score: int | None


class ReportNote(Record, frozen=True, kw_only=True):
    """The user's words about a day or one of its sessions."""

    day: date
    note: DayNote


class Report(Record, frozen=True, kw_only=True):
    """The whole report. `spans` are drawn, `rows` are told in figures; both oldest first."""

    first: date
    last: date
    made: date
    sessions: int
    days_done: int
    minutes: float
    rated_days: Mapping[RatingKind, int]  # days with a daily rating, and with one before a session
    verdict: PainVerdict
    start: Baseline | None  # of the verdict, else of the kind of the newest point
    drift: Trend | None
    length: SpanLength
    spans: tuple[ReportSpan, ...]
    row_length: SpanLength
    rows: tuple[ReportSpan, ...]
    around: Around | None
    stretches: tuple[ReportStretch, ...]  # most done first
    set_aside: tuple[SetAside, ...]
    tests: tuple[ReportTest, ...]
    flags: tuple[Flag, ...]  # newest first
    flare_days: tuple[date, ...]
    notes: tuple[ReportNote, ...]  # newest first

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.last - self.first).days + 1


def judged_from(last: date) -> date:
    """The first date whose ratings the verdict on `last` is from."""
    return begin_of(last, SpanLength.WEEK) - timedelta(weeks=JUDGED_WEEKS - 1)


def gather_report(notes: ReportNotes) -> Report:
    """Add up the notes of a period."""
    values = [value for value in notes.values if value.day <= notes.last]
    pairs = [pair for pair in _pairs(notes.around) if notes.first <= pair.day <= notes.last]
    length, spans = _spans(notes, values, pairs, MOST_SPANS)
    row_length, rows = _spans(notes, values, pairs, MOST_ROWS)
    starts = {kind: start for kind, start in notes.starts.items() if start.last <= notes.last}
    weeks = _weeks(notes, values)
    newest = next((one.point.kind for one in reversed(spans) if one.point.kind), None)
    within = [value for value in values if value.day >= notes.first]
    verdict = pain_verdict(weeks[-JUDGED_WEEKS:], starts)
    return Report(
        first=notes.first,
        last=notes.last,
        made=notes.today,
        sessions=sum(one.sessions for one in notes.played),
        days_done=len(notes.played),
        minutes=sum(one.played_ms for one in notes.played) / MS_PER_MINUTE,
        rated_days={
            kind: sum(value.kind is kind for value in within) for kind in (RatingKind.DAY, RatingKind.PRE)
        },
        verdict=verdict,
        start=verdict.start or next((start for kind, start in starts.items() if kind is newest), None),
        drift=_drift(notes, weeks) if length is SpanLength.WEEK else None,
        length=length,
        spans=spans,
        row_length=row_length,
        rows=rows,
        around=_around(pairs),
        stretches=_stretches(notes),
        set_aside=tuple(reversed(notes.set_aside)),
        tests=report_tests(notes.measurements, notes.first, notes.last),
        flags=_flags(notes),
        flare_days=notes.flare_days,
        notes=_notes(notes),
    )


def _weeks(notes: ReportNotes, values: Sequence[DayValue]) -> list[WeekPoint]:
    """Whole weeks up to the last day; a week that was not over then is open, and never judged."""
    after = min(notes.last + timedelta(days=1), notes.today)
    begins = mondays((value.day for value in values), notes.last, None)
    return weeks_of_days(values, after, begins)


def _drift(notes: ReportNotes, weeks: Sequence[WeekPoint]) -> Trend | None:
    """The drift of the weeks that are wholly in the period."""
    return pain_trend([week for week in weeks if week.week_start >= notes.first])


def _spans(
    notes: ReportNotes, values: Sequence[DayValue], pairs: Sequence[_Pair], most: int
) -> tuple[SpanLength, tuple[ReportSpan, ...]]:
    length, parts = cut(notes.first, notes.last, most)
    played: dict[date, list[PlayedDay]] = {}
    for one in notes.played:
        played.setdefault(begin_of(one.day, length), []).append(one)
    around: dict[date, list[_Pair]] = {}
    for pair in pairs:
        around.setdefault(begin_of(pair.day, length), []).append(pair)
    found = []
    for point in span_points(values, parts, length):
        begin = begin_of(point.span.first, length)
        days = played.get(begin, [])
        found.append(
            ReportSpan(
                point=point,
                sessions=sum(day.sessions for day in days),
                days_done=len(days),
                minutes=sum(day.played_ms for day in days) / MS_PER_MINUTE,
                around=_around(around.get(begin, ())),
                flare_days=sum(point.span.first <= day <= point.span.last for day in notes.flare_days),
                is_open=_is_open(begin, length, notes.today),
            )
        )
    return length, tuple(found)


def _is_open(begin: date, length: SpanLength, today: date) -> bool:
    if length is SpanLength.WEEK:
        return today < begin + timedelta(days=DAYS_IN_WEEK)
    return begin == begin_of(today, length)


def _pairs(ratings: Iterable[PainRating]) -> list[_Pair]:
    """Sessions with both answers; a session belongs to the day of the first, also past midnight."""
    before: dict[str, tuple[date, int]] = {}
    after: dict[str, int] = {}
    for rating in ratings:
        if rating.session is None or rating.score is None:
            continue
        if rating.kind is RatingKind.PRE:
            before[rating.session] = (rating.local_date, rating.score)
        elif rating.kind is RatingKind.POST:
            after[rating.session] = rating.score
    return [
        _Pair(day=day, before=score, after=after[session])
        for session, (day, score) in before.items()
        if session in after
    ]


def _around(pairs: Sequence[_Pair]) -> Around | None:
    if not pairs:
        return None
    return Around(
        sessions=len(pairs),
        before=mean([pair.before for pair in pairs]),
        after=mean([pair.after for pair in pairs]),
        lower=sum(pair.after < pair.before for pair in pairs),
        same=sum(pair.after == pair.before for pair in pairs),
        higher=sum(pair.after > pair.before for pair in pairs),
    )


def _stretches(notes: ReportNotes) -> tuple[ReportStretch, ...]:
    """Those done in the period; a rating is red against the answer before its session."""
    recent = typical_from(notes.last)
    before = {rating.session: rating.score for rating in notes.around if rating.kind is RatingKind.PRE}
    scores: dict[str, list[int]] = {}
    lights: dict[str, list[Light]] = {}
    for rating in notes.during:
        if rating.stretch is None or rating.local_date > notes.last:
            continue
        if rating.local_date >= recent and rating.score is not None:
            scores.setdefault(rating.stretch, []).append(rating.score)
        if rating.local_date >= notes.first and not rating.skipped:
            light = assess(before.get(rating.session), rating.score, rating.flag)
            lights.setdefault(rating.stretch, []).append(light)
    done = [
        ReportStretch(
            stretch=one.stretch,
            times=one.times,
            typical=typical(scores.get(one.stretch, ())),
            ratings=len(scores.get(one.stretch, ())),
            reds=_reds(lights.get(one.stretch, ())),
        )
        for one in notes.stretch_times
    ]
    return tuple(sorted(done, key=lambda one: (-one.times, one.stretch)))


def _reds(lights: Sequence[Light]) -> int | None:
    return lights.count(Light.RED) if len(lights) >= TYPICAL_RATINGS else None


def _flags(notes: ReportNotes) -> tuple[Flag, ...]:
    flagged = [
        rating
        for rating in (*notes.during, *notes.around, *notes.day_flags)
        if rating.flag and notes.first <= rating.local_date <= notes.last
    ]
    flagged.sort(key=lambda rating: rating.at, reverse=True)
    return tuple(
        Flag(day=rating.local_date, kind=rating.kind, stretch=rating.stretch, score=rating.score)
        for rating in flagged
    )


def _notes(notes: ReportNotes) -> tuple[ReportNote, ...]:
    found = notes_by_day(notes.sessions, notes.session_notes, notes.day_notes)
    return tuple(
        ReportNote(day=day, note=note)
        for day in sorted(found, reverse=True)
        if notes.first <= day <= notes.last
        for note in found[day]
        if note.text or note.tags
    )
