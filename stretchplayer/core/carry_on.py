"""Going on with a session that was cut off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from stretchplayer.core.catalogue import Posture
from stretchplayer.core.cues import place_cues
from stretchplayer.core.edits import unit_start
from stretchplayer.core.plan import get_ready_step
from stretchplayer.core.timeline import SegmentKind, Timeline, lay_out, with_duration


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
    plan = tuple(
        with_duration(step, 0) if step.kind is SegmentKind.RATING and step.item in settled else step
        for step in timeline.plan
    )
    for index, step in enumerate(plan):
        same_side = (None if step.side is None else step.side.value) == side
        if step.is_effort and step.item == item and same_side and step.repetition == repetition:
            start = unit_start(plan, index)
            done = lay_out(enumerate(plan[:start]), 0)
            at = done[-1].end_ms if done else 0
            ready = replace(get_ready_step(timeline.context, item, Posture.STANDING), side=step.side)
            tail = lay_out([(start, ready), *list(enumerate(plan))[start:]], at)
            cues = place_cues(tail, timeline.context, (), at)
            return replace(timeline, segments=(*done, *tail), cues=cues, plan=plan), at
    return timeline, 0
