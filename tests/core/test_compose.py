"""A routine for the minutes one has keeps its promises, whatever is asked."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue
from stretchplayer.app.resources import assets
from stretchplayer.core.catalogue import Catalogue, Caution, Dose, Posture, Stretch, StretchType
from stretchplayer.core.compose import (
    AIMS,
    FEWEST_MINUTES,
    MOST_MINUTES,
    Aim,
    Composition,
    Reason,
    compose,
    why_nothing,
)
from stretchplayer.core.concerns import Concern
from stretchplayer.core.content_rules import floor_changes, wording_faults
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.place import Place
from stretchplayer.core.plan import dose_of, total_ms
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import AskDuring, Preferences
from stretchplayer.core.routine import LIMITS, RoutineItem, fill
from stretchplayer.core.routine_advice import FEW_STRETCHES, kinder_order
from stretchplayer.core.suitability import Suits

CATALOGUE = load_catalogue(assets() / "catalogue")
IDS = [stretch.id for stretch in CATALOGUE]
USUAL = Preferences()
WHOLE = PlanOptions()
BESIDE = (StretchType.WARM_UP, StretchType.REST)


def made_for(minutes: int, *keys: str, options: PlanOptions = WHOLE, morning: bool = False) -> Composition:
    aims = [aim for aim in AIMS if aim.key in keys]
    made = compose(minutes, aims, CATALOGUE, USUAL, options, morning=morning)
    assert made is not None
    return made


def ids(made: Composition) -> list[str]:
    return [item.stretch for item in made.routine.items]


def worked(made: Composition) -> list[Stretch]:
    """The stretches without warm-up and rest."""
    return [CATALOGUE[name] for name in ids(made) if CATALOGUE[name].type not in BESIDE]


def doses() -> st.SearchStrategy[dict[str, Dose]]:
    """What somebody might usually do of some stretches."""
    some = st.dictionaries(
        st.sampled_from(IDS), st.tuples(st.integers(0, 60), st.integers(0, 10)), max_size=4
    )

    def clamped(wanted: dict[str, tuple[int, int]]) -> dict[str, Dose]:
        known = {}
        for name, (hold_s, repetitions) in wanted.items():
            limits = LIMITS[CATALOGUE[name].form]
            known[name] = Dose(
                hold_s=min(max(float(hold_s), limits.hold_s[0]), limits.hold_s[1]),
                repetitions=min(max(repetitions, limits.repetitions[0]), limits.repetitions[1]),
            )
        return known

    return some.map(clamped)


@settings(deadline=None)
@given(
    minutes=st.integers(FEWEST_MINUTES, MOST_MINUTES),
    aims=st.lists(st.sampled_from(AIMS), unique=True, max_size=6),
    left_out=st.frozensets(st.sampled_from(IDS), max_size=6),
    avoid=st.frozensets(st.sampled_from(IDS), max_size=3),
    short=st.booleans(),
    half=st.booleans(),
    morning=st.booleans(),
    to_floor_s=st.sampled_from([10.0, 30.0, 60.0]),
    asking=st.sampled_from(AskDuring),
    usual=doses(),
)
def test_it_fits_the_time_and_the_rules(
    minutes: int,
    aims: list[Aim],
    left_out: frozenset[str],
    avoid: frozenset[str],
    short: bool,
    half: bool,
    morning: bool,
    to_floor_s: float,
    asking: AskDuring,
    usual: dict[str, Dose],
) -> None:
    options = PlanOptions(short_holds=short, half_dose=half, left_out=left_out)
    preferences = msgspec.structs.replace(USUAL, to_floor_s=to_floor_s, ask_during=asking)

    def made_now() -> Composition | None:
        return compose(
            minutes, aims, CATALOGUE, preferences, options, morning=morning, avoid=avoid, usual=usual
        )

    made = made_now()
    if made is None:
        sentence = why_nothing(aims, CATALOGUE, preferences, options, avoid=avoid, usual=usual)
        assert wording_faults("why", sentence) == []
        return
    played = fill(made.routine, usual)
    assert made.total_ms == total_ms(played, CATALOGUE, preferences, options) <= minutes * 60_000
    assert made.routine.id == ""
    assert (left_out | avoid).isdisjoint(ids(made))
    assert floor_changes(made.routine, CATALOGUE) <= 1
    assert 1 <= len(worked(made)) <= FEW_STRETCHES
    assert len(set(ids(made))) == len(ids(made))
    for item in played.items:
        stretch = CATALOGUE[item.stretch]
        limits = LIMITS[stretch.form]
        dose = dose_of(item, stretch, WHOLE)
        assert limits.repetitions[0] <= dose.repetitions <= limits.repetitions[1]
        assert limits.hold_s[0] <= dose.hold_s <= limits.hold_s[1]
    assert [reason.stretch for reason in made.reasons if reason.stretch is not None] == ids(made)
    whole = " ".join(reason.sentence for reason in made.reasons).lower()
    assert all(aim.words.lower() in whole for aim in aims)
    for reason in made.reasons:
        assert wording_faults("reason", reason.sentence) == []
    assert wording_faults("name", made.routine.name) == []
    assert made_now() == made


@pytest.mark.parametrize(
    ("minutes", "morning"),
    # In the morning some of the longer ones are left for later, and there is enough sooner.
    [(minutes, morning) for morning in (False, True) for minutes in range(FEWEST_MINUTES, 18)],
)
def test_the_time_is_used(minutes: int, morning: bool) -> None:
    made = made_for(minutes, "lower-back", morning=morning)
    assert minutes * 60_000 - made.total_ms <= 65_000  # the shortest rest takes that much


@pytest.mark.parametrize("aim", AIMS, ids=lambda aim: aim.key)
def test_the_time_is_used_for_every_aim(aim: Aim) -> None:
    for minutes in (4, 6, 8, 10, 12):
        made = made_for(minutes, aim.key)
        assert minutes * 60_000 - made.total_ms <= 60_000
        assert any(aim.served_by(stretch) for stretch in worked(made))


def test_more_than_enough_time_is_left_to_the_user() -> None:
    made = made_for(30, "lower-back")
    assert made.reasons[-1].sentence == "This is plenty for one go. The rest of the time is yours."
    assert made.routine.items == made_for(25, "lower-back").routine.items
    assert ids(made)[-1] == "breathing"
    for item in made.routine.items:
        stretch = CATALOGUE[item.stretch]
        dose = dose_of(item, stretch, WHOLE)
        if stretch.type is StretchType.STRETCH:
            assert dose.hold_s * dose.repetitions <= 240  # no further gain beyond (Ingram 2024)


def test_ten_minutes_for_the_lower_back() -> None:
    made = made_for(10, "lower-back")
    assert ids(made)[0] == "warm-up-march"
    kinds = {stretch.type for stretch in worked(made)}
    assert kinds & {StretchType.CONTROL, StretchType.MOBILITY}
    assert StretchType.STRETCH in kinds
    assert made.routine.name == "10 minutes: lower back"
    sentences = {reason.stretch: reason.sentence for reason in made.reasons}
    assert sentences["pelvic-tilt"] == "For the lower back."
    assert sentences[None] == "Standing comes first, so you go down to the floor once."


def test_the_chair_is_for_those_who_leave_the_floor_out() -> None:
    on_floor = frozenset(s.id for s in CATALOGUE if s.posture.on_floor or Caution.FLOOR in s.cautions)
    for aim in ("lower-back", "whole-spine", "belly"):
        assert not any(CATALOGUE[id_].posture is Posture.SITTING for id_ in ids(made_for(10, aim)))
        made = made_for(10, aim, options=PlanOptions(left_out=on_floor))
        assert ids(made)[0] == "seated-march"
        assert Posture.SITTING in {stretch.posture for stretch in worked(made)}
        assert not any(CATALOGUE[id_].posture.on_floor for id_ in ids(made))
    assert ids(made_for(20, "lower-back", options=PlanOptions(left_out=on_floor)))[-1] == "seated-breathing"


def test_a_short_one_holds_little_but_that_well() -> None:
    made = made_for(4, "lower-back")
    assert len(worked(made)) == 2  # SOURCES.md, Dose: two items in four minutes
    assert all((item.repetitions or 9) > 1 for item in made.routine.items)


@pytest.mark.parametrize("minutes", range(6, 13))
def test_there_is_a_warm_up_from_six_minutes_on(minutes: int) -> None:
    assert ids(made_for(minutes, "lower-back"))[0] == "warm-up-march"
    assert "warm-up-march" not in ids(made_for(5, "lower-back"))


def test_no_aims_are_a_bit_of_everything() -> None:
    made = made_for(10)
    assert made.routine.name == "10 minutes: a bit of everything"
    assert all(any(aim.served_by(stretch) for stretch in worked(made)) for aim in AIMS)


@pytest.mark.parametrize("minutes", [3, 4, 6, 10, 20])
def test_whatever_is_asked_something_is_held_in_a_stretch_beside_what_moves(minutes: int) -> None:
    for keys in ([], ["lower-back"], ["hips"], ["legs"], ["whole-spine"], ["belly", "turning"]):
        kinds = {stretch.type for stretch in worked(made_for(minutes, *keys))}
        assert StretchType.STRETCH in kinds, keys
        assert len(kinds) > 1 or minutes < 4, keys


def test_as_many_as_asked() -> None:
    made = compose(30, AIMS[:1], CATALOGUE, USUAL, WHOLE, most=6)
    assert made is not None
    assert len(worked(made)) == 6


def test_what_is_beside_the_aims_is_told() -> None:
    made = made_for(18, "turning")
    beside = [reason.sentence for reason in made.reasons if "beside" in reason.sentence]
    assert beside
    assert {"supine-trunk-rotation", "knee-rolls"} <= set(ids(made))


def test_fewer_and_more_times_than_usual_are_told() -> None:
    short = {reason.stretch: reason.sentence for reason in made_for(4, "turning").reasons}
    assert short["open-book"] == "For turning, fewer times than usual so that it fits."
    long = {reason.stretch: reason.sentence for reason in made_for(14, "lower-back").reasons}
    assert long["prayer-stretch"] == "For the lower back, more times than usual as there is time."


def test_a_gentle_time_is_not_filled_with_more_than_usual() -> None:
    for options in (PlanOptions(short_holds=True), PlanOptions(half_dose=True)):
        made = made_for(30, "lower-back", options=options)
        for item in made.routine.items:
            stretch = CATALOGUE[item.stretch]
            if stretch.type not in BESIDE:
                usual = dose_of(RoutineItem(stretch=stretch.id), stretch, options)
                assert dose_of(item, stretch, options) == usual


def test_aims_that_nothing_serves_are_told() -> None:
    legs = AIMS[2]
    left_out = frozenset(stretch.id for stretch in CATALOGUE if legs.served_by(stretch))
    made = made_for(10, "lower-back", "legs", options=PlanOptions(left_out=left_out))
    assert any("back of the legs" in reason.sentence for reason in made.reasons if reason.stretch is None)


def test_nothing_at_all_is_said_plainly() -> None:
    none_left = PlanOptions(left_out=frozenset(IDS))
    assert compose(10, AIMS, CATALOGUE, USUAL, none_left) is None
    assert compose(10, AIMS, CATALOGUE, USUAL, WHOLE, avoid=IDS) is None
    said = why_nothing(AIMS, CATALOGUE, USUAL, none_left)
    assert said == "Your library has no stretch for this, or those it has are set aside or hidden for now."
    slow = msgspec.structs.replace(USUAL, to_floor_s=120, new_posture_s=120, same_posture_s=120)
    assert compose(2, AIMS[:1], CATALOGUE, slow, WHOLE) is None
    said = why_nothing(AIMS[:1], CATALOGUE, slow, WHOLE)
    assert said == "Even the shortest takes 3 minutes, changes and ratings included."
    assert compose(3, AIMS[:1], CATALOGUE, slow, WHOLE) is not None


def test_in_the_morning_what_turns_and_rests_level_comes_first_and_bends_last() -> None:
    for minutes in (6, 8, 12):
        made = made_for(minutes, "lower-back", morning=True)
        assert kinder_order(made.routine, CATALOGUE) == made.routine
        first = worked(made)[0]
        assert "F" not in first.directions
    usual = sum("F" in stretch.directions for stretch in worked(made_for(12, "lower-back")))
    early = sum("F" in stretch.directions for stretch in worked(made_for(12, "lower-back", morning=True)))
    assert early < usual


def test_own_stretches_are_taken_too() -> None:
    mine = own_stretch(id="own-1", name="Sofa stretch", muscles=["hipflexor", "glute"])
    catalogue = Catalogue(CATALOGUE)
    catalogue.set_own([mine])
    legs_hips = [aim for aim in AIMS if aim.key == "hips"]
    others = [name for name in IDS if name != "pelvic-tilt"]
    made = compose(6, legs_hips, catalogue, USUAL, WHOLE, avoid=others)
    assert made is not None
    assert "own-1" in [item.stretch for item in made.routine.items]
    assert floor_changes(made.routine, catalogue) <= 1


def test_a_choice_is_made_at_once() -> None:
    catalogue = Catalogue(CATALOGUE)
    catalogue.set_own(own_stretch(id=f"own-{n}", name=f"Mine {n}", muscles=["lumbar"]) for n in range(100))
    begun = time.perf_counter()
    compose(MOST_MINUTES, AIMS, catalogue, USUAL, WHOLE)
    assert time.perf_counter() - begun < 1.0


# ---- what suits ------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=30)
@given(
    minutes=st.integers(FEWEST_MINUTES, MOST_MINUTES),
    hidden=st.frozensets(st.sampled_from(Concern), max_size=4),
    morning=st.booleans(),
)
def test_nothing_that_does_not_suit_is_taken(minutes: int, hidden: frozenset[Concern], morning: bool) -> None:
    said = Preferences(hidden_concerns=tuple(hidden))
    made = compose(minutes, (), CATALOGUE, said, WHOLE, morning=morning)
    if made is not None:
        suits = Suits.of_preferences(said)
        assert not any(suits.hides(CATALOGUE[name]) for name in ids(made))
        if morning:
            assert made.routine == kinder_order(made.routine, CATALOGUE)


def test_what_is_left_out_is_said_and_a_chair_stands_in_for_the_floor() -> None:
    said = Preferences(hidden_concerns=(Concern.KNEELING,))
    made = compose(10, [AIMS[0]], CATALOGUE, said, WHOLE)
    assert made is not None
    assert (
        Reason(None, "Left out by what you told us: Prayer stretch, Cat and cow, and Bird dog.")
        in made.reasons
    )
    no_floor = compose(10, [AIMS[0]], CATALOGUE, Preferences(hidden_concerns=(Concern.FLOOR,)), WHOLE)
    assert no_floor is not None
    assert {CATALOGUE[name].posture.on_floor for name in ids(no_floor)} == {False}


def test_what_carries_a_warning_says_how() -> None:
    said = Preferences(hidden_concerns=(Concern.BENDING,))
    aim = next(aim for aim in AIMS if aim.served_by(CATALOGUE["cat-cow"]) and aim.key == "whole-spine")
    made = compose(20, [aim], CATALOGUE, said, WHOLE, most=6)
    assert made is not None
    (reason,) = [r.sentence for r in made.reasons if r.stretch == "cat-cow"]
    assert reason.endswith("Do the cow half alone: from flat, let the belly sink.")


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("minutes", [4, 8, 15])
def test_everything_suits_the_place_and_the_length_is_that_of_the_place(place: Place, minutes: int) -> None:
    preferences = Preferences(place=place)
    made = compose(minutes, [AIMS[0]], CATALOGUE, preferences, WHOLE)
    assert made is not None
    assert made.routine.place is place
    assert all(place.suits(CATALOGUE[name]) for name in ids(made))
    assert made.total_ms == total_ms(made.routine, CATALOGUE, preferences, WHOLE) <= minutes * 60_000
    said = " ".join(reason.sentence for reason in made.reasons)
    assert place is Place.FLOOR or "floor" not in said


def test_the_way_down_is_never_put_in_by_itself() -> None:
    for minutes in (4, 10, 20, 30):
        assert not {"getting-down", "getting-up"} & set(ids(made_for(minutes)))
