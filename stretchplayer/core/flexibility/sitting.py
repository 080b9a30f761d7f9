"""One sitting of a flexibility test while it is being made: which try is next, and what there is so far."""

from __future__ import annotations

from datetime import date

from msgspec import structs

from stretchplayer.core.catalogue import Record, Side
from stretchplayer.core.flexibility.model import FlexibilityTest
from stretchplayer.core.flexibility.readings import TRIES_PER_SIDE
from stretchplayer.core.history import MeasureMethod, Trial

Sides = tuple[Side | None, ...]


class SideTry(Record, frozen=True, kw_only=True):
    """A try of a side; without a trial it hurt before anything was read."""

    side: Side | None
    trial: Trial | None = None

    @property
    def hurt(self) -> bool:
        """Whether it was stopped for pain."""
        return self.trial is None or self.trial.painful


class Sitting(Record, frozen=True, kw_only=True):
    """Up to three tries a side, right first. A try that hurts ends its side: pain is a reason to stop.

    `day` is the day it tells of.
    """

    test: str
    method: MeasureMethod
    day: date
    tries: tuple[SideTry, ...] = ()
    closed: Sides = ()  # sides that were left with fewer tries

    def of(self, side: Side | None) -> list[SideTry]:
        """The tries of one side."""
        return [one for one in self.tries if one.side is side]

    def is_done(self, side: Side | None) -> bool:
        """Whether this side has its three tries, or hurt."""
        made = self.of(side)
        if side in self.closed:
            return True
        return len(made) >= TRIES_PER_SIDE or any(one.hurt for one in made)

    def turn(self, sides: Sides) -> int | None:
        """Index of the side whose turn it is; ``None`` when all are done."""
        return next((index for index, side in enumerate(sides) if not self.is_done(side)), None)

    def made(self, one: SideTry) -> Sitting:
        """With this try after the others."""
        return structs.replace(self, tries=(*self.tries, one))

    def taken_back(self) -> Sitting:
        """Without the last try; its side is open again."""
        last = self.tries[-1]
        closed = tuple(side for side in self.closed if side is not last.side)
        return structs.replace(self, tries=self.tries[:-1], closed=closed)

    def close(self, side: Side | None) -> Sitting:
        """With no more tries of this side."""
        return structs.replace(self, closed=(*self.closed, side))

    def trials(self) -> list[Trial]:
        """Everything that was read, painful tries too, in the order made."""
        return [one.trial for one in self.tries if one.trial is not None]

    def scored(self, side: Side | None) -> list[float]:
        """What was read on a side without pain."""
        return [one.trial.value for one in self.of(side) if one.trial is not None and not one.trial.painful]


def sides_of(test: FlexibilityTest) -> Sides:
    """The sides in the order they are measured in; one that is none for a test without sides."""
    return (Side.RIGHT, Side.LEFT) if test.two_sided else (None,)
