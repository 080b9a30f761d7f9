"""The ladder of programs that can speak names nobody has recorded, best first.

Each runs as a process of its own: it can take its time, hang or crash, and the window notices nothing.
The words travel in a file or through standard input, never as arguments, so that no name is an option.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

WORDS, OUT = "{words}", "{out}"  # in a command: the file with the words, the WAV to write
WORDS_ENV, OUT_ENV = "STRETCHPLAYER_WORDS", "STRETCHPLAYER_OUT"

DEEPER = "michael"  # the recorded voice that is a man's
_ESPEAK_PACE = "150"  # words a minute, near that of the recorded voices
#: The words are given as text, so nothing in them is read as a command or as markup.
_SAPI = (
    "Add-Type -AssemblyName System.Speech;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    f"$voice.SetOutputToWaveFile($env:{OUT_ENV});"
    f"$voice.Speak([IO.File]::ReadAllText($env:{WORDS_ENV}, [Text.Encoding]::UTF8));"
    "$voice.Dispose()"
)


@dataclass(frozen=True, slots=True)
class Engine:
    """One program. `id` tells it, and how it is asked to speak, from all others."""

    id: str
    name: str  # as people know it
    command: Sequence[str] = field(repr=False)
    through_stdin: bool = False
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
    command = (sys.executable, "-P", "-m", "hibari.cli", "--voice", "heart", "--seed", "0", "--speed", "0.9")
    return Engine(
        f"hibari {number} heart 0.9", "the optional voice (hibari-tts)", (*command, "-o", OUT), True
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
            options = ("--stdin", "-b", "1", "-v", manner, "-s", _ESPEAK_PACE, "-w", OUT)
            return Engine(f"{name} {manner} {_ESPEAK_PACE}", name, (program, *options), True)
    return None


def _say() -> Engine | None:
    if (program := shutil.which("say")) is None:
        return None
    options = ("--data-format=LEI16@22050", "-o", OUT, "-f", WORDS)
    return Engine("say", "the voice of macOS (say)", (program, *options), latin_only=False)


def _sapi() -> Engine | None:
    if (program := shutil.which("powershell")) is None:
        return None
    options = ("-NoProfile", "-NonInteractive", "-Command", _SAPI)
    return Engine("sapi", "the voice of Windows (SAPI)", (program, *options), latin_only=False)


def environment(words: str, out: str) -> Mapping[str, str]:
    """What a program finds in its environment."""
    return {**os.environ, WORDS_ENV: words, OUT_ENV: out, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
