"""The finder of cues must itself be right: it is what real recordings are judged by."""

from __future__ import annotations

import numpy as np
import pytest

from stretchplayer.audio.cues import make_tones
from stretchplayer.audio.mixer import Mixer
from stretchplayer.core.timeline import Cue, CueKind
from tests.soundserver import RATE, Recording, errors_ms, find_all, find_cues


def babble(chance: np.random.Generator, seconds: float) -> Recording:
    """Noise with the spectrum and the rhythm of speech, more or less."""
    count = int(seconds * RATE)
    rough = np.cumsum(chance.normal(size=count))
    rough -= np.convolve(rough, np.ones(400) / 400, "same")
    rough *= 0.5 + 0.5 * np.sin(np.arange(count) / RATE * 2 * np.pi * 4)
    return np.asarray(0.5 * rough / np.abs(rough).max(), np.float32)


@pytest.fixture(scope="module")
def clips() -> dict[str, Recording]:
    chance = np.random.default_rng(1)
    return make_tones() | {f"phrase-{n}": babble(chance, 1 + 0.4 * n) for n in range(5)}


def record(
    clips: dict[str, Recording], schedule: list[tuple[str, float]], moved: dict[int, int] | None = None
) -> Recording:
    """What a recording of the schedule would be, 123 ms in; `moved` puts cues out of place (ms)."""
    cues = [
        Cue(int(at) + (moved or {}).get(n, 0), 0, cue_id, None, CueKind.TONE)
        for n, (cue_id, at) in enumerate(schedule)
    ]
    mixer = Mixer(clips.get, voice=0.9, tones=0.6)
    mixer.schedule(cues, -123)
    length = int(schedule[-1][1]) + 4000
    return np.concatenate([mixer.render(RATE // 10)[:, 0] for _ in range(length // 100)])


def overlapping(clips: dict[str, Recording], count: int) -> list[tuple[str, float]]:
    chance = np.random.default_rng(3)
    names = list(clips)
    gaps = chance.integers(150, 1500, count)
    return [(names[chance.integers(len(names))], float(at)) for at in np.cumsum(gaps)]


def test_overlapping_and_repeated_cues_are_all_found_exactly(clips: dict[str, Recording]) -> None:
    schedule = overlapping(clips, 40)
    found = find_cues(record(clips, schedule), clips, schedule)
    assert [(cue.id, cue.at_ms) for cue in found] == schedule
    assert max(abs(error) for error in errors_ms(found)) < 0.1
    assert min(cue.likeness for cue in found) > 0.9
    assert found[0].found_ms == pytest.approx(123 + schedule[0][1], abs=0.1)


def test_a_cue_out_of_place_is_told(clips: dict[str, Recording]) -> None:
    schedule = overlapping(clips, 12)
    errors = errors_ms(find_cues(record(clips, schedule, moved={7: 4}), clips, schedule))
    assert errors[7] == pytest.approx(4, abs=0.2)
    assert max(abs(error) for n, error in enumerate(errors) if n != 7) < 0.2


def test_a_cue_that_was_not_played_is_told(clips: dict[str, Recording]) -> None:
    schedule: list[tuple[str, float]] = [("start", 0.0), ("half", 1500.0), ("end", 3000.0)]
    found = find_cues(record(clips, [schedule[0], schedule[2]]), clips, schedule)
    assert found[1].likeness < 0.5
    assert found[0].likeness > 0.95
    assert found[2].likeness > 0.95


def test_every_place_of_a_clip_is_found_once(clips: dict[str, Recording]) -> None:
    places = [0.0, 700.0, 1500.0, 4000.0]
    heard = find_all(record(clips, [("tick", at) for at in places]), clips["tick"])
    assert [at for at, _ in heard] == [pytest.approx(123 + at, abs=0.1) for at in places]
