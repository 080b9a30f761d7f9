"""Where a routine is done: getting there, what is said, what suits it, and the way down and up as items."""

from __future__ import annotations

import msgspec
import pytest

from stretchplayer.bootstrap import Content
from stretchplayer.core.catalogue import Catalogue, Dose, Form, Posture
from stretchplayer.core.place import Place, misplaced
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences, Talking
from stretchplayer.core.routine import Routine
from stretchplayer.core.routine_advice import (
    AdviceKind,
    advise,
    sorted_by_level,
    trips_to_the_floor,
    with_warm_up,
)
from stretchplayer.core.routine_dose import usual_get_ready_s
from stretchplayer.core.timeline import CueKind, PostureChange, SegmentKind, Timeline
from stretchplayer.core.transfers import can_have_transfers, with_transfers
from tests.core.scores import CATALOGUE, Play, routine, score, stretch

CONTENT = Content()
DOWN_STEPS = CONTENT.catalogue["getting-down"].spoken.hold
UP_STEPS = CONTENT.catalogue["getting-up"].spoken.hold
NONE, POSTURE = PostureChange.NONE, PostureChange.POSTURE


def at(place: Place, *stretches: str) -> Routine:
    return msgspec.structs.replace(routine(*stretches), place=place)


def ids(wanted: Routine) -> list[str]:
    return [item.stretch for item in wanted.items]


def ready(timeline: Timeline) -> list[tuple[PostureChange | None, int]]:
    return [(s.posture_change, s.duration_ms) for s in timeline.segments if s.kind is SegmentKind.GET_READY]


def words(timeline: Timeline) -> list[str]:
    return [cue.id for cue in timeline.cues if cue.kind is CueKind.VOICE]


@pytest.mark.parametrize(
    ("place", "stretches", "changes", "said"),
    [
        (
            Place.FLOOR,
            ("march", "sit", "knee", "march"),
            [(NONE, 5), (POSTURE, 12), (PostureChange.DOWN, 30), (PostureChange.UP, 30)],
            ["getting-down", "getting-up"],
        ),
        (
            Place.BED,
            ("march", "knee", "tilt", "sit"),
            [(NONE, 5), (PostureChange.ON_BED, 20), (NONE, 5), (PostureChange.OFF_BED, 20)],
            ["onto-bed", "off-bed"],
        ),
        (
            Place.CHAIR,
            ("sit", "sit", "march"),
            [(PostureChange.SIT_DOWN, 12), (NONE, 5), (PostureChange.STAND_UP, 12)],
            ["sit-on-chair", "stand-from-chair"],
        ),
        # What needs the floor all the same is said so, wherever the rest is done.
        (Place.CHAIR, ("sit", "knee"), [(PostureChange.SIT_DOWN, 12), (PostureChange.DOWN, 30)], None),
    ],
)
def test_getting_there_takes_its_time_and_has_its_words_by_place(
    place: Place, stretches: tuple[str, ...], changes: list[tuple[PostureChange, int]], said: list[str] | None
) -> None:
    timeline = score(*stretches, place=place)
    assert ready(timeline) == [(change, seconds * 1000) for change, seconds in changes]
    ways = {
        *("getting-down", "getting-up", "onto-bed", "off-bed"),
        *("sit-on-chair", "stand-from-chair"),
    }
    if said is not None:
        assert [word for word in words(timeline) if word in ways] == said


def test_the_time_on_to_the_bed_can_be_set_and_is_what_the_editor_calls_usual() -> None:
    preferences = Preferences(to_bed_s=45)
    assert ready(score("knee", place=Place.BED, preferences=preferences)) == [(PostureChange.ON_BED, 45_000)]
    assert usual_get_ready_s(at(Place.BED, "knee"), 0, CATALOGUE, preferences) == 45
    assert usual_get_ready_s(at(Place.FLOOR, "knee"), 0, CATALOGUE, preferences) == 30


def test_on_a_bed_words_about_the_floor_have_another_form() -> None:
    assert "breathe-easily-on-bed" in words(score("knee", place=Place.BED))
    assert "breathe-easily" not in words(score("knee", place=Place.BED))
    assert "breathe-easily-on-bed" not in words(score("knee"))


def test_what_kneels_is_not_for_a_bed_and_what_lies_not_for_a_chair() -> None:
    def unsuited(place: Place) -> set[str]:
        return {stretch.id for stretch in misplaced(CATALOGUE, place)}

    assert unsuited(Place.FLOOR) == set()
    assert unsuited(Place.BED) == {"cat", "down", "up"}
    assert unsuited(Place.CHAIR) == {"cat", "knee", "tilt", "rest", "down", "up"}


