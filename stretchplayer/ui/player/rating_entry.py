"""What has been picked on the 0 to 10 scale, before it is saved. Knows the time, keeps no timer.

Nothing is picked at first: a preset would be an answer nobody gave. Times are monotonic
milliseconds.
"""

from __future__ import annotations

from stretchplayer.core.events import Rating

HIGHEST = 10
TEN_WITHIN_MS = 1_500.0  # a 0 this soon after a 1 makes ten
AUTO_SAVE_MS = 4_000.0


class RatingEntry:
    """One answer in the making."""

    def __init__(self, auto_save: bool = True, patience_ms: float | None = None) -> None:
        """An empty answer; `auto_save` lets a picked score save itself after a while.

        `patience_ms` is how long the question waits where it goes on by itself: what was picked and
        not saved by then is saved, not lost.
        """
        self.score: int | None = None
        self.flag = False
        self._auto_save = auto_save
        self._patience_ms = patience_ms
        self._changed_at: float | None = None
        self._one_at: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to save."""
        return self.score is None and not self.flag

    def pick(self, score: int, now_ms: float) -> None:
        """Pick a score."""
        self.score = max(0, min(HIGHEST, score))
        self._changed_at = now_ms
        self._one_at = None

    def digit(self, digit: int, now_ms: float) -> None:
        """A digit key: picks, and a 1 followed soon by a 0 is ten."""
        ten = digit == 0 and self._one_at is not None and now_ms - self._one_at <= TEN_WITHIN_MS
        self.pick(HIGHEST if ten else digit, now_ms)
        if digit == 1:
            self._one_at = now_ms

    def move(self, step: int, now_ms: float) -> bool:
        """One key higher or lower; from nothing, up picks 0 and down picks nothing."""
        if self.score is None:
            if step < 0:
                return False
            self.pick(0, now_ms)
        else:
            self.pick(self.score + step, now_ms)
        return True

    def toggle_flag(self, now_ms: float) -> None:
        """Set or take back the warning flag. Whoever changes it gets the full time again."""
        self.flag = not self.flag
        self._one_at = None
        self._changed_at = None if self.is_empty else now_ms

    def clear(self) -> bool:
        """Back to nothing picked; False when nothing was."""
        had_something = not self.is_empty
        self.score, self.flag, self._changed_at, self._one_at = None, False, None, None
        return had_something

    def touch(self, now_ms: float) -> None:
        """Somebody is back: what is picked gets the full time again."""
        if self._changed_at is not None:
            self._changed_at = now_ms

    def saves_after_ms(self) -> float | None:
        """How long what is picked stands before it saves itself; None when it never will.

        The flag alone saves itself only where the question would go on without it: it has consequences
        somebody should have meant.
        """
        if self._auto_save and self.score is not None:
            return AUTO_SAVE_MS
        return None if self.is_empty else self._patience_ms

    def auto_save_left_ms(self, now_ms: float) -> float | None:
        """Time until what is picked saves itself; None when it never will."""
        after = self.saves_after_ms()
        if after is None or self._changed_at is None:
            return None
        return max(0.0, after - (now_ms - self._changed_at))

    def rating(self) -> Rating | None:
        """The answer, or None while there is nothing to save."""
        return None if self.is_empty else Rating(self.score, flag=self.flag)
