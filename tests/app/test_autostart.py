"""Starting with the system: every form on real files.

There is no Windows here, so its registry is played by a dictionary; what Windows makes of the value
could not be tried. Nor was launchd there to read the plist of macOS; its own reader was plistlib.
"""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stretchplayer import APP_ID
from stretchplayer.app import autostart as module
from stretchplayer.app.autostart import (
    APPROVED_KEY,
    LONGEST_RUN_COMMAND,
    RUN_KEY,
    Autostart,
    AutostartError,
    MacAutostart,
    WindowsAutostart,
    XdgAutostart,
    autostart,
    desktop_entry,
    keep_up,
    start_command,
)

COMMAND = ["/opt/stretch/stretchplayer", "--in-tray"]
MOVED = ["/home/me/Apps/stretchplayer", "--in-tray"]
NASTY = [
    "/tmp/a b/c",
    "it's",
    'a "quoted" word',
    "back\\slash\\",
    "$HOME and `id`",
    "100 % %f %%",
    "tab\tand\nnew line",
    "semi;colon&amp|pipe",
    "ünïcödé–",
    "~",
    "",
]


class Dictionary:
    """A registry that is kept nowhere."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str | bytes] = {}
        self.refuses = False

    def read(self, key: str, name: str) -> str | bytes | None:
        return self.values.get((key, name))

    def write(self, key: str, name: str, text: str) -> None:
        if self.refuses:
            raise PermissionError(13, "Access is denied")
        self.values[key, name] = text

    def delete(self, key: str, name: str) -> None:
        if self.refuses:
            raise PermissionError(13, "Access is denied")
        self.values.pop((key, name), None)


@pytest.fixture(params=["xdg", "mac", "windows"])
def entry(request: pytest.FixtureRequest, tmp_path: Path) -> Autostart:
    """Each form, in a folder that does not exist yet."""
    folder = tmp_path / "not" / "yet"
    forms: dict[str, Autostart] = {
        "xdg": XdgAutostart(folder),
        "mac": MacAutostart(folder),
        "windows": WindowsAutostart(Dictionary()),
    }
    return forms[request.param]


# What all forms do


def test_on_and_off(entry: Autostart) -> None:
    assert not entry.enabled()
    assert not entry.starts(COMMAND)
    entry.disable()  # it was not on: nothing happens
    entry.enable(COMMAND)
    assert entry.enabled()
    assert entry.starts(COMMAND)
    assert not entry.starts(MOVED)
    entry.disable()
    assert not entry.enabled()


def test_any_path_comes_back_as_it_was(entry: Autostart) -> None:
    entry.enable(NASTY)
    assert entry.starts(NASTY)
    assert not entry.starts(NASTY[:-1])


def test_a_program_that_moved_is_followed(entry: Autostart) -> None:
    entry.enable(COMMAND)
    assert keep_up(entry, wanted=True, command=MOVED)
    assert entry.starts(MOVED)


def test_what_was_taken_away_elsewhere_is_not_brought_back(entry: Autostart) -> None:
    assert not keep_up(entry, wanted=True, command=COMMAND)
    assert not entry.enabled()


def test_what_is_not_wanted_is_left_alone(entry: Autostart) -> None:
    """A second copy of the app, on another data folder, does not take away the entry of the first."""
    entry.enable(COMMAND)
    assert not keep_up(entry, wanted=False, command=MOVED)
    assert entry.starts(COMMAND)


# Linux


def test_a_desktop_that_switches_it_off_is_heeded(tmp_path: Path) -> None:
    entry = XdgAutostart(tmp_path)
    entry.enable(COMMAND)
    text = entry.file.read_text(encoding="utf-8")
    for switched_off in (
        text.replace("X-GNOME-Autostart-enabled=true", "X-GNOME-Autostart-enabled=false"),
        text + "Hidden=true\n",
    ):
        entry.file.write_text(switched_off, encoding="utf-8")
        assert not entry.enabled()
        assert not keep_up(entry, wanted=True, command=MOVED)
        assert entry.file.read_text(encoding="utf-8") == switched_off
        entry.enable(COMMAND)  # asked for again
        assert entry.enabled()


def test_keys_of_other_groups_are_not_ours(tmp_path: Path) -> None:
    entry = XdgAutostart(tmp_path)
    entry.enable(COMMAND)
    with entry.file.open("a", encoding="utf-8") as file:
        file.write("\n# Hidden=true\n[Desktop Action more]\nHidden=true\nExec=other\n")
    assert entry.enabled()
    assert entry.starts(COMMAND)


def test_a_file_of_noise_is_no_entry(tmp_path: Path) -> None:
    entry = XdgAutostart(tmp_path)
    entry.file.write_bytes(bytes(range(256)))
    assert not entry.enabled()


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="needs desktop-file-validate")
@pytest.mark.parametrize("command", [COMMAND, ["/tmp/a b/p", *NASTY]])
def test_the_validator_has_nothing_to_say(tmp_path: Path, command: list[str]) -> None:
    entry = XdgAutostart(tmp_path)
    entry.enable(command)
    ran = subprocess.run(
        ["desktop-file-validate", str(entry.file)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_a_shell_takes_the_arguments_apart_as_they_were(tmp_path: Path) -> None:
    """Quoting in Exec is that of a shell's double quotes, once the escapes of the file are undone."""
    line = next(
        line.removeprefix("Exec=") for line in desktop_entry(NASTY).splitlines() if line.startswith("Exec=")
    )
    undone = line.encode().decode("latin-1").encode("latin-1").decode()
    for escape, character in (("\\\\", "\0"), ("\\n", "\n"), ("\\t", "\t"), ("\0", "\\")):
        undone = undone.replace(escape, character)
    undone = undone.replace("%%", "%")
    ran = subprocess.run(
        ["sh", "-c", f"printf '%s\\0' {undone}"], capture_output=True, encoding="utf-8", check=True
    )
    assert ran.stdout.split("\0")[:-1] == NASTY


