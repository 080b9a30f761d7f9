"""Trying sounds: the device is opened for them, waited for, and let go of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stretchplayer.app.sound_service import NOT_HEARD, SoundService
from stretchplayer.audio.silent import SilentPlayer
from stretchplayer.core.own_sounds import SoundEvent
from stretchplayer.core.ports import SoundState
from stretchplayer.core.preferences import Sounds
from stretchplayer.core.timeline import Cue
from tests.ui.world import World


class Kept:
    """Own sounds, by what is said of them."""

    def __init__(self) -> None:
        self.kept: dict[SoundEvent, str] = {}

    def names(self) -> Mapping[SoundEvent, str]:
        return dict(self.kept)

    def take(self, event: SoundEvent, path: Path) -> None:
        self.kept[event] = path.name

    def forget(self, event: SoundEvent) -> None:
        self.kept.pop(event, None)

    def erase(self) -> None:
        self.kept.clear()


class Speaker(SilentPlayer):
    """A device that becomes what a test says."""

    def __init__(self, state: SoundState = SoundState.OFF) -> None:
        super().__init__({"start": 40, "soft-start": 40})
        self.state = state
        self.played: list[str] = []
        self.volumes = (0.0, 0.0)
        self.is_open = False

    def open(self) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False

    def schedule(self, cues: Sequence[Cue], position_ms: int) -> None:
        assert self.state is SoundState.PLAYING
        self.played += [cue.id for cue in cues if cue.at_ms >= position_ms]

    def set_volumes(self, voice: float, tones: float) -> None:
        self.volumes = (voice, tones)

    def poll(self) -> SoundState:
        return self.state


@pytest.fixture
def speakers() -> list[Speaker]:
    """All that were made, newest last."""
    return []


@pytest.fixture
def sounds(world: World, speakers: list[Speaker]) -> SoundService:
    def new() -> Speaker:
        speakers.append(Speaker())
        return speakers[-1]

    return SoundService(Kept(), world.settings, new)


def test_a_sound_is_heard_once_the_device_is_there_and_then_lets_it_go(
    sounds: SoundService, speakers: list[Speaker], world: World, qtbot: QtBot
) -> None:
    world.settings.update(muted=True, tone_volume=0.4)
    sounds.play(SoundEvent.START)
    assert speakers[0].is_open
    assert speakers[0].played == []
    speakers[0].state = SoundState.PLAYING
    qtbot.waitUntil(lambda: speakers[0].played == ["start"])
    assert speakers[0].volumes[1] == 0.4
    qtbot.waitUntil(lambda: not speakers[0].is_open)
    assert speakers[0].played == ["start"]


def test_another_press_plays_again_on_the_same_device(sounds: SoundService, speakers: list[Speaker]) -> None:
    sounds.play(SoundEvent.START)
    speakers[0].state = SoundState.PLAYING
    sounds.play(SoundEvent.RELEASE)
    sounds.play(SoundEvent.END)
    assert speakers[0].played == ["end", "done"]
    assert len(speakers) == 1
    sounds.stop()
    assert not speakers[0].is_open


def test_it_is_heard_in_the_set_that_was_chosen(
    sounds: SoundService, speakers: list[Speaker], world: World
) -> None:
    world.settings.update(sounds=Sounds.SOFT)
    sounds.play(SoundEvent.START)
    speakers[0].state = SoundState.PLAYING
    sounds.play(SoundEvent.START)
    assert speakers[0].played == ["soft-start"]
    sounds.stop()


@pytest.mark.parametrize("state", [SoundState.NO_DEVICE, SoundState.UNAVAILABLE])
def test_without_a_device_it_says_so(
    sounds: SoundService, speakers: list[Speaker], qtbot: QtBot, state: SoundState
) -> None:
    sounds.play(SoundEvent.START)
    with qtbot.waitSignal(sounds.told) as told:
        speakers[0].state = state
    assert told.args == [NOT_HEARD]
    assert not speakers[0].is_open


def test_a_new_sound_is_played_by_a_player_that_knows_it(
    sounds: SoundService, speakers: list[Speaker], qtbot: QtBot
) -> None:
    sounds.play(SoundEvent.START)
    changes: tuple[Callable[[], None], ...] = (
        lambda: sounds.take(SoundEvent.START, Path("gong.wav")),
        lambda: sounds.forget(SoundEvent.START),
        sounds.erase,
    )
    for change in changes:
        before = len(speakers)
        with qtbot.waitSignal(sounds.changed):
            change()
        assert not speakers[-1].is_open
        sounds.play(SoundEvent.START)
        assert len(speakers) == before + 1
    sounds.stop()
