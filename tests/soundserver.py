"""A private PulseAudio server for tests: real sound, recorded, with no sound card and no display.

The server plays into a null sink whose monitor is recorded with ``parec``. It can be killed and
started again at the same address. `find_cues` then tells where each clip is in a recording.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

Recording = NDArray[np.float32]

RATE = 48_000
TOOLS = ("pulseaudio", "parec", "pacat")
START_WITHIN_S = 20.0
STOP_WITHIN_S = 5.0
AGREEING_PARTS = 8  # cues that must fit when the start of an epoch is looked for
AGREEING_WITHIN_MS = 20.0  # at first, cues are only looked for this close to their places
# norewinds: without it the monitor doubles sound when streams come and go.
SINK = "load-module module-null-sink sink_name={sink} norewinds=1 rate=48000\n"
CONFIG = """\
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
set-default-sink {sink}
"""
USUAL_SINK = "null"
SERVER_OPTIONS = ("--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no")
RECORD_OPTIONS = ("--format=s16le", f"--rate={RATE}", "--channels=1", "--raw", "--latency-msec=50")
CLIENT_CONFIG = "autospawn = no\nenable-shm = no\n"


def missing_tools() -> list[str]:
    """Which of the programs needed are not installed."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def full_run() -> bool:
    """Whether this run must not skip anything (STRETCHPLAYER_FULL=1)."""
    return os.environ.get("STRETCHPLAYER_FULL") == "1"


def require_sound_tools() -> None:
    """Skip the test when the tools are missing; fail instead when nothing may be skipped."""
    missing = missing_tools()
    if missing and full_run():
        pytest.fail(f"real sound tests need {', '.join(missing)} (Debian: pulseaudio pulseaudio-utils)")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


class SoundServer:
    """PulseAudio with null sinks, in a folder of its own."""

    def __init__(self, folder: Path, sinks: Sequence[str] = (USUAL_SINK,)) -> None:
        """The first of the sinks is the one that is played to by whoever asks for none."""
        self._folder = folder
        self._runtime = folder / "runtime"
        self._runtime.mkdir(mode=0o700, parents=True)
        self._socket = self._runtime / "native"
        config = "".join(SINK.format(sink=sink) for sink in sinks)
        config += CONFIG.format(socket=self._socket, sink=sinks[0])
        (folder / "server.pa").write_text(config, encoding="utf-8")
        (folder / "client.conf").write_text(CLIENT_CONFIG, encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What a program must have in its environment to play here."""
        return {
            "XDG_RUNTIME_DIR": str(self._runtime),
            "PULSE_RUNTIME_PATH": str(self._runtime),
            "PULSE_STATE_PATH": str(self._folder),
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_CLIENTCONFIG": str(self._folder / "client.conf"),
        }

    @property
    def running(self) -> bool:
        """Whether the server lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._socket.unlink(missing_ok=True)
        (self._runtime / "pid").unlink(missing_ok=True)
        with (self._folder / "server.log").open("ab") as output:
            self._process = subprocess.Popen(
                ["pulseaudio", "-n", "-F", str(self._folder / "server.pa"), *SERVER_OPTIONS],
                env=os.environ | self.environment,
                stdout=output,
                stderr=output,
            )
        wait_until(self._answers, START_WITHIN_S, "the sound server did not start")

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(STOP_WITHIN_S)
            self._process = None

    def record(self, sink: str = USUAL_SINK) -> Recorder:
        """Begin recording what is played to a sink; returns when sound is really being taken down."""
        return Recorder(os.environ | self.environment, sink)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self._socket))
            except OSError:
                return False
        return True


