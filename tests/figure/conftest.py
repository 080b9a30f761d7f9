"""The shipped poses, and pictures to paint on without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchplayer.figure.pose import PoseLibrary

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

POSES = Path(__file__).parents[2] / "assets" / "poses"


def some_now(names: Sequence[str], every: int) -> list[str | ParameterSet]:
    """The names as parameters of a slow test: every so many is tried always, the others in the full tests."""
    return [
        name if n % every == 0 else pytest.param(name, marks=pytest.mark.full) for n, name in enumerate(names)
    ]


@pytest.fixture(scope="session")
def library() -> PoseLibrary:
    return PoseLibrary(POSES)
