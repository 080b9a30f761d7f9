"""A list of exercises as somebody wrote it down: name, hold, times and sides of each line."""

from __future__ import annotations

import re

from stretchplayer.core.catalogue import Dose, Form, Record, Stretch
from stretchplayer.core.routine import RoutineItem, Sides, clamp_item

LONGEST_LINE = 300
LONGEST_NAME = 60
MOST_LINES = 40


class Prescribed(Record, frozen=True, kw_only=True):
    """One line. ``None`` means that it says nothing of this."""

    name: str
    hold_s: float | None = None
    repetitions: int | None = None
    sides: Sides | None = None


_NUMBER = r"(\d{1,4})(?:\s*(?:-|–|to)\s*\d{1,4})?"  # of a range the lower end: one can always do more
_HOLD = re.compile(
    rf"(?:hold(?:ing)?\s*(?:for|it)?\s*)?{_NUMBER}\s*(?:seconds?|secs?|s|″|\")(?![a-z])", re.IGNORECASE
)
_MINUTES = re.compile(rf"{_NUMBER}\s*(?:minutes?|mins?|min)\b", re.IGNORECASE)
_TIMES = re.compile(
    rf"(?:[x×]\s*{_NUMBER})|(?:(?:repeat|do)\s+{_NUMBER}(?:\s*(?:x|×|times))?)"
    rf"|(?:{_NUMBER}\s*(?:x\b|×|times\b|reps?\b|repetitions?\b|repeats?\b))",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"[,;(]?\s*(?:\d+|once|twice|one|two|three)?\s*(?:x|×|times)?\s*"
    r"(?:a|per|/|every|each)\s*(?:day|week|morning|evening|night)\b\)?|\b(?:daily|weekly)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:on|for|to|per)?\s*(?:each|both|either|every)\s+(?:side|sides|leg|legs|arm|arms|way)\b"
    r"|\b(?:a|per)\s+(?:side|leg|arm)\b|\bl\s*(?:/|\+|and|&)\s*r\b|\bleft\s+(?:and|&|\+|/)\s*right\b"
    r"|\bright\s+(?:and|&|\+|/)\s*left\b|\bbilateral(?:ly)?\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:on\s+(?:the\s+)?)?(left|right)(?:\s+(?:side|leg|arm))?(?:\s+only)?\b", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•·]|\(?\d{1,2}[.):]|[a-z][.)])\s*")
_LEFT_OVER = re.compile(r"[\s,;:.()/\-–]+$|^[\s,;:.()/\-–]+")
_EMPTY = re.compile(r"\(\s*\)|\bhold(?:ing)?\b\s*(?:for|it)?\s*$|\s(?:,\s*)+(?=,|$)", re.IGNORECASE)


def read_line(text: str) -> Prescribed | None:
    """What a line says, such as "1. Knee to chest, 20 s x 3, each side". None when it names nothing."""
    line = _BULLET.sub("", " ".join(text[:LONGEST_LINE].split()))
    line = _OFTEN.sub(" ", line)
    hold_s, line = _take(_HOLD, line)
    if hold_s is None:
        minutes, line = _take(_MINUTES, line)
        hold_s = None if minutes is None else minutes * 60
    repetitions, line = _take(_TIMES, line)
    sides: Sides | None = None
    if _BOTH.search(line):
        sides, line = Sides.BOTH, _BOTH.sub(" ", line)
    elif (one := _ONE.search(line)) is not None:
        sides, line = Sides(one[1].lower()), _ONE.sub(" ", line, count=1)
    name = _tidy(line)
    if not any(letter.isalpha() for letter in name):
        return None
    return Prescribed(
        name=name[:LONGEST_NAME],
        hold_s=None if hold_s is None else float(hold_s),
        repetitions=repetitions,
        sides=sides,
    )


def read_list(text: str) -> list[Prescribed]:
    """Each line that names something, `MOST_LINES` at most."""
    found = (read_line(line) for line in text.splitlines()[: 4 * MOST_LINES])
    return [line for line in found if line is not None][:MOST_LINES]


def as_item(line: Prescribed, stretch: Stretch) -> RoutineItem:
    """The line as an entry of a routine that plays `stretch`, inside its limits.

    A flow counts rounds; how long one takes stays as it is.
    """
    item = RoutineItem(
        stretch=stretch.id,
        hold_s=None if stretch.form is Form.FLOW else line.hold_s,
        repetitions=None if stretch.form is Form.TIMED else line.repetitions,
        sides=line.sides if line.sides is not None and stretch.one_sided else Sides.BOTH,
    )
    return clamp_item(item, stretch)


def form_of(line: Prescribed) -> Form:
    """How an exercise of which the list says no more is most likely done."""
    if line.hold_s is None:
        return Form.HOLD
    if line.hold_s > 60:
        return Form.TIMED
    return Form.DRILL if line.hold_s < 10 and (line.repetitions or 1) > 3 else Form.HOLD


def dose_of_line(line: Prescribed, usual: Dose) -> Dose:
    """The dose a line asks for, the usual one where it says nothing."""
    return Dose(
        hold_s=usual.hold_s if line.hold_s is None else line.hold_s,
        repetitions=usual.repetitions if line.repetitions is None else line.repetitions,
    )


def _take(pattern: re.Pattern[str], line: str) -> tuple[int | None, str]:
    """The number that was found, and the line without it."""
    found = pattern.search(line)
    if found is None:
        return None, line
    number = next(int(group) for group in found.groups() if group is not None)
    return number, f"{line[: found.start()]} {line[found.end() :]}"


def _tidy(line: str) -> str:
    before = ""
    while line != before:
        before = line
        line = _LEFT_OVER.sub("", _EMPTY.sub(" ", " ".join(line.split())))
    return line[:1].upper() + line[1:]
