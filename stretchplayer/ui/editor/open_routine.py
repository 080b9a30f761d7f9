"""What can be asked about the routine that is open in the editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from stretchplayer.core import routine_edits as edits
from stretchplayer.core.content_rules import floor_changes
from stretchplayer.core.place import Place
from stretchplayer.core.plan import item_totals_ms, total_ms
from stretchplayer.core.routine import MOST_ITEMS, Routine, RoutineItem, fill
from stretchplayer.core.routine_advice import advise, dose_hint
from stretchplayer.core.routine_dose import played_dose, usual_get_ready_s
from stretchplayer.core.undo import UndoHistory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchplayer.app.services import RoutineService, SettingsService
    from stretchplayer.app.sessions import SessionMaker
    from stretchplayer.core.catalogue import Catalogue, Dose, Stretch
    from stretchplayer.core.plan_context import PlanOptions
    from stretchplayer.core.ports import Clock
    from stretchplayer.core.routine_advice import Advice
    from stretchplayer.core.routine_edits import Difference

NEW_NAME = "My routine"
NONE = -1  # no item is chosen


@dataclass(frozen=True)
class EditorServices:
    """Everything the editor asks."""

    catalogue: Catalogue
    routines: RoutineService
    settings: SettingsService
    maker: SessionMaker
    clock: Clock


@dataclass(frozen=True)
class State:
    """What undo and redo go through."""

    routine: Routine
    chosen: int


def new_routine(place: Place = Place.FLOOR) -> Routine:
    """A routine with nothing in it yet. It gets its id when it is first saved."""
    return Routine(id="", name=NEW_NAME, description="", items=(), place=place)


class OpenRoutine(QObject):
    """The routine as it stands, and what is kept of it."""

    def __init__(self, services: EditorServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self._open = False
        self._history = UndoHistory(State(new_routine(), NONE))
        self._saved: Routine | None = None
        self._usual: Mapping[str, Dose] = {}
        self._options: PlanOptions | None = None
        self._options_place: Place | None = None

    @property
    def is_open(self) -> bool:
        """Whether a routine is being edited."""
        return self._open

    @property
    def routine(self) -> Routine:
        """The routine as it stands, kept or not."""
        return self._history.value.routine

    @property
    def played(self) -> Routine:
        """The same with the user's usual doses in what it leaves open."""
        return fill(self.routine, self._usual)

    @property
    def chosen(self) -> int:
        """The place of the item that is looked at; -1 when there is none."""
        return self._history.value.chosen

    @property
    def catalogue(self) -> Catalogue:
        """All stretches."""
        return self.services.catalogue

    @property
    def options(self) -> PlanOptions:
        """A whole session, with what the user left out, in the place of the routine."""
        place = self.routine.place
        if self._options is None or self._options_place is not place:
            self._options = self.services.maker.options(full_length=True, routine=self.routine)
            self._options_place = place
        return self._options

    @property
    def is_new(self) -> bool:
        """Whether it was never saved."""
        return self._saved is None

    @property
    def is_built_in(self) -> bool:
        """Whether it came with the app."""
        return self.services.routines.is_built_in(self.routine.id)

    @property
    def differs_from_built_in(self) -> bool:
        """Whether there is something to go back to."""
        return self.is_built_in and self.routine != self.services.routines.built_in(self.routine.id)

    @property
    def is_full(self) -> bool:
        """Whether no item more can be added."""
        return len(self.routine.items) >= MOST_ITEMS

    def is_changed(self) -> bool:
        """Whether leaving now would lose something."""
        return self._open and self.routine != (self._saved or self._nothing())

    def _nothing(self) -> Routine:
        """What there was before a new routine was begun."""
        return new_routine(self.services.settings.preferences.place)

    def difference(self) -> Difference:
        """What is not saved yet."""
        return edits.difference(self._saved or self._nothing(), self.routine)

    def stretch(self, index: int) -> Stretch:
        """The stretch of an item."""
        return self.catalogue[self.routine.items[index].stretch]

    def dose(self, index: int) -> Dose:
        """How an item is played."""
        return played_dose(self.played.items[index], self.stretch(index), self.routine.length)

    def written_dose(self, index: int) -> Dose:
        """The dose of an item without the length of this routine, as it would be in another."""
        return played_dose(self.played.items[index], self.stretch(index), 1.0)

    def usual_dose(self, index: int) -> Dose:
        """How an item is played that leaves its dose open."""
        stretch = self.stretch(index)
        opened = fill(
            msgspec.structs.replace(self.routine, items=(RoutineItem(stretch=stretch.id),)), self._usual
        )
        return played_dose(opened.items[0], stretch, self.routine.length)

    def usual_get_ready_s(self, index: int) -> float:
        """Seconds of getting ready for an item that leaves them open."""
        return usual_get_ready_s(self.routine, index, self.catalogue, self.services.settings.preferences)

    def usual_rest_s(self) -> float:
        """Seconds between repetitions for an item that leaves them open."""
        return self.services.settings.preferences.rest_s

    def totals_ms(self) -> dict[int, int]:
        """Milliseconds of each item by its place; none for what is left out."""
        return item_totals_ms(self.played, self.catalogue, self.services.settings.preferences, self.options)

    def total_ms(self) -> int:
        """Milliseconds of the whole."""
        return total_ms(self.played, self.catalogue, self.services.settings.preferences, self.options)

    def advice(self) -> tuple[Advice, ...]:
        """What is worth saying about the routine, by the time of day too."""
        now = self.services.clock.now()
        preferences = self.services.settings.preferences
        return advise(
            self.played, self.catalogue, preferences, self.options, now_min=now.hour * 60 + now.minute
        )

    def dose_hint(self, index: int) -> str:
        """What the dose of an item comes to, beside the usual amount."""
        return dose_hint(self.played.items[index], self.stretch(index), self.options, self.routine.length)

    def floor_changes(self) -> int:
        """How often one goes down to the floor or gets up from it."""
        return floor_changes(self.routine, self.catalogue)

    def name(self, index: int) -> str:
        """What an item is called."""
        return self.stretch(index).short_name

    @property
    def undo_words(self) -> str | None:
        """What undo would take back."""
        return self._history.undo_words

    @property
    def redo_words(self) -> str | None:
        """What redo would bring again."""
        return self._history.redo_words
