"""Reports of made-up notes of any amount."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random

import msgspec

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import ALL_TESTS
from stretchplayer.core.history import (
    Measurement,
    PainRating,
    RatingKind,
    SetAside,
    Trial,
)
from stretchplayer.core.progress.baseline import baseline
from stretchplayer.core.progress.pain import DayValue
from stretchplayer.core.progress.report import Report, ReportNotes, gather_report
from stretchplayer.core.summaries import PlayedDay, StretchTimes

LAST = date(2026, 11, 21)


class Amounts(msgspec.Struct, frozen=True, kw_only=True):
    """How much of everything there is."""

    days: int = 84
    rated_share: float = 0.8
    before_share: float = 0.5
    stretches: int = 10
    set_aside: int = 2
    tests: int = 4
    flags: int = 2
    flare_days: int = 4
    notes: int = 8
    words: int = 12
    letters: int = 8  # of a word
    seed: int = 1


FULL = Amounts(
    days=3653, stretches=60, set_aside=30, tests=8, flags=80, flare_days=400, notes=900, words=90, seed=2
)


def made_report(amounts: Amounts) -> Report:
    """The report of such notes."""
    chance = Random(amounts.seed)
    first = LAST - timedelta(days=amounts.days - 1)
    days = [first + timedelta(days=n) for n in range(amounts.days)]
    values = tuple(
        DayValue(day=day, kind=kind, value=chance.randint(0, 10), ratings=1)
        for kind, share in (
            (RatingKind.DAY, amounts.rated_share),
            (RatingKind.PRE, amounts.before_share),
        )
        for day in days
        if chance.random() < share
    )
    starts = {
        kind: start
        for kind in (RatingKind.DAY, RatingKind.PRE)
        if (start := baseline([value for value in values if value.kind is kind])) is not None
    }
    done = [day for day in days if chance.random() < amounts.before_share]
    names = [f"stretch-{n}" for n in range(amounts.stretches)]
    return gather_report(
        ReportNotes(
            first=first,
            last=LAST,
            today=LAST,
            values=values,
            starts=starts,
            played=tuple(
                PlayedDay(day=day, played_ms=chance.randint(1, 60) * 60_000, sessions=1) for day in done
            ),
            sessions=(),
            around=tuple(
                _rating(kind, day, chance.randint(0, 10), session=str(day))
                for day in done
                for kind in (RatingKind.PRE, RatingKind.POST)
            ),
            during=(
                *(
                    _rating(RatingKind.DURING, chance.choice(days), chance.randint(0, 10), stretch=name)
                    for name in names
                    for _ in range(7)
                ),
                *(
                    _rating(RatingKind.DURING, chance.choice(days), None, stretch="stretch-0", flag=True)
                    for _ in range(amounts.flags)
                ),
            ),
            day_flags=(),
            stretch_times=tuple(StretchTimes(stretch=name, times=chance.randint(1, 9999)) for name in names),
            set_aside=tuple(
                SetAside(
                    stretch=f"stretch-{n}",
                    since=_at(chance.choice(days)),
                    why=chance.choice(("flag", "7 of 10")),
                )
                for n in range(amounts.set_aside)
            ),
            measurements=_measurements(amounts, days, chance),
            flare_days=tuple(sorted(chance.sample(days, min(len(days), amounts.flare_days)))),
            session_notes=(),
            day_notes={
                day: " ".join("x" * amounts.letters for _ in range(amounts.words))
                for day in chance.sample(days, min(len(days), amounts.notes))
            },
        )
    )


def name_of(stretch: str) -> str:
    """A long name."""
    return f"Seated Figure Four with a long {stretch}"


def _measurements(amounts: Amounts, days: list[date], chance: Random) -> tuple[Measurement, ...]:
    return tuple(
        Measurement(
            id=f"{test.id}-{day}",
            test=test.id,
            method=test.ways[0].method,
            at=_at(day),
            trials=tuple(
                Trial(side=side, value=round(test.usual + chance.gauss(0, 6), 1))
                for side in (tuple(Side) if test.two_sided else (None,))
            ),
        )
        for test in ALL_TESTS[: amounts.tests]
        for day in days[::7]
    )


def _rating(
    kind: RatingKind,
    day: date,
    score: int | None,
    *,
    session: str | None = None,
    stretch: str | None = None,
    flag: bool = False,
) -> PainRating:
    return PainRating(
        id="x",
        kind=kind,
        score=score,
        skipped=False,
        flag=flag,
        at=_at(day),
        session=session,
        stretch=stretch,
    )


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
