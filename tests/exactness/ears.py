"""Recording for a long time, when what was recorded had come in, and a pilot that tells whose gap it is."""

from __future__ import annotations

import os
import subprocess
import threading
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stretchplayer.core.ports import Clock
from tests.soundserver import RATE, RECORD_OPTIONS, START_WITHIN_S, STOP_WITHIN_S, SoundServer, wait_until

Samples = NDArray[np.int16]

FULL_SCALE = 32768.0
BYTES = 2  # of a sample
LOOK_EVERY_S = 0.004
NOTE_EVERY_S = 0.02
TASKS = Path("/proc/self/task")
DRIFT_WITHIN_MS = 30_000.0  # clocks of sound and machine are taken to go alike for so long

PILOT_HZ = 20_000  # above all clips, which end at 12 kHz
PILOT_TURN = 12  # samples after which it comes again
PILOT_LEVEL = 8 / FULL_SCALE
PILOT_LATENCY_MS = 180  # more is kept ready than the player keeps: it breaks later, and so excuses less
PILOT_CHUNK_S = 8
FRAME = 480  # samples over which its phase is taken
MOST_TURNED = 0.6  # radians between two frames: 5 microseconds
LEAST_LEVEL, MOST_LEVEL = 0.5, 2.0
SETTLED_S = 2.0


class LongRecorder:
    """Takes a sink's monitor down into a file, and when it grew."""

    def __init__(self, server: SoundServer, sink: str, path: Path, clock: Clock) -> None:
        self.path = path
        self._clock = clock
        self._grown: list[tuple[float, int]] = []  # when (ms), and how many samples there were then
        with path.open("wb") as file:
            self._process = subprocess.Popen(
                ["parec", "-d", f"{sink}.monitor", *RECORD_OPTIONS],
                env=os.environ | server.environment,
                stdout=file,
                stderr=subprocess.DEVNULL,
            )
        self._stopped = threading.Event()
        self._looking = threading.Thread(target=self._look, name="recorder", daemon=True)
        self._looking.start()
        wait_until(lambda: self.samples > 0, START_WITHIN_S, "nothing could be recorded")

    @property
    def samples(self) -> int:
        """How much has been taken down."""
        return self.path.stat().st_size // BYTES

    def stop(self) -> Recorded:
        """End the recording and give it."""
        self._stopped.set()
        self._looking.join(STOP_WITHIN_S)
        self._process.kill()
        self._process.wait(STOP_WITHIN_S)
        length = self.samples
        if not length:
            return Recorded(np.zeros(0, np.int16), self._grown)
        return Recorded(np.memmap(self.path, np.dtype("<i2"), "r", shape=(length,)), self._grown)

    def _look(self) -> None:
        before = 0
        while not self._stopped.wait(LOOK_EVERY_S):
            samples = self.samples
            if samples != before:
                self._grown.append((self._clock.monotonic_ms(), samples))
                before = samples


@dataclass
class Recorded:
    """A recording, on disk, and when it grew."""

    samples: Samples
    grown: list[tuple[float, int]]

    def part(self, begin: int, end: int) -> NDArray[np.float32]:
        """Samples between -1 and 1; silence where there is no recording."""
        wanted = np.zeros(end - begin, np.float32)
        first, last = max(0, begin), min(end, len(self.samples))
        if last > first:
            wanted[first - begin : last - begin] = self.samples[first:last] / np.float32(FULL_SCALE)
        return wanted

    def heard_ms(self, sample: int) -> float:
        """When this sample left the sink, on the machine's clock.

        Samples come in late, never early: the least late of those that came at about this time counts.
        """
        at = bisect_left(self.grown, sample, key=lambda grown: grown[1])
        return sample * 1000 / RATE + self._began_ms(self.grown[min(at, len(self.grown) - 1)][0])

    def sample_at(self, ms: float) -> int:
        """Which sample left the sink at this moment of the machine's clock."""
        return round((ms - self._began_ms(ms)) * RATE / 1000)

    def _began_ms(self, about_ms: float) -> float:
        first = bisect_left(self.grown, about_ms - DRIFT_WITHIN_MS, key=lambda grown: grown[0])
        last = bisect_left(self.grown, about_ms + DRIFT_WITHIN_MS, key=lambda grown: grown[0])
        return min(ms - n * 1000 / RATE for ms, n in self.grown[first : last + 1])


