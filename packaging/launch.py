"""Sets Stretch Player up in a checkout and starts it, or runs every check.

    python3 packaging/launch.py run  [arguments of stretchplayer]
    python3 packaging/launch.py test [quick]
    python3 packaging/launch.py exactness [minutes] [--table FILE]

Needs nothing but Python: it makes `.venv`, installs the locked packages into it and looks for the
system libraries Qt needs. What is missing is installed where that is allowed; otherwise the one
command that does is printed. An old Python (from 3.7 on) can still read this file, and says so.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST, TOO_NEW = (3, 11), (3, 15)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "set-up-for.txt"
WINDOWS = os.name == "nt"
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What Qt and the sound library open at run time and Linux does not always have, with the Debian
# package of each; found by starting on a bare Debian and adding one at a time.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
SOUND_LIBRARIES = {"libpulse.so.0": "libpulse0"}  # without it the player is silent, but plays
# Programs the tests with a real window and real sound start, with the Debian package of each.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "xwd": "x11-apps",
    "pulseaudio": "pulseaudio",
    "parec": "pulseaudio-utils",
    "dbus-daemon": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "desktop-file-validate": "desktop-file-utils",
    "gio": "libglib2.0-bin",
}
SOUND_PROGRAMS = ("pulseaudio", "parec")  # those of them that real sound needs
# What those tests need of the system's own Python, by the same rule.
SYSTEM_PYTHON = "/usr/bin/python3"
TEST_MODULES = {"pyatspi": "python3-pyatspi"}


class SetUpError(Exception):
    """Something the user has to do first, in words."""


def main(arguments: list[str]) -> int:
    """Do what the first argument says; returns the exit code."""
    command, *rest = arguments or ["run"]
    if not understood(command, rest):
        tell("Usage: launch.py run [arguments of stretchplayer] | test [quick] | exactness [minutes]")
        return 2
    try:
        if not OLDEST <= sys.version_info[:2] < TOO_NEW:
            return hand_over(arguments)
        everything = command == "test" and not rest
        prepare_system(programs_for(command, everything=everything), TEST_MODULES if everything else {})
        prepare_environment()
    except SetUpError as error:
        tell(str(error))
        return 1
    except subprocess.CalledProcessError as error:
        tell("This step did not succeed: {}".format(" ".join(map(str, error.cmd))))
        return 1
    if command == "test":
        return check(everything=everything)
    if command == "exactness":
        return subprocess.call([str(VENV_PYTHON), "-m", "tests.exactness", *rest], cwd=str(ROOT))
    return start(rest)


def understood(command: str, rest: list[str]) -> bool:
    """Whether this is one of the commands, as far as this script looks at what follows."""
    if command == "exactness":
        return not rest or rest[0].startswith("-") or rest[0].replace(".", "", 1).isdigit()
    return command == "run" or (command == "test" and rest in ([], ["quick"]))


def programs_for(command: str, *, everything: bool) -> dict[str, str]:
    """What a command starts that a machine may not have, with the Debian package of each."""
    if command == "exactness":
        return {name: TEST_PROGRAMS[name] for name in SOUND_PROGRAMS}
    return TEST_PROGRAMS if everything else {}


def tell(text: str) -> None:
    """Say what goes on, without getting into what the app prints."""
    print(text, file=sys.stderr, flush=True)


# ---- Python ----------------------------------------------------------------------------------


def hand_over(arguments: list[str]) -> int:
    """Go on with another Python of this machine, if there is one that fits."""
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        for candidate in ([f"python3.{minor}"], ["py", f"-3.{minor}"]):
            if shutil.which(candidate[0]) and works(candidate):
                return subprocess.call([*candidate, __file__, *arguments])
    raise SetUpError(
        "Stretch Player needs Python 3.11, 3.12, 3.13 or 3.14. This is Python {}.{}, and no other was found. "
        "Please install one of them (python.org, or your system's packages).".format(*sys.version_info[:2])
    )


def works(python: list[str]) -> bool:
    """Whether this command starts a Python; version managers leave names behind that do not."""
    ask = subprocess.run([*python, "-c", "import sys"], capture_output=True, check=False)
    return ask.returncode == 0


# ---- system packages -------------------------------------------------------------------------


def prepare_system(programs: dict[str, str], modules: dict[str, str]) -> None:
    """Bring the libraries and programs that are missing, or say which command does."""
    if not sys.platform.startswith("linux"):
        return
    needed = missing_libraries(QT_LIBRARIES)
    needed.update(missing_libraries(SOUND_LIBRARIES))
    needed.update({name: package for name, package in programs.items() if not shutil.which(name)})
    needed.update({name: package for name, package in modules.items() if not system_python_has(name)})
    if not can_make_environments():
        needed["venv of this Python"] = f"python3.{sys.version_info[1]}-venv"
    if not needed:
        return
    packages = sorted(set(needed.values()))
    tell("Missing on this system: {}.".format(", ".join(needed)))
    prefix = administrator()
    if shutil.which("apt-get") and prefix is not None:
        install(packages, prefix)
        needed = {**missing_libraries(QT_LIBRARIES)}
    if set(needed) - set(SOUND_LIBRARIES):
        raise SetUpError(advice(needed, packages))
    if needed:
        tell(f"It goes on without sound. {advice(needed, packages)}")


def missing_libraries(libraries: dict[str, str]) -> dict[str, str]:
    """Those of the libraries that cannot be loaded here."""
    missing = {}
    for name, package in libraries.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing[name] = package
    return missing


def system_python_has(module: str) -> bool:
    """Whether the system's own Python can import this, which no other Python here has to."""
    if not shutil.which(SYSTEM_PYTHON):
        return False
    ask = subprocess.run([SYSTEM_PYTHON, "-c", f"import {module}"], capture_output=True, check=False)
    return ask.returncode == 0


