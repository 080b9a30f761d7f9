"""What people make their own comes back from the file as it was given, whatever it was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Dose, Form, Origin, Posture, Side, SideMeaning, Stretch
from stretchplayer.core.errors import StoreError
from stretchplayer.core.history import OwnPicture, PictureKind
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Sounds, Talking
from stretchplayer.core.routine import HowOften, Routine, RoutineItem, Sides
from stretchplayer.store import FILE_NAME, Store, open_store

AT = datetime(2026, 11, 21, 8, tzinfo=UTC)
# What JSON and SQLite can hold: everything but halves of surrogate pairs; SQLite text ends at a NUL.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
SECONDS = st.floats(0, 1e4, allow_nan=False)


@st.composite
def origins(draw: st.DrawFn) -> Origin | None:
    return draw(
        st.none() | st.builds(Origin, author=st.none() | WORDS, licence=st.none() | WORDS, source=WORDS)
    )


ITEMS = st.builds(
    RoutineItem,
    stretch=WORDS,
    hold_s=st.none() | SECONDS,
    repetitions=st.none() | st.integers(1, 99),
    rest_s=st.none() | SECONDS,
    get_ready_s=st.none() | SECONDS,
    sides=st.sampled_from(Sides),
    first_side=st.none() | st.sampled_from(Side),
)
ROUTINES = st.builds(
    Routine,
    id=WORDS,
    name=WORDS,
    description=WORDS,
    items=st.lists(ITEMS, max_size=5).map(tuple),
    place=st.sampled_from(Place),
    length=st.floats(0.5, 2),
    talking=st.none() | st.sampled_from(Talking),
    sounds=st.none() | st.sampled_from(Sounds),
    how_often=st.none() | st.builds(HowOften, times_a_day=st.integers(1, 9), days_a_week=st.integers(1, 7)),
    origin=origins(),
)
STRETCHES = st.builds(
    own_stretch,
    id=WORDS,
    name=WORDS,
    steps=st.lists(WORDS, max_size=4),
    form=st.sampled_from(Form),
    posture=st.sampled_from(Posture),
    sides=st.none() | st.sampled_from(SideMeaning),
    dose=st.none() | st.builds(Dose, hold_s=SECONDS, repetitions=st.integers(1, 99)),
    pose=WORDS,
    origin=origins(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(routine=ROUTINES)
def test_a_routine_comes_back_as_it_was_kept(store: Store, routine: Routine) -> None:
    store.routines.save_routine(routine, AT)
    assert store.routines.changed_routines()[routine.id] == routine


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(stretch=STRETCHES, data=st.binary(max_size=50))
def test_a_stretch_and_its_picture_come_back_as_they_were_kept(
    store: Store, stretch: Stretch, data: bytes
) -> None:
    picture = OwnPicture(id="picture-1", kind=PictureKind.IMAGE, data=data)
    store.own_stretches.save_stretches([stretch], [picture], [], AT)
    kept, _ = store.own_stretches.own_stretches()
    assert stretch in kept
    assert store.own_stretches.picture("picture-1") == picture


def routine(id_: str, *stretches: str) -> Routine:
    items = tuple(RoutineItem(stretch=name) for name in stretches)
    return Routine(id=id_, name=id_, description="", items=items)


def test_own_routines_stay_in_the_order_they_were_made(store: Store) -> None:
    for id_ in ("b", "a", "c"):
        store.routines.save_routine(routine(id_), AT)
    store.routines.save_routine(routine("b", "x"), AT)
    assert list(store.routines.changed_routines()) == ["b", "a", "c"]


def test_what_comes_together_is_kept_together_or_not_at_all(store: Store) -> None:
    picture = OwnPicture(id="picture-1", kind=PictureKind.POSE, data=b"{}")
    store.database.run_script(
        "CREATE TRIGGER full BEFORE INSERT ON routine_item BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    with pytest.raises(Exception, match="no room"):
        store.own_stretches.save_stretches(
            [own_stretch(id="own-1", name="Mine")], [picture], [routine("r", "own-1")], AT
        )
    assert store.own_stretches.own_stretches() == ([], [])
    assert store.own_stretches.picture("picture-1") is None
    assert store.routines.changed_routines() == {}


def test_a_stretch_taken_away_can_still_be_read_and_comes_back(store: Store) -> None:
    mine = own_stretch(id="own-1", name="Mine")
    store.own_stretches.save_stretches([mine], [], [], AT)
    store.own_stretches.remove_stretch("own-1", AT)
    assert store.own_stretches.own_stretches() == ([], [mine])
    store.own_stretches.save_stretches([mine], [], [], AT)
    assert store.own_stretches.own_stretches() == ([mine], [])


def test_a_stretch_of_a_newer_version_is_left_as_it_is(store: Store) -> None:
    with store.database.transaction() as write:
        write.execute("INSERT INTO own_stretch VALUES ('own-9', '{\"later\": 1}', 'x', 'x', NULL)")
    assert store.own_stretches.own_stretches() == ([], [])
    assert store.everything.counts()["stretches"] == 1


def test_usual_doses_and_opened_routines_are_kept_together(store: Store) -> None:
    store.routines.use_everywhere("a", Dose(hold_s=25, repetitions=2), [routine("r", "a")], AT)
    assert store.routines.usual_doses() == {"a": Dose(hold_s=25, repetitions=2)}
    assert list(store.routines.changed_routines()) == ["r"]
    store.routines.use_everywhere("a", None, [], AT)
    assert store.routines.usual_doses() == {}


def test_a_draft_is_kept_replaced_and_dropped(store: Store) -> None:
    assert store.drafts.draft("routine") is None
    store.drafts.keep_draft("routine", "1", AT)
    store.drafts.keep_draft("routine", "2", AT)
    assert store.drafts.draft("routine") == "2"
    store.drafts.keep_draft("routine", None, AT)
    assert store.drafts.draft("routine") is None


def test_erasing_leaves_nothing_to_read_in_any_file(tmp_path: Path) -> None:
    secret = "Tight on the left since the move"
    store = open_store(tmp_path)
    store.routines.save_routine(routine(secret, "a"), AT)
    store.own_stretches.save_stretches([own_stretch(id="own-1", name=secret)], [], [], AT)
    store.settings.save_settings({"preferences.remind_cue": f'"{secret}"'}, AT)
    (tmp_path / "history-v1.bak").write_text(secret)
    assert store.everything.counts() | {"routines": 1, "stretches": 1, "settings": 1} == (
        store.everything.counts()
    )
    store.everything.erase()
    assert set(store.everything.counts().values()) == {0}
    assert store.database.version > 0  # it can be used at once
    store.routines.save_routine(routine("new", "a"), AT)
    store.close()
    for file in tmp_path.iterdir():
        assert secret.encode() not in file.read_bytes(), file.name
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_erasing_a_file_that_cannot_be_written_says_so(store: Store) -> None:
    store.routines.save_routine(routine("r"), AT)
    store.database.run_script("PRAGMA query_only = ON")
    with pytest.raises(StoreError):
        store.everything.erase()
    assert store.everything.counts()["routines"] == 1
