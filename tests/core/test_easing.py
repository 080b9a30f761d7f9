"""The easier way: during a hold, for the rest of a session, and next time."""

from __future__ import annotations

import msgspec
import pytest

from stretchplayer.core.catalogue import Catalogue, Side, Variant
from stretchplayer.core.cues import EASE_OFF
from stretchplayer.core.edits import Edit, EditKind, revise
from stretchplayer.core.plan import PlanRecord, compile_routine, dose_of
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences, Talking
from stretchplayer.core.routine import RoutineItem
from stretchplayer.core.timeline import SegmentKind, Timeline
from tests.core.scores import CATALOGUE, PHRASES, Play, routine, score, told

EASIER = "Loop a towel behind the thigh."
KNEES_EASIER = Catalogue(
    msgspec.structs.replace(one, easier=Variant(text=EASIER)) if one.id == "knee" else one
    for one in CATALOGUE
)
HOLD = 30_000 + 2_200  # where the first hold begins


def with_words(*stretches: str, talking: Talking = Talking.FULL, **options: object) -> Timeline:
    """A timeline in which the knee has an easier way in words."""
    return compile_routine(
        routine(*stretches),
        KNEES_EASIER,
        Preferences(talking=talking),
        PHRASES,
        PlanOptions(**options),  # type: ignore[arg-type]
    )


def eased_at(timeline: Timeline, position_ms: int) -> Timeline:
    return revise(timeline, position_ms, Edit(EditKind.EASE_OFF))


def said(timeline: Timeline) -> list[int]:
    """Where it says to ease off."""
    return [cue.at_ms for cue in timeline.cues if cue.id == EASE_OFF]


# ---- during a hold -------------------------------------------------------------------------------


def test_it_is_said_at_once_and_again_when_the_other_side_begins() -> None:
    timeline = eased_at(with_words("knee"), HOLD + 8_000)
    other_side = next(s for s in timeline.segments if s.kind is SegmentKind.MOVE_IN and s.side is Side.LEFT)
    first, second = said(timeline)
    assert HOLD + 8_000 <= first < HOLD + 9_000
    assert other_side.start_ms <= second < other_side.start_ms + 4_000


def test_words_under_way_are_not_talked_over() -> None:
    timeline = with_words("knee")
    speaking = next(cue for cue in timeline.cues if cue.text is not None and cue.at_ms > HOLD)
    first = said(eased_at(timeline, speaking.at_ms + 100))[0]
    assert first >= speaking.end_ms


def test_how_to_do_it_stands_there_while_nothing_is_being_said() -> None:
    timeline = eased_at(with_words("knee"), HOLD + 8_000)
    first = next(cue for cue in timeline.cues if cue.id == EASE_OFF)
    assert timeline.caption_at(first.at_ms + 100) == "ease off"
    assert timeline.caption_at(first.end_ms + 10) == EASIER
    side = [s for s in timeline.segments if s.side is Side.LEFT and s.kind is SegmentKind.HOLD]
    assert timeline.caption_at(side[-1].end_ms - 100) == EASIER


def test_without_words_for_it_the_last_ones_stay() -> None:
    timeline = eased_at(score("knee"), HOLD + 8_000)
    spoken = next(cue for cue in timeline.cues if cue.id == EASE_OFF)
    assert timeline.caption_at(spoken.end_ms + 10) == "ease off"


def test_with_bells_alone_it_stands_there_and_is_not_said() -> None:
    timeline = eased_at(with_words("knee", talking=Talking.BELL), HOLD + 8_000)
    assert said(timeline) == []
    assert timeline.caption_at(HOLD + 9_000) == EASIER


def test_the_hold_ends_soon_and_the_rest_of_the_stretch_stays_eased() -> None:
    play = Play(with_words("knee", "tilt"))
    play.do("start")
    play.run_to(HOLD + 8_000)
    play.do("ease_off")
    play.run(200_000)
    outcomes = [line for line in told(play.log) if line.startswith(("eased", "held"))]
    assert outcomes == [
        "eased knee right 1 11000/20000",
        "eased knee right 2 10000/20000",
        "eased knee left 1 10000/20000",
        "eased knee left 2 10000/20000",
    ]


