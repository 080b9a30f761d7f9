"""How often the verdict is wrong, and how often it sees what is there: years with a known truth.

The figures stand in `stretchplayer/core/progress/README.md`; a test holds the two together.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import pytest

from stretchplayer.core import progress
from stretchplayer.core.progress.verdict import PainChange, PainVerdict
from tests.core.simulated import Person, share, years

PEOPLE = 200
MOST_FALSE_ALARMS = 0.05  # of weekly looks
TWELVE_WEEKS = 12

STEADY = {
    "ordinary days": Person(),
    "steadier days": Person(day_sd=1.0),
    "rougher days": Person(day_sd=2.0),
    "days that do not hang together": Person(correlation=0.0),
    "days that hang together strongly": Person(correlation=0.6),
    "half of the days rated": Person(rated=0.5),
    "a higher level": Person(level=7.0),
}
CHANGES = (1, 2, 3)  # points down, from week 5 on, from a level of 6


def is_clear(verdict: PainVerdict) -> bool:
    return verdict.is_clear


@pytest.fixture(scope="module")
def false_alarms() -> dict[str, tuple[float, float]]:
    return {name: share(years(person, PEOPLE, seed=1), is_clear) for name, person in STEADY.items()}


@pytest.fixture(scope="module")
def seen() -> dict[int, tuple[float, float]]:
    """Per true drop: the share that is told of it in the twelfth week, and at least once by then."""
    found = {}
    for drop in CHANGES:
        people = years(Person(level=6.0, change=-drop), PEOPLE, seed=2)
        told = [
            [verdict.change is PainChange.LOWER for verdict in islice(year.looks(), TWELVE_WEEKS)]
            for year in people
        ]
        found[drop] = (
            sum(looks[-1] for looks in told) / PEOPLE,
            sum(any(looks) for looks in told) / PEOPLE,
        )
    return found


def test_a_weekly_look_at_mere_noise_is_wrong_in_five_of_a_hundred_at_most(
    false_alarms: dict[str, tuple[float, float]],
) -> None:
    assert {name for name, (looks, _) in false_alarms.items() if looks > MOST_FALSE_ALARMS} == set()


def test_larger_changes_are_seen_more_often(seen: dict[int, tuple[float, float]]) -> None:
    assert seen[1] < seen[2] < seen[3]
    assert seen[3][1] > 0.9


def test_the_figures_are_those_in_the_text(
    false_alarms: dict[str, tuple[float, float]], seen: dict[int, tuple[float, float]]
) -> None:
    text = (Path(progress.__file__).parent / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+?) \| ([\d.]+) % \| (\d+) % \|$", text, re.MULTILINE)
    written = {name: (float(first), int(second)) for name, first, second in rows}
    expected = {
        name: (round(looks * 100, 1), round(year * 100)) for name, (looks, year) in false_alarms.items()
    }
    expected |= {
        f"{drop} point{'s' * (drop > 1)}": (round(now * 100, 1), round(once * 100))
        for drop, (now, once) in seen.items()
    }
    assert written == expected
