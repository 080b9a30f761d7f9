"""The CSV files: RFC 4180, one line an answer, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import FileError
from stretchplayer.core.history import EntryKind, MeasureMethod, RatingKind, SessionNote, Trial
from stretchplayer.exchange.history_csv import (
    ABOUT_NAME,
    as_it_was,
    harmless,
    write_csv_archive,
    write_csv_folder,
    write_ratings,
)
from stretchplayer.exchange.history_diary import Diary, spans
from stretchplayer.store import Store
from tests.empty_notes import empty_notes
from tests.exchange.history_stores import (
    AT,
    fill_every_table,
    keep_a_press_up,
    keep_a_session,
    keep_a_side_bend,
    keep_a_sitting,
)

NAMES = {ABOUT_NAME, "ratings.csv", "sessions.csv", "steps.csv", "measurements.csv", "notes.csv"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = empty_notes(tmp_path / "notes")
    yield opened
    opened.close()


def diary(store: Store) -> Diary:
    return Diary(store.history, store.measures, store.kept.person(), str)


@pytest.fixture
def read(store: Store, tmp_path: Path) -> Callable[[str], list[dict[str, str]]]:
    """The lines of a file, written now."""

    def lines(name: str) -> list[dict[str, str]]:
        write_csv_folder(tmp_path / "out", diary(store), AT)
        with (tmp_path / "out" / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    return lines


def test_one_line_an_answer(store: Store, read: Callable[[str], list[dict[str, str]]]) -> None:
    session = keep_a_session(store, post=None)
    store.history.save_day_note(AT.date(), "a walk", AT)
    day = store.corrections.note_rating(kind=RatingKind.DAY, score=0, of=AT, at=AT + timedelta(days=2))
    pre, during, post = (rating.id for rating in store.history.session_ratings(session))
    assert read("ratings.csv") == [
        {
            "recorded_at": at,
            "kind": kind,
            "session_id": of,
            "step_no": step,
            "stretch_id": stretch,
            "side": "",
            "pain_0_10": score,
            "region": region,
            "flag": flag,
            "skipped": skipped,
            "note": note,
            "rating_id": id_,
            "noted_at": noted,
        }
        for at, kind, of, step, stretch, score, region, flag, skipped, note, id_, noted in (
            ("2026-03-29T01:30:00+01:00", "pre", session, "", "", "5", "back", "0", "0", "", pre, ""),
            (
                "2026-03-29T01:30:00+01:00", "day", "", "", "", "0", "back", "0", "0", "a walk", day,
                "2026-03-31T00:30:00+00:00",
            ),
            (
                "2026-03-29T01:33:00+01:00", "during", session, "1", "knee-to-chest", "4", "", "1", "0", "",
                during, "",
            ),
            (
                "2026-03-29T01:39:00+01:00", "post", session, "", "", "", "back", "0", "1",
                "stiff, “after” rain", post, "",
            ),
        )
    ]  # fmt: skip


def test_one_line_a_hold(store: Store, read: Callable[[str], list[dict[str, str]]]) -> None:
    keep_a_session(store)
    wanted = ("step_no", "stretch_id", "side", "repetition", "planned_s", "done_s", "outcome")
    assert [[line[name] for name in wanted] for line in read("steps.csv")] == [
        ["1", "knee-to-chest", "left", "1", "20.0", "20.0", "done"],
        ["1", "knee-to-chest", "right", "2", "20.0", "7.25", "stopped"],
    ]
    (session,) = read("sessions.csv")
    assert (session["played_s"], session["held_s"], session["by_hand"]) == ("540.0", "27.25", "0")
    assert {line["session_id"] for line in read("steps.csv")} == {session["session_id"]}


def test_one_line_a_try(store: Store, read: Callable[[str], list[dict[str, str]]]) -> None:
    keep_a_sitting(store)
    wanted = ("test", "method", "side", "try_no", "value", "unit", "painful")
    assert [[line[name] for name in wanted] for line in read("measurements.csv")] == [
        ["leg-raise", "tape", "left", "1", "60.5", "deg", "0"],
        ["leg-raise", "tape", "right", "1", "58.25", "deg", "1"],
        ["leg-raise", "tape", "right", "2", "62.0", "deg", "0"],
    ]


def test_a_try_has_the_unit_of_its_test_and_a_side_if_the_test_has(
    store: Store, read: Callable[[str], list[dict[str, str]]]
) -> None:
    keep_a_press_up(store)
    keep_a_side_bend(store)
    wanted = ("test", "method", "side", "try_no", "value", "unit", "noted_at")
    assert [[line[name] for name in wanted] for line in read("measurements.csv")] == [
        ["press-up", "photo", "", "1", "12.0", "cm", "2026-03-31T00:30:00+00:00"],
        ["side-bend", "ruler", "left", "1", "17.5", "cm", ""],
        ["side-bend", "ruler", "left", "2", "18.0", "cm", ""],
    ]


def test_what_was_read_is_beside_what_was_worked_out(
    store: Store, read: Callable[[str], list[dict[str, str]]]
) -> None:
    keep_a_sitting(store)
    trials = [Trial(side=Side.LEFT, value=61)]
    store.measures.save_measurement(test="leg-raise", method=MeasureMethod.PHONE, at=AT, trials=trials)
    lengths = {"ankle_height_cm": 79.5, "hip_height_cm": 9.0, "leg_length_cm": 81.0}
    assert [line["raw"] and json.loads(line["raw"]) for line in read("measurements.csv")] == [lengths] * 3 + [
        ""
    ]


def test_all_notes_by_their_day(store: Store, read: Callable[[str], list[dict[str, str]]]) -> None:
    session = keep_a_session(store)
    store.history.save_note(
        SessionNote(session=session, text="two\nlines", tags=("work", "rain"), at=AT + timedelta(days=30))
    )
    store.history.save_day_note(AT.date(), "a walk", AT)
    store.history.mark_flare_day(AT.date(), True, AT)
    assert [list(line.values()) for line in read("notes.csv")] == [
        ["2026-03-29", "session", session, "two\nlines", "work, rain"],
        ["2026-03-29", "day", "", "a walk", ""],
        ["2026-03-29", "flare_day", "", "", ""],
    ]


def test_what_is_taken_back_is_in_no_file(store: Store, read: Callable[[str], list[dict[str, str]]]) -> None:
    store.corrections.remove(EntryKind.SESSION, keep_a_session(store), AT)
    store.corrections.remove(EntryKind.MEASUREMENT, keep_a_sitting(store), AT)
    assert [line for name in NAMES - {ABOUT_NAME} for line in read(name)] == []


def test_nothing_is_left_out_whenever_it_was(
    store: Store, read: Callable[[str], list[dict[str, str]]]
) -> None:
    # Years apart, in years to come for a clock that was set wrong, and skipped before the first score.
    scores: dict[int, int | None] = {-4000: None, -3000: 1, -365: 2, -364: 3, 0: 4, 1: 5, 900: 6}
    for days, score in scores.items():
        at = AT + timedelta(days=days)
        skipped = score is None
        store.history.record_rating(kind=RatingKind.DAY, score=score, skipped=skipped, flag=False, at=at)
    assert [line["pain_0_10"] for line in read("ratings.csv")] == ["", "1", "2", "3", "4", "5", "6"]
    pieces = list(spans(store.history, AT.date()))
    assert (pieces[0].first, pieces[-1].last) == (None, None)
    for before, after in pairwise(pieces):
        assert before.last is not None
        assert after.first == before.last + timedelta(days=1)


def test_a_note_is_beside_its_answer_though_a_month_ends_between(
    store: Store, read: Callable[[str], list[dict[str, str]]]
) -> None:
    store.history.record_rating(kind=RatingKind.DAY, score=1, skipped=False, flag=False, at=AT)
    store.history.record_rating(
        kind=RatingKind.DAY, score=1, skipped=False, flag=False, at=AT + timedelta(days=-370)
    )
    (_, piece, *_) = spans(store.history, AT.date())
    assert piece.last is not None
    late = datetime.combine(piece.last, time(23, 55), AT.tzinfo)
    keep_a_session(store, late)
    assert [line["note"] for line in read("ratings.csv") if line["kind"] == "post"] == ["stiff, “after” rain"]


# ---- the files -------------------------------------------------------------------------------


def test_lines_end_as_the_rfc_says_and_quotes_are_doubled(store: Store, tmp_path: Path) -> None:
    store.history.save_day_note(AT.date(), 'said "ouch", twice', AT)
    write_csv_folder(tmp_path / "out", diary(store), AT)
    assert (tmp_path / "out/notes.csv").read_bytes() == (
        b'local_date,kind,session_id,note,tags\r\n2026-03-29,day,,"said ""ouch"", twice",\r\n'
    )


def test_an_archive_holds_the_same_files(store: Store, tmp_path: Path) -> None:
    fill_every_table(store)
    folder, path = tmp_path / "out", tmp_path / "notes.zip"
    assert {written.name for written in write_csv_folder(folder, diary(store), AT)} == NAMES
    write_csv_archive(path, diary(store), AT)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert inside == {file.name: file.read_bytes() for file in folder.iterdir()}
    write_ratings(tmp_path / "alone.csv", diary(store), AT)
    assert (tmp_path / "alone.csv").read_bytes() == inside["ratings.csv"]


def test_other_files_of_a_folder_stay_and_earlier_ones_are_replaced(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "notes.csv").write_text("earlier", encoding="utf-8")
    write_csv_folder(tmp_path, diary(store), AT)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "notes.csv").read_text(encoding="utf-8").startswith("local_date")


def test_all_files_or_none(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "ratings.csv").write_text("earlier", encoding="utf-8")
    (folder / "steps.csv").mkdir()  # nothing can be written there
    with pytest.raises(FileError, match="not a plain file"):
        write_csv_folder(folder, diary(store), AT)
    assert {file.name for file in folder.iterdir()} == {"ratings.csv", "steps.csv"}
    assert (folder / "ratings.csv").read_text(encoding="utf-8") == "earlier"


def test_a_folder_that_cannot_be_made_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileError, match="cannot be made"):
        write_csv_folder(tmp_path / "file" / "out", diary(store), AT)


# ---- formulas --------------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_text_of_any_file_begins_a_formula(
    store: Store, read: Callable[[str], list[dict[str, str]]], first: str
) -> None:
    words = f"{first}HYPERLINK(1)"
    session = store.history.begin_session(routine=words, name=words, plan="{}", first_side=Side.LEFT, at=AT)
    store.history.save_note(SessionNote(session=session, text=words, tags=(words,), at=AT))
    store.history.save_day_note(AT.date(), words, AT)
    for kind in (RatingKind.DURING, RatingKind.POST, RatingKind.DAY):
        store.history.record_rating(
            kind=kind, score=1, skipped=False, flag=False, at=AT, session=session, stretch=words
        )
    cells = [cell for name in NAMES - {ABOUT_NAME} for line in read(name) for cell in line.values()]
    assert [cell for cell in cells if cell.startswith(first)] == []
    assert [as_it_was(cell) for cell in cells if "HYPERLINK" in cell] == [words] * 10


@given(text=st.text())
@example(text="'=1")
@example(text="''")
def test_a_harmless_text_can_be_had_as_it_was(text: str) -> None:
    assert as_it_was(harmless(text)) == text
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([harmless(text)])
    ((cell,),) = csv.reader(io.StringIO(written.getvalue(), newline=""), strict=True)
    assert as_it_was(cell) == text


def test_numbers_are_left_as_they_are(store: Store, read: Callable[[str], list[dict[str, str]]]) -> None:
    trials = [Trial(side=Side.LEFT, value=-4.5)]
    store.measures.save_measurement(test="leg-raise", method=MeasureMethod.PHONE, at=AT, trials=trials)
    assert [line["value"] for line in read("measurements.csv")] == ["-4.5"]
