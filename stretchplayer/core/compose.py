"""A routine for the minutes somebody has, and for what they would like to move; it says why.

Lengths come from the very plan that is played, so the promise of the minutes is kept to the second. The
minutes are given away in this order: a short warm-up, one stretch for each aim, more for the aims, the usual
number of each, something beside the aims, a few more of each, a longer warm-up, slow breathing at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from stretchplayer.core.catalogue import Catalogue, Direction, Dose, Form, Posture, Stretch, StretchType
from stretchplayer.core.place import Place
from stretchplayer.core.plan import dose_of, total_ms
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import LIMITS, Routine, RoutineItem, fill
from stretchplayer.core.routine_advice import FEW_STRETCHES, kinder_order, sorted_by_level
from stretchplayer.core.suitability import Suits

FEWEST_MINUTES, MOST_MINUTES = 2, 30
WARM_UP_FROM_MS = 6 * 60_000  # shorter ones begin gently instead
SHORT_WARM_UP_S, LONG_WARM_UP_S = 60.0, 300.0
LONG_BREATHING_S = 180.0
LENGTHEN_BY_S = 30.0
COMPANY_FROM_MS = 90_000  # of time left: something beside the aims
PLENTY_MS = 60_000  # of time left that is worth a word
#: The fewest that are worth doing: a hold once, a few rounds.
FEWEST: Mapping[Form, int] = {Form.HOLD: 1, Form.DRILL: 5, Form.FLOW: 5, Form.TIMED: 1}
#: Where there is time: two to four repetitions of a hold (ACSM), 10 to 15 rounds of a flow (HEP1).
FULLER: Mapping[Form, int] = {Form.HOLD: 4, Form.DRILL: 10, Form.FLOW: 15, Form.TIMED: 1}
#: Static stretches and small control moves together: the latter have the better evidence (Owen 2020).
_CONTROL = (StretchType.CONTROL, StretchType.MOBILITY)
_BESIDE = (StretchType.WARM_UP, StretchType.REST, StretchType.TRANSFER)


@dataclass(frozen=True, slots=True)
class Aim:
    """Something people want of a routine, in their words, and how a stretch serves it."""

    key: str
    words: str
    inner: str  # the words within a sentence
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
    Aim("lower-back", "Lower back", "the lower back", muscles=frozenset({"lumbar"})),
    Aim(
        "hips",
        "Hips and buttocks",
        "hips and buttocks",
        muscles=frozenset({"glute", "piriformis", "hipflexor"}),
    ),
    Aim("legs", "Back of the legs", "the back of the legs", muscles=frozenset({"hamstring", "calf"})),
    Aim("belly", "Belly and support", "belly and support", muscles=frozenset({"abdomen"})),
    Aim("turning", "Turning", "turning", directions=frozenset({Direction.ROTATION})),
    Aim("whole-spine", "The whole spine", "the whole spine", muscles=frozenset({"thoracic", "side", "lat"})),
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


def compose(
    minutes: int,
    aims: Sequence[Aim],
    catalogue: Catalogue,
    preferences: Preferences,
    options: PlanOptions,
    *,
    morning: bool = False,
    avoid: Collection[str] = (),
    usual: Mapping[str, Dose] | None = None,
    most: int = FEW_STRETCHES,
) -> Composition | None:
    """A routine of at most `minutes` for these aims; no aims mean a bit of everything.

    Stretches that are set aside, those in `avoid` and those that do not suit the user are not taken, and not
    more than `most`. `usual` is what the user usually does of a stretch, by its id. None when there is not
    one stretch that fits: then `why_nothing` has the words. The routine has no id yet. The same wishes give
    the same routine.
    """
    bench = _Bench(minutes, aims, catalogue, preferences, options, avoid, usual or {}, most, morning=morning)
    items = _filled(bench)
    if not items:
        return None
    routine = bench.arranged(items)
    return Composition(routine, tuple(_reasons(bench, routine)), bench.length_ms(items))


def why_nothing(
    aims: Sequence[Aim],
    catalogue: Catalogue,
    preferences: Preferences,
    options: PlanOptions,
    *,
    avoid: Collection[str] = (),
    usual: Mapping[str, Dose] | None = None,
) -> str:
    """One sentence for when `compose` found nothing: how long the shortest takes, or that there is none."""
    bench = _Bench(MOST_MINUTES, aims, catalogue, preferences, options, avoid, usual or {}, 1, morning=False)
    lengths = [bench.length_ms([bench.shortest(stretch)]) for stretch in bench.serving()]
    if not lengths:
        return "Your library has no stretch for this, or those it has are set aside or hidden for now."
    minutes = -(-min(lengths) // 60_000)
    unit = "minute" if minutes == 1 else "minutes"
    return f"Even the shortest takes {minutes} {unit}, changes and ratings included."


class _Bench:
    """Everything the choice is made with."""

    def __init__(
        self,
        minutes: int,
        asked: Sequence[Aim],
        catalogue: Catalogue,
        preferences: Preferences,
        options: PlanOptions,
        avoid: Collection[str],
        usual: Mapping[str, Dose],
        most: int,
        *,
        morning: bool,
    ) -> None:
        self.minutes = minutes
        self.room_ms = minutes * 60_000
        self.asked = tuple(asked)
        self.aims = self.asked or AIMS
        self.catalogue = catalogue
        self.preferences = preferences
        self.options = options
        self.usual = usual
        # Two in four minutes, four in eight (`SOURCES.md`, Dose); every aim has its chance.
        self.most = min(most, max((minutes + 1) // 2, len(self.asked)))
        self.morning = morning
        self.suits = Suits.of_preferences(preferences)
        out = options.left_out.union(avoid, self.suits.hidden_of(catalogue))
        self.place = preferences.place
        known = [s for s in catalogue if s.id not in out and self.place.suits(s)]
        if self.place is not Place.CHAIR and not any(
            s.posture.on_floor and self.suits.hides(s) for s in catalogue
        ):
            known = _off_the_chair(known, catalogue)
        self.stretches = [stretch for stretch in known if stretch.type not in _BESIDE]
        standing = [s for s in known if s.type is StretchType.WARM_UP and not s.posture.on_floor]
        self.warm_up = standing[0] if standing else None
        resting = [s for s in known if s.type is StretchType.REST]
        self.rest = resting[0] if resting else None

    @property
    def gentle(self) -> bool:
        """Whether this is a time for less than usual."""
        return self.options.short_holds or self.options.half_dose

    def serving(self) -> list[Stretch]:
        """Everything for one of the aims."""
        return [s for s in self.stretches if any(aim.served_by(s) for aim in self.aims)]

    def usual_repetitions(self, stretch: Stretch) -> int:
        """As many as are played when an item leaves them open; half a dose is taken of that later."""
        whole = replace(self.options, half_dose=False)
        (item,) = fill(_routine("", [RoutineItem(stretch=stretch.id)]), self.usual).items
        return dose_of(item, stretch, whole).repetitions

    def fuller_repetitions(self, stretch: Stretch) -> int:
        """As many as make sense where there is time."""
        usual = self.usual_repetitions(stretch)
        return usual if self.gentle else max(usual, FULLER[stretch.form])

    def shortest(self, stretch: Stretch) -> RoutineItem:
        """The least of it that is still worth doing."""
        few = max(FEWEST[stretch.form], LIMITS[stretch.form].repetitions[0])
        return RoutineItem(stretch=stretch.id, repetitions=min(few, self.usual_repetitions(stretch)))

    def arranged(self, items: Iterable[RoutineItem]) -> Routine:
        """The routine in the order it is played."""
        # What moves comes before what is held, on each level.
        moving = sorted(items, key=lambda i: self.catalogue[i.stretch].type is not StretchType.MOBILITY)
        order = kinder_order if self.morning else sorted_by_level
        routine = _routine(self._name(), map(self._opened, moving), self.place)
        return order(routine, self.catalogue)

    def length_ms(self, items: Iterable[RoutineItem]) -> int:
        """What it takes when played."""
        routine = fill(self.arranged(items), self.usual)
        return total_ms(routine, self.catalogue, self.preferences, self.options)

    def fits(self, items: Iterable[RoutineItem]) -> bool:
        return self.length_ms(items) <= self.room_ms

    def _opened(self, item: RoutineItem) -> RoutineItem:
        """The item with its dose left open where it is as usual, so that it follows later changes."""
        stretch = self.catalogue[item.stretch]
        if item.repetitions == self.usual_repetitions(stretch):
            return msgspec.structs.replace(item, repetitions=None)
        return item

    def _name(self) -> str:
        many = not self.asked or len(self.asked) == len(AIMS)
        words = "a bit of everything" if many else ", ".join(aim.words.lower() for aim in self.asked)
        return f"{self.minutes} minutes: {words}"


def _off_the_chair(known: list[Stretch], catalogue: Catalogue) -> list[Stretch]:
    """Without the library's stretches on a chair, which stand in for the floor, where the floor will do."""
    if not any(s.posture.on_floor for s in known):
        return known
    return [s for s in known if s.posture is not Posture.SITTING or catalogue.is_own(s.id)]


