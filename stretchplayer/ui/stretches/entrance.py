"""Makes the Stretches page from the parts of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stretchplayer.ui.stretches.page import StretchesPage

if TYPE_CHECKING:
    from stretchplayer.ui.desk_parts import DeskParts
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures


def make_stretches(look: Look, pictures: Pictures, parts: DeskParts) -> StretchesPage:
    """The page; what it asks for is still to be connected."""
    return StretchesPage(
        look,
        pictures,
        parts.library,
        parts.routines,
        parts.read_pose,
        parts.clock,
        parts.settings,
        partial(parts.new_figure, film=True),
    )
