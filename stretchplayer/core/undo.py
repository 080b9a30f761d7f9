"""Unlimited undo and redo of a value that is replaced as a whole."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

MERGE_WITHIN_MS = 1_000.0  # presses of the same stepper closer than this are one step


@dataclass(frozen=True, slots=True)
class _Step(Generic[T]):
    """A value, and what led to it. The first one was led to by nothing."""

    value: T
    words: str = ""
    key: Hashable = None
    at_ms: float = 0.0


class UndoHistory(Generic[T]):
    """The values there were, and the one there is."""

    def __init__(self, value: T) -> None:
        self._past: list[_Step[T]] = []
        self._now: _Step[T] = _Step(value)
        self._future: list[_Step[T]] = []

    @property
    def value(self) -> T:
        """What holds now."""
        return self._now.value

    @property
    def undo_words(self) -> str | None:
        """What the next undo takes back; None when there is nothing."""
        return self._now.words if self._past else None

    @property
    def redo_words(self) -> str | None:
        """What the next redo brings again; None when there is nothing."""
        return self._future[-1].words if self._future else None

    def do(self, value: T, words: str, *, key: Hashable = None, at_ms: float = 0.0) -> bool:
        """Go on to this value; `words` say what was done. Returns whether that is a new step.

        A step with the key of the one before it, made soon enough after it (`at_ms` of the monotonic clock),
        becomes one with it. After an undo a step stands alone, and what was undone is gone.
        """
        if value == self._now.value:
            return False
        merges = (
            key is not None
            and key == self._now.key
            and bool(self._past)
            and not self._future
            and at_ms - self._now.at_ms <= MERGE_WITHIN_MS
        )
        if merges and self._past[-1].value == value:
            self._now = self._past.pop()  # stepped there and back again: nothing was done
            return False
        if not merges:
            self._past.append(self._now)
        self._now = _Step(value, words, key, at_ms)
        self._future.clear()
        return not merges

    def replace(self, value: T) -> None:
        """Put another value in the place of this one, without a step: what is chosen, say."""
        self._now = _Step(value, self._now.words, self._now.key, self._now.at_ms)

    def undo(self) -> T:
        """Go one step back; the same value when there is none."""
        if self._past:
            self._future.append(self._now)
            self._now = _apart(self._past.pop())
        return self._now.value

    def redo(self) -> T:
        """Go one step forward again; the same value when there is none."""
        if self._future:
            self._past.append(self._now)
            self._now = _apart(self._future.pop())
        return self._now.value


def _apart(step: _Step[T]) -> _Step[T]:
    """The step with nothing that a later one could merge with."""
    return _Step(step.value, step.words)
