"""Devices of a private sound server that come and go while a test plays to them."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass

from tests.soundserver import RATE, SoundServer

ANSWER_WITHIN_S = 10.0


@dataclass(frozen=True)
class Sink:
    """A device: what it is called in the system, and what people call it."""

    name: str
    shown: str
    module: str


def add_sink(server: SoundServer, name: str, shown: str) -> Sink:
    """Plug in a device."""
    properties = f"sink_properties=\"device.description='{shown}'\""
    options = (f"sink_name={name}", "norewinds=1", f"rate={RATE}", properties)
    return Sink(name, shown, control(server, "load-module", "module-null-sink", *options))


def remove_sink(server: SoundServer, sink: Sink) -> None:
    """Pull it out. What plays on it stands still from then on."""
    control(server, "unload-module", sink.module)


def remove_usual(server: SoundServer, name: str) -> None:
    """Pull out the device that the server was started with."""
    for line in control(server, "list", "short", "modules").splitlines():
        if f"sink_name={name} " in f"{line} ":
            control(server, "unload-module", line.split()[0])


def control(server: SoundServer, *words: str) -> str:
    """Tell the server something, as its users' own mixers do, and give its answer."""
    ended = subprocess.run(
        ["pactl", *words],
        env=os.environ | server.environment,
        capture_output=True,
        check=True,
        text=True,
        timeout=ANSWER_WITHIN_S,
    )
    return ended.stdout.strip()
