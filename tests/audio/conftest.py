"""What the tests of sound share."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from stretchplayer.audio.cues import make_tones
from tests.audio.output_kit import FakeSystem, HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def system(clock: HandClock) -> FakeSystem:
    return FakeSystem(clock)


@pytest.fixture(scope="module")
def tick() -> NDArray[np.float32]:
    return make_tones()["tick"]
