"""What the player page is made with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchplayer.core.events import Rating
from stretchplayer.ui.player.halo import FigureView
from stretchplayer.ui.player.looks import Looks

if TYPE_CHECKING:
    from stretchplayer.app.comfort_service import ComfortService
    from stretchplayer.app.history_service import HistoryService
    from stretchplayer.app.services import RoutineService, SettingsService
    from stretchplayer.app.session_driver import SessionDriver
    from stretchplayer.core.ports import Clock

#: Routine id and the rating given before, None where it was not asked: a driver ready to start.
Prepare = Callable[[str, Rating | None], "SessionDriver"]


@dataclass(frozen=True)
class PlayerTools:
    """What the page is made with. `new_figure` gives each view a figure of its own."""

    looks: Looks
    new_figure: Callable[[], FigureView]
    clock: Clock
    history: HistoryService
    comfort: ComfortService
    settings: SettingsService
    routines: RoutineService
    prepare: Prepare
