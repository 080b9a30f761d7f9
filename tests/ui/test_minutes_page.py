"""I have N minutes: what is shown fits, with what the user usually does, and says so when nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from stretchplayer.core.catalogue import Dose
from stretchplayer.ui.pages.minutes import MinutesPage

if TYPE_CHECKING:
    from stretchplayer.core.routine import Routine
    from tests.ui.world import World


def opened(world: World) -> MinutesPage:
    services = world.services
    page = MinutesPage(
        world.look,
        world.pictures,
        services.catalogue,
        world.settings,
        services.maker,
        world.routines,
        services.clock,
    )
    world.made.append(page)
    page.refresh()
    return page


def words(page: MinutesPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


@pytest.mark.parametrize("minutes", [4, 7, 12])
def test_what_is_usual_for_the_user_counts(world: World, minutes: int) -> None:
    world.routines.use_everywhere("pelvic-tilt", Dose(hold_s=25, repetitions=10))
    world.routines.use_everywhere("single-knee-to-chest", Dose(hold_s=45, repetitions=4))
    page = opened(world)
    page.minutes.set_value(minutes)
    page.refresh()
    wanted: list[Routine] = []
    page.start_wanted.connect(wanted.append)
    page.start()
    (routine,) = wanted
    assert world.services.maker.total_ms(routine) <= minutes * 60_000
    assert page.made is not None
    assert world.services.maker.total_ms(routine) == page.made.total_ms


def test_every_part_has_its_reason(world: World) -> None:
    page = opened(world)
    assert page.made is not None
    for reason in page.made.reasons:
        assert reason.sentence in words(page)


def test_when_nothing_fits_it_says_how_long_the_shortest_takes(world: World) -> None:
    world.settings.update(to_floor_s=120.0, new_posture_s=120.0, same_posture_s=120.0)
    page = opened(world)
    page.minutes.set_value(2)
    page.refresh()
    assert page.made is None
    assert "Nothing fits into this time. Even the shortest takes 3 minutes" in words(page)
    assert not page.start_button.isEnabled()
