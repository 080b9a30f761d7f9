"""The device that the user chose, and what keeps it awake, with a system that the test turns by hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from stretchplayer.audio.output import MiniaudioPlayer, OutputWishes
from stretchplayer.audio.primer import LEVEL, RESTS_AFTER_MS, primer_loop
from stretchplayer.audio.tones import RATE
from stretchplayer.core.ports import SoundState
from tests.audio.output_kit import PERIOD, PERIOD_MS, FakeSystem, HandClock, places, ticks, until
from tests.soundserver import wait_until


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
    states = set()
    for _ in range(4):
        system.run(choosy, 480, alive=False)
        states.add(choosy.poll())
    until_moved(choosy, system, 2)
    assert states == {SoundState.PLAYING}, "nothing to worry anybody with"
    assert system.devices[1].name == ""
    expected = expected_ticks(clock, began, 3)
    assert places(system.run(choosy, 3_300), tick)[:3] == expected


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
    assert choosy.poll() is SoundState.PLAYING
    clock.ms += 500
    assert choosy.poll() is SoundState.PLAYING, "it is only just being opened"
    for _ in range(8):
        clock.ms += 500
        assert choosy.poll() is SoundState.NO_DEVICE, "nothing is heard, which should be said"
    go_on.set()
    until_moved(choosy, system, 2)
    system.run(choosy, 1_000)
    assert len(system.devices) == 2
    assert system.attempts == 2


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


def test_no_stream_waits_for_the_primer_to_be_made(choosy: MiniaudioPlayer, wishes: Wishes) -> None:
    primer_loop.cache_clear()
    wishes.now = OutputWishes(awake=True)
    choosy.open()
    until(choosy, SoundState.PLAYING)
    assert primer_loop.cache_info().currsize == 1


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
    assert steps[-1] <= steps[:-1].max()
    spectrum = np.abs(np.fft.rfft(loop.astype(np.float64))) ** 2
    hertz = np.fft.rfftfreq(len(loop), 1 / RATE)
    assert spectrum[hertz > 300].sum() < 1e-9 * spectrum.sum()
    assert np.unique(np.round(loop * 32767)).size > 20  # not rounded to silence by a 16-bit converter
