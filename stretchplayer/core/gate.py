"""How long a question waits: when it is asked again, and when the session goes on without an answer.

Times are monotonic milliseconds. Nothing is ever answered for somebody who has begun to answer, and
time in which nobody could have answered, because the clock was silent, does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchplayer.core.preferences import Preferences


class Wait:
    """The wait at one gate."""

    def __init__(self, reached_ms: float, preferences: Preferences) -> None:
        """`reached_ms` is when the gate was reached."""
        self.reached_ms = reached_ms
        self.asked_again = False
        self._ask_again_ms = preferences.ask_again_s * 1000
        patience_s = preferences.rating_times_out_s
        self._patience_ms = None if patience_s is None else patience_s * 1000
        self._patient_from = reached_ms
        self._answering = False

    def ask_again_at(self) -> float | None:
        """When the question is repeated; None once it has been."""
        return None if self.asked_again else self.reached_ms + self._ask_again_ms

    def over_at(self) -> float | None:
        """When the session goes on without an answer; None while it waits for one."""
        if self._patience_ms is None or self._answering:
            return None
        return self._patient_from + self._patience_ms

    def left(self, now_ms: float) -> tuple[float, float] | None:
        """Milliseconds until it goes on, and of how many; None while it waits."""
        over = self.over_at()
        if over is None or self._patience_ms is None:
            return None
        return max(0.0, over - now_ms), self._patience_ms

    def set_answering(self, answering: bool, now_ms: float) -> None:
        """Somebody has begun to answer, or taken it back: then the whole time runs anew."""
        if answering is not self._answering:
            self._answering = answering
            self._patient_from = now_ms

    def was_silent(self, silent_ms: float) -> None:
        """Nobody looked for this long, so nobody could have answered."""
        self._patient_from += silent_ms
