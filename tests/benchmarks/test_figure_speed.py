"""How long the figure takes, beside a fixed loop of plain Python in the same run.

    QT_NO_GUI_THREADPOOL=1 OPENBLAS_NUM_THREADS=1 python -m pytest tests/benchmarks/test_figure_speed.py

The limits are ratios to the loop, so that they hold on any machine. On two cores the loop took 20 ms,
and at 1200 x 800 a kept frame 0.2 ms (wanted: 3), a moving frame 7 to 10 (wanted: 12), a thumbnail 8.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from stretchplayer.core.catalogue import Side
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.cache import FigureCache
from stretchplayer.figure.figure_scene import FigureScene
from stretchplayer.figure.motion import Movement
from stretchplayer.figure.pose import PoseLibrary
from stretchplayer.ui.player.figure_cue import FigureCue, FigurePhase

pytestmark = pytest.mark.usefixtures("qapp")

POSES = Path(__file__).parents[2] / "assets" / "poses"
WIDTH, HEIGHT = 1200, 800
EVENLY = [i / 19 for i in range(20)]
NAMES = ["single-knee-to-chest", "cat-cow", "supine-trunk-rotation", "standing-hamstring"]
# Of the reference loop.
KEPT_AT_MOST = 0.1
LATE_AT_MOST = 1.4
MOVING_AT_MOST = 0.8
STALL_AT_MOST = 2.5
THUMBNAIL_AT_MOST = 1.5
COMPILING_AT_MOST = 0.5


def loop() -> int:
    """Plain Python that takes about as long on every run of one machine."""
    total = 0
    for i in range(300_000):
        total = (total + i * i) % 1_000_003
    return total


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@pytest.fixture(scope="module")
def reference() -> float:
    """Seconds of the loop, in the middle."""
    loop()
    return statistics.median(seconds(loop) for _ in range(7))


@pytest.fixture(scope="module")
def own_reference() -> float:
    """The same in seconds of this thread, whatever else the machine does."""

    def own() -> float:
        begun = time.thread_time()
        loop()
        return time.thread_time() - begun

    return statistics.median(own() for _ in range(7))


@pytest.fixture
def library() -> PoseLibrary:
    return PoseLibrary(POSES)


class Screen:
    """A scene and something to paint it on."""

    def __init__(self, library: PoseLibrary, clock: Callable[[], float] = time.perf_counter) -> None:
        self._image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        self._scene = FigureScene(library, clock)
        self._scene.set_box(WIDTH, HEIGHT, 1.0)

    def paint(self, cue: FigureCue) -> None:
        painter = QPainter(self._image)
        self._scene.show(cue)
        self._scene.paint(painter, 0, 0)
        painter.end()

    def cut(self) -> None:
        self._scene.outline(6)


@pytest.fixture
def screen(library: PoseLibrary) -> Screen:
    return Screen(library)


def moving(name: str, t: float) -> FigureCue:
    return FigureCue(name, Side.RIGHT, FigurePhase.MOVING_IN, t, highlight=1.0, arrows=1.0)


def holding(name: str, breath: float) -> FigureCue:
    return FigureCue(name, Side.RIGHT, FigurePhase.HOLD, 1.0, breath, highlight=1.0)


@pytest.mark.parametrize("name", NAMES)
def test_a_kept_frame(benchmark: Any, screen: Screen, reference: float, name: str) -> None:
    for step in range(100):
        screen.paint(holding(name, step / 99))
    benchmark.pedantic(screen.paint, (holding(name, 0.4),), rounds=60, warmup_rounds=3)
    assert benchmark.stats.stats.median < KEPT_AT_MOST * reference


@pytest.mark.parametrize("name", NAMES)
def test_a_moving_frame(benchmark: Any, screen: Screen, reference: float, name: str) -> None:
    screen.paint(moving(name, 0.0))
    frames = iter(range(1000))
    benchmark.pedantic(lambda: screen.paint(moving(name, next(frames) % 100 / 99)), rounds=100)
    assert benchmark.stats.stats.median < MOVING_AT_MOST * reference


@dataclass(frozen=True)
class Frames:
    """What frames of one pose took, in seconds of this thread: in the middle, and all but one in twenty."""

    pose: str
    middle: float
    late: float

    @classmethod
    def of(cls, pose: str, screen: Screen, cue: Callable[[str, float], FigureCue]) -> Frames:
        """Paint evenly spread moments twice, so that the second time what is kept is there."""
        for moment in EVENLY:
            screen.paint(cue(pose, moment))
        times = []
        for moment in EVENLY:
            begun = time.thread_time()
            screen.paint(cue(pose, moment))
            times.append(time.thread_time() - begun)
        times.sort()
        return cls(pose, times[len(times) // 2], times[int(0.95 * len(times))])


@pytest.mark.parametrize(
    ("cue", "at_most", "late_at_most"),
    [(moving, MOVING_AT_MOST, LATE_AT_MOST), (holding, KEPT_AT_MOST, KEPT_AT_MOST)],
)
def test_frames_of_every_pose(
    benchmark: Any,
    library: PoseLibrary,
    own_reference: float,
    cue: Callable[[str, float], FigureCue],
    at_most: float,
    late_at_most: float,
) -> None:
    """With all that is around the body and tied to it: the budget holds for the slowest pose."""
    screen = Screen(library, time.thread_time)
    rows: list[Frames] = []
    benchmark.pedantic(lambda: rows.extend(Frames.of(pose, screen, cue) for pose in library.ids()), rounds=1)
    rows.sort(key=lambda row: -row.middle)
    told = [f"{row.pose} {1000 * row.middle:.2f} {1000 * row.late:.2f}" for row in rows]
    benchmark.extra_info["ms at p50 and p95, slowest first"] = told
    assert rows[0].middle < at_most * own_reference, told
    assert max(row.late for row in rows) < late_at_most * own_reference, told


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stalls_from_start_to_hold(screen: Screen, reference: float, name: str) -> None:
    """All first times among them: reading, compiling, mat, cut, and each step of a breath."""
    cues = [FigureCue(name, Side.RIGHT, FigurePhase.START, arrows=1.0)]
    cues += [moving(name, i / 19) for i in range(20)]
    cues += [holding(name, i / 23) for i in range(24)]
    times = [seconds(lambda cue=cue: screen.paint(cue)) for cue in cues]  # type: ignore[misc]
    times.append(seconds(screen.cut))
    assert sorted(times)[-2] < STALL_AT_MOST * reference  # one may be the system's doing


def test_a_thumbnail(benchmark: Any, library: PoseLibrary, reference: float) -> None:
    def draw() -> None:
        for name in NAMES:
            FigureCache(library).thumbnail(name, Side.LEFT, QSize(150, 88), 1.0, ColourScheme.LIGHT)

    benchmark.pedantic(draw, rounds=10, warmup_rounds=1)
    assert benchmark.stats.stats.median / len(NAMES) < THUMBNAIL_AT_MOST * reference


def test_compiling_a_movement(benchmark: Any, library: PoseLibrary, reference: float) -> None:
    pose = library["single-knee-to-chest"]
    benchmark.pedantic(lambda: Movement(pose), rounds=30, warmup_rounds=2)
    assert benchmark.stats.stats.median < COMPILING_AT_MOST * reference
