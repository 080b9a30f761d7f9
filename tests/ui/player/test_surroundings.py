"""The background around a session: as the settings have it, from its start to its end."""

from __future__ import annotations

from stretchplayer.core.preferences import Background
from stretchplayer.core.session import Phase
from tests.ui.player.kit import Room


def test_the_background_follows_the_settings_while_playing(room: Room) -> None:
    room.settings.update(background=Background.NOISE, background_volume=0.5)
    assert room.machine.background == (Background.OFF, 0.0), "nothing is played yet"
    room.play()
    assert room.machine.background == (Background.NOISE, 0.5)
    room.settings.update(background=Background.PAD, background_volume=0.3)
    assert room.machine.background == (Background.PAD, 0.3)
    room.settings.update(background=Background.OFF)
    assert room.machine.background[0] is Background.OFF


def test_mute_is_for_the_background_too(room: Room) -> None:
    room.settings.update(background=Background.NOISE, background_volume=0.5)
    room.play()
    room.press("m")
    assert room.machine.background == (Background.NOISE, 0.0)
    room.press("m")
    assert room.machine.background == (Background.NOISE, 0.5)


def test_it_is_gone_when_the_session_is(room: Room) -> None:
    room.settings.update(background=Background.NOISE, background_volume=0.5)
    room.play()
    room.driver.stop()
    assert room.driver.phase is Phase.STOPPED
    assert room.machine.background[0] is Background.OFF
    room.settings.update(background=Background.PAD)
    assert room.machine.background[0] is Background.OFF
    room.play()
    assert room.machine.background[0] is Background.PAD
    room.page.close_session()
    assert room.machine.background[0] is Background.OFF


def test_the_end_of_a_session_is_heard_after_the_answer_was_confirmed(room: Room) -> None:
    room.play()
    while room.driver.session.segment.stretch is not None:
        room.driver.skip()
    room.press("2")
    room.page.rating.save.click()
    assert room.driver.phase is Phase.FINISHED
    assert [name for name, _ in room.machine.log[-3:]] == ["schedule", "say", "revise"]
    assert [cue.id for cue in room.machine.given[-1]] == ["done", "session-done"]
