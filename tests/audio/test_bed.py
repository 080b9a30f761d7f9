"""The background in the mix: when it is heard, how it makes way for words, and that nothing else changes.

A background that is a constant shows its own gain; clips of zeros are words that do not hide it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from stretchplayer.audio.mixer import Mixer, frames_of
from stretchplayer.audio.output import MiniaudioPlayer
from stretchplayer.audio.tones import RATE
from stretchplayer.core.ports import SoundState
from stretchplayer.core.preferences import Background
from stretchplayer.core.timeline import Cue, CueKind
from tests.audio.output_kit import FakeSystem, HandClock
from tests.audio.test_mixer import CLIPS, add, cue, play
from tests.soundserver import wait_until

Samples = NDArray[np.float32]

LEVEL = 0.1
QUIET = {"word": np.zeros(RATE, np.float32), "tick": np.zeros(RATE, np.float32)}
BLOCK = [2880]
#: A wave that none of the fades may put an edge on: 200 Hz, and 7 cycles of it do not fill a block.
WAVE = (LEVEL * np.sin(2 * np.pi * 200 * np.arange(RATE * 3) / RATE)).astype(np.float32)


def flat(kind: Background) -> Samples:
    return np.full(7_001, LEVEL if kind is Background.NOISE else -LEVEL, np.float32)


def counting(kind: Background) -> Samples:
    """Each sample says its place."""
    return np.arange(7_001, dtype=np.float32) / np.float32(70_010)


def words(*at_ms: int) -> list[Cue]:
    return [Cue(at, 1000, "word", "Word", CueKind.VOICE) for at in at_ms]


def mixer(
    loop_of: Callable[[Background], Samples | None] = flat,
    kind: Background = Background.NOISE,
    volume: float = 1,
) -> Mixer:
    made = Mixer(QUIET.get, loop_of=loop_of)
    made.set_background(kind, volume)
    return made


def running(loop_of: Callable[[Background], Samples | None] = flat, cues: list[Cue] | None = None) -> Mixer:
    """One that has faded in: its next frame is 3 s of the schedule."""
    made = mixer(loop_of)
    made.schedule([] if cues is None else cues, 0)
    play(made, 3 * RATE, BLOCK)
    return made


def gain_at(heard: Samples, ms: float) -> float:
    return float(heard[frames_of(ms)] / LEVEL)


def db(gain: float) -> float:
    return float(20 * np.log10(gain))


# ---- when it is heard ----------------------------------------------------------------------------


def test_it_comes_in_over_two_seconds_while_a_schedule_runs() -> None:
    made = mixer(volume=0.5)
    assert not play(made, RATE, BLOCK).any(), "nothing runs yet"
    made.schedule([], 0)
    heard = play(made, 3 * RATE, BLOCK)
    assert heard[0] == 0.0
    assert (np.diff(heard[: 2 * RATE]) >= 0).all()
    assert gain_at(heard, 1000) == pytest.approx(0.5 * np.sqrt(0.5), abs=0.01)
    assert gain_at(heard, 1900) < 0.5
    assert heard[2 * RATE :] == pytest.approx(0.5 * LEVEL)


def test_a_pause_is_silent_within_30_ms_and_it_comes_back_softly() -> None:
    made = running()
    made.silence()
    heard = play(made, RATE, BLOCK)
    assert heard[0] == pytest.approx(LEVEL)
    assert np.abs(np.diff(heard)).max() < 0.003 * LEVEL
    assert not heard[frames_of(30) :].any()
    made.schedule([], 3000)
    heard = play(made, 3 * RATE, BLOCK)
    assert heard[0] == 0.0
    assert 0.5 < gain_at(heard, 1000) < 0.8
    assert gain_at(heard, 2500) == pytest.approx(1)


def test_a_question_and_an_answer_do_not_make_it_jump() -> None:
    made = running(counting)
    for position in (0, 60_000, 20_000):
        made.schedule(words(position + 90_000), position)
        heard = play(made, 10_000, BLOCK)
        place = made.frame - 10_000 + np.arange(10_000)
        assert np.array_equal(heard, counting(Background.NOISE)[place % 7_001])
        made.revise([], position + 100)


@pytest.mark.parametrize("size", [1, 50, 7_001, 20_000])
def test_blocks_of_any_size_go_round_the_loop(size: int) -> None:
    made = running(counting)
    heard = play(made, 30_000, [size])
    place = 3 * RATE + np.arange(30_000)
    assert np.array_equal(heard, counting(Background.NOISE)[place % 7_001])


def test_it_goes_slowly_when_it_is_turned_off_and_as_loud_as_it_was() -> None:
    made = running()
    made.set_background(Background.OFF, 0.0)
    heard = play(made, 3 * RATE, BLOCK)
    assert gain_at(heard, 1000) == pytest.approx(np.sqrt(0.5), abs=0.01)
    assert np.abs(np.diff(heard)).max() < 0.0001 * LEVEL
    assert not heard[frames_of(2001) :].any()


def test_another_kind_takes_over_without_a_dip() -> None:
    noise = np.random.default_rng(3)
    loops = {kind: (0.03 * noise.standard_normal(RATE)).astype(np.float32) for kind in Background}
    made = running(loops.get)
    made.set_background(Background.PAD, 1.0)
    heard = play(made, 4 * RATE, BLOCK)
    levels = np.sqrt(np.square(heard[: 3 * RATE].reshape(-1, RATE // 4)).mean(axis=1)) / 0.03
    assert np.abs(20 * np.log10(levels)).max() < 0.6
    place = 3 * RATE + np.arange(4 * RATE)
    assert np.array_equal(heard[2 * RATE :], loops[Background.PAD][place % RATE][2 * RATE :])


def test_volume_glides() -> None:
    made = running()
    made.set_background(Background.NOISE, 0.25)
    heard = play(made, RATE, BLOCK)
    assert np.abs(np.diff(heard)).max() < 0.001 * LEVEL
    assert heard[frames_of(25) :] == pytest.approx(0.25 * LEVEL)


def test_one_that_is_not_made_yet_comes_later() -> None:
    made_loops: dict[Background, Samples] = {}
    made = mixer(made_loops.get)
    made.schedule([], 0)
    assert not play(made, 3 * RATE, BLOCK).any()
    made_loops[Background.NOISE] = flat(Background.NOISE)
    heard = play(made, 3 * RATE, BLOCK)
    assert heard[0] == 0.0
    assert np.abs(np.diff(heard)).max() < 0.0001 * LEVEL
    assert heard[-1] == pytest.approx(LEVEL)


def test_on_another_device_it_comes_in_anew() -> None:
    made = running()
    made.anchor(20_000)
    heard = play(made, 3 * RATE, BLOCK)
    assert heard[0] == 0.0
    assert heard[-1] == pytest.approx(LEVEL)


# ---- making way for words ------------------------------------------------------------------------


def test_it_makes_way_before_words_begin_and_comes_back_after_them() -> None:
    heard = play(running(cues=words(5000)), 5 * RATE, BLOCK)  # from 3 s on: words from 2000 to 3000
    assert gain_at(heard, 1799) == pytest.approx(1)
    assert 0.4 < gain_at(heard, 1900) < 0.8
    assert -12 <= db(gain_at(heard, 2000)) <= -10
    assert heard[frames_of(2000) : frames_of(3000)].max() == heard[frames_of(2000)]
    assert 0.4 < gain_at(heard, 3400) < 0.8
    assert gain_at(heard, 3750) < 1
    assert gain_at(heard, 3801) == pytest.approx(1)
    assert np.abs(np.diff(heard)).max() < 0.0005 * LEVEL


def test_words_close_together_do_not_pump_and_words_far_apart_let_it_return() -> None:
    heard = play(running(cues=words(4000, 5180, 7600)), 7 * RATE, BLOCK)  # gaps of 180 and 1420 ms
    down = heard[frames_of(1000)]
    assert (heard[frames_of(1000) : frames_of(5600)] == down).all()
    heard = play(running(cues=words(4000, 6600)), 7 * RATE, BLOCK)  # a gap of 1600 ms
    assert gain_at(heard, 3200) == pytest.approx(1)
    assert heard[frames_of(3600)] == down


def test_tones_leave_it_as_it_is() -> None:
    heard = play(running(cues=[cue(4000, "tick")]), 3 * RATE, BLOCK)
    assert heard == pytest.approx(LEVEL)


def test_words_that_are_not_heard_leave_it_as_it_is() -> None:
    made = running(cues=words(4000, 6000))
    made.set_volumes(voice=0.0, tones=1.0)
    assert play(made, frames_of(1500), BLOCK) == pytest.approx(LEVEL)
    made.set_volumes(voice=0.1, tones=1.0)
    heard = play(made, frames_of(2000), BLOCK)  # words from 1500 to 2500
    assert db(gain_at(heard, 1600)) == pytest.approx(-11, abs=0.1)
    made.set_volumes(voice=0.0, tones=1.0)
    heard = play(made, RATE, BLOCK)
    assert np.abs(np.diff(heard)).max() < 0.0005 * LEVEL
    assert heard[-1] == pytest.approx(LEVEL)


def test_words_over_the_schedule_make_it_give_way_too() -> None:
    made = running()
    made.say("word")
    heard = play(made, 2 * RATE, BLOCK)
    assert heard[0] == pytest.approx(LEVEL)
    assert db(gain_at(heard, 200)) == pytest.approx(-11, abs=0.01)
    assert gain_at(heard, 1801) == pytest.approx(1)


@pytest.mark.parametrize("at_ms", [900, 1100])
def test_words_that_are_taken_back_let_it_return_without_a_step(at_ms: int) -> None:
    """Just before they begin (at 1000), and in their midst, where they are cut off within 20 ms."""
    made = running(cues=words(4000))
    before = play(made, frames_of(at_ms), BLOCK)
    made.revise([], 3000)
    heard = np.concatenate([before, play(made, 2 * RATE, BLOCK)])
    assert heard.min() < 0.8 * LEVEL
    assert np.abs(np.diff(heard)).max() < 0.0005 * LEVEL
    assert gain_at(heard, at_ms + 830) == pytest.approx(1)


# ---- no edges, and nothing depends on blocks -----------------------------------------------------


def test_nothing_that_is_done_puts_an_edge_on_it() -> None:
    made = mixer(lambda kind: WAVE)
    heard = [play(made, 1000, BLOCK)]
    deeds: list[Callable[[], None]] = [
        lambda: made.schedule(words(2500, 6000), 0),
        lambda: made.revise(words(6100), 2600),
        lambda: made.set_background(Background.PAD, 1.0),
        lambda: made.set_background(Background.NOISE, 0.3),
        lambda: made.schedule(words(300, 700), 0),
        lambda: made.set_volumes(0.0, 0.0),
        lambda: made.set_volumes(1.0, 1.0),
        made.silence,
        lambda: made.schedule([], 0),
        lambda: made.say("word"),
        made.silence,
        lambda: made.schedule([], 0),
        lambda: made.set_background(Background.OFF, 0.0),
    ]
    for deed in deeds:
        deed()
        heard.append(play(made, frames_of(1234.5), [480, 2880, 77]))
    bends = np.abs(np.diff(np.concatenate(heard), 2)).max()
    assert bends < 0.004 * LEVEL, "a step of half a percent would be heard as a click"
    assert bends > 0.0005 * LEVEL, "the wave itself"


names = st.sampled_from(sorted(CLIPS))
cue_lists = st.lists(st.tuples(st.integers(0, 4000), names), max_size=8, unique=True).map(
    lambda found: [cue(at_ms, name) for at_ms, name in found]
)
kinds = st.sampled_from(Background)
shares = st.sampled_from([0.0, 0.3, 1.0])
acts = st.one_of(
    st.tuples(st.just("schedule"), cue_lists, st.integers(0, 300)),
    st.tuples(st.just("revise"), cue_lists, st.integers(0, 2000)),
    st.tuples(st.just("say"), names),
    st.tuples(st.just("silence")),
    st.tuples(st.just("set_volumes"), shares, shares),
    st.tuples(st.just("set_background"), kinds, shares),
)
blocks = st.lists(st.integers(1, 9000), max_size=8).map(lambda sizes: [*sizes, 5000, 3001])
_noise = np.random.default_rng(11)
RUSHES = {kind: (0.05 * _noise.standard_normal(30_011)).astype(np.float32) for kind in Background}


@settings(max_examples=40, deadline=None)
@given(
    first=cue_lists,
    deeds=st.lists(st.tuples(st.integers(1, 30_000), acts), max_size=6),
    one=blocks,
    other=blocks,
)
@example(
    first=[],
    deeds=[
        (1, ("set_background", Background.OFF, 0.0)),
        (1, ("say", "phrase")),
        (2, ("set_background", Background.NOISE, 0.0)),
    ],
    one=[5000],
    other=[1, 5000],
)
def test_the_samples_are_the_same_however_the_stream_is_cut(
    first: list[Cue], deeds: list[tuple[int, tuple[object, ...]]], one: list[int], other: list[int]
) -> None:
    def heard(sizes: list[int]) -> bytes:
        made = Mixer(CLIPS.get, loop_of=RUSHES.get)
        made.set_background(Background.NOISE, 0.7)
        made.schedule(first, 0)
        parts = []
        for wait, (name, *told) in [*deeds, (40_000, ("silence",))]:
            parts.append(play(made, wait, sizes))
            getattr(made, str(name))(*told)
        return np.concatenate([*parts, play(made, 5000, sizes)]).tobytes()

    assert heard(one) == heard(other)


@settings(max_examples=20, deadline=None)
@given(schedule=cue_lists, sizes=blocks)
def test_without_it_the_mix_is_the_sum_of_the_clips_to_the_bit(schedule: list[Cue], sizes: list[int]) -> None:
    made = Mixer(CLIPS.get, loop_of=RUSHES.get)
    made.set_background(Background.OFF, 1.0)
    made.schedule(schedule, 0)
    expected = np.zeros(5 * RATE, np.float32)
    for one in sorted(schedule, key=lambda one: one.at_ms):
        add(expected, CLIPS[one.id], frames_of(one.at_ms))
    assert np.array_equal(play(made, 5 * RATE, sizes), expected)


# ---- in the player -------------------------------------------------------------------------------


def test_the_player_makes_what_is_chosen_and_a_session_does_not_wait_for_it() -> None:
    clock = HandClock()
    system = FakeSystem(clock)
    player = MiniaudioPlayer(clock, voice_folder=None, system=system)
    player.set_background(Background.PAD, 1.0)
    player.open()
    wait_until(lambda: player.poll() is SoundState.PLAYING, 5, "no device was opened")
    player.schedule([], 0)
    wait_until(lambda: system.run(player, 600).any(), 10, "the background was not made")
    heard = system.run(player, 6_000)
    assert -36 < db(float(np.sqrt(np.square(heard[3 * RATE :]).mean()))) < -24
    player.silence()
    assert not system.run(player, 600)[frames_of(30) :].any()
    player.close()
