"""The player with a device and a clock that the test turns by hand."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from stretchplayer.audio.device import Fill, NoDeviceError
from stretchplayer.audio.library import NoBackendError
from stretchplayer.audio.output import MiniaudioPlayer
from stretchplayer.audio.silent import SilentPlayer
from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.audio.tones import RATE
from stretchplayer.core.own_sounds import SoundEvent
from stretchplayer.core.ports import CuePlayer, SoundState
from tests.audio.output_kit import PERIOD_MS, FakeSystem, HandClock, places, ticks, until
from tests.soundserver import wait_until


@pytest.fixture
def player(clock: HandClock, system: FakeSystem) -> Iterator[MiniaudioPlayer]:
    player = MiniaudioPlayer(clock, voice_folder=None, system=system)
    yield player
    player.close()


def test_both_players_are_cue_players(player: MiniaudioPlayer) -> None:
    both: list[CuePlayer] = [player, SilentPlayer({"tick": 180})]
    assert both[1].poll() is SoundState.UNAVAILABLE
    assert both[0].poll() is SoundState.OFF
    assert both[0].durations_ms()["tick"] == both[1].durations_ms()["tick"]


def test_a_schedule_begins_with_the_next_sound_taken(
    player: MiniaudioPlayer, system: FakeSystem, tick: NDArray[np.float32]
) -> None:
    player.open()
    until(player, SoundState.PLAYING)
    assert not system.run(player, 3000).any()
    player.schedule(ticks(10_000, 10_500, 11_000), 10_000)
    assert places(system.run(player, 2000), tick) == [0, 500, 1000]


def test_a_busy_interpreter_is_made_to_give_the_sound_its_turn(player: MiniaudioPlayer) -> None:
    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(0.005)
        player.open()
        assert sys.getswitchinterval() <= 0.001
        player.close()
        sys.setswitchinterval(0.0002)
        player.open()
        assert sys.getswitchinterval() <= 0.0002, "whoever wants it sooner still has it so"
    finally:
        sys.setswitchinterval(before)


def test_a_device_that_opens_a_little_late_loses_nothing(
    player: MiniaudioPlayer, system: FakeSystem, clock: HandClock, tick: NDArray[np.float32]
) -> None:
    player.open()
    player.schedule(ticks(0, 700), 0)
    until(player, SoundState.PLAYING)
    clock.ms += 300
    assert places(system.run(player, 2000), tick) == [0, 700]


def test_a_device_that_stops_is_noticed_closed_and_replaced(
    player: MiniaudioPlayer, system: FakeSystem, clock: HandClock, tick: NDArray[np.float32]
) -> None:
    player.open()
    until(player, SoundState.PLAYING)
    player.schedule(ticks(*range(0, 60_000, 1000)), 0)
    began = clock.ms
    system.run(player, 3000)
    system.error = NoDeviceError("gone")
    assert not system.run(player, 1980, alive=False).any()
    until(player, SoundState.NO_DEVICE)
    assert system.devices[0].closed.wait(5)

    system.run(player, 6000, alive=False)
    assert player.poll() is SoundState.NO_DEVICE
    system.error = None
    system.run(player, 2400, alive=False)
    until(player, SoundState.PLAYING)
    assert len(system.devices) == 2
    position = clock.ms + PERIOD_MS - began  # when the first sound is taken
    to_next = -position % 1000
    expected = [to_next + n * 1000 for n in range(4)]
    assert places(system.run(player, 4200), tick) == [pytest.approx(at, abs=1) for at in expected]


def test_a_sound_of_the_users_own_begins_where_the_tone_would(
    clock: HandClock, system: FakeSystem, tmp_path: Path
) -> None:
    soundfile.write(tmp_path / "ping.wav", 0.5 * np.sin(np.arange(12_000) / 9), RATE)
    own = SoundFolder(tmp_path / "sounds")
    own.take(SoundEvent.LAST_SECONDS, tmp_path / "ping.wav")
    clip = own.load("tick")
    assert clip is not None
    player = MiniaudioPlayer(clock, voice_folder=None, system=system, own=own)
    player.open()
    until(player, SoundState.PLAYING)
    assert player.durations_ms()["tick"] == round(len(clip) * 1000 / RATE)
    player.schedule(ticks(100), 0)
    heard = system.run(player, 600)
    start = RATE // 10
    assert not heard[:start].any()
    assert np.allclose(heard[start : start + len(clip)], clip, atol=1e-6)
    player.close()


def test_the_old_device_gets_silence_should_it_wake_up(player: MiniaudioPlayer, system: FakeSystem) -> None:
    player.open()
    until(player, SoundState.PLAYING)
    player.schedule(ticks(0, 2400), 0)
    system.run(player, 2000, alive=False)
    wait_until(lambda: player.poll() is SoundState.PLAYING and len(system.devices) == 2, 5, "no new device")
    for _ in range(20):
        assert not system.devices[0].pull().any()
    system.run(player, 300)
    player.schedule(ticks(0), 0)
    assert system.run(player, 300).any()


def test_retries_come_every_two_seconds(player: MiniaudioPlayer, system: FakeSystem) -> None:
    system.error = NoDeviceError("none")
    player.open()
    until(player, SoundState.NO_DEVICE)
    before = system.attempts
    for expected in range(1, 4):
        system.run(player, 2400, alive=False)
        wait_until(lambda n=before + expected: system.attempts >= n, 5, "nothing was tried again")
        assert player.poll() is SoundState.NO_DEVICE
    assert system.attempts <= before + 3


def test_a_machine_without_a_sound_library_is_left_in_peace(
    player: MiniaudioPlayer, system: FakeSystem
) -> None:
    system.error = NoBackendError("no library")
    player.open()
    until(player, SoundState.UNAVAILABLE)
    system.run(player, 10_000, alive=False)
    assert player.poll() is SoundState.UNAVAILABLE
    assert system.attempts == 1


def test_a_long_pause_between_polls_is_no_stall(
    player: MiniaudioPlayer, system: FakeSystem, clock: HandClock
) -> None:
    player.open()
    until(player, SoundState.PLAYING)
    system.run(player, 1000)
    player.poll()
    clock.ms += 30_000  # the whole process stood still, the device too
    assert player.poll() is SoundState.PLAYING
    system.run(player, 1000)
    assert player.poll() is SoundState.PLAYING


def test_after_silence_nothing_comes_back_with_the_device(
    player: MiniaudioPlayer, system: FakeSystem
) -> None:
    player.open()
    until(player, SoundState.PLAYING)
    player.schedule(ticks(*range(0, 60_000, 500)), 0)
    system.run(player, 1200)
    player.silence()
    system.run(player, 2000, alive=False)
    wait_until(lambda: player.poll() is SoundState.PLAYING and len(system.devices) == 2, 5, "no new device")
    assert not system.run(player, 3000).any()


def test_what_is_said_without_a_device_is_not_said_later(player: MiniaudioPlayer, system: FakeSystem) -> None:
    system.error = NoDeviceError("none")
    player.open()
    until(player, SoundState.NO_DEVICE)
    player.say("gate")
    system.error = None
    system.run(player, 2400, alive=False)
    until(player, SoundState.PLAYING)
    assert not system.run(player, 1000).any()
    player.say("gate")
    assert system.run(player, 1000).any()


@pytest.mark.parametrize("speed", [0.99, 1.0])
def test_a_drift_is_corrected_in_a_gap_and_nothing_else_moves(
    player: MiniaudioPlayer, system: FakeSystem, clock: HandClock, tick: NDArray[np.float32], speed: float
) -> None:
    player.open()
    until(player, SoundState.PLAYING)
    system.run(player, 3000)
    player.schedule(ticks(*range(0, 60_000, 2000)), 0)
    began = clock.ms
    heard: list[NDArray[np.float32]] = []
    for _ in range(40):
        heard.append(system.run(player, 960, speed=speed))
        player.follow(round(clock.ms - began))
    found = places(np.concatenate(heard), tick)
    steps = np.diff(found)
    if speed == 1.0:
        assert set(steps) == {2000}
    else:
        # The device is a hundredth too slow: in its own time the cues come sooner, to keep up.
        assert sum(steps) == pytest.approx(0.99 * 2000 * len(steps), abs=150)
        assert set(steps) <= {2000, 1940, 1880}  # whole periods of 60 ms, as this device goes


def test_closing_twice_and_opening_again_works(player: MiniaudioPlayer, system: FakeSystem) -> None:
    player.close()
    player.open()
    until(player, SoundState.PLAYING)
    player.close()
    player.close()
    assert system.devices[0].closed.is_set()
    assert player.poll() is SoundState.OFF
    player.open()
    until(player, SoundState.PLAYING)
    assert len(system.devices) == 2


def test_a_device_that_never_closes_does_not_hold_up_the_end(
    clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchplayer.audio.output.CLOSE_WITHIN_S", 0.05)
    for_ever = threading.Event()
    stuck = StuckDevice(for_ever.wait)
    player = MiniaudioPlayer(clock, voice_folder=None, system=StuckSystem(stuck))
    player.open()
    until(player, SoundState.PLAYING)
    player.close()
    assert player.poll() is SoundState.OFF
    for_ever.set()


@dataclass
class StuckSystem:
    """Has nothing but such a device."""

    device: StuckDevice

    def open(self, fill: Fill, wanted: str) -> StuckDevice:
        return self.device

    def has(self, name: str) -> bool:
        return False


@dataclass
class StuckDevice:
    """Closing it takes for ever."""

    wait: Callable[[], bool]
    name: str = ""

    def close(self) -> None:
        self.wait()
