"""What can be set for an item and for the whole routine, and that all of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from stretchplayer.core.catalogue import Dose, Side
from stretchplayer.core.plan import item_totals_ms, total_ms
from stretchplayer.core.preferences import Sounds, Talking
from stretchplayer.core.routine import HowOften, Sides
from stretchplayer.ui.editor.fields import StepperField
from stretchplayer.ui.editor.whole import ADVISED, AS_IN_SETTINGS, NOT_SET
from stretchplayer.ui.editor.words import total_words
from stretchplayer.ui.words import clock_words
from tests.ui.editor.sitting import CAT, KNEE, MARCH, PRAYER, Sitting, click, settle, sit_down
from tests.ui.world import World

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KNEE_ID = "single-knee-to-chest"


@pytest.fixture
def sitting(world: World) -> Sitting:
    made = sit_down(world)
    made.model.choose(KNEE)
    return made


def wait(sitting: Sitting, seconds: float = 5) -> None:
    """So that the next step does not become one with the last."""
    sitting.world.clock.at += timedelta(seconds=seconds)


def wheel(field: StepperField, clicks: int) -> None:
    inner = field.stepper.field
    at = QPointF(inner.rect().center())
    event = QWheelEvent(
        at,
        QPointF(inner.mapToGlobal(at.toPoint())),
        QPoint(0, 0),
        QPoint(0, 120 * clicks),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(inner, event)
    settle()


# ---- one item ------------------------------------------------------------------------------------


def test_hold_by_press_key_wheel_and_typing(sitting: Sitting) -> None:
    hold = sitting.page.item.hold
    inner = hold.stepper.field
    click(hold.stepper.more)
    assert sitting.model.routine.items[KNEE].hold_s == 21
    wheel(hold, 1)
    assert sitting.model.routine.items[KNEE].hold_s == 21, "not before it has the focus"
    inner.setFocus()
    settle()
    wheel(hold, 2)
    assert sitting.model.routine.items[KNEE].hold_s == 23
    QTest.keyClick(inner, Qt.Key.Key_Down)
    assert sitting.model.routine.items[KNEE].hold_s == 22
    inner.selectAll()
    QTest.keyClicks(inner, "45")
    QTest.keyClick(inner, Qt.Key.Key_Return)
    assert sitting.model.routine.items[KNEE].hold_s == 45
    assert sitting.row(KNEE).dose.text() == "45 s × 3, both sides"
    sitting.model.choose(MARCH)
    inner.setFocus()
    settle()
    inner.selectAll()
    QTest.keyClicks(inner, "1:30")
    QTest.keyClick(inner, Qt.Key.Key_Return)
    assert sitting.model.routine.items[MARCH].hold_s == 90


def test_holding_the_button_down_goes_on(sitting: Sitting, qtbot: object) -> None:
    more = sitting.page.item.hold.stepper.more
    QTest.mousePress(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (sitting.model.routine.items[KNEE].hold_s or 0) >= 23)  # type: ignore[attr-defined]
    QTest.mouseRelease(more, Qt.MouseButton.LeftButton)
    settle()
    assert sitting.model.undo_words == "Hold, Knee to chest"


def test_times_follow_from_the_plan(sitting: Sitting) -> None:
    model, world = sitting.model, sitting.world
    sitting.model.set_hold(KNEE, 45)
    sitting.model.set_repetitions(KNEE, 2)
    sitting.model.set_rest(KNEE, 7)
    sitting.model.set_get_ready(KNEE, 9)
    settle()
    arguments = (world.services.catalogue, world.settings.preferences, model.options)
    shown = item_totals_ms(model.routine, *arguments)[KNEE]
    assert sitting.row(KNEE).time.text() == clock_words(shown)
    assert sitting.page.item.time.text() == clock_words(shown)
    assert total_words(total_ms(model.routine, *arguments)) in sitting.page.summary.text()


def test_what_is_open_shows_the_usual_and_the_way_back(sitting: Sitting) -> None:
    fields = sitting.page.item
    shown = [f.stepper.value() for f in (fields.hold, fields.repeats, fields.rest, fields.ready)]
    assert shown == [20, 3, 0, 12]
    for field in (fields.hold, fields.repeats, fields.rest, fields.ready):
        assert field.usual.isVisible()
        assert not field.back.isVisible()
        click(field.stepper.more)
        assert not field.usual.isVisible()
        assert field.back.isVisible()
    assert fields.ready.back.accessibleName() == "Get ready: back to the usual, 12 s"
    item = sitting.model.routine.items[KNEE]
    assert (item.hold_s, item.repetitions, item.rest_s, item.get_ready_s) == (21, 4, 1, 13)
    for field in (fields.hold, fields.repeats, fields.rest, fields.ready):
        click(field.back)
    assert sitting.model.routine == sitting.kept
    assert not sitting.model.is_changed()


def test_the_usual_follows_settings_and_usual_doses(sitting: Sitting) -> None:
    fields = sitting.page.item
    sitting.world.settings.update(rest_s=4.0, new_posture_s=20.0)
    assert (fields.rest.stepper.value(), fields.ready.stepper.value()) == (4, 20)
    sitting.world.routines.use_everywhere(KNEE_ID, Dose(hold_s=15, repetitions=4))
    assert (fields.hold.stepper.value(), fields.repeats.stepper.value()) == (15, 4)
    assert fields.hold.usual.isVisible()


def test_limits_are_those_of_the_form(sitting: Sitting) -> None:
    hold = sitting.page.item.hold.stepper.field
    assert (hold.minimum(), hold.maximum()) == (5, 60)
    assert "Hold 5 to 60 s, 1 to 10 repeats." in sitting.page.item.hint.text()
    assert "60 s a side in all" in sitting.page.item.hint.text()
    sitting.model.choose(CAT)
    assert (hold.minimum(), hold.maximum()) == (4, 20)
    assert sitting.page.item.hold.caption.text() == "A round"
    assert not sitting.page.item.rest.isVisible()
    sitting.model.choose(MARCH)
    assert (hold.minimum(), hold.maximum()) == (60, 600)
    assert not sitting.page.item.repeats.isVisible()


def test_sides_and_which_comes_first(sitting: Sitting) -> None:
    panel = sitting.page.item
    click(panel.sides.buttons[Sides.LEFT])
    assert sitting.model.routine.items[KNEE].sides is Sides.LEFT
    assert sitting.row(KNEE).dose.text() == "20 s × 3, left leg"
    assert not panel.first.isVisible()
    click(panel.sides.buttons[Sides.BOTH])
    assert panel.first.isVisible()
    assert panel.first.currentText() == "First side in turn"
    panel.first.setFocus()
    QTest.keyClick(panel.first, Qt.Key.Key_Down)
    assert sitting.model.routine.items[KNEE].first_side is Side.RIGHT
    QTest.keyClick(panel.first, Qt.Key.Key_Down)
    assert sitting.model.routine.items[KNEE].first_side is Side.LEFT
    sitting.model.choose(PRAYER)
    assert not panel.sides.isVisible()
    assert not panel.first.isVisible()


def test_steppers_are_named_after_their_item(sitting: Sitting) -> None:
    assert sitting.page.item.hold.stepper.field.accessibleName() == "Hold, Knee to chest"
    assert sitting.page.item.hold.stepper.field.text() == "20 s"
    assert sitting.page.item.picture.play.accessibleName() == "Try it from Knee to chest"


def test_try_it_plays_the_draft_from_here(sitting: Sitting) -> None:
    sitting.model.set_hold(KNEE, 30)
    click(sitting.page.item.picture.play)
    click(sitting.page.head.try_it)
    assert sitting.tried == [(sitting.model.routine, KNEE)] * 2
    assert sitting.tried[0][0].items[KNEE].hold_s == 30
    driver = sitting.world.services.maker.prepare_trial(*sitting.tried[0])
    assert driver.timeline.segments[0].step.stretch == KNEE_ID
    driver.close()


# ---- in all routines -----------------------------------------------------------------------------


def test_a_dose_for_all_routines_and_back(sitting: Sitting) -> None:
    routines = sitting.world.routines
    short = routines.get("short-day")
    panel = sitting.page.item
    assert not panel.everywhere.isVisible()
    sitting.model.set_hold(KNEE, 25)
    assert panel.everywhere.text() == "Use 25 s × 3 in all routines"
    click(panel.everywhere)
    assert routines.usual_dose(KNEE_ID) == Dose(hold_s=25, repetitions=3)
    assert routines.as_played(routines.get("short-day")).items[-1].hold_s == 25
    assert sitting.row(KNEE).dose.text() == "25 s × 3, both sides"
    assert panel.hold.usual.isVisible()
    assert not panel.everywhere.isVisible()
    assert panel.library.text() == "Back to 20 s × 3 in all routines"
    words, action, undo = sitting.told[-1]
    assert (words, action) == ("Knee to chest is 25 s × 3 in all routines now.", "Undo")
    assert undo is not None
    undo()
    assert routines.usual_dose(KNEE_ID) == Dose(hold_s=20, repetitions=3)
    assert routines.get("short-day") == short
    assert sitting.model.routine.items[KNEE].hold_s == 25


def test_back_to_the_library_in_all_routines(sitting: Sitting) -> None:
    sitting.world.routines.use_everywhere(KNEE_ID, Dose(hold_s=15, repetitions=2))
    click(sitting.page.item.library)
    assert sitting.world.routines.usual_doses() == {}
    assert sitting.row(KNEE).dose.text() == "20 s × 3, both sides"
    undo = sitting.told[-1][2]
    assert undo is not None
    undo()
    assert sitting.row(KNEE).dose.text() == "15 s × 2, both sides"


# ---- the whole routine ---------------------------------------------------------------------------


def test_gentler_or_longer(sitting: Sitting) -> None:
    click(sitting.page.whole_button)
    whole = sitting.page.whole
    assert whole.isVisible()
    whole.length.line.setFocus()
    for _ in range(4):
        QTest.keyClick(whole.length.line, Qt.Key.Key_Left)
    assert sitting.model.routine.length == 0.8
    assert whole.length.words.text() == "80 %, gentler"
    assert sitting.row(KNEE).dose.text() == "16 s × 3, both sides"
    assert sitting.row(CAT).dose.text() == "8 slow"
    sitting.model.set_length(1.5)
    assert whole.length.words.text() == "150 %, longer"
    assert sitting.row(KNEE).dose.text() == "30 s × 3, both sides"
    click(whole.done)
    hold = sitting.page.item.hold.stepper
    assert hold.value() == 30
    click(hold.more)
    assert sitting.row(KNEE).dose.text() == "31 s × 3, both sides"
    assert sitting.page.item.everywhere.text() == "Use 21 s × 3 in all routines"


def test_name_voice_sounds_and_how_often(sitting: Sitting) -> None:
    click(sitting.page.whole_button)
    whole = sitting.page.whole
    assert sitting.window.focusWidget() is whole.name
    QTest.keyClicks(whole.name, "Evening")
    assert sitting.page.title.text() == "Evening"
    whole.name.selectAll()
    QTest.keyClick(whole.name, Qt.Key.Key_Delete)
    assert sitting.page.title.text() == "Evening"
    assert whole.name.text() == ""
    QTest.keyClick(whole.name, Qt.Key.Key_Return)
    assert whole.name.text() == sitting.model.routine.name, "a routine has a name"
    for choice, key in ((whole.talking, Talking.BRIEF), (whole.sounds, Sounds.SOFT)):
        choice.setCurrentIndex(choice.findData(key))
        choice.activated.emit(choice.currentIndex())
    assert (sitting.model.routine.talking, sitting.model.routine.sounds) == (Talking.BRIEF, Sounds.SOFT)
    assert not whole.times.isVisible()
    click(whole.how_often.buttons[ADVISED])
    assert sitting.model.routine.how_often == HowOften(times_a_day=1, days_a_week=7)
    click(whole.times.stepper.more)
    click(whole.days.stepper.less)
    assert sitting.model.routine.how_often == HowOften(times_a_day=2, days_a_week=6)
    click(whole.how_often.buttons[NOT_SET])
    assert sitting.model.routine.how_often is None
    whole.talking.setCurrentIndex(whole.talking.findData(AS_IN_SETTINGS))
    whole.talking.activated.emit(whole.talking.currentIndex())
    assert sitting.model.routine.talking is None
    click(whole.done)
    assert sitting.page.item.isVisible()


def test_back_to_how_it_came_is_a_step(sitting: Sitting) -> None:
    click(sitting.page.whole_button)
    assert not sitting.page.whole.back.isVisible()
    sitting.model.set_hold(KNEE, 40)
    changed = sitting.model.routine
    click(sitting.page.whole.back)
    assert sitting.model.routine == sitting.world.routines.built_in("easy-lower-back")
    sitting.model.undo()
    assert sitting.model.routine == changed


# ---- undo ----------------------------------------------------------------------------------------


def test_undo_and_redo_without_end(sitting: Sitting) -> None:
    states = [sitting.model.routine]
    for step in range(60):
        wait(sitting)
        sitting.model.set_hold(KNEE, 21 + step % 30)
        states.append(sitting.model.routine)
    sitting.page.items.focus_chosen()
    for state in reversed(states[:-1]):
        sitting.key(Qt.Key.Key_Z, CONTROL)
        assert sitting.model.routine == state
    assert not sitting.page.head.undo.isEnabled()
    assert not sitting.model.is_changed()
    for number, state in enumerate(states[1:]):
        if number % 2:
            sitting.key(Qt.Key.Key_Y, CONTROL)
        else:
            sitting.key(Qt.Key.Key_Z, CONTROL, SHIFT)
        assert sitting.model.routine == state
    assert not sitting.page.head.redo.isEnabled()


def test_quick_presses_are_one_step(sitting: Sitting) -> None:
    for _ in range(5):
        click(sitting.page.item.hold.stepper.more)
    assert sitting.page.head.undo.accessibleName() == "Undo: Hold, Knee to chest"
    click(sitting.page.head.undo)
    assert sitting.model.routine == sitting.kept
    assert sitting.page.item.hold.stepper.value() == 20
    click(sitting.page.head.redo)
    assert sitting.page.item.hold.stepper.value() == 25


def test_ctrl_z_in_a_field_is_the_editors(sitting: Sitting) -> None:
    inner = sitting.page.item.hold.stepper.field
    inner.setFocus()
    settle()
    QTest.keyClick(inner, Qt.Key.Key_Up)
    assert sitting.model.routine.items[KNEE].hold_s == 21
    sitting.key(Qt.Key.Key_Z, CONTROL)
    assert sitting.model.routine.items[KNEE].hold_s is None
    assert inner.value() == 20
    click(sitting.page.whole_button)
    QTest.keyClicks(sitting.page.whole.name, "Mine")
    assert sitting.page.title.text() == "Mine"
    sitting.key(Qt.Key.Key_Z, CONTROL)
    assert sitting.page.title.text() == "Easy lower back"
    assert sitting.page.whole.name.text() == "Easy lower back"


def test_undo_looks_at_what_it_changed(sitting: Sitting) -> None:
    sitting.model.set_hold(KNEE, 30)
    sitting.model.choose(MARCH)
    sitting.model.undo()
    assert sitting.model.chosen == KNEE


# ---- how the panel looks -------------------------------------------------------------------------


def test_at_its_usual_size_the_picture_is_as_high_as_drawn_and_nothing_is_scrolled(sitting: Sitting) -> None:
    panel = sitting.page.item
    settle()
    assert panel.picture.height() == 240
    assert panel.area.verticalScrollBar().maximum() == 0
    assert "Hold 5 to 60 s" in panel.hint.text()
    sitting.model.set_hold(KNEE, 25)
    settle()
    assert panel.everywhere.isVisible()
    view = panel.area.viewport()
    foot = panel.everywhere.mapTo(view, panel.everywhere.rect().bottomLeft())
    assert foot.y() <= view.height(), "what can be done about all routines is seen at once"


@pytest.mark.parametrize(
    ("size", "text_scale"), [((1280, 800), 1.0), ((1920, 1080), 1.0), ((1280, 800), 2.0)]
)
def test_steppers_take_the_width_of_the_panel(
    worlds: Callable[..., World], size: tuple[int, int], text_scale: float
) -> None:
    sitting = sit_down(worlds(text_scale=text_scale), *size)
    sitting.page._open_item(KNEE)
    settle()
    panel = sitting.page.item

    def right(widget: QWidget) -> int:
        return widget.mapTo(panel, widget.rect().topRight()).x()

    assert abs(right(panel.repeats.stepper) - right(panel.sides)) <= 1
    assert panel.picture.height() == 240


def test_there_is_no_gap_where_there_is_no_rest(sitting: Sitting) -> None:
    panel = sitting.page.item
    settle()
    assert panel.rest.x() < panel.ready.x()
    left = panel.rest.x()
    sitting.model.choose(CAT)
    settle()
    assert not panel.rest.isVisible()
    assert panel.ready.x() == left
    sitting.model.choose(KNEE)
    settle()
    assert panel.rest.x() == left < panel.ready.x()
