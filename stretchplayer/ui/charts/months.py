"""Names of months, and of years where there are many, under a row of weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.ui.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

APART_PX = 40.0
YEARS_FROM_WEEKS = 120  # from so many weeks on, years are named in place of months


def month_labels(
    mondays: Sequence[date], place: Callable[[int], float], scale: float, right: float
) -> list[tuple[float, str]]:
    """Where each name stands: at its first week, as many as have room.

    A name at the left edge gives way to the one that follows it too near; one that would stick out at
    the right is left out.
    """
    years = len(mondays) > YEARS_FROM_WEEKS
    labels: list[tuple[float, str]] = []
    room = APART_PX * scale
    for index, monday in enumerate(mondays):
        before = mondays[index - 1] if index else None
        if before is not None and (before.year == monday.year if years else before.month == monday.month):
            continue
        x = place(index)
        if x + room / 2 > right + room / 2:
            continue
        if len(labels) == 1 and labels[0][0] == place(0) and x - labels[0][0] < room:
            labels.clear()
        if not labels or x - labels[-1][0] >= room:
            labels.append((x, str(monday.year) if years else MONTHS[monday.month - 1][:3]))
    return labels
