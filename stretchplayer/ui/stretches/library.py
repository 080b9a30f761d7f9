"""All stretches as cards, those of the user among them, found by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Side
from stretchplayer.core.suitability import Suits
from stretchplayer.ui.dose_words import POSTURES
from stretchplayer.ui.stretches.filters import Filters
from stretchplayer.ui.suits.notes import HiddenLine, Sign
from stretchplayer.ui.suits.words import WHAT_SUITS
from stretchplayer.ui.widgets.card_button import CardButton
from stretchplayer.ui.widgets.draft import DraftBanner, changing_banner
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, clear, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.search_field import SearchField
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.core.suitability import Verdict
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

PICTURE = QSize(226, 124)
ALL_HIDDEN = "Your choices hide every stretch here."
HEAD_PLACE = 2  # after the title and the room beside it
GAP = 20  # four cards beside each other in the usual window


class StretchCard(CardButton):
    """Picture, name, position and what it is for, with a sign where care is due; opens the stretch."""

    def __init__(
        self, look: Look, pictures: Pictures, stretch: Stretch, verdict: Verdict, *, own: bool
    ) -> None:
        about = about_words(stretch, own=own)
        side = Side.RIGHT if stretch.one_sided else None
        picture = Thumbnail(look, pictures, stretch.pose, side, PICTURE * max(1.0, look.text_scale))
        lines = ((stretch.short_name, "item", "ink"), (about, "small", "ink2"))
        super().__init__(look, f"{stretch.name}. {about}. {verdict.words}".strip(), picture, lines)
        self.stretch = stretch.id
        self.record = stretch
        self.is_hidden = verdict.is_hidden
        column = self.layout()
        if verdict.findings and isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, Sign(look, verdict, picture.width()))
        self.found_by = " ".join(
            (stretch.name, stretch.short_name, *stretch.aliases, about, *stretch.muscles, *stretch.steps)
        ).casefold()


class LibraryPage(ScrollPage):
    """The cards, with a search, chips to choose by, and without what does not suit the user."""

    stretch_wanted = Signal(str)
    new_wanted = Signal()
    resume_wanted = Signal()  # the draft that was not saved
    draft_unwanted = Signal()
    suits_wanted = Signal()  # the page of what suits the user

    def __init__(
        self, look: Look, pictures: Pictures, library: LibraryService, settings: SettingsService
    ) -> None:
        super().__init__(look)
        self._pictures = pictures
        self._library = library
        self._settings = settings
        self._suits = Suits.of_preferences(settings.preferences)
        self.cards: list[StretchCard] = []
        self.new = Button(look, "New stretch", "second", icon="plus")
        self.new.clicked.connect(self.new_wanted)
        self.field = SearchField(look, "Search")
        self.field.changed.connect(self.search)
        self.filters = Filters(look)
        self.filters.changed.connect(self._search_again)
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
        holder = QWidget()
        self._flow = FlowLayout(holder, gap=GAP)
        self.column.addLayout(self._head)
        self.column.addSpacing(16)
        self.column.addWidget(self.filters)
        self.column.addWidget(self.hidden)
        self.column.addSpacing(10)
        self.column.addLayout(self._draft)
        self.column.addWidget(self._nothing)
        self.column.addSpacing(8)
        self.column.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(holder)
        self.column.addStretch(1)
        library.changed.connect(self.note_change)
        settings.changed.connect(self._follow)
        self.form_changed.connect(self._arrange)

    def refresh(self) -> None:
        """Show the library as it is now."""
        self.show_draft()
        clear(self._flow)
        catalogue, suits = self._library.catalogue, self._suits
        self.cards = [
            StretchCard(
                self._look,
                self._pictures,
                stretch,
                suits.verdict(stretch),
                own=catalogue.is_own(stretch.id),
            )
            for stretch in sorted(catalogue, key=suits.comes_first, reverse=True)
        ]
        for card in self.cards:
            card.clicked.connect(lambda _=False, id_=card.stretch: self.stretch_wanted.emit(id_))
            self._flow.addWidget(card)
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
        self._flow.invalidate()
        self._nothing.setVisible(not found)
        self.show_all.setVisible(not found and bool(held_back))
        if not self.show_all.isHidden():
            self.hidden.hide()  # the button shows those as well
        nothing = f"Nothing called “{text.strip()}”. Try a body part, such as hip."
        self._nothing.setText(ALL_HIDDEN if held_back else nothing)

    def _lets_through(self, card: StretchCard) -> bool:
        return self.filters.keeps(card.record) and (self.hidden.shown or not card.is_hidden)

    def _search_again(self) -> None:
        self.search(self.field.text())

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


def draft_banner(look: Look, name: str, *, new: bool) -> DraftBanner:
    """The card for a stretch that was not saved."""
    if not new:
        return changing_banner(look, name)
    what = name or "a new stretch"
    return DraftBanner(look, f"You were making {what}. Go on, or let it go.", f"Let {what} go")


def about_words(stretch: Stretch, *, own: bool) -> str:
    """Position and aim: "Lying · Lower back and buttock"; one's own says so."""
    parts = ["Yours"] if own else []
    parts.append(POSTURES[stretch.posture])
    if stretch.targets:
        parts.append(stretch.targets)
    return " · ".join(parts)
