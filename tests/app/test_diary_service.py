"""Past days and corrections, on the real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from stretchplayer.app.diary_service import DiaryError, DiaryService
from stretchplayer.app.history_service import HistoryService
from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import EntryKind, RatingKind
from stretchplayer.core.routine import Routine
from tests.calendar_clock import MONDAY_8, Calendar
from tests.empty_notes import empty_notes

EASY = Routine(id="easy", name="Easy day", description="", items=())
MONDAY, SATURDAY = date(2026, 3, 2), date(2026, 2, 28)


class Desk:
    """The services, and how often a change was announced."""

    def __init__(self, folder: Path) -> None:
        self.store = empty_notes(folder)
        self.clock = Calendar()
        self.history = HistoryService(self.store.history, self.clock)
        self.diary = DiaryService(self.store.corrections, self.history, self.clock)
        self.heard = 0
        self.history.changed.connect(self._hear)

    def _hear(self) -> None:
        self.heard += 1

    def scores(self, day: date) -> list[int | None]:
        return [rating.score for rating in self.history.ratings(day, day)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()


def test_a_day_has_one_rating_that_can_be_changed(desk: Desk) -> None:
    first = desk.diary.rate_day(MONDAY, 4)
    assert desk.diary.rate_day(MONDAY, 3) == first
    assert desk.scores(MONDAY) == [3]
    assert [change.before["score"] for change in desk.diary.changes(first)] == [4]
    assert desk.heard == 2


def test_a_skipped_question_can_be_answered_later(desk: Desk) -> None:
    desk.history.record_rating("day", None)
    assert desk.diary.daily_rating(MONDAY) is None
    desk.diary.rate_day(MONDAY, 0)
    kept = desk.diary.daily_rating(MONDAY)
    assert kept is not None
    assert kept.score == 0


def test_a_past_day_is_rated_in_its_middle_and_says_when(desk: Desk) -> None:
    desk.diary.rate_day(SATURDAY, 6)
    (kept,) = desk.history.ratings()
    assert (kept.local_date, kept.at.hour, kept.at.utcoffset()) == (SATURDAY, 12, timedelta(hours=1))
    assert kept.noted == MONDAY_8


def test_a_day_to_come_is_refused(desk: Desk) -> None:
    tomorrow = MONDAY + timedelta(days=1)
    with pytest.raises(DiaryError, match="still to come"):
        desk.diary.rate_day(tomorrow, 3)
    with pytest.raises(DiaryError, match="still to come"):
        desk.diary.note_session(tomorrow, 10, EASY)
    assert (desk.history.ratings(), desk.history.sessions()) == ([], [])


@pytest.mark.parametrize("minutes", [0, -1, 241, float("nan")])
def test_minutes_nobody_stretches_are_refused(desk: Desk, minutes: float) -> None:
    with pytest.raises(DiaryError, match="1 to 240"):
        desk.diary.note_session(MONDAY, minutes, EASY)
    assert desk.history.sessions() == []


def test_a_session_of_a_past_day_with_its_answers(desk: Desk) -> None:
    session = desk.diary.note_session(SATURDAY, 12, EASY)
    desk.diary.rate_session(session, RatingKind.PRE, 5)
    desk.diary.rate_session(session, RatingKind.POST, 3)
    desk.diary.rate_session(session, RatingKind.POST, 2)
    assert [(r.kind, r.score, r.local_date) for r in desk.history.session_ratings(session)] == [
        (RatingKind.PRE, 5, SATURDAY),
        (RatingKind.POST, 2, SATURDAY),
    ]
    (kept,) = desk.history.sessions(SATURDAY, SATURDAY)
    assert (kept.by_hand, kept.played_ms) == (True, 720_000)


def test_a_session_taken_back_takes_its_answers_along(desk: Desk) -> None:
    session = desk.history.begin_session(EASY, {}, Side.LEFT)
    desk.history.record_rating("pre", 5, session=session)
    desk.diary.rate_day(MONDAY, 4)
    desk.diary.remove(EntryKind.SESSION, session)
    assert desk.scores(MONDAY) == [4]
    desk.diary.put_back(EntryKind.SESSION, session)
    assert sorted(score or 0 for score in desk.scores(MONDAY)) == [4, 5]
    desk.diary.correct_minutes(session, 7)
    assert desk.history.session(session).played_ms == 420_000
    assert [change.deed for change in desk.diary.changes(session)] == ["removed", "put_back", "corrected"]
