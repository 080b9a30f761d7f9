"""Painting: every kind of segment, size and theme; and what is painted again when little changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from stretchplayer.core.edits import Edit, EditKind, revise
from stretchplayer.core.errors import ContentError
from stretchplayer.core.events import PauseReason, Rating
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import SegmentKind, Timeline
from stretchplayer.ui.player import comfort_texts, panel_texts
from stretchplayer.ui.player.board import Board, Distance
from stretchplayer.ui.player.panels import ChoicePanel
from stretchplayer.ui.player.questions import QUESTION_DURING, Question
from stretchplayer.ui.player.rating_panel import RatingPanel
from stretchplayer.ui.player.stage import PlayerStage
from stretchplayer.ui.player.summary import Summary
from stretchplayer.ui.player.summary_data import StretchRow, SummaryData
from tests.core.scores import CATALOGUE, score
from tests.machine import Machine
from tests.ui.player.kit import SIZES, THEMES, PlainFigure, looks

SCORE = score("march", "cat", "knee", "tilt", "rest", "up")
HOLD = next(s for s in SCORE.segments if s.kind is SegmentKind.HOLD)


class At:
    """A session that stands at a position."""

    def __init__(self, timeline: Timeline, position: int, phase: Phase = Phase.PAUSED) -> None:
        self.timeline, self.position, self.phase = timeline, position, phase

    def position_ms(self) -> int:
        return self.position


def close(widget: QWidget) -> None:
    widget.close()
    widget.deleteLater()


def picture(widget: QWidget) -> QImage:
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))
    widget.render(image)
    return image


def unpainted(image: QImage) -> bool:
    corners = [
        (0, 0),
        (image.width() - 1, 0),
        (0, image.height() - 1),
        (image.width() - 1, image.height() - 1),
    ]
    spots = [*corners, (image.width() // 2, image.height() // 2)]
    return any(image.pixelColor(x, y) == QColor("magenta") for x, y in spots)


def make_stage(size: tuple[int, int], theme: str, timeline: Timeline, position: int) -> PlayerStage:
    stage = PlayerStage(looks(theme), PlainFigure())
    stage.resize(*size)
    stage.set_playing(At(timeline, position))
    return stage


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_kind_of_segment_is_painted(qapp: object, size: tuple[int, int], theme: str) -> None:
    stage = make_stage(size, theme, SCORE, 0)
    playing = At(SCORE, 0)
    stage.set_playing(playing)
    seen = set()
    for segment in SCORE.segments:
        if segment.kind in seen:
            continue
        seen.add(segment.kind)
        playing.position = segment.start_ms + segment.duration_ms // 3
        stage.look()
        assert not unpainted(picture(stage)), segment.kind
    assert seen == set(SegmentKind) - {SegmentKind.REST}
    close(stage)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_panels_rating_and_summary_are_painted(qapp: object, size: tuple[int, int], theme: str) -> None:
    panel = ChoicePanel(looks(theme), PlainFigure())
    panel.resize(*size)
    for content in (
        panel_texts.paused(SCORE, HOLD.start_ms, PauseReason.USER),
        panel_texts.stop_and_rest(SCORE, HOLD.start_ms, CATALOGUE["knee"]),
        comfort_texts.enough_for_today(can_change=True),
        comfort_texts.ease_off(SCORE, HOLD.start_ms, CATALOGUE["cat"], Rating(5), 2),
        panel_texts.paused_at_question(SCORE, HOLD.start_ms),
    ):
        panel.show_content(content)
        assert not unpainted(picture(panel))
        inside = panel.rect()
        assert all(inside.contains(button.geometry()) for button in panel.buttons)
        assert all(button.height() >= 44 for button in panel.buttons)
    rating = RatingPanel(looks(theme), Machine())
    rating.resize(*size)
    rating.ask(Question(QUESTION_DURING, "Knee to chest", "knee", None, 3))
    rating.scale.show_score(2)
    assert not unpainted(picture(rating))
    for key in rating.scale.keys:
        assert min(key.face().width(), key.face().height()) >= 44
    rows = (StretchRow("Knee", "2 of 2 holds", "knee", None, Rating(2)),)
    summary = Summary(looks(theme), PlainFigure())
    summary.resize(*size)
    summary.show_data(SummaryData("Done", "9 min.", 3, None, "Words.", rows, 3, 5, "Two more."))
    assert not unpainted(picture(summary))
    for widget in (panel, rating, summary):
        close(widget)


def test_the_ring_does_not_touch_the_figure(qapp: object) -> None:
    stage = make_stage((1280, 800), "light", SCORE, HOLD.start_ms + 1_000)
    figure = stage._halo._figure
    assert isinstance(figure, PlainFigure)
    stage.set_viewing_distance(1.0)
    assert stage.distance is Distance.NEAR
    image = picture(stage)
    place, board = stage._halo.place, Board.inside(1280, 800)
    edge = figure.block().translated(board.rect(place.figure).topLeft())
    colors = looks().colors
    ring = {colors.color("teal").rgb(), colors.color("ring").rgb()}
    above = round(edge.top()) - 3
    assert not any(image.pixel(x, above) in ring for x in range(100, 800))
    assert any(image.pixel(x, above - 8) in ring for x in range(100, 800))
    close(stage)


def test_there_is_ground_between_halo_and_ring(qapp: object) -> None:
    stage = make_stage((1280, 800), "light", SCORE, HOLD.start_ms + 5_500)
    stage.set_viewing_distance(1.0)
    image, color = picture(stage), looks().colors.color
    shades = [image.pixel(420 + reach, 362) for reach in (236, 245, 258)]
    assert shades == [color("halo").rgb(), color("bg").rgb(), color("ring").rgb()]
    close(stage)


def test_the_ring_empties_clockwise(qapp: object) -> None:
    stage = make_stage((1280, 800), "light", SCORE, HOLD.start_ms + 5_500)
    stage.set_viewing_distance(1.0)
    image = picture(stage)
    teal, track = (looks().colors.color(token).rgb() for token in ("teal", "ring"))
    # A little over a quarter has gone: the upper right is empty, the upper left still full.
    assert image.pixel(420 + 182, 362 - 182) == track
    assert image.pixel(420 - 182, 362 - 182) == teal
    close(stage)


def test_calm_motion_keeps_the_breath_disc_still(qapp: object) -> None:
    playing = At(SCORE, HOLD.start_ms + 500)
    stage = PlayerStage(looks(), PlainFigure(), calm=True)
    stage.resize(1280, 800)
    stage.set_viewing_distance(1.0)
    stage.set_playing(playing)
    edge = (420, 362 - round(240 * 0.83))
    before = picture(stage).pixel(*edge)
    for position in (2_000, 4_100, 7_000):
        playing.position = HOLD.start_ms + position
        stage.look()
        assert picture(stage).pixel(*edge) == before
    close(stage)


class NoFigure(PlainFigure):
    """A figure whose pose file cannot be read."""

    def outline_key(self) -> object:
        raise ContentError("knee.json: keys: missing")


def test_without_a_figure_the_steps_are_shown_and_the_ring_goes_on(
    qapp: object, caplog: pytest.LogCaptureFixture
) -> None:
    stage = PlayerStage(looks(), NoFigure())
    stage.resize(1280, 800)
    stage.set_viewing_distance(1.0)
    stage.set_playing(At(SCORE, HOLD.start_ms + 5_500))
    image, again = picture(stage), picture(stage)
    assert image == again
    assert image.pixel(420 - 182, 362 - 182) == looks().colors.color("teal").rgb()
    ink = looks().colors.color("ink").rgb()
    assert any(image.pixel(x, y) == ink for x in range(250, 590) for y in range(250, 480))
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    caplog.clear()
    close(stage)


class Painted(QObject):
    """Notes what is painted again."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.rects: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


