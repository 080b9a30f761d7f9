"""Where every word and tone goes.

Tones sit exactly where their event is. Words follow one another without overlapping: each has a
wished place and, if it is not essential, a latest end; what no longer fits is left out, so that
nobody is talked through the end of a hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from stretchplayer.core.catalogue import Form, SideMeaning, Stretch
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import AskDuring, Sounds, Talking
from stretchplayer.core.timeline import Cue, CueKind, PostureChange, Segment, SegmentKind

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.plan_context import PlanContext

TONE_GAP_MS = 450  # room for a chime before the first word
WORD_GAP_MS = 180  # a breath between two phrases
HALF_WAY_FROM_MS = 15_000  # shorter holds need no half-way mark
HALF_WAY_LATEST_MS = 2_500  # said later than this it would not be true
COUNT_DOWN_FROM_MS = 8_000  # shorter holds need no 3-2-1
COUNT_DOWN_MS = (3000, 2000, 1000)
BREATH_FROM_MS = 10_000  # shorter holds have no room for a breath pattern
QUIET_END_MS = 3_500  # no optional words this close to the end of a hold
LATE_MS = 2_000  # a helpful remark later than this is left out
WORDED_CYCLES = 2  # a flow is talked through twice, then the tones lead
SPILL_MS = 3_000  # how far words about moving in may run into the hold
WORDS_EVERY_MS = 20_000  # spacing of remarks while warming up or resting
#: What is said where getting there asks more than turning to another position.
CHANGE_WORDS = {
    PostureChange.DOWN: "getting-down",
    PostureChange.UP: "getting-up",
    PostureChange.ON_BED: "onto-bed",
    PostureChange.OFF_BED: "off-bed",
    PostureChange.SIT_DOWN: "sit-on-chair",
    PostureChange.STAND_UP: "stand-from-chair",
}
ON_BED_SUFFIX = "-on-bed"  # of phrases that say the floor otherwise
DONE = "done"  # tone: the whole session is over
EASE_OFF = "ease-off"  # phrase: the easier version, and less of it
SOFT_PREFIX = "soft-"  # of the tones' ids in their softer set


@dataclass(frozen=True, slots=True)
class _Wish:
    """A phrase that would like to be said at `at_ms`; dropped when it cannot end by `until_ms`."""

    at_ms: int
    id: str
    until_ms: int | None = None


def side_word(stretch: Stretch, side: Side) -> str:
    """Phrase id of the side, in the stretch's own sense of it."""
    if stretch.side_means is SideMeaning.KNEES_GO_TO:
        return f"knees-{side.value}"
    return f"{side.value}-{(stretch.side_means or SideMeaning.LEG).value}"


def chosen_tone(tone: str, sounds: Sounds) -> str | None:
    """Cue id of a tone in the set the user chose; None where no tones are wanted."""
    match sounds:
        case Sounds.BELLS:
            return tone
        case Sounds.SOFT:
            return SOFT_PREFIX + tone
        case Sounds.NONE:
            return None


def place_cues(
    segments: Sequence[Segment],
    context: PlanContext,
    said: Sequence[Cue] = (),
    from_ms: int = 0,
    first: str | None = None,
) -> tuple[Cue, ...]:
    """Cues of `segments` from `from_ms` on, after those of the past, `said`.

    Nothing that was said in the running segment is said again, and words start only when the
    last words of the past are over. `first` is a phrase to be said before all others.
    """
    placed: list[Cue] = []
    busy_until = max((c.end_ms for c in said if c.kind is CueKind.VOICE), default=from_ms - WORD_GAP_MS)
    phrase = None if first is None else context.phrases.get(first)
    if first is not None and phrase is not None and context.preferences.talking is not Talking.BELL:
        at_ms = max(from_ms, busy_until + WORD_GAP_MS)
        placed.append(Cue(at_ms, phrase.duration_ms, first, phrase.text, CueKind.VOICE))
        busy_until = at_ms + phrase.duration_ms
    for segment, following in zip_longest(segments, segments[1:]):
        if segment.end_ms <= from_ms:
            continue
        gone = {c.id for c in said if segment.start_ms <= c.at_ms}
        for at_ms, tone in _chosen_tones(segment, context):
            if at_ms > from_ms or (at_ms == from_ms and tone not in gone):
                placed.append(Cue(at_ms, _length(context, tone), tone, None, CueKind.TONE))
        for wish in sorted(_words(segment, following, context), key=lambda wish: wish.at_ms):
            id_ = _worded(wish.id, context)
            phrase = context.phrases.get(id_)
            if phrase is None or id_ in gone:
                continue
            at_ms = max(wish.at_ms, busy_until + WORD_GAP_MS, from_ms)
            late = from_ms - wish.at_ms > LATE_MS
            if wish.until_ms is not None and (late or at_ms + phrase.duration_ms > wish.until_ms):
                continue
            placed.append(Cue(at_ms, phrase.duration_ms, id_, phrase.text, CueKind.VOICE))
            busy_until = at_ms + phrase.duration_ms
    return (*said, *sorted(placed, key=lambda cue: cue.at_ms))


