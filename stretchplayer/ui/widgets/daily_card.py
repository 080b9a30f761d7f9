"""The question about the last 24 hours: asked once a day, and the answer can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from stretchplayer.core.history import HIGHEST_SCORE
from stretchplayer.ui.score_colors import band_word
from stretchplayer.ui.widgets.parts import Banner, Button, label
from stretchplayer.ui.widgets.score_keys import ScoreKeys

if TYPE_CHECKING:
    from stretchplayer.ui.look import Look

QUESTION = "How was your back over the last 24 hours?"
ASKED = "Your average back pain over the last 24 hours. 0 is no pain, 10 the worst pain you can imagine."


class DailyCard(QFrame):
    """Eleven keys and a way past them."""

    rated = Signal(int)
    skipped = Signal()

    def __init__(self, look: Look, score: int | None = None) -> None:
        """`score` is the answer to be changed, where there is one."""
        super().__init__()
        self.setProperty("role", "note")
        self.keys = ScoreKeys(look, QUESTION)
        self.keys.show_score(score)
        self.keys.picked.connect(self.rated)
        self.skip = Button(look, "Skip", "quiet")
        self.skip.setAccessibleName("Skip this question today")
        self.skip.clicked.connect(self.skipped)
        self.words = label(look, ASKED, "small", "ink2", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.keys, 1)
        row.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 12, 12)
        whole.setSpacing(4)
        whole.addWidget(label(look, QUESTION, "section", wrap=True))
        whole.addWidget(self.words)
        whole.addSpacing(4)
        whole.addLayout(row)


class DailyAnswer(Banner):
    """What was answered today, to be changed."""

    change_wanted = Signal()

    def __init__(self, look: Look, score: int) -> None:
        words = f"Your back over the last 24 hours: {score} of {HIGHEST_SCORE}, {band_word(score)}."
        super().__init__(look, words)
        self.change = Button(look, "Change", "quiet")
        self.change.setAccessibleName("Change the rating of the last 24 hours")
        self.change.clicked.connect(self.change_wanted)
        self.add(self.change)
