"""What a person may wish while a session runs, as changes to the tail of its timeline.

Every edit cuts the present segment where it stands, or changes its length, and says what follows.
It may change or add steps of the plan too. What has been played is never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import msgspec

from stretchplayer.core.catalogue import Posture
from stretchplayer.core.comfort.limits import EASED_HOLD_S
from stretchplayer.core.cues import EASE_OFF, place_cues
from stretchplayer.core.plan import get_ready_step, item_steps, ms, rating_step
from stretchplayer.core.plan_context import PlanContext
from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.replan import replan
from stretchplayer.core.routine import LIMITS, RoutineItem
from stretchplayer.core.timeline import Segment, SegmentKind, Step, Timeline, lay_out, with_duration

MORE_TIME_MS = 10_000
BACK_WITHIN_MS = 3_000  # going back so soon after a start means the hold before
EASED_HOLD_MS = ms(EASED_HOLD_S)
EASED_AT_LEAST_MORE_MS = 3_000  # nobody has to let go in a hurry
DONE_FROM_MS = 3_000  # a hold this long counts as done, so it is worth a rating

_WAITS = frozenset({SegmentKind.GET_READY, SegmentKind.REST, SegmentKind.CHANGE_SIDE})
_UNIT = frozenset({SegmentKind.MOVE_IN, SegmentKind.HOLD, SegmentKind.FLOW})


class EditKind(StrEnum):
    """The wishes."""

    MORE_TIME = "more_time"
    END_NOW = "end_now"
    EASE_OFF = "ease_off"
    SKIP = "skip"
    BACK = "back"
    REPEAT_HOLD = "repeat_hold"
    REPEAT_SIDE = "repeat_side"
    READY_AGAIN = "ready_again"
    INSTEAD = "instead"
    RATE_AT_END = "rate_at_end"
    EASE_REST = "ease_rest"
    AS_PLANNED = "as_planned"
    LEAVE_OUT = "leave_out"
    PUT_BACK = "put_back"
    FULL_HOLDS = "full_holds"


@dataclass(frozen=True, slots=True)
class Edit:
    """A wish.

    `stretches` names, for INSTEAD, the stretches to put in before going on, for LEAVE_OUT and PUT_BACK
    those not to be done today, or all the same; `items`, for RATE_AT_END, those whose question was left
    unanswered and so is asked again at the end.
    """

    kind: EditKind
    stretches: tuple[str, ...] = ()
    items: tuple[int, ...] = ()


_Tail = Sequence[tuple[int, Step]]


@dataclass(frozen=True, slots=True)
class _Revision:
    """The present segment's new length, and everything after it, numbered as in the plan."""

    plan: tuple[Step, ...]
    current_ms: int
    tail: _Tail
    current: Step | None = None  # the present step, where it changed
    context: PlanContext | None = None


def revise(timeline: Timeline, position_ms: int, edit: Edit) -> Timeline:
    """The timeline after `edit` at `position_ms`; the same one when the edit means nothing there."""
    index = timeline.index_at(position_ms)
    now = timeline.segments[index]
    elapsed = min(position_ms - now.start_ms, now.duration_ms)
    revision = _EDITS[edit.kind](timeline, now, elapsed, edit)
    if revision is None:
        return timeline
    context = revision.context or timeline.context
    current = Segment(revision.current or now.step, now.start_ms, revision.current_ms, now.plan_index)
    past = timeline.segments[:index]
    if current.duration_ms > 0:
        past = (*past, current)
    asked = _worth_asking(past, revision.tail, current if current.end_ms > position_ms else None)
    tail = lay_out(asked, current.end_ms)
    said = tuple(c for c in timeline.cues if c.at_ms <= position_ms)
    open_from = [current] if current.end_ms > position_ms else []
    first = EASE_OFF if edit.kind is EditKind.EASE_OFF else None
    cues = place_cues([*open_from, *tail], context, said, position_ms, first)
    return Timeline(timeline.routine, (*past, *tail), cues, revision.plan, context, begun=len(past))


def _worth_asking(past: Sequence[Segment], tail: _Tail, running: Segment | None) -> _Tail:
    """The tail without questions about stretches that were not really done, or were answered since."""
    ahead = {step.item for _, step in tail if step.is_effort}
    if running is not None and running.step.is_effort:
        ahead.add(running.item)
    held: dict[int | None, int] = {}
    answered: dict[int | None, set[int]] = {}
    for s in past:
        if s.step.is_effort:
            held[s.item] = held.get(s.item, 0) + s.duration_ms
            answered.pop(s.item, None)  # done once more: worth a question once more
        elif s.kind is SegmentKind.RATING:
            answered.setdefault(s.item, set()).add(s.plan_index)
    return [
        (i, step)
        for i, step in tail
        if step.kind is not SegmentKind.RATING
        or step.item is None
        or step.item in ahead
        or (held.get(step.item, 0) >= DONE_FROM_MS and i not in answered.get(step.item, ()))
    ]


