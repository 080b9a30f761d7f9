"""What does not suit, in the editor: told, swapped with one press, and not offered."""

from __future__ import annotations

from PySide6.QtCore import Qt

from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.place import Place
from stretchplayer.core.routine_advice import FIX_WORDS, AdviceKind, Fix
from stretchplayer.core.suitability import with_effect
from tests.ui.editor.sitting import (
    CAT,
    EASY,
    PRAYER,
    button,
    click,
    picker,
    settle,
    sit_down,
    swap_sheet,
    words_on,
)
from tests.ui.world import World


def say(world: World, concern: Concern, effect: Effect = Effect.HIDE) -> None:
    world.settings.save(with_effect(world.settings.preferences, concern, effect))


def test_it_is_told_and_swapped_with_one_press_that_can_be_undone(world: World) -> None:
    say(world, Concern.KNEELING)
    sitting = sit_down(world)
    before = sitting.stretches
    sitting.model.choose(PRAYER)
    banner = sitting.page.notes.banners[AdviceKind.SUITS]
    assert banner.words.text() == (
        "By what you told us, Cat and cow and Prayer stretch do not suit you. "
        "They are left out when you play this."
    )
    click(button(banner, FIX_WORDS[Fix.SUITS]))
    assert "prayer-stretch" not in sitting.stretches
    assert "cat-cow" not in sitting.stretches
    assert len(sitting.stretches) == len(before)
    assert sitting.model.chosen == PRAYER
    assert AdviceKind.SUITS not in sitting.page.notes.banners
    sitting.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sitting.stretches == before


def test_what_is_said_meanwhile_is_told_at_once(world: World) -> None:
    sitting = sit_down(world)
    whole = sitting.model.total_ms()
    assert AdviceKind.SUITS not in sitting.page.notes.banners
    say(world, Concern.KNEELING)
    settle()
    assert AdviceKind.SUITS in sitting.page.notes.banners
    assert sitting.model.total_ms() < whole
    assert {CAT, PRAYER}.isdisjoint(sitting.model.totals_ms())


def test_a_routine_on_a_bed_has_what_is_done_lying(world: World) -> None:
    say(world, Concern.FLOOR)
    world.settings.update(place=Place.BED)
    sitting = sit_down(world, routine=f"{EASY}-bed")
    assert AdviceKind.SUITS not in sitting.page.notes.banners


def test_what_does_not_suit_is_not_offered_until_it_is_asked_for(world: World) -> None:
    say(world, Concern.KNEELING)
    sitting = sit_down(world)
    click(sitting.page.add)
    offered = picker(sitting)
    names = [row.stretch for row in offered.found]
    assert "prayer-stretch" not in names
    assert "pelvic-tilt" in names
    click(offered.hidden.show_all)
    names = [row.stretch for row in offered.found]
    assert "prayer-stretch" in names
    kneeling = next(row for row in offered.rows if row.stretch == "prayer-stretch")
    assert "Hidden: it kneels." in words_on(kneeling)
    assert "you said kneeling hurts" in kneeling.accessibleName()
    click(kneeling)
    assert "prayer-stretch" in sitting.stretches, "it is the user's to have it"


def test_a_search_for_what_is_hidden_says_that_it_is(world: World) -> None:
    say(world, Concern.KNEELING)
    sitting = sit_down(world)
    click(sitting.page.add)
    offered = picker(sitting)
    offered.field.setText("prayer stretch")
    settle()
    assert "prayer-stretch" not in [row.stretch for row in offered.found]
    assert not offered.hidden.isHidden()


def test_a_swap_offers_what_suits_and_signs_what_carries_a_warning(world: World) -> None:
    say(world, Concern.KNEELING)
    say(world, Concern.HIP, Effect.WARN)
    sitting = sit_down(world)
    sitting.page.deeds.swap(PRAYER)
    sheet = swap_sheet(sitting)
    names = [row.stretch for row in sheet.rows]
    assert "cat-cow" not in names
    warned = next(row for row in sheet.rows if row.stretch == "single-knee-to-chest")
    assert "Take care: it asks a lot of a hip." in words_on(warned)
