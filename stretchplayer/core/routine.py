"""Routines: what is played, in which order, for how long."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from stretchplayer.core.catalogue import Form, Record, Stretch


class Sides(StrEnum):
    """Which sides an item is done on."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


class RoutineItem(Record, frozen=True, kw_only=True):
    """One entry of a routine. ``None`` means: as the catalogue or the preferences say."""

    stretch: str
    hold_s: float | None = None
    repetitions: int | None = None
    rest_s: float = 0.0  # between repetitions
    get_ready_s: float | None = None
    sides: Sides = Sides.BOTH


class Routine(Record, frozen=True, kw_only=True):
    """An ordered list of items with a name."""

    id: str
    name: str
    description: str
    items: tuple[RoutineItem, ...]

    def with_item(self, index: int, item: RoutineItem) -> Routine:
        """The same routine with one item replaced."""
        items = (*self.items[:index], item, *self.items[index + 1 :])
        return msgspec.structs.replace(self, items=items)


class Limits(Record, frozen=True, kw_only=True):
    """Allowed values of a hold (seconds; cycles for a flow) and of repetitions."""

    hold_s: tuple[float, float]
    repetitions: tuple[int, int]


# Ranges the editor allows: house decision after ACSM's 10-60 s of static stretching.
LIMITS: dict[Form, Limits] = {
    Form.HOLD: Limits(hold_s=(5, 60), repetitions=(1, 10)),
    Form.DRILL: Limits(hold_s=(2, 30), repetitions=(1, 10)),
    Form.FLOW: Limits(hold_s=(4, 20), repetitions=(2, 15)),
    Form.TIMED: Limits(hold_s=(60, 600), repetitions=(1, 1)),
}


def clamp_item(item: RoutineItem, stretch: Stretch) -> RoutineItem:
    """The item with hold and repetitions brought inside the limits of its form."""
    limits = LIMITS[stretch.form]
    hold_s, repetitions = item.hold_s, item.repetitions
    if hold_s is not None:
        hold_s = min(max(hold_s, limits.hold_s[0]), limits.hold_s[1])
    if repetitions is not None:
        repetitions = min(max(repetitions, limits.repetitions[0]), limits.repetitions[1])
    return msgspec.structs.replace(item, hold_s=hold_s, repetitions=repetitions)
