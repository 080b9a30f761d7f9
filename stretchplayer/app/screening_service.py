"""Whether a session may begin, and what has to be asked first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stretchplayer.core.comfort.reactions import Answer, ReactionKind
from stretchplayer.core.history import Screening
from stretchplayer.core.screening import Due, Outcome, Red, due, last_whole, standing

if TYPE_CHECKING:
    from stretchplayer.app.comfort_service import ComfortService
    from stretchplayer.core.history import History
    from stretchplayer.core.ports import Clock

A_SESSION = timedelta(days=1)  # the longest from its first red to its second, carried on in between


class ScreeningService(QObject):
    """Looks at what was answered and at red stretches since; keeps date, outcome and text, never answers."""

    changed = Signal()

    def __init__(
        self, history: History, comfort: ComfortService, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._comfort = comfort
        self._clock = clock
        self._stopped_now = False  # holds even when the disk takes nothing
        comfort.changed.connect(self.changed)

    def standing(self) -> Outcome | None:
        """How things stand; None: the questions have not been answered, or not to their end."""
        return Outcome.STOPPED if self._stopped_now else standing(self._history.screenings())

    def due(self) -> Due:
        """What is to be asked before the next session."""
        if self._stopped_now:
            return Due.ALL
        given = self._history.screenings()
        whole = last_whole(given)
        if whole is None:
            return Due.ALL
        reactions = self._comfort.reactions(whole.at - A_SESSION, (ReactionKind.RED, ReactionKind.ENOUGH))
        reds = [
            Red(session=noted.session, stretch=noted.stretch, at=noted.at)
            for noted in reactions
            if noted.answer is not Answer.UNDONE  # the rating was a slip
        ]
        return due(given, reds, self._clock.now())

    def may_start(self) -> bool:
        """Whether a session may begin at once."""
        return self.standing() is Outcome.CLEAR and self.due() is Due.NONE

    def last(self) -> Screening | None:
        """What was decided last."""
        given = self._history.screenings()
        return given[-1] if given else None

    def save(self, outcome: Outcome, text_version: str) -> None:
        """Keep what came of the questions. A stop holds from now on, whether it can be written or not."""
        self._stopped_now = self._stopped_now or outcome is Outcome.STOPPED
        self._history.save_screening(
            Screening(at=self._clock.now(), outcome=outcome, text_version=text_version)
        )
        self._stopped_now = False  # what is kept says it
        self.changed.emit()

    def read_again(self) -> None:
        """Everything may be different: notes were erased or brought back."""
        self._stopped_now = False
        self.changed.emit()
