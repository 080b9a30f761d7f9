"""`stretchplayer report`: on any machine, with a display or without, and what it says when it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stretchplayer.cli import main
from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import RatingKind
from stretchplayer.store import FILE_NAME, open_store
from tests.complaint import complaint
from tests.made_history import made_history
from tests.report.pdf_text import page_texts

LAST = date(2026, 3, 1)
PAPER = ("--paper", "a4")


@pytest.fixture
def kept(data_dir: Path) -> Path:
    """Ninety days of notes up to `LAST`."""
    made_history(data_dir, 90, LAST)
    return data_dir


def run(folder: Path, *arguments: str) -> int:
    try:
        return main(["--data-dir", str(folder), "report", *arguments])
    except SystemExit as leaving:
        return int(leaving.code or 0)


def test_without_a_display_it_writes_the_period_asked_for(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    command = [sys.executable, "-m", "stretchplayer", "--data-dir", str(kept), "report", str(path)]
    done = subprocess.run(
        [*command, "--from", "2026-01-05", "--to", "2026-02-01", *PAPER],
        env=env,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("Written to ")
    assert "5 January 2026 – 1 February 2026, 28 days" in page_texts(path.read_bytes())[0]


def test_without_a_first_day_it_is_the_last_twelve_weeks(kept: Path, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "report.pdf"
    assert run(kept, str(path), "--to", LAST.isoformat(), *PAPER) == 0
    assert "8 December 2025 – 1 March 2026, 84 days" in page_texts(path.read_bytes())[0]


def test_a_period_is_cut_to_the_notes(kept: Path, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "report.pdf"
    assert run(kept, str(path), "--from", "0001-01-01", "--to", "2026-02-28", *PAPER) == 0
    assert "2 December 2025 – 28 February 2026, 89 days" in page_texts(path.read_bytes())[0]


def test_words_of_ones_own_can_be_left_out(kept: Path, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "report.pdf"
    whole = ("--from", "2025-12-01", "--to", LAST.isoformat(), *PAPER)
    assert run(kept, str(path), *whole) == 0
    assert "in the person’s own words" in "".join(page_texts(path.read_bytes()))
    assert run(kept, str(path), *whole, "--without-notes") == 0
    assert "in the person’s own words" not in "".join(page_texts(path.read_bytes()))


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (
            ("--from", "2026-02-02", "--to", "2026-02-01"),
            "The first day, 2 February 2026, is after the last, 1 February 2026."
            " Please give them the other way round.",
        ),
        (
            ("--from", "2024-01-01", "--to", "2024-02-01"),
            "There are no notes between 1 January 2024 and 1 February 2024."
            " The first are of 2 December 2025.",
        ),
        (
            ("--to", "0001-01-01"),
            "There are no notes up to 1 January 1. The first are of 2 December 2025.",
        ),
        (("--from", "3.4.26"), "argument --from: “3.4.26” is not a day; write it as 2026-03-31"),
    ],
)
def test_dates_that_do_not_go_are_told_and_nothing_is_written(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], dates: tuple[str, ...], said: str
) -> None:
    path = tmp_path / "report.pdf"
    assert run(kept, str(path), *dates) == 2
    assert complaint(capsys) == said
    assert not path.exists()


def test_a_gap_in_the_notes_is_told(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(data_dir)
    for day in (1, 300):
        at = datetime(2025, 1, 1, 9, tzinfo=UTC) + timedelta(days=day)
        store.history.record_rating(kind=RatingKind.DAY, score=4, skipped=False, flag=False, at=at)
    store.close()
    assert run(data_dir, str(tmp_path / "x.pdf"), "--from", "2025-03-01", "--to", "2025-03-31") == 2
    assert complaint(capsys).startswith("There are no notes between 1 March 2025 and 31 March 2025.")


def test_without_any_notes_it_says_what_is_enough(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data_dir, str(tmp_path / "x.pdf")) == 2
    said = "There are no notes yet. A session or a rated day is enough for a report."
    assert complaint(capsys) == said
    open_store(data_dir).close()
    assert run(data_dir, str(tmp_path / "x.pdf")) == 2
    assert complaint(capsys) == said


def test_a_place_that_cannot_be_written_is_told(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    assert run(kept, str(tmp_path / "no" / "x.pdf"), "--to", LAST.isoformat()) == 1
    assert "could not be written" in complaint(capsys)
    assert run(kept, str(tmp_path), "--to", LAST.isoformat()) == 1
    assert "is not a plain file" in complaint(capsys)


def test_notes_that_are_damaged_are_told_and_left(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (kept / FILE_NAME).write_bytes(b"something else " * 100)
    assert run(kept, str(tmp_path / "x.pdf")) == 1
    assert "damaged" in complaint(capsys)


def test_an_open_session_does_not_keep_it_from_reading(kept: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_store(kept)
    window.history.begin_session(
        routine="r", name="R", plan="{}", first_side=Side.LEFT, at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    with window.database.transaction():
        assert run(kept, str(tmp_path / "x.pdf"), "--to", LAST.isoformat(), *PAPER) == 0
    window.close()
