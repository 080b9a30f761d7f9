"""When the weeks of late are worth a word: worked examples, and what holds for any weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.comfort import limits
from stretchplayer.core.comfort.reactions import Answer, Reaction, ReactionKind
from stretchplayer.core.progress.verdict import PainChange
from stretchplayer.core.trend_advice import trend_advice, was_closed
from tests.core.test_progress_pain import MONDAY
from tests.core.test_progress_verdict import Scores, verdict, weeks_of

HIGHER, NO_EASE = ReactionKind.HIGHER, ReactionKind.NO_EASE
GAP: Scores = [None] * 7
FOUR: Scores = [4, 5, 4, 5, 4, 5, 4]
THREE: Scores = [3, 3, 4, 3, 3, 4, 3]
TWO: Scores = [2, 2, 2, 3, 2, 2, 2]
SEVEN: Scores = [7, 7, 8, 7, 7, 7, 8]


def days_after(weeks: list[Scores], days: int = 1) -> date:
    """So many days after the last of these weeks."""
    return MONDAY + timedelta(weeks=len(weeks), days=days - 1)


@pytest.mark.parametrize(
    ("weeks", "days", "kind"),
    [
        ([FOUR, FOUR], 1, None),  # the start alone
        ([FOUR, FOUR, SEVEN], 1, None),  # one week is no two
        ([FOUR, FOUR, SEVEN, SEVEN], 1, HIGHER),
        ([FOUR, FOUR, SEVEN, SEVEN], 14, HIGHER),
        ([FOUR, FOUR, SEVEN, SEVEN], 15, None),  # of the past
        ([FOUR, FOUR, SEVEN, FOUR], 1, None),
        ([FOUR] * 6, 1, NO_EASE),
        ([FOUR] * 5, 1, None),  # five weeks are not six
        ([FOUR] * 5, 14, None),  # the calendar alone does not make them six
        ([FOUR, FOUR, *[GAP] * 3, FOUR, FOUR], 1, NO_EASE),
        ([FOUR, FOUR, *[GAP] * 4, FOUR], 1, None),  # too few rated weeks
        ([FOUR, FOUR, FOUR, FOUR, THREE, THREE], 1, None),  # a point lower is some ease
        ([FOUR, FOUR, FOUR, FOUR, THREE, FOUR], 1, NO_EASE),
        ([SEVEN, SEVEN, *[FOUR] * 4], 1, None),  # lower
        ([TWO] * 6, 1, None),  # a low start has no room
        ([FOUR, FOUR, *[SEVEN] * 4], 1, HIGHER),  # and not both
    ],
)
def test_what_is_said(weeks: list[Scores], days: int, kind: ReactionKind | None) -> None:
    today = days_after(weeks, days)
    assert trend_advice(verdict(weeks_of(*weeks), today), today) is kind


@given(st.lists(st.sampled_from([GAP, TWO, THREE, FOUR, SEVEN]), min_size=2, max_size=10), st.integers(1, 20))
def test_it_never_says_more_than_the_verdict(weeks: list[Scores], days: int) -> None:
    if all(week is GAP for week in weeks):
        return
    today = days_after(weeks, days)
    found = verdict(weeks_of(*weeks), today)
    kind = trend_advice(found, today)
    if kind is HIGHER:
        assert found.change is PainChange.HIGHER
    if kind is NO_EASE:
        assert found.change is PainChange.WITHIN
        assert found.start is not None
        assert (today - found.start.first).days >= 7 * limits.NO_EASE_WEEKS
    if found.change in (PainChange.LOWER, PainChange.LOW_START, PainChange.TOO_LITTLE):
        assert kind is None


@pytest.mark.parametrize(
    ("kind", "answer", "days", "closed"),
    [
        (NO_EASE, Answer.DECLINED, 0, True),
        (NO_EASE, Answer.DECLINED, 27, True),
        (NO_EASE, Answer.DECLINED, 28, False),
        (NO_EASE, Answer.TAKEN, 1, False),
        (HIGHER, Answer.DECLINED, 1, False),
    ],
)
def test_what_was_closed_is_not_said_again_for_four_weeks(
    kind: ReactionKind, answer: Answer, days: int, closed: bool
) -> None:
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    told = [Reaction(id="1", kind=kind, answer=answer, at=at)]
    assert was_closed(NO_EASE, told, at.date() + timedelta(days=days)) is closed
