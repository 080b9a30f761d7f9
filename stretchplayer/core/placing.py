"""Finds a place in time for words, so that they never overlap and the more important ones come first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from enum import IntEnum

import msgspec

from stretchplayer.core.phrases import Phrase
from stretchplayer.core.timeline import Cue, CueKind

WORD_GAP_MS = 180  # a breath between two phrases

#: One way of saying something: the phrases to be said in a row.
Form = tuple[str, ...]


class Rank(IntEnum):
    """The one order of priority among words, from what must be heard to what is only pleasant.

    Somebody with closed eyes can do without a remark, but not without knowing what is wanted of them. So
    what waits for the listener or spares them comes first, then where to go, then how much longer; then how
    to come out and how to go in, since moving needs more care than keeping still; then what helps while
    nothing moves. Few words are the first three of these, see `script.LAST_RANK`.
    """

    ASKED = 1  # a question, and the easier version that was asked for
    WAY = 2  # where to go and what comes: change of position, name, side, change sides, steps down and up
    HALF_WAY = 3
    COUNTING = 4  # last one; three, two, one
    LETTING_GO = 5
    GETTING_IN = 6  # set-up, set-up of the side, moving in
    REMARK = 7  # what helps while holding or moving
    BREATHING = 8
    ASIDE = 9  # rest, and again, next


class Wish(msgspec.Struct, frozen=True):
    """Words that would like to be said from `at_ms` on, and that must be over by `until_ms` to be true.

    `forms` are ways to say them, the fullest first.
    """

    rank: Rank
    at_ms: int
    until_ms: int
    forms: tuple[Form, ...]


def place(wishes: Iterable[Wish], phrases: Mapping[str, Phrase], from_ms: int) -> list[Cue]:
    """Where each wish is said, at or after `from_ms`, in no order; what finds no room is not said.

    By rank, and within a rank by time, each takes the first free place it fits into whole, in the fullest
    form that fits. So nothing is left out, shortened or delayed by anything of a lower rank.
    """
    cues: list[Cue] = []
    taken = _Taken()
    for wish in sorted(wishes, key=_by_rank_then_time):
        earliest = max(wish.at_ms, from_ms)
        for form in wish.forms:
            spoken = [phrases[id_] for id_ in form]
            length = sum(phrase.duration_ms for phrase in spoken) + WORD_GAP_MS * (len(spoken) - 1)
            at_ms = taken.first_room(earliest, length, wish.until_ms)
            if at_ms is None:
                continue
            taken.add(at_ms, at_ms + length)
            for id_, phrase in zip(form, spoken, strict=True):
                cues.append(Cue(at_ms, phrase.duration_ms, id_, phrase.text, CueKind.VOICE))
                at_ms += phrase.duration_ms + WORD_GAP_MS
            break
    return cues


def _by_rank_then_time(wish: Wish) -> tuple[int, int]:
    return wish.rank, wish.at_ms


class _Taken:
    """The stretches of time in which something is said, in order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def first_room(self, from_ms: int, length_ms: int, until_ms: int) -> int | None:
        """The first start at which so much time is free, with a breath on both sides."""
        at_ms = from_ms
        index = bisect_left(self._ends, at_ms - WORD_GAP_MS + 1)
        while index < len(self._starts) and self._starts[index] < at_ms + length_ms + WORD_GAP_MS:
            at_ms = self._ends[index] + WORD_GAP_MS
            index += 1
        return at_ms if at_ms + length_ms <= until_ms else None

    def add(self, start_ms: int, end_ms: int) -> None:
        """Take this time, which must be free."""
        index = bisect_left(self._starts, start_ms)
        self._starts.insert(index, start_ms)
        self._ends.insert(index, end_ms)
