"""Stretches that people make themselves or bring along, with honest defaults for what they leave open."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stretchplayer.core.catalogue import (
    Breathing,
    Direction,
    Dose,
    Form,
    Origin,
    Posture,
    SideMeaning,
    Spoken,
    Stretch,
    StretchType,
)
from stretchplayer.core.content_rules import SHORT_NAME_CHARS
from stretchplayer.core.routine import clamp_dose

OWN_PREFIX = "own-"  # of the ids of own stretches and routines
PICTURE_PREFIX = "picture-"  # of the ids of own pictures
MOST_STEPS = 40
LONGEST_STEP = 2000  # letters

#: The dose of a new stretch, as for those of the library (`LIMITS` and clinical defaults by form).
USUAL_DOSES: dict[Form, Dose] = {
    Form.HOLD: Dose(hold_s=20, repetitions=3),  # 60 s a side: ACSM
    Form.DRILL: Dose(hold_s=5, repetitions=8),
    Form.FLOW: Dose(hold_s=8, repetitions=8),
    Form.TIMED: Dose(hold_s=120),
}
_TYPES = {
    Form.HOLD: StretchType.STRETCH,
    Form.DRILL: StretchType.CONTROL,
    Form.FLOW: StretchType.MOBILITY,
    Form.TIMED: StretchType.WARM_UP,
}


def own_stretch(
    *,
    id: str,  # noqa: A002  (as the record calls it)
    name: str,
    steps: Sequence[str] = (),
    form: Form = Form.HOLD,
    posture: Posture = Posture.LYING_BACK,
    sides: SideMeaning | None = None,
    dose: Dose | None = None,
    cautions: str | None = None,
    feel: str = "",
    pose: str = "",
    directions: Sequence[Direction] = (Direction.NEUTRAL,),
    muscles: Sequence[str] = (),
    origin: Origin | None = None,
) -> Stretch:
    """A stretch of the user's own.

    `pose` is the id of a picture, of the library or their own; empty for none. `cautions` are the user's
    words. What is timed or flows has no sides, whatever `sides` says.
    """
    one_sided = form in (Form.HOLD, Form.DRILL)
    return Stretch(
        id=id,
        name=name,
        short_name=short_name(name),
        type=_TYPES[form],
        form=form,
        posture=posture,
        directions=tuple(directions),
        targets="",
        muscles=tuple(muscles),
        dose=clamp_dose(dose or USUAL_DOSES[form], form),
        breathing=Breathing(text="Slow, easy breaths."),
        feel=feel,
        steps=tuple(steps),
        mistakes=(),
        pose=pose,
        picture=f"Your own picture: {name}" if pose else "",
        spoken=_spoken(id, len(steps)),
        sources=(),
        side_means=sides if one_sided else None,
        caution_note=cautions or None,
        origin=origin,
    )


def revised(before: Stretch, made: Stretch) -> Stretch:
    """`before` with what people can write in the form, taken from `made`.

    What the form does not show stays: whose work it is, cautions by kind, mistakes, easier ways and more.
    """
    same_name, same_steps = made.name == before.name, made.steps == before.steps
    return msgspec.structs.replace(
        before,
        name=made.name,
        short_name=before.short_name if same_name else made.short_name,
        type=before.type if made.form is before.form else made.type,
        form=made.form,
        posture=made.posture,
        dose=made.dose,
        steps=made.steps,
        spoken=before.spoken if same_steps else made.spoken,
        side_means=made.side_means,
        caution_note=made.caution_note,
        pose=made.pose,
        picture=before.picture if made.pose == before.pose else made.picture,
    )


def own_phrases(stretch: Stretch) -> dict[str, str]:
    """The words of an own stretch by phrase id: its name and its steps, shown as captions."""
    words = {_phrase(stretch.id, "name"): f"{stretch.name.rstrip('.')}."}
    return words | {_phrase(stretch.id, f"step-{n}"): step for n, step in enumerate(stretch.steps, start=1)}


def short_name(name: str) -> str:
    """A name that fits the player: whole words where that says enough, else cut short."""
    if len(name) <= SHORT_NAME_CHARS:
        return name
    whole = name[: SHORT_NAME_CHARS + 1].rpartition(" ")[0].rstrip(" ,;:-–")
    return whole or f"{name[: SHORT_NAME_CHARS - 1]}…"


def _spoken(stretch: str, steps: int) -> Spoken:
    """The first steps are for getting into place, the last for the hold."""
    ids = [_phrase(stretch, f"step-{n}") for n in range(1, steps + 1)]
    return Spoken(
        name=_phrase(stretch, "name"),
        setup=tuple(ids[: max(1, steps // 2)]),
        hold=tuple(ids[max(1, steps // 2) :]),
    )


def _phrase(stretch: str, part: str) -> str:
    return f"{stretch}/{part}"
