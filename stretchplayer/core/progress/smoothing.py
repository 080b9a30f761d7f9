"""A calm line through day values. It is for the eye: nothing is judged by it, and the dots stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import exp

from stretchplayer.core.progress.pain import DayValue

SMOOTHING_DAYS = 7.0


def smoothed(values: Sequence[DayValue], start: float) -> list[tuple[date, float]]:
    """Exponentially weighted average on each rated day, oldest first, begun at `start` (0 to 10).

    A value weighs 1 - exp(-days since the one before / 7), so that gaps count by their length.
    """
    line: list[tuple[date, float]] = []
    level, before = start, None
    for value in values:
        gap = 1 if before is None else (value.day - before).days
        level += (1 - exp(-gap / SMOOTHING_DAYS)) * (value.value - level)
        line.append((value.day, level))
        before = value.day
    return line
