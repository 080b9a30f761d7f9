"""What several kinds of routine files need: entries by name, pauses left out, two sides put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import msgspec

from stretchplayer.core.catalogue import Origin, Side, SideMeaning
from stretchplayer.core.routine import MOST_ITEMS, Sides
from stretchplayer.exchange import guess, limits
from stretchplayer.exchange.model import ForeignItem, ForeignStretch
from stretchplayer.exchange.read_stretch_file import TOO_MANY_ITEMS

PAUSES_LEFT_OUT = "Pauses of the file are left out: this app gives time to get ready by itself."
SIDES_TOGETHER = "Left and right of the same exercise are put together: this app does both in turn."
TIMES_TOGETHER = "The same exercise several times in a row becomes one with repetitions."
_ONE_SIDE = {Side.LEFT: Sides.LEFT, Side.RIGHT: Sides.RIGHT}


@dataclass(frozen=True)
class Entry:
    """One line of a list that is played from top to bottom."""

    name: str  # without its side
    side: Side | None = None
    hold_s: float | None = None
    repetitions: int = 1


@dataclass(frozen=True)
class Parts:
    """The entries as items, and the stretches they name, by key."""

    items: tuple[ForeignItem, ...]
    stretches: dict[str, ForeignStretch]
    remarks: tuple[str, ...]


def entry(name: str, hold_s: float | None, repetitions: int = 1) -> Entry:
    """An entry from a name that may say its side."""
    plain, side = guess.split_side(name)
    return Entry(plain, side, hold_s, repetitions)


def parts(entries: Iterable[Entry], origin: Origin | None) -> Parts:
    """Entries as the items of a routine. One side that follows the other, for as long, becomes both."""
    items: list[ForeignItem] = []
    stretches: dict[str, ForeignStretch] = {}
    remarks: dict[str, None] = {}
    for one in islice(entries, limits.ENTRIES):
        if guess.is_rest(one.name):
            remarks[PAUSES_LEFT_OUT] = None
            continue
        item = _item(one)
        if items and _other_side(items[-1], item):
            items[-1] = msgspec.structs.replace(
                item, sides=Sides.BOTH, first_side=Side(items[-1].sides.value)
            )
            remarks[SIDES_TOGETHER] = None
            item = items.pop()
        if items and _again(items[-1], item):
            times = (items[-1].repetitions or 1) + one.repetitions
            items[-1] = msgspec.structs.replace(items[-1], repetitions=times)
            remarks[TIMES_TOGETHER] = None
            continue
        if len(items) == MOST_ITEMS:
            remarks[TOO_MANY_ITEMS] = None
            break
        items.append(item)
        known = stretches.get(item.stretch)
        if known is None or (known.sides is None and one.side is not None):
            stretches[item.stretch] = _stretch(item.stretch, one, origin)
    return Parts(tuple(items), stretches, tuple(remarks))


def _item(one: Entry) -> ForeignItem:
    return ForeignItem(
        stretch=one.name.casefold(),
        hold_s=one.hold_s,
        repetitions=one.repetitions,
        sides=Sides.BOTH if one.side is None else _ONE_SIDE[one.side],
    )


def _stretch(key: str, one: Entry, origin: Origin | None) -> ForeignStretch:
    meaning = guess.sides(one.name, ())
    if one.side is not None and meaning is None:
        meaning = SideMeaning.ARM if guess.of_arms(one.name) else SideMeaning.LEG
    return ForeignStretch(
        key=key,
        name=one.name,
        sides=meaning,
        posture=guess.posture(one.name, ()),
        origin=origin,
        suits=guess.suits(one.name),
    )


def _again(before: ForeignItem, after: ForeignItem) -> bool:
    return (before.stretch, before.hold_s, before.sides) == (after.stretch, after.hold_s, after.sides)


def _other_side(before: ForeignItem, after: ForeignItem) -> bool:
    return (
        {before.sides, after.sides} == {Sides.LEFT, Sides.RIGHT}
        and before.stretch == after.stretch
        and before.hold_s == after.hold_s
        and before.repetitions == after.repetitions
    )
