"""Tells when it is time for the one quiet reminder of the day, and keeps what became of it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from stretchplayer.app.history_service import HistoryService
from stretchplayer.app.services import SettingsService
from stretchplayer.core import reminders
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.ports import Clock
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.reminders import Action, ReminderState

log = logging.getLogger(__name__)

# A timer stands still while the computer sleeps and knows nothing of a clock that is set anew, so
# the wall clock is looked at this often at least.
LOOK_AGAIN = timedelta(minutes=3)
SOONEST = timedelta(seconds=1)


class ReminderService(QObject):
    """Owns one single-shot timer, which runs while reminders are wanted at all."""

    due = Signal(str)  # show the reminder, with these words
    over = Signal()  # the reminder that is out has no point any more: take it away
    changed = Signal()  # what can be asked for may be different now

    _REMEMBERED = "reminder"

    def __init__(
        self, settings: SettingsService, history: HistoryService, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._history = history
        self._clock = clock
        self._preferences = settings.preferences
        self._state = self._remembered()
        self._out = False
        self._playing = False
        self._started = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        settings.changed.connect(self._follow_preferences)
        history.changed.connect(self._look_soon)

    def start(self) -> None:
        """Begin to watch the time."""
        self._started = True
        self._look_soon()

    def stop(self) -> None:
        """Watch it no longer."""
        self._started = False
        self._timer.stop()

    @property
    def is_out(self) -> bool:
        """Whether the reminder has been shown and still waits for an answer."""
        return self._out

    @property
    def is_on(self) -> bool:
        """Whether the user wants reminders."""
        return self._preferences.remind

    @property
    def can_snooze(self) -> bool:
        """Whether “Later” would do anything: today's reminder was shown, and the day is long enough."""
        now = self._clock.now()
        state = reminders.state_on(now.date(), self._state)
        waits = self.is_on and state.shown and not state.ended
        return waits and reminders.can_snooze(self._preferences, now)

    @property
    def can_end_today(self) -> bool:
        """Whether “Not today” would do anything: today's reminder was shown, or is to come."""
        now = self._clock.now()
        state = reminders.state_on(now.date(), self._state)
        if not self.is_on or state.ended:
            return False
        due = self.next_due()
        return state.shown or (due is not None and due.astimezone(now.tzinfo).date() == now.date())

    def next_due(self) -> datetime | None:
        """When the next reminder comes; None when there is none."""
        now = self._clock.now()
        return reminders.next_due(
            self._preferences, now, self._state, done_today=self._done(), flare_today=self._flare(now)
        )

    def snooze(self) -> None:
        """“Later”: once more today, after the chosen wait."""
        self._keep(reminders.snoozed(self._preferences, self._clock.now(), self._state))
        self._withdraw()
        self._look_soon()

    def not_today(self) -> None:
        """“Not today”: nothing more until the next chosen day."""
        self._keep(reminders.ended(self._clock.now(), self._state))
        self._withdraw()
        self._look_soon()

    def session_began(self) -> None:
        """From now on a session is played, during which no reminder comes."""
        self._playing = True
        self._timer.stop()
        self._withdraw()

    def session_ended(self) -> None:
        """The player is closed."""
        self._playing = False
        self._look_soon()

    def look(self) -> None:
        """Look at the clock: show the reminder or take it away as it should be, and come back in time."""
        self._timer.stop()
        if not self._started or self._playing:
            return
        if not self.is_on:
            self._withdraw()
            return
        now = self._clock.now()
        wait = LOOK_AGAIN
        try:
            done, flare = self._done(), self._flare(now)
        except StretchPlayerError as error:
            log.info("whether to remind cannot be told now: %s", error)
        else:
            found = reminders.verdict(self._preferences, now, self._state, done_today=done, flare_today=flare)
            if found.action is Action.SHOW:
                self._show(now)
            elif self._out and not reminders.still_stands(
                self._preferences, now, self._state, done_today=done, flare_today=flare
            ):
                self._withdraw()
            if found.action is not Action.SHOW and found.next_due is not None:
                wait = min(LOOK_AGAIN, max(SOONEST, found.next_due - now))
        self._timer.start(round(wait / timedelta(milliseconds=1)))

    def _show(self, now: datetime) -> None:
        self._keep(reminders.shown(now, self._state))
        self._out = True
        self.due.emit(reminders.words(self._preferences.remind_cue))
        self.changed.emit()

    def _withdraw(self) -> None:
        if self._out:
            self._out = False
            self.over.emit()
        self.changed.emit()

    def _look_soon(self) -> None:
        """Not within somebody else's signal: showing the reminder is no part of what they do."""
        if self._started and not self._playing:
            self._timer.start(0)

    def _follow_preferences(self, preferences: Preferences) -> None:
        before, self._preferences = self._preferences, preferences
        state = reminders.rescheduled(before, preferences, self._clock.now(), self._state)
        if state != self._state:
            self._keep(state)
            self._withdraw()
        self._look_soon()

    def _done(self) -> bool:
        return self._history.week_strip().done_today

    def _flare(self, now: datetime) -> bool:
        return bool(self._history.flare_days(now.date(), now.date()))

    def _remembered(self) -> ReminderState | None:
        try:
            return msgspec.convert(self._settings.remembered(self._REMEMBERED), ReminderState | None)
        except msgspec.MsgspecError:
            return None  # of another version: at worst today's reminder comes once more

    def _keep(self, state: ReminderState | None) -> None:
        """Keep it for the next start; without a disk that takes it, at least until then."""
        self._state = state
        try:
            self._settings.remember(self._REMEMBERED, state)
        except StretchPlayerError as error:
            log.info("the reminder's state is not kept: %s", error)
