"""Recognises the moves the app does not recommend in what people write or bring along.

Names that can be nothing else are known at once. Others, and the steps, are read in their sense: sentence
by sentence, in the position one is in by then (lifting the legs means something else lying on the front),
and without what the text says not to do. The signs of each move stand in ``assets/catalogue/avoid.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from stretchplayer.core.catalogue import AvoidedMove, Posture

LONGEST_NAME = 300  # letters that are read
LONGEST_TEXT = 4000  # letters of steps that are read; nobody needs more to describe a stretch

_SENTENCE = re.compile(r"[.;!?\n]+")

_NOT = re.compile(
    r"\b(?:(?P<within>without)|(?P<on>avoid|instead of|rather than|unlike|no)"
    r"|do not|cannot|never|not|unless|\w+n't|dont)\b",
    re.IGNORECASE,
)
#: Words after which a "not" is over: "do not bounce as you reach for your toes".
_OVER = re.compile(r"\b(?:as you|while|until|when|but|so that|then)\b", re.IGNORECASE)

_POSTURES: tuple[tuple[Posture, re.Pattern[str]], ...] = tuple(
    (posture, re.compile(pattern, re.IGNORECASE))
    for posture, pattern in (
        (Posture.LYING_FRONT, r"\b(?:face ?down|prone|on (?:your|the) (?:stomach|belly|front|tummy))\b"),
        (
            Posture.LYING_SIDE,
            r"\b(?:side[ -]lying|on(?:to)? your (?:left |right )?side"
            r"|roll(?:ing)? (?:on)?to (?:one|the|your) side)\b",
        ),
        (
            Posture.LYING_BACK,
            r"\b(?:supine|face ?up|(?:on|onto) (?:your|the) back"
            r"|lie|lies|lying|lay (?:down|back|flat|on|with))\b",
        ),
        (
            Posture.HANDS_AND_KNEES,
            r"\b(?:all fours|quadruped|hands and knees|kneel|kneels|kneeling|(?:push-?up|plank) position)\b",
        ),
        (
            Posture.SITTING,
            r"\b(?:seated|seat yourself|(?<!are )(?<!to )(?:sit|sits|sitting)\b"
            r"(?! (?:all the way |right )?up\b(?! (?:tall|straight|in|on)))(?!-up))",
        ),
        (Posture.STANDING, r"\b(?:stand|stands|standing|stance)\b"),
    )
)
_LIES_BACK = re.compile(r"\b(?:supine|face ?up|(?:on|onto) (?:your|the) back|back (?:flat|pressed))\b", re.I)
#: Said of one who stands, unless another position was named before.
_ON_FEET = re.compile(
    r"\b(?:feet (?:\w+ ){0,4}(?:(?:hip|shoulder)s?[ -]?(?:width|wide)|wide|apart)"
    r"|step (?:away|back|forward))\b",
    re.IGNORECASE,
)
#: What another person does says nothing of one's own position.
_PARTNER = re.compile(r"\b(?:partner|helper)\b(?:, who\b)?[^.,;]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Text:
    """A name and steps, ready to be looked through."""

    name: str
    sentences: tuple[tuple[str, Posture | None], ...]  # with the position one is in by then
    whole: str  # of the steps
    postures: frozenset[Posture]  # all that are named


def avoided_in(name: str, steps: Sequence[str], moves: Collection[AvoidedMove]) -> tuple[AvoidedMove, ...]:
    """The avoided moves that a stretch of this name with these steps seems to be or to hold."""
    text = _read(name, steps)
    return tuple(move for move in moves if _named(text, move) or _described(text, move))


def avoided_by_name(name: str, moves: Collection[AvoidedMove]) -> AvoidedMove | None:
    """The avoided move that something called `name` seems to be, if any."""
    text = _read(name, ())
    return next((move for move in moves if _named(text, move)), None)


def _named(text: _Text, move: AvoidedMove) -> bool:
    if any(_found(pattern, text.name) for pattern in move.patterns):
        return True
    if text.postures and text.postures.isdisjoint(move.postures):
        return False
    if _excused(move, text.whole):
        return False
    return any(_found(pattern, text.name) for pattern in move.hints)


def _described(text: _Text, move: AvoidedMove) -> bool:
    excused: bool | None = None  # by the whole text, once that is asked for
    for sentence, posture in text.sentences:
        if posture not in move.postures and not (posture is None and move.posture_unsaid):
            continue
        if _excused(move, sentence):
            continue
        if any(_found(pattern, sentence) for pattern in move.step_patterns):
            return True
        if excused is None:
            excused = _excused(move, text.whole)
        if not excused and any(_found(pattern, sentence) for pattern in move.step_hints):
            return True
    return False


def _excused(move: AvoidedMove, text: str) -> bool:
    return move.excuse is not None and re.search(move.excuse, text, re.IGNORECASE) is not None


def _read(name: str, steps: Iterable[str]) -> _Text:
    name = _plain(name[:LONGEST_NAME])
    named = _posture_in(name)
    posture = named
    sentences: list[tuple[str, Posture | None]] = []
    for sentence in _sentences(steps):
        posture = _posture_in(sentence) or posture
        if posture is None and _ON_FEET.search(sentence):
            posture = Posture.STANDING
        sentences.append((sentence, posture))
    postures = {said for _, said in sentences if said is not None} | ({named} if named else set())
    whole = " . ".join(sentence for sentence, _ in sentences)
    return _Text(name, tuple(sentences), whole, frozenset(postures))


def _posture_in(sentence: str) -> Posture | None:
    """The position a sentence brings one into: the last it names."""
    own = _PARTNER.sub("", sentence)
    found = [(place.start(), posture) for posture, pattern in _POSTURES for place in pattern.finditer(own)]
    if not found:
        return None
    said = {posture for _, posture in found}
    if Posture.LYING_BACK in said:
        # "Lie", and then how: what is said of front or side counts more, unless the back is named.
        if _LIES_BACK.search(own):
            return Posture.LYING_BACK
        lying = said & {Posture.LYING_FRONT, Posture.LYING_SIDE}
        if lying:
            return Posture.LYING_FRONT if Posture.LYING_FRONT in lying else Posture.LYING_SIDE
    return max(found, key=lambda entry: entry[0])[1]


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‑", "-").split())


def _sentences(steps: Iterable[str]) -> Iterator[str]:
    left = LONGEST_TEXT
    for step in steps:
        text, left = step[:left], left - len(step)
        yield from (plain for part in _SENTENCE.split(text) if (plain := _plain(part)))
        if left <= 0:
            return


def _found(pattern: str, text: str) -> bool:
    """Whether it is there, and not as something not to do."""
    return any(not _denied(text, found) for found in re.finditer(pattern, text, re.IGNORECASE))


def _denied(text: str, found: re.Match[str]) -> bool:
    """Whether a "not" before it, in the same sentence, still holds there."""
    for denial in _NOT.finditer(text, 0, _verb(found)):
        between = text[denial.end() : _verb(found)]
        if denial["on"] is not None:
            return True  # "avoid toe touches, sit-ups and standing twists"
        if _OVER.search(between):
            continue
        if "," in between and (denial["within"] is not None or " or " not in text[denial.end() :]):
            continue  # "without bending your knees, touch your toes"
        return True
    return False


def _verb(found: re.Match[str]) -> int:
    """Where what is found really begins: patterns that look at the whole sentence begin at its start."""
    groups = [found.start(n) for n in range(1, found.re.groups + 1) if found.start(n) > 0]
    return found.start() if found.start() > 0 or not groups else min(groups)
