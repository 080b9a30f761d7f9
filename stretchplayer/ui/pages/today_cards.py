"""What Today has to say before the routine: a question, a shorter day, what is left out, and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stretchplayer.core.errors import StoreError
from stretchplayer.core.history import RatingKind
from stretchplayer.ui.pages import today_words as words
from stretchplayer.ui.pages.suits_card import SuitsCards
from stretchplayer.ui.pages.today_comfort import ComfortCards
from stretchplayer.ui.pages.today_morning import MorningOrder
from stretchplayer.ui.screening.hero_words import first_words
from stretchplayer.ui.widgets.daily_card import DailyAnswer, DailyCard
from stretchplayer.ui.widgets.draft import DraftBanner, changing_banner
from stretchplayer.ui.widgets.note_card import NoteCard
from stretchplayer.ui.widgets.parts import Banner, Button, clear

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchplayer.core.history import Unfinished
    from stretchplayer.core.routine import Routine
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pages.today_services import TodayServices

FOOT = 14  # room under the last card
GAP = 10
MOST_CARDS, MOST_CARDS_NARROW = 3, 2  # so that Start stays in view; the line for the rest is one of them
UNFINISHED, DRAFT, NEXT_DAY, DAILY = "unfinished", "draft", "next_day", "daily"
OF_ROUTINE = frozenset({"suits", "shorter", "eased", "care", "morning"})  # said when it could be begun


class TodayCards(QWidget):
    """Takes no room while there is nothing to say. Of many cards the first are shown, the rest on request."""

    carry_on_wanted = Signal(object)  # Unfinished
    keep_wanted = Signal(object)  # Unfinished
    changed = Signal()  # other cards are to be shown now
    draft_wanted = Signal()  # what was being edited when the app closed
    focus_lost = Signal()  # the card that had it is gone, and there is no other

    def __init__(self, look: Look, services: TodayServices) -> None:
        super().__init__()
        self._look = look
        self._services = services
        self._changes_answer = False
        self._cards: dict[str, QWidget] = {}
        self._open = False
        self._narrow = False
        self.offers_draft = False
        self.comfort = ComfortCards(look, services)
        self.comfort.changed.connect(self.changed)
        self.comfort.asked_again.connect(self._ask_again)
        self.morning = MorningOrder(look, services)
        self.morning.changed.connect(self.changed)
        self.suits = SuitsCards(look, services)
        self.suits.changed.connect(self.changed)
        self.more = Button(look, "", "quiet", icon="caret-down")
        self.more.clicked.connect(self._turn_open)
        self._column = QVBoxLayout()
        self._column.setSpacing(GAP)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, FOOT)
        whole.setSpacing(GAP // 2)
        whole.addLayout(self._column)
        whole.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def has_cards(self) -> bool:
        """Whether there is something to say."""
        return bool(self._cards)

    def show_cards(self, routine: Routine) -> None:
        """Show what holds now, for this routine."""
        had_focus = self._key_of_focus()
        place = None if had_focus is None else [*self._cards].index(had_focus)
        clear(self._column)
        self._cards = dict(self._made(routine))
        for card in self._cards.values():
            self._column.addWidget(card)
        self.setVisible(self.has_cards)
        self._show_first()
        if had_focus is not None and place is not None:
            self._give_focus(had_focus, place)

    def fit(self, *, narrow: bool) -> None:
        """Show fewer at once in a small window."""
        self._narrow = narrow
        self._show_first()

    # ---- which, and how many -------------------------------------------------------------------

    def _made(self, routine: Routine) -> Iterator[tuple[str, QWidget]]:
        """All cards with what they are about, the most pressing first."""
        unfinished = self._services.history.unfinished()
        if unfinished is not None:
            yield UNFINISHED, self._unfinished_card(unfinished)
        draft = self._services.routines.draft()
        self.offers_draft = draft is not None
        if draft is not None:
            yield DRAFT, self._draft_card(draft)
        comfort = self.comfort
        single = {
            "pause": comfort.pause,
            NEXT_DAY: comfort.next_day,
            "answered": comfort.answered,
            DAILY: self._daily,
            "suits": lambda: self.suits.card(routine),
            "shorter": lambda: comfort.shorter(routine),
            "eased": lambda: comfort.eased(routine),
            "care": lambda: self.suits.care(routine),
            "morning": lambda: self.morning.card(routine),
            "trend": comfort.trend,
        }
        waits = first_words(self._services.screening) is not None
        for key, make in single.items():
            card = None if waits and key in OF_ROUTINE else make()
            if card is not None:
                yield key, card
        for number, left_out in enumerate(comfort.left_out()):
            yield f"left out {number}", left_out

    def _show_first(self) -> None:
        """Show so many cards that there is room for the routine, and a line for the rest."""
        cards = [*self._cards.values()]
        most = MOST_CARDS_NARROW if self._narrow else MOST_CARDS
        folds = len(cards) > most
        shown = len(cards) if self._open or not folds else most - 1
        for place, card in enumerate(cards):
            card.setVisible(place < shown)
        self.more.setVisible(folds)
        self.more.setText("Fewer notes" if self._open else words.more_notes(len(cards) - shown))
        self.more.set_icon("caret-up" if self._open else "caret-down")

    def _turn_open(self) -> None:
        hidden = [card for card in self._cards.values() if card.isHidden()]
        self._open = not self._open
        self._show_first()
        stop = _stop_of(hidden[0]) if hidden else self.more
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- where the focus is --------------------------------------------------------------------

    def _key_of_focus(self) -> str | None:
        focus = QApplication.focusWidget()
        if focus is None:
            return None
        return next((key for key, card in self._cards.items() if card.isAncestorOf(focus)), None)

    def _give_focus(self, key: str, place: int) -> None:
        """The card has become another one: to what it is about now, else to the one in its place."""
        shown = [card for card in self._cards.values() if not card.isHidden()]
        found = self._cards.get(key)
        if found is None or found.isHidden():
            found = shown[min(place, len(shown) - 1)] if shown else None
        stop = None if found is None else _stop_of(found)
        if stop is None:
            self.focus_lost.emit()
        else:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_again(self) -> None:
        self.changed.emit()
        self._give_focus(NEXT_DAY, 0)

    # ---- what was not finished -----------------------------------------------------------------

    def _unfinished_card(self, unfinished: Unfinished) -> NoteCard:
        stretch = self._services.maker.where(unfinished)
        where = unfinished.session.routine_name if stretch is None else stretch.short_name
        text = f"You stopped in {where}. Carry on from there, or keep what you did."
        card = NoteCard(self._look, text)
        card.add("Carry on", lambda: self.carry_on_wanted.emit(unfinished), "primary")
        card.add("Keep what I did", lambda: self.keep_wanted.emit(unfinished), "second")
        return card

    def _draft_card(self, draft: Routine) -> Banner:
        card = changing_banner(self._look, draft.name)
        card.go_on_wanted.connect(self.draft_wanted)
        card.leave_wanted.connect(lambda: self._drop_draft(card))
        return card

    def _drop_draft(self, card: Banner) -> None:
        try:
            self._services.routines.drop_draft()
        except StoreError as error:
            card.words.setText(str(error))
        else:
            self.changed.emit()

    # ---- the last 24 hours ---------------------------------------------------------------------

    def _daily(self) -> QWidget | None:
        """The question about the last 24 hours, or the answer of today."""
        diary, today = self._services.diary, self._services.history.today()
        answer = diary.daily_rating(today)
        if answer is not None and answer.score is not None and not self._changes_answer:
            given = DailyAnswer(self._look, answer.score)
            given.change_wanted.connect(self._change_answer)
            return given
        asks = self._services.settings.preferences.ask_daily and diary.asks_today()
        if answer is None and not asks:
            return None
        card = DailyCard(self._look, None if answer is None else answer.score)
        card.rated.connect(lambda score: self._rate_day(card, score))
        card.skipped.connect(lambda: self._skip_day(card))
        return card

    def _change_answer(self) -> None:
        self._changes_answer = True
        self.changed.emit()

    def _rate_day(self, card: DailyCard, score: int) -> None:
        self._changes_answer = False
        try:
            self._services.diary.rate_day(self._services.history.today(), score)
        except StoreError as error:
            card.words.setText(str(error))

    def _skip_day(self, card: DailyCard) -> None:
        if self._changes_answer:  # as it was
            self._changes_answer = False
            self.changed.emit()
            return
        try:
            self._services.history.record_rating(RatingKind.DAY, None)
        except StoreError as error:
            card.words.setText(str(error))


def _stop_of(card: QWidget) -> QWidget | None:
    """What takes the focus in a card."""
    match card:
        case NoteCard():
            return card.buttons[0] if card.buttons else None
        case DailyCard():
            return card.keys.stop
        case DailyAnswer():
            return card.change
        case DraftBanner():
            return card.go_on
    return None
