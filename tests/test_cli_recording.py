"""`stretchplayer export-audio`: a routine's sound in a file, and what it says when it cannot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile

from stretchplayer.audio.tones import RATE
from stretchplayer.bootstrap import Content
from stretchplayer.cli import main
from stretchplayer.core.history import SetAside
from stretchplayer.core.own_sounds import SoundEvent
from stretchplayer.core.preferences import Sounds, Talking
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.store import open_store
from tests.complaint import complaint
from tests.tiers import some_now

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
SMALL_DISK = 100_000  # bytes: less than any recording
# Stands for a disk that is full: no file may become longer than so many bytes.
ON_A_SMALL_DISK = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({SMALL_DISK}, {SMALL_DISK}))
from stretchplayer.cli import main
sys.exit(main(sys.argv[1:]))
"""
# Tests that run in the background pass on that Ctrl+C is ignored.
LISTENING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from stretchplayer.cli import main
sys.exit(main(sys.argv[1:]))
"""


def export(folder: Path, routine: str, path: Path) -> int:
    try:
        return main(["--data-dir", str(folder), "export-audio", routine, str(path)])
    except SystemExit as leaving:
        return int(leaving.code or 0)


@pytest.mark.parametrize("ending", some_now(["wav", "FLAC", "ogg", "mp3"], 4))
def test_it_writes_the_kind_that_the_ending_says(
    ending: str, data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"Short day.{ending}"
    assert export(data_dir, "Short day", path) == 0
    assert capsys.readouterr().out == f"Written to {path}, with its chapters in Short day.cue beside it.\n"
    with soundfile.SoundFile(path) as file:
        assert file.format == ending.upper()
        assert 4.5 < file.frames / file.samplerate / 60 < 6
        assert np.abs(file.read()).max() > 0.1
    sheet = path.with_suffix(".cue").read_text(encoding="utf-8").splitlines()
    assert sheet[1] == 'TITLE "Short day"'
    assert sheet[2].startswith(f'FILE "Short day.{ending}"')
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.full
def test_two_kinds_of_one_name_have_a_cue_sheet_each(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for ending in ("flac", "wav", "wav", "flac"):  # again, in place of the earlier ones
        assert export(data_dir, "short-day", tmp_path / f"x.{ending}") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == told[3] == f"Written to {tmp_path / 'x.flac'}, with its chapters in x.cue beside it."
    assert told[1] == told[2] == f"Written to {tmp_path / 'x.wav'}, with its chapters in x.wav.cue beside it."
    assert sorted(one.name for one in tmp_path.glob("x*")) == ["x.cue", "x.flac", "x.wav", "x.wav.cue"]
    assert 'FILE "x.flac"' in (tmp_path / "x.cue").read_text(encoding="utf-8")
    assert 'FILE "x.wav"' in (tmp_path / "x.wav.cue").read_text(encoding="utf-8")


FOREIGN = 'TITLE "Mine"\nFILE "x.flac" WAVE\n'


def test_a_cue_sheet_of_somebody_elses_stays(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.cue").write_text(FOREIGN, encoding="utf-8")
    (tmp_path / "x.flac.cue").mkdir()
    assert export(data_dir, "short-day", tmp_path / "x.flac") == 0
    assert capsys.readouterr().out.endswith("x.flac, with its chapters in x.flac.2.cue beside it.\n")
    assert (tmp_path / "x.cue").read_text(encoding="utf-8") == FOREIGN
    assert "TRACK 03" in (tmp_path / "x.flac.2.cue").read_text(encoding="utf-8")


def test_without_room_for_a_cue_sheet_the_sound_is_there_still(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("x.cue", "x.flac.cue", *(f"x.flac.{number}.cue" for number in range(2, 10))):
        (tmp_path / name).write_bytes(b"\xff\x00 of somebody else")
    assert export(data_dir, "short-day", tmp_path / "x.flac") == 0
    told = capsys.readouterr().out
    assert told.endswith("with its chapters in it, though no cue sheet could be written beside it.\n")
    assert soundfile.info(tmp_path / "x.flac").duration > 60
    assert (tmp_path / "x.cue").read_bytes() == b"\xff\x00 of somebody else"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is made of letters")
def test_a_name_that_is_no_text(data_dir: Path, tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path / "caf") + b"\xe9.flac"))
    assert export(data_dir, "short-day", path) == 0
    assert 'FILE "caf .flac"' in path.with_suffix(".cue").read_text(encoding="utf-8")


@pytest.mark.parametrize("letters", [255, 256])
def test_the_longest_name(letters: int, data_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * (letters - 5)}.flac"
    assert export(data_dir, "short-day", path) == (0 if letters == 255 else 1)
    assert len(list(tmp_path.glob("x*"))) == (2 if letters == 255 else 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent otherwise there")
def test_ctrl_c_leaves_nothing_behind(data_dir: Path, tmp_path: Path) -> None:
    program = [sys.executable, "-c", LISTENING, "--data-dir", str(data_dir)]
    running = subprocess.Popen(
        [*program, "export-audio", "easy-lower-back", str(tmp_path / "x.mp3")],
        stderr=subprocess.PIPE,
        text=True,
    )
    with running:
        while not list(tmp_path.glob(".*.part")):
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=20)
    assert running.returncode == 130
    assert told == "stretchplayer: ended early, nothing was written\n"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == []


def test_what_is_left_out_is_not_in_it(data_dir: Path, tmp_path: Path) -> None:
    assert export(data_dir, "short-day", tmp_path / "whole.flac") == 0
    store = open_store(data_dir)
    try:
        store.history.set_aside(SetAside(stretch="pelvic-tilt", since=NOW, why="red"))
    finally:
        store.close()
    assert export(data_dir, "short-day", tmp_path / "less.flac") == 0
    assert "Pelvic tilt" in (tmp_path / "whole.cue").read_text(encoding="utf-8")
    assert "Pelvic tilt" not in (tmp_path / "less.cue").read_text(encoding="utf-8")


def test_a_sound_of_the_users_own_is_heard_in_it(data_dir: Path, tmp_path: Path) -> None:
    time = np.arange(RATE) / RATE
    soundfile.write(tmp_path / "gong.wav", 0.5 * np.sin(2 * np.pi * 111 * time), RATE)
    Content(data_dir).own_sounds.take(SoundEvent.END, tmp_path / "gong.wav")
    assert export(data_dir, "short-day", tmp_path / "x.flac") == 0
    samples, _ = soundfile.read(tmp_path / "x.flac")
    end = samples[-6 * RATE :]
    hertz = np.fft.rfftfreq(len(end), 1 / RATE)
    assert abs(hertz[np.abs(np.fft.rfft(end)).argmax()] - 111) < 2


def test_a_name_that_no_sound_has(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(data_dir, "short-day", tmp_path / "x.aac") == 2
    assert complaint(capsys).endswith("has to end in .wav, .flac, .ogg or .mp3")
    assert export(data_dir, "nobody", tmp_path / "x.wav") == 2
    assert "nobody" in complaint(capsys)
    assert export(data_dir, "short-day", tmp_path / "gone" / "x.wav") == 1
    assert "could not be written" in complaint(capsys)
    assert list(tmp_path.glob("*.*")) == []


def test_what_is_too_long_for_a_wav_file_is_said_at_once(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    longest = RoutineItem(stretch="figure-four", hold_s=60, repetitions=10)
    endless = Routine(id="own-1", name="Endless", description="", items=(longest,) * 60)
    store = open_store(data_dir)
    try:
        store.routines.save_routine(endless, NOW)
    finally:
        store.close()
    assert export(data_dir, "Endless", tmp_path / "x.wav") == 1
    assert "longer than a WAV file can be" in complaint(capsys)
    assert list(tmp_path.glob("x*")) == []


def test_silence_is_not_written(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = Routine(id="own-1", name="Empty", description="", items=())
    items = (RoutineItem(stretch="pelvic-tilt"),)
    mute = Routine(
        id="own-2", name="Mute", description="", items=items, talking=Talking.BELL, sounds=Sounds.NONE
    )
    store = open_store(data_dir)
    try:
        store.routines.save_routine(empty, NOW)
        store.routines.save_routine(mute, NOW)
    finally:
        store.close()
    assert export(data_dir, "Empty", tmp_path / "x.wav") != 0
    assert "nothing to play" in complaint(capsys)
    assert export(data_dir, "Mute", tmp_path / "x.wav") != 0
    assert "nothing to hear" in complaint(capsys)
    assert list(tmp_path.glob("x*")) == []


@pytest.mark.full
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
def test_a_disk_that_is_full_when_the_chapters_come_leaves_nothing(data_dir: Path, tmp_path: Path) -> None:
    assert export(data_dir, "short-day", tmp_path / "whole.flac") == 0
    most = (tmp_path / "whole.flac").stat().st_size - 20  # they take more
    program = [sys.executable, "-c", ON_A_SMALL_DISK.replace(str(SMALL_DISK), str(most)), "--data-dir"]
    done = subprocess.run(
        [*program, str(data_dir), "export-audio", "short-day", str(tmp_path / "x.flac")],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["whole.cue", "whole.flac"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
@pytest.mark.parametrize("ending", some_now(["wav", "flac", "ogg", "mp3"], 4))
def test_a_full_disk_is_told_and_leaves_what_was_there(ending: str, data_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / f"x.{ending}"
    path.write_bytes(b"earlier")
    command = [
        sys.executable,
        "-c",
        ON_A_SMALL_DISK,
        "--data-dir",
        str(data_dir),
        "export-audio",
        "short-day",
    ]
    done = subprocess.run([*command, str(path)], env=os.environ, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1, done.stderr.decode()
    assert "could not be written" in done.stderr.decode()
    assert path.read_bytes() == b"earlier"
    assert [one.name for one in tmp_path.glob("x*")] == [path.name]
