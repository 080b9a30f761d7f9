"""The names of own stretches: spoken when saved, heard in the session, told in Settings, erased with all."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from stretchplayer.app.name_speech import NameSpeech
from stretchplayer.audio import name_engines
from stretchplayer.audio.name_speaker import NameSpeaker
from stretchplayer.audio.tones import RATE
from stretchplayer.bootstrap.content import Content
from stretchplayer.core import name_speech
from stretchplayer.core.catalogue import Stretch
from stretchplayer.core.own_stretch import KEEP_BREATHING, own_stretch, words_to_speak
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.timeline import CueKind
from stretchplayer.store import open_store
from stretchplayer.ui.pages.settings_names import TITLE, NamesRow
from stretchplayer.ui.widgets.card import Group
from tests.ui.test_desk import Opened
from tests.ui.world import THURSDAY, World

# A stand-in for espeak-ng on the PATH: half a second of sound for each phrase.
TALKER = f"""#!{sys.executable}
import os, sys, wave
words = sys.stdin.read()
if "fail" in words:
    sys.exit(1)
with open(os.path.join(os.path.dirname(__file__), "said"), "a") as said:
    said.write(words + "\\n")
with wave.open(sys.argv[sys.argv.index("-w") + 1], "wb") as sound:
    sound.setnchannels(1), sound.setsampwidth(2), sound.setframerate(22050)
    sound.writeframes((b"\\x00\\x20" * 25 + b"\\x00\\xe0" * 25) * 220 + b"\\x00\\x20" * 25)
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the stand-in is one for Linux")


