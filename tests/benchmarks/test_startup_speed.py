"""Start-up: from the process's start to its first painted window, beside a bare PySide6 window.

    pytest tests/benchmarks/test_startup_speed.py

Both are whole processes with warm file caches, run in turn. The app's pictures come after its first
paint; how much later is told, too.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

RUNS = 7
AT_MOST_TIMES_BARE = 1.5
PICTURES_WITHIN_MS = 400.0

# What both processes do: note the first paint of a main window, when pages can be read, and when all
# pictures are there; then leave.
WATCH = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    painted = furnished = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            if isinstance(watched, QMainWindow) and not self.painted:
                self.painted = True
                QTimer.singleShot(0, self.told if sys.argv[1:] else self.last)
            elif type(watched).__name__ == "Hero" and not self.furnished:
                self.furnished = True
                QTimer.singleShot(0, self.pages)
        return False
    def told(self):
        print(time.monotonic_ns(), flush=True)
    def last(self):
        self.told()
        QApplication.quit()
    def pages(self):
        self.told()
        page = next(w for w in QApplication.allWidgets() if type(w).__name__ == "TodayPage")
        self.pictures = page._pictures
        self.pictures.ready.connect(self.picture)
    def picture(self):
        if self.pictures.is_idle:
            self.last()

real_exec = QApplication.exec
def watched_exec(*_):
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    return real_exec()
QApplication.exec = watched_exec
"""
BARE = (
    "import sys\nsys.argv = sys.argv[:1]\nfrom PySide6.QtWidgets import QApplication, QMainWindow\n"
    "app = QApplication(sys.argv)\n"
    + WATCH
    + "window = QMainWindow()\nwindow.resize(1280, 800)\nwindow.show()\nsys.exit(app.exec())\n"
)
APP = (
    "import sys\nimport stretchplayer.bootstrap as bootstrap\nfrom pathlib import Path\n"
    "import os\nos.environ.setdefault('QT_NO_GUI_THREADPOOL', '1')\n"
    "os.environ.setdefault('OPENBLAS_NUM_THREADS', '1')\n"
    + WATCH
    + "sys.exit(bootstrap.run(bootstrap.Content(Path(sys.argv[1])), None))\n"
)


def start(script: str, folder: Path) -> list[float]:
    """Milliseconds from the start of the process to each moment it tells."""
    began = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        env=os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [(int(line) - began) / 1e6 for line in done.stdout.split() if line.isdigit()]


@pytest.mark.benchmark(group="start-up")
def test_bare_window(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    benchmark.pedantic(  # type: ignore[no-untyped-call]
        start, args=(BARE, tmp_path), rounds=RUNS, warmup_rounds=1
    )


@pytest.mark.benchmark(group="start-up")
def test_app_window(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    benchmark.pedantic(  # type: ignore[no-untyped-call]
        start, args=(APP, tmp_path), rounds=RUNS, warmup_rounds=1
    )


def test_the_app_starts_nearly_as_fast_as_a_bare_window(tmp_path: Path) -> None:
    start(BARE, tmp_path)
    start(APP, tmp_path)  # makes the history and warms the caches
    bare, app, readable, pictures = [], [], [], []
    for _ in range(RUNS):
        bare.append(start(BARE, tmp_path)[0])
        first, pages, last = start(APP, tmp_path)
        app.append(first)
        readable.append(pages - first)
        pictures.append(last - first)
    ratio = statistics.median(app) / statistics.median(bare)
    told = (
        f"first paint: bare {statistics.median(bare):.0f} ms, app {statistics.median(app):.0f} ms "
        f"({ratio:.2f} times); Today {statistics.median(readable):.0f} ms later, "
        f"its pictures {statistics.median(pictures):.0f} ms later"
    )
    sys.stderr.write(told + "\n")
    assert ratio <= AT_MOST_TIMES_BARE, told
    assert statistics.median(pictures) <= PICTURES_WITHIN_MS, told