def _following(timeline: Timeline, now: Segment) -> list[tuple[int, Step]]:
    """What is laid out after the present segment, which may be the rest of a hold cut in two."""
    after = timeline.segments[timeline.index_at(now.start_ms) + 1 :]
    return [(s.plan_index, with_duration(s.step, s.duration_ms)) for s in after]


def _planned(plan: Sequence[Step], index: int) -> list[tuple[int, Step]]:
    """The plan from an index on."""
    return list(enumerate(plan))[index:]


def _limit_ms(timeline: Timeline, step: Step) -> int:
    assert step.stretch is not None
    return ms(LIMITS[timeline.context.catalogue[step.stretch].form].hold_s[1])


def _more_time(timeline: Timeline, now: Segment, elapsed: int, edit: Edit) -> _Revision | None:
    del elapsed, edit
    tail = _following(timeline, now)
    if now.kind in _WAITS:
        return _Revision(timeline.plan, now.duration_ms + MORE_TIME_MS, tail)
    if now.kind not in (SegmentKind.HOLD, *_EFFORT_ALONE):
        return None
    more = min(MORE_TIME_MS, _limit_ms(timeline, now.step) - timeline.plan[now.plan_index].duration_ms)
    if more <= 0:
        return None

    def longer(step: Step) -> Step:
        # Both sides get the same time: the other side's twin grows too, if it is still to come.
        twin = (step.item, step.kind, step.repetition) == (now.item, now.kind, now.repetition)
        return with_duration(step, step.duration_ms + more) if twin else step

    plan = [longer(step) if i >= now.plan_index else step for i, step in enumerate(timeline.plan)]
    tail = [(i, longer(step) if step.side is not now.side else step) for i, step in tail]
    return _Revision(tuple(plan), now.duration_ms + more, tail, current=longer(now.step))


def _end_now(timeline: Timeline, now: Segment, elapsed: int, edit: Edit) -> _Revision | None:
    del edit
    if now.kind in (SegmentKind.RATING, SegmentKind.MOVE_IN, SegmentKind.RELEASE):
        return None
    tail = _following(timeline, now)
    if now.kind is SegmentKind.FLOW:
        tail = [
            (i, step) for i, step in tail if not (step.kind is SegmentKind.FLOW and step.item == now.item)
        ]
    return _Revision(timeline.plan, elapsed, tail)


