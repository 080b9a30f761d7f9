"""A routine for the minutes one has keeps its promises, whatever is asked."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue
from stretchplayer.app.resources import assets
from stretchplayer.core.catalogue import StretchType
from stretchplayer.core.compose import AIMS, FEWEST_MINUTES, MOST_MINUTES, compose
from stretchplayer.core.content_rules import floor_changes, wording_faults
from stretchplayer.core.plan import PlanOptions, dose_of, total_ms
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import LIMITS
from stretchplayer.core.routine_advice import FEW_STRETCHES

CATALOGUE = load_catalogue(assets() / "catalogue")
IDS = [stretch.id for stretch in CATALOGUE]
USUAL = Preferences()


@settings(deadline=None)
@given(
    minutes=st.integers(FEWEST_MINUTES, MOST_MINUTES),
    aims=st.lists(st.sampled_from(AIMS), unique=True, max_size=4),
    left_out=st.frozensets(st.sampled_from(IDS), max_size=6),
    short=st.booleans(),
    half=st.booleans(),
    morning=st.booleans(),
    to_floor_s=st.sampled_from([10.0, 30.0, 60.0]),
)
def test_it_fits_the_time_and_the_rules(
    minutes: int,
    aims: list[object],
    left_out: frozenset[str],
    short: bool,
    half: bool,
    morning: bool,
    to_floor_s: float,
) -> None:
    options = PlanOptions(short_holds=short, half_dose=half, left_out=left_out)
    preferences = msgspec.structs.replace(USUAL, to_floor_s=to_floor_s)
    made = compose(minutes, aims, CATALOGUE, preferences, options, morning=morning)  # type: ignore[arg-type]
    if made is None:
        return
    routine = made.routine
    assert made.total_ms == total_ms(routine, CATALOGUE, preferences, options) <= minutes * 60_000
    assert left_out.isdisjoint(item.stretch for item in routine.items)
    assert floor_changes(routine, CATALOGUE) <= 1
    worked = [i for i in routine.items if CATALOGUE[i.stretch].type is not StretchType.WARM_UP]
    assert 1 <= len(worked) <= FEW_STRETCHES
    assert len({item.stretch for item in routine.items}) == len(routine.items)
    for item in routine.items:
        stretch = CATALOGUE[item.stretch]
        low, high = LIMITS[stretch.form].repetitions
        assert low <= dose_of(item, stretch, PlanOptions()).repetitions <= high
    told = {reason.stretch for reason in made.reasons}
    assert {item.stretch for item in routine.items} <= told
    whole = " ".join(reason.sentence for reason in made.reasons).lower()
    assert all(aim.words.lower() in whole for aim in aims)  # type: ignore[attr-defined]
    for reason in made.reasons:
        assert wording_faults("reason", reason.sentence) == []
    again = compose(minutes, aims, CATALOGUE, preferences, options, morning=morning)  # type: ignore[arg-type]
    assert again == made


@pytest.mark.parametrize("minutes", range(4, 21))
def test_the_time_is_used(minutes: int) -> None:
    made = compose(minutes, AIMS[:1], CATALOGUE, USUAL, PlanOptions())
    assert made is not None
    everything = compose(MOST_MINUTES, AIMS[:1], CATALOGUE, USUAL, PlanOptions())
    assert everything is not None
    left_ms = minutes * 60_000 - made.total_ms
    assert left_ms < 75_000 or made.routine.items == everything.routine.items


def test_ten_minutes_for_the_lower_back() -> None:
    made = compose(10, AIMS[:1], CATALOGUE, USUAL, PlanOptions())
    assert made is not None
    kinds = [CATALOGUE[item.stretch].type for item in made.routine.items]
    assert kinds[0] is StretchType.WARM_UP
    assert {StretchType.CONTROL, StretchType.MOBILITY} & set(kinds)
    assert StretchType.STRETCH in kinds
    assert made.routine.name == "10 minutes: lower back"


def test_aims_that_nothing_serves_are_told() -> None:
    legs = AIMS[2]
    left_out = frozenset(stretch.id for stretch in CATALOGUE if legs.served_by(stretch))
    made = compose(10, [AIMS[0], legs], CATALOGUE, USUAL, PlanOptions(left_out=left_out))
    assert made is not None
    assert any("back of the legs" in reason.sentence for reason in made.reasons if reason.stretch is None)


def test_nothing_at_all_is_none() -> None:
    assert compose(10, AIMS, CATALOGUE, USUAL, PlanOptions(left_out=frozenset(IDS))) is None
    assert compose(10, AIMS, CATALOGUE, USUAL, PlanOptions(), avoid=IDS) is None
    slow = msgspec.structs.replace(USUAL, to_floor_s=120, new_posture_s=120, same_posture_s=120)
    assert compose(2, AIMS[:1], CATALOGUE, slow, PlanOptions()) is None


def test_in_the_morning_bending_comes_last_on_its_level() -> None:
    made = compose(12, AIMS[:1], CATALOGUE, USUAL, PlanOptions(), morning=True)
    assert made is not None
    lying = [CATALOGUE[i.stretch] for i in made.routine.items if CATALOGUE[i.stretch].posture == "lying_back"]
    bends = ["F" in stretch.directions for stretch in lying]
    assert bends == sorted(bends)
