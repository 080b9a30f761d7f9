"""Figures of stretches: none from a few ratings, and reds as the comfort rules have them."""

from __future__ import annotations

from datetime import UTC, datetime

from stretchplayer.core.history import PainRating, RatingKind
from stretchplayer.core.progress.stretches import StretchFigures, stretch_figures
from stretchplayer.core.summaries import StretchTimes

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def rating(
    score: int | None,
    kind: RatingKind = RatingKind.DURING,
    stretch: str | None = "cat",
    session: str = "s",
    flag: bool = False,
) -> PainRating:
    skipped = score is None and not flag
    return PainRating(
        id="r",
        kind=kind,
        score=score,
        skipped=skipped,
        flag=flag,
        at=AT,
        session=session,
        stretch=stretch if kind is RatingKind.DURING else None,
    )


def test_five_ratings_tell_what_is_typical() -> None:
    (cat,) = stretch_figures([StretchTimes(stretch="cat", times=7)], [rating(n) for n in (1, 1, 2, 3, 6)])
    assert cat == StretchFigures(stretch="cat", times=7, ratings=5, typical=2, reds=1)


def test_four_do_not_and_a_skipped_one_is_none() -> None:
    (cat,) = stretch_figures([], [rating(n) for n in (6, 6, 6, 6, None)])
    assert cat == StretchFigures(stretch="cat", times=0, ratings=4, typical=None, reds=None)


def test_red_is_seen_against_the_rating_before_the_session() -> None:
    """From a start of 7, a rating of 7 is no rise; without a start it is red."""
    before = rating(7, RatingKind.PRE, session="high")
    known = [before, *[rating(7, session="high")] * 5, rating(7, session="unknown")]
    (cat,) = stretch_figures([], known)
    assert cat.reds == 1


def test_the_warning_alone_is_red_and_has_no_score() -> None:
    (cat,) = stretch_figures([], [*[rating(2)] * 4, rating(None, flag=True)])
    assert (cat.ratings, cat.typical, cat.reds) == (5, None, 1)


def test_by_id_and_not_by_how_they_felt() -> None:
    times = [StretchTimes(stretch=name, times=1) for name in ("b", "a")]
    assert [one.stretch for one in stretch_figures(times, [rating(9, stretch="c")])] == ["a", "b", "c"]
