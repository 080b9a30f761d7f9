"""All that is heard comes out of the chosen device, and out of no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stretchplayer.app.services import SettingsService
from stretchplayer.app.sound_service import OTHER_DEVICE, TEST_WORDS
from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.voice import VoicePack
from stretchplayer.bootstrap import Content, join_parts
from stretchplayer.core.own_sounds import SoundEvent
from stretchplayer.store import open_store
from stretchplayer.ui.desk_parts import DeskParts
from tests.full.test_lost_sound import AlwaysAwake
from tests.sinks import add_sink
from tests.soundserver import (
    USUAL_SINK,
    Recorder,
    Recording,
    SoundServer,
    find_all,
    sound_server,  # noqa: F401  (a fixture)
)

pytestmark = [pytest.mark.full, pytest.mark.timeout(120)]

SHOWN = "Küche 音響"
SURE = {"ready": 0.8, "change": 0.8}  # correlation from which a tone was heard, for they are alike
SURE_OF_WORDS = 0.4  # also when a server on a busy machine starves in the middle of them


@pytest.fixture
def parts(qapp: object, tmp_path: Path, sound_server: SoundServer) -> Iterator[DeskParts]:  # noqa: F811
    content = Content(tmp_path)
    content.paths.make()
    store = open_store(content.paths.data)
    made = join_parts(content, store, keep_awake=AlwaysAwake())
    yield made
    made.sounds.stop()
    made.voice.stop()
    store.close()


@pytest.fixture
def kitchen(sound_server: SoundServer) -> Iterator[Recorder]:  # noqa: F811
    """What is heard in the kitchen."""
    add_sink(sound_server, "kitchen", SHOWN)
    recorder = sound_server.record("kitchen")
    yield recorder
    recorder.stop()


@pytest.fixture
def clips(parts: DeskParts, tmp_path: Path) -> Iterator[ClipBank]:
    bank = ClipBank(VoicePack(Content(tmp_path).voice_folder(parts.settings.preferences)))
    yield bank
    bank.close()


def count(recording: Recording, clips: ClipBank, cue: str) -> int:
    """How often a clip is heard."""
    clip = clips.load(cue)
    assert clip is not None
    return len(find_all(recording, clip, SURE.get(cue, SURE_OF_WORDS)))


def wait_for(qtbot: QtBot, recorder: Recorder, seconds: float) -> None:
    """Let the app go on for so long."""
    until = recorder.seconds + seconds
    qtbot.waitUntil(lambda: recorder.seconds > until, timeout=20_000)


def test_the_test_tried_sounds_and_spoken_help_come_out_there(
    parts: DeskParts,
    kitchen: Recorder,
    clips: ClipBank,
    sound_server: SoundServer,  # noqa: F811
    qtbot: QtBot,
) -> None:
    settings: SettingsService = parts.settings
    settings.update(output_device=SHOWN, muted=True, wake_speakers=False)
    told: list[str] = []
    parts.sounds.told.connect(told.append)
    with_usual = sound_server.record(USUAL_SINK)
    parts.sounds.try_output()
    wait_for(qtbot, kitchen, 6.0)
    parts.sounds.play(SoundEvent.CHANGE)
    wait_for(qtbot, kitchen, 2.5)
    settings.update(muted=False)
    parts.voice.say("half-way")
    wait_for(qtbot, kitchen, 2.5)
    heard = kitchen.stop()
    for cue in ("ready", TEST_WORDS, "change", "half-way"):
        assert count(heard, clips, cue) == 1, cue
    assert not with_usual.stop().any()
    assert told == []


def test_where_it_is_not_there_the_usual_one_is_heard_and_that_is_said(
    parts: DeskParts,
    clips: ClipBank,
    sound_server: SoundServer,  # noqa: F811
    qtbot: QtBot,
) -> None:
    parts.settings.update(output_device=SHOWN)
    told: list[str] = []
    parts.sounds.told.connect(told.append)
    recorder = sound_server.record(USUAL_SINK)
    parts.sounds.try_output()
    wait_for(qtbot, recorder, 6.0)
    assert count(recorder.stop(), clips, TEST_WORDS) == 1
    assert told == [OTHER_DEVICE]
    parts.sounds.outputs.refresh()
    qtbot.waitUntil(lambda: parts.sounds.outputs.found is not None)
    assert [(one.name, one.usual) for one in parts.sounds.outputs.found or ()] == [("Null Output", True)]
