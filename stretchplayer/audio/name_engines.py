"""The ladder of programs that can speak words nobody has recorded, best first.

Each runs as a process of its own: it can take its time, hang or crash, and the window notices nothing.
The words travel in a file or through standard input, never as arguments, so that none is an option.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

WORDS, OUT = "{words}", "{out}"  # in a command: the file with the words, the WAV to write
WORDS_ENV, OUT_ENV = "STRETCHPLAYER_WORDS", "STRETCHPLAYER_OUT"

DEEPER = "michael"  # the recorded voice that is a man's
_PACE = "150"  # words a minute, near that of the recorded voices
_LIBRARIES = "LD_LIBRARY_PATH"  # a packaged app finds another here, and the one before with _ORIG
_UTF8 = {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
if sys.platform == "darwin":
    _UTF8["LC_ALL"] = "en_US.UTF-8"  # `say` reads its file by it, and an app from the Dock has none
#: The words are given as text, so nothing in them is read as a command or as markup.
_SAPI = (
    "$ErrorActionPreference = 'Stop';"
    "Add-Type -AssemblyName System.Speech;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    f"$voice.SetOutputToWaveFile($env:{OUT_ENV});"
    f"$voice.Speak([IO.File]::ReadAllText($env:{WORDS_ENV}, [Text.Encoding]::UTF8));"
    "$voice.Dispose()"
)
#: Reads lines of JSON, each with words and the WAV to write, since loading takes longer than speaking.
_HIBARI = """
import json, os, sys
from hibari import Hibari
voice = Hibari(voice="heart")
for line in sys.stdin.buffer:
    words, out = json.loads(line)
    try:
        voice.save(words, out + ".part", 0.9, 0)
        os.replace(out + ".part", out)
    except Exception:
        pass
"""
_HIBARI_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Engine:
    """One program. `id` tells it, and how it is asked to speak, from all others."""

    id: str
    name: str  # as people know it
    command: Sequence[str] = field(repr=False)
    through_stdin: bool = False
    at_once: int = 1  # with more, lines of JSON come through standard input: words, and the WAV to write
    latin_only: bool = True  # other letters would be called “letter” one by one, or left out


def engines(voice: str) -> tuple[list[Engine], list[str]]:
    """What can speak here in the manner of a recorded voice, and why better ones are not among it."""
    found: list[Engine] = []
    why: list[str] = []
    extra = _hibari()
    if extra is None:
        why.append("the optional voice (hibari-tts) is not installed")
    else:
        found.append(extra)
    system = _of_system(voice)
    if system is None:
        why.append("no speech program was found on this computer")
    else:
        found.append(system)
    return found, why


def _hibari() -> Engine | None:
    """The one voice inside its wheel; its others would be downloaded, which this app never does."""
    if getattr(sys, "frozen", False) or find_spec("hibari") is None:
        return None
    try:
        number = version("hibari-tts")
    except PackageNotFoundError:
        return None
    # Without -P a file in the folder one happens to be in could take the place of a module.
    return Engine(
        f"hibari {number} heart 0.9",
        "the optional voice (hibari-tts)",
        (sys.executable, "-P", "-c", _HIBARI),
        at_once=_HIBARI_AT_ONCE,
    )


def _of_system(voice: str) -> Engine | None:
    if sys.platform == "darwin":
        return _say()
    if sys.platform == "win32":
        return _sapi()
    return _espeak(voice)


def _espeak(voice: str) -> Engine | None:
    for name in ("espeak-ng", "espeak"):
        if (program := shutil.which(name)) is not None:
            manner = "en-us" if voice == DEEPER else "en-us+f3"
            options = ("--stdin", "-b", "1", "-v", manner, "-s", _PACE, "-w", OUT)
            return Engine(f"{name} {manner} {_PACE}", name, (program, *options), True)
    return None


def _say() -> Engine | None:
    if (program := shutil.which("say")) is None:
        return None
    options = ("-r", _PACE, "--data-format=LEI16@22050", "-o", OUT, "-f", WORDS)
    return Engine(f"say {_PACE}", "the voice of macOS (say)", (program, *options), latin_only=False)


def _sapi() -> Engine | None:
    # A program of that name in the folder one happens to be in is not looked for first.
    own = Path(os.environ.get("SYSTEMROOT", ""), "System32", "WindowsPowerShell", "v1.0", "powershell.exe")
    program = str(own) if own.is_file() else shutil.which("powershell")
    if program is None:
        return None
    options = ("-NoProfile", "-NonInteractive", "-Command", _SAPI)
    return Engine("sapi", "the voice of Windows (SAPI)", (program, *options), latin_only=False)


def environment(words: str, out: str) -> Mapping[str, str]:
    """What a program finds in its environment."""
    known = {**os.environ, WORDS_ENV: words, OUT_ENV: out, **_UTF8}
    if getattr(sys, "frozen", False):  # the app's own libraries are not for programs of the system
        known.pop(_LIBRARIES, None)
        if (before := known.pop(f"{_LIBRARIES}_ORIG", None)) is not None:
            known[_LIBRARIES] = before
    return known
