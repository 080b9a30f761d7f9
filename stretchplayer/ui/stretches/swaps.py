"""Moves that are better left out, with what to do in their place: they are named and never drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.ui.stretches.card_grid import GAP, width_for
from stretchplayer.ui.stretches.showing import first_side
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.card_button import CardButton
from stretchplayer.ui.widgets.parts import Button, Icon, clear, label
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchplayer.core.catalogue import AvoidedMove, Stretch
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

SHAPE = 226, 92
COLUMNS, NARROWEST = (4, 2, 1), 160
SIGN_PX = 18
ICON_GAP = 6
LINE = 1  # the frame's own, which high contrast shows
WHY, LESS = "Why", "Close"


class SwapCard(QWidget):
    """The picture of what to do; above its name, that of the move it stands in for."""

    def __init__(
        self, look: Look, pictures: Pictures, move: AvoidedMove, instead: Stretch, width: int
    ) -> None:
        super().__init__()
        self.move_id = move.id
        self.instead = instead.id
        height = round(width * SHAPE[1] / SHAPE[0])
        picture = Thumbnail(look, pictures, instead.pose, first_side(instead), QSize(width, height))
        name = f"Instead of {move.name}: {instead.name}"
        self.button = CardButton(look, name, picture, ())
        self.button.setAccessibleDescription(move.why)
        words = self.button.layout()
        assert isinstance(words, QVBoxLayout)
        place = words.count() - 1
        words.insertWidget(place, self._line(look, "prohibit", "amber", move.name, "note", "ink2", width))
        words.insertWidget(
            place + 1, self._line(look, "arrow-right", "teal", instead.name, "item", "ink", width)
        )
        self.why = label(look, move.why, "note", wrap=True)
        self.why.setFixedWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.button)
        column.addWidget(self.why)
        column.addStretch(1)

    @staticmethod
    def _line(look: Look, icon: str, icon_ink: str, words: str, style: str, ink: str, width: int) -> QWidget:
        holder = QWidget()
        holder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(ICON_GAP)
        size = round(SIGN_PX * max(1.0, look.text_scale))
        row.addWidget(Icon(look, icon, icon_ink, size), 0, Qt.AlignmentFlag.AlignTop)
        text = label(look, words, style, ink, wrap=True)
        text.setFixedWidth(width - size - ICON_GAP)  # else a second line is not reckoned with
        row.addWidget(text, 1)
        return holder


class SwapsPanel(QFrame):
    """Goes across the cards of the library."""

    stretch_wanted = Signal(str)

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._swaps: tuple[tuple[AvoidedMove, Stretch], ...] = ()
        self._form = (0, 0)
        self.cards: list[SwapCard] = []
        self.setProperty("role", "swaps")
        self.why = Button(look, WHY, "quiet", icon="caret-down")
        self.why.setProperty("ink", "ink")
        self.why.clicked.connect(self._toggle_why)
        self._open = False
        head = QHBoxLayout()
        head.addWidget(label(look, "Not recommended. Do this instead.", "section", wrap=True), 1)
        head.addWidget(self.why)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(16)
        column = self._column = QVBoxLayout(self)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._grid)
        self._tell_state()

    def show_swaps(self, swaps: Iterable[tuple[AvoidedMove, Stretch]]) -> None:
        """Each move with what to do in its place."""
        self._swaps = tuple(swaps)
        self._lay_out()

    def set_room(self, width: int, bleed: int) -> None:
        """Fill so many pixels between edges so wide: all in a row, or two, or one under the other."""
        self._column.setContentsMargins(bleed - LINE, 6, bleed - LINE, 12)
        scale = max(1.0, self._look.text_scale)
        fitting = (width_for(width, columns) >= NARROWEST * scale for columns in COLUMNS)
        columns = next((columns for columns, fits in zip(COLUMNS, fitting, strict=True) if fits), 1)
        form = columns, width_for(width, columns)
        if form != self._form:
            self._form = form
            self._lay_out()

    def names(self) -> str:
        """All that it can be found by."""
        return " ".join(f"{move.name} {instead.name}" for move, instead in self._swaps).casefold()

    def _lay_out(self) -> None:
        columns, width = self._form
        if not columns:
            return
        clear(self._grid)
        for old in range(self._grid.columnCount()):
            self._grid.setColumnStretch(old, 0)
        self.cards = []
        for place, (move, instead) in enumerate(self._swaps):
            card = SwapCard(self._look, self._pictures, move, instead, width)
            card.button.clicked.connect(lambda _=False, id_=instead.id: self.stretch_wanted.emit(id_))
            card.why.setVisible(self._open)
            self.cards.append(card)
            self._grid.addWidget(card, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(columns, 1)

    def _toggle_why(self) -> None:
        self._open = not self._open
        for card in self.cards:
            card.why.setVisible(self._open)
        self._tell_state()
        if self._open:
            announce(self, " ".join(move.why for move, _ in self._swaps))

    def _tell_state(self) -> None:
        self.why.setText(LESS if self._open else WHY)
        self.why.set_icon("caret-up" if self._open else "caret-down")
        self.why.setAccessibleName("Close the reasons" if self._open else "Why these are not recommended")
