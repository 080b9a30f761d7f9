"""How speech programs are called: with stand-ins that read their arguments as the real ones do.

Whatever is in the words, they arrive as words: nothing in them is run, and nothing is an option.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from stretchplayer.audio import name_engines
from stretchplayer.audio.name_clips import NameClip
from stretchplayer.audio.name_speaker import NameSpeaker
from stretchplayer.core.name_speech import NameVoice, speakable

ODD = {
    f"own-{n}/step-1": words
    for n, words in enumerate(
        [
            "-o never.wav",
            "--help",
            "--",
            "- Lie down",
            "-f /etc/passwd",
            "$(touch never)",
            "`touch never`",
            '"; touch never; "',
            "'; touch never; '",
            "& touch never & | touch never > never",
            "%PATH% $env:PATH ${HOME} $HOME",
            "first line\nsecond line\r\nthird",
            "tab\tnull\x00bell\x07escape\x1b[31m",
            "[[volm 0]] quiet [[inpt PHON]]",
            "[word](/w3rd/) spoken",
            "<speak><audio src='never'/>x</speak>",
            "{words} {out} %s {0}",
            "Ünïcödé – “naïve” café №1",
            "ﬁne print \u202eright to left",
            "back\\slash C:\\never",
            "O’Brien's 90/90 @ wall, 50 % & more",
        ]
    )
}
WAV = """
def write(path, words):
    import json, wave
    with open(NOTES, "a", encoding="utf-8") as notes:
        notes.write(json.dumps(words) + "\\n")
    with wave.open(path, "wb") as sound:
        sound.setnchannels(1), sound.setsampwidth(2), sound.setframerate(22050)
        sound.writeframes((b"\\x00\\x20" * 25 + b"\\x00\\xe0" * 25) * 220 + b"\\x00\\x20" * 25)
"""
# macOS: options of say(1), and words as arguments, of which there must be none.
SAY = """
import argparse, sys
options = argparse.ArgumentParser(allow_abbrev=False)
options.add_argument("-v", "--voice")
options.add_argument("-r", "--rate", type=int)
options.add_argument("-o", "--output-file", required=True)
options.add_argument("-f", "--input-file", required=True)
options.add_argument("--data-format", required=True)
options.add_argument("words", nargs="*")
given = options.parse_args()
if given.words or given.data_format != "LEI16@22050" or not given.output_file.endswith(".wav"):
    sys.exit("fmt?")
with open(given.input_file, encoding="utf-8") as file:
    write(given.output_file, file.read())
"""
# Windows: as much of PowerShell as the script uses; any other statement is an error.
POWERSHELL = """
import os, re, sys
no_profile, not_interactive, command, script = sys.argv[1:]
assert (no_profile, not_interactive, command) == ("-NoProfile", "-NonInteractive", "-Command")
assert '"' not in script, "it would end the argument"
SPEAK = r"\\$voice\\.Speak\\(\\[IO\\.File\\]::ReadAllText\\(\\$env:(\\w+), \\[Text\\.Encoding\\]::UTF8\\)\\)"
made, out = set(), None
for statement in script.split(";"):
    if statement == "$ErrorActionPreference = 'Stop'":
        continue
    if statement == "Add-Type -AssemblyName System.Speech":
        made.add("System.Speech")
    elif statement == "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer":
        assert "System.Speech" in made
        made.add("voice")
    elif found := re.fullmatch(r"\\$voice\\.SetOutputToWaveFile\\(\\$env:(\\w+)\\)", statement):
        out = os.environ[found[1]]
    elif found := re.fullmatch(SPEAK, statement):
        with open(os.environ[found[1]], encoding="utf-8-sig", newline="") as file:
            write(out, file.read())
    elif statement == "$voice.Dispose()":
        made.remove("voice")
    else:
        sys.exit(f"ParserError: {statement}")
assert "voice" not in made
"""
HIBARI = """
class Hibari:
    def __init__(self, voice="heart", model=None, threads=1):
        assert voice == "heart", "others would be downloaded"
        if LOADS_BADLY:
            raise RuntimeError
    def save(self, text, path, speed=1.0, seed=None):
        assert (speed, seed) == (0.9, 0)
        if "unspeakable" in text:
            raise ValueError(text)
        if "deadly" in text:
            import os
            os._exit(3)
        write(path, text)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts")


class Heard:
    """Has words spoken by the programs there are, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes = folder / "notes"
        self.bin = folder / "bin"
        self.bin.mkdir()

    def program(self, path: Path, source: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f"#!{sys.executable}\nNOTES = {str(self.notes)!r}\n"
        path.write_text(head + WAV + source, encoding="utf-8")
        path.chmod(0o755)

    def package(self, *, loads_badly: bool = False) -> Path:
        """Put a stand-in of hibari-tts where Python finds it."""
        folder = self.folder / "packages"
        self.program(folder / "hibari" / "__init__.py", f"LOADS_BADLY = {loads_badly}\n{HIBARI}")
        (folder / "hibari_tts-9.9.dist-info").mkdir()
        (folder / "hibari_tts-9.9.dist-info" / "METADATA").write_text("Name: hibari-tts\nVersion: 9.9\n")
        return folder

    def speak(self, words: dict[str, str]) -> tuple[NameVoice, dict[str, NameClip]]:
        done = threading.Event()
        speaker = NameSpeaker(self.folder / "names", done.set)
        try:
            speaker.want(words, "heart")
            assert done.wait(60)
            while speaker.voice(words, "heart").sentences_ready + len(
                speaker.voice(words, "heart").captions
            ) < len(words):
                done.clear()
                assert done.wait(60)
            return speaker.voice(words, "heart"), speaker.clips(words, "heart")
        finally:
            speaker.close()

    @property
    def said(self) -> list[str]:
        return [json.loads(line) for line in self.notes.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    made = Heard(tmp_path)
    monkeypatch.setenv("PATH", str(made.bin))
    monkeypatch.setattr(name_engines, "find_spec", lambda _: None)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    yield made
    assert list((tmp_path / "here").iterdir()) == [], "something was run"
    assert not list(tmp_path.rglob("never*"))


def on(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let programs be looked for as on another system."""
    monkeypatch.setattr(name_engines, "sys", SimpleNamespace(platform=platform, executable=sys.executable))


