"""Everything Today asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchplayer.app.comfort_service import ComfortService
    from stretchplayer.app.diary_service import DiaryService
    from stretchplayer.app.screening_service import ScreeningService
    from stretchplayer.app.services import HistoryService, RoutineService, SettingsService
    from stretchplayer.app.sessions import SessionMaker
    from stretchplayer.app.trend_service import TrendService
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.ports import Clock


@dataclass(frozen=True, kw_only=True)
class TodayServices:
    """What its cards and its hero are made from."""

    catalogue: Catalogue
    routines: RoutineService
    history: HistoryService
    diary: DiaryService
    comfort: ComfortService
    trend: TrendService
    settings: SettingsService
    maker: SessionMaker
    clock: Clock
    screening: ScreeningService