# ---- next time -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stretch", "item", "options", "dose"),
    [
        ("knee", {}, {"eased": frozenset({"knee"})}, (10, 2)),
        ("knee", {}, {"eased": frozenset({"tilt"})}, (20, 2)),
        ("knee", {"hold_s": 15.0}, {"eased": frozenset({"knee"})}, (8, 2)),
        ("knee", {}, {"eased": frozenset({"knee"}), "short_holds": True}, (5, 2)),
        ("knee", {}, {"eased": frozenset({"knee"}), "half_dose": True}, (10, 1)),
        ("tilt", {}, {"gentle": True}, (3, 3)),
        ("cat", {}, {"gentle": True}, (8, 3)),  # a smaller movement, as many rounds
        ("march", {}, {"gentle": True}, (60, 1)),
        ("rest", {}, {"gentle": True, "eased": frozenset({"rest"})}, (60, 1)),
    ],
)
def test_eased_doses(
    stretch: str, item: dict[str, float], options: dict[str, object], dose: tuple[float, int]
) -> None:
    chosen = RoutineItem(stretch=stretch, **item)  # type: ignore[arg-type]
    wanted = PlanOptions(**options)  # type: ignore[arg-type]
    eased = dose_of(chosen, CATALOGUE[stretch], wanted)
    assert (eased.hold_s, eased.repetitions) == dose


def test_eased_next_time_it_begins_so_and_says_so() -> None:
    timeline = with_words("knee", "tilt", eased=frozenset({"knee"}))
    assert {s.stretch for s in timeline.segments if s.eased} == {"knee"}
    assert not any(s.eased for s in timeline.segments if s.kind is SegmentKind.RATING)
    assert len(said(timeline)) == 2, "once a side"
    assert timeline.caption_at(HOLD - 2_300) == EASIER, "in time to fetch what it needs"


def test_a_plan_kept_by_an_earlier_version_is_still_read() -> None:
    record = PlanRecord(routine=routine("knee"), first_side=Side.LEFT, eased=("knee",))
    earlier = msgspec.json.decode(msgspec.json.encode(record))
    del earlier["eased"], earlier["gentle"]
    read = msgspec.convert(earlier, PlanRecord)
    assert read.options() == PlanOptions(first_side=Side.LEFT)
    again = msgspec.json.decode(msgspec.json.encode(record), type=PlanRecord)
    assert again.options().eased == {"knee"}


# ---- for the rest of a session -------------------------------------------------------------------

READY_FOR_TILT = 30_000 + 24_000 + 10_000 + 1_000  # of cat, tilt, knee: a second into getting ready


def steps_ahead(timeline: Timeline, position_ms: int) -> list[tuple[object, ...]]:
    ahead = [s for s in timeline.segments if s.end_ms > position_ms]
    return [(s.kind, s.item, s.side, s.repetition, s.end_ms, s.eased) for s in ahead]


def test_easing_the_rest_and_taking_it_back_leaves_everything_as_it_was() -> None:
    timeline = score("cat", "tilt", "knee")
    eased = revise(timeline, READY_FOR_TILT, Edit(EditKind.EASE_REST))
    assert all(s.eased for s in eased.segments if s.start_ms >= 64_000 and s.kind is not SegmentKind.RATING)
    assert not any(s.eased for s in eased.segments if s.end_ms <= 64_000)
    again = revise(eased, READY_FOR_TILT, Edit(EditKind.AS_PLANNED))
    assert steps_ahead(again, READY_FOR_TILT) == steps_ahead(timeline, READY_FOR_TILT)


def test_what_is_put_in_later_is_eased_too() -> None:
    timeline = revise(score("cat", "tilt"), READY_FOR_TILT, Edit(EditKind.EASE_REST))
    more = revise(timeline, READY_FOR_TILT, Edit(EditKind.INSTEAD, ("knee",)))
    assert all(s.eased for s in more.segments if s.stretch == "knee" and s.step.is_effort)


def test_what_is_left_out_is_not_got_ready_for() -> None:
    timeline = score("cat", "tilt", "cat", "tilt", "knee")
    without = revise(timeline, 64_000, Edit(EditKind.LEAVE_OUT, ("tilt",)))
    ahead = [s for s in without.segments if s.start_ms >= 64_000]
    assert list(dict.fromkeys(s.item for s in ahead if s.item is not None)) == [2, 4]
    assert ahead[0].duration_ms == 5_000, "from hands and knees to hands and knees"
    back = revise(without, 64_000, Edit(EditKind.PUT_BACK, ("tilt",)))
    assert [s.item for s in back.segments if s.start_ms >= 64_000 and s.kind is SegmentKind.RATING] == [
        *(2, 3, 4),
        None,
    ]


def test_in_the_midst_of_a_hold_the_rest_cannot_be_planned_anew() -> None:
    timeline = score("knee", "tilt")
    for kind in (EditKind.EASE_REST, EditKind.FULL_HOLDS, EditKind.LEAVE_OUT):
        assert revise(timeline, HOLD + 5_000, Edit(kind, ("tilt",))) is timeline


def test_holds_in_full_from_the_first_get_ready_on() -> None:
    short = score("knee", "tilt", options=PlanOptions(short_holds=True))
    full = revise(short, 3_000, Edit(EditKind.FULL_HOLDS))
    assert steps_ahead(full, 3_000) == steps_ahead(score("knee", "tilt"), 3_000)
