"""Real sound: what is played through a sound server is recorded and compared with the schedule."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from subprocess import PIPE

import pytest

from stretchplayer.audio.cues import make_tones
from stretchplayer.audio.output import MiniaudioPlayer
from stretchplayer.core.ports import SoundState
from stretchplayer.core.timeline import Cue, CueKind
from tests.soundserver import (
    Recording,
    SoundServer,
    errors_ms,
    find_all,
    find_cues,
    sound_server,  # noqa: F401  (a fixture)
    wait_until,
)

pytestmark = [pytest.mark.full, pytest.mark.timeout(120)]

SCHEDULE = [
    ("ready", 40),
    ("start", 1200),
    ("breath_out", 2300),
    ("tick", 4001),
    ("tick", 5001),
    ("end", 7003),
    ("change", 8400),
    ("half", 9777),
]
LENGTH_S = 11.0


class RealClock:
    """The machine's own clock."""

    def monotonic_ms(self) -> float:
        return time.monotonic() * 1000

    def boot_ms(self) -> float:
        return time.monotonic() * 1000

    def now(self) -> datetime:
        return datetime.now(UTC)


def cues(schedule: list[tuple[str, int]]) -> list[Cue]:
    return [Cue(at_ms, 0, name, None, CueKind.TONE) for name, at_ms in schedule]


@pytest.fixture(scope="module")
def clips() -> dict[str, Recording]:
    return make_tones()


@pytest.fixture
def player(sound_server: SoundServer) -> Iterator[MiniaudioPlayer]:  # noqa: F811
    player = MiniaudioPlayer(RealClock(), voice_folder=None)
    player.open()
    wait_until(lambda: player.poll() is SoundState.PLAYING, 5, "no sound device was opened")
    yield player
    player.close()
    assert not [t for t in threading.enumerate() if t.name in ("sound-device", "clip-decoder")]


def test_every_cue_is_exact_while_the_main_thread_is_busy_or_stuck(
    player: MiniaudioPlayer,
    sound_server: SoundServer,  # noqa: F811
    clips: dict[str, Recording],
) -> None:
    errors: list[float] = []
    for _ in ("first", "second"):  # other work on the machine can starve the sound server itself
        found = find_cues(
            played_meanwhile(player, sound_server), clips, [(name, float(at)) for name, at in SCHEDULE]
        )
        assert min(cue.likeness for cue in found) > 0.9
        errors = errors_ms(found)
        if max(abs(error) for error in errors) < 1.0:
            return
    assert errors == [], "a cue was out of place twice"


def played_meanwhile(player: MiniaudioPlayer, server: SoundServer) -> Recording:
    """What is heard of the schedule while this thread is busy or stuck in turn."""
    recorder = server.record()
    player.schedule(cues(SCHEDULE), 0)
    began = time.monotonic()
    stuck = threading.Event()
    while (passed := time.monotonic() - began) < LENGTH_S:
        if passed % 2 < 1.2:
            sum(range(20_000))  # hogs the interpreter
        else:
            stuck.wait(0.4)
        player.follow(round(passed * 1000))
        assert player.poll() is SoundState.PLAYING
    return recorder.stop()


def test_a_killed_server_is_noticed_and_a_new_one_is_played_to_at_the_right_place(
    player: MiniaudioPlayer,
    sound_server: SoundServer,  # noqa: F811
    clips: dict[str, Recording],
) -> None:
    ticks = [("tick", at) for at in range(1000, 60_000, 1000)]
    began = time.monotonic()
    player.schedule(cues(ticks), 0)
    sound_server.kill()
    killed = time.monotonic()
    wait_until(lambda: player.poll() is SoundState.NO_DEVICE, 2.0, "the lost device was not noticed")
    assert time.monotonic() - killed < 2.0

    sound_server.start()
    recorder = sound_server.record()
    recording_began = time.monotonic() - recorder.seconds
    wait_until(lambda: player.poll() is SoundState.PLAYING, 5.0, "the device that came back was not used")
    wait_until(lambda: recorder.seconds > 8, 15, "the recording is too short")
    heard = [at for at, _ in find_all(recorder.stop(), clips["tick"])]
    assert len(heard) >= 3
    assert all(abs(later - sooner - 1000) < 1.0 for sooner, later in pairwise(heard)), heard
    # Heard when the clock is at a full second, give or take what the device holds back.
    offset = ((recording_began - began) * 1000 + heard[0] + 500) % 1000 - 500
    assert abs(offset) < 400


def test_closing_is_quick_with_a_dead_server(
    player: MiniaudioPlayer,
    sound_server: SoundServer,  # noqa: F811
) -> None:
    sound_server.kill()
    began = time.monotonic()
    player.close()
    assert time.monotonic() - began < 2.0
    assert player.poll() is SoundState.OFF


def test_a_server_that_comes_later_is_found(sound_server: SoundServer) -> None:  # noqa: F811
    sound_server.kill()
    player = MiniaudioPlayer(RealClock(), voice_folder=None)
    player.open()
    wait_until(lambda: player.poll() is SoundState.NO_DEVICE, 5, "it was not noticed that there is no device")
    sound_server.start()
    wait_until(lambda: player.poll() is SoundState.PLAYING, 5, "the new device was not used")
    player.close()


FORGETFUL = """
import sys, time
from stretchplayer.audio.output import MiniaudioPlayer
from stretchplayer.core.ports import SoundState

class Clock:
    def monotonic_ms(self):
        return time.monotonic() * 1000

player = MiniaudioPlayer(Clock(), None)
player.open()
while player.poll() is not SoundState.PLAYING:
    pass
print("playing", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("server_dies", [False, True])
def test_a_program_that_forgets_to_close_still_ends_and_says_nothing(
    sound_server: SoundServer,  # noqa: F811
    server_dies: bool,
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", FORGETFUL], stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "playing\n"
        if server_dies:
            sound_server.kill()
        _, errors = program.communicate("\n", timeout=15)
    assert (program.returncode, errors) == (0, "")
