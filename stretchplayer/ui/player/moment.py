"""What is shown at one position of a timeline: words, number, ring, breath and figure.

A pure function of the timeline and a position, so that any instant can be painted, and tested,
without playing up to it. Nothing here counts: the number on the screen is the time that remains.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchplayer.core.catalogue import Form, Side, SideMeaning, Stretch, StretchType
from stretchplayer.core.cues import BREATH_FROM_MS
from stretchplayer.core.timeline import PostureChange, Segment, SegmentKind
from stretchplayer.ui.player.figure_cue import FigureCue, breathing_out_ms, figure_at, step_at

if TYPE_CHECKING:
    from stretchplayer.core.timeline import Timeline

MOST_PIPS = 5  # more would not leave room for the words beside them
MINUTES_FROM_S = 60  # from here on m:ss
DISC_SMALLEST = 0.70  # of the halo's radius
DISC_LARGEST = 0.96
DISC_FADES_IN_MS = 400
FLASH_MS = 250

_WAITS = frozenset(
    {
        SegmentKind.GET_READY,
        SegmentKind.RELEASE,
        SegmentKind.CHANGE_SIDE,
        SegmentKind.REST,
        SegmentKind.MOVE_IN,
    }
)


_FLASHING = frozenset({SegmentKind.HOLD, SegmentKind.RELEASE, SegmentKind.WARM_UP, SegmentKind.REST_POSITION})
_CHANGE_HEADLINES = {
    PostureChange.DOWN: "Getting down",
    PostureChange.UP: "Getting up",
    PostureChange.ON_BED: "On to the bed",
    PostureChange.OFF_BED: "Up from the bed",
    PostureChange.SIT_DOWN: "Sit down",
    PostureChange.STAND_UP: "Stand up",
}


class Mode(StrEnum):
    """What the user is doing."""

    GET_READY = "get_ready"
    CHANGE_SIDE = "change_side"
    HOLD = "hold"
    REST = "rest"  # between two holds
    FLOW = "flow"
    WARM_UP = "warm_up"
    REST_POSITION = "rest_position"
    TRANSFER = "transfer"
    RATING = "rating"


class RingLook(StrEnum):
    """How the ring is drawn."""

    WORK = "work"
    READY = "ready"  # cut in five
    REST = "rest"
    EASED = "eased"
    PAUSED = "paused"
    NONE = "none"


class BreathPhase(StrEnum):
    """Which half of a breath."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Breath:
    """The breath guide: half, and how full the lungs are, 0 to 1."""

    phase: BreathPhase
    fullness: float
    strength: float = 1.0  # the disc fades in

    @property
    def disc(self) -> float:
        """Radius of the breath disc as a share of the halo's."""
        return DISC_SMALLEST + (DISC_LARGEST - DISC_SMALLEST) * self.fullness


@dataclass(frozen=True, slots=True)
class Pips:
    """Holds of this side: `done` before the present one, which is under way or still to come."""

    done: int
    total: int
    under_way: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Segments that one countdown runs over. `target` is the effort it is about."""

    mode: Mode
    start_ms: int
    end_ms: int
    target: Segment


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything the stage paints."""

    mode: Mode
    headline: str | None
    name: str
    side: Side | None
    side_label: str | None
    number: str
    unit: str
    note: str | None  # "3 holds of 20 s"
    breath: Breath | None
    breath_word: str | None
    pips: Pips | None
    pips_label: str | None
    eased: bool
    caption: str | None
    ring: RingLook
    ring_left: float  # share of the ring still full, 1 to 0
    remaining_ms: int
    flash: bool  # a hold has just begun or ended
    figure: FigureCue

    def texts(self) -> tuple[object, ...]:
        """What has to be painted anew when it changes, apart from ring, number and figure."""
        return (
            self.mode,
            self.headline,
            self.name,
            self.side_label,
            self.unit,
            self.note,
            self.breath_word,
            self.pips,
            self.pips_label,
            self.caption,
            self.eased,
        )


def span_at(timeline: Timeline, position_ms: int) -> Span:
    """The countdown that runs at this position."""
    index = timeline.index_at(position_ms)
    segments = timeline.segments
    now = segments[index]
    if now.kind not in _WAITS:
        return Span(Mode(now.kind.value), now.start_ms, now.end_ms, now)
    first = last = index
    while segments[first].kind is not SegmentKind.GET_READY and first > 0:
        before = segments[first - 1]
        if before.kind not in _WAITS or before.item != now.item:
            break
        first -= 1
    while last + 1 < len(segments):
        after = segments[last + 1]
        if after.kind not in _WAITS or after.kind is SegmentKind.GET_READY or after.item != now.item:
            break
        last += 1
    kinds = {s.kind for s in segments[first : last + 1]}
    mode = Mode.REST
    if SegmentKind.GET_READY in kinds:
        mode = Mode.GET_READY
    elif SegmentKind.CHANGE_SIDE in kinds:
        mode = Mode.CHANGE_SIDE
    follows = segments[last + 1] if last + 1 < len(segments) else now
    target = follows if follows.step.is_effort and follows.item == now.item else now
    return Span(mode, segments[first].start_ms, segments[last].end_ms, target)


