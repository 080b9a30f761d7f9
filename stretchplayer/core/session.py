"""Playing a timeline: a state machine that takes the time and wishes, and returns what happened.

Nothing here waits or ticks. `Session.advance` is told what the clock says and returns every event
that is due, in order; how often it is called changes nothing. Position is the anchor plus the time
since, so it cannot drift. Every command is legal in every phase and does nothing where it means
nothing. Times of the clock are monotonic milliseconds; positions are those of the timeline.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from stretchplayer.core.edits import Edit, EditKind, revise
from stretchplayer.core.events import (
    AskedAgain,
    CueStarted,
    EffortEnded,
    Event,
    Finished,
    GateReached,
    Outcome,
    Paused,
    PauseReason,
    Rating,
    RatingTaken,
    Resumed,
    Revised,
    SegmentStarted,
    Started,
    Stopped,
)
from stretchplayer.core.gate import Wait
from stretchplayer.core.timeline import GateKind, Segment, SegmentKind

if TYPE_CHECKING:
    from stretchplayer.core.timeline import Step, Timeline

STALL_MS = 2_000  # a longer silence of the clock: nobody is hurried through what was due meanwhile
LONG_PAUSE_MS = 5_000  # after a longer pause one needs time to get into position again
SHORTEST_WAIT_MS = 1.0


class Phase(StrEnum):
    """Where a session stands."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    GATE = "gate"
    FINISHED = "finished"
    STOPPED = "stopped"


_LIVE = frozenset({Phase.RUNNING, Phase.PAUSED})


