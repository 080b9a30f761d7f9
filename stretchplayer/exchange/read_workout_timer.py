"""Reads Just Another Workout Timer: one workout, a list of them, or a backup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from stretchplayer.core.catalogue import Origin
from stretchplayer.core.routine import MOST_ITEMS
from stretchplayer.exchange import limits
from stretchplayer.exchange.fields import Fields
from stretchplayer.exchange.model import Bundle, FileKind, ForeignRoutine, ForeignStretch
from stretchplayer.exchange.routine_parts import Entry, entry, parts

_ORIGIN = Origin(source="Just Another Workout Timer")


def is_workout(value: Any) -> bool:
    """Whether this looks like one workout."""
    return isinstance(value, dict) and "title" in value and isinstance(value.get("sets"), list)


def is_backup(value: Any) -> bool:
    """Whether this looks like a backup of workouts."""
    return isinstance(value, dict) and isinstance(value.get("workouts"), list)


def read_backup(value: Any, name: str) -> Bundle:
    """What a backup brings."""
    return _bundle(list(Fields(value, "", name).each("workouts", limits.ROUTINES)))


def read(value: Any, name: str) -> Bundle:
    """What one workout brings."""
    return _bundle([Fields(value, "", name)])


def _bundle(workouts: list[Fields]) -> Bundle:
    routines: list[ForeignRoutine] = []
    stretches: dict[str, ForeignStretch] = {}
    remarks: dict[str, None] = {}
    for workout in workouts:
        found = parts(_entries(workout), _ORIGIN)
        routines.append(
            ForeignRoutine(name=workout.line("title") or "Workout", items=found.items, origin=_ORIGIN)
        )
        stretches |= {key: stretch for key, stretch in found.stretches.items() if key not in stretches}
        remarks |= dict.fromkeys(found.remarks)
    return Bundle(
        kind=FileKind.WORKOUT_TIMER,
        stretches=tuple(stretches.values()),
        routines=tuple(routines),
        remarks=tuple(remarks),
    )


def _entries(workout: Fields) -> Iterator[Entry]:
    """One after the other, as they are played. A set of one exercise says how often it is done."""
    for group in workout.each("sets", limits.ENTRIES):
        times = group.whole("repetitions")
        times = 1 if times is None else min(max(times, 1), MOST_ITEMS)
        exercises = [_exercise(fields) for fields in group.each("exercises", limits.ENTRIES)]
        if len(exercises) == 1:
            yield replace(exercises[0], repetitions=times)
        else:
            yield from exercises * times


def _exercise(fields: Fields) -> Entry:
    return entry(fields.line("name") or "Exercise", fields.number("duration"))
