"""Drives a session: gives it the time, its sound, its record and a voice towards the window.

The driver keeps one single-shot timer armed for whatever is due next. It looks at both clocks on
each wake-up: when they part, the machine has slept. Everything that happened is written down
before it is announced, so what the window shows as taken is on disk, unless it says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from stretchplayer.app.interrupted import where_it_goes_on
from stretchplayer.app.session_recorder import SessionRecorder
from stretchplayer.app.session_sound import SessionSound
from stretchplayer.app.session_tally import SessionTally
from stretchplayer.core.events import (
    Event,
    Finished,
    Paused,
    PauseReason,
    Rating,
    RatingTaken,
    Resumed,
    Started,
    Stopped,
)
from stretchplayer.core.ports import SoundState
from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.session import Phase, Session
from stretchplayer.core.timeline import GateKind, SegmentKind
from stretchplayer.core.wishes import HoldWish, hold_wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stretchplayer.app.history_service import HistoryService
    from stretchplayer.app.session_comfort import SessionComfort
    from stretchplayer.core.edits import Edit
    from stretchplayer.core.plan import Checkpoint, PlanRecord
    from stretchplayer.core.ports import Clock, CuePlayer, KeepAwake
    from stretchplayer.core.preferences import Background
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
        comfort: SessionComfort,
        pre: Rating | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Prepare to play `timeline`, compiled from `plan`; `pre` is the rating given before."""
        super().__init__(parent)
        self._plan = plan
        self._clock = clock
        self._player = player
        self._sounding = SessionSound(player, clock)
        self._history = history
        self._keep_awake = keep_awake
        self._pre = pre
        self.comfort = comfort
        self._session = Session(timeline)
        self._recorder: SessionRecorder | None = None
        self._keeps = True
        self._trouble = ""
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
    def left_out(self) -> frozenset[str]:
        """The stretches that are left out until the user puts them back."""
        return self._history.left_out()

    @property
    def sound(self) -> SoundState:
        """Whether cues can be heard."""
        return self._sound

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
            self.timeline.context,
            len(self.routine.items),
            self._tally.choices,
            self.ratings(),
            pre,
            self.comfort.rules,
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
            self._recorder = self._new_recorder(session)
            self._recorder.record_pre()
            self.comfort.begin(self._recorder, self._pre)
        else:
            session, point = resume
            if point.pre is not None:
                self._pre = Rating(point.pre)
            items = len(self.routine.items)
            self._session = Session(*where_it_goes_on(self._history, session, point, self.timeline, items))
            self._tally = SessionTally(self._history.session(session).played_ms)
            self._recorder = self._new_recorder(session)
            self.comfort.carry_on(self._recorder, self._pre)
        self._player.open()
        self._do(self._session.start)
        if self.comfort.enough:  # it was cut off before it could end kindly
            self._do(lambda now: self._session.stand(now, PauseReason.RED))

    def _new_recorder(self, session: str) -> SessionRecorder:
        return SessionRecorder(self._history, self.comfort.service, session, self._pre)

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
        """Take the rating that is waited for. What hurt more than it should makes the session stand still."""

        def command(now: float) -> list[Event]:
            events = self._session.advance(now)
            if self.phase is not Phase.GATE:
                return events  # it has just gone on by itself
            segment = self._session.segment
            kind = GateKind.POST if segment.item is None else GateKind.DURING
            follows = self.comfort.weigh(kind, segment.stretch, rating)
            events += self._session.answer(now, rating, follows.then)
            return events + self._change_rest(now, follows.edits)

        self._do(command)

    def correct_last(self, rating: Rating) -> None:
        """Change the answer given last; the earlier one is kept with it. The session stands still meanwhile.

        What followed from the first answer is taken back where it still can be, and what follows from
        this one is done as if it had come first; with nothing to be decided, the session goes on.
        """
        if self._recorder is None or not self._recorder.ratings:
            return
        before = self._recorder.ratings[-1]
        self._recorder.correct_last(rating)
        follows = self.comfort.correct(before, rating)

        def command(now: float) -> list[Event]:
            events = self._change_rest(now, follows.edits)
            if follows.then is not None:
                return events + self._session.stand(now, follows.then)
            return events + self._session.resume(now)

        self._do(command)

    def carry_on_gently(self) -> None:
        """The user agrees to ease the rest."""
        edit = self.comfort.ease_rest()
        self._do(lambda now: [*self._change_rest(now, (edit,)), *self._session.resume(now)])

    def go_on_as_planned(self) -> None:
        """The user wants nothing eased, neither now nor next time."""
        edit = self.comfort.decline_easing()
        self._do(lambda now: [*self._change_rest(now, (edit,)), *self._session.resume(now)])

    def hold_in_full(self) -> None:
        """The user wants holds as long as planned, though the back is sore."""
        ready = self._session.segment.kind is SegmentKind.GET_READY
        edit = self.comfort.decline_short_holds() if ready else None
        if edit is not None:
            self._do(lambda now: self._change_rest(now, (edit,)))

    def stop_for_help(self) -> None:
        """A warning sign is true for the user now: keep that, and end."""
        self.comfort.note_help()
        self.stop()

    def _change_rest(self, now: float, edits: Iterable[Edit]) -> list[Event]:
        return [event for edit in edits for event in self._session.change_rest(now, edit)]

    def say(self, phrase: str) -> None:
        """Speak one phrase over whatever is playing."""
        self._sounding.say(phrase, self._session)

    def set_volumes(self, voice: float, tones: float) -> None:
        """Volumes 0 to 1."""
        self._player.set_volumes(voice, tones)

    def set_background(self, background: Background, volume: float) -> None:
        """What is heard softly under the session, at a volume 0 to 1."""
        self._sounding.set_background(background, volume)

    def close(self) -> None:
        """Let go of sound, screen and timer. An unfinished session can be carried on later."""
        if self.phase is Phase.RUNNING:
            self._do(self._session.pause)
        self._timer.stop()
        self._sounding.close()
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
        if events:
            self._sounding.steer(events, self._session)  # at once: a disk may take its time
        if self._recorder is not None:
            for event in events:
                self._recorder.record(event, self.played_ms)
                if isinstance(event, RatingTaken):
                    self.comfort.follow(event)
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
