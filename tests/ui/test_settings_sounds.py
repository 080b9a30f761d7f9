"""Own sounds on the settings page: chosen, heard, given up; what cannot be used is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from stretchplayer.app.data_service import DataService
from stretchplayer.app.name_speech import NameSpeech
from stretchplayer.app.sound_service import SoundService
from stretchplayer.audio.name_speaker import NameSpeaker
from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.bootstrap.history_files import HistoryFiles
from stretchplayer.core.content_rules import wording_faults
from stretchplayer.core.own_sounds import SoundEvent
from stretchplayer.ui.pages.settings import SettingsPage
from stretchplayer.ui.pages.settings_sounds import BUILT_IN, EVENT_WORDS, LONGEST, SoundRow
from tests.machine import Machine
from tests.ui.world import World


@pytest.fixture
def speaker() -> Machine:
    return Machine()


@pytest.fixture
def page(world: World, speaker: Machine) -> Iterator[SettingsPage]:
    files = HistoryFiles(world.store, world.library.catalogue)
    data = DataService(world.folder, world.store.everything, files, world.clock)
    sounds = SoundService(SoundFolder(world.folder / "sounds"), world.settings, lambda: speaker)
    names = NameSpeech(NameSpeaker(world.folder / "names"), world.library, world.routines, world.settings)
    made = world.keep(SettingsPage(world.look, world.pictures, world.settings, data, sounds, names))
    made.resize(1060, 800)
    made.show()
    yield made
    sounds.stop()


@pytest.fixture
def gong(tmp_path: Path) -> Path:
    path = tmp_path / "My gong.wav"
    soundfile.write(path, 0.5 * np.sin(np.arange(20_000) / 20), 48_000)
    return path


def played(speaker: Machine) -> list[str]:
    return [id_ for _, ids in speaker.schedules() for id_ in ids]


def note(row: SoundRow) -> str:
    """What is said under the name of the event."""
    return row.shown.findChildren(QLabel)[1].text()


def told(page: SettingsPage) -> list[str]:
    heard: list[str] = []
    page.told.connect(heard.append)
    return heard


@pytest.mark.parametrize("event", SoundEvent)
def test_a_sound_is_chosen_heard_and_given_up(
    page: SettingsPage, speaker: Machine, gong: Path, event: SoundEvent
) -> None:
    row = page.sounds.rows[event]
    assert not row.reset.isVisibleTo(page)
    page.sounds.take(event, gong)
    assert note(row) == "My gong.wav"
    assert played(speaker) == [event.value]
    QTest.keyClick(row.play, Qt.Key.Key_Space)
    assert played(speaker) == [event.value, event.value]
    others = [other for name, other in page.sounds.rows.items() if name is not event]
    assert not any(other.reset.isVisibleTo(page) for other in others)
    QTest.keyClick(row.reset, Qt.Key.Key_Space)
    assert note(row).startswith(BUILT_IN)
    assert not row.reset.isVisibleTo(page)
    assert ("close", None) in speaker.log


def test_a_long_name_is_shortened_and_never_taken_for_markup(
    page: SettingsPage, gong: Path, tmp_path: Path
) -> None:
    long = gong.rename(tmp_path / f"<b>{'x' * 90}.take-2.wav")
    page.sounds.take(SoundEvent.START, long)
    shown = page.sounds.rows[SoundEvent.START].shown.findChildren(QLabel)[1]
    assert shown.text().startswith("<b>xxx")
    assert "…" in shown.text()
    assert len(shown.text()) <= LONGEST
    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert page.horizontalScrollBar().maximum() == 0


def test_what_cannot_be_used_is_said_and_the_earlier_one_stays(
    page: SettingsPage, speaker: Machine, gong: Path, tmp_path: Path
) -> None:
    page.sounds.take(SoundEvent.START, gong)
    page.sounds.take(SoundEvent.RELEASE, gong)
    heard = told(page)
    bad = tmp_path / "poem.mp3"
    bad.write_bytes(b"no sound" * 500)
    before = played(speaker)
    page.sounds.take(SoundEvent.START, bad)
    assert heard == ["poem.mp3 cannot be read as WAV, OGG, FLAC or MP3."]
    assert note(page.sounds.rows[SoundEvent.START]) == "My gong.wav"
    assert played(speaker) == before


def test_the_rows_are_found_and_speak_plainly(page: SettingsPage) -> None:
    for event, words in EVENT_WORDS.items():
        page.search(words)
        assert page.sounds.rows[event].choose.isVisibleTo(page)
        assert wording_faults(event.value, words) == []
    page.search("mp3 start")
    assert page.sounds.rows[SoundEvent.START].choose.isVisibleTo(page)
    assert not page.sounds.rows[SoundEvent.CHANGE].choose.isVisibleTo(page)
    assert set(EVENT_WORDS) == set(SoundEvent)


def test_each_button_says_what_it_is_for(page: SettingsPage) -> None:
    names = [
        button.accessibleName()
        for row in page.sounds.rows.values()
        for button in (row.reset, row.play, row.choose)
    ]
    assert all(names)
    assert len(set(names)) == len(names)
