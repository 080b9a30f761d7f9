"""What is said aloud during a sitting. The page shows the same, for those who cannot hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.catalogue import Side

if TYPE_CHECKING:
    from stretchplayer.app.live_voice import LiveVoice
    from stretchplayer.core.flexibility import FlexibilityTest
    from stretchplayer.core.flexibility.sitting import SideTry, Sitting

MARCH, EASY, WARM = "measure-march", "easy-pace", "measure-warm"
STOP = "measure-if-it-hurts"
SAVED, HURT, NOTHING_KEPT = "rate-saved", "measure-hurt", "measure-nothing-kept"
CHANGE_SIDES = "change-sides"
TRIES = ("measure-try-2", "measure-try-3")  # the first needs no number
SIDES = {
    "leg": {Side.RIGHT: "right-leg", Side.LEFT: "left-leg"},
    "side": {Side.RIGHT: "measure-right-side", Side.LEFT: "measure-left-side"},
}


class SpokenGuide:
    """Speaks through a sitting of today; noting a past day is done in silence."""

    def __init__(self, voice: LiveVoice) -> None:
        self._voice = voice
        self._is_live = False
        self._side: Side | None = None  # the one spoken of last
        self._outcome: tuple[str, ...] = ()  # of the try just made

    def begin(self, *, live: bool) -> None:
        """A sitting begins or goes on, live or from memory."""
        self._is_live = live
        self._side = None
        self._outcome = ()

    def get_ready(self) -> None:
        """There will be something to say soon."""
        if self._is_live:
            self._voice.get_ready()

    def warm_up(self) -> None:
        """The warm-up has begun."""
        self._say(MARCH, helping=(EASY,))

    def warm(self) -> None:
        """The warm-up is over."""
        self._say(WARM)

    def set_up(self, test: FlexibilityTest) -> None:
        """How to get into place."""
        self._say(*test.spoken.set_up, STOP)

    def made(self, one: SideTry | None) -> None:
        """A try was made; ``None``: one was taken back, or there are no more of its side."""
        self._outcome = () if one is None else (HURT,) if one.hurt else (SAVED,)

    def try_(self, test: FlexibilityTest, sitting: Sitting, side: Side | None) -> None:
        """What came of the last try, and which is next."""
        said = self._outcome
        if side is not None and side is not self._side:
            said += (
                (SIDES[test.part][side],) if self._side is None else (CHANGE_SIDES, SIDES[test.part][side])
            )
        self._side = side
        made = len(sitting.of(side))
        if made:
            self._say(*said, TRIES[made - 1])
        else:
            self._say(*said, *test.spoken.move, helping=test.spoken.still)

    def result(self, sitting: Sitting) -> None:
        """The end of it."""
        hurt = self._outcome if self._outcome == (HURT,) else ()
        self._say(*hurt, SAVED if sitting.trials() else NOTHING_KEPT)

    def stop(self) -> None:
        """Fall silent."""
        self._voice.stop()

    def _say(self, *phrases: str, helping: tuple[str, ...] = ()) -> None:
        if self._is_live:
            self._voice.say(*phrases, helping=helping)
