"""What is being edited and not saved yet, kept so that it outlives the program."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from stretchplayer.core.history import Drafts
from stretchplayer.core.ports import Clock

T = TypeVar("T")


class Draft(Generic[T]):
    """The one unfinished thing of its kind, kept under a key."""

    def __init__(self, drafts: Drafts, key: str, kind: type[T], clock: Clock) -> None:
        self._drafts = drafts
        self._key = key
        self._kind = kind
        self._clock = clock

    def get(self) -> T | None:
        """The draft; None when there is none that can be read."""
        text = self._drafts.draft(self._key)
        if text is None:
            return None
        try:
            return msgspec.json.decode(text, type=self._kind)
        except msgspec.MsgspecError:
            return None

    def keep(self, thing: T) -> None:
        """Keep this in place of an earlier draft."""
        self._drafts.keep_draft(self._key, self.text(thing), self._clock.now())

    def text(self, thing: T) -> str:
        """The draft as it is kept."""
        return msgspec.json.encode(thing).decode()

    def drop(self) -> None:
        """Forget the draft."""
        self._drafts.keep_draft(self._key, None, self._clock.now())