@pytest.mark.skipif(shutil.which("gio") is None, reason="needs gio")
def test_a_desktop_starts_it_with_the_arguments_it_was_given(tmp_path: Path) -> None:
    """GLib reads the file and starts the program, as GNOME and others do at log-in."""
    # GLib finds no program with a % in its own path.
    program = tmp_path / "a folder with $pace & more" / "program"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\nfor each in "$@"; do printf "%s\\0" "$each"; done > "$1"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    heard = tmp_path / "heard"
    os.mkfifo(heard)
    entry = XdgAutostart(tmp_path / "autostart")
    entry.enable([str(program), str(heard), *NASTY])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DBUS")}
    # The program inherits what gio has open, so nothing of gio's is captured.
    assert subprocess.run(["gio", "launch", str(entry.file)], env=environment, check=False).returncode == 0
    got = heard.read_text(encoding="utf-8")
    assert got.split("\0")[1:-1] == NASTY


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"HOME": "/home/me"}, "/home/me/.config/autostart"),
        ({"HOME": "/home/me", "XDG_CONFIG_HOME": "/conf"}, "/conf/autostart"),
        ({"HOME": "/home/me", "XDG_CONFIG_HOME": ""}, "/home/me/.config/autostart"),
        ({"HOME": "/home/me", "XDG_CONFIG_HOME": "relative"}, "/home/me/.config/autostart"),
    ],
)
def test_where_linux_looks_for_it(environment: dict[str, str], folder: str) -> None:
    entry = autostart("linux", environment)
    assert isinstance(entry, XdgAutostart)
    assert entry.file == Path(folder, f"{APP_ID}.desktop")


# macOS


def test_where_macos_looks_for_it_and_what_it_finds(tmp_path: Path) -> None:
    entry = autostart("darwin", {"HOME": str(tmp_path)})
    entry.enable(COMMAND)
    file = tmp_path / "Library" / "LaunchAgents" / f"{APP_ID}.plist"
    agent = plistlib.loads(file.read_bytes())
    assert agent["Label"] == APP_ID
    assert agent["ProgramArguments"] == COMMAND
    assert agent["RunAtLoad"] is True
    assert "KeepAlive" not in agent  # who quits it has quit it


def test_an_agent_that_is_disabled_is_off(tmp_path: Path) -> None:
    entry = MacAutostart(tmp_path)
    entry.file.write_bytes(plistlib.dumps({"ProgramArguments": COMMAND, "Disabled": True}))
    assert not entry.enabled()


@pytest.mark.parametrize("noise", [b"", b"<plist><dict>", b"\x00\x01", plistlib.dumps([1, 2])])
def test_an_agent_that_cannot_be_read_is_no_agent(tmp_path: Path, noise: bytes) -> None:
    entry = MacAutostart(tmp_path)
    entry.file.write_bytes(noise)
    assert not entry.enabled()
    assert not entry.starts(COMMAND)


# Windows


def test_a_path_with_spaces_is_quoted_in_the_registry() -> None:
    registry = Dictionary()
    WindowsAutostart(registry).enable([r"C:\Program Files\Stretch Player\stretchplayer.exe", "--in-tray"])
    assert registry.values == {
        (RUN_KEY, "Stretch Player"): r'"C:\Program Files\Stretch Player\stretchplayer.exe" --in-tray'
    }


