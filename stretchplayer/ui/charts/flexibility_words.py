"""What is said of flexibility tests: for the pointer, the keyboard, tables and screen readers alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.history import MeasureMethod
from stretchplayer.core.progress.flexibility import FlexibilityChange
from stretchplayer.ui.charts.sheet import Sheet
from stretchplayer.ui.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.flexibility import FlexibilityTest
    from stretchplayer.core.progress.flexibility import FlexibilityPoint, FlexibilitySeries

COLUMNS = ("Day", "Test", "Side", "Value", "Unit", "Tries", "Read by")
CHANGES = {
    FlexibilityChange.TOO_LITTLE: "",
    FlexibilityChange.UNNAMED: "",
    FlexibilityChange.WITHIN_ERROR: "within measuring error",
    FlexibilityChange.ONCE: "more than measuring error, once",
    FlexibilityChange.TWICE: "more than measuring error, 2 in a row",
}
READ_BY = {
    MeasureMethod.PHONE: "by phone",
    MeasureMethod.TAPE: "by tape",
    MeasureMethod.PHOTO: "by photo",
    MeasureMethod.RULER: "by ruler",
    MeasureMethod.NUMBER: "by a number of your own",
}


def side_name(test: FlexibilityTest, side: Side | None) -> str:
    """The side as a name, for instance "Right leg"; the test's own name where it has no sides."""
    return test.name if side is None else f"{side.value.capitalize()} {test.part}"


def sitting(series: FlexibilitySeries, point: FlexibilityPoint) -> str:
    """One point of the chart."""
    test = series.test
    day = f"{point.day.day} {MONTHS[point.day.month - 1]}"
    value = f"{test.number(point.value)} {test.unit.word}"
    middle = f"{side_name(test, series.side)}, {day}: {value}, {READ_BY[point.method]}."
    if len(point.tries) == 1:
        return middle
    return f"{middle} Tries: {', '.join(test.number(value) for value in point.tries)}."


def verdict(series: FlexibilitySeries) -> str:
    """What may be said of one side, for instance "right leg: within measuring error"."""
    words = CHANGES[series.change]
    if not words:
        return ""
    return words if series.side is None else f"{series.side.value} {series.test.part}: {words}"


def error_words(series: Sequence[FlexibilitySeries]) -> str:
    """What the band is: the same for both sides, or one figure each; empty without a band."""
    known = [one for one in series if one.baseline is not None and one.threshold is not None]
    figures = {one.side: f"±{one.test.words(one.threshold or 0.0)}" for one in known}
    if not figures:
        return ""
    if len(set(figures.values())) == 1:
        return f"band: measuring error, {next(iter(figures.values()))}"
    told = [f"{figure} {side.value}" for side, figure in figures.items() if side is not None]
    return f"band: measuring error, {', '.join(told)}"


def summary(all_series: Sequence[FlexibilitySeries]) -> str:
    """The whole chart."""
    parts = []
    for series in all_series:
        if not series.points:
            continue
        start = ""
        if series.baseline is not None:
            start = f" Your start was {series.test.number(series.baseline)}."
        words = CHANGES[series.change]
        change = f" {words.capitalize()}." if words else ""
        parts.append(f"{sitting(series, series.points[-1])}{start}{change}")
    if parts and not all_series[0].test.higher_is_better:
        parts.append("A lower number reaches further.")
    return " ".join(parts) or "Not measured yet."


def flexibility_sheet(name: str, all_series: Sequence[FlexibilitySeries]) -> Sheet:
    """The sittings of any tests as a table, oldest first."""
    pairs = sorted(((point, one) for one in all_series for point in one.points), key=lambda pair: pair[0].day)
    return Sheet(
        name=name,
        columns=COLUMNS,
        rows=tuple(
            (
                point.day,
                one.test.name,
                None if one.side is None else one.side.value,
                point.value,
                one.test.unit.value,
                ", ".join(one.test.number(value) for value in point.tries),
                READ_BY[point.method].removeprefix("by "),
            )
            for point, one in pairs
        ),
        days=tuple(point.day for point, _ in pairs),
    )
