"""What a screen reader finds in the real window, and that it can press it. Through AT-SPI, as Orca does."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from stretchplayer import APP_NAME
from stretchplayer.core.screening import PROMISE
from stretchplayer.core.screening import QUESTIONS as SAFETY_QUESTIONS
from tests.appwindow import LATER, SOON, App
from tests.screen import Screen, require_screen_tools
from tests.soundserver import (
    SoundServer,
    full_run,
    sound_server,  # noqa: F401  (a fixture)
)

pytestmark = [pytest.mark.full, pytest.mark.timeout(180)]

# The reader's library is for the system's own Python alone.
SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PRESSABLE = frozenset({"push button", "check box"})
FLAG = "Sharp, shooting, tingling or spreading down the leg"
SCALE = [
    "0 of 10, no pain",
    *(f"{score} of 10, mild" for score in (1, 2, 3)),
    *(f"{score} of 10, moderate" for score in (4, 5, 6)),
    *(f"{score} of 10, severe" for score in (7, 8, 9, 10)),
]
CONTROLS = ["Back", "Pause", "Skip", "Sound"]

READ = """
import json, sys
import pyatspi

def each(node, depth=0):
    states = node.getState()
    if depth > 1 and not states.contains(pyatspi.STATE_SHOWING):
        return
    yield node, states
    for index in range(node.childCount):
        child = node.getChildAtIndex(index)
        if child is not None:
            yield from each(child, depth + 1)

def actions(node):
    try:
        action = node.queryAction()
    except NotImplementedError:
        return None, []
    return action, [action.getName(i) for i in range(action.nActions)]

def value(node):
    try:
        return node.queryValue().currentValue
    except NotImplementedError:
        return None

wanted = sys.argv[1:]
seen = []
desktop = pyatspi.Registry.getDesktop(0)
for node, states in (pair for i in range(desktop.childCount) for pair in each(desktop.getChildAtIndex(i))):
    action, names = actions(node)
    if wanted == [node.getRoleName(), node.name] and "Press" in names:
        action.doAction(names.index("Press"))
        sys.exit()  # what was found so far may have changed
    seen.append({
        "role": node.getRoleName(),
        "name": node.name,
        "checked": states.contains(pyatspi.STATE_CHECKED),
        "focused": states.contains(pyatspi.STATE_FOCUSED),
        "actions": names,
        "value": value(node),
    })
if wanted:
    sys.exit("not found: " + ", ".join(wanted))
