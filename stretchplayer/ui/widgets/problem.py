"""A sentence about what stands in the way, at the top of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.parts import Banner

if TYPE_CHECKING:
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.widgets.scroll_page import ScrollPage


class Problem(Banner):
    """Hidden until there is something to say; then the page scrolls up to it."""

    def __init__(self, look: Look, page: ScrollPage) -> None:
        super().__init__(look, "", "easeoff", "info-fill")
        self._page = page
        self.hide()

    def say(self, words: str) -> None:
        """Show a sentence the user can act on, and have it read out."""
        self.words.setText(words)
        self.show()
        self._page.bring_up(self)
        announce(self, words)
