"""Plays cues on the machine's sound device, and notices when it goes away and comes back."""

from __future__ import annotations

import atexit
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from stretchplayer.audio.background import Loops
from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.device import CHANNELS, MiniaudioSystem
from stretchplayer.audio.drift import DriftGauge, Pull
from stretchplayer.audio.keeper import DeviceKeeper, Looked, Opened
from stretchplayer.audio.library import NoBackendError
from stretchplayer.audio.manifest import durations_ms
from stretchplayer.audio.mixer import Mixer
from stretchplayer.audio.primer import Primer, primer_loop
from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.audio.tones import TONES
from stretchplayer.audio.voice import FindName, VoicePack, no_name
from stretchplayer.core.ports import Clock, SoundState

if TYPE_CHECKING:
    from stretchplayer.audio.device import SoundSystem
    from stretchplayer.audio.keeper import Result
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
SWITCH_S = 0.001  # how long a busy thread may keep the sound's own waiting for the interpreter
CLOSE_WITHIN_S = 3.0
LOOK_EVERY_MS = 5000.0  # for the chosen device, while another one plays in its place


@dataclass(frozen=True, slots=True)
class OutputWishes:
    """What the user wants of the output: which device (empty for the usual one), and to keep it awake."""

    device: str = ""
    awake: bool = False


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
        system: SoundSystem | None = None,
        own: SoundFolder | None = None,
        names: FindName = no_name,
        wishes: Callable[[], OutputWishes] = OutputWishes,
    ) -> None:
        """`own` are sounds in place of tones; `names` finds spoken names of own stretches.

        `wishes` is asked again and again, so that what the user changes is followed while it plays.
        """
        self._clock = clock
        self._system = system or MiniaudioSystem()
        self._wishes = wishes
        self._durations = durations_ms(voice_folder)
        if own is not None:
            self._durations |= own.durations_ms()
        self._bank = ClipBank(VoicePack(voice_folder, names) if voice_folder is not None else None, own)
        self._loops = Loops()
        self._mixer = Mixer(self._bank.get, loop_of=self._loops.get)
        self._gauge = DriftGauge()
        self._primer = Primer()
        self._chosen = _Chosen()
        self._keeper: DeviceKeeper | None = None
        self._stream: _Stream | None = None
        self._state = SoundState.OFF
        self._epoch: _Epoch | None = None
        self._schedules = 0
        self._polled_ms = 0.0
        self._stalled_ms = 0.0
        self._pulled = 0
        self._retry_at_ms: float | None = None
        self._opening = False

    def open(self) -> None:
        """Start looking for a device; `poll` tells what came of it."""
        if self._keeper is not None:
            return
        # A main thread that computes gives the interpreter away after 5 ms each time, and one block takes
        # several turns: up to 70 ms were measured, more than a sound server keeps ready. So, 25.
        sys.setswitchinterval(min(sys.getswitchinterval(), SWITCH_S))
        self._bank.prefetch(TONES)
        self._primer.wake(self._clock.monotonic_ms())
        self._keeper = DeviceKeeper(self._system, primer_loop)
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
        self._loops.close()
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
        self._loops.prefetch(background)
        self._mixer.set_background(background, volume)

    def chosen_plays(self) -> bool:
        """Whether the device that was wished for plays, and not the usual one in its place."""
        return self._chosen.plays

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
        if self._opening:
            if self._state is SoundState.PLAYING and self._is_stalled(gap):
                self._set_state(SoundState.NO_DEVICE)  # another device was to take over, but does not
        elif self._stream is not None and self._state is SoundState.PLAYING:
            self._watch(gap)
            self._follow_wishes(now)
        elif self._retry_at_ms is not None and now >= self._retry_at_ms:
            self._try_device()
        return self._state

    def _begin_epoch(self, position_ms: int) -> None:
        now = self._clock.monotonic_ms()
        self._epoch = _Epoch(position_ms, now, now)
        self._primer.wake(now)

    def _get_ready(self, cues: Sequence[Cue], position_ms: int) -> None:
        wanted = [cue for cue in cues if cue.at_ms >= position_ms]
        for cue in wanted:
            if cue.at_ms <= position_ms + READY_AHEAD_MS:
                self._bank.load(cue.id)
        self._bank.prefetch(cue.id for cue in wanted)

    def _try_device(self) -> None:
        assert self._keeper is not None
        self._retry_at_ms = None
        self._opening, self._stalled_ms = True, 0.0
        self._abandon_stream()
        self._gauge.forget()
        wishes = self._wishes()
        self._primer.wanted = wishes.awake
        self._chosen.name = wishes.device
        self._stream = _Stream(self._mixer, self._clock, self._gauge, self._primer, lambda: self._epoch)
        self._keeper.open(self._stream.fill, wishes.device)

    def _follow_wishes(self, now: float) -> None:
        """Move to another device when the user wants it, or when the chosen one may be back."""
        wishes = self._wishes()
        self._primer.wanted = wishes.awake
        if wishes.device != self._chosen.name:
            self._try_device()
        elif self._keeper is not None and self._chosen.is_due(now):
            self._keeper.look(self._chosen.name)

    def _take_result(self, result: Result) -> None:
        if isinstance(result, Looked):
            if self._chosen.is_back(result) and not self._opening:
                log.info("The chosen sound device is back")
                self._try_device()
            return
        self._opening = False
        if isinstance(result, Opened):
            self._chosen.note(result, self._clock.monotonic_ms())
            self._stalled_ms, self._pulled = 0.0, 0
            self._set_state(SoundState.PLAYING)
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
        pulled = self._stream.pulled
        if pulled != self._pulled:
            self._pulled, self._stalled_ms = pulled, 0.0
        elif self._is_stalled(gap_ms):
            log.info("The sound device stopped taking sound")
            self._try_device()  # it may be back already, or another one may be there

    def _is_stalled(self, gap_ms: float) -> bool:
        """Whether nothing was taken for too long, with the time since the last poll."""
        self._stalled_ms += min(gap_ms, POLL_GAP_MS)
        return self._stalled_ms >= STALLED_AFTER_MS

    def _abandon_stream(self) -> None:
        if self._stream is not None:
            self._stream.abandoned = True
            self._stream = None

    def _set_state(self, state: SoundState) -> None:
        if state is not self._state:
            log.info("Sound: %s", state.value)
        self._state = state


