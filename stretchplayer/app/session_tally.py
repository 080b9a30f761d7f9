"""What adds up while a session is played: time, answers not given, and the holds somebody changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.events import (
    EffortEnded,
    Event,
    Finished,
    GateReached,
    Paused,
    RatingTaken,
    Resumed,
    Revised,
    SegmentStarted,
    Started,
    Stopped,
)
from stretchplayer.core.timeline import GateKind

if TYPE_CHECKING:
    from stretchplayer.core.timeline import Segment

UNANSWERED_TO_OFFER = 2  # questions left unanswered before asking at the end is offered


class SessionTally:
    """Follows the events of one session in order. Milliseconds."""

    def __init__(self, played_ms: int = 0) -> None:
        """`played_ms` is what was played of it before, if it is carried on."""
        self._played_ms = played_ms
        self._counted_from: int | None = None
        self._unanswered: list[int] = []
        self._offers = 0  # 1 while asking at the end is offered, 2 once it was
        self._choices: list[Event] = []
        self._segment: Segment | None = None

    def played_ms(self, position_ms: int) -> int:
        """Time really played up to this position, without pauses and waits."""
        running = 0 if self._counted_from is None else position_ms - self._counted_from
        return self._played_ms + max(0, running)

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The items whose question was left unanswered."""
        return tuple(dict.fromkeys(self._unanswered))

    @property
    def offers_the_end(self) -> bool:
        """Whether this is the moment to offer asking at the end instead; it comes once."""
        return self._offers == 1

    @property
    def choices(self) -> list[Event]:
        """The events from which one can tell which holds somebody chose."""
        return list(self._choices)

    def settle_offer(self) -> None:
        """It was taken, or the moment has passed."""
        if self._offers == 1:
            self._offers = 2

    def follow(self, event: Event) -> None:
        """Count one event."""
        match event:
            case Started() | Resumed():
                self._counted_from = event.position_ms
            case Paused() | Finished() | Stopped():
                self._count(event.position_ms)
            case SegmentStarted(segment):
                self._segment = segment
                self._choices.append(event)
            case EffortEnded() | Revised():
                self._choices.append(event)
            case GateReached() if self._segment is not None:
                self._count(self._segment.start_ms)
                self.settle_offer()
            case RatingTaken() if self._segment is not None:
                self._counted_from = self._segment.end_ms
                self._take(event)
            case _:
                pass

    def _count(self, position_ms: int) -> None:
        if self._counted_from is not None:
            self._played_ms += max(0, position_ms - self._counted_from)
        self._counted_from = None

    def _take(self, taken: RatingTaken) -> None:
        if taken.kind is not GateKind.DURING or taken.item is None or not taken.rating.skipped:
            return
        self._unanswered.append(taken.item)
        if len(self._unanswered) >= UNANSWERED_TO_OFFER and self._offers == 0:
            self._offers = 1
