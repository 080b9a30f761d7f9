"""Recognises the moves the app does not recommend in what people write or bring along.

By its name a move is known at once. Its steps are read sentence by sentence, in the sense of the whole
text: lifting legs means something else lying on the front, and "do not touch your toes" nothing at all.
What the signs are stands with each move in ``assets/catalogue/avoid.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from stretchplayer.core.catalogue import AvoidedMove

LONGEST_TEXT = 4000  # letters of steps that are read; nobody needs more to describe a stretch

_NOT = re.compile(
    r"\b(?:do not|don.?t|never|not|avoid|without|instead of|rather than|no need to|unless)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.;!?\n]+")


def avoided_in(name: str, steps: Sequence[str], moves: Collection[AvoidedMove]) -> tuple[AvoidedMove, ...]:
    """The avoided moves that a stretch of this name with these steps seems to be or to hold."""
    plain_name = _plain(name)
    sentences = list(_sentences(steps))
    whole = " . ".join([plain_name, *sentences])
    return tuple(
        move
        for move in moves
        if _named(plain_name, move) or (_fits(whole, move) and _described(sentences, move))
    )


def avoided_by_name(name: str, moves: Collection[AvoidedMove]) -> AvoidedMove | None:
    """The avoided move that something called `name` seems to be, if any."""
    plain_name = _plain(name)
    return next((move for move in moves if _named(plain_name, move)), None)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‑", "-").split())


def _sentences(steps: Iterable[str]) -> Iterator[str]:
    left = LONGEST_TEXT
    for step in steps:
        text, left = step[:left], left - len(step)
        yield from (plain for part in _SENTENCE.split(text) if (plain := _plain(part)))
        if left <= 0:
            return


def _named(name: str, move: AvoidedMove) -> bool:
    return any(_found(pattern, name) for pattern in move.patterns)


def _fits(whole: str, move: AvoidedMove) -> bool:
    """Whether the text as a whole is of such a move: what it needs is there, what excuses it is not."""
    if move.step_excuse is not None and re.search(move.step_excuse, whole, re.IGNORECASE):
        return False
    return all(re.search(needed, whole, re.IGNORECASE) for needed in move.step_context)


def _described(sentences: Sequence[str], move: AvoidedMove) -> bool:
    return any(_found(pattern, sentence) for sentence in sentences for pattern in move.step_patterns)


def _found(pattern: str, text: str) -> bool:
    """Whether it is there and not ruled out by what stands before it in the same sentence."""
    return any(
        _NOT.search(text[: found.start()]) is None for found in re.finditer(pattern, text, re.IGNORECASE)
    )
