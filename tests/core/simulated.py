"""Years of daily ratings with a known truth: a level, ordinary ups and downs, a change or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from stretchplayer.core.progress.baseline import Baseline, baseline
from stretchplayer.core.progress.pain import WeekPoint, weekly_pain
from stretchplayer.core.progress.verdict import PainVerdict, pain_verdict
from tests.core.test_progress_pain import rating

FIRST = date(2024, 1, 1)  # a Monday
WEEKS = 52


@dataclass(frozen=True)
class Person:
    """How somebody's days are. Points of the 0-10 scale; `correlation` is from one day to the next."""

    level: float = 5.0
    day_sd: float = 1.5
    correlation: float = 0.3
    rated: float = 0.85  # share of days
    change: float = 0.0  # from `change_from` on
    change_from: int = 28  # days

    def ratings(self, rng: np.random.Generator, days: int = WEEKS * 7) -> list[tuple[date, int]]:
        """Whole ratings of the rated days."""
        shocks = rng.normal(size=days) * self.day_sd * (1 - self.correlation**2) ** 0.5
        drift = np.empty(days)
        state = rng.normal() * self.day_sd
        for day, shock in enumerate(shocks):
            state = self.correlation * state + shock
            drift[day] = state
        truth = self.level + drift + np.where(np.arange(days) >= self.change_from, self.change, 0.0)
        scores = np.clip(np.rint(truth), 0, 10).astype(int)
        seen = rng.random(days) < self.rated
        return [(FIRST + timedelta(days=int(d)), int(scores[d])) for d in np.flatnonzero(seen)]


@dataclass(frozen=True)
class Year:
    """What the app would have made of it: each Monday's look at the weeks before."""

    weeks: list[WeekPoint]
    start: Baseline | None

    def looks(self) -> Iterator[PainVerdict]:
        """The verdict of each Monday of the year."""
        starts = {} if self.start is None else {self.start.kind: self.start}
        for n in range(1, len(self.weeks)):
            yield pain_verdict(self.weeks[:n], starts)


def years(person: Person, count: int, seed: int) -> list[Year]:
    """So many years of people like this one."""
    rng = np.random.default_rng(seed)
    return [_year(person.ratings(rng)) for _ in range(count)]


def _year(days: list[tuple[date, int]]) -> Year:
    ratings = [rating(day, score) for day, score in days]
    weeks = weekly_pain(ratings, FIRST + timedelta(weeks=WEEKS))
    return Year(weeks, baseline([value for week in weeks for value in week.days]))


def share(of: list[Year], says: Callable[[PainVerdict], bool]) -> tuple[float, float]:
    """Of all looks at these years, and of the years, the share in which (once at least) this was said."""
    told = [[says(verdict) for verdict in year.looks()] for year in of]
    looks = [one for year in told for one in year]
    return sum(looks) / len(looks), sum(any(year) for year in told) / len(told)
