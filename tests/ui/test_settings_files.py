"""From the settings page: notes are saved for others in three forms, and brought back after a question."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stretchplayer.app.data_service import DataService
from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.bootstrap import Content, join_parts
from stretchplayer.bootstrap.history_files import HistoryFiles
from stretchplayer.core.content_rules import wording_faults
from stretchplayer.core.history import SetAside
from stretchplayer.core.own_sounds import SoundEvent
from stretchplayer.core.preferences import Talking
from stretchplayer.exchange.history_json import ARCHIVED_NAME, write_json
from stretchplayer.store import open_store
from tests.exchange.history_stores import AT, fill_every_table
from tests.ui.test_fit import faults
from tests.ui.test_settings_page import page_of, question
from tests.ui.world import World


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """Notes of another computer, exported."""
    with closing(open_store(tmp_path / "away")) as store:
        fill_every_table(store)
        write_json(tmp_path / "notes.json", store.kept.all_rows(), store.kept.schema, AT, "a test")
    return tmp_path / "notes.json"


@pytest.mark.parametrize("form", ["csv", "fhir", "json"])
def test_notes_are_saved_in_the_chosen_form(world: World, tmp_path: Path, form: str) -> None:
    page = page_of(world)
    world.session(world.clock.at.date(), pre=3)
    told: list[str] = []
    page.told.connect(told.append)
    page.data.hand_on.form.choose(form)
    path = tmp_path / ("notes.zip" if form == "csv" else "notes.json")
    page.data.hand_on.save_to(path)
    assert told == [f"Your notes are in {path.name}."]
    if form == "csv":
        with zipfile.ZipFile(path) as archive:
            assert archive.read("ratings.csv").count(b"\r\n") == 2
    else:
        whole = json.loads(path.read_bytes())
        assert whole.get("resourceType") == ("Bundle" if form == "fhir" else None)
    page.data.hand_on.save_to(tmp_path / "nowhere" / path.name)
    assert "Please choose another place" in told[1]


def test_what_a_file_holds_is_shown_and_added_when_wanted(world: World, away: Path) -> None:
    page = page_of(world)
    told: list[str] = []
    page.told.connect(told.append)
    world.session(world.clock.at.date(), pre=3)
    before = world.store.everything.counts()
    page.data.files.look_into(away)
    asked = question(page)
    said = asked.accessibleDescription()
    assert said.startswith(
        "notes.json was made on 29 March 2026.\n\nNew: 2 sessions, 6 ratings, 3 measurements"
    )
    assert said.endswith("What is here stays as it is.")
    assert wording_faults("question", said) == []
    assert set(asked.buttons) == {"leave", "mine"}
    assert world.store.everything.counts() == before
    asked.buttons["mine"].click()
    assert world.store.everything.counts()["sessions"] == 2  # one of those in the file was taken back
    assert told == ["The notes of notes.json are here now."]
    page.data.files.look_into(away)
    assert told[1] == "Everything in notes.json is here already."


@pytest.mark.parametrize(("answer", "why"), [("mine", "here"), ("theirs", "sharp"), ("leave", "here")])
def test_what_is_different_is_asked_about(world: World, away: Path, answer: str, why: str) -> None:
    page = page_of(world)
    page.data.files.look_into(away)
    question(page).buttons["mine"].click()
    world.store.database.run_script("UPDATE set_aside SET why = 'here'")
    page.data.files.look_into(away)
    asked = question(page)
    assert "Different here: 1 other record." in asked.accessibleDescription()
    asked.buttons[answer].click()
    (left_out,) = world.store.history.all_set_aside()
    assert isinstance(left_out, SetAside)
    assert left_out.why == why


def test_escape_leaves_everything_as_it_is_and_nothing_behind(world: World, away: Path) -> None:
    page = page_of(world)
    before = world.store.everything.tables()
    page.data.files.look_into(away)
    QTest.keyClick(question(page), Qt.Key.Key_Escape)
    assert world.store.everything.tables() == before
    assert list(world.folder.glob(".brought-*")) == []
    page.data.files.look_into(away)  # and again, after it was left
    question(page).buttons["mine"].click()
    assert world.store.everything.tables() != before


def test_a_file_that_cannot_be_taken_is_named(world: World, away: Path) -> None:
    page = page_of(world)
    told: list[str] = []
    page.told.connect(told.append)
    away.write_bytes(away.read_bytes()[:900])
    page.data.files.look_into(away)
    away.write_text("[]", encoding="utf-8")
    page.data.files.look_into(away)
    page.data.files.look_into(away.parent)
    assert "not complete" in told[0]
    assert "is damaged" in told[1]
    assert "cannot be opened" in told[2]


def test_what_cannot_be_kept_is_said(world: World, away: Path) -> None:
    page = page_of(world)
    told: list[str] = []
    page.told.connect(told.append)
    page.data.files.look_into(away)
    world.refuse_writing()
    question(page).buttons["mine"].click()
    assert "cannot be written" in told[0]


def test_everybody_hears_that_much_may_be_new(worlds: Callable[..., World], away: Path) -> None:
    world = worlds()
    page = page_of(world)
    heard: list[bool] = []
    page.data.files.data.brought_back.connect(lambda: heard.append(True))
    page.data.files.look_into(away)
    question(page).buttons["leave"].click()
    assert heard == []
    page.data.files.look_into(away)
    question(page).buttons["mine"].click()
    assert heard == [True]


def test_every_service_knows_what_was_brought_back(qapp: QApplication, away: Path, tmp_path: Path) -> None:
    content = Content(tmp_path / "here")
    with closing(open_store(content.paths.data)) as store:
        parts = join_parts(content, store)
        heard: list[str] = []
        parts.history.changed.connect(lambda: heard.append("history"))
        parts.measures.changed.connect(lambda *_: heard.append("measures"))
        assert "own:1" not in parts.catalogue
        found = parts.data.look_into(away)
        parts.data.bring_back(found, prefer_file=False)
        found.brought.close()
        assert parts.catalogue["own:1"].name == "Mine"
        assert parts.settings.preferences.talking is Talking.BRIEF
        assert "+Evening" in [routine.name for routine in parts.routines.all()]
        assert set(heard) == {"history", "measures"}


def test_own_sounds_that_cannot_be_taken_are_named(world: World, away: Path, tmp_path: Path) -> None:
    page = page_of(world)
    page.data.files.data = data_with_sounds(world)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(away, ARCHIVED_NAME)
        archive.writestr("sounds/ready.flac", b"nothing that can be heard")
    told: list[str] = []
    page.told.connect(told.append)
    why = "Left out: ready.flac cannot be read as WAV, OGG, FLAC or MP3."
    page.data.files.look_into(tmp_path / "all.zip")
    asked = question(page)
    assert why in asked.accessibleDescription()
    assert wording_faults("question", asked.accessibleDescription()) == []
    asked.buttons["mine"].click()
    page.data.files.look_into(tmp_path / "all.zip")
    assert told[1] == f"Everything in all.zip is here already. {why}"


def test_the_longest_question_fits_at_double_text(
    worlds: Callable[..., World], away: Path, tmp_path: Path
) -> None:
    world = worlds(theme="light", text_scale=2.0)
    page = page_of(world, 900, 600)
    page.data.files.data = data_with_sounds(world)
    with zipfile.ZipFile(tmp_path / "stretchplayer-2026-03-29.zip", "w") as archive:
        archive.write(away, ARCHIVED_NAME)
        for event in SoundEvent:
            archive.writestr(f"sounds/{event}.flac", b"nothing that can be heard")
    page.data.files.look_into(tmp_path / "stretchplayer-2026-03-29.zip")
    asked = question(page)
    assert "ready.flac, start.flac" in asked.accessibleDescription()
    assert faults(asked) == []


def data_with_sounds(world: World) -> DataService:
    files = HistoryFiles(world.store, world.library.catalogue, sounds=SoundFolder(world.folder / "sounds"))
    return DataService(world.folder, world.store.everything, files, world.clock)


def test_it_is_found_by_typing(world: World) -> None:
    page = page_of(world)
    for word in ("restore", "fhir", "csv", "import", "bring back"):
        page.search(word)
        assert page.data.group.isVisibleTo(page), word
