"""What a session sounds like: its cues from gate to gate, the background under them, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.cues import WORD_GAP_MS
from stretchplayer.core.events import (
    AskedAgain,
    Finished,
    Paused,
    RatingTaken,
    Resumed,
    Revised,
    Started,
    Stopped,
)
from stretchplayer.core.preferences import Background
from stretchplayer.core.session import Phase
from stretchplayer.core.take_along import end_cues
from stretchplayer.core.timeline import CueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.core.events import Event
    from stretchplayer.core.ports import Clock, CuePlayer
    from stretchplayer.core.session import Session
    from stretchplayer.core.timeline import Cue


class SessionSound:
    """Gives the player what follows from the events of one session."""

    def __init__(self, player: CuePlayer, clock: Clock) -> None:
        self._player = player
        self._clock = clock
        self._said_until = 0.0  # clock: when the phrase said last over the schedule is over
        self._finished_at: float | None = None
        self._ends_from = 0.0  # clock: when the end begins to be heard
        self._is_over = False

    def set_background(self, background: Background, volume: float) -> None:
        """What is heard under the session until it is over."""
        if not self._is_over:
            self._player.set_background(background, volume)

    def say(self, phrase: str, session: Session) -> None:
        """Speak over whatever is playing; the end of a session waits for it."""
        now = self._clock.monotonic_ms()
        known = session.timeline.context.phrases.get(phrase)
        self._player.say(phrase)
        self._said_until = now + (0 if known is None else known.duration_ms)
        if self._finished_at is not None and now < self._ends_from:
            self._player.revise(self._end(session), session.position_ms)

    def steer(self, events: Sequence[Event], session: Session) -> None:
        """Give the player its cues up to the next gate; nothing is heard beyond a question."""
        anchored = any(isinstance(e, Started | Resumed | RatingTaken) for e in events)
        ended = any(isinstance(e, Paused | Stopped) for e in events)
        if session.phase is Phase.FINISHED:
            if any(isinstance(e, Finished) for e in events):
                self._sound_the_end(session, anchored=anchored)
            return  # what is being said may end by itself
        if ended and session.phase is not Phase.RUNNING:
            self._player.silence()
            if session.phase is Phase.STOPPED:
                self._fade_background()
        elif anchored:
            self._player.schedule(_cues_to_the_gate(session), session.position_ms)
        elif session.phase is Phase.RUNNING and any(isinstance(e, Revised) for e in events):
            self._player.revise(_cues_to_the_gate(session), session.position_ms)
        for event in events:
            if isinstance(event, AskedAgain):
                self.say("rate-stretch" if event.kind.value == "during" else "rate-now", session)

    def close(self) -> None:
        """Let go of the player."""
        self._fade_background()
        self._player.close()

    def _sound_the_end(self, session: Session, *, anchored: bool) -> None:
        """No cue of the timeline can do it, since nobody can know when the last answer is given."""
        self._finished_at = self._clock.monotonic_ms()
        place = self._player.schedule if anchored else self._player.revise
        place(self._end(session), session.position_ms)
        self._fade_background()

    def _end(self, session: Session) -> Sequence[Cue]:
        """The end, after what is being said."""
        assert self._finished_at is not None
        here = session.position_ms
        said = [c.end_ms for c in session.timeline.cues if c.kind is CueKind.VOICE and c.at_ms <= here]
        quiet_ms = max([here, here + round(self._said_until - self._finished_at), *said])
        self._ends_from = self._finished_at + quiet_ms + WORD_GAP_MS - here
        return end_cues(session.timeline, quiet_ms + WORD_GAP_MS)

    def _fade_background(self) -> None:
        self._is_over = True
        self._player.set_background(Background.OFF, 0.0)


def _cues_to_the_gate(session: Session) -> list[Cue]:
    until = session.timeline.next_gate_end(session.position_ms)
    return [c for c in session.timeline.cues if session.position_ms <= c.at_ms < until]
