"""The table and the list of faults: nothing that is wrong goes untold."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.exactness.judge import Verdict
from tests.exactness.measure import Measured
from tests.exactness.table import faults, table

WELL = Verdict(errors=[0.0, 0.2, -0.1], plain=[0.0, 0.2, 30.0], silent_after=[60.0, 80.0], at_once=[20.0])


def measured(ours: Verdict) -> Measured:
    return Measured(
        minutes=2.0,
        ours=ours,
        theirs=Verdict(errors=[-40.0, 0.0, 250.0]),
        epochs=Counter(started=1, resumed=2),
        stalls=0,
        resumed_elsewhere=[],
        wishes=Counter(pause=2, more_time=1),
        answered=1,
        painted=900,
        redrawn=40,
        stuck=30,
        breaks=[(12.0, 0.03)],
    )


def test_nothing_is_wrong_with_what_is_well() -> None:
    assert faults(measured(WELL)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"out_of_place": ["tick"]},
        {"missed": ["tick"]},
        {"doubled": ["tick"]},
        {"strange": ["80 ms"]},
        {"silent_after": [101.0]},
        {"past_pause": [101.0]},
        {"at_once": [101.0]},
        {"at_once": [-2.0]},
        {"unjudged": 5},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_each_fault_is_told(wrong: dict[str, object]) -> None:
    assert len(faults(measured(replace(WELL, **wrong)))) == 1  # type: ignore[arg-type]


def test_going_on_elsewhere_after_a_pause_is_told() -> None:
    assert len(faults(replace(measured(WELL), resumed_elsewhere=[(1_000, 1_001)]))) == 1


def test_the_table_sets_both_ways_beside_each_other() -> None:
    told = table(measured(WELL))
    assert "| One stream, mixed to the sample (Stretch Player) | 4 | 0.100 | 0.198 | 0.200 | 0 | 0 |" in told
    assert "counted as errors | 4 | 0.200 | 29.404 | 30.000 |" in told
    assert "| A timer for each cue, one sound each | 3 | 40.000 | 245.800 | 250.000 | 0 | 0 |" in told
    assert "1 × more time, 2 × pause" in told
    assert "broke 1 times, 0.03 s in all" in told
