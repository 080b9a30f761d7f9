"""The real tray icon on a panel played by the test: the icon, its menu and its messages, over D-Bus."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.screen import Screen, require_screen_tools
from tests.soundserver import wait_until

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is of Linux"),
]

WITHIN_S = 30
WATCHER = "org.kde.StatusNotifierWatcher"
NOTIFICATIONS = "org.freedesktop.Notifications"

# A window with its tray. What happens is printed, what is typed is done.
PROGRAM = """
import sys
from datetime import timedelta
from pathlib import Path
from PySide6.QtCore import QSocketNotifier
from stretchplayer.ui.application import Application
application = Application([])
application.setApplicationName("Stretch Player")
from stretchplayer.app.resources import assets
from stretchplayer.app.reminder_service import ReminderService
from stretchplayer.ui.fonts import load_fonts
from stretchplayer.ui.tray import Tray
from tests.ui.world import make_world

load_fonts(assets() / "fonts")
world = make_world(Path(sys.argv[1]))
world.settings.update(remind=True, remind_at_min=8 * 60 + 30, stay_in_tray=True)
reminders = ReminderService(world.settings, world.history, world.clock)
window = world.window()
tray = Tray(world.look, window, reminders, world.settings)

def say(*words):
    print(*words, flush=True)

tray.start_short_wanted.connect(lambda: say("start short"))
tray.put_away.connect(lambda: say("put away", window.isVisible()))
reminders.over.connect(lambda: say("over"))

def do(*_):
    match sys.stdin.readline().strip():
        case "close":
            say("closed", window.close())
        case "remind":
            world.clock.at += timedelta(hours=1)
            reminders.look()
            say("reminded")
        case "state":
            # No window manager makes the window active here, so the focus inside it is what counts.
            focused = tray.card is not None and window.focusWidget() is tray.card.start_button
            say("window", window.isVisible(), "card", tray.card is not None, "focused", focused)

notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(do)
reminders.start()
say("ready")
application.exec()
reminders.stop()
tray.close()
world.close()
say("ended")
"""


class Panel:
    """A panel with a place for icons and messages, in a thread of its own."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._registered = threading.Event()
        self._notified = threading.Event()
        self._bus: MessageBus
        self.item = ""
        self.message: list[Any] = []

    def __enter__(self) -> Panel:
        self._thread.start()
        self._wait(self._serve())
        return self

    def __exit__(self, *error: object) -> None:
        async def leave() -> None:
            self._bus.disconnect()

        self._wait(leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WITHIN_S)
        self._loop.close()

    def _wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(WITHIN_S)

    async def _serve(self) -> None:
        from dbus_fast import Message, MessageType, Variant
        from dbus_fast.aio import MessageBus

        self._bus = await MessageBus(self._address).connect()

        def answer(message: Message) -> Message | None:
            if message.message_type is not MessageType.METHOD_CALL:
                return None
            match message.member:
                case "RegisterStatusNotifierItem":
                    self.item = message.body[0]
                    self._registered.set()
                    return Message.new_method_return(message)
                case "Get" if message.body[0] == WATCHER:
                    value = {"IsStatusNotifierHostRegistered": Variant("b", True)}.get(
                        message.body[1], Variant("i", 0)
                    )
                    return Message.new_method_return(message, "v", [value])
                case "Notify":
                    self.message = message.body
                    self._notified.set()
                    return Message.new_method_return(message, "u", [7])
                case "GetCapabilities":
                    return Message.new_method_return(message, "as", [["actions", "body"]])
                case "GetServerInformation":
                    return Message.new_method_return(message, "ssss", ["panel", "test", "1", "1.2"])
            return None

        self._bus.add_message_handler(answer)
        await self._bus.request_name(WATCHER)
        await self._bus.request_name(NOTIFICATIONS)

    def until_registered(self) -> None:
        """Wait for the icon."""
        assert self._registered.wait(WITHIN_S), "no icon came"

    def until_notified(self) -> list[Any]:
        """Wait for a message: application, icon, title, body, actions and so on, as it was sent."""
        assert self._notified.wait(WITHIN_S), "no message came"
        return self.message

    def call(self, path: str, interface: str, member: str, signature: str = "", *body: Any) -> list[Any]:
        """Ask something of the icon."""
        from dbus_fast import Message, MessageType

        async def ask() -> list[Any]:
            message = Message(
                destination=self.item,
                path=path,
                interface=interface,
                member=member,
                signature=signature,
                body=list(body),
            )
            reply = await self._bus.call(message)
            assert reply is not None
            assert reply.message_type is MessageType.METHOD_RETURN, reply.body
            return list(reply.body)

        found: list[Any] = self._wait(ask())
        return found

    def read(self, name: str) -> Any:
        """A property of the icon."""
        item = "org.kde.StatusNotifierItem"
        [value] = self.call("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get", "ss", item, name)
        return value.value

    def menu(self) -> dict[str, tuple[int, bool]]:
        """Number of each entry that can be seen, and whether it can be chosen."""
        path, interface = self.read("Menu"), "com.canonical.dbusmenu"
        self.call(path, interface, "AboutToShow", "i", 0)
        _revision, root = self.call(path, interface, "GetLayout", "iias", 0, -1, [])
        entries = [entry.value for entry in root[2]]
        return {
            told["label"].value.replace("_", ""): (
                number,
                told["enabled"].value if "enabled" in told else True,
            )
            for number, told, _inside in entries
            if "label" in told
            and told.get("type", None) is None
            and ("visible" not in told or told["visible"].value)
        }

    def choose(self, words: str) -> None:
        """Choose an entry of the menu."""
        from dbus_fast import Variant

        number, _enabled = self.menu()[words]
        path = self.read("Menu")
        self.call(path, "com.canonical.dbusmenu", "Event", "isvu", number, "clicked", Variant("i", 0), 0)

    def click_message(self) -> None:
        """Click the message that came last."""
        from dbus_fast import Message

        async def tell() -> None:
            path = "/org/freedesktop/Notifications"
            await self._bus.send(
                Message.new_signal(path, NOTIFICATIONS, "ActionInvoked", "us", [7, "default"])
            )

        self._wait(tell())


