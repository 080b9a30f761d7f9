"""The screen keeper, against a desktop played by the test on a message bus of its own."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchplayer.app.keep_awake import ScreenKeeper

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is of Linux"),
]

BUS_CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
WITHIN_S = 10


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A message bus with nobody on it, which programs started now would use."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon")
    socket = tmp_path / "bus"
    config = tmp_path / "bus.conf"
    config.write_text(BUS_CONFIG.format(socket=socket), encoding="utf-8")
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().decode().strip()  # printed once it listens
        monkeypatch.setitem(os.environ, "DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        daemon.kill()


class Desktop:
    """Answers `org.freedesktop.ScreenSaver` in a thread of its own and notes who asked for what."""

    COOKIE = 4_000_000_000  # needs an unsigned number, as the interface says

    def __init__(self, address: str) -> None:
        self._address = address
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._connection: MessageBus
        self._thread = threading.Thread(target=self._run)
        self.asked: list[tuple[object, ...]] = []

    def __enter__(self) -> Desktop:
        self._thread.start()
        assert self._ready.wait(WITHIN_S)
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._connection.disconnect)
        self._thread.join(WITHIN_S)

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        from dbus_fast import Message, MessageType
        from dbus_fast.aio import MessageBus

        self._connection = await MessageBus(self._address).connect()

        def answer(message: Message) -> Message | None:
            if message.message_type is not MessageType.METHOD_CALL:
                return None
            if message.member == "Inhibit":
                self.asked.append(("Inhibit", *message.body))
                return Message.new_method_return(message, "u", [self.COOKIE])
            if message.member == "UnInhibit":
                self.asked.append(("UnInhibit", *message.body))
                return Message.new_method_return(message)
            return None

        self._connection.add_message_handler(answer)
        await self._connection.request_name("org.freedesktop.ScreenSaver")
        self._ready.set()
        await self._connection.wait_for_disconnect()


def test_the_screen_is_kept_on_and_given_back(bus: str) -> None:
    keeper = ScreenKeeper()
    with Desktop(bus) as desktop:
        assert keeper.acquire()
        assert keeper.acquire()  # asking twice is asking once
        assert [call[0] for call in desktop.asked] == ["Inhibit"]
        keeper.release()
        keeper.release()
        assert [call[0] for call in desktop.asked] == ["Inhibit", "UnInhibit"]
        assert desktop.asked[1] == ("UnInhibit", Desktop.COOKIE)


def test_it_can_be_asked_for_again(bus: str) -> None:
    keeper = ScreenKeeper()
    with Desktop(bus) as desktop:
        for _ in range(2):
            assert keeper.acquire()
            keeper.release()
        assert len(desktop.asked) == 4


# wakepy leaves the closing of a refused connection to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_desktop_that_cannot_is_no_trouble(bus: str) -> None:
    keeper = ScreenKeeper()
    assert not keeper.acquire()
    keeper.release()
    with Desktop(bus):
        assert keeper.acquire()  # later it can
        keeper.release()


def test_no_bus_at_all_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")
    keeper = ScreenKeeper()
    assert not keeper.acquire()
    keeper.release()
