"""What `conftest.py` promises to notice, it notices."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CONFTEST = Path(__file__).with_name("conftest.py")
SETTINGS = """
[pytest]
qt_api = pyside6
qt_log_level_fail = WARNING
filterwarnings = error
markers = full: real sound or a real window
"""
TESTS = """
import logging, warnings
import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

kept = []

def test_logs():
    logging.getLogger("app").warning("not expected")

def test_expected_logs(caplog):
    logging.getLogger("app").warning("expected")
    assert "expected" in caplog.text
    caplog.clear()

def test_warns():
    warnings.warn("old", DeprecationWarning)

def test_qt_warns(qapp):
    qWarning("not expected")

def test_leaves_a_window(qapp):
    kept.append(QWidget())

def test_gives_back_a_window(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()

def test_leaves_a_timer(qapp):
    kept.append(QTimer())
    kept[-1].start(1000)

def test_gives_back_a_timer(qapp):
    kept.append(QTimer())
    kept[-1].start(1000)
    kept[-1].stop()

@pytest.mark.full
def test_full():
    pytest.skip("no sound server here")

def test_quick():
    pytest.skip("another system")
"""


def outcomes(folder: Path, **environment: str) -> dict[str, str]:
    """Run the tests above in a process of their own: name -> outcome, the worst of its phases."""
    (folder / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "pytest.ini").write_text(SETTINGS, encoding="utf-8")
    (folder / "test_given.py").write_text(TESTS, encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name != "STRETCHPLAYER_FULL"} | environment
    command = [sys.executable, "-m", "pytest", "-rA", "-q", "--no-header", "-p", "no:cacheprovider"]
    ran = subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
    found: dict[str, str] = {}
    for line in ran.stdout.splitlines():
        outcome, _, rest = line.partition(" ")
        if outcome in ("PASSED", "FAILED", "ERROR", "SKIPPED"):
            name = rest.partition("::")[2].partition(" ")[0] or rest
            found[name] = outcome if found.get(name) in (None, "PASSED") else found[name]
    return found


def test_what_is_noticed(tmp_path: Path) -> None:
    found = outcomes(tmp_path)
    assert {name: outcome for name, outcome in found.items() if name.startswith("test_")} == {
        "test_logs": "ERROR",
        "test_expected_logs": "PASSED",
        "test_warns": "FAILED",
        "test_qt_warns": "FAILED",
        "test_leaves_a_window": "ERROR",
        "test_gives_back_a_window": "PASSED",
        "test_leaves_a_timer": "ERROR",
        "test_gives_back_a_timer": "PASSED",
    }


def test_where_nothing_may_be_skipped_a_skip_fails(tmp_path: Path) -> None:
    assert outcomes(tmp_path, STRETCHPLAYER_FULL="1")["test_full"] == "FAILED"
