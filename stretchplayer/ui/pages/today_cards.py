"""What Today has to say before the routine: something unfinished, a shorter day, what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchplayer.core.comfort import SHORT_HOLD_S
from stretchplayer.core.errors import NotFoundError, StoreError
from stretchplayer.ui.widgets.draft import changing_banner
from stretchplayer.ui.widgets.parts import Banner, Button, clear
from stretchplayer.ui.words import minutes_words

if TYPE_CHECKING:
    from stretchplayer.app.services import HistoryService, RoutineService
    from stretchplayer.app.sessions import SessionMaker
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.history import Unfinished
    from stretchplayer.core.routine import Routine
    from stretchplayer.ui.look import Look

FOOT = 14  # room under the last card


class TodayCards(QWidget):
    """Takes no room while there is nothing to say."""

    full_length_wanted = Signal()
    carry_on_wanted = Signal(object)  # Unfinished
    keep_wanted = Signal(object)  # Unfinished
    draft_wanted = Signal()  # what was being edited when the app closed

    def __init__(
        self,
        look: Look,
        history: HistoryService,
        routines: RoutineService,
        maker: SessionMaker,
        catalogue: Catalogue,
    ) -> None:
        super().__init__()
        self._look = look
        self._history = history
        self._routines = routines
        self._maker = maker
        self._catalogue = catalogue
        self.offers_draft = False
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)

    @property
    def has_cards(self) -> bool:
        """Whether there is something to say."""
        return self._column.count() > 0

    def show_cards(self, routine: Routine, *, full_length: bool) -> None:
        """Show what holds now; `full_length` is the user's wish to have no short day."""
        clear(self._column)
        unfinished = self._history.unfinished()
        if unfinished is not None:
            self._column.addWidget(self._unfinished_card(unfinished))
        draft = self._routines.draft()
        self.offers_draft = draft is not None
        if draft is not None:
            self._column.addWidget(self._draft_card(draft))
        if not full_length:
            self._add_short_day(routine)
        for left_out in self._history.all_set_aside():
            self._column.addWidget(self._left_out_card(left_out.stretch))
        self.setVisible(self.has_cards)
        self._column.setContentsMargins(0, 0, 0, FOOT)

    def _unfinished_card(self, unfinished: Unfinished) -> Banner:
        stretch = self._maker.where(unfinished)
        where = unfinished.session.routine_name if stretch is None else stretch.short_name
        words = f"You stopped in {where}. Carry on from there, or keep what you did."
        card = Banner(self._look, words)
        go_on = Button(self._look, "Carry on", "primary")
        keep = Button(self._look, "Keep what I did", "second")
        go_on.clicked.connect(lambda: self.carry_on_wanted.emit(unfinished))
        keep.clicked.connect(lambda: self.keep_wanted.emit(unfinished))
        card.add(go_on)
        card.add(keep)
        return card

    def _draft_card(self, draft: Routine) -> Banner:
        card = changing_banner(self._look, draft.name)
        card.go_on_wanted.connect(self.draft_wanted)
        card.leave_wanted.connect(lambda: self._drop_draft(card))
        return card

    def _drop_draft(self, card: Banner) -> None:
        try:
            self._routines.drop_draft()
        except StoreError as error:
            card.words.setText(str(error))
        else:
            card.hide()

    def _add_short_day(self, routine: Routine) -> None:
        options = self._maker.options()
        if options.half_dose:
            length = minutes_words(self._maker.total_ms(routine))
            words = f"Half-length today, {length}, because your last session ended sorer than it began."
        elif options.short_holds:
            words = f"Shorter holds, {SHORT_HOLD_S:g} s, for your first two weeks."
        else:
            return
        card = Banner(self._look, words)
        full = Button(self._look, "Use full length", "quiet")
        full.clicked.connect(self.full_length_wanted)
        card.add(full)
        self._column.addWidget(card)

    def _left_out_card(self, stretch: str) -> Banner:
        try:
            name = self._catalogue[stretch].short_name
        except NotFoundError:  # kept by another version of the app
            name = stretch
        words = f"{name} is left out until you put it back."
        card = Banner(self._look, words, "easeoff", "hand-palm-fill")
        back = Button(self._look, "Put it back", "quiet")
        back.clicked.connect(lambda: self._put_back(stretch, card))
        card.add(back)
        return card

    def _put_back(self, stretch: str, card: Banner) -> None:
        try:
            self._history.put_back(stretch)
        except StoreError as error:
            card.words.setText(str(error))
