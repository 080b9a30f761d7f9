"""A session on the real store, with a machine turned by hand."""

from __future__ import annotations

from pathlib import Path

from stretchplayer.app.comfort_service import ComfortService
from stretchplayer.app.services import HistoryService, RoutineService, SettingsService
from stretchplayer.app.session_driver import SessionDriver
from stretchplayer.app.sessions import SessionMaker
from stretchplayer.core.events import Rating
from stretchplayer.store import Store
from tests.core.scores import CATALOGUE, PHRASES, routine
from tests.empty_notes import empty_notes
from tests.machine import Machine

READY, CYCLES = 30_000, 24_000


class Room:
    """A session in a folder of its own."""

    def __init__(self, folder: Path, *stretches: str) -> None:
        self.machine = Machine()
        self.store: Store = empty_notes(folder)
        self.history = HistoryService(self.store.history, self.machine)
        self.settings = SettingsService(self.store.settings, self.machine)
        self.comfort = ComfortService(self.store.comfort, self.store.history, self.settings, self.machine)
        built_in = routine(*stretches)
        self.maker = SessionMaker(
            catalogue=CATALOGUE,
            phrases=lambda: PHRASES,
            routines=RoutineService(
                [built_in], CATALOGUE, self.store.routines, self.store.drafts, self.machine
            ),
            history=self.history,
            comfort=self.comfort,
            settings=self.settings,
            clock=self.machine,
            player=lambda: self.machine,
            keep_awake=self.machine,
        )
        self.driver: SessionDriver

    def begin(self, pre: Rating | None = None) -> SessionDriver:
        self.driver = self.maker.prepare("test", pre or Rating(2), full_length=True)
        self.driver.start()
        return self.driver

    def pass_(self, duration_ms: float) -> None:
        """Let time go by as the timer would: a look at every due moment, half a second at most."""
        end = self.machine.monotonic + duration_ms
        while self.machine.monotonic < end:
            due = self.driver.session.next_due_in(self.machine.monotonic) or 500.0
            self.machine.monotonic = min(end, self.machine.monotonic + min(due, 500.0))
            self.driver.wake()

    @property
    def session_id(self) -> str:
        assert self.driver.session_id is not None
        return self.driver.session_id
