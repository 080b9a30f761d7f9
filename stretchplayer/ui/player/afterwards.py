"""When a session is over: what it came to, the note about it, and what may be kept for next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from stretchplayer.core.catalogue import Dose
from stretchplayer.core.errors import NotFoundError, StretchPlayerError
from stretchplayer.core.session import Phase
from stretchplayer.core.wishes import kept_in
from stretchplayer.ui.player.summary_data import SummaryData, summarise
from stretchplayer.ui.player.wishes import WishLine, WishRow, wish_line

if TYPE_CHECKING:
    from stretchplayer.app.services import HistoryService, RoutineService, SettingsService
    from stretchplayer.app.session_driver import SessionDriver
    from stretchplayer.core.routine import Routine
    from stretchplayer.core.wishes import HoldWish
    from stretchplayer.ui.player.summary import Summary

FLARE_TAG = "Flare day"


class Afterwards(QObject):
    """Fills the summary and does what is wished there."""

    def __init__(
        self, summary: Summary, history: HistoryService, routines: RoutineService, settings: SettingsService
    ) -> None:
        super().__init__(summary)
        self._summary = summary
        self._history = history
        self._routines = routines
        self._settings = settings
        self._driver: SessionDriver | None = None
        summary.note_written.connect(self._keep_note)
        summary.wishes.kept.connect(self._keep)
        summary.wishes.kept_everywhere.connect(self._keep_everywhere)

    def show_session(self, driver: SessionDriver) -> SummaryData:
        """Show what this session came to. It is over, and it was kept."""
        assert driver.session_id is not None
        self._driver = driver
        data = summarise(
            driver.timeline,
            finished=driver.phase is Phase.FINISHED,
            played_ms=driver.played_ms,
            pre=driver.pre,
            ratings=driver.ratings(),
            holds=self._history.session_holds(driver.session_id),
            days_done=self._history.week_strip().days_done,
            goal_days=self._settings.preferences.goal_days,
            sorer=driver.comfort.sorer,
        )
        self._summary.show_data(data)
        self._summary.wishes.show_lines(self._lines(driver))
        return data

    def _lines(self, driver: SessionDriver) -> tuple[WishLine, ...]:
        routine = self._routine()
        catalogue = driver.timeline.context.catalogue
        return tuple(
            wish_line(
                wish,
                catalogue[wish.stretch],
                in_routine=routine is not None and kept_in(routine, wish) is not None,
            )
            for wish in driver.hold_wishes()
        )

    def _routine(self) -> Routine | None:
        """The routine that was played, as it is kept; None when it is not, or no longer."""
        assert self._driver is not None
        try:
            return self._routines.get(self._driver.routine.id)
        except NotFoundError:
            return None

    def _keep_note(self, text: str, tags: tuple[str, ...]) -> None:
        if self._driver is None or self._driver.session_id is None:
            return
        self._history.save_note(self._driver.session_id, text, tags)
        if FLARE_TAG in tags:
            self._history.mark_flare_day(self._history.today())

    def _keep(self, row: WishRow) -> None:
        routine = self._routine()
        changed = None if routine is None else kept_in(routine, row.line.wish)
        if changed is None:
            return
        try:
            self._routines.save(changed)
        except StretchPlayerError as error:
            row.say_trouble(str(error))
        else:
            row.say_kept(everywhere=False)

    def _keep_everywhere(self, row: WishRow) -> None:
        try:
            self._use_everywhere(row.line.wish)
        except StretchPlayerError as error:
            row.say_trouble(str(error))
        else:
            row.say_kept(everywhere=True)

    def _use_everywhere(self, wish: HoldWish) -> None:
        """Use the hold in all routines. How often it is done stays as each routine says."""
        before = self._routines.all()
        usual = self._routines.usual_dose(wish.stretch)
        self._routines.use_everywhere(wish.stretch, Dose(hold_s=wish.hold_s, repetitions=usual.repetitions))
        for routine in before:
            items = tuple(
                msgspec.structs.replace(item, hold_s=None) if item.stretch == wish.stretch else item
                for item in routine.items
            )
            if any(i.stretch == wish.stretch and i.repetitions is not None for i in items):
                self._routines.save(msgspec.structs.replace(routine, items=items))