def _ease_off(timeline: Timeline, now: Segment, elapsed: int, edit: Edit) -> _Revision | None:
    del edit
    if now.item is None or now.kind is SegmentKind.RATING or now.eased:
        return None

    def eased(step: Step) -> Step:
        if step.item != now.item or step.kind is SegmentKind.RATING:
            return step
        hold = step.kind is SegmentKind.HOLD
        shorter = min(EASED_HOLD_MS, step.duration_ms // 2) if hold else step.duration_ms
        return replace(step, eased=True, duration_ms=shorter)

    plan = [eased(step) if i >= now.plan_index else step for i, step in enumerate(timeline.plan)]
    tail = [(i, eased(step)) for i, step in _following(timeline, now)]
    current_ms = now.duration_ms
    if now.kind is SegmentKind.HOLD:
        wanted = min(EASED_HOLD_MS, now.duration_ms // 2)
        current_ms = min(now.duration_ms, max(elapsed + EASED_AT_LEAST_MORE_MS, wanted))
    return _Revision(tuple(plan), current_ms, tail, current=replace(now.step, eased=True))


def _skip(timeline: Timeline, now: Segment, elapsed: int, edit: Edit) -> _Revision | None:
    del edit
    if now.item is None:
        return None
    after = next(
        (i for i in range(now.plan_index, len(timeline.plan)) if timeline.plan[i].item != now.item),
        len(timeline.plan),
    )
    if now.kind is SegmentKind.RATING:
        return None  # a rating is skipped by answering it so
    rating = timeline.plan[after - 1]
    asked_here = rating.kind is SegmentKind.RATING and rating.duration_ms > 0
    if asked_here and _was_done(timeline, now, elapsed):
        return _Revision(timeline.plan, elapsed, _planned(timeline.plan, after - 1))
    if after < len(timeline.plan) and timeline.plan[after].kind is SegmentKind.GET_READY:
        item = timeline.plan[after].item
        assert item is not None
        ready = get_ready_step(timeline.context, item, _posture(timeline, now))
        return _Revision(timeline.plan, elapsed, [(after, ready), *_planned(timeline.plan, after + 1)])
    return _Revision(timeline.plan, elapsed, _planned(timeline.plan, after))


def _was_done(timeline: Timeline, now: Segment, elapsed: int) -> bool:
    held = sum(
        s.duration_ms
        for s in timeline.segments
        if s.item == now.item and s.step.is_effort and s.end_ms <= now.start_ms
    )
    return held + (elapsed if now.step.is_effort else 0) >= DONE_FROM_MS


def _posture(timeline: Timeline, now: Segment) -> Posture:
    """The posture the person is in: of the last item that got beyond getting ready."""
    for s in reversed(timeline.segments):
        moved = s.kind not in (SegmentKind.GET_READY, SegmentKind.RATING)
        if s.start_ms <= now.start_ms and moved and s.item is not None:
            stretch = timeline.context.stretch(s.item)
            # On the way down nobody knows how far one got: the way from the beginning takes long enough.
            return stretch.posture if s.plan_index == now.plan_index else stretch.end_posture
    return Posture.STANDING


def unit_start(plan: Sequence[Step], effort: int) -> int:
    """Where the movement into an effort begins."""
    before = plan[effort - 1] if effort else None
    same = before is not None and before.kind is SegmentKind.MOVE_IN and before.item == plan[effort].item
    return effort - 1 if same else effort


def _from_effort(timeline: Timeline, now: Segment, elapsed: int, effort: int) -> _Revision:
    """Go on at the movement into `effort`; through getting ready when that is another item."""
    go_on_at = unit_start(timeline.plan, effort)
    item = timeline.plan[effort].item
    assert item is not None
    tail = _planned(timeline.plan, go_on_at)
    if item != now.item or now.kind is SegmentKind.GET_READY:
        ready = get_ready_step(timeline.context, item, _posture(timeline, now))
        tail.insert(0, (go_on_at, replace(ready, side=timeline.plan[effort].side)))
    return _Revision(timeline.plan, elapsed, tail)


def _efforts(timeline: Timeline) -> list[int]:
    return [i for i, step in enumerate(timeline.plan) if step.is_effort]


def _back(timeline: Timeline, now: Segment, elapsed: int, edit: Edit) -> _Revision | None:
    del edit
    efforts = _efforts(timeline)
    if not efforts:
        return None
    if now.step.is_effort and elapsed > BACK_WITHIN_MS:
        return _from_effort(timeline, now, elapsed, now.plan_index)
    earlier = [i for i in efforts if i < now.plan_index]
    return _from_effort(timeline, now, elapsed, earlier[-1] if earlier else efforts[0])


def _repeat_hold(timeline: Timeline, now: Segment, elapsed: int, edit: Edit) -> _Revision | None:
    del edit
    if now.kind in (*_UNIT, *_EFFORT_ALONE):
        here = next((i for i in _efforts(timeline) if i >= now.plan_index), None)
    else:
        here = next((i for i in reversed(_efforts(timeline)) if i < now.plan_index), None)
    if here is None or timeline.plan[here].item != now.item:
        return None
    return _from_effort(timeline, now, elapsed, here)


def _repeat_side(timeline: Timeline, now: Segment, elapsed: int, edit: Edit) -> _Revision | None:
    del edit
    here = [
        i
        for i in _efforts(timeline)
        if timeline.plan[i].item == now.item and timeline.plan[i].side is now.side
    ]
    if not here or now.item is None:
        return None
    return _from_effort(timeline, now, elapsed, here[0])


def _ready_again(timeline: Timeline, now: Segment, elapsed: int, edit: Edit) -> _Revision | None:
    """Come back after a pause: time to get into position, then what was left of the hold."""
    del edit
    ready_ms = ms(timeline.context.preferences.same_posture_s)
    plan, tail = timeline.plan, _following(timeline, now)
    if now.item is None or now.kind in (SegmentKind.RATING, SegmentKind.RELEASE):
        return None
    if now.kind in _WAITS:
        return _Revision(plan, elapsed + max(now.duration_ms - elapsed, ready_ms), tail)
    ready = get_ready_step(timeline.context, now.item, timeline.context.stretch(now.item).posture)
    ready = replace(with_duration(ready, ready_ms), side=now.side, eased=now.eased)
    start = unit_start(plan, now.plan_index) if now.step.is_effort else now.plan_index
    lead_in = [(start, ready)]
    if now.kind in (SegmentKind.MOVE_IN, SegmentKind.FLOW):
        lead_in.append((now.plan_index, plan[now.plan_index]))  # short and whole: done again
    else:
        if start < now.plan_index:
            lead_in.append((start, plan[start]))
        lead_in.append((now.plan_index, with_duration(now.step, now.duration_ms - elapsed)))
    return _Revision(plan, elapsed, [*lead_in, *tail])


def _instead(timeline: Timeline, now: Segment, elapsed: int, edit: Edit) -> _Revision | None:
    """Put other stretches in here, before the rest of the plan."""
    again = elapsed == 0 or now.kind is SegmentKind.GET_READY
    go_on_at = now.plan_index if again else now.plan_index + 1
    context = timeline.context
    posture = _posture(timeline, now)
    added: list[Step] = []
    questions: list[Step] = []
    for stretch_id in edit.stretches:
        context = replace(context, items=(*context.items, RoutineItem(stretch=stretch_id)))
        item = len(context.items) - 1
        added += [s for s in item_steps(context, item, posture) if s.duration_ms > 0]
        posture = context.stretch(item).end_posture
        if context.ask_during is AskDuring.AT_END and context.stretch(item).is_rated:
            questions.append(rating_step(context, item))
    rest = list(timeline.plan[go_on_at:])
    if rest and rest[0].kind is SegmentKind.GET_READY and rest[0].item is not None:
        rest[0] = get_ready_step(context, rest[0].item, posture)
    last = rest[-1:] if rest and _is_last_question(rest[-1]) else []
    rest = rest[: len(rest) - len(last)]
    plan = (*timeline.plan[:go_on_at], *added, *rest, *questions, *last)
    return _Revision(plan, elapsed, _planned(plan, go_on_at), context=context)


def _is_last_question(step: Step) -> bool:
    """Whether this is the question about the whole session."""
    return step.kind is SegmentKind.RATING and step.item is None


def _rate_at_end(timeline: Timeline, now: Segment, elapsed: int, edit: Edit) -> _Revision | None:
    """Ask about the stretches still to come, and those of `edit`, when all of them are done."""
    del elapsed
    context = timeline.context
    if context.ask_during is not AskDuring.EACH or now.kind is SegmentKind.RATING:
        return None
    preferences = msgspec.structs.replace(context.preferences, ask_during=AskDuring.AT_END)
    context = replace(context, preferences=preferences)

    def silent(step: Step) -> Step:
        # Questions keep their place in the plan, which segments point into, but take no time.
        during = step.kind is SegmentKind.RATING and step.item is not None
        return with_duration(step, 0) if during else step

    plan = [silent(step) for step in timeline.plan]
    following = [(i, silent(step)) for i, step in _following(timeline, now)]
    later = [step.item for _, step in following if step.is_effort]
    wanted = dict.fromkeys([*edit.items, now.item, *later])
    questions = [
        rating_step(context, item) for item in wanted if item is not None and context.stretch(item).is_rated
    ]
    last = [plan.pop()] if plan and _is_last_question(plan[-1]) else []
    if last:
        following.pop()
    end = len(plan)
    plan += [*questions, *last]
    tail = [*following, *list(enumerate(plan))[end:]]
    return _Revision(tuple(plan), now.duration_ms, tail, context=context)


def _other_options(timeline: Timeline, now: Segment, elapsed: int, edit: Edit) -> _Revision | None:
    """Go on with what other options make of the rest."""
    options = timeline.context.options
    named = frozenset(edit.stretches)
    to_come = {step.stretch for step in timeline.plan[now.plan_index :] if step.stretch is not None}
    match edit.kind:
        case EditKind.EASE_REST:
            wanted = replace(options, gentle=True)
        case EditKind.AS_PLANNED:
            wanted = replace(options, gentle=False)
        case EditKind.LEAVE_OUT:
            wanted = replace(options, left_out=options.left_out | (named & to_come))
        case EditKind.PUT_BACK:
            wanted = replace(options, left_out=options.left_out - named)
        case _:
            wanted = replace(options, short_holds=False)
    planned = None if wanted == options else replan(timeline, now, wanted, _posture(timeline, now))
    if planned is None:
        return None
    current_ms = elapsed if planned.current is None else now.duration_ms
    return _Revision(planned.plan, current_ms, planned.tail, planned.current, planned.context)


_EFFORT_ALONE = (SegmentKind.WARM_UP, SegmentKind.REST_POSITION, SegmentKind.TRANSFER)
_EDITS = {
    EditKind.MORE_TIME: _more_time,
    EditKind.END_NOW: _end_now,
    EditKind.EASE_OFF: _ease_off,
    EditKind.SKIP: _skip,
    EditKind.BACK: _back,
    EditKind.REPEAT_HOLD: _repeat_hold,
    EditKind.REPEAT_SIDE: _repeat_side,
    EditKind.READY_AGAIN: _ready_again,
    EditKind.INSTEAD: _instead,
    EditKind.RATE_AT_END: _rate_at_end,
    EditKind.EASE_REST: _other_options,
    EditKind.AS_PLANNED: _other_options,
    EditKind.LEAVE_OUT: _other_options,
    EditKind.PUT_BACK: _other_options,
    EditKind.FULL_HOLDS: _other_options,
}