class Recorder:
    """Takes down the monitor of a null sink, mono at `RATE`, until stopped."""

    def __init__(self, environment: Mapping[str, str], sink: str = USUAL_SINK) -> None:
        self._process = subprocess.Popen(
            ["parec", "-d", f"{sink}.monitor", *RECORD_OPTIONS],
            env=dict(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._data = bytearray()
        self._reader = threading.Thread(target=self._read, name="recorder", daemon=True)
        self._reader.start()
        wait_until(lambda: len(self._data) > 0, START_WITHIN_S, "nothing could be recorded")

    @property
    def seconds(self) -> float:
        """How much has been taken down."""
        return len(self._data) / 2 / RATE

    def so_far(self) -> Recording:
        """What has been taken down until now, between -1 and 1."""
        data = bytes(self._data)
        return np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)

    def stop(self) -> Recording:
        """End the recording and give all of it."""
        self._process.kill()
        self._process.wait(STOP_WITHIN_S)
        self._reader.join(STOP_WITHIN_S)
        return self.so_far()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while chunk := os.read(stream.fileno(), 65536):
            self._data += chunk
        stream.close()


@pytest.fixture
def sound_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A running private sound server that this process and its children play to."""
    require_sound_tools()
    with running_server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@contextmanager
def running_server(sinks: Sequence[str] = (USUAL_SINK,)) -> Iterator[SoundServer]:
    """A private sound server, for whoever has its `environment`."""
    # A socket's address may have 107 letters at most: pytest's own folders can be longer.
    with tempfile.TemporaryDirectory(prefix="snd") as folder:
        server = SoundServer(Path(folder) / "s", sinks)
        try:
            server.start()
            yield server
        finally:
            server.kill()


def wait_until(condition: object, seconds: float, otherwise: str) -> None:
    """Return as soon as `condition()` holds; fail the test when it does not within `seconds`."""
    import time

    assert callable(condition)
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"{otherwise} within {seconds} s")
        pause.wait(0.01)


@dataclass(frozen=True)
class FoundCue:
    """A cue and where it was heard.

    `at_ms` is the place asked for, `found_ms` counts from the start of the recording, and
    `likeness` is the normalised correlation there: 1 is the very same wave, alone.
    """

    id: str
    at_ms: float
    found_ms: float
    likeness: float


def correlate(recording: Recording, clip: Recording) -> NDArray[np.float64]:
    """Normalised correlation of `clip` with every place of the recording, -1 to 1."""
    length = len(recording) - len(clip) + 1
    if length < 1:
        return np.zeros(0)
    size = 1 << (len(recording) + len(clip) - 1).bit_length()
    product = np.fft.irfft(np.fft.rfft(recording, size) * np.conj(np.fft.rfft(clip, size)), size)[:length]
    squares = np.concatenate([[0.0], np.cumsum(np.square(recording, dtype=np.float64))])
    energy = squares[len(clip) :] - squares[: -len(clip)]
    floor = 1e-3 * float(np.square(clip, dtype=np.float64).sum())
    return np.asarray(product / np.sqrt(np.maximum(energy, floor) * np.square(clip, dtype=np.float64).sum()))


def find_all(recording: Recording, clip: Recording, likeness: float = 0.8) -> list[tuple[float, float]]:
    """Every place (ms, likeness) where `clip` is heard, alone or nearly so, at least its length apart."""
    scores = correlate(recording, clip)
    found: list[tuple[float, float]] = []
    while scores.size and scores[best := int(scores.argmax())] >= likeness:
        found.append((best * 1000 / RATE, float(scores[best])))
        scores[max(0, best - len(clip)) : best + len(clip)] = -1.0
    return sorted(found)


def find_cues(
    recording: Recording,
    clips: Mapping[str, Recording],
    expected: Sequence[tuple[str, float]],
    first_ms: float | None = None,
    within_ms: float = 250.0,
) -> list[FoundCue]:
    """Where each of the `expected` (id, at_ms) of one epoch was heard; in order, first cue first.

    The first is looked for in the whole recording (or near `first_ms` of it), the others within
    `within_ms` of the place that follows from the first. Cues may overlap: what was found is taken
    out of the recording before the next is looked for, loudest first, and each is then looked for
    once more with all others taken out. Compare with `errors_ms`.
    """
    if not expected:
        return []
    parts = [_Part(cue_id, at_ms, np.asarray(clips[cue_id], np.float32)) for cue_id, at_ms in expected]
    first = parts[0]
    if first_ms is None:
        first.place = _likeliest_start(recording, parts)
    else:
        first.place = round(first_ms * RATE / 1000)
    residual = recording.copy()
    for range_ms in (AGREEING_WITHIN_MS, within_ms, within_ms):
        for part in sorted(parts, key=lambda part: -float(np.square(part.clip).sum())):
            part.add_to(residual, part.gain)
            about = first.place * 1000 / RATE + part.at_ms - first.at_ms
            part.locate(residual, *_range(about, range_ms, len(residual), len(part.clip)))
            part.add_to(residual, -part.gain)
    return [FoundCue(p.id, p.at_ms, p.place * 1000 / RATE, p.likeness) for p in parts]


def errors_ms(found: Sequence[FoundCue]) -> list[float]:
    """How far each cue is from its place relative to the first, in milliseconds (positive is late)."""
    return [(cue.found_ms - found[0].found_ms) - (cue.at_ms - found[0].at_ms) for cue in found]


@dataclass
class _Part:
    """One clip that the recording is a sum of, as far as it is known."""

    id: str
    at_ms: float
    clip: Recording
    place: int = 0
    gain: float = 0.0
    likeness: float = 0.0

    def locate(self, recording: Recording, begin: int, end: int) -> None:
        """Find the best place between two samples, and how loud it is there."""
        scores = correlate(recording[begin:end], self.clip)
        if not scores.size:
            self.gain = self.likeness = 0.0
            return
        best = int(scores.argmax())
        self.place, self.likeness = begin + best, float(scores[best])
        there = recording[self.place : self.place + len(self.clip)]
        self.gain = max(0.0, float(there @ self.clip / (self.clip @ self.clip)))

    def add_to(self, recording: Recording, gain: float) -> None:
        if gain:
            recording[self.place : self.place + len(self.clip)] += np.float32(gain) * self.clip


def _likeliest_start(recording: Recording, parts: Sequence[_Part]) -> int:
    """The place of the first part that the next parts agree with best: a clip may be heard many times."""
    whole = round((parts[-1].at_ms - parts[0].at_ms) * RATE / 1000)  # all of it must have been recorded
    total = np.zeros(max(1, len(recording) - whole))
    for part in parts[:AGREEING_PARTS]:
        later = round((part.at_ms - parts[0].at_ms) * RATE / 1000)
        scores = correlate(recording, part.clip)[later : later + len(total)]
        total[: len(scores)] += scores
    # A pattern that comes again agrees as well later: the first time is meant.
    near_best = np.flatnonzero(total > 0.97 * total.max())
    first = int(near_best[0])
    return first + int(total[first : first + RATE // 1000].argmax())


def _range(around_ms: float, within_ms: float, length: int, clip: int) -> tuple[int, int]:
    begin = int((around_ms - within_ms) * RATE / 1000)
    return max(0, begin), min(length, int((around_ms + within_ms) * RATE / 1000) + clip)
