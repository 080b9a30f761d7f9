"""What would become of a file: which stretches are in the library already, which become own ones.

A plain value. The review shows it and changes it by `ImportPlan.choose`; `carry_out` turns it into what
is kept. Nothing here is stored, and making a plan twice gives the same plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from enum import StrEnum

import msgspec

from stretchplayer.core.catalogue import AvoidedMove, Catalogue, Record
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.history import PictureKind
from stretchplayer.core.own_stretch import OWN_PREFIX
from stretchplayer.exchange import limits
from stretchplayer.exchange.model import Bundle, FileKind, ForeignPicture, ForeignRoutine, ForeignStretch

MANY = 30  # stretches without a routine: from here on people choose which they want
_OWN_ID = re.compile(re.escape(OWN_PREFIX) + r"[a-z0-9-]{1,60}")
_CHOOSE = "This is a long list. Nothing of it is chosen yet: take what you want."


class Candidate(Record, frozen=True, kw_only=True):
    """A stretch of the library that a name may mean."""

    stretch: str  # its id
    sure: bool  # the same name, or one of its other names


#: The candidates for a name, surest first.
Match = Callable[[str], Sequence[Candidate]]
#: The avoided move that a name and steps describe, if any.
Avoided = Callable[[str, Sequence[str]], AvoidedMove | None]
#: What is kept of a picture's bytes; raises `StretchPlayerError` when it cannot be used.
CheckPicture = Callable[[bytes, str], bytes]


class Choice(StrEnum):
    """What becomes of a stretch of a file."""

    USE = "use"  # one of the library takes its place
    MAKE = "make"  # it becomes one of the user's own
    LEAVE_OUT = "leave_out"


class PlannedStretch(Record, frozen=True, kw_only=True):
    """A stretch of the file, and what is to become of it."""

    foreign: ForeignStretch
    choice: Choice
    use: str | None = None  # the id of the one of the library, when that is the choice
    candidates: tuple[str, ...] = ()  # other ids worth offering, surest first
    avoided: AvoidedMove | None = None  # a move the app does not recommend; then `use` is its swap
    picture: ForeignPicture | None = None  # looked at, and fit to be kept
    new_id: bool = True  # False: its own id is free, or the same stretch was taken away before
    remarks: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the routines of the file call it."""
        return self.foreign.key


class PlannedRoutine(Record, frozen=True, kw_only=True):
    """A routine of the file."""

    foreign: ForeignRoutine
    name: str  # no other routine has it
    taken: bool = True


class ImportPlan(Record, frozen=True, kw_only=True):
    """Everything a file brings, and what is to become of it."""

    kind: FileKind
    stretches: tuple[PlannedStretch, ...]
    routines: tuple[PlannedRoutine, ...]
    remarks: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> PlannedStretch:
        """The stretch that the file calls `key`; raises `KeyError`."""
        for stretch in self.stretches:
            if stretch.key == key:
                return stretch
        raise KeyError(key)

    def choose(self, key: str, choice: Choice, use: str | None = None) -> ImportPlan:
        """The plan with another choice for one stretch. `use` is a stretch of the library, for USE."""
        if (choice is Choice.USE) != (use is not None):
            raise ValueError("a stretch of the library goes with USE, and with nothing else")
        changed = msgspec.structs.replace(self[key], choice=choice, use=use)
        return msgspec.structs.replace(
            self, stretches=tuple(changed if one.key == key else one for one in self.stretches)
        )

    def take(self, index: int, taken: bool) -> ImportPlan:
        """The plan with one routine taken, or not."""
        return self._with_routine(index, msgspec.structs.replace(self.routines[index], taken=taken))

    def rename(self, index: int, name: str) -> ImportPlan:
        """The plan with another name for one routine."""
        return self._with_routine(index, msgspec.structs.replace(self.routines[index], name=name))

    def chosen(self, choice: Choice) -> tuple[PlannedStretch, ...]:
        """The stretches with that choice."""
        return tuple(stretch for stretch in self.stretches if stretch.choice is choice)

    @property
    def avoided(self) -> tuple[PlannedStretch, ...]:
        """The moves the app does not recommend."""
        return tuple(stretch for stretch in self.stretches if stretch.avoided is not None)

    def _with_routine(self, index: int, routine: PlannedRoutine) -> ImportPlan:
        routines = (*self.routines[:index], routine, *self.routines[index + 1 :])
        return msgspec.structs.replace(self, routines=routines)


def plan_import(
    bundle: Bundle,
    catalogue: Catalogue,
    match: Match,
    avoided: Avoided,
    *,
    check_picture: CheckPicture,
    check_pose: CheckPicture | None = None,
    routine_names: Collection[str] = (),
) -> ImportPlan:
    """The plan with the safest choices.

    An avoided move becomes its swap. What the library has under that name is taken from there, and the
    rest becomes own stretches; of lists without a routine what is nothing to stretch with is left out.
    `check_pose` looks at pose files, which are left out without it. `routine_names` are taken.
    """
    planner = _Planner(bundle, catalogue, match, avoided, {PictureKind.IMAGE: check_picture})
    if check_pose is not None:
        planner.checks[PictureKind.POSE] = check_pose
    stretches = [planner.stretch(stretch) for stretch in bundle.stretches]
    remarks = bundle.remarks
    if not bundle.routines and sum(stretch.choice is Choice.MAKE for stretch in stretches) > MANY:
        stretches = [
            msgspec.structs.replace(stretch, choice=Choice.LEAVE_OUT)
            if stretch.choice is Choice.MAKE
            else stretch
            for stretch in stretches
        ]
        remarks = (*remarks, _CHOOSE)
    return ImportPlan(
        kind=bundle.kind,
        stretches=tuple(stretches),
        routines=_routines(bundle, routine_names),
        remarks=remarks,
    )


