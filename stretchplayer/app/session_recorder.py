"""Writes down what happens in a session, in order, and keeps what the disk does not take yet."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from stretchplayer.core.errors import StoreError
from stretchplayer.core.events import (
    EffortEnded,
    Event,
    Finished,
    Paused,
    Rating,
    RatingTaken,
    Revised,
    SegmentStarted,
    Stopped,
)
from stretchplayer.core.plan import Checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.app.comfort_service import ComfortService
    from stretchplayer.app.history_service import HistoryService
    from stretchplayer.core.comfort import Answer, ReactionKind
    from stretchplayer.core.timeline import Segment


TIMED_OUT = "rating_timed_out"  # event: a question went on without an answer


class SessionRecorder:
    """The record of one session. What cannot be written waits, and is tried again with the next."""

    def __init__(
        self, history: HistoryService, comfort: ComfortService, session: str, pre: Rating | None
    ) -> None:
        """`session` is its id in the history, `pre` the rating given before it."""
        self._history = history
        self._comfort = comfort
        self.session = session
        self._pre = pre
        self._waiting: deque[Callable[[], object]] = deque()
        self._ratings: list[RatingTaken] = []
        self._ids: list[str] = []  # of the ratings that are on disk
        self._noted = 0
        self._reactions: dict[int, str] = {}  # ids of the reactions that are on disk
        self.trouble = ""  # why something is not on disk yet; empty when all is

    @property
    def ratings(self) -> list[RatingTaken]:
        """The answers given so far, as last corrected."""
        return list(self._ratings)

    def record_pre(self) -> None:
        """Keep the rating given before the session."""
        if self._pre is not None:
            self._write(partial(self._keep_rating, "pre", self._pre))

    def record(self, event: Event, played_ms: int) -> None:
        """Keep one event; `played_ms` is the time played until now."""
        match event:
            case SegmentStarted(segment) if segment.step.is_effort:
                self._write(partial(self._keep_checkpoint, segment, played_ms))
            case EffortEnded():
                self._write(partial(self._keep_hold, event))
            case RatingTaken():
                self._ratings.append(event)
                self._write(partial(self._keep_answer, event))
                if event.timed_out:
                    data = {"kind": event.kind.value, "stretch": event.stretch, "item": event.item}
                    self._write(partial(self._history.log_event, self.session, TIMED_OUT, data))
            case Revised(position_ms, edit):
                wish = {"position_ms": position_ms, "stretches": edit.stretches, "items": edit.items}
                self._write(partial(self._history.log_event, self.session, edit.kind.value, wish))
            case Paused(position_ms, reason):
                paused = {"position_ms": position_ms, "reason": reason.value}
                self._write(partial(self._history.log_event, self.session, "paused", paused))
            case Finished():
                self._write(partial(self._history.end_session, self.session, "finished", played_ms))
            case Stopped():
                self._write(partial(self._history.end_session, self.session, "stopped", played_ms))
            case _:
                pass

    def set_aside(self, stretch: str, why: str) -> None:
        """Leave a stretch out until the user puts it back."""
        self._write(partial(self._history.set_aside, stretch, why))

    def put_back(self, stretch: str) -> None:
        """Take a stretch in again."""
        self._write(partial(self._history.put_back, stretch))

    def note_reaction(
        self,
        kind: ReactionKind,
        *,
        stretch: str | None = None,
        before: int | None = None,
        score: int | None = None,
        flag: bool = False,
    ) -> int:
        """Keep what the comfort rules do. Returns a key, for `settle_reaction`."""
        self._noted += 1
        key = self._noted

        def write() -> None:
            self._reactions[key] = self._comfort.note(
                kind, session=self.session, stretch=stretch, before=before, score=score, flag=flag
            )

        self._write(write)
        return key

    def settle_reaction(self, key: int, answer: Answer) -> None:
        """Keep what became of a reaction."""
        self._write(lambda: self._comfort.settle(self._reactions[key], answer))

    def correct_last(self, rating: Rating) -> None:
        """Change the answer given last; the earlier one is kept with it."""
        if not self._ratings:
            return
        taken = self._ratings[-1]
        self._ratings[-1] = RatingTaken(taken.kind, taken.stretch, taken.item, rating)
        self._write(lambda: self._history.correct_rating(self._ids[-1], rating.score, rating.flag))

    def flush(self) -> None:
        """Try again to write what waits."""
        try:
            while self._waiting:
                self._waiting[0]()
                self._waiting.popleft()
            self.trouble = ""
        except StoreError as error:
            self.trouble = str(error)

    def _write(self, writing: Callable[[], object]) -> None:
        self._waiting.append(writing)
        self.flush()

    def _keep_checkpoint(self, segment: Segment, played_ms: int) -> None:
        assert segment.item is not None
        point = Checkpoint(
            item=segment.item,
            side=None if segment.side is None else segment.side.value,
            repetition=segment.repetition,
            pre=None if self._pre is None else self._pre.score,
        )
        self._history.checkpoint(self.session, point, played_ms)

    def _keep_hold(self, event: EffortEnded) -> None:
        self._history.record_hold(
            self.session,
            item=event.item,
            stretch=event.stretch,
            side=event.side,
            repetition=event.repetition or 1,
            planned_ms=event.planned_ms,
            held_ms=event.held_ms,
            outcome=event.outcome.value,
        )

    def _keep_answer(self, taken: RatingTaken) -> None:
        kind = taken.kind.value
        self._ids.append(self._keep_rating(kind, taken.rating, taken.stretch, taken.item))

    def _keep_rating(
        self, kind: str, rating: Rating, stretch: str | None = None, item: int | None = None
    ) -> str:
        return self._history.record_rating(
            kind,
            rating.score,
            flag=rating.flag,
            skipped=rating.skipped,
            session=self.session,
            stretch=stretch,
            item=item,
        )