class Program:
    """The window and its tray."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder)],
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def expect(self, *words: str) -> None:
        """What it prints next."""
        assert self.process.stdout is not None
        for line in words:
            assert self.process.stdout.readline().strip() == line

    def until_state(self, line: str) -> None:
        """Ask how it stands until it stands so: what comes over the bus can be later than the question."""

        def stands() -> bool:
            assert self.process.stdout is not None
            self.do("state")
            return self.process.stdout.readline().strip() == line

        wait_until(stands, WITHIN_S, line)

    def do(self, command: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()

    def close(self) -> None:
        self.process.kill()
        self.process.wait(WITHIN_S)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


@pytest.fixture
def bus() -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.kill()


@pytest.fixture
def screen() -> Iterator[Screen]:
    require_screen_tools()
    made = Screen()
    yield made
    made.close()


@pytest.fixture
def panel(bus: str) -> Iterator[Panel]:
    with Panel(bus) as panel:
        yield panel


@pytest.fixture
def program(tmp_path: Path, bus: str, panel: Panel, screen: Screen) -> Iterator[Program]:
    started = Program(tmp_path, {**screen.environment, "DBUS_SESSION_BUS_ADDRESS": bus})
    started.expect("ready")
    panel.until_registered()
    yield started
    started.close()


def test_the_life_of_an_icon(program: Program, panel: Panel) -> None:
    assert panel.read("Title") == "Stretch Player"
    assert panel.read("IconPixmap")
    assert list(panel.menu()) == [
        "Open Stretch Player",
        "Start short",
        "Remind me later",
        "Not today",
        "Quit",
    ]
    assert not panel.menu()["Remind me later"][1]

    program.do("close")
    program.expect("put away False", "closed False")
    program.do("remind")
    program.expect("reminded")
    application, _id, _icon, title, body, *_rest = panel.until_notified()
    assert application == "Stretch Player"
    assert title == "Stretch Player"
    assert body.startswith("Time for your stretches, if it suits you.\nClick to choose")
    program.do("state")
    program.expect("window False card True focused False")

    panel.click_message()
    program.until_state("window True card True focused True")
    assert panel.menu()["Remind me later"][1]
    panel.choose("Remind me later")
    program.expect("over")
    panel.choose("Start short")
    program.expect("start short")

    program.do("close")
    program.expect("put away False", "closed False")
    panel.call("/StatusNotifierItem", "org.kde.StatusNotifierItem", "Activate", "ii", 0, 0)
    program.until_state("window True card False focused False")
    panel.choose("Quit")
    program.expect("ended")
    assert program.process.wait(WITHIN_S) == 0
