"""What the pages of Measure say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from stretchplayer.core.flexibility import DAYS_BETWEEN_SITTINGS
from stretchplayer.core.flexibility.sitting import sides_of
from stretchplayer.core.history import MeasureMethod
from stretchplayer.core.progress.flexibility import FlexibilityChange
from stretchplayer.core.progress.numbers import median
from stretchplayer.ui.charts.flexibility_words import READ_BY, side_name
from stretchplayer.ui.words import count_words, long_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.flexibility import FlexibilityTest
    from stretchplayer.core.history import Measurement
    from stretchplayer.core.progress.flexibility import FlexibilitySeries

TITLE = "How far do you reach?"
INTRO = (
    "Pick one test. Three tries a side, once a week at most, gives you your own start to compare with."
    " We never compare you with other people."
)
MORE, FEWER = "More tests", "Fewer tests"
EARLIER = "Earlier sittings"
PAST = "Note a past day"
WARM_UP = "March on the spot for three minutes, as every time. The same time of day is best."
MARCH = "March on the spot, arms swinging."
WARM = "Three minutes are over."
STOP = "If it hurts, stop. A painful try is not scored."
USE = {
    MeasureMethod.PHONE: "Use a phone",
    MeasureMethod.TAPE: "Use a tape",
    MeasureMethod.PHOTO: "Use a photo",
    MeasureMethod.RULER: "Use a ruler",
    MeasureMethod.NUMBER: "Type a number",
}
HURT = "it hurt, not scored"
NOTHING_READ = "There was nothing to keep this time. That is fine. Try another day, a little less far."
CHANGES = {
    FlexibilityChange.WITHIN_ERROR: "Within measuring error.",
    FlexibilityChange.ONCE: "More than measuring error, once. Measure again next week to be sure.",
    FlexibilityChange.TWICE: (
        "More than measuring error, twice in a row. This says the number changed, not why."
    ),
    FlexibilityChange.UNNAMED: "How far this test scatters is not known, so no change is named.",
}


def too_soon(days: int | None) -> str:
    """A friendly word for somebody who measured this week already; empty when that is not so."""
    if days is None or not 0 <= days < DAYS_BETWEEN_SITTINGS:
        return ""
    return f"You measured {days_ago(days)}. Once a week is enough."


def again_from(last: date) -> str:
    """From when on it makes sense to measure again."""
    return f"From {long_date(last + timedelta(days=DAYS_BETWEEN_SITTINGS))} on you can measure again."


def days_ago(days: int) -> str:
    """How long ago, in days."""
    return "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"


def steps(test: FlexibilityTest) -> str:
    """The steps in order."""
    return "Warm-up, set up, right, left, result." if test.two_sided else "Warm-up, set up, tries, result."


def kicker(test: FlexibilityTest, side: Side | None) -> str:
    """Which test, and which side."""
    return test.name if side is None else f"{test.name}, {side.value} {test.part}"


def last_time(series: Sequence[FlexibilitySeries]) -> str:
    """The newest value of each side."""
    values = []
    for one in series:
        if one.points:
            side = "" if one.side is None else f"{one.side.value} "
            values.append(f"{side}{one.test.words(one.points[-1].value)}")
    return f"Last time: {', '.join(values)}." if values else ""


def kept_words(test: FlexibilityTest, series: FlexibilitySeries | None) -> str:
    """What becomes of the tries, and what a change of them means."""
    said = "We keep all three and use the middle one."
    if test.threshold is not None:
        said += f" A change of up to {test.words(test.threshold)} can be measuring error."
    else:
        said += " How far this test scatters is not known, so no change of it is named."
    if series is not None and series.baseline is not None:
        said += f" Your start was {test.words(series.baseline)}."
    return f"{said} We never compare you with other people."


def result(value: float, series: FlexibilitySeries) -> tuple[str, str]:
    """The number of a side just measured, and what can be said of it."""
    test = series.test
    side = "" if series.side is None else f", {series.side.value}"
    number = f"{test.number(value)} {test.unit.word}{side}"
    if series.change is FlexibilityChange.TOO_LITTLE or series.baseline is None:
        sittings = count_words(len(series.points), "sitting", "sittings")
        return number, f"Your start is made of the first two sittings; you have {sittings}."
    return number, f"Your start was {test.number(series.baseline)}. {CHANGES[series.change]}"


def hurt_side(test: FlexibilityTest, side: Side | None) -> str:
    """A side that has no number because it hurt."""
    return f"{side_name(test, side)}: {HURT}."


def values_of(test: FlexibilityTest, sitting: Measurement) -> str:
    """The middle of each side, and how it was read."""
    told = []
    for side in sides_of(test):
        values = [one.value for one in sitting.trials if one.side is side and not one.painful]
        if values:
            told.append(f"{'' if side is None else f'{side.value} '}{test.words(median(values))}")
    middle = ", ".join(told) or "no scored try"
    return f"{middle[:1].upper()}{middle[1:]}, {READ_BY[sitting.method]}."
