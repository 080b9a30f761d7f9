"""The machine's clocks."""

from __future__ import annotations

import os
import time

import pytest

from stretchplayer.app.clock import SystemClock


@pytest.mark.skipif(os.name == "nt", reason="Windows has a clock of its own for this")
def test_durations_follow_the_monotonic_clock() -> None:
    clock = SystemClock()
    before = time.monotonic_ns() / 1e6
    read = clock.monotonic_ms()
    assert before <= read <= time.monotonic_ns() / 1e6


def test_awake_the_two_clocks_keep_the_same_pace() -> None:
    clock = SystemClock()
    apart = clock.boot_ms() - clock.monotonic_ms()
    again = clock.boot_ms() - clock.monotonic_ms()
    assert again == pytest.approx(apart, abs=500)


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="the system has no such clock")
def test_boot_time_does_not_follow_the_wall_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert SystemClock().boot_ms() > 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has another")
def test_without_a_boot_clock_a_jump_of_the_wall_clock_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    monkeypatch.setattr(time, "time_ns", lambda: 5_000_000_000)
    assert SystemClock().boot_ms() == 5_000


def test_the_date_carries_its_offset() -> None:
    assert SystemClock().now().utcoffset() is not None
