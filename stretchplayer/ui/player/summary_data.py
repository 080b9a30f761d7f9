"""What a session came to, in words: the end of a session as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchplayer.core.events import RatingTaken
from stretchplayer.core.timeline import GateKind, SegmentKind
from stretchplayer.ui.player.comfort_texts import SORER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.events import Rating
    from stretchplayer.core.history import HoldRecord
    from stretchplayer.core.timeline import Timeline

DONE_FROM_MS = 3_000  # a hold this long counts as done

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven")
ONE_SESSION = "One session says little by itself. Your weekly average is the steadier guide."
GET_UP = "Stay lying a moment, then roll to your side and get up slowly."


@dataclass(frozen=True, slots=True)
class StretchRow:
    """One stretch of the session."""

    name: str
    detail: str  # "3 of 3 holds"
    pose: str
    side: Side | None
    rating: Rating | None  # None when it was not asked
    said: str = ""  # the answer in words; none where nobody was asked about any stretch


@dataclass(frozen=True, slots=True)
class SummaryData:
    """Everything the summary shows."""

    title: str
    text: str
    before: int | None
    after: int | None
    comment: str
    rows: tuple[StretchRow, ...]
    days_done: int
    goal_days: int
    week: str
    asked_back: bool = True  # whether the back was asked about, before or after
    asked_stretches: bool = True  # whether stretches were
    advice: str = ""  # what follows from how it ended, if anything does


def summarise(
    timeline: Timeline,
    *,
    finished: bool,
    played_ms: int,
    pre: Rating | None,
    ratings: Sequence[RatingTaken],
    holds: Iterable[HoldRecord],
    days_done: int,
    goal_days: int,
    sorer: bool = False,
) -> SummaryData:
    """Sum up a session; `finished` is False when the user ended it before its end.

    `sorer` says that it ended so much sorer than it began that the next one is at half dose.
    """
    before = None if pre is None else pre.score
    post = [taken.rating.score for taken in ratings if taken.kind is GateKind.POST]
    after = post[-1] if post else None
    time = duration_text(played_ms)
    return SummaryData(
        title="That’s today done" if finished else "Some is plenty",
        text=f"{time}. {GET_UP}" if finished else f"{time}. Saved. {GET_UP}",
        before=before,
        after=after,
        comment=ONE_SESSION,
        advice=SORER if sorer else "",
        rows=tuple(_rows(timeline, ratings, holds)),
        days_done=days_done,
        goal_days=goal_days,
        week=week_text(days_done, goal_days),
        asked_back=pre is not None or bool(post),
        asked_stretches=any(taken.kind is GateKind.DURING for taken in ratings),
    )


def duration_text(milliseconds: int) -> str:
    """Return a time in words: "9 min 40 s"."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    if not minutes:
        return f"{seconds} s"
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"


def score_text(score: int | None) -> str:
    """Return a score in words."""
    return "not rated" if score is None else f"{score} of 10"


def answer_text(taken: RatingTaken | None) -> str:
    """Return what was answered for a stretch."""
    if taken is None:
        return "not asked"
    if taken.rating.score is not None:
        return score_text(taken.rating.score)
    if taken.rating.flag:
        return "warning flag"
    return "no rating" if taken.timed_out else "rating skipped"


def week_text(days_done: int, goal_days: int) -> str:
    """Return what can be said about the week, without a word about days that were not."""
    left = goal_days - days_done
    if left <= 0:
        many = WORDS[goal_days] if goal_days < len(WORDS) else str(goal_days)
        return f"That is your {many} days." if goal_days != 1 else "That is your day."
    many = WORDS[left] if left < len(WORDS) else str(left)
    return f"{many.capitalize()} more whenever suits you."


def _rows(
    timeline: Timeline, ratings: Sequence[RatingTaken], holds: Iterable[HoldRecord]
) -> Iterable[StretchRow]:
    answers = {taken.item: taken for taken in ratings if taken.kind is GateKind.DURING}
    done: dict[int, int] = {}
    seen: dict[int, int] = {}
    first_side: dict[int, Side | None] = {}
    for hold in holds:
        seen[hold.item] = seen.get(hold.item, 0) + 1
        first_side.setdefault(hold.item, hold.side)
        if hold.held_ms >= min(DONE_FROM_MS, hold.planned_ms):
            done[hold.item] = done.get(hold.item, 0) + 1
    planned: dict[int, int] = {}
    for step in timeline.plan:
        if step.is_effort and step.item is not None:
            planned[step.item] = planned.get(step.item, 0) + 1
    for item in seen:
        stretch = timeline.context.stretch(item)
        if not stretch.is_rated:
            continue
        total = max(planned.get(item, 0), done.get(item, 0))
        flow = any(s.item == item and s.kind is SegmentKind.FLOW for s in timeline.plan)
        detail = f"{done.get(item, 0)} slow" if flow else f"{done.get(item, 0)} of {total} holds"
        taken = answers.get(item)
        rating = None if taken is None else taken.rating
        said = answer_text(taken) if answers else ""
        yield StretchRow(stretch.short_name, detail, stretch.pose, first_side[item], rating, said)
