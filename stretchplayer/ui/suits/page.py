"""What suits you: what bothers somebody, in plain questions, and what is hidden or warned of for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.suitability import Suits, as_said, keep_anyway, nothing_said, with_effect
from stretchplayer.ui.suits.rows import ConcernRow, KeptRow
from stretchplayer.ui.suits.words import WHAT_SUITS, total_words
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.parts import Button, clear, label
from stretchplayer.ui.widgets.problem import Problem
from stretchplayer.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.ui.look import Look

BACK = "Stretches"
INTRO = (
    "Say what bothers you. What has to do with it is hidden or carries a warning, and something else is "
    "offered in your routines. It follows what you say, stays on this computer, and is no medical advice."
)
UNSURE = "Not sure, or none of these? Leave everything as it is, and go by your ratings."
GROUPS = (
    ("Ways the back moves", (Concern.BENDING, Concern.LEANING_BACK, Concern.TURNING)),
    (
        "Positions",
        (Concern.KNEELING, Concern.FLOOR, Concern.WRISTS, Concern.SHOULDERS, Concern.BALANCE),
    ),
    (
        "Taking care",
        (
            Concern.LEG,
            Concern.HIP,
            Concern.DIZZY,
            Concern.PREGNANT,
            Concern.PRESSURE,
            Concern.WEAK_BONES,
        ),
    ),
)


class SuitsPage(ScrollPage):
    """Every answer is kept at once. `left` asks for the page one came from."""

    left = Signal()
    told = Signal(str, object, object)  # words, the word on a button or None, what the button does

    def __init__(self, look: Look, catalogue: Catalogue, settings: SettingsService, back: str = BACK) -> None:
        """`back` is what the way back is called."""
        super().__init__(look)
        self._catalogue = catalogue
        self._settings = settings
        self.rows: dict[Concern, ConcernRow] = {}
        self.kept: list[KeptRow] = []
        self.reset = Button(look, "Start over", "quiet", icon="arrow-counter-clockwise")
        self.reset.setAccessibleName("Start over: nothing is hidden or warned of")
        self.reset.clicked.connect(self._start_over)
        self.head = HeadRow(look, back, self.reset)
        self.head.left.connect(self.left)
        self.setFocusProxy(self.head.back)
        self._problem = Problem(look, self)
        self.total = label(look, "", "section", wrap=True)
        self._kept_title = label(look, "Shown all the same", "section")
        self._kept_card = _card()
        self._lay_out()
        settings.changed.connect(self.note_change)
        self.form_changed.connect(self._arrange)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Show what is kept now, and what it does."""
        suits = Suits.of_preferences(self._settings.preferences)
        stretches = list(self._catalogue)
        for concern, row in self.rows.items():
            row.show_answer(suits.effect(concern), stretches, suits.place)
        self.total.setText(total_words(suits, stretches))
        self.reset.setEnabled(suits.any or bool(suits.kept_anyway))
        self._show_kept(suits)

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look, page = self._look, self.column
        page.addWidget(self.head)
        page.addSpacing(6)
        page.addWidget(label(look, WHAT_SUITS, "title-small", wrap=True))
        page.addSpacing(6)
        page.addWidget(label(look, INTRO, "body", "ink2", wrap=True))
        page.addSpacing(12)
        page.addWidget(self._problem)
        page.addWidget(self.total)
        for title, concerns in GROUPS:
            page.addSpacing(20)
            page.addWidget(label(look, title, "section"))
            page.addSpacing(8)
            page.addWidget(self._group(concerns))
        page.addSpacing(20)
        page.addWidget(self._kept_title)
        page.addSpacing(8)
        page.addWidget(self._kept_card)
        page.addSpacing(16)
        page.addWidget(label(look, UNSURE, "note", "ink2", wrap=True))
        page.addStretch(1)

    def _group(self, concerns: tuple[Concern, ...]) -> QWidget:
        card = _card()
        for concern in concerns:
            row = ConcernRow(self._look, concern)
            row.answered.connect(self._answer)
            row.line.setVisible(concern is not concerns[0])
            self.rows[concern] = row
            _column(card).addWidget(row)
        return card

    def _show_kept(self, suits: Suits) -> None:
        """The stretches that are shown although they would be hidden."""
        inside = _column(self._kept_card)
        clear(inside)
        verdicts = {stretch: suits.verdict(stretch) for stretch in self._catalogue}
        kept = {stretch: verdict for stretch, verdict in verdicts.items() if verdict.kept}
        self.kept = [KeptRow(self._look, stretch, verdict.reason) for stretch, verdict in kept.items()]
        for row in self.kept:
            row.line.setVisible(row is not self.kept[0])
            row.unwanted.connect(self._hide_again)
            inside.addWidget(row)
        for part in (self._kept_title, self._kept_card):
            part.setVisible(bool(self.kept))

    def _arrange(self) -> None:
        self.head.set_tight(tight=self.tight)
        for row in self.rows.values():
            row.set_tight(tight=self.tight)

    # ---- what is chosen ----------------------------------------------------------------------

    def _answer(self, concern: Concern, effect: Effect) -> None:
        if self._keep(with_effect(self._settings.preferences, concern, effect)):
            self.rows[concern].tell()

    def _hide_again(self, stretch: str) -> None:
        if self._keep(keep_anyway(self._settings.preferences, stretch, keep=False)):
            self.head.back.setFocus()  # the button that had it is gone

    def _start_over(self) -> None:
        before = self._settings.preferences
        if self._keep(nothing_said(before)):
            self.told.emit("Nothing is hidden now.", "Undo", partial(self._bring_back, before))

    def _bring_back(self, before: Preferences) -> None:
        """What was said before, beside whatever else has been set since."""
        self._keep(as_said(self._settings.preferences, before))

    def _keep(self, preferences: Preferences) -> bool:
        """Keep it at once; when the disk does not take it, say so and show what is kept."""
        self._problem.hide()
        try:
            self._settings.save(preferences)
        except StretchPlayerError as error:
            self._problem.say(str(error))
            self.refresh()
            return False
        return True


def _card() -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.setSpacing(0)
    return card


def _column(card: QFrame) -> QVBoxLayout:
    layout = card.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout
