"""A dose for all routines, and taking it back: all of it or nothing, whenever the program is cut off."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from stretchplayer.core.catalogue import Dose
from stretchplayer.core.routine import Routine
from tests.ui.editor.sitting import EASY, KNEE, Sitting, click, sit_down
from tests.ui.world import World

KNEE_ID = "single-knee-to-chest"
TABLES = ("usual_dose", "routine", "routine_item", "draft")


def on_disk(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What another program would find now, without the times at which it was written."""
    found = {}
    with closing(sqlite3.connect(path)) as reader:
        for table in TABLES:
            columns = [row[1] for row in reader.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(name for name in columns if not name.endswith("_utc"))
            found[table] = sorted(reader.execute(f"SELECT {kept} FROM {table}").fetchall(), key=repr)
    return found


@contextmanager
def watched(world: World) -> Iterator[list[dict[str, list[tuple[object, ...]]]]]:
    """What is on disk before each statement: what a program killed there would leave."""
    database = world.store.database
    seen: list[dict[str, list[tuple[object, ...]]]] = []
    database._connection.set_trace_callback(lambda _: seen.append(on_disk(database.path)))
    try:
        yield seen
    finally:
        database._connection.set_trace_callback(None)


def with_a_physios_dose(world: World) -> Sitting:
    """Two routines of one's own with their own dose, and an unsaved change in the editor."""
    for name, hold_s in (("Morning", 33.0), ("Evening", 44.0)):
        easy = world.routines.get(EASY)
        item = msgspec.structs.replace(easy.items[KNEE], hold_s=hold_s)
        world.routines.create(msgspec.structs.replace(easy.with_item(KNEE, item), name=name))
    sitting = sit_down(world)
    sitting.model.choose(KNEE)
    sitting.model.set_hold(KNEE, 25)
    return sitting


def take_back(sitting: Sitting) -> None:
    undo = sitting.told[-1][2]
    assert undo is not None
    undo()


def hold_of(world: World, name: str) -> float | None:
    return world.routines.get(name).items[KNEE].hold_s


def test_there_is_no_moment_at_which_half_of_it_is_kept(world: World) -> None:
    sitting = with_a_physios_dose(world)
    path = world.store.database.path
    before = on_disk(path)
    with watched(world) as seen:
        click(sitting.page.item.everywhere)
    after = on_disk(path)
    assert before != after
    assert len(seen) > 5
    assert all(moment in (before, after) for moment in seen)
    with watched(world) as seen:
        take_back(sitting)
    assert len(seen) > 5
    assert all(moment in (before, after) for moment in seen)
    assert on_disk(path) == before


KILLED = """
import os, signal, sys
from datetime import datetime, timezone
from pathlib import Path
from stretchplayer.app import content
from stretchplayer.app.clock import SystemClock
from stretchplayer.app.resources import assets
from stretchplayer.app.routine_service import RoutineService
from stretchplayer.core.catalogue import Dose
from stretchplayer.store import open_store
store = open_store(Path(sys.argv[1]))
routines = RoutineService(
    content.load_routines(assets() / "routines"), content.load_catalogue(assets() / "catalogue"),
    store.routines, store.drafts, SystemClock(),
)
done = routines.use_everywhere("single-knee-to-chest", Dose(hold_s=25, repetitions=3))
left = int(sys.argv[2])
def count(statement):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
store.database._connection.set_trace_callback(count)
routines.not_everywhere(done)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
@pytest.mark.parametrize("statement", [5, 12])
def test_a_program_killed_while_it_takes_it_back(world: World, tmp_path: Path, statement: int) -> None:
    with_a_physios_dose(world)
    world.routines.drop_draft()
    folder = tmp_path / "killed"
    world.store.database.copy_to(tmp_path / "copy")
    folder.mkdir()
    shutil.copy(tmp_path / "copy", folder / world.store.database.path.name)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(statement)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    world.routines.use_everywhere(KNEE_ID, Dose(hold_s=25, repetitions=3))
    assert on_disk(folder / world.store.database.path.name) == on_disk(world.store.database.path)


def test_taking_it_back_leaves_alone_what_was_changed_since(world: World) -> None:
    sitting = with_a_physios_dose(world)
    routines = world.routines
    click(sitting.page.item.everywhere)
    assert hold_of(world, "Morning") is None
    morning, evening = routines.get("Morning"), routines.get("Evening")
    routines.save(msgspec.structs.replace(morning, name="Early", items=morning.items[1:]))
    routines.remove(evening.id)
    short = routines.get("short-day")
    routines.save(short.with_item(0, msgspec.structs.replace(short.items[0], get_ready_s=30.0)))
    take_back(sitting)
    assert routines.usual_doses() == {}
    assert routines.get("Early").items[KNEE - 1].hold_s == 33
    assert len(routines.get("Early").items) == 4
    assert routines.get("short-day").items[0].get_ready_s == 30
    assert evening.id not in [routine.id for routine in routines.all()]


def test_a_dose_that_was_set_since_stays(world: World) -> None:
    sitting = with_a_physios_dose(world)
    routines = world.routines
    click(sitting.page.item.everywhere)
    morning = routines.get("Morning")
    item = msgspec.structs.replace(morning.items[KNEE], hold_s=12.0)
    routines.save(morning.with_item(KNEE, item))
    sitting.model.set_rest(KNEE, 9)
    take_back(sitting)
    assert hold_of(world, "Morning") == 12
    assert hold_of(world, "Evening") == 44
    edited = sitting.model.routine.items[KNEE]
    assert (edited.hold_s, edited.rest_s) == (25, 9)


def test_a_built_in_routine_is_as_it_came_again(world: World) -> None:
    sitting = sit_down(world)
    sitting.model.choose(KNEE)
    sitting.model.set_hold(KNEE, 25)
    click(sitting.page.item.everywhere)
    take_back(sitting)
    assert not any(world.routines.is_changed(routine.id) for routine in world.routines.all())
    assert world.store.routines.changed_routines() == {}
    assert world.routines.draft() == sitting.model.routine


def test_taking_it_back_after_the_editor_was_left(world: World) -> None:
    sitting = with_a_physios_dose(world)
    click(sitting.page.item.everywhere)
    assert not sitting.model.is_changed()
    sitting.place.edit("short-day")
    sitting.model.rename("Mine")
    draft = world.routines.draft()
    shown: Routine = sitting.model.routine
    take_back(sitting)
    assert hold_of(world, "Morning") == 33
    assert sitting.model.routine == shown
    assert world.routines.draft() == draft


def test_a_disk_that_takes_nothing(world: World) -> None:
    sitting = with_a_physios_dose(world)
    click(sitting.page.item.everywhere)
    before = on_disk(world.store.database.path)
    shown = sitting.model.routine
    world.refuse_writing()
    take_back(sitting)
    assert sitting.page.notes.trouble.isVisible()
    assert sitting.model.routine == shown
    world.store.database.run_script("PRAGMA query_only = OFF")
    assert on_disk(world.store.database.path) == before
    take_back(sitting)
    assert hold_of(world, "Morning") == 33
    assert sitting.model.routine.items[KNEE].hold_s == 25
