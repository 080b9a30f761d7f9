"""Plays cues on the machine's sound device, and notices when it goes away and comes back."""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import numpy as np

from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.device import CHANNELS, AudioOut, Fill, MiniaudioOut, NoBackendError, NoDeviceError
from stretchplayer.audio.drift import DriftGauge, Pull
from stretchplayer.audio.manifest import durations_ms
from stretchplayer.audio.mixer import Mixer
from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.audio.tones import TONES
from stretchplayer.audio.voice import FindName, VoicePack, no_name
from stretchplayer.core.ports import Clock, SoundState

if TYPE_CHECKING:
    from stretchplayer.core.preferences import Background
    from stretchplayer.core.timeline import Cue

log = logging.getLogger(__name__)

STALLED_AFTER_MS = 1000.0
#: Most that one gap between two polls counts towards a stall: if the polling itself was held up,
#: the stream gets another chance to show that it lives.
POLL_GAP_MS = 600.0
RETRY_EVERY_MS = 2000.0
LATE_OPEN_MS = 500.0  # a device that opens this soon after a schedule plays it from its start
READY_AHEAD_MS = 400  # clips needed this soon are decoded at once, later ones in the background
CLOSE_WITHIN_S = 3.0

OpenOut = Callable[[Fill], AudioOut]


@dataclass(frozen=True, slots=True)
class _Epoch:
    """`position_ms` was true at `clock_ms`; the schedule was made at `made_ms` (clock)."""

    position_ms: float
    clock_ms: float
    made_ms: float


class MiniaudioPlayer:
    """The `CuePlayer` of real machines.

    Methods belong to one thread. A second thread opens and closes devices, which may block; the
    device's own thread renders. They meet in queues and in single attributes, never at a lock.
    """

    def __init__(
        self,
        clock: Clock,
        voice_folder: Path | None,
        open_out: OpenOut = MiniaudioOut,
        own: SoundFolder | None = None,
        names: FindName = no_name,
    ) -> None:
        """`own` are sounds in place of tones; `names` finds spoken names of own stretches."""
        self._clock = clock
        self._open_out = open_out
        self._durations = durations_ms(voice_folder)
        if own is not None:
            self._durations |= own.durations_ms()
        self._bank = ClipBank(VoicePack(voice_folder, names) if voice_folder is not None else None, own)
        self._mixer = Mixer(self._bank.get)
        self._gauge = DriftGauge()
        self._keeper: _DeviceKeeper | None = None
        self._stream: _Stream | None = None
        self._state = SoundState.OFF
        self._epoch: _Epoch | None = None
        self._schedules = 0
        self._polled_ms = 0.0
        self._stalled_ms = 0.0
        self._pulled = 0
        self._retry_at_ms: float | None = None

    def open(self) -> None:
        """Start looking for a device; `poll` tells what came of it."""
        if self._keeper is not None:
            return
        self._bank.prefetch(TONES)
        self._keeper = _DeviceKeeper(self._open_out)
        atexit.register(self.close)  # a device left open can hang the end of the interpreter
        self._try_device()

    def close(self) -> None:
        """Release the device and end all threads; waits a few seconds at most."""
        atexit.unregister(self.close)
        self.silence()
        if self._keeper is not None:
            self._abandon_stream()
            self._keeper.quit(CLOSE_WITHIN_S)
            self._keeper = None
        self._bank.close()
        self._retry_at_ms = None
        self._state = SoundState.OFF

    def schedule(self, cues: Sequence[Cue], position_ms: int) -> None:
        """Start a new epoch: the next sound rendered is `position_ms`."""
        self._get_ready(cues, position_ms)
        self._gauge.restart()
        self._begin_epoch(position_ms)
        self._schedules += 1
        self._mixer.schedule(cues, position_ms)

    def revise(self, cues: Sequence[Cue], position_ms: int) -> None:
        """Replace what begins at `position_ms` or later, within the epoch."""
        self._get_ready(cues, position_ms)
        if self._epoch is None:
            self._begin_epoch(position_ms)
        self._mixer.revise(cues, position_ms)

    def follow(self, position_ms: int) -> None:
        """Correct a drift of more than 5 ms in the next silent gap. Call it at least every second or two."""
        origin = self._mixer.origin
        if self._epoch is None or origin is None or self._stream is None:
            return
        if self._mixer.epochs != self._schedules:
            return  # the schedule has not reached the stream yet
        now = self._clock.monotonic_ms()
        self._epoch = _Epoch(position_ms, now, self._epoch.made_ms)
        correction = self._gauge.correction(origin, position_ms, now)
        if correction:
            self._mixer.correct(correction, origin)

    def say(self, cue_id: str) -> None:
        """Play one clip now, over the schedule."""
        self._bank.load(cue_id)
        if self._state is SoundState.PLAYING:  # said later it would be out of place
            self._mixer.say(cue_id)

    def silence(self) -> None:
        """Fade out and forget the schedule."""
        self._epoch = None
        self._mixer.silence()

    def set_volumes(self, voice: float, tones: float) -> None:
        """Volumes 0 to 1."""
        self._mixer.set_volumes(voice, tones)

    def set_background(self, background: Background, volume: float) -> None:
        """What is heard softly under a schedule."""
        self._mixer.set_background(background, volume)

    def durations_ms(self) -> Mapping[str, int]:
        """Length of every clip and tone, by cue id."""
        return dict(self._durations)

    def poll(self) -> SoundState:
        """The state now. Notices a device that came, went or can be tried again."""
        now = self._clock.monotonic_ms()
        gap = now - self._polled_ms
        self._polled_ms = now
        if self._keeper is None:
            return self._state
        for result in self._keeper.results():
            self._take_result(result)
        if self._stream is not None and self._state is SoundState.PLAYING:
            self._watch(gap)
        elif self._retry_at_ms is not None and now >= self._retry_at_ms:
            self._try_device()
        return self._state

    def _begin_epoch(self, position_ms: int) -> None:
        now = self._clock.monotonic_ms()
        self._epoch = _Epoch(position_ms, now, now)

    def _get_ready(self, cues: Sequence[Cue], position_ms: int) -> None:
        wanted = [cue for cue in cues if cue.at_ms >= position_ms]
        for cue in wanted:
            if cue.at_ms <= position_ms + READY_AHEAD_MS:
                self._bank.load(cue.id)
        self._bank.prefetch(cue.id for cue in wanted)

    def _try_device(self) -> None:
        assert self._keeper is not None
        self._retry_at_ms = None
        self._gauge.forget()
        self._stream = _Stream(self._mixer, self._clock, self._gauge, lambda: self._epoch)
        self._keeper.open(self._stream.fill)

    def _take_result(self, result: Exception | None) -> None:
        if result is None:
            self._set_state(SoundState.PLAYING)
            self._stalled_ms, self._pulled = 0.0, 0
        elif isinstance(result, NoBackendError):
            log.info("There is no sound on this machine: %s", result)
            self._abandon_stream()
            self._set_state(SoundState.UNAVAILABLE)
        else:
            self._abandon_stream()
            self._set_state(SoundState.NO_DEVICE)
            self._retry_at_ms = self._clock.monotonic_ms() + RETRY_EVERY_MS

    def _watch(self, gap_ms: float) -> None:
        assert self._stream is not None
        assert self._keeper is not None
        pulled = self._stream.pulled
        if pulled != self._pulled:
            self._pulled, self._stalled_ms = pulled, 0.0
            return
        self._stalled_ms += min(gap_ms, POLL_GAP_MS)
        if self._stalled_ms >= STALLED_AFTER_MS:
            log.info("The sound device stopped taking sound")
            self._abandon_stream()
            self._keeper.drop()
            self._set_state(SoundState.NO_DEVICE)
            self._retry_at_ms = self._clock.monotonic_ms()  # it may be back already

    def _abandon_stream(self) -> None:
        if self._stream is not None:
            self._stream.abandoned = True
            self._stream = None

    def _set_state(self, state: SoundState) -> None:
        if state is not self._state:
            log.info("Sound: %s", state.value)
        self._state = state


