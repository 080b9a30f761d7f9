"""Where every word and tone goes.

Tones sit exactly where their event is. What words there are to say is in `words`, how they share the time
in `placing`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from stretchplayer.core import marks
from stretchplayer.core.marks import BREATH_FROM_MS, TONE_GAP_MS, Breath
from stretchplayer.core.placing import WORD_GAP_MS, place
from stretchplayer.core.preferences import Sounds
from stretchplayer.core.script import ON_BED_SUFFIX, Script, scenes
from stretchplayer.core.timeline import Cue, CueKind, Segment, SegmentKind
from stretchplayer.core.words import EASE_OFF, speak

if TYPE_CHECKING:
    from stretchplayer.core.plan_context import PlanContext

__all__ = [
    "BREATH_FROM_MS",
    "DONE",
    "EASE_OFF",
    "FIRST_WORDS_MS",
    "ON_BED_SUFFIX",
    "SOFT_PREFIX",
    "TONE_GAP_MS",
    "WORD_GAP_MS",
    "chosen_tone",
    "place_cues",
]

FIRST_WORDS_MS = 1_000  # into the session: wireless speakers may still be waking up before
DONE = "done"  # tone: the whole session is over
HALF_WAY = "half"  # tone
SOFT_PREFIX = "soft-"  # of the tones' ids in their softer set
#: The tone with which a segment begins.
_STARTS = {
    SegmentKind.GET_READY: "ready",
    SegmentKind.HOLD: "start",
    SegmentKind.RELEASE: "end",
    SegmentKind.CHANGE_SIDE: "change",
    SegmentKind.FLOW: "breath_out",
    SegmentKind.TRANSFER: "start",
    SegmentKind.WARM_UP: "start",
    SegmentKind.REST_POSITION: "start",
    SegmentKind.RATING: "gate",
}
_BREATH_TONES = {Breath.IN: "breath_in", Breath.OUT: "breath_out"}


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
    ahead = [scene for scene in scenes(segments) if scene.segment.end_ms > from_ms]
    script = Script(context, from_ms)
    tones: list[Cue] = []
    if first is not None:
        script.answer(first)
    for scene in ahead:
        gone = _said_in(scene.segment, said, from_ms)
        if first is not None and _same_side(scene.segment, ahead[0].segment):
            gone.add(first)
        tones += (cue for cue in _tones_of(scene.segment, context) if _is_ahead(cue, from_ms, gone))
        speak(script, scene, gone)
    spoken_until = max((cue.end_ms for cue in said if cue.kind is CueKind.VOICE), default=-WORD_GAP_MS)
    earliest = max(from_ms, spoken_until + WORD_GAP_MS, FIRST_WORDS_MS)
    words = place(script.wishes, context.phrases, earliest)
    return (*said, *sorted([*tones, *words], key=lambda cue: cue.at_ms))


def _said_in(segment: Segment, said: Sequence[Cue], from_ms: int) -> set[str]:
    """What was heard in a segment that is under way."""
    return {cue.id for cue in said if cue.at_ms >= segment.start_ms} if segment.start_ms <= from_ms else set()


def _same_side(segment: Segment, other: Segment) -> bool:
    return (segment.item, segment.side) == (other.item, other.side)


def _is_ahead(cue: Cue, from_ms: int, gone: Collection[str]) -> bool:
    """Whether a tone is still to be heard: half-way only once, however long the hold becomes."""
    if cue.id in gone and (cue.at_ms == from_ms or cue.id.endswith(HALF_WAY)):
        return False
    return cue.at_ms >= from_ms


def _tones_of(segment: Segment, context: PlanContext) -> Iterator[Cue]:
    """The tones of a segment, from the set the user chose."""
    for at_ms, tone in _tones(segment, context):
        chosen = chosen_tone(tone, context.preferences.sounds)
        if chosen is not None:
            known = context.phrases.get(chosen)
            yield Cue(at_ms, 0 if known is None else known.duration_ms, chosen, None, CueKind.TONE)


def _tones(segment: Segment, context: PlanContext) -> Iterator[tuple[int, str]]:
    """What is heard where, by the names of the bells."""
    tone = _STARTS.get(segment.kind)
    if tone is not None:
        yield segment.start_ms, tone
    if segment.kind is SegmentKind.FLOW:
        yield marks.turn_ms(segment, context), "breath_in"
    for at_ms, breath in marks.breaths(segment, context):
        yield at_ms, _BREATH_TONES[breath]
    half = marks.half_way_ms(segment, context)
    if half is not None:
        yield half, HALF_WAY
    for at_ms in marks.count_down_ms(segment, context):
        yield at_ms, "tick"
