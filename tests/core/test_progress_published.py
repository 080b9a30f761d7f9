"""Weeks and verdicts on pain diaries that were published by the people who kept them (see data/README.md)."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from stretchplayer.core.history import HIGHEST_SCORE
from stretchplayer.core.progress.baseline import Baseline, baseline
from stretchplayer.core.progress.pain import Strength, WeekPoint, weekly_pain
from stretchplayer.core.progress.trend import theil_sen
from stretchplayer.core.progress.verdict import PainChange, pain_verdict
from tests.core.test_progress_pain import rating

DIARIES = Path(__file__).with_name("data") / "published-pain-diaries.csv"
FIRST = date(2018, 5, 1)  # before it there is one day alone


def diary(person: str) -> dict[date, float]:
    """Intensity by day; of several on one day the last."""
    with DIARIES.open(encoding="utf-8", newline="") as file:
        rows = [(date.fromisoformat(row["date"]), row) for row in csv.DictReader(file)]
    return {day: float(row["intensity"]) for day, row in rows if row["person"] == person and day >= FIRST}


def weeks_of(days: dict[date, float], raised: int = 0) -> list[WeekPoint]:
    """Whole scores, as the app takes them; `raised` by so many points, to have room below."""
    ratings = [rating(day, min(HIGHEST_SCORE, round(value) + raised)) for day, value in days.items()]
    return weekly_pain(ratings, max(days) + timedelta(weeks=1))


def start_of(weeks: list[WeekPoint]) -> Baseline:
    start = baseline([day for week in weeks for day in week.days])
    assert start is not None
    return start


def verdicts(weeks: list[WeekPoint]) -> Counter[PainChange]:
    """What would have been said in each week."""
    start = start_of(weeks)
    return Counter(pain_verdict(weeks[:n], {start.kind: start}).change for n in range(1, len(weeks) + 1))


@pytest.mark.parametrize("person", ["2", "3"])
def test_weeks_are_what_numpy_makes_of_them(person: str) -> None:
    days = diary(person)
    for week in weeks_of(days):
        mine = [round(value) for day, value in days.items() if week.week_start <= day <= week.week_end]
        assert week.n_days == len(mine)
        if len(mine) >= 2:
            assert week.mean == pytest.approx(np.mean(mine))
            assert week.median == np.median(mine)
            assert (week.lowest, week.highest) == (min(mine), max(mine))


def test_how_full_the_weeks_of_two_people_are() -> None:
    assert Counter(week.strength for week in weeks_of(diary("2"))) == {
        Strength.SOLID: 56,
        Strength.HOLLOW: 3,
        Strength.GAP: 5,
    }
    assert Counter(week.strength for week in weeks_of(diary("3"))) == {
        Strength.SOLID: 8,
        Strength.HOLLOW: 12,
        Strength.GAP: 15,
    }


def test_a_low_start_leaves_no_room_for_a_verdict() -> None:
    weeks = weeks_of(diary("2"))
    assert start_of(weeks).mean == pytest.approx(2.31, abs=0.01)
    assert verdicts(weeks) == {PainChange.TOO_LITTLE: 4, PainChange.LOW_START: 60}


@pytest.mark.parametrize("person", ["2", "3"])
@pytest.mark.parametrize("raised", [2, 3, 4])
def test_real_ups_and_downs_raise_no_alarm_in_more_than_a_year(person: str, raised: int) -> None:
    said = verdicts(weeks_of(diary(person), raised))
    assert said[PainChange.WITHIN] > 20
    assert said[PainChange.LOWER] + said[PainChange.HIGHER] == 0


def test_days_resemble_the_day_before_about_as_the_rule_for_noise_says() -> None:
    days = diary("2")
    after = {day: days.get(day + timedelta(days=1)) for day in days}
    pairs = [(round(days[day]), round(value)) for day, value in after.items() if value is not None]
    assert len(pairs) == 309
    correlation = float(np.corrcoef(np.array(pairs).T)[0, 1])
    assert correlation == pytest.approx(0.26, abs=0.01)  # the rule takes .3


def test_the_drift_of_real_weeks_is_that_of_scipy() -> None:
    solid = [week for week in weeks_of(diary("2")) if week.strength is Strength.SOLID and not week.is_open]
    x = [float((week.week_start - solid[0].week_start).days // 7) for week in solid]
    y = [week.mean for week in solid if week.mean is not None]
    ours, theirs = theil_sen(x, y), stats.theilslopes(y, x, alpha=0.95)
    expected = (theirs.slope, theirs.low_slope, theirs.high_slope)
    assert (ours.slope, ours.low, ours.high) == pytest.approx(expected)
