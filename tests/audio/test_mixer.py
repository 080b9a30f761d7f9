"""The mixer against a mix made the plain way: one long array, every clip added at its place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from stretchplayer.audio.levels import GLIDE_FRAMES, KNEE
from stretchplayer.audio.mixer import FADE_FRAMES, Mixer, frames_of
from stretchplayer.core.timeline import Cue, CueKind

Samples = NDArray[np.float32]

_noise = np.random.default_rng(7)
CLIPS: dict[str, Samples] = {
    name: (0.05 * _noise.standard_normal(length)).astype(np.float32)
    for name, length in {"tick": 480, "start": 3000, "word": 5000, "phrase": 9600}.items()
}
TOTAL = 30_000

names = st.sampled_from(sorted(CLIPS))
schedules = st.lists(st.tuples(st.integers(0, 500), names), max_size=8, unique=True)
blocks = st.lists(st.integers(1, 5000), max_size=10).map(lambda sizes: [*sizes, 4000])


def cue(at_ms: int, name: str) -> Cue:
    return Cue(at_ms, 0, name, None, CueKind.TONE)


def cues(schedule: list[tuple[int, str]]) -> list[Cue]:
    return [cue(at_ms, name) for at_ms, name in schedule]


def play(mixer: Mixer, frames: int, sizes: list[int]) -> Samples:
    """Mono of the next `frames` frames, in blocks of these sizes over and over."""
    parts: list[Samples] = []
    done = 0
    while done < frames:
        size = min(sizes[len(parts) % len(sizes)], frames - done)
        block = mixer.render(size)
        assert block.shape == (size, 2)
        assert block.dtype == np.float32
        assert np.array_equal(block[:, 0], block[:, 1])
        parts.append(block[:, 0])
        done += size
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def add(mix: Samples, clip: Samples, start: int, cut_at: int | None = None) -> None:
    """Add a clip to the reference; from `cut_at` on it fades out in a straight line."""
    part = clip.copy()
    if cut_at is not None:
        frames = start + np.arange(len(part))
        part *= np.clip((cut_at + FADE_FRAMES - frames) / FADE_FRAMES, 0, 1).astype(np.float32)
    stop = min(len(mix), start + len(part))
    if stop > start:
        mix[start:stop] += part[: stop - start]


@settings(deadline=None)
@given(schedule=schedules, position=st.integers(0, 300), lead=st.integers(0, 4000), sizes=blocks)
def test_every_cue_begins_on_its_sample(
    schedule: list[tuple[int, str]], position: int, lead: int, sizes: list[int]
) -> None:
    mixer = Mixer(CLIPS.get)
    assert not play(mixer, lead, sizes).any()
    mixer.schedule(cues(schedule), position)
    expected = np.zeros(TOTAL, np.float32)
    for at_ms, name in schedule:
        if at_ms >= position:
            add(expected, CLIPS[name], (at_ms - position) * 48)
    assert np.allclose(play(mixer, TOTAL, sizes), expected, atol=1e-6)
    assert mixer.origin == lead - position * 48


@settings(max_examples=150, deadline=None)
@given(
    old=schedules,
    new=schedules,
    kept=st.integers(0, 8),
    played=st.integers(1, 20_000),
    behind_ms=st.integers(-60, 60),
    sizes=blocks,
)
def test_a_revision_keeps_the_past_and_replaces_the_rest(
    old: list[tuple[int, str]],
    new: list[tuple[int, str]],
    kept: int,
    played: int,
    behind_ms: int,
    sizes: list[int],
) -> None:
    new = list(dict.fromkeys(old[:kept] + new))
    position = max(0, played // 48 + behind_ms)
    mixer = Mixer(CLIPS.get)
    mixer.schedule(cues(old), 0)
    before = play(mixer, played, sizes)
    mixer.revise(cues(new), position)
    heard = np.concatenate([before, play(mixer, TOTAL - played, sizes)])

    expected = np.zeros(TOTAL, np.float32)
    for at_ms, name in old:
        begun = at_ms * 48 < played
        stays = at_ms < position or (at_ms, name) in new
        if begun or at_ms < position:
            add(expected, CLIPS[name], at_ms * 48, None if stays else played)
    for at_ms, name in new:
        already_begun = (at_ms, name) in old and at_ms * 48 < played
        if at_ms >= position and not already_begun:
            add(expected, CLIPS[name], max(played, at_ms * 48))
    assert np.allclose(heard, expected, atol=1e-6)


@settings(deadline=None)
@given(
    schedule=st.lists(st.tuples(st.integers(0, 100), names), min_size=4, max_size=40, unique=True),
    gain=st.floats(0.5, 40),
)
def test_sums_never_clip(schedule: list[tuple[int, str]], gain: float) -> None:
    mixer = Mixer({name: (clip * np.float32(gain)) for name, clip in CLIPS.items()}.get)
    mixer.schedule(cues(schedule), 0)
    heard = play(mixer, TOTAL, [1024])
    assert np.abs(heard).max() <= 1.0
    plain = np.zeros(TOTAL, np.float32)
    for at_ms, name in schedule:
        add(plain, CLIPS[name] * np.float32(gain), at_ms * 48)
    quiet = np.abs(plain) < KNEE - 1e-4
    assert np.allclose(heard[quiet], plain[quiet], atol=1e-5)


def steady(level: float = 0.5, length: int = 20_000) -> dict[str, Samples]:
    flat = np.full(length, level, np.float32)
    return {"start": flat, "word": flat, "other": flat}


def test_silence_fades_within_30_ms_without_a_click_and_forgets_the_schedule() -> None:
    mixer = Mixer(steady().get)
    mixer.schedule([cue(0, "start"), cue(300, "word")], 0)
    play(mixer, 2400, [480])
    mixer.silence()
    heard = play(mixer, 48_000, [480])
    assert heard[0] > 0.49
    assert np.abs(np.diff(heard)).max() < 0.001
    assert not heard[frames_of(30) :].any()
    assert mixer.origin is None


def test_a_new_schedule_fades_the_old_one_out() -> None:
    mixer = Mixer(steady().get)
    mixer.schedule([cue(0, "start"), cue(90, "word")], 0)
    play(mixer, 2400, [480])
    mixer.schedule([], 10_000)
    heard = play(mixer, 24_000, [480])
    assert heard[0] > 0.49
    assert not heard[frames_of(30) :].any()


def test_volumes_apply_to_their_own_kind_and_glide() -> None:
    mixer = Mixer(steady().get)
    mixer.schedule([cue(0, "start")], 0)
    play(mixer, 1000, [480])
    mixer.set_volumes(voice=0.0, tones=0.2)
    heard = play(mixer, 4000, [333])
    assert np.abs(np.diff(heard)).max() < 0.001
    assert heard[GLIDE_FRAMES:] == pytest.approx(0.1)
    mixer.say("word")
    assert play(mixer, 4000, [333]) == pytest.approx(0.1)  # the voice is muted


def test_turning_a_volume_twice_quickly_does_not_jump() -> None:
    mixer = Mixer(steady().get)
    mixer.schedule([cue(0, "start")], 0)
    heard = [play(mixer, 100, [100])]
    for volume in (0.1, 1.0, 0.0):
        mixer.set_volumes(volume, volume)
        heard.append(play(mixer, 300, [128]))
    assert np.abs(np.diff(np.concatenate(heard))).max() < 0.001


def test_a_cue_that_a_revision_keeps_is_not_begun_twice() -> None:
    mixer = Mixer(CLIPS.get)
    schedule = [cue(10, "tick"), cue(40, "word"), cue(45, "start")]
    mixer.schedule(schedule, 0)
    before = play(mixer, frames_of(50), [480])
    mixer.revise([*schedule[1:], cue(48, "tick")], 15)  # the stream was ahead of the position told
    heard = np.concatenate([before, play(mixer, 10_000, [480])])
    expected = np.zeros(len(heard), np.float32)
    for at_ms, name in [(10, "tick"), (40, "word"), (45, "start"), (50, "tick")]:
        add(expected, CLIPS[name], frames_of(at_ms))
    assert np.allclose(heard, expected, atol=1e-6)


def test_what_is_said_begins_with_the_next_frame_over_the_schedule() -> None:
    mixer = Mixer(CLIPS.get)
    mixer.schedule([cue(0, "start")], 0)
    play(mixer, 500, [500])
    mixer.say("tick")
    expected = np.zeros(4000, np.float32)
    add(expected, CLIPS["start"][500:], 0)
    add(expected, CLIPS["tick"], 0)
    assert np.allclose(play(mixer, 4000, [700]), expected, atol=1e-6)


def test_two_voices_do_not_talk_at_once() -> None:
    mixer = Mixer(steady(0.3).get)
    mixer.say("word")
    play(mixer, 480, [480])
    mixer.say("other")
    heard = play(mixer, 10_000, [480])
    assert heard[FADE_FRAMES + 1 :] == pytest.approx(0.3)
    mixer.schedule([cue(100, "word")], 100)
    heard = play(mixer, 10_000, [480])
    assert heard[FADE_FRAMES + 1 :] == pytest.approx(0.3)


def test_a_clip_that_is_not_there_leaves_a_gap_only() -> None:
    mixer = Mixer(CLIPS.get)
    mixer.schedule([cue(0, "unknown"), cue(10, "tick")], 0)
    expected = np.zeros(2000, np.float32)
    add(expected, CLIPS["tick"], 480)
    assert np.allclose(play(mixer, 2000, [300]), expected)


@pytest.mark.parametrize("correction", [480, -480])
def test_a_correction_waits_for_a_silent_gap(correction: int) -> None:
    mixer = Mixer(CLIPS.get)
    mixer.schedule([cue(0, "start"), cue(100, "tick"), cue(1000, "tick"), cue(1500, "tick")], 0)
    play(mixer, 1000, [480])
    mixer.correct(correction, origin=0)
    heard = play(mixer, 100_000, [480])
    mixer.correct(correction, origin=0)  # worked out before the first took effect
    play(mixer, 480, [480])
    assert mixer.origin == correction
    expected = np.zeros(101_000, np.float32)
    for at, name in [(0, "start"), (4800, "tick")]:
        add(expected, CLIPS[name], at)
    for at in (48_000 + correction, 72_000 + correction):
        add(expected, CLIPS["tick"], at)
    assert np.allclose(heard, expected[1000:], atol=1e-6)


def test_anchoring_goes_on_at_a_later_position() -> None:
    mixer = Mixer(CLIPS.get)
    mixer.schedule([cue(0, "start"), cue(500, "tick"), cue(2000, "tick")], 0)
    play(mixer, 480, [480])
    mixer.anchor(1900)
    expected = np.zeros(10_000, np.float32)
    add(expected, CLIPS["tick"], 4800)
    assert np.allclose(play(mixer, 10_000, [480]), expected)


def test_nothing_is_dropped_when_cues_share_a_place() -> None:
    mixer = Mixer(CLIPS.get)
    mixer.schedule([cue(10, "tick"), cue(10, "start"), cue(10, "tick")], 0)
    expected = np.zeros(4000, np.float32)
    for name in ("tick", "start", "tick"):
        add(expected, CLIPS[name], 480)
    assert np.allclose(play(mixer, 4000, [97]), expected, atol=1e-6)
