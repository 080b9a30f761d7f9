"""Drives a session: gives it the time, its sound, its record and a voice towards the window.

The driver keeps one single-shot timer armed for whatever is due next. It looks at both clocks on
each wake-up: when they part, the machine has slept. Everything that happened is written down
before it is announced, so what the window shows as taken is on disk, unless it says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from stretchplayer.app.session_recorder import SessionRecorder
from stretchplayer.app.session_tally import SessionTally
from stretchplayer.core import comfort
from stretchplayer.core.carry_on import starting_at
from stretchplayer.core.edits import DONE_FROM_MS
from stretchplayer.core.events import (
    AskedAgain,
    Event,
    Finished,
    Paused,
    Rating,
    RatingTaken,
    Resumed,
    Revised,
    Started,
    Stopped,
)
from stretchplayer.core.ports import SoundState
from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.session import Phase, Session
from stretchplayer.core.timeline import GateKind
from stretchplayer.core.wishes import HoldWish, hold_wishes

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.app.history_service import HistoryService
    from stretchplayer.app.session_recorder import Checkpoint
    from stretchplayer.core.plan import PlanRecord
    from stretchplayer.core.ports import Clock, CuePlayer, KeepAwake
    from stretchplayer.core.routine import Routine
    from stretchplayer.core.timeline import Timeline

LONGEST_WAIT_MS = 500  # also the watchdog's heartbeat
SLEPT_MS = 2_000  # the clocks part by more than this: the machine slept
QUIET_PAUSE_MS = 5 * 60_000  # a longer pause lets the screen sleep


class SessionDriver(QObject):
    """One playing of one routine, from the first cue to the last answer."""

    changed = Signal(object)  # list[Event], after it was recorded
    sound_changed = Signal(object)  # SoundState
    trouble_changed = Signal(str)  # why something is not on disk yet; empty when all is
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
        self._recorder: SessionRecorder | None = None
        self._keeps = True
        self._trouble = ""
        self._reds = 0
        self._tally = SessionTally()
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
        return None if self._recorder is None else self._recorder.session

    @property
    def pre(self) -> Rating | None:
        """The rating given before the session."""
        return self._pre

    @property
    def played_ms(self) -> int:
        """Time really played, without pauses and waits."""
        return self._tally.played_ms(self.position_ms())

    @property
    def routine(self) -> Routine:
        """The routine as it is played."""
        return self._plan.routine

    @property
    def is_trial(self) -> bool:
        """Whether nothing is asked and nothing kept; known once it has started."""
        return not self._keeps

    @property
    def offers_the_end(self) -> bool:
        """Whether this is the moment to offer asking about all stretches at the end instead.

        It comes once: after the second question left unanswered, until the next is asked.
        """
        timeline = self.timeline
        each = timeline.context.ask_during is AskDuring.EACH
        ahead = self._session.position_ms
        asked = any(g.at_ms >= ahead and g.kind is GateKind.DURING for g in timeline.gates)
        return self._tally.offers_the_end and each and asked

    @property
    def sound(self) -> SoundState:
        """Whether cues can be heard."""
        return self._sound

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

    def gate_left(self) -> tuple[float, float] | None:
        """Milliseconds until the present question goes on by itself, and of how many; None: it waits."""
        return self._session.gate_left(self._clock.monotonic_ms())

    def hold_wishes(self) -> tuple[HoldWish, ...]:
        """Which holds the user chose while playing, to offer them for next time."""
        pre = None if self._pre is None else self._pre.score
        return hold_wishes(
            self.timeline.context, len(self.routine.items), self._tally.choices, self.ratings(), pre
        )

    def ratings(self) -> list[RatingTaken]:
        """The answers given so far, as last corrected."""
        return [] if self._recorder is None else self._recorder.ratings

    # ---- commands ----------------------------------------------------------------------------

    def start(self, resume: tuple[str, Checkpoint] | None = None, *, keep: bool = True) -> None:
        """Begin; or go on with the interrupted session of that id, from its checkpoint.

        With `keep` off nothing is written down: a routine is being tried.
        """
        self._apart_ms = self._clock.boot_ms() - self._clock.monotonic_ms()
        self._keeps = keep
        if not keep:
            pass
        elif resume is None:
            plan = self._plan
            session = self._history.begin_session(plan.routine, plan, plan.first_side)
            self._recorder = SessionRecorder(self._history, session, self._pre)
            self._recorder.record_pre()
        else:
            session, point = resume
            if point.pre is not None:
                self._pre = Rating(point.pre)
            settled = self._settled(session, point.item)
            timeline, at_ms = starting_at(self.timeline, point.item, point.side, point.repetition, settled)
            self._session = Session(timeline, at_ms)
            self._tally = SessionTally(self._history.session(session).played_ms)
            self._recorder = SessionRecorder(self._history, session, self._pre)
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

    def rate_at_end(self) -> None:
        """From now on ask about the stretches at the end, those left unanswered among them."""
        unanswered = self._tally.unanswered
        self._tally.settle_offer()
        self._do(lambda now: self._session.rate_at_end(now, unanswered))

    def set_answering(self, answering: bool) -> None:
        """Somebody has begun to answer the question, so that it waits; or has taken it back."""
        self._do(lambda now: self._session.answering(now, answering))

    def answer(self, rating: Rating) -> None:
        """Take the rating that is waited for. A red one makes the session stand still."""
        segment = self._session.segment
        waiting = self.phase is Phase.GATE and segment.stretch is not None
        red = waiting and self._is_red(rating)
        if red:  # counted first: what is shown after the answer depends on it
            self._leave_out(segment.stretch, rating)
        self._do(lambda now: self._session.answer(now, rating, then_rest=red))

    def correct_last(self, rating: Rating) -> bool:
        """Change the answer given last; the earlier one is kept with it.

        Returns whether it has become red, which counts as if it had been so at once.
        """
        if self._recorder is None or not self._recorder.ratings:
            return False
        before = self._recorder.ratings[-1]
        self._recorder.correct_last(rating)
        if before.stretch is None or self._is_red(before.rating) or not self._is_red(rating):
            return False
        self._leave_out(before.stretch, rating)
        return True

    def _settled(self, session: str, going_on_with: int) -> set[int]:
        """Items of a session that is carried on which are not asked about: left out, or answered."""
        held: dict[int, int] = {}
        for hold in self._history.session_holds(session):
            held[hold.item] = held.get(hold.item, 0) + hold.held_ms
        asked = {rating.item for rating in self._history.session_ratings(session)}
        items = range(len(self.routine.items))
        return {n for n in items if n in asked or held.get(n, 0) < DONE_FROM_MS} - set(
            range(going_on_with, len(items))
        )

    def _is_red(self, rating: Rating) -> bool:
        pre = None if self._pre is None else self._pre.score
        return not rating.skipped and comfort.assess(pre, rating.score, rating.flag) is comfort.Light.RED

    def _leave_out(self, stretch: str | None, rating: Rating) -> None:
        self._reds += 1
        if stretch is not None and self._recorder is not None:
            self._recorder.set_aside(stretch, "flag" if rating.flag else f"{rating.score} of 10")

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
        self._account(events, now)
        if self._recorder is not None:
            for event in events:
                self._recorder.record(event, self.played_ms)
        if events:
            self._steer_sound(events)
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
        if self._recorder is not None:
            if self._recorder.trouble:
                self._recorder.flush()
            if self._recorder.trouble != self._trouble:
                self._trouble = self._recorder.trouble
                self.trouble_changed.emit(self._trouble)
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

    def _account(self, events: list[Event], now: float) -> None:
        for event in events:
            self._tally.follow(event)
            match event:
                case Started() | Resumed():
                    self._paused_since = None
                    self._stay_awake()
                case Paused():
                    self._paused_since = now
                case Finished() | Stopped():
                    self._let_sleep()
                case _:
                    pass

    def _stay_awake(self) -> None:
        if not self._awake:
            self._awake = self._keep_awake.acquire()
            self.awake_changed.emit(self._awake)

    def _let_sleep(self) -> None:
        self._keep_awake.release()
        self._awake = False
