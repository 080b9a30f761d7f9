"""Keeps the names of own stretches spoken: whenever one is made, changed or removed, or the voice is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from stretchplayer.core.name_speech import NameVoice, own_names

if TYPE_CHECKING:
    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.preferences import Preferences


class NameSpeaker(Protocol):
    """Speaks names in the background. All methods return at once."""

    def listen(self, on_change: Callable[[], None]) -> None:
        """Call this, from any thread, when more is ready or known."""

    def want(self, names: Mapping[str, str], voice: str) -> None:
        """Have these spoken, by phrase id, and forget all others."""

    def voice(self, names: Mapping[str, str], voice: str) -> NameVoice:
        """Who speaks names here and why, and what of these is ready."""

    def forget(self) -> None:
        """Erase every spoken name."""

    def close(self) -> None:
        """End what is being spoken."""


class NameSpeech(QObject):
    """Nothing is spoken before `begin`, so that the window comes first."""

    changed = Signal()  # `voice` may say something else now

    def __init__(
        self,
        speaker: NameSpeaker,
        library: LibraryService,
        settings: SettingsService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._library = library
        self._settings = settings
        self._voice = settings.preferences.voice
        self._begun = False
        library.changed.connect(self._want)
        settings.changed.connect(self._follow)

    def begin(self) -> None:
        """Have what is missing spoken, now and after each change."""
        self._begun = True
        self._speaker.listen(self.changed.emit)
        self._want()

    def voice(self) -> NameVoice:
        """Who speaks names here and why, and how many are ready."""
        return self._speaker.voice(own_names(self._library.catalogue.own), self._voice)

    def forget(self) -> None:
        """Erase every spoken name; those of stretches that are left are spoken anew."""
        self._speaker.forget()
        self._want()

    def stop(self) -> None:
        """End what is being spoken; the rest waits for the next time."""
        self._begun = False
        self._speaker.close()

    def _follow(self, preferences: Preferences) -> None:
        if preferences.voice != self._voice:
            self._voice = preferences.voice
            self._want()

    def _want(self) -> None:
        if self._begun:
            self._speaker.want(own_names(self._library.catalogue.own), self._voice)
            self.changed.emit()
