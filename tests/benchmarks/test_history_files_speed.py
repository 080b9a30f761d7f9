"""How long thirty years of notes take into each form and back, beside the plainest way to write them down.

    python -m pytest tests/benchmarks/test_history_files_speed.py

The plainest way reads every row of the file and writes it as a line of JSON. On two cores it took 1.1 s for
57,000 answers and 199,000 holds; CSV took 3.1 s, JSON 0.8 s, FHIR 1.7 s, and bringing the JSON back into
empty notes, with all its checks, 5 to 7 s. None of them held more than 20 MB of it at once.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from stretchplayer.bootstrap.history_files import HistoryFiles
from stretchplayer.core.catalogue import Catalogue
from stretchplayer.core.kept import Form
from stretchplayer.store import FILE_NAME, open_store
from tests.exchange.history_stores import AT
from tests.made_history import DAYS_IN_YEAR, made_history

YEARS = 30
MOST = {Form.CSV: 5.0, Form.JSON: 2.0, Form.FHIR: 4.0}  # of the plainest way
MOST_BACK = 10.0


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def plainly(folder: Path, path: Path) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, path.open("w", encoding="utf-8") as file:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f"SELECT * FROM {table}"):
                file.write(json.dumps(row) + "\n")


def test_thirty_years(tmp_path: Path) -> None:
    here = tmp_path / "here"
    made_history(here, round(YEARS * DAYS_IN_YEAR), date(2026, 11, 20))
    plain = seconds(lambda: plainly(here, tmp_path / "plain"))
    took: dict[str, float] = {}
    with closing(open_store(here)) as store:
        files = HistoryFiles(store, Catalogue([]))
        for form in Form:
            place = tmp_path / (form if form is Form.CSV else f"{form}.json")
            took[form] = seconds(lambda: files.write(place, form, AT))  # noqa: B023
    with closing(open_store(tmp_path / "there")) as store:

        def back() -> None:
            brought = HistoryFiles(store, Catalogue([])).look_into(tmp_path / "json.json").brought
            brought.bring_in(prefer_file=False)
            brought.close()

        took["back"] = seconds(back)
    plain = (plain + seconds(lambda: plainly(here, tmp_path / "plain"))) / 2
    print(f"plain {plain:.2f} s;", ", ".join(f"{form} {took[form]:.2f} s" for form in took))  # noqa: T201
    for form, most in MOST.items():
        assert took[form] < most * plain, form
    assert took["back"] < MOST_BACK * plain
