"""Opens and closes devices on a thread of its own, since both may block."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING

from stretchplayer.audio.device import NoDeviceError
from stretchplayer.audio.library import NoBackendError

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.audio.device import AudioOut, Fill, SoundSystem

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A device plays: the one of this name, or the usual one."""

    name: str


@dataclass(frozen=True, slots=True)
class Looked:
    """Whether the device of this name is there."""

    name: str
    there: bool


Result = Opened | Looked | NoDeviceError | NoBackendError


@dataclass(frozen=True, slots=True)
class _Open:
    fill: Fill
    wanted: str


@dataclass(frozen=True, slots=True)
class _Look:
    name: str


class DeviceKeeper:
    """Has one device open at a time.

    The device lives in that thread's variables alone: should closing ever hang, nothing else
    touches it, and the thread is a daemon that does not keep the process alive.
    """

    def __init__(self, system: SoundSystem, get_ready: Callable[[], object]) -> None:
        """`get_ready` is called on that thread first: what no stream must wait for once it is open."""
        self._system = system
        self._get_ready = get_ready
        self._orders: SimpleQueue[_Open | _Look | None] = SimpleQueue()  # None ends it
        self._results: SimpleQueue[Result] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sound-device", daemon=True)
        self._thread.start()

    def open(self, fill: Fill, wanted: str) -> None:
        """Close what is open and open a fresh device: the one of this name, or the usual one."""
        self._orders.put(_Open(fill, wanted))

    def look(self, name: str) -> None:
        """See whether a device of this name is there; what is open stays open."""
        self._orders.put(_Look(name))

    def quit(self, within_s: float) -> None:
        """Close what is open and end the thread; waits no longer than `within_s`."""
        self._orders.put(None)
        self._thread.join(within_s)
        if self._thread.is_alive():
            log.info("The sound device did not close in time")

    def results(self) -> list[Result]:
        """What came of openings and looks since the last call."""
        found: list[Result] = []
        while not self._results.empty():
            found.append(self._results.get_nowait())
        return found

    def _run(self) -> None:
        device: AudioOut | None = None
        self._get_ready()
        while True:
            order = self._orders.get()
            if isinstance(order, _Look):
                self._results.put(self._look(order.name))
                continue
            if device is not None:
                device.close()
                device = None
            if order is None:
                return
            try:
                device = self._system.open(order.fill, order.wanted)
                self._results.put(Opened(device.name))
            except (NoDeviceError, NoBackendError) as error:
                self._results.put(error)

    def _look(self, name: str) -> Looked:
        try:
            return Looked(name, self._system.has(name))
        except NoBackendError:
            return Looked(name, there=False)
