"""What suits somebody on the page of stretches: chips, the quiet line, signs, and the banner of a stretch."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.suitability import concerns_of, with_effect
from stretchplayer.ui.stretches.card import StretchCard
from stretchplayer.ui.stretches.filter_rules import POSITIONS
from stretchplayer.ui.stretches.library import ALL_HIDDEN
from stretchplayer.ui.suits.notes import SuitsBanner
from tests.ui.editor.sitting import button, click, settle, words_on
from tests.ui.stretch_kit import Visit, visit
from tests.ui.world import World


def say(world: World, concern: Concern, effect: Effect = Effect.HIDE) -> None:
    world.settings.save(with_effect(world.settings.preferences, concern, effect))


def shown_cards(visit: Visit) -> list[StretchCard]:
    settle()
    return [card for card in visit.page.library.cards if card.isVisible()]


def ids(visit: Visit) -> set[str]:
    return {card.stretch for card in shown_cards(visit)}


def banner(visit: Visit) -> SuitsBanner | None:
    settle()
    found = [b for b in visit.page.detail.findChildren(SuitsBanner) if b.isVisible()]
    assert len(found) < 2
    return found[0] if found else None


def test_what_is_hidden_is_not_shown_until_it_is_asked_for(world: World) -> None:
    say(world, Concern.KNEELING)
    hidden = world.services.maker.suits.hidden_of(world.library.catalogue)
    visiting = visit(world)
    library = visiting.page.library
    every = {stretch.id for stretch in world.library.catalogue}
    assert ids(visiting) == every - hidden
    assert f"{len(hidden)} hidden by what you told us." in words_on(library)
    assert library.filters.chips["all"].text() == f"All {len(every) - len(hidden)}"
    click(library.hidden.show_all)
    assert ids(visiting) == every
    sign = next(card for card in library.cards if card.stretch == "prayer-stretch")
    assert "Hidden: it kneels." in words_on(sign)
    assert "Prayer stretch kneels, and you said kneeling hurts." in sign.accessibleName()
    click(library.hidden.show_all)
    assert ids(visiting) == every - hidden


def test_nobody_who_said_nothing_sees_a_line(world: World) -> None:
    visiting = visit(world)
    assert visiting.page.library.hidden.isHidden()
    assert len(shown_cards(visiting)) == len(world.library.catalogue)


def test_what_carries_a_warning_has_a_sign_and_stays(world: World) -> None:
    say(world, Concern.KNEELING, Effect.WARN)
    visiting = visit(world)
    assert len(shown_cards(visiting)) == len(world.library.catalogue)
    card = next(card for card in shown_cards(visiting) if card.stretch == "prayer-stretch")
    assert "Take care: it kneels." in words_on(card)


def test_what_goes_in_a_kinder_direction_comes_first(world: World) -> None:
    say(world, Concern.BENDING, Effect.WARN)
    cards = shown_cards(visit(world))
    directions = [set(card.record.directions) <= {"N", "E"} for card in cards]
    assert directions == sorted(directions, reverse=True)


@pytest.mark.parametrize("key", POSITIONS)
def test_a_position_is_chosen_with_arrow_keys(world: World, key: str) -> None:
    visiting = visit(world)
    chips = visiting.page.library.filters.chips
    focus = chips["all"]
    focus.setFocus()
    for _ in range([*POSITIONS].index(key) + 1):
        QTest.keyClick(visiting.window.focusWidget() or focus, Qt.Key.Key_Right)
    QTest.keyClick(visiting.window.focusWidget() or focus, Qt.Key.Key_Space)
    catalogue = world.library.catalogue
    assert ids(visiting) == {s.id for s in catalogue if s.posture in POSITIONS[key][1]}
    assert chips[key].accessibleName() == f"Position: {POSITIONS[key][0]}"


def test_chips_and_search_come_together(world: World) -> None:
    visiting = visit(world)
    library = visiting.page.library
    click(library.filters.chips[Concern.KNEELING])
    click(library.filters.chips[Concern.BENDING])
    click(library.filters.chips["lying"])
    expected = {
        stretch.id
        for stretch in world.library.catalogue
        if stretch.posture.value.startswith("lying")
        and not {Concern.KNEELING, Concern.BENDING} & set(concerns_of(stretch))
    }
    assert ids(visiting) == expected
    visiting.type_in(library.field, "belly")
    assert ids(visiting) < expected
    assert ids(visiting)


def test_when_the_chips_let_nothing_through_all_can_be_shown(world: World) -> None:
    say(world, Concern.KNEELING)
    visiting = visit(world)
    library = visiting.page.library
    click(library.filters.chips["knees"])
    assert ids(visiting) == set()
    assert ALL_HIDDEN in words_on(library)
    click(library.show_all)
    assert len(shown_cards(visiting)) == len(world.library.catalogue)
    assert not library.filters.any
    assert library.show_all.isHidden()


def test_the_page_of_what_suits_is_one_press_away_and_escape_comes_back(world: World) -> None:
    visiting = visit(world)
    click(visiting.page.library.suits)
    assert visiting.page.currentWidget() is visiting.page.suits
    visiting.page.suits.rows[Concern.KNEELING].answers.buttons[Effect.HIDE].click()
    QTest.keyClick(visiting.page.suits.head.back, Qt.Key.Key_Escape)
    assert visiting.page.currentWidget() is visiting.page.library
    assert "prayer-stretch" not in ids(visiting)


def test_a_stretch_says_why_it_is_hidden_and_can_be_shown_anyway(world: World) -> None:
    say(world, Concern.KNEELING)
    visiting = visit(world)
    visiting.page.show_stretch("prayer-stretch")
    told = banner(visiting)
    assert told is not None
    assert told.words.text() == (
        "Prayer stretch kneels, and you said kneeling hurts. "
        "It is hidden, and left out when you play a routine that has it."
    )
    click(button(told, "Show it anyway"))
    assert world.settings.preferences.kept_anyway == ("prayer-stretch",)
    assert visiting.window.focusWidget() is visiting.page.detail.back
    told = banner(visiting)
    assert told is not None
    assert told.words.text().endswith("You show it all the same.")
    click(button(told, "Hide it again"))
    assert world.settings.preferences.kept_anyway == ()


def test_a_hidden_stretch_leads_to_what_would_suit(world: World) -> None:
    say(world, Concern.KNEELING)
    visiting = visit(world)
    visiting.page.show_stretch("prayer-stretch")
    told = banner(visiting)
    assert told is not None
    click(button(told, "See Knee to chest"))
    assert "Single knee to chest" in words_on(visiting.page.detail)
    assert banner(visiting) is None


def test_half_of_a_move_is_advised_instead_of_hiding_it(world: World) -> None:
    say(world, Concern.BENDING)
    visiting = visit(world, 900, 600)
    visiting.page.show_stretch("cat-cow")
    told = banner(visiting)
    assert told is not None
    assert told.words.text().endswith("Do the cow half alone: from flat, let the belly sink.")
    assert "It is hidden" not in told.words.text()


def test_a_full_disk_is_told(world: World) -> None:
    say(world, Concern.KNEELING)
    visiting = visit(world)
    visiting.page.show_stretch("prayer-stretch")
    told = banner(visiting)
    assert told is not None
    world.refuse_writing()
    click(button(told, "Show it anyway"))
    assert world.settings.preferences.kept_anyway == ()
    assert visiting.page.detail._problem.isVisible()
