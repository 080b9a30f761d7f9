"""A cue player for machines, and users, without sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from stretchplayer.core.ports import SoundState

if TYPE_CHECKING:
    from stretchplayer.core.preferences import Background
    from stretchplayer.core.timeline import Cue


class SilentPlayer:
    """Does what a cue player does, and nothing is heard. Lengths stay known, so timelines are the same."""

    def __init__(self, durations: Mapping[str, int]) -> None:
        self._durations = dict(durations)

    def open(self) -> None:
        """Nothing to open."""

    def close(self) -> None:
        """Nothing to close."""

    def schedule(self, cues: Sequence[Cue], position_ms: int) -> None:
        """Nothing is played."""

    def revise(self, cues: Sequence[Cue], position_ms: int) -> None:
        """Nothing is played."""

    def follow(self, position_ms: int) -> None:
        """Nothing can drift."""

    def say(self, cue_id: str) -> None:
        """Nothing is said."""

    def silence(self) -> None:
        """It is silent already."""

    def set_volumes(self, voice: float, tones: float) -> None:
        """There is nothing to make louder."""

    def set_background(self, background: Background, volume: float) -> None:
        """There is nothing to be heard under."""

    def chosen_plays(self) -> bool:
        """Nothing plays in its place."""
        return True

    def poll(self) -> SoundState:
        """Sound is not wanted here."""
        return SoundState.UNAVAILABLE

    def durations_ms(self) -> Mapping[str, int]:
        """Length of every clip and tone, by cue id."""
        return dict(self._durations)
