"""Has the system's own entry follow the preference, and the preference what the system allows."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from stretchplayer.app.autostart import Autostart, AutostartError, keep_up
from stretchplayer.app.services import SettingsService
from stretchplayer.core.preferences import Preferences

log = logging.getLogger(__name__)


class StartWithSystem(QObject):
    """Writes and removes the entry when the user changes their mind."""

    trouble = Signal(str)  # a sentence for the user; the preference goes back to what it was

    def __init__(
        self,
        settings: SettingsService,
        entry: Autostart,
        command: Sequence[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._entry = entry
        self._command = tuple(command)
        self._wanted = settings.preferences.start_with_system
        settings.changed.connect(self._follow)

    def keep_up(self) -> None:
        """At each start: follow a program that moved, and a user who switched it off elsewhere."""
        if not self._wanted:
            return
        try:
            starts = keep_up(self._entry, wanted=True, command=self._command)
        except AutostartError as error:
            log.info("the entry for starting with the system stays as it is: %s", error)
            return
        if not starts:
            self._wanted = False
            self._settings.update(start_with_system=False)

    def _follow(self, preferences: Preferences) -> None:
        wanted = preferences.start_with_system
        if wanted == self._wanted:
            return
        self._wanted = wanted
        try:
            if wanted:
                self._entry.enable(self._command)
            else:
                self._entry.disable()
        except AutostartError as error:
            self._wanted = not wanted
            self.trouble.emit(str(error))
            # Once everybody has heard of the change that could not be, not in the middle of it.
            QTimer.singleShot(0, self, self._take_back)

    def _take_back(self) -> None:
        self._settings.update(start_with_system=self._wanted)