def _worded(phrase: str, context: PlanContext) -> str:
    """The phrase for the place: what speaks of the floor has another wording for a bed."""
    on_bed = f"{phrase}{ON_BED_SUFFIX}"
    return on_bed if context.place is Place.BED and on_bed in context.phrases else phrase


def _length(context: PlanContext, tone: str) -> int:
    phrase = context.phrases.get(tone)
    return 0 if phrase is None else phrase.duration_ms


def _chosen_tones(segment: Segment, context: PlanContext) -> Iterator[tuple[int, str]]:
    """The tones of a segment, from the set the user chose."""
    for at_ms, tone in _tones(segment, context):
        chosen = chosen_tone(tone, context.preferences.sounds)
        if chosen is not None:
            yield at_ms, chosen


def _tones(segment: Segment, context: PlanContext) -> Iterator[tuple[int, str]]:
    start, end, length = segment.start_ms, segment.end_ms, segment.duration_ms
    match segment.kind:
        case SegmentKind.GET_READY:
            yield start, "ready"
        case SegmentKind.HOLD:
            yield start, "start"
            if length >= BREATH_FROM_MS and context.preferences.breath_cue:
                yield from _breath_tones(segment, context)
            counted = context.preferences.count_tones
            if counted and length >= HALF_WAY_FROM_MS and context.preferences.talking is Talking.BELL:
                yield start + length // 2, "half"
            if counted and length >= COUNT_DOWN_FROM_MS:
                yield from ((end - left, "tick") for left in COUNT_DOWN_MS)
        case SegmentKind.RELEASE:
            yield start, "end"
        case SegmentKind.CHANGE_SIDE:
            yield start, "change"
        case SegmentKind.FLOW:
            yield start, "breath_out"
            yield start + _breathing_out_ms(segment, context), "breath_in"
        case SegmentKind.TRANSFER:
            yield start, "start"
        case SegmentKind.WARM_UP | SegmentKind.REST_POSITION:
            yield start, "start"
            if context.preferences.count_tones:
                yield from ((end - left, "tick") for left in COUNT_DOWN_MS)
        case SegmentKind.RATING:
            yield start, "gate"
        case _:
            return


def _breath_tones(segment: Segment, context: PlanContext) -> Iterator[tuple[int, str]]:
    """In and out, as often as a whole breath fits; the first breath in is the start itself."""
    breathing = _stretch(segment, context).breathing
    in_ms, out_ms = round(breathing.in_s * 1000), round(breathing.out_s * 1000)
    last = segment.end_ms - max(COUNT_DOWN_MS) - 1
    at = segment.start_ms
    while at + in_ms + out_ms <= segment.end_ms:
        if at > segment.start_ms and at < last:
            yield at, "breath_in"
        if at + in_ms < last:
            yield at + in_ms, "breath_out"
        at += in_ms + out_ms


def _breathing_out_ms(segment: Segment, context: PlanContext) -> int:
    """Length of the out-breath of a flow's cycle, which is scaled to the cycle the user chose."""
    breathing = _stretch(segment, context).breathing
    return round(segment.step.planned_ms * breathing.out_s / (breathing.in_s + breathing.out_s))


def _stretch(segment: Segment, context: PlanContext) -> Stretch:
    assert segment.stretch is not None  # only ratings have none, and they ask for nothing here
    return context.catalogue[segment.stretch]


def _words(segment: Segment, following: Segment | None, context: PlanContext) -> Iterator[_Wish]:
    talking = context.preferences.talking
    if talking is Talking.BELL:
        return
    if segment.kind is SegmentKind.RATING:
        at_ms = segment.start_ms + TONE_GAP_MS
        if segment.stretch is not None and context.ask_during is AskDuring.AT_END:
            yield _Wish(at_ms, _stretch(segment, context).spoken.name)  # it is some time ago
        yield _Wish(at_ms, "rate-now" if segment.stretch is None else "rate-stretch")
        return
    stretch = _stretch(segment, context)
    if segment.kind is SegmentKind.RELEASE and following and following.kind is SegmentKind.CHANGE_SIDE:
        yield _Wish(segment.start_ms + TONE_GAP_MS, "change-sides")
        return
    yield from _essential_words(segment, stretch, context)
    if talking is Talking.FULL:
        yield from _helping_words(segment, stretch, context)


