"""The score of a session: every segment, cue and gate at its place, before anything is played.

All times are whole milliseconds. A *position* counts from the start of the timeline and only
ever grows: going back in the routine appends a repeat, it does not rewind. So whatever has been
played stays as it was, and `edits.revise` gives a new timeline with the same past.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from stretchplayer.core.catalogue import Side
from stretchplayer.core.preferences import AskDuring

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchplayer.core.plan_context import PlanContext


class SegmentKind(StrEnum):
    """What happens in a segment."""

    WARM_UP = "warm_up"
    GET_READY = "get_ready"
    MOVE_IN = "move_in"
    HOLD = "hold"
    RELEASE = "release"
    REST = "rest"
    CHANGE_SIDE = "change_side"
    FLOW = "flow"
    RATING = "rating"
    REST_POSITION = "rest_position"
    TRANSFER = "transfer"


#: The kinds in which the exercise itself is done: what is timed, recorded and can be repeated.
EFFORT_KINDS = frozenset(
    {
        SegmentKind.HOLD,
        SegmentKind.FLOW,
        SegmentKind.WARM_UP,
        SegmentKind.REST_POSITION,
        SegmentKind.TRANSFER,
    }
)


#: Phrases that are true at one moment, and how long that is. Their captions do not stay.
OF_A_MOMENT = frozenset(
    {
        "half-way",
        "count-3",
        "count-2",
        "count-1",
        "breathe-in",
        "breathe-out",
        "and-again",
        "last-one",
        "next",
    }
)
MOMENT_MS = 2_500


class CueKind(StrEnum):
    """What a cue sounds like."""

    VOICE = "voice"
    TONE = "tone"


class GateKind(StrEnum):
    """Which question a gate asks."""

    DURING = "during"
    POST = "post"


class PostureChange(StrEnum):
    """What getting ready asks of the body."""

    NONE = "none"
    POSTURE = "posture"
    DOWN = "down"  # to the floor
    UP = "up"  # from it
    ON_BED = "on_bed"
    OFF_BED = "off_bed"
    SIT_DOWN = "sit_down"  # on a chair
    STAND_UP = "stand_up"  # from it


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry of the plan: a segment without a place in time.

    ``planned_ms`` is the dose first prescribed; ``duration_ms`` follows later wishes
    (ten seconds more, easing off).
    """

    kind: SegmentKind
    duration_ms: int
    planned_ms: int
    item: int | None = None
    stretch: str | None = None
    side: Side | None = None
    repetition: int | None = None
    repetitions: int | None = None
    eased: bool = False
    posture_change: PostureChange | None = None
    part: tuple[int, int] | None = None  # of the steps of a way down or up: the first, and how many are over

    @property
    def is_effort(self) -> bool:
        """Whether the exercise itself is done in this step."""
        return self.kind in EFFORT_KINDS


@dataclass(frozen=True, slots=True)
class Segment:
    """A step at its place in time. ``plan_index`` says which entry of the plan it plays."""

    step: Step
    start_ms: int
    duration_ms: int
    plan_index: int

    @property
    def end_ms(self) -> int:
        """Where the next segment begins."""
        return self.start_ms + self.duration_ms

    @property
    def kind(self) -> SegmentKind:
        """What happens here."""
        return self.step.kind

    @property
    def item(self) -> int | None:
        """Index into the session's items; None for the question at the end."""
        return self.step.item

    @property
    def stretch(self) -> str | None:
        """Id of the stretch, or None for the question at the end."""
        return self.step.stretch

    @property
    def side(self) -> Side | None:
        """The working side, if the stretch has sides."""
        return self.step.side

    @property
    def repetition(self) -> int | None:
        """Counted from 1 on each side."""
        return self.step.repetition

    @property
    def repetitions(self) -> int | None:
        """How many there are on each side."""
        return self.step.repetitions

    @property
    def eased(self) -> bool:
        """Whether the easier version is done."""
        return self.step.eased

    @property
    def posture_change(self) -> PostureChange | None:
        """What getting ready asks for; None in other kinds."""
        return self.step.posture_change


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound at its place. ``id`` names a phrase or a tone; ``text`` is None for tones."""

    at_ms: int
    duration_ms: int
    id: str
    text: str | None
    kind: CueKind

    @property
    def end_ms(self) -> int:
        """When it has been said."""
        return self.at_ms + self.duration_ms


@dataclass(frozen=True, slots=True)
class Gate:
    """A point where the session waits for a rating; it sits at the start of a rating segment."""

    at_ms: int
    kind: GateKind
    stretch: str | None
    item: int | None


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """How far one item of the session has got, in milliseconds of the timeline."""

    item: int
    stretch: str
    total_ms: int
    done_ms: int


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What comes after the present stretch and side."""

    stretch: str
    side: Side | None
    same_item: bool


