"""Real devices that are chosen, go away, come back and are shared with others, by recordings of them."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import numpy as np
import pytest
from numpy.typing import NDArray

from stretchplayer.audio.device import look_at_output
from stretchplayer.audio.device_list import list_outputs
from stretchplayer.audio.output import MiniaudioPlayer, OutputWishes
from stretchplayer.core.ports import SoundState
from stretchplayer.core.timeline import Cue, CueKind
from tests.sinks import add_sink, control, remove_sink, remove_usual
from tests.soundserver import (
    RATE,
    Recording,
    SoundServer,
    find_all,
    sound_server,  # noqa: F401  (a fixture)
    wait_until,
)

pytestmark = [pytest.mark.full, pytest.mark.timeout(120)]

SHOWN = "Küche 音響"
LOST_WITHIN_S = 3.0
MOVED_WITHIN_S = 8.0  # it is looked for every five seconds
HELD_BACK_MS = 400.0  # by a device
TRIES = 4  # other work on the machine can starve the sound server itself, or another program
CUT_MS = 200.0  # what begins before a recording cannot be placed
SILENCE = 10 ** (-60 / 20)  # what nobody hears beside words
SINE_HZ = 7_000.0  # where tones and voice have next to nothing
SINE = 0.05


class RealClock:
    """The machine's own clock."""

    def monotonic_ms(self) -> float:
        return time.monotonic() * 1000


class Listener:
    """A player with a tick every second from the moment it is started, and what the user wants."""

    def __init__(self, wishes: OutputWishes) -> None:
        self.wishes = wishes
        self.player = MiniaudioPlayer(RealClock(), voice_folder=None, wishes=lambda: self.wishes)  # type: ignore[arg-type]
        self.began = 0.0

    def begin(self) -> None:
        """Play."""
        self.player.open()
        self.until(SoundState.PLAYING)
        self.began = time.monotonic()
        self.player.schedule([Cue(at, 180, "tick", None, CueKind.TONE) for at in range(0, 90_000, 1000)], 0)

    def until(self, state: SoundState, seconds: float = 5.0) -> None:
        """Look after the device until its state is this."""
        wait_until(lambda: self.look() is state, seconds, f"it did not become {state}")

    def look(self) -> SoundState:
        """Look after the device, as a session does."""
        self.player.follow(round((time.monotonic() - self.began) * 1000))
        return self.player.poll()

    def listen(self, server: SoundServer, sink: str, seconds: float) -> tuple[Recording, float]:
        """What is played to a sink for so long, and when that was begun."""
        recorder = server.record(sink)
        began = time.monotonic() - recorder.seconds
        wait_until(lambda: self.look() and recorder.seconds > seconds, seconds + 10, "nothing was recorded")
        return recorder.stop(), began

    def check(self, server: SoundServer, sink: str, tick: Recording) -> None:
        """Ticks come out of this sink when the clock is at a full second, give or take what is held back."""
        faults = []
        for _ in range(TRIES):
            recording, began = self.listen(server, sink, 4.0)
            heard = [at for at, _ in find_all(recording, tick, 0.7) if at > CUT_MS]
            late = [((began - self.began) * 1000 + at + 500) % 1000 - 500 for at in heard]
            if len(heard) >= 3 and max(map(abs, late)) < HELD_BACK_MS:
                return
            faults.append((heard, late))
        pytest.fail(f"ticks were out of place: {faults}")


@contextmanager
def listener(wishes: OutputWishes) -> Iterator[Listener]:
    made = Listener(wishes)
    try:
        yield made
    finally:
        made.player.close()


def test_devices_are_listed_by_the_names_people_know(sound_server: SoundServer) -> None:  # noqa: F811
    first = add_sink(sound_server, "kitchen", SHOWN)
    add_sink(sound_server, "other", SHOWN)
    found = {device.name: device.usual for device in list_outputs()}
    assert list(found) == ["Null Output", SHOWN, f"{SHOWN} (2)"]
    assert [name for name, usual in found.items() if usual] == ["Null Output"]
    facts = look_at_output(f"{SHOWN} (2)")
    assert (facts.device, facts.chosen) == (f"{SHOWN} (2)", True)
    facts = look_at_output("Headphones")
    assert (facts.device, facts.chosen) == ("Null Output", False)
    remove_sink(sound_server, first)
    facts = look_at_output(f"{SHOWN} (2)")
    assert (facts.device, facts.chosen) == (SHOWN, True)
    sound_server.kill()
    assert list_outputs() == []


