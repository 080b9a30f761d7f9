"""The card "Getting down and up": how, in pictures, and where else one can stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from stretchplayer.core.place import Place
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.transfers import leads_down, leads_up
from stretchplayer.ui.stretches.detail_parts import TakeCare, mistakes_list
from stretchplayer.ui.stretches.pictured_steps import PicturedSteps
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.words import PLACE_WORDS

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.catalogue import Catalogue, Stretch
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

TITLE = "Getting down and up"
INTRODUCTION = (
    "Have a firm chair beside you that does not roll or tip. Go slowly, rest at any step as long as you "
    "like, and breathe all the way."
)
ELSEWHERE = "Or stretch somewhere else"
ELSEWHERE_WORDS = (
    "The built-in routines have a form for the bed and one for a chair. Today follows your choice."
)
PLACES = [(place, words.capitalize()) for place, words in PLACE_WORDS.items()]
SECTION_GAP = 24


class GettingDownPage(ScrollPage):
    """Lies over the window; emits `left` when it is done with."""

    left = Signal()
    try_wanted = Signal(object, int)  # a routine of one way, and its first item

    def __init__(
        self, look: Look, pictures: Pictures, catalogue: Catalogue, settings: SettingsService
    ) -> None:
        super().__init__(look)
        self._settings = settings
        self._pictures = pictures
        head = HeadRow(look, "Back")
        head.left.connect(self.left)
        self.back = head.back
        self.setFocusProxy(self.back)
        self.ways: list[PicturedSteps] = []
        self.plays: list[Button] = []
        self.places = Segmented(look, "Where you stretch", [(place.value, words) for place, words in PLACES])
        self.places.chosen.connect(lambda key: settings.update(place=Place(key)))
        self._heads: list[QBoxLayout] = []
        self.column.addWidget(head)
        self.column.addSpacing(8)
        self.column.addWidget(label(look, TITLE, "title", wrap=True))
        self.column.addSpacing(6)
        self.column.addWidget(label(look, INTRODUCTION, "body", "ink2", wrap=True))
        both = [way for way in catalogue if leads_down(way) or leads_up(way)]
        for way in both:
            self._add_way(way)
        self._add_care(both)
        self._add_elsewhere()
        self.column.addStretch(1)
        self.form_changed.connect(self._arrange)
        settings.changed.connect(self.note_change)

    def refresh(self) -> None:
        """Show the place as it is now."""
        self.places.choose(self._settings.preferences.place.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _add_way(self, way: Stretch) -> None:
        look = self._look
        play = Button(look, "Play it step by step", "second", icon="play-fill")
        play.setAccessibleName(f"Play it step by step: {way.name}")
        alone = Routine(id="", name=way.name, description="", items=(RoutineItem(stretch=way.id),))
        play.clicked.connect(lambda: self.try_wanted.emit(alone, 0))
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(10)
        head.addWidget(label(look, way.name, "heading", wrap=True), 1)
        head.addWidget(play, 0, Qt.AlignmentFlag.AlignLeft)
        steps = PicturedSteps(look, self._pictures, way)
        self.column.addSpacing(SECTION_GAP)
        self.column.addLayout(head)
        self.column.addSpacing(10)
        self.column.addWidget(steps)
        self.ways.append(steps)
        self.plays.append(play)
        self._heads.append(head)

    def _add_care(self, ways: list[Stretch]) -> None:
        notes = dict.fromkeys(way.caution_note for way in ways if way.caution_note)
        watch = dict.fromkeys(mistake for way in ways for mistake in way.mistakes)
        self.column.addSpacing(SECTION_GAP)
        for note in notes:
            self.column.addWidget(TakeCare(self._look, note))
            self.column.addSpacing(14)
        self.column.addWidget(label(self._look, "Watch for", "section"))
        self.column.addSpacing(8)
        self.column.addWidget(mistakes_list(self._look, list(watch)))

    def _add_elsewhere(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 18, 24, 20)
        inside.setSpacing(10)
        inside.addWidget(label(self._look, ELSEWHERE, "heading", wrap=True))
        inside.addWidget(label(self._look, ELSEWHERE_WORDS, "text", "ink2", wrap=True))
        inside.addWidget(self.places, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(SECTION_GAP)
        self.column.addWidget(card)

    def _arrange(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        for steps in self.ways:
            steps.arrange(across=not self.narrow)
        for head in self._heads:
            head.setDirection(down if self.tight else across)
