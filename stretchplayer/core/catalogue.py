"""Stretches: what they are, how they are dosed, shown and spoken.

The catalogue is read from data files (``assets/catalogue``); this module says what such a
record must contain. Facts and doses follow the sources each record names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from stretchplayer.core.errors import NotFoundError


class Side(StrEnum):
    """The user's own side, never the viewer's."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class StretchType(StrEnum):
    """What an item does for the body."""

    STRETCH = "stretch"
    CONTROL = "control"
    MOBILITY = "mobility"
    WARM_UP = "warm_up"
    REST = "rest"
    TRANSFER = "transfer"  # getting down to the floor and up again, step by step


class Form(StrEnum):
    """How an item is timed."""

    HOLD = "hold"  # held still: hold_s x repetitions
    DRILL = "drill"  # short holds, many repetitions
    FLOW = "flow"  # moving with the breath: cycles, one per repetition
    TIMED = "timed"  # one stretch of time: warm-up, rest, getting down and up


class Posture(StrEnum):
    """The starting position."""

    STANDING = "standing"
    SITTING = "sitting"
    HALF_KNEELING = "half_kneeling"
    HANDS_AND_KNEES = "hands_and_knees"
    LYING_BACK = "lying_back"
    LYING_SIDE = "lying_side"
    LYING_FRONT = "lying_front"

    @property
    def on_floor(self) -> bool:
        """Whether one has to get down to the floor for it."""
        return self not in (Posture.STANDING, Posture.SITTING)

    @property
    def lying(self) -> bool:
        """Whether one lies in it."""
        return self in (Posture.LYING_BACK, Posture.LYING_SIDE, Posture.LYING_FRONT)


class Direction(StrEnum):
    """Which way the spine goes."""

    FORWARD = "F"
    BACK = "E"
    ROTATION = "R"
    SIDE = "L"
    NEUTRAL = "N"


class Caution(StrEnum):
    """Who should take care, as filter tags."""

    FLEX = "FLEX"
    EXT = "EXT"
    ROT = "ROT"
    KNEE = "KNEE"
    WRIST = "WRIST"
    SUPINE = "SUPINE"
    FLOOR = "FLOOR"
    BAL = "BAL"
    HIP = "HIP"
    NECK = "NECK"
    NERVE = "NERVE"
    BP = "BP"
    SHOULDER = "SHOULDER"


class SideMeaning(StrEnum):
    """What "left" and "right" stand for in a one-sided item."""

    LEG = "leg"
    ARM = "arm"
    KNEES_GO_TO = "knees_go_to"


