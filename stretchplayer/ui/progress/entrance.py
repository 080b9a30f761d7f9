"""Makes Progress from the parts of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.ui.progress.page import ProgressPage
from stretchplayer.ui.progress.view import ProgressServices

if TYPE_CHECKING:
    from stretchplayer.ui.desk_parts import DeskParts
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures


def make_progress(look: Look, pictures: Pictures, parts: DeskParts) -> ProgressPage:
    """The page; what it asks for is still to be connected."""
    services = ProgressServices(
        parts.history,
        parts.progress(),
        parts.diary,
        parts.measures,
        parts.settings,
        parts.routines,
        parts.catalogue,
    )
    return ProgressPage(look, pictures, services)
