"""The way to what suits the user from anywhere, and what is said when nothing of a routine is left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchplayer.core.routine import Routine
    from stretchplayer.ui.desk_parts import DeskParts
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.main_window import MainWindow
    from stretchplayer.ui.widgets.toast import Tell


def show_suits(look: Look, window: MainWindow, parts: DeskParts, tell: Tell) -> None:
    """Cover the window with the questions of what suits the user."""
    from stretchplayer.ui.suits.page import SuitsPage

    page = SuitsPage(look, parts.catalogue, parts.settings, "Back")
    page.told.connect(tell)
    page.left.connect(partial(window.uncover, page))
    window.cover(page)


def nothing_to_play(parts: DeskParts, routine: str | Routine) -> str:
    """A sentence when everything in a routine is left out, nothing when there is something to play."""
    chosen = parts.routines.get(routine) if isinstance(routine, str) else routine
    left_out = parts.maker.options(routine=chosen).left_out
    if any(item.stretch not in left_out for item in chosen.items):
        return ""
    return f"Everything in {chosen.name} is left out for now. Today says what can be done."
