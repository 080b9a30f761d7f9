"""The other way to play a score: a timer for each cue, which starts one sound when it fires.

It is given every advantage: the stream is like the app's and open all the time, clips are
decoded, sounds may overlap, the timers are Qt's precise ones, and it is told of every wish at once.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from queue import SimpleQueue

import numpy as np
from miniaudio import PlaybackDevice, SampleFormat, lib
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QTimer

from stretchplayer.app.session_driver import SessionDriver
from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.device import PERIOD_MS, PERIODS
from stretchplayer.audio.tones import RATE, TONES
from stretchplayer.core.events import Event, Paused, RatingTaken, Resumed, Revised, Started, Stopped
from stretchplayer.core.session import Phase


class Naive(QObject):
    """Follows a session with timers."""

    def __init__(self, bank: ClipBank, voice: float, tones: float) -> None:
        super().__init__()
        self._bank = bank
        self._voice, self._tones = voice, tones
        self._begun: SimpleQueue[NDArray[np.float32] | None] = SimpleQueue()
        self._timers: list[QTimer] = []
        self._driver: SessionDriver | None = None
        self._device = PlaybackDevice(
            output_format=SampleFormat.FLOAT32,
            nchannels=2,
            sample_rate=RATE,
            buffersize_msec=PERIOD_MS,
            callback_periods=PERIODS,
            app_name="A timer for each cue",
        )
        pump = self._pump()
        next(pump)
        self._device.start(pump)

    def follow(self, driver: SessionDriver) -> None:
        """Play what this session plays."""
        self._driver = driver
        self._bank.prefetch(cue.id for cue in driver.timeline.cues)
        driver.changed.connect(self._follow)
        self._plan()

    def close(self) -> None:
        """End it."""
        self._forget()
        self._device.close()  # left open, it can hang the end of the interpreter
        lib.ma_context_uninit(self._device._context)

    def _pump(self) -> Generator[bytes, int, None]:
        frames = yield b""
        sounding: list[NDArray[np.float32]] = []
        while True:
            while not self._begun.empty():
                sound = self._begun.get_nowait()
                sounding = [] if sound is None else [*sounding, sound]
            block = np.zeros((frames, 2), np.float32)
            for sound in sounding:
                block[: len(sound)] += sound[:frames, None]
            sounding = [sound[frames:] for sound in sounding if len(sound) > frames]
            frames = yield np.clip(block, -1.0, 1.0).tobytes()

    def _say(self, name: str) -> None:
        clip = self._bank.get(name)
        if clip is not None:
            self._begun.put(clip * np.float32(self._tones if name in TONES else self._voice))

    def _follow(self, events: list[Event]) -> None:
        if any(isinstance(event, Paused | Stopped) for event in events):
            self._forget()
            self._begun.put(None)
        elif any(isinstance(event, Started | Resumed | RatingTaken | Revised) for event in events):
            self._plan()

    def _plan(self) -> None:
        driver = self._driver
        assert driver is not None
        self._forget()
        self._bank.prefetch(cue.id for cue in driver.timeline.cues)
        if driver.phase is not Phase.RUNNING:
            return
        position = driver.session.position_ms
        until = driver.timeline.next_gate_end(position)
        for cue in driver.timeline.cues:
            if position <= cue.at_ms < until:
                timer = QTimer(self)
                timer.setSingleShot(True)
                timer.setTimerType(Qt.TimerType.PreciseTimer)
                timer.timeout.connect(lambda name=cue.id: self._say(name))
                timer.start(cue.at_ms - position)
                self._timers.append(timer)

    def _forget(self) -> None:
        for timer in self._timers:
            timer.stop()
            timer.deleteLater()
        self._timers.clear()


def decoded(voice: Path) -> ClipBank:
    """A bank of its own."""
    from stretchplayer.audio.voice import VoicePack

    return ClipBank(VoicePack(voice))
