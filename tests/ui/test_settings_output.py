"""Where sound comes out: chosen among what is there now, and heard by a press."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stretchplayer.app.data_service import DataService
from stretchplayer.app.name_speech import NameSpeech
from stretchplayer.app.sound_outputs import Output, SoundOutputs
from stretchplayer.app.sound_service import NO_VOLUME, NOT_HEARD, OTHER_DEVICE, SoundService
from stretchplayer.audio.name_speaker import NameSpeaker
from stretchplayer.audio.silent import SilentPlayer
from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.bootstrap.history_files import HistoryFiles
from stretchplayer.core.content_rules import wording_faults
from stretchplayer.core.ports import SoundState
from stretchplayer.core.timeline import Cue
from stretchplayer.ui.pages.settings import SettingsPage
from stretchplayer.ui.pages.settings_output import OutputChoice
from tests.ui.output_kit import read_outputs
from tests.ui.world import World

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # open lists grab keys

BUILT_IN = Output("Built-in Audio Analog Stereo", usual=True)
HEADPHONES = Output("Headphones")
LONG = Output("Family 17h HD Audio Controller Digital Stereo (HDMI 2) " + "and so on " * 18)
FOREIGN = Output("Küche 音響設備スピーカー مكبر صوت")


class Speaker(SilentPlayer):
    """A device that a test opens, or does not."""

    def __init__(self) -> None:
        super().__init__({"ready": 900, "sound-test": 2_000})
        self.state = SoundState.PLAYING
        self.chosen = True
        self.heard: list[tuple[str, int]] = []
        self.volumes = (0.0, 0.0)

    def schedule(self, cues: Sequence[Cue], position_ms: int) -> None:
        self.heard += [(cue.id, cue.at_ms - position_ms) for cue in cues]

    def set_volumes(self, voice: float, tones: float) -> None:
        self.volumes = (voice, tones)

    def chosen_plays(self) -> bool:
        return self.chosen

    def poll(self) -> SoundState:
        return self.state


@dataclass
class Room:
    """The page, with a machine whose devices come and go."""

    page: SettingsPage
    outputs: SoundOutputs
    speaker: Speaker
    there: list[Output]
    told: list[str] = field(default_factory=list)
    wait: Callable[[], object] = lambda: None

    @property
    def choice(self) -> OutputChoice:
        """The list."""
        choice = self.page.control("output_device")
        assert isinstance(choice, OutputChoice)
        return choice

    @property
    def note(self) -> str:
        """What is said under the name of the row."""
        return self.page.output._row._note.text()

    def offered(self) -> list[str]:
        """The keys of the list."""
        return [self.choice.itemData(place) for place in range(self.choice.count())]

    def words(self) -> list[str]:
        """What is read in the open list."""
        role = Qt.ItemDataRole
        choice = self.choice
        return [choice.itemData(n, role.ToolTipRole) or choice.itemText(n) for n in range(choice.count())]


def room_in(world: World, *there: Output, width: int = 1060) -> Room:
    files = HistoryFiles(world.store, world.library.catalogue)
    data = DataService(world.folder, world.store.everything, files, world.clock)
    listed = list(there)
    rooms: list[Room] = []

    def look() -> list[Output]:
        if rooms:
            rooms[0].wait()
        return list(listed)

    outputs, speaker = read_outputs(look), Speaker()
    sounds = SoundService(SoundFolder(world.folder / "sounds"), world.settings, lambda: speaker, outputs)
    names = NameSpeech(NameSpeaker(world.folder / "names"), world.library, world.routines, world.settings)
    page = world.keep(SettingsPage(world.look, world.pictures, world.settings, data, sounds, names))
    page.resize(width, 800)
    page.show()
    page.refresh()
    rooms.append(Room(page, outputs, speaker, listed))
    page.told.connect(rooms[0].told.append)
    return rooms[0]


@pytest.fixture
def room(world: World) -> Iterator[Room]:
    made = room_in(world, BUILT_IN, HEADPHONES)
    yield made
    made.page._sounds.stop()


def test_the_usual_one_is_named_and_another_can_be_chosen(room: Room, world: World) -> None:
    assert room.words() == ["The usual device", BUILT_IN.name, "Headphones"]
    assert room.note == "Now: Built-in Audio Analog Stereo"
    room.choice.setFocus()
    QTest.keyClick(room.choice, Qt.Key.Key_End)
    assert world.settings.preferences.output_device == "Headphones"
    assert room.note == "Other programs stay where they are"
    room.page.reset_button("output_device").click()
    assert world.settings.preferences.output_device == ""


def test_what_is_away_stays_chosen_and_it_is_said_what_plays(room: Room, world: World, qtbot: QtBot) -> None:
    world.settings.update(output_device="Headphones")
    room.there.remove(HEADPHONES)
    room.outputs.refresh()
    qtbot.waitUntil(lambda: room.words() == ["The usual device", BUILT_IN.name, "Not there: Headphones"])
    assert room.choice.value() == "Headphones"
    assert room.note == "The usual one plays until it is back: Built-in Audio Analog Stereo"
    room.there.append(HEADPHONES)
    room.outputs.refresh()
    qtbot.waitUntil(lambda: room.words()[-1] == "Headphones")
    assert room.note == "Other programs stay where they are"
    room.there.clear()
    room.outputs.refresh()
    qtbot.waitUntil(lambda: room.note == "No sound device was found")
    assert world.settings.preferences.output_device == "Headphones"


def test_a_name_from_elsewhere_stays_in_one_line(world: World) -> None:
    world.settings.update(output_device="Two\nlines\u202e")
    room = room_in(world, BUILT_IN)
    assert room.words()[-1] == "Not there: Two lines"
    assert room.choice.currentText() == "Two lines"
    assert room.choice.value() == "Two\nlines\u202e"


def test_the_list_is_read_when_it_is_opened_and_nothing_waits_for_it(room: Room, qtbot: QtBot) -> None:
    go_on = threading.Event()
    reading = threading.Event()

    def slow() -> None:
        reading.set()
        go_on.wait(5)

    qtbot.waitUntil(lambda: room.outputs._thread is None)
    room.wait = slow
    room.there.append(FOREIGN)
    room.choice.showPopup()
    assert reading.wait(5)
    assert room.choice.view().isVisible()
    assert room.offered() == ["", BUILT_IN.name, "Headphones"]
    height = room.choice.view().window().height()
    go_on.set()
    qtbot.waitUntil(lambda: room.offered()[-1] == FOREIGN.name)
    assert room.choice.view().isVisible()
    assert room.choice.view().window().height() > height
    room.choice.hidePopup()


def test_of_two_with_one_name_the_one_that_is_left_is_the_chosen_one(world: World) -> None:
    world.settings.update(output_device="USB Audio (2)")
    room = room_in(world, BUILT_IN, Output("USB Audio"))
    assert room.choice.value() == "USB Audio"
    assert room.note == "Other programs stay where they are"


def test_a_press_is_heard_also_while_sound_is_off(room: Room, world: World, qtbot: QtBot) -> None:
    world.settings.update(muted=True, voice_volume=0.7, tone_volume=0.3)
    QTest.keyClick(room.page.output.test, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(room.speaker.heard))
    (tone, at), (words, later) = room.speaker.heard
    assert (tone, at, words) == ("ready", 0, "sound-test")
    assert later > 900
    assert room.speaker.volumes == (0.7, 0.3)
    assert room.told == []


def test_without_recorded_words_the_tone_is_heard(room: Room, qtbot: QtBot) -> None:
    room.speaker._durations.pop("sound-test")
    room.page.output.test.click()
    qtbot.waitUntil(lambda: room.speaker.heard == [("ready", 0)])


@pytest.mark.parametrize(
    ("state", "chosen", "volume", "sentence"),
    [
        (SoundState.NO_DEVICE, True, 0.5, NOT_HEARD),
        (SoundState.UNAVAILABLE, True, 0.5, NOT_HEARD),
        (SoundState.PLAYING, False, 0.5, OTHER_DEVICE),
        (SoundState.PLAYING, True, 0.0, NO_VOLUME),
    ],
)
def test_what_is_not_as_wished_is_said(
    room: Room, world: World, qtbot: QtBot, state: SoundState, chosen: bool, volume: float, sentence: str
) -> None:
    world.settings.update(voice_volume=volume, tone_volume=volume)
    room.speaker.state, room.speaker.chosen = state, chosen
    room.page.output.test.click()
    qtbot.waitUntil(lambda: room.told == [sentence])
    assert wording_faults("test", sentence) == []
    assert bool(room.speaker.heard) is (sentence == OTHER_DEVICE)


def test_both_rows_are_found(room: Room) -> None:
    for words in ("headphones", "output device", "bluetooth speaker"):
        room.page.search(words)
        assert room.choice.isVisibleTo(room.page), words
    for words in ("test the sound", "listen"):
        room.page.search(words)
        assert room.page.output.test.isVisibleTo(room.page), words


def test_all_goes_back_and_what_stays_is_said(room: Room, world: World) -> None:
    world.settings.update(output_device="Headphones", wake_speakers=False)
    assert room.page.reset_all.toolTip().endswith("Your notes and your own sounds stay.")
    room.page.reset_all.click()
    assert world.settings.preferences.output_device == ""
    assert world.settings.preferences.wake_speakers


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "scale"), [(680, 1.0), (1060, 2.0)])
def test_odd_names_have_room_and_can_be_read_in_full(
    worlds: Callable[..., World], theme: str, width: int, scale: float
) -> None:
    world = worlds(theme=theme, text_scale=scale)
    world.settings.update(output_device=LONG.name)
    room = room_in(world, BUILT_IN, LONG, FOREIGN, width=width)
    assert room.page.horizontalScrollBar().maximum() == 0
    assert room.words()[2] == LONG.name
    room.choice.showPopup()
    assert room.choice.view().window().width() <= room.page.width()
    room.choice.hidePopup()
    for widget in (room.choice, room.page.output.test):
        left = widget.mapTo(room.page.viewport(), widget.rect().topLeft()).x()
        assert left >= 0
        assert left + widget.width() <= room.page.viewport().width()
        assert widget.width() >= widget.sizeHint().width()
