"""The player with a device and a clock that the test turns by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from stretchplayer.audio.cues import make_tones
from stretchplayer.audio.device import Fill, NoDeviceError
from stretchplayer.audio.library import NoBackendError
from stretchplayer.audio.output import MiniaudioPlayer, OutputWishes
from stretchplayer.audio.primer import LEVEL, RESTS_AFTER_MS, primer_loop
from stretchplayer.audio.silent import SilentPlayer
from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.audio.tones import RATE
from stretchplayer.core.own_sounds import SoundEvent
from stretchplayer.core.ports import CuePlayer, SoundState
from stretchplayer.core.timeline import Cue, CueKind
from tests.soundserver import find_all, wait_until

PERIOD = 2880  # frames; 60 ms
PERIOD_MS = 60


class HandClock:
    """Stands still until it is moved on."""

    def __init__(self) -> None:
        self.ms = 5_000.0

    def monotonic_ms(self) -> float:
        return self.ms

    def boot_ms(self) -> float:
        return self.ms

    def now(self) -> datetime:
        return datetime(2026, 3, 1, tzinfo=UTC)


@dataclass
class FakeDevice:
    """Pulls when the test says so."""

    fill: Fill
    name: str = ""
    closed: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        self.closed.set()

    def pull(self) -> NDArray[np.float32]:
        return np.frombuffer(self.fill(PERIOD), np.float32).reshape(PERIOD, 2)[:, 0].copy()


class FakeSystem:
    """A sound system whose devices come and go."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.error: Exception | None = None
        self.devices: list[FakeDevice] = []
        self.attempts = 0
        self.there: set[str] = set()
        self.refusing = False
        self.looks = 0
        self.wait: Callable[[], object] = lambda: None
        self._owed = 0.0  # share of a period that a slow device has yet to take

    def open(self, fill: Fill, wanted: str) -> FakeDevice:
        self.attempts += 1
        self.wait()
        if self.error is not None:
            raise self.error
        found = wanted in self.there and not self.refusing
        self.devices.append(FakeDevice(fill, wanted if found else ""))
        return self.devices[-1]

    def has(self, name: str) -> bool:
        self.looks += 1
        return name in self.there

    def run(
        self, player: MiniaudioPlayer, ms: int, alive: bool = True, speed: float = 1.0
    ) -> NDArray[np.float32]:
        """Let time pass, the newest device pulling at `speed`; polled twice a second. What was heard."""
        heard: list[NDArray[np.float32]] = []
        for step in range(ms // PERIOD_MS):
            self.clock.ms += PERIOD_MS
            self._owed += speed
            if alive and self._owed >= 1.0:
                heard.append(self.devices[-1].pull())
                self._owed -= 1.0
            if step % 8 == 7:
                player.poll()
        return np.concatenate(heard) if heard else np.zeros(0, np.float32)


def ticks(*at_ms: int) -> list[Cue]:
    return [Cue(at, 180, "tick", None, CueKind.TONE) for at in at_ms]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def system(clock: HandClock) -> FakeSystem:
    return FakeSystem(clock)


@pytest.fixture
def player(clock: HandClock, system: FakeSystem) -> Iterator[MiniaudioPlayer]:
    player = MiniaudioPlayer(clock, voice_folder=None, system=system)
    yield player
    player.close()


@pytest.fixture(scope="module")
def tick() -> NDArray[np.float32]:
    return make_tones()["tick"]


def until(player: MiniaudioPlayer, state: SoundState) -> None:
    wait_until(lambda: player.poll() is state, 5, f"the state did not become {state}")


def places(heard: NDArray[np.float32], tick: NDArray[np.float32]) -> list[int]:
    return [round(at) for at, _ in find_all(heard, tick, 0.95)]


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
    assert player.poll() is SoundState.NO_DEVICE
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


class Wishes:
    """What the user wants of the output, changed by the test."""

    def __init__(self, device: str = "", awake: bool = False) -> None:
        self.now = OutputWishes(device, awake)

    def __call__(self) -> OutputWishes:
        return self.now


@pytest.fixture
def wishes() -> Wishes:
    return Wishes("Headphones")


@pytest.fixture
def choosy(clock: HandClock, system: FakeSystem, wishes: Wishes) -> Iterator[MiniaudioPlayer]:
    """A player for somebody who wants their headphones."""
    player = MiniaudioPlayer(clock, voice_folder=None, system=system, wishes=wishes)
    yield player
    player.close()


def until_moved(player: MiniaudioPlayer, system: FakeSystem, devices: int) -> None:
    def moved() -> bool:
        return player.poll() is SoundState.PLAYING and len(system.devices) == devices

    wait_until(moved, 5, "the sound did not move")
    player.poll()


def wait_for_look(player: MiniaudioPlayer, system: FakeSystem, looks: int) -> None:
    wait_until(lambda: system.looks >= looks, 5, "nobody looked")
    player.poll()


def expected_ticks(clock: HandClock, began: float, count: int) -> list[object]:
    """Places of the next ticks of one a second, when the next sound is taken after a period."""
    to_next = -(clock.ms + PERIOD_MS - began) % 1000
    return [pytest.approx(to_next + n * 1000, abs=1) for n in range(count)]


def test_the_chosen_device_is_played_on(choosy: MiniaudioPlayer, system: FakeSystem) -> None:
    system.there = {"Headphones"}
    choosy.open()
    until(choosy, SoundState.PLAYING)
    system.run(choosy, 20_000)
    assert [device.name for device in system.devices] == ["Headphones"]
    assert system.looks == 0


def test_without_it_the_usual_one_plays_until_it_is_back(
    choosy: MiniaudioPlayer, system: FakeSystem, clock: HandClock, tick: NDArray[np.float32]
) -> None:
    choosy.open()
    until(choosy, SoundState.PLAYING)
    choosy.schedule(ticks(*range(0, 60_000, 1000)), 0)
    began = clock.ms
    system.run(choosy, 11_880)
    wait_for_look(choosy, system, 2)
    assert system.looks == 2  # every five seconds
    assert len(system.devices) == 1
    system.there = {"Headphones"}
    system.run(choosy, 4_800)
    wait_for_look(choosy, system, 3)
    until_moved(choosy, system, 2)
    assert system.devices[1].name == "Headphones"
    assert system.devices[0].closed.is_set()
    expected = expected_ticks(clock, began, 4)
    assert places(system.run(choosy, 4200), tick) == expected
    system.run(choosy, 20_000)
    assert system.looks == 3


def test_a_device_that_is_there_but_refuses_is_tried_once_more(
    choosy: MiniaudioPlayer, system: FakeSystem
) -> None:
    system.there, system.refusing = {"Headphones"}, True
    choosy.open()
    until(choosy, SoundState.PLAYING)
    system.run(choosy, 6_000)
    until_moved(choosy, system, 2)
    for looks in range(2, 5):
        system.run(choosy, 5_760)
        wait_for_look(choosy, system, looks)
    assert len(system.devices) == 2, "each try is a gap in the sound"
    system.there = set()
    system.run(choosy, 5_760)
    wait_for_look(choosy, system, 5)
    system.there, system.refusing = {"Headphones"}, False
    system.run(choosy, 5_760)
    until_moved(choosy, system, 3)
    assert system.devices[-1].name == "Headphones"


def test_the_chosen_device_goes_away_and_the_usual_one_goes_on(
    choosy: MiniaudioPlayer, system: FakeSystem, clock: HandClock, tick: NDArray[np.float32]
) -> None:
    system.there = {"Headphones"}
    choosy.open()
    until(choosy, SoundState.PLAYING)
    choosy.schedule(ticks(*range(0, 60_000, 1000)), 0)
    began = clock.ms
    system.run(choosy, 3_000)
    system.there = set()
    system.run(choosy, 1_980, alive=False)
    until_moved(choosy, system, 2)
    assert system.devices[1].name == ""
    expected = expected_ticks(clock, began, 3)
    assert places(system.run(choosy, 3_300), tick) == expected


def test_another_choice_moves_the_sound_at_once_and_in_place(
    choosy: MiniaudioPlayer, system: FakeSystem, wishes: Wishes, clock: HandClock, tick: NDArray[np.float32]
) -> None:
    system.there = {"Headphones", "Kitchen"}
    choosy.open()
    until(choosy, SoundState.PLAYING)
    choosy.schedule(ticks(*range(0, 60_000, 1000)), 0)
    began = clock.ms
    system.run(choosy, 300)  # so soon that it could be taken for a schedule not begun yet
    wishes.now = OutputWishes("Kitchen")
    assert choosy.poll() is SoundState.PLAYING  # nothing to worry anybody with
    until_moved(choosy, system, 2)
    clock.ms += 120
    assert system.devices[1].name == "Kitchen"
    expected = expected_ticks(clock, began, 3)
    assert places(system.run(choosy, 3_300), tick) == expected
    wishes.now = OutputWishes()
    choosy.poll()
    until_moved(choosy, system, 3)
    assert system.devices[2].name == ""


def test_a_slow_opening_of_another_device_is_not_taken_for_a_loss(
    choosy: MiniaudioPlayer, system: FakeSystem, wishes: Wishes, clock: HandClock
) -> None:
    choosy.open()
    until(choosy, SoundState.PLAYING)
    system.run(choosy, 300)
    go_on = threading.Event()
    system.wait = go_on.wait
    wishes.now = OutputWishes("Kitchen")
    for _ in range(8):
        clock.ms += 500
        assert choosy.poll() is SoundState.PLAYING
    go_on.set()
    until_moved(choosy, system, 2)
    system.run(choosy, 1_000)
    assert len(system.devices) == 2


def test_a_primed_stream_is_never_silent_but_nobody_hears_it(
    choosy: MiniaudioPlayer, system: FakeSystem, wishes: Wishes, clock: HandClock, tick: NDArray[np.float32]
) -> None:
    wishes.now = OutputWishes(awake=True)
    choosy.open()
    until(choosy, SoundState.PLAYING)
    before = system.run(choosy, 3_000)
    assert np.abs(before.reshape(-1, PERIOD)).max(axis=1).min() > LEVEL / 2
    choosy.schedule(ticks(300), 0)
    heard = system.run(choosy, 3_000)
    assert places(heard, tick) == [300]
    after = heard[20 * PERIOD :]
    assert 20 * np.log10(np.sqrt(np.mean(after**2))) == pytest.approx(-72, abs=1)
    assert np.abs(after.reshape(-1, PERIOD)).max(axis=1).min() > LEVEL / 2
    wishes.now = OutputWishes()
    system.run(choosy, 600)
    assert not system.run(choosy, 600).any()


def test_the_primer_rests_in_a_long_pause_and_is_back_with_the_words(
    choosy: MiniaudioPlayer, system: FakeSystem, wishes: Wishes, clock: HandClock
) -> None:
    wishes.now = OutputWishes(awake=True)
    choosy.open()
    until(choosy, SoundState.PLAYING)
    choosy.schedule(ticks(0), 0)
    assert system.run(choosy, 3_000).any()
    clock.ms += RESTS_AFTER_MS - 10_000
    assert system.devices[0].pull().any()
    choosy.silence()
    assert system.run(choosy, 6_000).reshape(-1, PERIOD).any(axis=1).all()
    clock.ms += 5_000
    assert not system.devices[0].pull().any()
    choosy.schedule(ticks(9_000), 0)
    assert system.devices[0].pull().any(), "awake before the words"


def test_the_primer_rests_while_a_question_is_left_alone(
    choosy: MiniaudioPlayer, system: FakeSystem, wishes: Wishes, clock: HandClock, tick: NDArray[np.float32]
) -> None:
    wishes.now = OutputWishes(awake=True)
    choosy.open()
    until(choosy, SoundState.PLAYING)
    choosy.schedule(ticks(0), 0)  # as up to a question: nothing follows until it is answered
    system.run(choosy, 3_000)
    clock.ms += RESTS_AFTER_MS
    assert not system.devices[0].pull().any()
    choosy.say("tick")
    heard = system.run(choosy, 1_200)
    assert places(heard[:RATE], tick) == [0]
    assert heard[-PERIOD:].any()


def test_the_primer_has_no_seam_and_nothing_high(tick: NDArray[np.float32]) -> None:
    loop = primer_loop()
    assert np.sqrt(np.mean(loop**2)) == pytest.approx(10 ** (-72 / 20), rel=1e-3)
    steps = np.abs(np.diff(np.append(loop, loop[0])))
    assert steps[-1] <= steps.max()
    spectrum = np.abs(np.fft.rfft(loop.astype(np.float64))) ** 2
    hertz = np.fft.rfftfreq(len(loop), 1 / RATE)
    assert spectrum[hertz > 300].sum() < 1e-9 * spectrum.sum()
    assert np.unique(np.round(loop * 32767)).size > 20  # not rounded to silence by a 16-bit converter


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