class _Chosen:
    """The device that was asked for, whether it plays, and when to look for it again."""

    def __init__(self) -> None:
        self.name = ""
        self._opened = ""
        self._there = False
        self._look_at_ms = 0.0

    @property
    def plays(self) -> bool:
        """Whether it is what plays; where none was asked for, the usual one is."""
        return bool(self._opened) or not self.name

    def note(self, opened: Opened, now: float) -> None:
        """A device was opened, in the hope that it is this one."""
        self._opened = opened.name
        self._there = self._there and not self.plays
        self._look_at_ms = now + LOOK_EVERY_MS

    def is_due(self, now: float) -> bool:
        """Whether to look for it now."""
        if self.plays or now < self._look_at_ms:
            return False
        self._look_at_ms = now + LOOK_EVERY_MS
        return True

    def is_back(self, looked: Looked) -> bool:
        """Whether it came since the last look; one that is there but refuses is tried once."""
        if looked.name != self.name or self.plays:
            return False
        came = looked.there and not self._there
        self._there = looked.there
        return came


class _Stream:
    """Feeds one device from the mixer, on the device's thread."""

    def __init__(
        self,
        mixer: Mixer,
        clock: Clock,
        gauge: DriftGauge,
        primer: Primer,
        epoch: Callable[[], _Epoch | None],
    ) -> None:
        self.abandoned = False
        self.pulled = 0
        self._mixer = mixer
        self._clock = clock
        self._gauge = gauge
        self._primer = primer
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
        now = self._clock.monotonic_ms()
        self._gauge.note(Pull(now, self._mixer.frame))
        self._mixer.render_into(block)
        self._primer.add(block, now)
        self.pulled += frames
        return block.data.cast("B")

    def _find_place(self) -> None:
        """Go on where the clock is by now, unless the schedule has only just been made."""
        before = self._mixer.epochs
        self._mixer.apply_messages()
        epoch = self._epoch()
        now = self._clock.monotonic_ms()
        has_begun = self._mixer.epochs == before  # on the device before this one
        if epoch is not None and (has_begun or now - epoch.made_ms > LATE_OPEN_MS):
            self._mixer.anchor(epoch.position_ms + now - epoch.clock_ms)
