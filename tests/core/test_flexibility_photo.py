"""From points in a photo to an angle."""

from __future__ import annotations

from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import LEG_RAISE_TEST, MeasureError, find_test, photo_angle, photo_trial
from stretchplayer.core.raw_readings import PhotoPoints, Point

SIZE = 2000
KNEE, TURN = find_test("knee-ext-90"), find_test("seated-rotation")


def marked(*points: Point, width: int = SIZE, height: int = SIZE) -> PhotoPoints:
    return PhotoPoints(points=points, width=width, height=height)


def beside(point: Point, angle: float, length: float) -> Point:
    """The point at this angle over the level; the picture's rows run downwards."""
    return point[0] + length * cos(radians(angle)), point[1] - length * sin(radians(angle))


@pytest.mark.parametrize(
    ("points", "angle"),
    [
        ([(200, 500), (500, 200)], 45),
        ([(500, 500), (200, 200)], 45),  # the head at the other side
        ([(200, 500), (500, 500)], 0),
        ([(200, 500), (200, 100)], 90),
        ([(100, 500), (273.2, 400)], 30),  # 100 up, 173.2 along
        ([(100, 800), (100, 400), (100, 100)], 0),  # straight
        ([(100, 800), (100, 400), (400, 400)], 90),
        ([(100, 800), (100, 400), (200, 226.8)], 30),
        ([(100, 800), (400, 800), (100, 400), (400, 400)], 0),
        ([(100, 800), (400, 800), (200, 400), (300, 573.2)], 60),
        ([(100, 800), (400, 800), (300, 573.2), (200, 400)], 60),  # the stick's ends the other way round
    ],
)
def test_worked_examples(points: list[Point], angle: float) -> None:
    assert photo_angle(marked(*points)) == pytest.approx(angle, abs=0.05)


@given(st.floats(0, 90), st.floats(50, 900), st.booleans())
def test_any_raise_is_found_again_whichever_way_the_head_lies(
    angle: float, length: float, mirrored: bool
) -> None:
    hip = (1000.0, 1000.0)
    ankle = beside(hip, 180 - angle if mirrored else angle, length)
    assert photo_angle(marked(hip, ankle)) == pytest.approx(angle, abs=1e-6)


@given(st.floats(0, 180), st.floats(0, 360), st.floats(50, 450), st.floats(50, 450))
def test_any_bend_of_the_knee_is_found_again_however_the_camera_is_turned(
    bend: float, turned: float, thigh: float, shin: float
) -> None:
    knee = (1000.0, 1000.0)
    hip, ankle = beside(knee, turned, thigh), beside(knee, turned + 180 - bend, shin)
    assert photo_angle(marked(hip, knee, ankle)) == pytest.approx(bend, abs=1e-5)


@given(st.floats(0, 90), st.floats(0, 360))
def test_any_turn_is_found_again(turn: float, camera: float) -> None:
    left, middle = (500.0, 1500.0), (1000.0, 500.0)
    right, end = beside(left, camera, 400), beside(middle, camera + turn, 400)
    assert photo_angle(marked(left, right, middle, end)) == pytest.approx(turn, abs=1e-5)


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([(10, 10)], "Not every point"),
        ([(10, 10), (12, 10)], "same place"),
        ([(10, 10), (200, 100)], "ankle should be higher"),
        ([(10, 100), (float("nan"), 10)], "in the picture"),
        ([(10, 100), (3000, 10)], "in the picture"),
        ([(10, 100), (10, 101), (200, 10)], "same place"),
        ([(10, 100), (200, 100), (50, 50), (52, 50)], "same place"),
    ],
)
def test_points_that_say_nothing(points: list[Point], words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        photo_angle(marked(*points))


def test_a_try_keeps_points_and_size() -> None:
    points = marked((200, 500), (500, 200), width=800, height=600)
    trial = photo_trial(LEG_RAISE_TEST, Side.LEFT, points, painful=True, picture="picture-1")
    assert (trial.value, trial.photo, trial.painful, trial.picture) == (
        pytest.approx(45),
        points,
        True,
        "picture-1",
    )


def test_each_test_has_its_number_of_points() -> None:
    two = marked((200, 500), (500, 200))
    for test in (KNEE, TURN):
        with pytest.raises(MeasureError, match="Not every point"):
            photo_trial(test, Side.LEFT, two)
    with pytest.raises(MeasureError, match="cannot be right"):
        photo_trial(KNEE, Side.LEFT, marked((100, 800), (100, 400), (102, 700)))  # bent by 180 degrees
