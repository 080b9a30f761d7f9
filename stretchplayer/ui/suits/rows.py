"""One question of the page "What suits you", and one stretch that is shown all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from stretchplayer.core.concerns import ABOUT, Effect
from stretchplayer.ui.suits.words import IS_KEPT, answer_words
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.parts import Button, column, hairline, label
from stretchplayer.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.concerns import Concern
    from stretchplayer.core.place import Place
    from stretchplayer.ui.look import Look

SIDE, ABOVE, GAP = 20, 12, 16
ANSWERS = ((Effect.NONE, "Not for me"), (Effect.WARN, "Warn me"), (Effect.HIDE, "Hide"))
SUGGESTED = {Effect.WARN: "If it is for you, we suggest a warning.", Effect.HIDE: ""}


class ConcernRow(QFrame):
    """The question, its three answers, and what the answer does, by name."""

    answered = Signal(object, object)  # Concern, Effect

    def __init__(self, look: Look, concern: Concern) -> None:
        super().__init__()
        self.concern = concern
        about = ABOUT[concern]
        self.answers = Segmented(look, about.question, ANSWERS)
        self.answers.chosen.connect(lambda key: self.answered.emit(concern, Effect(key)))
        self.does = label(look, "", "small", "ink2", wrap=True)
        hint = f"{about.hint} {SUGGESTED[about.usual]}".strip()
        words = column(
            label(look, about.question, "section", wrap=True),
            label(look, hint, "small", "ink2", wrap=True),
            spacing=2,
        )
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(GAP)
        self._top.addWidget(words, 1)
        self._top.addWidget(self.answers)
        self.line = hairline()
        inside = QVBoxLayout()
        inside.setContentsMargins(SIDE, ABOVE, SIDE, ABOVE)
        inside.setSpacing(6)
        inside.addLayout(self._top)
        inside.addWidget(self.does)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.line)
        whole.addLayout(inside)

    def show_answer(self, effect: Effect, stretches: Sequence[Stretch], place: Place) -> None:
        """Show what was answered, and what it does to these in this place."""
        self.answers.choose(effect)
        words = answer_words(self.concern, effect, stretches, place)
        self.does.setText(words)
        ink = "ink2" if effect is Effect.NONE else "ink"
        if self.does.property("ink") != ink:
            self.does.setProperty("ink", ink)
            self.does.style().polish(self.does)

    def tell(self) -> None:
        """Have what the answer does read out."""
        announce(self.answers, self.does.text())

    def set_tight(self, *, tight: bool) -> None:
        """Put the answers under the question, or beside it where there is room."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._top.setDirection(down if tight else across)
        left = Qt.AlignmentFlag.AlignLeft if tight else Qt.AlignmentFlag.AlignVCenter
        self._top.setAlignment(self.answers, left)


class KeptRow(QFrame):
    """A stretch that would be hidden and is shown all the same."""

    unwanted = Signal(str)

    def __init__(self, look: Look, stretch: Stretch, reason: str) -> None:
        super().__init__()
        self.stretch = stretch.id
        self.hide_again = Button(look, "Hide it again", "quiet")
        self.hide_again.setAccessibleName(f"Hide {stretch.short_name} again")
        self.hide_again.clicked.connect(lambda: self.unwanted.emit(stretch.id))
        self.line = hairline()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(SIDE, ABOVE, SIDE - 10, ABOVE)
        row.setSpacing(GAP)
        words = column(
            label(look, stretch.short_name, "section", wrap=True),
            label(look, f"{reason} {IS_KEPT}".strip(), "small", "ink2", wrap=True),
            spacing=2,
        )
        row.addWidget(words, 1)
        row.addWidget(self.hide_again)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.line)
        whole.addLayout(row)
