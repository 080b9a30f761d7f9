"""A routine for the minutes somebody has, and for what they would like to move; it says why.

Lengths come from the very plan that is played, so the promise of the minutes is kept to the second.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from stretchplayer.core.catalogue import Catalogue, Direction, Form, Stretch, StretchType
from stretchplayer.core.plan import PlanOptions, dose_of, total_ms
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import LIMITS, Routine, RoutineItem
from stretchplayer.core.routine_advice import FEW_STRETCHES, kinder_order, sorted_by_level

FEWEST_MINUTES, MOST_MINUTES = 2, 30
WARM_UP_FROM_MS = 6 * 60_000  # shorter ones begin gently instead
SHORT_WARM_UP_S = 60.0
FEWEST_REPETITIONS = 1
#: Static stretches and small control moves together: the latter have the better evidence (Owen 2020).
_CONTROL = (StretchType.CONTROL, StretchType.MOBILITY)


@dataclass(frozen=True, slots=True)
class Aim:
    """Something people want of a routine, in their words, and how a stretch serves it."""

    key: str
    words: str
    muscles: frozenset[str] = frozenset()
    directions: frozenset[Direction] = frozenset()
    types: frozenset[StretchType] = frozenset()

    def served_by(self, stretch: Stretch) -> bool:
        """Whether this stretch is for it."""
        return (
            not self.muscles.isdisjoint(stretch.muscles)
            or not self.directions.isdisjoint(stretch.directions)
            or stretch.type in self.types
        )


AIMS = (
    Aim("lower-back", "Lower back", muscles=frozenset({"lumbar"})),
    Aim("hips", "Hips and buttocks", muscles=frozenset({"glute", "piriformis", "hipflexor"})),
    Aim("legs", "Back of the legs", muscles=frozenset({"hamstring", "calf"})),
    Aim("belly", "Belly and support", muscles=frozenset({"abdomen"})),
    Aim("turning", "Turning", directions=frozenset({Direction.ROTATION})),
    Aim("whole-spine", "The whole spine", muscles=frozenset({"thoracic", "side", "lat"})),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is in it, or why it is not otherwise; `stretch` is an id, None for the whole."""

    stretch: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Composition:
    """A routine without an id, the reasons, and its length."""

    routine: Routine
    reasons: tuple[Reason, ...]
    total_ms: int


class _Bench:
    """Everything the choice is made with."""

    def __init__(
        self,
        minutes: int,
        aims: Sequence[Aim],
        catalogue: Catalogue,
        preferences: Preferences,
        options: PlanOptions,
        avoid: Collection[str],
    ) -> None:
        self.room_ms = minutes * 60_000
        self.aims = aims
        self.catalogue = catalogue
        self.preferences = preferences
        self.options = options
        out = options.left_out.union(avoid)
        self.stretches = [
            stretch
            for stretch in catalogue
            if stretch.id not in out and stretch.type not in (StretchType.WARM_UP, StretchType.REST)
        ]

    def usual_repetitions(self, stretch: Stretch) -> int:
        """As many as are played when an item leaves them open; half a dose is taken of that later."""
        whole = replace(self.options, half_dose=False)
        return dose_of(RoutineItem(stretch=stretch.id), stretch, whole).repetitions

    def length_ms(self, items: Iterable[RoutineItem]) -> int:
        """What it would take, played in the order of its levels."""
        routine = sorted_by_level(_routine(0, self.aims, items), self.catalogue)
        return total_ms(routine, self.catalogue, self.preferences, self.options)

    def fits(self, items: Iterable[RoutineItem]) -> bool:
        return self.length_ms(items) <= self.room_ms


def compose(
    minutes: int,
    aims: Sequence[Aim],
    catalogue: Catalogue,
    preferences: Preferences,
    options: PlanOptions,
    *,
    morning: bool = False,
    avoid: Collection[str] = (),
) -> Composition | None:
    """A routine of at most `minutes` for these aims; no aims mean a bit of everything.

    Stretches that are set aside, and those in `avoid`, are not taken. None when there is not one stretch
    that fits. The routine has no id yet. The same wishes give the same routine.
    """
    bench = _Bench(minutes, aims or AIMS[:1], catalogue, preferences, options, avoid)
    chosen = _choose(bench)
    if not chosen:
        return None
    items = _fill_up(bench, [_shortest(bench, stretch) for stretch in chosen])
    warm_up = _warm_up(bench, items)
    order = kinder_order if morning else sorted_by_level
    routine = order(_routine(minutes, bench.aims, [*warm_up, *items]), catalogue)
    return Composition(
        routine=routine,
        reasons=tuple(_reasons(bench, routine, morning=morning, asked=aims)),
        total_ms=total_ms(routine, catalogue, preferences, options),
    )


