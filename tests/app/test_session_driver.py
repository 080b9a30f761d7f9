"""The driver on the real store: what is kept, what is heard, and what happens after sleep or a crash."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.events import PauseReason, Rating
from stretchplayer.core.history import HoldOutcome, RatingKind, SessionOutcome
from stretchplayer.core.ports import SoundState
from stretchplayer.core.preferences import AskDuring, Background, Sounds, Talking
from stretchplayer.core.session import Phase
from stretchplayer.store import FILE_NAME
from tests.app.session_room import CYCLES, READY, Room
from tests.core.scores import PHRASES


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    made = Room(tmp_path, "cat", "tilt")
    yield made
    made.driver.close()
    made.store.close()


def test_a_whole_session_is_kept(room: Room) -> None:
    driver = room.begin(Rating(3))
    room.pass_(READY + CYCLES + 2_000)
    assert driver.phase is Phase.GATE
    driver.answer(Rating(3))
    room.pass_(12_000 + 3 * 7_800)
    driver.answer(Rating(None, skipped=True))
    room.pass_(1_000)
    driver.answer(Rating(2))
    assert driver.phase is Phase.FINISHED

    ratings = room.history.session_ratings(room.session_id)
    assert [(r.kind, r.score, r.skipped, r.stretch) for r in ratings] == [
        (RatingKind.PRE, 3, False, None),
        (RatingKind.DURING, 3, False, "cat"),
        (RatingKind.DURING, None, True, "tilt"),
        (RatingKind.POST, 2, False, None),
    ]
    holds = room.history.session_holds(room.session_id)
    assert [(h.stretch, h.held_ms, h.outcome) for h in holds] == [("cat", 8_000, HoldOutcome.HELD)] * 3 + [
        ("tilt", 5_000, HoldOutcome.HELD)
    ] * 3
    session = room.history.session(room.session_id)
    assert session.outcome is SessionOutcome.FINISHED
    assert session.played_ms == READY + CYCLES + 12_000 + 3 * 7_800


def test_waits_and_pauses_are_not_time_played(room: Room) -> None:
    driver = room.begin()
    room.pass_(10_000)
    driver.pause()
    room.pass_(60_000)
    assert driver.played_ms == 10_000
    driver.resume()
    room.pass_(1_000)
    assert driver.played_ms == 11_000


def test_sound_gets_cues_up_to_the_gate_and_no_further(room: Room) -> None:
    driver = room.begin()
    position, ids = room.machine.schedules()[0]
    gate = driver.timeline.gates[0]
    expected = [c.id for c in driver.timeline.cues if c.at_ms < driver.timeline.at(gate.at_ms).end_ms]
    assert (position, ids) == (0, expected)
    assert "tilt-name" not in ids
    room.pass_(READY + CYCLES + 5_000)
    driver.answer(Rating(0))
    position, ids = room.machine.schedules()[1]
    assert position == gate.at_ms + 10_000
    assert "tilt-name" in ids


def test_a_revision_keeps_the_epoch_and_a_pause_is_silent(room: Room) -> None:
    driver = room.begin()
    room.pass_(2_000)
    driver.more_time()
    driver.pause()
    assert [name for name, _ in room.machine.log] == ["open", "open", "schedule", "revise", "silence"]


def test_a_pause_is_silent_before_it_is_written_down(room: Room, tmp_path: Path) -> None:
    """A disk may take its time; ears do not wait for it."""
    driver = room.begin()
    room.pass_(2_000)
    silence = room.machine.silence
    written: list[int] = []

    def note() -> None:
        with closing(sqlite3.connect(tmp_path / FILE_NAME)) as kept:
            written.extend(*kept.execute("SELECT count(*) FROM session_event WHERE kind = 'paused'"))
        silence()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room.machine, "silence", note)
        driver.pause()
        assert written == [0]
        room.machine.silence()
        assert written == [0, 1]


def test_the_question_is_spoken_again(room: Room) -> None:
    room.begin()
    room.pass_(READY + CYCLES + 31_000)
    assert room.machine.said == ["rate-stretch"]


def test_sleep_pauses_at_the_last_position(room: Room) -> None:
    driver = room.begin()
    room.pass_(READY + 3_000)
    room.machine.asleep += 3_600_000
    room.pass_(500)
    assert driver.phase is Phase.PAUSED
    assert driver.session.pause_reason is PauseReason.SLEEP
    assert driver.position_ms() == READY + 3_000
    driver.resume()
    room.pass_(500)
    assert driver.phase is Phase.RUNNING, "one sleep pauses once"


def test_a_red_rating_stands_still_and_leaves_the_stretch_out(room: Room) -> None:
    driver = room.begin(Rating(1))
    room.pass_(READY + CYCLES)
    driver.answer(Rating(7))
    assert driver.phase is Phase.PAUSED
    assert driver.session.pause_reason is PauseReason.RED
    assert room.history.left_out() == {"cat"}
    driver.put_in("rest")
    assert driver.phase is Phase.RUNNING
    assert driver.session.segment.stretch == "rest"
    assert not driver.comfort.enough


def test_a_taken_rating_can_be_changed(room: Room) -> None:
    driver = room.begin()
    room.pass_(READY + CYCLES)
    driver.answer(Rating(2))
    driver.correct_last(Rating(3))
    rating = room.history.session_ratings(room.session_id)[-1]
    assert rating.score == 3
    assert [c.before["score"] for c in room.store.corrections.changes(rating.id)] == [2]
    assert driver.ratings()[-1].rating == Rating(3)


def test_carrying_on_after_a_crash(room: Room, tmp_path: Path) -> None:
    room.begin(Rating(4))
    room.pass_(READY + 9_000)
    first = room.session_id
    again = Room.__new__(Room)
    again.__dict__.update(room.__dict__)
    unfinished = room.history.unfinished()
    assert unfinished is not None
    again.driver, resume = room.maker.carry_on(unfinished)
    again.driver.start(resume)
    assert again.driver.session_id == first
    assert again.driver.pre == Rating(4)
    segment = again.driver.session.segment
    assert (segment.kind.value, segment.stretch) == ("get_ready", "cat")
    again.pass_(READY + 100)
    assert again.driver.session.segment.repetition == 2
    again.driver.stop()
    assert room.history.unfinished() is None
    again.driver.close()


def test_a_session_ended_early_keeps_the_time_played(room: Room) -> None:
    driver = room.begin()
    room.pass_(READY + 7_000)
    driver.stop()
    assert room.history.session(room.session_id).played_ms == READY + 7_000


def test_what_the_disk_does_not_take_waits_and_is_said(room: Room) -> None:
    driver = room.begin()
    told: list[str] = []
    driver.trouble_changed.connect(told.append)
    room.pass_(READY + CYCLES)
    pages = room.store.database.rows("PRAGMA page_count")[0][0]
    room.store.database.rows(f"PRAGMA max_page_count = {pages}")
    driver.answer(Rating(0))
    for score in range(1, 400):
        driver.correct_last(Rating(score % 3))
    room.pass_(1_000)
    assert told[0] != ""
    room.store.database.rows("PRAGMA max_page_count = 100000")
    room.pass_(1_000)
    assert told[-1] == ""
    assert room.history.session_ratings(room.session_id)[1].score == 399 % 3


def test_a_session_that_cannot_be_made_again_is_said_so(room: Room) -> None:
    room.begin()
    unfinished = room.history.unfinished()
    assert unfinished is not None
    broken = msgspec.structs.replace(unfinished, plan="{}")
    with pytest.raises(NotFoundError, match="can no longer be carried on"):
        room.maker.carry_on(broken)


def test_the_screen_is_kept_awake_while_playing_and_a_refusal_is_told(room: Room) -> None:
    room.machine.allowed = False
    driver = room.maker.prepare("test", Rating(2))
    told: list[bool] = []
    driver.awake_changed.connect(told.append)
    room.driver = driver
    driver.start()
    assert told == [False]
    room.machine.allowed = True
    driver.pause()
    driver.resume()
    assert told == [False, True]
    driver.pause()
    room.pass_(6 * 60_000)
    assert not room.machine.awake
    driver.resume()
    assert room.machine.awake
    driver.stop()
    assert not room.machine.awake


def test_a_lost_device_is_told_and_the_session_goes_on(room: Room) -> None:
    driver = room.begin()
    told: list[SoundState] = []
    driver.sound_changed.connect(told.append)
    room.machine.state = SoundState.NO_DEVICE
    room.pass_(1_000)
    room.machine.state = SoundState.PLAYING
    room.pass_(1_000)
    assert told == [SoundState.NO_DEVICE, SoundState.PLAYING]
    assert driver.position_ms() == 2_000


def test_sound_opened_for_nothing_is_closed(room: Room) -> None:
    room.maker.warm_up()
    room.maker.cool_down()
    room.maker.cool_down()
    assert [name for name, _ in room.machine.log] == ["open", "close"]
    room.begin()


def test_what_is_said_at_the_end_may_end_by_itself(room: Room) -> None:
    driver = room.begin()
    driver.skip()
    driver.skip()
    driver.answer(Rating(0))
    assert driver.phase is Phase.FINISHED
    assert "silence" not in [name for name, _ in room.machine.log]


def end_of(room: Room) -> list[tuple[int, str]]:
    """What was given to be heard last, and how long after the position it was given for."""
    _, position = room.machine.log[-1]
    assert isinstance(position, int)
    return [(cue.at_ms - position, cue.id) for cue in room.machine.given[-1]]


@pytest.mark.parametrize(
    ("sounds", "talking", "heard"),
    [
        (Sounds.BELLS, Talking.FULL, [(180, "done"), (630, "session-done")]),
        (Sounds.SOFT, Talking.BRIEF, [(180, "soft-done"), (630, "session-done")]),
        (Sounds.NONE, Talking.FULL, [(180, "session-done")]),
        (Sounds.BELLS, Talking.BELL, [(180, "done")]),
        (Sounds.NONE, Talking.BELL, []),
    ],
)
def test_the_end_of_a_session_has_its_tone_and_words(
    room: Room, sounds: Sounds, talking: Talking, heard: list[tuple[int, str]]
) -> None:
    room.settings.update(sounds=sounds, talking=talking)
    driver = room.begin()
    driver.skip()
    driver.skip()
    driver.answer(Rating(0))
    room.pass_(5_000)
    assert room.machine.log[-1] == ("schedule", driver.position_ms())
    assert end_of(room) == heard


def test_the_end_waits_for_what_is_said_about_the_last_answer(room: Room) -> None:
    driver = room.begin()
    driver.skip()
    driver.skip()
    driver.answer(Rating(0))
    room.machine.monotonic += 10
    driver.say("rate-saved")
    length = PHRASES["rate-saved"].duration_ms
    assert [name for name, _ in room.machine.log[-3:]] == ["schedule", "say", "revise"]
    assert end_of(room) == [(10 + length + 180, "done"), (10 + length + 630, "session-done")]
    room.pass_(5_000)
    driver.say("rate-saved")
    assert room.machine.log[-1] == ("say", "rate-saved"), "the end has been heard by now"


def test_the_end_waits_for_what_was_said_just_before_it(room: Room) -> None:
    driver = room.begin()
    driver.skip()
    driver.skip()
    driver.say("rate-now")
    room.machine.monotonic += 100
    driver.answer(Rating(0))
    length = PHRASES["rate-now"].duration_ms
    assert end_of(room)[0] == (length - 100 + 180, "done")


def test_where_nothing_is_asked_the_end_waits_for_the_words_of_the_last_stretch(room: Room) -> None:
    room.settings.update(ask_during=AskDuring.NEVER, ask_after=False)
    driver = room.begin()
    driver.skip()
    first = next(cue for cue in driver.timeline.cues if cue.text and cue.at_ms >= driver.position_ms())
    room.pass_(first.at_ms - driver.position_ms() + 200)
    driver.skip()
    assert driver.phase is Phase.FINISHED
    assert room.machine.log[-1] == ("revise", driver.position_ms()), "what is being said may end by itself"
    assert end_of(room)[0] == (first.duration_ms - 200 + 180, "done")


def test_a_session_that_is_stopped_has_no_end_to_be_heard(room: Room) -> None:
    driver = room.begin()
    room.pass_(2_000)
    driver.stop()
    assert room.machine.log[-1] == ("silence", None)
    driver.say("rate-saved")
    assert room.machine.log[-1] == ("say", "rate-saved")


def test_the_background_lies_under_the_session_to_its_end(room: Room) -> None:
    driver = room.begin()
    driver.set_background(Background.PAD, 0.5)
    driver.pause()
    driver.resume()
    driver.skip()
    driver.skip()
    assert driver.phase is Phase.GATE
    assert room.machine.background == (Background.PAD, 0.5), "it stays during a question"
    driver.set_background(Background.NOISE, 0.4)
    assert room.machine.background == (Background.NOISE, 0.4)
    driver.answer(Rating(0))
    assert room.machine.background[0] is Background.OFF
    driver.set_background(Background.PAD, 1.0)
    assert room.machine.background[0] is Background.OFF, "the session is over"


@pytest.mark.parametrize("end", ["stop", "close"])
def test_a_session_that_is_left_takes_its_background_with_it(room: Room, end: str) -> None:
    driver = room.begin()
    driver.set_background(Background.PAD, 0.5)
    room.pass_(2_000)
    getattr(driver, end)()
    assert "silence" in [name for name, _ in room.machine.log]
    assert room.machine.background[0] is Background.OFF


def test_the_first_side_alternates(room: Room) -> None:
    assert room.maker.options().first_side is Side.RIGHT
    room.begin()
    room.driver.stop()
    assert room.maker.options().first_side is Side.LEFT


def test_a_sore_start_shortens_holds(room: Room) -> None:
    room.maker.choose_full_holds()
    assert not room.maker.options(Rating(3)).short_holds
    assert room.maker.options(Rating(4)).short_holds
    assert room.maker.options(Rating(5), full_length=True).short_holds
    room.begin()


def test_the_first_two_weeks_have_short_holds_until_the_user_wants_full_ones(room: Room) -> None:
    assert room.maker.options(Rating(1)).short_holds
    assert not room.maker.options(Rating(1), full_length=True).short_holds
    assert room.maker.options(Rating(1)).short_holds, "the wish was for once"
    room.maker.choose_full_holds()
    assert not room.maker.options(Rating(1)).short_holds
    room.begin()
