"""The tables of the Table tab, made of what the services give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.history import RatingKind
from stretchplayer.core.progress.minutes import DayState
from stretchplayer.ui.charts.flexibility_words import flexibility_sheet
from stretchplayer.ui.charts.sentences import ASKED, DAY_STATES, STRENGTHS
from stretchplayer.ui.charts.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stretchplayer.app.progress_service import Overview
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.progress.flexibility import FlexibilitySeries
    from stretchplayer.core.progress.stretches import StretchFigures

WEEKS, DAYS, STRETCHES, MEASURES = "weeks", "days", "stretches", "measures"
NAMES = {WEEKS: "Weeks", DAYS: "Days", STRETCHES: "Stretches", MEASURES: "Measures"}
NOTES = {
    WEEKS: "Weeks of different questions are not compared. An empty place is a gap, not a nought.",
    DAYS: "Enter, or a double click, opens a day.",
    STRETCHES: (
        "Typical is the middle of the ratings right after it, in the last 12 weeks shown here, and is told"
        " from 5 ratings on. Red are ratings that ended the stretch."
    ),
    MEASURES: "The middle of the tries that did not hurt. Enter, or a double click, opens a day.",
}
WEEK_COLUMNS = (
    "Week of",
    "Days rated",
    "Average",
    "Middle value",
    "Lowest day",
    "Highest day",
    "Question",
    "Point",
    "Minutes",
    "Sessions",
    "Days",
    "Flare days",
)
DAY_COLUMNS = (
    "Day",
    "Average of the day",
    "Before sessions",
    "After sessions",
    "Minutes",
    "Session",
    "Flare day",
)
STRETCH_COLUMNS = ("Stretch", "Times done", "Ratings", "Typical rating", "Red")


def weeks_sheet(overview: Overview) -> Sheet:
    """Pain, minutes and days of each week."""
    rows = []
    for point, minutes, days in zip(overview.weeks, overview.minutes, overview.calendar, strict=True):
        rows.append(
            (
                point.week_start,
                point.n_days,
                point.mean,
                point.median,
                point.lowest,
                point.highest,
                ASKED.get(point.kind) if point.kind else None,
                STRENGTHS[point.strength],
                minutes.minutes,
                minutes.sessions,
                minutes.days,
                sum(day.is_flare for day in days.days),
            )
        )
    return Sheet(NAMES[WEEKS], WEEK_COLUMNS, tuple(rows), tuple(row[0] for row in rows))


def days_sheet(overview: Overview, values: Mapping[RatingKind, Mapping[date, float]]) -> Sheet:
    """Each day up to today."""
    days = [day for week in overview.calendar for day in week.days if not day.is_future]
    rows = tuple(
        (
            day.day,
            values[RatingKind.DAY].get(day.day),
            values[RatingKind.PRE].get(day.day),
            values[RatingKind.POST].get(day.day),
            day.minutes or None,
            None if day.state is DayState.NONE else DAY_STATES[day.state],
            "flare" if day.is_flare else None,
        )
        for day in days
    )
    return Sheet(NAMES[DAYS], DAY_COLUMNS, rows, tuple(day.day for day in days))


def stretches_sheet(figures: Sequence[StretchFigures], catalogue: Catalogue) -> Sheet:
    """Each stretch done, by its name."""
    rows = []
    for one in figures:
        stretch = catalogue.get(one.stretch)
        name = stretch.name if stretch is not None else one.stretch  # from another version of the app
        rows.append((name, one.times, one.ratings, one.typical, one.reds))
    rows.sort(key=lambda row: row[0].casefold())
    return Sheet(NAMES[STRETCHES], STRETCH_COLUMNS, tuple(rows))


def measures_sheet(tests: Sequence[Sequence[FlexibilitySeries]]) -> Sheet:
    """Each sitting of the flexibility tests, all of them."""
    return flexibility_sheet(NAMES[MEASURES], [one for series in tests for one in series])
