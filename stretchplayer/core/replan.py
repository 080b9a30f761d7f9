"""What is still to come of a session, planned anew because other things hold for it now.

What is under way goes on as it is; getting ready, what is only being got ready for is planned anew too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stretchplayer.core.plan import item_steps
from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.timeline import Segment, SegmentKind, Step, Timeline

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Posture
    from stretchplayer.core.plan_context import PlanContext, PlanOptions


@dataclass(frozen=True, slots=True)
class Replanned:
    """The plan from now on. Without `current`, what was being got ready for is left out."""

    plan: tuple[Step, ...]
    tail: Sequence[tuple[int, Step]]
    current: Step | None
    context: PlanContext


def replan(timeline: Timeline, now: Segment, options: PlanOptions, before: Posture) -> Replanned | None:
    """Plan what comes after `now`, which must be a get-ready, with other options.

    `before` is the posture the person is in. None where nothing can be planned anew.
    """
    if now.kind is not SegmentKind.GET_READY or now.item is None:
        return None
    context = replace(timeline.context, options=options)
    plan = timeline.plan
    begins = plan[now.plan_index].kind is SegmentKind.GET_READY  # else it goes on in the midst of an item
    end = _end_of(plan, now.plan_index)
    ahead = _ahead(context, now.item, _items_after(plan, end), timeline.context.options)
    stays = not begins or context.items[now.item].stretch not in options.left_out
    kept: tuple[Step, ...] = plan[:end]
    if begins and stays:
        ready, *rest = item_steps(context, now.item, before)
        kept = (*plan[: now.plan_index + 1], *(step for step in rest if step.duration_ms > 0))
        current = replace(now.step, eased=ready.eased)
    elif begins:
        kept, current = plan[: now.plan_index], None
    else:
        current = now.step
    posture = context.stretch(now.item).end_posture if stays else before
    steps: list[Step] = []
    for item in ahead:
        steps += [step for step in item_steps(context, item, posture) if step.duration_ms > 0]
        posture = context.stretch(item).end_posture
    whole = (*kept, *steps, *_questions(plan, context))
    if begins:
        tail = list(enumerate(whole))[now.plan_index + (1 if stays else 0) :]
    else:
        running = [(s.plan_index, _with_length(s)) for s in _segments_after(timeline, now, end)]
        tail = [*running, *list(enumerate(whole))[end:]]
    return Replanned(whole, tail, current, context)


def _end_of(plan: Sequence[Step], index: int) -> int:
    """Where the item of this step ends in the plan."""
    item = plan[index].item
    return next((n for n in range(index, len(plan)) if plan[n].item != item), len(plan))


def _items_after(plan: Sequence[Step], end: int) -> list[int]:
    """The items whose exercise is still to come, in order."""
    return list(dict.fromkeys(s.item for s in plan[end:] if s.item is not None and s.is_effort))


def _ahead(context: PlanContext, now: int, planned: list[int], before: PlanOptions) -> list[int]:
    """The items to come: without what is left out now, and with what was left out and no longer is."""
    again = [
        n
        for n, item in enumerate(context.items)
        if n > now and item.stretch in before.left_out - context.options.left_out and n not in planned
    ]
    for item in again:
        place = next((at for at, other in enumerate(planned) if other > item), len(planned))
        planned.insert(place, item)
    return [n for n in planned if context.items[n].stretch not in context.options.left_out]


def _questions(plan: Sequence[Step], context: PlanContext) -> tuple[Step, ...]:
    """What is asked when everything is done."""
    first = max((n for n, step in enumerate(plan) if step.is_effort), default=-1) + 1
    at_end = context.ask_during is AskDuring.AT_END
    last = [s for s in plan[first:] if s.kind is SegmentKind.RATING and s.duration_ms > 0]
    return tuple(s for s in last if s.item is None or at_end)


def _segments_after(timeline: Timeline, now: Segment, end: int) -> list[Segment]:
    """What is laid out of the present item after `now`."""
    after = timeline.segments[timeline.index_at(now.start_ms) + 1 :]
    return [s for s in after if s.item == now.item and s.plan_index < end]


def _with_length(segment: Segment) -> Step:
    return replace(segment.step, duration_ms=segment.duration_ms)
