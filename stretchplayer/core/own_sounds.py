"""Sound files of the user's own in place of the built-in tones."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class SoundEvent(StrEnum):
    """What can have a sound of its own. The values are the cue ids of its built-in tone."""

    READY = "ready"
    START = "start"
    HALF = "half"
    LAST_SECONDS = "tick"
    RELEASE = "end"
    CHANGE = "change"
    END = "done"


USUAL_LONGEST_MS = 5_000
#: The last seconds are one second apart, and nothing comes after the end.
_LONGEST_MS = {SoundEvent.LAST_SECONDS: 900, SoundEvent.END: 10_000}


def longest_ms(event: SoundEvent) -> int:
    """How long the sound of an event may last."""
    return _LONGEST_MS.get(event, USUAL_LONGEST_MS)


class OwnSounds(Protocol):
    """Keeps at most one sound for each event, ready to be played."""

    def names(self) -> Mapping[SoundEvent, str]:
        """The events that have a sound of the user's own, with the name of the file it came from."""

    def take(self, event: SoundEvent, path: Path) -> None:
        """Keep what is in a file. Raises `RefusedFileError` when it cannot be, and `StoreError`."""

    def forget(self, event: SoundEvent) -> None:
        """Go back to the built-in tone. Raises `StoreError`."""

    def erase(self) -> None:
        """Forget all of them, and whatever else lies in their place. Raises `StoreError`."""
