"""The routines there are: those that came with the app, as the user changed them, and the user's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import uuid4

import msgspec
from PySide6.QtCore import QObject, Signal

from stretchplayer.app.draft import Draft
from stretchplayer.core.catalogue import Catalogue, Dose
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.history import Drafts, RoutineChanges
from stretchplayer.core.own_stretch import OWN_PREFIX
from stretchplayer.core.place import Place
from stretchplayer.core.ports import Clock
from stretchplayer.core.routine import (
    LENGTH_LIMITS,
    MOST_ITEMS,
    Routine,
    clamp,
    clamp_dose,
    clamp_item,
    fill,
)
from stretchplayer.core.routine_edits import leave_dose_open, with_doses_of

ROUTINE_DRAFT = "routine"  # the one draft there is: what is open in the editor


@dataclass(frozen=True)
class Everywhere:
    """What there was before a dose was used in all routines."""

    stretch: str
    dose: Dose | None  # the user's usual one
    routines: tuple[Routine, ...]


class RoutineService(QObject):
    """Reads, changes and makes routines, and announces each that is different now."""

    changed = Signal(str)  # routine id; empty when several may have changed

    def __init__(
        self,
        built_in: Iterable[Routine],
        catalogue: Catalogue,
        changes: RoutineChanges,
        drafts: Drafts,
        clock: Clock,
        parent: QObject | None = None,
        *,
        place: Callable[[], Place] = lambda: Place.FLOOR,
    ) -> None:
        """`place` says where the user stretches."""
        super().__init__(parent)
        self._place = place
        self._built_in = {routine.id: routine for routine in built_in}
        self._catalogue = catalogue
        self._changes = changes
        self._draft = Draft(drafts, ROUTINE_DRAFT, Routine, clock)
        self._clock = clock

    # ---- reading -----------------------------------------------------------------------------

    def all(self) -> list[Routine]:
        """Every routine: the built-in ones as the user changed them, then the user's own, oldest first."""
        return all_routines(self._built_in, self._changes.changed_routines(), self._catalogue)

    def get(self, routine: str) -> Routine:
        """One routine by id, or by its exact name; raises `NotFoundError`."""
        return find_routine(self.all(), routine)

    def here(self, routine: str) -> str:
        """Id of the form a built-in routine has for the place where the user stretches, else its own."""
        variant = f"{routine}-{self._place().value}"
        return variant if variant in self._built_in else routine

    def for_here(self) -> list[Routine]:
        """The built-in routines for the place where the user stretches, and all of the user's own."""
        place = self._place()
        return [r for r in self.all() if r.place is place or not self.is_built_in(r.id)]

    def for_elsewhere(self) -> list[Routine]:
        """The built-in routines for other places."""
        place = self._place()
        return [r for r in self.all() if r.place is not place and self.is_built_in(r.id)]

    def as_played(self, routine: Routine) -> Routine:
        """The routine with the user's usual doses in whatever it leaves open."""
        return fill(routine, self.usual_doses())

    def built_in(self, routine: str) -> Routine:
        """The routine as it came with the app; raises `NotFoundError`."""
        try:
            return self._built_in[routine]
        except KeyError:
            raise NotFoundError(f"There is no routine called “{routine}”.") from None

    def is_built_in(self, routine: str) -> bool:
        """Whether it came with the app."""
        return routine in self._built_in

    def is_changed(self, routine: str) -> bool:
        """Whether a built-in routine differs from the one that came with the app."""
        return self.is_built_in(routine) and self.get(routine) != self.built_in(routine)

    # ---- changing ----------------------------------------------------------------------------

    def save(self, routine: Routine) -> Routine:
        """Keep a routine, brought inside the limits. Returns what was kept.

        A built-in one that is as it came is kept by forgetting the changed copy.
        """
        kept = self._within_limits(routine)
        if kept == self._built_in.get(kept.id):
            self._changes.forget_routine(kept.id)
        else:
            self._changes.save_routine(kept, self._clock.now())
        self.changed.emit(kept.id)
        return kept

    def create(self, routine: Routine) -> Routine:
        """Keep this as a new routine of the user's own, with an id and, if need be, a name of its own."""
        name = free_name(routine.name, (other.name for other in self.all()))
        return self.save(msgspec.structs.replace(routine, id=f"{OWN_PREFIX}{uuid4()}", name=name))

    def copy(self, routine: str) -> Routine:
        """Make a copy under another name; raises `NotFoundError`."""
        return self.create(self.get(routine))

    def remove(self, routine: str) -> Routine:
        """Take away a routine of the user's own and return it, so that `save` can bring it back.

        Raises `NotFoundError` for an unknown one and for one that came with the app.
        """
        if self.is_built_in(routine):
            raise NotFoundError("A routine that came with the app cannot be removed, it can be reset.")
        removed = self.get(routine)
        self._changes.forget_routine(removed.id)
        self.changed.emit(removed.id)
        return removed

    def reset(self, routine: str) -> Routine:
        """Go back to the routine as it came with the app, and return it."""
        original = self.built_in(routine)
        self._changes.forget_routine(routine)
        self.changed.emit(routine)
        return original

    # ---- a stretch in all routines -------------------------------------------------------------

    def usual_doses(self) -> Mapping[str, Dose]:
        """What the user wants of a stretch in all routines, by stretch id."""
        return self._changes.usual_doses()

    def usual_dose(self, stretch: str) -> Dose:
        """How a stretch is done where a routine leaves it open; raises `NotFoundError`."""
        return self.usual_doses().get(stretch) or self._catalogue[stretch].dose

    def use_everywhere(self, stretch: str, dose: Dose | None, draft: Routine | None = None) -> Everywhere:
        """Use this dose of a stretch in all routines, in place of what single ones said.

        ``None`` goes back to the dose of the library. `draft` is what is being edited, as it will be after
        this; it is kept in the same breath. Returns what `not_everywhere` needs. Raises `NotFoundError` for
        an unknown stretch.
        """
        known = self._catalogue[stretch]
        kept = None if dose is None else clamp_dose(dose, known.form)
        if kept == known.dose:
            kept = None
        done = Everywhere(stretch, self.usual_doses().get(stretch), tuple(self.all()))
        opened = [] if dose is None else [leave_dose_open(routine, stretch) for routine in done.routines]
        self._keep_everywhere(stretch, kept, opened, draft)
        return done

    def not_everywhere(self, done: Everywhere, draft: Routine | None = None) -> None:
        """Take back what `use_everywhere` did, in one go, and leave alone what was changed since.

        `draft` is what is being edited, as it will be after this.
        """
        before = {routine.id: routine for routine in done.routines}
        restored = [
            with_doses_of(routine, before[routine.id], done.stretch)
            for routine in self.all()
            if routine.id in before
        ]
        self._keep_everywhere(done.stretch, done.dose, restored, draft)

    def _keep_everywhere(
        self, stretch: str, dose: Dose | None, routines: Iterable[Routine], draft: Routine | None
    ) -> None:
        now = {routine.id: routine for routine in self.all()}
        changed = [routine for routine in routines if routine != now[routine.id]]
        as_they_came = [routine.id for routine in changed if routine == self._built_in.get(routine.id)]
        drafts: dict[str, str | None] = {}
        if draft is not None:
            now.update((routine.id, routine) for routine in changed)
            drafts[ROUTINE_DRAFT] = None if draft == now.get(draft.id) else self._draft.text(draft)
        self._changes.use_everywhere(
            stretch,
            dose,
            [routine for routine in changed if routine.id not in as_they_came],
            self._clock.now(),
            forgotten=as_they_came,
            drafts=drafts,
        )
        self.changed.emit("")

    # ---- drafts ------------------------------------------------------------------------------

    def draft(self) -> Routine | None:
        """What was open in the editor and not saved; None when there is none that can be read."""
        draft = self._draft.get()
        if draft is None or any(item.stretch not in self._catalogue for item in draft.items):
            return None
        return draft

    def keep_draft(self, routine: Routine) -> None:
        """Keep what is being edited, in place of an earlier draft."""
        self._draft.keep(routine)

    def drop_draft(self) -> None:
        """Forget the draft."""
        self._draft.drop()

    def _within_limits(self, routine: Routine) -> Routine:
        return msgspec.structs.replace(
            routine,
            items=tuple(
                clamp_item(item, self._catalogue[item.stretch]) for item in routine.items[:MOST_ITEMS]
            ),
            length=clamp(routine.length, LENGTH_LIMITS),
        )


