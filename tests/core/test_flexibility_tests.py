"""The tests on offer are those of the clinical notes, with their thresholds, ways and cautions."""

from __future__ import annotations

import re

import pytest

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.flexibility import (
    ALL_TESTS,
    CORE_TESTS,
    MORE_TESTS,
    FlexibilityTest,
    MeasureError,
    Unit,
    check_trials,
    find_test,
    number_trial,
)
from stretchplayer.core.history import MeasureMethod

EVERY = pytest.mark.parametrize("test", ALL_TESTS, ids=lambda test: test.id)
PHONE, TAPE, PHOTO = MeasureMethod.PHONE, MeasureMethod.TAPE, MeasureMethod.PHOTO
RULER, NUMBER = MeasureMethod.RULER, MeasureMethod.NUMBER


def test_the_numbers_of_the_clinical_notes() -> None:
    assert [(t.id, t.unit.value, t.higher_is_better, t.threshold, t.two_sided) for t in ALL_TESTS] == [
        ("side-bend", "cm", True, 4, True),
        ("leg-raise", "deg", True, 10, True),
        ("figure-4-height", "cm", False, 4, True),
        ("knee-to-wall", "cm", True, 2, True),
        ("knee-ext-90", "deg", False, 10, True),
        ("press-up", "cm", True, None, False),
        ("seated-rotation", "deg", True, 8, True),
        ("knee-roll-height", "cm", False, None, True),
        ("thigh-to-chest", "cm", False, None, True),
    ]
    assert [len(CORE_TESTS), len(MORE_TESTS)] == [4, 5]


def test_the_ways_to_read_them() -> None:
    assert {test.id: [way.method for way in test.ways] for test in ALL_TESTS} == {
        "side-bend": [RULER],
        "leg-raise": [PHONE, TAPE, PHOTO],
        "figure-4-height": [RULER],
        "knee-to-wall": [RULER],
        "knee-ext-90": [PHOTO, NUMBER],
        "press-up": [RULER],
        "seated-rotation": [PHOTO, NUMBER],
        "knee-roll-height": [RULER],
        "thigh-to-chest": [RULER],
    }


@EVERY
def test_each_is_told_whole(test: FlexibilityTest) -> None:
    assert test.cautions
    assert test.source
    assert all(way.set_up for way in test.ways)
    low, high = test.allowed
    assert low <= test.usual <= high
    if not test.higher_is_better:
        assert "lower number reaches further" in test.range_note
    said = " ".join((test.about, test.question, test.move, test.keep_still, test.range_note, *test.cautions))
    assert not re.search(r"\b(treats?|heals?|cures?|proven|normal|fail\w*)\b", said, re.IGNORECASE)
    assert "!" not in said


@EVERY
def test_a_reading_outside_what_a_body_gives_is_refused(test: FlexibilityTest) -> None:
    low, high = test.allowed
    side = Side.LEFT if test.two_sided else None
    assert number_trial(test, side, high).value == high
    for value in (low - 0.1, high + 0.1, float("nan"), float("inf")):
        with pytest.raises(MeasureError, match="should be between"):
            number_trial(test, side, value)


def test_a_test_is_not_read_in_a_way_it_does_not_have() -> None:
    wall = find_test("knee-to-wall")
    trial = number_trial(wall, Side.LEFT, 10)
    check_trials(wall, RULER, [trial])
    with pytest.raises(MeasureError, match="same way"):
        check_trials(wall, PHONE, [trial])
    with pytest.raises(MeasureError, match="same way"):
        check_trials(find_test("leg-raise"), PHOTO, [trial])


def test_values_are_said_in_their_unit() -> None:
    assert find_test("leg-raise").words(62.4) == "62°"
    assert find_test("knee-to-wall").words(9.0) == "9 cm"
    assert find_test("knee-to-wall").words(9.25) == "9.2 cm"
    assert (Unit.DEGREES.word, Unit.CENTIMETRES.word) == ("degrees", "centimetres")
    with pytest.raises(NotFoundError):
        find_test("toe-touch")
