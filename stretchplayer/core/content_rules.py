"""What the content must keep to, beyond the type of each field.

Rules across records: every reference leads somewhere, doses are inside the limits, words fit the
screen and keep to the house wording. Each rule returns its faults as sentences of the form
``place: what is wrong``; an empty list is a pass. Nothing is read from files here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from stretchplayer.core.avoided import avoided_by_name
from stretchplayer.core.catalogue import (
    FORBIDDEN_TAGS,
    AvoidedMove,
    Catalogue,
    Form,
    Pace,
    Stretch,
    StretchType,
)
from stretchplayer.core.cues import ON_BED_SUFFIX
from stretchplayer.core.place import misplaced
from stretchplayer.core.routine import LIMITS, Routine
from stretchplayer.core.wording import MARKS, forbidden

if TYPE_CHECKING:
    from stretchplayer.core.flexibility import FlexibilityTest
    from stretchplayer.core.phrases import PhraseText

CAPTION_CHARS = 44  # one line of 58 px type on the player's board of 1280 px
SHORT_NAME_CHARS = 15  # what the player's name column holds at 58 px
FLOOR_CHANGES = 1  # down once; the session ends on the floor

#: Places the figure can highlight.
# fmt: off
MUSCLES = frozenset({
    "lumbar", "thoracic", "abdomen", "side", "lat", "glute", "piriformis", "hamstring", "calf", "quad",
    "hipflexor", "chest", "neck",
})
# fmt: on

#: Phrases that sessions and sittings themselves need, whatever the catalogue and the tests hold.
# fmt: off
SYSTEM_PHRASES = frozenset({
    "get-ready", "next", "getting-down", "getting-up", "onto-bed", "off-bed", "sit-on-chair",
    "stand-from-chair", "change-sides", "both-sides-done",
    "right-leg", "left-leg", "right-arm", "left-arm", "knees-right", "knees-left",
    "half-way", "count-3", "count-2", "count-1", "last-one",
    "breathe-in", "breathe-out", "let-go-slowly", "and-again", "rest", "rest-here",
    "rate-stretch", "rate-now", "rate-saved", "remember-stretch", "remember-now",
    *(f"heard-{score}" for score in range(11)),
    "paused", "carry-on", "ease-off", "ten-more", "skipped", "session-done", "sound-test",
    "measure-march", "measure-warm", "measure-if-it-hurts", "measure-hurt", "measure-nothing-kept",
    "measure-right-side", "measure-left-side", "measure-try-2", "measure-try-3",
})
# fmt: on


def phrase_ids(stretch: Stretch) -> frozenset[str]:
    """Every phrase this stretch can ask for, on either side."""
    spoken = stretch.spoken
    wanted = [spoken.name, *spoken.setup, *spoken.hold]
    wanted += [phrase for phrase in (spoken.move, spoken.release) if phrase is not None]
    if spoken.side is not None:
        wanted += [spoken.side.format(side=side) for side in ("left", "right")]
    return frozenset(wanted)


def wording_faults(where: str, text: str) -> list[str]:
    """Words that are not used here (`core.wording` has the list), and space at the ends of a text."""
    faults = [
        f"{where}: no {MARKS.name}"
        if found.group is MARKS
        else f"{where}: the word “{found.words}” is not used here"
        for found in forbidden(text)
    ]
    if text != text.strip() or not text:
        faults.append(f"{where}: empty, or space at its ends")
    return faults


def catalogue_faults(catalogue: Catalogue, sources: Mapping[str, str]) -> list[str]:
    """Faults of all stretches and avoided moves together."""
    faults = [fault for move in catalogue.avoided for fault in _pattern_faults(move)]
    if faults:
        return faults  # names cannot be compared with patterns that cannot be read
    for stretch in catalogue:
        faults += _stretch_faults(stretch, catalogue, sources)
    for move in catalogue.avoided:
        faults += _avoided_faults(move, catalogue)
    faults += [f"avoid: nothing is said about the tag {tag}" for tag in _untold_tags(catalogue)]
    return faults


def phrase_faults(
    catalogue: Catalogue, phrases: Mapping[str, PhraseText], tests: Collection[FlexibilityTest] = ()
) -> list[str]:
    """Phrases that are asked for and missing, never asked for (a misspelt id), or worded badly."""
    needed = SYSTEM_PHRASES.union(*(test.spoken.phrase_ids for test in tests))
    asked = needed.union(*(phrase_ids(stretch) for stretch in catalogue))
    asked |= {f"{phrase}{ON_BED_SUFFIX}" for phrase in asked}
    asked |= {words.short for words in phrases.values() if words.short is not None}
    faults = [f"phrases: {wanted} is missing" for wanted in sorted(needed - phrases.keys())]
    faults += [f"phrases: {name}: nothing asks for it" for name in sorted(phrases.keys() - asked)]
    for stretch in catalogue:
        faults += [
            f"{stretch.id}: spoken: there is no phrase {wanted}"
            for wanted in sorted(phrase_ids(stretch) - phrases.keys())
        ]
    for phrase, words in phrases.items():
        where = f"phrases: {phrase}"
        if words.short is not None:
            faults += _short_faults(where, words, phrases.get(words.short))
        faults += wording_faults(where, words.text)
        if len(words.text) > CAPTION_CHARS:
            faults.append(f"{where}: {len(words.text)} characters, at most {CAPTION_CHARS} fit one line")
        if not (words.text[:1].isupper() and words.text[-1:] in ".?"):
            faults.append(f"{where}: must begin with a capital and end with a full stop or question mark")
    return faults


def _short_faults(where: str, words: PhraseText, short: PhraseText | None) -> list[str]:
    if short is None:
        return [f"{where}: short: there is no phrase {words.short}"]
    return [] if len(short.text) < len(words.text) else [f"{where}: short: {words.short} is no shorter"]


def routine_faults(routine: Routine, catalogue: Catalogue) -> list[str]:
    """Unknown stretches, doses outside the limits, and going down to the floor more than once."""
    faults = wording_faults(f"{routine.id}: name", routine.name)
    faults += wording_faults(f"{routine.id}: description", routine.description)
    if not routine.items:
        faults.append(f"{routine.id}: items: a routine needs at least one")
    unknown = [item.stretch for item in routine.items if item.stretch not in catalogue]
    faults += [f"{routine.id}: items: there is no stretch {name}" for name in unknown]
    for number, item in enumerate(routine.items):
        if item.stretch not in catalogue:
            continue
        where = f"{routine.id}: items[{number}]"
        form = catalogue[item.stretch].form
        faults += _dose_faults(where, form, item.hold_s, item.repetitions)
        if any(wait is not None and wait < 0 for wait in (item.rest_s, item.get_ready_s)):
            faults.append(f"{where}: times cannot be negative")
    faults += [
        f"{routine.id}: items: {stretch.id} cannot be done on a {routine.place.value}"
        for stretch in misplaced(
            (catalogue[item.stretch] for item in routine.items if item.stretch in catalogue), routine.place
        )
    ]
    if not unknown and floor_changes(routine, catalogue) > FLOOR_CHANGES:
        faults.append(f"{routine.id}: items: goes down to the floor or up from it more than once")
    return faults


def floor_changes(routine: Routine, catalogue: Catalogue) -> int:
    """How often one gets down to the floor or up from it, beginning on one's feet."""
    levels = [False]
    for item in routine.items:
        stretch = catalogue[item.stretch]
        levels += [stretch.posture.on_floor, stretch.end_posture.on_floor]
    return sum(before != after for before, after in pairwise(levels))


