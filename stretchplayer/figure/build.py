"""How somebody is built and dressed, as the radii of rings: skeleton and joints are the same for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from stretchplayer.figure.curves import Array, Index, monotone, smoothstep
from stretchplayer.figure.persons import PERSONS, Clothes, Person
from stretchplayer.figure.skin import Ring, build_skin

_USUAL_SKIN = build_skin(PERSONS[0].hair)
TUBES = _USUAL_SKIN.tubes  # name -> first ring, ring after the last
RINGS = len(_USUAL_SKIN.rings)
RING_S: Array = np.array([ring.s for ring in _USUAL_SKIN.rings])
HEM_FADE = 0.02  # cloth lies on the skin at its ends: no step where shirt and leggings or neck meet
LOOSE_FADE = 0.06  # loose cloth becomes so from the hip and from the shoulder on
SOFT_IN_FRONT = ("torso", "legR", "legL")
SHADES_SOFTLY = 1.3  # radians a shaded band is narrower at its ends


class Radii(NamedTuple):
    """Of every ring: to the front, to the back and to the sides."""

    front: Array
    back: Array
    side: Array


@dataclass(frozen=True, eq=False)
class Build:
    """Radii of every ring as drawn, and what else differs from person to person."""

    person: Person
    centre: Array  # (rings, 3) at rest
    front: Array
    back: Array
    side: Array
    loose: Array  # how far loose cloth is off the body, part of the three radii
    skin: Radii  # under loose cloth
    belly: Array  # what of the front is soft
    firm: Radii  # of what the body rests on: soft parts give way
    hair_y: Array  # height of each ring of hair, from the head joint
    hairline: Array  # angle from the face where hair begins, for each ring of hair
    cloth: Array  # thickness of what is worn, for each ring
    taper: Array  # how much narrower the shaded band of each ring is, for soft ends
    fillers: dict[str, float]  # factors of their radii


@lru_cache(maxsize=8)
def build_of(person: Person) -> Build:
    """The build of a person; kept, as all pictures of them use the same."""
    rings = build_skin(person.hair).rings
    skin, soft = _bare(person, rings)
    loose = _loose(person.clothes)
    line = person.hair.line
    hair_y = np.array([ring.s for ring in rings])[slice(*TUBES["hair"])]
    return Build(
        person=person,
        centre=np.array([ring.centre for ring in rings]),
        front=skin.front + loose,
        back=skin.back + loose,
        side=skin.side + loose,
        loose=loose,
        skin=skin,
        belly=soft,
        firm=skin._replace(front=skin.front - soft),
        hair_y=hair_y,
        hairline=np.radians(monotone([y for y, _ in line], [angle for _, angle in line], hair_y)),
        cloth=_cloth(person.clothes),
        taper=_taper(person.clothes),
        fillers=dict(person.fillers),
    )


def _bare(person: Person, rings: Sequence[Ring]) -> tuple[Radii, Array]:
    """Radii of the body without clothes, and what of the front ones is soft."""
    radii = Radii(*(np.array([getattr(ring, name) for ring in rings]) for name in Radii._fields))
    soft = np.zeros(RINGS)  # bellies and thighs flatten on what they lie on
    for tube, (first, last) in TUBES.items():
        knots = person.widths.get(tube.rstrip("RL"))
        if knots is None:
            continue
        places, *columns = zip(*knots, strict=True)
        s = np.clip(RING_S[first:last], places[0], places[-1])
        factors = Radii(*(monotone(places, column, s) for column in columns))
        if tube in SOFT_IN_FRONT:
            soft[first:last] = np.maximum(factors.front - 1, 0) * radii.front[first:last]
        for radius, factor in zip(radii, factors, strict=True):
            radius[first:last] *= factor
    return radii, soft


def span(tube: str, low: float | None = None, high: float | None = None) -> tuple[int, int]:
    """Ring range of a tube, or of the part of it between two values of s."""
    first, last = TUBES[tube]
    s = RING_S[first:last]
    begin = first if low is None else first + int(np.searchsorted(s, low))
    end = last if high is None else first + int(np.searchsorted(s, high, side="right"))
    return begin, end


def _loose(clothes: Clothes) -> Array:
    """How far trouser legs and sleeves hang off the body: more and more towards their ends."""
    loose = np.zeros(RINGS)
    for tube, end, off in (
        ("leg", clothes.cuff, clothes.wide_legs),
        ("arm", clothes.sleeve, clothes.wide_sleeves),
    ):
        for s in "RL":
            first, last = span(tube + s, None, end)
            at = RING_S[first:last]
            # Less on the thigh, which fills it, and all of it from the middle of the way on.
            loose[first:last] = off * smoothstep((at - at[0]) / max(LOOSE_FADE, (end - at[0]) * 0.75))
    return loose


def _cloth(clothes: Clothes) -> Array:
    thick = np.zeros(RINGS)
    for s in "RL":
        first, last = span(f"leg{s}", None, clothes.cuff)
        thick[first:last] = clothes.leg_thick
    first, last = span("torso", clothes.hem, clothes.neckline)
    at = RING_S[first:last]
    thick[first:last] = clothes.shirt_thick * smoothstep(np.minimum(at - at[0], at[-1] - at) / HEM_FADE)
    return thick


def _taper(clothes: Clothes) -> Array:
    taper = np.zeros(RINGS)

    def fade(piece: tuple[int, int], begin: float, end: float, off: float = 0.0) -> None:
        index: Index = np.arange(*piece)
        s = RING_S[index]
        narrower = np.full(len(index), off)
        if begin:
            narrower = narrower + SHADES_SOFTLY * (1 - smoothstep((s - s[0]) / begin))
        if end:
            narrower = narrower + SHADES_SOFTLY * (1 - smoothstep((s[-1] - s) / end))
        taper[index] = narrower

    fade(span("torso", None, clothes.hem + 0.012), 0.05, 0.05)
    fade(span("torso", clothes.hem, 0.30), 0, 0.12)
    fade(span("neck"), 0.05, 0)
    fade(span("head"), 0, 0, 0.15)
    for s in "RL":
        fade(span(f"leg{s}", 0.02), 0.09, 0.02)
        fade(span(f"foot{s}"), 0.03, 0.05)
        fade(span(f"arm{s}", 0.06), 0, 0.04)
    return taper
