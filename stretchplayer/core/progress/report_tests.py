"""Flexibility tests as the report tells them: the sittings of a period, against one's own start."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from stretchplayer.core.catalogue import Record
from stretchplayer.core.flexibility import ALL_TESTS, FlexibilityTest
from stretchplayer.core.history import Measurement
from stretchplayer.core.progress.flexibility import FlexibilitySeries, flexibility_series


class ReportTest(Record, frozen=True, kw_only=True):
    """One test with the sides that were measured in the period.

    The start and what is called a change are of all sittings up to its end, the points of the period.
    """

    test: FlexibilityTest
    sides: tuple[FlexibilitySeries, ...]


def report_tests(measurements: Sequence[Measurement], first: date, last: date) -> tuple[ReportTest, ...]:
    """The tests with a scored sitting in the period."""
    by_test: dict[str, list[Measurement]] = {}
    for one in measurements:
        if one.local_date <= last:
            by_test.setdefault(one.test, []).append(one)
    found = [
        ReportTest(
            test=test,
            sides=tuple(
                side
                for series in flexibility_series(test, by_test[test.id])
                if (side := _within(series, first)).points
            ),
        )
        for test in ALL_TESTS
        if test.id in by_test
    ]
    return tuple(one for one in found if one.sides)


def _within(series: FlexibilitySeries, first: date) -> FlexibilitySeries:
    points = tuple(point for point in series.points if point.day >= first)
    return msgspec.structs.replace(series, points=points)
