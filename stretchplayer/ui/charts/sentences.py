"""What charts say in words: for the pointer, the keyboard and screen readers alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.history import MeasureMethod
from stretchplayer.core.progress.leg_raise import LegRaiseChange
from stretchplayer.core.progress.pain import Strength
from stretchplayer.ui.words import MONTHS, count_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.progress.leg_raise import LegRaisePoint, LegRaiseSeries
    from stretchplayer.core.progress.minutes import WeekMinutes
    from stretchplayer.core.progress.pain import WeekPoint

DAYS_IN_WEEK = 7

CHANGES = {
    LegRaiseChange.TOO_LITTLE: "",
    LegRaiseChange.WITHIN_ERROR: "within measuring error",
    LegRaiseChange.ONCE: "more than measuring error, once",
    LegRaiseChange.TWICE: "more than measuring error, 2 in a row",
}


def day_words(day: date) -> str:
    """A date as "2 November"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def score(value: float) -> str:
    """A pain figure with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def week_of_pain(point: WeekPoint) -> str:
    """One week of the pain chart."""
    week = f"Week of {day_words(point.week_start)}."
    if point.strength is Strength.GAP or point.mean is None:
        rated = "no rated day" if not point.n_days else count_words(point.n_days, "rated day", "rated days")
        return f"{week} Gap: {rated}."
    assert point.median is not None
    assert point.lowest is not None
    assert point.highest is not None
    few = " Two or three days are shown, but not compared." if point.strength is Strength.HOLLOW else ""
    return (
        f"{week} Average {point.mean:.1f} from {point.n_days} days. Middle value {score(point.median)}."
        f" Lowest {score(point.lowest)}, highest {score(point.highest)}.{few}"
    )


def pain_summary(points: Sequence[WeekPoint]) -> str:
    """The whole pain chart in a sentence or two."""
    shown = [point for point in points if point.mean is not None]
    if not shown:
        return "No week has two rated days yet."
    weeks = count_words(len(points), "week", "weeks")
    return f"{weeks}, {len(shown)} with a point. The newest: {week_of_pain(shown[-1])}"


def latest_weeks(points: Sequence[WeekPoint]) -> str:
    """The sentence under the headline: the week so far, and the last one with enough days."""
    parts = []
    running = points[-1] if points and points[-1].is_open else None
    if running is not None and running.mean is not None:
        parts.append(f"This week so far: average {running.mean:.1f}, from {running.n_days} days.")
    elif running is not None and running.n_days:
        parts.append("This week so far: one rated day.")
    solid = [p for p in points if p.strength is Strength.SOLID and not p.is_open]
    if solid:
        last = solid[-1]
        parts.append(
            f"Your last fuller week, of {day_words(last.week_start)}: average {last.mean:.1f},"
            f" from {last.n_days} of {DAYS_IN_WEEK} days."
        )
    else:
        parts.append("Four rated days make a full weekly point.")
    return " ".join(parts)


def week_of_minutes(week: WeekMinutes) -> str:
    """One bar of the minutes chart."""
    so_far = " so far" if week.is_open else ""
    if not week.sessions:
        return f"Week of {day_words(week.week_start)}. No session{so_far}."
    sessions = count_words(week.sessions, "session", "sessions")
    days = count_words(week.days, "day", "days")
    minutes = count_words(round(week.minutes), "minute", "minutes")
    return f"Week of {day_words(week.week_start)}. {minutes}{so_far}, {sessions} on {days}."


def minutes_summary(weeks: Sequence[WeekMinutes]) -> str:
    """The whole minutes chart."""
    if not weeks:
        return "No session yet."
    return f"{count_words(len(weeks), 'week', 'weeks')}. The newest: {week_of_minutes(weeks[-1])}"


def sitting(side: Side, point: LegRaisePoint) -> str:
    """One point of the leg raise chart."""
    tries = ", ".join(f"{value:.0f}" for value in point.tries)
    how = "by phone" if point.method is MeasureMethod.PHONE else "by tape"
    leg = f"{side.value.capitalize()} leg"
    middle = f"{leg}, {day_words(point.day)}: {point.degrees:.0f} degrees, {how}."
    return middle if len(point.tries) == 1 else f"{middle} Tries: {tries}."


def leg_raise_verdict(series: LegRaiseSeries) -> str:
    """What may be said of one side, for instance "right leg: within measuring error"."""
    words = CHANGES[series.change]
    return f"{series.side.value} leg: {words}" if words else ""


def leg_raise_summary(all_series: Sequence[LegRaiseSeries]) -> str:
    """The whole leg raise chart."""
    parts = []
    for series in all_series:
        if not series.points:
            continue
        start = "" if series.baseline is None else f" Your start was {series.baseline:.0f}."
        verdict = CHANGES[series.change]
        change = f" {verdict.capitalize()}." if verdict else ""
        parts.append(f"{sitting(series.side, series.points[-1])}{start}{change}")
    return " ".join(parts) or "No leg raise measured yet."
