"""What the report says in words. A verdict says what the ratings did, never why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from stretchplayer.core.dates import DASH, MONTHS, day_range, short_day
from stretchplayer.core.history import RatingKind
from stretchplayer.core.progress.baseline import BASELINE_RATED_DAYS
from stretchplayer.core.progress.flexibility import FlexibilityChange, FlexibilitySeries
from stretchplayer.core.progress.pain import SOLID_DAYS, WeekPoint
from stretchplayer.core.progress.report import Flag, Report
from stretchplayer.core.progress.spans import Span, SpanLength
from stretchplayer.core.progress.trend import Trend
from stretchplayer.core.progress.verdict import NOT_WHY, PainChange

TITLE = "Notes on stretching and back pain"
LIMITS = (
    "Not a medical device. Written from a person’s own ratings and self-made measurements, as general"
    " wellness information; it does not diagnose, treat or monitor any condition, and shows nothing about"
    " cause."
)
FLAGGED = "Marked as sharp, shooting, tingling or spreading down the leg"
MINUS = "\N{MINUS SIGN}"
_CHANGES = {
    FlexibilityChange.TOO_LITTLE: "too few sittings to compare",
    FlexibilityChange.UNNAMED: "error not known, so not compared",
    FlexibilityChange.WITHIN_ERROR: "within measuring error",
    FlexibilityChange.ONCE: "more than measuring error, once",
    FlexibilityChange.TWICE: "more than measuring error, twice running",
}
_ASKED = {
    RatingKind.PRE: "before a session",
    RatingKind.DURING: "in a stretch",
    RatingKind.POST: "after a session",
    RatingKind.DAY: "daily rating",
}


def counted(number: int, one: str, many: str) -> str:
    """A count with its word."""
    return f"{number:,} {one if number == 1 else many}".replace(",", "\N{NO-BREAK SPACE}")


def plain(value: float) -> str:
    """A figure with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def headline(report: Report) -> str:
    """The most that may be said of the pain of late."""
    verdict = report.verdict
    share = ", by 30 % or more" if verdict.by_share else ""
    match verdict.change:
        case PainChange.TOO_LITTLE:
            return "Pain: too little data to compare"
        case PainChange.LOW_START:
            return "Pain: little room for a clear change"
        case PainChange.WITHIN:
            return "Pain: within the usual ups and downs"
        case PainChange.LOWER:
            return f"Pain: lower than at the start{share}"
        case PainChange.HIGHER:
            return f"Pain: higher than at the start{share}"


def explanation(report: Report) -> str:
    """What the headline is from, and what it does not say."""
    verdict = report.verdict
    start = verdict.start
    if start is None:
        return (
            f"A comparison needs a start, {BASELINE_RATED_DAYS} rated days within two weeks, and two later"
            f" weeks with {SOLID_DAYS} rated days or more."
        )
    began = (
        f"Start, {day_range(start.first, start.last)}: average {start.mean:.1f} from"
        f" {counted(len(start.days), 'rated day', 'rated days')}."
    )
    if verdict.change is PainChange.TOO_LITTLE:
        return f"{began} A comparison needs two later weeks with {SOLID_DAYS} rated days or more."
    told = f"{began} The last two fuller weeks: {' and '.join(_week(week) for week in verdict.weeks)}."
    match verdict.change:
        case PainChange.LOW_START:
            return f"{told} A start under 3 leaves too little room for a clear change."
        case PainChange.WITHIN:
            return f"{told} A difference of this size can come from chance."
        case _:
            return (
                f"{told} Both differ by two points or more, and by more than chance would explain. {NOT_WHY}"
            )


def drift_words(drift: Trend) -> str:
    """The drift of the weekly average."""
    way = "down" if drift.per_week < 0 else "up"
    low, high = sorted((abs(drift.low), abs(drift.high)))
    return (
        f"Dashes: drift {way} of about {drift.per_week:+.2f} points a week".replace("+", "").replace("-", "")
        + f" ({low:.2f} to {high:.2f}, rough)"
    )


def question(report: Report) -> str:
    """What the points of the pain chart answer."""
    kinds = {one.point.kind for one in report.spans} - {None}
    if kinds == {RatingKind.PRE}:
        return "pain right now, before sessions; middle value of each day"
    if kinds == {RatingKind.DAY, RatingKind.PRE}:
        return "circles: average of the last 24 hours; squares: right now, before sessions; never joined"
    return "average of the last 24 hours, rated once a day"


def span_words(span: Span, length: SpanLength) -> str:
    """A span as the table names it."""
    if length is SpanLength.WEEK:
        return day_range(span.first, span.last, year=False)
    if length is SpanLength.MONTH:
        return f"{MONTHS[span.first.month - 1]} {span.first.year}"
    if length is SpanLength.QUARTER:
        month = (span.first.month - 1) // 3 * 3
        return f"{MONTHS[month][:3]} {DASH} {MONTHS[month + 2][:3]} {span.first.year}"
    return str(span.first.year)


def span_label(span: Span, before: Span | None, length: SpanLength) -> str:
    """A span as the axis names it: what is the same as in the label before is left out."""
    new_year = before is None or before.first.year != span.first.year
    if length is SpanLength.YEAR:
        return str(span.first.year)
    if length is SpanLength.WEEK:
        same = before is not None and before.first.month == span.first.month and not new_year
        return str(span.first.day) if same else short_day(span.first)
    month = MONTHS[span.first.month - 1][:3]
    return f"{month} {span.first.year}" if new_year else month


def change_words(series: FlexibilitySeries) -> str:
    """What may be said of one side of a test."""
    return _CHANGES[series.change]


def side_name(series: FlexibilitySeries) -> str:
    """Which side, with its part of the body."""
    return f"{series.side.value} {series.test.part}".capitalize() if series.side else "Both sides at once"


def flag_words(flag: Flag, name: str | None) -> str:
    """One flagged rating."""
    where = name or _ASKED[flag.kind]
    score = "" if flag.score is None else f", {flag.score} of 10"
    return f"{short_day(flag.day, year=True)}: {where}{score}"


def reason_words(why: str) -> str:
    """Why a stretch was set aside, as it is kept, in words."""
    if why == "flag":
        return "after sharp or shooting pain"
    if why.endswith(" of 10"):
        return f"after a rating of {why}"
    return why


def change_figure(value: float, decimals: int = 0) -> str:
    """A difference with its sign."""
    told = f"{abs(value):.{decimals}f}"
    if float(told) == 0:
        return f"±{told}"
    return f"{'+' if value > 0 else MINUS}{told}"


def days_by_month(days: Sequence[date]) -> str:
    """Dates as "11, 9 Nov 2026; 7 Sep 2026", in the order given."""
    months = groupby(days, key=lambda day: (day.year, day.month))
    return "; ".join(
        f"{', '.join(str(day.day) for day in group)} {MONTHS[month - 1][:3]} {year}"
        for (year, month), group in months
    )


def _week(week: WeekPoint) -> str:
    assert week.mean is not None
    return f"{week.mean:.1f} ({day_range(week.week_start, week.week_end)}, {week.n_days} days)"
