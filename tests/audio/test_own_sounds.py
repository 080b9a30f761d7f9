"""Sound files of the user's own: read, checked, evened, kept, and played in place of the tones."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.cues import PEAK_DBFS, make_tone
from stretchplayer.audio.read_sound import LARGEST_BYTES, LOUDNESS_OVER_MS, MOST_READ_MS, read_sound
from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.audio.tones import RATE, SOFTER_DB, TONES
from stretchplayer.core.errors import RefusedFileError, StoreError
from stretchplayer.core.own_sounds import SoundEvent, longest_ms

LOUD = -19.0
FORMS = {"wav": "PCM_16", "flac": "PCM_16", "ogg": "VORBIS", "mp3": "MPEG_LAYER_III"}


def gong(ms: int = 800, rate: int = RATE, level: float = 0.5, hertz: float = 440.0) -> NDArray[np.float64]:
    time = np.arange(ms * rate // 1000) / rate
    return np.asarray(level * np.sin(2 * np.pi * hertz * time))


def written(path: Path, samples: NDArray[np.float64], rate: int = RATE, subtype: str | None = None) -> Path:
    soundfile.write(path, samples, rate, subtype=subtype or FORMS[path.suffix[1:]])
    return path


def loudest_dbfs(clip: NDArray[np.float32]) -> float:
    over = RATE * LOUDNESS_OVER_MS // 1000
    starts = range(0, max(1, len(clip) - over + 1), over // 10)
    return 20 * float(np.log10(max(np.sqrt(np.square(clip[s : s + over]).mean()) for s in starts)))


def is_built_in(clip: NDArray[np.float32] | None, tone: str) -> bool:
    return clip is not None and np.array_equal(clip, make_tone(TONES[tone]))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
@pytest.mark.parametrize("level", [0.01, 0.9])
def test_every_form_comes_in_at_the_rate_of_the_mixer_and_evened(
    tmp_path: Path, form: str, rate: int, level: float
) -> None:
    stereo = np.repeat(gong(800, rate, level)[:, None], 2, axis=1)
    clip = read_sound(written(tmp_path / f"gong.{form}", stereo, rate), 5000, LOUD)
    assert clip.dtype == np.float32
    assert abs(len(clip) - 800 * RATE // 1000) < RATE * 60 // 1000  # an encoder may add some at the ends
    assert loudest_dbfs(clip) == pytest.approx(LOUD, abs=0.5)
    crossings = np.count_nonzero(np.diff(np.signbit(clip[RATE // 10 : RATE // 2])))
    assert crossings == pytest.approx(2 * 440 * 0.4, abs=3)


def test_peaks_stay_below_the_limit_of_the_mixer(tmp_path: Path) -> None:
    click = np.zeros(RATE // 2)
    click[:: RATE // 10] = 1.0
    clip = read_sound(written(tmp_path / "click.wav", click), 5000, LOUD)
    assert 20 * np.log10(np.abs(clip).max()) <= PEAK_DBFS + 0.01


def test_silence_before_and_after_is_taken_off(tmp_path: Path) -> None:
    quiet = np.zeros(2 * RATE)
    clip = read_sound(written(tmp_path / "a.wav", np.concatenate([quiet, gong(500), quiet])), 900, LOUD)
    assert len(clip) == pytest.approx(RATE // 2, abs=5)
    assert abs(clip[0]) < 0.01  # no click
    assert abs(clip[-1]) < 0.01


def many_channels(path: Path) -> None:
    written(path, np.repeat(gong(100)[:, None], 6, axis=1))


def of_no_number(path: Path) -> None:
    samples = gong()
    samples[7] = np.nan
    written(path, samples, subtype="FLOAT")


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing in it": (lambda path: path.write_bytes(b""), "cannot be read as"),
    "text": (lambda path: path.write_bytes(b"not a sound at all" * 99), "cannot be read as"),
    "a header alone": (lambda path: path.write_bytes(b"RIFF\xff\xff\xff\xffWAVEfmt "), "cannot be read as"),
    "another form": (lambda path: soundfile.write(path, gong(), RATE, format="AIFF"), "is no WAV"),
    "silent": (lambda path: written(path, np.zeros(RATE)), "Nothing can be heard"),
    "no samples": (lambda path: written(path, np.zeros(0)), "Nothing can be heard"),
    "a click": (lambda path: written(path, gong(10)), "too short"),
    "long": (lambda path: written(path, gong(1500)), "lasts 1.5 s or more, and at most 0.9 s"),
    "very long": (lambda path: written(path, gong(MOST_READ_MS + 500, 8000), 8000), "more than 20 s"),
    "large": (lambda path: path.write_bytes(b"\0" * (LARGEST_BYTES + 1)), "larger than 10 MB"),
    "six channels": (many_channels, "6 channels"),
    "an odd rate": (lambda path: written(path, gong(), 47_999), "47999 Hz"),
    "not a number": (of_no_number, "damaged"),
    "a folder": (lambda path: path.mkdir(), "no file"),
    "not there": (lambda path: None, "no file"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_used_is_refused_in_one_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "brought.wav"
    make, words = REFUSED[kind]
    make(path)
    sounds = SoundFolder(tmp_path / "sounds")
    with pytest.raises(RefusedFileError, match=words) as refusal:
        sounds.take(SoundEvent.LAST_SECONDS, path)
    assert "brought.wav" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert sounds.names() == {}


@pytest.mark.parametrize("form", FORMS)
def test_cut_off_and_scrambled_files_are_refused_or_played_but_never_fail(tmp_path: Path, form: str) -> None:
    whole = written(tmp_path / f"whole.{form}", gong()).read_bytes()
    chance = np.random.default_rng(7)
    for turn in range(40):
        data = bytearray(whole[: int(chance.integers(1, len(whole)))])
        for place in chance.integers(0, len(data), 6):
            data[place] = int(chance.integers(256))
        path = tmp_path / f"bad-{turn}.{form}"
        path.write_bytes(data)
        try:
            clip = read_sound(path, 5000, LOUD)
        except RefusedFileError:
            continue
        assert np.isfinite(clip).all()
        assert np.abs(clip).max() < 0.8


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
@pytest.mark.parametrize("name", [b"two\nlines.wav", b"no-utf8-\xff.wav", b"l" * 240 + b".wav"])
def test_odd_names_are_shown_in_one_line(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    with pytest.raises(RefusedFileError) as refusal:
        read_sound(path, 5000, LOUD)
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 120
    sounds = SoundFolder(tmp_path / "sounds")
    sounds.take(SoundEvent.END, written(tmp_path / "plain.wav", gong()).rename(path))
    assert sounds.names()[SoundEvent.END].isprintable()
    assert sounds.names()[SoundEvent.END].endswith(".wav")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among the files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    with pytest.raises(RefusedFileError, match="no file"):
        read_sound(tmp_path / "pipe.wav", 5000, LOUD)


def test_a_sound_is_kept_played_and_forgotten(tmp_path: Path) -> None:
    sounds = SoundFolder(tmp_path / "sounds")
    sounds.take(SoundEvent.RELEASE, written(tmp_path / "My gong.mp3", gong(600)))
    (tmp_path / "My gong.mp3").unlink()
    assert SoundFolder(tmp_path / "sounds").names() == {SoundEvent.RELEASE: "My gong.mp3"}
    own, soft = ClipBank(own=sounds).load("end"), ClipBank(own=sounds).load("soft-end")
    assert own is not None
    assert soft is not None
    assert loudest_dbfs(own) == pytest.approx(TONES["end"].loudness_dbfs, abs=0.5)
    assert loudest_dbfs(soft) - loudest_dbfs(own) == pytest.approx(SOFTER_DB, abs=0.01)
    assert sounds.durations_ms() == dict.fromkeys(("end", "soft-end"), round(len(own) * 1000 / RATE))
    sounds.forget(SoundEvent.RELEASE)
    sounds.forget(SoundEvent.RELEASE)
    assert sounds.names() == {}
    assert is_built_in(ClipBank(own=sounds).load("end"), "end")


def test_another_sound_takes_the_place_of_the_first_unless_it_is_refused(tmp_path: Path) -> None:
    sounds = SoundFolder(tmp_path / "sounds")
    sounds.take(SoundEvent.START, written(tmp_path / "one.wav", gong()))
    sounds.take(SoundEvent.START, written(tmp_path / "two.wav", gong()))
    with pytest.raises(RefusedFileError):
        sounds.take(SoundEvent.START, written(tmp_path / "three.wav", gong(longest_ms(SoundEvent.START) + 9)))
    assert sounds.names() == {SoundEvent.START: "two.wav"}
    assert [file.name for file in (tmp_path / "sounds").iterdir()] == ["start.flac"]


def test_a_kept_file_that_broke_leaves_the_built_in_tone(tmp_path: Path) -> None:
    sounds = SoundFolder(tmp_path / "sounds")
    sounds.take(SoundEvent.START, written(tmp_path / "one.wav", gong()))
    (tmp_path / "sounds" / "start.flac").write_bytes(b"fLaC and no more")
    assert sounds.names() == {}
    assert sounds.durations_ms() == {}
    assert is_built_in(ClipBank(own=sounds).load("start"), "start")


def test_erasing_leaves_nothing(tmp_path: Path) -> None:
    sounds = SoundFolder(tmp_path / "sounds")
    sounds.erase()
    for event in SoundEvent:
        sounds.take(event, written(tmp_path / f"{event}.wav", gong(500)))
    assert sounds.names().keys() == set(SoundEvent)
    (tmp_path / "sounds" / ".left-over.part").write_bytes(b"half a sound")
    sounds.erase()
    assert list((tmp_path / "sounds").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that is read-only")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "sounds").mkdir()
    (tmp_path / "sounds").chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(StoreError, match="cannot be changed"):
        SoundFolder(tmp_path / "sounds").take(SoundEvent.START, written(tmp_path / "one.wav", gong()))


def test_where_a_file_is_in_the_way_of_the_folder_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "sounds").write_bytes(b"")
    with pytest.raises(StoreError, match="cannot be changed"):
        SoundFolder(tmp_path / "sounds").take(SoundEvent.START, written(tmp_path / "one.wav", gong()))


def test_every_event_has_a_built_in_tone_unlike_the_others() -> None:
    tones = [make_tone(TONES[event]) for event in SoundEvent]
    for n, one in enumerate(tones):
        for other in tones[:n]:
            length = min(len(one), len(other))
            likeness = np.corrcoef(one[:length], other[:length])[0, 1]
            assert abs(likeness) < 0.9
