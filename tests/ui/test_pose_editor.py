"""Posing the figure in the window: handles by pointer and keys, sliders, positions, undo, and how it fits."""

from __future__ import annotations

from collections.abc import Callable
from math import dist

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stretchplayer.app.resources import assets
from stretchplayer.core.errors import ContentError
from stretchplayer.figure.own_pose import check_pose
from stretchplayer.figure.pose import PoseLibrary
from stretchplayer.figure.sculpt_drag import handles
from stretchplayer.ui.widgets.pose_editor import POSTURES, PoseEditor
from stretchplayer.ui.widgets.pose_sliders import JOINTS, degrees_words
from tests.ui.test_fit import cut_off, outside, overlapping, too_small
from tests.ui.world import World

THEMES = ["light", "dark", "contrast"]
WIDE, NARROW = 1000, 764
SETTLING = 5  # turns of the event loop until heights have followed widths


def settle() -> None:
    for _ in range(SETTLING):
        QApplication.processEvents()


def editor_in(world: World, width: int = WIDE, height: int = 900) -> PoseEditor:
    holder = QWidget()
    made = PoseEditor(world.look, world.clock)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    world.keep(holder)
    holder.resize(width, height)
    holder.show()
    holder.activateWindow()
    assert QTest.qWaitForWindowActive(holder)
    settle()
    return made


@pytest.fixture
def editor(world: World) -> PoseEditor:
    return editor_in(world)


def heard(editor: PoseEditor) -> list[str]:
    changes: list[str] = []
    editor.changed.connect(lambda: changes.append("changed"))
    return changes


