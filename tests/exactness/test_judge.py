"""The judge itself: what is wrong in a recording is told, and whose gap it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stretchplayer.audio.cues import make_tone
from stretchplayer.audio.mixer import Mixer
from stretchplayer.audio.tones import TONES
from stretchplayer.core.timeline import Cue, CueKind
from tests.exactness.ears import FULL_SCALE, PILOT_HZ, PILOT_LEVEL, Recorded, breaks
from tests.exactness.judge import Judge, Manner, Verdict
from tests.exactness.score import Due, Epoch, Pause
from tests.soundserver import RATE

Wave = NDArray[np.float32]

NAMES = ("ready", "start", "tick", "end", "half")
CLIPS = {name: make_tone(TONES[name]) for name in NAMES}
PLACES = (("ready", 100), ("start", 1_700), ("tick", 3_001), ("tick", 4_001), ("end", 5_402))
LENGTH_MS = 9_000
LATE_MS = 130  # from the beginning of the epoch to the first sound in the recording
MANNER = Manner(0, within_ms=250.0, strict=True)


def samples(ms: float) -> int:
    return round(ms * RATE / 1000)


def recording(*moved: tuple[str, float], without: int | None = None) -> Wave:
    """What the player plays, and the pilot."""
    return with_pilot(played(*moved, without=without))


def played(*moved: tuple[str, float], without: int | None = None) -> Wave:
    """The places as they should sound, one left out, others put in."""
    wave = np.zeros(samples(LENGTH_MS), np.float32)
    placed = [place for n, place in enumerate(PLACES) if n != without]
    for name, at_ms in [*placed, *moved]:
        at = samples(at_ms + LATE_MS + 1_000)
        wave[at : at + len(CLIPS[name])] += 0.5 * CLIPS[name]
    return wave


def with_pilot(wave: Wave) -> Wave:
    n = np.arange(len(wave))
    return (wave + PILOT_LEVEL * np.sin(2 * np.pi * PILOT_HZ * n / RATE)).astype(np.float32)


def recorded(wave: Wave) -> Recorded:
    """As if it had come in every 50 ms."""
    grown = [(1000.0 + n * 1000 / RATE, n) for n in range(0, len(wave), 2_400)]
    return Recorded(np.round(wave * (FULL_SCALE - 1)).astype("<i2"), grown)


def judged(wave: Wave, pause: Pause | None = None, waited_ms: float = 0.0) -> Verdict:
    """As the judge tells it; the kernel says that the player waited for so long, whenever it is asked."""
    until = LENGTH_MS - 1_500
    epoch = Epoch(
        "started",
        0,
        (samples(1_000),),
        [Due(name, at_ms) for name, at_ms in PLACES],
        until_ms=until if pause is None else pause.position_ms,
        until_places=(samples(1_000 + (until if pause is None else pause.position_ms)),),
        pause=pause,
    )
    record = recorded(wave)
    return Judge(CLIPS, lambda from_ms, to_ms: waited_ms).judge(record, [epoch], breaks(record), MANNER)


def test_what_is_in_its_place_is_found_to_the_sample() -> None:
    verdict = judged(recording())
    assert verdict.errors == [0.0] * len(PLACES)
    assert (verdict.missed, verdict.doubled, verdict.strange, verdict.unjudged) == ([], [], [], 0)


def test_a_cue_out_of_place_is_told() -> None:
    verdict = judged(recording(("tick", 4_003), without=3))
    assert verdict.errors == pytest.approx([0, 0, 0, 2.0, 0], abs=0.03)
    assert len(verdict.out_of_place) == 1


def test_a_cue_that_is_not_heard_is_missed() -> None:
    verdict = judged(recording(without=3))
    assert [told.split()[1] for told in verdict.missed] == ["tick"]


def test_a_cue_heard_twice_is_told() -> None:
    verdict = judged(recording(("end", 3_350)))
    assert [told.split()[0] for told in verdict.doubled] == ["end"]


def test_a_scrap_of_sound_is_told() -> None:
    wave = recording()
    at = samples(1_000 + LATE_MS + 4_600)
    wave[at : at + samples(80)] += 0.1 * CLIPS["ready"][4_800 : 4_800 + samples(80)]
    assert len(judged(wave).strange) == 1


def test_how_long_sound_goes_on_after_a_pause_is_measured() -> None:
    wave = played()
    heard_until = 1_000 + LATE_MS + 5_900
    wave[samples(heard_until) :] = 0
    wave = with_pilot(wave)
    # Asked for at 5.85 s of the session, 20 ms after sound of that position had been mixed.
    verdict = judged(wave, Pause(1000.0 + heard_until - 90, 5_850))
    assert verdict.past_pause == pytest.approx([50], abs=6)
    assert verdict.silent_after == pytest.approx([90], abs=6)


def test_where_the_machine_broke_the_sound_parts_are_judged_apart() -> None:
    whole = recording()
    at, gap = samples(1_000 + LATE_MS + 2_950), samples(33.33)
    broken = np.concatenate([whole[:at], np.zeros(gap, np.float32), whole[at:]])
    verdict = judged(broken)
    assert verdict.errors == pytest.approx([0] * len(verdict.errors), abs=0.03)
    assert 0 < verdict.unjudged < 3
    assert len(verdict.errors) + verdict.unjudged == len(PLACES)
    assert verdict.missed == []


def test_a_gap_of_the_player_alone_is_the_players() -> None:
    """The pilot goes on while the player's sound has a gap: what follows is late."""
    late = [(name, at_ms + 33.0) for name, at_ms in PLACES[2:]]
    wave = np.zeros(samples(LENGTH_MS), np.float32)
    for name, at_ms in [*PLACES[:2], *late]:
        at = samples(at_ms + LATE_MS + 1_000)
        wave[at : at + len(CLIPS[name])] += 0.5 * CLIPS[name]
    verdict = judged(with_pilot(wave), waited_ms=32.0)
    assert verdict.errors == pytest.approx([0, 0, 33, 33, 33], abs=0.03)
    assert len(verdict.out_of_place) == 3
    assert (verdict.unjudged, verdict.starved) == (0, [])

    forgiven = judged(with_pilot(wave), waited_ms=34.0)
    assert forgiven.errors == pytest.approx([0, 0, 0, 0, 0], abs=0.03)
    assert forgiven.plain == pytest.approx([0, 0, 33, 33, 33], abs=0.03), "the table shows it all the same"
    assert (len(forgiven.starved), forgiven.out_of_place) == (1, [])


