"""Reads the notes of a period and has them added up for the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import structs

from stretchplayer.core.dates import whole_day
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.flexibility import ALL_TESTS
from stretchplayer.core.history import History, Measurement, RatingKind
from stretchplayer.core.measures import Measures
from stretchplayer.core.ports import Clock
from stretchplayer.core.progress.baseline import Baseline
from stretchplayer.core.progress.minutes import MS_PER_MINUTE, SHORTEST_MINUTES
from stretchplayer.core.progress.pain import day_values_of_scores
from stretchplayer.core.progress.report import Report, ReportNotes, gather_report, judged_from
from stretchplayer.core.progress.review import typical_from
from stretchplayer.core.progress.weeks import monday_of

USUAL_WEEKS = 12
NO_NOTES = "There are no notes yet. A session or a rated day is enough for a report."
DAYS_ASKED = (RatingKind.DAY, RatingKind.PRE)


class PeriodError(NotFoundError):
    """There is nothing to report of these days, or they are in the wrong order."""


class ReportService:
    """Reports of any period."""

    def __init__(
        self,
        history: History,
        measures: Measures,
        start: Callable[[RatingKind], Baseline | None],
        clock: Clock,
    ) -> None:
        """`start` gives the start that ratings of a kind are compared with."""
        self._history = history
        self._measures = measures
        self._start = start
        self._clock = clock

    def today(self) -> date:
        """The local date."""
        return self._clock.now().date()

    def first_day(self) -> date | None:
        """Local date of the first session, rating or sitting."""
        days = [self._history.first_date(), *(one.local_date for one in self._sittings())]
        return min((day for day in days if day is not None), default=None)

    def report(
        self, first: date | None = None, last: date | None = None, *, with_notes: bool = True
    ) -> Report:
        """The notes from `first` to `last` (today), both included, with the user's own words or without.

        Without a first day it is the Monday eleven weeks before the last. A period that reaches further
        than the notes is cut to them. Raises `PeriodError` when the dates are in the wrong order, or there
        is nothing between them.
        """
        today = self.today()
        end = last or today
        if first is not None and first > end:
            raise PeriodError(
                f"The first day, {whole_day(first)}, is after the last, {whole_day(end)}."
                " Please give them the other way round."
            )
        earliest = self.first_day()
        if earliest is None:
            raise PeriodError(NO_NOTES)
        if end < earliest:
            raise PeriodError(_nothing(first, end, earliest))
        begin = max(earliest, first or _usual_first(end))
        if begin > today:
            raise PeriodError(_nothing(first, end, earliest))
        report = gather_report(self._read(begin, min(end, today), today))
        if not _says_something(report):
            raise PeriodError(_nothing(first or begin, end, earliest))
        return report if with_notes else structs.replace(report, notes=())

    def _sittings(self) -> list[Measurement]:
        return [one for test in ALL_TESTS for one in self._measures.measurements(test.id)]

    def _read(self, first: date, last: date, today: date) -> ReportNotes:
        history = self._history
        judged, recent = min(first, judged_from(last)), min(first, typical_from(last))
        starts = {kind: self._start(kind) for kind in DAYS_ASKED}
        ratings = history.ratings(recent, last + timedelta(days=1))
        return ReportNotes(
            first=first,
            last=last,
            today=today,
            values=tuple(
                value
                for kind in DAYS_ASKED
                for value in day_values_of_scores(history.day_scores(kind, judged, last), kind)
            ),
            starts={kind: start for kind, start in starts.items() if start is not None},
            played=tuple(history.played_days(first, last, round(SHORTEST_MINUTES * MS_PER_MINUTE))),
            sessions=tuple(history.sessions(first, last)),
            around=tuple(one for one in ratings if one.kind in (RatingKind.PRE, RatingKind.POST)),
            during=tuple(one for one in ratings if one.kind is RatingKind.DURING),
            day_flags=tuple(one for one in ratings if one.kind is RatingKind.DAY and one.flag),
            stretch_times=tuple(history.stretch_times(first, last)),
            set_aside=tuple(history.all_set_aside()),
            measurements=tuple(self._sittings()),
            flare_days=tuple(history.flare_days(first, last)),
            session_notes=tuple(history.notes(first, last)),
            day_notes=history.day_notes(first, last),
        )


def _usual_first(last: date) -> date:
    return monday_of(last) - timedelta(weeks=USUAL_WEEKS - 1)


def _nothing(first: date | None, last: date, earliest: date) -> str:
    days = (
        f"up to {whole_day(last)}" if first is None else f"between {whole_day(first)} and {whole_day(last)}"
    )
    return f"There are no notes {days}. The first are of {whole_day(earliest)}."


def _says_something(report: Report) -> bool:
    return bool(
        report.sessions
        or any(report.rated_days.values())
        or report.around
        or report.stretches
        or report.tests
        or report.flags
        or report.flare_days
        or report.notes
    )
