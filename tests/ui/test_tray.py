"""The tray's menu, the window's life behind it, and the reminder's card.

Offscreen there is no tray, so whether there is one is told by the test; the real one, on a panel
played by the test, is in `tests/full/test_tray.py`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stretchplayer.app.reminder_service import ReminderService
from stretchplayer.core.content_rules import wording_faults
from stretchplayer.ui import tray as module
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.tray import LOOKS_FOR_TRAY, Tray, ring_mark
from stretchplayer.ui.widgets import reminder_card
from stretchplayer.ui.widgets.reminder_card import ReminderCard
from tests.ui.test_fit import faults
from tests.ui.world import World

# What Qt says of a tray icon where there is no tray.
pytestmark = pytest.mark.qt_log_ignore(
    "No such signal QPlatformNativeInterface::systemTrayWindowChanged", extend=True
)


class Room:
    """A window with its tray and its reminder, which comes when the test says so."""

    def __init__(self, world: World, *, has_tray: bool, size: tuple[int, int] = (1280, 800)) -> None:
        self.world = world
        self.has_tray = has_tray
        world.settings.update(remind=True, remind_at_min=8 * 60 + 30)
        self.service = ReminderService(world.settings, world.history, world.clock)
        self.window: MainWindow = world.window(*size)
        self.tray = Tray(
            world.look, self.window, self.service, world.settings, available=lambda: self.has_tray
        )
        self.heard: list[str] = []
        self.tray.start_short_wanted.connect(lambda: self.heard.append("start short"))
        self.tray.put_away.connect(lambda: self.heard.append("put away"))
        self.service.start()

    def half_past_eight(self) -> None:
        self.world.clock.at = self.world.clock.at.replace(hour=8, minute=30)
        self.service.look()

    @property
    def card(self) -> ReminderCard:
        assert self.tray.card is not None
        return self.tray.card

    @property
    def menu(self) -> list[str]:
        """What can be chosen now; what can be seen but not chosen stands in brackets."""
        return [
            action.text() if action.isEnabled() else f"({action.text()})"
            for action in self.tray.menu.actions()
            if action.isVisible() and not action.isSeparator()
        ]

    def choose(self, words: str) -> None:
        next(action for action in self.tray.menu.actions() if action.text() == words).trigger()

    def close(self) -> None:
        self.service.stop()
        self.tray.close()


Rooms = Callable[..., Room]


@pytest.fixture
def rooms(worlds: Callable[..., World]) -> Iterator[Rooms]:
    made: list[Room] = []

    def make(*, has_tray: bool = True, size: tuple[int, int] = (1280, 800), **wishes: object) -> Room:
        made.append(Room(worlds(**wishes), has_tray=has_tray, size=size))
        return made[-1]

    yield make
    for room in made:
        room.close()


@pytest.fixture
def room(rooms: Rooms) -> Room:
    return rooms()


# The menu


def test_the_menu_of_somebody_without_reminders(room: Room) -> None:
    room.world.settings.update(remind=False)
    assert room.menu == ["Open Stretch Player", "Start short", "Quit"]


def test_the_menu_offers_what_can_be_done(room: Room) -> None:
    usual, rest = ["Open Stretch Player", "Start short"], ["Quit"]
    room.service.look()
    assert room.menu == [*usual, "(Remind me later)", "Not today", *rest]
    room.half_past_eight()
    assert room.menu == [*usual, "Remind me later", "Not today", *rest]
    room.choose("Remind me later")
    assert room.tray.card is None
    assert room.menu == [*usual, "(Remind me later)", "Not today", *rest]
    room.choose("Not today")
    assert room.menu == [*usual, "(Remind me later)", "(Not today)", *rest]


def test_the_menu_starts_the_short_day_and_shows_the_window(room: Room) -> None:
    room.window.hide()
    room.choose("Start short")
    assert room.window.isVisible()
    assert room.heard == ["start short"]


def test_the_words_are_the_houses_own(room: Room) -> None:
    words = [action.text() for action in room.tray.menu.actions() if action.text()]
    words += [
        module.CLICK_TO_CHOOSE,
        *(getattr(reminder_card, n) for n in ("START_SHORT", "LATER", "NOT_TODAY")),
    ]
    assert not [fault for text in words for fault in wording_faults("tray", text)]


# The card


def test_the_reminder_is_a_card_in_the_window(room: Room, qtbot: QtBot) -> None:
    room.window.activateWindow()
    qtbot.waitUntil(room.window.isActiveWindow)
    focused = room.window.focusWidget()
    room.half_past_eight()
    assert room.card.isVisible()
    assert room.card.words.text() == "Time for your stretches, if it suits you."
    assert room.window.focusWidget() is focused  # nobody is torn away from what they do


def test_start_short(room: Room) -> None:
    room.half_past_eight()
    QTest.mouseClick(room.card.start_button, Qt.MouseButton.LeftButton)
    assert room.heard == ["start short"]
    assert room.tray.card is None


def test_later_brings_it_back_after_the_chosen_wait(room: Room) -> None:
    room.half_past_eight()
    QTest.mouseClick(room.card.later_button, Qt.MouseButton.LeftButton)
    assert room.tray.card is None
    room.world.clock.at += timedelta(minutes=59)
    room.service.look()
    assert room.tray.card is None
    room.world.clock.at += timedelta(minutes=1)
    room.service.look()
    assert room.card.isVisible()


def test_not_today_brings_it_back_tomorrow(room: Room) -> None:
    room.half_past_eight()
    QTest.mouseClick(room.card.not_today_button, Qt.MouseButton.LeftButton)
    room.world.clock.at += timedelta(hours=3)
    room.service.look()
    assert room.tray.card is None
    room.world.clock.at += timedelta(hours=21)
    room.service.look()
    assert room.card.isVisible()


def test_it_goes_when_a_session_begins(room: Room) -> None:
    room.half_past_eight()
    room.service.session_began()
    assert room.tray.card is None


def test_near_midnight_there_is_no_later(room: Room) -> None:
    room.world.settings.update(remind_at_min=23 * 60 + 30)
    room.world.clock.at = room.world.clock.at.replace(hour=23, minute=30)
    room.service.look()
    assert not room.card.later_button.isVisible()
    assert room.card.not_today_button.isVisible()


def test_whoever_clicks_the_message_has_the_keyboard_on_the_card(room: Room) -> None:
    room.window.page("today").setFocus()
    before = room.window.focusWidget()
    room.window.hide()
    room.half_past_eight()
    room.tray.icon.messageClicked.emit()
    assert room.window.isVisible()
    assert room.window.focusWidget() is room.card.start_button
    QTest.keyClick(room.card.start_button, Qt.Key.Key_Escape)
    assert room.tray.card is None
    assert room.window.focusWidget() is before
    assert room.service.can_snooze  # put aside is no answer


def test_tab_leads_to_the_card(room: Room) -> None:
    room.half_past_eight()
    reached: list[QWidget | None] = []
    for _ in range(100):
        room.window.focusNextChild()
        if room.window.focusWidget() in reached:
            break
        reached.append(room.window.focusWidget())
    first = reached.index(room.card.start_button)
    assert reached[first : first + 3] == [
        room.card.start_button,
        room.card.later_button,
        room.card.not_today_button,
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("text_scale", [0.9, 1.0, 1.5])
def test_the_card_fits_every_window(rooms: Rooms, theme: str, text_scale: float) -> None:
    room = rooms(theme=theme, text_scale=text_scale)
    room.world.settings.update(remind_cue="when the children have gone to school and it is quiet")
    room.half_past_eight()
    for size in ((900, 520), (1280, 800), (1920, 1080)):
        room.window.resize(*size)
        assert not faults(room.card)
        assert room.window.rect().contains(room.card.geometry())


# The icon


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_mark_can_be_seen_on_any_panel(worlds: Callable[..., World], theme: str) -> None:
    """Its arc stands on a disc of its own; outside that it lets the panel through."""
    look = worlds(theme=theme).look
    image = ring_mark(look, 32).toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(16, 16) == look.color("surf")
    assert image.pixelColor(26, 16) == look.color("teal")
    stencil = ring_mark(look, 32, one_colour=True).toImage()
    assert stencil.pixelColor(16, 16).alpha() == 0


def test_the_icon_follows_the_theme(room: Room) -> None:
    def ground() -> QColor:
        return room.tray.icon.icon().pixmap(32, 32).toImage().pixelColor(16, 16)

    light = ground()
    room.world.themes.want("dark")
    assert ground() != light


def test_the_icon_is_there_when_it_has_a_purpose(room: Room) -> None:
    settings = room.world.settings
    seen = []
    for remind, stays in ((False, False), (True, False), (False, True), (True, True)):
        settings.update(remind=remind, stay_in_tray=stays)
        seen.append(room.tray.icon.isVisible())
    assert seen == [False, True, True, True]


# The window behind it


def test_closing_the_window_closes_it_unless_it_shall_stay(room: Room) -> None:
    assert room.window.close()
    assert QApplication.quitOnLastWindowClosed()
    assert room.heard == []


def test_a_window_that_shall_stay_hides(room: Room) -> None:
    room.world.settings.update(stay_in_tray=True)
    kept: list[bool] = []
    room.window.closing.connect(lambda: kept.append(True))
    assert not room.window.close()
    assert not room.window.isVisible()
    assert not QApplication.quitOnLastWindowClosed()
    assert room.heard == ["put away"]
    assert kept == [True]
    room.choose("Open Stretch Player")
    assert room.window.isVisible()


def test_without_a_tray_no_window_hides(rooms: Rooms) -> None:
    """Nobody would find it again."""
    room = rooms(has_tray=False)
    room.world.settings.update(stay_in_tray=True)
    assert room.window.close()
    assert room.heard == []


def test_quitting_from_the_tray_ends_the_app(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(True))
    room.world.settings.update(stay_in_tray=True)
    room.window.close()
    room.choose("Quit")
    assert ended == [True]
    assert room.heard == ["put away"]  # when it hid; not once more


def test_a_window_with_reasons_to_stay_open_is_not_closed_for_good(room: Room, qtbot: QtBot) -> None:
    room.world.settings.update(stay_in_tray=True)
    refuses = Refuses(room.window)
    room.window.installEventFilter(refuses)
    room.choose("Quit")
    assert room.window.isVisible()
    room.window.removeEventFilter(refuses)
    qtbot.waitUntil(lambda: room.tray.stays)  # and the next time it hides again
    assert not room.window.close()


class Refuses(QWidget):
    """Something in the window that has not been saved."""

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close:
            event.ignore()
            return True
        return False


QUITS = """
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from stretchplayer.ui.application import Application

