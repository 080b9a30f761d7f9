"""What Today has to say before the routine: something unfinished, a shorter day, what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stretchplayer.core.comfort import SHORT_HOLD_S
from stretchplayer.core.errors import NotFoundError, StoreError
from stretchplayer.core.history import RatingKind
from stretchplayer.ui.widgets.daily_card import DailyAnswer, DailyCard
from stretchplayer.ui.widgets.draft import changing_banner
from stretchplayer.ui.widgets.parts import Banner, Button, clear
from stretchplayer.ui.words import minutes_words

if TYPE_CHECKING:
    from stretchplayer.app.diary_service import DiaryService
    from stretchplayer.app.services import HistoryService, RoutineService, SettingsService
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
    changed = Signal()  # other cards are to be shown now
    draft_wanted = Signal()  # what was being edited when the app closed

    def __init__(
        self,
        look: Look,
        history: HistoryService,
        diary: DiaryService,
        settings: SettingsService,
        routines: RoutineService,
        maker: SessionMaker,
        catalogue: Catalogue,
    ) -> None:
        super().__init__()
        self._look = look
        self._history = history
        self._diary = diary
        self._settings = settings
        self._routines = routines
        self._changes_answer = False
        self._stop: QWidget | None = None  # what takes the focus in the card about the last 24 hours
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
        focus = QApplication.focusWidget()
        was_inside = focus is not None and self.isAncestorOf(focus)
        clear(self._column)
        unfinished = self._history.unfinished()
        if unfinished is not None:
            self._column.addWidget(self._unfinished_card(unfinished))
        draft = self._routines.draft()
        self.offers_draft = draft is not None
        if draft is not None:
            self._column.addWidget(self._draft_card(draft))
        self._add_daily()
        if not full_length:
            self._add_short_day(routine)
        for left_out in self._history.all_set_aside():
            self._column.addWidget(self._left_out_card(left_out.stretch))
        self.setVisible(self.has_cards)
        if was_inside and self._stop is not None:  # the card that had the focus has become another one
            self._stop.setFocus(Qt.FocusReason.OtherFocusReason)
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

    def _add_daily(self) -> None:
        """The question about the last 24 hours, or the answer of today."""
        self._stop = None
        answer = self._diary.daily_rating(self._history.today())
        if answer is not None and answer.score is not None and not self._changes_answer:
            given = DailyAnswer(self._look, answer.score)
            given.change_wanted.connect(self._change_answer)
            self._column.addWidget(given)
            self._stop = given.change
        elif answer is not None or (self._settings.preferences.ask_daily and self._diary.asks_today()):
            card = DailyCard(self._look, None if answer is None else answer.score)
            card.rated.connect(lambda score: self._rate_day(card, score))
            card.skipped.connect(lambda: self._skip_day(card))
            self._column.addWidget(card)
            self._stop = card.keys.stop

    def _change_answer(self) -> None:
        self._changes_answer = True
        self.changed.emit()

    def _rate_day(self, card: DailyCard, score: int) -> None:
        self._changes_answer = False
        try:
            self._diary.rate_day(self._history.today(), score)
        except StoreError as error:
            card.words.setText(str(error))

    def _skip_day(self, card: DailyCard) -> None:
        if self._changes_answer:  # as it was
            self._changes_answer = False
            self.changed.emit()
            return
        try:
            self._history.record_rating(RatingKind.DAY, None)
        except StoreError as error:
            card.words.setText(str(error))

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