class _Stream:
    """Feeds one device from the mixer, on the device's thread."""

    def __init__(
        self, mixer: Mixer, clock: Clock, gauge: DriftGauge, epoch: Callable[[], _Epoch | None]
    ) -> None:
        self.abandoned = False
        self.pulled = 0
        self._mixer = mixer
        self._clock = clock
        self._gauge = gauge
        self._epoch = epoch
        self._block = np.zeros((0, CHANNELS), np.float32)

    def fill(self, frames: int) -> memoryview:
        """The next `frames` as bytes; silence once another stream has taken over."""
        if len(self._block) < frames:
            self._block = np.zeros((frames, CHANNELS), np.float32)
        block = self._block[:frames]
        if self.abandoned:
            block.fill(0.0)
            return block.data.cast("B")
        if self.pulled == 0:
            self._find_place()
        self._gauge.note(Pull(self._clock.monotonic_ms(), self._mixer.frame))
        self._mixer.render_into(block)
        self.pulled += frames
        return block.data.cast("B")

    def _find_place(self) -> None:
        """Go on where the clock is by now, unless the schedule has only just been made."""
        self._mixer.apply_messages()
        epoch = self._epoch()
        now = self._clock.monotonic_ms()
        if epoch is not None and now - epoch.made_ms > LATE_OPEN_MS:
            self._mixer.anchor(epoch.position_ms + now - epoch.clock_ms)


class _Order(Enum):
    DROP = auto()
    QUIT = auto()


class _DeviceKeeper:
    """Opens and closes devices on a thread of its own, one at a time.

    The device lives in that thread's variables alone: should closing ever hang, nothing else
    touches it, and the thread is a daemon that does not keep the process alive.
    """

    def __init__(self, open_out: OpenOut) -> None:
        self._open_out = open_out
        self._orders: SimpleQueue[Fill | _Order] = SimpleQueue()
        self._results: SimpleQueue[Exception | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sound-device", daemon=True)
        self._thread.start()

    def open(self, fill: Fill) -> None:
        """Close what is open and open a fresh device."""
        self._orders.put(fill)

    def drop(self) -> None:
        """Close what is open."""
        self._orders.put(_Order.DROP)

    def quit(self, within_s: float) -> None:
        """Close what is open and end the thread; waits no longer than `within_s`."""
        self._orders.put(_Order.QUIT)
        self._thread.join(within_s)
        if self._thread.is_alive():
            log.info("The sound device did not close in time")

    def results(self) -> list[Exception | None]:
        """What came of openings since the last call: None is success."""
        found: list[Exception | None] = []
        while not self._results.empty():
            found.append(self._results.get_nowait())
        return found

    def _run(self) -> None:
        device: AudioOut | None = None
        while True:
            order = self._orders.get()
            if device is not None:
                device.close()
                device = None
            if order is _Order.QUIT:
                return
            if order is _Order.DROP:
                continue
            try:
                device = self._open_out(order)
                self._results.put(None)
            except (NoDeviceError, NoBackendError) as error:
                self._results.put(error)
