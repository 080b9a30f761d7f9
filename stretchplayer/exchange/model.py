"""What a file brings, before anybody decided what becomes of it.

Nothing here is part of the library yet: names, doses and pictures are as the file says them, texts are
made safe to show. `stretchplayer.exchange.plan` says what is made of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from stretchplayer.core.catalogue import Form, Origin, Posture, Record, Side, SideMeaning, Stretch
from stretchplayer.core.history import PictureKind
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Sounds, Talking
from stretchplayer.core.routine import HowOften, Sides


class FileKind(StrEnum):
    """Which program a file comes from; the value is what people call it."""

    STRETCH = "Stretch Player"
    FREE_EXERCISE_DB = "free-exercise-db"
    WGER = "wger"
    FEEEL = "Feeel"
    WORKOUT_TIMER = "Just Another Workout Timer"
    WORKRAVE = "Workrave"


class ForeignStretch(Record, frozen=True, kw_only=True):
    """One exercise of a file. What the file leaves open is ``None``, or guessed from its words."""

    key: str  # what the routines of the same file call it
    name: str
    aliases: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    hold_s: float | None = None
    repetitions: int | None = None
    form: Form = Form.HOLD
    sides: SideMeaning | None = None
    posture: Posture | None = None  # a guess from the words
    muscles: str = ""  # in the file's words
    places: tuple[str, ...] = ()  # of those muscles that the figure can show
    origin: Origin | None = None
    picture: str | None = None  # a key of `Bundle.pictures`
    suits: bool = True  # reads like something to stretch with, not like weights
    record: Stretch | None = None  # the whole stretch, in our own files
    known_as: str | None = None  # an id of our library that the file itself gives


class ForeignItem(Record, frozen=True, kw_only=True):
    """One entry of a routine of a file; ``None`` as in `RoutineItem`."""

    stretch: str  # a `ForeignStretch.key`
    hold_s: float | None = None
    repetitions: int | None = None
    rest_s: float | None = None
    get_ready_s: float | None = None
    sides: Sides = Sides.BOTH
    first_side: Side | None = None


class ForeignRoutine(Record, frozen=True, kw_only=True):
    """A routine of a file."""

    name: str
    items: tuple[ForeignItem, ...]
    description: str = ""
    place: Place = Place.FLOOR
    length: float = 1.0
    talking: Talking | None = None
    sounds: Sounds | None = None
    how_often: HowOften | None = None
    origin: Origin | None = None


class ForeignPicture(Record, frozen=True, kw_only=True):
    """A picture of a file: bytes that nobody looked at yet."""

    kind: PictureKind
    data: bytes


class Bundle(Record, frozen=True, kw_only=True):
    """Everything a file brings, in the order of the file."""

    kind: FileKind
    stretches: tuple[ForeignStretch, ...] = ()
    routines: tuple[ForeignRoutine, ...] = ()
    pictures: dict[str, ForeignPicture] = msgspec.field(default_factory=dict)
    remarks: tuple[str, ...] = ()  # sentences for the review

    def stretch(self, key: str) -> ForeignStretch:
        """The stretch that routines call `key`; raises `KeyError`."""
        for stretch in self.stretches:
            if stretch.key == key:
                return stretch
        raise KeyError(key)


def together(bundles: Iterable[Bundle]) -> Bundle:
    """Several files of one kind as one. What has the same key is the same stretch."""
    first, *others = bundles
    stretches = {stretch.key: stretch for stretch in first.stretches}
    pictures = dict(first.pictures)
    routines, remarks = list(first.routines), dict.fromkeys(first.remarks)
    for other in others:
        for stretch in other.stretches:
            stretches.setdefault(stretch.key, stretch)
        pictures |= other.pictures
        routines += other.routines
        remarks |= dict.fromkeys(other.remarks)
    return msgspec.structs.replace(
        first,
        stretches=tuple(stretches.values()),
        routines=tuple(routines),
        pictures=pictures,
        remarks=tuple(remarks),
    )
