"""Stretches that people make themselves or bring along, with honest defaults for what they leave open."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from stretchplayer.core.catalogue import (
    Breathing,
    Direction,
    Dose,
    Form,
    Origin,
    Pace,
    Posture,
    Side,
    SideMeaning,
    Spoken,
    Stretch,
    StretchType,
)
from stretchplayer.core.content_rules import SHORT_NAME_CHARS
from stretchplayer.core.own_words import (
    GOOD_LENGTH,
    LONGEST_PHRASE,
    ONE_SIDE,
    mirrored,
    sentences,
    working_side,
)
from stretchplayer.core.phrases import READING_MS, READING_MS_PER_LETTER
from stretchplayer.core.routine import clamp_dose

OWN_PREFIX = "own-"  # of the ids of own stretches and routines
PICTURE_PREFIX = "picture-"  # of the ids of own pictures
MOST_STEPS = 40
LONGEST_STEP = 2000  # letters
MOST_PHRASES = 12  # of the steps of one stretch; there is no time for more
SETUP_STEPS = 2  # said while getting ready, where what comes later has room enough
MOST_HOLD_STEPS = 2  # what is first heard in a third repetition comes too late
WORDED_HOLD_S = 8  # in a shorter hold nothing is said
LONGEST_GET_READY_S = 15.0  # that words alone may ask for
USUAL_BREATHING = "Slow, easy breaths."
KEEP_BREATHING = "keep-breathing"  # the recorded phrase

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


@dataclass(frozen=True, slots=True)
class OwnPhrase:
    """A phrase of an own stretch; `why_caption` says why it is shown without being spoken."""

    id: str
    text: str
    why_caption: str | None = None
    whole: bool = True  # not a part of a longer sentence


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
    made = Stretch(
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
        breathing=Breathing(text=USUAL_BREATHING),
        feel=feel,
        steps=tuple(steps),
        mistakes=(),
        pose=pose,
        picture=f"Your own picture: {name}" if pose else "",
        spoken=Spoken(name=_phrase(id, "name")),
        sources=(),
        side_means=sides if one_sided else None,
        caution_note=cautions or None,
        origin=origin,
    )
    return with_words(made)


def revised(before: Stretch, made: Stretch) -> Stretch:
    """`before` with what people can write in the form, taken from `made`.

    What the form does not show stays: whose work it is, cautions by kind, mistakes, easier ways and more.
    """
    same_name = made.name == before.name
    return changed(
        before,
        name=made.name,
        short_name=before.short_name if same_name else made.short_name,
        type=before.type if made.form is before.form else made.type,
        form=made.form,
        posture=made.posture,
        dose=made.dose,
        steps=made.steps,
        side_means=made.side_means,
        caution_note=made.caution_note,
        pose=made.pose,
        picture=before.picture if made.pose == before.pose else made.picture,
    )


def changed(stretch: Stretch, **changes: Any) -> Stretch:
    """The same but for these fields, with the words and the time for them as they are then."""
    if stretch.pace.get_ready_s == _get_ready_s(stretch):  # only its words asked for it
        stretch = msgspec.structs.replace(
            stretch, pace=msgspec.structs.replace(stretch.pace, get_ready_s=0.0)
        )
    return with_words(msgspec.structs.replace(stretch, **changes))


def with_words(stretch: Stretch) -> Stretch:
    """An own stretch with the places of its words, and with the time that those before it take.

    Getting ready is said each time, since nobody knows which position the words begin from.
    """
    get_ready_s = max(stretch.pace.get_ready_s, _get_ready_s(stretch))
    pace: Pace = msgspec.structs.replace(stretch.pace, get_ready_s=get_ready_s)
    return msgspec.structs.replace(stretch, spoken=_spoken(stretch), pace=pace)


def name_phrase(stretch: Stretch) -> OwnPhrase:
    """The name of an own stretch, as it is said."""
    return OwnPhrase(_phrase(stretch.id, "name"), f"{stretch.name.rstrip('.')}.")


def side_phrases(stretch: Stretch) -> dict[Side, OwnPhrase]:
    """The first sentence that names a side, as written and mirrored; empty where none does so clearly.

    It is said after the set-up, so what follows it must be fit for moving in and for the hold.
    """
    means = stretch.side_means
    if means is None:
        return {}
    written_for = next((side for step in stretch.steps if (side := working_side(step, means))), None)
    all_of_it = [one for step in stretch.steps for one in sentences(step, two_sided=True)]
    named = next((at for at, one in enumerate(all_of_it) if one.why_not == ONE_SIDE), None)
    if written_for is None or named is None:
        return {}
    text = all_of_it[named].text
    if len(text) > LONGEST_PHRASE or any(len(one.phrases) > 1 for one in all_of_it[named:]):
        return {}
    words = {written_for: text, written_for.other: mirrored(text)}
    return {side: OwnPhrase(_phrase(stretch.id, f"side-{side}"), said) for side, said in words.items()}


def step_phrases(stretch: Stretch) -> list[OwnPhrase]:
    """What else is said or shown of the steps of an own stretch, in order."""
    return _steps(stretch)[0]


def _steps(stretch: Stretch) -> tuple[list[OwnPhrase], int | None]:
    """The phrases of the steps but for those of a side, and how many come before these."""
    made: list[OwnPhrase] = []
    before_side: int | None = None
    by_side = {phrase.text for phrase in side_phrases(stretch).values()}
    for n, step in enumerate(stretch.steps, start=1):
        part = 0
        for sentence in sentences(step, two_sided=stretch.one_sided):
            if sentence.text in by_side:
                before_side = len(made) if before_side is None else before_side
                continue
            for words in sentence.phrases or (sentence.text,):
                part += 1
                id_ = _phrase(stretch.id, f"step-{n}" if part == 1 else f"step-{n}-{part}")
                made.append(OwnPhrase(id_, words, sentence.why_not, whole=len(sentence.phrases) <= 1))
    return made[:MOST_PHRASES], before_side


def own_phrases(stretch: Stretch) -> dict[str, str]:
    """The words of an own stretch by phrase id: its name and its steps, shown as captions."""
    return {phrase.id: phrase.text for phrase in _all_phrases(stretch)}


def words_to_speak(stretch: Stretch) -> dict[str, str]:
    """Those of its words that can be spoken, its name first."""
    return {phrase.id: phrase.text for phrase in _all_phrases(stretch) if phrase.why_caption is None}


def _all_phrases(stretch: Stretch) -> Iterator[OwnPhrase]:
    yield name_phrase(stretch)
    yield from step_phrases(stretch)
    yield from side_phrases(stretch).values()
    yield from _remarks(stretch)


def short_name(name: str) -> str:
    """A name that fits the player: whole words where that says enough, else cut short."""
    if len(name) <= SHORT_NAME_CHARS:
        return name
    whole = name[: SHORT_NAME_CHARS + 1].rpartition(" ")[0].rstrip(" ,;:-–")
    return whole or f"{name[: SHORT_NAME_CHARS - 1]}…"


def _spoken(stretch: Stretch) -> Spoken:
    """The first steps are for getting into place, then comes the move, the last are for the hold.

    Words while moving in and in a hold are heard one at a time, so parts of a sentence stay in the set-up.
    """
    steps, before_side = _steps(stretch)
    n = len(steps)
    together = max((at for at, phrase in enumerate(steps, start=1) if not phrase.whole), default=0)
    remarks = [phrase.id for phrase in _remarks(stretch)]
    move: list[OwnPhrase] = []
    match stretch.form:
        case Form.FLOW:  # one remark for each half of its cycle, or none
            first = n - 2 if n - 2 >= max(1, together) else n
            remarks = []
        case Form.TIMED:
            first = max(together, min(n, SETUP_STEPS))
        case _:
            worded = stretch.dose.hold_s >= WORDED_HOLD_S
            in_hold = min(stretch.dose.repetitions, MOST_HOLD_STEPS) if worded else 0
            first = max(together, min(SETUP_STEPS, n - 1), n - 1 - in_hold, min(n, 1))
            first = first if before_side is None else min(first, before_side)
            move = steps[first : first + 1]
            if move and len(move[0].text) > GOOD_LENGTH and before_side is None:  # moving in is short
                first, move = first + 1, []
            remarks = remarks or [KEEP_BREATHING]
    return Spoken(
        name=name_phrase(stretch).id,
        setup=tuple(phrase.id for phrase in steps[:first]),
        side=_phrase(stretch.id, "side-{side}") if side_phrases(stretch) else None,
        move=move[0].id if move else None,
        hold=(*(phrase.id for phrase in steps[first + len(move) :]), *remarks),
    )


def _remarks(stretch: Stretch) -> Iterator[OwnPhrase]:
    """What it should feel like and how to breathe, where a file said so in few words."""
    breathing = stretch.breathing.text
    for part, text in (
        ("feel", stretch.feel),
        ("breathing", "" if breathing == USUAL_BREATHING else breathing),
    ):
        said = sentences(text, two_sided=stretch.one_sided)
        if len(said) == 1 and len(said[0].phrases) == 1:
            yield OwnPhrase(_phrase(stretch.id, part), said[0].text)


def _get_ready_s(stretch: Stretch) -> float:
    """Seconds that its name, its side and the words of getting ready take."""
    setup = set(_spoken(stretch).setup)
    words = [phrase.text for phrase in step_phrases(stretch) if phrase.id in setup]
    words += [phrase.text for phrase in side_phrases(stretch).values()][:1]
    if not words:
        return 0.0
    words += [name_phrase(stretch).text, *(["To the right."] if stretch.one_sided else [])]
    said_ms = 500 + sum(200 + READING_MS + READING_MS_PER_LETTER * len(text) for text in words)
    return min(float(math.ceil(said_ms / 1000)), LONGEST_GET_READY_S)


def _phrase(stretch: str, part: str) -> str:
    return f"{stretch}/{part}"
