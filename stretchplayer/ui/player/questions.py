"""The questions of a session, and which one it asks where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.timeline import GateKind, SegmentKind
from stretchplayer.ui.player.keys import Wish

if TYPE_CHECKING:
    from stretchplayer.app.session_driver import SessionDriver
    from stretchplayer.core.catalogue import Side, Stretch
    from stretchplayer.core.timeline import Segment, Timeline

QUESTION_DURING = "The most pain you felt in that stretch"
QUESTION_OF = "The most pain you felt in {}"  # asked when it is some time ago
QUESTION_NOW = "Your back pain right now"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked."""

    text: str
    subject: str | None = None  # the stretch's name
    pose: str | None = None
    side: Side | None = None
    before: int | None = None  # the score before the session, shown as a mark
    flag: bool = True  # whether the warning flag is offered
    line: str | None = None  # one more sentence


def question_at_gate(driver: SessionDriver) -> Question:
    """Return the question of the gate the session stands at, marked with the rating before."""
    segment = driver.session.segment
    if segment.stretch is None:
        return Question(QUESTION_NOW, flag=False)
    question = _about(driver, segment.stretch, None if driver.pre is None else driver.pre.score)
    if driver.timeline.context.ask_during is not AskDuring.AT_END:
        return question
    text = QUESTION_OF.format(question.subject)
    return replace(question, text=text, subject=_which(driver.timeline, segment))


def _which(timeline: Timeline, segment: Segment) -> str | None:
    """Return "2 of 4": where this is among the questions asked at the end."""
    first = max((s.end_ms for s in timeline.segments if s.step.is_effort), default=0)
    asked = [g for g in timeline.gates if g.kind is GateKind.DURING and g.at_ms >= first]
    number = sum(1 for gate in asked if gate.at_ms <= segment.start_ms)
    return f"{number} of {len(asked)}" if len(asked) > 1 else None


def question_again(driver: SessionDriver) -> Question:
    """Return the question about the stretch rated last; its first answer is not shown."""
    return _about(driver, last_rated(driver).id, None)


def last_rated(driver: SessionDriver) -> Stretch:
    """Return the stretch that was rated last."""
    stretch = next(taken.stretch for taken in reversed(driver.ratings()) if taken.stretch is not None)
    return driver.timeline.context.catalogue[stretch]


def can_change_rating(driver: SessionDriver) -> bool:
    """Whether the last rating may be changed now: while getting ready for what follows it."""
    ratings = driver.ratings()
    if not ratings or ratings[-1].kind is not GateKind.DURING:
        return False
    timeline = driver.timeline
    index = timeline.index_at(driver.session.position_ms)
    now = timeline.segments[index]
    if now.kind is not SegmentKind.GET_READY:
        return False
    before = (s for s in reversed(timeline.segments[:index]) if s.item != now.item)
    return next((s.kind is SegmentKind.RATING for s in before), False)


def offered_now(driver: SessionDriver) -> Wish | None:
    """Return what is offered beside the usual while getting ready; one thing at a time."""
    if driver.offers_the_end:
        return Wish.RATE_AT_END
    if can_change_rating(driver):
        return Wish.CHANGE_RATING
    ready = driver.session.segment.kind is SegmentKind.GET_READY
    return Wish.HOLD_IN_FULL if ready and driver.comfort.holds_are_short else None


def _about(driver: SessionDriver, stretch_id: str, before: int | None) -> Question:
    stretch = driver.timeline.context.catalogue[stretch_id]
    side = driver.timeline.context.options.first_side if stretch.one_sided else None
    return Question(QUESTION_DURING, stretch.short_name, stretch.pose or None, side, before)
