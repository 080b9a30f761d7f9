"""Saving, leaving, drafts that outlive the program, and the list of all routines."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stretchplayer.app.services import RoutineService
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.store import open_store
from stretchplayer.ui.pages.routines_place import RoutinesPlace
from tests.ui.editor.sitting import (
    EASY,
    KNEE,
    MARCH,
    Sitting,
    button,
    click,
    picker,
    question,
    services_of,
    settle,
    sit_down,
    words_on,
)
from tests.ui.world import World

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sitting(world: World) -> Sitting:
    return sit_down(world)


def questions(sitting: Sitting) -> int:
    from stretchplayer.ui.widgets.ask import Question

    return sum(q.isVisible() for q in sitting.window.findChildren(Question))


# ---- saving --------------------------------------------------------------------------------------


def test_saving_a_built_in_routine_keeps_a_changed_copy(sitting: Sitting) -> None:
    assert not sitting.page.head.save.isEnabled()
    sitting.model.set_hold(KNEE, 33)
    assert sitting.page.head.save.isEnabled()
    assert sitting.kept.items[KNEE].hold_s is None
    sitting.page.items.focus_chosen()
    sitting.key(Qt.Key.Key_S, CONTROL)
    assert sitting.kept.items[KNEE].hold_s == 33
    assert sitting.world.routines.is_changed(EASY)
    assert not sitting.page.head.save.isEnabled()
    assert sitting.told[-1][0] == "Easy lower back is saved."
    assert sitting.world.routines.draft() is None
    assert sitting.place.is_editing


def test_what_was_saved_can_still_be_undone(sitting: Sitting) -> None:
    sitting.model.set_hold(KNEE, 33)
    sitting.page.save()
    sitting.model.undo()
    assert sitting.model.is_changed()
    sitting.page.save()
    assert not sitting.world.routines.is_changed(EASY), "as it came, so the copy is forgotten"


def test_saving_as_a_new_routine_leaves_the_old_one(sitting: Sitting) -> None:
    sitting.model.set_hold(KNEE, 33)
    click(sitting.page.whole_button)
    click(sitting.page.whole.as_new)
    assert sitting.kept == sitting.world.routines.built_in(EASY)
    mine = sitting.world.routines.get("Easy lower back 2")
    assert mine.items[KNEE].hold_s == 33
    assert sitting.page.title.text() == "Easy lower back 2"
    assert not sitting.model.is_changed()
    sitting.model.undo()
    sitting.page.save()
    assert sitting.world.routines.get(mine.id).items[KNEE].hold_s is None
    assert sitting.kept == sitting.world.routines.built_in(EASY)


def test_a_new_routine(world: World) -> None:
    sitting = sit_down(world, routine=None)
    click(sitting.place.list.new)
    assert sitting.page.whole.isVisible()
    assert sitting.window.focusWidget() is sitting.page.whole.name
    QTest.keyClicks(sitting.page.whole.name, "Evening")
    click(sitting.page.add)
    click(picker(sitting).found[0])
    assert world.routines.draft() is not None
    sitting.page.save()
    kept = world.routines.get("Evening")
    assert kept.id.startswith("own-")
    assert [item.stretch for item in kept.items] == sitting.stretches
    sitting.model.undo()
    sitting.model.redo()
    sitting.page.deeds.pick()
    click(picker(sitting).found[1])
    sitting.page.save()
    assert len(world.routines.get(kept.id).items) == 2
    assert sum(routine.name == "Evening" for routine in world.routines.all()) == 1


def test_a_disk_that_takes_nothing_loses_nothing(sitting: Sitting) -> None:
    sitting.world.refuse_writing()
    sitting.model.set_hold(KNEE, 33)
    trouble = sitting.page.notes.trouble
    assert trouble.isVisible()
    assert "cannot be written" in trouble.words.text()
    sitting.page.save()
    assert sitting.model.is_changed()
    assert sitting.model.routine.items[KNEE].hold_s == 33
    assert not sitting.told
    sitting.world.store.database.run_script("PRAGMA query_only = OFF")
    sitting.page.save()
    assert not trouble.isVisible()
    assert sitting.kept.items[KNEE].hold_s == 33


# ---- leaving -------------------------------------------------------------------------------------


def test_leaving_without_a_change_asks_nothing(sitting: Sitting) -> None:
    sitting.model.set_hold(KNEE, 33)
    sitting.model.undo()
    sitting.page.items.focus_chosen()
    sitting.key(Qt.Key.Key_Escape)
    assert not sitting.place.is_editing


def test_leaving_with_changes_asks(sitting: Sitting) -> None:
    sitting.model.set_hold(KNEE, 33)
    sitting.model.set_hold(MARCH, 90)
    click(sitting.page.head.back)
    asked = question(sitting)
    assert asked.windowTitle() == "Leave without saving?"
    assert "You changed two stretches in Easy lower back." in words_on(asked)
    assert asked.focusWidget() is asked.buttons["stay"]
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    settle()
    assert sitting.place.is_editing
    assert sitting.world.routines.draft() == sitting.model.routine


@pytest.mark.parametrize(("answer", "hold_s"), [("leave", None), ("save", 33)])
def test_leaving_and_saving(sitting: Sitting, answer: str, hold_s: float | None) -> None:
    sitting.model.set_hold(KNEE, 33)
    click(sitting.page.head.back)
    click(question(sitting).buttons[answer])
    assert not sitting.place.is_editing
    assert sitting.kept.items[KNEE].hold_s == hold_s
    assert sitting.world.routines.draft() is None
    assert not any("You were changing" in words for words in words_on(sitting.place.list))


def test_others_can_ask_before_they_show_another_page(sitting: Sitting) -> None:
    gone: list[bool] = []
    sitting.place.leave(lambda: gone.append(True))
    assert gone == [True]
    assert not sitting.place.is_editing
    sitting.place.edit(EASY)
    sitting.model.rename("Mine")
    sitting.place.leave(lambda: gone.append(True))
    assert gone == [True]
    assert "You changed Mine as a whole." in words_on(question(sitting))
    click(question(sitting).buttons["leave"])
    assert gone == [True, True]


def test_what_a_new_routine_would_lose(world: World) -> None:
    sitting = sit_down(world, routine=None)
    sitting.place.make_new()
    sitting.model.add("cat-cow")
    sitting.model.add("prayer-stretch")
    sitting.place.leave(lambda: None)
    assert "My routine is new, with two stretches." in words_on(question(sitting))
    click(question(sitting).buttons["stay"])


def test_a_routine_of_somebody_else_is_opened_as_new(world: World) -> None:
    """From a sheet, or made for some minutes: not kept before it is saved."""
    sitting = sit_down(world, routine=None)
    made = Routine(id="", name="Ten minutes", description="", items=(RoutineItem(stretch="cat-cow"),))
    sitting.place.edit_new(made)
    assert sitting.page.title.text() == "Ten minutes"
    assert sitting.page.head.save.isEnabled()
    sitting.page.save()
    assert world.routines.get("Ten minutes").items == made.items


# ---- drafts ------------------------------------------------------------------------------------------

CRASH = """
import os, signal, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from stretchplayer.app.resources import assets
from stretchplayer.ui.fonts import load_fonts
load_fonts(assets() / "fonts")
from tests.ui.editor.sitting import KNEE, click, sit_down
from tests.ui.world import make_world
sitting = sit_down(make_world(Path(sys.argv[1])))
sitting.model.choose(KNEE)
for _ in range(5):
    click(sitting.page.item.hold.stepper.more)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
