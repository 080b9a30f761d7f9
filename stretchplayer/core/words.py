"""What the voice would like to say, segment by segment; `placing` finds out what of it is said, and when."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from stretchplayer.core import marks
from stretchplayer.core.catalogue import Form, SideMeaning
from stretchplayer.core.marks import TONE_GAP_MS, Breath
from stretchplayer.core.placing import WORD_GAP_MS, Rank
from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.timeline import PostureChange, Segment, SegmentKind

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Side, Stretch
    from stretchplayer.core.script import Scene, Script

SPILL_MS = 3_000  # how far a name may run into a hold, where there was little time for it
INTO_HOLD_MS = 1_500  # how far words about moving in may
HALF_WAY_LATEST_MS = 2_500  # said later than this it would not be true
QUIET_END_MS = 3_500  # no remarks this close to the end of a hold
REMARK_AFTER_MS = 900  # the tone, and a moment to arrive
COUNT_FROM_MS = 10_000  # in shorter holds the ticks count alone
LET_GO_AFTER_MS = 250  # one lets go at the tone, so its words do not wait until it has died away
BREATHING_FROM_MS = 20_000  # shorter holds are better left quiet
BREATHING_LATE_MS = 400  # a word of the breath later than this would disturb it
BREATHING_BEFORE_HALF_MS = 2_000
WORDED_CYCLES = 2  # a flow is talked through twice, then the tones lead
REMARKS_EVERY_MS = 25_000  # while warming up or resting
LAST_ONE_FROM = 3  # of two, the second needs no announcement
SETTLE_MS = 12_000  # where getting there takes longer, the set-up is told so long before moving in
LONG_CHANGE_MS = 3_000  # from here on one lets go first, and is told to change sides when that is done

#: What is said where getting there asks more than turning to another position.
CHANGE_WORDS = {
    PostureChange.DOWN: "getting-down",
    PostureChange.UP: "getting-up",
    PostureChange.ON_BED: "onto-bed",
    PostureChange.OFF_BED: "off-bed",
    PostureChange.SIT_DOWN: "sit-on-chair",
    PostureChange.STAND_UP: "stand-from-chair",
}
COUNT_WORDS = ("count-3", "count-2", "count-1")
BREATH_WORDS = {Breath.IN: "breathe-in", Breath.OUT: "breathe-out"}
EASE_OFF = "ease-off"  # the easier version, and less of it
CHANGE_SIDES = "change-sides"


def speak(script: Script, scene: Scene, said: Collection[str] = ()) -> None:
    """Wish for the words of a segment, without what was `said` in it already."""
    script.leave_out(said)
    if _begins_at_once(scene):
        _announce(script, scene, scene.segment.start_ms + TONE_GAP_MS)
    _WORDS[scene.segment.kind](script, scene)


def side_word(stretch: Stretch, side: Side) -> str:
    """Phrase id of the side, in the stretch's own sense of it."""
    if stretch.side_means is SideMeaning.KNEES_GO_TO:
        return f"knees-{side.value}"
    return f"{side.value}-{(stretch.side_means or SideMeaning.LEG).value}"


def _getting_ready(script: Script, scene: Scene) -> None:
    """Where to go, the name and the side; then how to lie, sit or stand for it."""
    segment = scene.segment
    stretch = script.stretch(segment)
    at, end = segment.start_ms + TONE_GAP_MS, segment.end_ms
    announced = _announced(stretch, segment)
    setup, side_setup = _setup(script, scene), _side_setup(stretch, segment)
    words_ms = script.length_ms([*announced, *setup, *side_setup]) if script.in_full else 0
    if setup and side_setup and segment.posture_change is PostureChange.NONE and at + words_ms > end:
        setup = ()  # one is about there already, and what to do with this side is wanted more
    lead_ms = script.length_ms(["next"]) if script.in_full and _comes_next(scene) else 0
    if lead_ms and at + lead_ms + words_ms <= end:
        script.say(Rank.ASIDE, at, at + lead_ms, "next")
        at += lead_ms
    _announce(script, scene, at)
    settle = max(at, end - SETTLE_MS)
    script.say(Rank.GETTING_IN, settle, scene.latest_ms(0), *setup)
    script.say(Rank.GETTING_IN, settle, scene.latest_ms(INTO_HOLD_MS), *side_setup)


def _announced(stretch: Stretch, segment: Segment) -> list[str]:
    """Where to go, what comes, and on which side."""
    way = [CHANGE_WORDS[segment.posture_change]] if segment.posture_change in CHANGE_WORDS else []
    side = [] if segment.side is None else [side_word(stretch, segment.side)]
    return [*way, stretch.spoken.name, *side]


def _announce(script: Script, scene: Scene, at: int) -> None:
    for phrase in _announced(script.stretch(scene.segment), scene.segment):
        script.say(Rank.WAY, at, scene.latest_ms(SPILL_MS), phrase)


