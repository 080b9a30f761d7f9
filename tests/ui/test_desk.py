"""The window as the app makes it: all parts joined, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stretchplayer.app.autostart import XdgAutostart
from stretchplayer.bootstrap import Content, join_parts
from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.flexibility import LEG_RAISE_TEST
from stretchplayer.core.history import PictureKind
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Theme
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.store import Store
from stretchplayer.ui.desk import Desk
from stretchplayer.ui.first_look import FirstLook
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.measure.page import MeasurePage
from stretchplayer.ui.pages.settings import SettingsPage
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.pictures import Wish
from stretchplayer.ui.progress.page import ProgressPage
from stretchplayer.ui.routines_hub import RoutinesHub
from stretchplayer.ui.stretches.page import StretchesPage
from stretchplayer.ui.suits.page import SuitsPage
from stretchplayer.ui.transfers.page import GettingDownPage
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.person_choice import PersonChoice
from stretchplayer.ui.widgets.switch import Switch
from tests.answered import answer_clear
from tests.calendar_clock import Calendar
from tests.empty_notes import empty_notes
from tests.machine import Machine
from tests.ui.editor.sitting import settle
from tests.ui.world import StaysAsItIs, the


class Opened:
    """A desk over a data folder of its own."""

    def __init__(self, folder: Path, *, answered: bool = True, routine: str | None = None) -> None:
        self.content = Content(folder)
        self.content.paths.make()
        self.clock = Calendar()
        self.sound = Machine()
        self.store: Store = empty_notes(folder)
        if answered:
            answer_clear(self.store, self.clock.now())
        self.window = MainWindow(FirstLook(folder / "window.ini"))
        self.desk = Desk(self.content.folder, self.window, FirstLook(folder / "window.ini"))
        self.parts = join_parts(
            self.content,
            self.store,
            clock=self.clock,
            new_player=lambda: self.sound,
            keep_awake=StaysAsItIs(),
            entry=XdgAutostart(folder / "autostart"),
        )
        self.window.show()
        self.desk.furnish(self.parts, routine)

    def page(self, key: str) -> object:
        self.window.go(key)
        return self.window.page(key)

    def close(self) -> None:
        self.desk.close()
        self.window.close()
        self.window.deleteLater()
        self.desk.deleteLater()
        self.store.close()


@pytest.fixture
def opened(tmp_path: Path, qapp: object, _fonts: None) -> Iterator[Opened]:
    made = Opened(tmp_path / "data")
    yield made
    made.close()


def settings_page(opened: Opened) -> SettingsPage:
    page = opened.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_every_page_opens(opened: Opened) -> None:
    for key in opened.window.navigation.buttons:
        opened.window.go(key)
        assert opened.window.shown == key


def test_the_size_of_text_changes_at_once_and_the_control_keeps_the_focus(
    opened: Opened, qtbot: QtBot
) -> None:
    with qtbot.waitActive(opened.window):
        opened.window.activateWindow()
    before = settings_page(opened)
    control = before.control("text_scale")
    height = the(before, QLabel).font().pixelSize()
    assert isinstance(control, Choice)
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: opened.window.page("settings") is not before)
    after = opened.window.page("settings")
    assert isinstance(after, SettingsPage)
    assert opened.desk.look.text_scale == 1.15
    assert the(after, QLabel).font().pixelSize() == round(height * 1.15)
    assert after.control("text_scale").hasFocus()
    assert opened.window.shown == "settings"


def test_the_theme_changes_at_once(opened: Opened) -> None:
    theme = settings_page(opened).control("theme")
    assert isinstance(theme, Choice)
    opened.parts.settings.update(theme=Theme.DARK)
    assert opened.desk.look.themes.theme.is_dark
    assert theme.currentText() == "Dark"
    opened.window.go("routines")
    beside = opened.window.navigation.width() + 4
    corner = opened.window.grab().toImage().pixelColor(beside, 4)
    assert corner == opened.desk.look.color("bg")


def test_somebody_else_is_drawn_at_once(opened: Opened, qtbot: QtBot) -> None:
    people = settings_page(opened).control("figure")
    assert isinstance(people, PersonChoice)
    QTest.mouseClick(people.cards["imani"], Qt.MouseButton.LeftButton)
    assert opened.parts.settings.preferences.figure == "imani"
    today = opened.page("today")
    assert isinstance(today, TodayPage)
    asked: list[str] = []
    pictures = opened.desk._pictures
    draw = pictures._draw

    def drawn(wish: Wish) -> Iterator[QImage | None]:
        asked.append(wish.person)
        return draw(wish)

    pictures._draw = drawn
    today.grab()
    qtbot.waitUntil(lambda: "imani" in asked)
    opened.parts.settings.update(figure="walter")
    asked.clear()
    today.grab()
    qtbot.waitUntil(lambda: "walter" in asked)
    assert opened.desk.look.person == "walter"


def test_what_is_erased_is_gone_from_every_page(opened: Opened) -> None:
    parts = opened.parts
    parts.settings.update(calm_motion=True)
    session = parts.history.begin_session(
        parts.routines.get("short-day"), {}, parts.history.next_first_side()
    )
    parts.history.end_session(session, "finished", 240_000)
    switch = settings_page(opened).control("calm_motion")
    assert isinstance(switch, Switch)
    assert switch.isChecked()
    heard: list[str] = []
    parts.history.changed.connect(lambda: heard.append("history"))
    parts.routines.changed.connect(lambda _: heard.append("routines"))
    parts.library.changed.connect(lambda: heard.append("library"))
    parts.data.erase()
    assert set(heard) == {"history", "routines", "library"}
    assert not switch.isChecked()
    assert parts.history.sessions() == []
    assert not parts.settings.preferences.calm_motion


def test_measure_is_heard_and_lets_go_of_the_sound_for_whatever_comes(opened: Opened) -> None:
    sound = opened.sound

    def measure() -> None:
        page = opened.page("measure")
        assert isinstance(page, MeasurePage)
        page.begin(LEG_RAISE_TEST)
        assert page.wizard.warm_up is not None
        page.wizard.warm_up.begin()

    def is_open() -> bool:
        return [what for what, _ in sound.log if what in ("open", "close")][-1] == "open"

    measure()
    assert sound.schedules() == [(0, ["measure-march", "easy-pace"])]
    assert is_open()
    opened.window.go("today")
    assert not is_open()
    measure()
    assert is_open()
    opened.desk.play("short-day")
    assert [what for what, _ in sound.log if what in ("open", "close")] == ["open", "close"] * 2 + ["open"]
    page = opened.window.page("measure")
    opened.desk.close()
    assert not is_open()
    opened.window.go("measure")
    assert opened.window.page("measure") is page
    measure()
    assert is_open()
    opened.desk.close()
    assert not is_open()


def test_a_sentence_is_told_at_the_foot_of_the_window(opened: Opened) -> None:
    undone: list[bool] = []
    opened.desk.say("Removed Pelvic tilt", "Undo", lambda: undone.append(True))
    toast = opened.desk._toaster
    assert toast is not None
    assert toast.isVisible()
    assert toast.geometry().bottom() <= opened.window.height() - 20
    QTest.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not toast.isVisible()


def test_trying_a_stretch_notes_nothing_and_comes_back(opened: Opened) -> None:
    page = opened.page("stretches")
    assert isinstance(page, StretchesPage)
    page.show_stretch("pelvic-tilt")
    next(b for b in page.detail.findChildren(QPushButton) if b.text() == "Try it").click()
    player = opened.desk.player
    assert player is not None
    assert player.driver is not None
    assert [item.stretch for item in player.driver.routine.items] == ["pelvic-tilt"]
    player.driver.stop()
    player.left.emit()
    assert opened.desk.player is None
    assert opened.window.shown == "stretches"
    assert opened.parts.history.sessions() == []


def test_what_fits_the_minutes_is_played_and_noted_but_not_kept(opened: Opened) -> None:
    opened.parts.settings.update(ask_before=False)
    hub = opened.page("routines")
    assert isinstance(hub, RoutinesHub)
    hub.place.minutes_wanted.emit()
    made = hub.minutes.made
    assert made is not None
    hub.minutes.start()
    player = opened.desk.player
    assert player is not None
    assert player.driver is not None
    assert player.driver.routine.items == made.routine.items
    (session,) = opened.parts.history.sessions()
    assert session.routine_name == made.routine.name
    assert all(opened.parts.routines.is_built_in(kept.id) for kept in opened.parts.routines.all())


def test_leaving_an_unsaved_form_is_asked_about(opened: Opened) -> None:
    page = opened.page("stretches")
    assert isinstance(page, StretchesPage)
    page.make_new()
    QTest.keyClicks(page.form.name, "Towel pull")
    opened.window.go("today")
    assert opened.window.shown == "stretches"
    assert opened.window.navigation.buttons["stretches"].isChecked()
    (question,) = (q for q in opened.window.findChildren(Question) if q.isVisible())
    question.buttons["leave"].click()
    assert opened.window.shown == "today"


def test_an_exported_routine_comes_back_from_its_file(opened: Opened, tmp_path: Path) -> None:
    hub = opened.page("routines")
    assert isinstance(hub, RoutinesHub)
    file = tmp_path / "short.stretch.json"
    before = opened.parts.routines.all()
    hub.export("short-day", file)
    hub.look_through(file)
    hub.review.carry_out()
    names = [routine.name for routine in opened.parts.routines.all()]
    assert len(names) == len(before) + 1
    assert names[-1].startswith("Short day")
    brought, original = opened.parts.routines.all()[-1], opened.parts.routines.get("short-day")
    assert brought.items == original.items


def test_a_stretch_is_made_with_the_figure_posed_by_hand_and_plays(opened: Opened) -> None:
    page = opened.page("stretches")
    assert isinstance(page, StretchesPage)
    page.make_new()
    form = page.form
    QTest.keyClicks(form.name, "Bridge")
    form.picture.ways.choose("figure")
    form.picture.use("figure")
    editor = form.picture.pose_editor
    assert editor is not None
    editor.take_posture("back")
    form.save_it()
    (mine,) = opened.parts.library.catalogue.own
    kept = opened.parts.library.picture(mine.pose)
    assert kept is not None
    assert kept.kind is PictureKind.POSE
    *_, drawn = opened.parts.draw(Wish(mine.pose, None, 120, 80, 1.0, ColourScheme.LIGHT, "mira"))
    assert drawn is not None
    assert opened.parts.read_pose(mine.pose).keys
    page.edit(mine.id)
    assert form.picture.ways.value() == "figure"
    assert not form.is_changed
    assert form.picture.pose_editor is not None
    assert form.picture.pose_editor.sculpture.posture == "back"
    form.picture.pose_editor.take_posture("standing")
    assert form.is_changed
    form.save_it()
    (changed,) = opened.parts.library.catalogue.own
    assert changed.id == mine.id
    assert changed.pose != mine.pose


def test_posing_begins_from_the_picture_chosen_in_the_library(opened: Opened) -> None:
    page = opened.page("stretches")
    assert isinstance(page, StretchesPage)
    page.make_new()
    picture = page.form.picture
    picture.ways.choose("library")
    picture.use("library")
    picture._use_library("cat-cow")
    picture.ways.choose("figure")
    picture.use("figure")
    assert picture.pose_editor is not None
    assert picture.pose_editor.sculpture.posture == "hands_and_knees"


def test_what_suits_the_user_is_asked_over_settings_and_leads_back(opened: Opened) -> None:
    page = settings_page(opened)
    page.suits.click()
    suits = the(opened.window, SuitsPage)
    assert opened.window.covered
    suits.rows[Concern.FLOOR].answers.buttons[Effect.HIDE].click()
    assert opened.parts.settings.preferences.hidden_concerns == (Concern.FLOOR,)
    QTest.keyClick(suits.head.back, Qt.Key.Key_Escape)
    assert not opened.window.covered
    assert opened.window.shown == "settings"


def test_a_routine_of_which_nothing_is_left_is_not_begun(opened: Opened) -> None:
    opened.parts.settings.update(hidden_concerns=(Concern.FLOOR,))
    opened.desk.play("gentle-day")
    assert opened.desk.player is None
    opened.parts.settings.update(hidden_concerns=())
    opened.desk.play("gentle-day")
    assert opened.desk.player is not None


def test_the_first_questions_lead_to_what_suits_and_back_to_the_promise(tmp_path: Path, qapp: object) -> None:
    opened = Opened(tmp_path / "data", answered=False)
    try:
        opened.desk.gate.ask()
        page = opened.desk.gate.page
        assert page is not None
        page.begin()
        for block in page.blocks:
            for row in block.questions.rows:
                row.give(False)
            block.on_wanted.emit()
        assert page.promise is not None
        page.promise.tick.box.setChecked(True)
        page.promise.suits.click()
        suits = the(opened.window, SuitsPage)
        suits.rows[Concern.KNEELING].answers.buttons[Effect.HIDE].click()
        QTest.keyClick(suits.head.back, Qt.Key.Key_Escape)
        settle()
        assert page.promise.isVisible()
        assert page.promise.tick.box.isChecked()
        page.promise.on_wanted.emit()
        assert not opened.window.covered
        assert opened.parts.settings.preferences.hidden_concerns == (Concern.KNEELING,)
    finally:
        opened.close()


def test_getting_down_is_looked_at_and_played_from_today(opened: Opened) -> None:
    today = opened.page("today")
    assert isinstance(today, TodayPage)
    today.getting_down_wanted.emit()
    (card,) = opened.window.findChildren(GettingDownPage)
    assert card.isVisible()
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not opened.window.covered
    stretches = opened.page("stretches")
    assert isinstance(stretches, StretchesPage)
    stretches.show_stretch("getting-up")
    stretches.detail.card_wanted.emit()
    card = next(page for page in opened.window.findChildren(GettingDownPage) if page.isVisible())
    card.plays[0].click()
    player = opened.desk.player
    assert player is not None
    assert player.driver is not None
    assert player.driver.is_trial
    assert [item.stretch for item in player.driver.routine.items] == ["getting-down"]
    assert not any(page.isVisible() for page in opened.window.findChildren(GettingDownPage))


def test_a_short_day_from_elsewhere_is_one_for_the_place(opened: Opened) -> None:
    opened.parts.settings.update(place=Place.BED, ask_before=False)
    progress = opened.page("progress")
    assert isinstance(progress, ProgressPage)
    progress.start_wanted.emit()
    player = opened.desk.player
    assert player is not None
    assert player.driver is not None
    assert player.driver.routine.id == "short-day-bed"
