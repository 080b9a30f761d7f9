"""Numbers that are typed, pasted, turned and held down: what is none changes nothing, and none is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSpinBox

from tests.ui.editor.sitting import CAT, KNEE, MARCH, PRAYER, Sitting, click, question, settle, sit_down
from tests.ui.editor.test_settings_of_items import wheel
from tests.ui.world import World

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sitting(world: World) -> Sitting:
    made = sit_down(world)
    made.model.choose(KNEE)
    return made


def begin(sitting: Sitting) -> QSpinBox:
    """The field of the hold, with all of it selected as by Tab."""
    field = sitting.page.item.hold.stepper.field
    field.setFocus()
    settle()
    field.selectAll()
    return field


def hold(sitting: Sitting, index: int = KNEE) -> float | None:
    return sitting.model.routine.items[index].hold_s


TYPED = [
    ("45", 45),
    ("45 s", 45),
    ("45s", 45),
    ("  30", 30),
    ("0:45", 45),
    ("1:00", 60),
    ("1:30", 60),  # more than a hold can be
    ("1 min", 60),
    ("999", 60),
    ("0", 5),
    ("1", 5),
    ("", None),
    ("abc", None),
    ("9:99", None),
    ("-5", None),
    (":", None),
    ("1:2:3", None),
    ("20", None),  # as it is
]


OTHERWISE = (TYPED[0], TYPED[-2], ("", None))  # it is read alike however it gets there


@pytest.mark.parametrize(
    ("typed", "seconds", "how"),
    [
        *((typed, seconds, "enter") for typed, seconds in TYPED),
        *((typed, seconds, how) for typed, seconds in OTHERWISE for how in ("leave", "paste")),
    ],
)
def test_what_is_typed(sitting: Sitting, typed: str, seconds: int | None, how: str) -> None:
    field = begin(sitting)
    if how == "paste":
        QApplication.clipboard().setText(typed)
        if not typed:
            QTest.keyClick(field, Qt.Key.Key_Delete)
        sitting.key(Qt.Key.Key_V, CONTROL)
    elif typed:
        QTest.keyClicks(field, typed)
    else:
        QTest.keyClick(field, Qt.Key.Key_Delete)
    if how == "leave":
        sitting.page.item.repeats.stepper.field.setFocus()
    else:
        QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert hold(sitting) == seconds
    shown = 20 if seconds is None else seconds
    assert field.text() == ("1 min" if shown == 60 else f"{shown} s")
    assert sitting.row(KNEE).dose.text().startswith(f"{shown} s × 3")
    assert sitting.model.is_changed() is (seconds is not None)


@pytest.mark.parametrize(
    "pasted", ["45\n", "45\r\n30", "\t45", "４５", "45\u00a0s", "1:30\u200b", "x" * 5000, "9" * 400]
)
def test_whatever_is_pasted_the_number_is_one_of_the_limits(sitting: Sitting, pasted: str) -> None:
    field = begin(sitting)
    QApplication.clipboard().setText(pasted)
    sitting.key(Qt.Key.Key_V, CONTROL)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert 5 <= (hold(sitting) or 20) <= 60
    assert sitting.page.item.hold.stepper.value() == (hold(sitting) or 20)


def test_saving_takes_what_is_still_being_typed(sitting: Sitting) -> None:
    QTest.keyClicks(begin(sitting), "45")
    sitting.key(Qt.Key.Key_S, CONTROL)
    assert sitting.kept.items[KNEE].hold_s == 45
    assert not sitting.model.is_changed()


def test_the_button_saves_what_is_still_being_typed(sitting: Sitting) -> None:
    QTest.keyClicks(begin(sitting), "45")
    assert sitting.page.head.save.isEnabled()
    click(sitting.page.head.save)
    assert sitting.kept.items[KNEE].hold_s == 45


def test_typing_what_is_no_change_leaves_nothing_to_save(sitting: Sitting) -> None:
    field = begin(sitting)
    QTest.keyClicks(field, "20")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert not sitting.page.head.save.isEnabled()


def test_trying_it_plays_what_is_still_being_typed(sitting: Sitting) -> None:
    QTest.keyClicks(begin(sitting), "45")
    click(sitting.page.head.try_it)
    assert sitting.tried[-1][0].items[KNEE].hold_s == 45


def test_leaving_asks_about_what_is_still_being_typed(sitting: Sitting) -> None:
    QTest.keyClicks(begin(sitting), "45")
    sitting.place.leave(lambda: None)
    click(question(sitting).buttons["save"])
    assert sitting.kept.items[KNEE].hold_s == 45


def test_another_item_does_not_get_what_was_typed_for_this_one(sitting: Sitting) -> None:
    QTest.keyClicks(begin(sitting), "45")
    click(sitting.row(PRAYER))
    assert (hold(sitting), hold(sitting, PRAYER)) == (45, None)
    sitting.model.choose(KNEE)
    QTest.keyClicks(begin(sitting), "50")
    QTest.mouseClick(sitting.row(PRAYER).handle, Qt.MouseButton.LeftButton)
    settle()
    assert (hold(sitting), hold(sitting, PRAYER)) == (50, None)


def test_undo_takes_back_what_is_being_typed_and_nothing_else(sitting: Sitting) -> None:
    sitting.model.set_rest(KNEE, 9)
    field = begin(sitting)
    QTest.keyClicks(field, "45")
    sitting.key(Qt.Key.Key_Z, CONTROL)
    assert field.text() == "20 s"
    item = sitting.model.routine.items[KNEE]
    assert (item.hold_s, item.rest_s) == (None, 9)


def test_a_drill_and_a_round_and_a_length_have_limits_of_their_own(sitting: Sitting) -> None:
    for index, typed, seconds in ((CAT, "45", 20), (CAT, "1", 4), (MARCH, "10:00", 600), (MARCH, "20", 60)):
        sitting.model.choose(index)
        field = begin(sitting)
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert hold(sitting, index) == seconds


def test_a_march_of_two_minutes_can_be_typed_as_it_is_shown(sitting: Sitting) -> None:
    sitting.model.choose(MARCH)
    field = begin(sitting)
    assert field.text() == "2 min"
    QTest.keyClicks(field, "3 min")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert hold(sitting, MARCH) == 180


def test_the_wheel_stops_at_the_limits(sitting: Sitting) -> None:
    begin(sitting)
    wheel(sitting.page.item.hold, 100)
    assert hold(sitting) == 60
    wheel(sitting.page.item.hold, -100)
    assert hold(sitting) == 5
    sitting.model.undo()
    assert hold(sitting) is None, "one turn of the wheel is one step"


def test_holding_the_button_stops_at_the_limit(sitting: Sitting, qtbot: object) -> None:
    sitting.model.set_hold(KNEE, 58)
    more = sitting.page.item.hold.stepper.more
    QTest.mousePress(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: hold(sitting) == 60)  # type: ignore[attr-defined]
    QTest.mouseRelease(more, Qt.MouseButton.LeftButton)
    click(more)
    assert hold(sitting) == 60
    assert more.toolTip() == "The limits are 5 s and 1 min."
