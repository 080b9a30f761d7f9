"""Reads Workrave's ``exercises.xml``. Its pictures are files beside it, and are not in it."""

from __future__ import annotations

from stretchplayer.core.catalogue import Form, Origin, SideMeaning
from stretchplayer.exchange import guess, limits
from stretchplayer.exchange.left_out import LeftOut, UnreadableError
from stretchplayer.exchange.model import Bundle, FileKind, ForeignStretch
from stretchplayer.exchange.text import one_line, steps_of
from stretchplayer.exchange.xml_guard import Element

ROOT = "exercises"
_ORIGIN = Origin(source="Workrave (the exercises it comes with are under the GPL)")
_NO_PICTURES = "Pictures are files of their own beside this one; add yours after importing."


def read(root: Element, name: str) -> Bundle:
    """What the exercises bring."""
    found: dict[str, ForeignStretch] = {}
    budget = limits.Budget(name)
    pictures = False
    left_out = LeftOut()
    for number, exercise in enumerate(root.all("exercise")):
        title = one_line(_preferred(exercise.all("title")), limits.NAME_CHARS)
        with left_out.trying({"title": title}, f"exercise[{number}]"):
            if not title:
                raise UnreadableError(name, f"exercise[{number}].title", "a title")
            stretch = _stretch(title, exercise, name, budget)
            found.setdefault(stretch.key, stretch)
            pictures = pictures or any(sequence.all("image") for sequence in exercise.all("sequence"))
    left_out.check(bool(found))
    return Bundle(
        kind=FileKind.WORKRAVE,
        stretches=tuple(found.values())[: limits.STRETCHES],
        remarks=(*left_out.remarks, *((_NO_PICTURES,) if pictures else ())),
    )


def _stretch(title: str, exercise: Element, name: str, budget: limits.Budget) -> ForeignStretch:
    description = _preferred(exercise.all("description"))
    budget.spend([description])
    steps = steps_of(description)
    looked_at = guess.beginning(steps)
    hold_s, repetitions, form, mirrored = _sequence(exercise, name)
    sides = guess.sides(title, looked_at)
    if mirrored and sides is None:
        sides = SideMeaning.ARM  # a picture shown mirrored; at a desk it is the arms
    return ForeignStretch(
        key=title.casefold(),
        name=title,
        steps=steps,
        hold_s=hold_s,
        repetitions=repetitions,
        form=form,
        sides=sides if form is Form.HOLD else None,
        posture=guess.posture(title, looked_at),
        origin=_ORIGIN,
    )


def _sequence(exercise: Element, name: str) -> tuple[float | None, int | None, Form, bool]:
    """Seconds a hold, how often, how it is timed, and whether a picture comes back mirrored.

    A sequence shows its pictures in turn until its time is over: one picture is held, one that comes
    mirrored is held on either side, several different ones are a movement.
    """
    sequences = exercise.all("sequence")
    if not sequences:
        return None, None, Form.HOLD, False
    whole = _seconds(sequences[0], name)
    images = [(image, _seconds(image, name)) for image in sequences[0].all("image")]
    lengths = [length for _, length in images if length]
    if not lengths:
        return whole, None, Form.HOLD, False
    mirrored = any(image.attributes.get("mirrorx") == "yes" for image, _ in images)
    cycle = sum(lengths)
    times = max(1, round(whole / cycle)) if whole else None
    if mirrored or len({image.attributes.get("src") for image, _ in images}) == 1:
        return lengths[0], times, Form.HOLD, mirrored
    return cycle, times, Form.FLOW, False


def _seconds(element: Element, name: str) -> float | None:
    text = element.attributes.get("duration")
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise UnreadableError(name, "a duration", "a number of seconds")
    return float(text)


def _preferred(texts: list[Element]) -> str:
    """The text in English: without a language, as Workrave writes it, or marked so; else the first."""
    for wanted in ("", "en"):
        for text in texts:
            language = text.attributes.get("lang", text.attributes.get("xml:lang", ""))
            if language.replace("_", "-").split("-")[0].lower() == wanted:
                return text.text
    return texts[0].text if texts else ""
