"""What does not suit somebody is never played, until they choose otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.place import Place
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.suitability import Suits, keep_anyway, nothing_said, with_effect
from stretchplayer.core.timeline import Timeline
from tests.app.session_room import READY, Room
from tests.core.scores import CATALOGUE

IDS = [stretch.id for stretch in CATALOGUE]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, *IDS)
    yield made
    made.store.close()


def played(timeline: Timeline) -> set[str]:
    return {segment.stretch for segment in timeline.segments if segment.stretch is not None}


def say(room: Room, concern: Concern, effect: Effect = Effect.HIDE) -> None:
    room.settings.save(with_effect(room.settings.preferences, concern, effect))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hidden=st.frozensets(st.sampled_from(Concern)),
    kept=st.frozensets(st.sampled_from(IDS), max_size=3),
    items=st.lists(st.sampled_from(IDS), min_size=2, max_size=6),
    place=st.sampled_from(Place),
)
def test_playing_never_includes_what_is_hidden(
    room: Room, hidden: frozenset[Concern], kept: frozenset[str], items: list[str], place: Place
) -> None:
    room.settings.save(nothing_said(room.settings.preferences))
    for concern in hidden:
        say(room, concern)
    for stretch in kept:
        room.settings.save(keep_anyway(room.settings.preferences, stretch, keep=True))
    wanted = Routine(
        id="r",
        name="R",
        description="",
        items=tuple(RoutineItem(stretch=one) for one in items),
        place=place,
    )
    suits = Suits(hidden, kept_anyway=kept)
    expected = {one for one in items if not suits.hides(CATALOGUE[one], place)}
    for driver in (room.maker.prepare(wanted, None), room.maker.prepare_trial(wanted)):
        assert played(driver.timeline) == expected
        driver.close()
    shorter = Routine(
        id="r", name="R", description="", items=tuple(i for i in wanted.items if i.stretch in expected)
    )
    if place is Place.FLOOR:
        assert room.maker.total_ms(wanted) == room.maker.total_ms(shorter)


def test_a_stretch_that_is_tried_alone_is_played(room: Room) -> None:
    say(room, Concern.KNEELING)
    kneeling = next(one for one in CATALOGUE if room.maker.suits.hides(one))
    alone = Routine(id="", name="A", description="", items=(RoutineItem(stretch=kneeling.id),))
    driver = room.maker.prepare_trial(alone)
    assert played(driver.timeline) == {kneeling.id}
    driver.close()


def test_a_warning_leaves_nothing_out(room: Room) -> None:
    whole = room.maker.options().left_out
    say(room, Concern.KNEELING, Effect.WARN)
    assert room.maker.options().left_out == whole == frozenset()


def test_an_interrupted_session_keeps_its_plan(room: Room) -> None:
    driver = room.begin()
    before = played(driver.timeline)
    room.pass_(READY + 5_000)
    driver.close()
    say(room, Concern.KNEELING)
    unfinished = room.history.unfinished()
    assert unfinished is not None
    again, _ = room.maker.carry_on(unfinished)
    assert played(again.timeline) == before
    assert any(room.maker.suits.hides(CATALOGUE[one]) for one in before)
    again.close()
