"""The comfort rules, as the table says them and as properties."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.comfort import (
    Light,
    assess,
    short_holds,
    sorer_after,
    very_gentle_day,
)

GREEN, AMBER, RED = Light.GREEN, Light.AMBER, Light.RED
SEVERITY = {GREEN: 0, AMBER: 1, RED: 2}
scores = st.integers(0, 10)
starts = st.none() | scores

# One row per rating before (None: skipped); one letter per most pain in the stretch, 0 to 10.
TABLE = {
    None: "GGGGAARRRRR",
    0: "GGGARRRRRRR",
    1: "GGGARRRRRRR",
    2: "GGGGARRRRRR",
    3: "GGGGAARRRRR",
    4: "GGGGGARRRRR",
    5: "GGGGGGRRRRR",
    6: "GGGGGGGARRR",
    7: "GGGGGGGGARR",
    8: "GGGGGGGGGAR",
    9: "GGGGGGGGGGA",
    10: "GGGGGGGGGGG",
}


@pytest.mark.parametrize("pre", TABLE)
def test_every_pair_of_ratings(pre: int | None) -> None:
    lights = "".join(assess(pre, during, flag=False).name[0] for during in range(11))
    assert lights == TABLE[pre]


@given(starts, st.none() | scores)
def test_the_warning_flag_is_always_red(pre: int | None, during: int | None) -> None:
    assert assess(pre, during, flag=True) is RED


@given(starts)
def test_no_rating_asks_for_nothing(pre: int | None) -> None:
    assert assess(pre, None, flag=False) is GREEN


@given(starts, scores, scores)
def test_more_pain_is_never_judged_milder(pre: int | None, a: int, b: int) -> None:
    low, high = sorted((a, b))
    assert SEVERITY[assess(pre, low, False)] <= SEVERITY[assess(pre, high, False)]


@given(scores, scores)
def test_no_rise_is_no_alarm(pre: int, during: int) -> None:
    if during <= pre:
        assert assess(pre, during, False) is GREEN


def test_a_skipped_start_is_not_taken_for_zero() -> None:
    assert assess(0, 3, False) is AMBER
    assert assess(None, 3, False) is GREEN


@pytest.mark.parametrize(("pre", "gentle"), [(None, False), (6, False), (7, True), (10, True)])
def test_the_very_gentle_day_begins_at_seven(pre: int | None, gentle: bool) -> None:
    assert very_gentle_day(pre) is gentle


@pytest.mark.parametrize(
    ("pre", "post", "sorer"), [(2, 5, True), (2, 4, False), (5, 2, False), (None, 9, False), (2, None, False)]
)
def test_sorer_after_a_session(pre: int | None, post: int | None, sorer: bool) -> None:
    assert sorer_after(pre, post) is sorer


def test_short_holds_for_two_weeks_or_with_pain() -> None:
    first = date(2026, 3, 2)
    assert short_holds(None, None, first)
    assert short_holds(0, first, first + timedelta(days=13))
    assert not short_holds(3, first, first + timedelta(days=14))
    assert not short_holds(None, first, first + timedelta(days=14))
    assert short_holds(4, first, first + timedelta(days=400))