def _choose(bench: _Bench) -> list[Stretch]:
    """Stretches that fit together at their shortest: each aim in turn, a control move among them."""
    chosen: list[Stretch] = []

    def room_for(stretch: Stretch) -> bool:
        return stretch not in chosen and bench.fits(_shortest(bench, s) for s in (*chosen, stretch))

    for turn in range(FEW_STRETCHES):
        for aim in bench.aims:
            if len(chosen) >= FEW_STRETCHES:
                return chosen
            fitting = [s for s in bench.stretches if aim.served_by(s) and room_for(s)]
            if fitting:
                chosen.append(max(fitting, key=lambda s: _worth(bench, chosen, s)))
        if turn == 0 and len(chosen) < FEW_STRETCHES and all(s.type not in _CONTROL for s in chosen):
            control = [s for s in bench.stretches if s.type in _CONTROL and room_for(s)]
            chosen += [max(control, key=lambda s: _worth(bench, chosen, s))] if control else []
    return chosen


def _worth(bench: _Bench, chosen: Sequence[Stretch], stretch: Stretch) -> tuple[float, ...]:
    """What speaks for a stretch next: more aims, another kind, another place, the level one is on."""
    places = {muscle for one in chosen for muscle in one.muscles}
    kinds = {one.type for one in chosen}
    levels = {one.posture.on_floor for one in chosen}
    return (
        sum(aim.served_by(stretch) for aim in bench.aims),
        stretch.type not in kinds,
        len(set(stretch.muscles) - places),
        stretch.posture.on_floor in levels or not levels,
        -bench.stretches.index(stretch),
    )


def _shortest(bench: _Bench, stretch: Stretch) -> RoutineItem:
    """The least that is still worth doing: the usual hold, once; the fewest rounds of a flow."""
    low = LIMITS[stretch.form].repetitions[0]
    few = {Form.FLOW: max(low, 5), Form.DRILL: max(low, 5)}.get(stretch.form, FEWEST_REPETITIONS)
    usual = bench.usual_repetitions(stretch)
    return RoutineItem(stretch=stretch.id, repetitions=min(few, usual))


def _fill_up(bench: _Bench, items: list[RoutineItem]) -> list[RoutineItem]:
    """More repetitions of each in turn, up to the usual ones, while there is room."""
    grown = True
    while grown:
        grown = False
        for place, item in enumerate(items):
            stretch = bench.catalogue[item.stretch]
            usual = bench.usual_repetitions(stretch)
            now = item.repetitions or usual
            if now >= usual:
                continue
            more = msgspec.structs.replace(item, repetitions=now + 1)
            longer = [*items[:place], more, *items[place + 1 :]]
            if bench.fits(longer):
                items, grown = longer, True
    return [_as_usual(bench, item) for item in items]


def _as_usual(bench: _Bench, item: RoutineItem) -> RoutineItem:
    """Leaves open what is as usual, so that it follows the user's usual dose later."""
    stretch = bench.catalogue[item.stretch]
    usual = bench.usual_repetitions(stretch)
    return msgspec.structs.replace(item, repetitions=None) if item.repetitions == usual else item


def _warm_up(bench: _Bench, items: Sequence[RoutineItem]) -> list[RoutineItem]:
    """A march where there is time for it: its usual length, else a minute."""
    march = next((s for s in bench.catalogue if s.type is StretchType.WARM_UP), None)
    if march is None or march.id in bench.options.left_out or bench.room_ms < WARM_UP_FROM_MS:
        return []
    for length_s in (None, SHORT_WARM_UP_S):
        item = RoutineItem(stretch=march.id, hold_s=length_s)
        if bench.fits([item, *items]):
            return [item]
    return []


def _routine(minutes: int, aims: Sequence[Aim], items: Iterable[RoutineItem]) -> Routine:
    words = ", ".join(aim.words.lower() for aim in aims)
    return Routine(
        id="",
        name=f"{minutes} minutes: {words}",
        description="Made for the time you had.",
        items=tuple(items),
    )


def _reasons(bench: _Bench, routine: Routine, *, morning: bool, asked: Sequence[Aim]) -> Iterable[Reason]:
    for item in routine.items:
        stretch = bench.catalogue[item.stretch]
        if stretch.type is StretchType.WARM_UP:
            yield Reason(stretch.id, "Muscles like to be warm before they are stretched.")
            continue
        served = [aim.words.lower() for aim in bench.aims if aim.served_by(stretch)]
        for_what = f"For {_listed(served)}" if served else "A small control move beside the stretches"
        less = ", fewer times than usual so that it fits" if item.repetitions is not None else ""
        yield Reason(stretch.id, f"{for_what}{less}.")
    taken = [bench.catalogue[item.stretch] for item in routine.items]
    worked = [stretch for stretch in taken if stretch.type is not StretchType.WARM_UP]
    missing = [aim for aim in asked if not any(aim.served_by(stretch) for stretch in worked)]
    if missing:
        words = _listed([aim.words.lower() for aim in missing])
        yield Reason(None, f"Nothing for {words} fits into this time, or your library has nothing for it.")
    if morning:
        yield Reason(None, "It is early in your day, so what bends forward comes last on each level.")
    if any(s.posture.on_floor for s in taken) and not all(s.posture.on_floor for s in taken):
        yield Reason(None, "Standing comes first, so you go down to the floor once.")


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
