"""Somebody who plays a session and wishes for something every now and then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

from PySide6.QtCore import QObject, QTimer

from stretchplayer.app.session_driver import SessionDriver
from stretchplayer.core.events import CueStarted, Event, GateReached, PauseReason, Rating
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import Cue, CueKind, SegmentKind
from stretchplayer.ui.player.keys import Wish
from stretchplayer.ui.player.page import PlayerPage

LOOK_EVERY_MS = 60
ANSWER_AFTER_MS = 3_500.0  # the question has been said by then
BRIEF_PAUSE_MS, LONG_PAUSE_MS = 1_300, 5_600  # after the longer one there is time to get ready again
#: A pause is asked for while words are said: this long after they began, if they go on as long.
INTO_WORDS_MS = 350
WAIT_AT_MOST_MS = 9_000.0  # for a moment that suits the wish
#: What is wished for in turn; a pause comes again and again.
WISHES = (
    Wish.PAUSE,
    Wish.MORE_TIME,
    Wish.REPEAT_HOLD,
    Wish.PAUSE,
    Wish.BACK,
    Wish.EASE_OFF,
    Wish.END_NOW,
    Wish.PAUSE,
    Wish.SKIP,
    Wish.REPEAT_SIDE,
)
_RUNNING_ON = frozenset({SegmentKind.HOLD, SegmentKind.GET_READY, SegmentKind.REST, SegmentKind.WARM_UP})


class Person(QObject):
    """Asks for the wishes in turn, and answers what is asked."""

    def __init__(
        self,
        page: PlayerPage,
        driver: SessionDriver,
        clock_ms: Callable[[], float],
        before_wish: Callable[[], None],
        every_ms: tuple[int, int],
    ) -> None:
        super().__init__()
        self.granted: Counter[str] = Counter()
        self.answered = 0
        self._page = page
        self._driver = driver
        self._clock_ms = clock_ms
        self._before_wish = before_wish
        self._every_ms = every_ms
        self._chance = Random(7)
        self._turn = self._pauses = 0
        self._saying: tuple[Cue, float] | None = None
        self._due_ms = self._next_ms()
        self._look = QTimer(self)
        self._look.timeout.connect(self._look_around)
        self._look.start(LOOK_EVERY_MS)
        driver.changed.connect(self._follow)

    def rest(self) -> None:
        """Wish for nothing more."""
        self._look.stop()

    def _next_ms(self) -> float:
        return self._clock_ms() + self._chance.randint(*self._every_ms)

    def _follow(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, CueStarted) and event.cue.kind is CueKind.VOICE:
                self._saying = (event.cue, self._clock_ms())
            elif isinstance(event, GateReached):
                self._saying = None

    def _look_around(self) -> None:
        driver = self._driver
        if driver.phase is Phase.GATE:
            if driver.gate_elapsed_ms() > ANSWER_AFTER_MS:
                self.answered += 1
                driver.answer(Rating(1))
        elif driver.phase is Phase.RUNNING:
            late_ms = self._clock_ms() - self._due_ms
            wish = WISHES[self._turn % len(WISHES)]
            if late_ms > 0 and (self._suits(wish) or late_ms > WAIT_AT_MOST_MS):
                self._turn += 1
                self._due_ms = self._next_ms()
                self._ask(wish)
        elif driver.phase is Phase.PAUSED and driver.session.pause_reason is not PauseReason.USER:
            self._go_on()  # the machine was away for so long that the session stood still

    def _suits(self, wish: Wish) -> bool:
        if wish is Wish.PAUSE:
            if self._saying is None:
                return False
            cue, began_ms = self._saying
            said_ms = self._clock_ms() - began_ms
            return INTO_WORDS_MS <= said_ms <= cue.duration_ms - INTO_WORDS_MS
        kind = self._driver.session.segment.kind
        return kind in _RUNNING_ON if wish is Wish.MORE_TIME else kind is SegmentKind.HOLD

    def _ask(self, wish: Wish) -> None:
        self._before_wish()
        self._page.grant(wish)
        self.granted[wish.value] += 1
        if wish is Wish.PAUSE:
            self._pauses += 1
            brief = self._pauses % 4
            QTimer.singleShot(BRIEF_PAUSE_MS if brief else LONG_PAUSE_MS, self, self._go_on)

    def _go_on(self) -> None:
        if self._driver.phase is Phase.PAUSED:
            self._page.grant(Wish.TOGGLE)
