"""Devices to play on, read as on a machine that has them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stretchplayer.app.sound_outputs import ListOutputs, SoundOutputs
from tests.soundserver import wait_until


def read_outputs(list_outputs: ListOutputs) -> SoundOutputs:
    """Outputs after their first reading."""
    outputs = SoundOutputs(list_outputs)
    outputs.refresh()
    until_read(outputs)
    return outputs


def until_read(outputs: SoundOutputs) -> None:
    """Let the window go on until there has been a reading."""

    def is_read() -> bool:
        QCoreApplication.processEvents()
        return outputs.found is not None

    wait_until(is_read, 5, "the devices were not read")
