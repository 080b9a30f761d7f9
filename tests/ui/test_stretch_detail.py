"""The page about one stretch: its moving picture, the other ways, its numbers, its sources, and the menu."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stretchplayer.core.catalogue import Form, Side
from stretchplayer.core.errors import ContentError
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.figure.pose import Pose
from stretchplayer.ui.pictures import Wish
from stretchplayer.ui.player.figure_cue import FigurePhase
from stretchplayer.ui.stretches.detail import DetailPage
from stretchplayer.ui.stretches.detail_parts import WayPicture
from stretchplayer.ui.stretches.figure_panel import FigurePanel
from stretchplayer.ui.stretches.showing import GLANCE, STUDY, shown_at
from stretchplayer.ui.stretches.sources_part import COPIED, SourcesPart, sources_of
from stretchplayer.ui.widgets.stepper import Stepper
from tests.ui.editor.sitting import click, settle, words_on
from tests.ui.player.kit import PlainFigure
from tests.ui.stretch_kit import Visit, visit
from tests.ui.world import World, blank_picture, the

KNEE = "single-knee-to-chest"


class Reading:
    """Somebody reads about a stretch."""

    def __init__(self, world: World, stretch: str) -> None:
        self.world = world
        self.figure = PlainFigure(film=True)
        self.visit: Visit = visit(world, new_figure=lambda: self.figure)
        self.visit.page.show_stretch(stretch)
        settle()

    @property
    def page(self) -> DetailPage:
        return self.visit.page.detail

    @property
    def panel(self) -> FigurePanel:
        panel = self.page.panel
        assert panel is not None
        return panel

    def wait(self, milliseconds: float) -> None:
        """So much later, the picture is looked at."""
        self.world.clock.pass_(milliseconds=milliseconds)
        self.panel._look_on()
        self.panel.repaint()

    def phase(self) -> FigurePhase:
        return self.figure.shown[-1].phase


# ---- what is shown, as a function of time -------------------------------------------------------


def test_one_side_is_shown_and_then_the_other(world: World) -> None:
    stretch = world.library.catalogue[KNEE]
    at = [shown_at(stretch, ms, STUDY) for ms in range(0, 40_000, 50)]
    steps = [(shown.cue.phase, shown.cue.side) for shown in at]
    order = [step for place, step in enumerate(steps) if place == 0 or steps[place - 1] != step]
    one_side = [FigurePhase.START, FigurePhase.MOVING_IN, FigurePhase.HOLD, FigurePhase.MOVING_OUT]
    wanted = [(phase, Side.RIGHT) for phase in one_side] + [(FigurePhase.SWITCH, Side.LEFT)]
    wanted += [(phase, Side.LEFT) for phase in one_side] + [(FigurePhase.SWITCH, Side.RIGHT)]
    assert order[: len(wanted)] == wanted
    assert order[len(wanted)] == wanted[0]


def test_the_breath_is_guided_in_the_hold_alone_and_comes_and_goes_softly(world: World) -> None:
    stretch = world.library.catalogue[KNEE]
    at = [shown_at(stretch, ms, STUDY) for ms in range(0, 16_000, 10)]  # one side
    guided = [shown for shown in at if shown.fullness is not None]
    assert {shown.cue.phase for shown in guided} == {FigurePhase.HOLD}
    breath_ms = 1000 * (stretch.breathing.in_s + stretch.breathing.out_s)
    assert len(guided) * 10 == pytest.approx(breath_ms, abs=20)
    fullness = [shown.fullness for shown in guided if shown.fullness is not None]
    assert fullness[0] < 0.01 > fullness[-1]
    assert max(fullness) > 0.99
    assert guided[0].strength < 0.05 > guided[-1].strength
    assert max(shown.strength for shown in guided) == 1.0


def test_every_stretch_of_the_library_moves_without_a_jump(world: World) -> None:
    for stretch in world.library.catalogue:
        for pace in (GLANCE, STUDY):
            at = [shown_at(stretch, ms, pace) for ms in range(0, 30_000, 33)]
            for shown in at:
                assert 0 <= shown.cue.t <= 1, stretch.id
                assert shown.fullness is None or 0 <= shown.fullness <= 1, stretch.id
            for before, after in pairwise(at):
                same = before.cue.phase is after.cue.phase and before.cue.pose == after.cue.pose
                if same and after.cue.t >= before.cue.t and None not in (before.fullness, after.fullness):
                    assert before.fullness is not None
                    assert after.fullness is not None
                    assert abs(after.fullness - before.fullness) < 0.05, stretch.id


def test_a_flow_goes_round_and_a_way_down_goes_from_still_to_still(world: World) -> None:
    cat, down = world.library.catalogue["cat-cow"], world.library.catalogue["getting-down"]
    assert cat.form is Form.FLOW
    round_ms = cat.dose.hold_s * 1000
    assert shown_at(cat, 100, STUDY) == shown_at(cat, 100 + round_ms, STUDY)
    assert shown_at(cat, 100, STUDY).cue.phase is FigurePhase.CYCLE
    seen = {shown_at(down, ms, STUDY).cue.pose for ms in range(0, 20_000, 100)}
    assert seen == set(down.stills)


# ---- the picture --------------------------------------------------------------------------------


def test_the_picture_moves_and_says_which_side(world: World) -> None:
    reading = Reading(world, KNEE)
    reading.wait(100)
    assert reading.phase() is FigurePhase.START
    reading.wait(2_000)
    assert reading.phase() is FigurePhase.MOVING_IN
    reading.wait(5_000)
    assert reading.phase() is FigurePhase.HOLD
    assert "Right leg" in words_on(reading.panel)
    reading.wait(15_000)
    assert reading.figure.shown[-1].side is Side.LEFT
    assert "Left leg" in words_on(reading.panel)
    assert "where you may feel it" in words_on(reading.panel)


def test_it_can_be_held_still_and_goes_on_from_there(world: World) -> None:
    reading = Reading(world, KNEE)
    reading.wait(2_000)
    assert reading.panel._timer.isActive()
    click(reading.panel.pause)
    assert not reading.panel._timer.isActive()
    assert reading.panel.pause.accessibleName() == "Move the picture"
    before = reading.panel.now()
    reading.wait(60_000)
    assert reading.panel.now() == before
    click(reading.panel.pause)
    assert reading.panel.now() == before
    reading.wait(500)
    assert reading.panel.now() != before
    assert reading.panel._timer.isActive()


def test_nothing_runs_while_the_page_cannot_be_seen(world: World) -> None:
    reading = Reading(world, KNEE)
    panel = reading.panel
    assert panel._timer.isActive()
    QTest.keyClick(reading.page.back, Qt.Key.Key_Escape)
    assert not panel._timer.isActive()


def test_a_number_that_is_changed_does_not_begin_the_picture_again(world: World) -> None:
    reading = Reading(world, KNEE)
    reading.wait(7_000)
    before = reading.panel.now()
    assert before.cue.phase is FigurePhase.HOLD
    hold = next(one for one in reading.page.findChildren(Stepper) if one.isVisible())
    click(hold.more)
    assert reading.panel.now() == before


def test_whoever_wants_calm_sees_start_and_hold(world: World) -> None:
    asked: list[Wish] = []

    def draw(wish: Wish) -> Iterator[QImage | None]:
        asked.append(wish)
        return blank_picture(wish)

    reading = Reading(world, KNEE)
    world.pictures._draw = draw
    painted = len(reading.figure.shown)
    world.settings.update(calm_motion=True)
    assert reading.panel.pause.isHidden()
    reading.wait(100)
    for _ in range(5):
        QApplication.processEvents()
    assert {wish.moment for wish in asked if wish.pose == KNEE} >= {0.0, 1.0}
    assert len(reading.figure.shown) == painted
    assert not reading.panel._timer.isActive()
    world.settings.update(calm_motion=False)
    assert reading.panel._timer.isActive()


# ---- the other ways -----------------------------------------------------------------------------


def test_easier_and_harder_have_their_pictures_where_they_are_drawn(world: World) -> None:
    reading = Reading(world, KNEE)
    pictures = reading.page.findChildren(WayPicture)
    assert {picture._way for picture in pictures} == {"easier", "harder"}
    stretch = world.library.catalogue[KNEE]
    assert stretch.easier is not None
    assert stretch.easier.text in words_on(reading.page)
    assert any(stretch.easier.text in picture.accessibleName() for picture in pictures)


def test_a_pose_that_cannot_be_read_has_no_pictures_of_other_ways(world: World) -> None:
    def broken(pose: str) -> Pose:
        raise ContentError(f"{pose} is torn")

    reading = Reading(world, "cat-cow")
    reading.page._read_pose = broken
    reading.visit.page.show_stretch(KNEE)
    settle()
    assert reading.page.findChildren(WayPicture) == [] or not any(
        picture.isVisible() for picture in reading.page.findChildren(WayPicture)
    )
    assert "Easier" in words_on(reading.page)


# ---- words --------------------------------------------------------------------------------------


def test_position_directions_and_numbers_are_seen_at_a_glance(world: World) -> None:
    words = words_on(Reading(world, KNEE).page)
    for wanted in ("Lying on your back", "Bends forward", "20 s", "3 each side", "2 min 26 s"):
        assert wanted in words
    assert "Strength" not in words


def test_what_is_for_strength_says_so(world: World) -> None:
    words = words_on(Reading(world, "single-leg-raise").page)
    assert "Strength" in words
    assert not any(word.startswith("Bends") for word in words)


def test_what_is_timed_has_no_repeats(world: World) -> None:
    words = words_on(Reading(world, "warm-up-march").page)
    assert "Length" in words
    assert not {"Repeats", "Rounds", "Takes"} & set(words)


def test_sources_are_named_with_addresses_to_copy(world: World) -> None:
    reading = Reading(world, KNEE)
    stretch, names = world.library.catalogue[KNEE], world.library.catalogue.sources
    part = the(reading.page, SourcesPart)
    assert [source.name for source in part.sources] == [
        names[key].partition(": ")[0] for key in stretch.sources
    ]
    shown = [words.replace("\u200b", "") for words in words_on(part)]
    for source in part.sources:
        assert source.name in shown
        assert source.address in shown
    click(part.copy)
    assert QGuiApplication.clipboard().text().splitlines() == [source.address for source in part.sources]
    assert reading.visit.told[-1][0] == COPIED


def test_every_source_of_the_library_can_be_read(world: World) -> None:
    catalogue = world.library.catalogue
    for stretch in catalogue:
        sources = sources_of(stretch.sources, catalogue.sources)
        assert len(sources) == len(stretch.sources), stretch.id
        assert all(source.name and " " in source.name for source in sources), stretch.id


def test_ones_own_stretch_has_no_sources_and_no_picture_but_its_name(world: World) -> None:
    world.library.save(own_stretch(id="own-bare", name="Bare"))
    reading = Reading(world, "own-bare")
    assert reading.page.panel is None
    assert reading.page.findChild(SourcesPart) is None
    assert "Bare" in words_on(reading.page)


# ---- the menu -----------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space])
def test_the_menu_of_routines_opens_with_keys(world: World, key: Qt.Key) -> None:
    reading = Reading(world, KNEE)
    add = reading.page.add
    opened: list[list[str]] = []

    def look_and_close() -> None:
        opened.append([action.text() for action in add.entries.actions()])
        add.entries.close()

    add.entries.aboutToShow.connect(lambda: QTimer.singleShot(0, look_and_close))
    add.setFocus()
    QTest.keyClick(add, key)
    settle()
    assert opened == [[routine.name for routine in world.routines.all()]]
