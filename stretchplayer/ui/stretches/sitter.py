"""The one figure that moves on the pages of stretches."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.app.services import SettingsService
    from stretchplayer.ui.player.halo import FigureView


class Sitter:
    """Gives the figure; another one once somebody else is chosen. It is made when it is first wanted."""

    def __init__(self, new_figure: Callable[[], FigureView], settings: SettingsService) -> None:
        self._new_figure = new_figure
        self._settings = settings
        self._figure: FigureView | None = None
        self._chosen: tuple[object, ...] = ()

    @property
    def is_calm(self) -> bool:
        """Whether two stills are wanted in place of a movement."""
        return self._settings.preferences.calm_motion

    def figure(self) -> FigureView:
        """The figure as the settings want it now."""
        preferences = self._settings.preferences
        chosen = preferences.figure, preferences.mirror_figure
        if self._figure is None or chosen != self._chosen:
            self._figure, self._chosen = self._new_figure(), chosen
        return self._figure