def test_one_is_down_by_place() -> None:
    down = {place: {posture for posture in Posture if place.is_down(posture)} for place in Place}
    lying = {Posture.LYING_BACK, Posture.LYING_FRONT, Posture.LYING_SIDE}
    kneeling = {Posture.HALF_KNEELING, Posture.HANDS_AND_KNEES}
    assert down[Place.FLOOR] == down[Place.BED] == lying | kneeling
    assert down[Place.CHAIR] == lying | kneeling | {Posture.SITTING}


@pytest.mark.parametrize(
    ("place", "stretches", "sentence"),
    [
        (Place.FLOOR, ("knee", "march", "tilt"), "You go down to the floor twice."),
        (Place.BED, ("knee", "march", "tilt"), "You lie down twice."),
        (Place.BED, ("knee", "cat"), "A bed gives way under knees and hands for Cat."),
        (Place.CHAIR, ("sit", "knee"), "A chair is not enough for Knee."),
    ],
)
def test_advice_follows_the_place(place: Place, stretches: tuple[str, ...], sentence: str) -> None:
    given = advise(at(place, *stretches), CATALOGUE, Preferences(), PlanOptions())
    about = [advice for advice in given if advice.kind in (AdviceKind.FLOOR, AdviceKind.PLACE)]
    assert len(about) == 1
    assert about[0].sentence.startswith(sentence)


def test_no_advice_about_a_place_that_suits() -> None:
    for place, stretches in ((Place.FLOOR, ("cat", "knee")), (Place.BED, ("knee",)), (Place.CHAIR, ("sit",))):
        given = advise(at(place, *stretches), CATALOGUE, Preferences(), PlanOptions())
        assert AdviceKind.PLACE not in {advice.kind for advice in given}


# ---- the way down and up as items ---------------------------------------------------------------------


def test_after_the_way_down_one_is_down_and_after_the_way_up_on_ones_feet() -> None:
    timeline = score("march", "down", "knee", "up", "march")
    assert ready(timeline) == [(NONE, 5_000)] * 5
    assert not {"getting-down", "getting-up"} & set(words(timeline))
    assert trips_to_the_floor(routine("march", "down", "knee", "up", "march"), CATALOGUE) == 1


@pytest.mark.parametrize("talking", [Talking.FULL, Talking.BRIEF])
def test_each_step_is_said_in_turn_at_its_share_of_the_time(talking: Talking) -> None:
    timeline = score("down", preferences=Preferences(talking=talking))
    way = next(s for s in timeline.segments if s.kind is SegmentKind.TRANSFER)
    said = {cue.id: cue.at_ms - way.start_ms for cue in timeline.cues if cue.id.startswith("step-")}
    assert list(said) == ["step-one", "step-two"]
    assert 0 < said["step-one"] < 2_000
    assert 30_000 < said["step-two"] < 32_000


