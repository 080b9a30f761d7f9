"""The drift of weekly averages: a robust slope, and whether it may be drawn.

Theil and Sen's slope is the middle one of all slopes between two weeks, so that one odd week does not
turn it. Its interval is Sen's (1968), from the distribution of Kendall's tau; it takes no account of how
much one week resembles the next, and so is called rough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from math import sqrt

from stretchplayer.core.catalogue import Record
from stretchplayer.core.progress.numbers import median
from stretchplayer.core.progress.pain import Strength, WeekPoint
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK

TREND_WEEKS = 6
NORMAL_95 = 1.959963984540054  # two-sided 95 % of a normal distribution


class Slope(Record, frozen=True, kw_only=True):
    """A slope with its 95 % interval, in units of y over units of x; `intercept` is y at x = 0."""

    slope: float
    intercept: float
    low: float
    high: float


class Trend(Record, frozen=True, kw_only=True):
    """A drift that may be drawn, from the first to the last fuller week. `per_week` is in points."""

    per_week: float
    low: float
    high: float
    first: date
    last: date
    first_value: float
    last_value: float


def theil_sen(x: Sequence[float], y: Sequence[float]) -> Slope:
    """The median slope of points with at least two different x."""
    slopes = sorted(
        (y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(zip(x, y, strict=True), 2) if x1 != x2
    )
    slope = median(slopes)
    spread = NORMAL_95 * _kendall_sd(x, y)
    low = max(round((len(slopes) - spread) / 2) - 1, 0)
    high = min(round((len(slopes) + spread) / 2), len(slopes) - 1)
    return Slope(slope=slope, intercept=median(y) - slope * median(x), low=slopes[low], high=slopes[high])


def pain_trend(weeks: Sequence[WeekPoint]) -> Trend | None:
    """The drift of the fuller weeks among these, oldest first, of the kind of the newest.

    ``None`` with fewer than six of them, or when no drift at all is within the interval.
    """
    solid = [week for week in weeks if week.strength is Strength.SOLID and not week.is_open]
    solid = [week for week in solid if week.kind is solid[-1].kind]
    if len(solid) < TREND_WEEKS:
        return None
    first, last = solid[0].week_start, solid[-1].week_start
    x = [(week.week_start - first).days / DAYS_IN_WEEK for week in solid]
    y = [week.mean for week in solid if week.mean is not None]
    found = theil_sen(x, y)
    if found.low <= 0 <= found.high:
        return None
    return Trend(
        per_week=found.slope,
        low=found.low,
        high=found.high,
        first=first,
        last=last,
        first_value=found.intercept,
        last_value=found.intercept + found.slope * x[-1],
    )


def _kendall_sd(x: Sequence[float], y: Sequence[float]) -> float:
    """Standard deviation of Kendall's score without a relation, ties considered (Kendall 1970)."""
    variance = _weight(len(x)) - sum(_weight(n) for n in (*_ties(x), *_ties(y)))
    return sqrt(max(variance, 0.0) / 18)


def _weight(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)


def _ties(values: Iterable[float]) -> list[int]:
    return [n for n in Counter(values).values() if n > 1]
