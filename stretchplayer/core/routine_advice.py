"""What may be said about a routine while it is made: kindly, with a way to mend it, and never a refusal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from stretchplayer.core.catalogue import Catalogue, Direction, Form, Posture, Side, Stretch, StretchType
from stretchplayer.core.concerns import Effect
from stretchplayer.core.place import Place, misplaced
from stretchplayer.core.plan import dose_of, total_ms
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import MOST_ITEMS, Routine, RoutineItem, Sides
from stretchplayer.core.suitability import Suits, suited, unsuited
from stretchplayer.core.transfers import transfers_in_place

#: Bending forward in the first two hours after rising is what the trial of Snook (1998) restricted.
STIFF_MORNING_MIN = 120
#: More than four exercises are kept up less (Medina; Eckard; Bachmann recommends under four).
FEW_STRETCHES = 4
#: Far longer than the eight to ten minutes of the built-in routines, which are what people keep up.
LONG_MINUTES = 30
#: A stretch adds up to about this on each side (ACSM), and gains no more beyond 4 min (Ingram 2024).
USUAL_TOTAL_S = 60.0
NEAR_USUAL_S = 5.0
GENTLE_SHARE = 0.75  # 10 s, three times, is how one begins
MUCH_TOTAL_S = 240.0
#: From this many held stretches on it is worth saying that they are best on warm muscles (ACSM).
HELD_COLD = 3
#: What differs by more than this between the sides is worth a word.
SIDES_DIFFER_S = 5.0

_LEVELS = {
    Posture.STANDING: 0,
    Posture.SITTING: 1,
    Posture.HALF_KNEELING: 2,
    Posture.HANDS_AND_KNEES: 3,
    Posture.LYING_FRONT: 4,
    Posture.LYING_SIDE: 5,
    Posture.LYING_BACK: 6,
}


class AdviceKind(StrEnum):
    """What a piece of advice is about."""

    SUITS = "suits"
    CARE = "care"
    MORNING = "morning"
    FLOOR = "floor"
    PLACE = "place"
    MANY = "many"
    LONG = "long"
    SIDES = "sides"
    WARM_UP = "warm_up"


class Fix(StrEnum):
    """What one press can do about it."""

    KINDER_ORDER = "kinder_order"
    SORT = "sort"
    WARM_UP = "warm_up"
    SUITS = "suits"


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence, and what can be done about it."""

    kind: AdviceKind
    sentence: str
    fix: Fix | None = None


FIX_WORDS = {
    Fix.KINDER_ORDER: "Use the kinder order",
    Fix.SORT: "Sort for me",
    Fix.WARM_UP: "Add a warm-up",
    Fix.SUITS: "Swap for me",
}


def advise(
    routine: Routine,
    catalogue: Catalogue,
    preferences: Preferences,
    options: PlanOptions,
    *,
    now_min: int | None = None,
) -> tuple[Advice, ...]:
    """Everything worth saying, the most helpful first. `now_min` is minutes after midnight, if it matters."""
    suits = Suits.of_preferences(preferences)
    found = [
        _suits(routine, catalogue, suits, options),
        _care(routine, catalogue, suits),
        _morning(routine, catalogue, preferences, now_min),
        _place(routine, catalogue),
        _floor(routine, catalogue),
        _many(routine, catalogue),
        _long(routine, catalogue, preferences, options),
        _sides(routine, catalogue, options),
        _cold(routine, catalogue),
    ]
    return tuple(advice for advice in found if advice is not None)


def is_stiff_morning(now_min: int, wake_up_min: int) -> bool:
    """Whether it is within two hours of getting up; midnight may lie between."""
    return (now_min - wake_up_min) % (24 * 60) < STIFF_MORNING_MIN


def kinder_order(routine: Routine, catalogue: Catalogue) -> Routine:
    """For the morning: what keeps the back straight or turns it comes first, what bends forward last.

    So it is on the feet, and again on the floor, where one goes on from where one lies, so that the position
    changes as seldom as can be. A rest at the end stays there, one lying before one sitting.
    """

    def key(item: RoutineItem) -> tuple[bool, bool, bool, bool, int]:
        stretch = catalogue[item.stretch]
        level, kind = _LEVELS[stretch.posture], not _kind_early(stretch)
        down = stretch.posture.on_floor
        return not _warms_up(stretch), down, kind, _bends(stretch), -level if kind else level

    ways = [item for item in routine.items if catalogue[item.stretch].type is StretchType.TRANSFER]
    moves = [item for item in routine.items if item not in ways]
    rests: list[RoutineItem] = []
    while moves and catalogue[moves[-1].stretch].type is StretchType.REST:
        rests.insert(0, moves.pop())
    rests.sort(key=lambda item: not catalogue[item.stretch].posture.on_floor)
    return _sorted(routine, catalogue, [*ways, *sorted(moves, key=key), *rests])


