"""Flexibility tests as the report tells them: the sittings of a period, against one's own start."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stretchplayer.core.catalogue import Record, Side
from stretchplayer.core.history import Measurement
from stretchplayer.core.progress.leg_raise import LegRaiseChange, LegRaiseSeries, leg_raise_series


class ReportPoint(Record, frozen=True, kw_only=True):
    """The middle of the tries of one sitting that did not hurt."""

    day: date
    value: float


class ReportSide(Record, frozen=True, kw_only=True):
    """One side. The start and what is called a change are of all sittings up to the end of the period."""

    side: Side
    points: tuple[ReportPoint, ...]
    baseline: float | None
    threshold: float | None  # to either side of the start; ``None`` for a test of unknown error
    change: LegRaiseChange


class ReportTest(Record, frozen=True, kw_only=True):
    """One test with the sides that were measured in the period."""

    test: str
    name: str
    unit: str
    sides: tuple[ReportSide, ...]


def report_tests(measurements: Sequence[Measurement], first: date, last: date) -> tuple[ReportTest, ...]:
    """The tests with a scored sitting in the period."""
    known = [one for one in measurements if one.local_date <= last]
    sides = tuple(
        side for series in leg_raise_series(known).values() if (side := _side(series, first)).points
    )
    if not sides:
        return ()
    return (ReportTest(test="leg-raise", name="Leg raise", unit="degrees", sides=sides),)


def _side(series: LegRaiseSeries, first: date) -> ReportSide:
    return ReportSide(
        side=series.side,
        points=tuple(
            ReportPoint(day=one.day, value=one.degrees) for one in series.points if one.day >= first
        ),
        baseline=series.baseline,
        threshold=series.threshold,
        change=series.change,
    )
