"""Getting down to the floor and up again as items of a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from stretchplayer.core.catalogue import Posture, StretchType
from stretchplayer.core.place import Place
from stretchplayer.core.routine import MOST_ITEMS, Routine, RoutineItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.core.catalogue import Catalogue, Stretch


KNEELING = (Posture.HANDS_AND_KNEES, Posture.HALF_KNEELING)
KNEELING_STEPS = 2  # of the way down until one kneels; by as many the way up begins later


def leads_down(stretch: Stretch) -> bool:
    """Whether it is the way down to the floor."""
    return stretch.type is StretchType.TRANSFER and stretch.end_posture.on_floor


def leads_up(stretch: Stretch) -> bool:
    """Whether it is the way up from the floor."""
    return stretch.type is StretchType.TRANSFER and not stretch.end_posture.on_floor


def part_of_way(way: Stretch, before: Posture, after: Posture | None) -> tuple[int, int]:
    """Which steps are done: the first, and how many are over after the last.

    Who goes on to hands and knees does not lie down first, and who comes from there need not either. The last
    step down rolls on to the back and the first one up rolls off it: neither is for who lies on a side.
    """
    if leads_down(way) and after in KNEELING:
        return 0, KNEELING_STEPS
    if leads_up(way) and before in KNEELING:
        return KNEELING_STEPS, len(way.steps)
    off_the_back = leads_down(way) and after in (Posture.LYING_SIDE, Posture.LYING_FRONT)
    on_a_side = leads_up(way) and before is Posture.LYING_SIDE
    return int(on_a_side), len(way.steps) - int(off_the_back)


def posture_after(way: Stretch, over: int) -> Posture:
    """The position one is in when as many steps of a way are over."""
    if over == len(way.steps):
        return way.end_posture
    return Posture.HALF_KNEELING if over <= KNEELING_STEPS else Posture.LYING_SIDE


def can_have_transfers(routine: Routine, catalogue: Catalogue) -> bool:
    """Whether getting down and up can be added: it is done on the floor, and one of the two is not in it."""
    known = [catalogue[item.stretch] for item in routine.items]
    wanted = 2 - any(map(leads_down, known)) - any(map(leads_up, known))
    worked = any(s.posture.on_floor for s in known if s.type is not StretchType.TRANSFER)
    room = len(routine.items) + wanted <= MOST_ITEMS
    return routine.place is Place.FLOOR and worked and wanted > 0 and room


def with_transfers(routine: Routine, catalogue: Catalogue) -> Routine:
    """The routine with the way down before what is first done on the floor, and the way up at its end."""
    if not can_have_transfers(routine, catalogue):
        return routine
    ways = [next(filter(leads, catalogue), None) for leads in (leads_down, leads_up)]
    there = {item.stretch for item in routine.items}
    added = [RoutineItem(stretch=way.id) for way in ways if way is not None and way.id not in there]
    ordered = transfers_in_place([*added, *routine.items], catalogue)
    return msgspec.structs.replace(routine, items=ordered)


def transfers_in_place(items: Sequence[RoutineItem], catalogue: Catalogue) -> tuple[RoutineItem, ...]:
    """The items with the ways down before the first on the floor and the ways up after the last."""
    down = [item for item in items if leads_down(catalogue[item.stretch])]
    up = [item for item in items if leads_up(catalogue[item.stretch])]
    rest = [item for item in items if catalogue[item.stretch].type is not StretchType.TRANSFER]
    low = [place for place, item in enumerate(rest) if catalogue[item.stretch].posture.on_floor]
    first, last = (low[0], low[-1] + 1) if low else (len(rest), len(rest))
    return (*rest[:first], *down, *rest[first:last], *up, *rest[last:])
