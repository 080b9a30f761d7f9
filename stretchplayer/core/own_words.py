"""Divides what people wrote into phrases: short enough to be said in one go and to be read in one line.

A sentence that is too long is divided where one would draw breath. What cannot be divided so, or would
say something else when only a part of it is heard, stays as it is and is shown without being spoken.
What tells how long, how often or when to change sides is left out: the app does that by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stretchplayer.core.catalogue import Side, SideMeaning

GOOD_LENGTH = 44  # letters: one line of a caption, some three seconds of speech
LONGEST_PHRASE = 64  # where there is no better place to pause: two short lines, some four seconds
TOO_LONG = f"longer than {LONGEST_PHRASE} letters, with no good place to pause"
ONE_SIDE = "names left or right, while the stretch is done on both sides"

_SHORTEST_PART = 8  # letters
_NUMBERED = re.compile(r"(?:step\s+\d{1,2}\b\s*[:.)–-]*\s*|\(?\d{1,2}[.):]\s+|[-–—•*·>]+\s+)+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…;]+[\"”’')\]]*\s+|[。！？；]")
_ABBREVIATED = frozenset(("e.g", "i.e", "approx", "etc", "vs", "ca", "dr", "no", "fig", "incl", "min", "sec"))
_NAMED_NUMBER = "one|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|forty|sixty"
_NUMBER = rf"(?:\d{{1,4}}\s*-?|(?:{_NAMED_NUMBER})[\s-])"
_COUNTED = r"(?:s|secs?|seconds?|mins?|minutes?|x|times|reps?|repetitions?|sets?|rounds?|counts?|breaths?)"
#: What the app sees to: how long, how often, and the other side.
_DOSE = re.compile(
    rf"\b(?:{_NUMBER}\s*(?:-|–|to|or)?\s*)?{_NUMBER}\s*{_COUNTED}\b"
    r"|\b(?:repeat|repetitions?|switch|swap|alternat(?:e|ing)|twice)\b"
    r"|\bchange (?:sides?|legs?|arms?|over)\b|\bdo (?:it|the|this) (?:same|other|opposite|again)\b"
    r"|\b(?:each|both|other|opposite) sides?\b|\bthen (?:with )?(?:the )?other\b|\bcount (?:of|to)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\bleft\b|\bright\b(?!\s+(?:angles?|away|above|below|under|over|behind|in|on|up|down|after|before|now))",
    re.IGNORECASE,
)
#: What is named with its side where that is the side that works.
_WORKING = {
    SideMeaning.LEG: "leg|knee|foot|ankle|thigh|heel|hip|calf|shin|toes?",
    SideMeaning.ARM: "arm|hand|elbow|wrist|forearm|shoulder|palm",
}
_TO_A_SIDE = re.compile(r"\bto (?:the|your) (left|right)\b", re.IGNORECASE)
#: Where a long sentence can be divided: after a sign, or before a word that begins something new.
_PAUSE = re.compile(r"(?<=[,:])\s+(?!\d)|\s+[–—-]\s+|\s+(?=(?:and|then|while|with|so|as)\s)", re.IGNORECASE)
#: What begins like this limits what stands before it, which must not be heard without it.
_LIMITS = frozenset(
    ("but", "unless", "until", "till", "if", "except", "without", "not", "never", "no", "only", "or", "nor")
    + ("because", "than", "when", "don't", "don’t")
)
#: A sentence that begins like this says when the rest of it holds.
_CONDITIONS = frozenset(
    ("if", "when", "whenever", "once", "unless", "as", "after", "before", "until", "till", "while", "should")
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a step, the phrases it is said in, and why there are none."""

    text: str
    phrases: tuple[str, ...] = ()
    why_not: str | None = None


@lru_cache(maxsize=8192)
def sentences(step: str, *, two_sided: bool = False) -> tuple[Sentence, ...]:
    """The sentences of a step, but for those about what the app does by itself."""
    lines = [_NUMBERED.sub("", _plain(line), count=1) for line in step.splitlines()]
    return tuple(_sentence(text, two_sided) for line in lines for text in _divided(line) if _is_said(text))


def working_side(text: str, means: SideMeaning) -> Side | None:
    """The side that words are written for: the first that is named with what works, None if none is."""
    parts = _WORKING.get(means)
    named = _TO_A_SIDE if parts is None else re.compile(rf"\b(left|right) (?:{parts})\b", re.IGNORECASE)
    found = named.search(text)
    return None if found is None else Side(found[1].lower())


def mirrored(text: str) -> str:
    """The same words for the other side."""
    return _SIDE.sub(_other_side, text)


def _other_side(found: re.Match[str]) -> str:
    word = found[0]
    other = Side(word.lower()).other.value
    return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_said(text: str) -> bool:
    return any(letter.isalpha() for letter in text) and _DOSE.search(text) is None


def _sentence(text: str, two_sided: bool) -> Sentence:
    if two_sided and _SIDE.search(text):
        return Sentence(text, why_not=ONE_SIDE)
    phrases = (text,) if len(text) <= GOOD_LENGTH else _parted(text, GOOD_LENGTH)
    phrases = phrases or ((text,) if len(text) <= LONGEST_PHRASE else _parted(text, LONGEST_PHRASE))
    return Sentence(text, phrases, None if phrases else TOO_LONG)


def _divided(line: str) -> Iterator[str]:
    """The sentences of a line; brackets and abbreviations do not end one."""
    begin = 0
    for end in _SENTENCE_END.finditer(line):
        text = line[begin : end.end()].strip()
        last = text.rstrip(".").rpartition(" ")[2].lower().lstrip("(")
        is_dot = end.group().lstrip().startswith(".") and not end.group().startswith("..")
        shortened = is_dot and (last in _ABBREVIATED or line[end.end() : end.end() + 1].islower())
        if shortened or text.count("(") > text.count(")"):
            continue
        yield text
        begin = end.end()
    if line[begin:].strip():
        yield line[begin:].strip()


def _parted(sentence: str, longest: int) -> tuple[str, ...]:
    """The fewest parts that are short enough, best divided after a comma; none where that cannot be."""
    pieces = _pieces(sentence)
    best: list[tuple[int, int, tuple[str, ...]] | None] = [(0, -longest, ())]
    for over in range(1, len(pieces) + 1):
        ways = []
        for first in range(over - 1, -1, -1):
            before, part = best[first], " ".join(pieces[first:over])
            if len(part) > longest:
                break
            if before is not None and len(part) >= _SHORTEST_PART and " " in part:
                at_word = first > 0 and pieces[first - 1][-1] not in ",:"
                shortest = max(before[1], -len(part))
                ways.append((before[0] + 10 + 3 * at_word, shortest, (*before[2], part)))
        best.append(min(ways, default=None))
    whole = best[-1]
    return () if whole is None else whole[2]


def _pieces(sentence: str) -> list[str]:
    """What lies between the places to pause; what must not be heard alone is joined to what it goes with."""
    pieces: list[str] = []
    begin = 0
    for pause in _PAUSE.finditer(sentence):
        before = sentence[begin : pause.start()]
        is_open = sentence[: pause.start()].count("(") > sentence[: pause.start()].count(")")
        limits = _first_word(sentence[pause.end() :]) in _LIMITS
        waits = begin == 0 and _first_word(before) in _CONDITIONS
        if is_open or limits or waits or not before:
            continue
        pieces.append(before)
        begin = pause.end()
    return [*pieces, sentence[begin:]]


def _first_word(text: str) -> str:
    return text.lstrip("(“\"'").partition(" ")[0].rstrip(",").lower()
