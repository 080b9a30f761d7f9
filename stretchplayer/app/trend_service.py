"""What Today says of the weeks of late: looked up once the page is shown, and not again once closed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from stretchplayer.core.comfort import limits
from stretchplayer.core.errors import StoreError

if TYPE_CHECKING:
    from stretchplayer.app.comfort_service import ComfortService
    from stretchplayer.app.progress_service import ProgressService
    from stretchplayer.core.comfort import ReactionKind
    from stretchplayer.core.comfort.reactions import Reaction
    from stretchplayer.core.ports import Clock

log = logging.getLogger(__name__)


class TrendService:
    """Remembers what it found when it looked; asking it costs nothing."""

    def __init__(
        self, progress: Callable[[], ProgressService], comfort: ComfortService, clock: Clock
    ) -> None:
        """`progress` is called when it looks for the first time, since it takes time to load."""
        self._progress = progress
        self._comfort = comfort
        self._clock = clock
        self._standing: ReactionKind | None = None

    @property
    def standing(self) -> ReactionKind | None:
        """The advice to show; None before `look` and while the rules are switched off."""
        return self._standing if self._comfort.reacts else None

    def look(self) -> None:
        """Find out what there is to say now, and keep that it is said."""
        self._standing = None
        if not self._comfort.reacts:
            return
        # Not before: the page that shows it comes sooner without what weeks are judged by.
        from stretchplayer.core.trend_advice import trend_advice, was_closed

        today = self._clock.now().date()
        kind = trend_advice(self._progress().verdict(), today)
        if kind is None:
            return
        told = self._told(kind)
        if was_closed(kind, told, today):
            return
        self._standing = kind
        if not told:
            try:
                self._comfort.note(kind)
            except StoreError as error:  # it is said all the same
                log.warning("An advice could not be kept: %s", error)

    def close(self) -> str | None:
        """It was read. Returns the reaction that tells of it, to take it back; raises `StoreError`."""
        kind = self._standing
        if kind is None:
            return None
        told = self._told(kind)
        today = self._clock.now().date()
        # The time for which it is not said again begins now, also when it stood for days.
        of_today = [one.id for one in told if one.at.date() == today]
        reaction = of_today[-1] if of_today else self._comfort.note(kind)
        self._standing = None
        self._comfort.decline(reaction)
        return reaction

    def open_again(self, reaction: str) -> None:
        """It was closed by mistake; raises `StoreError`."""
        self._comfort.take(reaction)
        self.look()

    def _told(self, kind: ReactionKind) -> list[Reaction]:
        since = self._clock.now() - timedelta(days=limits.ADVICE_AGAIN_DAYS)
        return self._comfort.reactions(since, (kind,))
