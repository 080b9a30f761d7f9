"""The marks within a segment at which something is to be heard: half-way, the last seconds, each breath."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

from stretchplayer.core.timeline import Segment, SegmentKind

if TYPE_CHECKING:
    from stretchplayer.core.plan_context import PlanContext

TONE_GAP_MS = 450  # room for a chime before the first word
HALF_WAY_FROM_MS = 15_000  # shorter holds need no half-way mark
HALF_WAY_FROM_CYCLES = 6  # nor do shorter flows
COUNT_DOWN_FROM_MS = 8_000  # shorter holds need no 3-2-1
COUNT_DOWN_MS = (3000, 2000, 1000)
BREATH_FROM_MS = 10_000  # shorter holds have no room for a breath pattern

_HALVED = (SegmentKind.HOLD, SegmentKind.WARM_UP)  # who rests need not know how much of it is over
_COUNTED_DOWN = (SegmentKind.HOLD, SegmentKind.WARM_UP, SegmentKind.REST_POSITION)


class Breath(Enum):
    """Which half of a breath begins."""

    IN = "in"
    OUT = "out"


def half_way_ms(segment: Segment, context: PlanContext) -> int | None:
    """Where half of it is over, if that is to be heard: in a flow, where the second half of it begins."""
    if not context.preferences.count_tones:
        return None
    if segment.kind in _HALVED:
        return (
            segment.start_ms + segment.duration_ms // 2 if segment.duration_ms >= HALF_WAY_FROM_MS else None
        )
    if segment.kind is SegmentKind.FLOW:
        cycle, cycles = segment.repetition or 1, segment.repetitions or 1
        return segment.start_ms if cycles >= HALF_WAY_FROM_CYCLES and cycle == cycles // 2 + 1 else None
    return None


def count_down_ms(segment: Segment, context: PlanContext) -> tuple[int, ...]:
    """Where the last three seconds begin, one after the other, if they are to be heard."""
    counted = context.preferences.count_tones and segment.kind in _COUNTED_DOWN
    if not counted or segment.duration_ms < COUNT_DOWN_FROM_MS:
        return ()
    return tuple(segment.end_ms - left for left in COUNT_DOWN_MS)


def breaths(segment: Segment, context: PlanContext) -> Iterator[tuple[int, Breath]]:
    """In and out, as often as a whole breath fits into a hold; the first breath in is the start itself."""
    held = segment.kind is SegmentKind.HOLD and segment.duration_ms >= BREATH_FROM_MS
    if not held or not context.preferences.breath_cue or segment.stretch is None:
        return
    breathing = context.catalogue[segment.stretch].breathing
    in_ms, out_ms = round(breathing.in_s * 1000), round(breathing.out_s * 1000)
    last = segment.end_ms - max(COUNT_DOWN_MS) - 1
    at = segment.start_ms
    while at + in_ms + out_ms <= segment.end_ms:
        if at > segment.start_ms and at < last:
            yield at, Breath.IN
        if at + in_ms < last:
            yield at + in_ms, Breath.OUT
        at += in_ms + out_ms


def turn_ms(cycle: Segment, context: PlanContext) -> int:
    """Where the out-breath of a flow's cycle turns into the in-breath, scaled to the cycle the user chose."""
    assert cycle.stretch is not None  # only the question about the session has none
    breathing = context.catalogue[cycle.stretch].breathing
    share = breathing.out_s / (breathing.in_s + breathing.out_s)
    return cycle.start_ms + round(cycle.step.planned_ms * share)