def test_the_chosen_device_goes_and_comes_back_while_the_clock_goes_on(
    sound_server: SoundServer,  # noqa: F811
    tick: Recording,
) -> None:
    sink = add_sink(sound_server, "kitchen", SHOWN)
    with listener(OutputWishes(SHOWN)) as made:
        made.begin()
        made.check(sound_server, "kitchen", tick)
        recording, _ = made.listen(sound_server, "null", 1.5)
        assert not recording.any(), "it is heard on the usual device as well"
        assert made.player.chosen_plays()

        remove_sink(sound_server, sink)
        wait_until(
            lambda: made.look() and not made.player.chosen_plays(), LOST_WITHIN_S, "it was not noticed"
        )
        made.check(sound_server, "null", tick)

        add_sink(sound_server, "kitchen", SHOWN)
        wait_until(lambda: made.look() and made.player.chosen_plays(), MOVED_WITHIN_S, "it did not move back")
        made.check(sound_server, "kitchen", tick)
        recording, _ = made.listen(sound_server, "null", 1.5)
        assert not recording.any()


def test_another_choice_moves_the_sound_at_once(
    sound_server: SoundServer,  # noqa: F811
    tick: Recording,
) -> None:
    add_sink(sound_server, "kitchen", SHOWN)
    with listener(OutputWishes()) as made:
        made.begin()
        made.check(sound_server, "null", tick)
        made.wishes = OutputWishes(SHOWN)
        made.look()
        made.check(sound_server, "kitchen", tick)
        made.wishes = OutputWishes()
        made.look()
        made.check(sound_server, "null", tick)


def test_only_the_device_goes_and_there_is_no_other(
    sound_server: SoundServer,  # noqa: F811
    tick: Recording,
) -> None:
    with listener(OutputWishes()) as made:
        made.begin()
        made.check(sound_server, "null", tick)
        remove_usual(sound_server, "null")
        made.until(SoundState.NO_DEVICE)
        add_sink(sound_server, "null", "Back again")
        made.until(SoundState.PLAYING)
        made.check(sound_server, "null", tick)


def test_the_usual_device_becomes_another(
    sound_server: SoundServer,  # noqa: F811
    tick: Recording,
) -> None:
    other = add_sink(sound_server, "kitchen", SHOWN)
    with listener(OutputWishes()) as made:
        made.begin()
        made.check(sound_server, "null", tick)
        control(sound_server, "set-default-sink", "kitchen")
        made.check(sound_server, "kitchen", tick)
        remove_sink(sound_server, other)
        made.check(sound_server, "null", tick)


def test_the_link_never_sleeps_and_a_pause_is_silent_to_the_ear(
    sound_server: SoundServer,  # noqa: F811
) -> None:
    with listener(OutputWishes(awake=True)) as made:
        made.player.open()
        made.until(SoundState.PLAYING)
        wait_for_steady(made, sound_server)
        made.begin()
        recorder = sound_server.record()
        wait_until(lambda: recorder.seconds > 2.3, 10, "nothing was recorded")
        made.player.silence()
        asked = recorder.seconds
        wait_until(lambda: recorder.seconds > asked + 3, 10, "nothing was recorded")
        heard = recorder.stop()
        after = heard[round((asked + 0.1 + HELD_BACK_MS / 1000) * RATE) :]
        assert np.abs(after).max() < SILENCE
        wait_for_steady(made, sound_server)
        made.wishes = OutputWishes()
        made.look()
        silent, _ = made.listen(sound_server, "null", 1.5)
        assert not silent[RATE:].any()