def spoken_as_words(heard: Heard, name: str) -> None:
    expected = [words for one in ODD.values() if (words := speakable(one)) is not None]
    told, clips = heard.speak(ODD)
    assert heard.said == expected
    assert told.name == name
    assert len(clips) == len(expected)
    assert {clip.duration_ms for clip in clips.values()} == {500}
    assert list(told.captions) == ["own-2/step-1"], "of what has no words at all"


def test_words_given_to_programs_have_no_marks_and_no_lines() -> None:
    plain = [words for one in ODD.values() if (words := speakable(one)) is not None]
    assert len(plain) == len(ODD) - 1
    for words in plain:
        assert not set("[]{}<>|\\`~^*_#=\n\r\t\x00\x1b\u202e") & set(words)
        assert words == " ".join(words.split())


def test_say_of_macos_is_given_a_file_and_writes_one(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    heard.program(heard.bin / "say", SAY)
    on("darwin", monkeypatch)
    spoken_as_words(heard, "the voice of macOS (say)")


@pytest.mark.parametrize("in_its_place", [True, False])
def test_sapi_of_windows_reads_a_file_as_text(
    heard: Heard, monkeypatch: pytest.MonkeyPatch, in_its_place: bool
) -> None:
    usual = heard.folder / "Windows" / "System32" / "WindowsPowerShell" / "v1.0" / "powershell.exe"
    heard.program(usual if in_its_place else heard.bin / "powershell", POWERSHELL)
    if in_its_place:
        heard.program(heard.bin / "powershell", "raise SystemExit('another program of that name')")
    monkeypatch.setenv("SYSTEMROOT", str(heard.folder / "Windows"))
    on("win32", monkeypatch)
    spoken_as_words(heard, "the voice of Windows (SAPI)")


@pytest.mark.parametrize("before", [None, "/usr/local/lib"])
def test_a_packaged_app_does_not_lend_its_libraries(
    heard: Heard, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/app")
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    assert name_engines.environment("w", "o")["LD_LIBRARY_PATH"] == "/opt/app"
    packaged = SimpleNamespace(platform="linux", executable=sys.executable, frozen=True)
    monkeypatch.setattr(name_engines, "sys", packaged)
    assert name_engines.environment("w", "o").get("LD_LIBRARY_PATH") == before


def test_a_whole_batch_goes_to_hibari_at_once(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    with_hibari(heard, monkeypatch)
    spoken_as_words(heard, "the optional voice (hibari-tts)")


def test_what_hibari_cannot_speak_or_dies_of_is_left_to_the_next(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_hibari(heard, monkeypatch)
    words = {
        f"own-1/step-{n}": text
        for n, text in enumerate(["Lie down.", "unspeakable", "Knees bent.", "deadly", "Rest."])
    }
    told, clips = heard.speak(words)
    assert list(clips) == ["own-1/step-0", "own-1/step-2"]
    assert heard.said == ["Lie down.", "Knees bent."]
    assert "error (3)" in told.captions["own-1/step-4"]
    on("darwin", monkeypatch)
    heard.program(heard.bin / "say", SAY)
    told, clips = heard.speak(words)
    assert len(clips) == 5
    assert told.name == "the optional voice (hibari-tts)"


def test_a_hibari_that_cannot_be_loaded_leaves_all_to_the_next(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_hibari(heard, monkeypatch, loads_badly=True)
    on("darwin", monkeypatch)
    heard.program(heard.bin / "say", SAY)
    _, clips = heard.speak({"own-1/step-1": "Lie down.", "own-1/step-2": "Rest."})
    assert len(clips) == 2
    assert heard.said == ["Lie down.", "Rest."]


def with_hibari(heard: Heard, monkeypatch: pytest.MonkeyPatch, *, loads_badly: bool = False) -> None:
    folder = heard.package(loads_badly=loads_badly)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(name_engines, "find_spec", lambda _: object())


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("espeak-ng") is None, reason="needs espeak-ng")
def test_espeak_takes_odd_words_as_words(heard: Heard) -> None:
    real = shutil.which("espeak-ng", path=os.defpath)
    assert real is not None
    (heard.bin / "espeak-ng").symlink_to(real)
    told, clips = heard.speak(ODD)
    assert told.name == "espeak-ng"
    # What is long to say, as signs are, stays a caption; nothing else does.
    assert all("to say" in why or "no words" in why for why in told.captions.values())
    assert len(clips) >= len(ODD) - 4
