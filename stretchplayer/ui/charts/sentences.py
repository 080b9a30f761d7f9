"""What charts say in words: for the pointer, the keyboard and screen readers alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.history import RatingKind
from stretchplayer.core.progress.minutes import DayState
from stretchplayer.core.progress.pain import Strength
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK
from stretchplayer.ui.charts.sheet import Sheet
from stretchplayer.ui.words import MONTHS, count_words, long_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stretchplayer.core.progress.baseline import Baseline
    from stretchplayer.core.progress.calendar import CalendarDay, CalendarWeek
    from stretchplayer.core.progress.minutes import WeekMinutes
    from stretchplayer.core.progress.muscles import MuscleTime
    from stretchplayer.core.progress.pain import WeekPoint
    from stretchplayer.core.progress.trend import Trend

SMALLEST_TENTH = 0.05  # what one decimal still shows
PAIN_COLUMNS = (
    "Week of",
    "Question",
    "Days rated",
    "Average",
    "Middle value",
    "Lowest day",
    "Highest day",
    "Point",
    "Flare days",
)
CALENDAR_COLUMNS = ("Day", "Minutes", "Session", "Flare day")
MUSCLE_COLUMNS = ("Muscles", "Minutes a week, right side", "Minutes a week, left side")
DAY_STATES = {DayState.DONE: "full day", DayState.SHORT: "short day", DayState.NONE: "none"}
MINUTES_COLUMNS = ("Week of", "Minutes", "Sessions", "Days")
ASKED = {RatingKind.DAY: "average of the day", RatingKind.PRE: "before sessions"}
STRENGTHS = {Strength.SOLID: "4 or more days", Strength.HOLLOW: "2 or 3 days", Strength.GAP: "gap"}


def day_words(day: date) -> str:
    """A date as "2 November"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def score(value: float) -> str:
    """A pain figure with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def week_of_pain(point: WeekPoint, flare_days: int = 0) -> str:
    """One week of the pain chart."""
    week = f"Week of {day_words(point.week_start)}."
    flare = f" {count_words(flare_days, 'flare day', 'flare days')}." if flare_days else ""
    if point.strength is Strength.GAP or point.mean is None:
        rated = "no rated day" if not point.n_days else count_words(point.n_days, "rated day", "rated days")
        return f"{week} Gap: {rated}.{flare}"
    assert point.median is not None
    assert point.lowest is not None
    assert point.highest is not None
    few = " Two or three days are shown, but not compared." if point.strength is Strength.HOLLOW else ""
    asked = " before sessions" if point.kind is RatingKind.PRE else ""
    return (
        f"{week} Average{asked} {point.mean:.1f} from {point.n_days} days."
        f" Middle value {score(point.median)}."
        f" Lowest {score(point.lowest)}, highest {score(point.highest)}.{few}{flare}"
    )


def pain_summary(
    points: Sequence[WeekPoint], start: Baseline | None = None, drift: Trend | None = None
) -> str:
    """The whole pain chart in a few sentences."""
    shown = [point for point in points if point.mean is not None]
    if not shown:
        return "No week has two rated days yet."
    weeks = count_words(len(points), "week", "weeks")
    parts = [f"{weeks}, {len(shown)} with a point. The newest: {week_of_pain(shown[-1])}"]
    if start is not None:
        parts.append(f"Your start was {start.mean:.1f}.")
    if drift is not None:
        parts.append(drift_words(drift))
    return " ".join(parts)


def drift_words(drift: Trend) -> str:
    """The drift of the weekly average; "rough", since weeks resemble each other."""
    way = "down" if drift.per_week < 0 else "up"
    low, high = sorted((abs(drift.low), abs(drift.high)))
    about = _points(abs(drift.per_week))
    return (
        f"Your weekly average has drifted {way} by about {about} a week"
        f" ({_figure(low)} to {_figure(high)}, rough)."
    )


def _points(value: float) -> str:
    return f"{_figure(value)} {'point' if _figure(value) == '1.0' else 'points'}"


def _figure(value: float) -> str:
    """With one decimal, or two where one would say nothing."""
    return f"{value:.1f}" if value >= SMALLEST_TENTH else f"{value:.2f}"


def pain_sheet(name: str, points: Sequence[WeekPoint], flares: Sequence[int]) -> Sheet:
    """The weeks of the pain chart as a table."""
    return Sheet(
        name=name,
        columns=PAIN_COLUMNS,
        rows=tuple(
            (
                point.week_start,
                ASKED.get(point.kind) if point.kind else None,
                point.n_days,
                point.mean,
                point.median,
                point.lowest,
                point.highest,
                STRENGTHS[point.strength],
                flare_days,
            )
            for point, flare_days in zip(points, flares, strict=True)
        ),
        days=tuple(point.week_start for point in points),
    )


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


def minutes_sheet(name: str, weeks: Sequence[WeekMinutes]) -> Sheet:
    """The bars of the minutes chart as a table."""
    return Sheet(
        name=name,
        columns=MINUTES_COLUMNS,
        rows=tuple((week.week_start, week.minutes, week.sessions, week.days) for week in weeks),
        days=tuple(week.week_start for week in weeks),
    )


def minutes_summary(weeks: Sequence[WeekMinutes]) -> str:
    """The whole minutes chart."""
    if not weeks:
        return "No session yet."
    return f"{count_words(len(weeks), 'week', 'weeks')}. The newest: {week_of_minutes(weeks[-1])}"


def day_done(day: CalendarDay) -> str:
    """One day of the calendar."""
    flare = " Flare day." if day.is_flare else ""
    if day.state is DayState.NONE:
        return f"{long_date(day.day)}. No session{' yet' if day.is_today else ''}.{flare}"
    minutes = count_words(max(1, round(day.minutes)), "minute", "minutes")
    return f"{long_date(day.day)}. {minutes}.{flare}"


def calendar_summary(weeks: Sequence[CalendarWeek]) -> str:
    """The whole calendar."""
    done = sum(week.days_done for week in weeks)
    if not weeks or not done:
        return "No day with a session in these weeks."
    newest = count_words(weeks[-1].days_done, "day", "days")
    so_far = " so far" if weeks[-1].is_open else ""
    days = count_words(done, "day", "days")
    return (
        f"{days} with a session in {count_words(len(weeks), 'week', 'weeks')}. The newest: {newest}{so_far}."
    )


def calendar_sheet(name: str, days: Sequence[CalendarDay]) -> Sheet:
    """The days of the calendar as a table."""
    return Sheet(
        name=name,
        columns=CALENDAR_COLUMNS,
        rows=tuple(
            (day.day, day.minutes or None, DAY_STATES[day.state], "flare" if day.is_flare else "")
            for day in days
        ),
        days=tuple(day.day for day in days),
    )


def days_of_week(week: WeekMinutes) -> str:
    """One bar of the chart of days a week."""
    days = count_words(week.days, "day", "days")
    return f"Week of {day_words(week.week_start)}. {days}{' so far' if week.is_open else ''}."


def days_summary(weeks: Sequence[WeekMinutes]) -> str:
    """The whole chart of days a week."""
    if not weeks:
        return "No session yet."
    return f"{count_words(len(weeks), 'week', 'weeks')}. The newest: {days_of_week(weeks[-1])}"


def muscle_time(name: str, time: MuscleTime) -> str:
    """One bar of the chart of muscles."""
    if time.sides_differ:
        return f"{name}. Right {time.right:.1f}, left {time.left:.1f} minutes a week."
    return f"{name}. {time.minutes:.1f} minutes a week."


def muscle_summary(times: Sequence[tuple[str, MuscleTime]]) -> str:
    """The whole chart of muscles."""
    if not times:
        return "No stretch was held in these weeks."
    told = ", ".join(f"{name} {time.minutes:.1f}" for name, time in times)
    return f"Minutes a week held: {told}."


def muscle_sheet(name: str, times: Sequence[tuple[str, MuscleTime]]) -> Sheet:
    """The bars of the chart of muscles as a table."""
    rows = tuple((muscle, time.right, time.left) for muscle, time in times)
    return Sheet(name=name, columns=MUSCLE_COLUMNS, rows=rows)