def moment_at(timeline: Timeline, position_ms: int, *, calm: bool = False) -> Moment:
    """What to show at `position_ms`. With `calm`, the ring steps by seconds and the figure stands."""
    segment = timeline.at(position_ms)
    span = span_at(timeline, position_ms)
    stretch = _stretch(timeline, segment)
    remaining = max(0, span.end_ms - position_ms)
    seconds = math.ceil(remaining / 1000)
    shown = min(seconds * 1000, span.end_ms - span.start_ms) if calm else remaining
    guided = timeline.context.preferences.breath_cue
    breath = breath_at(segment, stretch, position_ms) if guided else None
    eased = segment.eased or span.target.eased
    return Moment(
        mode=span.mode,
        headline=_headline(timeline, span, segment),
        name="" if stretch is None else stretch.short_name,
        side=span.target.side,
        side_label=None if stretch is None else side_label(stretch, span.target.side),
        number=clock_text(seconds),
        unit=_unit(span, seconds),
        note=_note(span, stretch),
        breath=breath,
        breath_word=_breath_word(span, segment, breath),
        pips=_pips(span, stretch),
        pips_label=_pips_label(span, stretch, position_ms, eased),
        eased=eased,
        caption=_caption(timeline, span, stretch, position_ms),
        ring=_ring_look(span, eased),
        ring_left=shown / max(1, span.end_ms - span.start_ms),
        remaining_ms=remaining,
        flash=segment.kind in _FLASHING and position_ms - segment.start_ms < FLASH_MS,
        figure=figure_at(
            segment,
            stretch,
            span.target.side,
            position_ms,
            0.0 if breath is None else breath.fullness,
            calm=calm,
            place=timeline.context.place,
        ),
    )


def clock_text(seconds: int) -> str:
    """Whole seconds as they are shown: "14", or "1:45" from a minute on."""
    if seconds < MINUTES_FROM_S:
        return str(seconds)
    return f"{seconds // 60}:{seconds % 60:02d}"


def _caption(timeline: Timeline, span: Span, stretch: Stretch | None, position_ms: int) -> str | None:
    """What is being said; on the way down and up the step stays to be read, said or not."""
    if span.mode is Mode.TRANSFER and stretch is not None and stretch.spoken.hold:
        step = stretch.spoken.hold[step_at(span.target, stretch, position_ms)]
        phrase = timeline.context.phrases.get(step)
        return caption_text(None if phrase is None else phrase.text)
    return caption_text(timeline.caption_at(position_ms))


def caption_text(spoken: str | None) -> str | None:
    """Spoken words as a caption: without the full stop at their end."""
    return None if spoken is None else spoken.removesuffix(".")


def time_left_text(timeline: Timeline, position_ms: int) -> str:
    """Time left of the whole session, as m:ss."""
    seconds = math.ceil(max(0, timeline.duration_ms - position_ms) / 1000)
    return f"{seconds // 60}:{seconds % 60:02d}"


def side_label(stretch: Stretch, side: Side | None) -> str | None:
    """The user's own side in words: "Right leg", "Knees right"."""
    if side is None:
        return None
    if stretch.side_means is SideMeaning.KNEES_GO_TO:
        return f"Knees {side.value}"
    meaning = stretch.side_means or SideMeaning.LEG
    return f"{side.value.capitalize()} {meaning.value}"


def picture_words(stretch: Stretch, side: Side | None) -> str:
    """The picture in words, for screen readers."""
    if not stretch.pose:
        return ""
    label = side_label(stretch, side)
    return f"Picture: {stretch.picture}" if label is None else f"Picture: {stretch.picture} {label}."


def breath_at(segment: Segment, stretch: Stretch | None, position_ms: int) -> Breath | None:
    """The breath guide, paced by the flow or by the item's pattern; None in short holds and moves.

    It follows the same places as the breath tones: a hold begins by breathing in, a flow's cycle by
    breathing out.
    """
    if stretch is None:
        return None
    elapsed = max(0, position_ms - segment.start_ms)
    in_ms, out_ms = stretch.breathing.in_s * 1000, stretch.breathing.out_s * 1000
    if segment.kind is SegmentKind.FLOW:
        out_ms = breathing_out_ms(segment, stretch)
        in_ms = segment.step.planned_ms - out_ms
        if elapsed < out_ms:
            return Breath(BreathPhase.OUT, 1 - _sine(elapsed / out_ms))
        return Breath(BreathPhase.IN, _sine((elapsed - out_ms) / in_ms))
    paced = segment.kind is SegmentKind.HOLD and segment.duration_ms >= BREATH_FROM_MS
    resting = segment.step.is_effort and stretch.form is Form.TIMED
    if not paced and not (resting and stretch.type not in (StretchType.WARM_UP, StretchType.TRANSFER)):
        return None
    strength = min(1.0, elapsed / DISC_FADES_IN_MS)
    within = elapsed % (in_ms + out_ms)
    if within < in_ms:
        return Breath(BreathPhase.IN, _sine(within / in_ms), strength)
    return Breath(BreathPhase.OUT, 1 - _sine((within - in_ms) / out_ms), strength)


