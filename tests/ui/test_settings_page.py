"""Settings act at once, are found by typing, go back to the usual, and survive a full disk."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from stretchplayer.app.data_service import DataService
from stretchplayer.app.name_speech import NameSpeech
from stretchplayer.app.services import SettingsService
from stretchplayer.app.sound_outputs import Output
from stretchplayer.app.sound_service import SoundService
from stretchplayer.audio.name_speaker import NameSpeaker
from stretchplayer.audio.silent import SilentPlayer
from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.bootstrap.history_files import HistoryFiles
from stretchplayer.core.comfort import ComfortRules
from stretchplayer.core.concerns import Concern
from stretchplayer.core.content_rules import wording_faults
from stretchplayer.core.preferences import AskDuring, Preferences, Theme
from stretchplayer.ui.pages.settings import SettingsPage
from stretchplayer.ui.pages.settings_rows import SECTIONS, Row
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.chips import ChipSet
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.person_choice import PersonChoice
from stretchplayer.ui.widgets.slider import LabelledSlider
from stretchplayer.ui.widgets.stepper import Stepper
from stretchplayer.ui.widgets.switch import Switch
from tests.tiers import some_now
from tests.ui.output_kit import read_outputs
from tests.ui.world import World

ROWS = [row for section in SECTIONS for row in section.rows]

# Fields nobody has to see: fine timings of the movement, and what the app counts with.
NOT_OFFERED = {
    "move_in_s",
    "drill_move_in_s",
    "drill_release_s",
    "rating_nominal_s",
    "ask_again_s",
    # On the page "Comfort rules".
    "comfort",
    # On the page "What suits you".
    "hidden_concerns",
    "warned_concerns",
    "kept_anyway",
}


DEVICES = (Output("Built-in Audio Analog Stereo", usual=True), Output("Headphones"))


def page_of(world: World, width: int = 1060, height: int = 800) -> SettingsPage:
    files = HistoryFiles(world.store, world.library.catalogue)
    data = DataService(world.folder, world.store.everything, files, world.clock)
    outputs = read_outputs(lambda: DEVICES)
    own = SoundFolder(world.folder / "sounds")
    sounds = SoundService(own, world.settings, lambda: SilentPlayer({}), outputs)
    names = NameSpeech(NameSpeaker(world.folder / "names"), world.library, world.routines, world.settings)
    page = world.keep(SettingsPage(world.look, world.pictures, world.settings, data, sounds, names))
    page.resize(width, height)
    page.show()
    return page


def question(page: QWidget) -> Question:
    found = [w for w in page.window().findChildren(Question) if w.isVisible()]
    assert len(found) == 1
    return found[0]


def test_every_preference_can_be_set_here() -> None:
    offered = {row.field for row in ROWS}
    assert offered | NOT_OFFERED == {field.name for field in msgspec.structs.fields(Preferences)}
    assert len(offered) == len(ROWS)


def test_what_suits_the_user_has_its_own_page_and_outlives_a_reset(world: World) -> None:
    world.settings.update(hidden_concerns=(Concern.KNEELING,))
    page = page_of(world)
    assert not page.reset_all.isEnabled()
    world.settings.update(goal_days=3)
    page.reset_all.click()
    assert world.settings.preferences == Preferences(hidden_concerns=(Concern.KNEELING,))
    wanted: list[bool] = []
    page.suits_wanted.connect(lambda: wanted.append(True))
    page.search("kneeling")
    assert page.suits.isVisible()
    QTest.keyClick(page.suits, Qt.Key.Key_Space)
    assert wanted == [True]


def test_words_keep_to_the_house() -> None:
    for row in ROWS:
        for text in filter(None, (row.name, row.note)):
            assert wording_faults(row.field, text) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.field)
def test_a_setting_acts_at_once_and_goes_back(world: World, row: Row) -> None:
    page = page_of(world)
    field = row.field
    before = getattr(world.settings.preferences, field)
    heard: list[Preferences] = []
    world.settings.changed.connect(heard.append)
    assert not page.reset_button(field).isVisibleTo(page)
    use(page.control(field))
    assert len(heard) == 1
    assert getattr(heard[0], field) != before
    assert world.settings.preferences == heard[0]
    reset = page.reset_button(field)
    assert reset.isVisibleTo(page)
    reset.click()
    assert getattr(world.settings.preferences, field) == before
    assert not reset.isVisibleTo(page)


def test_each_setting_is_found_and_goes_back_with_all_others(world: World) -> None:
    page = page_of(world)
    for row in ROWS:
        control = page.control(row.field)
        for words in (row.name, row.note, row.also):
            page.search(words.upper())
            assert control.isVisibleTo(page), words
        page.search(row.name)
        assert not all(page.control(other.field).isVisibleTo(page) for other in ROWS)
        use(control)
        assert control.isVisibleTo(page)  # also with what was chosen
        assert world.settings.preferences != Preferences(), row.field
        page.search("")
        page.reset_all.click()
        assert world.settings.preferences == Preferences(), row.field
        assert not page.reset_button(row.field).isVisibleTo(page)


def use(control: QWidget) -> None:
    """What a person does with it by the keyboard."""
    control.setFocus()
    match control:
        case Switch():
            QTest.keyClick(control, Qt.Key.Key_Space)
        case Choice():
            QTest.keyClick(control, Qt.Key.Key_Down)
        case LabelledSlider():
            key = Qt.Key.Key_Left if control.line.value() else Qt.Key.Key_Right
            QTest.keyClick(control.line, key)
        case Stepper():
            QTest.keyClick(control.field, Qt.Key.Key_Up)
        case QLineEdit():
            QTest.keyClicks(control, "1")
        case ChipSet():
            QTest.keyClick(control.chips["0"], Qt.Key.Key_Space)
        case PersonChoice():
            other = next(card for card in control.cards.values() if not card.isChecked())
            QTest.keyClick(other, Qt.Key.Key_Space)
        case _:
            raise AssertionError(control)


def test_a_time_of_day_can_be_typed(world: World) -> None:
    page = page_of(world)
    stepper = page.control("remind_at_min")
    assert isinstance(stepper, Stepper)
    stepper.field.setFocus()
    stepper.field.selectAll()
    QTest.keyClicks(stepper.field.lineEdit(), "19:45")
    QTest.keyClick(stepper.field, Qt.Key.Key_Return)
    assert world.settings.preferences.remind_at_min == 19 * 60 + 45


def test_a_choice_made_elsewhere_is_shown(world: World) -> None:
    page = page_of(world)
    world.settings.update(theme=Theme.DARK, ask_during=AskDuring.AT_END, voice_volume=0.35)
    theme, volume = page.control("theme"), page.control("voice_volume")
    assert isinstance(theme, Choice)
    assert isinstance(volume, LabelledSlider)
    assert (theme.currentText(), volume.words.text()) == ("Dark", "35 %")


def test_what_is_typed_finds_a_setting(world: World) -> None:
    page = page_of(world)

    def shown() -> list[str]:
        return [row.name for group in page.groups.values() for row in group.rows if row.isVisibleTo(page)]

    everything = shown()
    QTest.keyClicks(page.field, "countdown")
    assert shown() == ["Half-way and 3-2-1"]
    assert [key for key, group in page.groups.items() if group.isVisibleTo(page)] == ["voice"]
    page.search("night theme")
    assert shown() == ["Theme"]
    page.search("nothing like it")
    assert shown() == []
    QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert shown() == everything


def test_ctrl_f_leads_to_the_search(world: World, qtbot: QtBot) -> None:
    page = page_of(world)
    with qtbot.waitActive(page):
        page.activateWindow()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.field.hasFocus()


def test_all_settings_go_back_together(world: World) -> None:
    page = page_of(world)
    assert not page.reset_all.isEnabled()
    world.settings.update(goal_days=2, theme=Theme.DARK)
    page.reset_all.click()
    assert world.settings.preferences == Preferences()
    assert not page.reset_all.isEnabled()


def test_numbers_of_the_comfort_rules_go_back_too(world: World) -> None:
    page = page_of(world)
    world.settings.update(comfort=ComfortRules(red_score=5))
    assert SettingsService(world.store.settings, world.clock).preferences.comfort.red_score == 5  # it is kept
    assert page.reset_all.isEnabled()
    page.reset_all.click()
    assert world.settings.preferences == Preferences()
    assert world.store.settings.all_settings() == {}


def test_the_comfort_rules_are_one_press_away_and_found(world: World) -> None:
    page = page_of(world)
    wanted: list[bool] = []
    page.comfort_wanted.connect(lambda: wanted.append(True))
    for typed in ("comfort rules", "thresholds", "put back"):
        page.search(typed)
        assert page.comfort_rules.isVisibleTo(page)
    page.search("theme")
    assert not page.comfort_rules.isVisibleTo(page)
    page.search("")
    QTest.keyClick(page.comfort_rules, Qt.Key.Key_Space)
    assert wanted == [True]


def test_what_the_disk_does_not_take_is_said_and_not_shown(world: World) -> None:
    page = page_of(world)
    world.refuse_writing()
    switch = page.control("calm_motion")
    assert isinstance(switch, Switch)
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()
    assert not world.settings.preferences.calm_motion
    told = [w.text() for w in page.findChildren(type(page._problem.words)) if w.isVisibleTo(page)]
    assert any("cannot be written" in text for text in told)


def test_everything_goes_into_one_file(world: World, tmp_path: Path) -> None:
    page = page_of(world)
    world.session(world.clock.at.date(), pre=3)
    told: list[str] = []
    page.told.connect(told.append)
    page.data.export_to(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert len(json.loads(archive.read("everything.json"))["tables"]["session"]["rows"]) == 1
    page.data.export_to(tmp_path / "nowhere" / "all.zip")
    assert told[0] == "Everything is in all.zip."
    assert "Please choose another place" in told[1]


def test_erasing_asks_twice_and_says_what_goes(world: World) -> None:
    page = page_of(world)
    world.session(world.clock.at.date(), pre=3)
    page.data.erase.click()
    first = question(page)
    assert "1 session and 1 rating" in first.accessibleDescription()
    first.buttons["go_on"].click()
    second = question(page)
    assert not second.buttons["erase"].isEnabled()
    QTest.keyClicks(second.word, "ERAS")
    assert not second.buttons["erase"].isEnabled()
    QTest.keyClicks(second.word, "E")
    assert world.store.everything.counts()["sessions"] == 1
    second.buttons["erase"].click()
    assert set(world.store.everything.counts().values()) == {0}


def test_escape_keeps_everything(world: World) -> None:
    page = page_of(world)
    world.session(world.clock.at.date(), pre=3)
    page.data.erase.click()
    QTest.keyClick(question(page), Qt.Key.Key_Escape)
    page.data.erase.click()
    question(page).buttons["go_on"].click()
    QTest.keyClick(question(page), Qt.Key.Key_Escape)
    assert world.store.everything.counts()["sessions"] == 1


def test_in_a_very_narrow_window_the_head_stands_at_one_edge(worlds: Callable[..., World]) -> None:
    page = page_of(worlds(text_scale=1.5), 620, 520)
    assert page.tight
    parts = (page._title, page.reset_all, page.field)
    assert len({part.mapTo(page, part.rect().topLeft()).x() for part in parts}) == 1
    assert page.reset_all.width() == page.reset_all.sizeHint().width()


@pytest.mark.parametrize("theme", some_now(["light", "dark"], 2))
@pytest.mark.parametrize(("width", "scale"), [(832, 1.0), (832, 1.5), (1060, 1.5), (1660, 1.0)])
def test_it_fits_every_window(worlds: Callable[..., World], theme: str, width: int, scale: float) -> None:
    page = page_of(worlds(theme=theme, text_scale=scale), width, 520)
    for row in ROWS:
        control = page.control(row.field)
        assert control.width() >= control.minimumSizeHint().width()
        left = control.mapTo(page.viewport(), control.rect().topLeft()).x()
        assert left >= 0
        assert left + control.width() <= page.viewport().width()
        if not isinstance(control, LabelledSlider | ChipSet):
            assert control.height() >= 44
