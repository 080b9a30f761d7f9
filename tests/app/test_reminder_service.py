"""The reminder service on the real store, with a calendar moved by hand and its timer let off by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from stretchplayer.app.history_service import HistoryService
from stretchplayer.app.reminder_service import LOOK_AGAIN, ReminderService
from stretchplayer.app.services import SettingsService
from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import StoreError
from stretchplayer.core.reminders import LATEST
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.store import Store
from tests.calendar_clock import MONDAY_8, Calendar
from tests.empty_notes import empty_notes

EASY = Routine(id="easy", name="Easy day", description="", items=(RoutineItem(stretch="a", hold_s=20),))
SENTENCE = "Time for your stretches, if it suits you."


class Home:
    """Somebody's computer, on which the app is started and closed; 8:30 is chosen."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = Calendar()
        self.settings = SettingsService(store.settings, self.clock)
        self.settings.update(remind=True, remind_at_min=8 * 60 + 30)
        self.history = HistoryService(store.history, self.clock)
        self.heard: list[str] = []
        self.services: list[ReminderService] = []
        self.start()

    def start(self) -> None:
        """The app opens anew."""
        for service in self.services:
            service.stop()
        self.settings = SettingsService(self.store.settings, self.clock)
        self.history = HistoryService(self.store.history, self.clock)
        self.service = ReminderService(self.settings, self.history, self.clock)
        self.service.due.connect(self.heard.append)
        self.service.over.connect(lambda: self.heard.append("over"))
        self.services.append(self.service)
        self.service.start()
        self.let_off()

    @property
    def timer(self) -> QTimer:
        found = self.service.findChild(QTimer)
        assert found is not None
        return found

    def let_off(self) -> None:
        """The timer runs out, when it runs at all."""
        if self.timer.isActive():
            self.timer.timeout.emit()
        self.set_at = self.clock.at

    def pass_(self, **time: float) -> None:
        """Time passes, as a computer that is awake notices it."""
        end = self.clock.at + timedelta(**time)
        while self.timer.isActive():
            runs_out = self.set_at + timedelta(milliseconds=self.timer.interval())
            if runs_out > end:
                break
            self.clock.at = max(self.clock.at, runs_out)
            self.let_off()
        self.clock.at = end

    def play(self, minutes: float) -> None:
        """A session, from the player's opening to its closing."""
        self.service.session_began()
        session = self.history.begin_session(EASY, EASY, Side.RIGHT)
        self.clock.at += timedelta(minutes=minutes)
        self.history.end_session(session, "finished", round(minutes * 60_000))
        self.service.session_ended()
        self.let_off()


@pytest.fixture
def home(tmp_path: Path, qapp: object) -> Iterator[Home]:
    store = empty_notes(tmp_path)
    home = Home(store)
    yield home
    for service in home.services:
        service.stop()
    store.close()


def test_it_comes_at_its_time_and_once_a_day(home: Home) -> None:
    home.pass_(minutes=29)
    assert home.heard == []
    home.pass_(minutes=1)
    assert home.heard == [SENTENCE]
    assert home.service.is_out
    home.pass_(hours=12)
    assert home.heard == [SENTENCE]
    home.pass_(hours=12)
    assert home.heard == [SENTENCE, "over", SENTENCE]  # at midnight the old one went


def test_the_timer_is_never_set_for_longer_than_a_few_minutes(home: Home) -> None:
    for _ in range(500):
        assert home.timer.isActive()
        assert home.timer.isSingleShot()
        assert timedelta(0) < timedelta(milliseconds=home.timer.interval()) <= LOOK_AGAIN
        home.clock.at += timedelta(milliseconds=home.timer.interval())
        home.let_off()


def test_a_computer_that_slept_shows_it_when_it_wakes(home: Home) -> None:
    home.clock.at += timedelta(hours=2)
    home.let_off()
    assert home.heard == [SENTENCE]


def test_a_computer_that_slept_too_long_drops_it(home: Home) -> None:
    home.clock.at += timedelta(minutes=31) + LATEST
    home.let_off()
    assert home.heard == []


def test_a_restart_does_not_show_it_twice(home: Home) -> None:
    home.pass_(minutes=30)
    home.start()
    home.pass_(hours=3)
    assert home.heard == [SENTENCE]
    assert not home.service.is_out
    assert home.service.can_snooze  # from the tray it can still be asked for later


def test_later_also_after_a_restart(home: Home) -> None:
    home.pass_(minutes=40)
    home.service.snooze()
    assert home.heard == [SENTENCE, "over"]
    assert not home.service.can_snooze
    home.start()
    home.pass_(minutes=59)
    assert home.heard == [SENTENCE, "over"]
    home.pass_(minutes=1)
    assert home.heard == [SENTENCE, "over", SENTENCE]


