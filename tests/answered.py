"""The one way for tests to have the safety questions behind them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from stretchplayer.core.history import Screening
from stretchplayer.core.screening import ALL_TEXT, Outcome
from stretchplayer.store import Store, open_store

TABS_TO_AGREE = 4  # from the tick of the promise: the number to call, what suits, back, and on


def answer_clear(store: Store, at: datetime) -> None:
    """Nothing stood in the way, and the promise was given."""
    store.history.save_screening(Screening(at=at, outcome=Outcome.CLEAR, text_version=ALL_TEXT))


def answered_folder(folder: Path) -> Path:
    """A data folder for the real app in which the questions were answered just now."""
    store = open_store(folder)
    answer_clear(store, datetime.now(UTC))
    store.close()
    return folder
