"""The first two hours after getting up, and what comes last then."""

from __future__ import annotations

from datetime import datetime

import pytest

from stretchplayer.app.content import load_catalogue, load_routines
from stretchplayer.app.resources import assets
from stretchplayer.core.catalogue import Direction
from stretchplayer.core.early_morning import early_order, is_early
from stretchplayer.core.routine import Routine

CATALOGUE = load_catalogue(assets() / "catalogue")
ROUTINES = load_routines(assets() / "routines")


@pytest.mark.parametrize(
    ("wake_up", "now", "early"),
    [
        ("7:00", "6:59", False),
        ("7:00", "7:00", True),
        ("7:00", "8:59", True),
        ("7:00", "9:00", False),
        ("7:00", "19:00", False),
        ("23:30", "23:29", False),
        ("23:30", "23:30", True),
        ("23:30", "0:00", True),
        ("23:30", "1:29", True),
        ("23:30", "1:30", False),
        ("0:00", "23:59", False),
    ],
)
def test_it_lasts_two_hours_and_midnight_may_lie_between(wake_up: str, now: str, early: bool) -> None:
    hour, minute = map(int, wake_up.split(":"))
    clock = datetime.strptime(f"2026-03-02 {now}", "%Y-%m-%d %H:%M")  # noqa: DTZ007  (local time)
    assert is_early(clock, hour * 60 + minute) is early


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_nothing_comes_or_goes_and_twice_is_as_once(routine: Routine) -> None:
    kinder = early_order(routine, CATALOGUE)
    bends = [Direction.FORWARD in CATALOGUE[item.stretch].directions for item in routine.items]
    assert (kinder is None) is (not any(bends))
    if kinder is None:
        return
    assert sorted(item.stretch for item in kinder.items) == sorted(item.stretch for item in routine.items)
    assert early_order(kinder, CATALOGUE) == kinder  # it is in that order already
