"""The list of all routines."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtWidgets import QLabel

from stretchplayer.core.catalogue import Origin
from stretchplayer.core.place import Place
from stretchplayer.core.routine import HowOften, Routine
from stretchplayer.ui.pages.routines import COPY, EXPORT, REMOVE, RESET, RoutineCard, RoutinesPage
from stretchplayer.ui.widgets.thumbnails import Thumbnail
from tests.ui.editor.sitting import Sitting, click, settle, sit_down
from tests.ui.world import World


@pytest.fixture
def sitting(world: World) -> Sitting:
    return sit_down(world, routine=None)


@pytest.fixture
def page(sitting: Sitting) -> RoutinesPage:
    return sitting.place.list


def said(card: RoutineCard) -> str:
    settle()
    return " | ".join(text.text() for text in card.findChildren(QLabel) if text.isVisibleTo(card))


def act(page: RoutinesPage, routine: str, key: str) -> None:
    page.card(routine).more.actions_by_key[key].trigger()
    settle()


def mine(world: World) -> Routine:
    easy = world.routines.get("easy-lower-back")
    return world.routines.create(
        msgspec.structs.replace(
            easy,
            name="From the physio",
            items=easy.items * 2,
            origin=Origin(author="Jane Doe", licence="CC BY 4.0", source="wger"),
            how_often=HowOften(times_a_day=2, days_a_week=5),
        )
    )


def test_every_routine_is_there_with_what_is_in_it(world: World, page: RoutinesPage) -> None:
    made = mine(world)
    assert [card.routine.id for card in page.cards] == ["easy-lower-back", "gentle-day", "short-day", made.id]
    easy = said(page.card("easy-lower-back"))
    minutes = round(world.services.maker.total_ms(world.routines.get("easy-lower-back")) / 60_000)
    assert f"{minutes} min, warm-up and 4 stretches" in easy
    assert "one trip down to the floor" in easy
    assert "Changed by you" not in easy
    assert len(page.card("easy-lower-back").findChildren(Thumbnail)) == 5
    own = said(page.card(made.id))
    assert "Twice a day, 5 days a week" in own
    assert "By Jane Doe, from wger, CC BY 4.0" in own
    assert len(page.card(made.id).findChildren(Thumbnail)) == 6
    assert "and 4 more" in own


def test_routines_for_other_places_are_folded_away_and_named_by_place(
    world: World, page: RoutinesPage
) -> None:
    made = world.routines.create(
        msgspec.structs.replace(world.routines.get("short-day-bed"), name="Mine", place=Place.BED)
    )
    here = ["easy-lower-back", "gentle-day", "short-day", made.id]
    assert [card.routine.id for card in page.cards] == here
    assert "On a bed" in said(page.card(made.id))
    assert page.elsewhere.text() == "Show those done on a bed or on a chair"
    click(page.elsewhere)
    assert page.elsewhere.text() == "Hide those done on a bed or on a chair"
    names = ("easy-lower-back", "gentle-day", "short-day")
    assert [card.routine.id for card in page.cards] == [
        *here,
        *(f"{name}-{place}" for place in ("bed", "chair") for name in names),
    ]
    titles = [shown.text() for shown in page.findChildren(QLabel)]
    assert [title for title in titles if title in ("On a bed", "On a chair")] == ["On a bed", "On a chair"]
    click(page.elsewhere)
    assert [card.routine.id for card in page.cards] == here


def test_those_of_the_chosen_place_come_first(world: World, page: RoutinesPage) -> None:
    world.settings.update(place=Place.CHAIR)
    settle()
    assert [card.routine.id for card in page.cards] == [
        *("easy-lower-back-chair", "gentle-day-chair", "short-day-chair"),
    ]
    assert page.elsewhere.text() == "Show those done on the floor or on a bed"


def test_start_and_edit(sitting: Sitting, page: RoutinesPage) -> None:
    started: list[str] = []
    sitting.place.start_wanted.connect(started.append)
    click(page.card("short-day").start)
    assert started == ["short-day"]
    click(page.card("short-day").edit)
    assert sitting.place.is_editing
    assert sitting.page.title.text() == "Short day"


def test_what_others_do_is_asked_for(sitting: Sitting, page: RoutinesPage) -> None:
    wanted: list[str] = []
    sitting.place.minutes_wanted.connect(lambda: wanted.append("minutes"))
    sitting.place.sheet_wanted.connect(lambda: wanted.append("sheet"))
    sitting.place.import_wanted.connect(lambda: wanted.append("import"))
    sitting.place.export_wanted.connect(lambda routine: wanted.append(f"export {routine}"))
    for button in (page.minutes, page.sheet, page.bring):
        click(button)
    act(page, "short-day", EXPORT)
    assert wanted == ["minutes", "sheet", "import", "export short-day"]


def test_a_copy(sitting: Sitting, page: RoutinesPage) -> None:
    act(page, "short-day", COPY)
    assert page.cards[-1].routine.name == "Short day 2"
    assert sitting.told[-1][0] == "Short day 2 is a copy of Short day."


def test_removing_can_be_taken_back(sitting: Sitting, page: RoutinesPage) -> None:
    made = mine(sitting.world)
    assert RESET not in page.card(made.id).more.actions_by_key
    act(page, made.id, REMOVE)
    assert made.id not in [card.routine.id for card in page.cards]
    words, action, undo = sitting.told[-1]
    assert (words, action) == ("Removed From the physio", "Undo")
    assert undo is not None
    undo()
    assert page.card(made.id).routine == made


def test_a_built_in_routine_goes_back_to_how_it_came(sitting: Sitting, page: RoutinesPage) -> None:
    assert REMOVE not in page.card("short-day").more.actions_by_key
    assert not page.card("short-day").more.actions_by_key[RESET].isEnabled()
    routines = sitting.world.routines
    changed = routines.save(msgspec.structs.replace(routines.get("short-day"), length=0.8))
    assert "Changed by you" in said(page.card("short-day"))
    act(page, "short-day", RESET)
    assert routines.get("short-day") == routines.built_in("short-day")
    words, _, undo = sitting.told[-1]
    assert words == "Short day is back to how it came."
    assert undo is not None
    undo()
    assert routines.get("short-day") == changed


def test_a_disk_that_takes_nothing_is_told(sitting: Sitting, page: RoutinesPage) -> None:
    sitting.world.refuse_writing()
    act(page, "short-day", COPY)
    assert "cannot be written" in sitting.told[-1][0]
    assert len(page.cards) == 3


def test_a_routine_without_stretches_cannot_be_started(sitting: Sitting, page: RoutinesPage) -> None:
    made = mine(sitting.world)
    sitting.world.routines.save(msgspec.structs.replace(made, items=()))
    card = page.card(made.id)
    assert not card.start.isEnabled()
    assert "No stretches yet" in said(card)