def posture_changes(routine: Routine, catalogue: Catalogue) -> int:
    """How often the starting position changes from one item to the next."""
    stretches = [catalogue[item.stretch] for item in routine.items]
    return sum(before.end_posture is not after.posture for before, after in pairwise(stretches))


def _stretch_faults(stretch: Stretch, catalogue: Catalogue, sources: Mapping[str, str]) -> list[str]:
    where = stretch.id
    faults: list[str] = []
    for place, text in _texts(stretch):
        faults += wording_faults(f"{where}: {place}", text)
    faults += [f"{where}: tags: {tag} is never allowed" for tag in stretch.tags if tag in FORBIDDEN_TAGS]
    faults += [
        f"{where}: sources: {key} is not in the list of sources" for key in _missing(stretch.sources, sources)
    ]
    faults += [f"{where}: muscles: the figure has no {name}" for name in _missing(stretch.muscles, MUSCLES)]
    faults += _dose_faults(f"{where}: dose", stretch.form, stretch.dose.hold_s, stretch.dose.repetitions)
    if len(stretch.short_name) > SHORT_NAME_CHARS:
        faults.append(f"{where}: short_name: at most {SHORT_NAME_CHARS} characters fit the player")
    moved = stretch.type is StretchType.TRANSFER
    for field in ("directions", "muscles", "steps", "mistakes", "sources"):
        if not getattr(stretch, field) and not (moved and field == "muscles"):
            faults.append(f"{where}: {field}: at least one is needed")
    faults += [
        f"{where}: caution_notes: {note.caution} is not among its cautions"
        for note in stretch.caution_notes
        if note.caution not in stretch.cautions
    ]
    for name in (stretch.name, stretch.short_name, *stretch.aliases):
        if (move := avoided_by_name(name, catalogue.avoided)) is not None:
            faults.append(f"{where}: “{name}” reads like {move.name}, which is avoided")
    return faults + _swap_faults(stretch, catalogue) + _form_faults(stretch)


