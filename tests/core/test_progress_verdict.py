"""The start, the verdict ladder and its noise: worked examples by hand, and properties."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from stretchplayer.core.history import PainRating, RatingKind
from stretchplayer.core.progress.baseline import Baseline, baseline
from stretchplayer.core.progress.pain import day_values, weekly_pain
from stretchplayer.core.progress.smoothing import smoothed
from stretchplayer.core.progress.verdict import PainChange, PainVerdict, noise, pain_verdict
from tests.core.test_progress_pain import DAY, MONDAY, PRE, rating, week

Scores = Sequence[int | None]


def weeks_of(*weeks: Scores, kind: RatingKind = DAY, first: date = MONDAY) -> list[PainRating]:
    return [r for i, scores in enumerate(weeks) for r in week(scores, kind, first + timedelta(weeks=i))]


def verdict(ratings: Sequence[PainRating], today: date | None = None) -> PainVerdict:
    """On the Monday after the last rating, so that its week is over, unless said otherwise."""
    today = today or max(r.local_date for r in ratings) + timedelta(7)
    return pain_verdict(weekly_pain(ratings, today), starts_of(ratings))


def starts_of(ratings: Sequence[PainRating]) -> dict[RatingKind, Baseline]:
    found = {kind: baseline(day_values(ratings, kind)) for kind in (DAY, PRE)}
    return {kind: start for kind, start in found.items() if start is not None}


# ---- the start -----------------------------------------------------------------------------------


def test_the_start_is_the_first_fourteen_days_with_eight_rated() -> None:
    start = baseline(day_values(weeks_of([5, 5, 5, 5, None, None, None], [3, 3, 3, 3]), DAY))
    assert start is not None
    assert (start.first, start.last, len(start.days), start.mean) == (MONDAY, date(2026, 3, 15), 8, 4)


def test_days_before_the_start_can_fill_it_belong_to_no_start() -> None:
    early = week([9, 9])
    dense = weeks_of([2] * 7, [2] * 7, first=MONDAY + timedelta(weeks=3))
    start = baseline(day_values(early + dense, DAY))
    assert start is not None
    assert (start.first, start.mean, len(start.days)) == (MONDAY + timedelta(weeks=3), 2, 14)


def test_seven_rated_days_are_no_start() -> None:
    assert baseline(day_values(week([5] * 7), DAY)) is None


@given(st.lists(st.integers(0, 60), unique=True).map(sorted))
def test_the_start_is_the_first_such_window(offsets: list[int]) -> None:
    days = [rating(MONDAY + timedelta(days=n), 4) for n in offsets]
    start = baseline(day_values(days, DAY))
    dense = [n for n in offsets if sum(n <= other < n + 14 for other in offsets) >= 8]
    assert (start.first if start else None) == (MONDAY + timedelta(days=dense[0]) if dense else None)


# ---- noise ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "m", "expected"), [(5, 5, 2.5), (5, 14, 2.1)])
def test_noise_as_worked_out_in_the_clinical_notes(n: int, m: int, expected: float) -> None:
    def with_sd(count: int) -> list[float]:
        raw = np.linspace(0, 1, count)
        return list(1.5 * (raw - raw.mean()) / raw.std(ddof=1) + 5)

    assert noise(with_sd(n), with_sd(m)) == pytest.approx(expected, abs=0.05)


def test_steady_days_still_have_noise() -> None:
    assert noise([3.0] * 7, [3.0] * 14) == pytest.approx(1.96 * 1.36 * (1 / 7 + 1 / 14) ** 0.5)


scores = st.lists(st.floats(0, 10), min_size=4, max_size=14)


@given(scores, scores)
def test_noise_is_the_pooled_error_of_students_test(first: list[float], second: list[float]) -> None:
    freedom = len(first) + len(second) - 2
    pooled = float(np.sqrt((np.var(first) * len(first) + np.var(second) * len(second)) / freedom))
    error = max(pooled, 1.0) * (1 / len(first) + 1 / len(second)) ** 0.5
    assert noise(first, second) == pytest.approx(1.96 * 1.36 * error)
    if pooled > 1.0:
        with warnings.catch_warnings(
            action="ignore", category=RuntimeWarning
        ):  # of values that are all the same
            t = stats.ttest_ind(first, second).statistic
        assert noise(first, second) * abs(t) == pytest.approx(
            1.96 * 1.36 * abs(np.mean(first) - np.mean(second)), abs=1e-6
        )


# ---- the ladder ----------------------------------------------------------------------------------

START = ([6, 5, 6, 5, 6, 5, 6], [5, 6, 5, 6, 5, 6, 5])  # mean 5.5


def test_two_fuller_weeks_lower_by_two_points_and_by_more_than_noise() -> None:
    found = verdict(weeks_of(*START, [3] * 6, [3] * 6))
    assert found.change is PainChange.LOWER
    assert found.by_share  # 2.5 of 5.5
    assert [point.mean for point in found.weeks] == [3, 3]
    assert found.start is not None
    assert found.start.mean == 5.5


def test_two_fuller_weeks_higher() -> None:
    found = verdict(weeks_of(*START, [8] * 6, [9] * 6))
    assert (found.change, found.by_share) == (PainChange.HIGHER, True)


def test_two_points_from_a_high_start_are_less_than_thirty_percent() -> None:
    start = ([9, 9, 9, 9, 9, 9, 9], [9, 9, 9, 9, 9, 9, 9])
    found = verdict(weeks_of(*start, [7] * 7, [7] * 7))
    assert (found.change, found.by_share) == (PainChange.LOWER, False)


@pytest.mark.parametrize(
    "weeks",
    [
        ([3] * 6, [4] * 6),  # the newer one by 1.5
        ([5] * 6, [3] * 6),  # the older one by 0.5
        ([3] * 6, [8] * 6),  # one lower, one higher
        ([0, 7, 0, 7], [0, 7, 0, 7]),  # by two points, but days differ too much
    ],
)
def test_all_else_is_within_the_usual_ups_and_downs(weeks: tuple[Scores, ...]) -> None:
    assert verdict(weeks_of(*START, *weeks)).change is PainChange.WITHIN


def test_a_start_under_three_has_no_verdict() -> None:
    low = ([2, 3, 2, 3, 2, 3, 2], [3, 2, 3, 2, 3, 2, 3])
    assert verdict(weeks_of(*low, [0] * 7, [0] * 7)).change is PainChange.LOW_START
    assert verdict(weeks_of(*low, [9] * 7, [9] * 7)).change is PainChange.LOW_START


def test_one_week_after_the_start_is_too_little() -> None:
    found = verdict(weeks_of(*START, [1] * 7))
    assert (found.change, len(found.weeks)) == (PainChange.TOO_LITTLE, 1)


def test_weeks_of_the_start_are_not_compared_with_it() -> None:
    assert verdict(weeks_of(*START)).change is PainChange.TOO_LITTLE


def test_the_week_of_today_is_not_compared_before_it_is_over() -> None:
    ratings = weeks_of(*START, [3] * 7, [3] * 7)
    sunday = MONDAY + timedelta(days=27)
    assert verdict(ratings, sunday).change is PainChange.TOO_LITTLE
    assert verdict(ratings, sunday + timedelta(days=1)).change is PainChange.LOWER


def test_hollow_weeks_are_stepped_over() -> None:
    found = verdict(weeks_of(*START, [3] * 6, [9, 9, 9], [3] * 6, [9, 9]))
    assert found.change is PainChange.LOWER
    assert len(found.weeks) == 2


def test_one_question_is_never_compared_with_the_other() -> None:
    before = weeks_of(*START, kind=PRE)
    daily = weeks_of([1] * 7, [1] * 7, first=MONDAY + timedelta(weeks=2))
    assert verdict(before + daily).change is PainChange.TOO_LITTLE
    later = weeks_of([1] * 7, [1] * 7, first=MONDAY + timedelta(weeks=4))
    found = verdict(before + daily + later)
    assert found.change is PainChange.LOW_START  # of the daily question's own start
    assert found.start is not None
    assert found.start.kind is DAY


plausible = st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 10)), min_size=7, max_size=7), min_size=1, max_size=12
)


@given(plausible)
def test_upside_down_ratings_turn_the_verdict(weeks: list[list[int | None]]) -> None:
    ratings = weeks_of(*weeks)
    if not ratings:
        return
    turned = weeks_of(*[[None if s is None else 10 - s for s in scores] for scores in weeks])
    here, there = verdict(ratings).change, verdict(turned).change
    opposite = {PainChange.LOWER: PainChange.HIGHER, PainChange.HIGHER: PainChange.LOWER}
    if PainChange.LOW_START not in (here, there):
        assert there is opposite.get(here, here)


@given(plausible)
def test_a_verdict_shows_what_it_was_read_from(weeks: list[list[int | None]]) -> None:
    ratings = weeks_of(*weeks)
    if not ratings:
        return
    found = verdict(ratings)
    if found.is_clear:
        assert found.start is not None
        first, second = found.weeks
        assert first.mean is not None
        assert second.mean is not None
        assert {first.kind, second.kind} == {found.start.kind}
        assert all(point.n_days >= 4 for point in found.weeks)
        sign = -1 if found.change is PainChange.LOWER else 1
        assert all(sign * (mean - found.start.mean) >= 2 - 1e-9 for mean in (first.mean, second.mean))


# ---- the calm line -------------------------------------------------------------------------------


def test_the_calm_line_by_hand() -> None:
    line = smoothed(day_values([rating(MONDAY, 8), rating(MONDAY + timedelta(7), 1)], DAY), 4.0)
    after_one = 4 + 0.1331 * 4  # 1 - exp(-1/7)
    assert line[0] == (MONDAY, pytest.approx(after_one, abs=1e-3))
    assert line[1][1] == pytest.approx(after_one + 0.6321 * (1 - after_one), abs=1e-3)  # 1 - exp(-1)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=30), st.floats(0, 10))
def test_the_calm_line_stays_among_the_values(values: list[int], start: float) -> None:
    days = day_values([rating(MONDAY + timedelta(i), v) for i, v in enumerate(values)], DAY)
    line = [level for _, level in smoothed(days, start)]
    assert min(*values, start) - 1e-9 <= min(line)
    assert max(line) <= max(*values, start) + 1e-9