@dataclass(frozen=True)
class Timeline:
    """Segments without gaps from 0, the cues among them, and the plan they were laid out from."""

    routine: str
    segments: tuple[Segment, ...]
    cues: tuple[Cue, ...]
    plan: tuple[Step, ...]
    context: PlanContext = field(repr=False, compare=False)
    begun: int = 0  # how many segments had begun when it was last revised

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start_ms for segment in self.segments]

    @cached_property
    def duration_ms(self) -> int:
        """Length of everything, with ratings at their nominal length."""
        return self.segments[-1].end_ms if self.segments else 0

    @cached_property
    def gates(self) -> tuple[Gate, ...]:
        """All gates in order."""
        return tuple(
            Gate(s.start_ms, GateKind.POST if s.item is None else GateKind.DURING, s.stretch, s.item)
            for s in self.segments
            if s.kind is SegmentKind.RATING
        )

    def index_at(self, position_ms: int) -> int:
        """Index of the segment that holds this position; the last one from the end on."""
        return max(0, bisect_right(self._starts, position_ms) - 1)

    def at(self, position_ms: int) -> Segment:
        """The segment that holds this position; the last one from the end on."""
        return self.segments[self.index_at(position_ms)]

    def next_gate_end(self, position_ms: int) -> int:
        """End of the next rating segment at or after this position: cues are laid up to here."""
        for segment in self.segments[self.index_at(position_ms) :]:
            if segment.kind is SegmentKind.RATING:
                return segment.end_ms
        return self.duration_ms

    def caption_at(self, position_ms: int) -> str | None:
        """The words last spoken in this item, so that a caption stays until the next one.

        Words of a moment give way again to those before them: "Half way." is soon no longer true. Where the
        easier version is done, how to do it stands there whenever nothing is being said.
        """
        current = self.at(position_ms)
        earliest = current.start_ms
        for segment in reversed(self.segments[: self.index_at(position_ms)]):
            if segment.item != current.item:
                break
            earliest = segment.start_ms
        spoken = [c for c in self.cues if c.text is not None and earliest <= c.at_ms <= position_ms]
        while (
            len(spoken) > 1 and spoken[-1].id in OF_A_MOMENT and spoken[-1].at_ms + MOMENT_MS <= position_ms
        ):
            spoken.pop()
        if current.eased and current.stretch is not None and not (spoken and spoken[-1].end_ms > position_ms):
            easier = self.context.catalogue[current.stretch].easier
            if easier is not None:
                return easier.text
        return spoken[-1].text if spoken else None

    def item_progress(self, position_ms: int) -> tuple[ItemProgress, ...]:
        """Total and done time of each item, in the order of their first appearance.

        A rating counts with its stretch where it follows it, not when it is asked at the end.
        """
        totals: dict[int, list[int]] = {}
        names: dict[int, str] = {}
        asked_apart = self.context.ask_during is not AskDuring.EACH
        for s in self.segments:
            if s.item is None or s.stretch is None or (asked_apart and s.kind is SegmentKind.RATING):
                continue
            names.setdefault(s.item, s.stretch)
            total = totals.setdefault(s.item, [0, 0])
            total[0] += s.duration_ms
            total[1] += max(0, min(position_ms - s.start_ms, s.duration_ms))
        return tuple(ItemProgress(i, names[i], total, done) for i, (total, done) in totals.items())

    def next_after(self, position_ms: int) -> Upcoming | None:
        """The next side or stretch; None when the present one is the last."""
        index = self.index_at(position_ms)
        now = self.segments[index]
        for s in self.segments[index + 1 :]:
            if s.stretch is None or s.kind is SegmentKind.RATING:
                continue
            if s.item != now.item:
                return Upcoming(s.stretch, s.side, same_item=False)
            if s.side is not now.side:
                return Upcoming(s.stretch, s.side, same_item=True)
        return None


def lay_out(steps: Iterable[tuple[int, Step]], start_ms: int) -> tuple[Segment, ...]:
    """Place numbered steps one after the other from `start_ms`; empty ones are left out."""
    segments: list[Segment] = []
    at = start_ms
    for plan_index, step in steps:
        if step.duration_ms > 0:
            segments.append(Segment(step, at, step.duration_ms, plan_index))
            at += step.duration_ms
    return tuple(segments)


def with_duration(step: Step, duration_ms: int) -> Step:
    """The same step with another length."""
    return replace(step, duration_ms=duration_ms)
