"""What the app did because of ratings and answers: newest first, by week, a screenful at a time."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.comfort.reactions import why
from stretchplayer.core.progress.weeks import monday_of
from stretchplayer.ui.comfort import words
from stretchplayer.ui.comfort.lines import Lines
from stretchplayer.ui.widgets.parts import Button, clear, label
from stretchplayer.ui.words import stretch_name

if TYPE_CHECKING:
    from stretchplayer.app.comfort_service import ComfortService
    from stretchplayer.app.services import HistoryService
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.comfort import Reaction
    from stretchplayer.ui.look import Look

SHOWN = 8  # about a screenful


class DoneList(QWidget):
    """The log of reactions, with a way to what was earlier."""

    def __init__(
        self, look: Look, comfort: ComfortService, history: HistoryService, catalogue: Catalogue
    ) -> None:
        super().__init__()
        self._look = look
        self._comfort = comfort
        self._history = history
        self._catalogue = catalogue
        self._from = 0  # of the newest
        self._weeks = QVBoxLayout()
        self._weeks.setSpacing(16)
        self.earlier = Button(look, "Earlier", "second")
        self.later = Button(look, "Later", "second")
        self.earlier.clicked.connect(lambda: self._turn(SHOWN))
        self.later.clicked.connect(lambda: self._turn(-SHOWN))
        turning = QHBoxLayout()
        turning.setSpacing(12)
        turning.addWidget(self.earlier)
        turning.addWidget(self.later)
        turning.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(label(look, words.DONE, "heading", wrap=True))
        whole.addLayout(self._weeks)
        whole.addLayout(turning)

    def show_done(self) -> None:
        """Show it as it is now."""
        done = self._comfort.reactions()[::-1]
        self._from = max(0, min(self._from, (len(done) - 1) // SHOWN * SHOWN))
        clear(self._weeks)
        shown = done[self._from : self._from + SHOWN]
        today = self._history.today()
        for _, week in groupby(shown, key=lambda one: monday_of(one.at.date())):
            reactions = list(week)
            lines = Lines(self._look, words.week_title(reactions[0].at.date(), today))
            for reaction in reactions:
                lines.add(self._sentence(reaction), words.what_became(reaction))
            self._weeks.addWidget(lines)
        if not done:
            self._weeks.addWidget(label(self._look, words.NOTHING_DONE, "text", "ink2", wrap=True))
        self.earlier.setVisible(self._from + SHOWN < len(done))
        self.later.setVisible(self._from > 0)

    def _sentence(self, reaction: Reaction) -> str:
        if reaction.stretch is None:
            return why(reaction)
        return why(reaction, stretch_name(self._catalogue, reaction.stretch))

    def _turn(self, by: int) -> None:
        self._from += by
        had = self.earlier if by > 0 else self.later
        self.show_done()
        if had.isHidden():
            other = self.later if by > 0 else self.earlier
            other.setFocus(Qt.FocusReason.OtherFocusReason)
