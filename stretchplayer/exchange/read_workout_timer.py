"""Reads Just Another Workout Timer: one workout, a list of them, or a backup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from stretchplayer.core.catalogue import Origin
from stretchplayer.core.routine import MOST_ITEMS
from stretchplayer.exchange import limits
from stretchplayer.exchange.fields import Fields, read_each
from stretchplayer.exchange.left_out import LeftOut
from stretchplayer.exchange.model import Bundle, FileKind, ForeignRoutine, ForeignStretch
from stretchplayer.exchange.routine_parts import Entry, Parts, entry, parts

_ORIGIN = Origin(source="Just Another Workout Timer")


def is_workout(value: Any) -> bool:
    """Whether this looks like one workout."""
    return isinstance(value, dict) and "title" in value and isinstance(value.get("sets"), list)


def is_backup(value: Any) -> bool:
    """Whether this looks like a backup of workouts."""
    return isinstance(value, dict) and isinstance(value.get("workouts"), list)


def read_backup(value: Any, name: str) -> Bundle:
    """What a backup brings."""
    left_out = LeftOut()
    backup = Fields(value, "", name)
    return _bundle(
        backup.each_readable("workouts", lambda one: _workout(one, left_out), left_out, limits.ROUTINES),
        left_out,
    )


def read(value: Any, name: str) -> Bundle:
    """What one workout brings."""
    left_out = LeftOut()
    return _bundle([_workout(Fields(value, "", name), left_out)], left_out)


def read_list(values: list[Any], name: str) -> Bundle:
    """What a list of workouts brings."""
    left_out = LeftOut()
    workouts = read_each(values, "", name, lambda one: _workout(one, left_out), left_out)
    return _bundle(workouts, left_out)


def _workout(workout: Fields, left_out: LeftOut) -> tuple[str, Parts]:
    """The title of a workout, and what is played in it."""
    return workout.line("title") or "Workout", parts(_entries(workout, left_out), _ORIGIN)


def _bundle(workouts: Iterable[tuple[str, Parts]], left_out: LeftOut) -> Bundle:
    routines: list[ForeignRoutine] = []
    stretches: dict[str, ForeignStretch] = {}
    remarks: dict[str, None] = {}
    for title, found in workouts:
        routines.append(ForeignRoutine(name=title, items=found.items, origin=_ORIGIN))
        stretches |= {key: stretch for key, stretch in found.stretches.items() if key not in stretches}
        remarks |= dict.fromkeys(found.remarks)
    left_out.check(bool(stretches))
    return Bundle(
        kind=FileKind.WORKOUT_TIMER,
        stretches=tuple(stretches.values()),
        routines=tuple(routines),
        remarks=(*left_out.remarks, *remarks),
    )


def _entries(workout: Fields, left_out: LeftOut) -> Iterator[Entry]:
    """One after the other, as they are played. A set of one exercise says how often it is done."""

    def one(group: Fields) -> tuple[int, list[Entry]]:
        times = group.whole("repetitions")
        exercises = list(group.each_readable("exercises", _exercise, left_out, limits.ENTRIES))
        return 1 if times is None else min(max(times, 1), MOST_ITEMS), exercises

    for times, exercises in workout.each_readable("sets", one, left_out, limits.ENTRIES):
        if len(exercises) == 1:
            yield replace(exercises[0], repetitions=times)
        else:
            yield from exercises * times


def _exercise(fields: Fields) -> Entry:
    return entry(fields.line("name") or "Exercise", fields.number("duration"))
