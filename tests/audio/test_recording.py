"""A session as a sound file, against what the mixer plays live."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from stretchplayer.audio.background import make_background
from stretchplayer.audio.chapters import cue_sheet
from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.mixer import Mixer, frames_of
from stretchplayer.audio.recording import Cancelled, record
from stretchplayer.audio.tones import RATE
from stretchplayer.audio.voice import VoicePack
from stretchplayer.bootstrap import Content
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.preferences import AskDuring, Background, Preferences, Sounds, Talking
from stretchplayer.core.take_along import AFTERWARDS, Chapter, Score, score_of
from stretchplayer.core.timeline import SegmentKind, Timeline
from tests.tiers import some_now

CONTENT = Content()
TITLE = "Short day"
LIVE_BLOCK = 2_880  # what a device asks for at a time


def timeline_of(name: str = "short-day", **changes: object) -> Timeline:
    preferences = msgspec.structs.replace(Preferences(ask_during=AskDuring.EACH), **changes)
    routine = CONTENT.routine(name)
    return compile_routine(routine, CONTENT.catalogue, preferences, CONTENT.phrases(preferences))


def bank() -> ClipBank:
    return ClipBank(VoicePack(CONTENT.voice_folder(Preferences())))


def beginning(score: Score, lasts_ms: int) -> Score:
    """So much of it, for a test that needs no more."""
    chapters = tuple(chapter for chapter in score.chapters if chapter.at_ms < lasts_ms)
    cues = tuple(cue for cue in score.cues if cue.end_ms < lasts_ms)
    return replace(score, cues=cues, duration_ms=lasts_ms, chapters=chapters)


def stretches_between_gates(timeline: Timeline) -> Iterator[tuple[int, int]]:
    """From where one goes on to the next question."""
    start = 0
    for segment in timeline.segments:
        if segment.kind is SegmentKind.RATING:
            yield start, segment.start_ms
            start = segment.end_ms


def live(timeline: Timeline, start_ms: int, end_ms: int) -> NDArray[np.float32]:
    """What is heard from a gate to the next, as the session gives it to the mixer."""
    until = timeline.next_gate_end(start_ms)
    mixer = Mixer(bank().load)
    mixer.schedule([cue for cue in timeline.cues if start_ms <= cue.at_ms < until], start_ms)
    left = frames_of(end_ms - start_ms)
    parts = []
    while left:
        parts.append(mixer.render(min(LIVE_BLOCK, left))[:, 0])
        left -= len(parts[-1])
    return np.concatenate(parts)


@pytest.mark.parametrize(
    ("kind", "routine"), some_now([(".flac", "gentle-day"), (".wav", "easy-lower-back")], 2)
)
def test_it_is_what_the_mixer_plays_sample_for_sample(kind: str, routine: str, tmp_path: Path) -> None:
    timeline = timeline_of(routine)
    record(score_of(timeline), bank(), tmp_path / "x", kind, TITLE)
    samples, rate = soundfile.read(tmp_path / "x", dtype="int16")
    assert rate == RATE
    assert np.abs(samples.astype(int)).max() <= 10 ** (-1 / 20) * 32767  # where sounds meet, too
    spans = [(a, b) for a, b in stretches_between_gates(timeline) if b > a]
    assert len(spans) > 2
    for start_ms, end_ms in spans:
        heard = live(timeline, start_ms, end_ms)
        assert np.abs(heard).max() > 0.1
        part = samples[frames_of(start_ms) : frames_of(end_ms)]
        assert np.array_equal(part, np.rint(heard * np.float32(32767)))


@pytest.mark.parametrize("background", [Background.NOISE, Background.PAD])
def test_a_background_lies_under_it_as_it_is_heard_live(background: Background, tmp_path: Path) -> None:
    score = beginning(score_of(timeline_of(background=background)), 70_000)  # more than once round its loop
    record(score, bank(), tmp_path / "x", ".flac", TITLE)
    samples, _ = soundfile.read(tmp_path / "x", dtype="int16")
    mixer = Mixer(bank().load, loop_of=make_background)
    mixer.set_background(background, score.background_volume)
    mixer.schedule(score.cues, 0)
    going = frames_of(score.duration_ms - 2_000)
    parts = [mixer.render(LIVE_BLOCK)[:, 0] for _ in range(going // LIVE_BLOCK)]
    heard = np.rint(np.concatenate(parts) * np.float32(32767))
    assert np.array_equal(samples[: len(heard)], heard)
    quiet = np.abs(samples[frames_of(20_000) : frames_of(30_000)])  # no word is said there
    assert quiet.max() > 100
    assert np.abs(samples[-20:]).max() <= 2  # it is faded out


@pytest.mark.parametrize("kind", [".ogg", ".mp3"])
def test_smaller_files_sound_the_same(kind: str, tmp_path: Path) -> None:
    score = beginning(score_of(timeline_of()), 60_000)
    record(score, bank(), tmp_path / "exact", ".wav", TITLE)
    record(score, bank(), tmp_path / "small", kind, TITLE)
    exact, _ = soundfile.read(tmp_path / "exact", dtype="float32")
    small, rate = soundfile.read(tmp_path / "small", dtype="float32")
    assert rate == RATE
    length = min(len(exact), len(small))
    assert abs(len(exact) - len(small)) < RATE // 4
    assert np.corrcoef(exact[:length], small[:length])[0, 1] > 0.98  # and not a moment out of place
    assert (tmp_path / "small").stat().st_size < (tmp_path / "exact").stat().st_size / 8


def test_questions_become_reminders_and_it_has_an_end() -> None:
    timeline = timeline_of()
    score = score_of(timeline)
    asked = [cue for cue in timeline.cues if cue.id in ("rate-stretch", "rate-now")]
    reminding = [cue for cue in score.cues if cue.id in ("remember-stretch", "remember-now")]
    assert [cue.at_ms for cue in reminding] == [cue.at_ms for cue in asked]
    assert {cue.id for cue in asked}.isdisjoint(cue.id for cue in score.cues)
    assert reminding[0].text == "Remember the most pain you felt, 0 to 10."
    assert [cue.id for cue in score.cues[-3:]] == ["done", "session-done", "getting-up"]
    words = sorted((cue.at_ms, cue.end_ms) for cue in score.cues if cue.text is not None)
    assert all(end <= start for (_, end), (start, _) in pairwise(words))
    assert score.duration_ms == max(cue.end_ms for cue in score.cues) + 1_000  # of quiet


def test_a_reminder_for_which_there_is_no_time_stays_the_shorter_question() -> None:
    timeline = timeline_of(rating_nominal_s=1.0)
    score = score_of(timeline)
    words = sorted((cue.at_ms, cue.end_ms) for cue in score.cues if cue.text is not None)
    assert all(end <= start for (_, end), (start, _) in pairwise(words))
    assert "rate-stretch" in {cue.id for cue in score.cues}


def test_with_bells_alone_nothing_is_said() -> None:
    score = score_of(timeline_of(talking=Talking.BELL, sounds=Sounds.SOFT))
    assert {cue.text for cue in score.cues} == {None}
    assert score.cues[-1].id == "soft-done"


def test_each_stretch_is_a_chapter_and_so_is_what_is_asked_at_the_end() -> None:
    names = [CONTENT.catalogue[item.stretch].name for item in CONTENT.routine("short-day").items]
    for asking in (AskDuring.EACH, AskDuring.AT_END):
        timeline = timeline_of(ask_during=asking)
        chapters = score_of(timeline).chapters
        assert [chapter.name for chapter in chapters] == [*names, AFTERWARDS]
        assert [chapter.at_ms for chapter in chapters[:-1]] == [
            next(s.start_ms for s in timeline.segments if s.item == item) for item in range(len(names))
        ]


def head(path: Path) -> bytes:
    return path.read_bytes()[:20_000]


def test_chapters_are_in_files_and_beside_them(tmp_path: Path) -> None:
    score = beginning(score_of(timeline_of()), 80_000)
    assert len(score.chapters) > 1
    for kind in (".wav", ".flac", ".ogg", ".mp3"):
        path = tmp_path / f"x{kind}"
        record(score, bank(), path, kind, TITLE)
        with soundfile.SoundFile(path) as file:
            assert file.title == TITLE, kind
            assert abs(file.frames / RATE - score.duration_ms / 1000) < 0.2
    second = score.chapters[1]
    name = second.name.encode()
    for kind in (".flac", ".ogg"):
        minutes, rest = divmod(second.at_ms, 60_000)
        assert f"CHAPTER002=00:{minutes:02}:{rest / 1000:06.3f}".encode() in head(tmp_path / f"x{kind}")
        assert b"CHAPTER002NAME=" + name in head(tmp_path / f"x{kind}")
    assert b"chp1\0" + struct.pack(">I", second.at_ms) in head(tmp_path / "x.mp3")
    chunks = dict(riff_chunks((tmp_path / "x.wav").read_bytes()))
    (count,) = struct.unpack_from("<I", chunks[b"cue "])
    points = [struct.unpack_from("<II4sIII", chunks[b"cue "], 4 + 24 * one) for one in range(count)]
    assert [point[5] for point in points] == [frames_of(chapter.at_ms) for chapter in score.chapters]
    assert name + b"\0" in chunks[b"LIST:adtl"]


ODD = {
    "猫と牛 🐈 “é” " + "ж" * 150: "猫と牛 🐈 “é” " + "ж" * 150,
    "two\nlines\r\nand a tab\t.": "two lines and a tab .",
    "nought\0and half a letter \ud83d": "nought and half a letter",
    'a "quoted" = ; # \\': 'a "quoted" = ; # \\',
}


def test_odd_names_stay_whole_in_each_kind_of_file(tmp_path: Path) -> None:
    chapters = tuple(Chapter(1000 * at + 7, name) for at, name in enumerate(ODD))
    score = Score(timeline_of().cues[:3], 6_000, chapters)
    for kind in (".wav", ".flac", ".ogg", ".mp3"):
        record(score, bank(), tmp_path / f"x{kind}", kind, "A\nday 🐈")
        with soundfile.SoundFile(tmp_path / f"x{kind}") as file:
            assert file.title == "A day 🐈", kind
    labels = dict(riff_chunks((tmp_path / "x.wav").read_bytes()))[b"LIST:adtl"]
    told = dict(id3_chapters(tmp_path / "x.mp3"))
    for at, name in enumerate(ODD.values()):
        assert struct.pack("<I", at + 1) + name.encode() + b"\0" in labels
        for kind in (".flac", ".ogg"):
            comment = f"CHAPTER{at + 1:03}NAME={name}".encode()
            assert struct.pack("<I", len(comment)) + comment in head(tmp_path / f"x{kind}")
        assert told[1000 * at + 7] == name
    sheet = cue_sheet("x.wav", "A\nday", chapters)
    assert [line.count('"') for line in sheet.splitlines()] == [2, 2, 2] + [0, 2, 0] * len(ODD)


def id3_chapters(path: Path) -> Iterator[tuple[int, str]]:
    """Where each begins in milliseconds, and its name, read as ID3 2.3 has them."""
    for name, body in id3_frames(path.read_bytes()):
        if name == b"CHAP":
            times = body[body.index(b"\0") + 1 :]
            ((title, words),) = id3_frames(b"\0" * 10 + times[16:])
            assert title == b"TIT2"
            yield int.from_bytes(times[:4], "big"), words[1:].decode("utf-16").removesuffix("\0")


def id3_frames(tag: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 10
    while tag[at : at + 4].isalnum():
        size = int.from_bytes(tag[at + 4 : at + 8], "big")
        yield tag[at : at + 4], tag[at + 10 : at + 10 + size]
        at += 10 + size


def riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert struct.unpack_from("<I", data, 4)[0] == len(data) - 8
    at = 12
    while at < len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + size]
        yield (name + b":" + body[:4] if name == b"LIST" else name), body
        at += 8 + size + size % 2


def test_the_cue_sheet() -> None:
    chapters = [Chapter(0, 'The "march"'), Chapter(61_000 + 507, "Cat and cow")]
    assert cue_sheet("my  day.flac", "Two\nlines", chapters).splitlines() == [
        'REM COMMENT "Made by Stretch Player"',
        'TITLE "Two lines"',
        'FILE "my  day.flac" WAVE',
        "  TRACK 01 AUDIO",
        "    TITLE \"The 'march'\"",
        "    INDEX 01 00:00:00",
        "  TRACK 02 AUDIO",
        '    TITLE "Cat and cow"',
        "    INDEX 01 01:01:38",
    ]
    assert cue_sheet("x.MP3", "x", []).splitlines()[2] == 'FILE "x.MP3" MP3'


def test_many_chapters_still_make_a_file_that_plays(tmp_path: Path) -> None:
    chapters = tuple(Chapter(at * 10, f"Stretch {at} " + "x" * 300) for at in range(300))
    score = Score(timeline_of().cues[:3], 4_000, chapters)
    for kind in (".wav", ".flac", ".ogg", ".mp3"):
        path = tmp_path / f"x{kind}"
        record(score, bank(), path, kind, TITLE)
        assert np.abs(soundfile.read(path)[0]).max() > 0.1
        with soundfile.SoundFile(path) as file:
            assert file.title == TITLE
    assert "TRACK 99" in cue_sheet("x", "", chapters)
    assert "TRACK 100" not in cue_sheet("x", "", chapters)


def test_it_can_be_given_up(tmp_path: Path) -> None:
    told: list[float] = []

    def on_progress(share: float) -> bool:
        told.append(share)
        return share < 0.5

    with pytest.raises(Cancelled):
        record(score_of(timeline_of()), bank(), tmp_path / "x", ".ogg", TITLE, on_progress)
    assert told == sorted(told)
    assert 0.5 <= told[-1] < 0.6


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
@pytest.mark.parametrize("kind", [".wav", ".flac", ".ogg", ".mp3"])
def test_a_full_disk_is_noticed_at_once(kind: str) -> None:
    told: list[float] = []

    def on_progress(share: float) -> bool:
        told.append(share)
        return True

    with pytest.raises(OSError, match="No space left"):
        record(score_of(timeline_of()), bank(), Path("/dev/full"), kind, TITLE, on_progress)
    assert told[-1] < 0.2
