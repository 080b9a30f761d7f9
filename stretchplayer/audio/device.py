"""One output stream of a sound device.

Measured on miniaudio 1.71: when a device dies its callback just stops, with no error and no signal,
and that device never comes back; a new one works at once. A device left open when the interpreter
ends can hang it. So: open, watch from outside, close, open a new one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from stretchplayer.audio.device_list import FoundOutput, list_outputs, named, outputs_of
from stretchplayer.audio.library import load_library
from stretchplayer.audio.tones import RATE

if TYPE_CHECKING:
    from miniaudio import PlaybackDevice

log = logging.getLogger(__name__)

CHANNELS = 2
APP_NAME = "Stretch Player"
PERIOD_MS = 50
PERIODS = 3  # PulseAudio keeps one of them ready, others more: silence follows a pause within 100 ms

#: Gives the next n frames as interleaved float32 bytes, to be used before it is called again.
Fill = Callable[[int], memoryview]


class NoDeviceError(Exception):
    """There is no device to play on just now."""


class AudioOut(Protocol):
    """An open stream that pulls sound from its `Fill` on a thread of its own."""

    @property
    def name(self) -> str:
        """What the device that was asked for is called; empty when it is the system's usual one."""

    def close(self) -> None:
        """Stop pulling and let go of the device. May take a while."""


class SoundSystem(Protocol):
    """Where devices are found and opened. Use it from one thread only."""

    def open(self, fill: Fill, wanted: str) -> AudioOut:
        """Open the device of this name, or the usual one where that cannot be, and start pulling.

        Raises `NoDeviceError` when there is none now and `NoBackendError` when there never will be.
        """

    def has(self, name: str) -> bool:
        """Whether a device of this name is there now. Takes a moment."""


class MiniaudioSystem:
    """The sound system of the machine."""

    def open(self, fill: Fill, wanted: str) -> MiniaudioOut:
        """See `SoundSystem`."""
        return MiniaudioOut(fill, wanted)

    def has(self, name: str) -> bool:
        """See `SoundSystem`."""
        return _find(name) is not None


class MiniaudioOut:
    """An output device, shared with other programs: 48 kHz, stereo, float32. Use it from one thread only."""

    def __init__(self, fill: Fill, wanted: str = "") -> None:
        """Open the device called `wanted`, or the usual one, and start pulling from `fill`.

        Raises `NoDeviceError` when there is none now and `NoBackendError` when there never will be.
        """
        miniaudio = load_library()
        found = _find(wanted)
        self.name = ""
        if found is not None:
            try:
                self._device = _start(fill, found)
            except miniaudio.MiniaudioError as error:
                log.info("The chosen sound device cannot be used: %s", error)
            else:
                self.name = found.name
                return
        try:
            self._device = _start(fill)
        except miniaudio.MiniaudioError as error:
            raise NoDeviceError(str(error)) from error

    def close(self) -> None:
        """Stop and free the device, also when its server is dead."""
        _close(self._device)


@dataclass(frozen=True, slots=True)
class OutputFacts:
    """The device that would be played on, and the buffer it is asked for: periods of so many ms.

    What the system makes of that wish the library does not tell.
    """

    device: str
    system: str  # PulseAudio, ALSA, Core Audio, WASAPI, ...
    chosen: bool = False  # it is the one that was asked for
    rate: int = RATE
    period_ms: int = PERIOD_MS
    periods: int = PERIODS


def look_at_output(wanted: str = "") -> OutputFacts:
    """Open the device called `wanted` or the usual one, ask what it is, and close it; nothing is played.

    Raises `NoDeviceError` and `NoBackendError` as `MiniaudioOut` does.
    """
    miniaudio = load_library()
    found = _find(wanted)
    try:
        device = _new_device(found)
    except miniaudio.MiniaudioError:
        found = None
        try:
            device = _new_device()
        except miniaudio.MiniaudioError as error:
            raise NoDeviceError(str(error)) from error
    try:
        if device.backend == "Null":
            raise NoDeviceError("there is no sound system")
        name = found.name if found is not None else _usual_name(device)
        return OutputFacts(name, device.backend, chosen=found is not None)
    finally:
        _close(device)


def _find(wanted: str) -> FoundOutput | None:
    return named(wanted, list_outputs()) if wanted else None


def _usual_name(device: PlaybackDevice) -> str:
    """What the system calls the device that it gives to whoever asks for none."""
    found = outputs_of(device._context)  # noqa: SLF001
    return next((one.name for one in found if one.usual), "the system's usual device")


def _new_device(found: FoundOutput | None = None) -> PlaybackDevice:
    import miniaudio

    return miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.FLOAT32,
        nchannels=CHANNELS,
        sample_rate=RATE,
        buffersize_msec=PERIOD_MS,
        device_id=None if found is None else found.id,
        callback_periods=PERIODS,
        app_name=APP_NAME,
    )


def _start(fill: Fill, found: FoundOutput | None = None) -> PlaybackDevice:
    import miniaudio

    device = _new_device(found)
    try:
        if device.backend == "Null":  # it pulls in real time like a device, but nobody hears it
            raise miniaudio.MiniaudioError("there is no sound system")
        pump = _pump(fill)
        next(pump)
        device.start(pump)
    except miniaudio.MiniaudioError:
        _close(device)
        raise
    return device


def _close(device: PlaybackDevice) -> None:
    from miniaudio import lib

    device.close()
    # The library keeps the context's connection open (three file descriptors) unless told otherwise.
    lib.ma_context_uninit(device._context)  # noqa: SLF001


def _pump(fill: Fill) -> Generator[bytes | memoryview, int, None]:
    frames = yield b""
    while True:
        frames = yield fill(frames)