def test_a_draft_outlives_a_killed_program(tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    killed = subprocess.run(
        [sys.executable, "-c", CRASH, str(folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    store = open_store(folder)
    draft = store.drafts.draft("routine")
    store.close()
    assert draft is not None
    assert msgspec.json.decode(draft, type=Routine).items[KNEE].hold_s == 25


def second_start(world: World) -> Sitting:
    """The same notes with another service, as after a crash."""
    again = RoutineService(
        world.routines._built_in.values(),
        world.services.catalogue,
        world.store.routines,
        world.store.drafts,
        world.clock,
    )
    world.routines = again
    return sit_down(world, routine=None)


def test_a_draft_is_offered_again(world: World) -> None:
    sit_down(world).model.set_hold(KNEE, 33)
    sitting = second_start(world)
    page = sitting.place.list
    assert any("You were changing Easy lower back." in words for words in words_on(page))
    click(button(page, "Go on"))
    assert sitting.model.routine.items[KNEE].hold_s == 33
    assert sitting.model.is_changed()
    sitting.page.save()
    assert sitting.kept.items[KNEE].hold_s == 33
    assert world.routines.draft() is None


def test_a_draft_can_be_left(world: World) -> None:
    sit_down(world).model.set_hold(KNEE, 33)
    sitting = second_start(world)
    click(button(sitting.place.list, "Leave it"))
    assert world.routines.draft() is None
    assert not any("You were changing" in words for words in words_on(sitting.place.list))
    undo = sitting.told[-1][2]
    assert undo is not None
    undo()
    assert any("You were changing" in words for words in words_on(sitting.place.list))


def test_opening_the_routine_of_the_draft_goes_on_with_it(world: World) -> None:
    sit_down(world).model.set_hold(KNEE, 33)
    sitting = second_start(world)
    sitting.place.edit(EASY)
    assert sitting.model.routine.items[KNEE].hold_s == 33
    assert sitting.model.is_changed()


@pytest.mark.parametrize(("answer", "name"), [("drop", "Short day"), ("go_on", "Easy lower back")])
def test_a_draft_is_not_lost_over_another_routine(world: World, answer: str, name: str) -> None:
    sit_down(world).model.set_hold(KNEE, 33)
    sitting = second_start(world)
    click(sitting.place.list.card("short-day").edit)
    asked = question(sitting)
    assert asked.windowTitle() == "Go on with Easy lower back first?"
    click(asked.buttons["stay"])
    assert not sitting.place.is_editing
    assert world.routines.draft() is not None
    click(sitting.place.list.card("short-day").edit)
    click(question(sitting).buttons[answer])
    assert sitting.page.title.text() == name


def test_a_draft_of_a_routine_that_is_gone_becomes_a_new_one(world: World) -> None:
    mine = world.routines.create(world.routines.get(EASY))
    sitting = sit_down(world, routine=mine.id)
    sitting.model.set_hold(KNEE, 33)
    world.routines.remove(mine.id)
    sitting = second_start(world)
    sitting.place.resume()
    assert sitting.model.is_new
    sitting.page.save()
    assert world.routines.get(mine.name).items[KNEE].hold_s == 33


def test_another_window_of_the_same_place_does_not_hurt(world: World) -> None:
    """What others do to the routine is taken over while nothing was changed here."""
    sitting = sit_down(world)
    easy = sitting.kept
    world.routines.save(msgspec.structs.replace(easy, name="Changed elsewhere"))
    assert sitting.page.title.text() == "Changed elsewhere"
    sitting.model.set_hold(KNEE, 33)
    world.routines.save(easy)
    assert sitting.page.title.text() == "Changed elsewhere", "what is being edited stays"
    assert sitting.model.is_changed()


def test_a_place_that_goes_away_leaves_nothing_listening(world: World) -> None:
    place = RoutinesPlace(world.look, world.pictures, services_of(world))
    place.edit(EASY)
    place.deleteLater()
    settle()
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    world.routines.changed.emit("")
    world.settings.update(rest_s=3.0)
