"""When the weeks of late are worth a word from the app: higher than the start, or no easier by now.

Advice and no verdict on the cause. What is read and closed is not said again for a while; what is compared
must be of now, since an old week says nothing of how somebody is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from stretchplayer.core.comfort import limits
from stretchplayer.core.comfort.reactions import Answer, Reaction, ReactionKind
from stretchplayer.core.progress.verdict import COMPARED_WEEKS, LOW_START, PainChange, PainVerdict

#: What is told here; each is one card.
TREND_KINDS = (ReactionKind.HIGHER, ReactionKind.NO_EASE)
#: The newest compared week ended at most this long ago: the one before this, or with one gap between.
OF_NOW_DAYS = 14
#: Averages lower by this much in both weeks are some ease, though no clear change: the minimal important
#: change is 1 for starts of 1 to 4 and 2 for those of 5 to 7 (NRS-DE).
SOME_EASE = 1.0


def trend_advice(verdict: PainVerdict, today: date) -> ReactionKind | None:
    """`HIGHER`, `NO_EASE`, or None where there is nothing to say.

    `verdict` is on the weeks up to that of `today`. Whether it was closed already is not asked here.
    """
    if len(verdict.weeks) < COMPARED_WEEKS or (today - verdict.weeks[-1].week_end).days > OF_NOW_DAYS:
        return None
    if verdict.change is PainChange.HIGHER:
        return ReactionKind.HIGHER
    return ReactionKind.NO_EASE if _no_ease(verdict) else None


def _no_ease(verdict: PainVerdict) -> bool:
    """Six weeks and more since the start began, and the weeks after them are about as it was."""
    start = verdict.start
    if verdict.change is not PainChange.WITHIN or start is None or start.mean < LOW_START:
        return False
    sixth_week_ends = start.first + timedelta(weeks=limits.NO_EASE_WEEKS) - timedelta(days=1)
    means = [week.mean for week in verdict.weeks if week.mean is not None]
    eased = all(start.mean - mean >= SOME_EASE for mean in means)
    return verdict.weeks[-1].week_end >= sixth_week_ends and not eased


def was_closed(kind: ReactionKind, told: Iterable[Reaction], today: date) -> bool:
    """Whether somebody closed this advice so lately that it is not said again."""
    return any(
        one.kind is kind
        and one.answer is Answer.DECLINED
        and (today - one.at.date()).days < limits.ADVICE_AGAIN_DAYS
        for one in told
    )
