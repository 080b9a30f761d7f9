"""Which question a session asks where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.timeline import GateKind, SegmentKind
from stretchplayer.ui.player.rating_panel import QUESTION_DURING, QUESTION_NOW, Question

if TYPE_CHECKING:
    from stretchplayer.app.session_driver import SessionDriver
    from stretchplayer.core.catalogue import Stretch


def question_at_gate(driver: SessionDriver) -> Question:
    """Return the question of the gate the session stands at, marked with the rating before."""
    stretch = driver.session.segment.stretch
    if stretch is None:
        return Question(QUESTION_NOW, flag=False)
    return _about(driver, stretch, None if driver.pre is None else driver.pre.score)


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


def _about(driver: SessionDriver, stretch_id: str, before: int | None) -> Question:
    stretch = driver.timeline.context.catalogue[stretch_id]
    side = driver.timeline.context.options.first_side if stretch.one_sided else None
    return Question(QUESTION_DURING, stretch.short_name, stretch.pose, side, before)