@pytest.mark.parametrize(
    ("stretches", "said", "changes"),
    [
        (("getting-down", "pelvic-tilt"), DOWN_STEPS, [NONE, NONE]),
        (("getting-down", "cat-cow"), DOWN_STEPS[:2], [NONE, POSTURE]),
        (("pelvic-tilt", "getting-up"), UP_STEPS, [PostureChange.DOWN, NONE]),
        (("cat-cow", "getting-up"), UP_STEPS[2:], [PostureChange.DOWN, POSTURE]),
        (("getting-down", "open-book"), DOWN_STEPS[:4], [NONE, NONE]),
        (("getting-down", "sphinx"), DOWN_STEPS[:4], [NONE, POSTURE]),
        (("getting-down", "hip-flexor-lunge"), DOWN_STEPS[:2], [NONE, NONE]),
        (("open-book", "getting-up"), UP_STEPS[1:], [PostureChange.DOWN, POSTURE]),
        (("sphinx", "getting-up"), UP_STEPS, [PostureChange.DOWN, POSTURE]),
    ],
)
def test_no_step_of_the_way_is_done_that_leads_past_what_comes_next(
    stretches: tuple[str, ...], said: tuple[str, ...], changes: list[PostureChange]
) -> None:
    catalogue, phrases = CONTENT.catalogue, CONTENT.phrases(Preferences())
    timeline = compile_routine(routine(*stretches), catalogue, Preferences(), phrases)
    (way,) = [s for s in timeline.segments if s.kind is SegmentKind.TRANSFER]
    assert way.duration_ms == 12_000 * len(said)
    steps = [c for c in timeline.cues if c.id in (*DOWN_STEPS, *UP_STEPS)]
    assert [cue.id for cue in steps] == list(said)
    assert [(cue.at_ms - way.start_ms) // 12_000 for cue in steps] == list(range(len(said)))
    assert [change for change, _ in ready(timeline)] == changes


def test_half_of_the_way_down_ends_on_one_knee() -> None:
    lunge = stretch("lunge", Form.HOLD, Posture.HALF_KNEELING, Dose(hold_s=20, repetitions=1))
    catalogue = Catalogue([CONTENT.catalogue["getting-down"], lunge])
    timeline = compile_routine(routine("getting-down", "lunge"), catalogue, Preferences(), {})
    assert ready(timeline) == [(NONE, 5_000), (NONE, 5_000)]


def test_a_stretch_left_out_is_not_what_comes_after_the_way_down() -> None:
    catalogue, phrases = CONTENT.catalogue, CONTENT.phrases(Preferences())
    options = PlanOptions(left_out=frozenset({"cat-cow"}))
    whole = routine("getting-down", "cat-cow", "pelvic-tilt")
    timeline = compile_routine(whole, catalogue, Preferences(), phrases, options)
    assert [s.duration_ms for s in timeline.segments if s.kind is SegmentKind.TRANSFER] == [60_000]


def test_the_way_is_an_effort_of_its_own_that_nobody_is_asked_about() -> None:
    timeline = score("down", "knee")
    assert [gate.stretch for gate in timeline.gates] == ["knee", None]
    (way,) = [s for s in timeline.segments if s.kind is SegmentKind.TRANSFER]
    assert way.step.is_effort
    assert way.duration_ms == 60_000


def test_who_skips_the_way_down_is_given_the_time_for_it() -> None:
    play = Play(score("down", "knee"))
    play.do("start")
    play.run(6_000)
    assert play.session.timeline.at(play.session.position_ms).kind is SegmentKind.TRANSFER
    play.do("skip")
    now = play.session.timeline.at(play.session.position_ms)
    assert (now.stretch, now.posture_change, now.duration_ms) == ("knee", PostureChange.DOWN, 30_000)


def test_getting_down_and_up_are_added_where_they_belong_and_once() -> None:
    whole = with_transfers(routine("march", "cat", "knee"), CATALOGUE)
    assert ids(whole) == ["march", "down", "cat", "knee", "up"]
    assert with_transfers(whole, CATALOGUE) == whole
    assert ids(with_transfers(routine("down", "knee"), CATALOGUE)) == ["down", "knee", "up"]
    assert ids(with_transfers(routine("march", "knee", "march"), CATALOGUE)) == [
        *("march", "down", "knee", "up", "march"),
    ]


@pytest.mark.parametrize(
    ("wanted", "possible"),
    [
        (at(Place.FLOOR, "knee"), True),
        (at(Place.BED, "knee"), False),
        (at(Place.CHAIR, "knee"), False),
        (at(Place.FLOOR, "march", "sit"), False),
        (at(Place.FLOOR, "down", "knee", "up"), False),
        (at(Place.FLOOR, *["knee"] * 58), True),
        (at(Place.FLOOR, *["knee"] * 59), False),
    ],
)
def test_they_are_offered_where_there_is_a_floor_to_go_to(wanted: Routine, possible: bool) -> None:
    assert can_have_transfers(wanted, CATALOGUE) is possible
    assert (with_transfers(wanted, CATALOGUE) != wanted) is possible


def test_sorting_leaves_the_way_down_before_the_floor_and_the_way_up_after_it() -> None:
    mixed = routine("down", "knee", "march", "cat", "up")
    assert ids(sorted_by_level(mixed, CATALOGUE)) == ["march", "down", "cat", "knee", "up"]


def test_with_nothing_on_the_floor_the_two_ways_stay_together() -> None:
    better = sorted_by_level(routine("down", "march", "sit", "up"), CATALOGUE)
    assert ids(better) == ["march", "sit", "down", "up"]
    assert trips_to_the_floor(better, CATALOGUE) == 1


def test_a_warm_up_is_added_before_the_way_down() -> None:
    assert ids(with_warm_up(routine("down", "knee"), CATALOGUE)) == ["march", "down", "knee"]
