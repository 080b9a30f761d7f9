"""Starts the app with the system, if asked: one file or registry value of this user alone.

Nobody needs rights for it, and what the user switches off in the system's own settings stays off.
"""

from __future__ import annotations

import os
import plistlib
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from xml.parsers.expat import ExpatError

from stretchplayer import APP_ID, APP_NAME
from stretchplayer.core.errors import StretchPlayerError

IN_TRAY = "--in-tray"  # the option with which the app starts without its window


class AutostartError(StretchPlayerError):
    """The system does not let us start with it, or no longer start with it."""


class Autostart(Protocol):
    """One entry, in the form of one system. Every method raises `AutostartError` when it is refused."""

    def enable(self, command: Sequence[str]) -> None:
        """Start this program, with these arguments, whenever the user logs in."""

    def disable(self) -> None:
        """Start it no longer; nothing happens when it did not."""

    def enabled(self) -> bool:
        """Whether there is an entry and the system heeds it."""

    def starts(self, command: Sequence[str]) -> bool:
        """Whether the entry is for just this command."""


def autostart(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Autostart:
    """The entry in the form of this system."""
    if platform == "win32":
        return WindowsAutostart(user_registry())
    home = Path(environment.get("HOME") or Path.home())
    if platform == "darwin":
        return MacAutostart(home / "Library" / "LaunchAgents")
    config = Path(environment.get("XDG_CONFIG_HOME") or "")
    # The specification has relative folders ignored.
    return XdgAutostart((config if config.is_absolute() else home / ".config") / "autostart")


def start_command(
    data_dir: Path | None = None,
    *,
    executable: str = sys.executable,
    frozen: bool = bool(getattr(sys, "frozen", False)),
    platform: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
) -> list[str]:
    """How the program that runs now is started without its window, on the same data folder."""
    if environment.get("APPIMAGE"):  # `executable` is inside the mounted image, which goes when we end
        program = [environment["APPIMAGE"]]
    elif frozen:
        program = [executable]
    else:
        python = Path(executable)
        without_console = python.with_name("pythonw.exe")
        if platform == "win32" and without_console.exists():
            python = without_console
        program = [str(python), "-m", "stretchplayer"]
    folder = [] if data_dir is None else ["--data-dir", str(data_dir.absolute())]
    return [*program, *folder, IN_TRAY]


def keep_up(entry: Autostart, wanted: bool, command: Sequence[str]) -> bool:
    """At each start: have the entry start the program from where it is now.

    Returns whether it really starts with the system. False when the user asked for it here but took
    it back in the system's own settings: then it stays so, and the preference should follow.
    """
    if not wanted or not entry.enabled():
        return False
    if not entry.starts(command):
        entry.enable(command)
    return True


# ---- Linux and others: a .desktop file -----------------------------------------------------------

_GROUP = "[Desktop Entry]"
_NEEDS_QUOTES = re.compile(r"[\s\"'\\<>~|&;$*?#()`]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})


class XdgAutostart:
    """`Autostart` of the freedesktop.org specifications (Autostart 0.5, Desktop Entry 1.0)."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / f"{APP_ID}.desktop"

    def enable(self, command: Sequence[str]) -> None:
        """Write the file."""
        _write(self.file, desktop_entry(command).encode())

    def disable(self) -> None:
        """Take the file away."""
        _remove(self.file)

    def enabled(self) -> bool:
        """Whether the file is there, and no desktop has switched it off in it."""
        keys = self._keys()
        switched_off = keys.get("Hidden") == "true" or keys.get("X-GNOME-Autostart-enabled") == "false"
        return "Exec" in keys and not switched_off

    def starts(self, command: Sequence[str]) -> bool:
        """Whether its Exec is for just this command."""
        return self._keys().get("Exec") == _exec(command)

    def _keys(self) -> dict[str, str]:
        keys: dict[str, str] = {}
        inside = False
        for line in (_read(self.file) or b"").decode(errors="replace").splitlines():
            if line.startswith("["):
                inside = line.strip() == _GROUP
            elif inside and "=" in line and not line.startswith("#"):
                key, _, value = line.partition("=")
                keys.setdefault(key.strip(), value.strip())
        return keys


def desktop_entry(command: Sequence[str]) -> str:
    """The text of a .desktop file that starts this command."""
    lines = {
        "Type": "Application",
        "Version": "1.0",
        "Name": APP_NAME,
        "Comment": "Gentle guided stretches, with one quiet reminder a day",
        "TryExec": _escaped(command[0]),  # nothing is said when the program has gone
        "Exec": _exec(command),
        "Icon": APP_ID,
        "Terminal": "false",
        "StartupNotify": "false",
        "X-GNOME-Autostart-enabled": "true",
    }
    return "\n".join([_GROUP, *(f"{key}={value}" for key, value in lines.items())]) + "\n"


def _exec(command: Sequence[str]) -> str:
    """Two layers of escapes lie over each other: those of an argument of Exec, and those of any value."""
    return _escaped(" ".join(_quoted(argument) for argument in command))


def _quoted(argument: str) -> str:
    argument = argument.replace("%", "%%")  # what follows a single one would be a field code
    if argument and not _NEEDS_QUOTES.search(argument):
        return argument
    return '"' + re.sub(r'(["`$\\])', r"\\\1", argument) + '"'


def _escaped(value: str) -> str:
    return value.translate(_ESCAPES)


# ---- macOS: a launch agent -----------------------------------------------------------------------


class MacAutostart:
    """`Autostart` of macOS: read by launchd at log-in, so neither form takes effect before that."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / f"{APP_ID}.plist"

    def enable(self, command: Sequence[str]) -> None:
        """Write the file."""
        agent = {
            "Label": APP_ID,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
            "LimitLoadToSessionType": "Aqua",  # not when logged in from afar, where there is no screen
        }
        _write(self.file, plistlib.dumps(agent))

    def disable(self) -> None:
        """Take the file away."""
        _remove(self.file)

    def enabled(self) -> bool:
        """Whether the file is there and not marked as disabled."""
        agent = self._agent()
        return "ProgramArguments" in agent and agent.get("Disabled") is not True

    def starts(self, command: Sequence[str]) -> bool:
        """Whether the file is for just this command."""
        return self._agent().get("ProgramArguments") == list(command)

    def _agent(self) -> dict[str, object]:
        data = _read(self.file)
        if data is None:
            return {}
        try:
            found = plistlib.loads(data)
        except (plistlib.InvalidFileException, ExpatError, ValueError):
            return {}  # somebody else's doing; it is written anew when wanted
        return found if isinstance(found, dict) else {}


# ---- Windows: a value in the registry ------------------------------------------------------------

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
# Where the Task Manager and the Settings keep that an entry of the Run key is switched off.
APPROVED_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
LONGEST_RUN_COMMAND = 260  # characters; Windows says so of the Run keys and drops longer ones in silence


class UserRegistry(Protocol):
    """The registry below HKEY_CURRENT_USER. Raises `OSError` when it refuses."""

    def read(self, key: str, name: str) -> str | bytes | None:
        """A value, None when it is not there."""

    def write(self, key: str, name: str, text: str) -> None:
        """Keep a text, making the key where needed."""

    def delete(self, key: str, name: str) -> None:
        """Take a value away; nothing happens when it is not there."""


class WindowsAutostart:
    """`Autostart` of Windows, through the Run key of this user."""

    def __init__(self, registry: UserRegistry) -> None:
        self._registry = registry

    def enable(self, command: Sequence[str]) -> None:
        """Write the value, and take away that it was switched off."""
        line = subprocess.list2cmdline(command)
        if len(line) > LONGEST_RUN_COMMAND:
            raise AutostartError(
                f"{APP_NAME} cannot start with Windows from here, because its folder has too long a name. "
                "Move it to a folder with a shorter one, then try again."
            )
        try:
            self._registry.write(RUN_KEY, APP_NAME, line)
            self._registry.delete(APPROVED_KEY, APP_NAME)
        except OSError as error:
            raise _refused("the registry", error) from error

    def disable(self) -> None:
        """Take the value away."""
        try:
            self._registry.delete(RUN_KEY, APP_NAME)
            self._registry.delete(APPROVED_KEY, APP_NAME)
        except OSError as error:
            raise _refused("the registry", error) from error

    def enabled(self) -> bool:
        """Whether the value is there and not switched off elsewhere."""
        if self._read(RUN_KEY) is None:
            return False
        approved = self._read(APPROVED_KEY)
        # Twelve bytes; an odd first one means switched off (seen, not documented).
        return not (isinstance(approved, bytes) and approved and approved[0] % 2 == 1)

    def starts(self, command: Sequence[str]) -> bool:
        """Whether the value is for just this command."""
        return self._read(RUN_KEY) == subprocess.list2cmdline(command)

    def _read(self, key: str) -> str | bytes | None:
        try:
            return self._registry.read(key, APP_NAME)
        except OSError as error:
            raise _refused("the registry", error) from error


if sys.platform == "win32":
    import winreg

    class _UserRegistry:
        def read(self, key: str, name: str) -> str | bytes | None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    value: str | bytes = winreg.QueryValueEx(opened, name)[0]
                    return value
            except FileNotFoundError:
                return None

        def write(self, key: str, name: str, text: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)

        def delete(self, key: str, name: str) -> None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE) as opened:
                    winreg.DeleteValue(opened, name)
            except FileNotFoundError:
                pass

    def user_registry() -> UserRegistry:
        """The registry of this machine."""
        return _UserRegistry()

else:

    def user_registry() -> UserRegistry:
        """There is none on this system."""
        raise AutostartError(f"{APP_NAME} cannot start with this system: it is not Windows.")


# ---- files ---------------------------------------------------------------------------------------


def _write(file: Path, data: bytes) -> None:
    """Write the whole file or leave the earlier one."""
    unfinished = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data)
        unfinished.replace(file)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise _refused(str(file), error) from error


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(str(file), error) from error


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refused(str(file), error) from error


def _refused(place: str, error: OSError) -> AutostartError:
    return AutostartError(
        f"Whether {APP_NAME} starts with the system cannot be changed ({error.strerror}). "
        f"Please check that you may read and write {place}."
    )
