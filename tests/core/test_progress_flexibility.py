"""A flexibility test over time: medians, the start, and when a change may be named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import ALL_TESTS, LEG_RAISE, LEG_RAISE_TEST, FlexibilityTest, find_test
from stretchplayer.core.history import Measurement, MeasureMethod, Trial
from stretchplayer.core.measures import ScoredTry
from stretchplayer.core.progress.flexibility import (
    FlexibilityChange,
    FlexibilitySeries,
    flexibility_series,
    own_sd,
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


# ---- other tests -------------------------------------------------------------------------------


def of(test: FlexibilityTest, *values: float) -> FlexibilitySeries:
    side = Side.RIGHT if test.two_sided else None
    sittings = [
        Measurement(
            id=str(week),
            test=test.id,
            method=test.ways[0].method,
            at=START + timedelta(weeks=week),
            trials=(Trial(side=side, value=value),),
            unit=test.unit,
        )
        for week, value in enumerate(values)
    ]
    (first, *_) = flexibility_series(test, sittings)
    return first


def test_a_lower_number_is_a_change_as_much_as_a_higher_one() -> None:
    wall, height = find_test("knee-to-wall"), find_test("figure-4-height")
    assert of(wall, 9, 9, 11.5, 11.5).change is FlexibilityChange.TWICE
    assert of(wall, 9, 9, 11, 11).change is FlexibilityChange.WITHIN_ERROR  # two exactly
    assert of(height, 15, 15, 10.5).change is FlexibilityChange.ONCE
    assert of(height, 15, 15, 10.5, 10).change is FlexibilityChange.TWICE


def test_a_test_of_unknown_error_never_gets_a_label() -> None:
    press = find_test("press-up")
    series = of(press, 20, 20, 60, 60, 60)
    assert (series.side, series.threshold, series.change) == (None, None, FlexibilityChange.UNNAMED)
    assert of(press, 20, 20).change is FlexibilityChange.TOO_LITTLE


def verdict_by_numpy(threshold: float, values: Sequence[float]) -> FlexibilityChange:
    """The rule of the clinical notes, section 8, said once more with arrays."""
    if len(values) < 3:
        return FlexibilityChange.TOO_LITTLE
    medians = np.asarray(values)
    before = medians[:-2]
    if len(before) >= 3:
        threshold = max(threshold, 2.77 * float(np.sqrt(np.mean(np.diff(before) ** 2) / 2)))
    change = medians[2:] - medians[:2].mean()
    beyond = np.where(np.abs(change) > threshold + 1e-9, np.sign(change), 0)[-2:]
    if beyond[-1] == 0:
        return FlexibilityChange.WITHIN_ERROR
    twice = len(beyond) == 2 and beyond[0] == beyond[1]
    return FlexibilityChange.TWICE if twice else FlexibilityChange.ONCE


@given(
    st.sampled_from([test for test in ALL_TESTS if test.threshold is not None]),
    st.lists(st.integers(0, 120).map(lambda halves: halves / 2), max_size=12),
)
def test_the_verdict_is_that_of_numpy(test: FlexibilityTest, values: list[float]) -> None:
    assert test.threshold is not None
    assert of(test, *values).change is verdict_by_numpy(test.threshold, values)


def test_own_scatter_is_that_of_numpy() -> None:
    rng = np.random.default_rng(20261121)
    values = rng.normal(60, 4, 4000)
    found = own_sd([float(value) for value in values])
    assert found == pytest.approx(float(np.std(values, ddof=1)), rel=0.05)
    assert own_sd([1, 2]) is None


def test_pure_noise_of_a_usual_size_is_seldom_called_a_change() -> None:
    """One tester's error of the leg raise is 3 to 4 degrees."""
    rng = np.random.default_rng(4)
    looks = called = 0
    for _ in range(300):
        values = [float(value) for value in rng.normal(60, 3.6, 20)]
        for upto in range(3, 21):
            looks += 1
            called += series(*values[:upto]).change is FlexibilityChange.TWICE
    assert called / looks < 0.05
