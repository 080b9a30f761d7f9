"""Routines of the user's own, doses for all routines, and drafts, on the real store."""

from __future__ import annotations

import msgspec
import pytest

from stretchplayer.app.services import LibraryService, RoutineService
from stretchplayer.core.catalogue import Catalogue, Dose
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.history import PictureKind
from stretchplayer.core.own_stretch import KEEP_BREATHING, own_phrases, own_stretch, short_name
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.store import Store
from tests.app.test_services import CATALOGUE, EASY, SHORT, clock, routines, store, stretch
from tests.calendar_clock import Calendar

__all__ = ["clock", "routines", "store"]  # fixtures

MINE = Routine(id="", name="Evening", description="", items=(RoutineItem(stretch="b", hold_s=30),))


def test_a_routine_of_ones_own_stands_after_the_built_in_ones(routines: RoutineService) -> None:
    mine = routines.create(MINE)
    assert [routine.name for routine in routines.all()] == ["Easy day", "Short day", "Evening"]
    assert routines.get(mine.id) == routines.get("Evening") == mine
    assert not routines.is_built_in(mine.id)
    assert not routines.is_changed(mine.id)


def test_names_stay_apart(routines: RoutineService) -> None:
    names = [routines.create(MINE).name, routines.create(MINE).name, routines.copy("easy").name]
    assert names == ["Evening", "Evening 2", "Easy day 2"]
    assert len({routine.id for routine in routines.all()}) == 5


def test_a_removed_routine_can_be_brought_back(routines: RoutineService) -> None:
    mine = routines.create(MINE)
    removed = routines.remove(mine.id)
    with pytest.raises(NotFoundError):
        routines.get(mine.id)
    routines.save(removed)
    assert routines.get(mine.id) == mine


def test_a_built_in_routine_cannot_be_removed(routines: RoutineService) -> None:
    with pytest.raises(NotFoundError, match="reset"):
        routines.remove("easy")
    assert EASY in routines.all()


def test_an_id_wins_over_a_name(routines: RoutineService) -> None:
    routines.create(msgspec.structs.replace(MINE, name="easy"))
    assert routines.get("easy") == EASY


def test_a_dose_for_all_routines_replaces_what_single_ones_said(routines: RoutineService) -> None:
    mine = routines.create(
        msgspec.structs.replace(MINE, items=(RoutineItem(stretch="a", hold_s=33), RoutineItem(stretch="b")))
    )
    heard: list[str] = []
    routines.changed.connect(heard.append)
    routines.use_everywhere("a", Dose(hold_s=25, repetitions=2))
    played = routines.as_played(routines.get(mine.id))
    assert [(item.hold_s, item.repetitions) for item in played.items] == [(25, 2), (None, None)]
    assert routines.usual_dose("a") == Dose(hold_s=25, repetitions=2)
    assert routines.as_played(routines.get("easy")).items[0].hold_s == 25  # also where it came with a hold
    assert routines.reset("easy") == EASY
    assert heard == ["", "easy"]
    routines.use_everywhere("a", None)
    assert routines.usual_dose("a") == CATALOGUE["a"].dose
    assert routines.as_played(routines.get(mine.id)).items[0].hold_s is None


def test_a_dose_for_all_routines_can_be_taken_back(routines: RoutineService, store: Store) -> None:
    mine = routines.create(
        msgspec.structs.replace(MINE, items=(RoutineItem(stretch="a", hold_s=33), RoutineItem(stretch="a")))
    )
    routines.use_everywhere("a", Dose(hold_s=15, repetitions=4))
    done = routines.use_everywhere("a", Dose(hold_s=25, repetitions=2))
    assert routines.is_changed("easy")
    routines.not_everywhere(done)
    assert routines.usual_dose("a") == Dose(hold_s=15, repetitions=4)
    assert routines.is_changed("easy"), "as the first time"
    routines.reset("easy")
    routines.save(mine)
    done = routines.use_everywhere("a", Dose(hold_s=25, repetitions=2))
    routines.not_everywhere(done)
    assert routines.get(mine.id) == mine
    assert routines.get("easy") == EASY
    assert list(store.routines.changed_routines()) == [mine.id], "what is as it came is not kept"


