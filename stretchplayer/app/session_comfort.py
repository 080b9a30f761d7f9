"""What the comfort rules do in one session: what follows from a rating, and what is taken back again.

Everything is handed to the recorder, so that it is on disk in the order in which it happened. While the
user has the rules switched off it is noted down what they would have done, and nothing is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchplayer.core import comfort
from stretchplayer.core.comfort import Answer, Light, ReactionKind
from stretchplayer.core.comfort.reactions import rest_is_eased
from stretchplayer.core.edits import Edit, EditKind
from stretchplayer.core.events import PauseReason, Rating, RatingTaken
from stretchplayer.core.timeline import GateKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.app.comfort_service import ComfortService
    from stretchplayer.app.session_recorder import SessionRecorder

BEFORE = 0  # the key of whatever it was before the session was cut off
_PAUSES = {Light.RED: PauseReason.RED, Light.AMBER: PauseReason.AMBER}


@dataclass(frozen=True, slots=True)
class Consequence:
    """What is to be done about a rating: changes of the rest, and whether to stand still."""

    edits: tuple[Edit, ...] = ()
    then: PauseReason | None = None


@dataclass(frozen=True, slots=True)
class _Noted:
    """A reaction as it was handed to the recorder."""

    kind: ReactionKind
    key: int
    stretch: str | None = None


class SessionComfort:
    """The comfort rules at work in one session."""

    def __init__(self, service: ComfortService, at_start: Sequence[ReactionKind] = ()) -> None:
        """`at_start` is what the rating before the session brought about."""
        self.service = service
        self._at_start = at_start
        self._pre: int | None = None
        self._recorder: SessionRecorder | None = None
        self._short_holds: _Noted | None = None
        self._last: list[_Noted] = []  # what came of the last rating of a stretch
        self._eased_by: set[int] = set()  # the reactions since which the rest is eased
        self._reds = 0
        self._ended = False
        self._sorer = False

    # ---- reading -----------------------------------------------------------------------------

    @property
    def rules(self) -> comfort.ComfortRules:
        """The thresholds in force."""
        return self.service.rules

    @property
    def reacts(self) -> bool:
        """Whether anything is done about ratings."""
        return self.service.reacts

    @property
    def enough(self) -> bool:
        """Whether the session is to end for today, since something hurt too much once more."""
        return self._ended

    @property
    def sorer(self) -> bool:
        """Whether it ended so much sorer than it began that the next one is at half dose."""
        return self._sorer and self.reacts

    @property
    def holds_are_short(self) -> bool:
        """Whether holds were shortened since the back was sore, and the user did not object yet."""
        return self._short_holds is not None and self.reacts

    def light(self, rating: Rating) -> Light:
        """What a rating of a stretch means."""
        if rating.skipped:
            return Light.GREEN
        return self.service.light(self._pre, rating.score, flag=rating.flag)

    # ---- what happens ------------------------------------------------------------------------

    def begin(self, recorder: SessionRecorder, pre: Rating | None) -> None:
        """The session begins; `pre` is the rating before it, which has been kept."""
        self._recorder = recorder
        self._pre = None if pre is None else pre.score
        for kind in self._at_start:
            noted = _Noted(kind, recorder.note_reaction(kind, before=self._pre))
            if kind is ReactionKind.SHORT_HOLDS:
                self._short_holds = noted

    def carry_on(self, recorder: SessionRecorder, pre: Rating | None) -> None:
        """The session goes on after it was cut off, with what had been decided in it."""
        self._recorder = recorder
        self._pre = None if pre is None else pre.score
        reactions = self.service.of_session(recorder.session)
        taken = [reaction.kind for reaction in reactions if reaction.answer is Answer.TAKEN]
        self._reds = taken.count(ReactionKind.RED)
        self._ended = ReactionKind.ENOUGH in taken
        if rest_is_eased(reactions):
            self._eased_by.add(BEFORE)

    def weigh(self, kind: GateKind, stretch: str | None, rating: Rating) -> Consequence:
        """What is to be done about an answer."""
        if kind is not GateKind.DURING or not self.reacts:
            return Consequence()
        light = self.light(rating)
        edits = (_leave_out(stretch),) if light is Light.RED and stretch is not None else ()
        return Consequence(edits, _PAUSES.get(light))

    def follow(self, taken: RatingTaken) -> None:
        """An answer was kept: keep what follows from it, too."""
        if self._recorder is None:
            return
        if taken.kind is GateKind.POST:
            self._follow_last(self._recorder, taken.rating)
            return
        self._last = []
        self._react(self._recorder, taken.stretch, taken.rating)

    def correct(self, before: RatingTaken, rating: Rating) -> Consequence:
        """An answer was changed: what followed is taken back, and what now follows is done."""
        if self._recorder is None or self.light(before.rating) is self.light(rating):
            return Consequence()
        edits = self._take_back(self._recorder)
        consequence = self.weigh(before.kind, before.stretch, rating)
        self._react(self._recorder, before.stretch, rating)
        return Consequence((*edits, *consequence.edits), consequence.then)

    def ease_rest(self) -> Edit:
        """The user agrees to go on gently."""
        self._eased_by |= {noted.key for noted in self._last if noted.kind is ReactionKind.AMBER}
        return Edit(EditKind.EASE_REST)

    def decline_easing(self) -> Edit:
        """The user goes on as planned, and next time too."""
        self._settle(Answer.DECLINED, ReactionKind.AMBER)
        self._eased_by.clear()
        return Edit(EditKind.AS_PLANNED)

    def decline_short_holds(self) -> Edit | None:
        """The user wants the holds as they were planned."""
        noted, self._short_holds = self._short_holds, None
        if noted is None or self._recorder is None:
            return None
        self._recorder.settle_reaction(noted.key, Answer.DECLINED)
        return Edit(EditKind.FULL_HOLDS)

    def note_help(self) -> None:
        """A warning sign is true for the user now."""
        if self._recorder is not None:
            self._recorder.note_reaction(ReactionKind.HELP)

    # ---- inside ------------------------------------------------------------------------------

    def _follow_last(self, recorder: SessionRecorder, rating: Rating) -> None:
        self._sorer = comfort.sorer_after(self._pre, rating.score, self.rules)
        if self._sorer:
            recorder.note_reaction(ReactionKind.SORER, before=self._pre, score=rating.score)

    def _react(self, recorder: SessionRecorder, stretch: str | None, rating: Rating) -> None:
        light = self.light(rating)
        if light is Light.AMBER:
            self._note(recorder, ReactionKind.AMBER, stretch, rating)
        elif light is Light.RED:
            self._note(recorder, ReactionKind.RED, stretch, rating)
            self._count_red(recorder, stretch, rating)

    def _count_red(self, recorder: SessionRecorder, stretch: str | None, rating: Rating) -> None:
        if not self.reacts:
            return
        self._reds += 1
        if stretch is not None:
            recorder.set_aside(stretch, "flag" if rating.flag else f"{rating.score} of 10")
        if self._reds >= self.rules.reds_that_end and not self._ended:
            self._ended = True
            self._note(recorder, ReactionKind.ENOUGH, stretch, rating)

    def _note(
        self, recorder: SessionRecorder, kind: ReactionKind, stretch: str | None, rating: Rating
    ) -> None:
        key = recorder.note_reaction(
            kind, stretch=stretch, before=self._pre, score=rating.score, flag=rating.flag
        )
        self._last.append(_Noted(kind, key, stretch))

    def _take_back(self, recorder: SessionRecorder) -> tuple[Edit, ...]:
        edits: list[Edit] = []
        for noted in self._last:
            if noted.kind is ReactionKind.AMBER and noted.key in self._eased_by:
                self._eased_by.discard(noted.key)
                edits += [] if self._eased_by else [Edit(EditKind.AS_PLANNED)]
            elif noted.kind is ReactionKind.RED and self.reacts and noted.stretch is not None:
                self._reds -= 1
                recorder.put_back(noted.stretch)
                edits.append(Edit(EditKind.PUT_BACK, (noted.stretch,)))
            elif noted.kind is ReactionKind.ENOUGH:
                self._ended = False
        self._settle(Answer.UNDONE, *ReactionKind)
        self._last = []
        return tuple(edits)

    def _settle(self, answer: Answer, *kinds: ReactionKind) -> None:
        if self._recorder is None:
            return
        for noted in self._last:
            if noted.kind in kinds:
                self._recorder.settle_reaction(noted.key, answer)


def _leave_out(stretch: str) -> Edit:
    return Edit(EditKind.LEAVE_OUT, (stretch,))
