"""Weekly pain: worked examples and properties. Missing is a gap, never a zero."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import fmean, median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.history import PainRating, RatingKind
from stretchplayer.core.progress.pain import Strength, WeekPoint, weekly_pain

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 2)
DAY, PRE = RatingKind.DAY, RatingKind.PRE


def rating(
    day: date, score: int | None, kind: RatingKind = DAY, hour: int = 20, minute: int = 0
) -> PainRating:
    at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)
    return PainRating(id=f"{at}{kind}", kind=kind, score=score, skipped=score is None, flag=False, at=at)


def week(scores: Sequence[int | None], kind: RatingKind = DAY, monday: date = MONDAY) -> list[PainRating]:
    """Ratings from Monday on; None is a day without any."""
    return [rating(monday + timedelta(i), s, kind) for i, s in enumerate(scores) if s is not None]


def only(points: list[WeekPoint]) -> WeekPoint:
    (point,) = points
    return point


def test_a_full_week_by_hand() -> None:
    point = only(weekly_pain(week([3, 4, 2, 5, 3, 3, 8]), MONDAY + timedelta(6)))
    assert point.mean == pytest.approx(4.0)  # 28 / 7
    assert (point.median, point.lowest, point.highest) == (3, 2, 8)
    assert (point.n_days, point.strength, point.kind) == (7, Strength.SOLID, DAY)
    assert (point.week_start, point.week_end) == (MONDAY, date(2026, 3, 8))


@pytest.mark.parametrize(
    ("n", "strength"),
    [(1, Strength.GAP), (2, Strength.HOLLOW), (3, Strength.HOLLOW), (4, Strength.SOLID)],
)
def test_how_many_days_make_a_point(n: int, strength: Strength) -> None:
    point = only(weekly_pain(week([5] * n), MONDAY + timedelta(6)))
    assert (point.strength, point.n_days) == (strength, n)
    assert point.mean == (None if strength is Strength.GAP else 5)


def test_a_day_is_the_median_of_what_was_rated_before_its_sessions() -> None:
    monday = [rating(MONDAY, score, PRE, hour) for hour, score in ((7, 1), (12, 2), (19, 9))]
    tuesday = [rating(MONDAY + timedelta(1), score, PRE, hour) for hour, score in ((7, 4), (19, 5))]
    point = only(weekly_pain(monday + tuesday, MONDAY + timedelta(2)))
    assert [day.value for day in point.days] == [2, 4.5]
    assert point.mean == pytest.approx(3.25)


def test_the_day_rating_counts_before_what_was_rated_at_sessions() -> None:
    daily = week([2, 2, 2, 2])
    before = week([9] * 7, PRE)
    point = only(weekly_pain(daily + before, MONDAY + timedelta(6)))
    assert (point.kind, point.mean, point.n_days) == (DAY, 2, 4)


def test_one_kind_a_week_the_one_with_four_days() -> None:
    point = only(weekly_pain(week([2, 2, 2]) + week([9] * 4, PRE), MONDAY + timedelta(6)))
    assert (point.kind, point.mean, point.n_days) == (PRE, 9, 4)


def test_with_too_few_of_both_the_larger_kind_stands_hollow() -> None:
    days = week([1, 1]) + week([None, None, 6, 6, 6], PRE)
    point = only(weekly_pain(days, MONDAY + timedelta(6)))
    assert (point.kind, point.mean, point.strength) == (PRE, 6, Strength.HOLLOW)
    even = week([1, 1]) + week([None, None, 6, 6], PRE)
    assert only(weekly_pain(even, MONDAY + timedelta(6))).kind is DAY


def test_during_and_after_ratings_are_not_in_it() -> None:
    others = week([9] * 7, RatingKind.DURING) + week([9] * 7, RatingKind.POST)
    assert weekly_pain(others, MONDAY) == []


def test_a_skipped_rating_and_a_lone_flag_are_missing() -> None:
    skipped = [rating(MONDAY + timedelta(i), None) for i in range(5)]
    point = only(weekly_pain([*skipped, rating(MONDAY, 4, hour=21)], MONDAY, weeks=1))
    assert (point.n_days, point.mean) == (1, None)


def test_weeks_without_ratings_are_gaps_in_the_list() -> None:
    last = MONDAY + timedelta(weeks=3)
    points = weekly_pain(week([4] * 5) + week([6] * 5, monday=last), last + timedelta(4))
    assert [p.strength for p in points] == [Strength.SOLID, Strength.GAP, Strength.GAP, Strength.SOLID]
    assert [p.mean for p in points] == [4, None, None, 6]
    assert [p.is_open for p in points] == [False, False, False, True]


def test_a_number_of_weeks_ends_with_this_one() -> None:
    points = weekly_pain(week([4] * 5), MONDAY + timedelta(weeks=1), weeks=4)
    assert [p.week_start for p in points] == [MONDAY + timedelta(weeks=i) for i in (-2, -1, 0, 1)]
    assert [p.mean for p in points] == [None, None, 4, None]


def test_no_ratings_no_weeks() -> None:
    assert weekly_pain([], MONDAY) == []


def test_two_day_ratings_of_one_date_the_last_counts() -> None:
    days = [rating(MONDAY, 8, hour=18), rating(MONDAY, 2, hour=22), rating(MONDAY + timedelta(1), 4)]
    assert only(weekly_pain(days, MONDAY + timedelta(1))).mean == 3


def test_midnight_parts_days_and_weeks() -> None:
    sunday = MONDAY - timedelta(1)
    late, early = rating(sunday, 1, hour=23, minute=59), rating(MONDAY, 9, hour=0, minute=0)
    points = weekly_pain([late, early], MONDAY)
    assert [[day.value for day in point.days] for point in points] == [[1], [9]]


def test_weeks_with_a_change_of_the_clocks_have_seven_days() -> None:
    for sunday in (date(2026, 3, 29), date(2026, 10, 25)):  # 23 and 25 hours
        monday = sunday - timedelta(6)
        days = [rating(monday + timedelta(i), i, hour=2, minute=30) for i in range(7)]
        next_day = rating(sunday + timedelta(1), 10, hour=0)
        points = weekly_pain([*days, next_day], sunday + timedelta(1))
        assert (points[0].n_days, points[0].mean) == (7, 3)
        assert [day.value for day in points[1].days] == [10]


def test_travelling_the_date_the_user_saw_counts() -> None:
    """Monday 23:30 in Tokyo is Monday 15:30 in Berlin: both are that Monday."""
    tokyo = datetime(2026, 3, 2, 23, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    seen = PainRating(id="t", kind=PRE, score=2, skipped=False, flag=False, at=tokyo)
    point = only(weekly_pain([seen, rating(MONDAY, 4, PRE, 15, 30)], MONDAY))
    assert [(day.day, day.value) for day in point.days] == [(MONDAY, 3)]


anything = st.lists(
    st.builds(
        rating,
        st.dates(date(2026, 1, 1), date(2026, 5, 31)),
        st.none() | st.integers(0, 10),
        st.sampled_from(RatingKind),
        st.integers(4, 23),
    ),
    max_size=80,
)
days = st.dates(date(2026, 1, 1), date(2026, 6, 30))


@given(anything, days)
def test_weeks_follow_each_other_and_agree_with_their_days(ratings: list[PainRating], today: date) -> None:
    points = weekly_pain(ratings, today)
    for before, after in pairwise(points):
        assert after.week_start - before.week_start == timedelta(weeks=1)
    for point in points:
        assert point.week_start.weekday() == 0
        assert len({day.day for day in point.days}) == point.n_days == len(point.days) <= 7
        assert all(point.week_start <= day.day <= min(point.week_end, today) for day in point.days)
        assert {day.kind for day in point.days} == ({point.kind} if point.days else set())
        assert (point.mean is None) == (point.n_days < 2)
        if point.mean is not None and point.lowest is not None and point.highest is not None:
            values = [day.value for day in point.days]
            assert point.mean == pytest.approx(fmean(values))
            assert point.median == median(values)
            assert 0 <= point.lowest <= point.mean <= point.highest <= 10


@given(anything, days, st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(
    ratings: list[PainRating], today: date, random: object
) -> None:
    unique = list({(r.at, r.kind): r for r in ratings}.values())
    shuffled = unique[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weekly_pain(shuffled, today) == weekly_pain(unique, today)


@given(anything, days)
def test_a_skip_changes_nothing(ratings: list[PainRating], today: date) -> None:
    rated = [r for r in ratings if r.score is not None]
    assert weekly_pain(ratings, today, weeks=12) == weekly_pain(rated, today, weeks=12)


@given(anything, days)
def test_what_comes_later_does_not_change_earlier_weeks(ratings: list[PainRating], today: date) -> None:
    known = [r for r in ratings if r.local_date <= today]
    assert weekly_pain(ratings, today) == weekly_pain(known, today)
