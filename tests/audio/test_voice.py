"""Recorded phrases: decoding, resampling, and what happens when something is broken."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.manifest import durations_ms
from stretchplayer.audio.resample import resample
from stretchplayer.audio.tones import RATE, TONES
from stretchplayer.audio.voice import VoicePack
from tests.soundserver import wait_until

CLIP_RATE = 24_000
LENGTHS_MS = {"get-ready": 800, "half-way": 650, "heard-2": 1200}


def tune(length_ms: int, hertz: float = 440.0, rate: int = CLIP_RATE) -> np.ndarray:
    time = np.arange(length_ms * rate // 1000) / rate
    return (0.4 * np.sin(2 * np.pi * hertz * time) * np.hanning(len(time))).astype(np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    clips = {}
    for phrase, length in LENGTHS_MS.items():
        soundfile.write(tmp_path / f"{phrase}.ogg", tune(length), CLIP_RATE, format="OGG", subtype="VORBIS")
        clips[phrase] = {"text": phrase, "spoken": None, "duration_ms": length, "sha256": "0"}
    about = {"language": "en", "voice": "heart", "engine": "test", "rate": CLIP_RATE, "clips": clips}
    (tmp_path / "manifest.json").write_text(json.dumps(about), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("phrase", LENGTHS_MS)
def test_a_clip_sounds_the_same_at_the_rate_of_the_mixer(folder: Path, phrase: str) -> None:
    clip = VoicePack(folder).load(phrase)
    assert clip is not None
    assert clip.dtype == np.float32
    assert len(clip) == LENGTHS_MS[phrase] * RATE // 1000
    wanted = tune(LENGTHS_MS[phrase], rate=RATE)
    assert np.sqrt(np.square(clip - wanted).mean()) < 0.02 * np.sqrt(np.square(wanted).mean())


def test_lengths_come_from_the_manifest_and_from_the_tones(folder: Path) -> None:
    lengths = durations_ms(folder)
    assert LENGTHS_MS.items() <= lengths.items()
    assert {name: tone.duration_ms for name, tone in TONES.items()}.items() <= lengths.items()
    assert VoicePack(folder).durations_ms() == LENGTHS_MS


def test_a_broken_or_missing_clip_stays_a_caption(folder: Path) -> None:
    (folder / "half-way.ogg").write_bytes(b"OggS and then nothing of use")
    (folder / "heard-2.ogg").unlink()
    voice = VoicePack(folder)
    assert voice.load("half-way") is None
    assert voice.load("heard-2") is None
    assert voice.load("never-heard-of") is None
    assert voice.broken == {"half-way", "heard-2"}
    assert "half-way" not in voice
    assert voice.load("get-ready") is not None


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"voice": "heart"}', b"\xff\xfe"])
def test_without_a_readable_manifest_there_are_tones_alone(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_bytes(content)
    assert not VoicePack(tmp_path).available
    assert VoicePack(tmp_path).load("get-ready") is None
    assert durations_ms(tmp_path).keys() == TONES.keys()


def test_the_bank_decodes_ahead_in_the_background(folder: Path) -> None:
    bank = ClipBank(VoicePack(folder))
    assert bank.get("get-ready") is None
    bank.prefetch(["get-ready", "half-way", "tick", "unknown"])
    wait_until(lambda: bank.get("tick") is not None, 10, "the clips were not decoded")
    assert bank.get("get-ready") is not None
    assert bank.get("half-way") is not None
    assert bank.get("heard-2") is None
    assert bank.load("heard-2") is not None
    assert bank.load("unknown") is None
    bank.close()
    bank.close()


@pytest.mark.parametrize("rates", [(24_000, 48_000), (44_100, 48_000), (22_050, 48_000), (96_000, 48_000)])
@pytest.mark.parametrize("share", [0.01, 0.2, 0.8])
def test_resampling_keeps_a_sine_a_sine(rates: tuple[int, int], share: float) -> None:
    source, target = rates
    hertz = share * min(rates) / 2
    result = resample(np.sin(2 * np.pi * hertz * np.arange(source // 4) / source).astype(np.float32), *rates)
    wanted = np.sin(2 * np.pi * hertz * np.arange(len(result)) / target)
    middle = slice(target // 20, -target // 20)
    assert len(result) == -(-(source // 4) * target // source)
    assert np.abs(result[middle] - wanted[middle]).max() < 1e-3  # -60 dB


def test_resampling_lets_nothing_fold_back() -> None:
    source = np.sin(2 * np.pi * 40_000 * np.arange(24_000) / 96_000).astype(np.float32)
    assert np.abs(resample(source, 96_000, 48_000)[1000:-1000]).max() < 1e-3


def test_resampling_leaves_the_start_where_it_is() -> None:
    click = np.zeros(2400, np.float32)
    click[600] = 1.0
    assert int(np.abs(resample(click, 24_000, 48_000)).argmax()) == 1200
