"""A kind word about a move that is better left out, with what can be done in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from stretchplayer.core.avoided import avoided_in
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, Icon, clear, label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchplayer.core.catalogue import AvoidedMove, Catalogue, Stretch
    from stretchplayer.ui.look import Look


class AvoidedBanner(QFrame):
    """Shown when a stretch reads like one of the avoided moves, by its name or its steps."""

    instead_wanted = Signal(str)  # id of a stretch of the library
    settled = Signal()  # the user wants to keep it all the same

    def __init__(self, look: Look, catalogue: Catalogue) -> None:
        super().__init__()
        self._look = look
        self._catalogue = catalogue
        self._settled: tuple[str, ...] = ()
        self._shown: tuple[str, ...] = ()
        self.setProperty("role", "easeoff")
        self.title = label(look, "", "section", wrap=True)
        self.why = label(look, "", "text", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.title)
        words.addWidget(self.why)
        self._buttons = FlowLayout(gap=10)
        words.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(14)
        row.addWidget(Icon(look, "hand-palm-fill", "amber", 26))
        row.addLayout(words, 1)
        self.hide()

    def asks_about(self, stretch: Stretch) -> bool:
        """Look at a stretch; True when the user has to decide first, and is being asked."""
        moves = avoided_in(stretch.name, stretch.steps, self._catalogue.avoided)
        before, self._shown = self._shown, tuple(move.id for move in moves)
        if not moves or set(self._shown) <= set(self._settled):
            self.hide()
            return False
        if self._shown == before and self.isVisible():
            return True
        names = " and ".join(f"“{move.name}”" for move in moves)
        one = len(moves) == 1
        self.title.setText(f"This reads like {names}, {'a move' if one else 'moves'} better left out.")
        self.why.setText(" ".join(move.why for move in moves))
        self._offer(moves)
        self.show()
        return True

    def look_again(self, stretch: Stretch) -> None:
        """Ask no longer, or about another move, when what is being asked about was written otherwise."""
        if self.isVisible():
            self.asks_about(stretch)

    def ask(self) -> None:
        """Bring the keyboard to the first answer, and have the question read out."""
        announce(self, f"{self.title.text()} {self.why.text()}")
        first = self._buttons.itemAt(0)
        assert first is not None, "there is always something to answer"
        answer = first.widget()
        assert answer is not None
        answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, moves: Iterable[AvoidedMove]) -> None:
        clear(self._buttons)
        for id_ in dict.fromkeys(id_ for move in moves for id_ in move.instead):
            if id_ in self._catalogue:
                swap = Button(self._look, f"See {self._catalogue[id_].short_name}", "primary")
                swap.clicked.connect(lambda _=False, id_=id_: self.instead_wanted.emit(id_))
                self._buttons.addWidget(swap)
        keep = Button(self._look, "I was advised to do it: keep it", "second")
        keep.clicked.connect(self._settle)
        self._buttons.addWidget(keep)

    def forget(self) -> None:
        """Begin with another stretch."""
        self._settled = ()
        self.hide()

    def _settle(self) -> None:
        self._settled = (*self._settled, *self._shown)
        self.hide()
        self.settled.emit()
