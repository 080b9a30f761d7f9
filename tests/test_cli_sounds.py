"""`stretchplayer sounds`: who speaks and why, what is missing, and where it plays."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.audio.device import PERIOD_MS, PERIODS
from stretchplayer.bootstrap.content import Content
from stretchplayer.bootstrap.sound_report import look_at_sounds
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.own_words import TOO_LONG
from stretchplayer.core.preferences import PREFERENCE_PREFIX
from stretchplayer.store import open_store
from tests.sinks import add_sink
from tests.soundserver import (
    SoundServer,
    require_sound_tools,
    sound_server,  # noqa: F401  (a fixture)
)

LONG_STEP = (
    "Put the towel around the ball of your foot or around the middle of your shoe before you lie down."
)
NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def sounds(data_dir: Path, *arguments: str, **environment: str) -> str:
    """What the command prints, on a machine without any sound but for what `environment` brings."""
    silent = {
        "PULSE_SERVER": "unix:/nowhere",
        "XDG_RUNTIME_DIR": str(data_dir),
        "ALSA_CONFIG_PATH": os.devnull,
    }
    command = [sys.executable, "-m", "stretchplayer", "--data-dir", str(data_dir), "sounds", *arguments]
    ended = subprocess.run(
        command, env=os.environ | silent | environment, capture_output=True, check=False, timeout=60
    )
    assert (ended.returncode, ended.stderr.decode()) == (0, "")
    return ended.stdout.decode("utf-8")


def keep(data_dir: Path, **settings: object) -> None:
    """Have these set."""
    data_dir.mkdir()
    with closing(open_store(data_dir)) as store:
        values = {PREFERENCE_PREFIX + name: json.dumps(value) for name, value in settings.items()}
        store.settings.save_settings(values, NOW)


def test_without_a_device_it_says_so_and_keeps_nothing(data_dir: Path) -> None:
    told = sounds(data_dir)
    assert "Voice           heart, recorded, as chosen in Settings" in told
    assert "Missing clips   none" in told
    assert "no sound device was found" in told
    assert not data_dir.exists()


@pytest.mark.timeout(120)
def test_on_a_real_sound_server_it_names_the_device_and_its_buffer(
    data_dir: Path,
    sound_server: SoundServer,  # noqa: F811
) -> None:
    require_sound_tools()
    told: dict[str, Any] = json.loads(sounds(data_dir, "--json", **sound_server.environment))
    assert told["no_output"] is None
    assert told["output"]["system"] == "PulseAudio"
    assert "Null" in told["output"]["device"]
    assert told["output"]["buffer_ms"] == PERIOD_MS * PERIODS
    assert told["missing_clips"] == []
    assert (told["chosen_output"], told["output"]["is_chosen"]) == (None, False)
    assert told["background"] == {"sound": "off", "volume": 0.4}
    assert told["primer"] == {"on": True, "dbfs": -72}


@pytest.mark.timeout(120)
def test_it_tells_the_chosen_device_from_the_one_that_plays_in_its_place(
    data_dir: Path,
    sound_server: SoundServer,  # noqa: F811
) -> None:
    keep(data_dir, output_device="Küche 音響", background="pad", wake_speakers=False)
    told = sounds(data_dir, **sound_server.environment)
    assert "Output          Null Output (PulseAudio, 48000 Hz), the system’s usual one" in told
    assert " " * 16 + "“Küche 音響” is chosen in Settings, but not there or not to be used now" in told
    assert "Background      a warm chord, at 40 %; it makes way for the voice" in told
    assert "Wireless        speakers may sleep, as chosen in Settings" in told
    add_sink(sound_server, "kitchen", "Küche 音響")
    told = sounds(data_dir, **sound_server.environment)
    assert "Output          Küche 音響 (PulseAudio, 48000 Hz), as chosen in Settings" in told
    found: dict[str, Any] = json.loads(sounds(data_dir, "--json", **sound_server.environment))
    assert (found["chosen_output"], found["output"]["is_chosen"]) == ("Küche 音響", True)
    assert found["primer"]["on"] is False
    assert "“Küche 音響” is chosen in Settings" in sounds(data_dir)


def test_missing_and_broken_clips_are_named(tmp_path: Path, data_dir: Path) -> None:
    content = Content(data_dir)
    shutil.copytree(content.folder / "voice", tmp_path / "voice")
    _ = content.whole_catalogue  # read while its files are there
    content.folder = tmp_path
    heart = tmp_path / "voice" / "en" / "heart"
    (heart / "half-way.ogg").unlink()
    (heart / "rest.ogg").write_bytes(b"OggS and then nothing of use")
    report = look_at_sounds(content)
    assert list(report.missing) == ["half-way", "rest"]
    assert "2, shown as captions: half-way, rest" in report.lines()[1]
    (heart / "manifest.json").write_bytes(b"{")
    report = look_at_sounds(content)
    assert "cannot be read" in report.lines()[0]
    assert report.as_json()["voice"] == {"name": "heart", "phrases": 0, "in_use": False}


def test_it_says_who_speaks_own_names_and_which_are_ready(data_dir: Path, tmp_path: Path) -> None:
    data_dir.mkdir()
    with closing(open_store(data_dir)) as store:
        steps = ["Sit tall. Turn slowly.", LONG_STEP]
        made = [
            own_stretch(id="own-1", name="Grandma’s twist", steps=steps),
            own_stretch(id="own-2", name="…", steps=[f"{LONG_STEP} {n}" for n in range(12)]),
        ]
        store.own_stretches.save_stretches(made, (), (), NOW)
    nobody = {"PATH": str(tmp_path), "PYTHONNOUSERSITE": "1"}
    told: dict[str, Any] = json.loads(sounds(data_dir, "--json", **nobody))["own_names"]
    assert (told["names"], told["ready"], told["phrases"], told["phrases_ready"]) == (2, 0, 2, 0)
    assert told["captions"]["own-1/step-2"] == TOO_LONG
    assert "and " in sounds(data_dir, **nobody).partition(" more\n")[0][-8:]
    assert "“….”: it has no words that can be spoken, or too many" in sounds(data_dir, **nobody)
    assert told["captions"]["own-2/name"] == "it has no words that can be spoken, or too many"
    if find_spec("hibari") is None:
        assert told["voice"] is None
        assert told["why"][-1] == "no speech program was found on this computer"
        assert "A tone and a caption, because" in sounds(data_dir, **nobody)


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ({"muted": True}, "switched off"),
        ({"talking": "bell"}, "just the bell"),
        ({"voice": "nobody"}, "“nobody”"),
    ],
)
def test_why_no_voice_is_heard(data_dir: Path, setting: dict[str, object], reason: str) -> None:
    keep(data_dir, **setting)
    first = look_at_sounds(Content(data_dir)).lines()[0]
    assert first.startswith("Voice           none: ")
    assert reason in first
