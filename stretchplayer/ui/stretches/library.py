"""All stretches as cards, those of the user among them, found by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from stretchplayer.core.suitability import Suits
from stretchplayer.ui.stretches.card import StretchCard
from stretchplayer.ui.stretches.card_grid import CardGrid, bleed_for, columns_for, width_for
from stretchplayer.ui.stretches.filters import Filters
from stretchplayer.ui.stretches.moving_picture import Mover
from stretchplayer.ui.stretches.swaps import SwapsPanel
from stretchplayer.ui.suits.notes import HiddenLine
from stretchplayer.ui.suits.words import WHAT_SUITS
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.draft import DraftBanner, changing_banner
from stretchplayer.ui.widgets.parts import Button, clear, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.catalogue import AvoidedMove, Stretch
    from stretchplayer.core.ports import Clock
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.stretches.sitter import Sitter

ALL_HIDDEN = "Your choices hide every stretch here."
HEAD_PLACE = 2  # after the title and the room beside it
GAP = 20


class LibraryPage(ScrollPage):
    """The cards, with a search, chips to choose by, and without what does not suit the user."""

    stretch_wanted = Signal(str)
    new_wanted = Signal()
    resume_wanted = Signal()  # the draft that was not saved
    draft_unwanted = Signal()
    suits_wanted = Signal()  # the page of what suits the user

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        library: LibraryService,
        settings: SettingsService,
        sitter: Sitter,
        clock: Clock,
    ) -> None:
        """`sitter` is who moves on the cards."""
        super().__init__(look, bar_in_margin=True)
        self._pictures = pictures
        self._library = library
        self._settings = settings
        self._opened: str | None = None
        self.mover = Mover(sitter, clock)
        self._suits = Suits.of_preferences(settings.preferences)
        self.cards: list[StretchCard] = []
        self.new = Button(look, "New stretch", "second", icon="plus")
        self.new.clicked.connect(self.new_wanted)
        self.field = SearchField(look, "Search")
        self.field.changed.connect(self.search)
        self.filters = Filters(look)
        self.filters.changed.connect(self._filter)
        self.suits = Button(look, WHAT_SUITS, "quiet", icon="sliders-horizontal")
        self.suits.clicked.connect(self.suits_wanted)
        self.hidden = HiddenLine(look)
        self.hidden.toggled.connect(lambda _: self._search_again())
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.field.begin)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(12)
        self._head.addWidget(label(look, "Stretches", "title"))
        self._head.addStretch(1)
        self._head.addWidget(self.suits)
        self._head.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        self._head.addWidget(self.field)
        self._nothing = label(look, "", "body", "ink2", wrap=True)
        self._nothing.hide()
        self.show_all = Button(look, "Show all", "second")
        self.show_all.clicked.connect(self._show_all)
        self.show_all.hide()
        self._draft = QVBoxLayout()
        self.count = label(look, "", "note", "ink2")
        self.count.hide()
        self.swaps = SwapsPanel(look, pictures)
        self.swaps.stretch_wanted.connect(self.stretch_wanted)
        self._grid = CardGrid()
        self.column.addLayout(self._head)
        self.column.addSpacing(16)
        self.column.addWidget(self.filters)
        self.column.addWidget(self.hidden)
        self.column.addWidget(self.count)
        self.column.addSpacing(10)
        self.column.addLayout(self._draft)
        self.column.addWidget(self._nothing)
        self.column.addSpacing(8)
        self.column.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self._grid)
        self._grid.set_band(self.swaps)
        self.column.addStretch(1)
        library.changed.connect(self.note_change)
        settings.changed.connect(self._follow)
        self.form_changed.connect(self._arrange)

    def refresh(self) -> None:
        """Show the library as it is now."""
        self.show_draft()
        self.mover.look_away()
        clear(self._grid)
        catalogue, suits = self._library.catalogue, self._suits
        self.cards = [
            StretchCard(
                self._look,
                self._pictures,
                stretch,
                suits.verdict(stretch),
                self.mover,
                own=catalogue.is_own(stretch.id),
            )
            for stretch in sorted(catalogue, key=suits.comes_first, reverse=True)
        ]
        for card in self.cards:
            card.clicked.connect(lambda _=False, id_=card.stretch: self._open(id_))
            card.neighbour_wanted.connect(lambda right, down, card=card: self._go_on(card, right, down))
            self._grid.addWidget(card)
        self.swaps.show_swaps(self._swaps())
        self._fit_cards()
        self.search(self.field.text())

    def show_draft(self) -> None:
        """Offer to go on with what was being written when the app closed, if anything was."""
        clear(self._draft)
        draft = self._library.draft()
        if draft is None:
            return
        banner = draft_banner(self._look, draft.stretch.name, new=not draft.stretch.id)
        banner.go_on_wanted.connect(self.resume_wanted)
        banner.leave_wanted.connect(self.draft_unwanted)
        self._draft.addWidget(banner)
        self._draft.addSpacing(GAP)

    def search(self, text: str) -> None:
        """Show the stretches that have all these words, of those that the chips let through."""
        wanted = text.casefold().split()
        hidden = sum(card.is_hidden for card in self.cards)
        self.hidden.show_count(hidden)
        self.filters.show_count(len(self.cards) - (0 if self.hidden.shown else hidden))
        found, held_back = 0, 0
        for card in self.cards:
            named = all(word in card.found_by for word in wanted)
            hit = named and self._lets_through(card)
            card.setVisible(hit)
            found += hit
            held_back += named and not hit
        answered = all(word in self.swaps.names() for word in wanted)
        self.swaps.setVisible(answered)
        self._grid.invalidate()
        self._show_count(found, some=bool(wanted) or self.filters.any)
        self._nothing.setVisible(not found and (bool(held_back) or not answered))
        self.show_all.setVisible(not found and bool(held_back))
        if not self.show_all.isHidden():
            self.hidden.hide()  # the button shows those as well
        nothing = f"Nothing called “{text.strip()}”. Try a body part, such as hip."
        self._nothing.setText(ALL_HIDDEN if held_back else nothing)

    def _lets_through(self, card: StretchCard) -> bool:
        return self.filters.keeps(card.record) and (self.hidden.shown or not card.is_hidden)

    def _show_count(self, found: int, *, some: bool) -> None:
        """Say how many there are when they are not all."""
        self.count.setText(_count_words(found, len(self.cards)))
        self.count.setVisible(some and bool(found))

    def _search_again(self) -> None:
        self.search(self.field.text())

    def _filter(self) -> None:
        """A chip was turned on or off."""
        self._search_again()
        found = sum(not card.isHidden() for card in self.cards)
        announce(self, _count_words(found, len(self.cards)) if found else ALL_HIDDEN)

    def _swaps(self) -> list[tuple[AvoidedMove, Stretch]]:
        """What to do in the place of each avoided move: the first that suits, else the first."""
        catalogue = self._library.catalogue
        pairs = []
        for move in catalogue.avoided:
            instead = [catalogue[id_] for id_ in move.instead if id_ in catalogue]
            suiting = [stretch for stretch in instead if not self._suits.hides(stretch)]
            if instead:
                pairs.append((move, (suiting or instead)[0]))
        return pairs

    # ---- going about -------------------------------------------------------------------------

    def come_back(self) -> None:
        """Bring the keyboard back to the card that was opened, where it still is."""
        opened = next((card for card in self.cards if card.stretch == self._opened), None)
        if opened is not None and opened.isVisible():
            opened.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, stretch: str) -> None:
        self._opened = stretch
        self.mover.look_away()
        self.stretch_wanted.emit(stretch)

    def _go_on(self, card: StretchCard, right: int, down: int) -> None:
        """Bring the keyboard to a neighbour of a card, if there is one on that side."""
        shown = [one for one in self.cards if not one.isHidden()]
        place = shown.index(card) + right + down * self._grid.columns
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(shown[place], 0, GAP)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.mover.look_away()

    def _show_all(self) -> None:
        """Let everything through again, also what does not suit."""
        self.filters.reset()
        self.hidden.shown = True
        self._search_again()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that had it is gone

    def _follow(self, preferences: Preferences) -> None:
        """Show the cards anew when something else suits now."""
        suits = Suits.of_preferences(preferences)
        if suits != self._suits:
            self._suits = suits
            self.note_change()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_cards()

    def _fit_cards(self) -> None:
        """As many cards beside each other as are legible, over all of the width."""
        margins = self.column.contentsMargins()
        room = self.viewport().width() - margins.left() - margins.right()
        columns = columns_for(room, self._look.text_scale)
        width = width_for(room, columns)
        for card in self.cards:
            card.set_width(width)
        bleed = bleed_for(margins.right())
        self._grid.set_columns(columns, width, bleed)
        self.swaps.set_room(room, bleed)

    def _arrange(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(down if self.tight else across)
        self.filters.set_narrow(narrow=self.narrow)
        if self.narrow:  # it stands at the end of the chips, where there is room
            self._head.removeWidget(self.suits)
            self.filters.add(self.suits)
        else:
            self.filters.remove(self.suits)
            self._head.insertWidget(HEAD_PLACE, self.suits)


def _count_words(found: int, every: int) -> str:
    return f"{found} of {every} stretches"


def draft_banner(look: Look, name: str, *, new: bool) -> DraftBanner:
    """The card for a stretch that was not saved."""
    if not new:
        return changing_banner(look, name)
    what = name or "a new stretch"
    return DraftBanner(look, f"You were making {what}. Go on, or let it go.", f"Let {what} go")
