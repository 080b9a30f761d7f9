"""What is said of one week: a headline from the ladder of verdicts, and the numbers behind it.

A verdict says what the ratings did, never why (`SOURCES.md`, Statistics).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.dates import DASH, whole_day
from stretchplayer.core.history import RatingKind
from stretchplayer.core.progress.baseline import BASELINE_RATED_DAYS
from stretchplayer.core.progress.pain import SOLID_DAYS, Strength
from stretchplayer.core.progress.verdict import NOT_WHY, PainChange
from stretchplayer.ui.charts.sentences import day_words as date_words
from stretchplayer.ui.charts.sentences import score
from stretchplayer.ui.charts.sheet import Sheet
from stretchplayer.ui.words import WEEKDAYS, count_words, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stretchplayer.core.progress.review import BeforeAfter, ReviewDay, StretchDone, WeekReview

IF_HIGHER = (
    "That can happen for many reasons. If it goes on, or worries you, a doctor or physiotherapist can help."
)
BY_SHARE = ", by 30 % or more"


def week_name(monday: date, sunday: date) -> str:
    """A week as "9 – 15 November"."""
    if monday.year != sunday.year:
        return f"{whole_day(monday)} {DASH} {whole_day(sunday)}"
    begin = str(monday.day) if monday.month == sunday.month else date_words(monday)
    return f"{begin} {DASH} {date_words(sunday)}"


def headline(review: WeekReview) -> str:
    """One line, the most that may be said."""
    point, start = review.point, review.verdict.start
    if point.is_open:
        return "This week so far"
    if point.strength is not Strength.SOLID:
        return "Too little data this week"
    if start is None:
        return "Too early to compare"
    if point.week_start <= start.last:
        return "Part of your start"
    match review.verdict.change:
        case PainChange.TOO_LITTLE:
            return "Too early to compare"
        case PainChange.LOW_START:
            return "Little room for a clear change"
        case PainChange.WITHIN:
            return "Within your usual ups and downs"
        case PainChange.LOWER:
            return "Lower than at your start" + (BY_SHARE if review.verdict.by_share else "")
        case PainChange.HIGHER:
            return "Higher than at your start" + (BY_SHARE if review.verdict.by_share else "")


def explanation(review: WeekReview) -> str:
    """The numbers of the headline in two or three sentences."""
    point, start = review.point, review.verdict.start
    average = _average(review)
    if point.is_open:
        return f"{average} A week is compared when it is over."
    if point.strength is not Strength.SOLID:
        return f"{average} {SOLID_DAYS} rated days make a full weekly point."
    if start is None:
        few = f"{BASELINE_RATED_DAYS} rated days within two weeks make a start to compare with."
        return f"{average} {few}"
    if point.week_start <= start.last:
        return f"{average} Later weeks are compared with your first two weeks."
    began = f"In your first two weeks it was {start.mean:.1f}."
    match review.verdict.change:
        case PainChange.TOO_LITTLE:
            return f"{average} {began} Two fuller weeks are needed before we compare."
        case PainChange.LOW_START:
            return f"{average} Your start was under 3, so there is little room for a clear change."
        case PainChange.WITHIN:
            return f"{average} {began} A gap this size can come from chance, so we call it no clear change."
        case PainChange.LOWER:
            return (
                f"{average} {began} Your ratings were lower in both of the last two weeks than in your"
                f" first two. {NOT_WHY}"
            )
        case PainChange.HIGHER:
            return (
                f"{average} {began} Your ratings were higher in both of the last two weeks than in your"
                f" first two. {IF_HIGHER}"
            )


def question(review: WeekReview) -> tuple[str, str]:
    """The name of the chart, by the question its days answer, and a word beside it."""
    if review.point.kind is RatingKind.PRE:
        return "Back pain before sessions", "middle of each day, out of 10"
    return "Average back pain each day", "out of 10"


def day_words(day: ReviewDay) -> str:
    """One day of the chart."""
    parts = [f"{long_date(day.day)}."]
    if day.value is not None:
        parts.append(f"{score(day.value.value)} of 10.")
    elif not day.is_future:
        parts.append("No rating yet." if day.is_today else "No rating.")
    if day.is_flare:
        parts.append("Flare day.")
    if day.minutes:
        parts.append(f"{count_words(max(1, round(day.minutes)), 'minute', 'minutes')} of stretching.")
    elif not day.is_future and not day.is_today:
        parts.append("Rest.")
    return " ".join(parts)


def week_summary(days: Sequence[ReviewDay]) -> str:
    """The whole chart for somebody who does not see it."""
    told = [
        f"{WEEKDAYS[day.day.weekday()]} {score(day.value.value)}" for day in days if day.value is not None
    ]
    if not told:
        return "No day of this week is rated."
    return f"{count_words(len(told), 'rated day', 'rated days')}: {', '.join(told)}."


def week_sheet(review: WeekReview | None) -> Sheet:
    """The week as a table: what is not known is empty."""
    days = () if review is None else tuple(day for day in review.days if not day.is_future)
    around = () if review is None else review.sessions
    return Sheet(
        name="Back pain each day",
        columns=("Day", "Back pain", "Minutes", "Before", "After", "Flare day"),
        rows=tuple(
            (
                day.day,
                None if day.value is None else day.value.value,
                day.minutes,
                _joined(pair.before for pair in around if pair.day == day.day),
                _joined(pair.after for pair in around if pair.day == day.day),
                "yes" if day.is_flare else None,
            )
            for day in days
        ),
        days=tuple(day.day for day in days),
    )


def _joined(scores: Iterable[int | None]) -> str | None:
    """The answers of one day's sessions in order, those that are there."""
    return ", ".join(str(score) for score in scores if score is not None) or None


def pair_words(pair: BeforeAfter) -> str:
    """The answers around one session."""
    before = "no rating before" if pair.before is None else f"{pair.before} before"
    after = "no rating after" if pair.after is None else f"{pair.after} after"
    return f"{long_date(pair.day)}: {before}, {after}."


def typical_words(stretch: StretchDone) -> tuple[str, str]:
    """What is typical of a stretch: a figure, perhaps empty, and the words after it."""
    if stretch.typical is None:
        return "", "shown after 5 ratings"
    return score(stretch.typical), " of 10, typical"


def _average(review: WeekReview) -> str:
    point = review.point
    if point.mean is None:
        rated = "No day is rated" if not point.n_days else "One day is rated"
        return f"{rated} this week."
    verb = "is" if point.is_open else "was"
    return f"Your average {verb} {point.mean:.1f}, from {point.n_days} of 7 days."
