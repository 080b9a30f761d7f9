"""Cutting a period into weeks, months, quarters and years."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from stretchplayer.core.history import RatingKind
from stretchplayer.core.progress.pain import DayValue, Strength, weeks_of_days
from stretchplayer.core.progress.spans import SpanLength, cut, span_points, spans

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
LENGTHS = st.sampled_from(SpanLength)


def value(day: date, score: float, kind: RatingKind = RatingKind.DAY) -> DayValue:
    return DayValue(day=day, kind=kind, value=score, ratings=1)


@given(DAYS, st.integers(0, 12_000), LENGTHS)
def test_parts_follow_each_other_and_fill_the_period(first: date, more: int, length: SpanLength) -> None:
    last = first + timedelta(days=more)
    parts = spans(first, last, length)
    assert parts[0].first == first
    assert parts[-1].last == last
    for one, after in pairwise(parts):
        assert after.first == one.last + timedelta(days=1)
    assert sum(part.days for part in parts) == more + 1


@given(DAYS, st.integers(0, 12_000), st.integers(13, 60))
@example(date(2000, 1, 1), 2016, 23)  # 23 quarters, some of which are long
def test_the_shortest_parts_that_are_few_enough_are_taken(first: date, more: int, most: int) -> None:
    last = first + timedelta(days=more)
    length, parts = cut(first, last, most)
    shorter = [one for one in SpanLength if list(SpanLength).index(one) < list(SpanLength).index(length)]
    assert all(len(spans(first, last, one)) > most for one in shorter)
    assert length is SpanLength.YEAR or len(parts) <= most


def test_quarters_begin_in_january_april_july_and_october() -> None:
    parts = spans(date(2025, 12, 24), date(2026, 7, 1), SpanLength.QUARTER)
    assert [(part.first, part.last) for part in parts] == [
        (date(2025, 12, 24), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 7, 1)),
    ]


SCORED = st.lists(
    st.tuples(st.integers(0, 69), st.sampled_from([RatingKind.DAY, RatingKind.PRE])), unique=True, max_size=60
)


@given(SCORED)
def test_whole_weeks_are_those_of_the_charts(scored: list[tuple[int, RatingKind]]) -> None:
    monday = date(2026, 3, 2)
    values = [value(monday + timedelta(days=n), n % 11, kind) for n, kind in sorted(scored)]
    parts = spans(monday, monday + timedelta(days=69), SpanLength.WEEK)
    points = span_points(values, parts, SpanLength.WEEK)
    weeks = weeks_of_days(values, date(2030, 1, 1), [part.first for part in parts])
    told = [(p.kind, p.n_days, p.strength, p.mean, p.median, p.lowest, p.highest) for p in points]
    assert told == [(w.kind, w.n_days, w.strength, w.mean, w.median, w.lowest, w.highest) for w in weeks]


def test_days_outside_the_period_are_in_no_part() -> None:
    values = [value(date(2026, 3, day), 9.0) for day in (2, 3, 4, 5)] + [value(date(2026, 3, 6), 1.0)]
    parts = spans(date(2026, 3, 6), date(2026, 3, 8), SpanLength.WEEK)
    (point,) = span_points(values, parts, SpanLength.WEEK)
    assert (point.n_days, point.strength, point.mean, point.lone) == (1, Strength.GAP, None, 1.0)


def test_a_month_is_the_average_of_its_days_not_of_both_questions() -> None:
    values = [value(date(2026, 3, day), 2.0) for day in range(1, 11)]
    values += [value(date(2026, 3, day), 8.0, RatingKind.PRE) for day in range(1, 31)]
    parts = spans(date(2026, 3, 1), date(2026, 3, 31), SpanLength.MONTH)
    (point,) = span_points(values, parts, SpanLength.MONTH)
    assert (point.kind, point.n_days, point.mean) == (RatingKind.DAY, 10, 2.0)
