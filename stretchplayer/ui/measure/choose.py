"""Where Measure begins: which test, what was begun, and the way to earlier sittings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.flexibility import CORE_TESTS, MORE_TESTS, find_test
from stretchplayer.ui.measure import words
from stretchplayer.ui.widgets.card_button import CardButton
from stretchplayer.ui.widgets.draft import DraftBanner
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, clear, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.app.measure_service import MeasureService
    from stretchplayer.core.flexibility import FlexibilityTest
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

PICTURE = QSize(208, 120)
INSET = 8
GAP = 16


class ChoosePage(ScrollPage):
    """Cards of the tests, the four usual ones first."""

    test_wanted = Signal(object)  # FlexibilityTest
    go_on_wanted = Signal(object)  # Sitting
    earlier_wanted = Signal()

    def __init__(self, look: Look, pictures: Pictures, measures: MeasureService) -> None:
        super().__init__(look)
        self._measures = measures
        self._pictures = pictures
        self.cards: dict[str, CardButton] = {}
        self.draft: DraftBanner | None = None
        self._begun = QVBoxLayout()
        self._core, self._more = QWidget(), QWidget()
        self._flows = [FlowLayout(self._core, gap=GAP), FlowLayout(self._more, gap=GAP)]
        self.more = Button(look, words.MORE, "second", icon="caret-down")
        self.more.clicked.connect(self._show_more)
        self.earlier = Button(look, words.EARLIER, "quiet", icon="clock")
        self.earlier.setProperty("flush", "true")
        self.earlier.clicked.connect(self.earlier_wanted)
        self._more.hide()
        self._lay_out()
        measures.changed.connect(self.note_change)

    def refresh(self) -> None:
        """Show when each test was measured last, and what was begun."""
        focused = next((key for key, card in self.cards.items() if card.hasFocus()), "")
        self._show_draft()
        self.cards = {}
        for flow, tests in zip(self._flows, (CORE_TESTS, MORE_TESTS), strict=True):
            clear(flow)
            for test in tests:
                flow.addWidget(self._card(test))
        first = self.draft.go_on if self.draft is not None else self.cards[CORE_TESTS[0].id]
        self.setFocusProxy(first)
        if focused:
            self.cards[focused].setFocus(Qt.FocusReason.OtherFocusReason)
        measured = any(self._measures.sittings(removed=removed, newest=1) for removed in (False, True))
        self.earlier.setVisible(measured)

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = self._look
        self.column.addWidget(label(look, words.TITLE, "title", wrap=True))
        self.column.addSpacing(6)
        self.column.addWidget(label(look, words.INTRO, "body", "ink2", wrap=True))
        self.column.addSpacing(GAP)
        self.column.addLayout(self._begun)
        self.column.addWidget(self._core)
        self.column.addSpacing(GAP)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(GAP)
        self.column.addWidget(self._more)
        self.column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _card(self, test: FlexibilityTest) -> CardButton:
        look = self._look
        size = PICTURE * max(1.0, look.text_scale)
        side = Side.RIGHT if test.two_sided else None
        picture = Thumbnail(look, self._pictures, test.pose, side, size)
        sitting = self._measures.last_sitting(test)
        last, values = "Not measured yet.", ""
        if sitting is not None:
            last = f"Measured {words.days_ago((self._measures.today() - sitting.local_date).days)}."
            values = words.values_of(test, sitting)
        lines: Sequence[tuple[str, str, str]] = [
            (test.name, "section", "ink"),
            (test.question, "note", "ink2"),
            (f"{last} {values}".strip(), "small", "ink2"),
        ]
        card = CardButton(
            look, f"{test.name}. {test.question} {last} {values}".strip(), picture, lines, inset=INSET
        )
        card.clicked.connect(partial(self.test_wanted.emit, test))
        self.cards[test.id] = card
        return card

    def _show_more(self) -> None:
        self._refresh_if_stale()
        shown = self._more.isHidden()
        self._more.setVisible(shown)
        self.more.setText(words.FEWER if shown else words.MORE)
        if shown:
            self.cards[MORE_TESTS[0].id].setFocus(Qt.FocusReason.OtherFocusReason)
            self.bring_up(self.more)

    def _show_draft(self) -> None:
        clear(self._begun)
        self.draft = None
        begun = self._measures.draft()
        if begun is None:
            return
        try:
            name = find_test(begun.test).name.lower()
        except NotFoundError:
            return
        self.draft = DraftBanner(
            self._look,
            f"You were measuring the {name}. Go on where you were, or let it go.",
            f"Let the tries of the {name} go",
        )
        self.draft.go_on_wanted.connect(lambda: self.go_on_wanted.emit(begun))
        self.draft.leave_wanted.connect(self._drop)
        self._begun.addWidget(self.draft)
        self._begun.addSpacing(GAP)

    def _drop(self) -> None:
        self._measures.keep_draft(None)
        self.refresh()
