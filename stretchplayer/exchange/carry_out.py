"""Turns a plan into what is kept: own stretches, their pictures, and routines. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from stretchplayer.core.catalogue import Catalogue, Dose, Form, Posture, Stretch
from stretchplayer.core.history import OwnPicture
from stretchplayer.core.own_stretch import USUAL_DOSES, changed, own_stretch
from stretchplayer.core.routine import (
    LENGTH_LIMITS,
    LIMITS,
    Routine,
    RoutineItem,
    clamp,
    clamp_dose,
    clamp_item,
)
from stretchplayer.exchange.model import FileKind, ForeignItem
from stretchplayer.exchange.plan import Choice, ImportPlan, PlannedRoutine, PlannedStretch

#: Of these an entry says how long it takes in all, whatever is done in that time.
_TIMED = (FileKind.WORKOUT_TIMER, FileKind.FEEEL)
_NAMES_SHOWN = 3


@dataclass(frozen=True)
class NewIds:
    """Give a new id each time they are called."""

    stretch: Callable[[], str]
    picture: Callable[[], str]
    routine: Callable[[], str]


@dataclass(frozen=True)
class Imported:
    """What is to be kept, all of it or nothing, and sentences about what is not as the file says."""

    stretches: tuple[Stretch, ...]
    pictures: tuple[OwnPicture, ...]
    routines: tuple[Routine, ...]
    remarks: tuple[str, ...]


def carry_out(plan: ImportPlan, catalogue: Catalogue, ids: NewIds) -> Imported:
    """Everything the plan takes. For a look beforehand call it with ids that nobody keeps."""
    worker = _Worker(plan, catalogue, ids)
    routines = [
        routine
        for planned in plan.routines
        if planned.taken and (routine := worker.routine(planned)) is not None
    ]
    return Imported(
        stretches=tuple(worker.made.values()),
        pictures=tuple(worker.pictures.values()),
        routines=tuple(routines),
        remarks=tuple(worker.remarks),
    )


class _Worker:
    """Makes stretches first, then routines of them."""

    def __init__(self, plan: ImportPlan, catalogue: Catalogue, ids: NewIds) -> None:
        self._plan = plan
        self._catalogue = catalogue
        self._ids = ids
        self._planned = {stretch.key: stretch for stretch in plan.stretches}
        self.pictures: dict[str, OwnPicture] = {}
        self.remarks: dict[str, None] = dict.fromkeys(
            (*plan.remarks, *(remark for one in plan.chosen(Choice.MAKE) for remark in one.remarks))
        )
        first: dict[str, ForeignItem] = {}
        for routine in plan.routines:
            for item in routine.foreign.items:
                first.setdefault(item.stretch, item)
        self.made: dict[str, Stretch] = {
            one.key: self._make(one, first.get(one.key)) for one in plan.chosen(Choice.MAKE)
        }
        unsaid = [one.foreign.name for one in plan.chosen(Choice.MAKE) if one.foreign.posture is None]
        if unsaid:
            names = ", ".join(f"“{name}”" for name in unsaid[:_NAMES_SHOWN])
            more = f" and {len(unsaid) - _NAMES_SHOWN} more" if len(unsaid) > _NAMES_SHOWN else ""
            self.remarks[f"Not said where one starts: {names}{more}. Taken to be lying on the back."] = None

    def routine(self, planned: PlannedRoutine) -> Routine | None:
        """The routine; None when nothing of it is left."""
        foreign = planned.foreign
        items = [made for item in foreign.items if (made := self._item(item)) is not None]
        if not items:
            self.remarks[f"Nothing of “{planned.name}” is left, so it is not taken."] = None
            return None
        left_out = len(foreign.items) - len(items)
        if left_out:
            self.remarks[
                f"“{planned.name}” comes without {left_out} of its {len(foreign.items)} entries."
            ] = None
        return Routine(
            id=self._ids.routine(),
            name=planned.name,
            description=foreign.description,
            items=tuple(items),
            place=foreign.place,
            length=clamp(foreign.length, LENGTH_LIMITS),
            talking=foreign.talking,
            sounds=foreign.sounds,
            how_often=foreign.how_often,
            origin=foreign.origin,
        )

    def _item(self, item: ForeignItem) -> RoutineItem | None:
        planned = self._planned[item.stretch]
        if planned.choice is Choice.LEAVE_OUT:
            return None
        stretch = self.made.get(planned.key) or self._catalogue[planned.use or ""]
        whole = RoutineItem(
            stretch=stretch.id,
            hold_s=item.hold_s,
            repetitions=item.repetitions,
            rest_s=item.rest_s,
            get_ready_s=item.get_ready_s,
            sides=item.sides,
            first_side=item.first_side,
        )
        if planned.avoided is not None and planned.choice is Choice.USE:
            # The dose of the file was for the other move.
            return msgspec.structs.replace(whole, hold_s=None, repetitions=None)
        if self._plan.kind in _TIMED:
            whole = _in_rounds(whole, stretch)
        fitting = clamp_item(whole, stretch)
        if fitting != whole:
            self._remark_dose(stretch.name, whole.hold_s, whole.repetitions, stretch.form)
        return fitting

    def _make(self, planned: PlannedStretch, first: ForeignItem | None) -> Stretch:
        foreign, form = planned.foreign, planned.foreign.form
        usual = USUAL_DOSES[form]
        hold_s, repetitions = foreign.hold_s, foreign.repetitions
        if hold_s is None and repetitions is None and first is not None:
            hold_s, repetitions = first.hold_s, first.repetitions
        dose = Dose(
            hold_s=usual.hold_s if hold_s is None else hold_s,
            repetitions=usual.repetitions if repetitions is None else repetitions,
        )
        if foreign.hold_s is not None and clamp_dose(dose, form) != dose:
            self._remark_dose(foreign.name, foreign.hold_s, foreign.repetitions, form)
        record = foreign.record
        made = own_stretch(
            id=self._ids.stretch() if planned.new_id else foreign.key,
            name=foreign.name,
            steps=foreign.steps,
            form=form,
            posture=foreign.posture or Posture.LYING_BACK,
            sides=foreign.sides,
            dose=dose,
            pose=self._pose(planned),
            muscles=foreign.places,
            origin=foreign.origin,
        )
        if record is None:
            return msgspec.structs.replace(made, targets=foreign.muscles, aliases=foreign.aliases)
        swap = record.swap if record.swap is not None and record.swap.stretch in self._catalogue else None
        return changed(record, id=made.id, dose=made.dose, pose=made.pose, swap=swap)

    def _pose(self, planned: PlannedStretch) -> str:
        """The id of its picture, of the file's or the library's; stretches with the same one share it."""
        key, record = planned.foreign.picture, planned.foreign.record
        if key is None:
            return "" if record is None else record.pose
        if planned.picture is None:
            return ""
        if key not in self.pictures:
            self.pictures[key] = OwnPicture(
                id=self._ids.picture(), kind=planned.picture.kind, data=planned.picture.data
            )
        return self.pictures[key].id

    def _remark_dose(self, name: str, hold_s: float | None, repetitions: int | None, form: Form) -> None:
        limits = LIMITS[form]
        said = [f"{hold_s:g} s"] if hold_s is not None else []
        said += [f"{repetitions} times"] if repetitions is not None else []
        self.remarks[
            f"“{name}”: the file says {' and '.join(said) or 'other times'}; here it can be "
            f"{limits.hold_s[0]:g} to {limits.hold_s[1]:g} s, {limits.repetitions[0]} to "
            f"{limits.repetitions[1]} times, and is brought to the nearest."
        ] = None


def _in_rounds(item: RoutineItem, stretch: Stretch) -> RoutineItem:
    """The same time in rounds, for what is not held all that time."""
    if item.hold_s is None or stretch.form not in (Form.FLOW, Form.DRILL):
        return item
    low, high = LIMITS[stretch.form].repetitions
    rounds = round(item.hold_s * (item.repetitions or 1) / stretch.dose.hold_s)
    return msgspec.structs.replace(item, hold_s=None, repetitions=min(max(rounds, low), high))
