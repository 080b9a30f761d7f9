"""Where a routine is done, and getting down and up as its items, in the editor."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from stretchplayer.core.place import Place
from stretchplayer.core.routine_advice import AdviceKind
from tests.ui.editor.sitting import KNEE, Sitting, click, settle, sit_down
from tests.ui.world import World


@pytest.fixture
def sitting(world: World) -> Sitting:
    return sit_down(world)


def stretches(sitting: Sitting) -> list[str]:
    return [item.stretch for item in sitting.model.routine.items]


def test_the_place_can_be_chosen_undone_and_is_kept(sitting: Sitting) -> None:
    click(sitting.page.whole_button)
    place = sitting.page.whole.place
    assert place.value() == Place.FLOOR
    click(place.buttons["bed"])
    assert sitting.model.routine.place is Place.BED
    sitting.model.undo()
    assert place.value() == Place.FLOOR
    sitting.model.redo()
    sitting.model.save()
    assert sitting.world.routines.get("easy-lower-back").place is Place.BED
    assert sitting.world.routines.is_changed("easy-lower-back")


def test_total_and_advice_follow_the_place(sitting: Sitting) -> None:
    on_floor = sitting.model.total_ms()
    sitting.model.set_place(Place.BED)
    assert on_floor - sitting.model.total_ms() == 10_000  # 20 s on to the bed and not 30 s to the floor
    (told,) = [advice for advice in sitting.model.advice() if advice.kind is AdviceKind.PLACE]
    assert "Cat and cow" in told.sentence
    settle()
    shown = [words.text() for words in sitting.page.findChildren(QLabel) if words.isVisible()]
    assert told.sentence in shown


def test_getting_down_and_up_are_added_with_one_press_and_the_button_goes(sitting: Sitting) -> None:
    sitting.model.choose(KNEE)
    click(sitting.page.whole_button)
    whole = sitting.page.whole
    before = stretches(sitting)
    assert whole.transfers.isVisible()
    click(whole.transfers)
    assert stretches(sitting) == [before[0], "getting-down", *before[1:], "getting-up"]
    assert sitting.model.routine.items[sitting.model.chosen].stretch == before[KNEE]
    assert not whole.transfers.isVisible()
    assert whole.place.buttons["floor"].hasFocus()
    sitting.model.undo()
    assert stretches(sitting) == before
    assert whole.transfers.isVisible()


@pytest.mark.parametrize("place", [Place.BED, Place.CHAIR])
def test_nobody_is_offered_the_floor_elsewhere(sitting: Sitting, place: Place) -> None:
    click(sitting.page.whole_button)
    sitting.model.set_place(place)
    assert not sitting.page.whole.transfers.isVisible()


def test_a_new_routine_is_for_where_one_stretches(world: World) -> None:
    world.settings.update(place=Place.CHAIR)
    sitting = sit_down(world, routine=None)
    sitting.place.make_new()
    settle()
    assert sitting.model.routine.place is Place.CHAIR
    assert not sitting.model.is_changed()