def test_a_gap_within_a_cue_is_not_the_cue_twice() -> None:
    whole = played()
    at, gap = samples(1_000 + LATE_MS + 1_900), samples(60)
    wave = np.zeros_like(whole)
    wave[:at], wave[at + gap :] = whole[:at], whole[at:-gap]
    wave = with_pilot(wave)
    told = judged(wave)
    assert len(told.missed) + len(told.out_of_place) + len(told.strange) + len(told.doubled) > 0
    forgiven = judged(wave, waited_ms=200.0)
    assert (forgiven.missed, forgiven.doubled, forgiven.strange, forgiven.out_of_place) == ([], [], [], [])
    assert forgiven.starved


def test_nothing_is_forgiven_that_no_gap_explains() -> None:
    assert len(judged(recording(("end", 3_350)), waited_ms=1_000.0).doubled) == 1
    assert judged(recording(("tick", 3_851), without=3), waited_ms=100.0).out_of_place


@pytest.mark.parametrize("position_ms", [0, 12_345])
def test_a_session_goes_on_with_the_very_sample_it_was_paused_at(position_ms: int, tmp_path: Path) -> None:
    """The next sample mixed after a pause is the paused position; every cue counts from there."""
    clip = np.full(480, 0.5, np.float32)
    mixer = Mixer({"one": clip}.get)
    mixer.schedule([Cue(0, 10, "one", None, CueKind.TONE)], 0)
    mixer.render(7_001)
    mixer.silence()
    mixer.render(4_444)  # the pause
    paused_at = mixer.frame
    after = [Cue(position_ms + ms, 10, "one", None, CueKind.TONE) for ms in (0, 777)]
    mixer.schedule(after, position_ms)
    heard = mixer.render(RATE)[:, 0]
    assert mixer.origin == paused_at - position_ms * RATE // 1000
    assert np.flatnonzero(np.diff(np.r_[0, heard > 0.4].astype(int)) == 1).tolist() == [0, samples(777)]
