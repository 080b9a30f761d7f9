"""Routines: what is played, in which order, for how long."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from stretchplayer.core.catalogue import Dose, Form, Origin, Record, Side, Stretch
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Sounds, Talking


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
    rest_s: float | None = None  # between repetitions
    get_ready_s: float | None = None
    sides: Sides = Sides.BOTH
    first_side: Side | None = None  # None: in turn, from session to session


class HowOften(Record, frozen=True, kw_only=True):
    """How often a routine is meant to be done, as somebody advised."""

    times_a_day: int = 1
    days_a_week: int = 7


class Routine(Record, frozen=True, kw_only=True):
    """An ordered list of items with a name. ``None`` means: as the preferences say."""

    id: str
    name: str
    description: str
    items: tuple[RoutineItem, ...]
    place: Place = Place.FLOOR
    length: float = 1.0  # gentler under 1, longer over it: a factor on holds and rounds
    talking: Talking | None = None
    sounds: Sounds | None = None
    how_often: HowOften | None = None
    origin: Origin | None = None  # of a routine that was brought along

    def with_item(self, index: int, item: RoutineItem) -> Routine:
        """The same routine with one item replaced."""
        items = (*self.items[:index], item, *self.items[index + 1 :])
        return msgspec.structs.replace(self, items=items)


def fill(routine: Routine, usual: Mapping[str, Dose]) -> Routine:
    """The routine with the user's usual dose in every item that leaves hold or repetitions open.

    `usual` is by stretch id: what the user wants of a stretch in all routines.
    """

    def filled(item: RoutineItem) -> RoutineItem:
        dose = usual.get(item.stretch)
        if dose is None:
            return item
        return msgspec.structs.replace(
            item,
            hold_s=dose.hold_s if item.hold_s is None else item.hold_s,
            repetitions=dose.repetitions if item.repetitions is None else item.repetitions,
        )

    return msgspec.structs.replace(routine, items=tuple(filled(item) for item in routine.items))


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


#: Of the time between repetitions and of getting ready, in seconds.
WAIT_LIMITS_S = (0.0, 120.0)
#: How much gentler or longer a whole routine can be made.
LENGTH_LIMITS = (0.5, 2.0)
#: A routine of more items than this could not be looked through any more.
MOST_ITEMS = 60


def clamp(value: float, limits: tuple[float, float]) -> float:
    """The value brought between the limits, both included."""
    return min(max(value, limits[0]), limits[1])


def clamp_dose(dose: Dose, form: Form) -> Dose:
    """The dose brought inside the limits of its form."""
    limits = LIMITS[form]
    low, high = limits.repetitions
    return Dose(hold_s=clamp(dose.hold_s, limits.hold_s), repetitions=min(max(dose.repetitions, low), high))


def clamp_item(item: RoutineItem, stretch: Stretch) -> RoutineItem:
    """The item with all its numbers brought inside the limits of its form."""
    limits = LIMITS[stretch.form]
    hold_s, repetitions = item.hold_s, item.repetitions
    if hold_s is not None:
        hold_s = clamp(hold_s, limits.hold_s)
    if repetitions is not None:
        repetitions = min(max(repetitions, limits.repetitions[0]), limits.repetitions[1])
    rest_s, get_ready_s = (
        None if wait is None else clamp(wait, WAIT_LIMITS_S) for wait in (item.rest_s, item.get_ready_s)
    )
    return msgspec.structs.replace(
        item, hold_s=hold_s, repetitions=repetitions, rest_s=rest_s, get_ready_s=get_ready_s
    )
