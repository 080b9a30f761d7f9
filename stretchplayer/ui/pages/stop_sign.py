"""The way to the warning signs from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.app.screening_service import ScreeningService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.main_window import MainWindow
    from stretchplayer.ui.pages.when_to_stop import WhenToStopPage


class StopSign(QObject):
    """The page When to stop, over whatever is shown."""

    def __init__(
        self,
        look: Look,
        window: MainWindow,
        settings: SettingsService,
        screening: ScreeningService,
        true_now: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """`true_now` is called when somebody says that one of the signs is."""
        super().__init__(parent)
        self._look = look
        self._window = window
        self._settings = settings
        self._screening = screening
        self._true_now = true_now
        self.page: WhenToStopPage | None = None

    def show(self) -> None:
        """Cover the window with it; once is enough."""
        from stretchplayer.ui.pages.when_to_stop import WhenToStopPage

        if self.page is None:
            page = self.page = WhenToStopPage(self._look, self._settings, self._screening, covering=True)
            page.left.connect(self.hide)
            page.true_now.connect(self._true_now)
            self._window.cover(page)

    def hide(self) -> None:
        """Go back to what was shown before."""
        page, self.page = self.page, None
        if page is not None:
            self._window.uncover(page)
