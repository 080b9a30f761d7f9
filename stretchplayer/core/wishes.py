"""What somebody changed while playing and may want to keep: the hold they really chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from stretchplayer.core.catalogue import Form
from stretchplayer.core.comfort import USUAL_RULES, ComfortRules, Light, assess
from stretchplayer.core.edits import EditKind
from stretchplayer.core.events import EffortEnded, Event, Outcome, RatingTaken, Revised, SegmentStarted
from stretchplayer.core.plan import dose_of
from stretchplayer.core.routine import LIMITS, clamp

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.plan_context import PlanContext
    from stretchplayer.core.routine import Routine

    _Effort = tuple[int | None, Side | None, int | None]

LEAST_DIFFERENCE_S = 1


@dataclass(frozen=True, slots=True)
class HoldWish:
    """An item that was held longer or shorter than planned. Seconds.

    `hold_s` is what would be kept of it in the routine: before the routine's own length.
    """

    item: int
    stretch: str
    planned_s: int
    held_s: int
    hold_s: float


def hold_wishes(
    context: PlanContext,
    planned_items: int,
    events: Iterable[Event],
    ratings: Iterable[RatingTaken] = (),
    pre: int | None = None,
    rules: ComfortRules = USUAL_RULES,
) -> tuple[HoldWish, ...]:
    """What of a session could be kept, in the routine's order.

    `events` are those of the whole session in order, `ratings` its answers as last corrected, `pre` the
    score before it; of the items the first `planned_items` are the routine's. The last choice counts.
    A stretch that was eased or left is left alone, and none is ever suggested longer that hurt, by `rules`.
    """
    chosen, eased = _chosen(events)
    wishes: list[HoldWish] = []
    for item in sorted(chosen.keys() - eased):
        effort = chosen[item]
        if item >= planned_items:
            continue
        light = _light(ratings, item, pre, rules)
        longer = effort.held_ms > effort.planned_ms
        if light is Light.RED or (light is Light.AMBER and longer):
            continue
        wish = _wish(context, effort)
        if wish is not None:
            wishes.append(wish)
    return tuple(wishes)


def kept_in(routine: Routine, wish: HoldWish) -> Routine | None:
    """The routine with this hold; None when it has another stretch in that place by now."""
    if wish.item >= len(routine.items) or routine.items[wish.item].stretch != wish.stretch:
        return None
    item = msgspec.structs.replace(routine.items[wish.item], hold_s=wish.hold_s)
    return routine.with_item(wish.item, item)


def _chosen(events: Iterable[Event]) -> tuple[dict[int, EffortEnded], set[int]]:
    """The last hold of each item whose length the user chose, and the items eased or left."""
    chosen: dict[int, EffortEnded] = {}
    alone: set[int] = set()
    running: _Effort | None = None
    lengthened: set[_Effort] = set()  # by the user, not for being the other side's twin
    cut: EffortEnded | None = None
    for event in events:
        match event:
            case SegmentStarted(segment):
                effort = (segment.item, segment.side, segment.repetition)
                running = effort if segment.step.is_effort else None
            case EffortEnded(outcome=Outcome.EASED | Outcome.SKIPPED):
                alone.add(event.item)
            case EffortEnded(outcome=Outcome.HELD):
                if (event.item, event.side, event.repetition) in lengthened:
                    chosen[event.item] = event
            case EffortEnded(outcome=Outcome.CUT_SHORT):
                cut = event
            case Revised(edit=edit):
                if edit.kind is EditKind.MORE_TIME and running is not None:
                    lengthened.add(running)
                elif edit.kind is EditKind.END_NOW and cut is not None:
                    chosen[cut.item] = cut
                cut = None
            case _:
                pass
    return chosen, alone


def _light(ratings: Iterable[RatingTaken], item: int, pre: int | None, rules: ComfortRules) -> Light:
    """The worst that was said of an item; nothing said is no alarm."""
    of_item = [taken.rating for taken in ratings if taken.item == item]
    lights = {assess(pre, rating.score, rating.flag, rules) for rating in of_item}
    return next((light for light in (Light.RED, Light.AMBER) if light in lights), Light.GREEN)


def _wish(context: PlanContext, effort: EffortEnded) -> HoldWish | None:
    stretch = context.catalogue[effort.stretch]
    limits = LIMITS[stretch.form].hold_s
    held_s, planned_s = round(effort.held_ms / 1000), round(effort.planned_ms / 1000)
    if abs(held_s - planned_s) < LEAST_DIFFERENCE_S or not limits[0] <= held_s <= limits[1]:
        return None
    factor = 1.0 if stretch.form is Form.TIMED else context.length
    hold_s = clamp(float(round(held_s / factor)), limits)
    item = msgspec.structs.replace(context.items[effort.item], hold_s=hold_s)
    played_s = dose_of(item, stretch, context.options, context.length).hold_s
    # With a length of its own, a routine cannot be given every hold.
    if abs(played_s - held_s) > LEAST_DIFFERENCE_S or round(played_s) == planned_s:
        return None
    return HoldWish(effort.item, effort.stretch, planned_s, held_s, hold_s)
