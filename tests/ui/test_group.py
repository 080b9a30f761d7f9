"""Groups of settings: rows fold where it is narrow, can be found, and fit every width."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.card import Group
from stretchplayer.ui.widgets.chips import ChipSet
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.slider import LabelledSlider
from stretchplayer.ui.widgets.stepper import Stepper
from stretchplayer.ui.widgets.switch import Switch
from tests.ui.test_controls import PLACES, VOICES, metres, shown
from tests.ui.test_fit import cut_off
from tests.ui.world import World


def test_a_row_puts_its_control_under_the_words_where_it_is_narrow(world: World) -> None:
    group = Group(world.look, "Reading from the floor")
    row = group.add_row(
        "Distance to the screen",
        "14-inch screen found",
        LabelledSlider(world.look, "Distance to the screen", 0.5, 4.0, 0.5, metres),
    )
    below = group.add_row("On", "", ChipSet(world.look, "On", PLACES), below=True)
    shown(world, group, 600)
    QApplication.processEvents()
    assert (row.stacked, below.stacked) == (False, True)
    group.resize(300, 400)
    QApplication.processEvents()
    assert row.stacked
    assert not cut_off(group)
    group.resize(600, 400)
    QApplication.processEvents()
    assert not row.stacked
    group.set_tight(tight=True)
    assert row.stacked


def test_rows_can_be_found_and_hidden(world: World) -> None:
    group = Group(world.look, "Comfort")
    ease = Switch(world.look, "Ease off")
    group.add_row("Ease off", "10 s holds and a smaller range at 4 or 5", ease)
    group.add_row("Local emergency number", "", QLineEdit())
    shown(world, group, 500)
    first, second = group.rows
    assert (first.name, first.note, first.widget) == (
        "Ease off",
        "10 s holds and a smaller range at 4 or 5",
        ease,
    )
    assert (first.line.isVisible(), second.line.isVisible()) == (False, True)
    assert group.show_rows({1})
    assert (first.isVisible(), second.isVisible(), second.line.isVisible()) == (False, True, False)
    assert not group.show_rows(set())
    assert not group.isVisible()


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
@pytest.mark.parametrize("width", [300, 482, 900])
def test_a_group_fits_every_width(worlds: Callable[..., World], text_scale: float, width: int) -> None:
    world = worlds(text_scale=text_scale)
    look = world.look
    group = Group(look, "Voice and sounds")
    group.add_row("Voice", "", Choice(look, "Voice", VOICES))
    group.add_row("Breath cue", "Every 10 s: in 4, out 6", Switch(look, "Breath cue"))
    group.add_row(
        "Days a week", "Three counts as a good week too", Stepper(look, "Days", 5, (1, 7), words=str)
    )
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(group)
    column.addStretch(1)
    shown(world, holder, width)
    holder.resize(width, 700)
    for _ in range(4):
        QApplication.processEvents()
    assert group.width() <= width
    assert not cut_off(group)
