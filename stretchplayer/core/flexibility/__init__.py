"""Flexibility tests a person can do alone: what they are, and how a reading becomes a number."""

from __future__ import annotations

from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.flexibility.core_tests import CORE_TESTS, LEG_RAISE, LEG_RAISE_TEST
from stretchplayer.core.flexibility.model import FlexibilityTest, Unit, Way
from stretchplayer.core.flexibility.more_tests import MORE_TESTS
from stretchplayer.core.flexibility.photo import photo_angle, photo_trial
from stretchplayer.core.flexibility.readings import (
    DAYS_BETWEEN_SITTINGS,
    TRIES_PER_SIDE,
    MeasureError,
    check_trials,
    number_trial,
    tape_angle,
    tape_is_rough,
    tape_trial,
    tape_uncertainty_deg,
)

__all__ = [
    "ALL_TESTS",
    "CORE_TESTS",
    "DAYS_BETWEEN_SITTINGS",
    "LEG_RAISE",
    "LEG_RAISE_TEST",
    "MORE_TESTS",
    "TRIES_PER_SIDE",
    "FlexibilityTest",
    "MeasureError",
    "Unit",
    "Way",
    "check_trials",
    "find_test",
    "number_trial",
    "photo_angle",
    "photo_trial",
    "tape_angle",
    "tape_is_rough",
    "tape_trial",
    "tape_uncertainty_deg",
]

ALL_TESTS = (*CORE_TESTS, *MORE_TESTS)


def find_test(id_: str) -> FlexibilityTest:
    """The test of this id; raises `NotFoundError`."""
    for test in ALL_TESTS:
        if test.id == id_:
            return test
    raise NotFoundError(f"There is no test called {id_}.")
