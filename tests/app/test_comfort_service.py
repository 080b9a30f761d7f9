"""Reactions and what follows from them, on the real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from stretchplayer.app.comfort_service import ComfortService
from stretchplayer.app.history_service import HistoryService
from stretchplayer.app.services import SettingsService
from stretchplayer.core.catalogue import Side
from stretchplayer.core.comfort import Answer, ComfortRules, ReactionKind
from stretchplayer.core.comfort.next_day import Settled
from stretchplayer.core.errors import StoreError
from stretchplayer.core.history import EntryKind
from stretchplayer.core.routine import Routine
from tests.calendar_clock import Calendar
from tests.empty_notes import empty_notes

EASY = Routine(id="easy", name="Easy day", description="", items=())
MONDAY = date(2026, 3, 2)
TAKEN, DECLINED, OFF = Answer.TAKEN, Answer.DECLINED, Answer.OFF
AMBER, RED, SORER, UNSETTLED, PAUSE = (
    ReactionKind.AMBER,
    ReactionKind.RED,
    ReactionKind.SORER,
    ReactionKind.UNSETTLED,
    ReactionKind.PAUSE,
)


class Room:
    """The services on a store of their own."""

    def __init__(self, folder: Path) -> None:
        self.store = empty_notes(folder)
        self.clock = Calendar()
        self.history = HistoryService(self.store.history, self.clock)
        self.settings = SettingsService(self.store.settings, self.clock)
        self.comfort = ComfortService(self.store.comfort, self.store.history, self.settings, self.clock)
        self.heard = 0
        self.comfort.changed.connect(self._hear)

    def _hear(self) -> None:
        self.heard += 1

    def session(self, pre: int | None = 2, post: int | None = 2, *, minutes: float = 9) -> str:
        """A session of now, with one hold."""
        session = self.history.begin_session(EASY, {}, Side.RIGHT)
        if pre is not None:
            self.history.record_rating("pre", pre, session=session)
        self.clock.pass_(minutes=minutes)
        self.hold(session)
        if post is not None:
            self.history.record_rating("post", post, session=session)
        self.history.end_session(session, "finished", round(minutes * 60_000))
        return session

    def hold(self, session: str, outcome: str = "held") -> None:
        self.history.record_hold(
            session,
            item=0,
            stretch="cat-cow",
            side=None,
            repetition=1,
            planned_ms=20_000,
            held_ms=20_000,
            outcome=outcome,
        )

    def log(self) -> list[tuple[ReactionKind, Answer]]:
        return [(one.kind, one.answer) for one in self.comfort.reactions()]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.store.close()


def test_a_reaction_is_kept_with_what_it_came_from(room: Room) -> None:
    session = room.session()
    at = room.clock.now()
    made = room.comfort.note(RED, session=session, stretch="cat-cow", before=2, score=6, flag=True)
    (kept,) = room.comfort.reactions()
    assert (kept.id, kept.kind, kept.answer, kept.at) == (made, RED, TAKEN, at)
    assert (kept.session, kept.stretch, kept.before, kept.score, kept.flag) == (
        session,
        "cat-cow",
        2,
        6,
        True,
    )
    assert room.comfort.reactions(at + timedelta(seconds=1)) == []
    assert room.comfort.reactions(kinds=(AMBER,)) == []
    assert room.heard == 1


def test_with_the_rules_off_it_is_noted_and_nothing_follows(room: Room) -> None:
    room.settings.update(react=False)
    session = room.session(pre=1, post=6)
    room.comfort.note(AMBER, session=session, stretch="cat-cow", before=1, score=5)
    room.comfort.note(ReactionKind.HELP)
    assert room.log() == [(AMBER, OFF), (ReactionKind.HELP, TAKEN)]
    assert room.comfort.eased_next() == frozenset()
    assert room.comfort.half_dose() is None
    room.settings.update(react=True)
    assert room.comfort.eased_next() == frozenset()  # it was not taken then
    assert room.comfort.half_dose() is SORER


def test_a_stretch_is_eased_the_next_time_and_no_longer(room: Room) -> None:
    session = room.session()
    reaction = room.comfort.note(AMBER, session=session, stretch="cat-cow", before=2, score=4)
    room.hold(session)  # what is left of the same session does not use it up
    assert room.comfort.eased_next() == {"cat-cow"}
    room.clock.pass_(days=1)
    following = room.history.begin_session(EASY, {}, Side.LEFT)
    room.hold(following, "skipped")
    assert room.comfort.eased_next() == {"cat-cow"}
    room.hold(following, "eased")
    assert room.comfort.eased_next() == frozenset()
    room.store.corrections.remove(EntryKind.SESSION, following, room.clock.now())
    assert room.comfort.eased_next() == {"cat-cow"}  # taken back: it was not done after all
    room.comfort.decline(reaction)
    assert room.comfort.eased_next() == frozenset()


def test_a_session_that_is_taken_back_takes_its_reactions_along(room: Room) -> None:
    session = room.session()
    room.comfort.note(AMBER, session=session, stretch="cat-cow", score=4)
    room.store.corrections.remove(EntryKind.SESSION, session, room.clock.now())
    assert room.log() == []
    assert room.comfort.eased_next() == frozenset()


def test_sorer_after_a_session_halves_the_next_and_that_alone(room: Room) -> None:
    room.session(pre=2, post=5)
    assert room.comfort.half_dose() is SORER
    room.session(pre=2, post=8, minutes=0.5)  # opened rather than done
    assert room.comfort.half_dose() is SORER
    room.session()
    assert room.comfort.half_dose() is None


def test_the_threshold_for_half_doses_can_be_moved(room: Room) -> None:
    room.session(pre=2, post=4)
    assert room.comfort.half_dose() is None
    room.settings.update(comfort=ComfortRules(sorer_rise=2))
    assert room.comfort.half_dose() is SORER


def test_full_length_all_the_same(room: Room) -> None:
    session = room.session(pre=2, post=5)
    room.comfort.use_full_length()  # nothing was logged: it is now
    assert room.log() == [(SORER, DECLINED)]
    assert room.comfort.reactions()[0].session == session
    assert room.comfort.half_dose() is None
    room.clock.pass_(days=1)
    room.session(pre=2, post=5)
    assert room.comfort.half_dose() is SORER  # declined once is not for ever


def test_the_day_after(room: Room) -> None:
    room.session()
    assert room.comfort.day_to_ask_about() is None
    room.clock.pass_(days=1)
    assert room.comfort.day_to_ask_about() == MONDAY
    room.comfort.answer_next_day(MONDAY, Settled.NO)
    assert room.comfort.day_to_ask_about() is None
    assert room.comfort.half_dose() is UNSETTLED
    assert room.comfort.pause_advised() is None
    room.session()
    assert room.comfort.half_dose() is None  # it is used up
    room.clock.pass_(days=1)
    room.comfort.answer_next_day(MONDAY + timedelta(days=1), Settled.NO)
    assert room.log() == [(UNSETTLED, TAKEN), (UNSETTLED, TAKEN), (PAUSE, TAKEN)]
    advised = room.comfort.pause_advised()
    assert advised is not None
    room.comfort.decline(advised.id)
    assert room.comfort.pause_advised() is None
    room.session()
    room.clock.pass_(days=1)
    room.comfort.answer_next_day(MONDAY + timedelta(days=2), Settled.NO)
    assert room.comfort.pause_advised() is not None  # once more is said once more
    room.session()
    room.clock.pass_(days=1)
    room.comfort.answer_next_day(MONDAY + timedelta(days=3), Settled.NONE)
    assert room.comfort.pause_advised() is None


def test_an_answer_after_todays_session_halves_the_next(room: Room) -> None:
    room.session()
    room.clock.pass_(days=1)
    room.session()
    assert room.comfort.answer_of_today() is None
    room.comfort.answer_next_day(MONDAY, Settled.NO)
    answer = room.comfort.answer_of_today()
    assert answer is not None
    assert (answer.about, answer.settled) == (MONDAY, Settled.NO)
    assert room.comfort.half_dose() is UNSETTLED
    room.clock.pass_(days=1)
    assert room.comfort.answer_of_today() is None
    room.session()
    assert room.comfort.half_dose() is None


def test_what_was_declined_can_hold_after_all(room: Room) -> None:
    session = room.session(pre=2, post=5)
    declined = room.comfort.use_full_length()
    assert declined is not None
    assert room.comfort.use_full_length() is None
    room.comfort.take(declined)
    assert room.comfort.half_dose() is SORER
    for stretch in ("cat-cow", "prayer-stretch"):
        room.comfort.note(AMBER, session=session, stretch=stretch, before=2, score=4)
    (eased,) = room.comfort.as_planned({"cat-cow"})
    assert room.comfort.eased_next() == {"prayer-stretch"}
    room.comfort.take(eased)
    assert room.comfort.eased_next() == {"cat-cow", "prayer-stretch"}


def test_an_answer_taken_back_takes_back_what_followed(room: Room) -> None:
    room.session()
    room.clock.pass_(days=1)
    room.comfort.answer_next_day(MONDAY, Settled.NO)
    room.comfort.answer_next_day(MONDAY, Settled.NO)
    assert room.log() == [(UNSETTLED, TAKEN)]
    room.comfort.answer_next_day(MONDAY, Settled.YES)
    assert room.log() == [(UNSETTLED, Answer.UNDONE)]
    assert room.comfort.half_dose() is None
    room.comfort.answer_next_day(MONDAY, Settled.NO)
    assert room.comfort.half_dose() is UNSETTLED


def test_nothing_is_asked_where_that_is_not_wanted(room: Room) -> None:
    room.session()
    room.clock.pass_(days=1)
    room.settings.update(ask_next_day=False)
    assert room.comfort.day_to_ask_about() is None


def test_what_cannot_be_kept_is_not_announced(room: Room) -> None:
    room.store.database.run_script("PRAGMA query_only = ON")
    with pytest.raises(StoreError):
        room.comfort.note(RED)
    assert room.heard == 0


def test_days_are_those_the_user_saw(room: Room) -> None:
    room.clock.at = datetime(2026, 3, 2, 23, 55, tzinfo=room.clock.at.tzinfo)
    room.session()  # ends after midnight
    assert room.clock.now().date() == MONDAY + timedelta(days=1)
    assert room.comfort.day_to_ask_about() == MONDAY


def test_as_planned_is_about_the_next_time_and_not_about_what_was(room: Room) -> None:
    earlier = room.session()
    room.comfort.note(AMBER, session=earlier, stretch="cat-cow", before=2, score=4)
    room.clock.pass_(days=1)
    later = room.session()
    for score in (4, 5):  # it came twice in that session
        room.comfort.note(AMBER, session=later, stretch="cat-cow", before=2, score=score)
    declined = room.comfort.as_planned(["cat-cow"])
    assert room.comfort.eased_next() == frozenset()
    assert room.log() == [(AMBER, TAKEN), (AMBER, DECLINED), (AMBER, DECLINED)]
    for reaction in declined:
        room.comfort.take(reaction)
    assert room.comfort.eased_next() == {"cat-cow"}