def lead(editor: PoseEditor, handle: str, by: tuple[int, int]) -> None:
    """Press on a handle, lead it in small steps, let go."""
    begin = editor.view.handle_at(handle)
    QTest.mousePress(editor.view, Qt.MouseButton.LeftButton, pos=begin)
    for step in range(1, 9):
        to = begin + QPoint(by[0] * step // 8, by[1] * step // 8)
        QTest.mouseMove(editor.view, to)
        editor.view.settle()
    QTest.mouseRelease(editor.view, Qt.MouseButton.LeftButton, pos=begin + QPoint(*by))


# ---- handles ----------------------------------------------------------------------------------------


def test_a_hand_follows_the_pointer(editor: PoseEditor) -> None:
    changes = heard(editor)
    begin = editor.view.handle_at("handR")
    lead(editor, "handR", (120, -90))
    now = editor.view.handle_at("handR")
    assert dist(now.toTuple(), (begin + QPoint(120, -90)).toTuple()) < 6
    assert editor.sculpture["shoulderR"] > 20
    assert changes
    assert not editor.view.is_held


def test_one_drag_is_one_step_to_undo(editor: PoseEditor) -> None:
    before = editor.sculpture
    lead(editor, "handR", (120, -90))
    first = editor.sculpture
    lead(editor, "footR", (60, -40))
    editor.undo()
    assert editor.sculpture.values == first.values
    editor.undo()
    assert editor.sculpture == before
    assert not editor.undo_button.isEnabled()
    editor.redo()
    editor.redo()
    assert editor.sculpture["hipR"] > before["hipR"]


def test_where_no_handle_is_nothing_is_taken(editor: PoseEditor) -> None:
    changes = heard(editor)
    QTest.mousePress(editor.view, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    QTest.mouseMove(editor.view, QPoint(80, 80))
    QTest.mouseRelease(editor.view, Qt.MouseButton.LeftButton, pos=QPoint(80, 80))
    assert not changes


def test_a_handle_is_a_large_target_and_the_nearest_is_meant(editor: PoseEditor) -> None:
    editor.take_posture("back")
    beside = editor.view.handle_at("head") + QPoint(17, 0)
    QTest.mousePress(editor.view, Qt.MouseButton.LeftButton, pos=beside)
    assert editor.view.is_held
    assert editor.view.dots["head"].hasFocus()
    QTest.mouseRelease(editor.view, Qt.MouseButton.LeftButton, pos=beside)
    assert editor.sculpture == editor.sculpture.with_posture("back")
    assert all(editor.view.handle_box(name).width() >= 44 for name in editor.view.dots)


def test_tab_goes_from_handle_to_handle(editor: PoseEditor) -> None:
    dots = editor.view.dots
    dots["head"].setFocus()
    gone = []
    for _ in range(len(dots) - 1):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        gone.append(next((name for name, dot in dots.items() if dot.hasFocus()), None))
    assert gone == list(dots)[1:]


@pytest.mark.parametrize(
    ("key", "way"),
    [
        (Qt.Key.Key_Left, (-1, 0)),
        (Qt.Key.Key_Right, (1, 0)),
        (Qt.Key.Key_Up, (0, -1)),
        (Qt.Key.Key_Down, (0, 1)),
    ],
)
def test_arrow_keys_move_the_handle_that_has_the_focus(
    editor: PoseEditor, key: Qt.Key, way: tuple[int, int]
) -> None:
    editor.sliders.moved.emit("elbowR", 60.0, "Elbow")
    dot = editor.view.dots["handR"]
    dot.setFocus()

    def moved(modifier: Qt.KeyboardModifier) -> float:
        before = handles(editor.sculpture)["handR"]
        QTest.keyClick(dot, key, modifier)
        after = handles(editor.sculpture)["handR"]
        return (after[0] - before[0]) * way[0] + (after[1] - before[1]) * way[1]

    whole, fine = moved(Qt.KeyboardModifier.NoModifier), moved(Qt.KeyboardModifier.ShiftModifier)
    assert whole > 0.012
    assert 0 < fine < whole / 2
    assert dot.hasFocus()


def test_handles_are_read_out(editor: PoseEditor) -> None:
    dot = editor.view.dots["handR"]
    assert dot.accessibleName() == "Move: Right hand"
    assert "Arrow keys" in dot.accessibleDescription()


def test_the_sliders_follow_the_handle(editor: PoseEditor) -> None:
    editor.view.dots["footL"].setFocus()
    assert (editor.sliders.parts.value(), editor.sliders.sides.value()) == ("legs", "L")
    editor.view.dots["handR"].setFocus()
    assert (editor.sliders.parts.value(), editor.sliders.sides.value()) == ("arms", "R")
    editor.view.dots["head"].setFocus()
    assert editor.sliders.parts.value() == "head"


# ---- sliders ----------------------------------------------------------------------------------------


def test_a_slider_bends_a_joint_and_says_how_far(editor: PoseEditor) -> None:
    editor.sliders.show_part("kneeL")
    slider = editor.sliders.sliders["knee"]
    slider.line.setValue(70)
    assert editor.sculpture["kneeL"] == 70
    assert slider.words.text() == "70° bent"
    assert editor.sculpture["kneeR"] != 70


def test_a_slider_shows_what_a_drag_did(editor: PoseEditor) -> None:
    lead(editor, "handR", (120, -90))
    shown = editor.sliders.sliders["shoulder"].value()
    assert shown == pytest.approx(editor.sculpture["shoulderR"], abs=0.51)


def test_sliders_end_at_the_limits_of_the_joints(editor: PoseEditor) -> None:
    for joints in JOINTS.values():
        for joint in joints:
            slider = editor.sliders.sliders[joint]
            number = (
                joint if joint in ("bend", "side", "twist", "roll", "nod", "tilt", "look") else joint + "R"
            )
            if joint == "roll":
                continue  # nobody rolls over standing
            assert (slider.line.minimum(), slider.line.maximum()) == editor.sculpture.limits(number)


def test_rolling_over_is_for_those_who_lie(editor: PoseEditor) -> None:
    roll = editor.sliders.sliders["roll"]
    assert not roll.isVisible()
    editor.take_posture("back")
    assert roll.isVisible()


def test_angles_in_words() -> None:
    words = degrees_words("back", "forward")
    assert [words(value) for value in (-12.4, -0.3, 0.0, 32.0)] == ["12° back", "0°", "0°", "32° forward"]


# ---- positions, views, sides ------------------------------------------------------------------------


@pytest.mark.parametrize("posture", [key for key, _ in POSTURES])
def test_each_position_can_be_taken_kept_and_undone(editor: PoseEditor, posture: str) -> None:
    begin = editor.sculpture
    editor.take_posture(posture)
    assert editor.sculpture.posture == posture
    data = editor.pose("Mine")
    assert check_pose(data, "Mine") == data
    editor.undo()
    assert editor.sculpture == begin


def test_positions_are_chosen_from_the_row(editor: PoseEditor) -> None:
    QTest.mouseClick(editor.postures.buttons["hands_and_knees"], Qt.MouseButton.LeftButton)
    assert editor.sculpture.posture == "hands_and_knees"
    assert "pelvis" in editor.view.dots
    QTest.mouseClick(editor.postures.buttons["chair"], Qt.MouseButton.LeftButton)
    assert "pelvis" not in editor.view.dots


def test_looking_from_elsewhere_is_no_step_and_stays_over_undo(editor: PoseEditor) -> None:
    picture = editor.view.grab().toImage()
    QTest.mouseClick(editor.views.buttons["front"], Qt.MouseButton.LeftButton)
    assert editor.view.grab().toImage() != picture
    assert not editor.undo_button.isEnabled()
    editor.sliders.moved.emit("bend", 20.0, "Bend")
    editor.undo()
    assert editor.sculpture.camera[0] == 90
    assert editor.views.value() == "front"


def test_both_sides_go_together_when_wished(editor: PoseEditor) -> None:
    editor.together.click()
    assert not editor.view.dots["handL"].isVisible()
    lead(editor, "handR", (100, -60))
    assert editor.sculpture["shoulderL"] == editor.sculpture["shoulderR"]
    editor.sliders.show_part("handR")
    assert not editor.sliders.sides.isVisible()
    editor.undo()
    editor.undo()
    assert not editor.together.isChecked()
    assert editor.view.dots["handL"].isVisible()


def test_back_to_the_start_can_be_undone(editor: PoseEditor) -> None:
    assert not editor.reset_button.isEnabled()
    lead(editor, "handR", (100, -60))
    posed = editor.sculpture
    assert editor.is_changed
    editor.reset_button.click()
    assert not editor.is_changed
    editor.undo()
    assert editor.sculpture == posed


def test_keys_undo_and_redo(editor: PoseEditor) -> None:
    lead(editor, "handR", (100, -60))
    posed = editor.sculpture
    QTest.keyClick(editor.view.dots["handR"], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not editor.is_changed
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(editor.view.dots["handR"], Qt.Key.Key_Z, both)
    assert editor.sculpture == posed


# ---- files ------------------------------------------------------------------------------------------


def test_what_was_made_can_be_opened_and_gone_on_with(world: World, editor: PoseEditor) -> None:
    editor.take_posture("back")
    lead(editor, "kneeR", (-60, -10))
    data = editor.pose("Mine")
    again = editor_in(world)
    again.open(data, "Mine")
    assert again.sculpture.values == editor.sculpture.values
    assert not again.is_changed
    assert again.pose("Mine") == data


def test_a_pose_of_the_library_is_a_beginning(editor: PoseEditor) -> None:
    pose = PoseLibrary(assets() / "poses")["single-knee-to-chest"]
    editor.begin_from(pose)
    assert editor.sculpture.posture == "back"
    assert editor.sculpture["hipR"] == pytest.approx(116, abs=1)
    lead(editor, "footL", (40, -30))
    assert check_pose(editor.pose("Mine"), "Mine")


def test_a_file_that_is_no_pose_changes_nothing(editor: PoseEditor) -> None:
    lead(editor, "handR", (100, -60))
    before = editor.sculpture
    with pytest.raises(ContentError):
        editor.open(b"{", "Mine")
    assert editor.sculpture == before


# ---- looks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("width", "scale"), [(WIDE, 1.0), (NARROW, 1.0), (NARROW, 1.5), (1120, 0.9)])
def test_all_words_and_targets_fit(
    worlds: Callable[..., World], width: int, scale: float, theme: str
) -> None:
    made = editor_in(worlds(theme=theme, text_scale=scale), width, 1300)
    for part in ("trunk", "legs"):
        made.sliders.parts.choose(part)
        made.sliders.show_sculpture(made.sculpture)
        settle()
        assert not cut_off(made)
        assert not outside(made)
        assert not too_small(made)
        assert not overlapping(made)


def test_sliders_stand_under_the_picture_where_it_is_narrow(world: World) -> None:
    wide, narrow = editor_in(world), editor_in(world, NARROW, 1200)

    def left(made: PoseEditor) -> int:
        return made.sliders.mapTo(made, QPoint(0, 0)).x()

    assert left(wide) > wide.view.width()
    assert left(narrow) < 20
    assert narrow.view.width() > 700


@pytest.mark.parametrize("posture", [key for key, _ in POSTURES])
@pytest.mark.parametrize("view", ["side", "front", "top"])
def test_every_handle_is_inside_the_picture(editor: PoseEditor, posture: str, view: str) -> None:
    editor.take_posture(posture)
    QTest.mouseClick(editor.views.buttons[view], Qt.MouseButton.LeftButton)
    inside = editor.view.rect().adjusted(9, 9, -9, -9)
    assert all(inside.contains(editor.view.handle_at(name)) for name in editor.view.dots)


def test_a_body_that_grows_out_of_the_picture_is_shown_whole(editor: PoseEditor) -> None:
    for number in ("shoulderR", "shoulderL"):
        editor.sliders.moved.emit(number, 178.0, "Arm forward")
    settle()
    inside = editor.view.rect().adjusted(9, 9, -9, -9)
    assert inside.contains(editor.view.handle_at("handR"))


def test_a_new_theme_is_drawn_at_once(world: World) -> None:
    made = editor_in(world)
    before = made.view.grab().toImage()
    world.themes.want("dark")
    assert made.view.grab().toImage() != before