def _filled(bench: _Bench) -> list[RoutineItem]:
    """The items that use the minutes best; none when nothing fits."""
    items = _begun(bench)
    if not items:
        return []
    items = _grown(bench, items, bench.usual_repetitions)
    if bench.warm_up is not None:
        items = _lengthened(bench, items, bench.warm_up, bench.warm_up.dose.hold_s)
    for stretch in _company(bench, items):
        more = [*items, bench.shortest(stretch)]
        if bench.room_ms - bench.length_ms(items) >= COMPANY_FROM_MS and bench.fits(more):
            items = _grown(bench, more, bench.usual_repetitions)
    items = _grown(bench, items, bench.fuller_repetitions)
    if bench.warm_up is not None:
        items = _lengthened(bench, items, bench.warm_up, LONG_WARM_UP_S)
    return _rested(bench, items)


def _begun(bench: _Bench) -> list[RoutineItem]:
    """A short warm-up where there is time for one, and each stretch for the aims at its shortest."""
    if bench.warm_up is not None and bench.room_ms >= WARM_UP_FROM_MS:
        warm_up = RoutineItem(stretch=bench.warm_up.id, hold_s=SHORT_WARM_UP_S)
        chosen = _choose(bench, [warm_up])
        if chosen:
            return [warm_up, *map(bench.shortest, chosen)]
    return [bench.shortest(stretch) for stretch in _choose(bench, [])]


