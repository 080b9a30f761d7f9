"""Colours of the drawn person and of what is around it, for windows of every colour scheme."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.persons import PERSONS, Colours, Person

Rgb = tuple[float, float, float]
_OF_PERSON = tuple(field.name for field in fields(Colours))


@dataclass(frozen=True)
class Palette:
    """Hex colours by role, those of a person in `who`; `aura` is the strength of the glow behind them.

    With `outlined` there is no glow: dots go around where it would be, `glow_core` on `glow`.
    """

    who: Colours
    mat: str
    mat_edge: str
    shadow: str
    ink: str  # shade and contact lines
    glow: str
    glow_core: str
    arrow: str
    arrow_halo: str
    step_top: str
    step_front: str
    step_side: str
    wall: str
    wall_side: str
    skirting: str
    ruler: str
    ruler_side: str
    ruler_mark: str
    towel: str
    stick: str
    trace: str  # of where a movement began
    aura: float
    outlined: bool = False

    def rgb(self, role: str) -> Rgb:
        """A colour as red, green and blue, 0 to 255."""
        value = getattr(self.who if role in _OF_PERSON else self, role)
        return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


LIGHT = Palette(
    who=PERSONS[0].light,
    mat="#CFE0DD",
    mat_edge="#B0C9C5",
    shadow="#2E4A47",
    ink="#1D2333",
    glow="#FF7A14",
    glow_core="#FFC145",
    arrow="#0F4C5C",
    arrow_halo="#FFFFFF",
    step_top="#E2C9A6",
    step_front="#CFB08A",
    step_side="#B99974",
    wall="#E9E2D6",
    wall_side="#DED5C6",
    skirting="#CFC3B0",
    ruler="#F1DC9B",
    ruler_side="#D6BE78",
    ruler_mark="#5A4A24",
    towel="#B4506F",
    stick="#A87544",
    trace="#6F8E92",
    aura=0.55,
)
DARK = Palette(
    who=PERSONS[0].dark,
    mat="#2A3B42",
    mat_edge="#1E2B31",
    shadow="#000000",
    ink="#0B0E14",
    glow="#FF8A1E",
    glow_core="#FFD27A",
    arrow="#E6F3F1",
    arrow_halo="#15191F",
    step_top="#7A6750",
    step_front="#5F5040",
    step_side="#4C4033",
    wall="#222932",
    wall_side="#1D232B",
    skirting="#333D48",
    ruler="#B9A468",
    ruler_side="#8F7E4F",
    ruler_mark="#211B0E",
    towel="#CF6E8C",
    stick="#B98655",
    trace="#9FB7BC",
    aura=0.50,
)


def _outlined(colors: Palette) -> Palette:
    # White on black is seen on skin and clothes alike.
    return replace(
        colors,
        glow="#000000",
        glow_core="#FFFFFF",
        aura=0.0,
        outlined=True,
        skirting="#6B6355" if colors is LIGHT else "#93A1B0",
    )


_PALETTES = {
    ColourScheme.LIGHT: LIGHT,
    ColourScheme.DARK: DARK,
    ColourScheme.CONTRAST_LIGHT: _outlined(LIGHT),
    ColourScheme.CONTRAST_DARK: _outlined(DARK),
}
_IN_THE_DARK = (ColourScheme.DARK, ColourScheme.CONTRAST_DARK)
COLOUR_ROLES = (*(f.name for f in fields(Palette) if f.name not in ("who", "aura", "outlined")), *_OF_PERSON)


@lru_cache(maxsize=16)
def palette(scheme: ColourScheme, person: Person = PERSONS[0]) -> Palette:
    """The palette of a colour scheme, with the colours of a person."""
    return replace(_PALETTES[scheme], who=person.dark if scheme in _IN_THE_DARK else person.light)


def mix(a: Rgb, b: Rgb, share: float) -> Rgb:
    """`share` of the way from one colour to another."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)