def test_what_the_task_manager_switched_off_is_off() -> None:
    registry = Dictionary()
    entry = WindowsAutostart(registry)
    entry.enable(COMMAND)
    registry.values[APPROVED_KEY, "Stretch Player"] = bytes([3]) + bytes(11)
    assert not entry.enabled()
    assert not keep_up(entry, wanted=True, command=MOVED)
    registry.values[APPROVED_KEY, "Stretch Player"] = bytes([2]) + bytes(11)
    assert entry.enabled()
    registry.values[APPROVED_KEY, "Stretch Player"] = bytes([3]) + bytes(11)
    entry.enable(COMMAND)  # asked for again
    assert entry.enabled()


def test_a_command_that_windows_would_drop_in_silence_is_refused() -> None:
    registry = Dictionary()
    with pytest.raises(AutostartError, match="shorter"):
        WindowsAutostart(registry).enable(["C:\\" + "x" * LONGEST_RUN_COMMAND])
    assert registry.values == {}


def test_a_registry_that_refuses_is_told_in_a_sentence() -> None:
    registry = Dictionary()
    registry.refuses = True
    entry = WindowsAutostart(registry)
    with pytest.raises(AutostartError, match=r"Access is denied\).* registry"):
        entry.enable(COMMAND)
    with pytest.raises(AutostartError, match=r"Access is denied\).* registry"):
        entry.disable()


@pytest.mark.skipif(sys.platform != "win32", reason="needs Windows")
def test_the_registry_of_this_machine() -> None:
    registry = module.user_registry()
    key, name = rf"Software\{APP_ID}.test", "a name"
    assert registry.read(key, name) is None
    registry.write(key, name, "ä text")
    assert registry.read(key, name) == "ä text"
    registry.delete(key, name)
    registry.delete(key, name)
    assert registry.read(key, name) is None


# Trouble


@pytest.mark.parametrize("form", [XdgAutostart, MacAutostart])
def test_a_folder_that_cannot_be_is_told_in_a_sentence(
    tmp_path: Path, form: type[XdgAutostart | MacAutostart]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    entry = form(tmp_path / "file" / "autostart")
    with pytest.raises(AutostartError, match="Please check that you may read and write"):
        entry.enable(COMMAND)


@pytest.mark.parametrize("form", [XdgAutostart, MacAutostart])
def test_what_stands_in_the_way_stays_and_leaves_nothing_half_done(
    tmp_path: Path, form: type[XdgAutostart | MacAutostart]
) -> None:
    entry = form(tmp_path)
    entry.file.mkdir()
    for ask in (lambda: entry.enable(COMMAND), entry.disable, entry.enabled):
        with pytest.raises(AutostartError):
            ask()
    assert entry.file.is_dir()
    assert list(tmp_path.iterdir()) == [entry.file]


# The command


def test_the_command_of_an_installed_app() -> None:
    command = start_command(executable="/usr/bin/python3", frozen=False, platform="linux", environment={})
    assert command == ["/usr/bin/python3", "-m", "stretchplayer", "--in-tray"]


def test_the_command_of_a_frozen_app_on_a_folder_of_its_own() -> None:
    folder = Path("/data here")
    command = start_command(
        folder, executable="/opt/s/stretchplayer", frozen=True, platform="linux", environment={}
    )
    assert command == ["/opt/s/stretchplayer", "--data-dir", str(folder.absolute()), "--in-tray"]


def test_the_command_of_an_image_that_is_mounted_while_it_runs() -> None:
    command = start_command(
        executable="/tmp/.mount_x/usr/bin/python3",
        frozen=True,
        platform="linux",
        environment={"APPIMAGE": "/home/me/Stretch.AppImage"},
    )
    assert command == ["/home/me/Stretch.AppImage", "--in-tray"]


def test_on_windows_no_console_opens_beside_it(tmp_path: Path) -> None:
    python = tmp_path / "python.exe"
    without_console = tmp_path / "pythonw.exe"
    arguments = {"executable": str(python), "frozen": False, "platform": "win32", "environment": {}}
    assert start_command(**arguments)[0] == str(python)  # type: ignore[arg-type]
    without_console.write_bytes(b"")
    assert start_command(**arguments)[0] == str(without_console)  # type: ignore[arg-type]


def test_this_program_can_be_started_by_its_command() -> None:
    *command, in_tray = start_command()
    assert in_tray == "--in-tray"
    ran = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False, cwd="/")
    assert ran.stdout.startswith("Stretch Player "), ran.stderr