def test_the_draft_is_part_of_it(routines: RoutineService) -> None:
    mine = routines.create(MINE)
    edited = mine.with_item(0, RoutineItem(stretch="b", hold_s=40))
    routines.keep_draft(edited)
    opened = mine.with_item(0, RoutineItem(stretch="b"))
    done = routines.use_everywhere("b", Dose(hold_s=40, repetitions=2), opened)
    assert routines.draft() is None, "it is what is kept now"
    routines.not_everywhere(done, edited)
    assert routines.draft() == edited
    assert routines.get(mine.id) == mine


def test_the_dose_of_the_library_is_not_written_down(routines: RoutineService) -> None:
    routines.use_everywhere("a", CATALOGUE["a"].dose)
    assert routines.usual_doses() == {}
    routines.use_everywhere("a", Dose(hold_s=500, repetitions=99))
    assert routines.usual_dose("a") == Dose(hold_s=60, repetitions=10)
    with pytest.raises(NotFoundError):
        routines.use_everywhere("nobody", None)


def test_a_draft_survives_the_service(routines: RoutineService, store: Store, clock: Calendar) -> None:
    assert routines.draft() is None
    routines.keep_draft(MINE)
    again = RoutineService([EASY, SHORT], CATALOGUE, store.routines, store.drafts, clock)
    assert again.draft() == MINE
    again.drop_draft()
    assert routines.draft() is None


def test_a_draft_that_makes_no_sense_is_none(routines: RoutineService, store: Store, clock: Calendar) -> None:
    store.drafts.keep_draft("routine", '{"name": 3}', clock.now())
    assert routines.draft() is None
    routines.keep_draft(msgspec.structs.replace(MINE, items=(RoutineItem(stretch="gone"),)))
    assert routines.draft() is None


# Own stretches


def test_own_stretches_are_part_of_the_catalogue(store: Store, clock: Calendar) -> None:
    catalogue = Catalogue([stretch("a")])
    library = LibraryService(catalogue, store.own_stretches, store.drafts, clock)
    heard: list[bool] = []
    library.changed.connect(lambda: heard.append(True))
    picture = library.new_picture(PictureKind.POSE, b"{}")
    mine = own_stretch(id=library.new_stretch_id(), name="Towel pull", pose=picture.id)
    library.save(mine, picture)
    assert [s.name for s in catalogue] == ["A", "Towel pull"]
    assert (catalogue.own, catalogue.is_own(mine.id), catalogue.is_own("a")) == ((mine,), True, False)
    assert library.picture(picture.id) == picture
    library.remove(mine.id)
    assert [s.name for s in catalogue] == ["A"]
    assert catalogue[mine.id] == mine  # notes that name it stay readable
    library.save(mine)
    assert catalogue.own == (mine,)
    assert len(heard) == 3
    again = Catalogue([stretch("a")])
    LibraryService(again, store.own_stretches, store.drafts, clock)
    assert again.own == (mine,)


def test_the_words_of_an_own_stretch_are_its_name_and_steps() -> None:
    mine = own_stretch(id="own-1", name="Towel pull", steps=("Lie down.", "Take the towel.", "Pull gently."))
    phrases = own_phrases(mine)
    assert list(phrases.values()) == ["Towel pull.", "Lie down.", "Take the towel.", "Pull gently."]
    asked = {mine.spoken.name, *mine.spoken.setup, mine.spoken.move, *mine.spoken.hold}
    assert asked == {*phrases, KEEP_BREATHING}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Towel pull", "Towel pull"),
        ("Single knee to chest", "Single knee to"),
        ("Lying hamstring", "Lying hamstring"),
        ("Hamstringstretching", "Hamstringstret…"),
        ("Cat, then cow, slowly", "Cat, then cow"),
    ],
)
def test_short_names_fit_the_player(name: str, short: str) -> None:
    assert short_name(name) == short
    assert len(short) <= 15
