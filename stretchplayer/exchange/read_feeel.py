"""Reads Feeel's ``.feeel`` workouts. They name exercises by wger's numbers, and say nothing else of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stretchplayer.core.catalogue import Origin, Side
from stretchplayer.exchange.fields import Fields
from stretchplayer.exchange.left_out import LeftOut
from stretchplayer.exchange.model import Bundle, FileKind, ForeignRoutine
from stretchplayer.exchange.routine_parts import PAUSES_LEFT_OUT, Entry, parts
from stretchplayer.exchange.wger_numbers import EXERCISES

_ORIGIN = Origin(source="Feeel")
_UNKNOWN = "Some exercises are known to Feeel by number and nothing else; please give them a name."


def is_workout(value: Any) -> bool:
    """Whether this looks like a workout of Feeel."""
    return isinstance(value, dict) and "fullWorkout" in value


def read(value: Any, name: str) -> Bundle:
    """What one workout brings."""
    whole = Fields(value, "", name).group("fullWorkout")
    workout = None if whole is None else whole.group("workout")
    if whole is None or workout is None:
        raise Fields(value, "", name).wrong("fullWorkout", "a workout")
    left_out = LeftOut()
    entries = list(_entries(whole, workout, left_out))
    left_out.check(bool(entries))
    found = parts(entries, _ORIGIN)
    remarks = dict.fromkeys((*left_out.remarks, *found.remarks))
    if (workout.number("breakDuration") or 0) > 0:
        remarks[PAUSES_LEFT_OUT] = None
    if any(one.name.startswith(_BY_NUMBER) for one in entries):
        remarks[_UNKNOWN] = None
    routine = ForeignRoutine(name=workout.line("title") or "Workout", items=found.items, origin=_ORIGIN)
    return Bundle(
        kind=FileKind.FEEEL,
        stretches=tuple(found.stretches.values()),
        routines=(routine,),
        remarks=tuple(remarks),
    )


_BY_NUMBER = "Feeel exercise"


def _entries(whole: Fields, workout: Fields, left_out: LeftOut) -> Iterator[Entry]:
    usual = workout.number("exerciseDuration")

    def one(fields: Fields) -> tuple[int, Entry]:
        seconds = fields.number("exerciseDuration")
        title, side = _known(fields.whole("exercise"))
        place = fields.whole("orderPosition") or 0
        return place, Entry(title, side, usual if seconds is None else seconds)

    found = whole.each_readable("workoutExercises", one, left_out)
    yield from (entry for _, entry in sorted(found, key=lambda placed: placed[0]))


def _known(number: int | None) -> tuple[str, Side | None]:
    if number is None:
        return _BY_NUMBER, None
    return EXERCISES.get(number, (f"{_BY_NUMBER} {number}", None))