class Session:
    """One playing of one timeline."""

    def __init__(self, timeline: Timeline, start_ms: int = 0) -> None:
        """Play `timeline` from `start_ms`, which must be the start of a segment."""
        self.timeline = timeline
        self.phase = Phase.READY
        self._position = start_ms
        self._anchor_position = start_ms
        self._anchor_now = 0.0
        self._last_now = 0.0
        self._paused_at = 0.0
        self._pause_reason = PauseReason.USER
        self._gate: Wait | None = None  # the wait at the gate it stands at
        self._current = timeline.index_at(start_ms) - 1  # the segment that began last
        self._cues = sum(1 for cue in timeline.cues if cue.at_ms < start_ms)
        self._open: tuple[int, int] | None = None  # an effort cut in two: plan index, ms held so far
        self._left = -1  # the last segment that has been accounted for

    # ---- reading -----------------------------------------------------------------------------

    @property
    def position_ms(self) -> int:
        """The position at the last event, command or `advance`."""
        return self._position

    @property
    def segment(self) -> Segment:
        """The segment that holds the position."""
        return self.timeline.segments[max(0, self._current)]

    @property
    def pause_reason(self) -> PauseReason:
        """Why it last stood still."""
        return self._pause_reason

    def position_at(self, now_ms: float) -> int:
        """The position at this moment, without making anything happen: for painting."""
        if self.phase is not Phase.RUNNING:
            return self._position
        return min(self._reach(now_ms), self._next_stop())

    def gate_elapsed_ms(self, now_ms: float) -> float:
        """How long the present gate has waited; 0 elsewhere."""
        return 0.0 if self._gate is None else now_ms - self._gate.reached_ms

    def gate_left(self, now_ms: float) -> tuple[float, float] | None:
        """Milliseconds until the present gate goes on by itself, and of how many; None while it waits."""
        return None if self._gate is None else self._gate.left(now_ms)

    def next_due_in(self, now_ms: float) -> float | None:
        """Milliseconds until something is due, or None while nothing is."""
        if self.phase is Phase.RUNNING:
            due = [self.segment.end_ms]
            if self._cues < len(self.timeline.cues):
                due.append(self.timeline.cues[self._cues].at_ms)
            return max(SHORTEST_WAIT_MS, min(due) - self._anchor_position - (now_ms - self._anchor_now))
        if self._gate is not None:
            waits = [at for at in (self._gate.ask_again_at(), self._gate.over_at()) if at is not None]
            cue = self.timeline.cues[self._cues] if self._cues < len(self.timeline.cues) else None
            if cue is not None and cue.at_ms < self.segment.end_ms:
                waits.append(self._gate.reached_ms + cue.at_ms - self._position)
            return max(SHORTEST_WAIT_MS, min(waits) - now_ms) if waits else None
        return None

    # ---- time --------------------------------------------------------------------------------

    def advance(self, now_ms: float) -> list[Event]:
        """Everything that has become due. After a silence of over 2 s: a pause instead."""
        gap = now_ms - self._last_now
        if self.phase is Phase.RUNNING and gap > STALL_MS:
            return self._pause_at(self._last_now, now_ms, PauseReason.STALL)
        self._last_now = max(self._last_now, now_ms)
        if self._gate is not None:
            if gap > STALL_MS:
                self._gate.was_silent(gap)
            return [*self._wait(now_ms), *self._play(now_ms)]
        return self._play(now_ms)

    def _reach(self, now_ms: float) -> int:
        return int(self._anchor_position + (now_ms - self._anchor_now))

    def _next_stop(self) -> int:
        """The farthest a glance may see before `advance` has made it happen."""
        for segment in self.timeline.segments[max(0, self._current) :]:
            if segment.kind is SegmentKind.RATING:
                return segment.start_ms
        return self.timeline.duration_ms

    def _play(self, now_ms: float) -> list[Event]:
        events: list[Event] = []
        while self.phase is Phase.RUNNING:
            target = self._reach(now_ms)
            boundary = self.segment.end_ms if self._current >= 0 else self._position
            if boundary > target:
                self._position = max(self._position, target)
                events += self._start_cues(self._position)
                break
            self._position = max(self._position, boundary)
            events += self._start_cues(boundary - 1)
            events += self._leave_segment()
            events += self._enter_next(now_ms)
        return events

    def _start_cues(self, until_ms: int) -> list[Event]:
        cues = self.timeline.cues
        events: list[Event] = []
        while self._cues < len(cues) and cues[self._cues].at_ms <= until_ms:
            events.append(CueStarted(cues[self._cues]))
            self._cues += 1
        return events

    def _leave_segment(self) -> list[Event]:
        """Account for the segment that has just been played to its end."""
        if self._current <= self._left:
            return []
        self._left = self._current
        segment = self.segment
        if not segment.step.is_effort:
            return []
        index = segment.plan_index
        held = self._held_before(index) + segment.duration_ms
        following = self.timeline.segments[self._current + 1 : self._current + 4]
        if any(s.plan_index == index and s.step.is_effort for s in following):
            self._open = (index, held)  # cut in two by a pause: the rest is still to come
            return []
        self._open = None
        outcome = Outcome.EASED if segment.eased else Outcome.HELD
        return [self._ended(segment.step, held, outcome)]

    def _held_before(self, index: int) -> int:
        """Milliseconds already held of this effort of the plan, before it was cut in two."""
        return self._open[1] if self._open is not None and self._open[0] == index else 0

    @staticmethod
    def _ended(step: Step, held_ms: int, outcome: Outcome) -> EffortEnded:
        assert step.item is not None
        assert step.stretch is not None
        return EffortEnded(
            step.item, step.stretch, step.side, step.repetition, step.planned_ms, held_ms, outcome
        )

    def _enter_next(self, now_ms: float) -> list[Event]:
        if self._current + 1 >= len(self.timeline.segments):
            self.phase = Phase.FINISHED
            return [Finished(self._position)]
        self._current += 1
        segment = self.segment
        events: list[Event] = [SegmentStarted(segment)]
        if segment.kind is SegmentKind.RATING:
            self.phase = Phase.GATE
            # The wait is counted from the moment the gate was reached, not from this look at it.
            reached_ms = self._anchor_now + segment.start_ms - self._anchor_position
            self._gate = Wait(reached_ms, self.timeline.context.preferences)
            events.append(GateReached(_kind_of(segment), segment.stretch, segment.item))
            events += self._wait(now_ms)
        return events

    def _wait(self, now_ms: float) -> list[Event]:
        gate = self._gate
        assert gate is not None
        over_at = gate.over_at()
        until = now_ms if over_at is None else min(now_ms, over_at)
        segment = self.segment
        said = int(self._position + until - gate.reached_ms)
        events = self._start_cues(min(said, segment.end_ms - 1))
        again_at = gate.ask_again_at()
        if again_at is not None and until >= again_at:
            gate.asked_again = True
            events.append(AskedAgain(_kind_of(segment)))
        if over_at is not None and now_ms >= over_at:
            events += self._take(Rating(None, skipped=True), over_at, timed_out=True)
        return events

    # ---- commands ----------------------------------------------------------------------------

    def start(self, now_ms: float) -> list[Event]:
        """Begin."""
        if self.phase is not Phase.READY:
            return []
        if not self.timeline.segments:
            self.phase = Phase.FINISHED
            return [Started(self._position), Finished(self._position)]
        self._run_from(now_ms)
        return [Started(self._position), *self._enter_next(now_ms), *self._play(now_ms)]

    def pause(self, now_ms: float, reason: PauseReason = PauseReason.USER) -> list[Event]:
        """Stand still."""
        events = self.advance(now_ms)
        if self.phase is not Phase.RUNNING:
            return events
        return events + self._pause_at(now_ms, now_ms, reason)

    def stand(self, now_ms: float, reason: PauseReason) -> list[Event]:
        """Stand still for this reason, also when it did for another."""
        events = self.advance(now_ms)
        if self.phase is Phase.RUNNING:
            return events + self._pause_at(now_ms, now_ms, reason)
        if self.phase is not Phase.PAUSED:
            return events
        self._paused_at, self._pause_reason = now_ms, reason
        return [*events, Paused(self._position, reason)]

    def fell_asleep(self, now_ms: float) -> list[Event]:
        """The machine slept: stand still where it was last seen awake."""
        if self._gate is not None:
            self._gate.was_silent(now_ms - self._last_now)
            self._last_now = now_ms
        if self.phase is not Phase.RUNNING:
            return []
        return self._pause_at(self._last_now, now_ms, PauseReason.SLEEP)

    def _pause_at(self, at_ms: float, now_ms: float, reason: PauseReason) -> list[Event]:
        self._position = max(self._position, min(self._reach(at_ms), self._next_stop()))
        self._last_now = now_ms
        self._paused_at = now_ms
        self._pause_reason = reason
        self.phase = Phase.PAUSED
        return [Paused(self._position, reason)]

    def resume(self, now_ms: float) -> list[Event]:
        """Go on; after a long pause by getting into position again."""
        if self.phase is not Phase.PAUSED:
            return []
        events: list[Event] = []
        away = self._pause_reason in (PauseReason.SLEEP, PauseReason.STALL)
        rested = self._pause_reason in (PauseReason.RED, PauseReason.AMBER)
        if not rested and (away or now_ms - self._paused_at > LONG_PAUSE_MS):
            events += self._revise(Edit(EditKind.READY_AGAIN))
        self._run_from(now_ms)
        return [*events, Resumed(self._position), *self._play(now_ms)]

    def _run_from(self, now_ms: float) -> None:
        self.phase = Phase.RUNNING
        self._anchor_position = self._position
        self._anchor_now = now_ms
        self._last_now = now_ms

    def back(self, now_ms: float) -> list[Event]:
        """Start this hold again; within 3 s of its start, the one before."""
        return self._wish(now_ms, Edit(EditKind.BACK), Outcome.CUT_SHORT)

    def repeat_hold(self, now_ms: float) -> list[Event]:
        """Start this hold again."""
        return self._wish(now_ms, Edit(EditKind.REPEAT_HOLD), Outcome.CUT_SHORT)

    def repeat_side(self, now_ms: float) -> list[Event]:
        """Start this side again."""
        return self._wish(now_ms, Edit(EditKind.REPEAT_SIDE), Outcome.CUT_SHORT)

    def more_time(self, now_ms: float) -> list[Event]:
        """Ten seconds more for getting ready, resting or holding."""
        return self._wish(now_ms, Edit(EditKind.MORE_TIME), None)

    def end_now(self, now_ms: float) -> list[Event]:
        """Let go of this hold, or end this wait, now."""
        return self._wish(now_ms, Edit(EditKind.END_NOW), Outcome.CUT_SHORT)

    def ease_off(self, now_ms: float) -> list[Event]:
        """Do the easier version, and less of it."""
        return self._wish(now_ms, Edit(EditKind.EASE_OFF), None)

    def skip(self, now_ms: float) -> list[Event]:
        """Leave the rest of this stretch out; at a gate, leave the rating out."""
        events = self.advance(now_ms)
        if self.phase is Phase.GATE:
            return events + self.answer(now_ms, Rating(None, skipped=True))
        return events + self._wish(now_ms, Edit(EditKind.SKIP), Outcome.SKIPPED)

    def rate_at_end(self, now_ms: float, unanswered: tuple[int, ...] = ()) -> list[Event]:
        """Ask about the stretches at the end, those of `unanswered` among them."""
        return self._wish(now_ms, Edit(EditKind.RATE_AT_END, items=unanswered), None)

    def change_rest(self, now_ms: float, edit: Edit) -> list[Event]:
        """Go on with something else, or in another way; the present moment stays."""
        return self._wish(now_ms, edit, None)

    def put_in(self, now_ms: float, stretches: tuple[str, ...]) -> list[Event]:
        """Play these stretches next, then go on with the plan."""
        return self._wish(now_ms, Edit(EditKind.INSTEAD, stretches), None)

    def _wish(self, now_ms: float, edit: Edit, outcome: Outcome | None) -> list[Event]:
        events = self.advance(now_ms)
        if self.phase not in _LIVE:
            return events
        old = self.timeline
        revised = self._revise(edit)
        if not revised:
            return events
        if outcome is not None:
            events += self._cut(old, edit, outcome)
        events += revised
        if self.phase is Phase.PAUSED and outcome is not None:
            events += self.resume(now_ms)  # a wish to be elsewhere is a wish to go on
        elif self.phase is Phase.RUNNING:
            events += self._play(now_ms)
        return events

    def _revise(self, edit: Edit) -> list[Event]:
        timeline = revise(self.timeline, self._position, edit)
        if timeline is self.timeline:
            return []
        self.timeline = timeline
        self._current = min(self._current, timeline.begun - 1)
        return [Revised(self._position, edit)]

    def _cut(self, old: Timeline, edit: Edit, outcome: Outcome) -> list[Event]:
        """Account for the efforts that `edit` cut short or left out."""
        segment = old.at(self._position)
        if edit.kind is EditKind.END_NOW and not segment.step.is_effort:
            return []
        self._left = self._current
        index = segment.plan_index
        events: list[Event] = []
        ended = self._end_effort(segment, old, outcome)
        if ended is not None:
            index, event = ended
            events.append(event)
        rest_of_flow = edit.kind is EditKind.END_NOW and segment.kind is SegmentKind.FLOW
        if edit.kind is EditKind.SKIP or rest_of_flow:
            events += [
                self._ended(step, 0, Outcome.SKIPPED)
                for step in old.plan[index + (ended is not None) :]
                if step.is_effort and step.item == segment.item
            ]
        return events

    def _end_effort(
        self, segment: Segment, timeline: Timeline, outcome: Outcome
    ) -> tuple[int, EffortEnded] | None:
        """End the effort that is running, or that a pause has cut in two, before its time."""
        open_, self._open = self._open, None
        if segment.step.is_effort:
            before = open_[1] if open_ is not None and open_[0] == segment.plan_index else 0
            open_ = (segment.plan_index, before + self._position - segment.start_ms)
        if open_ is None:
            return None
        index, held = open_
        return index, self._ended(timeline.plan[index], held, outcome)

    def answer(self, now_ms: float, rating: Rating, then: PauseReason | None = None) -> list[Event]:
        """Take the rating the gate waits for and go on, or stand still for the reason `then`."""
        events = self.advance(now_ms)
        if self.phase is not Phase.GATE:
            return events
        events += self._take(rating, now_ms)
        if then is not None:
            return events + self._pause_at(now_ms, now_ms, then)
        return events + self._play(now_ms)

    def answering(self, now_ms: float, busy: bool) -> list[Event]:
        """Somebody has begun to answer, so the gate waits for them; or has taken it back."""
        events = self.advance(now_ms)
        if self._gate is not None:
            self._gate.set_answering(busy, now_ms)
        return events

    def _take(self, rating: Rating, at_ms: float, *, timed_out: bool = False) -> list[Event]:
        """Leave the gate with this answer, at this moment of the clock."""
        segment = self.segment
        self._gate = None
        self._position = segment.end_ms
        self._cues = sum(1 for cue in self.timeline.cues if cue.at_ms < segment.end_ms)
        self.phase = Phase.RUNNING
        self._anchor_position, self._anchor_now = segment.end_ms, at_ms
        return [RatingTaken(_kind_of(segment), segment.stretch, segment.item, rating, timed_out)]

    def stop(self, now_ms: float) -> list[Event]:
        """End for today; what was done is kept."""
        events = self.advance(now_ms)
        if self.phase not in (Phase.RUNNING, Phase.PAUSED, Phase.GATE):
            return events
        if self.phase is not Phase.GATE:
            ended = self._end_effort(self.segment, self.timeline, Outcome.CUT_SHORT)
            events += [] if ended is None else [ended[1]]
        self.phase = Phase.STOPPED
        self._gate = None
        return [*events, Stopped(self._position)]


def _kind_of(gate: Segment) -> GateKind:
    return GateKind.POST if gate.item is None else GateKind.DURING
