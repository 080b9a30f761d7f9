"""Who is drawn: the people one can choose between."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be drawn, by a short id and a first name."""

    id: str
    name: str


MIRA = Person("mira", "Mira")
PERSONS = (MIRA,)  # the first is drawn when nobody is chosen
_BY_ID = {person.id: person for person in PERSONS}


def person_of(id_: str) -> Person:
    """The person with this id, or the first one when there is none: settings can come from elsewhere."""
    return _BY_ID.get(id_, PERSONS[0])
