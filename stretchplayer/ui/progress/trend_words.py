"""What is said of the weeks shown: a headline from the ladder of verdicts, and the numbers behind it.

A verdict says what the ratings did, never why (`SOURCES.md`, Statistics).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.dates import DASH, short_day
from stretchplayer.core.progress.baseline import BASELINE_RATED_DAYS
from stretchplayer.core.progress.muscles import STUDIED_MINUTES
from stretchplayer.core.progress.verdict import CLEAR_POINTS, NOT_WHY, PainChange
from stretchplayer.ui.charts.sentences import latest_weeks
from stretchplayer.ui.charts.week_words import BY_SHARE, IF_HIGHER
from stretchplayer.ui.words import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.app.progress_service import MuscleReview, Overview
    from stretchplayer.core.progress.pain import WeekPoint
    from stretchplayer.core.progress.period import Period
    from stretchplayer.core.progress.verdict import PainVerdict

HEADLINES = {
    PainChange.TOO_LITTLE: "Too early to compare",
    PainChange.LOW_START: "Little room for a clear change",
    PainChange.WITHIN: "No clear change from your start",
    PainChange.LOWER: "Lower than at your start",
    PainChange.HIGHER: "Higher than at your start",
}
NO_PAIN_HEADLINE = "Your notes, week by week"
SAME = 1e-9  # two points are two points, whatever the last binary digit


def headline(overview: Overview) -> str:
    """One line, the most that may be said."""
    verdict = overview.verdict
    if not any(week.n_days for week in overview.weeks):
        return NO_PAIN_HEADLINE
    return HEADLINES[verdict.change] + (BY_SHARE if verdict.is_clear and verdict.by_share else "")


def explanation(overview: Overview) -> str:
    """The numbers of the headline in a few sentences."""
    verdict = overview.verdict
    if not any(week.n_days for week in overview.weeks):
        return "No day of these weeks is rated."
    if verdict.start is None or verdict.change is PainChange.TOO_LITTLE:
        return _too_little(overview)
    began = f"{verdict.start.mean:.1f}"
    match verdict.change:
        case PainChange.LOW_START:
            return f"Your start was under 3, so there is little room for a clear change. It was {began}."
        case PainChange.LOWER:
            return f"{_compared(verdict, 'lower')} {NOT_WHY}"
        case PainChange.HIGHER:
            return f"{_compared(verdict, 'higher')} {IF_HIGHER}"
        case _:
            return _no_clear_change(verdict, began)


def period_words(period: Period) -> str:
    """Which weeks are shown: "31 Aug – 22 Nov 2026"."""
    begin = short_day(period.first, year=period.first.year != period.end.year)
    return f"{begin} {DASH} {short_day(period.end, year=True)}"


def muscle_words(review: MuscleReview) -> str:
    """What the bars of muscles count, and where the five minutes come from."""
    of = "This week so far" if review.is_open else _average_of(review.weeks)
    studied = f"{STUDIED_MINUTES:.0f} minutes"
    return (
        f"{of}, each side of the body. Stretches alone are counted, and of them the time really held."
        f" Dotted: in studies of flexibility, gains came from about {studied} a week for a muscle on"
        " (Thomas and others 2018)."
    )


def _average_of(weeks: int) -> str:
    return "One whole week" if weeks == 1 else f"Average of {count_words(weeks, 'whole week', 'whole weeks')}"


def _too_little(overview: Overview) -> str:
    words = "Two fuller weeks are needed before we compare."
    if overview.start is None:
        words += f" A start to compare with needs {BASELINE_RATED_DAYS} rated days within two weeks."
    return f"{words} {latest_weeks(overview.weeks)}"


def _no_clear_change(verdict: PainVerdict, began: str) -> str:
    assert verdict.start is not None
    weeks = f"The last two fuller weeks, {_means(verdict.weeks)},"
    start = verdict.start.mean
    if all(abs((week.mean or 0.0) - start) <= CLEAR_POINTS + SAME for week in verdict.weeks):
        return f"{weeks} are within 2 points of your start, {began}."
    return (
        f"{weeks} differ from your start, {began}, by no more than chance can do,"
        " so we call it no clear change."
    )


def _compared(verdict: PainVerdict, way: str) -> str:
    assert verdict.start is not None
    return (
        f"Your ratings were {way} in both of the last two fuller weeks, {_means(verdict.weeks)},"
        f" than in your first two, {verdict.start.mean:.1f}."
    )


def _means(weeks: Sequence[WeekPoint]) -> str:
    return " and ".join(f"{week.mean:.1f}" for week in weeks)
