"""All stretches as cards, those of the user among them, found by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Side
from stretchplayer.ui.dose_words import POSTURES
from stretchplayer.ui.widgets.card_button import CardButton
from stretchplayer.ui.widgets.draft import DraftBanner, changing_banner
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, clear, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.search_field import SearchField
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

PICTURE = QSize(226, 124)
GAP = 20  # four cards beside each other in the usual window


class StretchCard(CardButton):
    """Picture, name, position and what it is for; opens the stretch."""

    def __init__(self, look: Look, pictures: Pictures, stretch: Stretch, *, own: bool) -> None:
        about = about_words(stretch, own=own)
        side = Side.RIGHT if stretch.one_sided else None
        picture = Thumbnail(look, pictures, stretch.pose, side, PICTURE * max(1.0, look.text_scale))
        lines = ((stretch.short_name, "item", "ink"), (about, "small", "ink2"))
        super().__init__(look, f"{stretch.name}. {about}", picture, lines)
        self.stretch = stretch.id
        self.found_by = " ".join(
            (stretch.name, stretch.short_name, *stretch.aliases, about, *stretch.muscles, *stretch.steps)
        ).casefold()


class LibraryPage(ScrollPage):
    """The cards, with a search."""

    stretch_wanted = Signal(str)
    new_wanted = Signal()
    resume_wanted = Signal()  # the draft that was not saved
    draft_unwanted = Signal()

    def __init__(self, look: Look, pictures: Pictures, library: LibraryService) -> None:
        super().__init__(look)
        self._pictures = pictures
        self._library = library
        self.cards: list[StretchCard] = []
        self.new = Button(look, "New stretch", "second", icon="plus")
        self.new.clicked.connect(self.new_wanted)
        self.field = SearchField(look, "Search")
        self.field.changed.connect(self.search)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.field.begin)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(12)
        self._head.addWidget(label(look, "Stretches", "title"))
        self._head.addStretch(1)
        self._head.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        self._head.addWidget(self.field)
        self._nothing = label(look, "", "body", "ink2", wrap=True)
        self._nothing.hide()
        self._draft = QVBoxLayout()
        holder = QWidget()
        self._flow = FlowLayout(holder, gap=GAP)
        self.column.addLayout(self._head)
        self.column.addSpacing(24)
        self.column.addLayout(self._draft)
        self.column.addWidget(self._nothing)
        self.column.addWidget(holder)
        self.column.addStretch(1)
        library.changed.connect(self.note_change)
        self.form_changed.connect(self._arrange)

    def refresh(self) -> None:
        """Show the library as it is now."""
        self.show_draft()
        clear(self._flow)
        catalogue = self._library.catalogue
        self.cards = [
            StretchCard(self._look, self._pictures, stretch, own=catalogue.is_own(stretch.id))
            for stretch in catalogue
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
        """Show the stretches that have all these words."""
        wanted = text.casefold().split()
        found = 0
        for card in self.cards:
            hit = all(word in card.found_by for word in wanted)
            card.setVisible(hit)
            found += hit
        self._flow.invalidate()
        self._nothing.setVisible(not found)
        self._nothing.setText(f"Nothing called “{text.strip()}”. Try a body part, such as hip.")

    def _arrange(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(down if self.tight else across)


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
