"""What holds for every test: no screen, no stray logs, nothing left behind."""

from __future__ import annotations

import gc
import logging
import os
import sys
import weakref
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

# Before Qt and numpy are loaded by anything, as `bootstrap` does in the app.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Where Python was told to keep no compiled code, every worker of every run would compile all tests anew,
# for ten seconds each. Git leaves the folders out.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# How long an example takes says more of a busy machine than of the code; the benchmarks ask for speed.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

PATIENCE_MS = 30_000  # for what comes at once where the machine has nothing else to do
FONTS = Path(__file__).parent.parent / "assets" / "fonts"


def full_run() -> bool:
    """Whether the tests marked `full` run too, and none of them may be skipped."""
    return os.environ.get("STRETCHPLAYER_FULL") == "1"


def pytest_configure(config: pytest.Config) -> None:
    """Leave the full tests out unless they are asked for, and those that run in a process of their own."""
    if not config.option.markexpr and not full_run():
        config.option.markexpr = "not full and not sound"


def pytest_collection_finish() -> None:
    """Have the collector leave alone what stays to the end: all tests and modules, nothing of a test."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nothing may be skipped, a skipped test of the full tier is a failure."""
    report = yield
    must_run = item.get_closest_marker("full") or item.get_closest_marker("sound")
    if report.skipped and full_run() and must_run and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, although STRETCHPLAYER_FULL=1: {report.longrepr}"
    return report


@pytest.fixture(autouse=True, scope="session")
def _one_application(qapp: object) -> object:
    """Whichever test is the first: one that makes a lesser application would leave none for windows."""
    return qapp


@pytest.fixture(autouse=True)
def _no_stray_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or error that nobody expected fails the test.

    A test that expects one looks at it and then takes it away with `caplog.clear()`.
    """
    yield
    stray = [
        record
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    if stray:
        told = "\n".join(f"{record.name}: {record.getMessage()}" for record in stray)
        pytest.fail(f"unexpected log records:\n{told}")


class PatientBot(QtBot):
    """Waits longer before it gives up, for a machine may be busy; what is in order takes no longer for it."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """The one of pytest-qt, with more patience."""
    return PatientBot(request)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A folder for everything the app keeps; it does not exist yet."""
    return tmp_path / "data"


@pytest.fixture(scope="session")
def _fonts(qapp: Any) -> None:
    """The app's own fonts, so that pictures are the same on every machine."""
    from PySide6.QtGui import QFontDatabase

    for font in sorted(FONTS.glob("*.ttf")):
        assert QFontDatabase.addApplicationFont(str(font)) >= 0, f"{font.name} cannot be loaded"


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A window or a running timer that outlives its test fails the test."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from PySide6.QtWidgets import QApplication, QWidget
    from shiboken6 import getCppPointer, isValid

    request.getfixturevalue("_fonts")

    def windows() -> dict[tuple[int, ...], QWidget]:
        return {tuple(getCppPointer(window)): window for window in QApplication.topLevelWidgets()}

    started: list[weakref.ref[QTimer]] = []
    start = QTimer.start

    def noted_start(timer: QTimer, *arguments: Any) -> None:
        started.append(weakref.ref(timer))
        start(timer, *arguments)

    before = set(windows())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QTimer, "start", noted_start)
        yield

    def left() -> list[str]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        timers = [timer for reference in started if (timer := reference()) is not None]
        return [repr(window) for pointer, window in windows().items() if pointer not in before] + [
            f"running {timer!r}" for timer in timers if isValid(timer) and timer.isActive()
        ]

    if left():
        gc.collect()  # what waits for the collector is not kept by anybody
    if remaining := left():
        pytest.fail("left behind:\n" + "\n".join(remaining))
