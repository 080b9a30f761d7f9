"""From points in a photo to an angle. Points are pixels from the upper left; down is positive."""

from __future__ import annotations

from math import atan2, degrees, hypot, isfinite

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility.model import FlexibilityTest
from stretchplayer.core.flexibility.readings import MeasureError
from stretchplayer.core.history import MeasureMethod, Trial
from stretchplayer.core.raw_readings import PhotoPoints, Point

NEAREST_PX = 8.0  # nearer together, two points say nothing about a direction
HALF_TURN = 180.0


def photo_angle(points: PhotoPoints) -> float:
    """The angle that two, three or four points make, in degrees.

    Two: how far the line from the first to the second rises above the level of the picture, 0 to 90,
    whichever way the picture faces. Three: how far the bend at the second is short of straight. Four: how
    far the line through the last two is turned from that through the first two, 0 to 90. Raises
    `MeasureError`.
    """
    _check(points)
    where = points.points
    if len(where) == 2:
        return _rise(where[0], where[1])
    if len(where) == 3:
        bend = abs(_direction(where[1], where[0]) - _direction(where[1], where[2])) % (2 * HALF_TURN)
        return HALF_TURN - min(bend, 2 * HALF_TURN - bend)
    turn = abs(_direction(where[0], where[1]) - _direction(where[2], where[3])) % HALF_TURN
    return min(turn, HALF_TURN - turn)


def photo_trial(
    test: FlexibilityTest, side: Side | None, points: PhotoPoints, painful: bool = False, picture: str = ""
) -> Trial:
    """One try by photo; raises `MeasureError`. `picture` is the id of the picture, if it is to be kept."""
    if len(points.points) != len(test.way(MeasureMethod.PHOTO).points):
        raise MeasureError("Not every point is marked yet.")
    angle = photo_angle(points)
    low, high = test.allowed
    if not low <= angle <= high:
        raise MeasureError(
            f"That would be {angle:.0f} degrees, which cannot be right. Please look at the points again."
        )
    return Trial(side=side, value=angle, painful=painful, photo=points, picture=picture)


def _rise(lower: Point, upper: Point) -> float:
    return degrees(atan2(lower[1] - upper[1], abs(upper[0] - lower[0])))


def _direction(start: Point, end: Point) -> float:
    return degrees(atan2(start[1] - end[1], end[0] - start[0]))


def _check(points: PhotoPoints) -> None:
    where = points.points
    if not 2 <= len(where) <= 4:
        raise MeasureError("Not every point is marked yet.")
    if not all(isfinite(x) and isfinite(y) for x, y in where):
        raise MeasureError("The points have to be in the picture.")
    if not all(0 <= x <= points.width and 0 <= y <= points.height for x, y in where):
        raise MeasureError("The points have to be in the picture.")
    pairs = ((0, 1), (2, 3)) if len(where) == 4 else tuple((i, i + 1) for i in range(len(where) - 1))
    for first, second in pairs:
        (x0, y0), (x1, y1) = where[first], where[second]
        if hypot(x1 - x0, y1 - y0) < NEAREST_PX:
            raise MeasureError("Two points are in the same place. Please move one of them.")
    if len(where) == 2 and where[1][1] > where[0][1]:
        raise MeasureError("The ankle should be higher than the hip. Please look at the points again.")
