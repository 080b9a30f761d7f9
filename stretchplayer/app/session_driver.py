"""Drives a session: gives it the time, its sound, its record and a voice towards the window.

The driver keeps one single-shot timer armed for whatever is due next. It looks at both clocks on
each wake-up: when they part, the machine has slept. Everything that happened is written down
before it is announced, so what the window shows as taken is on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from stretchplayer.core import comfort
from stretchplayer.core.edits import starting_at
from stretchplayer.core.events import (
    AskedAgain,
    EffortEnded,
    Event,
    Finished,
    GateReached,
    Paused,
    Rating,
    RatingTaken,
    Resumed,
    Revised,
    SegmentStarted,
    Started,
    Stopped,
)
from stretchplayer.core.ports import SoundState
from stretchplayer.core.session import Phase, Session
from stretchplayer.core.timeline import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.app.services import HistoryService
    from stretchplayer.core.plan import PlanRecord
    from stretchplayer.core.ports import Clock, CuePlayer, KeepAwake
    from stretchplayer.core.timeline import Timeline

LONGEST_WAIT_MS = 500  # also the watchdog's heartbeat
SLEPT_MS = 2_000  # the clocks part by more than this: the machine slept
QUIET_PAUSE_MS = 5 * 60_000  # a longer pause lets the screen sleep


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """Where to carry on after a crash: an effort of the plan."""

    item: int
    side: str | None
    repetition: int | None
    pre: int | None = None


class SessionDriver(QObject):
    """One playing of one routine, from the first cue to the last answer."""

    changed = Signal(object)  # list[Event], after it was recorded
    sound_changed = Signal(object)  # SoundState
    awake_changed = Signal(bool)  # asked to keep the screen awake: whether the system agreed

    def __init__(
        self,
        timeline: Timeline,
        plan: PlanRecord,
        *,
        clock: Clock,
        player: CuePlayer,
        history: HistoryService,
        keep_awake: KeepAwake,
        pre: Rating | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Prepare to play `timeline`, compiled from `plan`; `pre` is the rating given before."""
        super().__init__(parent)
        self._plan = plan
        self._clock = clock
        self._player = player
        self._history = history
        self._keep_awake = keep_awake
        self._pre = pre
        self._session = Session(timeline)
        self._session_id: str | None = None
        self._rating_ids: list[tuple[str, RatingTaken]] = []
        self._reds = 0
        self._played_ms = 0
        self._counted_from: int | None = None
        self._paused_since: float | None = None
        self._awake = False
        self._sound = SoundState.OFF
        self._apart_ms = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.wake)

    # ---- reading -----------------------------------------------------------------------------

    @property
    def timeline(self) -> Timeline:
        """The timeline as revised so far."""
        return self._session.timeline

    @property
    def session(self) -> Session:
        """The state machine, to read phase and segment from."""
        return self._session

    @property
    def phase(self) -> Phase:
        """Where the session stands."""
        return self._session.phase

    @property
    def session_id(self) -> str | None:
        """Id in the history, once it has started."""
        return self._session_id

    @property
    def pre(self) -> Rating | None:
        """The rating given before the session."""
        return self._pre

    @property
    def played_ms(self) -> int:
        """Time really played, without pauses and waits."""
        running = 0
        if self._counted_from is not None and self.phase is Phase.RUNNING:
            running = self.position_ms() - self._counted_from
        return self._played_ms + max(0, running)

    @property
    def sound(self) -> SoundState:
        """Whether cues can be heard."""
        return self._sound

    @property
    def last_red(self) -> bool:
        """Whether the session stands still because of a red rating."""
        return self._reds > 0

    @property
    def enough(self) -> bool:
        """Whether a second red rating has ended it for today."""
        return self._reds >= comfort.REDS_THAT_END_A_SESSION

    def position_ms(self) -> int:
        """The position this instant."""
        return self._session.position_at(self._clock.monotonic_ms())

    def gate_elapsed_ms(self) -> float:
        """How long the present question has waited."""
        return self._session.gate_elapsed_ms(self._clock.monotonic_ms())

    def ratings(self) -> list[RatingTaken]:
        """The answers given so far, as last corrected."""
        return [taken for _, taken in self._rating_ids]

    # ---- commands ----------------------------------------------------------------------------

    def start(self, resume: tuple[str, Checkpoint] | None = None) -> None:
        """Begin; or go on with the interrupted session of that id, from its checkpoint."""
        self._apart_ms = self._clock.boot_ms() - self._clock.monotonic_ms()
        if resume is None:
            self._session_id = self._history.begin_session(
                self._plan.routine, self._plan, self._plan.first_side
            )
            if self._pre is not None:
                self._history.record_rating(
                    "pre",
                    self._pre.score,
                    flag=self._pre.flag,
                    skipped=self._pre.skipped,
                    session=self._session_id,
                )
        else:
            self._session_id, point = resume
            if point.pre is not None:
                self._pre = Rating(point.pre)
            timeline, at_ms = starting_at(self.timeline, point.item, point.side, point.repetition)
            self._session = Session(timeline, at_ms)
            self._played_ms = self._history.session(self._session_id).played_ms
        self._player.open()
        self._do(self._session.start)

    def pause(self) -> None:
        """Stand still."""
        self._do(self._session.pause)

    def resume(self) -> None:
        """Go on."""
        self._do(self._session.resume)

    def toggle(self) -> None:
        """Pause, or go on."""
        self._do(self._session.resume if self.phase is Phase.PAUSED else self._session.pause)

    def back(self) -> None:
        """Start this hold again, or the one before."""
        self._do(self._session.back)

    def skip(self) -> None:
        """Leave this stretch, or this rating, out."""
        self._do(self._session.skip)

    def repeat_hold(self) -> None:
        """Start this hold again."""
        self._do(self._session.repeat_hold)

    def repeat_side(self) -> None:
        """Start this side again."""
        self._do(self._session.repeat_side)

    def more_time(self) -> None:
        """Ten seconds more."""
        self._do(self._session.more_time)

    def end_now(self) -> None:
        """End this hold or wait now."""
        self._do(self._session.end_now)

    def ease_off(self) -> None:
        """The easier version, and less of it."""
        self._do(self._session.ease_off)

    def stop(self) -> None:
        """End for today."""
        self._do(self._session.stop)

    def put_in(self, *stretches: str) -> None:
        """After a red rating: play these first, then go on."""
        self._do(lambda now: self._session.put_in(now, stretches))
        self.resume()

    def answer(self, rating: Rating) -> None:
        """Take the rating that is waited for. A red one makes the session stand still."""
        segment = self._session.segment
        pre = self._pre.score if self._pre else None
        during = segment.kind is SegmentKind.RATING and segment.stretch is not None
        red = (
            during
            and not rating.skipped
            and comfort.assess(pre, rating.score, rating.flag) is comfort.Light.RED
        )
        if red:
            self._reds += 1
        self._do(lambda now: self._session.answer(now, rating, then_rest=red))
        if red and segment.stretch is not None:
            why = "flag" if rating.flag else f"{rating.score} of 10"
            self._history.set_aside(segment.stretch, why)

    def correct_last(self, rating: Rating) -> None:
        """Change the answer given last; the earlier one is kept with it."""
        if not self._rating_ids:
            return
        rating_id, taken = self._rating_ids[-1]
        self._history.correct_rating(rating_id, rating.score, rating.flag)
        self._rating_ids[-1] = (rating_id, RatingTaken(taken.kind, taken.stretch, taken.item, rating))

    def say(self, phrase: str) -> None:
        """Speak one phrase over whatever is playing."""
        self._player.say(phrase)

    def set_volumes(self, voice: float, tones: float) -> None:
        """Volumes 0 to 1."""
        self._player.set_volumes(voice, tones)

    def close(self) -> None:
        """Let go of sound, screen and timer. An unfinished session can be carried on later."""
        if self.phase is Phase.RUNNING:
            self._do(self._session.pause)
        self._timer.stop()
        self._player.close()
        self._let_sleep()

    # ---- inside ------------------------------------------------------------------------------

    def wake(self) -> None:
        """Look at the clocks and play what is due. The timer calls this; tests may, too."""
        now = self._clock.monotonic_ms()
        apart = self._clock.boot_ms() - now
        slept = apart - self._apart_ms > SLEPT_MS
        self._apart_ms = apart
        self._do(self._session.fell_asleep if slept else self._session.advance)

    def _do(self, command: Callable[[float], list[Event]]) -> None:
        now = self._clock.monotonic_ms()
        events = command(now)
        for event in events:
            self._record(event)
        if events:
            self._steer_sound(events)
            self._account_screen(events, now)
        self._watch(now)
        self._arm(now)
        if events:
            self.changed.emit(events)

    def _arm(self, now: float) -> None:
        if self.phase in (Phase.FINISHED, Phase.STOPPED, Phase.READY):
            self._timer.stop()
            return
        due = self._session.next_due_in(now)
        wait = LONGEST_WAIT_MS if due is None else min(due, LONGEST_WAIT_MS)
        self._timer.start(max(1, round(wait)))

    def _watch(self, now: float) -> None:
        state = self._player.poll()
        if state is not self._sound:
            self._sound = state
            self.sound_changed.emit(state)
        if self.phase is Phase.RUNNING:
            self._player.follow(self._session.position_at(now))
        if self._paused_since is not None and now - self._paused_since > QUIET_PAUSE_MS:
            self._let_sleep()

    def _steer_sound(self, events: list[Event]) -> None:
        """Give the sound its cues up to the next gate; nothing is heard beyond a question."""
        anchored = any(isinstance(e, Started | Resumed | RatingTaken) for e in events)
        ended = any(isinstance(e, Paused | Stopped) for e in events)
        revised = any(isinstance(e, Revised) for e in events)
        session = self._session
        if self.phase is Phase.FINISHED:
            return  # what is being said may end by itself
        if ended and self.phase is not Phase.RUNNING:
            self._player.silence()
        elif anchored or revised:
            until = session.timeline.next_gate_end(session.position_ms)
            cues = [c for c in session.timeline.cues if session.position_ms <= c.at_ms < until]
            if anchored:
                self._player.schedule(cues, session.position_ms)
            elif self.phase is Phase.RUNNING:
                self._player.revise(cues, session.position_ms)
        for event in events:
            if isinstance(event, AskedAgain):
                self._player.say("rate-stretch" if event.kind.value == "during" else "rate-now")

    def _account_screen(self, events: list[Event], now: float) -> None:
        for event in events:
            match event:
                case Started() | Resumed():
                    self._counted_from = event.position_ms
                    self._paused_since = None
                    self._stay_awake()
                case Paused():
                    self._count(event.position_ms)
                    self._paused_since = now
                case GateReached():
                    self._count(self._session.segment.start_ms)
                case RatingTaken():
                    self._counted_from = self._session.position_ms
                case Finished() | Stopped():
                    if self._counted_from is not None:
                        self._count(event.position_ms)
                    self._let_sleep()
                case _:
                    pass

    def _count(self, position_ms: int) -> None:
        if self._counted_from is not None:
            self._played_ms += max(0, position_ms - self._counted_from)
        self._counted_from = None

    def _stay_awake(self) -> None:
        if not self._awake:
            self._awake = self._keep_awake.acquire()
            self.awake_changed.emit(self._awake)

    def _let_sleep(self) -> None:
        self._keep_awake.release()
        self._awake = False

    def _record(self, event: Event) -> None:
        session = self._session_id
        if session is None:
            return
        match event:
            case SegmentStarted(segment) if segment.step.is_effort and segment.item is not None:
                point = Checkpoint(
                    item=segment.item,
                    side=None if segment.side is None else segment.side.value,
                    repetition=segment.repetition,
                    pre=self._pre.score if self._pre else None,
                )
                self._history.checkpoint(session, point, self.played_ms)
            case EffortEnded():
                self._history.record_hold(
                    session,
                    item=event.item,
                    stretch=event.stretch,
                    side=event.side,
                    repetition=event.repetition or 1,
                    planned_ms=event.planned_ms,
                    held_ms=event.held_ms,
                    outcome=event.outcome.value,
                )
            case RatingTaken(kind, stretch, item, rating):
                rating_id = self._history.record_rating(
                    kind.value,
                    rating.score,
                    flag=rating.flag,
                    skipped=rating.skipped,
                    session=session,
                    stretch=stretch,
                    item=item,
                )
                self._rating_ids.append((rating_id, event))
            case Revised(position_ms, edit):
                self._history.log_event(
                    session, edit.kind.value, {"position_ms": position_ms, "stretches": edit.stretches}
                )
            case Paused(position_ms, reason):
                self._history.log_event(
                    session, "paused", {"position_ms": position_ms, "reason": reason.value}
                )
            case Finished():
                self._history.end_session(session, "finished", self.played_ms)
            case Stopped():
                self._history.end_session(session, "stopped", self.played_ms)
            case _:
                pass
