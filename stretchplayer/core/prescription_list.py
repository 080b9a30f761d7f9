"""A whole list of exercises as it is pasted: out of a mail, a document or a table.

Nothing of it is lost: what does not read like an exercise is handed back beside those that do.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from stretchplayer.core.catalogue import Record
from stretchplayer.core.prescription import Prescribed, read_words, together, without_marks
from stretchplayer.core.routine import HowOften

MOST_LINES = 40
MOST_LETTERS = 40_000  # of a text; nobody's sheet is longer
MOST_READ = 400  # lines
SENTENCE_WORDS = 5  # from here on a line without numbers tells how something is done


class Reading(Record, frozen=True, kw_only=True):
    """What was read out of a text."""

    lines: tuple[Prescribed, ...] = ()
    aside: tuple[str, ...] = ()  # lines that do not read like an exercise, as they stand there
    too_many: int = 0  # exercises and lines that did not fit any more
    often: tuple[HowOften, ...] = ()  # all that are asked for, what is asked most comes first


_ORDINAL = re.compile(r"^(?:\s*>)*\s*(\d{1,2})\s+(?=[^\W\d_])")
_GOES_ON = re.compile(
    r"^(?:hold(?:ing)?|halten|repeat|relax|keep|return|perform|aim|build|then|do|switch|swap|change|sets?|reps?"
    r"|repetitions?|frequency|duration|dosage|times|sides?\s*[:=]|rest\s+(?:for|between|\d)|[x×]\s*\d|\d)",
    re.IGNORECASE,
)
_NO_EXERCISE = re.compile(
    r"^(?:copyright|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:days?)?"
    r"|dear|hi|hello|hallo|liebe[r]?|kind|best|many thanks|thank|thanks|regards|cheers|yours|sincerely"
    r"|see you|from|to|cc|sent|date|datum|subject|re|fwd?|name|patient|physio\w*|therapist|clinic|tel|phone"
    r"|e-?mail|page|week|day|dob|diagnosis|next appointment|appointment|notes?|my|your|home|these|please"
    r"|exercises?|übungen|hausübungen|hep|programme?|goals?|warning|stop|on .{0,60}wrote)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:(?:kind|best|warm|many|with)\s+)?(?:regards|wishes|thanks|cheers|yours|sincerely|grüße)\b",
    re.IGNORECASE,
)
_ALL = frozenset(
    re.findall(
        r"\w+",
        "all of these this the them exercises exercise do please each every following whole program programme"
        " routine list repeat perform complete frequency home as my your hep sheet to be done",
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+\.\w")
_RULE = re.compile(r"[\s|:+=\-–—_*#>.]*")
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(words, re.IGNORECASE))
    for key, words in (
        ("often", r"often|frequen|per day|/ ?day|times a day|daily|per week|häufigkeit"),
        ("name", r"exercise|name|übung|activity|movement|stretch"),
        ("sets", r"\bsets?\b|sätze|rounds?"),
        ("repetitions", r"\breps?\b|repetition|times|wdh|wiederholung"),
        ("hold", r"hold|sec|time|duration|halte|dauer"),
        ("sides", r"sides?|seite|leg|l/r"),
    )
)


def read_list(text: str) -> Reading:
    """Everything a text says, exercise by exercise."""
    rows = [row for row in text[:MOST_LETTERS].splitlines() if not _RULE.fullmatch(row)]
    cut = len(rows) - MOST_READ if len(rows) > MOST_READ else int(len(text) > MOST_LETTERS)
    rows = rows[:MOST_READ]
    collected = _Collected()
    table: _Table | None = None
    numbered = _is_numbered(rows)
    for row in rows:
        head = _Table.of(row)
        if head is not None:
            table = head
        elif table is not None and table.fits(row):
            collected.take_row(row, table.read(row))
        else:
            for part in _pieces(_ORDINAL.sub("", row) if numbered else row):
                collected.take(part, read_words(part))
    return collected.reading(cut)


class _Collected:
    """The exercises so far, and what was put aside."""

    def __init__(self) -> None:
        self._lines: list[Prescribed] = []
        self._aside: list[str] = []
        self._often: Counter[HowOften] = Counter()
        self._signed = False  # names below a greeting are no exercises
        self._open = False  # whether the next line may go on about the last exercise

    def take_row(self, row: str, read: Prescribed) -> None:
        """A line of a table."""
        if read.name:
            self._add(read)
        else:
            self._put_aside(row)

    def take(self, row: str, read: Prescribed) -> None:
        """A line that stands by itself, or goes on about the one above."""
        plain = without_marks(row)
        self._signed = self._signed or _SIGNED.match(plain) is not None
        if read.often is not None and set(_WORD.findall(f"{read.name} {read.how}".lower())) <= _ALL:
            self._often[read.often] += MOST_READ  # said of all of them
            if self._lines and (read.hold_s or read.repetitions):
                self._go_on(msgspec.structs.replace(read, often=None), "")
        elif not read.name:
            self._go_on(read, "") if self._open and read.has_dose else self._put_aside(plain)
        elif self._open and _GOES_ON.match(plain):
            self._go_on(read, ". ".join(filter(None, (read.name, read.how))))
        elif not read.has_dose and (
            self._signed or _NO_EXERCISE.match(plain) or _ADDRESS.search(plain) or plain.endswith(":")
        ):
            self._put_aside(plain)
            self._open = False
        elif _is_sentence(read, plain):
            self._go_on(read, plain) if self._open else self._put_aside(plain)
        else:
            self._add(read)

    def reading(self, cut: int) -> Reading:
        self._often.update(line.often for line in self._lines if line.often is not None)
        return Reading(
            lines=tuple(self._lines[:MOST_LINES]),
            aside=tuple(self._aside),
            too_many=max(0, len(self._lines) - MOST_LINES) + cut,
            often=tuple(often for often, _ in self._often.most_common()),
        )

    def _add(self, read: Prescribed) -> None:
        self._lines.append(read)
        self._open = True

    def _go_on(self, read: Prescribed, words: str) -> None:
        self._lines[-1] = together(self._lines[-1], read, words)

    def _put_aside(self, row: str) -> None:
        if any(letter.isalnum() for letter in row):
            self._aside.append(row)


class _Table:
    """The columns of a table, from the line that names them."""

    def __init__(self, mark: str, columns: Sequence[str]) -> None:
        self._mark = mark
        self._columns = columns

    @classmethod
    def of(cls, row: str) -> _Table | None:
        """The table that begins with this line, if it names columns."""
        for mark in "\t|;,":
            cells = _cells(row, mark)
            columns = [next((key for key, words in _COLUMNS if words.search(cell)), "") for cell in cells]
            short = all(len(cell) <= 24 and not any(map(str.isdecimal, cell)) for cell in cells)
            if short and len(set(columns) - {""}) >= 2 and columns.count("name") == 1:
                return cls(mark, columns)
        return None

    def fits(self, row: str) -> bool:
        """Whether a line goes on with this table."""
        return row.count(self._mark) >= 1

    def read(self, row: str) -> Prescribed:
        """A line of it. A number without a unit is what its column says."""
        cells = _cells(row, self._mark)
        parts: dict[str, str] = {}
        rest = []
        for place, cell in enumerate(cells):
            key = self._columns[place] if place < len(self._columns) else ""
            if key and key not in parts:
                parts[key] = cell
            elif cell:
                rest.append(cell)
        named = read_words(parts.get("name", ""))
        said = ", ".join(
            filter(None, (_with_unit(key, cell) for key, cell in parts.items() if key != "name"))
        )
        numbers = read_words(said)
        words = ". ".join(filter(None, (numbers.name, numbers.how, *rest)))
        return together(named, numbers, words)


def _with_unit(key: str, cell: str) -> str:
    if key == "sides" and cell.lower() in ("both", "each", "b"):
        return "both sides"
    if not re.fullmatch(r"\d{1,3}(?:\s*[-–]\s*\d{1,3})?\s*[x×]?", cell.strip()):
        return "" if _RULE.fullmatch(cell) else cell
    number = cell.strip(" x×")
    return {
        "sets": f"{number} sets",
        "repetitions": f"{number} reps",
        "hold": f"{number} s",
        "often": f"{number} times a day",
    }.get(key, cell)


def _cells(row: str, mark: str) -> list[str]:
    row = row.strip().strip("|") if mark == "|" else row
    try:
        cells = next(csv.reader([row], delimiter=mark, skipinitialspace=True), [])
    except csv.Error:
        cells = row.split(mark)
    return [cell.strip() for cell in cells]


def _is_sentence(read: Prescribed, plain: str) -> bool:
    """Whether a line tells how something is done; a side it names does not make it an exercise."""
    if len(_WORD.findall(plain)) <= SENTENCE_WORDS:
        return False
    only_sides = (read.hold_s, read.repetitions, read.sets, read.often) == (None, None, None, None)
    return not read.has_dose or (only_sides and plain.endswith("."))


def _is_numbered(rows: Sequence[str]) -> bool:
    """Whether the lines begin with 1, 2, 3 and no mark behind it: those are no repetitions."""
    numbers = [int(found[1]) for row in rows if (found := _ORDINAL.match(row)) is not None]
    return len(numbers) >= 2 and numbers == list(range(1, len(numbers) + 1))


def _pieces(row: str) -> Iterator[str]:
    """A line, or its parts between semicolons or commas when each of them is an exercise with numbers."""
    for mark, least in ((";", 2), (",", 3)):
        parts = [part for part in row.split(mark) if part.strip()]
        goes_on = any(_GOES_ON.match(part.strip()) for part in parts[1:])
        if len(parts) < least or goes_on:
            continue
        read = [read_words(part) for part in parts]
        if all(one.name and (one.hold_s or one.repetitions) for one in read):
            yield from parts
            return
    yield row
