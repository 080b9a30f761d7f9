"""What a handout of a routine holds: its stretches with doses as they are played, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from stretchplayer.core.catalogue import Catalogue, Dose, Record, Stretch
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.place import Place
from stretchplayer.core.plan import dose_of
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.routine import HowOften, Routine, Sides
from stretchplayer.core.suitability import Suits

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")
_ASK = ("Ask a professional first", "Nobody in particular has to ask first")


class NothingToPrintError(NotFoundError):
    """Nothing of the routine is left."""


class HandoutEntry(Record, frozen=True, kw_only=True):
    """One stretch, how long and how often, on which sides, and what this person should mind."""

    stretch: Stretch
    dose: Dose
    sides: Sides
    ask_first: str = ""  # who should ask a professional before doing it
    care: str = ""


class Handout(Record, frozen=True, kw_only=True):
    """A routine for paper. Doses are the full ones: paper does not know how somebody is today."""

    name: str
    description: str
    place: Place
    how_often: HowOften | None
    entries: tuple[HandoutEntry, ...]
    left_out: tuple[str, ...]  # names of stretches, each once
    emergency_number: str
    made: date


def gather_handout(
    routine: Routine,
    catalogue: Catalogue,
    suits: Suits,
    *,
    set_aside: Collection[str] = (),
    emergency_number: str = "",
    made: date,
) -> Handout:
    """The handout of a routine whose open doses are filled in; raises `NothingToPrintError`.

    What is set aside, by id, or hidden because it does not suit, is left out as it is when it plays.
    """
    entries, left_out = [], []
    for item in routine.items:
        stretch = catalogue[item.stretch]
        verdict = suits.verdict(stretch, routine.place)
        if verdict.is_hidden or item.stretch in set_aside:
            left_out.append(stretch.short_name)
            continue
        ask_first, care = _split(stretch.caution_note or "")
        entries.append(
            HandoutEntry(
                stretch=stretch,
                dose=dose_of(item, stretch, PlanOptions(), routine.length),
                sides=item.sides,
                ask_first=ask_first,
                care=" ".join(filter(None, (verdict.advice, care))),
            )
        )
    if not entries:
        left = "Everything in it is left out" if left_out else "It has no stretches yet"
        raise NothingToPrintError(f"There is nothing of “{routine.name}” to print. {left}.")
    return Handout(
        name=routine.name,
        description=routine.description,
        place=routine.place,
        how_often=routine.how_often,
        entries=tuple(entries),
        left_out=tuple(dict.fromkeys(left_out)),
        emergency_number=emergency_number,
        made=made,
    )


def _split(note: str) -> tuple[str, str]:
    """The sentences of a note that say who should ask first, and those that say what to mind."""
    sentences = _SENTENCE_ENDS.split(note)
    ask = [sentence for sentence in sentences if sentence.startswith(_ASK)]
    return " ".join(ask), " ".join(sentence for sentence in sentences if sentence not in ask)
