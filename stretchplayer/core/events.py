"""What can happen while a session plays: plain facts, in the order they happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.edits import Edit
    from stretchplayer.core.timeline import Cue, GateKind, Segment


class PauseReason(StrEnum):
    """Why it stands still."""

    USER = "user"
    SLEEP = "sleep"
    STALL = "stall"
    RED = "red"
    AMBER = "amber"


class Outcome(StrEnum):
    """How an effort ended."""

    HELD = "held"
    EASED = "eased"
    CUT_SHORT = "cut_short"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Rating:
    """An answer: 0 to 10, or None when skipped or when nothing but the warning flag was given."""

    score: int | None
    flag: bool = False
    skipped: bool = False

    def __post_init__(self) -> None:
        if self.score is not None and not 0 <= self.score <= 10:
            raise ValueError(f"a rating is 0 to 10, not {self.score}")


@dataclass(frozen=True, slots=True)
class Started:
    """The session began, at `position_ms`."""

    position_ms: int


@dataclass(frozen=True, slots=True)
class SegmentStarted:
    """A segment began."""

    segment: Segment


@dataclass(frozen=True, slots=True)
class CueStarted:
    """A cue is heard from now on."""

    cue: Cue


@dataclass(frozen=True, slots=True)
class EffortEnded:
    """A hold, cycle, warm-up or rest is over: what was planned and what was really done."""

    item: int
    stretch: str
    side: Side | None
    repetition: int | None
    planned_ms: int
    held_ms: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class GateReached:
    """The session waits for an answer."""

    kind: GateKind
    stretch: str | None
    item: int | None


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """Nobody has answered for a while: the question is repeated once by voice."""

    kind: GateKind


@dataclass(frozen=True, slots=True)
class RatingTaken:
    """An answer was given, or skipped; or nobody answered in time."""

    kind: GateKind
    stretch: str | None
    item: int | None
    rating: Rating
    timed_out: bool = False


@dataclass(frozen=True, slots=True)
class Paused:
    """The session stands still at `position_ms`."""

    position_ms: int
    reason: PauseReason


@dataclass(frozen=True, slots=True)
class Resumed:
    """The session goes on."""

    position_ms: int


@dataclass(frozen=True, slots=True)
class Revised:
    """The rest of the session has changed."""

    position_ms: int
    edit: Edit


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything was played."""

    position_ms: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """The user ended it before the end."""

    position_ms: int


Event = (
    Started
    | SegmentStarted
    | CueStarted
    | EffortEnded
    | GateReached
    | AskedAgain
    | RatingTaken
    | Paused
    | Resumed
    | Revised
    | Finished
    | Stopped
)
