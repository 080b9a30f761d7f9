"""Plausible histories of any length, and a stress set: what charts and starts are measured with.

    python -m tests.made_history FOLDER --years 10

A person begins at 5 of 10, eases over half a year and has flare-ups since; stretches on four or five
days a week, rates most days, measures every other week, and writes a note now and then. Rows go
straight into the tables, since a million of them through one transaction each would take hours.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from math import exp
from pathlib import Path
from random import Random
from uuid import UUID

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import LEG_RAISE, LEG_RAISE_TEST, number_trial
from stretchplayer.core.history import MeasureMethod
from stretchplayer.store import Store, open_store
from stretchplayer.store.instants import columns

DAYS_IN_YEAR = 365.25
STRETCHES = ("cat-cow", "prayer-stretch", "single-knee-to-chest", "supine-trunk-rotation", "pelvic-tilt")
REPETITIONS = 3
WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
NOTES = ("Left side felt easier.", "Long drive. Stiff by the evening.", "Slept badly.", "Good day.")
RATINGS_COLUMNS = "id, kind, score, skipped, flag, session, stretch, item, at_utc, local_date, utc_offset_min"


def made_history(folder: Path, days: int, last: date, seed: int = 1) -> None:
    """A store in `folder` with the history of so many days up to `last`."""
    _fill(folder, _Person(days, last, Random(seed)))


def stress_set(folder: Path, ratings: int, last: date, days: int = 365, seed: int = 1) -> None:
    """A store with so many ratings within so many days, far more than anybody gives."""
    chance = Random(seed)
    first = last - timedelta(days=days - 1)
    rows = (
        (_id(chance), "day" if n % 2 else "pre", chance.randrange(11), 0, 0, None, None, None, *columns(at))
        for n in range(ratings)
        for at in (_at(first + timedelta(days=n * days // ratings), 8 + n % 12, n % 60),)
    )
    store = open_store(folder)
    with store.database.transaction() as write:
        write.executemany(
            f"INSERT INTO pain_rating ({RATINGS_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
        )
    store.close()


class _Person:
    """One person's days, in order."""

    def __init__(self, days: int, last: date, chance: Random) -> None:
        self.chance = chance
        self.first = last - timedelta(days=days - 1)
        self.days = [self.first + timedelta(days=n) for n in range(days)]
        self.flare_left = 0
        self.sessions: list[tuple[object, ...]] = []
        self.holds: list[tuple[object, ...]] = []
        self.ratings: list[tuple[object, ...]] = []
        self.notes: list[tuple[object, ...]] = []
        self.flares: list[tuple[object, ...]] = []
        self.sittings: list[tuple[str, datetime, list[tuple[str, float]]]] = []
        for day in self.days:
            self._live(day)

    def _live(self, day: date) -> None:
        chance, since = self.chance, (day - self.first).days
        if self.flare_left:
            self.flare_left -= 1
        elif chance.random() < 0.008:
            self.flare_left = chance.randint(3, 9)
        level = 2.4 + 2.6 * exp(-since / 120) + (2.5 if self.flare_left else 0)
        if self.flare_left and chance.random() < 0.5:
            self.flares.append((day.isoformat(), columns(_at(day, 20))[0]))
        if chance.random() < (0.3 if self.flare_left else 0.68):
            self._stretch(day, level)
        if chance.random() < 0.82:
            self._rate("day", self._score(level), _at(day, 20, chance.randrange(60)))
        if since % 14 == 3:
            legs = [
                (side, 58 + 8 * (1 - exp(-since / 300)) + chance.gauss(0, 3)) for side in ("right", "left")
            ]
            tries = [(side, round(deg + chance.gauss(0, 1.5), 1)) for side, deg in legs for _ in range(3)]
            self.sittings.append((_id(chance), _at(day, 9), tries))

    def _stretch(self, day: date, level: float) -> None:
        chance = self.chance
        at = _at(day, chance.choice((7, 8, 18)), chance.randrange(60))
        session, before = _id(chance), self._score(level)
        minutes = chance.choice((5, 9, 9, 10, 10, 12))
        end = at + timedelta(minutes=minutes)
        ended, _, offset = columns(end)
        self.sessions.append(
            (session, "easy-lower-back", "Easy lower back", json.dumps({"items": []}), "right", *columns(at))
            + (ended, offset, "finished", minutes * 60_000)
        )
        self._rate("pre", before, at, session)
        for item, stretch in enumerate(STRETCHES[: 5 if minutes > 8 else 2]):
            done = at + timedelta(minutes=2 + item * 1.5)
            for repetition in range(1, REPETITIONS + 1):
                for side in ("right", "left"):
                    held = 20_000 - chance.randrange(0, 4_000, 500)
                    self.holds.append(
                        (
                            _id(chance),
                            session,
                            item,
                            stretch,
                            side,
                            repetition,
                            20_000,
                            held,
                            "held",
                            *columns(done),
                        )
                    )
            self._rate("during", max(0, self._score(level - 1)), done, session, stretch, item)
        self._rate("post", max(0, before - chance.choice((0, 0, 1, 1, -1))), end, session)
        if chance.random() < 0.12:
            self.notes.append((session, chance.choice(NOTES), "[]", *columns(end)))

    def _score(self, level: float) -> int:
        return min(10, max(0, round(self.chance.gauss(level, 1.3))))

    def _rate(
        self,
        kind: str,
        score: int,
        at: datetime,
        session: str | None = None,
        stretch: str | None = None,
        item: int | None = None,
    ) -> None:
        skipped = self.chance.random() < 0.03
        self.ratings.append(
            (_id(self.chance), kind, None if skipped else score, int(skipped), 0, session, stretch, item)
            + columns(at)
        )


