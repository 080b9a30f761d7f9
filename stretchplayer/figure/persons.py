"""Who is drawn: the people one can choose between, how they are built, and what they wear.

A new one needs an entry here and no other code. Bones and joints are everybody's, so that all poses
fit; `widths` and `fillers` are factors on the radii of the usual body.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from stretchplayer.figure.hairstyles import TIED_UP, Hair

#: Factors of the front, back and lateral radius at some places along a tube.
Widths = tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Colours:
    """Hex colours of a person and of what they wear; `far` is on the side away from the eye."""

    skin: str
    skin_far: str
    shirt: str
    shirt_far: str
    leggings: str
    leggings_far: str
    hair: str
    line: str
    lip: str


@dataclass(frozen=True, slots=True)
class Clothes:
    """Where clothes end, as s of their tubes, and how thick and wide they are, in body heights."""

    hem: float = 0.052
    neckline: float = 0.318
    scoop: float = 0.043  # half the width of the neckline
    sleeve: float = 0.088
    cuff: float = 0.462
    shirt_thick: float = 0.003
    sleeve_thick: float = 0.0035
    leg_thick: float = 0.001
    wide_legs: float = 0.0  # how far they hang off the leg at the cuff
    wide_sleeves: float = 0.0


@dataclass(frozen=True)
class Person:
    """Somebody who can be drawn."""

    id: str
    name: str
    looks: str  # in a few words, for those who cannot see the picture
    light: Colours
    dark: Colours
    hair: Hair = TIED_UP
    clothes: Clothes = Clothes()
    widths: Mapping[str, Widths] = field(default_factory=lambda: MappingProxyType({}))
    fillers: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __hash__(self) -> int:
        return hash(self.id)


MIRA = Person(
    id="mira",
    name="Mira",
    looks="Dark hair in a bun, teal T-shirt, navy leggings",
    light=Colours(
        skin="#D19A76",
        skin_far="#B07B5B",
        shirt="#5FA5A0",
        shirt_far="#447D7B",
        leggings="#33497A",
        leggings_far="#24365F",
        hair="#3B2B2A",
        line="#3B2B2A",
        lip="#A8604A",
    ),
    dark=Colours(
        skin="#C68E6B",
        skin_far="#966A4E",
        shirt="#62ABA5",
        shirt_far="#3F7A76",
        leggings="#5B7FC0",
        leggings_far="#405C94",
        hair="#5A4038",
        line="#2A1C19",
        lip="#94513E",
    ),
)
PERSONS = (MIRA,)  # the first is drawn when nobody is chosen
_BY_ID = {person.id: person for person in PERSONS}


def person_of(id_: str) -> Person:
    """The person with this id, or the first one when there is none: settings can come from elsewhere."""
    return _BY_ID.get(id_, PERSONS[0])
