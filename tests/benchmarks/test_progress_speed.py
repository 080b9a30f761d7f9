"""Opening Progress, and the start, with a month, ten and thirty years of notes and with a million ratings.

The chart of pain is drawn beside the same one by Matplotlib.

    pip install --group bench
    pytest -s tests/benchmarks/test_progress_speed.py

Each opening is the first of its own process, in a shown window, with the chart library loaded, as the app
does while nothing moves. What loading it costs somebody who is faster than that is told, too.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from stretchplayer.core.progress.pain import WeekPoint, weekly_pain
from tests.benchmarks.test_startup_speed import APP, start
from tests.core.test_progress_pain import rating
from tests.made_history import made_history, stress_set
from tests.ui.world import THURSDAY, World, make_world

TODAY = THURSDAY.date()
DAYS = {"a month": 30, "ten years": 3653, "thirty years": 10957}
STRESS = "a million ratings"
RUNS = 5
AT_MOST_TIMES_A_MONTH = 1.5  # with ten years
AT_MOST_MS = 300.0  # with thirty
AT_MOST_STRESSED_MS = 1_000.0

OPEN = """
import os, sys, time
os.environ["QT_NO_GUI_THREADPOOL"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
from pathlib import Path
from typing import Any
from PySide6.QtWidgets import QApplication
app = QApplication([])
from tests.ui.world import make_world
world = make_world(Path(sys.argv[1]))
window = world.window(1280, 800)
app.processEvents()
begun = time.perf_counter()
import pyqtgraph
loaded = time.perf_counter()
window.go("progress")
app.processEvents()
week = time.perf_counter()
window.page("progress").show_view("trends")
app.processEvents()
trends = time.perf_counter()
print((loaded - begun) * 1000, (week - loaded) * 1000, (trends - week) * 1000)
world.close()
"""


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {name: tmp_path_factory.mktemp("notes") for name in (*DAYS, STRESS)}
    for name, days in DAYS.items():
        made_history(folders[name], days, TODAY)
    stress_set(folders[STRESS], 1_000_000, TODAY)
    return folders


def tell(words: str) -> None:
    sys.stderr.write(f"\n{words}")


def opening(folder: Path) -> list[float]:
    """Milliseconds: loading the chart library, the week, and then Trends."""
    command = [sys.executable, "-c", OPEN, str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return [float(word) for word in told.stdout.split()]


def test_opening_hardly_depends_on_how_much_there_is(histories: dict[str, Path]) -> None:
    times: dict[str, list[list[float]]] = {name: [] for name in histories}
    for _ in range(RUNS):
        for name, folder in histories.items():
            times[name].append(opening(folder))
    whole: dict[str, float] = {}
    for name, runs in times.items():
        load, week, trends = (statistics.median(column) for column in zip(*runs, strict=True))
        whole[name] = week
        tell(f"{name}: week {week:.0f} ms, then Trends {trends:.0f} ms (loading the library {load:.0f} ms)")
    assert whole["ten years"] <= AT_MOST_TIMES_A_MONTH * whole["a month"]
    assert whole["thirty years"] < AT_MOST_MS
    assert whole[STRESS] < AT_MOST_STRESSED_MS


def test_the_start_does_not_depend_on_it(histories: dict[str, Path]) -> None:
    times: dict[str, list[float]] = {"a month": [], "thirty years": [], STRESS: []}
    for _ in range(RUNS):
        for name, took in times.items():
            took.append(start(APP, histories[name])[1])  # until the first page can be read
    middle = {name: statistics.median(took) for name, took in times.items()}
    for name, first_page in middle.items():
        tell(f"{name}: the first page after {first_page:.0f} ms")
    assert max(middle.values()) <= 1.2 * middle["a month"]


# ---- beside Matplotlib -----------------------------------------------------------------------


def years_of_pain(weeks: int) -> list[WeekPoint]:
    first = TODAY - timedelta(weeks=weeks)
    return weekly_pain([rating(first + timedelta(days=n), (n * 7) % 9) for n in range(weeks * 7)], TODAY)


def ours(world: World, weeks: list[WeekPoint]) -> QImage:
    from stretchplayer.ui.charts.pain import PainChart

    chart = world.keep(PainChart(world.look))
    chart.resize(976, 300)
    chart.show_weeks(weeks)
    return chart.grab().toImage()


def theirs(weeks: list[WeekPoint]) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.76, 3.0), dpi=100)
    axes: Any = figure.add_subplot()
    shown = [
        (week.week_start, week.mean, week.lowest, week.highest) for week in weeks if week.mean is not None
    ]
    days: list[date] = [day for day, *_ in shown]
    means = [mean for _, mean, *_ in shown]
    low = [mean - (least or 0) for _, mean, least, _ in shown]
    high = [(most or 0) - mean for _, mean, _, most in shown]
    axes.errorbar(days, means, yerr=[low, high], fmt="o-", color="#33497A", ecolor="#33497A73")
    axes.set_ylim(-0.45, 10.45)
    axes.grid(axis="y")
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return bytes(canvas.buffer_rgba())


def middle_ms(draw: Callable[[], object]) -> float:
    draw()  # fonts and caches
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        draw()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


@pytest.mark.parametrize("weeks", [12, 52, 520])
@pytest.mark.usefixtures("qapp")
def test_a_chart_of_pain_is_drawn_faster_than_by_matplotlib(tmp_path: Path, weeks: int) -> None:
    world, shown = make_world(tmp_path), years_of_pain(weeks)
    mine, other = middle_ms(lambda: ours(world, shown)), middle_ms(lambda: theirs(shown))
    tell(f"{weeks} weeks: {mine:.0f} ms, Matplotlib {other:.0f} ms")
    world.close()
    assert mine < other
