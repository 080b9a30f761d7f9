"""The script of a session while it is written: what there is to say at this level, in this place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from stretchplayer.core.place import Place
from stretchplayer.core.placing import WORD_GAP_MS, Form, Rank, Wish
from stretchplayer.core.preferences import Talking
from stretchplayer.core.timeline import Segment

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.plan_context import PlanContext

#: What is said at each level, down to this rank. With bells alone nothing is.
LAST_RANK = {Talking.FULL: Rank.ASIDE, Talking.BRIEF: Rank.HALF_WAY}

ANSWER_WITHIN_MS = 10_000
LATE_MS = 2_000  # what should have been said longer ago than this is not made up for, but for the way
ON_BED_SUFFIX = "-on-bed"  # of phrases that say the floor otherwise


class Scene(msgspec.Struct, frozen=True):
    """A segment among its neighbours. `effort` is the next one, or what it is itself."""

    segment: Segment
    before: Segment | None
    after: Segment | None
    effort: Segment | None

    def latest_ms(self, spill_ms: int) -> int:
        """The end of words that may run so far into the effort, but not beyond it."""
        if self.effort is None:
            return self.segment.end_ms
        return min(self.effort.start_ms + spill_ms, self.effort.end_ms)


def scenes(segments: Sequence[Segment]) -> list[Scene]:
    """Each segment with what is around it."""
    efforts: list[Segment | None] = []
    effort: Segment | None = None
    for segment in reversed(segments):
        effort = segment if segment.step.is_effort else effort
        efforts.append(effort)
    around = zip(segments, (None, *segments), (*segments[1:], None), reversed(efforts), strict=False)
    return [Scene(*scene) for scene in around]


class Script:
    """Collects what there is to say, at the level of talking and in the wording of the place."""

    def __init__(self, context: PlanContext, from_ms: int = 0) -> None:
        """Of what should have been said before `from_ms`, only what is still worth it is taken."""
        self.wishes: list[Wish] = []
        self.context = context
        self._from_ms = from_ms
        self._last_rank = LAST_RANK.get(context.preferences.talking, 0)
        self._said: Collection[str] = ()
        self._forms: dict[tuple[str, ...], tuple[Form, ...]] = {}

    @property
    def in_full(self) -> bool:
        """Whether everything that helps is said."""
        return self._last_rank == Rank.ASIDE

    def answer(self, phrase: str) -> None:
        """Say this at once, or as soon as the last words are over: somebody has just asked for it."""
        self.say(Rank.ASKED, self._from_ms, self._from_ms + ANSWER_WITHIN_MS, phrase)

    def leave_out(self, said: Collection[str]) -> None:
        """Wish no more for what was said already."""
        self._said = said

    def say(self, rank: Rank, at_ms: int, until_ms: int, *phrases: str) -> None:
        """Wish for these phrases in a row. Where they do not fit, the last ones go first."""
        late = rank > Rank.WAY and self._from_ms - at_ms > LATE_MS
        if rank > self._last_rank or late:
            return
        anew = rank is Rank.COUNTING and at_ms > self._from_ms  # with more time a countdown begins again
        if self._said and not anew:
            forms = self._forms_of(id_ for id_ in phrases if not self._was_said(id_))
        else:
            known = self._forms.get(phrases)
            forms = self._forms[phrases] = self._forms_of(phrases) if known is None else known
        if forms:
            self.wishes.append(Wish(rank, at_ms, until_ms, forms))

    def stretch(self, segment: Segment) -> Stretch:
        """The stretch of a segment that has one."""
        assert segment.stretch is not None  # only the question about the whole session has none
        return self.context.catalogue[segment.stretch]

    def length_ms(self, phrases: Iterable[str]) -> int:
        """How long these are when said in a row, each with the breath after it."""
        book = self.context.phrases
        worded = (self._worded(id_) for id_ in phrases)
        return sum(book[id_].duration_ms + WORD_GAP_MS for id_ in worded if id_ in book)

    def _forms_of(self, phrases: Iterable[str]) -> tuple[Form, ...]:
        book = self.context.phrases
        row = [id_ for id_ in map(self._worded, phrases) if id_ in book]
        forms = [tuple(row[:count]) for count in range(len(row), 0, -1)]
        short = book[row[0]].short if row else None
        if short is not None and short in book:
            forms.append((short,))
        return tuple(forms)

    def _was_said(self, phrase: str) -> bool:
        worded = self._worded(phrase)
        known = self.context.phrases.get(worded)
        return worded in self._said or (known is not None and known.short in self._said)

    def _worded(self, phrase: str) -> str:
        """The phrase for the place: what speaks of the floor has another wording for a bed."""
        if self.context.place is not Place.BED:
            return phrase
        on_bed = f"{phrase}{ON_BED_SUFFIX}"
        return on_bed if on_bed in self.context.phrases else phrase
