"""Telling drift of the stream from lateness of whoever looks at it."""

from __future__ import annotations

import random

import pytest

from stretchplayer.audio.drift import DriftGauge, Pull

PERIOD_MS = 60.0


def watch(
    seconds: float, speed: float = 1.0, late: float = 0.0, told_late: float = 0.0, jump_ms: float = 0.0
) -> list[int]:
    """Corrections asked for while a stream runs, told of its position every half second.

    `late` and `told_late` are the most, in ms, by which the sound thread and the teller are held up;
    after 20 s the device loses `jump_ms`.
    """
    chance = random.Random(1)
    gauge = DriftGauge()
    asked: list[int] = []
    frame, next_told, clock = 0, 500.0, 0.0
    while clock < seconds * 1000:
        lost = jump_ms if clock > 20_000 else 0.0
        gauge.note(Pull((frame / 48 + lost) / speed + chance.uniform(0, late), frame))
        frame += round(PERIOD_MS * 48)
        clock = (frame / 48 + lost) / speed
        if clock >= next_told:
            next_told += 500
            asked.append(gauge.correction(0, clock, clock + chance.uniform(0, told_late)))
    return asked


def test_a_steady_stream_is_left_alone_however_late_it_is_looked_at() -> None:
    assert not any(watch(120))
    assert not any(watch(120, late=45, told_late=0))
    assert not any(watch(120, late=20, told_late=60))


@pytest.mark.parametrize("speed", [0.9995, 1.0005])
def test_a_wrong_speed_is_seen_once_it_amounts_to_more_than_5_ms(speed: float) -> None:
    asked = watch(60, speed)
    assert not any(asked[:24])  # 12 s: 6 ms, of which the first 2.5 s are the offset
    assert asked[-1] == pytest.approx((speed - 1) * 57_000 * 48, abs=150)


def test_sound_lost_by_the_device_is_made_good() -> None:
    asked = watch(30, jump_ms=80, late=5)
    assert not any(asked[:40])
    assert asked[-1] == pytest.approx(-80 * 48, abs=100)
