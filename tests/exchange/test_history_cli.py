"""The notes through the command line: written in each form, brought back from one."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from stretchplayer.app.single_instance import SingleInstance
from stretchplayer.cli import main
from stretchplayer.core.history import Table
from stretchplayer.store import open_store
from tests.exchange.history_stores import fill_every_table
from tests.test_cli import exit_code

# What is brought back may have pictures, for which the command line makes an application of its own where
# there is none; the tests of the window, in the same process, need one with widgets.
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A data folder with something in every table."""
    with closing(open_store(tmp_path / "kept")) as store:
        fill_every_table(store)
    return tmp_path / "kept"


def answer(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> str:
    """What a command prints, having gone well and quietly."""
    assert main(["--data-dir", str(folder), *arguments]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out


def complaint(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of a command that goes wrong, and its one line."""
    code = exit_code("--data-dir", str(folder), *arguments)
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("stretchplayer: ")
    assert told.err.count("\n") == 1
    return code, told.err


def tables(folder: Path) -> list[Table]:
    with closing(open_store(folder)) as store:
        return store.everything.tables()


def test_each_form_is_written(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place, form in (
        ("notes", "csv"),
        ("notes.zip", "csv"),
        ("notes.csv", "csv"),
        ("notes.json", "json"),
        ("notes.fhir.json", "fhir"),
    ):
        path = str(tmp_path / place)
        assert answer(capsys, kept, "export", "history", path, "--format", form) == f"Written to {path}.\n"
    assert (tmp_path / "notes/ratings.csv").read_bytes() == (tmp_path / "notes.csv").read_bytes()
    assert zipfile.is_zipfile(tmp_path / "notes.zip")
    assert json.loads((tmp_path / "notes.json").read_bytes())["format"] == "stretchplayer-history"
    assert json.loads((tmp_path / "notes.fhir.json").read_bytes())["resourceType"] == "Bundle"


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("json", "stretchplayer-history.json"),
        ("fhir", "stretchplayer-history.fhir.json"),
        ("csv", "ratings.csv"),
    ],
)
def test_a_folder_gets_files_with_names(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, name: str
) -> None:
    (tmp_path / "out").mkdir()
    answer(capsys, kept, "export", "history", str(tmp_path / "out"), "--format", form)
    assert (tmp_path / "out" / name).is_file()


def test_nothing_kept_is_written_as_such_and_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("csv", "json", "fhir"):
        answer(capsys, tmp_path / "none", "export", "history", str(tmp_path / form), "--format", form)
    assert not (tmp_path / "none").exists()
    assert (tmp_path / "csv/steps.csv").read_bytes().count(b"\r\n") == 1


def test_the_notes_come_back_in_another_folder(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, other = tmp_path / "notes.json", tmp_path / "other"
    answer(capsys, kept, "export", "history", str(path), "--format", "json")
    looked = answer(capsys, other, "import", str(path), "--dry-run")
    assert looked.startswith("notes.json, notes of Stretch Player of ")
    assert "\n  6 ratings: 6 new\n" in looked
    assert looked.endswith("\nNothing was changed.\n")
    assert not other.exists()
    said = answer(capsys, other, "import", str(path))
    assert "Brought back 2 sessions, 6 ratings, 3 measurements, 3 notes" in said
    assert tables(other) == tables(kept)
    assert answer(capsys, other, "import", str(path)).endswith("\nNothing in the file is new here.\n")
    assert tables(other) == tables(kept)


def test_what_is_different_stays_unless_the_file_is_preferred(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.json"
    answer(capsys, kept, "export", "history", str(path), "--format", "json")
    before = tables(kept)
    with closing(open_store(kept)) as store:
        store.database.run_script("UPDATE setting SET value = '\"full\"'")
    changed = tables(kept)
    said = answer(capsys, kept, "import", str(path))
    assert said.endswith(
        "Nothing in the file is new here. Left as they are here, though the file says something else:"
        " 1 setting.\nWith --prefer-file they become what the file says.\n"
    )
    assert tables(kept) == changed
    said = answer(capsys, kept, "import", str(path), "--prefer-file")
    assert said.endswith("Taken from the file, though here they were different: 1 setting.\n")
    assert tables(kept) == before


def test_what_goes_wrong_is_told_in_one_line(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out.json")
    for arguments, code, words in (
        (("export", "history", out, "--format", "xml"), 2, "invalid choice: 'xml'"),
        (("export", "history", out), 2, "--format"),
        (("export", "history"), 2, "FILE|DIR"),
        (("export",), 2, "WHAT"),
        (("export", "history", str(tmp_path / "no/out.json"), "--format", "json"), 1, "could not be written"),
        (("export", "history", str(tmp_path / "out.zip"), "--format", "fhir"), 1, "one file of JSON"),
        (("export", "history", str(tmp_path / "out.txt"), "--format", "csv"), 1, "CSV needs a folder"),
    ):
        found, said = complaint(capsys, kept, *arguments)
        assert (found, words in said) == (code, True), said
    assert not Path(out).exists()


def test_a_file_that_is_damaged_is_refused(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, before = tmp_path / "notes.json", tables(kept)
    answer(capsys, kept, "export", "history", str(path), "--format", "json")
    path.write_bytes(path.read_bytes()[:1000])
    code, said = complaint(capsys, kept, "import", str(path))
    assert (code, "not complete" in said) == (2, True)
    assert tables(kept) == before


def test_a_picture_that_is_none_is_refused(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.json"
    with closing(open_store(kept)) as store:
        store.database.run_script("UPDATE own_picture SET data = CAST('<svg></svg>' AS BLOB)")
    answer(capsys, kept, "export", "history", str(path), "--format", "json")
    code, said = complaint(capsys, tmp_path / "other", "import", str(path))
    assert (code, "picture that cannot be shown" in said) == (2, True)
    assert [table.name for table in tables(tmp_path / "other") if table.rows] == []


def test_an_open_window_is_written_from_and_not_written_to(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchplayer.app.single_instance.WAIT_MS", 50)
    path = tmp_path / "notes.json"
    window = SingleInstance(kept)
    assert window.acquire()
    try:
        with closing(open_store(kept)) as store, store.database.transaction():
            answer(capsys, kept, "export", "history", str(path), "--format", "json")
        answer(capsys, kept, "import", str(path), "--dry-run")
        code, said = complaint(capsys, kept, "import", str(path))
        assert (code, "Please close it" in said) == (1, True)
    finally:
        window.release()
