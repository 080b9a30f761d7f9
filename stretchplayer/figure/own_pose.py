"""Poses that people bring along in files: read through, and checked as those of the library are."""

from __future__ import annotations

from stretchplayer.core.errors import ContentError, PictureError
from stretchplayer.figure.check import check_pose as faults_of
from stretchplayer.figure.pose import parse_pose

MOST_BYTES = 100_000


def check_pose(data: bytes, name: str) -> bytes:
    """The pose as it came, when the figure can take it. Raises `PictureError`.

    `name` is what the user calls the stretch.
    """
    if len(data) > MOST_BYTES:
        raise PictureError(f"The pose of “{name}” is too large to be one.")
    try:
        pose = parse_pose(data, name)
        broken = bool(faults_of(pose))
    except ContentError as error:
        raise PictureError(f"The pose of “{name}” cannot be read.") from error
    except (ArithmeticError, ValueError) as error:
        raise PictureError(f"The pose of “{name}” cannot be taken by the figure.") from error
    if broken:
        raise PictureError(f"The pose of “{name}” bends the figure in ways a body does not.")
    return data
