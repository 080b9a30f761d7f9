"""The page on the real driver: what keys do, and which view is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stretchplayer.core.events import Outcome, PauseReason
from stretchplayer.core.history import RatingKind, SessionOutcome
from stretchplayer.core.place import Place
from stretchplayer.core.ports import SoundState
from stretchplayer.core.session import Phase
from stretchplayer.core.timeline import SegmentKind
from stretchplayer.ui.player.surroundings import MAY_GO_DARK, NO_SOUND
from tests.ui.player.kit import Room, held

Key = Qt.Key
READY, CYCLES, NEW_POSTURE = 30_000, 24_000, 12_000


def to_gate(room: Room) -> None:
    room.play(3)
    room.pass_(READY + CYCLES + 1_000)
    assert room.driver.phase is Phase.GATE


def to_hold(room: Room) -> None:
    to_gate(room)
    room.press("1", Key.Key_Space)
    room.pass_(NEW_POSTURE + 2_200 + 6_000)
    assert room.driver.session.segment.kind is SegmentKind.HOLD


def test_from_the_question_before_to_the_first_segment(room: Room) -> None:
    room.page.begin("test")
    assert room.page.view is room.page.rating
    assert room.page.rating.flag.isHidden()
    room.press("3", Key.Key_Space)
    assert room.page.view is room.page.stage
    assert room.driver.phase is Phase.RUNNING
    assert room.driver.pre is not None
    assert room.driver.pre.score == 3


def test_escape_at_the_question_before_goes_back(room: Room) -> None:
    gone: list[bool] = []
    room.page.left.connect(lambda: gone.append(True))
    room.page.begin("test")
    room.press("5", Key.Key_Escape)
    assert gone == []
    room.press(Key.Key_Escape)
    assert gone == [True]


def test_a_very_sore_start_offers_the_gentle_day_alone(room: Room) -> None:
    room.page.begin("test")
    room.press("8", Key.Key_Space)
    assert room.page.driver is None
    assert room.page.panel.content is not None
    assert room.page.panel.content.title == "A very gentle day"
    room.press(Key.Key_Space)
    assert room.driver.timeline.routine == "gentle-day"


def test_on_a_chair_the_gentle_day_is_one_for_the_chair(room: Room) -> None:
    room.settings.update(place=Place.CHAIR)
    room.page.begin("test")
    room.press("8", Key.Key_Space)
    assert room.page.panel.content is not None
    assert room.page.panel.content.text == (
        "Your back is at 8 of 10, so this is all for today. Breathing and pelvic tilt, sitting on a chair."
    )
    room.press(Key.Key_Space)
    assert room.driver.timeline.routine == "gentle-day-chair"


@pytest.mark.parametrize("gentle", ["gentle-day", "gentle-day-chair"])
def test_nothing_gentler_is_offered_before_a_gentle_day(room: Room, gentle: str) -> None:
    room.page.begin(gentle)
    room.press("8", Key.Key_Space)
    assert room.driver.timeline.routine == gentle


@pytest.mark.parametrize(
    "key",
    [Key.Key_Space, Key.Key_Escape, Key.Key_PageDown, Key.Key_F5, Key.Key_MediaPlay, Key.Key_MediaStop],
)
def test_pausing_by_any_key_and_carrying_on(room: Room, key: Qt.Key) -> None:
    room.play()
    room.press(key)
    assert room.driver.phase is Phase.PAUSED
    assert room.page.view is room.page.panel
    room.press(Key.Key_Space)
    assert room.driver.phase is Phase.RUNNING
    assert room.page.view is room.page.stage


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_B, Key.Key_Period, Key.Key_MediaNext])
def test_skipping_ends_the_stretch(room: Room, key: Qt.Key) -> None:
    room.play()
    room.press(key)
    assert room.driver.session.segment.stretch == "knee"


def test_ten_seconds_more_while_getting_ready(room: Room) -> None:
    room.play()
    left = room.driver.session.segment.end_ms
    room.press("t")
    assert room.driver.session.segment.end_ms == left + 10_000


def test_easing_off_while_holding(room: Room) -> None:
    to_hold(room)
    room.press("e")
    assert room.driver.session.segment.eased
    room.page.stage.look()
    moment = room.page.stage.moment
    assert moment is not None
    assert moment.eased


def test_easing_off_once_more_says_what_else_there_is(room: Room) -> None:
    to_hold(room)
    room.press(Key.Key_PageUp)  # of a clicker
    end = room.driver.session.segment.end_ms
    room.press("e")
    assert room.page.bar.notice == "This is the easier way already. Enter lets go now."
    assert room.driver.session.segment.end_ms == end
    room.press(Key.Key_Return)
    assert room.driver.session.segment.kind is SegmentKind.RELEASE


def test_enter_lets_go_now(room: Room) -> None:
    to_hold(room)
    room.press(Key.Key_Return)
    assert room.driver.session.segment.kind is SegmentKind.RELEASE


def test_repeating_the_hold_and_the_side(room: Room) -> None:
    to_hold(room)
    position = room.driver.position_ms()
    room.press("r")
    segment = room.driver.session.segment
    assert (segment.kind, segment.repetition) == (SegmentKind.MOVE_IN, 1)
    assert room.driver.position_ms() >= position


def test_digits_do_nothing_while_stretching(room: Room) -> None:
    to_hold(room)
    before = room.driver.session.segment
    room.press("0123456789")
    assert room.driver.session.segment == before
    assert room.driver.phase is Phase.RUNNING


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Left, Key.Key_Right])
def test_held_keys_act_once_and_go_no_further(room: Room, key: Qt.Key) -> None:
    to_hold(room)
    before = room.driver.session.segment
    event = held(room.page.stage, key)
    assert room.driver.session.segment == before
    assert room.driver.phase is Phase.RUNNING
    assert event.isAccepted()


def test_full_screen_is_left_to_the_window(room: Room) -> None:
    room.play()
    event = held(room.page.stage, Key.Key_F11)
    assert not event.isAccepted()


def test_muting_and_volume(room: Room) -> None:
    room.play()
    room.press(Key.Key_Down)
    assert room.settings.preferences.voice_volume == pytest.approx(0.8)
    assert room.machine.volumes == (pytest.approx(0.8), pytest.approx(0.6))
    assert room.page.bar.notice == "Voice 80 %"
    room.press("m")
    assert room.machine.volumes == (0.0, 0.0)
    room.press("m")
    assert room.machine.volumes == (pytest.approx(0.8), pytest.approx(0.6))
    QTest.keyClick(room.page.stage, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert room.machine.volumes == (pytest.approx(0.8), pytest.approx(0.7))
    assert room.page.bar.notice == "Tones 70 %"


def test_rating_a_stretch_goes_on_and_is_kept(room: Room) -> None:
    to_gate(room)
    assert room.page.view is room.page.rating
    room.press("2", Key.Key_Space)
    assert room.page.view is room.page.stage
    assert "rate-saved" in room.machine.said
    assert room.driver.session_id is not None
    kept = room.history.session_ratings(room.driver.session_id)
    assert [(r.kind, r.score) for r in kept] == [(RatingKind.PRE, 3), (RatingKind.DURING, 2)]


def test_a_red_rating_brings_the_stop_panel(room: Room) -> None:
    to_gate(room)
    room.press("7", Key.Key_Space)
    content = room.page.panel.content
    assert room.page.view is room.page.panel
    assert content is not None
    assert content.title == "Stop here and rest"
    assert [c.label for c in content.choices] == ["Rest, then Sit instead", "Go to Knee", "End for today"]
    room.press(Key.Key_Right)
    assert room.driver.phase is Phase.RUNNING
    assert room.driver.session.segment.stretch == "knee"


def test_the_warning_flag_alone_is_red(room: Room) -> None:
    to_gate(room)
    room.press("s", Key.Key_Space)
    assert room.driver.session.pause_reason is PauseReason.RED
    taken = room.driver.ratings()[-1].rating
    assert (taken.score, taken.flag) == (None, True)


def test_a_second_red_ends_the_session(room: Room) -> None:
    to_gate(room)
    room.press("7", Key.Key_Space, Key.Key_Right)
    room.pass_(NEW_POSTURE + 2 * (2_200 + 20_000 + 2_000) * 2 + 5_000)
    assert room.driver.phase is Phase.GATE
    room.press("9", Key.Key_Space)
    content = room.page.panel.content
    assert content is not None
    assert content.title == "That is enough for today"
    room.press(Key.Key_Space)
    assert room.driver.phase is Phase.STOPPED
    assert room.page.view is room.page.summary


def test_ending_wants_a_second_press(room: Room) -> None:
    to_hold(room)
    room.press(Key.Key_Escape, Key.Key_Escape)
    assert room.driver.phase is Phase.PAUSED
    room.press(Key.Key_Escape)
    assert room.driver.phase is Phase.STOPPED
    assert room.page.view is room.page.summary
    assert room.driver.session_id is not None
    assert room.history.session(room.driver.session_id).outcome is SessionOutcome.STOPPED
    holds = room.history.session_holds(room.driver.session_id)
    assert holds[-1].outcome.value == Outcome.CUT_SHORT.value


def test_escape_with_nothing_picked_opens_paused_and_comes_back(room: Room) -> None:
    to_gate(room)
    room.press(Key.Key_Escape)
    assert room.page.view is room.page.panel
    room.press(Key.Key_Space)
    assert room.page.view is room.page.rating
    assert room.driver.phase is Phase.GATE


def test_leaving_the_stretch_out_from_the_pause(room: Room) -> None:
    to_hold(room)
    room.press(Key.Key_Space, Key.Key_Right)
    assert room.driver.phase in (Phase.GATE, Phase.RUNNING)
    assert room.driver.session.segment.kind is not SegmentKind.HOLD


def test_after_sleep_it_says_that_nobody_was_there(room: Room) -> None:
    to_hold(room)
    room.machine.asleep += 60_000
    room.driver.wake()
    content = room.page.panel.content
    assert content is not None
    assert content.title == "You were away"


def test_a_rating_can_be_changed_in_the_next_get_ready(room: Room) -> None:
    to_gate(room)
    room.press("1", Key.Key_Space)
    room.pass_(500)
    assert not room.page.controls.change.isHidden()
    room.press("c")
    assert room.page.view is room.page.rating
    room.press("3", Key.Key_Space)
    assert room.page.view is room.page.stage
    assert room.driver.phase is Phase.RUNNING
    assert room.driver.ratings()[-1].rating.score == 3


def test_a_rating_changed_to_red_leaves_the_stretch_out(room: Room) -> None:
    to_gate(room)
    room.press("1", Key.Key_Space)
    room.pass_(500)
    room.press("c", "s", Key.Key_Space)
    content = room.page.panel.content
    assert content is not None
    assert content.title == "Stop here and rest"
    assert room.history.left_out() == {"cat"}
    room.press(Key.Key_Right)
    assert room.driver.phase is Phase.RUNNING
    assert room.driver.session.segment.stretch == "knee"


def test_only_the_next_get_ready_offers_the_change(room: Room) -> None:
    to_gate(room)
    room.press("1", Key.Key_Space)
    room.pass_(500)
    room.press(Key.Key_Right)
    room.pass_(500)
    assert room.driver.session.segment.kind is SegmentKind.GET_READY
    assert room.page.controls.change.isHidden()
    room.press("c")
    assert room.page.view is room.page.stage


def test_leaving_a_rating_as_it_was(room: Room) -> None:
    to_gate(room)
    room.press("1", Key.Key_Space)
    room.pass_(500)
    room.press("c", Key.Key_Escape)
    assert room.driver.phase is Phase.RUNNING
    assert room.driver.ratings()[-1].rating.score == 1


def test_the_whole_session_ends_in_its_summary(room: Room) -> None:
    room.play(3)
    for _ in range(40):
        if room.driver.phase is Phase.GATE:
            room.press("2", Key.Key_Space)
        elif room.driver.phase is Phase.RUNNING:
            room.pass_(10_000)
    assert room.driver.phase is Phase.FINISHED
    assert room.page.view is room.page.summary
    assert not room.page.bar.isVisible()
    session = room.driver.session_id
    assert session is not None
    room.page.summary.note.setPlainText("Tight on the left.")
    room.page.summary.tags[1].click()
    left: list[bool] = []
    room.page.left.connect(lambda: left.append(True))
    room.page.summary.done_button.click()
    assert left == [True]
    note = room.history.last_note()
    assert note is not None
    assert (note.session, note.text, note.tags) == (session, "Tight on the left.", ("Slept badly",))


def test_what_is_not_as_it_should_be_is_said_quietly(room: Room) -> None:
    room.machine.allowed = False
    room.play()
    assert room.page.bar.notice == MAY_GO_DARK
    room.machine.state = SoundState.NO_DEVICE
    room.pass_(1_000)
    assert NO_SOUND in room.page.bar.notice
    room.machine.state = SoundState.PLAYING
    room.pass_(1_000)
    assert NO_SOUND not in room.page.bar.notice
    assert room.driver.phase is Phase.RUNNING


def test_when_to_stop_pauses_first(room: Room) -> None:
    asked: list[bool] = []
    room.page.when_to_stop_wanted.connect(lambda: asked.append(True))
    room.play()
    room.press("h")
    assert asked == [True]
    assert room.driver.phase is Phase.PAUSED


def test_the_focus_comes_back_to_what_takes_the_keys(room: Room) -> None:
    to_hold(room)
    room.press("h")
    assert room.driver.phase is Phase.PAUSED
    room.page.setFocus()  # as the window does when the other page has gone
    room.press(Key.Key_Space)
    assert room.driver.phase is Phase.RUNNING
    room.page.setFocus()
    room.press("e")
    assert room.driver.session.segment.eased


def test_a_screen_reader_hears_of_milestones_only(room: Room) -> None:
    to_hold(room)
    assert room.page.stage.accessibleName() == "20 seconds left, Hold 1 of 2"
    assert room.page.stage.accessibleDescription() == "Picture: A figure. Right leg."
    room.pass_(3_000)
    assert room.page.stage.accessibleName() == "20 seconds left, Hold 1 of 2"
    room.pass_(1_000)
    assert room.page.stage.accessibleName() == "10 seconds left, Hold 1 of 2"
    room.pass_(7_000)
    assert room.page.stage.accessibleName() == "3 seconds left, Hold 1 of 2"


def test_each_control_does_what_its_key_does(room: Room) -> None:
    to_hold(room)
    room.page.controls.ease.click()
    assert room.driver.session.segment.eased
    room.page.controls.pause.click()
    assert room.driver.phase is Phase.PAUSED


def test_controls_fade_when_nobody_is_there_and_come_back(room: Room) -> None:
    room.play()
    controls = room.page.controls
    controls._hide_chrome()
    assert not controls.is_shown
    room.press("m")
    assert controls.is_shown
