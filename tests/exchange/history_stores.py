"""Stores with something in every table, and stores with anything in them."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from uuid import uuid4

from hypothesis import strategies as st

from stretchplayer.core.catalogue import Dose, Side
from stretchplayer.core.comfort import Answer, ReactionKind
from stretchplayer.core.comfort.next_day import NextDayAnswer, Settled
from stretchplayer.core.history import (
    Deed,
    EntryKind,
    HoldOutcome,
    HoldRecord,
    MeasureMethod,
    OwnPicture,
    PictureKind,
    RatingKind,
    Screening,
    SessionEvent,
    SessionNote,
    SessionOutcome,
    SetAside,
    Trial,
)
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.preferences import PREFERENCE_PREFIX
from stretchplayer.core.raw_readings import PhotoPoints, TapeLengths
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.store import Store
from tests.store.test_own_things import ROUTINES, STRETCHES, WORDS

AT = datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=1)))  # the night the clocks go forward
SIDE = 64


def png() -> bytes:
    """A grey picture."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\x80" * SIDE) * SIDE)),
        (b"IEND", b""),
    )
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1950, 1, 2), datetime(2150, 1, 1), timezones=OFFSETS)
DAYS = st.dates(date(1950, 1, 2), date(2150, 1, 1))
JSON = st.recursive(st.none() | st.integers() | WORDS, lambda inner: st.lists(inner, max_size=3)).map(
    json.dumps
)
SCORES = st.none() | st.integers(0, 10)


def keep_a_session(store: Store, at: datetime = AT, pre: int = 5, post: int | None = 3) -> str:
    """A session with a hold a side, an edit, ratings and a note."""
    history = store.history
    session = history.begin_session(
        routine="gentle-back", name="Gentle back", plan='{"items": []}', first_side=Side.LEFT, at=at
    )
    history.record_rating(kind=RatingKind.PRE, score=pre, skipped=False, flag=False, at=at, session=session)
    for repetition, (side, outcome) in enumerate(
        [(Side.LEFT, HoldOutcome.HELD), (Side.RIGHT, HoldOutcome.CUT_SHORT)], start=1
    ):
        history.record_hold(
            HoldRecord(
                session=session,
                item=0,
                stretch="knee-to-chest",
                side=side,
                repetition=repetition,
                planned_ms=20_000,
                held_ms=20_000 if outcome is HoldOutcome.HELD else 7_250,
                outcome=outcome,
                at=at + timedelta(minutes=repetition),
            )
        )
    history.log_event(SessionEvent(session=session, kind="ease_off", data='{"item": 0}', at=at))
    history.record_rating(
        kind=RatingKind.DURING,
        score=4,
        skipped=False,
        flag=True,
        at=at + timedelta(minutes=3),
        session=session,
        stretch="knee-to-chest",
        item=0,
    )
    history.record_rating(
        kind=RatingKind.POST,
        score=post,
        skipped=post is None,
        flag=False,
        at=at + timedelta(minutes=9),
        session=session,
    )
    history.save_note(SessionNote(session=session, text="stiff, “after” rain", tags=("work",), at=at))
    history.end_session(session, SessionOutcome.FINISHED, at + timedelta(minutes=9), 540_000)
    return session


def keep_a_sitting(store: Store, at: datetime = AT) -> str:
    """Leg raises, by tape, one of them painful."""
    tape = TapeLengths(ankle_height_cm=79.5, hip_height_cm=9, leg_length_cm=81)
    trials = [
        Trial(side=Side.LEFT, value=60.5, tape=tape),
        Trial(side=Side.RIGHT, value=58.25, painful=True, tape=tape),
        Trial(side=Side.RIGHT, value=62, tape=tape),
    ]
    return store.measures.save_measurement(test="leg-raise", method=MeasureMethod.TAPE, at=at, trials=trials)


def keep_a_side_bend(store: Store, at: datetime = AT) -> str:
    """Centimetres by ruler."""
    trials = [Trial(side=Side.LEFT, value=17.5), Trial(side=Side.LEFT, value=18)]
    return store.measures.save_measurement(
        test="side-bend", method=MeasureMethod.RULER, unit="cm", at=at, trials=trials
    )


def keep_a_press_up(store: Store, at: datetime = AT, picture: str = "picture:2") -> str:
    """A test without sides, by a photo that is kept, of a day that is told of later."""
    points = PhotoPoints(points=((10.5, 20), (300, 40.25)), width=640, height=480)
    return store.measures.save_measurement(
        test="press-up",
        method=MeasureMethod.PHOTO,
        unit="cm",
        at=at,
        noted=at + timedelta(days=2),
        trials=[Trial(side=None, value=12, photo=points, picture=picture)],
        pictures=[OwnPicture(id=picture, kind=PictureKind.IMAGE, data=png())],
    )


