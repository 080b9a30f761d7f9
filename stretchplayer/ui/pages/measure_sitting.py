"""One sitting of the leg raise while it is being made: which try is next, and what there is so far."""

from __future__ import annotations

from enum import Enum, auto

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import LEG_RAISE_TEST, TRIES_PER_SIDE, number_trial, tape_trial
from stretchplayer.core.history import MeasureMethod, Trial
from stretchplayer.core.progress.numbers import median
from stretchplayer.core.raw_readings import TapeLengths

SIDES = (Side.RIGHT, Side.LEFT)


class Step(Enum):
    """The five steps, in order."""

    WARM_UP = auto()
    SET_UP = auto()
    RIGHT = auto()
    LEFT = auto()
    RESULT = auto()


class Sitting:
    """Up to three tries a side. A try that hurts ends its side: pain is a reason to stop."""

    def __init__(self, method: MeasureMethod) -> None:
        self.method = method
        self._tries: list[tuple[Side, Trial | None]] = []  # None: it hurt before anything was read

    @property
    def side(self) -> Side | None:
        """The side whose turn it is; None when both are done."""
        return next((side for side in SIDES if not self.is_done(side)), None)

    @property
    def has_tries(self) -> bool:
        """Whether anything was entered, hurt or not."""
        return bool(self._tries)

    def tries(self, side: Side) -> list[Trial | None]:
        """The tries of one side; None where it hurt before a reading."""
        return [trial for of, trial in self._tries if of is side]

    def is_done(self, side: Side) -> bool:
        """Whether this side has its three tries, or hurt."""
        tries = self.tries(side)
        return len(tries) >= TRIES_PER_SIDE or any(t is None or t.painful for t in tries)

    def add_phone(self, angle_deg: float, *, painful: bool = False) -> None:
        """Add a try by the angle in degrees; raises `MeasureError` and adds nothing."""
        side = self._turn()
        self._tries.append((side, number_trial(LEG_RAISE_TEST, side, angle_deg, painful)))

    def add_tape(self, lengths: TapeLengths, *, painful: bool = False) -> None:
        """Add a try by tape; raises `MeasureError` and adds nothing."""
        side = self._turn()
        self._tries.append((side, tape_trial(side, lengths, painful)))

    def add_hurt(self) -> None:
        """Note that it hurt before there was anything to read."""
        self._tries.append((self._turn(), None))

    def undo(self) -> None:
        """Take the last try back."""
        if self._tries:
            self._tries.pop()

    def readings(self) -> list[Trial]:
        """Everything that was read, painful tries too, in the order made."""
        return [trial for _, trial in self._tries if trial is not None]

    def middle(self, side: Side) -> float | None:
        """The middle of the tries that did not hurt, in degrees."""
        values = [t.value for t in self.tries(side) if t is not None and not t.painful]
        return median(values) if values else None

    def _turn(self) -> Side:
        side = self.side
        assert side is not None, "both sides are done"
        return side
