"""A sitting while it is made: whose turn it is, what pain ends, what can be taken back."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import LEG_RAISE_TEST, TRIES_PER_SIDE, find_test, number_trial
from stretchplayer.core.flexibility.sitting import SideTry, Sitting, sides_of
from stretchplayer.core.history import MeasureMethod

SIDES = sides_of(LEG_RAISE_TEST)
START = Sitting(test="leg-raise", method=MeasureMethod.PHONE, day=date(2026, 11, 19))


def a_try(side: Side | None, value: float = 60, *, painful: bool = False) -> SideTry:
    return SideTry(side=side, trial=number_trial(LEG_RAISE_TEST, side, value, painful))


def test_right_comes_first_and_three_tries_are_enough() -> None:
    sitting = START
    for _ in range(TRIES_PER_SIDE):
        assert sitting.turn(SIDES) == 0
        sitting = sitting.made(a_try(Side.RIGHT))
    assert sitting.turn(SIDES) == 1
    assert sides_of(find_test("press-up")) == (None,)


def test_pain_ends_a_side_and_is_not_scored() -> None:
    sitting = START.made(a_try(Side.RIGHT, 61)).made(a_try(Side.RIGHT, 70, painful=True))
    assert sitting.turn(SIDES) == 1
    assert sitting.scored(Side.RIGHT) == [61]
    assert [trial.value for trial in sitting.trials()] == [61, 70]
    sitting = sitting.made(SideTry(side=Side.LEFT))
    assert sitting.turn(SIDES) is None
    assert len(sitting.trials()) == 2


def test_a_side_left_early_opens_again_when_its_try_is_taken_back() -> None:
    sitting = START.made(a_try(Side.RIGHT)).close(Side.RIGHT)
    assert sitting.turn(SIDES) == 1
    assert sitting.taken_back().turn(SIDES) == 0
    assert sitting.taken_back().tries == ()


@given(st.lists(st.sampled_from(["try", "hurt", "painful", "close", "undo"]), max_size=30))
def test_whatever_is_done_it_stays_in_order(deeds: list[str]) -> None:
    sitting = START
    for deed in deeds:
        turn = sitting.turn(SIDES)
        if deed == "undo":
            sitting = sitting.taken_back() if sitting.tries else sitting
        elif turn is not None and deed == "close":
            sitting = sitting.close(SIDES[turn])
        elif turn is not None:
            side = SIDES[turn]
            one = SideTry(side=side) if deed == "hurt" else a_try(side, painful=deed == "painful")
            sitting = sitting.made(one)
        for side in SIDES:
            made = sitting.of(side)
            assert len(made) <= TRIES_PER_SIDE
            assert not any(one.hurt for one in made[:-1])
        order = [SIDES.index(one.side) for one in sitting.tries]
        assert order == sorted(order)
