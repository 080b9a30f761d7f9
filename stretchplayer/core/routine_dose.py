"""How long and how often an item is really done, and back from there to what is written in its routine.

A routine may be gentler or longer as a whole (`Routine.length`), and an item may leave its dose open. People
see and set what is played; here is what must be written so that just that is played.
"""

from __future__ import annotations

import math

import msgspec

from stretchplayer.core.catalogue import Catalogue, Dose, Form, Posture, Stretch
from stretchplayer.core.plan import dose_of, get_ready_step
from stretchplayer.core.plan_context import PlanContext, PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import LIMITS, Limits, Routine, RoutineItem, clamp_dose

WHOLE_DOSE = PlanOptions()
FINEST_S = 0.1  # of a hold as it is written, where the factor of the routine leaves no whole second


def played_dose(item: RoutineItem, stretch: Stretch, length: float) -> Dose:
    """Hold (seconds) and repetitions of a whole session, in whole seconds."""
    dose = dose_of(item, stretch, WHOLE_DOSE, length)
    return Dose(hold_s=float(round(dose.hold_s)), repetitions=dose.repetitions)


def played_limits(form: Form, length: float) -> Limits:
    """What hold and repetitions can come to in a routine of this length."""
    limits = LIMITS[form]
    (low_s, high_s), (fewest, most) = limits.hold_s, limits.repetitions
    if form is Form.TIMED or length == 1.0:
        return limits
    if form is Form.FLOW:
        low = clamp_dose(Dose(hold_s=low_s, repetitions=round(fewest * length)), form)
        high = clamp_dose(Dose(hold_s=high_s, repetitions=round(most * length)), form)
    else:
        low = clamp_dose(Dose(hold_s=round(low_s * length), repetitions=fewest), form)
        high = clamp_dose(Dose(hold_s=round(high_s * length), repetitions=most), form)
    return Limits(hold_s=(low.hold_s, high.hold_s), repetitions=(low.repetitions, high.repetitions))


def written_hold_s(wanted_s: float, form: Form, length: float) -> float:
    """The hold to write so that `wanted_s` seconds are played."""
    if form in (Form.TIMED, Form.FLOW) or length == 1.0:
        return wanted_s
    exact = wanted_s / length
    whole = float(round(exact))
    # A whole second where that comes to the same, so that numbers stay plain.
    return whole if round(whole * length) == wanted_s else round(exact / FINEST_S) * FINEST_S


def written_repetitions(wanted: int, now: int, form: Form, length: float) -> int:
    """The repetitions to write for `wanted` ones, `now` being what is played before.

    The rounds of a flow follow the length too, and not every number can be reached; then it is the next
    one in the direction that was asked for.
    """
    if form is not Form.FLOW or length == 1.0:
        return wanted
    exact = wanted / length
    nearest = round(exact)
    if round(nearest * length) == wanted:
        return nearest
    return math.ceil(exact) if wanted >= now else math.floor(exact)


def with_hold(item: RoutineItem, stretch: Stretch, length: float, hold_s: float) -> RoutineItem:
    """The item that is held for `hold_s` seconds when played."""
    return msgspec.structs.replace(item, hold_s=written_hold_s(hold_s, stretch.form, length))


def with_repetitions(item: RoutineItem, stretch: Stretch, length: float, repetitions: int) -> RoutineItem:
    """The item that is done `repetitions` times when played."""
    now = played_dose(item, stretch, length).repetitions
    return msgspec.structs.replace(
        item, repetitions=written_repetitions(repetitions, now, stretch.form, length)
    )


def usual_get_ready_s(routine: Routine, index: int, catalogue: Catalogue, preferences: Preferences) -> float:
    """Seconds of getting ready for an item that leaves them open: by what the body must do."""
    items = routine.with_item(index, msgspec.structs.replace(routine.items[index], get_ready_s=None)).items
    context = PlanContext(
        catalogue=catalogue,
        preferences=preferences,
        phrases={},
        options=WHOLE_DOSE,
        items=items,
        place=routine.place,
    )
    before = catalogue[items[index - 1].stretch].end_posture if index else Posture.STANDING
    return get_ready_step(context, index, before).duration_ms / 1000