def _fill(folder: Path, person: _Person) -> None:
    store = open_store(folder)
    with store.database.transaction() as write:
        write.executemany(
            "INSERT INTO session (id, routine, routine_name, plan, first_side, started_utc, local_date,"
            " utc_offset_min, ended_utc, ended_utc_offset_min, outcome, played_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            person.sessions,
        )
        write.executemany(
            "INSERT INTO hold (id, session, item, stretch, side, repetition, planned_ms, held_ms, outcome,"
            " at_utc, local_date, utc_offset_min) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            person.holds,
        )
        write.executemany(
            f"INSERT INTO pain_rating ({RATINGS_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            person.ratings,
        )
        write.executemany(
            "INSERT INTO session_note (session, note, tags, at_utc, local_date, utc_offset_min)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            person.notes,
        )
        write.executemany("INSERT INTO flare_day (local_date, marked_utc) VALUES (?, ?)", person.flares)
    for _, at, tries in person.sittings:
        _measure(store, at, tries)
    store.close()


def _measure(store: Store, at: datetime, tries: list[tuple[str, float]]) -> None:
    trials = [number_trial(LEG_RAISE_TEST, Side(side), degrees) for side, degrees in tries]
    store.measures.save_measurement(test=LEG_RAISE, method=MeasureMethod.PHONE, at=at, trials=trials)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    zone = SUMMER if 4 <= day.month <= 10 else WINTER
    return datetime.combine(day, time(hour, minute), zone)


def _id(chance: Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def _main() -> None:
    parser = argparse.ArgumentParser(description="Make a history to look at.")
    parser.add_argument("folder", type=Path, help="where the app keeps its data")
    parser.add_argument("--years", type=float, default=1.0)
    parser.add_argument("--ratings", type=int, help="a stress set of so many ratings instead")
    wanted = parser.parse_args()
    today = datetime.now(tz=UTC).astimezone().date()
    if wanted.ratings:
        stress_set(wanted.folder, wanted.ratings, today)
    else:
        made_history(wanted.folder, round(wanted.years * DAYS_IN_YEAR), today)


if __name__ == "__main__":
    _main()