class Pilot:
    """A steady tone above hearing, played into a sink by a program of its own until stopped.

    Where it breaks, the machine did not give the sound server or its clients their turn in time, and
    nothing can be told of the player there.
    """

    def __init__(self, server: SoundServer, sink: str, folder: Path) -> None:
        chunk = folder / "pilot.raw"
        n = np.arange(PILOT_TURN)
        turn = np.round(PILOT_LEVEL * FULL_SCALE * np.sin(2 * np.pi * PILOT_HZ * n / RATE)).astype("<i2")
        chunk.write_bytes(np.tile(turn, RATE * PILOT_CHUNK_S // PILOT_TURN).tobytes())
        feed = 'while cat "$0"; do :; done'
        self._feed = subprocess.Popen(["sh", "-c", feed, str(chunk)], stdout=subprocess.PIPE)
        self._play = subprocess.Popen(
            ["pacat", "--playback", "-d", sink, "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1"]
            + [f"--latency-msec={PILOT_LATENCY_MS}"],
            env=os.environ | server.environment,
            stdin=self._feed.stdout,
            stderr=subprocess.DEVNULL,
        )
        assert self._feed.stdout is not None
        self._feed.stdout.close()

    def stop(self) -> None:
        """End it."""
        for process in (self._play, self._feed):
            process.kill()
            process.wait(STOP_WITHIN_S)


def breaks(recorded: Recorded) -> list[tuple[int, int]]:
    """Where the pilot broke, in samples from and to, frames beside each other taken together."""
    found: list[tuple[int, int]] = []
    for frame in _broken_frames(recorded):
        begin, end = (frame - 1) * FRAME, (frame + 1) * FRAME
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def _broken_frames(recorded: Recorded) -> Iterator[int]:
    whole = len(recorded.samples) // FRAME
    wave = np.exp(-2j * np.pi * PILOT_HZ * np.arange(FRAME) / RATE)  # a whole number of turns
    window = np.hanning(FRAME)
    wave *= window / window.sum() * 2
    at_once = RATE * 10 // FRAME
    levels = [
        recorded.part(first * FRAME, min(whole, first + at_once) * FRAME).reshape(-1, FRAME) @ wave
        for first in range(0, whole, at_once)
    ]
    pilot = np.concatenate(levels)
    level = np.abs(pilot) / np.median(np.abs(pilot))
    turned = np.abs(np.angle(pilot[1:] * np.conj(pilot[:-1])))
    odd = np.r_[False, turned > MOST_TURNED] | (level < LEAST_LEVEL) | (level > MOST_LEVEL)
    settled = round(SETTLED_S * RATE) // FRAME
    yield from (int(frame) for frame in np.flatnonzero(odd) if frame > settled)


class Turns:
    """Notes how long this process's threads waited for a processor, as the kernel counts it."""

    def __init__(self, clock: Clock) -> None:
        self.noted: list[tuple[float, float]] = []  # when (ms), and how long in all until then (ms)
        self._clock = clock
        self._stopped = threading.Event()
        self._noting = threading.Thread(target=self._note, name="turns", daemon=True)
        self._noting.start()

    def stop(self) -> None:
        """Note no more."""
        self._stopped.set()
        self._noting.join(STOP_WITHIN_S)

    def waited_ms(self, from_ms: float, to_ms: float) -> float:
        """How long they waited between two moments of the machine's clock, together."""
        first = bisect_left(self.noted, from_ms, key=lambda noted: noted[0])
        last = bisect_left(self.noted, to_ms, key=lambda noted: noted[0])
        if not self.noted or first >= len(self.noted):
            return 0.0
        return self.noted[min(last, len(self.noted) - 1)][1] - self.noted[max(0, first - 1)][1]

    def _note(self) -> None:
        before: dict[str, float] = {}
        total = 0.0
        while TASKS.exists() and not self._stopped.wait(NOTE_EVERY_S):
            now = {task.name: ms for task in TASKS.iterdir() if (ms := _waited(task)) is not None}
            total += sum(max(0.0, ms - before.get(name, ms)) for name, ms in now.items())
            before = now
            self.noted.append((self._clock.monotonic_ms(), total))


def _waited(task: Path) -> float | None:
    try:
        return int((task / "schedstat").read_text().split()[1]) / 1e6
    except OSError:
        return None  # it has just ended
