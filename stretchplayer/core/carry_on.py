"""Going on with a session that was cut off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from stretchplayer.core.catalogue import Posture, Side
from stretchplayer.core.cues import place_cues
from stretchplayer.core.edits import unit_start
from stretchplayer.core.plan import get_ready_step
from stretchplayer.core.timeline import SegmentKind, Step, Timeline, lay_out, with_duration


def starting_at(
    timeline: Timeline,
    item: int,
    side: str | None,
    repetition: int | None,
    settled: Collection[int] = (),
) -> tuple[Timeline, int]:
    """The timeline with everything before an effort as done, and the position to start from.

    Used to carry on a session that was cut off: it goes on from that effort's getting ready, and asks
    no more about the `settled` items, which were left out or answered. Starts from the beginning when
    there is no such effort.
    """
    plan = _asking_less(timeline, settled)
    for index, step in enumerate(plan):
        same_side = (None if step.side is None else step.side.value) == side
        if step.is_effort and step.item == item and same_side and step.repetition == repetition:
            return _from(timeline, plan, unit_start(plan, index), item, step.side)
    return timeline, 0


def going_on_after(timeline: Timeline, item: int, settled: Collection[int] = ()) -> tuple[Timeline, int]:
    """The same with the whole of `item` and everything before it as done, also where it is not planned."""
    plan = _asking_less(timeline, settled)
    for index, step in enumerate(plan):
        if step.is_effort and step.item is not None and step.item > item:
            return _from(timeline, plan, unit_start(plan, index), step.item, step.side)
    efforts = [index for index, step in enumerate(plan) if step.is_effort]
    start = efforts[-1] + 1 if efforts else 0
    asked = [(n, s) for n, s in enumerate(plan) if n >= start and s.kind is SegmentKind.RATING]
    return _laid(timeline, plan, start, asked)


def _asking_less(timeline: Timeline, settled: Collection[int]) -> tuple[Step, ...]:
    return tuple(
        with_duration(step, 0) if step.kind is SegmentKind.RATING and step.item in settled else step
        for step in timeline.plan
    )


def _from(
    timeline: Timeline, plan: tuple[Step, ...], start: int, item: int, side: Side | None
) -> tuple[Timeline, int]:
    """Go on from a place of the plan, by getting ready for the item there."""
    ready = replace(get_ready_step(timeline.context, item, Posture.STANDING), side=side)
    return _laid(timeline, plan, start, [(start, ready), *list(enumerate(plan))[start:]])


def _laid(
    timeline: Timeline, plan: tuple[Step, ...], start: int, rest: Sequence[tuple[int, Step]]
) -> tuple[Timeline, int]:
    done = lay_out(enumerate(plan[:start]), 0)
    at = done[-1].end_ms if done else 0
    tail = lay_out(rest, at)
    cues = place_cues(tail, timeline.context, (), at)
    return replace(timeline, segments=(*done, *tail), cues=cues, plan=plan), at
