"""One output stream of a sound device.

Measured on miniaudio 1.71: when a device dies its callback just stops, with no error and no signal,
and that device never comes back; a new one works at once. A device left open when the interpreter
ends can hang it. So: open, watch from outside, close, open a new one.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from stretchplayer.audio.tones import RATE

if TYPE_CHECKING:
    from miniaudio import PlaybackDevice

CHANNELS = 2
APP_NAME = "Stretch Player"
PERIOD_MS = 60
PERIODS = 3  # 180 ms in all: rides out a thread that hogs the interpreter, and still feels prompt

#: Gives the next n frames as interleaved float32 bytes, to be used before it is called again.
Fill = Callable[[int], memoryview]


class NoDeviceError(Exception):
    """There is no device to play on just now."""


class NoBackendError(Exception):
    """Sound cannot work on this machine: the library does not load."""


class AudioOut(Protocol):
    """An open stream that pulls sound from its `Fill` on a thread of its own."""

    def close(self) -> None:
        """Stop pulling and let go of the device. May take a while."""


class MiniaudioOut:
    """The default output device: 48 kHz, stereo, float32. Use it from one thread only."""

    def __init__(self, fill: Fill) -> None:
        """Open the device and start pulling from `fill`.

        Raises `NoDeviceError` when there is none now and `NoBackendError` when there never will be.
        """
        try:
            import miniaudio
        except (ImportError, OSError) as error:
            raise NoBackendError(str(error)) from error
        _quieten_alsa()
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
    rate: int = RATE
    period_ms: int = PERIOD_MS
    periods: int = PERIODS


def look_at_output() -> OutputFacts:
    """Open the default device, ask what it is, and close it again; nothing is played.

    Raises `NoDeviceError` and `NoBackendError` as `MiniaudioOut` does.
    """
    try:
        import miniaudio
    except (ImportError, OSError) as error:
        raise NoBackendError(str(error)) from error
    _quieten_alsa()
    try:
        device = _new_device()
    except miniaudio.MiniaudioError as error:
        raise NoDeviceError(str(error)) from error
    try:
        if device.backend == "Null":
            raise NoDeviceError("there is no sound system")
        return OutputFacts(_default_name(device), device.backend)
    finally:
        _close(device)


def _default_name(device: PlaybackDevice) -> str:
    """What the system calls the device that it gives to whoever asks for none."""
    from miniaudio import ffi, lib

    infos, count = ffi.new("ma_device_info**"), ffi.new("ma_uint32*")
    found = lib.ma_context_get_devices(device._context, infos, count, ffi.NULL, ffi.NULL)  # noqa: SLF001
    if found == lib.MA_SUCCESS:
        for number in range(count[0]):
            if infos[0][number].isDefault:
                return str(ffi.string(infos[0][number].name).decode("utf-8", "replace"))
    return "the system's usual device"


def _new_device() -> PlaybackDevice:
    import miniaudio

    return miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.FLOAT32,
        nchannels=CHANNELS,
        sample_rate=RATE,
        buffersize_msec=PERIOD_MS,
        callback_periods=PERIODS,
        app_name=APP_NAME,
    )


def _start(fill: Fill) -> PlaybackDevice:
    import miniaudio

    device = _new_device()
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


def _say_nothing(file: bytes, line: int, function: bytes, code: int, form: bytes) -> None:
    """Stands in for ALSA's own error printer."""


_ErrorHandler = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)
_QUIET_HANDLER = _ErrorHandler(_say_nothing)  # ALSA keeps the pointer, so it must live on


def _quieten_alsa() -> None:
    """ALSA writes a page to stderr each time there is no card; the state tells that already."""
    if not sys.platform.startswith("linux"):
        return
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_QUIET_HANDLER)
    except (OSError, AttributeError):
        return  # no ALSA: nothing to keep quiet
