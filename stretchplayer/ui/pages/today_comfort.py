"""The cards of Today that come from the comfort rules. Each says why, and what can be done about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stretchplayer.core.comfort import ReactionKind
from stretchplayer.core.comfort.next_day import Settled
from stretchplayer.core.errors import StoreError
from stretchplayer.ui.pages import today_words as words
from stretchplayer.ui.widgets.note_card import NoteCard
from stretchplayer.ui.words import minutes_words, stretch_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stretchplayer.core.history import SetAside
    from stretchplayer.core.routine import Routine
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pages.today_services import TodayServices

HAND = "hand-palm-fill"


class ComfortCards(QObject):
    """Makes them anew whenever it is asked; each is None while there is nothing to say."""

    told = Signal(str, object, object)  # a sentence; where there is one, a word and what it does
    why_wanted = Signal(str)  # the rule that the user asks about
    stop_wanted = Signal()  # the page about when to stop
    changed = Signal()  # other cards are to be shown
    asked_again = Signal()  # so is the question about the day after, with the focus

    def __init__(self, look: Look, services: TodayServices) -> None:
        super().__init__()
        self._look = look
        self._services = services
        self._comfort = services.comfort
        self._asks_again: date | None = None  # the answer about this date is being changed

    # ---- the day after -------------------------------------------------------------------------

    def next_day(self) -> NoteCard | None:
        """Whether extra pain had settled, asked about the last day with a session."""
        again = self._asks_again
        about = again or self._comfort.day_to_ask_about()
        if about is None:
            return None
        today = self._services.clock.now().date()
        card = NoteCard(self._look, words.settled_question(about, today))
        for settled, text in words.ANSWERS:
            card.add(text, partial(self._answer, card, about, settled), "second")
        if again is None:
            skip = partial(self._answer, card, about, Settled.SKIPPED)
            card.add("Skip", skip, name="Skip this question")
        else:
            card.add("Leave it", self._leave_answer, name="Leave the answer as it was")
        return card

    def answered(self) -> NoteCard | None:
        """What follows from a No of today, where the shorter session does not say it."""
        answer = self._comfort.answer_of_today()
        if answer is None or answer.settled is not Settled.NO or self._asks_again is not None:
            return None
        if self._comfort.half_dose() is ReactionKind.UNSETTLED:
            return None
        today = answer.at.date()
        if any(one.started > answer.at for one in self._services.history.sessions(today, today)):
            return None  # that session was the shorter one
        text = words.AS_LONG_AS_EVER if self._comfort.reacts else words.NOTHING_FOLLOWS
        card = NoteCard(self._look, text)
        self._add_change(card, answer.about)
        return card

    def _add_change(self, card: NoteCard, about: date) -> None:
        name = "Change the answer about extra pain"
        card.add("Change answer", partial(self._ask_again, about), name=name)

    def _ask_again(self, about: date) -> None:
        self._asks_again = about
        self.asked_again.emit()

    def _leave_answer(self) -> None:
        self._asks_again = None
        self.changed.emit()

    def _answer(self, card: NoteCard, about: date, settled: Settled) -> None:
        def keep() -> None:
            self._asks_again = None
            self._comfort.answer_next_day(about, settled)

        if self._do(card, keep) and settled is not Settled.NO:  # a No stays on the page, with what follows
            self._tell("Noted.", partial(self._ask_again, about))

    # ---- the next session ----------------------------------------------------------------------

    def shorter(self, routine: Routine) -> NoteCard | None:
        """That the next session is shorter than usual, and why."""
        options = self._services.maker.options()
        if options.half_dose:
            return self._half_length(routine)
        if not options.short_holds:
            return None
        card = NoteCard(self._look, words.SHORT_HOLDS)
        card.add("Use full length", partial(self._do, card, self._choose_full_holds))
        self._add_why(card, "short_holds", "Why holds are shorter")
        return card

    def _half_length(self, routine: Routine) -> NoteCard | None:
        why = self._comfort.half_dose()
        if why is None:
            return None
        length = minutes_words(self._services.maker.total_ms(routine))
        card = NoteCard(self._look, words.half_length(length, why))
        card.add("Use full length", lambda: self._use_full_length(card))
        answer = self._comfort.answer_of_today()
        if why is ReactionKind.UNSETTLED and answer is not None and self._asks_again is None:
            self._add_change(card, answer.about)
        self._add_why(card, "sorer" if why is ReactionKind.SORER else "unsettled", "Why it is half as long")
        return card

    def _choose_full_holds(self) -> None:
        self._services.maker.choose_full_holds()
        self.changed.emit()

    def _use_full_length(self, card: NoteCard) -> None:
        self._decline(card, self._comfort.use_full_length, "Full length, for the next session.")

    def eased(self, routine: Routine) -> NoteCard | None:
        """Which stretches of this routine come in their easier form this time."""
        wanted = self._comfort.eased_next() - self._services.history.left_out()
        items = dict.fromkeys(item.stretch for item in routine.items if item.stretch in wanted)
        if not items:
            return None
        names = [stretch_name(self._services.catalogue, stretch) for stretch in items]
        card = NoteCard(self._look, words.eased(names), "easeoff", HAND)
        card.add("As planned", partial(self._as_planned, card, frozenset(items)))
        self._add_why(card, "amber", "Why it is eased")
        return card

    def _as_planned(self, card: NoteCard, stretches: frozenset[str]) -> None:
        self._decline(card, partial(self._comfort.as_planned, stretches), "As planned.")

    # ---- advice --------------------------------------------------------------------------------

    def pause(self) -> NoteCard | None:
        """After two days of extra pain: advice; Start stays as it is."""
        advised = self._comfort.pause_advised()
        if advised is None:
            return None

        def close() -> str:
            self._comfort.decline(advised.id)
            return advised.id

        card = NoteCard(self._look, words.PAUSE, "easeoff", HAND)
        card.add("When to stop", self.stop_wanted.emit)
        self._add_why(card, "pause", "Why a pause is suggested")
        card.add("Close", lambda: self._decline(card, close, "Closed."), name="Close the advice to pause")
        return card

    def trend(self) -> NoteCard | None:
        """Higher than at the start, or no easier by now; nothing about the cause."""
        trend = self._services.trend
        kind = trend.standing
        if kind is None:
            return None

        def open_again(reaction: str) -> None:
            trend.open_again(reaction)
            self.changed.emit()

        def close() -> None:
            reaction = trend.close()
            if reaction is not None:
                self._tell("Closed.", partial(open_again, reaction))

        card = NoteCard(self._look, words.TRENDS[kind])
        self._add_why(card, "trend", "Why this is said")
        card.add("Close", partial(self._do, card, close), name="Close this advice")
        return card

    def left_out(self) -> list[NoteCard]:
        """One for each stretch that is left out until it is put back."""
        return [self._left_out(item) for item in self._services.history.all_set_aside()]

    def _left_out(self, item: SetAside) -> NoteCard:
        name = stretch_name(self._services.catalogue, item.stretch)
        history = self._services.history

        def put_back() -> None:
            history.put_back(item.stretch)
            self._tell(f"{name} is back.", partial(history.leave_out_again, item))

        card = NoteCard(self._look, f"{name} is left out until you put it back.", "easeoff", HAND)
        card.add("Put it back", partial(self._do, card, put_back), name=f"Put {name} back")
        self._add_why(card, "left_out", f"Why {name} is left out")
        return card

    # ---- in all of them ------------------------------------------------------------------------

    def _add_why(self, card: NoteCard, rule: str, name: str) -> None:
        card.add("Why", lambda: self.why_wanted.emit(rule), name=name)

    def _decline(self, card: NoteCard, decline: Callable[[], str | list[str] | None], told: str) -> None:
        """Do it, and offer to have it back."""

        def do() -> None:
            declined = decline()
            reactions = [declined] if isinstance(declined, str) else declined or []
            if reactions:
                self._tell(told, partial(self._take, reactions))

        self._do(card, do)

    def _take(self, reactions: list[str]) -> None:
        for reaction in reactions:
            self._comfort.take(reaction)

    def _tell(self, told: str, undo: Callable[[], None]) -> None:
        def try_undo() -> None:
            try:
                undo()
            except StoreError as error:
                self.told.emit(str(error), None, None)

        self.told.emit(told, "Undo", try_undo)

    def _do(self, card: NoteCard, deed: Callable[[], object]) -> bool:
        """Do it; when the disk does not take it, the card says so."""
        try:
            deed()
        except StoreError as error:
            card.words.setText(str(error))
            return False
        return True
