"""The way to the comfort rules from wherever somebody asks about one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchplayer.ui.desk_parts import DeskParts
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.main_window import MainWindow
    from stretchplayer.ui.widgets.toast import Tell


def show_comfort(look: Look, window: MainWindow, parts: DeskParts, tell: Tell, rule: str) -> None:
    """Cover the window with the comfort rules, at the one that is asked about."""
    from stretchplayer.ui.comfort.page import ComfortPage, ComfortPageServices

    services = ComfortPageServices(
        comfort=parts.comfort, history=parts.history, settings=parts.settings, catalogue=parts.catalogue
    )
    page = ComfortPage(look, services)
    page.told.connect(tell)
    page.left.connect(partial(window.uncover, page))
    window.cover(page)
    page.show_rule(rule)
