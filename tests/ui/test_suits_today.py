"""What Today says of a routine that does not suit, and what each choice does; then the window as a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.place import Place
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.suitability import unsuited, with_effect
from stretchplayer.ui.pages.suits_card import SWAP_ALL, SuitsCards
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.widgets.note_card import NoteCard
from stretchplayer.ui.widgets.parts import Button
from tests.ui.world import World

EASY = "easy-lower-back"
Told = list[tuple[str, str | None, Callable[[], object] | None]]


def say(world: World, *concerns: Concern, effect: Effect = Effect.HIDE) -> None:
    for concern in concerns:
        world.settings.save(with_effect(world.settings.preferences, concern, effect))


def cards_of(world: World) -> tuple[SuitsCards, Told]:
    cards = SuitsCards(world.look, world.services)
    told: Told = []
    cards.told.connect(lambda *words: told.append(words))
    return cards, told


def card_of(world: World, cards: SuitsCards, routine: str = EASY) -> NoteCard | None:
    card = cards.card(world.routines.get(routine))
    return None if card is None else world.keep(card)


def must(world: World, cards: SuitsCards, routine: str = EASY) -> NoteCard:
    card = card_of(world, cards, routine)
    assert card is not None
    return card


def button(card: NoteCard, words: str) -> Button:
    return next(one for one in card.buttons if one.text() == words)


def stretches(world: World, routine: str = EASY) -> list[str]:
    return [item.stretch for item in world.routines.get(routine).items]


def made(world: World, *names: str) -> str:
    items = tuple(RoutineItem(stretch=name) for name in names)
    return world.routines.create(Routine(id="", name="Mine", description="", items=items)).id


def undo(told: Told) -> None:
    action = told[-1][2]
    assert told[-1][1] == "Undo"
    assert action is not None
    action()


def test_nothing_is_said_where_everything_suits(world: World) -> None:
    cards, _ = cards_of(world)
    assert card_of(world, cards) is None
    say(world, Concern.KNEELING, effect=Effect.WARN)
    assert card_of(world, cards) is None


def test_one_that_does_not_suit_is_named_with_the_reason_and_three_choices(world: World) -> None:
    mine = made(world, "prayer-stretch", "single-knee-to-chest")
    say(world, Concern.KNEELING)
    cards, _ = cards_of(world)
    card = must(world, cards, mine)
    assert card.words.text() == (
        "Prayer stretch kneels, and you said kneeling hurts. It is left out until you choose."
    )
    assert [one.text() for one in card.buttons] == ["Use Pelvic tilt instead", "Leave it out", "Keep it"]
    assert button(card, "Leave it out").accessibleName() == "Leave Prayer stretch out"


def test_a_swap_is_kept_in_the_routine_and_can_be_undone(world: World) -> None:
    mine = made(world, "prayer-stretch", "single-knee-to-chest")
    say(world, Concern.KNEELING)
    cards, told = cards_of(world)
    button(must(world, cards, mine), "Use Pelvic tilt instead").click()
    assert stretches(world, mine) == ["pelvic-tilt", "single-knee-to-chest"]
    assert told[-1][0] == "Mine has Pelvic tilt in place of Prayer stretch now."
    assert card_of(world, cards, mine) is None
    undo(told)
    assert stretches(world, mine) == ["prayer-stretch", "single-knee-to-chest"]


def test_what_is_to_be_left_out_stays_out_without_asking_again(world: World) -> None:
    mine = made(world, "prayer-stretch", "single-knee-to-chest")
    say(world, Concern.KNEELING)
    cards, told = cards_of(world)
    changed: list[bool] = []
    cards.changed.connect(lambda: changed.append(True))
    button(must(world, cards, mine), "Leave it out").click()
    assert changed == [True]
    assert card_of(world, cards, mine) is None
    assert stretches(world, mine) == ["prayer-stretch", "single-knee-to-chest"]
    assert "prayer-stretch" in world.services.maker.options(routine=world.routines.get(mine)).left_out
    other = made(world, "prayer-stretch", "pelvic-tilt")
    assert card_of(world, cards, other) is not None, "it was said of one routine"
    undo(told)
    assert card_of(world, cards, mine) is not None


def test_what_is_kept_is_played_again(world: World) -> None:
    mine = made(world, "prayer-stretch", "single-knee-to-chest")
    say(world, Concern.KNEELING)
    cards, told = cards_of(world)
    button(must(world, cards, mine), "Keep it").click()
    assert world.settings.preferences.kept_anyway == ("prayer-stretch",)
    assert card_of(world, cards, mine) is None
    assert "prayer-stretch" not in world.services.maker.options(routine=world.routines.get(mine)).left_out
    undo(told)
    assert card_of(world, cards, mine) is not None


def test_several_are_swapped_with_one_press(world: World) -> None:
    say(world, Concern.KNEELING)
    cards, told = cards_of(world)
    before = stretches(world)
    card = must(world, cards)
    assert "1 more does not suit. They are left out until you choose." in card.words.text()
    button(card, SWAP_ALL).click()
    kept = world.routines.get(EASY)
    assert unsuited(kept, world.library.catalogue, world.services.maker.suits) == ()
    assert told[-1][0] == "Easy lower back has 2 swaps now."
    undo(told)
    assert stretches(world) == before


def test_what_is_set_aside_is_not_what_is_swapped_in(world: World) -> None:
    mine = made(world, "prayer-stretch", "supine-trunk-rotation")
    say(world, Concern.KNEELING)
    world.history.set_aside("single-knee-to-chest", "sore")
    cards, _ = cards_of(world)
    assert button(must(world, cards, mine), "Use Pelvic tilt instead")


def test_where_nothing_is_left_swaps_and_other_places_are_offered(world: World) -> None:
    say(world, Concern.FLOOR)
    cards, told = cards_of(world)
    went: list[str] = []
    cards.chosen.connect(went.append)
    card = must(world, cards)
    assert card.words.text() == "Nothing is left of Easy lower back, by what you told us."
    words = [one.text() for one in card.buttons]
    assert words == [SWAP_ALL, "Do it on a bed", "Do it on a chair", "What suits you"]
    button(card, "Do it on a bed").click()
    assert world.settings.preferences.place is Place.BED
    assert went == [f"{EASY}-bed"]
    assert card_of(world, cards, f"{EASY}-bed") is None
    undo(told)
    assert world.settings.preferences.place is Place.FLOOR
    assert went[-1] == EASY


def test_a_routine_of_ones_own_goes_to_the_bed_as_it_is(world: World) -> None:
    mine = made(world, "pelvic-tilt", "knee-rolls")
    say(world, Concern.FLOOR)
    cards, told = cards_of(world)
    button(must(world, cards, mine), "Do it on a bed").click()
    assert world.routines.get(mine).place is Place.BED
    assert world.settings.preferences.place is Place.FLOOR
    assert card_of(world, cards, mine) is None
    undo(told)
    assert world.routines.get(mine).place is Place.FLOOR


def test_a_warning_says_how_to_do_it(world: World) -> None:
    mine = made(world, "cat-cow", "pelvic-tilt")
    cards, _ = cards_of(world)
    assert cards.care(world.routines.get(mine)) is None
    say(world, Concern.BENDING)
    care = cards.care(world.routines.get(mine))
    assert care is not None
    world.keep(care)
    assert care.words.text().endswith("Do the cow half alone: from flat, let the belly sink.")


@pytest.mark.parametrize("words", ["Use Pelvic tilt instead", "Keep it"])
def test_a_full_disk_is_told_on_the_card(world: World, words: str) -> None:
    mine = made(world, "prayer-stretch", "single-knee-to-chest")
    say(world, Concern.KNEELING)
    cards, told = cards_of(world)
    card = must(world, cards, mine)
    before = card.words.text()
    world.refuse_writing()
    button(card, words).click()
    assert card.words.text() != before
    assert told == []


# ---- on the page -------------------------------------------------------------------------------


def today(world: World) -> TodayPage:
    world.settings.update(wake_up_min=5 * 60)  # no morning order
    world.services.maker.choose_full_holds()
    page = world.today_page()
    page.resize(1072, 800)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


def test_today_shows_it_by_keys_and_counts_what_is_left(world: World) -> None:
    say(world, Concern.KNEELING)
    page = today(world)
    assert page.hero.about.text().endswith("Warm-up and 2 stretches.")
    swap = next(b for b in page.cards.findChildren(Button) if b.text() == SWAP_ALL)
    swap.setFocus()
    QTest.keyClick(swap, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert page.hero.about.text().endswith("Warm-up and 4 stretches.")
    assert not any(b.text() == SWAP_ALL and b.isVisible() for b in page.cards.findChildren(Button))


def test_today_does_not_offer_a_routine_of_which_nothing_is_left(world: World) -> None:
    say(world, Concern.FLOOR)
    page = today(world)
    assert page.hero.about.text().endswith("Warm-up alone.")
    assert not any("Gentle day" in link.text() for link in page.hero.findChildren(Button))