def _choose(bench: _Bench, first: Sequence[RoutineItem]) -> list[Stretch]:
    """Stretches that fit together at their shortest: each aim in turn, stretches and control moves mixed."""
    chosen: list[Stretch] = []

    def best(wanted: Callable[[Stretch], bool]) -> list[Stretch]:
        """The best one that is wanted and fits, if any."""
        if len(chosen) >= bench.most:
            return []
        short = [bench.shortest(one) for one in chosen]
        fitting = [
            s
            for s in bench.stretches
            if s not in chosen and wanted(s) and bench.fits([*first, *short, bench.shortest(s)])
        ]
        return [max(fitting, key=lambda s: _worth(bench, chosen, s))] if fitting else []

    for turn in range(bench.most):
        for aim in bench.aims:
            if turn or not any(map(aim.served_by, chosen)):  # some serve more than one
                chosen += _for_the_mix(bench, chosen, best) or best(aim.served_by)
        if turn == 0 and chosen and all(s.type not in _CONTROL for s in chosen):
            chosen += best(lambda s: s.type in _CONTROL)
    return chosen


def _for_the_mix(
    bench: _Bench, chosen: Sequence[Stretch], best: Callable[[Callable[[Stretch], bool]], list[Stretch]]
) -> list[Stretch]:
    """What goes into the last place when nothing yet is held in a stretch, and something for an aim is."""
    if len(chosen) != bench.most - 1 or any(s.type is StretchType.STRETCH for s in chosen):
        return []
    aims = _unserved(bench, chosen) or bench.aims
    return best(lambda s: s.type is StretchType.STRETCH and any(aim.served_by(s) for aim in aims))


def _unserved(bench: _Bench, chosen: Sequence[Stretch]) -> list[Aim]:
    return [aim for aim in bench.aims if not any(map(aim.served_by, chosen))]


def _worth(bench: _Bench, chosen: Sequence[Stretch], stretch: Stretch) -> tuple[float, ...]:
    """What speaks for a stretch next: more aims, new ones first, another kind and place, the same level."""
    places = {muscle for one in chosen for muscle in one.muscles}
    kinds = {one.type for one in chosen}
    levels = {one.posture.on_floor for one in chosen}
    return (
        not (bench.morning and Direction.FORWARD in stretch.directions),
        sum(aim.served_by(stretch) for aim in _unserved(bench, chosen)),
        sum(aim.served_by(stretch) for aim in bench.aims),
        stretch.type not in kinds,
        len(set(stretch.muscles) - places),
        stretch.posture.on_floor in levels or not levels,
        -bench.stretches.index(stretch),
    )


def _company(bench: _Bench, items: Sequence[RoutineItem]) -> Iterator[Stretch]:
    """What could go beside the aims, best first: of the kind that is lacking, on the level one is on."""
    chosen = [bench.catalogue[item.stretch] for item in items]
    worked = [stretch for stretch in chosen if stretch.type not in _BESIDE]
    for _ in range(bench.most - len(worked)):
        others = [s for s in bench.stretches if s not in worked]
        on_floor = any(s.posture.on_floor for s in worked)
        fitting = [s for s in others if s.posture.on_floor or not on_floor] or others
        if not fitting:
            return
        lacking = _CONTROL if any(s.type is StretchType.STRETCH for s in worked) else (StretchType.STRETCH,)
        best = max(fitting, key=lambda s: (s.type in lacking, _worth(bench, worked, s)))
        worked.append(best)
        yield best


