"""From tape lengths to an angle."""

from __future__ import annotations

from math import radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import (
    LEG_RAISE_TEST,
    MeasureError,
    check_trials,
    number_trial,
    tape_angle,
    tape_is_rough,
    tape_trial,
    tape_uncertainty_deg,
)
from stretchplayer.core.history import MeasureMethod
from stretchplayer.core.raw_readings import TapeLengths


def tape(ankle: float, hip: float, leg: float) -> TapeLengths:
    return TapeLengths(ankle_height_cm=ankle, hip_height_cm=hip, leg_length_cm=leg)


@pytest.mark.parametrize(
    ("lengths", "angle"),
    [
        (tape(49, 9, 80), 30),  # rise 40 of 80: half
        (tape(9, 9, 80), 0),
        (tape(89, 9, 80), 90),
        (tape(66.57, 10, 80), 45),  # 80 / sqrt 2 = 56.57
        (tape(79.28, 10, 80), 60),  # 80 x 0.8660 = 69.28
    ],
)
def test_worked_examples(lengths: TapeLengths, angle: float) -> None:
    assert tape_angle(lengths) == pytest.approx(angle, abs=0.01)


def test_leaving_out_the_hip_height_overstates_by_some_ten_degrees() -> None:
    assert tape_angle(tape(74, 0, 81)) - tape_angle(tape(74, 9, 81)) > 10


@given(st.floats(0, 90), st.floats(40, 130), st.floats(0, 30))
def test_any_true_angle_is_found_again(angle: float, leg: float, hip: float) -> None:
    rise = leg * sin(radians(angle))
    assert tape_angle(tape(hip + rise * (1 - 1e-12), hip, leg)) == pytest.approx(angle, abs=1e-3)


@pytest.mark.parametrize(("angle", "error"), [(50, 1.1), (60, 1.4), (70, 2.1)])
def test_one_centimetre_costs_what_the_notes_say(angle: float, error: float) -> None:
    assert tape_uncertainty_deg(angle, 81) == pytest.approx(error, abs=0.1)


def test_the_tape_gets_rough_when_steep() -> None:
    assert tape_uncertainty_deg(80, 81) > 5
    assert tape_uncertainty_deg(90, 81) > 8
    assert (tape_is_rough(75), tape_is_rough(75.1)) == (False, True)


@pytest.mark.parametrize(
    ("lengths", "words"),
    [
        (tape(8, 9, 80), "higher than the hip bone"),
        (tape(90, 9, 80), "higher above the hip bone than the leg is long"),
        (tape(50, 9, 8), "between 40 and 130 cm"),
        (tape(50, 40, 80), "between 0 and 30 cm"),
        (tape(50, -1, 80), "between 0 and 30 cm"),
        (tape(float("nan"), 9, 80), "higher than the hip bone"),
        (tape(50, 9, float("nan")), "between 40 and 130 cm"),
        (tape(float("inf"), 9, 80), "check both heights"),
    ],
)
def test_lengths_that_cannot_be(lengths: TapeLengths, words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        tape_angle(lengths)


def test_a_try_keeps_its_raw_lengths() -> None:
    lengths = tape(49, 9, 80)
    trial = tape_trial(Side.LEFT, lengths, painful=True)
    assert (trial.side, trial.tape, trial.painful) == (Side.LEFT, lengths, True)
    assert trial.value == pytest.approx(30)


@pytest.mark.parametrize("angle", [-1, 131, float("nan")])
def test_a_phone_angle_that_cannot_be(angle: float) -> None:
    with pytest.raises(MeasureError, match="between 0 and 130 degrees"):
        number_trial(LEG_RAISE_TEST, Side.LEFT, angle)


def test_a_sitting_has_tries_of_one_kind() -> None:
    phone, taped = number_trial(LEG_RAISE_TEST, Side.LEFT, 60), tape_trial(Side.LEFT, tape(49, 9, 80))
    check_trials(LEG_RAISE_TEST, MeasureMethod.PHONE, [phone])
    check_trials(LEG_RAISE_TEST, MeasureMethod.TAPE, [taped])
    with pytest.raises(MeasureError, match="no try"):
        check_trials(LEG_RAISE_TEST, MeasureMethod.PHONE, [])
    with pytest.raises(MeasureError, match="same way"):
        check_trials(LEG_RAISE_TEST, MeasureMethod.PHONE, [phone, taped])