def sorted_by_level(routine: Routine, catalogue: Catalogue) -> Routine:
    """Standing first, then hands and knees, then lying: one goes down once. Else the order stays."""

    def key(item: RoutineItem) -> tuple[bool, int]:
        stretch = catalogue[item.stretch]
        return not _warms_up(stretch), _LEVELS[stretch.posture]

    return _sorted(routine, catalogue, sorted(routine.items, key=key))


def with_warm_up(routine: Routine, catalogue: Catalogue) -> Routine:
    """The routine with the warm-up of the library before it, if there is one and room for it."""
    begin = Posture.SITTING if routine.place is Place.CHAIR else Posture.STANDING
    warm_ups = [stretch for stretch in catalogue if _warms_up(stretch)]
    warm_ups.sort(key=lambda stretch: stretch.posture is not begin)
    warm_up = next(iter(warm_ups), None)
    if warm_up is None or len(routine.items) >= MOST_ITEMS:
        return routine
    return _with_items(routine, [RoutineItem(stretch=warm_up.id), *routine.items])


def fixed(
    routine: Routine,
    catalogue: Catalogue,
    fix: Fix,
    suits: Suits | None = None,
    set_aside: Collection[str] = (),
) -> Routine:
    """The routine after a press on what a piece of advice offers.

    `suits` says what has to be swapped, and what is set aside is not what it is swapped for.
    """
    if fix is Fix.SUITS:
        return suited(routine, catalogue, suits or Suits(), set_aside=set_aside)
    return _FIXES[fix](routine, catalogue)


_FIXES = {Fix.KINDER_ORDER: kinder_order, Fix.SORT: sorted_by_level, Fix.WARM_UP: with_warm_up}


def trips_to_the_floor(routine: Routine, catalogue: Catalogue) -> int:
    """How often one gets down to the floor, or lies down on the bed, beginning on one's feet."""
    down, trips = False, 0
    for item in routine.items:
        stretch = catalogue[item.stretch]
        for posture in (stretch.posture, stretch.end_posture):
            trips += posture.on_floor and not down
            down = posture.on_floor
    return trips


def dose_hint(item: RoutineItem, stretch: Stretch, options: PlanOptions, length: float = 1.0) -> str:
    """What the dose of an item comes to, beside the usual amount.

    A held stretch is best at about a minute a side (ACSM); for drills and flows there is no such sum.
    """
    dose = dose_of(item, stretch, options, length)
    if stretch.form is Form.TIMED:
        return ""
    if stretch.form is Form.FLOW:
        return f"{dose.repetitions} slow rounds, {round(dose.hold_s)} s each."
    total = dose.hold_s * dose.repetitions
    where = " a side" if stretch.one_sided else ""
    if stretch.form is Form.DRILL:
        return f"{round(total)} s{where} in all. Small and easy is enough."
    if total > MUCH_TOTAL_S:
        return f"{round(total)} s{where} in all. More than four minutes brings no more."
    if total < USUAL_TOTAL_S * GENTLE_SHARE:
        return f"{round(total)} s{where} in all, a gentle start. About 60 s is the usual amount."
    if total > USUAL_TOTAL_S * 1.5:
        return f"{round(total)} s{where} in all. About 60 s is the usual amount."
    about = "" if abs(total - USUAL_TOTAL_S) <= NEAR_USUAL_S else "about "
    return f"{round(total)} s{where} in all, which is {about}the usual amount."


def _suits(routine: Routine, catalogue: Catalogue, suits: Suits, options: PlanOptions) -> Advice | None:
    """Say what is left out since it does not suit, and offer what would."""
    hidden = unsuited(routine, catalogue, suits)
    if not hidden:
        return None
    better = suited(routine, catalogue, suits, set_aside=options.left_out) != routine
    if len(hidden) == 1:
        sentence = f"{suits.verdict(hidden[0], routine.place).reason} It is left out when you play this."
    else:
        names = listed([stretch.short_name for stretch in hidden])
        sentence = f"By what you told us, {names} do not suit you. They are left out when you play this."
    return Advice(AdviceKind.SUITS, sentence, Fix.SUITS if better else None)


def _care(routine: Routine, catalogue: Catalogue, suits: Suits) -> Advice | None:
    words = care_words(routine, catalogue, suits)
    return Advice(AdviceKind.CARE, words) if words else None


def care_words(routine: Routine, catalogue: Catalogue, suits: Suits) -> str:
    """What the user asked to be warned of in it, and how that can be done; nothing when there is nothing."""
    stretches = {item.stretch: catalogue[item.stretch] for item in routine.items}.values()
    verdicts = {stretch.short_name: suits.verdict(stretch, routine.place) for stretch in stretches}
    warned = {name: verdict for name, verdict in verdicts.items() if verdict.effect is Effect.WARN}
    if len(warned) == 1:
        return next(iter(warned.values())).words
    return f"Take care with {listed(list(warned))}. Each says why, and how." if warned else ""


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "Prayer stretch, Sphinx and Bridge"."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _morning(
    routine: Routine, catalogue: Catalogue, preferences: Preferences, now_min: int | None
) -> Advice | None:
    if now_min is None or not is_stiff_morning(now_min, preferences.wake_up_min):
        return None
    if not any(_bends(catalogue[item.stretch]) for item in routine.items):
        return None
    better = kinder_order(routine, catalogue) != routine
    return Advice(
        AdviceKind.MORNING,
        "Later in the day is kinder for bending stretches.",
        Fix.KINDER_ORDER if better else None,
    )


