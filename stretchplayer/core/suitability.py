"""What suits somebody, by what they said of themselves: what is hidden, what is warned of, and why.

It hides or warns of what the user asks to hide, with the reason in a sentence, and never chooses from a
diagnosis. Where a stretch names a way of doing it all the same, that way is said and it stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import msgspec

from stretchplayer.core.catalogue import Catalogue, Direction, Posture, Stretch, StretchType
from stretchplayer.core.concerns import ABOUT, Concern, Effect, Sign
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import Routine
from stretchplayer.core.routine_edits import equivalents, swap

_LYING = frozenset({Posture.LYING_BACK, Posture.LYING_SIDE, Posture.LYING_FRONT})


@dataclass(frozen=True, slots=True)
class Finding:
    """What one concern has to say about a stretch."""

    concern: Concern
    effect: Effect
    in_short: str  # goes on from the name of the stretch
    reason: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a stretch, and why; the strongest findings come first."""

    effect: Effect = Effect.NONE
    findings: tuple[Finding, ...] = ()
    kept: bool = False  # it would be hidden, but the user shows it all the same

    @property
    def is_hidden(self) -> bool:
        """Whether it is not to be offered or played."""
        return self.effect is Effect.HIDE

    @property
    def reason(self) -> str:
        """The strongest reason in one sentence; none for what suits."""
        return self.findings[0].reason if self.findings else ""

    @property
    def in_short(self) -> str:
        """The strongest reason, as words that go on from its name."""
        return self.findings[0].in_short if self.findings else ""

    @property
    def advice(self) -> str:
        """How to do it all the same, and what to watch."""
        return " ".join(dict.fromkeys(found.advice for found in self.findings if found.advice))

    @property
    def words(self) -> str:
        """Every reason, and what is advised."""
        others = [
            f"It also {found.in_short}, and you said {ABOUT[found.concern].said}."
            for found in self.findings[1:]
        ]
        return " ".join(filter(None, (self.reason, *others, self.advice)))


SUITS = Verdict()


@dataclass(frozen=True, slots=True)
class Suits:
    """What somebody asked for."""

    hidden: frozenset[Concern] = frozenset()
    warned: frozenset[Concern] = frozenset()
    kept_anyway: frozenset[str] = frozenset()
    place: Place = Place.FLOOR  # where they stretch, unless a routine says otherwise

    @staticmethod
    def of_preferences(preferences: Preferences) -> Suits:
        """What is kept among the preferences."""
        return Suits(
            frozenset(preferences.hidden_concerns),
            frozenset(preferences.warned_concerns),
            frozenset(preferences.kept_anyway),
            preferences.place,
        )

    @property
    def any(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.hidden or self.warned)

    def effect(self, concern: Concern) -> Effect:
        """What was asked for about a concern."""
        if concern in self.hidden:
            return Effect.HIDE
        return Effect.WARN if concern in self.warned else Effect.NONE

    def verdict(self, stretch: Stretch, place: Place | None = None) -> Verdict:
        """What becomes of a stretch that is done there."""
        if not self.any:
            return SUITS
        findings = sorted(
            self._findings(stretch, place or self.place), key=lambda found: found.effect is not Effect.HIDE
        )
        if not findings:
            return SUITS
        effect = findings[0].effect
        if effect is Effect.HIDE and stretch.id in self.kept_anyway:
            return Verdict(Effect.WARN, tuple(findings), kept=True)
        return Verdict(effect, tuple(findings))

    def hides(self, stretch: Stretch, place: Place | None = None) -> bool:
        """Whether it is neither offered nor played."""
        return self.verdict(stretch, place).is_hidden

    def hidden_of(self, stretches: Iterable[Stretch], place: Place | None = None) -> frozenset[str]:
        """The ids of those that are hidden."""
        return frozenset(stretch.id for stretch in stretches if self.hides(stretch, place))

    def comes_first(self, stretch: Stretch) -> bool:
        """Whether it goes in a direction that suits everything that was said."""
        wanted = [ABOUT[concern].first for concern in (*self.hidden, *self.warned) if ABOUT[concern].first]
        return bool(wanted) and all(first.issuperset(stretch.directions) for first in wanted)

    def _findings(self, stretch: Stretch, place: Place) -> Iterator[Finding]:
        some_way_left = bool(self._directions_left(stretch))
        for concern in Concern:
            asked = self.effect(concern)
            sign = None if asked is Effect.NONE else _sign(concern, stretch, place)
            if sign is None:
                continue
            way = _way(concern, stretch, some_way_left=some_way_left)
            bears_it = bool(way) or not sign.worth_hiding
            yield Finding(
                concern,
                Effect.WARN if bears_it else asked,
                sign.words,
                f"{stretch.short_name} {sign.words}, and you said {ABOUT[concern].said}.",
                f"{way or sign.advice} {ABOUT[concern].ask}".strip(),
            )

    def _directions_left(self, stretch: Stretch) -> frozenset[Direction]:
        """The directions of it that nobody minds."""
        minded: set[Direction] = set()
        for concern in (*self.hidden, *self.warned):
            for sign in ABOUT[concern].signs:
                minded |= sign.directions
        return frozenset(stretch.directions) - minded


def _sign(concern: Concern, stretch: Stretch, place: Place) -> Sign | None:
    """What of the stretch the concern is about, if anything."""
    if concern is Concern.FLOOR and place is Place.BED and stretch.posture in _LYING:
        return None  # one need not get down for it
    return next((sign for sign in ABOUT[concern].signs if sign.is_of(stretch)), None)