class _Planner:
    """Finds the first choice for every stretch."""

    def __init__(
        self,
        bundle: Bundle,
        catalogue: Catalogue,
        match: Match,
        avoided: Avoided,
        checks: dict[PictureKind, CheckPicture],
    ) -> None:
        self._bundle = bundle
        self._catalogue = catalogue
        self._match = match
        self._avoided = avoided
        self.checks = checks
        self._offered = {stretch.id for stretch in catalogue.own}
        self._wanted = {item.stretch for routine in bundle.routines for item in routine.items}

    def stretch(self, foreign: ForeignStretch) -> PlannedStretch:
        same = self._same(foreign)
        if same is not None:
            return PlannedStretch(foreign=foreign, choice=Choice.USE, use=same)
        candidates = self._candidates(foreign)
        if candidates and candidates[0].sure and self._avoided(foreign.name, ()) is None:
            return self._planned(foreign, Choice.USE, candidates, candidates[0].stretch)
        move = self._avoided(foreign.name, foreign.steps)
        if move is not None:
            return self._swapped(foreign, move, candidates)
        wanted = foreign.suits or foreign.key in self._wanted or len(self._bundle.stretches) == 1
        return self._planned(foreign, Choice.MAKE if wanted else Choice.LEAVE_OUT, candidates)

    def _same(self, foreign: ForeignStretch) -> str | None:
        """The id of the stretch that this one is for sure."""
        if foreign.known_as is not None and foreign.known_as in self._catalogue:
            return foreign.known_as
        if foreign.record is None or foreign.key not in self._offered:
            return None
        there = self._catalogue[foreign.key]
        return foreign.key if there == foreign.record else None

    def _candidates(self, foreign: ForeignStretch) -> list[Candidate]:
        """By its name, else by its other names."""
        for name in (foreign.name, *foreign.aliases[: limits.ALIASES]):
            found = [one for one in self._match(name) if one.stretch in self._catalogue]
            if found:
                return found
        return []

    def _swapped(
        self, foreign: ForeignStretch, move: AvoidedMove, candidates: Sequence[Candidate]
    ) -> PlannedStretch:
        swaps = [swap for swap in move.instead if swap in self._catalogue]
        others = [Candidate(stretch=swap, sure=False) for swap in swaps]
        planned = self._planned(
            foreign,
            Choice.USE if swaps else Choice.LEAVE_OUT,
            [*others, *(one for one in candidates if one.stretch not in swaps)],
            swaps[0] if swaps else None,
        )
        return msgspec.structs.replace(planned, avoided=move)

    def _planned(
        self,
        foreign: ForeignStretch,
        choice: Choice,
        candidates: Sequence[Candidate],
        use: str | None = None,
    ) -> PlannedStretch:
        picture, remarks = self._picture(foreign)
        ours = foreign.record is not None
        return PlannedStretch(
            foreign=foreign,
            choice=choice,
            use=use,
            candidates=tuple(dict.fromkeys(one.stretch for one in candidates)),
            picture=picture,
            # An id that somebody else's stretch has here would take that one's place.
            new_id=not ours or foreign.key in self._offered or not self._free(foreign.key),
            remarks=remarks,
        )

    def _free(self, key: str) -> bool:
        return is_own_id(key) and (key not in self._catalogue or self._catalogue.is_own(key))

    def _picture(self, foreign: ForeignStretch) -> tuple[ForeignPicture | None, tuple[str, ...]]:
        if foreign.picture is None:
            return None, ()
        found = self._bundle.pictures.get(foreign.picture)
        if found is None:
            return None, (f"The picture of “{foreign.name}” is not in the file.",)
        check = self.checks.get(found.kind)
        if check is None:
            return None, (f"The picture of “{foreign.name}” is of a kind that is not taken.",)
        try:
            data = check(found.data, foreign.name)
        except StretchPlayerError as error:
            return None, (f"{str(error).splitlines()[0]} The stretch comes without it.",)
        return msgspec.structs.replace(found, data=data), ()


def is_own_id(key: str) -> bool:
    """Whether it has the form of the id of an own stretch: a fixed beginning and a plain rest."""
    return _OWN_ID.fullmatch(key) is not None


def _routines(bundle: Bundle, names: Collection[str]) -> tuple[PlannedRoutine, ...]:
    taken = set(names)
    planned = []
    for routine in bundle.routines:
        name = routine.name
        number = 2
        while name in taken:
            name = f"{routine.name} ({number})"
            number += 1
        taken.add(name)
        planned.append(PlannedRoutine(foreign=routine, name=name))
    return tuple(planned)
