"""The comfort rules as players and pages ask for them: what was done, what is to be done next, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stretchplayer.core.comfort import limits
from stretchplayer.core.comfort.next_day import (
    NextDayAnswer,
    Settled,
    day_to_ask_about,
    is_unsettled,
    unsettled_running,
)
from stretchplayer.core.comfort.reactions import Answer, Reaction, ReactionKind
from stretchplayer.core.comfort.rules import ComfortRules, Light, assess, sorer_after
from stretchplayer.core.history import RatingKind
from stretchplayer.core.progress.minutes import MS_PER_MINUTE, SHORTEST_MINUTES

if TYPE_CHECKING:
    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.comfort.log import ComfortLog
    from stretchplayer.core.history import History, SessionRecord
    from stretchplayer.core.ports import Clock

LOOKED_BACK_DAYS = 60  # answers further back say nothing of now


class ComfortService(QObject):
    """Keeps and tells reactions; looks at both clocks and settings through those it was given."""

    changed = Signal()  # something that is shown or done next is different now

    def __init__(
        self,
        log: ComfortLog,
        history: History,
        settings: SettingsService,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._log = log
        self._history = history
        self._settings = settings
        self._clock = clock

    # While a session is played

    @property
    def rules(self) -> ComfortRules:
        """The thresholds in force."""
        return self._settings.preferences.comfort

    @property
    def reacts(self) -> bool:
        """Whether anything is done about ratings. Warning signs are never ignored."""
        return self._settings.preferences.react

    def light(self, pre: int | None, score: int | None, *, flag: bool = False) -> Light:
        """What a rating right after a stretch means under the rules in force."""
        return assess(pre, score, flag, self.rules)

    def note(
        self,
        kind: ReactionKind,
        *,
        session: str | None = None,
        stretch: str | None = None,
        before: int | None = None,
        score: int | None = None,
        flag: bool = False,
    ) -> str:
        """Keep a reaction: as taken, or as switched off while the app does not react. Returns its id."""
        helps = kind is ReactionKind.HELP
        answer = Answer.TAKEN if helps or self.reacts else Answer.OFF
        reaction = self._log.note(
            kind,
            answer,
            self._clock.now(),
            session=session,
            stretch=stretch,
            before=before,
            score=score,
            flag=flag,
        )
        self.changed.emit()
        return reaction

    def decline(self, reaction: str) -> None:
        """The user went on as planned."""
        self.settle(reaction, Answer.DECLINED)

    def take(self, reaction: str) -> None:
        """What was declined holds after all."""
        self.settle(reaction, Answer.TAKEN)

    def settle(self, reaction: str, answer: Answer) -> None:
        """Keep what became of a reaction."""
        self._log.settle(reaction, answer)
        self.changed.emit()

    # Looking back

    def of_session(self, session: str) -> list[Reaction]:
        """What was done in a session, oldest first."""
        since = self._history.session(session).started
        return [reaction for reaction in self._log.reactions(since) if reaction.session == session]

    def reactions(self, since: datetime | None = None, kinds: Sequence[ReactionKind] = ()) -> list[Reaction]:
        """What was done from an instant on, oldest first; no kinds means all."""
        return self._log.reactions(since, kinds)

    # What the next session is like

    def eased_next(self) -> frozenset[str]:
        """Stretches to be done the easier way next time."""
        return self._log.eased_next() if self.reacts else frozenset()

    def as_planned(self, stretches: Collection[str]) -> list[str]:
        """These are not eased next time after all. Returns the reactions that were declined by it."""
        ambers = [
            one
            for one in self._log.reactions(kinds=(ReactionKind.AMBER,))
            if one.stretch in stretches and one.answer is Answer.TAKEN
        ]
        last = {one.stretch: one.session for one in ambers}  # what came before has had its next time
        eased = [one.id for one in ambers if last[one.stretch] == one.session]
        for reaction in eased:
            self._log.settle(reaction, Answer.DECLINED)
        self.changed.emit()
        return eased

    def half_dose(self) -> ReactionKind | None:
        """Why the next session has half the repetitions: `SORER`, `UNSETTLED`, or None when it has not.

        It follows the last session that was really done, so a session uses it up.
        """
        last = self._last_session()
        if last is None or not self.reacts:
            return None
        kind = self._cause(last)
        told = [] if kind is None else self._told(last, kind)
        return None if told and told[-1].answer is Answer.DECLINED else kind

    def use_full_length(self) -> str | None:
        """The next session is as long as ever, whatever speaks for half of it.

        Returns the reaction that was declined by it, if there was one.
        """
        last, kind = self._last_session(), self.half_dose()
        if last is None or kind is None:
            return None
        told = self._told(last, kind)
        reaction = told[-1].id if told else self.note(kind, session=last.id)
        self.decline(reaction)
        return reaction

    def _cause(self, last: SessionRecord) -> ReactionKind | None:
        """What speaks for half of it after this session, if anything does."""
        if is_unsettled(self._answers(), last.started):
            return ReactionKind.UNSETTLED
        scores = {r.kind: r.score for r in self._history.session_ratings(last.id)}
        sorer = sorer_after(scores.get(RatingKind.PRE), scores.get(RatingKind.POST), self.rules)
        return ReactionKind.SORER if sorer else None

    def _told(self, last: SessionRecord, kind: ReactionKind) -> list[Reaction]:
        return self._log.reactions(last.started, (kind,))

    # The day after

    def day_to_ask_about(self) -> date | None:
        """The date of the sessions to ask about now: whether extra pain settled; None for no question."""
        if not self._settings.preferences.ask_next_day:
            return None
        today = self._clock.now().date()
        first = today - timedelta(days=limits.NEXT_DAY_WITHIN_DAYS)
        done = self._history.sessions(first, today)
        days = [session.local_date for session in done if session.played_ms >= _really_done_ms()]
        return day_to_ask_about(days, self._answers(), today)

    def answer_of_today(self) -> NextDayAnswer | None:
        """What was said today of an earlier date, as it stands now."""
        today = self._clock.now().date()
        given = [answer for answer in self._answers() if answer.at.date() == today]
        return max(given, key=lambda answer: answer.about, default=None)

    def answer_next_day(self, about: date, settled: Settled) -> None:
        """Keep what was said of the sessions of a date, and what follows from it."""
        before = next((answer for answer in self._answers() if answer.about == about), None)
        self._log.answer_next_day(NextDayAnswer(about=about, settled=settled, at=self._clock.now()))
        was_no, is_no = (one is Settled.NO for one in (before and before.settled, settled))
        if is_no and not was_no:
            self.note(ReactionKind.UNSETTLED)
            if unsettled_running(self._answers()):
                self.note(ReactionKind.PAUSE)
        elif was_no and not is_no and before is not None:  # taken back, and with it what followed
            for reaction in self._log.reactions(before.at, (ReactionKind.UNSETTLED, ReactionKind.PAUSE)):
                self._log.settle(reaction.id, Answer.UNDONE)
        self.changed.emit()

    def pause_advised(self) -> Reaction | None:
        """The advice to pause while it stands: until it is closed, or an answer is another than No."""
        if not self.reacts or not unsettled_running(self._answers()):
            return None
        since = self._clock.now() - timedelta(days=LOOKED_BACK_DAYS)
        advised = self._log.reactions(since, (ReactionKind.PAUSE,))
        standing = advised and advised[-1].answer is Answer.TAKEN
        return advised[-1] if standing else None

    # Inside

    def _last_session(self) -> SessionRecord | None:
        return self._history.last_session(_really_done_ms())

    def _answers(self) -> list[NextDayAnswer]:
        return self._log.next_day_answers(self._clock.now().date() - timedelta(days=LOOKED_BACK_DAYS))


def _really_done_ms() -> int:
    """Played time from which a session was done and not just opened."""
    return round(SHORTEST_MINUTES * MS_PER_MINUTE)
