"""The gate before everything that moves the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.app.screening_service import ScreeningService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.main_window import MainWindow
    from stretchplayer.ui.screening.page import ScreeningPage


class Gate(QObject):
    """Lets things begin when nothing is due; else the questions cover the window first."""

    suits_wanted = Signal()  # the page that asks what bothers somebody

    def __init__(
        self,
        look: Look,
        window: MainWindow,
        screening: ScreeningService,
        settings: SettingsService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._window = window
        self._screening = screening
        self._settings = settings
        self._then: Callable[[], None] | None = None
        self.page: ScreeningPage | None = None

    def let(self, then: Callable[[], None]) -> None:
        """Do this now, or after the questions; not at all if they say so."""
        if self.page is None and self._screening.may_start():
            then()
        else:
            self.ask(then)

    def ask(self, then: Callable[[], None] | None = None) -> None:
        """Show what Start waits for, whatever was wanted with it."""
        self._then = then
        if self.page is None:
            self._cover().begin()

    def warn(self) -> None:
        """Somebody said that a warning sign is true now."""
        self._then = None
        (self.page or self._cover()).warn()

    def _cover(self) -> ScreeningPage:
        from stretchplayer.ui.screening.page import ScreeningPage

        page = self.page = ScreeningPage(self._look, self._screening, self._settings)
        page.passed.connect(self._open)
        page.suits_wanted.connect(self.suits_wanted)
        page.left.connect(self._leave)
        self._window.cover(page)
        return page

    def _open(self) -> None:
        then = self._then
        self._leave()
        if then is not None:
            then()

    def _leave(self) -> None:
        page, self.page, self._then = self.page, None, None
        if page is not None:
            self._window.uncover(page)
