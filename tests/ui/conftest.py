"""A world for the tests of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ui.world import World, make_world


@pytest.fixture
def worlds(tmp_path: Path, qapp: object, _fonts: None) -> Iterator[Callable[..., World]]:
    """Makes worlds, and closes them at the end."""
    made: list[World] = []

    def make(**wishes: object) -> World:
        made.append(make_world(tmp_path / str(len(made)), **wishes))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for world in made:
        world.close()


@pytest.fixture
def world(worlds: Callable[..., World]) -> World:
    """A light one with an empty history."""
    return worlds()
