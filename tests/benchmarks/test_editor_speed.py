"""How long the routine editor takes to open, and from a press to the picture, beside a loop of plain Python.

    QT_NO_GUI_THREADPOOL=1 OPENBLAS_NUM_THREADS=1 python -m pytest tests/benchmarks/test_editor_speed.py

On two cores the loop took 20 ms, the first opening 85 ms (wanted: 200), a press 11 ms with five items and 17
with sixty (wanted: 33); each press is kept on disk as a draft before the picture is painted.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.editor.sitting import EASY, KNEE, Sitting, click, sit_down
from tests.ui.world import make_world

pytestmark = pytest.mark.usefixtures("qapp", "_fonts")

FIRST_OPENING, PRESS, PRESS_AMONG_SIXTY = 15.0, 2.0, 3.0  # of the reference loop


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def loop() -> int:
    """Plain Python that takes about as long on every run of one machine."""
    total = 0
    for i in range(300_000):
        total = (total + i * i) % 1_000_003
    return total


def beside_the_loop(act: Callable[[], float]) -> float:
    """What share of the loop's time something took, both measured in the same moment."""
    before = seconds(loop)
    took = act()
    return 2 * took / (before + seconds(loop))


def shown(sitting: Sitting, act: Callable[[], object]) -> float:
    """Seconds until everything is painted."""

    def all_of_it() -> None:
        act()
        QApplication.processEvents()
        sitting.window.repaint()

    return seconds(all_of_it)


def presses(sitting: Sitting, count: int) -> float:
    """The middle one of so many presses of a stepper."""
    stepper = sitting.page.item.hold.stepper
    halves = (stepper.more, stepper.less)

    def press(number: int) -> float:
        return shown(sitting, lambda: click(halves[number // 10 % 2]))

    return statistics.median(beside_the_loop(partial(press, number)) for number in range(count))


def test_opening_and_pressing(tmp_path: Path) -> None:
    world = make_world(tmp_path)
    sitting = sit_down(world, routine=None)
    opening = beside_the_loop(lambda: shown(sitting, lambda: sitting.place.edit(EASY)))
    sitting.model.choose(KNEE)
    among_five = presses(sitting, 60)
    while not sitting.model.is_full:
        sitting.model.copy(0)
    among_sixty = presses(sitting, 40)
    world.close()
    assert opening < FIRST_OPENING
    assert among_five < PRESS
    assert among_sixty < PRESS_AMONG_SIXTY
