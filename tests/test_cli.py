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
    for word in (
        "play",
        "list",
        "timeline",
        "sounds",
        "import",
        "export",
        "--in-tray",
        "--data-dir",
        "--version",
        "ROUTINE",
    ):
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
    kinds = {"stretch", "control", "mobility", "warm_up", "rest", "transfer"}
    assert {entry["type"] for entry in stretches} == kinds
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


# ---- files -----------------------------------------------------------------------------------

DATA = Path(__file__).with_name("exchange") / "data"


def test_a_dry_run_says_what_would_come_and_keeps_nothing(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = DATA / "free-exercise-db-list.json"
    told = answer(capsys, "--data-dir", str(data_dir), "import", str(file), "--dry-run")
    assert "Child's Pose: as Prayer stretch of the library" in told
    assert "Sit-Up: Abdominal squeeze in its place. Sit-ups press hard on the lower back." in told
    assert "90/90 Hamstring: a new stretch (Unlicense (public domain))" in told
    assert told.endswith("Nothing was changed.\n")
    assert not data_dir.exists()


def test_what_is_brought_in_is_there_and_can_be_taken_along(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--data-dir", str(data_dir))
    told = answer(capsys, *at, "import", str(DATA / "Neck_and_back_12.feeel"))
    assert told.endswith("Brought in 1 routine and 2 new stretches.\n")
    brought = [r for r in from_json(capsys, *at, "list", "routines") if r["name"] == "Neck and back"]
    assert len(brought) == 1
    assert "Chin tuck: as Chin tuck of the library" in told
    assert "Neck side stretch: as Neck side bend of the library" in told
    timeline = from_json(capsys, *at, "timeline", "Neck and back")
    assert timeline["duration_ms"] == brought[0]["duration_ms"]
    file = tmp_path / "mine.stretch.json"
    answer(capsys, *at, "export", "routine", "Neck and back", str(file))
    elsewhere = ("--data-dir", str(tmp_path / "elsewhere"))
    told = answer(capsys, *elsewhere, "import", str(file))
    assert told.endswith("Brought in 1 routine and 2 new stretches.\n")
    there = from_json(capsys, *elsewhere, "timeline", "Neck and back")
    same = ("kind", "start_ms", "duration_ms", "item", "side", "repetition")
    assert [[s[key] for key in same] for s in there["segments"]] == [
        [s[key] for key in same] for s in timeline["segments"]
    ]


def test_a_built_in_routine_can_be_taken_along_without_any_notes(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "short.stretch.json"
    answer(capsys, "--data-dir", str(data_dir), "export", "routine", "short-day", str(file))
    assert json.loads(file.read_text(encoding="utf-8"))["routines"][0]["name"] == "Short day"
    assert not data_dir.exists()


def test_files_that_are_no_good_are_refused_in_one_line(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(b'{"format": "stretchplayer", "version": 999}')
    for arguments in (
        ("import", str(bad)),
        ("import", str(tmp_path / "none.json")),
        ("import", str(tmp_path)),
    ):
        assert exit_code("--data-dir", str(data_dir), *arguments) == 2
        told = capsys.readouterr()
        assert (told.out, told.err.count("\n")) == ("", 1)
    assert not data_dir.exists()


def test_a_file_that_cannot_be_written_is_told_in_one_line(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "nowhere" / "x.stretch.json")
    assert exit_code("--data-dir", str(data_dir), "export", "routine", "short-day", nowhere) == 1
    assert "Please choose another place" in capsys.readouterr().err
    assert exit_code("--data-dir", str(data_dir), "export", "routine", "nobody", nowhere) == 2


def test_while_a_window_is_open_nothing_is_brought_in_behind_its_back(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from stretchplayer.app import single_instance

    monkeypatch.setattr(single_instance, "WAIT_MS", 50)  # instead of five seconds
    data_dir.mkdir()
    window = single_instance.SingleInstance(data_dir)
    assert window.acquire()
    file = str(DATA / "workout-timer.json")
    assert exit_code("--data-dir", str(data_dir), "import", file) == 1
    assert f"process {os.getpid()}" in capsys.readouterr().err
    window.release()
    assert exit_code("--data-dir", str(data_dir), "import", file) == 0


def test_writing_in_a_drawing_needs_no_display(data_dir: Path, tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
        '<rect width="200" height="100" fill="#0B6E6A"/><text x="10" y="60" font-size="40">Pull</text></svg>'
    )
    import base64

    file = tmp_path / "drawn.stretch.json"
    stretch = {
        "id": "own-00000000-0000-4000-8000-000000000001",
        "name": "Towel pull",
        "form": "hold",
        "posture": "lying_back",
        "dose": {"hold_s": 20, "repetitions": 3},
        "picture": "p",
    }
    picture = {
        "kind": "image",
        "media_type": "image/svg+xml",
        "data": base64.b64encode(drawing.encode()).decode(),
    }
    whole = {"format": "stretchplayer", "version": 1, "stretches": [stretch], "pictures": {"p": picture}}
    file.write_text(json.dumps(whole), encoding="utf-8")
    ended = program("--data-dir", str(data_dir), "import", str(file))
    assert (ended.returncode, ended.stderr) == (0, b"")
    store = open_store(data_dir)
    (kept,), _ = store.own_stretches.own_stretches()
    shown = store.own_stretches.picture(kept.pose)
    store.close()
    assert shown is not None
    assert shown.data.startswith(b"\x89PNG")
