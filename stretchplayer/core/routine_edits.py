"""What a person may do to a routine that is not played. Every edit gives a new routine."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import msgspec

from stretchplayer.core.catalogue import Catalogue, Posture, Stretch, StretchType
from stretchplayer.core.routine import (
    LENGTH_LIMITS,
    MOST_ITEMS,
    Routine,
    RoutineItem,
    Sides,
    clamp,
    clamp_item,
)

LENGTH_STEP = 0.05
_LYING = frozenset({Posture.LYING_BACK, Posture.LYING_SIDE, Posture.LYING_FRONT})
_WORKING = frozenset({StretchType.STRETCH, StretchType.CONTROL, StretchType.MOBILITY})


# ---- items -----------------------------------------------------------------------------------


def move(routine: Routine, index: int, to: int) -> Routine:
    """The item at `index` brought to place `to`, which is brought inside the list."""
    items = list(routine.items)
    item = items.pop(index)
    items.insert(min(max(to, 0), len(items)), item)
    return _with_items(routine, items)


def add(routine: Routine, item: RoutineItem, at: int | None = None) -> Routine:
    """One item more, before the one at place `at` or at the end. The same routine when it is full."""
    if len(routine.items) >= MOST_ITEMS:
        return routine
    items = list(routine.items)
    items.insert(len(items) if at is None else at, item)
    return _with_items(routine, items)


def copy_item(routine: Routine, index: int) -> Routine:
    """The item twice, one after the other. The same routine when it is full."""
    return add(routine, routine.items[index], index + 1)


def remove(routine: Routine, index: int) -> Routine:
    """The routine without the item."""
    return _with_items(routine, [*routine.items[:index], *routine.items[index + 1 :]])


def change_item(routine: Routine, index: int, catalogue: Catalogue, **values: Any) -> Routine:
    """The item with these fields changed, brought inside the limits of its form."""
    item = msgspec.structs.replace(routine.items[index], **values)
    return routine.with_item(index, clamp_item(item, catalogue[item.stretch]))


def swap(routine: Routine, index: int, stretch: str, catalogue: Catalogue) -> Routine:
    """Another stretch in the place of the item.

    What was set for it stays where it means the same: the dose for a stretch that is timed in the same way,
    the sides for one that has sides too.
    """
    old, new = catalogue[routine.items[index].stretch], catalogue[stretch]
    item = msgspec.structs.replace(routine.items[index], stretch=stretch)
    if old.form is not new.form:
        item = msgspec.structs.replace(item, hold_s=None, repetitions=None, rest_s=None)
    if not new.one_sided:
        item = msgspec.structs.replace(item, sides=Sides.BOTH, first_side=None)
    return routine.with_item(index, clamp_item(item, new))


def leave_dose_open(routine: Routine, stretch: str) -> Routine:
    """The routine in which every item with this stretch is done as usual."""
    items = [
        msgspec.structs.replace(item, hold_s=None, repetitions=None) if item.stretch == stretch else item
        for item in routine.items
    ]
    return _with_items(routine, items)


def with_doses_of(routine: Routine, before: Routine, stretch: str) -> Routine:
    """The routine in which this stretch is done as in `before`, wherever it leaves that open.

    The same routine when the stretch is in it more or less often than before: nobody knows which is which.
    """
    places = [place for place, item in enumerate(routine.items) if item.stretch == stretch]
    written = [item for item in before.items if item.stretch == stretch]
    if len(places) != len(written):
        return routine
    items = list(routine.items)
    for place, item in zip(places, written, strict=True):
        if items[place].hold_s is None and items[place].repetitions is None:
            items[place] = msgspec.structs.replace(
                items[place], hold_s=item.hold_s, repetitions=item.repetitions
            )
    return _with_items(routine, items)


# ---- the whole routine -----------------------------------------------------------------------


def rename(routine: Routine, name: str) -> Routine:
    """The routine under another name; the same when nothing is left of the name but space."""
    words = " ".join(name.split())
    return msgspec.structs.replace(routine, name=words) if words else routine


def with_length(routine: Routine, length: float) -> Routine:
    """The routine gentler or longer as a whole, in steps of `LENGTH_STEP`."""
    steps = round(clamp(length, LENGTH_LIMITS) / LENGTH_STEP)
    return msgspec.structs.replace(routine, length=round(steps * LENGTH_STEP, 2))


def _with_items(routine: Routine, items: list[RoutineItem]) -> Routine:
    return msgspec.structs.replace(routine, items=tuple(items))


# ---- what else would do ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A stretch that could stand in for another, and why."""

    stretch: Stretch
    why: str


def equivalents(stretch: Stretch, catalogue: Catalogue) -> tuple[Equivalent, ...]:
    """What has the same aim: what the stretch itself names first, then what is done in the same position."""
    found: dict[str, Equivalent] = {}
    if stretch.swap is not None and stretch.swap.stretch in catalogue:
        named = catalogue[stretch.swap.stretch]
        found[named.id] = Equivalent(named, stretch.swap.reason)
    alike = [other for other in catalogue if other.id != stretch.id and _same_aim(stretch, other)]
    alike.sort(key=lambda other: _closeness(stretch, other), reverse=True)
    for other in alike:
        if other.id not in found:
            found[other.id] = Equivalent(other, _why(stretch, other))
    return tuple(found.values())


def _same_aim(one: Stretch, other: Stretch) -> bool:
    if one.type in _WORKING and other.type in _WORKING:
        return not set(one.muscles).isdisjoint(other.muscles)
    return one.type is other.type


def _closeness(one: Stretch, other: Stretch) -> tuple[bool, bool, int]:
    return (
        same_position(one.posture, other.posture),
        one.type is other.type,
        len(set(one.muscles) & set(other.muscles)),
    )


def _why(stretch: Stretch, other: Stretch) -> str:
    aim = other.targets or other.feel.rstrip(".") or other.name
    position = "The same position." if same_position(stretch.posture, other.posture) else "Another position."
    return f"{aim}. {position}"


def same_position(one: Posture, other: Posture) -> bool:
    """Whether one need not get up or turn over altogether between the two."""
    return one is other or (one in _LYING and other in _LYING)


def find_stretches(catalogue: Catalogue, text: str) -> tuple[Stretch, ...]:
    """The stretches whose name, other names or body part have every word of `text`; all for no words.

    Those with the words in their name come first, otherwise in library order.
    """
    words = text.casefold().split()
    by_name: list[Stretch] = []
    by_part: list[Stretch] = []
    for stretch in catalogue:
        names = " ".join((stretch.name, stretch.short_name, *stretch.aliases)).casefold()
        parts = " ".join((stretch.targets, *stretch.muscles, stretch.posture.replace("_", " "))).casefold()
        if all(word in names for word in words):
            by_name.append(stretch)
        elif all(word in names or word in parts for word in words):
            by_part.append(stretch)
    return (*by_name, *by_part)


# ---- what was changed ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """What sets an edited routine apart from the one that is kept."""

    stretches: int  # changed, put in or taken out
    order: bool  # the same items in another order
    whole: bool  # name, length, voice and the like

    @property
    def any(self) -> bool:
        """Whether there is any."""
        return bool(self.stretches) or self.order or self.whole


def difference(before: Routine, after: Routine) -> Difference:
    """Count what is different."""
    old, new = Counter(before.items), Counter(after.items)
    stretches = max((old - new).total(), (new - old).total())
    return Difference(
        stretches=stretches,
        order=not stretches and before.items != after.items,
        whole=msgspec.structs.replace(before, items=()) != msgspec.structs.replace(after, items=()),
    )
