"""The stage with the shipped figure: every moment of every routine can be painted."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from stretchplayer.app.content import load_catalogue, load_phrases, load_routines
from stretchplayer.core.catalogue import Side
from stretchplayer.core.edits import Edit, EditKind, revise
from stretchplayer.core.phrases import Phrase
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import SegmentKind, Timeline
from stretchplayer.figure.figure_scene import FigureScene
from stretchplayer.figure.pose import PoseLibrary
from stretchplayer.ui.player.board import NEAR, Board
from stretchplayer.ui.player.figure_cue import FigureCue, FigurePhase
from stretchplayer.ui.player.halo import Halo, HaloFrame
from stretchplayer.ui.player.moment import RingLook, moment_at
from stretchplayer.ui.player.panel_texts import resting_frame
from stretchplayer.ui.player.stage import PlayerStage
from tests.ui.player.kit import ASSETS, looks

CATALOGUE = load_catalogue(ASSETS / "catalogue")
ROUTINES = {routine.id: routine for routine in load_routines(ASSETS / "routines")}
PHRASES = {
    id_: Phrase(phrase.text, 60 * len(phrase.text))
    for id_, phrase in load_phrases(ASSETS / "voice" / "en").items()
}


def timeline(routine: str, first_side: Side = Side.RIGHT) -> Timeline:
    options = PlanOptions(first_side=first_side)
    return compile_routine(ROUTINES[routine], CATALOGUE, Preferences(), PHRASES, options)


class Painter:
    """A halo on an image of its own."""

    def __init__(self, width: int = 640, height: int = 400) -> None:
        self.halo = Halo(NEAR.ring, looks().colors, FigureScene(PoseLibrary(ASSETS / "poses")))
        self.halo.set_board(Board.inside(width, height), 1.0)
        self.image = QImage(width, height, QImage.Format.Format_RGB32)

    def paint(self, score: Timeline, position_ms: int, *, calm: bool = False) -> bool:
        moment = moment_at(score, position_ms, calm=calm)
        return self.frame(
            HaloFrame(moment.ring, moment.ring_left, moment.breath, moment.figure, moment.flash)
        )

    def frame(self, frame: HaloFrame) -> bool:
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawn = self.halo.paint(painter, frame)
        painter.end()
        return drawn


@pytest.mark.parametrize("routine", list(ROUTINES))
def test_every_kind_of_moment_of_every_stretch_is_drawn(qapp: object, routine: str) -> None:
    painter, score = Painter(), timeline(routine)
    seen = set()
    for segment in score.segments:
        what = (segment.kind, segment.stretch, segment.side)
        if what in seen:
            continue
        seen.add(what)
        assert painter.paint(score, segment.start_ms + segment.duration_ms // 3), what
    assert painter.frame(resting_frame())


def test_the_left_side_is_another_picture_than_the_right(qapp: object) -> None:
    painter = Painter()
    pictures = []
    for side in Side:
        score = timeline("easy-lower-back", side)
        hold = next(s for s in score.segments if s.kind is SegmentKind.HOLD and s.side is side)
        assert painter.paint(score, hold.start_ms + 500)
        pictures.append(painter.image.copy())
    assert pictures[0] != pictures[1]


def test_easing_off_shows_another_picture(qapp: object) -> None:
    painter, score = Painter(), timeline("easy-lower-back")
    hold = next(s for s in score.segments if s.kind is SegmentKind.HOLD and s.side is Side.RIGHT)
    eased = revise(score, hold.start_ms + 1_000, Edit(EditKind.EASE_OFF))
    position = hold.start_ms + 1_500
    painter.paint(score, position)
    figure = NEAR.ring.figure
    area = Board.inside(640, 400).pixels(figure)
    before = painter.image.copy(area)
    painter.paint(eased, position)
    assert painter.image.copy(area) != before


def test_the_figure_enters_its_pose_without_a_jump(qapp: object) -> None:
    """From the start through moving in to the hold, neighbouring frames differ little."""
    painter, score = Painter(), timeline("easy-lower-back")
    move = next(s for s in score.segments if s.kind is SegmentKind.MOVE_IN and s.side is Side.RIGHT)
    positions = [move.start_ms - 5, *range(move.start_ms, move.end_ms, 50), move.end_ms + 1]
    shown = []
    for position in positions:
        cue = moment_at(score, position).figure
        painter.frame(HaloFrame(resting_frame().look, 1.0, None, cue))
        shown.append(painter.image.copy())
    changes = [_difference(a, b) for a, b in pairwise(shown)]
    assert max(changes) < 6 * (sum(changes) / len(changes) + 1)


def test_no_figure_hides_more_than_half_of_the_ring(qapp: object) -> None:
    painter = Painter(1280, 800)
    track = looks().colors.color("ring").rgb()
    for stretch in CATALOGUE:
        for phase in (FigurePhase.START, FigurePhase.HOLD):
            cue = FigureCue(stretch.pose, None, phase, 1.0)
            assert painter.frame(HaloFrame(RingLook.NONE, 1.0, None, cue))
            angles = [2 * math.pi * n / 180 for n in range(180)]
            spots = [(420 + 258 * math.cos(a), 362 + 258 * math.sin(a)) for a in angles]
            seen = sum(painter.image.pixel(round(x), round(y)) == track for x, y in spots)
            assert seen >= 85, (stretch.id, phase, seen)


class Counted(FigureScene):
    """Counts how often an outline is drawn, which takes a frame or two."""

    outlines = 0

    def outline(self, grow: float) -> QImage:
        self.outlines += 1
        return super().outline(grow)


class At:
    """A session that runs, and stands where it is put."""

    phase = Phase.RUNNING

    def __init__(self, score: Timeline, position: int) -> None:
        self.timeline, self.position = score, position

    def position_ms(self) -> int:
        return self.position


def test_the_ring_is_cut_for_the_hold_before_the_figure_moves(qapp: object) -> None:
    score = timeline("easy-lower-back")
    ready = next(
        s for s in score.segments if s.kind is SegmentKind.GET_READY and s.stretch == "single-knee-to-chest"
    )
    figure, playing = Counted(PoseLibrary(ASSETS / "poses")), At(score, ready.start_ms + 100)
    stage = PlayerStage(looks(), figure)
    stage.resize(640, 400)
    stage.set_viewing_distance(1.0)
    stage.set_playing(playing)
    stage.show()
    QApplication.processEvents()
    assert figure.outlines == 2  # start and hold
    for position in range(ready.end_ms, ready.end_ms + 26_000, 1_000):
        playing.position = position
        stage.look()
        QApplication.processEvents()
    assert figure.outlines == 2
    stage.close()
    stage.deleteLater()


def _difference(a: QImage, b: QImage) -> int:
    """How many of a grid of pixels differ."""
    grid = [(x, y) for x in range(20, 400, 3) for y in range(60, 320, 3)]
    return sum(a.pixel(x, y) != b.pixel(x, y) for x, y in grid)
