"""A prescribed exercise as somebody wrote it down: name, hold, times, sets, sides and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from stretchplayer.core.catalogue import Dose, Form, Record, Stretch
from stretchplayer.core.routine import HowOften, RoutineItem, Sides, clamp_item

LONGEST_LINE = 600
LONGEST_NAME = 60
MOST_SETS = 5
MANY_WORDS = 3  # behind a comma or a colon: no part of the name any more, but how it is done
DAYS_A_WEEK = 7
MOST_TIMES_A_DAY = 6
EVERY_OTHER_DAY = 3  # days a week, the lower of three and four


class Prescribed(Record, frozen=True, kw_only=True):
    """One exercise. ``None`` means that the line says nothing of this."""

    name: str
    hold_s: float | None = None
    repetitions: int | None = None
    sets: int | None = None
    sides: Sides | None = None
    often: HowOften | None = None
    how: str = ""  # what else the line says

    @property
    def has_dose(self) -> bool:
        """Whether it says anything beside words."""
        numbers = (self.hold_s, self.repetitions, self.sets, self.sides, self.often)
        return any(number is not None for number in numbers)


# ---- how numbers are written -------------------------------------------------------------------------

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60,
    "once": 1, "twice": 2, "thrice": 3, "half a": 0.5, "a": 1,
}  # fmt: skip
_ONE = r"(?:\d{1,4}|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty)\b)"
_TO = r"\s*(?:-|–|—|to|or|bis)\s*"
_APART = r"(?<![\d/.:])(?<![a-wyzA-WYZ])"  # an x before it is a sign
_NUMBER = rf"{_APART}({_ONE})(?:{_TO}{_ONE})?"  # of a range the lower end: one can always do more
_BY = r"[x×*✕]"
_SECONDS = r"(?:(?:seconds?|secs?|sekunden?|sek|sh?)(?![a-zäöü])\.?|″|''|’’|[\"”])"
_MINUTES = r"(?:minutes?|minuten?|mins?)\b\.?"
_EACH_DAY = (
    r"(?:daily|täglich|\b(?:tägl|tgl)\b\.?|every\s?day"
    r"|(?:a|per|each|every|pro|am)\s+(?:day|tag)\b|/\s*(?:day|tag|d)\b)"
)
_EACH_WEEK = r"(?:weekly|(?:a|per|each|every|pro|in\s+der)\s+(?:week|wk|woche)\b|/\s*(?:week|wk|woche|w)\b)"
_COUNT = rf"(?:{_BY}|times?\b|mal\b)"
_PART = r"(?:sides?|legs?|arms?|ways?|knees?|foot|feet|hips?|hands?|directions?)"


def _pattern(*ways: str, exact: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(ways), 0 if exact else re.IGNORECASE)


_PER_DAY = _pattern(
    rf"{_BY}?\s*{_NUMBER}\s*{_COUNT}?\s*(?:(?:a|per|each|every|pro|am)\s+(?:day|tag)\b|/\s*(?:day|tag|d)\b)",
    rf"{_NUMBER}\s*{_COUNT}\s*(?:/\s*)?(?:day\b|daily\b|(?:täglich|tägl|tgl)\b\.?|d\b)",
    rf"\b(once|twice|thrice)\s*{_EACH_DAY}",
)
_PER_WEEK = _pattern(
    rf"{_BY}?\s*{_NUMBER}\s*(?:{_COUNT}|days?\b|tage?\b)?\s*(?:{_BY}\s*)?"
    r"(?:(?:a|per|each|every|pro|in\s+der)\s+(?:week|wk|woche)\b|/\s*(?:week|wk|woche|w)\b)",
    rf"{_NUMBER}\s*(?:{_COUNT}|days?)\s*(?:weekly|wöchentlich|week|wk)\b",
    rf"\b(once|twice|thrice)\s*{_EACH_WEEK}",
)
_CLINIC = {"od": 1, "qd": 1, "bd": 2, "bid": 2, "tds": 3, "tid": 3, "qds": 4, "qid": 4}
_CLINIC_WORDS = _pattern(r"\b([BbTtQqO])\.?([Iid]?)\.?([Ddsq])\b\.?", exact=True)
_TWO_ENDS = _pattern(
    r"\b(?:every\s+|in\s+the\s+)?(?:mornings?|a\.?m\.?)\s*(?:and|&|\+|/)\s*"
    r"(?:in\s+the\s+)?(?:evenings?|nights?|p\.?m\.?)(?!\w)",
    r"\bmorgens\s+und\s+abends\b",
)
_OTHER_DAYS = _pattern(
    r"\b(?:on\s+)?(?:every\s+(?:other|second|2nd)|alternate)\s+days?\b|\bjeden\s+zweiten\s+tag\b"
)
_DAILY = _pattern(
    rf"{_EACH_DAY}|\bjeden\s+tag\b",
    r"\b(?:every|each|in\s+the|at|first\s+thing\s+in\s+the)\s+(?:mornings?|evenings?|nights?)\b|\bbefore\s+bed\b",
)
_WEEKLY = _pattern(r"\bonce\s+weekly\b|\bweekly\b|\bwöchentlich\b")

_CLOCK = _pattern(
    rf"(?<![\d:])(\d{{1,2}}):([0-5]\d)(?![\d:])\s*{_MINUTES}", r"\bhold\w*\s+(\d{1,2}):([0-5]\d)"
)
_FOR = r"(?:\b(?:hold(?:ing|s)?|halten|stay|pause)\b[\s:=]*)?(?:\b(?:it|for|each|of|about)\b\s*)*"
_HOLD = _pattern(rf"{_FOR}{_APART}(\d{{1,3}}\.\d|{_ONE})(?:{_TO}{_ONE})?(?:-|\s)*{_SECONDS}(?:\s*holds?\b)?")
_HOLD_MINUTES = _pattern(
    rf"{_FOR}{_APART}(\d{{1,2}}[.,]\d|½|\bhalf\s+a\b|\ba\b|\bone\b|{_ONE})(?:{_TO}{_ONE})?(?:-|\s)*{_MINUTES}"
)
_HOLD_BARE = _pattern(
    rf"\bhold(?:ing|s)?\b[\s:=]*(?:(?:it|for|of)\s+)*{_NUMBER}(?!\s*(?:{_BY}(?!\s*\d)|times|reps?|sets?|point))"
)
_SETS = _pattern(
    rf"\bsets?\s*[:=]\s*{_NUMBER}", rf"{_BY}?\s*{_NUMBER}\s*(?:sets?|sätze|satz|serien?|rounds?|runden?)\b"
)
_PAIR = _pattern(
    rf"{_NUMBER}\s*{_BY}\s*({_ONE})(?:{_TO}{_ONE})?(?!\w)(?:\s*(?:reps?|repetitions?|times|wdh)\b\.?)?"
)
_TIMES = _pattern(
    rf"\b(?:reps?|repetitions?|repeats?|wdh)\.?\s*[:=]\s*{_NUMBER}",
    rf"(?<!\w)(?:(?:repeat|do|repeats)\s+)?{_BY}\s*{_NUMBER}(?:\s*(?:times|reps?|repetitions?)\b)?",
    rf"\b(?:repeat|do)\s+{_NUMBER}(?:\s*(?:{_COUNT}|reps?\b|repetitions?\b))?",
    rf"(?:\brepeat\s+)?{_NUMBER}\s*(?:{_BY}(?!\w)|{_BY}\b|times\b|mal\b"
    r"|(?:(?:slow|gentle|easy|controlled)\s+)?(?:reps?|repetitions?|repeats?|wdhl?|wiederholungen?)\b\.?)",
    r"\brepeat\s+(once|twice|thrice)\b",
    rf"\bof\s+{_NUMBER}(?!\s*\w)",
)
_BOTH_SIDES = _pattern(
    rf"\b(?:on|for|to|per|repeat(?:\s+on)?)?\s*\b(?:each|either|every|ea|per|je|pro|beide[nr]?|the\s+other"
    rf"|(?:the\s+)?opposite|alternat(?:e|ing))\.?\s+(?:{_PART}|seiten?|bein|arm)\b",
    r"\b(?:on\s+)?(?:both\s+(?:sides|legs|arms)|a\s+(?:side|leg|arm))\b",
    r"/\s*(?:side|leg|arm|seite)\b|\b(?:switch|swap|change)\s+(?:sides|legs|arms)\b",
    r"\bl\s*(?:/|\+|and|&)\s*r\b|\br\s*(?:/|\+|and|&)\s*l\b|\bb/l\b|\be/s\b|\bsides?\s*[:=]\s*(?:both|each)\b",
    r"\b(?:left|links)\s*(?:and|&|\+|/|und)\s*(?:right|rechts)\b(?:\s+(?:side|leg|arm)s?\b)?",
    r"\b(?:right|rechts)\s*(?:and|&|\+|/|und)\s*(?:left|links)\b(?:\s+(?:side|leg|arm)s?\b)?",
    r"\bbilat(?:eral(?:ly)?)?\b\.?|\bbeidseitig\b|\balternating\b",
)
_ONE_SIDE = _pattern(
    r"\b(?:on\s+(?:the\s+)?)?(left|right|links|rechts)\b(?:\s+(?:side|leg|arm)\b)?(?:\s+only\b)?"
)
_LETTER_SIDE = _pattern(
    r"(?<![\w/+&'’.])\(?([LRB])\)?(?![\w/+&'’])(?:\s+(?:side|leg|arm)\b)?(?:\s+only\b)?", exact=True
)

# ---- what stands around it ---------------------------------------------------------------------------

_QUOTED = re.compile(r"^(?:\s*>)+")
_BULLET = re.compile(
    r"^\s*(?:(?:[-*•·◦▪‣►→✓✔☐☑–—o]|\[[ x]?\])\s+|[•·◦▪‣►→✓✔☐☑*-]|\(?\d{1,2}[.):](?!\d)|\(?[a-hA-H][.)]\s"
    r"|[①-⑳]"
    r"|#\d{1,2}\b[.:)]?|(?:exercise|übung)\s*:|(?:exercise|ex|übung)\.?\s*\d{1,2}\s*[.):-]?)\s*",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(\d{1,2})\s+(?=[^\W\d_]{3})(?!(?:point|way|legs?|arms?|foot|feet|inch|min|degrees?|sets?|reps?|times)\b)",
    re.IGNORECASE,
)
_DASH = re.compile(r"(?<!\d)(\d{1,4})\s+[-–—]\s+(\d{1,4})\b")  # between two things, if the second is less
_LAST_NUMBER = re.compile(r"(?<=[^\W\d_])\s+([5-9]|[1-9]\d)\s*(?=,|$)")
_BREAK = re.compile(r"\s*(?:[,;|\t]|\s[-–—]\s|:\s|[.!]\s|\()\s*")
_EDGES = re.compile(r"^[\s,;:.()/|=@+&\-–—×*]+|[\s,;:.(/|=@+&\-–—×*]+$")
_EMPTY_BRACKETS = re.compile(r"\(\s*[,;/x×]*\s*\)|\[\s*\]")
_FILLERS = frozenset(
    re.findall(
        r"\w+",
        "w hold holds holding halten for repeat repeats do and then of each x reps rep sets set at per times"
        " on with the a to ea je pro und wdh secs frequency freq dosage sides side",
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:['’/-][^\W\d_]+)*|\d+(?:/\d+)?")


def without_marks(text: str) -> str:
    """A line without the marks of a quoted mail and of a list, and without gaps."""
    line = " ".join(_QUOTED.sub("", text).split())
    bare = _BULLET.sub("", line)
    return _BULLET.sub("", bare) if bare[:1] in "[☐☑" else bare


def read_line(text: str) -> Prescribed | None:
    """What a line says, such as "1. Knee to chest, 20 s x 3, each side". None when it names nothing."""
    read = read_words(text)
    return read if read.name else None


def read_words(text: str) -> Prescribed:
    """As `read_line`, for a line that may name nothing: it has the name "" then."""
    whole = without_marks(text)
    line = _Line(whole[:LONGEST_LINE])
    often = line.take_often()
    hold_s = line.take_hold()
    sets, repetitions = line.take_times()
    sides = line.take_sides()
    bare = line.take_bare_numbers()
    if repetitions is None and bare:
        repetitions = bare.pop()
        if sets is None and bare:
            sets, repetitions = sorted((bare.pop(), repetitions))
    if repetitions is None:
        repetitions = line.take_last_number()
    name, how = line.take_name()
    return Prescribed(
        name=name,
        hold_s=hold_s,
        repetitions=repetitions,
        sets=None if sets is None else min(max(sets, 1), MOST_SETS),
        sides=sides,
        often=often,
        how=f"{how}{whole[LONGEST_LINE:]}",
    )


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
        return Form.DRILL if (line.repetitions or 1) >= 6 else Form.HOLD
    if line.hold_s > 60:
        return Form.TIMED
    return Form.DRILL if line.hold_s < 10 and (line.repetitions or 1) > 3 else Form.HOLD


def dose_of_line(line: Prescribed, usual: Dose) -> Dose:
    """The dose a line asks for, the usual one where it says nothing."""
    return Dose(
        hold_s=usual.hold_s if line.hold_s is None else line.hold_s,
        repetitions=usual.repetitions if line.repetitions is None else line.repetitions,
    )


def together(line: Prescribed, more: Prescribed, words: str) -> Prescribed:
    """A line and one below it that goes on about the same exercise; `words` are left of that one."""
    return msgspec.structs.replace(
        line,
        hold_s=more.hold_s if line.hold_s is None else line.hold_s,
        repetitions=more.repetitions if line.repetitions is None else line.repetitions,
        sets=more.sets if line.sets is None else line.sets,
        sides=more.sides if line.sides is None else line.sides,
        often=more.often if line.often is None else line.often,
        how=". ".join(filter(None, (line.how.rstrip(". "), words.strip()))),
    )


class _Line:
    """A line from which one thing after the other is taken, until its words are left."""

    def __init__(self, text: str) -> None:
        self._rest = _DASH.sub(lambda at: at[0] if int(at[2]) > int(at[1]) else f"{at[1]} , {at[2]}", text)

    def take_often(self) -> HowOften | None:
        times = self._take(_PER_DAY)
        clinic = _clinic(self._rest)
        if times is None and clinic is not None:
            times, found = clinic
            self._rest = self._rest.replace(found, " , ", 1)
        if times is None and self._cut(_TWO_ENDS):
            times = 2
        days: float | None = EVERY_OTHER_DAY if self._cut(_OTHER_DAYS) else self._take(_PER_WEEK)
        if days is None and self._cut(_WEEKLY):
            days = 1
        daily = self._cut(_DAILY)
        if times is None and days is None and not daily:
            return None
        return HowOften(
            times_a_day=min(max(int(times or 1), 1), MOST_TIMES_A_DAY),
            days_a_week=min(max(int(days or DAYS_A_WEEK), 1), DAYS_A_WEEK),
        )

    def take_hold(self) -> float | None:
        clock = _CLOCK.search(self._rest)
        if clock is not None:
            minutes, seconds = [int(group) for group in clock.groups() if group is not None]
            self._without(clock)
            return float(minutes * 60 + seconds)
        minutes_ = self._take(_HOLD_MINUTES)
        seconds_ = self._take(_HOLD)
        if minutes_ is not None:
            return float(round(minutes_ * 60 + (seconds_ or 0)))
        if seconds_ is None:
            seconds_ = self._take(_HOLD_BARE)
        return None if seconds_ is None else float(round(seconds_))

    def take_times(self) -> tuple[int | None, int | None]:
        """Sets and repetitions. Of "3 x 10" the sets are the smaller number, whichever comes first."""
        sets = self._take(_SETS)
        pair = _PAIR.search(self._rest)
        if sets is None and pair is not None:
            self._without(pair)
            few, many = sorted(_as_number(group) for group in pair.groups())
            return int(few), int(many)
        times = self._take(_TIMES)
        if times is None:
            leading = _LEADING.match(self._rest)
            if leading is not None and int(leading[1]) >= MANY_WORDS:
                self._without(leading)
                times = int(leading[1])
        return None if sets is None else int(sets), None if times is None else int(times)

    def take_sides(self) -> Sides | None:
        if self._cut(_BOTH_SIDES):
            return Sides.BOTH
        for pattern in (_ONE_SIDE, _LETTER_SIDE):
            found = pattern.search(self._rest)
            if found is not None:
                self._without(found)
                if found[1] == "B":
                    return Sides.BOTH
                return Sides.LEFT if found[1].lower().startswith("l") else Sides.RIGHT
        return None

    def take_bare_numbers(self) -> list[int]:
        """Numbers that stand alone between commas, as in a table without a head."""
        parts = re.split(r"([,;|\t])", self._rest)
        bare = [part for part in parts[1:] if part.strip().isdecimal() and len(part.strip()) <= 2]
        self._rest = "".join("" if part in bare else part for part in parts)
        return [int(part) for part in bare[:2]]

    def take_last_number(self) -> int | None:
        """A number behind the words, such as "Open books 8"; a small one may belong to the name."""
        found = _LAST_NUMBER.search(self._rest)
        if found is None:
            return None
        self._without(found)
        return int(found[1])

    def take_name(self) -> tuple[str, str]:
        """The name, and what is said of how it is done."""
        rest = _tidy(self._rest)
        name, how = rest, ""
        for at in _BREAK.finditer(rest):
            before, after = rest[: at.start()], rest[at.end() :]
            part = _BREAK.split(after, maxsplit=1)[0]
            if _says_something(before) and len(_WORD.findall(part)) >= MANY_WORDS:
                name, how = _tidy(before), _tidy(after).rstrip(")")
                break
        if not _says_something(name):
            name, how = (_tidy(how), "") if _says_something(how) else ("", "")
        if len(name) > LONGEST_NAME:
            whole = ". ".join(filter(None, (name, how)))
            name, how = _edges(name[: LONGEST_NAME + 1].rpartition(" ")[0] or name[:LONGEST_NAME]), whole
        return name[:1].upper() + name[1:], how[:1].upper() + how[1:]

    def _take(self, pattern: re.Pattern[str]) -> float | None:
        """The number that was found, and the line without it."""
        found = pattern.search(self._rest)
        if found is None:
            return None
        self._without(found)
        return _as_number(next(group for group in found.groups() if group is not None))

    def _cut(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.search(self._rest)
        if found is not None:
            self._without(found)
        return found is not None

    def _without(self, found: re.Match[str]) -> None:
        self._rest = f"{self._rest[: found.start()]} , {self._rest[found.end() :]}"


def _as_number(text: str) -> float:
    text = " ".join(text.lower().split())
    if text == "½":
        return 0.5
    return _WORDS[text] if text in _WORDS else float(text.replace(",", "."))


def _clinic(line: str) -> tuple[int, str] | None:
    """How often a day "BD", "t.d.s." or "QID" is, and as what it stands in the line."""
    for found in _CLINIC_WORDS.finditer(line):
        key = "".join(filter(None, found.groups())).lower()
        if key in _CLINIC and not (key in ("od", "qd") and found[0].islower()):
            return _CLINIC[key], found[0]
    return None


def _telling(words: str) -> list[str]:
    found = (word.lower() for word in _WORD.findall(words))
    return [word for word in found if word not in _FILLERS]


def _says_something(words: str) -> bool:
    return any(any(letter.isalpha() for letter in word) for word in _telling(words))


def _tidy(line: str) -> str:
    """Without the gaps, the lone marks and the small words that numbers leave behind."""
    before = ""
    while line != before:
        before = line
        parts = list(_parts(_edges(_EMPTY_BRACKETS.sub(" ", line))))
        line = _edges("".join(parts))
    return line


def _parts(line: str) -> Iterator[str]:
    """The line between commas, without what says nothing; small words go from the ends of a part."""
    for place, part in enumerate(re.split(r"([,;|])", line)):
        if place % 2:
            mark = part
            continue
        words = _edges(part).split()
        while words and _edges(words[-1]).lower() in _FILLERS | {"", "x"}:
            words.pop()
        kept = " ".join(words)
        if _says_something(kept):
            yield kept if place == 0 else f"{mark} {kept}"


def _edges(line: str) -> str:
    line = _EDGES.sub("", " ".join(line.split()))
    if line.count(")") > line.count("("):
        line = line.rstrip(")").rstrip() if line.endswith(")") else line
    if line.count("(") > line.count(")"):
        line += ")"
    return line
