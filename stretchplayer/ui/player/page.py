"""The player page: one session from the question before it to its summary.

It talks to the session's driver alone. Which view is shown follows from the phase the session is
in, so that no order of events can leave the wrong one standing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from stretchplayer.core import comfort
from stretchplayer.core.comfort import ReactionKind
from stretchplayer.core.events import PauseReason, Rating
from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import SegmentKind
from stretchplayer.ui.player import before, comfort_texts, end_texts, panel_texts
from stretchplayer.ui.player.afterwards import Afterwards
from stretchplayer.ui.player.care import Care
from stretchplayer.ui.player.keys import Wish, is_held_command, takes_keys, wish_anywhere, wish_while_playing
from stretchplayer.ui.player.panels import PanelContent
from stretchplayer.ui.player.questions import (
    can_change_rating,
    offered_now,
    question_again,
    question_at_gate,
)
from stretchplayer.ui.player.standing import (
    go_on,
    paused_content,
    question_content,
    said_after_rating,
    standing,
)
from stretchplayer.ui.player.surroundings import Surroundings
from stretchplayer.ui.player.tools import PlayerTools
from stretchplayer.ui.player.views import PlayerViews
from stretchplayer.ui.widgets.announce import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from stretchplayer.app.session_driver import SessionDriver
    from stretchplayer.core.events import Event
    from stretchplayer.core.plan import Checkpoint

__all__ = ["PlayerPage", "PlayerTools"]

PRESSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
OFFER_MS = 8_000  # how long it is said; the key works until the next question


class PlayerPage(PlayerViews):
    """Everything between Start and Done."""

    left = Signal()  # back to where the user came from
    week_wanted = Signal()
    when_to_stop_wanted = Signal()

    def __init__(self, tools: PlayerTools, parent: QWidget | None = None) -> None:
        super().__init__(tools.looks, tools.new_figure, tools.clock, parent)
        self._tools = tools
        self._driver: SessionDriver | None = None
        self._routine = ""
        self._pre: Rating | None = None
        self._shown: tuple[object, ...] = ()
        self._correcting = False
        self._aside = False  # the paused panel lies over a question
        self._offered = False
        self._standing = ""  # the quiet line of the whole session
        self._afterwards = Afterwards(self.summary, tools.history, tools.routines, tools.settings)
        self._around = Surroundings(tools.settings, self)
        self._care = Care(self)
        self._connect()
        self.follow_preferences(tools.settings.preferences)

    def _connect(self) -> None:
        self.stage.looked.connect(self._follow_position)
        self.controls.wished.connect(self.grant)
        self.rating.answered.connect(self._answer)
        self.rating.answering.connect(self._let_answer)
        self.rating.left.connect(self._leave_question)
        self.rating.spoken.connect(self._say)
        self.rating.ask_again.connect(self._ask_again)
        self.panel.chosen.connect(self._choose)
        self.summary.done.connect(self._finish)
        self.summary.week_wanted.connect(self._finish_for_week)
        self._around.noticed.connect(self._show_notice)
        self._around.told.connect(self.bar.show_toast)
        self._care.told.connect(self._tell_care)
        self._tools.settings.changed.connect(self.follow_preferences)

    # ---- from outside ------------------------------------------------------------------------

    @property
    def driver(self) -> SessionDriver | None:
        """The session that is shown, if there is one."""
        return self._driver

    def begin(self, routine: str) -> None:
        """Ask how the back is, if the user wants to be asked, then play this routine."""
        self.close_session()
        self._routine = routine
        self._pre = None
        if not self._tools.settings.preferences.ask_before:
            self._start_after(None)
            return
        self._show(self.rating)
        self.rating.ask(before.question_before())

    def play(self, driver: SessionDriver, resume: tuple[str, Checkpoint] | None = None) -> None:
        """Play this session now, or go on with an interrupted one."""
        self._take(driver)
        if not driver.timeline.segments:
            self._show_panel(end_texts.nothing_to_play(driver.routine.items))
            return
        driver.start(resume)
        self._show_phase()

    def try_out(self, driver: SessionDriver) -> None:
        """Play a routine to try it: nothing is asked, nothing noted down; `left` comes at its end."""
        self._take(driver)
        context = driver.timeline.context
        if not driver.timeline.segments:
            self._show_panel(end_texts.nothing_to_try(driver.routine.items))
            return
        left_out = self._tools.history.left_out() | end_texts.unsuited_in(driver.routine, context)
        self._standing = end_texts.trial_line(driver.routine.items, left_out, context.catalogue)
        self._show_notice(self._around.notice)
        announce(self, self._standing)
        driver.start(keep=False)
        self._show_phase()

    def _take(self, driver: SessionDriver) -> None:
        """Have this session in place of another."""
        self.close_session()
        self._driver = driver
        self._shown = ()
        self._correcting = self._aside = self._offered = False
        self._standing = ""
        driver.changed.connect(self._follow)
        self._around.attach(driver)
        self._care.attach(driver)
        self._show_notice(self._around.notice)
        self.stage.set_playing(driver)

    def close_session(self) -> None:
        """Let go of the session. An unfinished one can be carried on later."""
        driver, self._driver = self._driver, None
        if driver is None:
            return
        driver.changed.disconnect(self._follow)
        self._around.detach()
        self._care.detach()
        self.rating.stop()
        self.stage.set_playing(None)
        driver.close()

    def follow_theme(self) -> None:
        """Paint everything anew in the colours of the theme in use."""
        self.set_looks(self._tools.looks)

    def grant(self, wish: Wish) -> None:
        """Do what a key or a control asks for."""
        driver = self._driver
        if driver is None:
            return
        commands: dict[Wish, Callable[[], None]] = {
            Wish.TOGGLE: driver.toggle,
            Wish.PAUSE: driver.pause,
            Wish.BACK: driver.back,
            Wish.SKIP: driver.skip,
            Wish.EASE_OFF: self._ease_off,
            Wish.MORE_TIME: driver.more_time,
            Wish.END_NOW: driver.end_now,
            Wish.REPEAT_HOLD: driver.repeat_hold,
            Wish.REPEAT_SIDE: driver.repeat_side,
            Wish.SOUND: self._around.toggle_sound,
            Wish.LOUDER: self._around.louder,
            Wish.SOFTER: self._around.softer,
            Wish.TONES_LOUDER: self._around.tones_louder,
            Wish.TONES_SOFTER: self._around.tones_softer,
            Wish.WHEN_TO_STOP: self._show_when_to_stop,
            Wish.CHANGE_RATING: self._change_rating,
            Wish.RATE_AT_END: self._rate_at_end,
            Wish.HOLD_IN_FULL: driver.hold_in_full,
        }
        commands[wish]()

    # ---- which view --------------------------------------------------------------------------

    def _follow(self, events: list[Event]) -> None:
        del events  # what to show follows from where the session stands
        self._show_phase()
        self._offer_the_end()
        self.stage.look()

    def _show_phase(self) -> None:
        driver = self._driver
        if driver is None:
            return
        key = standing(driver, correcting=self._correcting, aside=self._aside)
        if key == self._shown:
            return
        self._shown = key
        match driver.phase:
            case Phase.PAUSED:
                self._show_paused(driver)
            case Phase.GATE:
                self._show_gate(driver)
            case Phase.FINISHED | Phase.STOPPED if driver.is_trial:
                self._finish()
            case Phase.FINISHED | Phase.STOPPED:
                self._show_summary(driver)
            case _:
                self._show(self.stage)
                self.focus_view()
                self.controls.wake()
        self._follow_position()

    def _show(self, view: QWidget) -> None:
        self.show_view(view, with_bar=self._driver is not None)

    def _show_paused(self, driver: SessionDriver) -> None:
        if self._correcting:
            self._show(self.rating)
            self.rating.ask(question_again(driver))
            return
        self._show_panel(paused_content(driver))

    def _show_panel(self, content: PanelContent) -> None:
        self._show(self.panel)
        self.panel.show_content(content)

    def _show_gate(self, driver: SessionDriver) -> None:
        if self._aside:
            self._show_panel(question_content(driver))
            return
        self._show(self.rating)
        self.rating.ask(question_at_gate(driver), driver.gate_left)

    def _show_summary(self, driver: SessionDriver) -> None:
        self._show(self.summary)
        data = self._afterwards.show_session(driver)
        announce(self, f"{data.title}. {data.advice}".removesuffix(" "))

    # ---- answers and choices -----------------------------------------------------------------

    def _answer(self, rating: Rating) -> None:
        driver = self._driver
        if driver is None:
            self._start_after(rating)
        elif self._correcting:
            self._correcting = False
            if rating.skipped:
                self._leave_as_it_was(driver)
            else:
                driver.correct_last(rating)
        else:
            driver.answer(rating)
            if not rating.skipped and driver.phase is not Phase.GATE:  # the next question says enough
                driver.say(said_after_rating(driver))

    def _leave_as_it_was(self, driver: SessionDriver) -> None:
        """Keep the answer as it was, and go back to where it was to be changed."""
        if driver.session.pause_reason is PauseReason.USER:
            driver.resume()
        else:
            self._show_phase()

    def _start_after(self, pre: Rating | None) -> None:
        self._pre = pre
        score = None if pre is None else pre.score
        gentle = comfort.very_gentle_day(score) and self._tools.comfort.reacts
        if gentle and score is not None and self._routine not in before.GENTLE_ROUTINES:
            self._show_panel(before.gentle_day(score, self._tools.settings.preferences.place))
            return
        self._begin_now(self._routine, pre)

    def _begin_now(self, routine: str, pre: Rating | None) -> None:
        driver = self._tools.prepare(routine, pre)
        self.play(driver)
        if driver.comfort.holds_are_short and pre is not None and pre.score is not None:
            self._say_for_a_while(comfort_texts.short_holds(pre.score))

    def _say_for_a_while(self, words: str) -> None:
        self.bar.show_toast(words, OFFER_MS)
        announce(self, words)

    def _decline_gentle_day(self) -> None:
        score = None if self._pre is None else self._pre.score
        try:
            self._tools.comfort.note(ReactionKind.VERY_GENTLE, before=score)
        finally:  # nobody is kept here by a full disk
            self.left.emit()

    def _leave_question(self) -> None:
        if self._driver is None:
            self.left.emit()
        elif self._correcting:
            self._correcting = False
            self._leave_as_it_was(self._driver)
        else:
            self._aside = True
            self._driver.set_answering(True)  # somebody is here: the question waits
            self._show_phase()

    def _choose(self, choice: str) -> None:
        driver = self._driver
        if driver is None:
            if choice == before.GENTLE:
                self._begin_now(self._tools.routines.here(before.GENTLE_ROUTINE), self._pre)
            elif choice == before.NOT_TODAY:
                self._decline_gentle_day()
            else:
                self.left.emit()
        elif choice == panel_texts.END:
            self._aside = False
            if driver.timeline.segments:
                driver.stop()
            else:
                self._finish()
        elif self._aside:
            self._aside = False
            driver.set_answering(False)
            self._show_phase()
        elif choice == comfort_texts.CHANGE:
            self._change_rating()
        else:
            go_on(driver, choice)

    def _change_rating(self) -> None:
        driver = self._driver
        if driver is None or not can_change_rating(driver):
            return
        self._correcting = True
        driver.pause()
        self._show_phase()  # it may stand still already

    def _let_answer(self, answering: bool) -> None:
        """While something is picked, the question does not go on by itself."""
        if self._driver is not None and not self._correcting:
            self._driver.set_answering(answering)

    def _offer_the_end(self) -> None:
        driver = self._driver
        if driver is None or self._offered or self.view is not self.stage or not driver.offers_the_end:
            return
        self._offered = True
        self._say_for_a_while(end_texts.OFFER)

    def _ease_off(self) -> None:
        driver = self._driver
        if driver is not None and driver.session.segment.eased:
            self._say_for_a_while(comfort_texts.EASED_ALREADY)
        elif driver is not None:
            driver.ease_off()

    def _rate_at_end(self) -> None:
        driver = self._driver
        if driver is None or not driver.offers_the_end:
            return
        driver.rate_at_end()
        self._tools.settings.update(ask_during=AskDuring.AT_END)
        self._say_for_a_while(end_texts.OFFER_TAKEN)

    def _finish(self) -> None:
        self.close_session()
        self.left.emit()

    def _finish_for_week(self) -> None:
        self.close_session()
        self.week_wanted.emit()

    def _tell_care(self, words: str, for_ms: int) -> None:
        """Show and read out how a stretch with a warning is done."""
        self.bar.show_toast(words, for_ms)
        announce(self, words)

    # ---- sound and screen --------------------------------------------------------------------

    def _say(self, phrase: str) -> None:
        if self._driver is not None:
            self._driver.say(phrase)

    def _ask_again(self) -> None:
        driver = self._driver
        if driver is not None:
            during = self._correcting or driver.session.segment.stretch is not None
            driver.say("rate-stretch" if during else "rate-now")

    def _show_notice(self, notice: str) -> None:
        self.bar.show_notice(" ".join(line for line in (self._standing, notice) if line))
        if notice:
            announce(self, notice)

    def _show_when_to_stop(self) -> None:
        if self._driver is not None:
            self._driver.pause()
            self._driver.set_answering(True)  # a question waits until somebody is back
        self.when_to_stop_wanted.emit()

    # ---- position and keys -------------------------------------------------------------------

    def _follow_position(self) -> None:
        driver = self._driver
        if driver is None or not driver.timeline.segments:
            return
        position = driver.position_ms()
        self.bar.show_position(driver.timeline, position)
        if self.view is self.stage:
            self.controls.next_up.show_next(driver.timeline, position)
            ready = driver.session.segment.kind is SegmentKind.GET_READY
            self.controls.set_getting_ready(ready, offered_now(driver))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on, for instance when another page that lay over this one has gone."""
        super().focusInEvent(event)
        if self.view is self.rating:
            self.rating.come_back()
            self._let_answer(not self.rating.entry.is_empty)
        self.focus_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no panel has taken; what is not known here goes to the window."""
        playing = self._driver is not None and self.view is self.stage
        self.controls.wake()
        focused = next((b for b in self.controls.buttons() if takes_keys(b)), None)
        if playing and focused is not None and event.key() in PRESSING:
            if not event.isAutoRepeat():
                focused.click()
            return
        wish = wish_while_playing(event) if playing else wish_anywhere(event)
        if wish is not None and self._driver is not None:
            self.grant(wish)
        elif not (playing and is_held_command(event)):
            event.ignore()