print(json.dumps(seen))
"""


@dataclass(frozen=True)
class Node:
    """One thing a reader can tell."""

    role: str
    name: str
    checked: bool
    focused: bool
    actions: list[str]
    value: float | None


class Reader:
    """A session bus with an accessibility bus, and a program that looks at what is there."""

    def __init__(self, screen: Screen) -> None:
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._bus.stdout is not None
        address = self._bus.stdout.readline().strip()
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self._all = os.environ | screen.environment | self.environment
        self._launcher = subprocess.Popen(
            [LAUNCHER, "--launch-immediately"],
            env=self._all,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def look(self) -> list[Node]:
        """Everything that can be seen now, from the outside to the inside; nothing while that changes."""
        read = self._run()
        return [Node(**node) for node in json.loads(read.stdout)] if read.returncode == 0 else []

    def names(self, *roles: str) -> list[str]:
        """The names of everything with one of these roles, in order."""
        return [node.name for node in self.look() if node.role in roles]

    def node(self, role: str, name: str) -> Node | None:
        """The first of this role and name."""
        return next((node for node in self.look() if (node.role, node.name) == (role, name)), None)

    def press(self, role: str, name: str) -> None:
        """Press it by its action as soon as it can be found."""
        deadline = time.monotonic() + SOON
        while (done := self._run(role, name)).returncode != 0:
            assert time.monotonic() < deadline, f"{name} cannot be pressed: {done.stderr}"

    def close(self) -> None:
        """End both buses."""
        for process in (self._launcher, self._bus):
            process.terminate()
            process.wait(10)
        if self._bus.stdout:
            self._bus.stdout.close()

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [SYSTEM_PYTHON, "-c", READ, *arguments]
        return subprocess.run(
            command, env=self._all, capture_output=True, text=True, timeout=SOON, check=False
        )


def require_reader() -> None:
    """Skip the test when the tools are missing; fail instead when nothing may be skipped."""
    missing = [tool for tool in ("dbus-daemon", LAUNCHER, SYSTEM_PYTHON) if shutil.which(tool) is None]
    if SYSTEM_PYTHON not in missing:
        asked = subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
        missing += ["pyatspi"] if asked.returncode else []
    if missing and full_run():
        pytest.fail(f"needs {', '.join(missing)} (Debian: dbus at-spi2-core python3-pyatspi)")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


@pytest.fixture
def screen(sound_server: SoundServer) -> Iterator[Screen]:  # noqa: F811
    require_screen_tools()
    require_reader()
    screen = Screen()
    yield screen
    screen.close()


@pytest.fixture
def reader(screen: Screen) -> Iterator[Reader]:
    reader = Reader(screen)
    yield reader
    reader.close()


@pytest.fixture
def app(tmp_path: Path, screen: Screen, reader: Reader) -> Iterator[App]:
    app = App(tmp_path / "data", screen, environment=reader.environment)
    screen.focus(APP_NAME)
    yield app
    app.close(tmp_path / "at-the-end.png")


def test_today_and_its_steppers_can_be_read_and_pressed(app: App, reader: Reader) -> None:
    app.until(lambda: reader.node("push button", "Start"), "Today can be read")
    nodes = reader.look()
    assert all(node.name and "Press" in node.actions for node in nodes if node.role in PRESSABLE), nodes
    names = [node.name for node in nodes]
    assert {"Use full length", "Change how long and how often", "Easy lower back"} <= set(names)
    pages = [node for node in nodes if node.name in ("Today", "Progress", "Measure", "When to stop")]
    assert [node.name for node in pages if node.checked] == ["Today"]
    assert names.index("Use full length") < names.index("Start")

    reader.press("push button", "Change how long and how often")
    app.until(lambda: reader.names("spin button"), "the steppers can be read")
    stepper = reader.names("spin button")[-1]
    before = reader.node("spin button", stepper)
    assert "Trunk rotation" in stepper
    assert before is not None
    reader.press("push button", f"More: {stepper}")

    def stepped() -> bool:
        after = reader.node("spin button", stepper)
        return after is not None and after.value == (before.value or 0) + 1

    app.until(stepped, "the stepper follows")
    reader.press("push button", "Done")
    app.until(lambda: reader.node("push button", "Change how long and how often"), "the pictures are back")


def test_the_safety_questions_can_be_read_and_answered(
    tmp_path: Path, screen: Screen, reader: Reader
) -> None:
    app = App(tmp_path / "first", screen, environment=reader.environment, answered=False)
    try:
        screen.focus(APP_NAME)
        app.until(lambda: reader.node("push button", "Begin"), "Today can be read")
        reader.press("push button", "Begin")
        for questions in SAFETY_QUESTIONS.values():
            answers = [f"{word}: {q[0].lower()}{q[1:]}" for q in questions for word in ("No", "Yes")]
            app.until(lambda: answers == named(reader, answers), "every answer can be read, in order")  # noqa: B023
            given = [node for node in reader.look() if node.name in answers]
            assert not any(node.checked for node in given), "nothing is answered before somebody does"
            for node in given[::2]:
                reader.press(node.role, node.name)
            app.until(
                lambda: sum(node.checked for node in reader.look() if node.name in answers) == len(questions),  # noqa: B023
                "what was answered can be read",
            )
            reader.press("push button", "Continue")
        app.until(lambda: reader.node("check box", PROMISE), "the promise can be read")
        promise = reader.node("check box", PROMISE)
        assert promise is not None
        assert not promise.checked
        reader.press("check box", PROMISE)
        reader.press("push button", "I agree, go on")
        app.until(lambda: reader.node("push button", "Start"), "Start is there")
        assert app.rows("SELECT outcome FROM screening") == [("clear",)]
    finally:
        app.close(tmp_path / "at-the-end.png")


def named(reader: Reader, names: list[str]) -> list[str]:
    """Those of these names that can be found, in the order in which they are."""
    return [node.name for node in reader.look() if node.name in names]


def test_a_session_can_be_played_by_ear(app: App, reader: Reader) -> None:
    app.until(lambda: "Short day, 4 min" in reader.names("push button"), "Today can be read")
    reader.press("push button", "Short day, 4 min")
    app.until(lambda: "Short day" in reader.names("label"), "the short day is offered")
    reader.press("push button", "Start")

    app.until(lambda: set(SCALE) <= set(reader.names("check box")), "the scale can be read")
    assert reader.names("check box") == SCALE, "in order, and no flag before a session"
    reader.press("check box", "2 of 10, mild")
    app.until(lambda: (key := reader.node("check box", "2 of 10, mild")) and key.checked, "it is picked")
    assert reader.names("push button") == ["Skip", "Save 2"]
    reader.press("push button", "Save 2")
    app.until(lambda: app.ratings() == [("pre", 2, 0)], "the rating is kept")

    app.until(lambda: set(CONTROLS) <= set(reader.names("push button")), "the controls can be read")
    assert any(node.focused and "Warm-up march" in node.name for node in reader.look())
    reader.press("push button", "Pause")
    app.until(lambda: "End for today" in reader.names("push button"), "the pause can be read")
    assert app.events() == ["paused"]
    reader.press("push button", "Carry on")
    app.until(lambda: "Pause" in reader.names("push button"), "it goes on")

    first = time_left(reader)
    app.until(lambda: 0 < time_left(reader) < first, "the time left can be heard to go down")
    reader.press("push button", "Skip")  # the warm-up
    app.until(lambda: app.events()[-1] == "skip", "the warm-up is left out")
    app.press("Return")
    app.until(
        lambda: any(re.match(r"\d+ seconds left", name) for name in told(reader)), "a hold is told", LATER
    )
    app.until(lambda: app.holds("pelvic-tilt"), "a drill is done", LATER)
    reader.press("push button", "Skip")
    app.until(lambda: reader.node("check box", FLAG), "the question has its flag", LATER)
    reader.press("check box", FLAG)
    app.until(lambda: (flag := reader.node("check box", FLAG)) and flag.checked, "the flag is up")
    reader.press("check box", FLAG)
    app.until(lambda: (flag := reader.node("check box", FLAG)) and not flag.checked, "it is down again")
    reader.press("push button", "Skip")
    app.until(lambda: app.ratings()[-1] == ("during", None, 1), "no answer is an answer")


def told(reader: Reader) -> list[str]:
    """What has the focus, as it is told."""
    return [node.name for node in reader.look() if node.focused]


def time_left(reader: Reader) -> int:
    """Seconds left of the session, as a reader hears them; 0 while they cannot be read."""
    for node in reader.look():
        if match := re.fullmatch(r"Stretch \d+ of \d+, (\d+) minutes (\d+) seconds left", node.name):
            return int(match[1]) * 60 + int(match[2])
    return 0
