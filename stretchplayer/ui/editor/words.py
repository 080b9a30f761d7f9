"""What the editor says."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from stretchplayer.core.place import Place
from stretchplayer.ui.dose_words import POSTURES, dose_words, length_words, sides_words
from stretchplayer.ui.words import clock_words, count_words

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Dose, Origin, Stretch
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.core.routine import HowOften, Sides
    from stretchplayer.core.routine_edits import Difference

LEFT_OUT = "Left out for now"
NO_STRETCHES = "No stretches yet"
DAYS_IN_WEEK = 7
EMPTY = "Nothing in it yet. Add a stretch to begin."
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def tip(words: str) -> str:
    """The words for a tooltip, which would take what looks like a tag for one; names come from anywhere."""
    return escape(words) if "<" in words else words


def row_dose(stretch: Stretch, dose: Dose, sides: Sides) -> str:
    """Dose and sides: "20 s × 3, both sides"."""
    on = sides_words(stretch, sides)
    return f"{dose_words(stretch, dose)}, {on}" if on else dose_words(stretch, dose)


def row_name(stretch: Stretch, dose: str, total_ms: int | None, place: int, places: int) -> str:
    """An item as it is read out: "Knee to chest, 20 s × 3, both sides, lying, 2:18, 4 of 5"."""
    time = LEFT_OUT.lower() if total_ms is None else clock_words(total_ms)
    posture = POSTURES[stretch.posture].lower()
    return f"{stretch.short_name}, {dose}, {posture}, {time}, {place} of {places}"


def total_words(total_ms: int) -> str:
    """The length of a routine: "9 min 10 s"."""
    return length_words(round(total_ms / 1000))


def what_counts(preferences: Preferences) -> str:
    """What the total counts beside the stretches."""
    asked = preferences.ask_after or preferences.ask_during.value != "never"
    return "with changes and ratings" if asked else "with changes"


def floor_words(changes: int, place: Place = Place.FLOOR) -> str:
    """How often one goes down to the floor or on to the bed, from how often one goes down or gets up."""
    trips = (changes + 1) // 2
    there = "on to the bed" if place is Place.BED else "down to the floor"
    if trips == 0:
        return "No need to go down to the floor."
    words = f"{number(trips).capitalize()} {'trip' if trips == 1 else 'trips'} {there}"
    return f"{words}, and up again." if changes == 2 else f"{words}."


def number(count: int) -> str:
    """A number as a word as far as ten."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def unsaved_words(difference: Difference, name: str, *, new: bool) -> str:
    """What would be lost by leaving."""
    if new:
        stretches = difference.stretches
        if not stretches:
            return f"{name} is new and not saved."
        return f"{name} is new, with {number(stretches)} {_stretches(stretches)}."
    if difference.stretches:
        return f"You changed {number(difference.stretches)} {_stretches(difference.stretches)} in {name}."
    if difference.order:
        return f"You changed the order in {name}."
    return f"You changed {name} as a whole."


def length_factor_words(length: float) -> str:
    """Gentler, as usual, or longer: "80 %, gentler"."""
    percent = round(length * 100)
    if percent == 100:
        return "100 %, as usual"
    return f"{percent} %, {'gentler' if percent < 100 else 'longer'}"


def _stretches(count: int) -> str:
    return "stretch" if count == 1 else "stretches"


def how_often_words(how_often: HowOften) -> str:
    """How often it is meant to be done: "twice a day, 5 days a week"."""
    times = {1: "Once a day", 2: "Twice a day"}.get(
        how_often.times_a_day, f"{how_often.times_a_day} times a day"
    )
    days = (
        "every day"
        if how_often.days_a_week == DAYS_IN_WEEK
        else count_words(how_often.days_a_week, "day a week", "days a week")
    )
    return f"{times}, {days}"


def origin_words(origin: Origin | None) -> str:
    """Whose work it is, and on which terms."""
    if origin is None:
        return ""
    parts = [f"By {origin.author}"] if origin.author else []
    if origin.source:
        parts.append(f"from {origin.source}" if parts else f"From {origin.source}")
    if origin.licence:
        parts.append(origin.licence)
    return ", ".join(parts)
