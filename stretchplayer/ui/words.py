"""Words that more than one page says."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from stretchplayer.core import dates
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.place import Place

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Catalogue

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = dates.MONTHS
short_date = dates.short_day
NOON = 12
EVENING = 18
PLACE_WORDS = {Place.FLOOR: "on the floor", Place.BED: "on a bed", Place.CHAIR: "on a chair"}
SAFETY_LINE = "Mild pull is fine. Pain is not. Skip anything you like."


def minutes_words(duration_ms: int) -> str:
    """A length in whole minutes; under one minute in seconds."""
    if duration_ms < 60_000:
        return f"{round(duration_ms / 1000)} s"
    return f"{round(duration_ms / 60_000)} min"


def clock_words(duration_ms: int) -> str:
    """A length as 9:40."""
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    return f"{minutes}:{seconds:02d}"


def time_of_day(minutes: int) -> str:
    """Minutes after midnight as 8:30."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def long_date(day: date) -> str:
    """A date as "Thursday 19 November"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def greeting(now: datetime) -> str:
    """By the time of day."""
    if now.hour < NOON:
        return "Good morning"
    return "Good afternoon" if now.hour < EVENING else "Good evening"


def count_words(number: int, one: str, many: str) -> str:
    """A count with its word: 1 stretch, 4 stretches."""
    return f"{number} {one if number == 1 else many}"


def stretch_name(catalogue: Catalogue, stretch: str) -> str:
    """What a stretch is called; its id where it was kept by another version of the app."""
    try:
        return catalogue[stretch].short_name
    except NotFoundError:
        return stretch