def fill_every_table(store: Store) -> None:
    """Something of everything, so that no table is empty."""
    keep_a_session(store)
    history = store.history
    taken_back = keep_a_session(store, AT + timedelta(days=1))
    store.corrections.remove(EntryKind.SESSION, taken_back, AT + timedelta(days=2))
    history.save_day_note(AT.date(), "=a walk, “by the sea”", AT)
    history.mark_flare_day(AT.date(), True, AT)
    history.set_aside(SetAside(stretch="cobra", since=AT, why="sharp"))
    history.save_screening(Screening(at=AT, outcome="clear", text_version="1"))
    keep_a_sitting(store)
    keep_a_side_bend(store)
    keep_a_press_up(store)
    store.routines.use_everywhere("cobra", Dose(hold_s=12.5, repetitions=2), [], AT)
    store.own_stretches.save_stretches(
        [own_stretch(id="own:1", name="Mine", pose="picture:1")],
        [OwnPicture(id="picture:1", kind=PictureKind.IMAGE, data=png())],
        [Routine(id="own:2", name="+Evening", description="", items=(RoutineItem(stretch="own:1"),))],
        AT,
    )
    store.settings.save_settings({f"{PREFERENCE_PREFIX}talking": '"brief"'}, AT)
    store.drafts.keep_draft("routine:1", '{"name": "unfinished"}', AT)
    reaction = store.comfort.note(ReactionKind.RED, Answer.TAKEN, AT, session=taken_back, score=7, flag=True)
    store.comfort.settle(reaction, Answer.UNDONE)
    store.comfort.answer_next_day(NextDayAnswer(about=AT.date(), settled=Settled.NO, at=AT))
    assert {change.deed for change in store.corrections.changes(taken_back)} == {Deed.REMOVED}


@st.composite
def anything_kept(draw: st.DrawFn) -> list[Callable[[Store], object]]:
    """What may be done to a store, in any order and number."""
    return draw(st.lists(st.one_of(*_DEEDS), max_size=12))


def _session(words: str, at: datetime, scores: tuple[int | None, int | None]) -> Callable[[Store], object]:
    def keep(store: Store) -> None:
        history = store.history
        side = Side.LEFT if len(words) % 2 else Side.RIGHT
        session = history.begin_session(routine=words, name=words, plan="{}", first_side=side, at=at)
        for score in scores:
            history.record_rating(
                kind=RatingKind.DURING,
                score=score,
                skipped=score is None,
                flag=score == 9,
                at=at,
                session=session,
                stretch=words,
                item=len(words),
            )
        history.save_note(SessionNote(session=session, text=words, tags=(words, ""), at=at))
        history.log_event(SessionEvent(session=session, kind=words, data=json.dumps(words), at=at))
        history.checkpoint(session, json.dumps({words: words}), len(words), at)
        if len(words) > 10:
            store.corrections.remove(EntryKind.SESSION, session, at)

    return keep


_DEEDS: list[st.SearchStrategy[Callable[[Store], object]]] = [
    st.builds(_session, WORDS, INSTANTS, st.tuples(SCORES, SCORES)),
    st.builds(lambda at: lambda store: keep_a_session(store, at), INSTANTS),
    st.builds(lambda at: lambda store: keep_a_sitting(store, at), INSTANTS),
    st.builds(lambda at: lambda store: keep_a_side_bend(store, at), INSTANTS),
    st.builds(lambda at: lambda store: keep_a_press_up(store, at, str(uuid4())), INSTANTS),
    st.builds(lambda d, w, at: lambda store: store.history.save_day_note(d, w, at), DAYS, WORDS, INSTANTS),
    st.builds(
        lambda d, yes, at: lambda store: store.history.mark_flare_day(d, yes, at),
        DAYS,
        st.booleans(),
        INSTANTS,
    ),
    st.builds(
        lambda w, at: lambda store: store.history.set_aside(SetAside(stretch=w, since=at, why=w)),
        WORDS,
        INSTANTS,
    ),
    st.builds(lambda k, v, at: lambda store: store.settings.save_settings({k: v}, at), WORDS, JSON, INSTANTS),
    st.builds(lambda k, v, at: lambda store: store.drafts.keep_draft(k, v, at), WORDS, JSON, INSTANTS),
    st.builds(lambda r, at: lambda store: store.routines.save_routine(r, at), ROUTINES, INSTANTS),
    st.builds(
        lambda s, r, data, at: (
            lambda store: store.own_stretches.save_stretches(
                [s], [OwnPicture(id=s.id, kind=PictureKind.IMAGE, data=data)], [r], at
            )
        ),
        STRETCHES,
        ROUTINES,
        st.binary(max_size=50),
        INSTANTS,
    ),
]
