"""Where a session that was cut off goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.carry_on import going_on_after, starting_at
from stretchplayer.core.edits import DONE_FROM_MS

if TYPE_CHECKING:
    from stretchplayer.app.history_service import HistoryService
    from stretchplayer.core.plan import Checkpoint
    from stretchplayer.core.timeline import Timeline


def where_it_goes_on(
    history: HistoryService, session: str, point: Checkpoint, timeline: Timeline, items: int
) -> tuple[Timeline, int]:
    """The timeline of `items` with what was done as done, and the position to start from.

    It goes on with the hold that was under way; behind that stretch where it was answered, or is not to
    be done any more. Nothing is asked about what was answered, or not really done.
    """
    held: dict[int, int] = {}
    for hold in history.session_holds(session):
        held[hold.item] = held.get(hold.item, 0) + hold.held_ms
    asked = {rating.item for rating in history.session_ratings(session) if rating.item is not None}
    begun = [item for item in {*held, *asked, point.item} if item < items]
    planned = {step.item for step in timeline.plan if step.is_effort}
    over = point.item not in planned or point.item in asked
    last = max(begun, default=-1) if over else point.item
    ahead = range(last + (1 if over else 0), items)
    settled = {n for n in range(items) if n in asked or held.get(n, 0) < DONE_FROM_MS} - set(ahead)
    if over:
        return going_on_after(timeline, last, settled)
    return starting_at(timeline, point.item, point.side, point.repetition, settled)
