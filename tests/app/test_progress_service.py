"""What the notes add up to, on the real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from stretchplayer.app.history_service import HistoryService
from stretchplayer.app.progress_service import DRIFT_WEEKS, ProgressService
from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import EntryKind, RatingKind
from stretchplayer.core.progress.verdict import PainChange
from stretchplayer.core.routine import Routine
from stretchplayer.store import Store
from tests.calendar_clock import Calendar
from tests.empty_notes import empty_notes

EASY = Routine(id="easy", name="Easy day", description="", items=())


class Notes:
    """Days of somebody's notes, and what is made of them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = Calendar()
        self.history = HistoryService(store.history, self.clock)
        self.progress = ProgressService(store.history, store.measures, self.clock)

    def days(self, *scores: int | None, every: int = 1) -> None:
        """One rating every so many days, none where there is no score; today is the day after."""
        for score in scores:
            if score is not None:
                self.history.record_rating("day", score)
            self.clock.at += timedelta(days=every)


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Notes]:
    store = empty_notes(tmp_path)
    yield Notes(store)
    store.close()


def test_weeks_up_to_today_or_an_earlier_day(notes: Notes) -> None:
    notes.days(*[0, 1, 2] * 3, 0)
    pain = notes.progress.weekly_pain(weeks=3)
    assert [point.n_days for point in pain] == [0, 7, 3]
    assert pain[1].mean == pytest.approx(6 / 7)  # 0 1 2 0 1 2 0
    assert [point.n_days for point in notes.progress.weekly_pain(weeks=1, last=date(2026, 3, 4))] == [7]


def test_minutes_go_back_to_the_first_session(notes: Notes) -> None:
    for minutes in (4, 9):
        session = notes.history.begin_session(EASY, {}, Side.LEFT)
        notes.history.end_session(session, "finished", minutes * 60_000)
        notes.clock.at += timedelta(days=7)
    overview = notes.progress.overview(notes.progress.period(None))
    assert [week.minutes for week in overview.minutes] == [4, 9, 0]


def test_no_rating_no_start(notes: Notes) -> None:
    assert notes.progress.start(RatingKind.DAY) is None
    assert notes.progress.verdict().change is PainChange.TOO_LITTLE


def test_the_start_is_found_however_late_it_comes(notes: Notes) -> None:
    notes.days(5, 5, 5, every=60)  # three days in half a year are no start
    assert notes.progress.start(RatingKind.DAY) is None
    notes.days(*[4] * 9)
    start = notes.progress.start(RatingKind.DAY)
    assert start is not None
    assert (start.mean, start.first) == (4, date(2026, 8, 29))


def test_the_verdict_compares_the_last_weeks_with_the_start(notes: Notes) -> None:
    notes.days(*[7, 8] * 7, *[3, 4] * 10)
    verdict = notes.progress.verdict()
    assert verdict.change is PainChange.LOWER
    assert verdict.start is not None
    assert verdict.start.mean == 7.5
    assert [week.week_start for week in verdict.weeks] == [date(2026, 3, 16), date(2026, 3, 23)]


def test_old_weeks_are_not_judged(notes: Notes) -> None:
    notes.days(*[7, 8] * 7, *[3, 4] * 10)
    notes.clock.at += timedelta(weeks=20)
    assert notes.progress.verdict().change is PainChange.TOO_LITTLE


def test_earlier_weeks_have_the_verdict_of_their_time(notes: Notes) -> None:
    notes.days(*[7, 8] * 7, *[3, 4] * 10)
    notes.clock.at += timedelta(weeks=20)
    progress = notes.progress
    assert progress.overview(progress.period(4)).verdict.change is PainChange.TOO_LITTLE
    then = progress.overview(progress.period(4, date(2026, 3, 25)))
    assert then.verdict.change is PainChange.LOWER
    assert [week.mean for week in then.weeks] == pytest.approx([52 / 7, 53 / 7, 24 / 7, 25 / 7])


def test_no_straight_line_through_more_than_two_years(notes: Notes) -> None:
    notes.days(*[9 - day // 84 for day in range(7 * (DRIFT_WEEKS + 1))])
    progress = notes.progress
    assert progress.overview(progress.period(None)).drift is None
    year = progress.overview(progress.period(52)).drift
    assert year is not None
    assert year.per_week == pytest.approx(-1 / 12, abs=0.02)


def test_what_was_taken_back_is_in_no_chart(notes: Notes) -> None:
    notes.days(*[5] * 14)
    progress = notes.progress
    assert sum(week.n_days for week in progress.overview(progress.period(4)).weeks) == 14
    for rating in notes.history.ratings():
        notes.store.corrections.remove(EntryKind.RATING, rating.id, notes.clock.at)
    assert sum(week.n_days for week in progress.overview(progress.period(4)).weeks) == 0
    assert progress.start(RatingKind.DAY) is None