def _grown(bench: _Bench, items: list[RoutineItem], most: Callable[[Stretch], int]) -> list[RoutineItem]:
    """One more repetition of each in turn, up to `most`, while there is room."""
    grown = True
    while grown:
        grown = False
        for place, item in enumerate(items):
            if item.repetitions is None or item.repetitions >= most(bench.catalogue[item.stretch]):
                continue
            more = msgspec.structs.replace(item, repetitions=item.repetitions + 1)
            longer = [*items[:place], more, *items[place + 1 :]]
            if bench.fits(longer):
                items, grown = longer, True
    return items


def _lengthened(
    bench: _Bench, items: list[RoutineItem], stretch: Stretch, most_s: float
) -> list[RoutineItem]:
    """A longer warm-up or rest, up to `most_s`, while there is room."""
    for place, item in enumerate(items):
        if item.stretch != stretch.id:
            continue
        now_s = item.hold_s or stretch.dose.hold_s
        while now_s < most_s:
            now_s = min(now_s + LENGTHEN_BY_S, most_s)
            more = msgspec.structs.replace(item, hold_s=now_s)
            longer = [*items[:place], more, *items[place + 1 :]]
            if not bench.fits(longer):
                break
            items = longer
    return items


def _rested(bench: _Bench, items: list[RoutineItem]) -> list[RoutineItem]:
    """Slow breathing at the end of what is done lying down or on a chair, where there is time left."""
    last = bench.catalogue[bench.arranged(items).items[-1].stretch]
    if bench.rest is None or last.posture.on_floor is not bench.rest.posture.on_floor:
        return items
    resting = [*items, RoutineItem(stretch=bench.rest.id, hold_s=LIMITS[Form.TIMED].hold_s[0])]
    if not bench.fits(resting):
        return items
    return _lengthened(bench, resting, bench.rest, LONG_BREATHING_S)


def _routine(name: str, items: Iterable[RoutineItem], place: Place = Place.FLOOR) -> Routine:
    about = "Made for the time you had."
    return Routine(id="", name=name, description=about, items=tuple(items), place=place)


def _reasons(bench: _Bench, routine: Routine) -> Iterator[Reason]:
    taken = [bench.catalogue[item.stretch] for item in routine.items]
    worked = [stretch for stretch in taken if stretch.type not in _BESIDE]
    for item, stretch in zip(routine.items, taken, strict=True):
        yield Reason(stretch.id, _reason(bench, item, stretch))
    missing = [aim for aim in bench.asked if not any(aim.served_by(stretch) for stretch in worked)]
    if missing:
        words = _listed([aim.inner for aim in missing])
        yield Reason(None, f"Nothing for {words} fits into this time, or your library has nothing for it.")
    if bench.morning and any(Direction.FORWARD in stretch.directions for stretch in worked):
        yield Reason(None, "It is early in your day, so what bends forward comes last.")
    if any(s.posture.on_floor for s in taken) and not all(s.posture.on_floor for s in taken):
        there = "lie down" if bench.place is Place.BED else "go down to the floor"
        yield Reason(None, f"Standing comes first, so you {there} once.")
    unsuited = [s for s in bench.catalogue if bench.suits.hides(s) and _serves(bench, s)]
    if unsuited:
        yield Reason(None, f"Left out by what you told us: {_listed([s.short_name for s in unsuited])}.")
    left_ms = bench.room_ms - bench.length_ms(routine.items)
    if left_ms >= PLENTY_MS:
        yield Reason(None, "This is plenty for one go. The rest of the time is yours.")


def _serves(bench: _Bench, stretch: Stretch) -> bool:
    return stretch.type not in _BESIDE and any(aim.served_by(stretch) for aim in bench.aims)


def _reason(bench: _Bench, item: RoutineItem, stretch: Stretch) -> str:
    """Why it is in the routine, and what to take care of in it."""
    return " ".join(filter(None, (_purpose(bench, item, stretch), bench.suits.verdict(stretch).words)))


def _purpose(bench: _Bench, item: RoutineItem, stretch: Stretch) -> str:
    if stretch.type is StretchType.WARM_UP:
        return "Muscles like to be warm before they are stretched."
    if stretch.type is StretchType.REST:
        return "A calm end, as there is time."
    served = [aim.inner for aim in bench.aims if aim.served_by(stretch)]
    if served:
        for_what = f"For {_listed(served)}"
    elif stretch.type in _CONTROL:
        for_what = "A small control move beside the stretches"
    else:
        for_what = "One more, as there is time"
    usual = bench.usual_repetitions(stretch)
    if item.repetitions is None or item.repetitions == usual:
        return f"{for_what}."
    return (
        f"{for_what}, {'fewer' if item.repetitions < usual else 'more'} times than usual{_so(item, usual)}."
    )


def _so(item: RoutineItem, usual: int) -> str:
    return " so that it fits" if (item.repetitions or usual) < usual else " as there is time"


def _listed(words: Sequence[str]) -> str:
    """As in "the lower back, turning, and the whole spine"; parts may have an "and" of their own."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])}, and {words[-1]}"
