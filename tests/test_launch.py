"""The launcher: reads on old Pythons, needs nothing but Python, says plainly what is missing."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "packaging" / "launch.py"
LOCK = ROOT / "requirements.lock"
OLDEST_READER = (3, 7)  # older ones do not know what `from __future__ import annotations` is

NOWHERE = {"libnobody-has-this.so.9": "nobody"}  # a library and its package

posix = pytest.mark.skipif(os.name == "nt", reason="stands in for programs with shell scripts")


@pytest.fixture
def launch() -> ModuleType:
    spec = importlib.util.spec_from_file_location("launch", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def stand_in(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def locked() -> dict[str, list[Requirement]]:
    """Everything the lock holds, by name; a package may have one version for each Python."""
    found: dict[str, list[Requirement]] = {}
    for line in re.findall(r"^([a-z0-9].*?) \\$", LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        requirement = Requirement(line)
        found.setdefault(requirement.name, []).append(requirement)
    return found


def test_an_old_python_can_read_it() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=OLDEST_READER)


def test_it_needs_nothing_but_python() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    modules = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert modules <= sys.stdlib_module_names


@pytest.mark.parametrize("arguments", [["dance"], ["test", "everything"], ["exactness", "long"]])
def test_wrong_input_is_said_in_one_line(arguments: list[str]) -> None:
    ended = subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1


@posix
def test_a_python_that_does_not_fit_hands_over(
    launch: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    stand_in(programs, "python3.14", "exit 1  # a name left behind by a version manager")
    stand_in(programs, "python3.12", f'echo "$@" >> {tmp_path}/asked; [ "$1" = -c ] || exit 7')
    assert launch.main(["run", "list", "routines"]) == 7
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[-1] == f"{SCRIPT} run list routines"


def test_without_any_python_that_fits_it_says_which_are_needed(
    launch: ModuleType,
    programs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    assert launch.main(["test"]) == 1
    told = capsys.readouterr().err
    assert "needs Python 3.11, 3.12, 3.13 or 3.14. This is Python 3.9" in told


def test_missing_libraries_are_found_by_trying_them(launch: ModuleType) -> None:
    assert launch.missing_libraries({"libnobody-has-this.so.9": "nobody"}) == {
        "libnobody-has-this.so.9": "nobody"
    }


@posix
@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get update && sudo apt-get install -y libegl1 libgl1"),
        ("dnf", "sudo dnf install -y 'libGL.so.1()(64bit)' 'libEGL.so.1()(64bit)'"),
        ("zypper", "sudo zypper install -y 'libGL.so.1()(64bit)' 'libEGL.so.1()(64bit)'"),
        ("pacman", "libGL.so.1, libEGL.so.1"),
    ],
)
def test_it_tells_the_one_command_of_this_system(
    launch: ModuleType, programs: Path, manager: str, command: str
) -> None:
    stand_in(programs, manager, "exit 1")
    needed = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}
    assert command in launch.advice(needed, sorted(needed.values()))


@posix
def test_missing_packages_are_installed_where_that_is_allowed(
    launch: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in(
        programs, "apt-get", f'echo "$@" >> {tmp_path}/asked; [ "$3" = update ] || : > {programs}/xdotool'
    )
    stand_in(programs, "env", 'shift; exec "$@"')
    stand_in(programs, "sudo", 'shift; exec "$@"')
    stand_in(programs, "true", "exit 0")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(launch, "QT_LIBRARIES", {})
    monkeypatch.setattr(launch, "SOUND_LIBRARIES", {})
    launch.prepare_system({"xdotool": "xdotool"}, {})
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert [line.split()[-1] for line in asked] == ["update", "xdotool"]


@posix
def test_what_the_system_python_lacks_for_the_tests_is_told(
    launch: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(programs, "apt-get", "exit 1")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(launch, "QT_LIBRARIES", {})
    monkeypatch.setattr(launch, "SOUND_LIBRARIES", {})
    monkeypatch.setattr(launch, "SYSTEM_PYTHON", sys.executable)
    with pytest.raises(launch.SetUpError, match=r"apt-get install -y python3-unheard-of$"):
        launch.prepare_system({}, {"json": "python3-json", "unheard_of": "python3-unheard-of"})


@posix
def test_without_the_right_to_install_it_says_what_to_run(
    launch: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(programs, "apt-get", "exit 1")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(launch, "QT_LIBRARIES", NOWHERE)
    monkeypatch.setattr(launch, "SOUND_LIBRARIES", {})
    with pytest.raises(launch.SetUpError, match="sudo apt-get install -y nobody"):
        launch.prepare_system({}, {})


@posix
def test_want_of_sound_stops_nobody(
    launch: ModuleType,
    programs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(launch, "QT_LIBRARIES", {})
    monkeypatch.setattr(launch, "SOUND_LIBRARIES", NOWHERE)
    launch.prepare_system({}, {})
    assert "goes on without sound" in capsys.readouterr().err


def test_a_prepared_environment_is_used_again_until_the_lock_changes(
    launch: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "VENV_PYTHON", Path(sys.executable))
    monkeypatch.setattr(launch, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(launch, "VENV", tmp_path / "venv")
    (tmp_path / "stamp").write_text(launch.fingerprint(), encoding="utf-8")
    launch.prepare_environment()
    assert not (tmp_path / "venv").exists()
    before = launch.fingerprint()
    changed = tmp_path / "requirements.lock"
    changed.write_bytes(LOCK.read_bytes() + b"\n")
    monkeypatch.setattr(launch, "LOCK", changed)
    assert launch.fingerprint() != before


@pytest.fixture
def checkout(launch: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Python that only writes down what it is to run; what is beside the quick tests ends after them."""
    folder = tmp_path / "venv"
    folder.mkdir()
    asked = f'echo "$@ full=$STRETCHPLAYER_FULL" >> {tmp_path}/asked'
    late = f"while [ ! -e {tmp_path}/quick-ended ]; do :; done; echo two minutes were heard"
    stand_in(
        folder,
        "python",
        f'{asked}; case "$*" in *exactness*) {late}; exit ${{SOUND:-0}};; '
        f"*worksteal*) : > {tmp_path}/quick-ended;; esac",
    )
    stand_in(folder, "lint-imports", "exit 0")
    monkeypatch.setattr(launch, "VENV_PYTHON", folder / "python")
    return tmp_path


