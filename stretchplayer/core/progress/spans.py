"""A period cut into weeks, or into months, quarters or years when there would be too many weeks.

The first and the last may be cut off by the period. What is said of a span is of the days it has there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from stretchplayer.core.catalogue import Record
from stretchplayer.core.history import RatingKind
from stretchplayer.core.progress.numbers import mean, median
from stretchplayer.core.progress.pain import DayValue, Strength, days_of_one_kind, strength_of
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK, monday_of

MONTHS_IN_YEAR = 12


class SpanLength(StrEnum):
    """How long the parts of a period are."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {SpanLength.MONTH: 1, SpanLength.QUARTER: 3, SpanLength.YEAR: MONTHS_IN_YEAR}


class Span(Record, frozen=True, kw_only=True):
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


class SpanPoint(Record, frozen=True, kw_only=True):
    """The pain of one span, in day values of one kind; the figures are ``None`` in a gap.

    Strong or weak by the same number of rated days whatever its length: an average is as sure as the
    number of days it is of. `n_days` says how many of them the average of a long span stands on.
    """

    span: Span
    kind: RatingKind | None
    n_days: int
    strength: Strength
    mean: float | None
    median: float | None
    lowest: float | None
    highest: float | None
    lone: float | None  # the value of the one rated day of a gap, which is no average


def begin_of(day: date, length: SpanLength) -> date:
    """The first day of the week, month, quarter or year this day is in."""
    if length is SpanLength.WEEK:
        return monday_of(day)
    months = _MONTHS[length]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def spans(first: date, last: date, length: SpanLength) -> list[Span]:
    """The parts of this period, oldest first."""
    found = []
    begin = begin_of(first, length)
    while begin <= last:
        after = _next(begin, length)
        found.append(Span(first=max(begin, first), last=min(after - timedelta(days=1), last)))
        begin = after
    return found


def cut(first: date, last: date, most: int) -> tuple[SpanLength, list[Span]]:
    """The shortest parts of which there are no more than `most`, else years."""
    for length in SpanLength:
        # Counted before they are made: a century of weeks need not be listed to be found too many.
        if (last - first).days // _most_days(length) <= most:
            found = spans(first, last, length)
            if len(found) <= most:
                return length, found
    return SpanLength.YEAR, spans(first, last, SpanLength.YEAR)


def span_points(values: Sequence[DayValue], parts: Sequence[Span], length: SpanLength) -> list[SpanPoint]:
    """One point a span, oldest first; `values` are of the two kinds asked about days."""
    by_kind = {
        kind: _by_span((value for value in values if value.kind is kind), length)
        for kind in (RatingKind.DAY, RatingKind.PRE)
    }
    points = []
    for span in parts:
        begin = begin_of(span.first, length)
        daily, before = (
            [value for value in by_kind[kind].get(begin, ()) if span.first <= value.day <= span.last]
            for kind in (RatingKind.DAY, RatingKind.PRE)
        )
        points.append(_point(span, days_of_one_kind(daily, before)))
    return points


def _point(span: Span, days: Sequence[DayValue]) -> SpanPoint:
    values = [day.value for day in days]
    strength = strength_of(len(days))
    drawn = strength is not Strength.GAP
    return SpanPoint(
        span=span,
        kind=days[0].kind if days else None,
        n_days=len(days),
        strength=strength,
        mean=mean(values) if drawn else None,
        median=median(values) if drawn else None,
        lowest=min(values) if drawn else None,
        highest=max(values) if drawn else None,
        lone=values[0] if len(values) == 1 else None,
    )


def _by_span(values: Iterable[DayValue], length: SpanLength) -> dict[date, list[DayValue]]:
    found: dict[date, list[DayValue]] = {}
    for value in values:
        found.setdefault(begin_of(value.day, length), []).append(value)
    return found


def _next(begin: date, length: SpanLength) -> date:
    if length is SpanLength.WEEK:
        return begin + timedelta(days=DAYS_IN_WEEK)
    month = begin.month - 1 + _MONTHS[length]
    return date(begin.year + month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, 1)


def _most_days(length: SpanLength) -> int:
    return DAYS_IN_WEEK if length is SpanLength.WEEK else 31 * _MONTHS[length]
