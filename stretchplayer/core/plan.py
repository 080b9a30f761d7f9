"""From a routine to a timeline: which steps, in which order, how long."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

import msgspec

from stretchplayer.core.catalogue import Catalogue, Dose, Form, Posture, Side, Stretch, StretchType
from stretchplayer.core.comfort.limits import EASED_HOLD_S, EASED_SHARE, SHORT_HOLD_S
from stretchplayer.core.cues import place_cues
from stretchplayer.core.phrases import Phrase
from stretchplayer.core.place import Place
from stretchplayer.core.plan_context import PlanContext, PlanOptions
from stretchplayer.core.preferences import AskDuring, Preferences
from stretchplayer.core.routine import Routine, RoutineItem, Sides, clamp_dose
from stretchplayer.core.timeline import PostureChange, SegmentKind, Step, Timeline, lay_out
from stretchplayer.core.transfers import part_of_way, posture_after

SHORT_REPETITIONS = 3  # of a short hold: 10 s x 3, to work up from over a couple of weeks (ACSM)
SHORTEST_CHANGE_S = 0.5  # room for the change-over tone, however short the user wants it

_TIMED_KIND = {StretchType.WARM_UP: SegmentKind.WARM_UP, StretchType.REST: SegmentKind.REST_POSITION}


def ms(seconds: float) -> int:
    """Whole milliseconds."""
    return round(seconds * 1000)


def dose_of(item: RoutineItem, stretch: Stretch, options: PlanOptions, length: float = 1.0) -> Dose:
    """Hold (seconds) and repetitions as they will be played.

    What the user set for the item wins; short holds touch only what was left at its default. What is
    eased is held shorter all the same.
    `length` makes holds, and the rounds of a flow, gentler or longer inside their limits.
    """
    hold_s = item.hold_s if item.hold_s is not None else stretch.dose.hold_s
    repetitions = item.repetitions if item.repetitions is not None else stretch.dose.repetitions
    if length != 1.0 and stretch.form is not Form.TIMED:
        flow = stretch.form is Form.FLOW
        wanted = Dose(
            hold_s=hold_s if flow else float(round(hold_s * length)),
            repetitions=round(repetitions * length) if flow else repetitions,
        )
        dose = clamp_dose(wanted, stretch.form)
        hold_s, repetitions = dose.hold_s, dose.repetitions
    if options.short_holds and stretch.form is Form.HOLD:
        if item.hold_s is None:
            hold_s = min(hold_s, SHORT_HOLD_S)
        if item.repetitions is None:
            repetitions = min(repetitions, SHORT_REPETITIONS)
    if options.eases(stretch) and stretch.form in (Form.HOLD, Form.DRILL):
        hold_s = min(hold_s, EASED_HOLD_S, float(math.ceil(hold_s * EASED_SHARE)))
    if options.half_dose:
        repetitions = -(-repetitions // 2)
    return Dose(hold_s=hold_s, repetitions=repetitions)


def posture_change(before: Posture, after: Posture, place: Place = Place.FLOOR) -> PostureChange:
    """What the body must do between two postures."""
    bed = place is Place.BED
    if before.on_floor != after.on_floor:
        if after.on_floor:
            return PostureChange.ON_BED if bed else PostureChange.DOWN
        return PostureChange.OFF_BED if bed else PostureChange.UP
    if place is Place.CHAIR and not after.on_floor and before is not after:
        return PostureChange.SIT_DOWN if after is Posture.SITTING else PostureChange.STAND_UP
    return PostureChange.NONE if before is after else PostureChange.POSTURE


def get_ready_step(context: PlanContext, item: int, before: Posture) -> Step:
    """The time to get into the starting position of `item`, coming from `before`."""
    prefs = context.preferences
    stretch = context.stretch(item)
    change = posture_change(before, stretch.posture, context.place)
    seconds = {
        PostureChange.NONE: prefs.same_posture_s,
        PostureChange.POSTURE: prefs.new_posture_s,
        PostureChange.DOWN: prefs.to_floor_s,
        PostureChange.UP: prefs.to_floor_s,
        PostureChange.ON_BED: prefs.to_bed_s,
        PostureChange.OFF_BED: prefs.to_bed_s,
        PostureChange.SIT_DOWN: prefs.new_posture_s,
        PostureChange.STAND_UP: prefs.new_posture_s,
    }[change]
    wanted = context.items[item].get_ready_s
    duration = ms(max(seconds, stretch.pace.get_ready_s) if wanted is None else wanted)
    return Step(
        kind=SegmentKind.GET_READY,
        duration_ms=duration,
        planned_ms=duration,
        item=item,
        stretch=stretch.id,
        side=_sides(context, item)[0],
        eased=context.options.eases(stretch),
        posture_change=change,
    )


def item_steps(context: PlanContext, item: int, before: Posture) -> list[Step]:
    """All steps of one item, from getting ready to the rating if that is asked for right after it."""
    stretch = context.stretch(item)
    dose = dose_of(context.items[item], stretch, context.options, context.length)
    steps = [get_ready_step(context, item, before)]
    if stretch.type is StretchType.TRANSFER:
        steps.append(_way_step(context, item, before, dose.hold_s))
    elif stretch.form is Form.TIMED:
        steps.append(_step(_TIMED_KIND.get(stretch.type, SegmentKind.WARM_UP), dose.hold_s, item, stretch))
    elif stretch.form is Form.FLOW:
        steps += [
            _step(SegmentKind.FLOW, dose.hold_s, item, stretch, None, n, dose.repetitions)
            for n in range(1, dose.repetitions + 1)
        ]
    else:
        steps += _hold_steps(context, item, stretch, dose)
    if context.options.eases(stretch):
        steps = [replace(step, eased=True) for step in steps]
    if context.ask_during is AskDuring.EACH and stretch.is_rated:
        steps.append(rating_step(context, item))
    return steps


def rating_step(context: PlanContext, item: int | None) -> Step:
    """The question about an item, or about the whole session."""
    stretch = None if item is None else context.stretch(item)
    return _step(SegmentKind.RATING, context.preferences.rating_nominal_s, item, stretch)


def _sides(context: PlanContext, item: int) -> tuple[Side | None, ...]:
    if not context.stretch(item).one_sided:
        return (None,)
    wanted = context.items[item].sides
    if wanted is Sides.BOTH:
        first = context.items[item].first_side or context.options.first_side
        return (first, first.other)
    return (Side(wanted.value),)


def _step(
    kind: SegmentKind,
    seconds: float,
    item: int | None,
    stretch: Stretch | None,
    side: Side | None = None,
    repetition: int | None = None,
    repetitions: int | None = None,
) -> Step:
    return Step(
        kind=kind,
        duration_ms=ms(seconds),
        planned_ms=ms(seconds),
        item=item,
        stretch=None if stretch is None else stretch.id,
        side=side,
        repetition=repetition,
        repetitions=repetitions,
    )


def _way_step(context: PlanContext, item: int, before: Posture, seconds: float) -> Step:
    """The steps of a way down or up that are asked for, each as long as it would be on the whole way."""
    way = context.stretch(item)
    following = (
        context.stretch(later).posture
        for later in range(item + 1, len(context.items))
        if context.items[later].stretch not in context.options.left_out
    )
    first, over = part_of_way(way, before, next(following, None))
    share = (over - first) / max(1, len(way.steps))
    return replace(_step(SegmentKind.TRANSFER, seconds * share, item, way), part=(first, over))


def _posture_after(stretch: Stretch, last: Step) -> Posture:
    """The position after an item, of which `last` is the last step; a way down may end before its end."""
    return stretch.end_posture if last.part is None else posture_after(stretch, last.part[1])


def _hold_steps(context: PlanContext, item: int, stretch: Stretch, dose: Dose) -> Iterator[Step]:
    prefs = context.preferences
    drill = stretch.form is Form.DRILL
    pace = stretch.pace
    move_in_s = max(pace.move_in_s, prefs.drill_move_in_s if drill else prefs.move_in_s)
    release_s = max(pace.release_s, prefs.drill_release_s if drill else prefs.release_s)
    # The change of sides lasts as long as the user asked for, letting go and moving in included.
    wanted_change_s = max(pace.change_side_s, prefs.change_side_s)
    change_s = max(SHORTEST_CHANGE_S, wanted_change_s - move_in_s - release_s)
    wanted_rest_s = context.items[item].rest_s
    rest_s = prefs.rest_s if wanted_rest_s is None else wanted_rest_s
    n = dose.repetitions
    for turn, side in enumerate(_sides(context, item)):
        if turn:
            yield _step(SegmentKind.CHANGE_SIDE, change_s, item, stretch, side, None, n)
        for repetition in range(1, n + 1):
            if repetition > 1:
                yield _step(SegmentKind.REST, rest_s, item, stretch, side, repetition, n)
            yield _step(SegmentKind.MOVE_IN, move_in_s, item, stretch, side, repetition, n)
            yield _step(SegmentKind.HOLD, dose.hold_s, item, stretch, side, repetition, n)
            yield _step(SegmentKind.RELEASE, release_s, item, stretch, side, repetition, n)


def plan_steps(context: PlanContext) -> tuple[Step, ...]:
    """The whole plan: every item in order, then the questions at the end."""
    steps: list[Step] = []
    played: list[int] = []
    posture = Posture.STANDING  # one comes to the mat standing
    for index, item in enumerate(context.items):
        if item.stretch in context.options.left_out:
            continue
        steps += item_steps(context, index, posture)
        posture = _posture_after(context.stretch(index), steps[-1])
        played.append(index)
    if context.ask_during is AskDuring.AT_END:
        steps += [rating_step(context, index) for index in played if context.stretch(index).is_rated]
    if steps and context.preferences.ask_after:
        steps.append(rating_step(context, None))
    return tuple(step for step in steps if step.duration_ms > 0)


def compile_routine(
    routine: Routine,
    catalogue: Catalogue,
    preferences: Preferences,
    phrases: Mapping[str, Phrase],
    options: PlanOptions | None = None,
) -> Timeline:
    """Write the score of a routine.

    `phrases` gives the words and lengths of everything that can be heard. Raises
    `NotFoundError` when an item names a stretch that is not in the catalogue.
    """
    context = _context(routine, catalogue, preferences, phrases, options or PlanOptions())
    plan = plan_steps(context)
    segments = lay_out(enumerate(plan), 0)
    cues = place_cues(segments, context)
    return Timeline(routine.id, segments, cues, plan, context)


def total_ms(routine: Routine, catalogue: Catalogue, preferences: Preferences, options: PlanOptions) -> int:
    """Length of a routine as it would be played, without laying its cues."""
    return sum(
        step.duration_ms for step in plan_steps(_context(routine, catalogue, preferences, {}, options))
    )


def item_totals_ms(
    routine: Routine, catalogue: Catalogue, preferences: Preferences, options: PlanOptions
) -> dict[int, int]:
    """Milliseconds of each item by its place, getting ready and rating included; none of what is left out."""
    totals: dict[int, int] = {}
    for step in plan_steps(_context(routine, catalogue, preferences, {}, options)):
        if step.item is not None:
            totals[step.item] = totals.get(step.item, 0) + step.duration_ms
    return totals


def _context(
    routine: Routine,
    catalogue: Catalogue,
    preferences: Preferences,
    phrases: Mapping[str, Phrase],
    options: PlanOptions,
) -> PlanContext:
    """What a routine is planned with; what the routine itself says of voice and tones wins."""
    own = {
        name: value
        for name, value in (("talking", routine.talking), ("sounds", routine.sounds))
        if value is not None
    }
    return PlanContext(
        catalogue=catalogue,
        preferences=msgspec.structs.replace(preferences, **own),
        phrases=phrases,
        options=options,
        items=routine.items,
        length=routine.length,
        place=routine.place,
    )


class PlanRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What must be kept to write the same score again: stored with each session."""

    routine: Routine
    first_side: Side
    short_holds: bool = False
    half_dose: bool = False
    left_out: tuple[str, ...] = ()
    eased: tuple[str, ...] = ()
    gentle: bool = False

    def options(self) -> PlanOptions:
        """The options it was compiled with."""
        return PlanOptions(
            first_side=self.first_side,
            short_holds=self.short_holds,
            half_dose=self.half_dose,
            left_out=frozenset(self.left_out),
            eased=frozenset(self.eased),
            gentle=self.gentle,
        )


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """Where to carry on after a crash: an effort of the plan."""

    item: int
    side: str | None
    repetition: int | None
    pre: int | None = None
