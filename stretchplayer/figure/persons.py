"""Who is drawn: the people one can choose between, how they are built, and what they wear.

A new one needs an entry here and no other code. Bones and joints are everybody's, so that all poses
fit; `widths` and `fillers` are factors on the radii of the usual body.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from stretchplayer.figure.hairstyles import CROPPED, ROUND, TIED_UP, Hair

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


@dataclass(frozen=True, eq=False)
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
WALTER = Person(
    id="walter",
    name="Walter",
    looks="Short grey hair, blue long-sleeved top, grey trousers",
    light=Colours(
        skin="#E8BE9C",
        skin_far="#C89A78",
        shirt="#5E86B4",
        shirt_far="#45678F",
        leggings="#524D4B",
        leggings_far="#3C3836",
        hair="#A9A6A3",
        line="#4A3A34",
        lip="#B4705C",
    ),
    dark=Colours(
        skin="#DDB08C",
        skin_far="#A9805F",
        shirt="#5F88B8",
        shirt_far="#46688F",
        leggings="#6E7480",
        leggings_far="#575C67",
        hair="#B5B2AF",
        line="#33241F",
        lip="#A5614E",
    ),
    hair=CROPPED,
    clothes=Clothes(sleeve=0.316, cuff=0.468, scoop=0.036, wide_legs=0.008, wide_sleeves=0.002),
    widths=MappingProxyType(
        {
            "torso": (
                (-0.062, 1.0, 1.0, 1.04),
                (-0.020, 1.02, 1.0, 1.04),
                (0.020, 1.06, 1.0, 1.05),
                (0.050, 1.20, 1.0, 1.12),
                (0.080, 1.47, 1.0, 1.20),
                (0.112, 1.64, 1.0, 1.25),
                (0.142, 1.57, 1.0, 1.20),
                (0.180, 1.29, 1.0, 1.10),
                (0.215, 1.13, 1.0, 1.05),
                (0.245, 1.06, 1.0, 1.03),
                (0.290, 1.02, 1.0, 1.0),
                (0.328, 1.0, 1.0, 1.0),
            ),
            "neck": ((0.29, 1.04, 1.0, 1.06), (0.335, 1.08, 1.02, 1.14), (0.378, 1.0, 1.0, 1.06)),
            "head": ((-0.05, 1.0, 1.0, 1.12), (-0.02, 1.0, 1.0, 1.06), (0.03, 1.0, 1.0, 1.02)),
            "leg": (
                (0.0, 1.05, 1.0, 1.05),
                (0.12, 1.06, 1.0, 1.06),
                (0.245, 1.0, 1.0, 1.04),
                (0.5, 1.0, 1.0, 1.0),
            ),
            "arm": (
                (0.0, 1.08, 1.05, 1.06),
                (0.1, 1.12, 1.06, 1.1),
                (0.182, 1.06, 1.0, 1.06),
                (0.33, 1.06, 1.04, 1.06),
            ),
        }
    ),
    fillers=MappingProxyType({"lat": 1.06, "delt": 1.05, "shoulder": 1.06}),
)
IMANI = Person(
    id="imani",
    name="Imani",
    looks="Short black hair, violet T-shirt, green shorts to the knee",
    light=Colours(
        skin="#7A4A30",
        skin_far="#5C3622",
        shirt="#7763B2",
        shirt_far="#5B4B8E",
        leggings="#24605A",
        leggings_far="#194843",
        hair="#221B1D",
        line="#1C1211",
        lip="#4A1F18",
    ),
    dark=Colours(
        skin="#8D5A3C",
        skin_far="#653F29",
        shirt="#8471BF",
        shirt_far="#625294",
        leggings="#3C8A80",
        leggings_far="#2B665E",
        hair="#4B3D3B",
        line="#1A100D",
        lip="#57261E",
    ),
    hair=ROUND,
    clothes=Clothes(
        sleeve=0.1, cuff=0.205, scoop=0.043, sleeve_thick=0.0045, wide_legs=0.009, wide_sleeves=0.004
    ),
    widths=MappingProxyType(
        {
            "torso": (
                (-0.062, 1.0, 1.0, 1.03),
                (0.000, 1.0, 1.0, 1.03),
                (0.050, 1.0, 1.0, 1.0),
                (0.110, 1.01, 1.0, 1.0),
                (0.180, 1.10, 1.0, 1.02),
                (0.220, 1.14, 1.0, 1.02),
                (0.260, 1.05, 1.0, 1.0),
                (0.328, 1.0, 1.0, 1.0),
            ),
            "leg": (
                (0.0, 1.10, 1.03, 1.05),
                (0.12, 1.12, 1.04, 1.14),
                (0.245, 1.02, 1.0, 1.04),
                (0.335, 1.04, 1.0, 1.05),
                (0.45, 1.0, 1.0, 1.0),
            ),
            "arm": (
                (0.0, 1.0, 1.0, 1.0),
                (0.1, 1.08, 1.05, 1.08),
                (0.182, 1.02, 1.0, 1.02),
                (0.336, 1.0, 1.0, 1.0),
            ),
        }
    ),
    fillers=MappingProxyType({"glute": 1.03}),
)
PERSONS = (MIRA, WALTER, IMANI)  # the first is drawn when nobody is chosen
_BY_ID = {person.id: person for person in PERSONS}


def person_of(id_: str) -> Person:
    """The person with this id, or the first one when there is none: settings can come from elsewhere."""
    return _BY_ID.get(id_, PERSONS[0])
