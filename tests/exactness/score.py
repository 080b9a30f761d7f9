"""What is to be heard: the cues the session said it began, between the points at which sound is anchored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from stretchplayer.app.session_driver import SessionDriver
from stretchplayer.core.events import (
    CueStarted,
    Event,
    Paused,
    PauseReason,
    RatingTaken,
    Resumed,
    Revised,
    Started,
    Stopped,
)
from stretchplayer.core.session import Phase

AT_ONCE_MS = 120  # a cue that a wish makes due within this is on its way at once, not in its place


@dataclass
class Due:
    """A cue in its place. `at_once` is one that a wish made due when its place was being played."""

    id: str
    at_ms: int
    at_once: bool = False


@dataclass
class Pause:
    """When standing still was asked for, on the machine's clock, and where."""

    asked_ms: float
    position_ms: int


@dataclass
class Epoch:
    """Cues between two anchors. Positions are the timeline's, places those of the recordings."""

    kind: str
    anchor_ms: int
    places: tuple[int, ...]  # of each recording, when it began
    cues: list[Due] = field(default_factory=list)
    revised_ms: list[int] = field(default_factory=list)
    until_ms: int = 0
    until_places: tuple[int, ...] = ()
    pause: Pause | None = None
    zero_ms: float | None = None  # when position 0 was heard, or would have been, on the machine's clock


class Listener:
    """Notes what a session says while it plays."""

    def __init__(
        self, driver: SessionDriver, places: Callable[[], tuple[int, ...]], clock_ms: Callable[[], float]
    ) -> None:
        """`places` tells how far each recording has come. The session may just have begun."""
        self.epochs: list[Epoch] = []
        self.stalls = 0  # so long without a turn for this process that the session stood still by itself
        self.resumed_elsewhere: list[tuple[int, int]] = []
        self._driver = driver
        self._places = places
        self._clock_ms = clock_ms
        self._before: frozenset[tuple[int, str]] = frozenset()
        self._made_due: set[tuple[int, str]] = set()
        self._asked_ms = 0.0
        if driver.phase is Phase.RUNNING:
            self.epochs.append(Epoch("started", 0, places()))
            said = [cue for cue in driver.timeline.cues if cue.at_ms <= driver.session.position_ms]
            self._now.cues += [Due(cue.id, cue.at_ms) for cue in said]
        self._before = self._cues_now()
        driver.changed.connect(self.note)

    def will_ask(self) -> None:
        """The next command is about to be given."""
        self._asked_ms = self._clock_ms()

    def note(self, events: list[Event]) -> None:
        """Take down what happened."""
        position = self._driver.session.position_ms
        for event in events:
            match event:
                case Started() | Resumed() | RatingTaken():
                    self._end(position)
                    self._begin(type(event).__name__.lower(), position)
                case CueStarted(cue):
                    self._now.cues.append(Due(cue.id, cue.at_ms, (cue.at_ms, cue.id) in self._made_due))
                case Revised(at_ms, _):
                    self._revise(at_ms)
                case Paused(at_ms, reason):
                    self._end(at_ms)
                    if reason is PauseReason.USER:
                        self._now.pause = Pause(self._asked_ms, at_ms)
                    else:
                        self.stalls += 1
                case Stopped():
                    self._end(position)
                case _:
                    pass
        self._before = self._cues_now()

    @property
    def _now(self) -> Epoch:
        return self.epochs[-1]

    def _begin(self, kind: str, position: int) -> None:
        paused = self._now.pause if self.epochs else None
        if kind == "resumed" and paused is not None and paused.position_ms != position:
            self.resumed_elsewhere.append((paused.position_ms, position))
        self.epochs.append(Epoch(kind, position, self._places()))
        self._made_due.clear()

    def _end(self, position: int) -> None:
        if self.epochs and not self._now.until_places:
            self._now.until_ms, self._now.until_places = position, self._places()

    def _revise(self, at_ms: int) -> None:
        if self.epochs and not self._now.until_places:
            self._now.revised_ms.append(at_ms)
            fresh = self._cues_now() - self._before
            self._made_due |= {key for key in fresh if key[0] < at_ms + AT_ONCE_MS}

    def _cues_now(self) -> frozenset[tuple[int, str]]:
        return frozenset((cue.at_ms, cue.id) for cue in self._driver.timeline.cues)