def all_routines(
    built_in: Mapping[str, Routine], kept: Mapping[str, Routine], catalogue: Catalogue
) -> list[Routine]:
    """Built-in routines in their order, changed where they were, and after them the user's own.

    Items that this version does not know are left out; a built-in routine of which nothing would be left
    is as it came.
    """
    own = {id_: routine for id_, routine in kept.items() if id_ not in built_in}
    known = [_known(kept[id_], catalogue) if id_ in kept else original for id_, original in built_in.items()]
    shown = [routine if routine.items else built_in[routine.id] for routine in known]
    return shown + [_known(routine, catalogue) for routine in own.values()]


def find_routine(routines: Iterable[Routine], wanted: str) -> Routine:
    """One routine by id, or by its exact name; raises `NotFoundError` that says which there are."""
    known = list(routines)
    for field in ("id", "name"):
        for routine in known:
            if getattr(routine, field) == wanted:
                return routine
    listed = ", ".join(routine.id for routine in known)
    raise NotFoundError(f"There is no routine called “{wanted}”. There are: {listed}.")


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name, with the next free number behind it when somebody else has it."""
    names = set(taken)
    if name not in names:
        return name
    number = 2
    while f"{name} {number}" in names:
        number += 1
    return f"{name} {number}"


def _known(routine: Routine, catalogue: Catalogue) -> Routine:
    items = tuple(item for item in routine.items if item.stretch in catalogue)
    return routine if len(items) == len(routine.items) else msgspec.structs.replace(routine, items=items)
