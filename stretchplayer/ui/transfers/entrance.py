"""Shows the card "Getting down and up" over the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.core.routine import Routine
    from stretchplayer.ui.desk_parts import DeskParts
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.main_window import MainWindow
    from stretchplayer.ui.pictures import Pictures


def show_card(
    window: MainWindow,
    look: Look,
    pictures: Pictures,
    parts: DeskParts,
    try_out: Callable[[Routine, int], None],
) -> None:
    """Cover the window with it until it is left, or until one of its two ways is played."""
    from stretchplayer.ui.transfers.page import GettingDownPage

    page = GettingDownPage(look, pictures, parts.catalogue, parts.settings)
    leave = partial(window.uncover, page)
    page.left.connect(leave)

    def play(routine: Routine, from_item: int) -> None:
        leave()
        try_out(routine, from_item)

    page.try_wanted.connect(play)
    window.cover(page)
