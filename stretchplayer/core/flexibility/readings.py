"""How a reading becomes the number of a flexibility test.

Straight-leg raise by tape: with the height of the ankle bone h, the height of the side-of-hip bone c
(about 8 to 11 cm; leaving it out overstates by 10 degrees or more) and the length L between the two,
the angle is asin((h - c) / L).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, degrees, isfinite, radians, sin

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.flexibility.model import FlexibilityTest, Unit
from stretchplayer.core.history import MeasureMethod, Trial
from stretchplayer.core.raw_readings import TapeLengths

TRIES_PER_SIDE = 3
DAYS_BETWEEN_SITTINGS = 7

# Above this one centimetre of reading costs several degrees: a phone angle is better.
TAPE_ROUGH_ABOVE_DEG = 75.0

# What a grown-up body and a floor can give; anything else is a slip of the keyboard.
LEG_LENGTH_CM = (40.0, 130.0)
HIP_HEIGHT_CM = (0.0, 30.0)


class MeasureError(StretchPlayerError):
    """A reading that cannot be right, told in one sentence."""


def tape_angle(lengths: TapeLengths) -> float:
    """Angle of the raised leg over the floor in degrees, 0 to 90.

    Raises `MeasureError` when the three lengths cannot belong together.
    """
    _check_range("The length from hip bone to ankle bone", lengths.leg_length_cm, LEG_LENGTH_CM, "cm")
    _check_range("The height of the hip bone", lengths.hip_height_cm, HIP_HEIGHT_CM, "cm")
    rise = lengths.ankle_height_cm - lengths.hip_height_cm
    if not isfinite(rise) or rise < 0:
        raise MeasureError("The ankle bone should be higher than the hip bone. Please check both heights.")
    if rise > lengths.leg_length_cm:
        raise MeasureError(
            "The ankle bone cannot be higher above the hip bone than the leg is long."
            " Please check the three lengths."
        )
    return degrees(asin(rise / lengths.leg_length_cm))


def tape_uncertainty_deg(angle_deg: float, leg_length_cm: float, reading_error_cm: float = 1.0) -> float:
    """How many degrees a wrong reading of the ankle's height can shift this angle, 0 to 90 degrees."""
    sine = sin(radians(angle_deg))
    error = reading_error_cm / leg_length_cm
    above = degrees(asin(min(sine + error, 1.0))) - angle_deg
    below = angle_deg - degrees(asin(max(sine - error, -1.0)))
    return max(above, below)


def tape_is_rough(angle_deg: float) -> bool:
    """Whether a phone or a photo would read this angle better than a tape."""
    return angle_deg > TAPE_ROUGH_ABOVE_DEG


def tape_trial(side: Side | None, lengths: TapeLengths, painful: bool = False) -> Trial:
    """One try of the leg raise by tape; raises `MeasureError`."""
    return Trial(side=side, value=tape_angle(lengths), painful=painful, tape=lengths)


def number_trial(test: FlexibilityTest, side: Side | None, value: float, painful: bool = False) -> Trial:
    """One try that is a number read off something; raises `MeasureError`."""
    what, unit = ("The angle", "degrees") if test.unit is Unit.DEGREES else ("The length", "cm")
    _check_range(what, value, test.allowed, unit)
    return Trial(side=side, value=value, painful=painful)


def check_trials(test: FlexibilityTest, method: MeasureMethod, trials: Sequence[Trial]) -> None:
    """Raise `MeasureError` unless there is a try, and every try was read in the way named."""
    if not trials:
        raise MeasureError("There is no try to keep yet.")
    if any(way.method is method for way in test.ways):
        raw = {MeasureMethod.TAPE: "tape", MeasureMethod.PHOTO: "photo"}.get(method)
        if all(_raw_of(trial) == raw for trial in trials):
            return
    raise MeasureError("All tries of one sitting are read in the same way.")


def _raw_of(trial: Trial) -> str | None:
    if trial.tape is not None:
        return "tape"
    return "photo" if trial.photo is not None else None


def _check_range(what: str, value: float, allowed: tuple[float, float], unit: str) -> None:
    low, high = allowed
    if not isfinite(value) or not low <= value <= high:
        raise MeasureError(f"{what} should be between {low:g} and {high:g} {unit}.")
