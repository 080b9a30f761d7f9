"""The installed command in a window of its own, as a person has it: keys in, pixels and rows out."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.core.screening import QUESTIONS as QUESTIONS_OF
from stretchplayer.core.screening import Block
from stretchplayer.store import FILE_NAME
from tests.answered import TABS_TO_AGREE, answered_folder
from tests.screen import Screen, save_picture
from tests.soundserver import wait_until

COMMAND = Path(sys.executable).parent / "stretchplayer"
SOON, LATER = 20.0, 90.0

# Places on the screen, and what is seen there.
KEY_THREE = (420, 330, "#EBBF8B")  # of the rating scale
QUESTIONS = (20, 560, "#E1EDEA")  # the column beside the safety questions
HERO = (266, 340, "#E1EDEA")  # the ground of the large panel on Today, as long as nothing is above it


class App:
    """The running app, and what it has written down."""

    def __init__(
        self,
        folder: Path,
        screen: Screen,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        answered: bool = True,
    ) -> None:
        """Start the command on the data in `folder`, with these arguments and this added environment.

        With `answered` the safety questions have been, on some earlier start.
        """
        self.folder = folder
        self.screen = screen
        if answered and not self.rows("SELECT 1 FROM screening"):
            answered_folder(folder)
        self.process = subprocess.Popen(
            [str(COMMAND), "--data-dir", str(folder), *arguments],
            env=os.environ | screen.environment | dict(environment or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the history as another program sees them now."""
        path = self.folder / FILE_NAME
        if not path.exists():
            return []
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return connection.execute(query).fetchall()
        except sqlite3.OperationalError:
            return []  # it is being made
        finally:
            connection.close()

    def holds(self, stretch: str) -> list[tuple[Any, ...]]:
        """Planned, held, outcome of a stretch, in order."""
        return self.rows(
            f"SELECT planned_ms, held_ms, outcome FROM hold WHERE stretch = '{stretch}' ORDER BY rowid"
        )

    def events(self) -> list[str]:
        """What was wished for, in order."""
        return [kind for (kind,) in self.rows("SELECT kind FROM session_event ORDER BY rowid")]

    def ratings(self) -> list[tuple[Any, ...]]:
        """Kind, score and whether skipped, in order."""
        return self.rows("SELECT kind, score, skipped FROM pain_rating ORDER BY rowid")

    def checkpoint(self, part: str) -> Any:
        """One part of the last checkpoint: item, side, repetition or pre."""
        rows = self.rows(
            f"SELECT json_extract(checkpoint, '$.{part}') FROM session WHERE checkpoint IS NOT NULL"
        )
        return rows[-1][0] if rows else None

    def until(self, condition: Callable[[], object], what: str, seconds: float = SOON) -> None:
        """Wait for something to be so, while the app lives."""
        wait_until(lambda: condition() or self.process.poll() is not None, seconds, what)
        if self.process.poll() is not None:
            output = self.process.stdout.read().decode() if self.process.stdout else ""
            pytest.fail(f"the app ended while waiting until {what}:\n{output}")

    def shows(self, place: tuple[int, int, str]) -> bool:
        """Whether the screen has this colour at this place."""
        return self.screen.pixel(place[0], place[1]) == place[2]

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.screen.press(*keys)

    def rate(self, key: str, kind: str, expected: tuple[Any, ...]) -> None:
        """Answer the question on the screen and see that it is kept."""
        before = len(self.ratings())
        self.until(lambda: self.shows(KEY_THREE), f"the {kind} question is asked", LATER)
        self.press(key)
        if key != "n":
            self.press("space")
        self.until(lambda: len(self.ratings()) > before, f"the {kind} rating is kept")
        assert self.ratings()[-1] == (kind, *expected)

    def answer_questions(self) -> None:
        """Go through the safety questions by keys: no to all of them, and the promise."""
        self.until(lambda: self.shows(QUESTIONS), "the questions are asked")
        assert self.rows("SELECT 1 FROM screening") == []
        for block in Block:
            self.press(*["n"] * len(QUESTIONS_OF[block]))
            self.press_for_more("Return")
        assert self.rows("SELECT 1 FROM screening") == [], "nothing is decided before the promise"
        self.press("space", *["Tab"] * TABS_TO_AGREE, "Return")
        self.until(lambda: self.rows("SELECT 1 FROM screening"), "the promise is kept")
        kept = self.rows("SELECT outcome, text_version FROM screening")
        assert kept == [("clear", "all-1")]

    def press_for_more(self, *keys: str) -> None:
        """Press keys that lead on, and wait until something else is shown."""
        before = self.screen.picture().tobytes()
        self.press(*keys)
        self.until(lambda: self.screen.picture().tobytes() != before, "it goes on")

    def crash(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.close()

    def close(self, picture: Path | None = None) -> None:
        """End it if it still runs; then a picture of the screen may be kept for people to look at."""
        if self.process.poll() is None:
            if picture is not None:
                save_picture(self.screen.picture(), picture)
            self.process.kill()
        self.process.wait(10)
        if self.process.stdout:
            self.process.stdout.close()
