"""Sound and screen around a session: volumes, and the quiet line when something is not as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stretchplayer.core.ports import SoundState

if TYPE_CHECKING:
    from stretchplayer.app.services import SettingsService
    from stretchplayer.app.session_driver import SessionDriver

VOLUME_STEP = 0.1
VOLUME_WORDS = {"voice": "Voice", "tone": "Tones"}
NO_SOUND = "No sound found. Captions stay on."
MAY_GO_DARK = "The screen may go dark: the system did not allow us to keep it on."
NOT_SAVED = "Not saved yet: {} We keep trying."


class Surroundings(QObject):
    """Keeps volumes as the user wants them and says what the system refuses."""

    noticed = Signal(str)  # the quiet line; empty when all is well
    told = Signal(str)  # something for a moment

    def __init__(self, settings: SettingsService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._driver: SessionDriver | None = None
        self._refused = False
        self._trouble = ""
        self._notice = ""
        settings.changed.connect(self._set_volumes)

    @property
    def notice(self) -> str:
        """The quiet line as it is."""
        return self._notice

    def attach(self, driver: SessionDriver) -> None:
        """Look after this session, before it starts."""
        self._driver = driver
        self._refused = False
        self._trouble = ""
        driver.sound_changed.connect(self._follow)
        driver.awake_changed.connect(self._follow_screen)
        driver.trouble_changed.connect(self._follow_trouble)
        self._set_volumes()
        self._follow()

    def detach(self) -> None:
        """Let it go."""
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.sound_changed.disconnect(self._follow)
            driver.awake_changed.disconnect(self._follow_screen)
            driver.trouble_changed.disconnect(self._follow_trouble)

    def toggle_sound(self) -> None:
        """Mute, or be heard again."""
        self._settings.update(muted=not self._settings.preferences.muted)

    def louder(self) -> None:
        """Raise the voice by a step."""
        self._change("voice", VOLUME_STEP)

    def softer(self) -> None:
        """Lower the voice by a step."""
        self._change("voice", -VOLUME_STEP)

    def tones_louder(self) -> None:
        """Raise the tones by a step."""
        self._change("tone", VOLUME_STEP)

    def tones_softer(self) -> None:
        """Lower the tones by a step."""
        self._change("tone", -VOLUME_STEP)

    def _change(self, which: str, step: float) -> None:
        field = f"{which}_volume"
        volume = round(min(1.0, max(0.0, getattr(self._settings.preferences, field) + step)), 2)
        self._settings.update(**{field: volume, "muted": False})
        self.told.emit(f"{VOLUME_WORDS[which]} {round(volume * 100)} %")

    def _set_volumes(self) -> None:
        prefs = self._settings.preferences
        if self._driver is not None:
            heard = 0.0 if prefs.muted else 1.0
            self._driver.set_volumes(heard * prefs.voice_volume, heard * prefs.tone_volume)
            self._driver.set_background(prefs.background, heard * prefs.background_volume)

    def _follow_screen(self, awake: bool) -> None:
        self._refused = not awake
        self._follow()

    def _follow_trouble(self, trouble: str) -> None:
        self._trouble = trouble
        self._follow()

    def _follow(self) -> None:
        driver = self._driver
        silent = driver is not None and driver.sound in (SoundState.NO_DEVICE, SoundState.UNAVAILABLE)
        lines = [NOT_SAVED.format(self._trouble)] if self._trouble else []
        if silent:
            lines.append(NO_SOUND)
        if self._refused:
            lines.append(MAY_GO_DARK)
        notice = " ".join(lines)
        if notice != self._notice:
            self._notice = notice
            self.noticed.emit(notice)
