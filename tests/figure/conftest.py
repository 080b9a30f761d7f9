"""The shipped poses, and pictures to paint on without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchplayer.figure.pose import PoseLibrary

POSES = Path(__file__).parents[2] / "assets" / "poses"


@pytest.fixture(scope="session")
def library() -> PoseLibrary:
    return PoseLibrary(POSES)
