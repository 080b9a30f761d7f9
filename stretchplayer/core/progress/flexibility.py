"""One flexibility test over time, each side for itself, and what a change of it may be called.

A sitting's value is the median of its tries that did not hurt; painful tries are never scored. The
start is the mean of the first two sittings, because the first try of a new test is awkward. A change
counts when it is larger than measuring error, and is sure when that is so twice in a row. Where the
measuring error of a test is not known, no change is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise

from stretchplayer.core.catalogue import Record, Side
from stretchplayer.core.flexibility import FlexibilityTest
from stretchplayer.core.history import Measurement, MeasureMethod
from stretchplayer.core.measures import ScoredTry
from stretchplayer.core.progress.numbers import mean, median

BASELINE_SITTINGS = 2
OWN_ERROR_SITTINGS = 3  # fewer say nothing about one's own scatter
JUDGED_SITTINGS = 2  # the newest, which a change is read from
CHANGE_FACTOR = 2.77  # 1.96 x sqrt(2): the usual minimal detectable change of two readings
ROUNDING = 1e-9  # ten degrees are ten degrees, whatever the last binary digit
SIDES = (Side.RIGHT, Side.LEFT)


class FlexibilityChange(StrEnum):
    """How the newest sitting compares with the start."""

    TOO_LITTLE = "too_little"  # no sitting yet after those the start is made of
    UNNAMED = "unnamed"  # the measuring error of this test is not known
    WITHIN_ERROR = "within_error"
    ONCE = "once"  # beyond measuring error, once
    TWICE = "twice"  # twice in a row, the same way


class FlexibilityPoint(Record, frozen=True, kw_only=True):
    """One sitting of one side, in the unit of the test."""

    day: date
    value: float
    tries: tuple[float, ...]  # those that did not hurt, in the order made
    method: MeasureMethod


class FlexibilitySeries(Record, frozen=True, kw_only=True):
    """One side of a test; `side` is ``None`` for a test without sides.

    `baseline` is ``None`` before the second sitting, `threshold` where measuring error is not known.
    """

    test: FlexibilityTest
    side: Side | None
    points: tuple[FlexibilityPoint, ...]
    baseline: float | None
    threshold: float | None  # to either side of the start, what measuring error explains
    change: FlexibilityChange


def flexibility_series(
    test: FlexibilityTest, measurements: Iterable[Measurement]
) -> tuple[FlexibilitySeries, ...]:
    """The series of the right and the left side, or the one of a test without sides.

    `measurements` are sittings of this test in any order; a side never measured has no points.
    """
    ordered = sorted(measurements, key=lambda measurement: measurement.at)
    sides = SIDES if test.two_sided else (None,)
    return tuple(
        _series(test, side, tuple(point for m in ordered if (point := _point(side, m)) is not None))
        for side in sides
    )


def series_of_tries(test: FlexibilityTest, tries: Iterable[ScoredTry]) -> tuple[FlexibilitySeries, ...]:
    """The same from the tries of this test that did not hurt, in the order made."""
    sittings: dict[tuple[Side | None, str], list[ScoredTry]] = {}
    for one in tries:
        sittings.setdefault((one.side, one.sitting), []).append(one)
    points: dict[Side | None, list[FlexibilityPoint]] = {}
    for (side, _), made in sittings.items():
        values = tuple(one.value for one in made)
        point = FlexibilityPoint(day=made[0].day, value=median(values), tries=values, method=made[0].method)
        points.setdefault(side, []).append(point)
    sides = SIDES if test.two_sided else (None,)
    return tuple(_series(test, side, tuple(points.get(side, ()))) for side in sides)


def own_sd(values: Sequence[float]) -> float | None:
    """Standard deviation between sittings, or ``None`` where there are too few.

    It comes from differences of neighbouring sittings (von Neumann), so that a slow real change does not
    count as scatter.
    """
    if len(values) < OWN_ERROR_SITTINGS:
        return None
    spread: float = (mean([(after - before) ** 2 for before, after in pairwise(values)]) / 2) ** 0.5
    return spread


def _series(
    test: FlexibilityTest, side: Side | None, points: tuple[FlexibilityPoint, ...]
) -> FlexibilitySeries:
    values = [point.value for point in points]
    baseline = mean(values[:BASELINE_SITTINGS]) if len(values) >= BASELINE_SITTINGS else None
    threshold = _threshold(test, values)
    return FlexibilitySeries(
        test=test,
        side=side,
        points=points,
        baseline=baseline,
        threshold=threshold,
        change=_change(values[BASELINE_SITTINGS:], baseline, threshold),
    )


def _point(side: Side | None, measurement: Measurement) -> FlexibilityPoint | None:
    tries = tuple(t.value for t in measurement.trials if t.side is side and not t.painful)
    if not tries:
        return None
    return FlexibilityPoint(
        day=measurement.local_date, value=median(tries), tries=tries, method=measurement.method
    )


def _threshold(test: FlexibilityTest, values: Sequence[float]) -> float | None:
    """The test's threshold, or one's own scatter between sittings where that is larger.

    The newest sittings are left out of the scatter, so that a sudden change does not hide itself.
    """
    if test.threshold is None:
        return None
    scatter = own_sd(values[:-JUDGED_SITTINGS])
    return test.threshold if scatter is None else max(test.threshold, CHANGE_FACTOR * scatter)


def _change(later: Sequence[float], baseline: float | None, threshold: float | None) -> FlexibilityChange:
    if baseline is None or not later:
        return FlexibilityChange.TOO_LITTLE
    if threshold is None:
        return FlexibilityChange.UNNAMED
    newest, *before = [value - baseline for value in reversed(later)]
    if abs(newest) <= threshold + ROUNDING:
        return FlexibilityChange.WITHIN_ERROR
    if before and abs(before[0]) > threshold + ROUNDING and before[0] * newest > 0:
        return FlexibilityChange.TWICE
    return FlexibilityChange.ONCE
