"""The driver on the real store: what is kept, what is heard, and what happens after sleep or a crash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from stretchplayer.app.services import HistoryService, RoutineService, SettingsService
from stretchplayer.app.session_driver import SessionDriver
from stretchplayer.app.session_recorder import TIMED_OUT
from stretchplayer.app.sessions import SessionMaker
from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.events import PauseReason, Rating
from stretchplayer.core.history import HoldOutcome, RatingKind, SessionOutcome
from stretchplayer.core.ports import SoundState
from stretchplayer.core.preferences import AskDuring, Sounds, Talking
from stretchplayer.core.session import Phase
from stretchplayer.store import Store, open_store
from tests.core.scores import CATALOGUE, PHRASES, routine
from tests.machine import Machine


class Room:
    """A session in a folder of its own."""

    def __init__(self, folder: Path, *stretches: str) -> None:
        self.machine = Machine()
        self.store: Store = open_store(folder)
        self.history = HistoryService(self.store.history, self.machine)
        self.settings = SettingsService(self.store.settings, self.machine)
        built_in = routine(*stretches)
        self.maker = SessionMaker(
            catalogue=CATALOGUE,
            phrases=lambda: PHRASES,
            routines=RoutineService(
                [built_in], CATALOGUE, self.store.routines, self.store.drafts, self.machine
            ),
            history=self.history,
            settings=self.settings,
            clock=self.machine,
            player=lambda: self.machine,
            keep_awake=self.machine,
        )
        self.driver: SessionDriver

    def begin(self, pre: Rating | None = None) -> SessionDriver:
        self.driver = self.maker.prepare("test", pre or Rating(2), full_length=True)
        self.driver.start()
        return self.driver

    def pass_(self, duration_ms: float) -> None:
        """Let time go by as the timer would: a look at every due moment, half a second at most."""
        end = self.machine.monotonic + duration_ms
        while self.machine.monotonic < end:
            due = self.driver.session.next_due_in(self.machine.monotonic) or 500.0
            self.machine.monotonic = min(end, self.machine.monotonic + min(due, 500.0))
            self.driver.wake()

    @property
    def session_id(self) -> str:
        assert self.driver.session_id is not None
        return self.driver.session_id


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    made = Room(tmp_path, "cat", "tilt")
    yield made
    made.driver.close()
    made.store.close()


READY, CYCLES = 30_000, 24_000


def test_a_whole_session_is_kept(room: Room) -> None:
    driver = room.begin(Rating(3))
    room.pass_(READY + CYCLES + 2_000)
    assert driver.phase is Phase.GATE
    driver.answer(Rating(4))
    room.pass_(12_000 + 3 * 7_800)
    driver.answer(Rating(None, skipped=True))
    room.pass_(1_000)
    driver.answer(Rating(2))
    assert driver.phase is Phase.FINISHED

    ratings = room.history.session_ratings(room.session_id)
    assert [(r.kind, r.score, r.skipped, r.stretch) for r in ratings] == [
        (RatingKind.PRE, 3, False, None),
        (RatingKind.DURING, 4, False, "cat"),
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
    assert not driver.enough


def test_a_second_red_is_enough(room: Room) -> None:
    driver = room.begin(Rating(1))
    room.pass_(READY + CYCLES)
    driver.answer(Rating(None, flag=True))
    driver.resume()
    room.pass_(12_000 + 3 * 7_800)
    driver.answer(Rating(8))
    assert driver.enough


def test_a_taken_rating_can_be_changed(room: Room) -> None:
    driver = room.begin()
    room.pass_(READY + CYCLES)
    driver.answer(Rating(2))
    driver.correct_last(Rating(3))
    rating = room.history.session_ratings(room.session_id)[-1]
    assert rating.score == 3
    assert [c.old_score for c in room.store.history.corrections(rating.id)] == [2]
    assert driver.ratings()[-1].rating == Rating(3)


def test_a_rating_changed_to_red_counts_as_one(room: Room) -> None:
    driver = room.begin(Rating(1))
    room.pass_(READY + CYCLES)
    driver.answer(Rating(2))
    assert driver.correct_last(Rating(9))
    assert not driver.correct_last(Rating(8)), "it was red already"
    assert room.history.left_out() == {"cat"}
    room.pass_(12_000 + 3 * 7_800)
    driver.answer(Rating(None, flag=True))
    assert driver.enough


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
    for score in range(1, 60):
        driver.correct_last(Rating(score % 3))
    room.pass_(1_000)
    assert told[0] != ""
    room.store.database.rows("PRAGMA max_page_count = 100000")
    room.pass_(1_000)
    assert told[-1] == ""
    assert room.history.session_ratings(room.session_id)[1].score == 59 % 3


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


# ---- other ways of asking ------------------------------------------------------------------------


def test_what_was_not_asked_leaves_no_row(room: Room) -> None:
    room.settings.update(ask_before=False, ask_during=AskDuring.NEVER, ask_after=False)
    room.driver = room.maker.prepare("test", None)
    room.driver.start()
    room.pass_(READY + CYCLES + 12_000 + 3 * 7_800)
    assert room.driver.phase is Phase.FINISHED
    assert room.history.session_ratings(room.session_id) == []
    assert room.history.session(room.session_id).outcome is SessionOutcome.FINISHED


def test_asked_at_the_end_each_answer_goes_to_its_stretch(room: Room) -> None:
    room.settings.update(ask_during=AskDuring.AT_END)
    driver = room.begin(Rating(1))
    room.pass_(READY + CYCLES + 12_000 + 3 * 7_800)
    for answer in (Rating(7), Rating(2), Rating(1)):
        driver.answer(answer)
        driver.resume()
    assert driver.phase is Phase.FINISHED
    kept = room.history.session_ratings(room.session_id)[1:]
    assert [(r.kind, r.stretch, r.item, r.score) for r in kept] == [
        (RatingKind.DURING, "cat", 0, 7),
        (RatingKind.DURING, "tilt", 1, 2),
        (RatingKind.POST, None, None, 1),
    ]
    assert room.history.left_out() == {"cat"}
    assert driver.played_ms == READY + CYCLES + 12_000 + 3 * 7_800


def test_a_question_that_went_on_is_kept_as_not_answered(room: Room) -> None:
    room.settings.update(rating_times_out_s=15.0)
    driver = room.begin()
    room.pass_(READY + CYCLES + 5_000)
    left = driver.gate_left()
    assert left is not None
    assert left[0] == pytest.approx(10_000)
    room.pass_(10_000 + 2_000)
    assert driver.phase is Phase.RUNNING
    assert driver.played_ms == READY + CYCLES + 2_000
    rating = room.history.session_ratings(room.session_id)[-1]
    assert (rating.score, rating.skipped) == (None, True)
    events = [e for e in room.store.history.events(room.session_id) if e.kind == TIMED_OUT]
    assert [msgspec.json.decode(e.data) for e in events] == [{"kind": "during", "stretch": "cat", "item": 0}]
    position, ids = room.machine.schedules()[-1]
    assert position == driver.timeline.gates[0].at_ms + 10_000
    assert "tilt-name" in ids


def test_whoever_has_begun_to_answer_is_not_hurried(room: Room) -> None:
    room.settings.update(rating_times_out_s=15.0)
    driver = room.begin()
    room.pass_(READY + CYCLES + 14_000)
    driver.set_answering(True)
    room.pass_(60_000)
    assert driver.phase is Phase.GATE
    driver.answer(Rating(3))
    assert driver.ratings()[-1].rating == Rating(3)


@pytest.fixture
def longer_room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    made = Room(tmp_path / "longer", "cat", "tilt", "cat", "tilt")
    yield made
    made.driver.close()
    made.store.close()


def to_the_third(room: Room) -> SessionDriver:
    """Two questions unanswered, getting ready for the third stretch."""
    driver = room.begin(Rating(1))
    room.pass_(READY + CYCLES)
    driver.skip()
    assert not driver.offers_the_end
    room.pass_(12_000 + 3 * 7_800)
    driver.skip()
    return driver


def test_after_two_unanswered_questions_asking_at_the_end_is_offered_once(longer_room: Room) -> None:
    room = longer_room
    driver = to_the_third(room)
    assert driver.offers_the_end
    room.pass_(12_000 + CYCLES)
    assert driver.phase is Phase.GATE
    driver.skip()
    assert not driver.offers_the_end


def test_asking_at_the_end_from_now_on(longer_room: Room) -> None:
    room = longer_room
    driver = to_the_third(room)
    driver.rate_at_end()
    assert not driver.offers_the_end
    room.pass_(12_000 + CYCLES + 12_000 + 3 * 7_800)
    asked = []
    while driver.phase is Phase.GATE:
        asked.append(driver.session.segment.item)
        driver.answer(Rating(1))
    assert asked == [0, 1, 2, 3, None]
    assert driver.phase is Phase.FINISHED
    kinds = [e.kind for e in room.store.history.events(room.session_id)]
    assert "rate_at_end" in kinds


def test_it_is_not_offered_before_the_last_question(room: Room) -> None:
    driver = room.begin()
    room.pass_(READY + CYCLES)
    driver.skip()
    room.pass_(12_000 + 3 * 7_800)
    driver.skip()
    assert driver.phase is Phase.GATE
    assert not driver.offers_the_end


def carried_on(room: Room) -> SessionDriver:
    """The unfinished session, as another start of the app takes it up."""
    unfinished = room.history.unfinished()
    assert unfinished is not None
    room.driver, resume = room.maker.carry_on(unfinished)
    room.driver.start(resume)
    return room.driver


def test_carried_on_it_asks_about_what_was_done_before_and_not_about_the_rest(longer_room: Room) -> None:
    room = longer_room
    room.settings.update(ask_during=AskDuring.AT_END)
    before = room.begin()
    room.pass_(READY + CYCLES)
    before.skip()  # the first tilt, before it has begun
    room.pass_(12_000 + 9_000)
    driver = carried_on(room)
    driver.skip()
    driver.skip()
    assert [gate.item for gate in driver.timeline.gates if gate.at_ms >= driver.position_ms()] == [0, 2, None]
    before.close()


def test_carried_on_among_the_questions_it_asks_nothing_twice(longer_room: Room) -> None:
    room = longer_room
    room.settings.update(ask_during=AskDuring.AT_END)
    before = room.begin()
    room.pass_(READY + CYCLES + 2 * 12_000 + CYCLES + 2 * (3 * 7_800) + 12_000)
    before.answer(Rating(1))
    before.answer(Rating(2))
    driver = carried_on(room)
    assert [gate.item for gate in driver.timeline.gates] == [2, 3, None]
    before.close()


# ---- trying a routine ----------------------------------------------------------------------------


def test_a_trial_asks_nothing_and_keeps_nothing(room: Room) -> None:
    driver = room.driver = room.maker.prepare_trial(routine("cat", "tilt"), 1)
    driver.start(keep=False)
    assert driver.is_trial
    room.pass_(30_000 + 3 * 7_800)
    assert driver.phase is Phase.FINISHED
    assert {s.stretch for s in driver.timeline.segments} == {"tilt"}
    assert room.store.history.sessions() == []
    assert room.store.history.ratings() == []


def test_a_trial_leaves_out_what_is_left_out_unless_it_is_all_there_is(room: Room) -> None:
    room.history.set_aside("cat", "7 of 10")
    room.driver = room.maker.prepare_trial(routine("cat", "tilt"))
    assert {s.stretch for s in room.driver.timeline.segments} == {"tilt"}
    alone = room.maker.prepare_trial(routine("cat"))
    assert {s.stretch for s in alone.timeline.segments} == {"cat"}
    alone.close()


# ---- settings of the next session ----------------------------------------------------------------


def test_what_the_routine_says_of_voice_and_tones_wins(room: Room) -> None:
    room.settings.update(talking=Talking.FULL, sounds=Sounds.BELLS)
    quiet = msgspec.structs.replace(routine("cat"), talking=Talking.BELL, sounds=Sounds.NONE)
    room.driver = room.maker.prepare_trial(quiet)
    assert room.driver.timeline.cues == ()


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({"talking": Talking.BRIEF}, "cues"),
        ({"sounds": Sounds.SOFT}, "cues"),
        ({"count_tones": False}, "cues"),
        ({"breath_cue": False}, "cues"),
        ({"same_posture_s": 9.0}, "segments"),
        ({"new_posture_s": 20.0}, "segments"),
        ({"to_floor_s": 12.0}, "segments"),
        ({"move_in_s": 3.0}, "segments"),
        ({"release_s": 3.0}, "segments"),
        ({"drill_move_in_s": 2.0}, "segments"),
        ({"change_side_s": 8.0}, "segments"),
        ({"rest_s": 4.0}, "segments"),
        ({"ask_during": AskDuring.AT_END}, "segments"),
        ({"ask_after": False}, "segments"),
    ],
)
def test_a_setting_acts_in_the_next_session(
    tmp_path: Path, qapp: object, changed: dict[str, object], differs: str
) -> None:
    room = Room(tmp_path, "cat", "knee", "tilt", "knee")
    before = room.maker.prepare("test", Rating(1), full_length=True)
    room.settings.update(**changed)
    after = room.driver = room.maker.prepare("test", Rating(1), full_length=True)
    assert getattr(before.timeline, differs) != getattr(after.timeline, differs)
    before.close()
    after.close()
    room.store.close()
