"""How often each stretch was done, and what its ratings were, where there are enough of them.

There is no order of good and bad: among twenty stretches one is always lowest, by chance alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from stretchplayer.core.catalogue import Record
from stretchplayer.core.comfort import Light, assess
from stretchplayer.core.history import PainRating, RatingKind
from stretchplayer.core.progress.review import TYPICAL_RATINGS, typical
from stretchplayer.core.summaries import StretchTimes


class StretchFigures(Record, frozen=True, kw_only=True):
    """One stretch. `typical` and `reds` are ``None`` below `TYPICAL_RATINGS` ratings."""

    stretch: str
    times: int
    ratings: int
    typical: float | None  # the middle of the ratings right after it, 0 to 10
    reds: int | None  # ratings that ended the stretch


def stretch_figures(times: Iterable[StretchTimes], ratings: Iterable[PainRating]) -> list[StretchFigures]:
    """The stretches done or rated, by id; `ratings` are those before sessions and after stretches."""
    known = list(ratings)
    before = {rating.session: rating.score for rating in known if rating.kind is RatingKind.PRE}
    done = {one.stretch: one.times for one in times}
    rated: dict[str, list[PainRating]] = {}
    for rating in known:
        if rating.kind is RatingKind.DURING and rating.stretch and not rating.skipped:
            rated.setdefault(rating.stretch, []).append(rating)
    return [
        _figures(stretch, done.get(stretch, 0), rated.get(stretch, []), before)
        for stretch in sorted(done.keys() | rated.keys())
    ]


def _figures(
    stretch: str, times: int, ratings: list[PainRating], before: dict[str | None, int | None]
) -> StretchFigures:
    enough = len(ratings) >= TYPICAL_RATINGS
    lights = [assess(before.get(one.session), one.score, one.flag) for one in ratings]
    return StretchFigures(
        stretch=stretch,
        times=times,
        ratings=len(ratings),
        typical=typical([one.score for one in ratings if one.score is not None]),
        reds=lights.count(Light.RED) if enough else None,
    )
