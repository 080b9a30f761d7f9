"""The devices there are to play on, under names that can be shown and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from stretchplayer.audio.library import load_library
from stretchplayer.core.outputs import matching_output, one_line


@dataclass(frozen=True, slots=True)
class FoundOutput:
    """A device that is there now. No other has the same name."""

    name: str  # in one line
    usual: bool  # what the system gives to whoever asks for none
    id: Any = None  # the library's own


def tell_apart(found: Iterable[FoundOutput]) -> list[FoundOutput]:
    """The same devices, of which those with one name have it with a number.

    The order of their ids decides, so that the numbers stay while the same devices are there.
    """
    devices = [FoundOutput(one_line(device.name), device.usual, device.id) for device in found]
    taken: Counter[str] = Counter()
    numbered: dict[int, str] = {}
    plain = {device.name for device in devices}
    for place in sorted(range(len(devices)), key=lambda n: _id_bytes(devices[n].id)):
        name = devices[place].name
        taken[name] += 1
        while taken[name] > 1 and f"{name} ({taken[name]})" in plain:
            taken[name] += 1
        numbered[place] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return [FoundOutput(numbered[place], d.usual, d.id) for place, d in enumerate(devices)]


def named(name: str, found: Sequence[FoundOutput]) -> FoundOutput | None:
    """The device of this name, or the one that is left of several that had it."""
    there = matching_output(name, {device.name for device in found})
    return next((device for device in found if device.name == there), None)


def list_outputs() -> list[FoundOutput]:
    """What there is to play on now: none without a sound system. Takes a moment; any thread may ask.

    Raises `NoBackendError` when the library does not load.
    """
    load_library()
    from miniaudio import ffi, lib

    context = ffi.new("ma_context*")
    if lib.ma_context_init(ffi.NULL, 0, ffi.NULL, context) != lib.MA_SUCCESS:
        return []
    try:
        if context.backend == lib.ma_backend_null:  # it has a device that nobody hears
            return []
        return outputs_of(context)
    finally:
        lib.ma_context_uninit(context)


def outputs_of(context: Any) -> list[FoundOutput]:
    """What a context of the library finds."""
    from miniaudio import ffi, lib

    infos, count = ffi.new("ma_device_info**"), ffi.new("ma_uint32*")
    found = []
    if lib.ma_context_get_devices(context, infos, count, ffi.NULL, ffi.NULL) == lib.MA_SUCCESS:
        for number in range(count[0]):
            info = infos[0][number]
            if context.backend == lib.ma_backend_alsa and not is_card(_id_bytes(ffi.addressof(info.id))):
                continue
            name = ffi.string(info.name).decode("utf-8", "replace")
            found.append(FoundOutput(name, bool(info.isDefault), ffi.new("ma_device_id*", info.id)))
    return tell_apart(found)


def is_card(identity: bytes) -> bool:
    """Whether this is a card of ALSA, which lists its converters and its ways to nowhere as well."""
    name = identity.split(b"\0", 1)[0]
    return name == b"default" or b":" in name


def _id_bytes(identity: Any) -> bytes:
    if identity is None:
        return b""
    if isinstance(identity, bytes):
        return identity
    from miniaudio import ffi

    return bytes(ffi.buffer(identity))
