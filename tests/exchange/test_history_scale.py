"""Long histories need no more memory than short ones, in every form and on their way back."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from stretchplayer.bootstrap.history_files import HistoryFiles
from stretchplayer.core.catalogue import Catalogue
from stretchplayer.core.kept import Form
from stretchplayer.store import open_store
from tests.exchange.history_stores import AT
from tests.made_history import made_history
from tests.tiers import some_now

LAST = date(2026, 11, 20)
SHORT, LONG = 200, 1000  # days
MEGABYTE = 2**20


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("histories")
    for days in (SHORT, LONG):
        made_history(folder / str(days), days, LAST)
    return {days: folder / str(days) for days in (SHORT, LONG)}


def most_memory(act: Callable[[], object]) -> int:
    """The most that was held at once while doing this."""
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("form", some_now(Form, 4))
def test_no_form_needs_more_memory_for_more(histories: dict[int, Path], tmp_path: Path, form: Form) -> None:
    needed = {}
    for days, folder in histories.items():
        with closing(open_store(folder)) as store:
            files = HistoryFiles(store, Catalogue([]))
            place = tmp_path / (str(days) if form is Form.CSV else f"{days}.json")
            files.write(place, form, AT)  # what is loaded once is loaded now
            needed[days] = most_memory(lambda: files.write(place, form, AT))  # noqa: B023
    assert needed[LONG] < 1.3 * needed[SHORT] + MEGABYTE // 2
    assert needed[LONG] < 6 * MEGABYTE


def test_what_is_brought_back_goes_through_little_memory(histories: dict[int, Path], tmp_path: Path) -> None:
    needed = {}
    for days, folder in histories.items():
        path = tmp_path / f"{days}.json"
        with closing(open_store(folder)) as store:
            HistoryFiles(store, Catalogue([])).write(path, Form.JSON, AT)
        with closing(open_store(tmp_path / f"to {days}")) as store:
            files = HistoryFiles(store, Catalogue([]))

            def bring() -> None:
                brought = files.look_into(path).brought  # noqa: B023
                brought.bring_in(prefer_file=False)
                brought.close()

            needed[days] = most_memory(bring)
            assert store.everything.counts()["ratings"] > 3 * days
    assert needed[LONG] < 1.3 * needed[SHORT] + 6 * MEGABYTE  # the window on the file is as wide as it can be
    assert needed[LONG] < 16 * MEGABYTE
