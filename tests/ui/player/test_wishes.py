"""Keeping a hold for next time: what is offered after a session, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt

from stretchplayer.core.catalogue import Dose
from stretchplayer.core.content_rules import wording_faults
from stretchplayer.core.events import Rating
from stretchplayer.core.routine import RoutineItem
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import SegmentKind
from tests.core.scores import routine
from tests.ui.player.kit import SIZES, Room

Key = Qt.Key


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    made = Room(tmp_path, "knee", "tilt")
    made.open()
    yield made
    made.close()


def to_hold(room: Room) -> None:
    now = room.driver.session.segment
    while room.driver.session.segment.kind is not SegmentKind.HOLD or room.driver.session.segment == now:
        room.pass_(200)
        if room.driver.phase is Phase.GATE:
            room.press("1", Key.Key_Space)


def to_the_end(room: Room, rating: Rating | None = None) -> None:
    while room.driver.phase is not Phase.FINISHED:
        room.pass_(2_000)
        if room.driver.phase is Phase.GATE:
            room.driver.answer(rating or Rating(1))
        if room.driver.phase is Phase.PAUSED:
            room.driver.resume()


def longer_knee(room: Room, rating: Rating | None = None) -> None:
    """A session in which ten seconds were added to the first hold."""
    room.play(1)
    to_hold(room)
    room.press("t")
    to_the_end(room, rating)


def offers(room: Room) -> list[str]:
    return [row.line.text for row in room.page.summary.wishes.rows if not row.isHidden()]


def test_a_longer_hold_is_offered_afterwards_and_kept(room: Room) -> None:
    longer_knee(room)
    assert offers(room) == ["You held Knee 30 s instead of 20 s. Keep this for next time?"]
    (row,) = room.page.summary.wishes.rows
    row.keep.click()
    assert row.words.text() == "Kept: Knee for 30 s from next time."
    assert not any(button.isVisible() for button in row.buttons())
    assert [item.hold_s for item in room.routines.get("test").items] == [30.0, None]
    room.play(1)
    hold = next(s for s in room.driver.timeline.segments if s.kind is SegmentKind.HOLD)
    assert hold.duration_ms == 30_000


def test_a_hold_let_go_of_early_is_offered_too(room: Room) -> None:
    room.play(1)
    to_hold(room)
    room.pass_(12_000)
    room.press(Key.Key_Return)
    to_the_end(room)
    assert offers(room) == ["You held Knee 12 s instead of 20 s. Keep this for next time?"]


def test_one_line_for_each_stretch(room: Room) -> None:
    room.play(1)
    to_hold(room)
    room.press("t")
    while room.driver.session.segment.stretch != "tilt":
        to_hold(room)
    room.press("t")
    to_the_end(room)
    assert [row.line.name for row in room.page.summary.wishes.rows] == ["Knee", "Tilt"]
    room.page.summary.wishes.rows[0].not_now.click()
    assert [text.split(" ")[2] for text in offers(room)] == ["Tilt"]
    assert room.routines.get("test").items[0].hold_s is None


def test_not_now_leaves_everything_as_it_is(room: Room) -> None:
    longer_knee(room)
    room.page.summary.wishes.rows[0].not_now.click()
    assert offers(room) == []
    assert room.page.summary.wishes.isHidden()
    assert not room.routines.is_changed("test")


def test_in_all_routines_the_hold_changes_and_nothing_else(room: Room) -> None:
    items = (RoutineItem(stretch="knee", hold_s=15.0, repetitions=1, rest_s=4.0), RoutineItem(stretch="tilt"))
    mine = room.routines.create(msgspec.structs.replace(routine(), name="Mine", items=items))
    longer_knee(room)
    room.page.summary.wishes.rows[0].everywhere.click()
    assert room.page.summary.wishes.rows[0].words.text() == (
        "Kept in all routines: Knee for 30 s from next time."
    )
    assert room.routines.usual_dose("knee") == Dose(hold_s=30.0, repetitions=2)
    kept = room.routines.get(mine.id)
    assert kept.items == (RoutineItem(stretch="knee", repetitions=1, rest_s=4.0), RoutineItem(stretch="tilt"))
    played = room.routines.as_played(kept).items[0]
    assert (played.hold_s, played.repetitions) == (30.0, 1)


def test_the_routines_own_length_is_taken_out(room: Room) -> None:
    gentler = msgspec.structs.replace(room.routines.get("test"), length=0.5)
    room.routines.save(gentler)
    longer_knee(room)
    assert offers(room) == ["You held Knee 20 s instead of 10 s. Keep this for next time?"]
    room.page.summary.wishes.rows[0].keep.click()
    assert room.routines.get("test").items[0].hold_s == 40.0
    room.play(1)
    hold = next(s for s in room.driver.timeline.segments if s.kind is SegmentKind.HOLD)
    assert hold.duration_ms == 20_000


@pytest.mark.parametrize("rating", [Rating(4), Rating(7), Rating(None, flag=True)])
def test_what_hurt_is_not_offered_longer(room: Room, rating: Rating) -> None:
    longer_knee(room, rating)
    assert offers(room) == []


def test_after_a_session_as_planned_nothing_is_offered(room: Room) -> None:
    room.play(1)
    to_the_end(room)
    assert offers(room) == []
    assert room.page.summary.wishes.isHidden()


def test_a_new_session_forgets_the_offers_of_the_last(room: Room) -> None:
    longer_knee(room)
    room.play(1)
    to_the_end(room)
    assert offers(room) == []


def test_a_routine_that_is_gone_can_still_be_kept_for_all(room: Room) -> None:
    mine = room.routines.create(msgspec.structs.replace(routine("knee"), name="Mine"))
    room.page.play(room.maker.prepare(mine.id, Rating(1), full_length=True))
    to_hold(room)
    room.press("t")
    room.routines.remove(mine.id)
    to_the_end(room)
    (row,) = room.page.summary.wishes.rows
    assert row.keep.isHidden()
    assert not row.everywhere.isHidden()


def test_what_the_disk_does_not_take_is_said_and_can_be_tried_again(room: Room) -> None:
    longer_knee(room)
    (row,) = room.page.summary.wishes.rows
    room.store.database.run_script("PRAGMA query_only = ON")
    row.keep.click()
    assert row.words.text() != row.line.text
    assert row.keep.isVisible()
    room.store.database.run_script("PRAGMA query_only = OFF")
    row.keep.click()
    assert row.words.text().startswith("Kept")


def test_by_keyboard_alone(room: Room) -> None:
    longer_knee(room)
    summary = room.page.summary
    assert summary.focusWidget() is summary.done_button
    row = summary.wishes.rows[0]
    row.everywhere.setFocus(Qt.FocusReason.TabFocusReason)
    room.press(Key.Key_Space)
    assert row.words.text().startswith("Kept in all")
    assert summary.focusWidget() is summary.done_button


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_it_fits_at_every_size(room: Room, size: tuple[int, int]) -> None:
    longer_knee(room)
    room.page.resize(*size)
    room.page.grab()
    (row,) = room.page.summary.wishes.rows
    assert row.words.height() >= row.words.heightForWidth(row.words.width())
    for button in row.buttons():
        assert button.height() >= 44
        assert button.width() >= button.sizeHint().width()
        assert row.rect().contains(button.geometry())


def test_the_words_are_kind(room: Room) -> None:
    longer_knee(room)
    for text in offers(room):
        assert wording_faults("wish", text) == []
