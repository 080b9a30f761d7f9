"""Early in the day Today plays a routine in the kinder order, unless its own is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stretchplayer.core.early_morning import early_order, is_early
from stretchplayer.ui.pages import today_words as words
from stretchplayer.ui.widgets.note_card import NoteCard

if TYPE_CHECKING:
    from stretchplayer.core.routine import Routine
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pages.today_services import TodayServices


class MorningOrder(QObject):
    """The order for the next session; the routine itself is never changed."""

    changed = Signal()  # another order is to be played and shown
    why_wanted = Signal(str)

    def __init__(self, look: Look, services: TodayServices) -> None:
        super().__init__()
        self._look = look
        self._services = services
        self._own = False  # the user wants the order as it is in the routine, this once

    @property
    def is_early(self) -> bool:
        """Whether it is within two hours of the time at which the user gets up."""
        return is_early(self._services.clock.now(), self._services.settings.preferences.wake_up_min)

    def played(self, routine: Routine) -> Routine:
        """The routine in the order in which a session of now plays it."""
        if self._own or not self.is_early:
            return routine
        return early_order(routine, self._services.catalogue) or routine

    def session_began(self) -> None:
        """The wish for another order was for that session."""
        self._own = False

    def card(self, routine: Routine) -> NoteCard | None:
        """Says that bending comes last, and lets it come in the user's own order."""
        kinder = early_order(routine, self._services.catalogue) if self.is_early else None
        if kinder is None:
            return None
        if kinder == routine:
            return self._note(words.IN_ORDER)
        card = self._note(words.OWN_ORDER if self._own else words.KINDER_ORDER)
        card.add("Use the kinder order" if self._own else "Use my order", self._turn)
        card.add("Why", lambda: self.why_wanted.emit("morning"), name="Why bending comes last")
        return card

    def _note(self, text: str) -> NoteCard:
        return NoteCard(self._look, text, icon="sun-horizon-fill")

    def _turn(self) -> None:
        self._own = not self._own
        self.changed.emit()