def _begins_at_once(scene: Scene) -> bool:
    """Whether a stretch begins here for which no time to get ready is wanted."""
    before, segment = scene.before, scene.segment
    if segment.kind is not SegmentKind.MOVE_IN and not segment.step.is_effort:
        return False
    return segment.start_ms == 0 if before is None else before.item != segment.item


def _comes_next(scene: Scene) -> bool:
    """Whether it follows another stretch without a way to go, which would be told first."""
    before, segment = scene.before, scene.segment
    return before is not None and before.item != segment.item and segment.posture_change not in CHANGE_WORDS


def _setup(script: Script, scene: Scene) -> tuple[str, ...]:
    """How to get into the starting position.

    Who is in this posture already need not be told how to get into it, which is what the first of several
    sentences does, nor what the last stretch has asked for too.
    """
    segment = scene.segment
    stretch = script.stretch(segment)
    setup = stretch.spoken.setup
    if segment.posture_change is not PostureChange.NONE or stretch.pace.get_ready_s:
        return setup
    before = scene.before
    known = script.stretch(before).spoken.setup if before is not None and before.stretch is not None else ()
    return tuple(phrase for phrase in setup[1:] or setup if phrase not in known)


def _side_setup(stretch: Stretch, segment: Segment) -> tuple[str, ...]:
    side = stretch.spoken.side
    return () if side is None or segment.side is None else (side.format(side=segment.side.value),)


def _moving_in(script: Script, scene: Scene) -> None:
    """How to move in, the first time; later that it comes again, and what a short hold has no room for."""
    segment = scene.segment
    stretch = script.stretch(segment)
    spoken, start = stretch.spoken, segment.start_ms
    turn = segment.repetition or 1
    if turn == 1:
        if segment.eased:
            script.say(Rank.ASKED, start, scene.latest_ms(SPILL_MS), EASE_OFF)
        if spoken.move is not None:
            script.say(Rank.GETTING_IN, start, scene.latest_ms(INTO_HOLD_MS), spoken.move)
        return
    if _is_last(segment):
        script.say(Rank.COUNTING, start + TONE_GAP_MS, scene.latest_ms(INTO_HOLD_MS), "last-one")
    elif stretch.form is Form.HOLD:
        script.say(Rank.ASIDE, start, segment.end_ms, "and-again")
    if _is_short(scene.effort) and turn - 2 < len(spoken.hold):
        script.say(Rank.REMARK, start, scene.latest_ms(SPILL_MS), spoken.hold[turn - 2])


def _is_last(segment: Segment) -> bool:
    """Whether it is the last of so many that this is worth a word."""
    return segment.repetition == segment.repetitions and (segment.repetitions or 1) >= LAST_ONE_FROM


def _is_short(effort: Segment | None) -> bool:
    return effort is not None and effort.duration_ms < marks.COUNT_DOWN_FROM_MS


def _holding(script: Script, scene: Scene) -> None:
    """One remark, a word of the breath, half-way and the countdown; otherwise it is quiet."""
    segment = scene.segment
    spoken, start = script.stretch(segment).spoken, segment.start_ms
    half = marks.half_way_ms(segment, script.context)
    quiet_from = segment.end_ms - QUIET_END_MS if half is None else half - WORD_GAP_MS
    turn = segment.repetition or 1
    if turn <= len(spoken.hold) and not _is_short(segment):
        script.say(Rank.REMARK, start + REMARK_AFTER_MS, quiet_from, spoken.hold[turn - 1])
    if script.in_full and segment.duration_ms >= BREATHING_FROM_MS:
        _breathing(script, segment, quiet_from - BREATHING_BEFORE_HALF_MS)
    _half_way(script, half)
    seconds = marks.count_down_ms(segment, script.context) if segment.duration_ms >= COUNT_FROM_MS else ()
    for at, phrase in zip(seconds, COUNT_WORDS, strict=False):
        script.say(Rank.COUNTING, at, at + 1_000 - WORD_GAP_MS, phrase)


def _breathing(script: Script, segment: Segment, quiet_from: int) -> None:
    """Once out and, where the hold is long enough, once in, together with the tones."""
    told: set[Breath] = set()
    for at, breath in marks.breaths(segment, script.context):
        word = BREATH_WORDS[breath]
        until = at + script.length_ms([word]) + BREATHING_LATE_MS
        if breath in told or until > quiet_from:
            return
        told.add(breath)
        script.say(Rank.BREATHING, at, until, word)


def _half_way(script: Script, half: int | None) -> None:
    if half is not None:
        script.say(Rank.HALF_WAY, half + TONE_GAP_MS, half + HALF_WAY_LATEST_MS, "half-way")