def can_make_environments() -> bool:
    """Whether `python -m venv` would work: Debian keeps a part of it in a package of its own."""
    ask = subprocess.run([sys.executable, "-c", "import venv, ensurepip"], capture_output=True, check=False)
    return ask.returncode == 0


def administrator() -> list[str] | None:
    """What to put before a command that needs rights; None when they are not given without asking."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        ask = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if ask.returncode == 0:
            return ["sudo", "-n"]
    return None


def install(packages: list[str], prefix: list[str]) -> None:
    """Install Debian packages."""
    tell("Installing {} ...".format(" ".join(packages)))
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    # One of several package sources may be out of reach without harm; if not, the next step tells.
    subprocess.run([*prefix, *quiet, "update"], check=False)
    subprocess.run(
        [*prefix, *quiet, "install", "-y", "--no-install-recommends", *packages],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def advice(needed: dict[str, str], packages: list[str]) -> str:
    """The one command that brings what is missing, for the package manager of this system."""
    again = "Please run this and start again:\n  "
    if shutil.which("apt-get"):
        return again + "sudo apt-get update && sudo apt-get install -y " + " ".join(packages)
    for manager in ("dnf", "zypper"):
        if shutil.which(manager):
            wanted = " ".join(
                f"'{name}()(64bit)'" if ".so." in name else package for name, package in needed.items()
            )
            return again + f"sudo {manager} install -y {wanted}"
    return "Please install the packages of your system that bring: {}.".format(", ".join(needed))


# ---- Python packages -------------------------------------------------------------------------


def prepare_environment() -> None:
    """Make `.venv` and install the locked packages, unless that has been done."""
    wanted = fingerprint()
    if VENV_PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    tell(f"Setting up in {VENV} ...")
    # Started with the Python inside `.venv`, it must not saw off the branch it sits on.
    python = sys.executable if sys.prefix == sys.base_prefix else os.path.realpath(sys.executable)
    subprocess.run([python, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
    # Its build tool is among the locked packages, so nothing more is fetched.
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], check=True)
    STAMP.write_text(wanted, encoding="utf-8")


def fingerprint() -> str:
    """What the environment depends on: the lock, the project file, this Python, this place."""
    digest = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()} {sys.version.split()[0]} {ROOT}\n"


# ---- the commands ----------------------------------------------------------------------------


def start(arguments: list[str]) -> int:
    """Start the app in place of this script, where the system can do that."""
    command = [str(VENV_PYTHON), "-m", "stretchplayer", *arguments]
    if WINDOWS:
        return subprocess.call(command)
    sys.stdout.flush()
    return os.execv(command[0], command)


def check(*, everything: bool) -> int:
    """Run every check, go on after one that does not pass, and say at the end which those were."""
    python = str(VENV_PYTHON)
    quick = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    quick.pop("STRETCHPLAYER_FULL", None)
    full = {**quick, "STRETCHPLAYER_FULL": "1"}
    on_linux = sys.platform.startswith("linux")
    if everything and not on_linux:
        print("The tests with a real window and real sound run on Linux; here the others are run.")
    run = Run()
    run.step("ruff", [python, "-m", "ruff", "check"], quick)
    run.step("format", [python, "-m", "ruff", "format", "--check"], quick)
    run.step("types", [python, "-m", "mypy"], quick)
    run.step("layers", [str(VENV_PYTHON.with_name("lint-imports"))], {**quick, "PYTHONUTF8": "1"})
    # Two minutes of sound are two minutes of waiting: they pass while the quick tests are at work.
    sound = [python, "-m", "pytest", "-q", "-s", "-m", "sound", "tests/exactness"]  # with its table
    beside = Beside(sound, full if everything and on_linux else quick)
    tests = [python, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal"]
    run.step("quick tests", [*stepping_back(), *tests], quick)
    run.end("sound", beside)
    if everything and on_linux:
        run.step("full tests", [python, "-m", "pytest", "-q", "-m", "full"], full)
    print("Not passed: {}".format(", ".join(run.not_passed)) if run.not_passed else "Everything passed.")
    return 1 if run.not_passed else 0


def stepping_back() -> list[str]:
    """What makes a command leave the processor to others that want it: sound is measured beside it."""
    return ["nice", "-n", "10"] if shutil.which("nice") else []


class Run:
    """Steps one after the other, and which of them did not pass."""

    def __init__(self) -> None:
        self.not_passed: list[str] = []

    def step(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        """Run one."""
        print(f"== {name}", flush=True)
        if subprocess.call(command, cwd=str(ROOT), env=environment) != 0:
            self.not_passed.append(name)

    def end(self, name: str, beside: Beside) -> None:
        """Take in what ran beside the last one."""
        print(f"== {name}", flush=True)
        if beside.end() != 0:
            self.not_passed.append(name)


class Beside:
    """A command that runs while others do; what it says is kept back until it is asked to end."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed by `end`
        self._process = subprocess.Popen(
            command, cwd=str(ROOT), env=environment, stdout=self._said, stderr=subprocess.STDOUT
        )

    def end(self) -> int:
        """Wait for its end, say what it said, and return its exit code."""
        code = self._process.wait()
        self._said.seek(0)
        print(self._said.read().decode("utf-8", "replace"), end="", flush=True)
        self._said.close()
        return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