@pytest.fixture
def talker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "bin" / "espeak-ng"
    program.parent.mkdir()
    program.write_text(TALKER, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(name_engines, "find_spec", lambda _: None)
    return program


@pytest.fixture
def speech_of(tmp_path: Path) -> Iterator[Callable[[World], NameSpeech]]:
    made: list[NameSpeech] = []

    def new(world: World) -> NameSpeech:
        made.append(
            NameSpeech(NameSpeaker(tmp_path / "names"), world.library, world.routines, world.settings)
        )
        return made[-1]

    yield new
    for speech in made:
        speech.stop()


def twist(name: str = "Grandma’s twist", id_: str = "own-1", steps: Sequence[str] = ()) -> Stretch:
    return own_stretch(id=id_, name=name, steps=steps)


def said_by(talker: Path) -> list[str]:
    notes = talker.parent / "said"
    return notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []


def clips(folder: Path) -> list[Path]:
    return sorted((folder / "names").glob("*.ogg"))


@pytest.mark.usefixtures("talker")
def test_a_name_is_spoken_when_saved_and_forgotten_when_removed(
    world: World, qtbot: QtBot, tmp_path: Path, speech_of: Callable[[World], NameSpeech]
) -> None:
    speech = speech_of(world)
    speech.begin()
    assert speech.voice().progress() == ""
    world.library.save(twist())
    qtbot.waitUntil(lambda: speech.voice().ready == 1)
    [first] = clips(tmp_path)
    world.library.save(twist("Another name"))
    qtbot.waitUntil(lambda: speech.voice().ready == 1)
    qtbot.waitUntil(lambda: len(clips(tmp_path)) == 1)
    assert first not in clips(tmp_path)
    higher = clips(tmp_path)
    world.settings.update(voice="michael")
    qtbot.waitUntil(lambda: len(clips(tmp_path)) == 1 and clips(tmp_path) != higher)
    assert speech.voice().ready == 1
    world.library.remove("own-1")
    qtbot.waitUntil(lambda: clips(tmp_path) == [])


@pytest.mark.usefixtures("talker")
def test_a_name_that_cannot_be_spoken_stays_a_caption_and_the_others_are_spoken(
    world: World, qtbot: QtBot, speech_of: Callable[[World], NameSpeech]
) -> None:
    speech = speech_of(world)
    speech.begin()
    world.library.bring_in([twist("fail"), twist(id_="own-2")])
    qtbot.waitUntil(lambda: speech.voice().ready == 1 and len(speech.voice().captions) == 1)
    assert "ended with an error" in speech.voice().captions["own-1/name"]


def test_names_are_spoken_first_then_what_is_in_a_routine(
    world: World, qtbot: QtBot, talker: Path, speech_of: Callable[[World], NameSpeech]
) -> None:
    world.library.bring_in(
        [
            twist("Cat", "own-1", ["Kneel down. Round your back."]),
            twist("Cow", "own-2", ["Kneel again.", "Let the belly sink, then hold 10 s."]),
        ]
    )
    world.routines.create(Routine(id="", name="Mine", description="", items=(RoutineItem(stretch="own-2"),)))
    speech = speech_of(world)
    speech.begin()
    qtbot.waitUntil(lambda: speech.voice().sentences_ready == 3)
    assert said_by(talker) == ["Cat.", "Cow.", "Kneel again.", "Kneel down.", "Round your back."]
    assert speech.voice().progress() == "2 of 2 names and 3 of 3 phrases of their steps ready."
    world.library.save(twist("Cat", "own-1", ["Kneel down. Now round your back."]))
    qtbot.waitUntil(lambda: said_by(talker)[5:] == ["Now round your back."])
    long = "Put the towel around the ball of your foot or around the middle of your shoe before you lie down."
    world.library.save(twist("Cat", "own-1", ["Kneel down.", long]))
    assert (
        speech.voice()
        .progress()
        .endswith("1 stays a caption: longer than 64 letters, with no good place to pause.")
    )


def test_what_comes_into_a_routine_takes_the_place_of_what_is_in_none(
    world: World,
    qtbot: QtBot,
    talker: Path,
    speech_of: Callable[[World], NameSpeech],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(name_speech, "MOST_SPOKEN", 3)
    world.library.bring_in([twist("Cat", "own-1", ["Kneel."]), twist("Cow", "own-2", ["Sink."])])
    speech = speech_of(world)
    speech.begin()
    qtbot.waitUntil(lambda: speech.voice().sentences_ready == 1)
    assert said_by(talker) == ["Cat.", "Cow.", "Kneel."]
    assert "more than 1,000 phrases are not kept" in speech.voice().progress()
    world.routines.create(Routine(id="", name="Mine", description="", items=(RoutineItem(stretch="own-2"),)))
    qtbot.waitUntil(lambda: said_by(talker)[3:] == ["Sink."])


@pytest.mark.usefixtures("talker")
def test_settings_say_who_speaks_and_why_and_follow(
    world: World, qtbot: QtBot, speech_of: Callable[[World], NameSpeech]
) -> None:
    speech = speech_of(world)
    speech.begin()
    group = Group(world.look, "Voice and sounds")
    world.keep(group).show()
    shown = NamesRow(group, speech)

    def said() -> str:
        return " ".join(one.text() for one in shown.row.findChildren(QLabel))

    why = "Spoken by espeak-ng, because the optional voice (hibari-tts) is not installed."
    assert said() == f"{TITLE} {why}"
    assert "hibari" in shown.row.found_by
    world.library.save(twist())
    qtbot.waitUntil(lambda: "1 of 1 names ready." in said())
    world.library.save(twist("fail"))
    qtbot.waitUntil(
        lambda: "0 of 1 names ready. 1 stays a caption: espeak-ng cannot speak it, since it ended" in said()
    )


def test_settings_say_so_when_nothing_can_speak(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, speech_of: Callable[[World], NameSpeech]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(name_engines, "find_spec", lambda _: None)
    group = Group(world.look, "Voice and sounds")
    world.keep(group)
    row = NamesRow(group, speech_of(world)).row
    assert any(one.text().startswith("A tone and a caption, because") for one in row.findChildren(QLabel))


@pytest.mark.usefixtures("talker")
def test_erasing_takes_the_spoken_names_along(
    world: World, qtbot: QtBot, tmp_path: Path, speech_of: Callable[[World], NameSpeech]
) -> None:
    world.library.save(twist())
    speech = speech_of(world)
    speech.begin()
    qtbot.waitUntil(lambda: speech.voice().ready == 1)
    speech.stop()
    speech.forget()
    assert clips(tmp_path) == []


@pytest.mark.usefixtures("talker")
def test_the_timeline_asks_for_the_clip_and_gives_it_the_time_it_takes(tmp_path: Path, qtbot: QtBot) -> None:
    content = Content(tmp_path / "data")
    content.catalogue.set_own(*_own(twist()))
    routine = Routine(id="r", name="R", description="R.", items=(RoutineItem(stretch="own-1"),))

    def cue_ms() -> int:
        timeline = compile_routine(
            routine, content.catalogue, Preferences(), content.phrases(Preferences()), PlanOptions()
        )
        [cue] = [cue for cue in timeline.cues if cue.id == "own-1/name"]
        assert cue.text == "Grandma’s twist."
        return cue.duration_ms

    assert content.find_names(Preferences())("own-1/name") is None
    assert cue_ms() > 1000
    content.names.want({"own-1/name": "Grandma’s twist."}, "heart")
    qtbot.waitUntil(lambda: content.find_names(Preferences())("own-1/name") is not None)
    content.names.close()
    assert cue_ms() == 500
    assert content.find_names(Preferences(voice="michael"))("own-1/name") is None
    assert content.find_names(Preferences())("half-way") is None


@pytest.mark.parametrize("ms_a_letter", [30, 95, 300], ids=["quick", "slow", "far too slow"])
def test_words_that_become_ready_after_the_plan_was_made_never_run_into_the_next(
    tmp_path: Path, talker: Path, ms_a_letter: int
) -> None:
    talker.write_text(TALKER.replace("* 220", f"* (len(words) * {ms_a_letter} * 22 // 50)"), encoding="utf-8")
    content = Content(tmp_path / "data")
    steps = ["Lie on your back, both knees bent.", "Cross one ankle over.", "Pull the other thigh close."]
    content.catalogue.set_own(*_own(twist(steps=steps), twist(id_="own-2", steps=steps[1:])))
    routine = Routine(
        id="r", name="R", description="R.", items=tuple(RoutineItem(stretch=f"own-{n}") for n in (1, 2))
    )
    preferences = Preferences()
    timeline = compile_routine(
        routine, content.catalogue, preferences, content.phrases(preferences), PlanOptions()
    )
    assert KEEP_BREATHING in content.phrases(preferences), "it is said in their holds"
    bank = content.clip_bank(preferences)  # of the player, which looks for clips while it plays
    words = {id_: text for one in content.catalogue.own for id_, text in words_to_speak(one).items()}
    done = threading.Event()
    content.names.listen(done.set)
    content.names.want(words, preferences.voice)
    assert done.wait(30)
    content.names.close()
    voice = sorted((cue for cue in timeline.cues if cue.kind is CueKind.VOICE), key=lambda cue: cue.at_ms)
    assert {cue.id for cue in voice} > {"own-1/name", "own-1/step-1", "own-1/step-2", "own-2/step-2"}
    heard = set()
    for cue, following in pairwise(voice):
        clip = bank.load(cue.id)
        if clip is not None:
            heard.add(cue.id)
            assert cue.at_ms + len(clip) * 1000 / RATE <= following.at_ms, cue.text
    assert ("own-1/step-1" in heard) is (ms_a_letter < 300)


def test_a_recording_waits_for_words_that_no_window_has_had_spoken(tmp_path: Path, talker: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    routine = Routine(id="own-r", name="Mine", description="", items=(RoutineItem(stretch="own-2"),))
    with closing(open_store(data)) as store:
        made = [twist(steps=["Kneel."]), twist("Cow", "own-2", ["Kneel again.", "Let the belly sink."])]
        store.own_stretches.save_stretches(made, (), (routine,), THURSDAY)
    content = Content(data)
    content.write_recording("Mine", tmp_path / "mine.wav")
    assert said_by(talker)[:3] == ["Cow.", "Kneel again.", "Let the belly sink."]
    assert not any(thread.name == "name-speaker" for thread in threading.enumerate())
    [cue] = [cue for cue in content.timeline("Mine").cues if cue.id == "own-2/step-1"]
    assert cue.duration_ms == 500
    sound, rate = soundfile.read(tmp_path / "mine.wav", start=cue.at_ms * 48, frames=400 * 48)
    assert rate == RATE
    assert np.sqrt(np.square(sound).mean()) > 0.05

    again = Content(data)
    said = len(said_by(talker))
    again.write_recording("Mine", tmp_path / "again.wav")
    assert len(said_by(talker)) == said
    assert (tmp_path / "again.wav").read_bytes() == (tmp_path / "mine.wav").read_bytes()


@pytest.fixture
def opened(tmp_path: Path, qapp: object, _fonts: None) -> Iterator[Opened]:
    made = Opened(tmp_path / "data")
    yield made
    made.close()


@pytest.mark.usefixtures("talker")
def test_the_window_speaks_what_is_saved_and_erases_it_with_everything(opened: Opened, qtbot: QtBot) -> None:
    parts = opened.parts
    parts.names.begin()
    parts.library.save(twist(steps=["Sit tall."]))
    qtbot.waitUntil(lambda: parts.names.voice().sentences_ready == 1)
    kept = opened.content.paths.cache
    assert len(clips(kept)) == 2
    phrases = opened.content.phrases(parts.settings.preferences)
    assert phrases["own-1/name"].duration_ms == 500
    parts.data.erase()
    qtbot.waitUntil(lambda: clips(kept) == [])
    opened.desk.close()
    assert not any(thread.name == "name-speaker" for thread in threading.enumerate())


def _own(*stretches: Stretch) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    return tuple(stretches), ()
