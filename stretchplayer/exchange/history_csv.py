"""The notes as CSV for spreadsheets and statistics: one line an answer, one a hold, one a try, one a note."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO

from stretchplayer.core.errors import FileError
from stretchplayer.core.history import HoldOutcome, PainRating, RatingKind
from stretchplayer.exchange.history_diary import Diary, readings, sittings, spans
from stretchplayer.exchange.whole_file import replacing

ABOUT_NAME = "README.txt"
RATINGS_NAME = "ratings.csv"
_ABOUT = """Notes of Stretch Player, written on {day}.

UTF-8, commas, lines end as RFC 4180 says; the first line of each file names its columns.
An empty field is "not known", never zero. Instants are as you saw them, with the offset from UTC.

ratings.csv       one line an answer. kind: pre (back pain right now, before a session), during (the most
                  pain in the stretch just done), post (right now, after it), day (average of the last 24
                  hours). Kinds are different questions; please do not mix them. pain_0_10: 0 no pain, 10
                  worst pain you can imagine. flag: 1 for sharp, shooting, tingling or spreading down the
                  leg. skipped: 1 if the question was asked and not answered. note: the words kept with the
                  day (kind day) or the session (kind post). noted_at: if it was noted afterwards, when.
sessions.csv      one line a session. by_hand: 1 if it was noted afterwards, not played here.
steps.csv         one line a hold, planned and really held. outcome: done, eased, stopped, skipped.
                  step_no is the place in the routine, in ratings.csv as well.
measurements.csv  one line a try of a flexibility test. painful: 1 if it was stopped for pain; such a try is
                  not scored. raw: what was read, where the value was worked out of it.
notes.csv         all notes: of sessions, of days, and the days marked as flare days.

A text that a spreadsheet would take for a formula, one that begins with = + - @ (narrow or wide), a tab or
a new line, has an apostrophe (') in front, and so has one that begins with an apostrophe. Take that one
apostrophe away to have it as it was.

{app} shows how things were, not why. It is no medical device.
"""

_STEP_OUTCOMES = {
    HoldOutcome.HELD: "done",
    HoldOutcome.EASED: "eased",
    HoldOutcome.CUT_SHORT: "stopped",
    HoldOutcome.SKIPPED: "skipped",
}
_QUOTE = "'"
#: What begins formulas in some spreadsheet, the wide ones in East Asian settings; and the quote itself.
_GUARDED = frozenset("=+-@\t\r\n＝＋－＠" + _QUOTE)

Cell = str | float | None
Lines = Iterator[Sequence[Cell]]


def harmless(text: str) -> str:
    """The text so that no spreadsheet runs it; `as_it_was` takes that back."""
    return _QUOTE + text if text[:1] in _GUARDED else text


def as_it_was(cell: str) -> str:
    """The text of a cell before it was made harmless."""
    return cell.removeprefix(_QUOTE)


def write_csv_folder(folder: Path, diary: Diary, at: datetime) -> list[Path]:
    """Write all files into a folder, in place of earlier ones only once all are complete.

    Gives what was written. Raises `FileError`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            f"{folder} cannot be made ({error.strerror}). Please choose another place."
        ) from error
    written = []
    with ExitStack() as all_or_none:
        for name, fill in _files(diary, at):
            written.append(folder / name)
            unfinished = all_or_none.enter_context(replacing(folder / name))
            with unfinished.open("wb") as file:
                fill(file)
    return written


