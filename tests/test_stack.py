"""Faults of the libraries underneath that once ended the program."""

from __future__ import annotations

import subprocess
import sys

# PySide6 6.12.0 on Python 3.11 drops a reference to None in every call that returns nothing; the
# interpreter aborts after about five thousand of them.
MANY_CALLS = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for number in range(20_000):
    label.setText("7")
print("alive")
"""


def test_no_reference_to_none_is_lost() -> None:
    ended = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == "alive\n"