def _way(concern: Concern, stretch: Stretch, *, some_way_left: bool) -> str:
    """How the stretch says it can be done all the same.

    Half of a move is a way only as long as there is a half that nobody minds.
    """
    signs = ABOUT[concern].signs
    if not some_way_left and any(sign.directions for sign in signs):
        return ""
    tags = {tag for sign in signs for tag in sign.cautions}
    return next((note.text for note in stretch.caution_notes if note.caution in tags), "")


def concerns_of(stretch: Stretch, place: Place = Place.FLOOR) -> tuple[Concern, ...]:
    """Everybody this stretch should be looked at twice by when it is done there."""
    return tuple(concern for concern in Concern if _sign(concern, stretch, place) is not None)


# ---- what is chosen ----------------------------------------------------------------------------


def with_effect(preferences: Preferences, concern: Concern, effect: Effect) -> Preferences:
    """The preferences after an answer about one concern."""
    hidden = set(preferences.hidden_concerns) - {concern}
    warned = set(preferences.warned_concerns) - {concern}
    if effect is Effect.HIDE:
        hidden.add(concern)
    elif effect is Effect.WARN:
        warned.add(concern)
    return msgspec.structs.replace(
        preferences,
        hidden_concerns=tuple(one for one in Concern if one in hidden),
        warned_concerns=tuple(one for one in Concern if one in warned),
    )


def keep_anyway(preferences: Preferences, stretch: str, *, keep: bool) -> Preferences:
    """The preferences in which a stretch is shown all the same, or is hidden again."""
    others = tuple(id_ for id_ in preferences.kept_anyway if id_ != stretch)
    return msgspec.structs.replace(preferences, kept_anyway=(*others, stretch) if keep else others)


def as_said(preferences: Preferences, by: Preferences) -> Preferences:
    """The preferences with what somebody said of themselves taken from `by`."""
    return msgspec.structs.replace(
        preferences,
        hidden_concerns=by.hidden_concerns,
        warned_concerns=by.warned_concerns,
        kept_anyway=by.kept_anyway,
    )


def nothing_said(preferences: Preferences) -> Preferences:
    """The preferences of somebody who said nothing of themselves."""
    return as_said(preferences, Preferences())


# ---- what would suit instead -------------------------------------------------------------------


def swap_for(
    stretch: Stretch,
    catalogue: Catalogue,
    suits: Suits,
    *,
    place: Place | None = None,
    but: Collection[str] = (),
) -> Stretch | None:
    """What could be done instead: what it names itself, or that one names, or what has the same aim.

    Never one that is hidden, and none of `but`: what is set aside, and what is in the routine already. What
    is warned of comes after what simply suits.
    """
    fitting = [
        other
        for other in _chain(stretch, catalogue)
        if other.id not in but and (place or suits.place).suits(other) and not suits.hides(other, place)
    ]
    plain = [other for other in fitting if suits.verdict(other, place).effect is Effect.NONE]
    return next(iter((*plain, *fitting)), None)


def _chain(stretch: Stretch, catalogue: Catalogue) -> Iterator[Stretch]:
    """What might do instead, the nearest first, each once."""
    seen = {stretch.id}
    link = stretch
    while link.swap is not None and link.swap.stretch in catalogue and link.swap.stretch not in seen:
        link = catalogue[link.swap.stretch]
        seen.add(link.id)
        if _is_offered(link):
            yield link
    for alike in equivalents(stretch, catalogue):
        if alike.stretch.id not in seen and _is_offered(alike.stretch):
            yield alike.stretch


def _is_offered(stretch: Stretch) -> bool:
    return stretch.type is not StretchType.TRANSFER  # getting down or up stands in for nothing


def unsuited(routine: Routine, catalogue: Catalogue, suits: Suits) -> tuple[Stretch, ...]:
    """The stretches of a routine that are hidden, each once."""
    found = {item.stretch: catalogue[item.stretch] for item in routine.items if item.stretch in catalogue}
    return tuple(stretch for stretch in found.values() if suits.hides(stretch, routine.place))


def swap_in(
    routine: Routine, stretch: Stretch, catalogue: Catalogue, suits: Suits, *, set_aside: Collection[str] = ()
) -> Stretch | None:
    """What could take its place in this routine, where everything comes once."""
    there = {item.stretch for item in routine.items}
    return swap_for(stretch, catalogue, suits, place=routine.place, but=there.union(set_aside))


def with_swap(routine: Routine, stretch: str, instead: str, catalogue: Catalogue) -> Routine:
    """The routine with one stretch in the place of another, wherever that is."""
    for index, item in enumerate(routine.items):
        if item.stretch == stretch:
            routine = swap(routine, index, instead, catalogue)
    return routine


def without(routine: Routine, stretch: str) -> Routine:
    """The routine without a stretch."""
    items = tuple(item for item in routine.items if item.stretch != stretch)
    return msgspec.structs.replace(routine, items=items)


def suited(
    routine: Routine, catalogue: Catalogue, suits: Suits, *, set_aside: Collection[str] = ()
) -> Routine:
    """The routine with something that suits in the place of what is hidden, where there is something."""
    for stretch in unsuited(routine, catalogue, suits):
        instead = swap_in(routine, stretch, catalogue, suits, set_aside=set_aside)
        if instead is not None:
            routine = with_swap(routine, stretch.id, instead.id, catalogue)
    return routine
