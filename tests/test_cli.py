"""The command line, as another program or a terminal meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from stretchplayer import __version__
from stretchplayer.cli import main
from stretchplayer.core.routine import Routine
from stretchplayer.core.timeline import SegmentKind
from stretchplayer.store import open_store

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
NO_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
# Stands for a machine on which Qt's widgets cannot even be loaded.
WITHOUT_WIDGETS = """
import sys
for name in ("QtGui", "QtWidgets"):
    sys.modules["PySide6." + name] = None
from stretchplayer.cli import main
sys.exit(main(sys.argv[1:]))
"""


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints, having gone well and quietly."""
    assert main(arguments) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out


def from_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(answer(capsys, *arguments, "--json"))


def exit_code(*arguments: str) -> int:
    """As the shell sees it; argparse leaves by `SystemExit`."""
    try:
        return main(arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {name: value for name, value in os.environ.items() if name not in NO_SCREEN} | environment
    command = [sys.executable, "-m", "stretchplayer", *arguments]
    return subprocess.run(command, env=env, capture_output=True, check=False)


# ---- help and wrong input --------------------------------------------------------------------


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("--help") == 0
    told = capsys.readouterr().out
    for word in ("play", "list", "timeline", "--data-dir", "--version", "ROUTINE"):
        assert word in told


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("--version") == 0
    assert capsys.readouterr().out.split()[-1] == __version__


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["--loud"],
        ["--data-dir"],
        ["list"],
        ["list", "cats"],
        ["list", "stretches", "--yaml"],
        ["list", "stretches", "more"],
        ["timeline"],
        ["timeline", "no such routine"],
        ["timeline", "SHORT DAY"],
        ["timeline", "two\nlines"],
        ["timeline", ""],
        ["play"],
        ["play", "no such routine"],
        ["play", "Short day", "--json"],
        ["--data-dir", "{file}", "list", "routines"],
        ["--data-dir", "{file}", "timeline", "Short day"],
        ["--data-dir", "{file}"],
        ["--data-dir", "{file}/below", "list", "routines"],
        ["--data-dir", "", "list", "routines"],
        ["list", "two\nlines"],
        ["timeline", "short-day", "two\nlines"],
    ],
    ids=" ".join,
)
def test_wrong_input_is_one_clear_line(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    given = [argument.replace("{file}", str(tmp_path / "file")) for argument in arguments]
    assert exit_code(*given) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert told.err.endswith("\n")
    assert len(told.err) > len("stretchplayer: ")


def test_wrong_input_leaves_the_program_with_code_2() -> None:
    ended = program("timeline", "no such routine")
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.count(b"\n") == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
@pytest.mark.parametrize("arguments", [[], ["play", "short-day"]])
def test_no_display_is_told_in_one_line(arguments: list[str], data_dir: Path) -> None:
    ended = program("--data-dir", str(data_dir), *arguments)
    assert (ended.returncode, ended.stderr.count(b"\n")) == (1, 1)
    assert not data_dir.exists()


# ---- lists -----------------------------------------------------------------------------------


def test_the_list_of_stretches(capsys: pytest.CaptureFixture[str]) -> None:
    stretches = from_json(capsys, "list", "stretches")
    assert len({entry["id"] for entry in stretches}) == len(stretches) >= 13
    assert {entry["type"] for entry in stretches} == {"stretch", "control", "mobility", "warm_up", "rest"}
    told = answer(capsys, "list", "stretches")
    assert all(entry["id"] in told and entry["name"] in told for entry in stretches)


def test_the_list_of_routines(capsys: pytest.CaptureFixture[str]) -> None:
    routines = from_json(capsys, "list", "routines")
    assert {"Easy lower back", "Short day", "Gentle day"} <= {entry["name"] for entry in routines}
    for entry in routines:
        assert entry["duration_ms"] == from_json(capsys, "timeline", entry["id"])["duration_ms"]


# ---- the timeline ----------------------------------------------------------------------------


def test_the_timeline_has_the_fields_it_promises(capsys: pytest.CaptureFixture[str]) -> None:
    timeline = from_json(capsys, "timeline", "short-day")
    assert set(timeline) == {"routine", "duration_ms", "segments", "cues", "gates"}
    assert timeline["routine"] == "short-day"
    segment = {"kind", "start_ms", "duration_ms", "item", "stretch", "side", "repetition"}
    assert all(set(entry) == segment for entry in timeline["segments"])
    assert all(set(entry) == {"at_ms", "duration_ms", "id", "kind", "text"} for entry in timeline["cues"])
    assert all(set(entry) == {"at_ms", "kind", "stretch", "item"} for entry in timeline["gates"])


@pytest.mark.parametrize("routine", ["easy-lower-back", "short-day", "gentle-day"])
def test_the_timeline_is_whole(routine: str, capsys: pytest.CaptureFixture[str]) -> None:
    timeline = from_json(capsys, "timeline", routine)
    end = 0
    for segment in timeline["segments"]:
        assert segment["start_ms"] == end
        assert segment["side"] in ("left", "right", None)
        assert segment["kind"] in set(SegmentKind)
        end += segment["duration_ms"]
    assert timeline["duration_ms"] == end
    for cue in timeline["cues"]:
        assert 0 <= cue["at_ms"] < end
        assert cue["duration_ms"] > 0, cue
        assert (cue["text"] is None) == (cue["kind"] == "tone")
    ratings = [entry for entry in timeline["segments"] if entry["kind"] == "rating"]
    assert [gate["at_ms"] for gate in timeline["gates"]] == [entry["start_ms"] for entry in ratings]
    assert [gate["kind"] for gate in timeline["gates"]][-1] == "post"


@pytest.mark.parametrize("name", ["Short day", "short-day"])
def test_a_routine_is_found_by_id_or_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert from_json(capsys, "timeline", name)["routine"] == "short-day"


def test_the_table_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    told = answer(capsys, "timeline", "short-day")
    timeline = from_json(capsys, "timeline", "short-day")
    assert len(told.splitlines()) >= len(timeline["segments"])
    assert "hold" in told


# ---- what the user changed -------------------------------------------------------------------


def test_looking_makes_nothing(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["list", "routines"], ["list", "stretches"], ["timeline", "short-day"]):
        answer(capsys, "--data-dir", str(data_dir), *arguments)
    assert not data_dir.exists()
    data_dir.mkdir()
    answer(capsys, "--data-dir", str(data_dir), "timeline", "short-day")
    assert list(data_dir.iterdir()) == []


def changed(data_dir: Path, routine: Routine | None = None, **settings: object) -> None:
    """Keep what the window would keep."""
    store = open_store(data_dir)
    if routine is not None:
        store.routines.save_routine(routine, NOW)
    kept = {f"preferences.{name}": json.dumps(value) for name, value in settings.items()}
    store.settings.save_settings(kept, NOW)
    store.close()


def test_preferences_count(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = from_json(capsys, "timeline", "short-day")
    changed(data_dir, rating_nominal_s=20.0)
    after = from_json(capsys, "--data-dir", str(data_dir), "timeline", "short-day")
    assert after["duration_ms"] == before["duration_ms"] + 10_000 * len(before["gates"])


def test_changed_routines_count(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from stretchplayer.app.content import load_routines
    from stretchplayer.app.resources import assets

    (routine,) = (r for r in load_routines(assets() / "routines") if r.id == "short-day")
    changed(data_dir, msgspec.structs.replace(routine, items=routine.items[:1]))
    after = from_json(capsys, "--data-dir", str(data_dir), "timeline", "short-day")
    assert {segment["item"] for segment in after["segments"]} == {0, None}


def test_a_damaged_history_is_told_in_one_line(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data_dir.mkdir()
    (data_dir / "history.sqlite3").write_bytes(b"this is no database, and long enough to see it" * 50)
    assert exit_code("--data-dir", str(data_dir), "timeline", "short-day") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1


# ---- other machines --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [["list", "stretches"], ["list", "routines", "--json"], ["timeline", "short-day", "--json"]]
)
def test_it_works_without_a_screen_and_without_widgets(arguments: list[str]) -> None:
    env = {name: value for name, value in os.environ.items() if name not in NO_SCREEN}
    command = [sys.executable, "-c", WITHOUT_WIDGETS, *arguments]
    ended = subprocess.run(command, env=env, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_reader_that_has_had_enough_is_no_trouble() -> None:
    command = [sys.executable, "-m", "stretchplayer", "timeline", "easy-lower-back", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode in (0, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device to write to")
def test_a_full_disk_is_told_in_one_line() -> None:
    command = [sys.executable, "-m", "stretchplayer", "list", "stretches"]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_encoding_will_do(encoding: str) -> None:
    for arguments in (["list", "stretches"], ["timeline", "short-day", "--json"]):
        ended = program(*arguments, PYTHONIOENCODING=encoding)
        assert (ended.returncode, ended.stderr) == (0, b"")
        ended.stdout.decode("utf-8")