class Stays(QObject):
    stays = True

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Close and self.stays:
            event.ignore()
            print("stays")
            return True
        return False

    def let_close(self):
        print("quitting")
        self.stays = False

application = Application([])
window, filter = QWidget(), Stays()
window.installEventFilter(filter)
application.quitting.connect(filter.let_close)
window.show()
window.close()
QTimer.singleShot(0, application.quit)
application.exec()
print("ended")
"""


def test_the_application_tells_before_its_windows_are_closed_for_good() -> None:
    """It cannot stand beside the tests' own application, so it has a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", QUITS], capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.stdout.split() == ["stays", "quitting", "ended"], ran.stderr


def test_started_with_the_system_it_waits_in_the_tray(room: Room) -> None:
    room.world.settings.update(remind=False)
    room.window.hide()
    room.tray.start_hidden()
    assert room.tray.icon.isVisible()
    assert not room.window.isVisible()
    assert not waiting(room).isActive()


def test_at_log_in_the_tray_may_come_later(rooms: Rooms) -> None:
    room = rooms(has_tray=False)
    room.window.hide()
    room.tray.start_hidden()
    let_off(room)
    assert waiting(room).isActive()
    room.has_tray = True
    let_off(room)
    assert not room.window.isVisible()
    assert not waiting(room).isActive()
    assert room.tray.icon.isVisible()


def test_where_no_tray_comes_the_window_is_minimised(rooms: Rooms) -> None:
    room = rooms(has_tray=False)
    room.window.hide()
    room.tray.start_hidden()
    for _ in range(LOOKS_FOR_TRAY):
        assert not room.window.isVisible()
        let_off(room)
    assert room.window.isMinimized()


def test_without_a_tray_a_hidden_window_comes_minimised_to_remind(rooms: Rooms) -> None:
    room = rooms(has_tray=False)
    room.window.hide()
    room.half_past_eight()
    assert room.window.isMinimized()
    room.window.come_forward()
    assert room.card.isVisible()


def waiting(room: Room) -> QTimer:
    found = room.tray.findChild(QTimer)
    assert found is not None
    return found


def let_off(room: Room) -> None:
    """The wait is over."""
    waiting(room).stop()
    waiting(room).timeout.emit()
