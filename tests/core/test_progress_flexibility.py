"""A flexibility test over time: medians, the start, and when a change may be named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import LEG_RAISE, LEG_RAISE_TEST, FlexibilityTest
from stretchplayer.core.history import Measurement, MeasureMethod, Trial
from stretchplayer.core.measures import ScoredTry
from stretchplayer.core.progress.flexibility import (
    FlexibilityChange,
    FlexibilitySeries,
    flexibility_series,
    series_of_tries,
)

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def sitting(week: int, tries: Sequence[float], painful: Sequence[float] = ()) -> Measurement:
    trials = [Trial(side=Side.RIGHT, value=value) for value in tries]
    trials += [Trial(side=Side.RIGHT, value=value, painful=True) for value in painful]
    return Measurement(
        id=str(week),
        test="leg-raise",
        method=MeasureMethod.PHONE,
        at=START + timedelta(weeks=week),
        trials=tuple(trials),
    )


def sides(
    sittings: Iterable[Measurement], test: FlexibilityTest = LEG_RAISE_TEST
) -> dict[Side | None, FlexibilitySeries]:
    return {one.side: one for one in flexibility_series(test, sittings)}


def series(*medians: float) -> FlexibilitySeries:
    sittings = [sitting(week, [value]) for week, value in enumerate(medians)]
    return sides(sittings)[Side.RIGHT]


def test_a_sitting_is_the_median_of_its_tries() -> None:
    right = sides([sitting(0, [60, 71, 62])])[Side.RIGHT]
    assert [point.value for point in right.points] == [62]
    assert right.points[0].tries == (60, 71, 62)


def test_painful_tries_are_never_scored() -> None:
    sittings = [sitting(0, [60, 62], painful=[10, 11, 12]), sitting(1, [], painful=[50])]
    right = sides(sittings)[Side.RIGHT]
    assert [(point.value, point.tries) for point in right.points] == [(61, (60, 62))]


def test_sides_are_apart() -> None:
    both = Measurement(
        id="b",
        test="leg-raise",
        method=MeasureMethod.PHONE,
        at=START,
        trials=(Trial(side=Side.LEFT, value=50), Trial(side=Side.RIGHT, value=60)),
    )
    result = sides([both])
    assert [result[side].points[0].value for side in (Side.LEFT, Side.RIGHT)] == [50, 60]
    assert sides([])[Side.LEFT].points == ()


def test_the_start_is_the_mean_of_the_first_two_sittings() -> None:
    assert series(56).baseline is None
    assert series(56, 60).baseline == 58
    assert series(56, 60, 90).baseline == 58


@pytest.mark.parametrize(
    ("medians", "change"),
    [
        ([], FlexibilityChange.TOO_LITTLE),
        ([58, 58], FlexibilityChange.TOO_LITTLE),
        ([58, 58, 63], FlexibilityChange.WITHIN_ERROR),
        ([58, 58, 68], FlexibilityChange.WITHIN_ERROR),  # ten exactly can still be error
        ([58, 58, 62, 66, 70], FlexibilityChange.ONCE),
        ([58, 58, 62, 66, 70, 70], FlexibilityChange.TWICE),
        ([58, 58, 70, 70], FlexibilityChange.TWICE),
        ([58, 58, 54, 50, 46, 46], FlexibilityChange.TWICE),
        ([58, 58, 62, 66, 70, 70, 66], FlexibilityChange.WITHIN_ERROR),
    ],
)
def test_what_a_change_is_called(medians: list[float], change: FlexibilityChange) -> None:
    assert series(*medians).change is change


def test_once_up_and_once_down_is_not_twice() -> None:
    up_then_down = series(*[58] * 40, 70, 46)
    assert up_then_down.change is FlexibilityChange.ONCE


def test_a_person_who_scatters_more_needs_a_larger_change() -> None:
    scattered = series(50, 62, 50, 62, 50, 69)
    # Before the newest two, differences of 12, 12, 12: SD 12 / sqrt 2 = 8.49, times 2.77 = 23.5.
    assert scattered.threshold == pytest.approx(23.5, abs=0.05)
    assert scattered.change is FlexibilityChange.WITHIN_ERROR
    assert series(58, 60).threshold == 10
    assert series(58, 60, 59).threshold == 10


@given(st.lists(st.lists(st.floats(0, 120), min_size=1, max_size=4), max_size=12))
def test_points_stay_within_their_tries(weeks: list[list[float]]) -> None:
    sittings = [sitting(week, tries) for week, tries in enumerate(weeks)]
    right = sides(reversed(sittings))[Side.RIGHT]
    assert len(right.points) == len(weeks)
    assert [point.day for point in right.points] == sorted(point.day for point in right.points)
    for point in right.points:
        assert min(point.tries) <= point.value <= max(point.tries)
    assert right.threshold is not None
    assert right.threshold >= 10
    assert (right.baseline is None) == (len(weeks) < 2)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(40, 90), st.booleans(), st.sampled_from(Side))))
def test_tries_and_sittings_make_the_same_series(made: list[tuple[int, int, bool, Side]]) -> None:
    days = sorted({day for day, *_ in made})
    sittings = [
        Measurement(
            id=str(day),
            test=LEG_RAISE,
            method=MeasureMethod.PHONE,
            at=START + timedelta(days=day),
            trials=tuple(
                Trial(side=side, value=float(value), painful=painful)
                for of, value, painful, side in made
                if of == day
            ),
        )
        for day in days
    ]
    tries = [
        ScoredTry(LEG_RAISE, one.id, one.local_date, one.method, trial.side, trial.value)
        for one in sittings
        for trial in one.trials
        if not trial.painful
    ]
    assert series_of_tries(LEG_RAISE_TEST, tries) == flexibility_series(LEG_RAISE_TEST, sittings)