def _kind_early(stretch: Stretch) -> bool:
    return set(stretch.directions) <= {Direction.NEUTRAL, Direction.ROTATION}


def _bends(stretch: Stretch) -> bool:
    return Direction.FORWARD in stretch.directions


def _warms_up(stretch: Stretch) -> bool:
    """Whether it can come first: a warm-up that is done lying keeps its level."""
    return stretch.type is StretchType.WARM_UP and not stretch.posture.on_floor


def _floor(routine: Routine, catalogue: Catalogue) -> Advice | None:
    trips = trips_to_the_floor(routine, catalogue)
    if trips < 2:
        return None
    times = "twice" if trips == 2 else f"{trips} times"
    better = trips_to_the_floor(sorted_by_level(routine, catalogue), catalogue) < trips
    question = " Put standing moves first?" if better else ""
    there = "lie down" if routine.place is Place.BED else "go down to the floor"
    return Advice(AdviceKind.FLOOR, f"You {there} {times}.{question}", Fix.SORT if better else None)


def _place(routine: Routine, catalogue: Catalogue) -> Advice | None:
    """Name the first thing that cannot be done where the routine is done."""
    found = misplaced((catalogue[item.stretch] for item in routine.items), routine.place)
    if not found:
        return None
    why = "A bed gives way under knees and hands" if routine.place is Place.BED else "A chair is not enough"
    return Advice(AdviceKind.PLACE, f"{why} for {found[0].short_name}. Swap it, or choose another place.")


def _many(routine: Routine, catalogue: Catalogue) -> Advice | None:
    kinds = [catalogue[item.stretch].type for item in routine.items]
    beside = (StretchType.WARM_UP, StretchType.REST, StretchType.TRANSFER)
    worked = sum(kind not in beside for kind in kinds)
    if worked <= FEW_STRETCHES:
        return None
    return Advice(AdviceKind.MANY, "Four stretches or fewer are easier to keep up.")


def _long(
    routine: Routine, catalogue: Catalogue, preferences: Preferences, options: PlanOptions
) -> Advice | None:
    minutes = total_ms(routine, catalogue, preferences, options) / 60_000
    if minutes <= LONG_MINUTES:
        return None
    return Advice(
        AdviceKind.LONG, f"This takes {round(minutes)} minutes. Two shorter ones fit into a day more easily."
    )


def _sides(routine: Routine, catalogue: Catalogue, options: PlanOptions) -> Advice | None:
    """Compare what each side does of the same stretch, over all its items."""
    done: dict[str, dict[Side, float]] = {}
    for item in routine.items:
        stretch = catalogue[item.stretch]
        if not stretch.one_sided:
            continue
        dose = dose_of(item, stretch, options, routine.length)
        sides = tuple(Side) if item.sides is Sides.BOTH else (Side(item.sides.value),)
        sums = done.setdefault(stretch.id, dict.fromkeys(Side, 0.0))
        for side in sides:
            sums[side] += dose.hold_s * dose.repetitions
    if any(abs(sums[Side.LEFT] - sums[Side.RIGHT]) > SIDES_DIFFER_S for sums in done.values()):
        return Advice(AdviceKind.SIDES, "The two sides differ. That is fine if you mean it.")
    return None


def _cold(routine: Routine, catalogue: Catalogue) -> Advice | None:
    """Say so when held stretches come with nothing that moves before them."""
    stretches = [catalogue[item.stretch] for item in routine.items]
    moving = (StretchType.WARM_UP, StretchType.MOBILITY, StretchType.CONTROL)
    begun = [stretch for stretch in stretches if stretch.type is not StretchType.TRANSFER]
    warm = bool(begun) and begun[0].type in moving
    held = sum(stretch.type is StretchType.STRETCH for stretch in stretches)
    if warm or held < HELD_COLD:
        return None
    better = with_warm_up(routine, catalogue) != routine
    return Advice(
        AdviceKind.WARM_UP,
        "Muscles like to be warm before they are stretched.",
        Fix.WARM_UP if better else None,
    )


def _with_items(routine: Routine, items: Sequence[RoutineItem]) -> Routine:
    return msgspec.structs.replace(routine, items=tuple(items))


def _sorted(routine: Routine, catalogue: Catalogue, items: Sequence[RoutineItem]) -> Routine:
    """The routine with its items in this order, but for the ways down and up, which keep their sense."""
    return _with_items(routine, transfers_in_place(items, catalogue))