@pytest.fixture
def holding(qapp: object) -> Iterator[tuple[PlayerStage, At, Painted]]:
    playing = At(SCORE, HOLD.start_ms + 4_100)
    stage = make_stage((1280, 800), "light", SCORE, 0)
    stage.set_viewing_distance(1.0)
    stage.set_playing(playing)
    stage.show()
    QApplication.processEvents()
    painted = Painted(stage)
    yield stage, playing, painted
    close(stage)


def test_within_a_second_only_the_ring_is_painted_again(holding: tuple[PlayerStage, At, Painted]) -> None:
    stage, playing, painted = holding
    playing.position += 33
    stage.look()
    QApplication.processEvents()
    assert painted.rects == [stage.picture_area()]


def test_a_new_second_paints_the_number_too(holding: tuple[PlayerStage, At, Painted]) -> None:
    stage, playing, painted = holding
    playing.position += 1_000
    stage.look()
    QApplication.processEvents()
    assert painted.rects
    assert painted.rects[0].right() > 1_200


def test_looking_twice_at_the_same_moment_paints_nothing(
    holding: tuple[PlayerStage, At, Painted],
) -> None:
    stage, _, painted = holding
    stage.look()
    QApplication.processEvents()
    assert painted.rects == []


def test_the_outline_is_cut_once_for_a_pose(holding: tuple[PlayerStage, At, Painted]) -> None:
    stage, playing, _ = holding
    figure = stage._halo._figure
    assert isinstance(figure, PlainFigure)
    before = figure.outlines
    for _ in range(5):
        playing.position += 100
        stage.look()
        QApplication.processEvents()
    assert figure.outlines == before


def test_eased_and_paused_rings_have_their_own_colours(qapp: object) -> None:
    eased = revise(SCORE, HOLD.start_ms + 2_000, Edit(EditKind.EASE_OFF))
    stage = make_stage((1280, 800), "light", eased, HOLD.start_ms + 2_100)
    stage.set_viewing_distance(1.0)
    amber = looks().colors.color("amber").rgb()
    assert picture(stage).pixel(420 - 182, 362 - 182) == amber
    close(stage)