def test_not_today_also_after_a_restart(home: Home) -> None:
    assert home.service.can_end_today
    home.service.not_today()
    assert not home.service.can_end_today
    home.start()
    home.pass_(hours=15)
    assert home.heard == []
    home.pass_(hours=10)
    assert home.heard == [SENTENCE]


def test_late_in_the_evening_there_is_no_later(home: Home) -> None:
    home.settings.update(remind_at_min=23 * 60 + 30)
    home.pass_(hours=15, minutes=30)
    assert home.heard == [SENTENCE]
    assert not home.service.can_snooze
    assert home.service.can_end_today


def test_never_while_a_session_plays_and_not_after_one_that_counts(home: Home) -> None:
    home.pass_(minutes=25)
    home.service.session_began()
    assert not home.timer.isActive()
    session = home.history.begin_session(EASY, EASY, Side.RIGHT)
    home.clock.at += timedelta(minutes=9)
    home.history.record_rating("during", 2, session=session)
    home.service.look()
    assert home.heard == []
    assert not home.timer.isActive()
    home.history.end_session(session, "finished", 9 * 60_000)
    home.service.session_ended()
    home.pass_(hours=3)
    assert home.heard == []


def test_after_a_session_that_was_opened_rather_than_done_it_comes(home: Home) -> None:
    home.pass_(minutes=29, seconds=50)
    home.play(minutes=0.5)
    assert home.heard == [SENTENCE]


def test_it_goes_when_a_session_begins(home: Home) -> None:
    home.pass_(minutes=30)
    home.service.session_began()
    assert home.heard == [SENTENCE, "over"]


def test_a_flare_day_takes_it_away_unless_wanted(home: Home) -> None:
    home.history.mark_flare_day(home.history.today())
    home.pass_(hours=1)
    assert home.heard == []
    home.history.mark_flare_day(home.history.today(), marked=False)
    home.let_off()
    assert home.heard == [SENTENCE]
    home.history.mark_flare_day(home.history.today())
    home.let_off()
    assert home.heard == [SENTENCE, "over"]


def test_wanted_on_flare_days_too(home: Home) -> None:
    home.settings.update(remind_on_flare_days=True)
    home.history.mark_flare_day(home.history.today())
    home.pass_(minutes=31)
    assert home.heard == [SENTENCE]


def test_off_means_that_no_timer_runs(home: Home) -> None:
    home.pass_(minutes=30)
    home.settings.update(remind=False)
    home.let_off()
    assert home.heard == [SENTENCE, "over"]
    assert not home.timer.isActive()
    assert not home.service.can_end_today


def test_switching_it_on_after_its_time_reminds_tomorrow(home: Home) -> None:
    home.settings.update(remind=False)
    home.clock.at += timedelta(hours=1)
    home.settings.update(remind=True)
    home.pass_(hours=3)
    assert home.heard == []
    home.pass_(hours=20, minutes=31)
    assert home.heard == [SENTENCE]


def test_a_new_time_counts_at_once(home: Home) -> None:
    home.pass_(minutes=30)
    home.settings.update(remind_at_min=9 * 60)
    assert home.heard == [SENTENCE, "over"]
    home.pass_(minutes=31)
    assert home.heard == [SENTENCE, "over", SENTENCE]


def test_the_users_own_cue_begins_it(home: Home) -> None:
    home.settings.update(remind_cue="after my coffee")
    home.pass_(minutes=30)
    assert home.heard == ["After my coffee: time for your stretches, if it suits you."]


def test_when_the_next_one_comes(home: Home) -> None:
    assert home.service.next_due() == MONDAY_8 + timedelta(minutes=30)
    home.service.not_today()
    assert home.service.next_due() == MONDAY_8 + timedelta(days=1, minutes=30)


def test_a_full_disk_costs_nothing_but_the_memory_of_it(home: Home) -> None:
    home.store.database.run_script("PRAGMA query_only = ON")
    home.pass_(minutes=40)
    home.service.snooze()
    home.pass_(minutes=61)
    assert home.heard == [SENTENCE, "over", SENTENCE]


def test_notes_that_cannot_be_read_are_tried_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as trouble:
        # A disk that does not answer cannot be had here.
        trouble.setattr(home.history, "flare_days", no_answer)
        home.pass_(minutes=40)
        assert home.heard == []
    home.pass_(minutes=5)
    assert home.heard == [SENTENCE]


def no_answer(*dates: object) -> list[object]:
    raise StoreError("The disk did not answer as it should.")


def test_a_state_of_another_version_is_no_trouble(home: Home) -> None:
    home.settings.remember("reminder", {"day": "some day"})
    home.start()
    home.pass_(minutes=31)
    assert home.heard == [SENTENCE]


def test_by_the_machines_own_timer(home: Home, qtbot: object) -> None:
    home.service.stop()
    home.clock.at += timedelta(minutes=31)
    home.service.start()
    qtbot.waitUntil(lambda: home.heard == [SENTENCE])  # type: ignore[attr-defined]