def steps_of(checkout: Path) -> list[str]:
    return (checkout / "asked").read_text(encoding="utf-8").splitlines()


@posix
def test_sound_is_measured_beside_the_quick_tests_and_told_after_them(
    launch: ModuleType, checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert launch.check(everything=False) == 0
    told = capfd.readouterr().out.splitlines()
    assert told[-3:] == ["== sound", "two minutes were heard", "Everything passed."]
    assert "-m pytest -q -s -m sound tests/exactness full=" in steps_of(checkout)
    assert not any("full=1" in step for step in steps_of(checkout))


@posix
def test_a_sound_that_is_not_exact_fails_the_run(
    launch: ModuleType,
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SOUND", "1")
    assert launch.check(everything=False) == 1
    assert capfd.readouterr().out.splitlines()[-1] == "Not passed: sound"


@posix
def test_in_the_full_run_sound_must_not_be_skipped(
    launch: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert launch.check(everything=True) == 0
    assert "-m pytest -q -s -m sound tests/exactness full=1" in steps_of(checkout)
    assert steps_of(checkout)[-1] == "-m pytest -q -m full full=1"


@posix
def test_the_long_measurement_is_a_command_of_its_own(
    launch: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "quick-ended").touch()
    looked_for: list[dict[str, str]] = []
    monkeypatch.setattr(launch, "prepare_system", lambda programs, modules: looked_for.append(programs))
    monkeypatch.setattr(launch, "prepare_environment", lambda: None)
    assert launch.main(["exactness", "30", "--table", "out.txt"]) == 0
    assert steps_of(checkout) == ["-m tests.exactness 30 --table out.txt full="]
    assert looked_for == [{"pulseaudio": "pulseaudio", "parec": "pulseaudio-utils"}]


def test_the_lock_holds_hashes_and_no_addresses() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    requirements = re.findall(r"^[a-z0-9].*$", text, re.MULTILINE)
    assert len(requirements) == sum(map(len, locked().values()))
    assert all(re.search(r"==\S+( ;.*)? \\$", line) for line in requirements)


def test_the_lock_fits_the_project_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    held = locked()
    for line in wanted:
        requirement = Requirement(line)
        name = requirement.name.lower()
        versions = [str(entry.specifier).removeprefix("==") for entry in held.get(name, [])]
        assert any(requirement.specifier.contains(version) for version in versions), line
