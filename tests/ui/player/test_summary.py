"""What a session came to, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stretchplayer.core.catalogue import Side
from stretchplayer.core.events import Rating, RatingTaken
from stretchplayer.core.history import HoldOutcome, HoldRecord
from stretchplayer.core.timeline import GateKind
from stretchplayer.ui.player.summary import Summary
from stretchplayer.ui.player.summary_data import (
    ONE_SESSION,
    SummaryData,
    duration_text,
    summarise,
    week_text,
)
from stretchplayer.ui.player.summary_parts import STRIP_HEIGHT
from tests.core.scores import score
from tests.ui.player.kit import SIZES, PlainFigure, looks

SCORE = score("march", "cat", "knee")


def held(item: int, stretch: str, held_ms: int, side: Side | None = None) -> HoldRecord:
    return HoldRecord(
        session="s",
        item=item,
        stretch=stretch,
        side=side,
        repetition=1,
        planned_ms=20_000,
        held_ms=held_ms,
        outcome=HoldOutcome.HELD,
        at=datetime(2026, 3, 2, 8, tzinfo=UTC),
    )


def data(*, post: int | None = 2, pre: Rating | None = None, finished: bool = True) -> SummaryData:
    holds = [
        held(0, "march", 60_000),
        *[held(1, "cat", 20_000)] * 3,
        *[held(2, "knee", 20_000, Side.LEFT)] * 3,
        held(2, "knee", 1_000, Side.RIGHT),
    ]
    ratings = [
        RatingTaken(GateKind.DURING, "cat", 1, Rating(1)),
        RatingTaken(GateKind.DURING, "knee", 2, Rating(None, skipped=True)),
    ]
    if post is not None:
        ratings.append(RatingTaken(GateKind.POST, None, None, Rating(post)))
    return summarise(
        SCORE,
        finished=finished,
        played_ms=580_000,
        pre=pre or Rating(3),
        ratings=ratings,
        holds=holds,
        days_done=3,
        goal_days=5,
    )


def test_a_whole_session() -> None:
    summary = data()
    assert summary.title == "That’s today done"
    assert summary.text.startswith("9 min 40 s. Stay lying a moment")
    assert (summary.before, summary.after, summary.comment) == (3, 2, ONE_SESSION)
    assert [(r.name, r.detail) for r in summary.rows] == [("Cat", "3 slow"), ("Knee", "3 of 4 holds")]
    assert summary.rows[1].side is Side.LEFT


def of(*ratings: RatingTaken, pre: Rating | None = None) -> SummaryData:
    """A session with these answers."""
    return summarise(
        SCORE,
        finished=True,
        played_ms=1_000,
        pre=pre,
        ratings=ratings,
        holds=[*[held(1, "cat", 20_000)] * 3, *[held(2, "knee", 20_000, Side.LEFT)] * 3],
        days_done=1,
        goal_days=5,
    )


def test_answers_in_words() -> None:
    timed_out = RatingTaken(GateKind.DURING, "cat", 1, Rating(None, skipped=True), timed_out=True)
    flagged = RatingTaken(GateKind.DURING, "knee", 2, Rating(None, flag=True))
    assert [row.said for row in of(timed_out, flagged).rows] == ["no rating", "warning flag"]
    assert [row.said for row in of(flagged).rows] == ["not asked", "warning flag"]


def test_where_nobody_was_asked_nothing_is_said_of_answers() -> None:
    silent = of()
    assert [(row.name, row.said) for row in silent.rows] == [("Cat", ""), ("Knee", "")]
    assert not silent.asked_back
    assert not silent.asked_stretches
    assert of(pre=Rating(None, skipped=True)).asked_back


def test_the_later_answer_of_a_stretch_counts() -> None:
    first = RatingTaken(GateKind.DURING, "cat", 1, Rating(None, skipped=True))
    later = RatingTaken(GateKind.DURING, "cat", 1, Rating(2))
    assert of(first, later).rows[0].said == "2 of 10"


def test_ended_early_is_said_kindly() -> None:
    assert data(finished=False, post=None).title == "Some is plenty"


def test_what_was_not_rated_is_not_zero() -> None:
    summary = data(post=None, pre=Rating(None, skipped=True))
    assert (summary.before, summary.after) == (None, None)


@pytest.mark.parametrize(
    ("ms", "words"), [(580_000, "9 min 40 s"), (60_000, "1 min"), (42_400, "42 s"), (0, "0 s")]
)
def test_times_in_words(ms: int, words: str) -> None:
    assert duration_text(ms) == words


@pytest.mark.parametrize(
    ("done", "goal", "words"),
    [
        (3, 5, "Two more whenever suits you."),
        (4, 5, "One more whenever suits you."),
        (5, 5, "That is your five days."),
        (6, 5, "That is your five days."),
        (1, 1, "That is your day."),
    ],
)
def test_the_week_in_words(done: int, goal: int, words: str) -> None:
    assert week_text(done, goal) == words


@pytest.fixture
def page(qapp: object) -> Iterator[Summary]:
    made = Summary(looks(), PlainFigure())
    made.resize(1280, 800)
    made.show_data(data())
    yield made
    made.close()
    made.deleteLater()


def test_an_empty_note_is_not_written(page: Summary) -> None:
    notes: list[tuple[str, tuple[str, ...]]] = []
    page.note_written.connect(lambda text, tags: notes.append((text, tags)))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert notes == []
    page.tags[0].click()
    page.week_button.click()
    assert notes == [("", ("Flare day",))]


def test_a_new_session_starts_with_an_empty_note(page: Summary) -> None:
    page.note.setPlainText("Words")
    page.tags[2].click()
    page.show_data(data())
    assert page.note.toPlainText() == ""
    assert not any(tag.isChecked() for tag in page.tags)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_buttons_can_be_seen_at_every_size(page: Summary, size: tuple[int, int]) -> None:
    page.show()
    page.resize(*size)
    assert (page.width(), page.height()) == size
    corner = page.done_button.mapTo(page, page.done_button.rect().bottomRight())
    assert page.rect().contains(corner)
    assert page.done_button.height() >= 44
    if size[0] < 1000:
        assert page.left.height() == STRIP_HEIGHT
