"""What is read off a tape or a photo before it becomes the number of a flexibility test."""

from __future__ import annotations

from typing import TypeAlias

from stretchplayer.core.catalogue import Record

Point: TypeAlias = tuple[float, float]


class TapeLengths(Record, frozen=True, kw_only=True):
    """Leg raise by tape, in centimetres.

    Heights of ankle bone and side-of-hip bone above the floor, and the length between the two.
    """

    ankle_height_cm: float
    hip_height_cm: float
    leg_length_cm: float


class PhotoPoints(Record, frozen=True, kw_only=True):
    """What was marked in a photo of `width` by `height` pixels, turned upright, from its upper left."""

    points: tuple[Point, ...]
    width: int
    height: int
