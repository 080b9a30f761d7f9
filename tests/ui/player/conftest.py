"""A page for the player's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.player.kit import Room


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    """A page that plays a flow, a one-sided hold and a drill."""
    made = Room(tmp_path, "cat", "knee", "tilt")
    made.open()
    yield made
    made.close()
