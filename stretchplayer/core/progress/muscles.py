"""How long each group of muscles was held in a stretch, as a week's average.

A review of 23 trials saw gains of flexibility from about five minutes a week for a muscle on (Thomas and
others 2018). Only stretches are counted, and only time really held: strength and mobility moves work a
muscle in another way. A stretch of one side counts for that side alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stretchplayer.core.catalogue import Record, Side, Stretch, StretchType
from stretchplayer.core.summaries import HeldTime

STUDIED_MINUTES = 5.0  # a week and muscle (Thomas 2018); the default dose is made to reach it
MS_PER_MINUTE = 60_000


class MuscleTime(Record, frozen=True, kw_only=True):
    """Minutes a week that a group of muscles was held, for each side of the body."""

    muscle: str
    left: float
    right: float

    @property
    def minutes(self) -> float:
        """Of one side, on average."""
        return (self.left + self.right) / 2

    @property
    def sides_differ(self) -> bool:
        """Whether the two would be told apart in whole minutes and halves."""
        return round(self.left, 1) != round(self.right, 1)


def muscle_times(
    held: Iterable[HeldTime], stretches: Mapping[str, Stretch | None], weeks: int
) -> list[MuscleTime]:
    """The groups that were stretched at all, most held first; `held` is of so many weeks."""
    found: dict[str, dict[Side, float]] = {}
    for one in held:
        stretch = stretches.get(one.stretch)
        if stretch is None or stretch.type is not StretchType.STRETCH or not one.held_ms:
            continue
        for muscle in stretch.muscles:
            sides = found.setdefault(muscle.partition(".")[0], dict.fromkeys(Side, 0.0))
            for side in Side if one.side is None else (stretch.pulled_side(one.side),):
                sides[side] += one.held_ms / MS_PER_MINUTE / weeks
    times = [
        MuscleTime(muscle=muscle, left=sides[Side.LEFT], right=sides[Side.RIGHT])
        for muscle, sides in found.items()
    ]
    return sorted(times, key=lambda one: (-one.minutes, one.muscle))
