"""What pages and players ask for history, routines, settings and measurements.

Services put the time to what is kept and announce what changed. A write that cannot be kept raises
`StoreError`; nothing is announced then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from stretchplayer.app.history_service import HistoryService, as_json
from stretchplayer.app.library_service import LibraryService
from stretchplayer.app.measure_service import MeasureService
from stretchplayer.app.routine_service import RoutineService
from stretchplayer.core.history import Settings
from stretchplayer.core.ports import Clock
from stretchplayer.core.preferences import PREFERENCE_PREFIX, Preferences, read_preferences

__all__ = ["HistoryService", "LibraryService", "MeasureService", "RoutineService", "SettingsService"]


class SettingsService(QObject):
    """Preferences, and small things worth remembering such as the window's size."""

    changed = Signal(object)  # the new Preferences

    _REMEMBERED = "remembered."

    def __init__(self, settings: Settings, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._clock = clock
        self._values = dict(settings.all_settings())
        self._preferences = read_preferences(self._values)

    @property
    def preferences(self) -> Preferences:
        """What the user chose, defaults elsewhere."""
        return self._preferences

    def read_again(self) -> None:
        """Take everything as it is kept now, after it was changed by others."""
        self._values = dict(self._settings.all_settings())
        self._preferences = read_preferences(self._values)
        self.changed.emit(self._preferences)

    def save(self, preferences: Preferences) -> None:
        """Keep these preferences. Values equal to the default are not written down."""
        defaults = msgspec.to_builtins(Preferences())
        wanted = msgspec.to_builtins(preferences)
        current = msgspec.to_builtins(self._preferences)
        self._write(
            {
                PREFERENCE_PREFIX + name: None if value == defaults[name] else as_json(value)
                for name, value in wanted.items()
                if value != current[name]
            }
        )
        if preferences != self._preferences:
            self._preferences = preferences
            self.changed.emit(preferences)

    def update(self, **values: Any) -> Preferences:
        """Change some preferences by name and return them all."""
        self.save(msgspec.structs.replace(self._preferences, **values))
        return self._preferences

    def remembered(self, key: str, default: Any = None) -> Any:
        """A small value kept with `remember`; `default` when there is none."""
        text = self._values.get(self._REMEMBERED + key)
        return default if text is None else msgspec.json.decode(text)

    def remember(self, key: str, value: object) -> None:
        """Keep a small value that JSON can hold; ``None`` forgets it."""
        self._write({self._REMEMBERED + key: None if value is None else as_json(value)})

    def _write(self, changes: Mapping[str, str | None]) -> None:
        if not changes:
            return
        self._settings.save_settings(changes, self._clock.now())
        for key, text in changes.items():
            if text is None:
                self._values.pop(key, None)
            else:
                self._values[key] = text
