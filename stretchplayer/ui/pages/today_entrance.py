"""Makes Today from the parts of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.app.trend_service import TrendService
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.pages.today_services import TodayServices

if TYPE_CHECKING:
    from stretchplayer.ui.desk_parts import DeskParts
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures


def make_today(look: Look, pictures: Pictures, parts: DeskParts) -> TodayPage:
    """The page; what it asks for is still to be connected."""
    services = TodayServices(
        catalogue=parts.catalogue,
        routines=parts.routines,
        history=parts.history,
        diary=parts.diary,
        comfort=parts.comfort,
        trend=TrendService(parts.progress, parts.comfort, parts.clock),
        settings=parts.settings,
        maker=parts.maker,
        clock=parts.clock,
        screening=parts.screening,
    )
    return TodayPage(look, pictures, services)
