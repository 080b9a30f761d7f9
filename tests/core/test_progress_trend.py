"""The drift of weekly averages, checked against SciPy."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from stretchplayer.core.progress.pain import weekly_pain
from stretchplayer.core.progress.trend import pain_trend, theil_sen
from tests.core.test_progress_pain import DAY, MONDAY, PRE
from tests.core.test_progress_verdict import Scores, weeks_of

LATER = MONDAY + timedelta(weeks=60)

points = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 1000).map(lambda n: n / 100)),
    min_size=2,
    max_size=40,
    unique_by=lambda point: point[0],  # one average a week
)


@given(points)
def test_slope_and_interval_are_those_of_scipy(found: list[tuple[int, float]]) -> None:
    x, y = [float(a) for a, _ in found], [float(b) for _, b in found]
    ours, theirs = theil_sen(x, y), stats.theilslopes(y, x)
    assert ours.slope == pytest.approx(theirs.slope, abs=1e-9)
    assert ours.intercept == pytest.approx(theirs.intercept, abs=1e-7)
    assert (ours.low, ours.high) == (
        pytest.approx(theirs.low_slope, abs=1e-9),
        pytest.approx(theirs.high_slope, abs=1e-9),
    )


def test_a_steady_fall_by_hand() -> None:
    weeks = weekly_pain(weeks_of(*[[8 - i] * 5 for i in range(7)]), LATER)
    trend = pain_trend(weeks)
    assert trend is not None
    assert (trend.per_week, trend.low, trend.high) == (-1, -1, -1)
    assert (trend.first, trend.last) == (MONDAY, MONDAY + timedelta(weeks=6))
    assert (trend.first_value, trend.last_value) == (8, 2)


def test_a_gap_counts_by_its_length() -> None:
    empty: Scores = []
    weeks = weekly_pain(weeks_of([8] * 5, [7] * 5, empty, empty, [4] * 5, [3] * 5, [2] * 5, [1] * 5), LATER)
    trend = pain_trend(weeks)
    assert trend is not None
    assert trend.per_week == -1


@pytest.mark.parametrize(
    "weeks",
    [
        [[8 - i] * 5 for i in range(5)],  # five weeks
        [[8 - i] * 3 for i in range(8)],  # all hollow
        [[5 + (-1) ** i] * 5 for i in range(10)],  # up and down
    ],
)
def test_no_drift_is_drawn(weeks: list[Scores]) -> None:
    assert pain_trend(weekly_pain(weeks_of(*weeks), LATER)) is None


def test_the_running_week_and_the_other_question_have_no_part_in_it() -> None:
    falling = weeks_of(*[[8 - i] * 5 for i in range(6)])
    running = weeks_of([9] * 4, first=MONDAY + timedelta(weeks=6))
    trend = pain_trend(weekly_pain(falling + running, MONDAY + timedelta(weeks=6, days=5)))
    assert trend is not None
    assert trend.last == MONDAY + timedelta(weeks=5)
    before = weeks_of(*[[9] * 5] * 6, kind=PRE, first=MONDAY - timedelta(weeks=6))
    mixed = pain_trend(weekly_pain(before + falling, LATER))
    assert mixed is not None
    assert (mixed.first, mixed.per_week) == (MONDAY, -1)
    assert {week.kind for week in weekly_pain(before + falling, LATER) if week.n_days} == {DAY, PRE}
