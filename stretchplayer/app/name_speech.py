"""Keeps own stretches spoken: whenever one is made, changed, removed or played, or the voice is another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from stretchplayer.core.name_speech import NameVoice, OwnWords, own_words

if TYPE_CHECKING:
    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.app.services import RoutineService, SettingsService
    from stretchplayer.core.preferences import Preferences


class NameSpeaker(Protocol):
    """Speaks words in the background. All methods return at once."""

    def listen(self, on_change: Callable[[], None]) -> None:
        """Call this, from any thread, when more is ready or known."""

    def want(self, names: Mapping[str, str], voice: str) -> None:
        """Have these spoken, by phrase id and in this order, and forget all others."""

    def voice(self, names: Mapping[str, str], voice: str) -> NameVoice:
        """Who speaks here and why, and what of these is ready."""

    def forget(self) -> None:
        """Erase everything spoken."""

    def close(self) -> None:
        """End what is being spoken."""


class NameSpeech(QObject):
    """Nothing is spoken before `begin`, so that the window comes first."""

    changed = Signal()  # `voice` may say something else now

    def __init__(
        self,
        speaker: NameSpeaker,
        library: LibraryService,
        routines: RoutineService,
        settings: SettingsService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._library = library
        self._routines = routines
        self._voice = settings.preferences.voice
        self._begun = False
        self._known: OwnWords | None = None
        library.changed.connect(self._look_again)
        routines.changed.connect(self._look_again)
        settings.changed.connect(self._follow)

    def begin(self) -> None:
        """Have what is missing spoken, now and after each change."""
        self._begun = True
        self._speaker.listen(self.changed.emit)
        self._want()

    def voice(self) -> NameVoice:
        """Who speaks own stretches here and why, how much is ready, and what stays a caption."""
        return self._speaker.voice(self._words.spoken, self._voice).with_captions(self._words.captions)

    def forget(self) -> None:
        """Erase everything spoken; the words of stretches that are left are spoken anew."""
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

    @property
    def _words(self) -> OwnWords:
        if self._known is None:
            used = {item.stretch for routine in self._routines.all() for item in routine.items}
            self._known = own_words(self._library.catalogue.own, used)
        return self._known

    def _look_again(self) -> None:
        before, self._known = self._known, None
        if not self._begun:
            return
        if before is None or list(before.spoken.items()) != list(self._words.spoken.items()):
            self._want()
        elif before != self._words:
            self.changed.emit()

    def _want(self) -> None:
        if self._begun:
            self._speaker.want(self._words.spoken, self._voice)
            self.changed.emit()
