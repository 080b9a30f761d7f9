"""The names of months, in English whatever the system speaks."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DASH = "\N{EN DASH}"


def short_day(day: date, year: bool = False) -> str:
    """A date as "19 Nov", or "19 Nov 2026"."""
    words = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return f"{words} {day.year}" if year else words


def whole_day(day: date) -> str:
    """A date as "19 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_range(first: date, last: date, year: bool = True) -> str:
    """Dates as "2 – 8 Nov 2026", with no month or year said twice; years that differ are always said."""
    if first == last:
        return short_day(first, year=year)
    if first.year != last.year:
        return f"{short_day(first, year=True)} {DASH} {short_day(last, year=True)}"
    begin = str(first.day) if first.month == last.month else short_day(first)
    return f"{begin} {DASH} {short_day(last, year=year)}"
