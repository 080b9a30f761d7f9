"""Noting afterwards, correcting, taking back and putting back: shown at once, and nothing lost."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.history import (
    Deed,
    EntryKind,
    HoldOutcome,
    HoldRecord,
    MeasureMethod,
    RatingKind,
    SessionNote,
    SessionOutcome,
    Trial,
)
from stretchplayer.store import Store, open_store

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=1)))
LATER = MORNING + timedelta(days=3)


def played(store: Store, minutes: int = 9) -> str:
    """A session with a hold, its ratings and a note."""
    session = store.history.begin_session(
        routine="easy", name="Easy day", plan="{}", first_side=Side.LEFT, at=MORNING
    )
    store.history.record_hold(
        HoldRecord(
            session=session,
            item=0,
            stretch="cat-cow",
            side=None,
            repetition=1,
            planned_ms=20_000,
            held_ms=19_000,
            outcome=HoldOutcome.HELD,
            at=MORNING,
        )
    )
    for kind in (RatingKind.PRE, RatingKind.POST):
        store.history.record_rating(
            kind=kind, score=4, skipped=False, flag=False, at=MORNING, session=session
        )
    store.history.save_note(SessionNote(session=session, text="Tight.", tags=(), at=MORNING))
    store.history.end_session(session, SessionOutcome.FINISHED, MORNING, minutes * 60_000)
    return session


def shown(store: Store) -> dict[str, Any]:
    """All that pages read."""
    history = store.history
    return {
        "sessions": history.sessions(),
        "by day": history.played_days(),
        "first": history.first_session_date(),
        "last": history.last_session(),
        "holds": history.holds(),
        "held": history.held_ms_by_stretch(),
        "ratings": history.ratings(),
        "first rating": history.first_rating_date(RatingKind.PRE),
        "notes": history.notes(),
        "last note": history.last_note(),
        "measured": store.measures.measurements("leg-raise"),
    }


def test_a_session_taken_back_is_nowhere_and_comes_back_whole(store: Store) -> None:
    session = played(store)
    before = shown(store)
    assert all(before[key] for key in before if key != "measured")
    store.corrections.remove(EntryKind.SESSION, session, LATER)
    gone = shown(store)
    assert not any(gone.values())
    with pytest.raises(NotFoundError):
        store.history.session(session)
    assert store.history.session_ratings(session) == []
    store.corrections.put_back(EntryKind.SESSION, session, LATER)
    assert shown(store) == before
    assert [change.deed for change in store.corrections.changes(session)] == [Deed.REMOVED, Deed.PUT_BACK]


def test_a_rating_taken_back_before_its_session_stays_so(store: Store) -> None:
    session = played(store)
    pre, post = store.history.session_ratings(session)
    store.corrections.remove(EntryKind.RATING, pre.id, LATER)
    store.corrections.remove(EntryKind.SESSION, session, LATER + timedelta(minutes=1))
    assert store.history.ratings() == []
    store.corrections.put_back(EntryKind.SESSION, session, LATER + timedelta(minutes=2))
    assert store.history.ratings() == [post]


def test_one_rating_taken_back_leaves_the_others(store: Store) -> None:
    session = played(store)
    pre, post = store.history.session_ratings(session)
    store.corrections.remove(EntryKind.RATING, pre.id, LATER)
    assert store.history.ratings() == [post]
    assert store.history.first_rating_date(RatingKind.PRE) is None
    store.corrections.put_back(EntryKind.RATING, pre.id, LATER)
    assert store.history.ratings() == [pre, post]


def test_a_sitting_taken_back_is_measured_no_more(store: Store) -> None:
    sitting = store.measures.save_measurement(
        test="leg-raise",
        method=MeasureMethod.PHONE,
        at=MORNING,
        trials=[Trial(side=Side.RIGHT, value=60)],
    )
    (kept,) = store.measures.measurements("leg-raise")
    store.corrections.remove(EntryKind.MEASUREMENT, sitting, LATER)
    assert store.measures.measurements("leg-raise") == []
    store.corrections.put_back(EntryKind.MEASUREMENT, sitting, LATER)
    assert store.measures.measurements("leg-raise") == [kept]


def test_minutes_are_corrected_and_what_they_were_is_kept(store: Store) -> None:
    session = played(store, minutes=9)
    store.corrections.correct_minutes(session, 300_000, LATER)
    store.corrections.correct_minutes(session, 300_000, LATER)  # nothing new
    assert store.history.session(session).played_ms == 300_000
    (change,) = store.corrections.changes(session)
    assert (change.kind, change.deed, change.before, change.at) == (
        EntryKind.SESSION,
        Deed.CORRECTED,
        {"played_ms": 540_000},
        LATER,
    )


def test_what_is_noted_afterwards_stands_on_its_day(store: Store) -> None:
    rating = store.corrections.note_rating(kind=RatingKind.DAY, score=3, of=MORNING, at=LATER)
    session = store.corrections.note_session(
        routine="easy", name="Easy day", began=MORNING, played_ms=600_000
    )
    (kept,) = store.history.ratings()
    assert (kept.id, kept.score, kept.local_date, kept.at, kept.noted) == (
        rating,
        3,
        date(2026, 3, 2),
        MORNING,
        LATER,
    )
    done = store.history.session(session)
    assert (done.by_hand, done.outcome, done.played_ms) == (True, SessionOutcome.FINISHED, 600_000)
    assert {one.day: one.played_ms for one in store.history.played_days()} == {date(2026, 3, 2): 600_000}
    assert store.history.last_session() is None  # it says nothing of the side one began with
    assert store.history.unfinished(MORNING.date()) is None


@pytest.mark.parametrize("kind", [EntryKind.SESSION, EntryKind.RATING, EntryKind.MEASUREMENT])
def test_an_unknown_entry_is_not_found(store: Store, kind: EntryKind) -> None:
    with pytest.raises(NotFoundError):
        store.corrections.remove(kind, "nobody", LATER)
    assert store.corrections.changes("nobody") == []


def test_notes_of_a_day_and_what_they_were(store: Store) -> None:
    day = date(2026, 3, 2)
    store.history.save_day_note(day, "A long drive.", MORNING)
    store.history.save_day_note(day, "A long drive.", MORNING)
    store.history.save_day_note(day, "A long drive, rain.", LATER)
    assert store.history.day_notes(day, day) == {day: "A long drive, rain."}
    assert store.history.day_notes(date(2026, 3, 3)) == {}
    store.history.save_day_note(day, "", LATER + timedelta(days=1))
    assert store.history.day_notes() == {}
    assert [(change.deed, change.before) for change in store.corrections.changes("2026-03-02")] == [
        (Deed.CORRECTED, {"note": "A long drive."}),
        (Deed.REMOVED, {"note": "A long drive, rain."}),
    ]


def test_the_words_a_session_had_are_kept(store: Store) -> None:
    session = played(store)
    store.history.save_note(SessionNote(session=session, text="Easier.", tags=("a",), at=LATER))
    (note,) = store.history.notes(MORNING.date(), MORNING.date())
    assert (note.text, note.tags) == ("Easier.", ("a",))
    assert [change.before for change in store.corrections.changes(session)] == [{"note": "Tight."}]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    scores=st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=12),
    removed=st.lists(st.booleans(), max_size=8),
)
def test_the_journal_tells_every_earlier_value(
    tmp_path_factory: pytest.TempPathFactory, scores: list[int | None], removed: list[bool]
) -> None:
    folder: Path = tmp_path_factory.mktemp("notes")
    store = open_store(folder)
    rating = store.corrections.note_rating(kind=RatingKind.DAY, score=5, of=MORNING, at=MORNING)
    at = LATER
    now: int | None = 5
    told: list[int | None] = []
    for score in scores:
        at += timedelta(minutes=1)
        store.history.correct_rating(rating, score=score, flag=False, at=at)
        told += [now] if score != now else []
        now = score
    corrections = [change.before["score"] for change in store.corrections.changes(rating)]
    assert corrections == told
    for gone in removed:
        (store.corrections.remove if gone else store.corrections.put_back)(EntryKind.RATING, rating, at)
    assert [r.score for r in store.history.ratings()] == ([] if removed and removed[-1] else [now])
    store.close()