def write_csv_archive(path: Path, diary: Diary, at: datetime) -> None:
    """Write all files into one ZIP. Raises `FileError`."""
    with (
        replacing(path) as unfinished,
        zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, fill in _files(diary, at):
            with archive.open(name, "w") as entry:
                fill(entry)


def write_ratings(path: Path, diary: Diary, at: datetime) -> None:
    """Write the answers alone. Raises `FileError`."""
    with replacing(path) as unfinished, unfinished.open("wb") as file:
        _fill(file, _ratings(diary, at.date()))


def _files(diary: Diary, at: datetime) -> Iterator[tuple[str, Callable[[IO[bytes]], None]]]:
    from stretchplayer import APP_NAME

    about = _ABOUT.format(day=at.date().isoformat(), app=APP_NAME)
    yield ABOUT_NAME, lambda file: _write(file, about.replace("\n", "\r\n"))
    today = at.date()
    for name, lines in (
        (RATINGS_NAME, _ratings),
        ("sessions.csv", _sessions),
        ("steps.csv", _steps),
        ("measurements.csv", _measurements),
        ("notes.csv", _notes),
    ):
        yield name, lambda file, lines=lines: _fill(file, lines(diary, today))  # type: ignore[misc]


def _write(file: IO[bytes], text: str) -> None:
    file.write(text.encode())


def _fill(file: IO[bytes], lines: Iterable[Sequence[Cell]]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [harmless(cell) if isinstance(cell, str) else cell for cell in line] for line in lines
    )
    text.flush()
    text.detach()


def _ratings(diary: Diary, today: date) -> Lines:
    yield (
        "recorded_at", "kind", "session_id", "step_no", "stretch_id", "side", "pain_0_10", "region", "flag",
        "skipped", "note", "rating_id", "noted_at",
    )  # fmt: skip
    history = diary.history
    for first, last in spans(history, today):
        # A session that began before midnight may end in the next year.
        words = {note.session: note.text for note in history.notes(first and first - timedelta(days=1), last)}
        days = history.day_notes(first, last)
        for rating in history.ratings(first, last):
            note = None
            if rating.kind is RatingKind.DAY:
                note = days.get(rating.local_date)
            elif rating.kind is RatingKind.POST and rating.session is not None:
                note = words.get(rating.session)
            yield (
                _instant(rating.at),
                rating.kind.value,
                rating.session,
                _step(rating.item),
                rating.stretch,
                None,
                rating.score,
                _region(rating),
                int(rating.flag),
                int(rating.skipped),
                note,
                rating.id,
                _instant(rating.noted),
            )


def _region(rating: PainRating) -> str | None:
    """Where the question asks about; the one about a stretch asks about any pain."""
    return None if rating.kind is RatingKind.DURING else "back"


def _sessions(diary: Diary, today: date) -> Lines:
    yield (
        "session_id", "started_at", "ended_at", "routine_id", "routine", "outcome", "played_s", "held_s",
        "first_side", "by_hand",
    )  # fmt: skip
    for first, last in spans(diary.history, today):
        for session in diary.history.sessions(first, last):
            yield (
                session.id,
                _instant(session.started),
                _instant(session.ended),
                session.routine,
                session.routine_name,
                session.outcome.value,
                _seconds(session.played_ms),
                _seconds(session.held_ms),
                session.first_side.value,
                int(session.by_hand),
            )


def _steps(diary: Diary, today: date) -> Lines:
    yield (
        "recorded_at", "session_id", "step_no", "stretch_id", "side", "repetition", "planned_s", "done_s",
        "outcome",
    )  # fmt: skip
    for first, last in spans(diary.history, today):
        for hold in diary.history.holds(first, last):
            yield (
                _instant(hold.at),
                hold.session,
                _step(hold.item),
                hold.stretch,
                hold.side and hold.side.value,
                hold.repetition,
                _seconds(hold.planned_ms),
                _seconds(hold.held_ms),
                _STEP_OUTCOMES[hold.outcome],
            )


def _measurements(diary: Diary, _: date) -> Lines:
    yield (
        "recorded_at", "measurement_id", "test", "method", "side", "try_no", "value", "unit", "painful",
        "raw", "noted_at",
    )  # fmt: skip
    for sitting in sittings(diary.measures):
        for reading in readings(sitting):
            yield (
                _instant(sitting.at),
                sitting.id,
                sitting.test,
                sitting.method.value,
                reading.side and reading.side.value,
                reading.number,
                round(reading.value, 2),
                reading.unit,
                int(reading.painful),
                reading.raw,
                _instant(sitting.noted),
            )


def _notes(diary: Diary, today: date) -> Lines:
    yield "local_date", "kind", "session_id", "note", "tags"
    history = diary.history
    for first, last in spans(history, today):
        began = {session.id: session.local_date for session in history.sessions(first, last)}
        for note in history.notes(first, last):
            day = began[note.session].isoformat()
            yield day, "session", note.session, note.text, ", ".join(note.tags)
        for noted, text in history.day_notes(first, last).items():
            yield noted.isoformat(), "day", None, text, None
        for flare in history.flare_days(first, last):
            yield flare.isoformat(), "flare_day", None, None, None


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def _step(item: int | None) -> int | None:
    return None if item is None else item + 1


def _seconds(milliseconds: int) -> float:
    return milliseconds / 1000
