"""What is open in the editor: the routine as it stands, its past, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Signal

from stretchplayer.core import routine_edits as edits
from stretchplayer.core.errors import NotFoundError, StoreError
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.routine_advice import FIX_WORDS, Fix, fixed
from stretchplayer.core.routine_dose import (
    with_hold,
    with_repetitions,
)
from stretchplayer.core.transfers import can_have_transfers, with_transfers
from stretchplayer.core.undo import UndoHistory
from stretchplayer.ui.editor.open_routine import NONE, EditorServices, OpenRoutine, State

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from stretchplayer.app.routine_service import Everywhere
    from stretchplayer.core.catalogue import Dose, Side
    from stretchplayer.core.place import Place
    from stretchplayer.core.preferences import Sounds, Talking
    from stretchplayer.core.routine import HowOften, Sides


ADD_TRANSFERS = "Add getting down and up"


@dataclass(frozen=True)
class EverywhereStep:
    """What has to be put back when a dose is not to be used in all routines after all."""

    done: Everywhere
    edited: Routine
    sitting: int


class EditorModel(OpenRoutine):
    """Each change is a step that can be undone, and is kept as a draft in the same event."""

    changed = Signal()  # the routine is another
    chose = Signal()  # another item is chosen
    trouble = Signal(str)  # a sentence; empty when all is well again

    def __init__(self, services: EditorServices, parent: QObject | None = None) -> None:
        super().__init__(services, parent)
        self._saving = False
        self.sitting = 0  # how often something was opened
        services.routines.changed.connect(self._follow)
        services.settings.changed.connect(self._follow_settings)

    # ---- opening and leaving -------------------------------------------------------------------

    def open(self, routine: Routine, *, resumed: bool = False) -> None:
        """Edit this routine. A resumed one is a draft: what was kept of it is looked up."""
        saved: Routine | None = routine
        if resumed or not routine.id:
            try:
                saved = self.services.routines.get(routine.id) if routine.id else None
            except NotFoundError:
                saved, routine = None, msgspec.structs.replace(routine, id="")
        self._saved = saved
        self._open = True
        self.sitting += 1
        self._usual = self.services.routines.usual_doses()
        self._options = None
        self._history = UndoHistory(State(routine, 0 if routine.items else NONE))
        self.trouble.emit("")
        self.changed.emit()

    def leave(self) -> None:
        """Let go of the routine with whatever was not saved of it."""
        if self._open:
            self._open = False
            self._keep(self.services.routines.drop_draft)

    def save(self) -> bool:
        """Keep the routine as it stands. False when the disk does not take it; it stays open then."""
        routines = self.services.routines
        if self.is_new:
            return self._save_with(lambda: routines.create(self.routine))
        return self._save_with(lambda: routines.save(self.routine))

    def save_as_new(self) -> bool:
        """Keep it as another routine of the user's own, and go on with that one."""
        return self._save_with(lambda: self.services.routines.create(self.routine))

    def _save_with(self, save: Callable[[], Routine]) -> bool:
        if not self.routine.items:
            self.trouble.emit("Add a stretch before you save.")
            return False
        self._saving = True
        kept: list[Routine] = []
        try:
            if not self._keep(lambda: kept.append(save())):
                return False
        finally:
            self._saving = False
        self._saved = kept[0]
        self._put(kept[0])
        self._keep(self.services.routines.drop_draft)
        self.changed.emit()
        return True

    # ---- undo --------------------------------------------------------------------------------

    def undo(self) -> None:
        """One step back."""
        self._history.undo()
        self._take_id()
        self._was_changed()

    def redo(self) -> None:
        """One step forward again."""
        self._history.redo()
        self._take_id()
        self._was_changed()

    # ---- items -------------------------------------------------------------------------------

    def choose(self, index: int) -> None:
        """Look at another item."""
        if index != self.chosen and NONE <= index < len(self.routine.items):
            self._history.replace(replace(self._history.value, chosen=index))
            self.chose.emit()

    def move(self, index: int, to: int) -> None:
        """Bring an item to another place."""
        to = min(max(to, 0), len(self.routine.items) - 1)
        self._do(edits.move(self.routine, index, to), f"Move {self.name(index)}", to)

    def add(self, stretch: str) -> None:
        """Put a stretch after the item that is chosen, else at the end."""
        at = self.chosen + 1 if self.chosen != NONE else len(self.routine.items)
        name = self.catalogue[stretch].short_name
        self._do(edits.add(self.routine, RoutineItem(stretch=stretch), at), f"Add {name}", at)

    def copy(self, index: int) -> None:
        """Have an item twice."""
        self._do(edits.copy_item(self.routine, index), f"Copy {self.name(index)}", index + 1)

    def remove(self, index: int) -> None:
        """Take an item out."""
        left = len(self.routine.items) - 1
        self._do(edits.remove(self.routine, index), f"Remove {self.name(index)}", min(index, left - 1))

    def put_back(self, index: int, item: RoutineItem) -> None:
        """Have an item again that was taken out."""
        name = self.catalogue[item.stretch].short_name
        at = min(index, len(self.routine.items))
        self._do(edits.add(self.routine, item, at), f"Put {name} back", at)

    def swap_back(self, index: int, swapped: RoutineItem, item: RoutineItem) -> None:
        """Have an item again in the place of the one it was swapped for, while that is there."""
        items = self.routine.items
        if index < len(items) and items[index] == swapped:
            name = self.catalogue[item.stretch].short_name
            self._do(self.routine.with_item(index, item), f"Put {name} back", index)

    def swap(self, index: int, stretch: str) -> None:
        """Another stretch in the place of this one."""
        self._do(edits.swap(self.routine, index, stretch, self.catalogue), f"Swap {self.name(index)}", index)

    def set_hold(self, index: int, seconds: int) -> None:
        """How long an item is held when played; seconds."""
        item = with_hold(self.routine.items[index], self.stretch(index), self.routine.length, seconds)
        self._change(index, "Hold", hold_s=item.hold_s)

    def set_repetitions(self, index: int, repetitions: int) -> None:
        """How often an item is done when played."""
        item = with_repetitions(
            self.played.items[index], self.stretch(index), self.routine.length, repetitions
        )
        self._change(index, "Repeats", repetitions=item.repetitions)

    def set_rest(self, index: int, seconds: int) -> None:
        """How long one rests between repetitions; seconds."""
        self._change(index, "Rest between", rest_s=float(seconds))

    def set_get_ready(self, index: int, seconds: int) -> None:
        """How long one gets ready; seconds."""
        self._change(index, "Get ready", get_ready_s=float(seconds))

    def as_usual(self, index: int, field: str) -> None:
        """Leave a field of an item open again."""
        self._do(
            edits.change_item(self.routine, index, self.catalogue, **{field: None}),
            f"As usual, {self.name(index)}",
            index,
        )

    def set_sides(self, index: int, sides: Sides) -> None:
        """Which sides an item is done on."""
        self._change(index, "Sides", sides=sides)

    def set_first_side(self, index: int, side: Side | None) -> None:
        """Which side comes first; None for in turn."""
        self._change(index, "First side", first_side=side)

    # ---- the whole routine ---------------------------------------------------------------------

    def rename(self, name: str) -> None:
        """Call the routine something else."""
        self._do(edits.rename(self.routine, name), "Name", key="name")

    def describe(self, description: str) -> None:
        """Say something about the routine."""
        words = " ".join(description.split())
        self._do(msgspec.structs.replace(self.routine, description=words), "Description", key="description")

    def set_length(self, length: float) -> None:
        """Gentler or longer as a whole."""
        self._do(edits.with_length(self.routine, length), "Gentler or longer", key="length")

    def set_talking(self, talking: Talking | None) -> None:
        """How much the voice says in it."""
        self._do(msgspec.structs.replace(self.routine, talking=talking), "Voice")

    def set_sounds(self, sounds: Sounds | None) -> None:
        """Which tones it has."""
        self._do(msgspec.structs.replace(self.routine, sounds=sounds), "Sounds")

    def set_place(self, place: Place) -> None:
        """What the routine is done on."""
        self._do(msgspec.structs.replace(self.routine, place=place), "Where")

    @property
    def can_add_transfers(self) -> bool:
        """Whether getting down to the floor and up can become items of it."""
        return can_have_transfers(self.routine, self.catalogue)

    def add_transfers(self) -> None:
        """Have getting down and up as items of the routine, where they belong."""
        chosen = None if self.chosen == NONE else self.routine.items[self.chosen]
        whole = with_transfers(self.routine, self.catalogue)
        self._do(whole, ADD_TRANSFERS, NONE if chosen is None else whole.items.index(chosen))

    def set_how_often(self, how_often: HowOften | None) -> None:
        """How often it is meant to be done."""
        self._do(msgspec.structs.replace(self.routine, how_often=how_often), "How often", key="how often")

    def follow(self, fix: Fix) -> None:
        """Do what a piece of advice offers."""
        suits = self.services.maker.suits
        better = fixed(self.routine, self.catalogue, fix, suits, self.options.left_out)
        chosen = self.chosen
        if chosen != NONE and fix is not Fix.SUITS:  # which leaves everything in its place
            chosen = better.items.index(self.routine.items[chosen])
        self._do(better, FIX_WORDS[fix], chosen)

    def back_to_built_in(self) -> None:
        """The routine as it came with the app; it can be undone."""
        original = self.services.routines.built_in(self.routine.id)
        self._do(original, "Back to how it came", 0)

    # ---- a dose for all routines -----------------------------------------------------------------

    def use_everywhere(self, index: int, dose: Dose | None) -> EverywhereStep | None:
        """Do the stretch of an item so in all routines; None is as the library says.

        Returns what `not_everywhere` needs, None when the disk does not take it.
        """
        stretch, edited = self.routine.items[index].stretch, self.routine
        after = edited if dose is None else edits.leave_dose_open(edited, stretch)
        done: list[Everywhere] = []
        routines = self.services.routines
        if not self._keep(lambda: done.append(routines.use_everywhere(stretch, dose, after))):
            return None
        self._do(after, "Use in all routines")
        return EverywhereStep(done[0], edited, self.sitting)

    def not_everywhere(self, step: EverywhereStep) -> None:
        """Put back what the routines said before, and the one that is open if it still is."""
        here = self._open and self.sitting == step.sitting
        after = edits.with_doses_of(self.routine, step.edited, step.done.stretch) if here else None
        kept = self._keep(lambda: self.services.routines.not_everywhere(step.done, after))
        if kept and after is not None:
            self._do(after, "Not in all routines")

    # ---- keeping -----------------------------------------------------------------------------

    def _change(self, index: int, words: str, **values: Any) -> None:
        changed = edits.change_item(self.routine, index, self.catalogue, **values)
        self._do(changed, f"{words}, {self.name(index)}", index, key=(index, words))

    def _do(self, routine: Routine, words: str, chosen: int | None = None, key: Hashable = None) -> None:
        if routine == self.routine:
            return
        state = State(routine, self.chosen if chosen is None else chosen)
        self._history.do(state, words, key=key, at_ms=self.services.clock.monotonic_ms())
        self._was_changed()

    def _was_changed(self) -> None:
        routines = self.services.routines
        if self.is_changed():
            self._keep(lambda: routines.keep_draft(self.routine))
        else:
            self._keep(routines.drop_draft)
        self.changed.emit()

    def _keep(self, keep: Callable[[], object]) -> bool:
        """Do something that writes; when the disk does not take it, say so and go on."""
        try:
            keep()
        except StoreError as error:
            self.trouble.emit(str(error))
            return False
        self.trouble.emit("")
        return True

    def _take_id(self) -> None:
        """What was undone may be from before the routine was saved for the first time, or as another."""
        kept_as = "" if self._saved is None else self._saved.id
        self._put(msgspec.structs.replace(self.routine, id=kept_as))

    def _put(self, routine: Routine) -> None:
        """Have this in place of the routine, without a step."""
        chosen = min(self.chosen, len(routine.items) - 1)
        self._history.replace(State(routine, chosen))

    def _follow(self, routine: str) -> None:
        """Somebody changed routines: what is kept of this one, or the usual doses, may be others."""
        if not self._open or self._saving or routine not in ("", self.routine.id):
            return
        untouched = not self.is_changed()
        self._usual = self.services.routines.usual_doses()
        if self._saved is not None:
            try:
                self._saved = self.services.routines.get(self._saved.id)
            except NotFoundError:
                self._saved = None
                self._take_id()
                self._keep(lambda: self.services.routines.keep_draft(self.routine))
        if untouched and self._saved is not None:
            self._put(self._saved)
        self.changed.emit()

    def _follow_settings(self) -> None:
        if self._open:
            self._options = None
            self.changed.emit()
