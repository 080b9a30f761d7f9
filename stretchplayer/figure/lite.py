"""How much detail a moving frame can afford, judged by what the last ones took."""

from __future__ import annotations

from enum import IntEnum

SLOW_S = 0.012  # a frame that took longer loses detail
QUICK_S = 0.009  # frames this quick may have more: one step of detail takes two to three milliseconds
PATIENCE = 20  # quick frames in a row before detail comes back
MOST_PATIENCE = 640


class Detail(IntEnum):
    """What is painted while the body moves."""

    PLAIN = 0  # no contact lines, no fine lines, no glow
    LITE = 1  # no contact lines, no fine lines
    FULL = 2


class AdaptiveDetail:
    """Steps down at once when a frame was slow, and up again when there has been room for a while.

    Coming back too early makes the picture flicker, so each return that proves wrong doubles the wait.
    """

    def __init__(self) -> None:
        self._detail = Detail.FULL
        self._quick = 0
        self._patience = PATIENCE
        self._since_return: int | None = None

    @property
    def detail(self) -> Detail:
        """For the next moving frame."""
        return self._detail

    def took(self, seconds: float) -> None:
        """Tell how long a moving frame took."""
        if self._since_return is not None:
            self._since_return += 1
        if seconds > SLOW_S:
            self._slow()
        elif seconds < QUICK_S:
            self._quick += 1
            if self._quick >= self._patience and self._detail < Detail.FULL:
                self._detail = Detail(self._detail + 1)
                self._quick, self._since_return = 0, 0
        else:
            self._quick = 0

    def _slow(self) -> None:
        self._quick = 0
        if self._detail is Detail.PLAIN:
            return
        self._detail = Detail(self._detail - 1)
        if self._since_return is not None and self._since_return <= PATIENCE:
            self._patience = min(2 * self._patience, MOST_PATIENCE)
        self._since_return = None