def _swap_faults(stretch: Stretch, catalogue: Catalogue) -> list[str]:
    if stretch.swap is None:
        if stretch.type is StretchType.TRANSFER:
            return []  # nothing stands in for the way down and up
        return [f"{stretch.id}: swap: every item names something to do instead"]
    if stretch.swap.stretch == stretch.id:
        return [f"{stretch.id}: swap: an item cannot stand in for itself"]
    if stretch.swap.stretch not in catalogue:
        return [f"{stretch.id}: swap: there is no stretch {stretch.swap.stretch}"]
    return []


def _form_faults(stretch: Stretch) -> list[str]:
    faults: list[str] = []
    timed_type = stretch.type in (StretchType.WARM_UP, StretchType.REST, StretchType.TRANSFER)
    if (stretch.form is Form.TIMED) != timed_type:
        faults.append(f"{stretch.id}: form: warm-up, rest, getting down and up are timed, and nothing else")
    if stretch.one_sided and stretch.form not in (Form.HOLD, Form.DRILL):
        faults.append(f"{stretch.id}: side_means: what is timed or flows has no sides")
    parts = {len(stretch.steps), len(stretch.stills), len(stretch.spoken.hold)}
    if stretch.type is StretchType.TRANSFER and len(parts) > 1:
        faults.append(f"{stretch.id}: steps: each needs a picture and a phrase of its own")
    side = stretch.spoken.side
    if side is not None and not (stretch.one_sided and "{side}" in side):
        faults.append(f"{stretch.id}: spoken.side: needs sides, and {{side}} in the phrase id")
    if min(stretch.breathing.in_s, stretch.breathing.out_s) <= 0:
        faults.append(f"{stretch.id}: breathing: a breath takes time")
    pace = stretch.pace
    if min(pace.get_ready_s, pace.move_in_s, pace.release_s, pace.change_side_s) < 0:
        faults.append(f"{stretch.id}: pace: times cannot be negative")
    if pace != Pace(get_ready_s=pace.get_ready_s) and stretch.form not in (Form.HOLD, Form.DRILL):
        faults.append(f"{stretch.id}: pace: what is timed or flows has its pace in its dose")
    return faults


def _dose_faults(where: str, form: Form, hold_s: float | None, repetitions: int | None) -> list[str]:
    limits = LIMITS[form]
    faults = []
    for field, value, (low, high) in (
        ("hold_s", hold_s, limits.hold_s),
        ("repetitions", repetitions, limits.repetitions),
    ):
        if value is not None and not low <= value <= high:
            faults.append(f"{where}: {field}: {value:g} is outside {low:g} to {high:g}")
    return faults


def _avoided_faults(move: AvoidedMove, catalogue: Catalogue) -> list[str]:
    where = f"avoid: {move.id}"
    faults = wording_faults(f"{where}: name", move.name) + wording_faults(f"{where}: why", move.why)
    if move.tag not in FORBIDDEN_TAGS:
        faults.append(f"{where}: tag: {move.tag} is not a forbidden tag")
    if not move.instead:
        faults.append(f"{where}: instead: at least one is needed")
    faults += [f"{where}: instead: there is no stretch {name}" for name in _missing(move.instead, catalogue)]
    return faults


def _pattern_faults(move: AvoidedMove) -> list[str]:
    faults = []
    excuse = () if move.excuse is None else (move.excuse,)
    for pattern in (*move.patterns, *move.hints, *move.step_patterns, *move.step_hints, *excuse):
        try:
            re.compile(pattern)
        except re.error as error:
            faults.append(f"avoid: {move.id}: patterns: {pattern}: {error}")
    return faults


def _untold_tags(catalogue: Catalogue) -> list[str]:
    return sorted(FORBIDDEN_TAGS - {move.tag for move in catalogue.avoided})


def _missing(wanted: Sequence[str], known: Collection[str] | Catalogue) -> list[str]:
    return [name for name in wanted if name not in known]


def _texts(stretch: Stretch) -> Iterator[tuple[str, str]]:
    """Everything a person can read of a stretch, with the field it stands in."""
    for field in ("name", "short_name", "targets", "feel", "picture"):
        yield field, getattr(stretch, field)
    for field in ("aliases", "steps", "mistakes"):
        for number, text in enumerate(getattr(stretch, field)):
            yield f"{field}[{number}]", text
    yield "breathing.text", stretch.breathing.text
    for number, note in enumerate(stretch.caution_notes):
        yield f"caution_notes[{number}]", note.text
    optional = {
        "caution_note": stretch.caution_note,
        "note": stretch.note,
        "easier": stretch.easier.text if stretch.easier else None,
        "harder": stretch.harder.text if stretch.harder else None,
        "swap.reason": stretch.swap.reason if stretch.swap else None,
    }
    yield from ((field, text) for field, text in optional.items() if text is not None)