def wait_for_steady(made: Listener, server: SoundServer) -> None:
    """The primer is there all the time, at its level."""
    heard: list[tuple[float, float]] = []
    for _ in range(TRIES):
        recording, _ = made.listen(server, "null", 2.0)
        heard.append((longest_zero_ms(recording), decibels(recording)))
        if heard[-1][0] < 20 and -74 < heard[-1][1] < -70:
            return
    pytest.fail(f"the stream was not kept awake: {heard}")


def longest_zero_ms(recording: Recording) -> float:
    """The longest stretch of digital silence."""
    loud = np.flatnonzero(np.concatenate([[1.0], recording, [1.0]]))
    return float((np.diff(loud) - 1).max() * 1000 / RATE)


def decibels(recording: Recording) -> float:
    """Root mean square, of full scale."""
    return float(20 * np.log10(np.sqrt(np.mean(np.square(recording, dtype=np.float64)))))


@pytest.mark.parametrize("chosen", ["", "Null Output"])
def test_other_programs_go_on_as_if_nobody_else_played(
    sound_server: SoundServer,  # noqa: F811
    chosen: str,
) -> None:
    faults = []
    with sine_playing(sound_server):
        for _ in range(TRIES):
            levels, slips = follow_sine(play_beside(sound_server, OutputWishes(chosen, awake=True)))
            if np.abs(levels / SINE - 1).max() < 0.02 and np.abs(slips).max() < 0.1:
                return
            faults.append((levels, slips))
    pytest.fail(f"the other program was disturbed each time: {faults}")


def play_beside(server: SoundServer, wishes: OutputWishes) -> Recording:
    """What is heard while the player opens, plays, pauses and closes, twice, beside another program."""
    recorder = server.record()
    for _ in range(2):
        with listener(wishes) as made:
            made.player.set_volumes(1.0, 1.0)
            made.begin()
            until = recorder.seconds + 2.5
            wait_until(lambda end=until: made.look() and recorder.seconds > end, 10, "no recording")
            made.player.silence()
            until = recorder.seconds + 0.7
            wait_until(lambda end=until: made.look() and recorder.seconds > end, 10, "no recording")
            assert "media.role" not in control(server, "list", "sink-inputs")
    recording = recorder.stop()
    assert np.abs(recording).max() > 2 * SINE, "our own sound was not heard"
    return recording


@contextmanager
def sine_playing(server: SoundServer) -> Iterator[None]:
    """Another program that plays all the time."""
    wave = SINE * np.sin(2 * np.pi * SINE_HZ * np.arange(90 * RATE) / RATE)
    sound = np.round(wave * 32768).astype("<i2").tobytes()
    options = ("--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=200")
    program = subprocess.Popen(
        ["pacat", "--playback", *options], env=os.environ | server.environment, stdin=subprocess.PIPE
    )
    feeder = threading.Thread(target=feed, args=(program, sound), daemon=True)
    feeder.start()
    try:
        recorder = server.record()
        wait_until(lambda: bool(recorder.so_far().any()), 10, "the other program is not heard")
        wait_until(lambda n=recorder.seconds: recorder.seconds > n + 0.5, 10, "no recording")
        recorder.stop()
        yield
    finally:
        program.kill()
        program.wait(5)
        feeder.join(5)


def feed(program: subprocess.Popen[bytes], sound: bytes) -> None:
    """Write to a program as fast as it takes it, until it ends."""
    assert program.stdin is not None
    with suppress(BrokenPipeError), program.stdin:
        program.stdin.write(sound)


def follow_sine(recording: Recording) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Level of the sine in each tenth of a second, and how far its phase slips to the next (turns)."""
    length = RATE // 10
    whole = len(recording) // length * length
    turns = SINE_HZ * np.arange(whole) / RATE
    window = np.hanning(length)
    tones = recording[:whole].astype(np.float64) * np.exp(-2j * np.pi * turns)
    found = (tones.reshape(-1, length) * window).sum(axis=1) * 2 / window.sum()
    slips = np.angle(found[1:] / found[:-1]) / (2 * np.pi)
    return np.abs(found), slips