def _letting_go(script: Script, scene: Scene) -> None:
    """How to come out of it: each time of a hold, once of a drill."""
    segment, after = scene.segment, scene.after
    stretch = script.stretch(segment)
    if after is not None and after.kind is SegmentKind.CHANGE_SIDE and after.duration_ms < LONG_CHANGE_MS:
        script.say(Rank.WAY, segment.start_ms + TONE_GAP_MS, after.end_ms, CHANGE_SIDES)
    if segment.repetition in (1, None) or stretch.form is Form.HOLD:
        until = _let_go_by(segment, after)
        words = stretch.spoken.release or "let-go-slowly"
        script.say(Rank.LETTING_GO, segment.start_ms + LET_GO_AFTER_MS, until, words)


def _let_go_by(release: Segment, after: Segment | None) -> int:
    """Until when it is still true that one lets go: the question or the next name comes after its tone."""
    if after is None or after.step.is_effort:
        return release.end_ms
    if after.kind in (SegmentKind.MOVE_IN, SegmentKind.REST):
        return after.end_ms
    return release.end_ms + TONE_GAP_MS


def _changing_side(script: Script, scene: Scene) -> None:
    """To which side, and how to lie, sit or stand for it."""
    segment = scene.segment
    stretch = script.stretch(segment)
    at, latest = segment.start_ms, scene.latest_ms(SPILL_MS)
    if segment.duration_ms >= LONG_CHANGE_MS:
        at += TONE_GAP_MS
        script.say(Rank.WAY, at, latest, CHANGE_SIDES)
    if segment.side is not None:
        script.say(Rank.WAY, at, latest, side_word(stretch, segment.side))
    script.say(Rank.GETTING_IN, at, scene.latest_ms(INTO_HOLD_MS), *_side_setup(stretch, segment))


def _resting_between(script: Script, scene: Scene) -> None:
    script.say(Rank.ASIDE, scene.segment.start_ms, scene.segment.end_ms, "rest")


def _flowing(script: Script, scene: Scene) -> None:
    """Out and in, until one has the rhythm; then only how far one has come."""
    cycle = scene.segment
    words, turn = script.stretch(cycle).spoken.hold, marks.turn_ms(cycle, script.context)
    number = cycle.repetition or 1
    if cycle.eased and number == 1:
        script.say(Rank.ASKED, cycle.start_ms, cycle.end_ms, EASE_OFF)
    if len(words) > 1 and number <= WORDED_CYCLES:
        script.say(Rank.REMARK, cycle.start_ms, turn, words[0])
        script.say(Rank.REMARK, turn, cycle.end_ms, words[1])
    if _is_last(cycle):
        script.say(Rank.COUNTING, cycle.start_ms + TONE_GAP_MS, turn, "last-one")
    _half_way(script, marks.half_way_ms(cycle, script.context))


def _taking_time(script: Script, scene: Scene) -> None:
    """Each remark once, with much quiet between them."""
    segment = scene.segment
    quiet_from = segment.end_ms - QUIET_END_MS
    for turn, phrase in enumerate(script.stretch(segment).spoken.hold):
        at = segment.start_ms + REMARK_AFTER_MS + REMARKS_EVERY_MS * turn
        script.say(Rank.REMARK, at, min(at + REMARKS_EVERY_MS, quiet_from), phrase)
    _half_way(script, marks.half_way_ms(segment, script.context))


def _going_down_or_up(script: Script, scene: Scene) -> None:
    """Each step when its turn comes."""
    segment = scene.segment
    spoken = script.stretch(segment).spoken.hold
    first, over = segment.step.part or (0, len(spoken))
    steps = spoken[first:over]
    share_ms = segment.step.planned_ms // max(1, len(steps))
    for turn, phrase in enumerate(steps):
        at = segment.start_ms + REMARK_AFTER_MS + share_ms * turn
        script.say(Rank.WAY, at, min(at + share_ms, segment.end_ms), phrase)


def _asking(script: Script, scene: Scene) -> None:
    segment = scene.segment
    at, latest = segment.start_ms + TONE_GAP_MS, segment.end_ms + SPILL_MS
    if segment.stretch is not None and script.context.ask_during is AskDuring.AT_END:
        script.say(Rank.ASKED, at, latest, script.stretch(segment).spoken.name)  # it is some time ago
    script.say(Rank.ASKED, at, latest, "rate-now" if segment.stretch is None else "rate-stretch")


_WORDS: Mapping[SegmentKind, Callable[[Script, Scene], None]] = {
    SegmentKind.GET_READY: _getting_ready,
    SegmentKind.MOVE_IN: _moving_in,
    SegmentKind.HOLD: _holding,
    SegmentKind.RELEASE: _letting_go,
    SegmentKind.REST: _resting_between,
    SegmentKind.CHANGE_SIDE: _changing_side,
    SegmentKind.FLOW: _flowing,
    SegmentKind.WARM_UP: _taking_time,
    SegmentKind.REST_POSITION: _taking_time,
    SegmentKind.TRANSFER: _going_down_or_up,
    SegmentKind.RATING: _asking,
}
