"""What may be said of the pain of late, against one's own start. The ladder of `SOURCES.md`, Statistics.

The last two weeks with four or more rated days are compared with the start. Lower or higher is said only
when both differ from it by two points and by more than the ordinary ups and downs. A verdict never says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import sqrt

from stretchplayer.core.catalogue import Record
from stretchplayer.core.history import RatingKind
from stretchplayer.core.progress.baseline import Baseline
from stretchplayer.core.progress.numbers import mean, sum_of_squares
from stretchplayer.core.progress.pain import Strength, WeekPoint

COMPARED_WEEKS = 2
CLEAR_POINTS = 2.0  # minimal important change of the 0-10 scale (Childs; Ostelo, consensus)
CLEAR_SHARE = 0.30  # of the start (Ostelo; IMMPACT: moderate)
LOW_START = 3.0  # below it there is no room for a clear change
NORMAL_95 = 1.96  # two-sided 95 % of a normal distribution
CORRELATION_FACTOR = 1.36  # sqrt((1 + r) / (1 - r)) for a day-to-day correlation r of .3
ROUNDING = 1e-9  # two points are two points, whatever the last binary digit
NOT_WHY = "Many back pains ease on their own, so this does not show why."  # said with every "lower"
SMALLEST_DAY_SD = 1.0  # points; a steady hand is not a certain one (SEM 1.02, Childs)


class PainChange(StrEnum):
    """How the newest weeks compare with the start."""

    TOO_LITTLE = "too_little"  # no start yet, or no two fuller weeks after it
    LOW_START = "low_start"
    WITHIN = "within"  # the usual ups and downs
    LOWER = "lower"
    HIGHER = "higher"


class PainVerdict(Record, frozen=True, kw_only=True):
    """The change, and what it was read from. `weeks` are the compared ones, oldest first."""

    change: PainChange
    start: Baseline | None = None
    weeks: tuple[WeekPoint, ...] = ()
    by_share: bool = False  # lower or higher, by `CLEAR_SHARE` of the start in both weeks

    @property
    def is_clear(self) -> bool:
        """Whether it says lower or higher."""
        return self.change in (PainChange.LOWER, PainChange.HIGHER)


def noise(first: Sequence[float], second: Sequence[float]) -> float:
    """Points by which two means of day values differ by chance, 19 times of 20.

    From the pooled day-to-day scatter of both, at least `SMALLEST_DAY_SD`; each needs a value.
    """
    n, m = len(first), len(second)
    squares, freedom = sum_of_squares(first) + sum_of_squares(second), n + m - 2
    sd = sqrt(squares / freedom) if freedom else 0.0
    return NORMAL_95 * CORRELATION_FACTOR * max(sd, SMALLEST_DAY_SD) * sqrt(1 / n + 1 / m)


def pain_verdict(weeks: Sequence[WeekPoint], starts: Mapping[RatingKind, Baseline]) -> PainVerdict:
    """The verdict on these weeks, oldest first, against the start of each kind.

    Weeks that are open, hollow, or begin before the start is over are not compared; neither are weeks of
    another kind than the newest fuller one.
    """
    solid = [week for week in weeks if week.strength is Strength.SOLID and not week.is_open]
    if not solid:
        return PainVerdict(change=PainChange.TOO_LITTLE)
    start = next((start for kind, start in starts.items() if kind is solid[-1].kind), None)
    if start is None:
        return PainVerdict(change=PainChange.TOO_LITTLE)
    after = [week for week in solid if week.kind is start.kind and week.week_start > start.last]
    compared = tuple(after[-COMPARED_WEEKS:])
    if len(compared) < COMPARED_WEEKS:
        return PainVerdict(change=PainChange.TOO_LITTLE, start=start, weeks=compared)
    change, by_share = _compare(start, compared)
    return PainVerdict(change=change, start=start, weeks=compared, by_share=by_share)


def _compare(start: Baseline, weeks: Sequence[WeekPoint]) -> tuple[PainChange, bool]:
    if start.mean < LOW_START:
        return PainChange.LOW_START, False
    before = [day.value for day in start.days]
    changes = [_clear_change(before, [day.value for day in week.days]) for week in weeks]
    if all(change < 0 for change in changes):
        change = PainChange.LOWER
    elif all(change > 0 for change in changes):
        change = PainChange.HIGHER
    else:
        return PainChange.WITHIN, False
    return change, all(abs(c) >= CLEAR_SHARE * start.mean - ROUNDING for c in changes)


def _clear_change(before: Sequence[float], now: Sequence[float]) -> float:
    """Points of change, or 0 when it is too small or could be chance."""
    change = mean(now) - mean(before)
    is_clear = abs(change) >= CLEAR_POINTS - ROUNDING and abs(change) > noise(before, now)
    return change if is_clear else 0.0