def _sine(t: float) -> float:
    return (1 - math.cos(math.pi * min(1.0, max(0.0, t)))) / 2


def _stretch(timeline: Timeline, segment: Segment) -> Stretch | None:
    return None if segment.stretch is None else timeline.context.catalogue[segment.stretch]


def _headline(timeline: Timeline, span: Span, segment: Segment) -> str | None:
    if span.mode is Mode.CHANGE_SIDE:
        return "Change sides"
    if span.mode is not Mode.GET_READY:
        return None
    first = timeline.at(span.start_ms)
    if first.posture_change in _CHANGE_HEADLINES:
        return _CHANGE_HEADLINES[first.posture_change]
    before = timeline.index_at(span.start_ms) - 1
    if before >= 0 and timeline.segments[before].item == segment.item:
        return "And again"
    return "First" if before < 0 else "Next"


def _unit(span: Span, seconds: int) -> str:
    if span.mode in (Mode.GET_READY, Mode.CHANGE_SIDE):
        return "get ready"
    if span.mode is Mode.REST:
        return "rest"
    return "min" if seconds >= MINUTES_FROM_S else "sec"


def _note(span: Span, stretch: Stretch | None) -> str | None:
    if stretch is None or span.mode not in (Mode.GET_READY, Mode.CHANGE_SIDE):
        return None
    target = span.target
    seconds = f"{target.duration_ms / 1000:g} s"
    total = target.repetitions or 1
    if target.kind is SegmentKind.FLOW:
        return f"{total} slow rounds{', eased' if target.eased else ''}"
    if target.kind is SegmentKind.HOLD:
        left = total - (target.repetition or 1) + 1
        eased = ", eased" if target.eased else ""
        return f"{left} {'hold' if left == 1 else 'holds'} of {seconds}{eased}"
    if target.duration_ms % 60_000 == 0:
        minutes = target.duration_ms // 60_000
        return f"{minutes} {'minute' if minutes == 1 else 'minutes'}"
    return seconds


def _breath_word(span: Span, segment: Segment, breath: Breath | None) -> str | None:
    if breath is not None:
        return "Breathe in" if breath.phase is BreathPhase.IN else "Breathe out"
    if span.mode is Mode.HOLD:
        return "Keep breathing"
    if segment.kind is SegmentKind.RELEASE and span.mode is Mode.REST:
        return "Let go slowly"
    if span.mode is Mode.REST:
        return "Get ready" if segment.kind is SegmentKind.MOVE_IN else "Rest"
    return None


def _pips(span: Span, stretch: Stretch | None) -> Pips | None:
    target = span.target
    if stretch is None or span.mode not in (Mode.HOLD, Mode.REST) or target.repetition is None:
        return None
    total = target.repetitions or 1
    if total > MOST_PIPS:
        return None
    if target.kind is SegmentKind.RELEASE:  # the last one of a side: all done
        return Pips(target.repetition, total, under_way=False)
    return Pips(target.repetition - 1, total, under_way=span.mode is Mode.HOLD)


def _pips_label(span: Span, stretch: Stretch | None, position_ms: int, eased: bool) -> str | None:
    target = span.target
    if stretch is not None and span.mode is Mode.TRANSFER and stretch.steps:
        first, over = target.step.part or (0, len(stretch.steps))
        return f"Step {step_at(target, stretch, position_ms) - first + 1} of {over - first}"
    if stretch is None or target.repetition is None or span.mode not in (Mode.HOLD, Mode.REST, Mode.FLOW):
        return None
    word = "Rep" if target.kind is SegmentKind.FLOW else "Hold"
    label = f"{word} {target.repetition} of {target.repetitions}"
    return f"{label}, eased" if eased else label


def _ring_look(span: Span, eased: bool) -> RingLook:
    match span.mode:
        case Mode.GET_READY | Mode.CHANGE_SIDE:
            return RingLook.READY
        case Mode.REST:
            return RingLook.REST
        case Mode.RATING:
            return RingLook.NONE
        case _:
            return RingLook.EASED if eased else RingLook.WORK
