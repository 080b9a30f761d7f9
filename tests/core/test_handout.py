"""What a handout holds: the routine as it plays, at full doses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stretchplayer.app.content import load_catalogue
from stretchplayer.core.catalogue import Catalogue, Dose
from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.handout import Handout, NothingToPrintError, gather_handout
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import HowOften, Routine, RoutineItem, Sides
from stretchplayer.core.suitability import Suits, with_effect

KNEE, CAT, BEND = "single-knee-to-chest", "cat-cow", "standing-back-bend"
MADE = date(2026, 11, 21)
NOBODY = Suits()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(Path(__file__).parents[2] / "assets" / "catalogue")


def routine(*items: RoutineItem, length: float = 1.0) -> Routine:
    return Routine(
        id="r",
        name="Mine",
        description="For the evening.",
        items=items,
        place=Place.BED,
        length=length,
        how_often=HowOften(times_a_day=2),
    )


def asked(concern: Concern, effect: Effect) -> Suits:
    return Suits.of_preferences(with_effect(Preferences(), concern, effect))


def gather(catalogue: Catalogue, *items: RoutineItem, suits: Suits = NOBODY, **more: object) -> Handout:
    return gather_handout(routine(*items), catalogue, suits, made=MADE, **more)  # type: ignore[arg-type]


def test_doses_are_those_of_the_item_or_of_the_stretch(catalogue: Catalogue) -> None:
    handout = gather(
        catalogue,
        RoutineItem(stretch=KNEE, hold_s=30, repetitions=2, sides=Sides.LEFT),
        RoutineItem(stretch=KNEE),
    )
    mine, usual = handout.entries
    assert (mine.dose, mine.sides) == (Dose(hold_s=30, repetitions=2), Sides.LEFT)
    assert (usual.dose, usual.sides) == (catalogue[KNEE].dose, Sides.BOTH)
    assert (handout.name, handout.description, handout.place) == ("Mine", "For the evening.", Place.BED)
    assert handout.how_often == HowOften(times_a_day=2)


def test_a_gentler_routine_has_gentler_doses(catalogue: Catalogue) -> None:
    items = (RoutineItem(stretch=KNEE),)
    gentle = gather_handout(routine(*items, length=0.5), catalogue, NOBODY, made=MADE)
    assert gentle.entries[0].dose.hold_s == catalogue[KNEE].dose.hold_s / 2


def test_what_does_not_suit_or_is_set_aside_is_left_out_and_named(catalogue: Catalogue) -> None:
    handout = gather(
        catalogue,
        RoutineItem(stretch=KNEE),
        RoutineItem(stretch=BEND),
        RoutineItem(stretch=CAT),
        RoutineItem(stretch=CAT),
        suits=asked(Concern.LEANING_BACK, Effect.HIDE),
        set_aside={CAT},
    )
    assert [entry.stretch.id for entry in handout.entries] == [KNEE]
    assert handout.left_out == (catalogue[BEND].short_name, catalogue[CAT].short_name)


def test_who_is_warned_is_told_how(catalogue: Catalogue) -> None:
    suits = asked(Concern.LEANING_BACK, Effect.WARN)
    entry = gather(catalogue, RoutineItem(stretch=BEND), suits=suits).entries[0]
    assert entry.care.startswith(suits.verdict(catalogue[BEND]).advice)


def test_who_should_ask_first_is_told_apart_from_what_to_mind(catalogue: Catalogue) -> None:
    entry = gather(catalogue, RoutineItem(stretch=KNEE)).entries[0]
    assert entry.ask_first.startswith("Ask a professional first")
    assert entry.care == "If symptoms in the leg spread, stop."
    assert f"{entry.ask_first} {entry.care}" == catalogue[KNEE].caution_note


def test_of_nothing_there_is_no_handout(catalogue: Catalogue) -> None:
    with pytest.raises(NothingToPrintError, match=r"It has no stretches yet\.$"):
        gather(catalogue)
    with pytest.raises(NothingToPrintError, match=r"Everything in it is left out\.$"):
        gather(catalogue, RoutineItem(stretch=CAT), set_aside={CAT})