#: Moves that no item may contain; see ``assets/catalogue/avoid.toml`` for the reasons.
FORBIDDEN_TAGS = frozenset({"toe_touch", "bilateral_leg_lift", "sit_up", "standing_twist"})


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything read from data files: immutable, and strict about typing errors."""


class Dose(Record, frozen=True, kw_only=True):
    """How long and how often. For a flow ``hold_s`` is one cycle; for a timed item its length."""

    hold_s: float
    repetitions: int = 1


class Pace(Record, frozen=True, kw_only=True):
    """Seconds it needs at least, where things are fetched, a movement is large or one turns over."""

    get_ready_s: float = 0.0  # a step, a wall, a towel: also when one is in its position already
    move_in_s: float = 0.0
    release_s: float = 0.0
    change_side_s: float = 0.0  # letting go and moving in included


class Variant(Record, frozen=True, kw_only=True):
    """An easier or harder way of doing the same thing."""

    text: str
    pose: str | None = None


class CautionNote(Record, frozen=True, kw_only=True):
    """How it can be done all the same by somebody whom one of its cautions is about."""

    caution: Caution
    text: str


class Swap(Record, frozen=True, kw_only=True):
    """Another item with the same aim, in another posture or direction."""

    stretch: str
    reason: str


class Breathing(Record, frozen=True, kw_only=True):
    """The breath that goes with the item; seconds are one breath in and one breath out."""

    text: str
    in_s: float = 4.0
    out_s: float = 6.0


class Origin(Record, frozen=True, kw_only=True):
    """Whose work an item or a routine is, and on which terms, as its file said."""

    author: str | None = None
    licence: str | None = None
    source: str | None = None  # the project or the kind of file it came from


class Spoken(Record, frozen=True, kw_only=True):
    """Phrase ids the voice uses. ``{side}`` in an id is replaced by ``left`` or ``right``."""

    name: str
    setup: tuple[str, ...] = ()  # getting into the starting position
    side: str | None = None  # said when a side begins
    move: str | None = None  # said while moving in
    hold: tuple[str, ...] = ()  # one per repetition, in turn
    release: str | None = None  # said while letting go


class Stretch(Record, frozen=True, kw_only=True):
    """One item of the library."""

    id: str
    name: str
    short_name: str
    type: StretchType
    form: Form
    posture: Posture
    directions: tuple[Direction, ...]
    targets: str
    muscles: tuple[str, ...]
    dose: Dose
    breathing: Breathing
    feel: str
    steps: tuple[str, ...]
    mistakes: tuple[str, ...]
    pose: str
    picture: str  # the picture in words, for screen readers
    spoken: Spoken
    sources: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    side_means: SideMeaning | None = None
    cautions: tuple[Caution, ...] = ()
    caution_note: str | None = None
    caution_notes: tuple[CautionNote, ...] = ()
    pace: Pace = Pace()
    easier: Variant | None = None
    harder: Variant | None = None
    swap: Swap | None = None
    tags: tuple[str, ...] = ()
    note: str | None = None
    ends_in: Posture | None = None  # where it leaves one in another position than it began
    stills: tuple[str, ...] = ()  # a pose for each step, where one picture cannot show them all
    origin: Origin | None = None  # of what the user brought along; None for the app's own

    @property
    def is_rated(self) -> bool:
        """Whether there is anything to ask about it: not about warming up, resting, getting down and up."""
        return self.type not in (StretchType.WARM_UP, StretchType.REST, StretchType.TRANSFER)

    @property
    def one_sided(self) -> bool:
        """Whether it is done on one side, then on the other."""
        return self.side_means is not None

    def pulled_side(self, side: Side) -> Side:
        """The side of the body that is stretched when it is done on `side`."""
        return side.other if self.side_means is SideMeaning.KNEES_GO_TO else side

    @property
    def end_posture(self) -> Posture:
        """The position one is in afterwards."""
        return self.ends_in or self.posture


class AvoidedMove(Record, frozen=True, kw_only=True):
    """A move the app never plays, why, and what to do instead."""

    id: str
    name: str
    tag: str
    why: str
    instead: tuple[str, ...]
    patterns: tuple[str, ...] = ()  # of its name; regular expressions, case does not matter
    hints: tuple[str, ...] = ()  # of a name that means it unless the steps say otherwise
    step_patterns: tuple[str, ...] = ()  # of a sentence of its steps
    step_hints: tuple[str, ...] = ()  # the same, unless the text as a whole says `excuse`
    postures: tuple[Posture, ...] = ()  # the position one is in at that sentence
    posture_unsaid: bool = False  # whether it counts too when none was named
    excuse: str | None = None  # what makes it another move


class Catalogue:
    """All stretches by id, in library order, the user's own after those of the app.

    The user's own are the one thing in it that changes, see `set_own`.
    """

    def __init__(
        self,
        stretches: Iterable[Stretch],
        avoided: Iterable[AvoidedMove] = (),
        sources: Mapping[str, str] | None = None,
    ) -> None:
        """`sources` says what the keys in `Stretch.sources` stand for."""
        self._shipped: Mapping[str, Stretch] = {s.id: s for s in stretches}
        self._own: Mapping[str, Stretch] = {}
        self._retired: Mapping[str, Stretch] = {}
        self.avoided: tuple[AvoidedMove, ...] = tuple(avoided)
        self.sources: Mapping[str, str] = dict(sources or {})

    def set_own(self, kept: Iterable[Stretch], retired: Iterable[Stretch] = ()) -> None:
        """Take these as the user's own stretches.

        Retired ones are no longer offered, but routines and notes that name them can still be read.
        """
        self._own = {s.id: s for s in kept}
        self._retired = {s.id: s for s in retired}

    def is_own(self, stretch_id: str) -> bool:
        """Whether the user made or brought this stretch."""
        return stretch_id in self._own or stretch_id in self._retired

    @property
    def own(self) -> tuple[Stretch, ...]:
        """The user's own stretches that are offered."""
        return tuple(self._own.values())

    def __iter__(self) -> Iterator[Stretch]:
        yield from self._shipped.values()
        yield from self._own.values()

    def __len__(self) -> int:
        return len(self._shipped) + len(self._own)

    def __contains__(self, stretch_id: object) -> bool:
        return any(stretch_id in part for part in (self._shipped, self._own, self._retired))

    def __getitem__(self, stretch_id: str) -> Stretch:
        """The stretch with this id; raises `NotFoundError`."""
        found = self.get(stretch_id)
        if found is None:
            raise NotFoundError(f"There is no stretch called “{stretch_id}”.")
        return found

    def get(self, stretch_id: str) -> Stretch | None:
        """The stretch with this id, if there is one."""
        return next(
            (part[stretch_id] for part in (self._shipped, self._own, self._retired) if stretch_id in part),
            None,
        )
