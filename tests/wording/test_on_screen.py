"""Nothing on the screen holds a word of the list, in the texts that are put together while the app runs.

The window is the real one, on the notes of ten weeks. What its user typed (names of a routine and a
stretch, a note) holds such words on purpose: it is shown as typed, and taken out before looking.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stretchplayer.app import content
from stretchplayer.core.comfort import ReactionKind
from stretchplayer.core.comfort.next_day import Settled
from stretchplayer.core.concerns import Concern
from stretchplayer.core.flexibility import LEG_RAISE_TEST
from stretchplayer.core.session import Phase
from stretchplayer.core.trend_advice import TREND_KINDS
from stretchplayer.ui.comfort import words as comfort_words
from stretchplayer.ui.measure.page import MeasurePage
from stretchplayer.ui.pages import today_words
from stretchplayer.ui.pages.settings import SettingsPage
from stretchplayer.ui.progress.page import ProgressPage
from stretchplayer.ui.progress.week import WeekView
from stretchplayer.ui.routines_hub import RoutinesHub
from stretchplayer.ui.screening import words as screening_words
from stretchplayer.ui.stretches.page import StretchesPage
from stretchplayer.ui.suits import words as suits_words
from tests.calendar_clock import MONDAY_8
from tests.made_history import made_history
from tests.ui.player.kit import ASSETS, Room
from tests.ui.test_desk import Opened
from tests.wording import said
from tests.wording.on_screen import note_paintings, texts_of

P = TypeVar("P", bound=QWidget)

DAYS = 70
OVER_THE_WINDOW = {
    today_words.PAUSE,
    comfort_words.INTRODUCTION,
    suits_words.WHAT_SUITS,
    screening_words.INTRO_AGAIN,
    screening_words.GET_HELP,
}
LOOKS, EVERY_MS = 150, 17_000  # more than the longest session takes
MY_ROUTINE = "My streak, never missed!"
MY_STRETCH = "Heals my back!"
MY_NOTE = "I failed, and should have pushed through the agony!"
TYPED = (MY_ROUTINE, MY_STRETCH, MY_NOTE)


class Reader:
    """Keeps all that was to be read on the way."""

    def __init__(self, painted: list[str]) -> None:
        self._painted = painted
        self.read: dict[str, str] = {}  # text -> where it was first read

    def look(self, root: QWidget, where: str) -> None:
        """Read everything there is now, painted texts included."""
        QApplication.processEvents()
        root.grab()
        for text in (*texts_of(root), *self._painted):
            self.read.setdefault(text, where)
        self._painted.clear()

    def faults(self) -> list[str]:
        """What should not have been said, apart from what the user typed."""
        return said.faults(((where, text) for text, where in self.read.items()), without_typed)


class Walk(Reader):
    """Through the window."""

    def __init__(self, folder: Path, painted: list[str]) -> None:
        super().__init__(painted)
        made_history(folder, DAYS, MONDAY_8.date() - timedelta(days=1))
        self.opened = Opened(folder)
        self._type_own_things()

    def page(self, key: str, kind: type[P]) -> P:
        """Go there, read it, and have it."""
        page = self.opened.page(key)
        assert isinstance(page, kind)
        self.look(page, key)
        return page

    def _type_own_things(self) -> None:
        parts = self.opened.parts
        routine = parts.routines.copy("short-day")
        parts.routines.save(msgspec.structs.replace(routine, name=MY_ROUTINE))
        own = msgspec.structs.replace(
            parts.catalogue["pelvic-tilt"],
            id=parts.library.new_stretch_id(),
            name=MY_STRETCH,
            short_name=MY_STRETCH,
        )
        parts.library.save(own)
        parts.history.save_note(parts.history.sessions()[-1].id, MY_NOTE)


def without_typed(text: str) -> str:
    for typed in TYPED:
        text = text.replace(typed, "…")
    return text


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return note_paintings(monkeypatch)


@pytest.fixture
def walk(tmp_path: Path, qapp: object, _fonts: None, painted: list[str]) -> Iterator[Walk]:
    made = Walk(tmp_path / "data", painted)
    yield made
    made.opened.close()


def see_stretches(walk: Walk) -> None:
    page = walk.page("stretches", StretchesPage)
    one_of_a_form = {stretch.form: stretch.id for stretch in walk.opened.parts.library.catalogue}
    for stretch in (*one_of_a_form.values(), walk.opened.parts.library.catalogue.own[0].id):
        page.show_stretch(stretch)
        walk.look(page.detail, stretch)
    page.make_new()
    walk.look(page, "a stretch of one's own")
    page.leave_form()


def see_routines(walk: Walk) -> None:
    hub = walk.page("routines", RoutinesHub)
    hub.place.minutes_wanted.emit()
    walk.look(hub, "minutes")
    hub.fill_in_sheet()
    hub.sheet.take_text("Knee to chest 20 s x 3 each side\nSit-ups 3 x 10\nDances with scarves 5 min")
    walk.look(hub, "sheet")
    hub.look_through(said.ROOT / "tests" / "exchange" / "data" / "free-exercise-db-list.json")
    walk.look(hub, "import")
    hub.place.edit("easy-lower-back")
    hub.show_place()
    walk.look(hub, "editor")
    hub.place.editor.whole_button.click()
    walk.look(hub, "editor: whole routine")


def see_progress(walk: Walk) -> None:
    page = walk.page("progress", ProgressPage)
    week = page.view("week")
    assert isinstance(week, WeekView)
    for weeks in (1, 3, 6):
        week.show_week(MONDAY_8.date() - timedelta(weeks=weeks))
        walk.look(page, f"{weeks} weeks ago")
    for view in ("trends", "table"):
        page.show_view(view)
        walk.look(page, view)
    page.show_day(walk.opened.parts.history.sessions()[-1].local_date)
    walk.look(page, "a day")


def see_measure(walk: Walk) -> None:
    page = walk.page("measure", MeasurePage)
    page.begin(LEG_RAISE_TEST)
    walk.look(page, "a test")


def see_settings(walk: Walk) -> None:
    page = walk.page("settings", SettingsPage)
    page.search("nothing of the kind")
    walk.look(page, "settings: search")


def see_comfort(walk: Walk) -> None:
    """Every card of Today and every line of the log, as if every rule had acted."""
    parts, desk = walk.opened.parts, walk.opened.desk
    session = parts.history.sessions()[-1].id
    for kind in ReactionKind:
        if kind not in TREND_KINDS:
            parts.comfort.note(kind, session=session, stretch="cat-cow", before=3, score=6)
    parts.comfort.note(ReactionKind.RED, session=session, stretch="pelvic-tilt", flag=True)
    parts.history.set_aside("pelvic-tilt", "flag")
    yesterday = parts.clock.now().date() - timedelta(days=1)
    parts.comfort.answer_next_day(yesterday, Settled.NO)
    parts.comfort.answer_next_day(yesterday - timedelta(days=1), Settled.NO)
    parts.settings.update(hidden_concerns=(Concern.BENDING,), warned_concerns=(Concern.KNEELING,))
    for key in ("stretches", "today"):
        walk.page(key, QWidget)
    desk.show_comfort()
    desk.show_suits()
    desk.show_getting_down()
    desk.gate.ask()
    walk.look(walk.opened.window, "over the window")
    desk.gate.warn()
    walk.look(walk.opened.window, "a warning sign")


def test_pages_and_what_opens_from_them(walk: Walk) -> None:
    walk.look(walk.opened.window, "the window")
    for key in walk.opened.window.navigation.buttons:
        walk.page(key, QWidget)
    for see in (see_stretches, see_routines, see_progress, see_measure, see_settings, see_comfort):
        see(walk)
    walk.opened.window.show_keys()
    walk.look(walk.opened.window, "keys")
    assert walk.faults() == []
    assert walk.read.keys() >= OVER_THE_WINDOW
    assert all(any(typed in text for text in walk.read) for typed in TYPED)  # shown as typed
    as_typed = said.faults((where, text) for text, where in walk.read.items())
    assert {
        word for word in ("streak", "heals", "failed") if any(f"“{word}”" in one for one in as_typed)
    } == {
        "streak",
        "heals",
        "failed",
    }


def see_session(room: Room, reader: Reader, before: str, *answers: str) -> None:
    """A whole session: what is asked before, each phase once, every panel that an answer brings."""
    room.page.begin("test")
    reader.look(room.page, "before")
    room.press(*before, " ")
    waiting = list(answers)
    for _ in range(LOOKS):
        if room.page.driver is None or room.driver.phase in (Phase.FINISHED, Phase.STOPPED):
            break
        room.pass_(EVERY_MS)
        reader.look(room.page, room.driver.phase.value)
        if room.driver.phase is Phase.GATE:
            room.press(*(waiting.pop(0) if waiting else "1"), " ")
        elif room.driver.phase is Phase.PAUSED:
            room.press(" ")
    reader.look(room.page, "summary")


@pytest.fixture
def room(tmp_path: Path, qapp: object, _fonts: None) -> Iterator[Room]:
    catalogue = content.load_catalogue(ASSETS / "catalogue")
    easy = next(one for one in content.load_routines(ASSETS / "routines") if one.id == "easy-lower-back")
    room = Room(tmp_path, "breathing", catalogue=catalogue, built_in=msgspec.structs.replace(easy, id="test"))
    room.open()
    yield room
    room.close()


@pytest.mark.parametrize(
    ("before", "answers", "met"),
    [
        ("2", ("1", "6", "1", "s8"), "Stop here and rest"),  # red, and another by the flag
        ("6", ("7", "8", "1"), "before you began: 6"),  # a high start
        ("8", (), "A very gentle day"),
        ("n", ("n", "n", "5"), "Rate everything at the end instead? Press A for yes."),
    ],
)
def test_a_session_with_its_questions_and_panels(
    room: Room, painted: list[str], before: str, answers: tuple[str, ...], met: str
) -> None:
    reader = Reader(painted)
    see_session(room, reader, before, *answers)
    assert met in reader.read
    assert reader.faults() == []


class Painted(QWidget):
    """Shows its words by painting them."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(10, 20, "painted")
        layout = QTextLayout("laid out", self.font())
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        layout.draw(painter, QPointF(0, 20))
        painter.end()


def test_every_kind_of_text_is_read(qtbot: QtBot, painted: list[str]) -> None:
    window = Painted()
    qtbot.addWidget(window)
    window.setWindowTitle("title")
    window.setToolTip("tip")
    window.setAccessibleName("name")
    window.setAccessibleDescription("description")
    window.addAction(QAction("action", window))
    QLabel("label", window)
    QPushButton("button", window).hide()
    QGroupBox("group", window)
    QLineEdit("filled in", window).setPlaceholderText("placeholder")
    QPlainTextEdit("written", window).setPlaceholderText("to write on")
    QComboBox(window).addItems(["one", "two"])
    QTabBar(window).addTab("tab")
    table = QTableWidget(1, 1, window)
    table.setHorizontalHeaderLabels(["head"])
    table.setItem(0, 0, QTableWidgetItem("cell"))
    reader = Reader(painted)
    reader.look(window, "here")
    wanted = "title tip name description action label button group placeholder written one two tab head cell"
    assert {*wanted.split(), "filled in", "to write on", "painted", "laid out"} <= reader.read.keys()
