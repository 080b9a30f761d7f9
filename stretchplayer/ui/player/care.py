"""While one gets ready for a stretch that carries a warning: a line on how to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stretchplayer.core.concerns import Effect
from stretchplayer.core.events import SegmentStarted
from stretchplayer.core.suitability import Suits
from stretchplayer.core.timeline import SegmentKind
from stretchplayer.ui.suits.notes import sign_words

if TYPE_CHECKING:
    from stretchplayer.app.session_driver import SessionDriver
    from stretchplayer.core.events import Event
    from stretchplayer.core.suitability import Verdict

SHOWN_MS = 6_000


class Care(QObject):
    """Looks after one session at a time."""

    told = Signal(str, int)  # a sentence, and for how many milliseconds

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._driver: SessionDriver | None = None

    def attach(self, driver: SessionDriver) -> None:
        """Look after this session, before it starts."""
        self._driver = driver
        driver.changed.connect(self._follow)

    def detach(self) -> None:
        """Let it go."""
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.changed.disconnect(self._follow)

    def _follow(self, events: list[Event]) -> None:
        driver = self._driver
        if driver is None:
            return
        context = driver.timeline.context
        suits = Suits.of_preferences(context.preferences)
        for event in events:
            if not isinstance(event, SegmentStarted) or event.segment.kind is not SegmentKind.GET_READY:
                continue
            stretch = context.catalogue.get(event.segment.stretch or "")
            verdict = None if stretch is None else suits.verdict(stretch, context.place)
            if verdict is not None and verdict.effect is Effect.WARN:
                self.told.emit(care_words(verdict), SHOWN_MS)


def care_words(verdict: Verdict) -> str:
    """How to do it, or what to take care of: one short sentence, for a line that is read from afar."""
    how, stop, _ = verdict.advice.partition(". ")
    return f"{how}{stop.strip()}" or sign_words(verdict)