def _essential_words(segment: Segment, stretch: Stretch, context: PlanContext) -> Iterator[_Wish]:
    start = segment.start_ms
    counted = context.preferences.count_tones
    match segment.kind:
        case SegmentKind.GET_READY:
            if segment.posture_change in CHANGE_WORDS:
                yield _Wish(start + TONE_GAP_MS, CHANGE_WORDS[segment.posture_change])
            yield _Wish(start + TONE_GAP_MS, stretch.spoken.name)
            if segment.side is not None:
                yield _Wish(start + TONE_GAP_MS, side_word(stretch, segment.side))
        case SegmentKind.CHANGE_SIDE if segment.side is not None:
            yield _Wish(start, side_word(stretch, segment.side))
        case SegmentKind.TRANSFER:
            first, over = segment.step.part or (0, len(stretch.spoken.hold))
            steps = stretch.spoken.hold[first:over]
            for turn, phrase in enumerate(steps):
                at = start + 2 * TONE_GAP_MS + segment.step.planned_ms * turn // len(steps)
                yield _Wish(at, phrase, at + segment.step.planned_ms // len(steps))
        case SegmentKind.MOVE_IN | SegmentKind.FLOW if segment.eased and segment.repetition == 1:
            yield _Wish(start + 1, EASE_OFF)  # after what is said about moving in
        case SegmentKind.HOLD if counted and segment.duration_ms >= HALF_WAY_FROM_MS:
            half = start + segment.duration_ms // 2
            yield _Wish(half, "half-way", half + HALF_WAY_LATEST_MS)
        case _:
            return


def _helping_words(segment: Segment, stretch: Stretch, context: PlanContext) -> Iterator[_Wish]:
    start, end = segment.start_ms, segment.end_ms
    spoken = stretch.spoken
    first = segment.repetition in (1, None)
    match segment.kind:
        case SegmentKind.GET_READY:
            if segment.posture_change is not PostureChange.NONE or stretch.pace.get_ready_s:
                for phrase in spoken.setup:
                    yield _Wish(start + TONE_GAP_MS, phrase, end)
            if spoken.side is not None and segment.side is not None:
                yield _Wish(start + TONE_GAP_MS, spoken.side.format(side=segment.side.value), end + SPILL_MS)
        case SegmentKind.CHANGE_SIDE if spoken.side is not None and segment.side is not None:
            yield _Wish(start, spoken.side.format(side=segment.side.value), end + SPILL_MS)
        case SegmentKind.MOVE_IN if spoken.move is not None and first:
            yield _Wish(start, spoken.move, end + SPILL_MS)
        case SegmentKind.MOVE_IN if not first and stretch.form is Form.HOLD:
            yield _Wish(start, "and-again", end)
        case SegmentKind.HOLD if spoken.hold and segment.duration_ms >= COUNT_DOWN_FROM_MS:
            phrase = spoken.hold[((segment.repetition or 1) - 1) % len(spoken.hold)]
            yield _Wish(start + 2 * TONE_GAP_MS, phrase, _quiet_from(segment))
        case SegmentKind.RELEASE if first or stretch.form is Form.HOLD:
            yield _Wish(start + TONE_GAP_MS, spoken.release or "let-go-slowly", end + SPILL_MS)
        case SegmentKind.REST:
            yield _Wish(start, "rest", end)
        case SegmentKind.FLOW if len(spoken.hold) > 1 and (segment.repetition or 1) <= WORDED_CYCLES:
            turn = start + _breathing_out_ms(segment, context)
            yield _Wish(start, spoken.hold[0], turn)
            yield _Wish(turn, spoken.hold[1], end)
        case SegmentKind.WARM_UP | SegmentKind.REST_POSITION:
            for turn, at in enumerate(
                range(start + 2 * TONE_GAP_MS, end - WORDS_EVERY_MS // 2, WORDS_EVERY_MS)
            ):
                if spoken.hold and turn < 2 * len(spoken.hold):
                    yield _Wish(at, spoken.hold[turn % len(spoken.hold)], at + WORDS_EVERY_MS // 2)
        case _:
            return


def _quiet_from(segment: Segment) -> int:
    """Until when remarks may last: up to half-way where that is called, else near the end."""
    if segment.duration_ms >= HALF_WAY_FROM_MS:
        return segment.start_ms + segment.duration_ms // 2 - WORD_GAP_MS
    return segment.end_ms - QUIET_END_MS
