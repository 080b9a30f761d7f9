"""The leg raise of each side over time, and what a change of it may be called.

A sitting's value is the median of its tries that did not hurt; painful tries are never scored. The
start is the mean of the first two sittings, because the first try of a new test is awkward. A change
counts when it is larger than measuring error, and is sure when that is so twice in a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise

from stretchplayer.core.catalogue import Record, Side
from stretchplayer.core.flexibility.core_tests import LEG_RAISE_THRESHOLD_DEG
from stretchplayer.core.history import Measurement, MeasureMethod
from stretchplayer.core.progress.numbers import mean, median

BASELINE_SITTINGS = 2
OWN_ERROR_SITTINGS = 3  # fewer say nothing about one's own scatter
JUDGED_SITTINGS = 2  # the newest, which a change is read from
CHANGE_FACTOR = 2.77  # 1.96 x sqrt(2): the usual minimal detectable change of two readings


class LegRaiseChange(StrEnum):
    """How the newest sitting compares with the start."""

    TOO_LITTLE = "too_little"  # no sitting yet after those the start is made of
    WITHIN_ERROR = "within_error"
    ONCE = "once"  # beyond measuring error, once
    TWICE = "twice"  # twice in a row, the same way


class LegRaisePoint(Record, frozen=True, kw_only=True):
    """One sitting of one side, in degrees."""

    day: date
    degrees: float
    tries: tuple[float, ...]  # those that did not hurt, in the order made
    method: MeasureMethod


class LegRaiseSeries(Record, frozen=True, kw_only=True):
    """One side. `baseline` is ``None`` before the second sitting."""

    side: Side
    points: tuple[LegRaisePoint, ...]
    baseline: float | None
    threshold: float  # degrees to either side of the start that measuring error explains
    change: LegRaiseChange


def leg_raise_series(measurements: Iterable[Measurement]) -> dict[Side, LegRaiseSeries]:
    """The series of both sides; a side never measured has no points."""
    ordered = sorted(measurements, key=lambda measurement: measurement.at)
    return {side: _series(side, ordered) for side in Side}


def _series(side: Side, measurements: Sequence[Measurement]) -> LegRaiseSeries:
    points = tuple(point for m in measurements if (point := _point(side, m)) is not None)
    values = [point.degrees for point in points]
    baseline = mean(values[:BASELINE_SITTINGS]) if len(values) >= BASELINE_SITTINGS else None
    threshold = _threshold(values)
    return LegRaiseSeries(
        side=side,
        points=points,
        baseline=baseline,
        threshold=threshold,
        change=_change(values[BASELINE_SITTINGS:], baseline, threshold),
    )


def _point(side: Side, measurement: Measurement) -> LegRaisePoint | None:
    tries = tuple(t.value for t in measurement.trials if t.side is side and not t.painful)
    if not tries:
        return None
    return LegRaisePoint(
        day=measurement.local_date, degrees=median(tries), tries=tries, method=measurement.method
    )


def _threshold(values: Sequence[float]) -> float:
    """The house threshold, or one's own scatter between sittings where that is larger.

    The scatter comes from differences of neighbouring sittings (von Neumann), so that a slow real
    change does not count as scatter; the newest sittings are left out, so that a sudden one does not.
    """
    before = values[:-JUDGED_SITTINGS]
    if len(before) < OWN_ERROR_SITTINGS:
        return LEG_RAISE_THRESHOLD_DEG
    squares = [(b - a) ** 2 for a, b in pairwise(before)]
    own_sd: float = (mean(squares) / 2) ** 0.5
    return max(LEG_RAISE_THRESHOLD_DEG, CHANGE_FACTOR * own_sd)


def _change(later: Sequence[float], baseline: float | None, threshold: float) -> LegRaiseChange:
    if baseline is None or not later:
        return LegRaiseChange.TOO_LITTLE
    newest, *before = [value - baseline for value in reversed(later)]
    if abs(newest) <= threshold:
        return LegRaiseChange.WITHIN_ERROR
    if before and abs(before[0]) > threshold and before[0] * newest > 0:
        return LegRaiseChange.TWICE
    return LegRaiseChange.ONCE
