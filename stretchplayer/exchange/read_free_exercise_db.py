"""Reads free-exercise-db: one exercise, a list of them, or all of ``dist/exercises.json``.

Its texts are in the public domain. Where its pictures come from is not known, so they are never taken.
"""

from __future__ import annotations

from typing import Any

from stretchplayer.core.catalogue import Origin
from stretchplayer.exchange import guess, limits
from stretchplayer.exchange.fields import Fields, read_each
from stretchplayer.exchange.left_out import LeftOut
from stretchplayer.exchange.model import Bundle, FileKind, ForeignStretch
from stretchplayer.exchange.text import tidy_steps

_ORIGIN = Origin(licence="Unlicense (public domain)", source="free-exercise-db")
_NO_PICTURES = "The file names pictures whose origin is not known; they are not taken."


def is_exercise(value: Any) -> bool:
    """Whether this looks like one exercise of free-exercise-db."""
    return isinstance(value, dict) and {"name", "instructions", "primaryMuscles"} <= value.keys()


def read(values: list[Any], name: str) -> Bundle:
    """What a list of exercises brings."""
    stretches: dict[str, ForeignStretch] = {}
    budget = limits.Budget(name)
    pictures = False
    left_out = LeftOut()

    def one(fields: Fields) -> tuple[ForeignStretch, bool]:
        return _stretch(fields, budget), bool(fields.list("images", limits.LIST_ENTRIES))

    for stretch, pictured in read_each(values, "", name, one, left_out):
        stretches.setdefault(stretch.key, stretch)
        pictures = pictures or pictured
    left_out.check(bool(stretches))
    return Bundle(
        kind=FileKind.FREE_EXERCISE_DB,
        stretches=tuple(stretches.values()),
        remarks=(*left_out.remarks, *((_NO_PICTURES,) if pictures else ())),
    )


def _stretch(fields: Fields, budget: limits.Budget) -> ForeignStretch:
    name = fields.name()
    instructions = fields.texts("instructions")
    budget.spend(instructions)
    steps = tidy_steps(instructions)
    looked_at = guess.beginning(steps)
    muscles = [*fields.texts("primaryMuscles"), *fields.texts("secondaryMuscles")]
    hold_s, repetitions = guess.hold_s(looked_at), guess.repetitions(looked_at)
    return ForeignStretch(
        key=fields.line("id") or name,
        name=name,
        aliases=tuple(fields.texts("alternateNames", limits.ALIASES, limits.NAME_CHARS)),
        steps=steps,
        hold_s=hold_s,
        repetitions=repetitions,
        form=guess.form(hold_s, repetitions),
        sides=guess.sides(name, looked_at),
        posture=guess.posture(name, looked_at),
        muscles=", ".join(muscles),
        places=guess.places(muscles),
        origin=_ORIGIN,
        suits=fields.line("category") == "stretching",
    )
